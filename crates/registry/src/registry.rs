//! A registry, open.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chancery_intake::worker::Worker;
use chancery_label::{Clearance, Component, Label, Policies, PolicyId, Tags};
use chancery_ledger::{Draft, Entry, Follower, Ledger, Receipt};
use chancery_office::act::{Act, Done};
use chancery_office::id::{Handle, Id};
use chancery_office::people::{Admitted, Duty, PostFilled};
use chancery_shelves::Shelves;
use chancery_vault::{Swept, Vault};
use jiff::Timestamp;

use crate::answers::Verified;
use crate::door::{Door, Files};
use crate::factor::Halves;
use crate::keys::{Keys, NewStream};
use crate::projection::{self, Desk, Projector, Pulse};
use crate::refused::Refused;
use crate::second::Attached;
use crate::settings::{Means, Places, Settings};
use crate::signing_in::Tries;
use crate::view::View;
use crate::zone::Zone;
use crate::{patterns, policies, sealing, store};

/// Entries that are read at once when a projection follows.
const FOLLOW_ENTRIES: usize = 512;

/// A registry, open. Cheap to clone; the last clone closes it.
#[derive(Clone)]
pub struct Registry(pub(crate) Arc<Inner>);

pub(crate) struct Inner {
    pub places: Places,
    pub settings: Settings,
    pub means: Means,
    pub policies: Arc<Policies>,
    pub keys: Arc<Keys>,
    pub vault: Arc<Vault>,
    pub shelves: Arc<Shelves>,
    pub ledger: Ledger,
    pub desk: Arc<Desk>,
    pub pulse: Arc<Pulse>,
    pub door: Arc<Door>,
    pub worker: Worker,
    pub tries: Tries,
    pub halves: Halves,
    /// What follows the ledger; it is driven by the ledger's writer.
    projector: Arc<Mutex<Projector>>,
    /// Under whose names ways in are kept open.
    pub(crate) takes_in: Mutex<BTreeSet<Handle>>,
    pub second: Option<Attached>,
    pub verified: Mutex<Option<Verified>>,
    /// Held by who decides on what he has just read, until that is entered.
    deciding: Mutex<()>,
    _lock: File,
}

/// A person acting in a post.
#[derive(Clone, Debug, PartialEq)]
pub struct Reader {
    /// Who he is.
    pub person: Admitted,
    /// The post that he acts in.
    pub post: Option<PostFilled>,
    /// What he may read.
    pub clearance: Clearance,
}

impl Reader {
    /// His handle.
    pub fn handle(&self) -> &str {
        self.person.person.as_str()
    }

    /// Refuses who does not have the duty.
    pub fn must(&self, duty: Duty) -> Result<(), Refused> {
        if self.has(duty) { Ok(()) } else { Err(Refused::Duty(duty.words())) }
    }

    /// Whether he has the duty.
    pub fn has(&self, duty: Duty) -> bool {
        self.person.duties.contains(&duty)
    }
}

/// Whether the projections on disk are used.
#[derive(Clone, Copy)]
enum Projections {
    Kept,
    Aside,
}

/// The projector behind a lock: the ledger's writer and the opening registry both drive it.
struct Shared(Arc<Mutex<Projector>>);

impl Follower for Shared {
    fn applied(&mut self, entries: &[Entry]) -> Result<(), String> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).applied(entries)
    }
}

impl Registry {
    /// Makes a registry with its keeper, who runs it and reads nothing, its security officer, who gives clearances, and a
    /// clerk who may read all.
    pub fn init(dir: &Path, name: &str, passphrase: &str, means: Means) -> Result<Self, Refused> {
        Self::init_with(dir, Settings::new(name), passphrase, means)
    }

