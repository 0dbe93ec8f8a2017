//! Two worlds: registries that differ only above a reader, walked as that reader and compared.
//!
//! A world is a list of steps. The plain world takes the steps that the reader may know of; the
//! fuller one takes the same and, between them, others above him. Whatever he asks of either must
//! come back in the same bytes. Every route that the server lists is walked, and a route that the
//! walk does not know stops it: a new surface joins the walk by being routed.

use std::collections::BTreeSet;

use chancery_registry::answers::{RegisterFilter, SearchAsked, Sort};
use chancery_registry::{Refused, View};
use chancery_server::{CSS_PATH, JS_PATH, ROUTES};
use serde::Serialize;

use crate::{Answer, Browser, Office};

/// Something that happens in a world.
#[derive(Clone, Debug)]
pub enum Step {
    /// The clerk files a text; it is known in later steps by this name.
    File {
        /// Name.
        name: &'static str,
        /// Text.
        text: String,
        /// Marking; none leaves it to the text.
        marking: Option<&'static str>,
    },
    /// Coles writes a minute.
    Minute {
        /// On what.
        on: &'static str,
        /// Words.
        text: &'static str,
    },
    /// Coles puts a paper up before the Prime Minister.
    PutUp {
        /// What.
        paper: &'static str,
    },
    /// Coles encloses a paper.
    Enclose {
        /// The cover.
        cover: &'static str,
        /// What it encloses.
        paper: &'static str,
    },
    /// Coles detaches a paper.
    Detach {
        /// What was enclosed.
        paper: &'static str,
    },
    /// Coles notes a meeting.
    Meeting {
        /// About what.
        subject: &'static str,
        /// Its marking.
        marking: &'static str,
    },
    /// Coles puts a paper up for a meeting that was noted before, by its subject.
    PutUpFor {
        /// What.
        paper: &'static str,
        /// The meeting's subject.
        meeting: &'static str,
    },
    /// The clerk settles a paper's marking.
    Settle {
        /// Which.
        paper: &'static str,
        /// As what.
        marking: &'static str,
    },
    /// Coles opens a paper.
    Open {
        /// Which.
        paper: &'static str,
    },
}

/// A step, and whether it is above the reader.
pub type Told = (bool, Step);

/// An office with the papers that its steps named.
pub struct World {
    /// The office.
    pub office: Office,
    /// Ids by name.
    pub papers: Vec<(&'static str, String)>,
}

/// The plain world and the fuller one.
pub fn twins(story: &[Told]) -> (World, World) {
    (World::tell(story.iter().filter(|(above, _)| !above)), World::tell(story.iter()))
}

impl World {
    fn tell<'s>(steps: impl Iterator<Item = &'s Told>) -> Self {
        let mut world = World { office: Office::uk(), papers: Vec::new() };
        for (_, step) in steps {
            world.take(step);
        }
        world
    }

    fn take(&mut self, step: &Step) {
        let coles = |office: &Office| office.as_("coles");
        match step {
            Step::File { name, text, marking } => {
                let filed = match marking {
                    Some(marking) => self.office.file_marked(text, marking),
                    None => self.office.file(text),
                };
                let id = filed.papers.first().expect("the clerk sees what he files").id.clone();
                self.papers.push((name, id));
            }
            Step::Minute { on, text } => coles(&self.office).minute(&self.id(on), text).unwrap(),
            Step::PutUp { paper } => {
                let paper = self.id(paper);
                coles(&self.office).put_up(&paper, "prime-minister", "decision", None, "please see").unwrap();
            }
            Step::Enclose { cover, paper } => {
                coles(&self.office).enclose(&self.id(cover), &self.id(paper)).unwrap();
            }
            Step::Detach { paper } => coles(&self.office).detach(&self.id(paper)).unwrap(),
            Step::Meeting { subject, marking } => {
                let day = jiff::civil::date(1982, 10, 20);
                coles(&self.office).note_meeting(day, None, subject, marking).unwrap();
            }
            Step::PutUpFor { paper, meeting } => {
                let meetings = coles(&self.office).meetings().unwrap();
                let meeting = meetings.into_iter().find(|m| m.subject == *meeting).expect("noted before");
                let paper = self.id(paper);
                coles(&self.office)
                    .put_up(&paper, "prime-minister", "see", Some(&meeting.id), "for the meeting")
                    .unwrap();
            }
            Step::Settle { paper, marking } => {
                self.office.as_("clerk").settle(&self.id(paper), marking).unwrap();
            }
            Step::Open { paper } => {
                coles(&self.office).paper(&self.id(paper)).unwrap();
            }
        }
    }

    /// The id of a paper by its name in the story.
    pub fn id(&self, name: &str) -> String {
        self.papers.iter().find(|(n, _)| *n == name).expect("filed before").1.clone()
    }
}

