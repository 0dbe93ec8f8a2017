//! The two worlds of the catalogue, with something above the reader on every channel.

use chancery_testkit::worlds::{Ask, Came, Ground, Step, Told, World, came, first_difference, twins};
use chancery_testkit::{Answer, Browser};

/// Who reads: cleared to CONFIDENTIAL, with every duty but the keeper's.
pub const READER: &str = "desk";
/// Words of hidden papers, which no answer may bear.
pub const HIDDEN_WORDS: [&str; 4] = ["Polemics", "Zinnwald", "Quillfeather", "at dawn"];

const QUERIES: [&str; 7] =
    ["minister", "tin OR herring", "zinnwald", "\"the minister\"", "-tin minister", "min*", "from:bone tin"];

fn letter(subject: &str, says: &str, from: &str) -> String {
    format!(
        "Foreign and Commonwealth Office\n\n3 September 1982\n\n{subject}\n\nDear John,\n\n{says}\n\nYours ever,\n\n{from}\n"
    )
}

/// A mail of one day and the same parties.
fn mail(says: &str) -> String {
    format!("From: R B Bone\nTo: A J Coles\nDate: 14 October 1982\nSubject: Eels\n\n{says}\n")
}

fn filed(name: &'static str, marking: &'static str, text: String) -> Step {
    Step::File { name, text, marking: Some(marking) }
}

fn story() -> Vec<Told> {
    let (below, above) = (|step| (false, step), |step| (true, step));
    let promised = "I promised that I would write about the tin by 1 October.";
    let hidden = "I promised that I would write about Zinnwald by 1 October. He will be at the meeting to discuss Zinnwald at 1000 on 20 October. The minister, the minister, the minister and tin, in alder.";
    vec![
        above(filed("first", "SECRET", letter("Polemics", hidden, "A Quillfeather"))),
        below(filed(
            "tin",
            "CONFIDENTIAL",
            letter("Tin", &format!("The minister saw tin. {promised}"), "R B Bone"),
        )),
        above(filed(
            "second",
            "TOP SECRET",
            letter("Polemics again", "Tin, tin, tin, in alder.", "A Quillfeather"),
        )),
        below(filed(
            "fish",
            "RESTRICTED",
            letter(
                "Herring",
                "He will be at the meeting to discuss the herring at 1500 on 20 October. The minister saw herring in alder.",
                "R B Bone",
            ),
        )),
        above(filed(
            "tie",
            "SECRET",
            letter("Polemics once more", "Herring. The minister. Alder.", "R B Bone"),
        )),
        above(filed(
            "memo",
            "CONFIDENTIAL UMBRA",
            "MEMORANDUM\n\n3 September 1969\n\nZinnwald and tin and alder.\n".into(),
        )),
        below(filed(
            "cover",
            "CONFIDENTIAL",
            letter("A cover", "The minister has this in maple.", "R B Bone"),
        )),
        above(Step::File { name: "held", text: "Nobody has marked this: Zinnwald.\n".into(), marking: None }),
        below(Step::PutUp { paper: "tin" }),
        above(Step::PutUp { paper: "first" }),
        below(Step::Meeting { subject: "A dinner", marking: "CONFIDENTIAL" }),
        above(Step::Meeting { subject: "Quillfeather's dinner", marking: "SECRET" }),
        below(Step::PutUpFor { paper: "fish", meeting: "A dinner" }),
        above(Step::PutUpFor { paper: "fish", meeting: "Quillfeather's dinner" }),
        above(Step::Enclose { cover: "second", paper: "tin" }),
        above(Step::Enclose { cover: "cover", paper: "first" }),
        above(Step::Minute { on: "cover", text: "at dawn" }),
        above(Step::Initial { on: "cover" }),
        above(Step::Open { paper: "cover" }),
        above(Step::PutUp { paper: "cover" }),
        above(Step::Detach { paper: "first" }),
        above(Step::Minute { on: "first", text: "at dawn too" }),
        below(Step::Enclose { cover: "cover", paper: "fish" }),
        below(filed(
            "last",
            "CONFIDENTIAL",
            letter("The last", "The minister and the tin in maple.", "R B Bone"),
        )),
        below(Step::Minute { on: "tin", text: "seen and noted" }),
        above(filed("twin", "SECRET", mail("Polemics."))),
        below(Step::Arrive {
            name: "waits",
            text: format!("CONFIDENTIAL\n\n{}", mail("The minister and eels.")),
        }),
        above(Step::Arrive { name: "waits above", text: format!("SECRET\n\n{}", mail("Zinnwald.")) }),
        above(Step::Arrive { name: "waits unread", text: "Zinnwald, and nobody has marked it.\n".into() }),
        below(Step::Arrive {
            name: "spam",
            text: format!("CONFIDENTIAL\n\n{}", mail("A holiday in alder.")),
        }),
        above(Step::Arrive { name: "spam above", text: format!("SECRET\n\n{}", mail("Zinnwald again.")) }),
        below(Step::TurnAway { paper: "spam" }),
        above(Step::TurnAway { paper: "spam above" }),
    ]
}

/// Both worlds.
pub struct Stage {
    /// Without what is above the reader.
    pub plain: World,
    /// With it.
    pub fuller: World,
    /// What there is in either.
    pub ground: Ground,
}

impl Stage {
    /// Tells the story in both worlds.
    pub fn set() -> Self {
        let (plain, fuller) = twins(&story());
        let ground = Ground::of(&plain, &fuller).seeking(&QUERIES);
        Self { plain, fuller, ground }
    }

    /// A paper that the reader may not know of.
    pub fn hidden(&self) -> String {
        self.fuller.id("first")
    }

    /// A paper in the in-tray that he may know of.
    pub fn waits(&self) -> String {
        self.fuller.id("waits")
    }

    /// One that he may.
    pub fn seen(&self) -> String {
        self.fuller.id("tin")
    }

    /// Browsers in both worlds.
    pub fn browsers(&self, handle: &str) -> [Browser; 2] {
        [&self.plain, &self.fuller].map(|world| Browser::new(&world.office, handle))
    }

    /// Asks both worlds as the reader: every answer must be the same, and he must have been shown something.
    pub fn alike(&self, asks: &[Ask]) -> Vec<Answer> {
        let [plain, fuller] = self.all(READER, asks);
        assert_eq!(first_difference(&plain, &fuller), None);
        plain.into_iter().map(|came| came.answer).collect()
    }

    /// Asks for pages, as pages and as JSON; for one who may read all, each differs between the worlds, so
    /// there was something to leak.
    pub fn probed(&self, paths: &[&str]) {
        let asks: Vec<Ask> =
            paths.iter().flat_map(|path| [Ask::get(*path), Ask::get(*path).json()]).collect();
        assert!(self.alike(&asks).iter().all(|answer| answer.status == 200));
        let [plain, fuller] = self.all("coles", &asks);
        for (a, b) in plain.iter().zip(&fuller) {
            assert_ne!(a.answer.body, b.answer.body, "there is nothing to leak: {}", a.asked);
        }
    }

    fn all(&self, handle: &str, asks: &[Ask]) -> [Vec<Came>; 2] {
        self.browsers(handle).map(|browser| asks.iter().map(|ask| came(&browser, ask)).collect())
    }
}