    /// Makes a registry with given settings.
    pub fn init_with(
        dir: &Path,
        settings: Settings,
        passphrase: &str,
        means: Means,
    ) -> Result<Self, Refused> {
        let places = Places::new(dir);
        // Without settings it may be what a stopped `init` has left: its keys open nothing, but who knows.
        if places.settings().exists() || places.keys().exists() {
            return Err(Refused::Conflict(format!(
                "there is a registry in {} already, or what is left of one: name another folder",
                dir.display()
            )));
        }
        policies::must_be_known(&settings)?;
        patterns::must_be_told_apart(&settings.patterns)?;
        Attached::of(&settings, &Policies::compiled().only(&settings.policies))?;
        fs::create_dir_all(dir).map_err(|e| store::io(dir, &e))?;
        restrict(dir)?;
        let lock = places.lock()?;
        let keys = Keys::create(&places.keys(), passphrase, means.cost)?;
        let public = chancery_label::Label::public().canonical();
        keys.keep(&[NewStream::new(sealing::OFFICE, &*public), NewStream::new(sealing::SEEN, "seen")])?;
        Vault::create(&places.vault()).map_err(|e| store::vault(&e))?;
        Ledger::create(&places.ledger(), ledger_settings(&settings, &keys)).map_err(store::ledger)?;
        // From here the folder is a registry: all that an opening needs is there.
        settings.write_new(&places)?;
        let registry = Self::assemble(places, settings, keys, means, lock, Projections::Kept)?;
        registry.found()?;
        Ok(registry)
    }

    /// Opens a registry.
    pub fn open(dir: &Path, passphrase: &str, means: Means) -> Result<Self, Refused> {
        let (places, settings, lock, keys) = Self::parts(dir, passphrase)?;
        let registry = Self::assemble(places, settings, keys, means, lock, Projections::Kept)?;
        if registry.0.ledger.size() == 0 {
            // It was stopped while it was being made.
            registry.found()?;
        }
        Ok(registry)
    }

    /// Opens a registry to see what is wrong with it: projections that cannot be read, or cannot follow the
    /// ledger, do not keep it shut, but nothing is read through them.
    pub fn open_to_mend(dir: &Path, passphrase: &str, means: Means) -> Result<Self, Refused> {
        let why = match Self::open(dir, passphrase, means.clone()) {
            Err(Refused::Projection(why)) => why,
            opened => return opened,
        };
        let (places, settings, lock, keys) = Self::parts(dir, passphrase)?;
        let registry = Self::assemble(places, settings, keys, means, lock, Projections::Aside)?;
        *registry.0.pulse.broken.lock().unwrap_or_else(PoisonError::into_inner) = Some(why);
        Ok(registry)
    }

    /// Throws the projections away and makes them again from the ledger; bodies that no entry names, left
    /// by a filing that was stopped, are removed.
    pub fn rebuild(dir: &Path, passphrase: &str, means: Means) -> Result<(Self, Swept), Refused> {
        let (places, settings, lock, keys) = Self::parts(dir, passphrase)?;
        places.discard_projections()?;
        let registry = Self::assemble(places, settings, keys, means, lock, Projections::Kept)?;
        let swept = registry.sweep()?;
        Ok((registry, swept))
    }

    fn parts(dir: &Path, passphrase: &str) -> Result<(Places, Settings, File, Keys), Refused> {
        let places = Places::new(dir);
        let settings = Settings::read(&places)?;
        let lock = places.lock()?;
        let keys = Keys::open(&places.keys(), passphrase)?;
        Ok((places, settings, lock, keys))
    }

