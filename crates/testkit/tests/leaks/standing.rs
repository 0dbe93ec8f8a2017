//! Markings that change, circles and clearances: what is above the reader changes nothing that he is told.

use chancery_registry::View;
use chancery_testkit::Browser;
use chancery_testkit::worlds::cast::PLAYERS;
use chancery_testkit::worlds::{Ask, Came, Ground, Step, Told, World, came, first_difference, twins_of};

/// Cleared to CONFIDENTIAL; he approves changes of markings, and gives no clearances.
const OFFICER: &str = "officer";

fn filed(name: &'static str, marking: &'static str) -> Step {
    Step::File { name, text: format!("A note on {name}.\n"), marking: Some(marking) }
}

fn lifted_and_lowered() -> [Told; 2] {
    let lifted = Step::Relabel { paper: "tin", marking: "SECRET · CIRCLE Herring" };
    [(true, lifted), (true, Step::Relabel { paper: "tin", marking: "CONFIDENTIAL" })]
}

fn story() -> Vec<Told> {
    let (below, above) = (|step| (false, step), |step| (true, step));
    let mut story = vec![
        below(filed("tin", "CONFIDENTIAL")),
        below(filed("cod", "CONFIDENTIAL")),
        above(filed("hake", "SECRET")),
        above(Step::MakeCircle { circle: "Herring" }),
        above(Step::TakeIn { circle: "Herring", person: "pym" }),
        above(filed("ling", "CONFIDENTIAL · CIRCLE Herring")),
        above(Step::Clear { person: "pym", line: "uk-1982=TOP SECRET UMBRA" }),
        below(Step::Propose { paper: "cod", marking: "RESTRICTED" }),
        above(Step::Relabel { paper: "hake", marking: "TOP SECRET" }),
        above(Step::Propose { paper: "tin", marking: "SECRET" }),
        above(Step::Refuse { paper: "tin" }),
    ];
    story.extend(lifted_and_lowered());
    story.push(above(Step::Relabel { paper: "hake", marking: "SECRET" }));
    // What waits above him, on a paper of his own and on one that he may not know of.
    story.push(above(Step::Propose { paper: "tin", marking: "SECRET" }));
    story.push(above(Step::Propose { paper: "hake", marking: "TOP SECRET" }));
    story
}

struct Standing {
    plain: World,
    fuller: World,
    ground: Ground,
}

impl Standing {
    fn set() -> Self {
        let officer = PLAYERS.iter().find(|player| player.handle == OFFICER).unwrap();
        let (plain, fuller) = twins_of(&|office| officer.admit(office), &story());
        let ground = Ground::of(&plain, &fuller);
        Self { plain, fuller, ground }
    }

    fn all(&self, handle: &str, asks: &[Ask]) -> [Vec<Came>; 2] {
        [&self.plain, &self.fuller].map(|world| {
            let browser = Browser::new(&world.office, handle);
            asks.iter().map(|ask| came(&browser, ask)).collect()
        })
    }

    /// Asks both worlds as the officer: every answer must be the same.
    fn alike(&self, asks: &[Ask]) -> Vec<Came> {
        let [plain, fuller] = self.all(OFFICER, asks);
        assert_eq!(first_difference(&plain, &fuller), None);
        plain
    }

    /// One who may read all is told them apart by that, so there is something to leak.
    fn told_apart(&self, handle: &str, ask: Ask) {
        let [plain, fuller] = self.all(handle, &[ask]);
        assert!(first_difference(&plain, &fuller).is_some(), "there is nothing to leak: {}", plain[0].asked);
    }

    fn each<T>(&self, asked: impl Fn(&View) -> T) -> [T; 2] {
        [&self.plain, &self.fuller].map(|world| asked(&world.office.as_(OFFICER)))
    }
}

#[test]
pub fn a_circle_of_a_taken_name_is_made_and_named_as_if_none_were_there() {
    let standing = Standing::set();
    standing.told_apart("coles", Ask::get("/circles").json());
    let [plain, fuller] =
        standing.each(|view| view.make_circle("Herring", "talks").map_err(|refused| refused.to_string()));
    assert_eq!(plain, fuller);
    assert!(plain.unwrap().starts_with("Herring-"));
    let typed = standing.ground.circles.iter().map(|name| name.replace(' ', "+"));
    let looked_up = typed.map(|name| Ask::get(format!("/markings?marking=SECRET+%C2%B7+CIRCLE+{name}")));
    standing.alike(&looked_up.chain([Ask::get("/circles")]).collect::<Vec<_>>());
}

#[test]
pub fn a_paper_that_has_come_down_does_not_say_from_where() {
    let standing = Standing::set();
    let path = format!("/paper/{}", standing.plain.id("tin"));
    let why = format!("{path}/why");
    standing.told_apart("coles", Ask::get(path.clone()).json());
    let came = standing.alike(&[Ask::get(path.clone()), Ask::get(path).json(), Ask::get(why).json()]);
    assert!(came.iter().all(|came| came.answer.status == 200));
}

#[test]
pub fn another_s_clearance_is_on_no_page() {
    let standing = Standing::set();
    standing.told_apart("security", Ask::get("/person/pym").json());
    let came = standing.alike(&["/person/pym", "/person/nobody", "/people"].map(Ask::get));
    assert_eq!(came.iter().map(|came| came.answer.status).collect::<Vec<_>>(), [404, 404, 200]);
}

#[test]
pub fn what_waits_for_approval_is_counted_as_far_as_it_is_shown() {
    let standing = Standing::set();
    let [plain, fuller] = standing.each(|view| view.today().unwrap().to_approve);
    assert_eq!((plain, plain), (Some(0), fuller));
    standing.told_apart("coles", Ask::get("/markings").json());
    let came = standing.alike(&[Ask::get("/").json(), Ask::get("/markings"), Ask::get("/markings").json()]);
    assert!(came[1].answer.text().contains("cod") && !came[1].answer.text().contains("hake"));
    // What he may approve comes when its day has come, and no sooner for what waits above him.
    for world in [&standing.plain, &standing.fuller] {
        world.office.at("1999-01-02T09:00:00Z");
    }
    assert_eq!(standing.each(|view| view.today().unwrap().to_approve), [Some(1), Some(1)]);
}

#[test]
pub fn a_proposal_above_him_does_not_stand_in_the_way_of_his_own() {
    let standing = Standing::set();
    let path = format!("/paper/{}/relabel", standing.plain.id("tin"));
    let form = "marking=RESTRICTED&reason=talks&authority=the+Head";
    Standing::set().told_apart("coles", Ask::post(path.clone(), form));
    standing.alike(&[Ask::post(path, form), Ask::get("/markings").json(), Ask::get("/register").json()]);
}
