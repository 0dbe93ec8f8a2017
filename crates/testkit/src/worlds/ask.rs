//! What is asked on a walk: every route of the server and every question of the command line.

use std::fmt;

use chancery_registry::answers::{
    ChaseAsked, ChaseSide, ChaseState, ChaseTrust, DiaryAsked, DiarySpan, HandAsked, RegisterFilter,
    SearchAsked, Sort,
};
use chancery_registry::{Refused, View};
use chancery_server::{CSS_PATH, JS_PATH, ROUTES};
use jiff::civil::date;
use serde::Serialize;

use super::Ground;

/// Covers that each paper is enclosed in, at most, on one walk: all in all would be the square of all.
const COVERS_TRIED_MAX: usize = 4;

/// Lists from which papers are opened one after another, and one that is none.
const LISTS: [&str; 10] = [
    "in=register",
    "in=register&marking=S",
    "in=register&correspondent=Shultz",
    "in=search&q=the",
    "in=search&q=minister&sort=newest&page=2",
    "in=undertakings&state=all&trust=all",
    "in=bring-ups",
    "in=bring-ups&whose=all",
    "in=search&q=%22",
    "in=nothing&page=x",
];

/// One request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ask {
    /// GET, HEAD or POST.
    pub method: &'static str,
    /// Path and query.
    pub path: String,
    /// What a form sends.
    pub form: Option<String>,
    /// The answer is wanted as JSON.
    pub json: bool,
    /// Further headers.
    pub headers: Vec<(&'static str, String)>,
}

impl Ask {
    /// A page.
    pub fn get(path: impl Into<String>) -> Self {
        Self { method: "GET", path: path.into(), form: None, json: false, headers: Vec::new() }
    }

    /// A form that is sent.
    pub fn post(path: impl Into<String>, form: impl Into<String>) -> Self {
        Self { method: "POST", form: Some(form.into()), ..Self::get(path) }
    }

    /// The same, as JSON.
    #[must_use]
    pub fn json(self) -> Self {
        Self { json: true, ..self }
    }

    /// The same, with a header.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }
}

impl fmt::Display for Ask {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.method, self.path)?;
        self.form.iter().try_for_each(|form| write!(f, " {form}"))?;
        self.headers.iter().try_for_each(|(name, value)| write!(f, " {name}: {value}"))?;
        f.write_str(if self.json { " as JSON" } else { "" })
    }
}

/// All that a walk asks: reads, then acts, which change the world, then the reads again.
pub fn asks(ground: &Ground) -> Vec<Ask> {
    let after = reads(ground).into_iter().filter(|ask| ask.json);
    reads(ground).into_iter().chain(acts(ground)).chain(after).collect()
}

/// Every read, as page and as JSON, and a page of each route in French.
///
/// # Panics
/// When a route is listed that the walk does not know.
pub fn reads(ground: &Ground) -> Vec<Ask> {
    let routes = ROUTES.iter().filter(|route| route.method == "GET");
    let paths: Vec<Vec<String>> = routes.map(|route| paths_of(route.name, ground)).collect();
    let first: Vec<String> = paths.iter().filter_map(|of_route| of_route.first().cloned()).collect();
    let nowhere = ["/no-such-place".to_owned()];
    let both = |path: String| [Ask::get(path.clone()), Ask::get(path).json()];
    let in_french = |path: String| Ask::get(path).with("accept-language", "fr");
    let all = paths.into_iter().flatten().chain(nowhere.clone()).flat_map(both);
    all.chain(first.into_iter().chain(nowhere).map(in_french)).collect()
}