    fn assemble(
        places: Places,
        settings: Settings,
        keys: Keys,
        means: Means,
        lock: File,
        projections: Projections,
    ) -> Result<Self, Refused> {
        patterns::must_be_told_apart(&settings.patterns)?;
        let (keys, policies) = (Arc::new(keys), Arc::new(policies::in_force(&places, &settings)?));
        let vault = Arc::new(Vault::open(&places.vault()).map_err(|e| store::vault(&e))?);
        let shelves = match projections {
            Projections::Kept => Shelves::open(&places.shelves(), &keys.projection("shelves")),
            Projections::Aside => Shelves::in_memory(),
        };
        let shelves = shelves.map_err(|e| store::shelves(&e))?;
        let (shelves, desk, pulse) = (Arc::new(shelves), Arc::<Desk>::default(), Arc::<Pulse>::default());
        let means_of_projection = projection::Means {
            policies: policies.clone(),
            keys: keys.clone(),
            vault: vault.clone(),
            shelves: shelves.clone(),
            desk: desk.clone(),
            pulse: pulse.clone(),
        };
        let projector = match projections {
            Projections::Kept => Projector::open(&places, means_of_projection),
            Projections::Aside => Projector::aside(means_of_projection),
        }?;
        let projector = Arc::new(Mutex::new(projector));
        if !places.ledger().exists() {
            return Err(Refused::Damaged("ledger.db is missing".into()));
        }
        let ledger = Ledger::open(
            &places.ledger(),
            ledger_settings(&settings, &keys),
            Box::new(Shared(projector.clone())),
        )
        .map_err(store::ledger)?;
        if matches!(projections, Projections::Kept) {
            catch_up(&ledger, &projector)?;
        }
        let door = Door::new(Files::of(&places, &keys), pulse.clone());
        let worker = match &means.worker {
            Some(program) => Worker::new(program.clone()),
            None => chancery_intake::worker::in_process(),
        };
        let (tries, second) = (Tries::default(), Attached::of(&settings, &policies)?);
        Ok(Self(Arc::new(Inner {
            places,
            settings,
            means,
            policies,
            keys,
            vault,
            shelves,
            ledger,
            desk,
            pulse,
            door: Arc::new(door),
            worker,
            tries,
            projector,
            halves: Halves::default(),
            takes_in: Mutex::default(),
            second,
            verified: Mutex::default(),
            deciding: Mutex::default(),
            _lock: lock,
        })))
    }

    /// Notes under whose name what comes by mail or into a folder is taken in, as long as this process does so.
    pub fn takes_in_as(&self, clerk: &Reader) {
        self.0.takes_in.lock().unwrap_or_else(PoisonError::into_inner).insert(clerk.person.person.clone());
    }

    pub(crate) fn takes_in(&self, person: &Handle) -> bool {
        self.0.takes_in.lock().unwrap_or_else(PoisonError::into_inner).contains(person)
    }

    /// The name of the office.
    pub fn name(&self) -> &str {
        &self.0.settings.name
    }

    /// The time, as this registry knows it.
    pub fn now(&self) -> Timestamp {
        (self.0.means.clock)()
    }

    /// Where the office is.
    pub fn zone(&self) -> &Zone {
        &self.0.settings.zone
    }

    /// The reader of that handle.
    pub fn reader(&self, handle: &str) -> Result<Reader, Refused> {
        self.0.pulse.sound()?;
        let people = self.0.pulse.people.read().unwrap_or_else(PoisonError::into_inner);
        let person = handle.parse::<Handle>().ok().and_then(|h| people.get(&h).cloned());
        drop(people);
        let person = person.filter(|known| self.left(&known.person).is_none()).ok_or(Refused::Absent)?;
        let posts = self.0.pulse.posts.read().unwrap_or_else(PoisonError::into_inner);
        let post = posts.values().find(|p| p.holder.as_ref() == Some(&person.person)).cloned();
        let standing = self.0.pulse.standing.read().unwrap_or_else(PoisonError::into_inner);
        let clearance = standing.clearance_at(&person.person, self.now(), self.zone());
        Ok(Reader { person, post, clearance })
    }

    /// The label with the circles that its writer knows by name under their names in labels.
    pub(crate) fn with_known_circles(&self, by: &Reader, label: &Label) -> Result<Label, Refused> {
        let registry = PolicyId::new(chancery_label::REGISTRY);
        let Some(Component { all: Tags::These(names), .. }) = label.component(&registry) else {
            return Ok(label.clone());
        };
        let standing = self.0.pulse.standing.read().unwrap_or_else(PoisonError::into_inner);
        let known = |name: &str| standing.tag_known_to(&by.clearance, name);
        let tags = names.iter().map(|name| known(name)).collect::<Result<Vec<_>, _>>()?;
        let parts = label.components().map(|(id, component)| {
            let all = if *id == registry { Tags::these(tags.clone()) } else { component.all.clone() };
            (id.clone(), Component { all, ..component.clone() })
        });
        Ok(parts.collect())
    }

    /// What that reader may know.
    pub fn view(&self, reader: &Reader) -> Result<View, Refused> {
        View::new(self.clone(), reader.clone())
    }

