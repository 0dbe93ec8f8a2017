//! The in-tray: what waits above the clerk is not there for him, and nothing that waits below is like it.

use chancery_testkit::worlds::Ask;

use crate::stage::{READER, Stage};

#[test]
pub fn the_tray_and_its_count_hold_what_is_shown() {
    let stage = Stage::set();
    stage.probed(&["/tray"]);
    let told = stage.alike(&[Ask::get("/tray").json(), Ask::get("/people")]);
    assert!(told[0].text().contains("\"total\":1"), "{}", told[0].text());
    assert!(
        told[1].text().contains("In-tray <span class=\"count\">1</span>"),
        "the badge stands on every page"
    );
}

#[test]
pub fn what_was_turned_away_is_what_is_shown() {
    let stage = Stage::set();
    stage.probed(&["/tray/turned-away"]);
    let told = stage.alike(&[Ask::get("/tray/turned-away").json()]);
    assert!(told[0].text().contains("\"total\":1"), "{}", told[0].text());
}

#[test]
pub fn a_duplicate_is_suspected_among_what_is_shown() {
    let stage = Stage::set();
    stage.probed(&[&format!("/tray/{}", stage.waits()), "/tray"]);
    let tray = stage.plain.office.as_(READER).tray_paper(&stage.waits()).unwrap();
    assert!(tray.alike.is_empty());
    let all = stage.fuller.office.as_("coles").tray_paper(&stage.waits()).unwrap();
    assert_eq!(all.alike.len(), 1, "one who may read all is told of the twin");
}