/// Every act.
///
/// # Panics
/// When a route is listed that the walk does not know.
pub fn acts(ground: &Ground) -> Vec<Ask> {
    let routes = ROUTES.iter().filter(|route| route.method == "POST");
    let forms = routes.flat_map(|route| forms_of(route.name, ground));
    forms.map(|(path, form)| Ask::post(path, form)).collect()
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
        "tour" => one("/tour"),
        "boxes" => one("/box"),
        "box" => ["prime-minister", "foreign-secretary", "ps-no10", "nobody"]
            .map(|post| format!("/box/{post}"))
            .to_vec(),
        "what it is put up for" => each(&|id| format!("/box/prime-minister/paper/{id}/put-up")),
        "paper in a box" => each(&|id| format!("/box/prime-minister/paper/{id}")),
        "undertaking" => {
            let lists = ["", "?in=undertakings&state=all", "?in=undertakings&trust=all&order=owner"];
            let of = |list| {
                ground.undertakings.iter().map(move |(id, key)| format!("/undertaking/{id}/{key}{list}"))
            };
            lists.into_iter().flat_map(of).collect()
        }
        "paper" => {
            let by_number = ground.references.iter().map(|r| format!("/paper/{}", encoded(r)));
            let listed = LISTS.iter().flat_map(|list| each(&|id| format!("/paper/{id}?{list}")));
            each(&|id| format!("/paper/{id}")).into_iter().chain(by_number).chain(listed).collect()
        }
        "original" => each(&|id| format!("/paper/{id}/original")),
        "print a paper" => {
            let forms = ["", "?copy=2&of=3&sheet=yes"];
            forms.iter().flat_map(|form| each(&|id| format!("/paper/{id}/print{form}"))).collect()
        }
        "print a box" => one("/box/prime-minister/print"),
        "print a brief" => ground.meetings.iter().map(|id| format!("/meeting/{id}/print")).collect(),
        "print a dialogue" => ["", "?a=Bone&b=Gromyko", "?a=Shultz&b=Gromyko&page=2"]
            .map(|query| format!("/dialogue/print{query}"))
            .to_vec(),
        "print the chase list" => one("/undertakings/print?state=all"),
        "print the register" => one("/register/print"),
        "cites" => {
            let numbers = ["1", "2", "3", "none"];
            numbers.iter().flat_map(|number| each(&|id| format!("/paper/{id}/cites/{number}"))).collect()
        }
        "page" => each(&|id| format!("/paper/{id}/page/1")),
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
        "particulars" => each(&|id| format!("/paper/{id}/particulars")),
        "transcript" => each(&|id| format!("/paper/{id}/transcript")),
        "version" => {
            let numbers = ["1", "2", "9", "none"];
            numbers.iter().flat_map(|number| each(&|id| format!("/paper/{id}/version/{number}"))).collect()
        }
        "tray" => one("/tray"),
        "paper in the tray" => each(&|id| format!("/tray/{id}")),
        "meetings" => [
            "",
            "?show=week&day=1982-10-21",
            "?show=month&day=1982-10-14",
            "?day=1982-01-01",
            "?show=x&day=x",
        ]
        .map(|query| format!("/meetings{query}"))
        .to_vec(),
        "read-out" => ground.meetings.iter().map(|id| format!("/meeting/{id}/read-out")).collect(),
        "calendar" => one("/calendar/00112233445566778899aabbccddeeff.ics"),
        "meeting" => {
            let of = |id: &String| format!("/meeting/{id}");
            ground.meetings.iter().map(of).chain(each(&of)).collect()
        }
        "dialogue" => ["", "?a=Bone&b=Gromyko", "?a=Shultz&b=Gromyko&page=2", "?a=x"]
            .map(|query| format!("/dialogue{query}"))
            .to_vec(),
        "undertakings" => {
            let asked = [
                "",
                "?page=2",
                "?who=Gromyko",
                "?state=all&order=owner",
                "?state=closed&order=counterpart",
                "?side=ours",
                "?side=theirs&with=Shultz",
                "?trust=possible",
                "?trust=all&state=all",
            ];
            asked.map(|query| format!("/undertakings{query}")).to_vec()
        }
        "bring-ups" => ["", "?whose=all"].map(|query| format!("/bring-ups{query}")).to_vec(),
        "copies" => ["", "?whose=all"].map(|query| format!("/copies{query}")).to_vec(),
        "several undertakings" => {
            vec![
                format!("/undertakings/together?{}", ticked_undertakings(ground)),
                "/undertakings/together".into(),
            ]
        }
        "several papers" => vec![format!("/together?{}", ticked(ground)), "/together".into()],
        "print several papers" => vec![format!("/together/print?{}", ticked(ground))],
        "why" => {
            let asked =
                ["", "?reader=coles", "?reader=nobody", "?on=1982-10-13", "?reader=desk&on=1982-10-14"];
            asked.iter().flat_map(|query| each(&|id| format!("/paper/{id}/why{query}"))).collect()
        }
        "readers" => each(&|id| format!("/paper/{id}/readers")),
        "markings" => {
            let beside = ["/markings", "/markings?marking=SECRET&beside=CONFIDENTIAL"].map(str::to_owned);
            let within = ground.circles.iter().map(|circle| encoded(&format!("SECRET · CIRCLE {circle}")));
            beside.into_iter().chain(within.map(|typed| format!("/markings?marking={typed}"))).collect()
        }
        "circles" => one("/circles"),
        "person" => {
            ["desk", "coles", "pym", "security", "nobody"].map(|handle| format!("/person/{handle}")).to_vec()
        }
        "opened" => ["desk", "coles", "coles?page=2", "security", "nobody"]
            .map(|person| match person.split_once('?') {
                Some((handle, query)) => format!("/person/{handle}/opened?{query}"),
                None => format!("/person/{person}/opened"),
            })
            .to_vec(),
        "leaving" => ["desk", "coles", "nobody"].map(|handle| format!("/person/{handle}/leaving")).to_vec(),
        "people" => one("/people"),
        "correspondents" => ["", "?q=shultz&page=2"].map(|query| format!("/correspondents{query}")).to_vec(),
        "correspondents as cards" => one("/correspondents/cards"),
        "correspondent as a card" => one("/correspondent/00112233445566778899aabbccddeeff/card"),
        "correspondent" => one("/correspondent/00112233445566778899aabbccddeeff"),
        "drafts" => one("/drafts"),
        "new draft" => {
            let forms = ["letter", "submission", "cover-note"];
            forms.iter().flat_map(|form| each(&|id| format!("/draft/new?form={form}&answers={id}"))).collect()
        }
        "draft" => ground.drafts.iter().map(|id| format!("/draft/{id}")).collect(),
        "print a draft" => ground.drafts.iter().map(|id| format!("/draft/{id}/print")).collect(),
        "post" => ["prime-minister", "ps-no10", "nobody"].map(|post| format!("/post/{post}")).to_vec(),
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
        // Nor is another language wanted meanwhile: both worlds are read in one.
        "tongue" => vec![("/tongue".into(), "tongue=none".into())],
        "tongue at the door" => vec![("/sign-in/tongue".into(), "tongue=none".into())],
        "minute" => each("minute", "text=noted"),
        "initial" => each("initial", ""),
        "put up" => {
            let for_meetings = ground.meetings.iter().flat_map(|meeting| {
                each("put-up", &format!("principal=prime-minister&purpose=see&note=&meeting={meeting}"))
            });
            let plainly = each("put-up", "principal=foreign-secretary&purpose=see&note=");
            plainly.into_iter().chain(for_meetings).collect()
        }
        "bring up" => each("bring-up", "on=1982-10-17&before=pm&reason=again"),
        "copy" => each("copy", "to=bone%3Bforeign-secretary&purpose=action&note=please"),
        "put away" => in_hand(ground, "put-away", ""),
        "answer a copy" => in_hand(ground, "answer", "&words=so+it+is"),
        "act on several papers" => several(ground),
        "act on several undertakings" => several_undertakings(ground),
        "order" => each("order", "owner=Bone&what=reply&due=1982-11-01&words=please"),
        "order a box" => {
            let form = |id: &String| ("/box/prime-minister/order".to_owned(), format!("paper={id}&place=1"));
            ground.ids.iter().map(form).collect()
        }
        "take out of a box" => {
            let form = |id: &String| ("/box/prime-minister/take-out".to_owned(), format!("paper={id}"));
            ground.ids.iter().take(COVERS_TRIED_MAX).map(form).collect()
        }
        "close a box" => vec![("/box/prime-minister/close".into(), "day=1982-10-15&clock=18:00".into())],
        "change a put-up" => {
            let path = |id: &String| format!("/box/prime-minister/paper/{id}/put-up");
            let form = "purpose=see&meeting=&note=for+the+weekend&due=1982-10-20&due-reason=the+House";
            ground.ids.iter().map(|id| (path(id), form.to_owned())).collect()
        }
        "mark" => {
            let once = "mark=agree&words=yes&owner-1=Bone&what-1=reply&once=a";
            let forms = [once, "mark=discuss&words=&once=b&again=yes"];
            let all = |form: &str| -> Vec<(String, String)> {
                let path = |id: &String| format!("/box/prime-minister/paper/{id}");
                ground.ids.iter().map(|id| (path(id), form.to_owned())).collect()
            };
            forms.into_iter().flat_map(all).collect()
        }
        "move an undertaking" => moves(ground),
        "note a meeting" => {
            vec![(
                "/meetings".into(),
                "day=1982-10-21&subject=lunch&marking=UNCLASSIFIED&with=Gromyko".into(),
            )]
        }
        "take a calendar in" => vec![("/meetings/calendar".into(), String::new())],
        "calendar's address" => vec![("/meetings/address".into(), "end=1".into())],
        "change a meeting" => of_meetings(ground, "change", "day=1982-10-22&subject=supper"),
        "cancel a meeting" => of_meetings(ground, "cancel", "reason=ill"),
        "record a meeting" => {
            let said = "marking=RESTRICTED&subject-1=Tin&became-1=raised&owner-1=Bone&what-1=reply";
            [&format!("{said}&more=subject"), said]
                .iter()
                .flat_map(|typed| of_meetings(ground, "read-out", typed))
                .collect()
        }
        "enclose" => {
            let covers = ground.ids.iter().take(COVERS_TRIED_MAX);
            covers.flat_map(|cover| each("enclose", &format!("cover={cover}"))).collect()
        }
        "detach" => each("detach", ""),
        "settle" => each("settle", "marking=UNCLASSIFIED"),
        "judge" => each("judge", "number=1&verdict=dismiss&reason=not+so"),
        "find" => each("find", "class=assessment&words=the"),
        "relabel" => each("relabel", "marking=RESTRICTED&reason=why&authority=whose"),
        "put the particulars right" => each("particulars", "date=1982-10-12&subject=Tin&file=Metals"),
        "correct the transcript" => each("transcript", "text=SECRET%0A%0ADear+John%2C%0A%0ATin.%0A"),
        // A form of files; what comes of them is told by the answers of the registry.
        "send up" => vec![("/tray".into(), String::new())],
        "take in" => {
            let (path, form) = (|id: &String| format!("/tray/{id}/settle"), "marking=RESTRICTED&subject=Tin");
            ground.ids.iter().map(|id| (path(id), form.to_owned())).collect()
        }
        "settle as a duplicate" => {
            let of = ground.ids.first().cloned().unwrap_or_default();
            ground.ids.iter().map(|id| (format!("/tray/{id}/duplicate"), format!("of={of}"))).collect()
        }
        "approve" | "refuse" => {
            let decide = |(id, paper): &(String, String)| {
                (format!("/relabelling/{id}/{route}"), format!("paper={paper}&reason=not+yet"))
            };
            ground.proposals.iter().map(decide).collect()
        }
        "make a circle" => vec![("/circles".into(), "name=Herring&purpose=talks".into())],
        "join" | "leave" | "close" => {
            let path = |circle: &String| format!("/circle/{}/{route}", encoded(circle));
            ground.circles.iter().map(|circle| (path(circle), "person=bone".to_owned())).collect()
        }
        "clear" => vec![("/person/desk/clear".into(), "lines=uk-1982%3DTOP+SECRET".into())],
        "admit" => vec![("/people".into(), "handle=quill&name=George+Quill&duty-register=yes".into())],
        "keep a person" => {
            vec![("/person/desk".into(), "name=The+desk+officer&duty-minute=yes&duty-clear=yes".into())]
        }
        // What it answers to the keeper is drawn by chance, and differs in any two worlds.
        "make a link" => vec![("/person/nobody/link".into(), String::new())],
        "change the password" => {
            let form = "present=correct+horse&new=a+dozen+grey+umbrellas&again=a+dozen+grey+umbrellas";
            ["desk", "pym", "nobody"].map(|who| (format!("/person/{who}/password"), form.to_owned())).to_vec()
        }
        "sign-in by code" => {
            vec![("/sign-in/code".into(), "half=00112233445566778899aabbccddeeff&code=000000".into())]
        }
        // What it answers to himself is drawn by chance, and differs in any two worlds.
        "begin a second factor" => {
            ["pym", "nobody"].map(|who| (format!("/person/{who}/factor"), String::new())).to_vec()
        }
        "confirm a second factor" => {
            let form = |who| (format!("/person/{who}/factor/confirm"), "begun=none&code=000000".to_owned());
            ["desk", "pym", "nobody"].map(form).to_vec()
        }
        "take a second factor off" => {
            let form = "factor-password=correct+horse&code=000000&factor-reason=lost+it";
            ["desk", "pym", "nobody"]
                .map(|who| (format!("/person/{who}/factor/off"), form.to_owned()))
                .to_vec()
        }
        "strike off" => {
            let form = |who| (format!("/person/{who}/leaving"), "reason=left+the+service".to_owned());
            ["desk", "quill", "nobody"].map(form).to_vec()
        }
        "take back" => ["desk", "nobody"].map(|who| (format!("/person/{who}/back"), String::new())).to_vec(),
        "sign out elsewhere" => {
            ["desk", "pym", "nobody"].map(|who| (format!("/person/{who}/sessions"), String::new())).to_vec()
        }
        "make a post" => vec![("/posts".into(), "post-handle=quill&title=Quill&holder=bone".into())],
        "fill a post" => vec![("/post/desk/fill".into(), "holder=bone&held-from=1982-10-01".into())],
        "vacate a post" => vec![("/post/desk/vacate".into(), String::new())],
        "keep a new correspondent" => {
            vec![("/correspondents".into(), "name=George+Quill&post-1=Minister".into())]
        }
        "take cards in" => vec![("/correspondents/cards".into(), String::new())],
        "keep a correspondent" | "merge correspondents" | "part correspondents" => {
            let act = match route {
                "keep a correspondent" => "",
                "merge correspondents" => "/merge",
                _ => "/part",
            };
            let path = format!("/correspondent/00112233445566778899aabbccddeeff{act}");
            vec![(path, "name=Quill&from=00112233445566778899aabbccddeeff".into())]
        }
        "begin a draft" => {
            let form = "form-of=letter&subject=Tin&marking=RESTRICTED&words-1=Noted.";
            ground.ids.iter().map(|id| ("/drafts".to_owned(), format!("{form}&answers={id}"))).collect()
        }
        "save a draft" => {
            of_drafts(ground, "", "form-of=minute&subject=Tin&marking=RESTRICTED&words-1=Noted.")
        }
        "send a draft" => ["to=coles", "to=coles&for=signature"]
            .into_iter()
            .flat_map(|form| of_drafts(ground, "/send", form))
            .collect(),
        "clear a draft" => of_drafts(ground, "/clear", "clearing=objects&words=no"),
        "sign a draft" => of_drafts(ground, "/sign", "version=x"),
        "enclose with a draft" => with_drafts(ground, "/enclose"),
        "leave out of a draft" => with_drafts(ground, "/leave-out"),
        "drop a draft" => of_drafts(ground, "/drop", ""),
        "name a deputy" => vec![("/post/ps-no10/deputy".into(), "person=desk&until=1982-12-01".into())],
        "end a deputy" => vec![("/post/prime-minister/deputy/end".into(), "person=desk".into())],
        "end the sitting" => vec![("/sitting/end".into(), String::new())],
        "keep a search" => {
            vec![("/search/keep".into(), "name=mine&q=minister&standing=yes".into())]
        }
        "forget a search" => vec![("/search/forget".into(), "name=nothing".into())],
        "verify" => vec![("/ledger/verify".into(), String::new())],
        other => panic!("the walk does not know the route `{other}`: teach it to `testkit::worlds`"),
    }
}

