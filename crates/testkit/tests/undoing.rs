//! Undo: what was just done is taken back by the act that is its opposite, offered where the act led.
#![allow(clippy::unwrap_used)]

use std::fmt::Debug;

use chancery_registry::answers::ChaseAsked;
use chancery_registry::{BringingUp, Deadline, NewMeeting, Purpose, PuttingUp};
use chancery_testkit::{Browser, Office};
use jiff::civil::{date, time};

const NOTE: &str = "CONFIDENTIAL

                    12 October 1982

Mr Smith agreed to send the herring figures by 20 October. Mr Jones promised to write to Oslo.
";

/// An address and what is sent to it.
type Form = (String, String);

fn form(to: impl Into<String>, fields: impl Into<String>) -> Form {
    (to.into(), fields.into())
}

fn led(browser: &Browser, (to, fields): &Form) -> String {
    let answer = browser.post(to, fields);
    assert_eq!(answer.status, 303, "{to} {fields}\n{}", answer.text());
    answer.header("location").unwrap().split('#').next().unwrap().to_owned()
}

/// The form under the notice of what was done.
fn offered(page: &str) -> Option<Form> {
    let (before, _) = page.split_once("data-undo")?;
    let form = before.rsplit_once("<form action=\"")?.1;
    let (to, rest) = form.split_once('"')?;
    let field = |input: &str| {
        let (name, rest) = input.split_once('"')?;
        let value = rest.split_once("value=\"")?.1.split('"').next()?;
        let value = value.replace("&quot;", "\"").replace("&amp;", "&");
        (name != "form").then(|| format!("{name}={}", chancery_server::url::encode(&value)))
    };
    let fields: Vec<String> = rest.split("name=\"").skip(1).filter_map(field).collect();
    Some((to.to_owned(), fields.join("&")))
}

fn offer(browser: &Browser, page: &str) -> Option<Form> {
    offered(&browser.get(page).text())
}

/// Does it, and takes it back by what is offered: it stands as before. Answers what was offered.
fn taken_back<T: PartialEq + Debug>(browser: &Browser, act: &Form, stands: impl Fn() -> T) -> Form {
    let before = stands();
    let page = led(browser, act);
    assert_ne!(stands(), before, "{act:?}");
    let undo = offer(browser, &page).unwrap_or_else(|| panic!("{act:?}: nothing is offered on {page}"));
    led(browser, &undo);
    assert_eq!(stands(), before, "{undo:?}");
    undo
}

#[test]
fn a_paper_comes_out_of_the_box_again_and_goes_back_with_all_that_was_said_of_it() {
    let office = Office::uk();
    let (cover, message) = office.letter();
    let browser = Browser::new(&office, "coles");
    let lies = || {
        let page = office.as_("pm").box_of("prime-minister").unwrap();
        let items = page.sections.into_iter().flat_map(|part| {
            let word = part.word;
            part.items.into_iter().map(move |item| {
                (word.to_owned(), item.paper.reference, item.note, item.due.map(|due| due.reason))
            })
        });
        items.collect::<Vec<_>>()
    };
    let id = |reference: &str| office.as_("coles").paper(reference).unwrap().line.id;
    let put_up =
        form(format!("/paper/{}/put-up", id(&message)), "principal=prime-minister&purpose=see&meeting=");
    taken_back(&browser, &put_up, lies);
    let wanted = PuttingUp {
        note: "Worth a glance.".into(),
        deadline: Some(Deadline {
            day: date(1982, 10, 15),
            clock: Some(time(9, 0, 0, 0)),
            reason: "the meeting at 11".into(),
        }),
        ..PuttingUp::before("prime-minister", Purpose::Decision)
    };
    office.as_("coles").put_up(&cover, &wanted).unwrap();
    taken_back(&browser, &form("/box/prime-minister/take-out", format!("paper={}", id(&cover))), lies);
    office.as_("coles").put_up(&message, &PuttingUp { note: String::new(), ..wanted }).unwrap();
    taken_back(&browser, &form("/box/prime-minister/order", format!("to=1+{}", id(&message))), lies);
}

