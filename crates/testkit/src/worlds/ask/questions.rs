//! The questions of the command line.

use std::io::Cursor;

use chancery_registry::answers::{
    ChaseAsked, ChaseSide, ChaseState, ChaseTrust, DiaryAsked, DiarySpan, HandAsked, RegisterFilter,
    SearchAsked, Sort,
};
use chancery_registry::{Refused, View};
use jiff::civil::date;
use serde::Serialize;

use crate::worlds::Ground;

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
    tell("bag several papers".into(), said(view().bag(&papers)));
    let everything = RegisterFilter::default();
    let mut bag = Cursor::new(Vec::new());
    tell("bag the register".into(), said(view().bag_register(&everything, &mut bag)));
    tell("the register's bag".into(), format!("{:?}", bag.into_inner()));
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
    tell("turned away".into(), said(view().turned_away(1)));
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
