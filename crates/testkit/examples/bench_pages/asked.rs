//! Which pages are asked for: every route that is read, at addresses that are there.

use chancery_registry::Registry;
use chancery_registry::answers::{ChaseAsked, RegisterFilter};
use chancery_server::{Method, ROUTES};

use crate::filled::READER;

/// Their addresses.
pub fn paths(registry: &Registry) -> Vec<String> {
    let view = || registry.view(&registry.reader(READER).unwrap()).unwrap();
    let register = view().register(&RegisterFilter::default()).unwrap();
    let paper = register.papers[0].id.clone();
    let undertaking = view().undertakings(&ChaseAsked::default()).unwrap().lines.remove(0);
    let meeting = view().meetings().unwrap().into_iter().next().map_or(String::new(), |line| line.id);
    let ticks: Vec<String> = (1..).zip(&register.papers).map(|(n, one)| format!("p{n}={}", one.id)).collect();
    let address = |path: &str| {
        let id = if path.starts_with("/meeting") { &meeting } else { &paper };
        let id = if path.starts_with("/undertaking/") { &undertaking.paper } else { id };
        path.replace("{id}", id)
            .replace("{key}", &undertaking.key)
            .replace("{principal}", "prime-minister")
            .replace("{number}", "1")
            .replace("{handle}", READER)
            .replace("{name}", "none")
            .replace("{token}", "00112233445566778899aabbccddeeff")
    };
    let read = ROUTES.iter().filter(|route| route.method == Method::Get).map(|route| address(route.path));
    let more = [
        "/register?page=500",
        "/register?marking=S&year=1970",
        "/register?correspondent=Quill",
        "/register?since=1970-01-01&until=1971-01-01",
        "/search?q=herring",
        "/search?q=minister+-tin&sort=newest",
        "/search?q=%22the+other+side%22&page=5",
        "/undertakings?state=all&order=owner",
        "/undertakings?who=Quill",
        "/undertakings?side=ours",
        "/undertakings?page=100",
        "/dialogue?a=Quill&b=Hume",
        "/bring-ups?whose=all",
        "/copies?whose=all",
        "/markings?marking=SECRET&beside=CONFIDENTIAL",
    ];
    // Near its end, as far as the reader has it.
    let page = register.pages.saturating_sub(50).max(1);
    let deep = view().register(&RegisterFilter { page, ..RegisterFilter::default() }).unwrap();
    let deep = deep.papers.first().map_or(paper.clone(), |one| one.id.clone());
    let lists = [
        "in=register",
        "in=register&correspondent=Quill",
        "in=register&marking=S&year=1970",
        "in=search&q=herring",
        "in=search&q=%22the+other+side%22&page=5",
        "in=undertakings",
        "in=bring-ups&whose=all",
    ];
    let listed = lists.map(|list| [&paper, &deep].map(|id| format!("/paper/{id}?{list}"))).concat();
    let chased = format!("/undertaking/{}/{}?in=undertakings", undertaking.paper, undertaking.key);
    let several = format!("/together?{}", ticks.join("&"));
    read.chain(more.map(str::to_owned)).chain([several, chased]).chain(listed).collect()
}