    /// Tries a passphrase as an opening does.
    pub fn must_open_with(&self, passphrase: &str) -> Result<(), Refused> {
        Keys::must_open_with(&self.0.places.keys(), passphrase)
    }

    /// Ends the registry; everything that was answered is kept whether this is called or not.
    pub fn close(self) {
        if let Ok(inner) = Arc::try_unwrap(self.0) {
            // The files say up to which entry they follow only if they do. A file that says less than it holds is no
            // harm: at the next opening those entries are gone through once more.
            if inner.pulse.sound().is_ok() {
                let projector = inner.projector.lock().unwrap_or_else(PoisonError::into_inner);
                let _ = inner.shelves.commit(inner.ledger.size());
                let _ = projector.say_that_all_follows(inner.ledger.size());
            }
            inner.ledger.close();
        }
    }

    /// A new id for what `material` tells apart.
    pub(crate) fn new_id(&self, material: &[&[u8]]) -> Id {
        self.0.means.ids.id(material)
    }

    /// Makes a stream of that label.
    pub(crate) fn new_stream(&self, stream: Id, label: &chancery_label::Label) -> Result<(), Refused> {
        self.0.keys.keep(&[NewStream::new(stream, label.canonical())])
    }

    pub(crate) fn done(&self, by: &Handle) -> Done {
        Done { by: by.clone(), at: self.now() }
    }

    /// Keeps others from deciding until what is decided here is entered.
    pub(crate) fn decide(&self) -> MutexGuard<'_, ()> {
        self.0.deciding.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Enters drafts: durable, and followed by the projections, before this returns.
    pub(crate) fn append(&self, drafts: Vec<Draft>) -> Result<Vec<Receipt>, Refused> {
        self.0.ledger.append(drafts).map_err(store::ledger)
    }

    /// Enters one act of a stream that has its key.
    pub(crate) fn act(&self, stream: Id, by: &Handle, act: &Act) -> Result<(), Refused> {
        self.acts(stream, by, std::slice::from_ref(act))
    }

    /// Enters acts of a stream that has its key: all of them, or none.
    pub(crate) fn acts(&self, stream: Id, by: &Handle, acts: &[Act]) -> Result<(), Refused> {
        let (key, done) = (self.0.keys.stream(stream)?, self.done(by));
        let draft = |act| sealing::draft(&self.0.keys, stream, &key, &done, act);
        self.append(acts.iter().map(draft).collect::<Result<_, _>>()?).map(|_| ())
    }

    /// Enters acts of several streams that have their keys: all of them, or none.
    pub(crate) fn acts_on(&self, by: &Handle, acts: &[(Id, Act)]) -> Result<(), Refused> {
        let done = self.done(by);
        let draft = |(stream, act): &(Id, Act)| {
            let key = self.0.keys.stream(*stream)?;
            sealing::draft(&self.0.keys, *stream, &key, &done, act)
        };
        self.append(acts.iter().map(draft).collect::<Result<_, _>>()?).map(|_| ())
    }
}

fn ledger_settings(settings: &Settings, keys: &Keys) -> chancery_ledger::Settings {
    chancery_ledger::Settings { origin: settings.origin.clone(), key: keys.signing() }
}

fn catch_up(ledger: &Ledger, projector: &Mutex<Projector>) -> Result<(), Refused> {
    let mut projector = projector.lock().unwrap_or_else(PoisonError::into_inner);
    let mut from = projector.follows_from()?;
    if projector.follows_to()? > ledger.size() {
        return Err(Refused::Damaged(
            "the projections are ahead of the ledger: an old ledger was put back".into(),
        ));
    }
    while from < ledger.size() {
        let entries = ledger.entries(from, FOLLOW_ENTRIES).map_err(store::ledger)?;
        projector.follow(&entries)?;
        match entries.last() {
            Some(last) => from = last.seq + 1,
            None => return Err(Refused::Damaged("the ledger ends before its size".into())),
        }
    }
    projector.say_that_all_follows(ledger.size())
}

pub(crate) fn restrict(dir: &Path) -> Result<(), Refused> {
    use std::os::unix::fs::PermissionsExt as _;
    fs::set_permissions(dir, fs::Permissions::from_mode(0o700)).map_err(|e| store::io(dir, &e))
}