#[test]
fn an_enclosure_a_bring_up_and_a_search_that_was_kept_are_as_they_were() {
    let office = Office::uk();
    let (cover, message) = office.letter();
    let (cover, message) =
        (office.as_("coles").paper(&cover).unwrap(), office.as_("coles").paper(&message).unwrap());
    let browser = Browser::new(&office, "coles");
    let bears = || office.as_("coles").paper(&cover.line.id).unwrap().overall.banner;
    let detach = form(format!("/paper/{}/detach", message.line.id), format!("cover={}", cover.line.id));
    let clerk = Browser::new(&office, "clerk");
    taken_back(&clerk, &detach, bears);
    let up =
        BringingUp { on: date(1982, 10, 20), reason: "to see what came of it".into(), before: String::new() };
    office.as_("coles").bring_up(&cover.line.id, &up).unwrap();
    let ups = || {
        let page = office.as_("coles").paper(&cover.line.id).unwrap();
        let ups = page.in_hand.bring_ups.into_iter().filter(|up| up.may_put_away);
        ups.map(|up| (up.on, up.before, up.reason)).collect::<Vec<_>>()
    };
    let key = office.as_("coles").paper(&cover.line.id).unwrap().in_hand.bring_ups[0].key.clone();
    let said = format!("key={key}&was-on=1982-10-20&was-before=&was-reason=to+see+what+came+of+it");
    let before = ups();
    let page = led(&browser, &form(format!("/paper/{}/put-away", cover.line.id), said));
    assert_eq!((before.len(), ups()), (1, vec![]));
    office.at("1982-10-14T18:00:00Z");
    led(&browser, &offer(&browser, &page).unwrap());
    assert_eq!(ups(), before);
    let kept = || {
        let kept = office.as_("coles").searches().unwrap().into_iter();
        kept.map(|one| (one.name, one.query, one.standing)).collect::<Vec<_>>()
    };
    taken_back(&browser, &form("/search/keep", "name=Herring&q=herring+figures&standing=yes"), kept);
    office.as_("coles").save_search("Tin", "tin \"quota\"", true).unwrap();
    let give_up = "name=Tin&was-q=tin+%22quota%22&was-standing=yes";
    taken_back(&browser, &form("/search/forget", give_up), kept);
}

