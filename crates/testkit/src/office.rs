//! A registry in a temporary folder, with the people of 1982.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use chancery_registry::{
    Admission, Clearance, ClearanceToGive, Duty, Filed, Ids, Means, Options, PolicyId, Reader, Refused,
    Registry, Settings, Source, View,
};
use chancery_seal::protector::Cost;
use jiff::Timestamp;

/// The letter of 14 October 1982, with the message that it covers.
pub const LETTER: &str = include_str!("../../../samples/shultz-pym-1982.txt");
/// The passphrase of every test's registry.
pub const PASSPHRASE: &str = "correct horse battery staple";

/// The folder of real correspondence that tests read where it is: `CHANCERY_DATA`, else beside the project.
pub fn data_folder() -> Option<PathBuf> {
    let beside = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    let folder = std::env::var_os("CHANCERY_DATA").map_or(beside, PathBuf::from);
    folder.is_dir().then_some(folder)
}

/// A registry for one test. It is gone when the test ends.
pub struct Office {
    /// The registry.
    pub registry: Registry,
    clock: Arc<AtomicI64>,
    folder: Arc<tempfile::TempDir>,
}

impl Office {
    /// An office at half past five on 14 October 1982: the Prime Minister (`pm`), Coles (`coles`), Pym
    /// (`pym`), Bone (`bone`), a desk officer cleared to CONFIDENTIAL (`desk`), `clerk` and `keeper`.
    pub fn uk() -> Self {
        Self::with_seed([7; 16])
    }

    /// The same, with ids that follow from the seed.
    pub fn with_seed(seed: [u8; 16]) -> Self {
        Self::made(seed, false)
    }

    /// The same, where words below what was opened in a sitting need a reason.
    pub fn with_high_water_mark() -> Self {
        Self::made([7; 16], true)
    }

    /// An office whose settings are changed before it is made.
    pub fn with_settings(change: impl FnOnce(&mut Settings)) -> Self {
        Self::set_up([7; 16], change)
    }

    /// A registry that was just made: nobody is in it but those with whom it begins.
    pub fn bare() -> Self {
        Self::founded([7; 16], |_| ())
    }

    fn made(seed: [u8; 16], high_water_mark: bool) -> Self {
        Self::set_up(seed, |settings| settings.high_water_mark = high_water_mark)
    }

    fn set_up(seed: [u8; 16], change: impl FnOnce(&mut Settings)) -> Self {
        let office = Self::founded(seed, change);
        office.admit_all();
        office
    }

    fn founded(seed: [u8; 16], change: impl FnOnce(&mut Settings)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock =
            Arc::new(AtomicI64::new("1982-10-14T17:30:00Z".parse::<Timestamp>().unwrap().as_second()));
        let mut settings = Settings::new("10 Downing Street");
        settings.origin = "registry.example/test".into();
        settings.high_water_mark = false;
        change(&mut settings);
        let means = means(&clock, seed);
        let registry =
            Registry::init_with(&folder.path().join("office"), settings, PASSPHRASE, means).unwrap();
        Self { registry, clock, folder: Arc::new(folder) }
    }

    /// The registry's folder.
    pub fn folder(&self) -> PathBuf {
        self.folder.path().join("office")
    }

    /// Closes the registry and opens it again.
    pub fn reopened(self) -> Self {
        self.reopened_with(|_| ())
    }

    /// The same, with something done to its folder while it is closed.
    pub fn reopened_with(self, between: impl FnOnce(&Path)) -> Self {
        let (folder, clock) = (self.folder, self.clock);
        self.registry.close();
        between(&folder.path().join("office"));
        let means = means(&clock, [7; 16]);
        let registry = Registry::open(&folder.path().join("office"), PASSPHRASE, means).unwrap();
        Self { registry, clock, folder }
    }

    /// Closes the registry, throws its projections away and makes them again.
    pub fn rebuilt(self) -> Self {
        let (folder, clock) = (self.folder, self.clock);
        self.registry.close();
        let means = means(&clock, [7; 16]);
        let (registry, _) = Registry::rebuild(&folder.path().join("office"), PASSPHRASE, means).unwrap();
        Self { registry, clock, folder }
    }

    /// Sets the clock.
    pub fn at(&self, time: &str) -> &Self {
        self.clock.store(time.parse::<Timestamp>().unwrap().as_second(), Ordering::SeqCst);
        self
    }