/// All papers and meetings, and what is neither, as the ticks of a list.
fn ticked(ground: &Ground) -> String {
    let ticks = (1..).zip(&ground.ids).map(|(n, id)| format!("p{n}={id}"));
    ticks.collect::<Vec<_>>().join("&")
}

/// Whatever can be done with several papers, done with all.
fn several(ground: &Ground) -> Vec<(String, String)> {
    let deeds = [
        "act=initial",
        "act=file&file=Talks",
        "act=bring-up&on=1982-10-18&reason=together",
        "act=copy&to=pm&purpose=information",
        "act=put-up&principal=foreign-secretary&purpose=see",
    ];
    deeds.map(|deed| ("/together".to_owned(), format!("{}&{deed}", ticked(ground)))).to_vec()
}

/// All undertakings, and one that is none.
fn ticked_undertakings(ground: &Ground) -> String {
    let none = ("ff112233445566778899aabbccddeeff".to_owned(), "00".to_owned());
    let ticks = (1..).zip(ground.undertakings.iter().chain([&none]));
    let ticks = ticks.map(|(n, (id, key))| format!("u{n}={id}+{}", key.get(..16).unwrap_or(key)));
    ticks.collect::<Vec<_>>().join("&")
}

/// Whatever can be done with several undertakings, done with all.
fn several_undertakings(ground: &Ground) -> Vec<(String, String)> {
    let deeds =
        ["act=assign&to=coles&due=1982-11-02", "act=chase&words=", "act=confirm", "act=dismiss&words=no"];
    let path = "/undertakings/together";
    deeds.map(|deed| (path.to_owned(), format!("{}&{deed}", ticked_undertakings(ground)))).to_vec()
}

