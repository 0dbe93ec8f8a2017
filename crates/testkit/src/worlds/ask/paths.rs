//! The addresses of each route that is read.

use chancery_server::{CSS_PATH, JS_PATH};

use super::{encoded, ticked, ticked_undertakings};
use crate::worlds::Ground;

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

pub(super) fn paths_of(route: &str, ground: &Ground) -> Vec<String> {
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
            let forms = ["", "?copy=2&of=3&sheet=yes", "?pictures=yes"];
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
        "page" => {
            ["1", "2"].iter().flat_map(|number| each(&|id| format!("/paper/{id}/page/{number}"))).collect()
        }
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
        "turned away" => ["", "?page=2"].map(|query| format!("/tray/turned-away{query}")).to_vec(),
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
                "?side=own&trust=all",
                "?page=3&state=all&trust=all",
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
        "several papers in a bag" => vec![format!("/together/bag?{}", ticked(ground))],
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
            let answering =
                forms.iter().flat_map(|form| each(&|id| format!("/draft/new?form={form}&answers={id}")));
            let like = ground.drafts.iter().map(|id| format!("/draft/new?like={id}"));
            answering.chain(like).chain(one("/draft/new?pattern=nothing")).collect()
        }
        "draft" => ground.drafts.iter().map(|id| format!("/draft/{id}")).collect(),
        "print a draft" => ground.drafts.iter().map(|id| format!("/draft/{id}/print")).collect(),
        "post" => ["prime-minister", "ps-no10", "nobody"].map(|post| format!("/post/{post}")).to_vec(),
        "ledger" => one("/ledger"),
        other => known_elsewhere(other),
    }
}

/// Images and the like that a route serves to everybody alike would be listed here.
fn known_elsewhere(route: &str) -> Vec<String> {
    panic!("the walk does not know the route `{route}`: teach it to `testkit::worlds`");
}
