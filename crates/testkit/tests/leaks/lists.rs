//! Lists, counts and pages: what is above the reader adds nothing to any of them.

use chancery_registry::{BringingUp, CopyPurpose, Copying};
use chancery_testkit::worlds::{Ask, ask_all, reads};

use crate::stage::{READER, Stage};
use jiff::civil::date;

#[test]
pub fn totals_on_today_count_what_is_shown() {
    Stage::set().probed(&["/", "/register", "/register?kind=letter"]);
}

#[test]
pub fn a_box_and_its_badge_hold_what_is_shown() {
    Stage::set().probed(&["/", "/box/prime-minister"]);
}

#[test]
pub fn facets_of_the_register_count_what_is_shown() {
    let stage = Stage::set();
    stage.probed(&["/register", "/register?year=1982"]);
    let none = stage.alike(&[Ask::get("/register?marking=S").json(), Ask::get("/register?year=1969").json()]);
    assert!(none.iter().all(|answer| answer.text().contains("\"total\":0")));
}

#[test]
pub fn facets_of_a_search_count_what_is_found() {
    Stage::set().probed(&["/search?q=minister", "/search?q=tin+OR+herring", "/search?q=-gromyko+tin"]);
}

#[test]
pub fn a_meeting_has_the_papers_that_are_shown() {
    let stage = Stage::set();
    stage.probed(&["/meetings"]);
    let each = stage.ground.meetings.iter().map(|id| Ask::get(format!("/meeting/{id}")).json());
    let found = stage.alike(&each.collect::<Vec<_>>());
    assert_eq!(found.iter().filter(|answer| answer.status == 200).count(), 2);
}

#[test]
pub fn the_chase_list_holds_what_is_shown() {
    Stage::set().probed(&["/undertakings", "/"]);
}

#[test]
pub fn what_is_in_hand_is_what_is_shown() {
    let stage = Stage::set();
    let up = BringingUp { before: READER.into(), on: date(1982, 10, 20), reason: "again".into() };
    let copying = Copying { to: vec![READER.into()], purpose: CopyPurpose::Action, note: "please".into() };
    for (world, papers) in
        [(&stage.plain, vec![stage.seen()]), (&stage.fuller, vec![stage.hidden(), stage.seen()])]
    {
        let coles = world.office.as_("coles");
        for paper in papers {
            coles.bring_up(&paper, &up).unwrap();
            coles.copy(&paper, &copying).unwrap();
        }
    }
    let paper = format!("/paper/{}", stage.seen());
    let paths = ["/bring-ups", "/bring-ups?whose=all", "/copies", "/copies?whose=all", "/", &paper];
    let asks = paths.iter().flat_map(|path| [Ask::get(*path), Ask::get(*path).json()]);
    let told = stage.alike(&asks.collect::<Vec<_>>());
    assert!(told[1].text().contains("\"total\":1") && told[5].text().contains("\"total\":1"));
}

#[test]
pub fn a_paper_is_shown_as_if_nothing_lay_about_it() {
    let stage = Stage::set();
    let ids = ["tin", "fish", "cover"].map(|name| stage.plain.id(name));
    let paths: Vec<String> = ids.iter().map(|id| format!("/paper/{id}")).collect();
    stage.probed(&paths.iter().map(String::as_str).collect::<Vec<_>>());
}

#[test]
pub fn people_and_correspondents_are_those_of_what_is_shown() {
    let stage = Stage::set();
    stage.alike(&[
        Ask::get("/people"),
        Ask::get("/people").json(),
        Ask::get("/register?correspondent=Quill"),
    ]);
    stage.probed(&["/register?correspondent=Bone"]);
}

#[test]
pub fn words_of_hidden_papers_are_found_nowhere() {
    let queries = ["zinnwald", "polemics", "zinn*", "\"tin tin tin\"", "from:quillfeather", "date:1969"];
    let asks = queries
        .map(|query| Ask::get(format!("/search?q={}", query.replace(' ', "+").replace('"', "%22"))).json());
    let found = Stage::set().alike(&asks);
    assert!(found.iter().all(|answer| !answer.text().contains("Polemics")));
}

#[test]
pub fn scores_and_order_come_from_what_is_found() {
    let stage = Stage::set();
    let [a, b] =
        [&stage.plain, &stage.fuller].map(|world| ask_all(|| world.office.as_(READER), &stage.ground));
    let finds = |asked: Vec<(String, String)>| -> Vec<_> {
        asked.into_iter().filter(|(question, _)| question.starts_with("find ")).collect()
    };
    assert_eq!(finds(a), finds(b));
    stage.probed(&["/search?q=alder+OR+maple", "/search?q=minister+tin", "/search?q=min*"]);
}

#[test]
pub fn what_is_of_one_day_stands_in_an_order_of_its_own() {
    Stage::set().probed(&["/register?since=1982-09-03&until=1982-09-03"]);
}

#[test]
pub fn numbers_have_no_gap_that_a_hidden_paper_made() {
    let stage = Stage::set();
    let register = &stage.alike(&[Ask::get("/register").json()])[0].text();
    let numbered = |n: u32| register.contains(&format!("\"reference\":\"C 82/{n}\""));
    assert_eq!((1..=5).map(numbered).collect::<Vec<_>>(), [true, true, true, false, false]);
    let by_number = stage.ground.references.iter().map(|r| r.replace(' ', "%20").replace('/', "%2F"));
    stage.alike(&by_number.map(|r| Ask::get(format!("/paper/{r}")).json()).collect::<Vec<_>>());
}

#[test]
pub fn pages_follow_one_another_without_a_gap() {
    let paths = ["/register?page=2", "/search?q=minister&page=2", "/undertakings?page=2"];
    Stage::set().alike(&paths.map(Ask::get));
    Stage::set().alike(&paths.map(|path| Ask::get(path).json()));
}

#[test]
pub fn what_is_printed_is_what_is_shown() {
    let stage = Stage::set();
    let asks: Vec<Ask> = reads(&stage.ground).into_iter().filter(|ask| ask.path.contains("/print")).collect();
    let printed = stage.alike(&asks);
    let pdfs = printed.iter().filter(|answer| answer.header("content-type") == Some("application/pdf"));
    assert!(pdfs.count() > 3);
}