/// What a walk asks about: everything that exists in either world, and things that exist in neither.
#[derive(Clone, Debug, Default)]
pub struct Ground {
    /// Ids of papers and meetings.
    pub ids: BTreeSet<String>,
    /// Reference numbers.
    pub references: BTreeSet<String>,
    /// Queries.
    pub queries: Vec<String>,
}

impl Ground {
    /// The ground of two worlds, as one who may read all knows it.
    pub fn of(plain: &World, fuller: &World) -> Self {
        let mut ground = Ground::default();
        for world in [plain, fuller] {
            let all = world.office.as_("clerk");
            let page = all.register(&RegisterFilter::default()).unwrap();
            for paper in page.papers {
                ground.ids.insert(paper.id);
                ground.references.insert(paper.reference);
            }
            ground.ids.extend(all.meetings().unwrap().into_iter().map(|m| m.id));
        }
        ground.ids.insert("00112233445566778899aabbccddeeff".into());
        ground.references.extend(["S 82/999".into(), "TS 82/1".into(), "nonsense".into()]);
        ground
    }
}

/// What came back for one thing that was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Came {
    /// What was asked.
    pub asked: String,
    /// What came.
    pub answer: Answer,
}

/// Walks every route as the browser's reader. Acts come last, since they change the world.
///
/// # Panics
/// When a route is listed that the walk does not know.
pub fn walk(browser: &Browser, ground: &Ground) -> Vec<Came> {
    let mut came = Vec::new();
    let mut get = |path: String| {
        came.push(Came { asked: format!("GET {path}"), answer: browser.without_chance(browser.get(&path)) });
        came.push(Came {
            asked: format!("GET {path} as JSON"),
            answer: browser.without_chance(browser.get_json(&path)),
        });
    };
    let reads = ROUTES.iter().filter(|route| route.method == "GET");
    for route in reads {
        paths_of(route.name, ground).into_iter().for_each(&mut get);
    }
    get("/no-such-place".into());
    for (path, form) in ROUTES.iter().filter(|r| r.method == "POST").flat_map(|r| forms_of(r.name, ground)) {
        let answer = browser.without_chance(browser.post(&path, &form));
        came.push(Came { asked: format!("POST {path} {form}"), answer });
    }
    came
}

fn paths_of(route: &str, ground: &Ground) -> Vec<String> {
    let one = |path: &str| vec![path.to_owned()];
    let each = |shape: &dyn Fn(&String) -> String| ground.ids.iter().map(shape).collect::<Vec<_>>();
    match route {
        "health" => one("/healthz"),
        "asset" => vec![CSS_PATH.clone(), JS_PATH.clone(), "/assets/none".into()],
        "sign-in" => one("/sign-in"),
        "link" => one("/enter/00112233445566778899aabbccddeeff"),
        "today" => one("/"),
        "boxes" => one("/box"),
        "box" => ["prime-minister", "foreign-secretary", "ps-no10", "nobody"]
            .map(|post| format!("/box/{post}"))
            .to_vec(),
        "paper" => {
            let by_number = ground.references.iter().map(|r| format!("/paper/{}", encoded(r)));
            each(&|id| format!("/paper/{id}")).into_iter().chain(by_number).collect()
        }
        "original" => each(&|id| format!("/paper/{id}/original")),
        "hits" => {
            let queries = ["", "the", "minister*", "%22"].map(str::to_owned).into_iter();
            let queries: Vec<String> = queries.chain(ground.queries.iter().map(|q| encoded(q))).collect();
            let asked =
                |id: &String| queries.iter().map(move |q| format!("/paper/{id}/hits?q={q}")).collect();
            ground.ids.iter().flat_map(|id| -> Vec<String> { asked(id) }).collect()
        }
        "register" => {
            let filters = [
                "",
                "?page=2",
                "?marking=S",
                "?marking=U",
                "?kind=letter",
                "?year=1982",
                "?correspondent=Shultz",
                "?since=1982-10-01&until=1982-12-01",
            ];
            filters.map(|filter| format!("/register{filter}")).to_vec()
        }
        "search" => {
            let mut paths: Vec<String> =
                ground.queries.iter().map(|q| format!("/search?q={}", encoded(q))).collect();
            paths.extend([
                "/search".into(),
                "/search?q=%22".into(),
                "/search?q=a*".into(),
                "/search?q=minister&page=2".into(),
                "/search?q=the&sort=newest".into(),
                "/search?q=-nothing&sort=oldest".into(),
                "/search?q=ministar".into(),
                "/search?q=label:secret%20OR%20is:unsettled".into(),
                "/search?saved=nothing".into(),
            ]);
            paths.extend(ground.ids.iter().map(|id| format!("/search?like={id}")));
            paths
        }
        "meetings" => one("/meetings"),
        "meeting" => each(&|id| format!("/meeting/{id}")),
        "undertakings" => {
            vec!["/undertakings".into(), "/undertakings?page=2".into(), "/undertakings?who=Gromyko".into()]
        }
        "people" => one("/people"),
        "ledger" => one("/ledger"),
        other => known_elsewhere(other),
    }
}