#[test]
fn a_finding_and_an_undertaking_stand_as_they_did_before_the_slip() {
    let office = Office::uk();
    let paper = office.file(NOTE).papers[0].id.to_string();
    let browser = Browser::new(&office, "coles");
    let findings = || {
        let found = office.as_("coles").paper(&paper).unwrap().findings;
        found.into_iter().map(|one| (one.number, one.state.word())).collect::<Vec<_>>()
    };
    let chased = || {
        let page = office.as_("coles").undertakings(&ChaseAsked::default()).unwrap();
        page.lines.into_iter().map(|line| (line.key, line.state.word(), line.step)).collect::<Vec<_>>()
    };
    let judge =
        |verdict: &str| form(format!("/paper/{paper}/judge"), format!("number=1&verdict={verdict}&reason="));
    taken_back(&browser, &judge("confirm"), findings);
    taken_back(&browser, &judge("dismiss"), findings);
    // What another said of it last is not one's own slip.
    let page = led(&browser, &judge("confirm"));
    let undo = offer(&browser, &page).unwrap();
    led(&Browser::new(&office, "clerk"), &judge("dismiss"));
    let answer = browser.post(&undo.0, &undo.1);
    assert_eq!(answer.status, 409);
    assert!(
        answer.text().contains("The last that was said of it is not yours to take back"),
        "{}",
        answer.text()
    );
    let line = office.as_("coles").undertakings(&ChaseAsked::default()).unwrap().lines[0].clone();
    let step =
        |step: &str, fields: &str| form(format!("/undertaking/{}/{}/{step}", line.paper, line.key), fields);
    for (word, fields) in [
        ("confirm", ""),
        ("dismiss", "words="),
        ("wait", "until=1982-11-01&words="),
        ("keep", "words=&shown-by="),
        ("lapse", "words="),
        ("refuse", "words="),
    ] {
        let before = chased();
        let page = led(&browser, &step(word, fields));
        let undo = offer(&browser, &page).unwrap_or_else(|| panic!("{word}"));
        led(&browser, &undo);
        let after = chased();
        let open = |lines: &[(String, &'static str, _)]| {
            lines.iter().map(|line| (line.0.clone(), line.1)).collect::<Vec<_>>()
        };
        assert_eq!(open(&after), open(&before), "{word}");
    }
    drop(browser);
    let office = office.rebuilt();
    let found = office.as_("coles").paper(&paper).unwrap().findings;
    let states: Vec<_> = found.iter().map(|one| one.state.word()).collect();
    assert_eq!(states, ["dismissed", "proposed"], "a rebuild takes the same back");
}

#[test]
fn meetings_people_and_posts_are_as_they_were() {
    let office = Office::uk();
    office.letter();
    let browser = Browser::new(&office, "coles");
    let diary = || {
        let lines = office.as_("coles").meetings().unwrap();
        lines.into_iter().map(|line| (line.id, line.cancelled)).collect::<Vec<_>>()
    };
    let held = || diary().into_iter().filter(|(_, cancelled)| cancelled.is_none()).collect::<Vec<_>>();
    let note = "day=1982-10-15&clock=11:00&until=&subject=Herring&place=&with=&marking=CONFIDENTIAL";
    taken_back(&browser, &form("/meetings", note), held);
    let spoken = diary()[0].0.clone();
    let talk = NewMeeting {
        date: date(1982, 10, 15),
        subject: "the Prime Minister's talk".into(),
        marking: "CONFIDENTIAL".into(),
        ..NewMeeting::default()
    };
    let noted = office.as_("coles").note_meeting(&talk).unwrap();
    for (one, other) in [(&noted, &spoken), (&spoken, &noted)] {
        taken_back(&browser, &form(format!("/meeting/{one}/join"), format!("other={other}")), held);
    }
    let officer = Browser::new(&office, "keeper");
    let acting = || {
        let page = office.as_("keeper").post_page("prime-minister").unwrap();
        page.deputies
            .into_iter()
            .map(|line| (line.handle, line.ended))
            .filter(|(_, ended)| !ended)
            .collect::<Vec<_>>()
    };
    taken_back(&officer, &form("/post/prime-minister/deputy", "person=coles&from=&until=1982-11-01"), acting);
}

#[test]
fn what_was_turned_away_waits_again_and_who_was_taken_into_a_circle_leaves_it() {
    let office = Office::uk();
    let circle = office.as_("coles").make_circle("Herring", "the quota").unwrap();
    let browser = Browser::new(&office, "coles");
    let inside = || {
        let page = office.as_("coles").circles().unwrap();
        page.circles[0].stays.iter().filter(|stay| stay.until.is_none()).count()
    };
    taken_back(&browser, &form(format!("/circle/{circle}/join"), "person=clerk"), inside);
}

#[test]
fn undo_is_offered_once_where_the_act_led_and_to_nobody_else() {
    let office = Office::uk();
    let paper = office.file(NOTE).papers[0].id.to_string();
    let (browser, same_reader) = (Browser::new(&office, "coles"), Browser::new(&office, "coles"));
    let confirm = form(format!("/paper/{paper}/judge"), "number=1&verdict=confirm");
    let page = led(&browser, &confirm);
    assert!(offer(&browser, &page).is_some());
    assert!(offer(&browser, &page).is_some(), "the page may be loaded again");
    assert_eq!(offer(&browser, &format!("/paper/{paper}")), None, "elsewhere it is not offered");
    assert_eq!(offer(&same_reader, &page), None, "nor in another session");
    led(&browser, &form(format!("/paper/{paper}/initial"), ""));
    assert_eq!(offer(&browser, &page), None, "nor once something else was done");
    let correct = form(format!("/paper/{paper}/judge"), "number=1&verdict=correct&who=Mr+Brown");
    let page = led(&browser, &correct);
    assert_eq!(offer(&browser, &page), None, "what was put right is put right again");
}

#[test]
fn what_stood_on_a_paper_goes_back_without_a_reason_though_more_was_opened_since() {
    let office = Office::with_high_water_mark();
    let (_, message) = office.letter();
    let paper = office.file(NOTE).papers[0].id.to_string();
    let wanted = PuttingUp {
        note: "Please see this.".into(),
        ..PuttingUp::before("prime-minister", Purpose::Decision)
    };
    office.as_("coles").put_up(&paper, &wanted).unwrap();
    let browser = Browser::new(&office, "coles");
    assert_eq!(
        browser.get(&format!("/paper/{}", office.as_("coles").paper(&message).unwrap().line.id)).status,
        200
    );
    let page = led(&browser, &form("/box/prime-minister/take-out", format!("paper={paper}")));
    led(&browser, &offer(&browser, &page).unwrap());
    // Other words than those that stood there are written anew, and need one.
    let page = led(&browser, &form("/box/prime-minister/take-out", format!("paper={paper}")));
    let (to, fields) = offer(&browser, &page).unwrap();
    let other = fields.replace("note=Please", "note=Kindly");
    assert_ne!(other, fields);
    assert_eq!(browser.post(&to, &other).status, 409);
}

#[test]
fn what_only_changed_what_stood_there_is_not_undone_by_taking_it_away() {
    let office = Office::uk();
    let (_, message) = office.letter();
    let browser = Browser::new(&office, "coles");
    let id = office.as_("coles").paper(&message).unwrap().line.id;
    let put_up = form(format!("/paper/{id}/put-up"), "principal=prime-minister&purpose=see&meeting=");
    assert!(offer(&browser, &led(&browser, &put_up)).is_some());
    assert_eq!(offer(&browser, &led(&browser, &put_up)), None, "it lay there before");
    let keep = |standing: &str| form("/search/keep", format!("name=Tin&q=tin&standing={standing}"));
    assert!(offer(&browser, &led(&browser, &keep(""))).is_some());
    assert_eq!(offer(&browser, &led(&browser, &keep("yes"))), None, "it was kept before");
}