    /// The reader of that handle.
    pub fn reader(&self, handle: &str) -> Reader {
        self.registry.reader(handle).unwrap()
    }

    /// What the reader of that handle may know, at this moment.
    pub fn as_(&self, handle: &str) -> View {
        self.registry.view(&self.reader(handle)).unwrap()
    }

    /// The clerk files a text as it stands.
    pub fn file(&self, text: &str) -> Filed {
        self.try_file("paper.txt", text.as_bytes(), &Options::default()).unwrap()
    }

    /// The clerk files a text under a marking that he gives.
    pub fn file_marked(&self, text: &str, marking: &str) -> Filed {
        let (marking, reason) = (Some(marking.into()), "the clerk knows better".into());
        let options = Options { marking, reason, ..Options::default() };
        self.try_file("paper.txt", text.as_bytes(), &options).unwrap()
    }

    /// The clerk files a volume of printed papers.
    pub fn file_volume(&self, bytes: &[u8]) -> Filed {
        let policy = Some(PolicyId::new("us-historical"));
        self.try_file("volume.xml", bytes, &Options { policy, ..Options::default() }).unwrap()
    }

    /// The clerk tries to file bytes.
    pub fn try_file(&self, name: &str, bytes: &[u8], options: &Options) -> Result<Filed, Refused> {
        self.try_file_as("clerk", name, bytes, options)
    }

    /// The reader of that handle tries to file bytes.
    pub fn try_file_as(
        &self,
        who: &str,
        name: &str,
        bytes: &[u8],
        options: &Options,
    ) -> Result<Filed, Refused> {
        let mut outcome = None;
        let source = Source::Bytes(name.into(), bytes.to_vec());
        self.registry.file(&self.reader(who), std::iter::once(source), options, &mut |told| {
            outcome = Some(told.filed);
        })?;
        outcome.unwrap()
    }

    /// The reference numbers of the letter of 1982 and of the message that it covers, once filed.
    pub fn letter(&self) -> (String, String) {
        let filed = self.file(LETTER);
        (filed.papers[0].reference.clone(), filed.papers[1].reference.clone())
    }

    fn admit_all(&self) {
        let all = self.registry.highest();
        let confidential = self
            .registry
            .clearance(&["uk-1982=CONFIDENTIAL".into(), "us-historical=Confidential".into()])
            .unwrap();
        let secretary = vec![Duty::PutUp, Duty::Minute, Duty::Register];
        for (handle, name, post, title, principal, duties, clearance) in [
            ("pm", "Margaret Thatcher", "prime-minister", "Prime Minister", true, vec![Duty::Minute], &all),
            ("coles", "A J Coles", "ps-no10", "Private Secretary", false, secretary.clone(), &all),
            ("pym", "Francis Pym", "foreign-secretary", "Foreign Secretary", true, vec![Duty::Minute], &all),
            ("bone", "R B Bone", "ps-fco", "Private Secretary, FCO", false, secretary.clone(), &all),
            ("desk", "A desk officer", "desk", "Desk officer", false, secretary, &confidential),
        ] {
            let admission = Admission {
                handle: handle.into(),
                name: name.into(),
                post: Some((post.into(), title.into())),
                principal,
                duties,
            };
            self.admit(admission, clearance);
        }
    }

    /// The keeper admits a person, or changes what is kept of him, and the security officer clears him.
    pub fn admit(&self, admission: Admission, clearance: &Clearance) {
        let person = admission.handle.clone();
        let keeper = self.reader("keeper");
        match self.registry.admit(&keeper, admission.clone()) {
            Err(Refused::Conflict(_)) => self.registry.change_admission(&keeper, admission).unwrap(),
            went => went.unwrap(),
        }
        self.clear(&person, clearance);
    }

    /// The security officer gives a person a clearance.
    pub fn clear(&self, person: &str, clearance: &Clearance) {
        let clearing = ClearanceToGive {
            person: person.into(),
            clearance: clearance.clone(),
            ..ClearanceToGive::default()
        };
        self.registry.clear(&self.reader("security"), clearing).unwrap();
    }
}

fn means(clock: &Arc<AtomicI64>, seed: [u8; 16]) -> Means {
    let clock = clock.clone();
    Means {
        clock: Arc::new(move || Timestamp::from_second(clock.load(Ordering::SeqCst)).unwrap()),
        ids: Ids::Derived(seed),
        cost: Cost::TRIVIAL,
        sign_in_cost: Cost::TRIVIAL,
        worker: None,
    }
}