/// Text as a part of an address.
fn encoded(text: &str) -> String {
    text.bytes()
        .map(|b| match b {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => char::from(b).to_string(),
            other => format!("%{other:02X}"),
        })
        .collect()
}

/// Images and the like that a route serves to everybody alike would be listed here.
fn known_elsewhere(route: &str) -> Vec<String> {
    panic!("the walk does not know the route `{route}`: teach it to `testkit::worlds`");
}

fn forms_of(route: &str, ground: &Ground) -> Vec<(String, String)> {
    let each = |act: &str, form: &str| -> Vec<(String, String)> {
        ground.ids.iter().map(|id| (format!("/paper/{id}/{act}"), form.to_owned())).collect()
    };
    match route {
        "sign-in by password" => vec![("/sign-in".into(), "name=nobody&password=nothing-at-all".into())],
        "sign-in by link" => {
            vec![("/enter/00112233445566778899aabbccddeeff".into(), "password=&again=".into())]
        }
        // The session is wanted to the end; that it ends is the server's own test.
        "sign-out" => Vec::new(),
        "minute" => each("minute", "text=noted"),
        "initial" => each("initial", ""),
        "put up" => each("put-up", "principal=prime-minister&purpose=see&note="),
        "enclose" => ground.ids.iter().flat_map(|cover| each("enclose", &format!("cover={cover}"))).collect(),
        "detach" => each("detach", ""),
        "settle" => each("settle", "marking=UNCLASSIFIED"),
        "keep a search" => {
            vec![("/search/keep".into(), "name=mine&q=minister&standing=yes".into())]
        }
        "forget a search" => vec![("/search/forget".into(), "name=nothing".into())],
        "verify" => vec![("/ledger/verify".into(), String::new())],
        other => panic!("the walk does not know the route `{other}`: teach it to `testkit::worlds`"),
    }
}

/// Asks every question of the command line and keeps what it would print.
pub fn ask_all(view: impl Fn() -> View, ground: &Ground) -> Vec<(String, String)> {
    let mut told = Vec::new();
    let mut tell = |asked: String, answer: String| told.push((asked, answer));
    tell("register".into(), said(view().register(&RegisterFilter::default())));
    tell("undertakings".into(), said(view().undertakings("", 1)));
    tell("meetings".into(), said(view().meetings()));
    tell("people".into(), said(view().people()));
    tell("today".into(), said(view().today()));
    tell("ledger".into(), said(view().ledger()));
    for principal in ["prime-minister", "foreign-secretary", "nobody"] {
        tell(format!("box {principal}"), said(view().box_of(principal)));
    }
    for query in &ground.queries {
        tell(format!("find {query}"), said(view().find(query, 1)));
        let asked = SearchAsked { query: query.clone(), sort: Sort::Newest, ..SearchAsked::default() };
        tell(format!("search {query}"), said(view().search(&asked)));
    }
    for name in ground.ids.iter().chain(&ground.references) {
        tell(format!("show {name}"), said(view().paper(name)));
        tell(format!("original {name}"), said(view().original(name).map(|o| (o.name, o.bytes))));
        tell(format!("meeting {name}"), said(view().meeting(name)));
        tell(format!("hits {name}"), said(view().hits(name, "the OR minister")));
    }
    told
}

fn said<T: Serialize>(answer: Result<T, Refused>) -> String {
    match answer {
        Ok(answer) => serde_json::to_string_pretty(&answer).unwrap(),
        Err(refused) => format!("refused: {refused}"),
    }
}

/// The first thing that came back otherwise, told so that a person sees what leaked.
pub fn first_difference(plain: &[Came], fuller: &[Came]) -> Option<String> {
    assert_eq!(plain.len(), fuller.len(), "the two walks asked different things");
    plain.iter().zip(fuller).find(|(a, b)| a != b).map(|(a, b)| {
        let (left, right) = (a.answer.text(), b.answer.text());
        let line = left.lines().zip(right.lines()).find(|(l, r)| l != r);
        format!(
            "{}\nstatus {} and {}\nheaders {:?}\n    and {:?}\nfirst other line:\n  {}\n  {}",
            a.asked,
            a.answer.status,
            b.answer.status,
            a.answer.headers,
            b.answer.headers,
            line.map_or("", |l| l.0),
            line.map_or("", |l| l.1)
        )
    })
}