/// What is in hand is put away, or answered.
fn in_hand(ground: &Ground, act: &str, more: &str) -> Vec<(String, String)> {
    let form = |(id, key): &(String, String)| (format!("/paper/{id}/{act}"), format!("key={key}{more}"));
    ground.in_hand.iter().map(form).collect()
}

/// Each undertaking is assigned, kept as shown by another paper, and merged into another.
fn moves(ground: &Ground) -> Vec<(String, String)> {
    let other = ground.ids.first().cloned().unwrap_or_default();
    let into = ground.undertakings.first().map_or_else(String::new, |(id, key)| format!("{id} {key}"));
    let steps = [
        ("assign", "to=Bone&due=1982-11-01".to_owned()),
        ("keep", format!("shown-by={other}")),
        ("merge", format!("into={}", encoded(&into))),
        ("confirm", String::new()),
        ("dismiss", "words=no".to_owned()),
    ];
    let each = |(id, key): &(String, String)| {
        steps.clone().map(|(step, form)| (format!("/undertaking/{id}/{key}/{step}"), form))
    };
    ground.undertakings.iter().flat_map(each).collect()
}

fn of_drafts(ground: &Ground, act: &str, form: &str) -> Vec<(String, String)> {
    ground.drafts.iter().map(|id| (format!("/draft/{id}{act}"), form.to_owned())).collect()
}

/// Each draft with each paper.
fn with_drafts(ground: &Ground, act: &str) -> Vec<(String, String)> {
    ground.ids.iter().flat_map(|paper| of_drafts(ground, act, &format!("paper={paper}"))).collect()
}

fn of_meetings(ground: &Ground, act: &str, form: &str) -> Vec<(String, String)> {
    let meetings = ground.meetings.iter();
    meetings.map(|id| (format!("/meeting/{id}/{act}"), form.to_owned())).collect()
}

/// Asks every question of the command line and keeps what it would print.
pub fn ask_all(view: impl Fn() -> View, ground: &Ground) -> Vec<(String, String)> {
    let mut told = Vec::new();
    let mut tell = |asked: String, answer: String| told.push((asked, answer));
    tell("register".into(), said(view().register(&RegisterFilter::default())));
    for state in ChaseState::ALL {
        for side in ChaseSide::ALL {
            for trust in ChaseTrust::ALL {
                let name = format!("undertakings {} {} {}", state.word(), side.word(), trust.word());
                let asked = ChaseAsked { state, side, trust, ..ChaseAsked::default() };
                tell(name, said(view().undertakings(&asked)));
            }
        }
    }
    for all in [false, true] {
        let asked = HandAsked { all, page: 1 };
        tell(format!("bring-ups {all}"), said(view().bring_ups(asked)));
        tell(format!("copies {all}"), said(view().copies(asked)));
    }
    let papers: Vec<String> = ground.ids.iter().cloned().collect();
    tell("several papers".into(), said(view().chosen(&papers)));
    let undertakings: Vec<(String, String)> = ground.undertakings.iter().cloned().collect();
    tell("several undertakings".into(), said(view().chosen_undertakings(&undertakings)));
    tell("print several papers".into(), said(view().print_together(&papers).map(|print| print.bytes)));
    tell("dialogues".into(), said(view().dialogues()));
    tell("dialogue".into(), said(view().dialogue("Bone", "Gromyko", 1)));
    tell("print dialogue".into(), said(view().print_dialogue("Bone", "Gromyko", 1).map(|print| print.bytes)));
    tell("meetings".into(), said(view().meetings()));
    for span in DiarySpan::ALL {
        let asked = DiaryAsked { span, day: date(1982, 10, 21).into() };
        tell(format!("diary {}", span.word()), said(view().diary(&asked)));
    }
    tell("people".into(), said(view().people()));
    tell("drafts".into(), said(view().drafts()));
    for id in &ground.drafts {
        tell(format!("draft {id}"), said(view().draft(id, "")));
    }
    tell("post".into(), said(view().post_page("prime-minister")));
    tell("today".into(), said(view().today()));
    tell("ledger".into(), said(view().ledger()));
    tell("circles".into(), said(view().circles()));
    tell("relabellings".into(), said(view().relabellings()));
    tell("sitting".into(), said(view().sitting()));
    tell("tray".into(), said(view().tray()));
    tell("finding export".into(), said(view().cases()));
    tell("second-read --all".into(), said(view().to_second_read(None)));
    for person in ["desk", "pym", "nobody"] {
        tell(format!("person {person}"), said(view().person_page(person)));
        tell(format!("opened {person}"), said(view().opened_of(person, 1)));
    }
    for circle in &ground.circles {
        let typed = format!("SECRET · CIRCLE {circle}");
        tell(format!("marking {typed}"), said(view().marking_page(&typed, "")));
    }
    for id in &ground.ids {
        tell(format!("why {id}"), said(view().why_may(view().who().handle.as_str(), id, None)));
        tell(format!("readers {id}"), said(view().readers_of(id, None)));
    }
    for principal in ["prime-minister", "foreign-secretary", "nobody"] {
        tell(format!("box {principal}"), said(view().box_of(principal)));
    }
    for query in &ground.queries {
        tell(format!("find {query}"), said(view().find(query, 1)));
        let asked = SearchAsked { query: query.clone(), sort: Sort::Newest, ..SearchAsked::default() };
        tell(format!("search {query}"), said(view().search(&asked)));
    }
    for (id, key) in &ground.undertakings {
        tell(format!("undertaking {id} {key}"), said(view().undertaking(id, key)));
    }
    for name in ground.ids.iter().chain(&ground.references) {
        tell(format!("put-up {name}"), said(view().put_up_page("prime-minister", name)));
        tell(format!("box paper {name}"), said(view().box_paper("prime-minister", name)));
        tell(format!("show {name}"), said(view().paper(name)));
        tell(format!("original {name}"), said(view().original(name).map(|o| (o.name, o.bytes))));
        tell(format!("meeting {name}"), said(view().meeting(name)));
        tell(format!("tray {name}"), said(view().tray_paper(name)));
        for number in 1..=3 {
            tell(format!("cited {name} {number}"), said(view().cited(name, number)));
        }
        tell(format!("page {name}"), said(view().page_picture(name, 1)));
        tell(format!("particulars {name}"), said(view().particulars_page(name)));
        tell(format!("transcript {name}"), said(view().transcript(name)));
        tell(format!("version {name}"), said(view().version(name, 1)));
        tell(format!("second-read {name}"), said(view().second_read(name)));
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
