//! The catalogue of leaks: every channel by which a registry of this kind has told, or could tell, of what
//! its reader may not know, each with a probe, or with the reason why there is no such channel here.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod lists;
mod stage;
mod standing;
mod tray;
mod wire;
mod writes;

use std::collections::BTreeSet;

use chancery_server::ROUTES;
use chancery_testkit::Browser;
use chancery_testkit::worlds::Ask;

use stage::Stage;

/// Channels, each with the test that probes it.
const PROBED: &[(&str, fn())] = &[
    ("totals on the first page", lists::totals_on_today_count_what_is_shown),
    ("badges of boxes", lists::a_box_and_its_badge_hold_what_is_shown),
    ("counts beside a marking", lists::facets_of_the_register_count_what_is_shown),
    ("facets of a search", lists::facets_of_a_search_count_what_is_found),
    ("members of a shared set", lists::a_meeting_has_the_papers_that_are_shown),
    ("subjects in a list of what is due", lists::the_chase_list_holds_what_is_shown),
    ("a placeholder where something is withheld", lists::a_paper_is_shown_as_if_nothing_lay_about_it),
    ("the chain, covers and enclosures of a paper", lists::a_paper_is_shown_as_if_nothing_lay_about_it),
    ("suggestions of names", lists::people_and_correspondents_are_those_of_what_is_shown),
    ("a word is found or not", lists::words_of_hidden_papers_are_found_nowhere),
    ("scores, and the order that they make", lists::scores_and_order_come_from_what_is_found),
    ("order of what is equal", lists::what_is_of_one_day_stands_in_an_order_of_its_own),
    ("numbers in a series", lists::numbers_have_no_gap_that_a_hidden_paper_made),
    ("what is printed", lists::what_is_printed_is_what_is_shown),
    ("next and previous", lists::pages_follow_one_another_without_a_gap),
    ("an id that is guessed", wire::a_hidden_id_is_answered_like_one_that_never_was),
    ("not there, or not allowed", wire::a_hidden_id_is_answered_like_one_that_never_was),
    ("the log and size of the ledger", wire::the_ledger_is_not_there_for_a_reader),
    ("ETag and validators", wire::no_answer_bears_a_validator_and_none_is_heeded),
    ("Content-Length, and heads without bodies", wire::a_head_without_a_body_tells_no_more),
    ("caching", wire::nothing_is_kept_by_a_cache),
    ("methods of a path", wire::another_method_tells_nothing_of_what_is_there),
    ("a view that is kept", wire::a_clearance_that_falls_takes_with_it_what_was_kept),
    ("a setting that widens what is found", wire::no_setting_widens_what_is_found),
    ("many at once", writes::several_at_once_are_each_answered_as_if_alone),
    ("what comes up, copies and their receipts", lists::what_is_in_hand_is_what_is_shown),
    ("errors of forms", writes::every_act_on_a_hidden_paper_fails_like_one_on_none),
    ("acts on what he sees", writes::acts_on_what_is_seen_go_alike_whatever_lies_about_it),
    ("what a form names", writes::what_a_form_names_may_be_hidden_or_absent_alike),
    ("already held", writes::what_is_held_above_the_filer_is_new_to_him),
    ("a name that is taken", writes::what_is_held_above_the_filer_is_new_to_him),
    (
        "a circle's name that is taken",
        standing::a_circle_of_a_taken_name_is_made_and_named_as_if_none_were_there,
    ),
    ("the height from which a paper came down", standing::a_paper_that_has_come_down_does_not_say_from_where),
    ("another's clearance", standing::another_s_clearance_is_on_no_page),
    ("how much waits for approval", standing::what_waits_for_approval_is_counted_as_far_as_it_is_shown),
    ("a proposal in the way of another", standing::a_proposal_above_him_does_not_stand_in_the_way_of_his_own),
    ("what waits in the in-tray, and its badge", tray::the_tray_and_its_count_hold_what_is_shown),
    ("what was turned away from the in-tray", tray::what_was_turned_away_is_what_is_shown),
    ("a suspected duplicate", tray::a_duplicate_is_suspected_among_what_is_shown),
    ("error text", writes::no_refusal_says_a_word_of_what_it_refuses),
];

/// Channels that are not there, why, and addresses at which one would look for them.
const NOT_THERE: &[(&str, &str, &[&str])] = &[
    ("a page of the log", "the log is the keeper's terminal", &["/log", "/logs", "/audit", "/history"]),
    (
        "address completion",
        "the office's own people and posts alone are offered",
        &["/suggest?q=a", "/complete?q=a", "/people/suggest"],
    ),
    ("redaction in one form only", "nothing is redacted yet", &["/release", "/paper/{id}/redacted"]),
    ("redaction in PDF", "nothing is redacted in a PDF", &["/paper/{id}.pdf", "/paper/{id}/pdf"]),
    ("published by a timer", "nothing is published", &["/public", "/reading-room", "/releases"]),
    ("manifest of an export", "nothing is exported over HTTP", &["/export", "/paper/{id}/export"]),
    ("a bounce of mail", "no mail is sent", &["/mail", "/mail/bounces"]),
    ("small pictures of pages", "a page is drawn whole, for who opens its paper", &["/paper/{id}/thumbnail"]),
    (
        "feeds and hooks",
        "one's own calendar alone is fetched, by a secret address",
        &["/feed", "/atom.xml", "/rss", "/webhooks", "/events"],
    ),
];

#[test]
fn no_channel_is_listed_twice() {
    let names = PROBED.iter().map(|(name, _)| *name).chain(NOT_THERE.iter().map(|(name, ..)| *name));
    assert_eq!(names.collect::<BTreeSet<_>>().len(), PROBED.len() + NOT_THERE.len());
}

#[test]
fn what_is_not_there_is_answered_like_any_address_that_never_was() {
    let stage = Stage::set();
    let browser = Browser::new(&stage.fuller.office, stage::READER);
    let never = browser.without_chance(browser.get("/no-such-place"));
    for (channel, why, paths) in NOT_THERE {
        for path in *paths {
            let at = path.replace("{id}", &stage.hidden());
            let gone = browser.without_chance(browser.ask(&Ask::get(at.clone())));
            assert_eq!(gone, never, "{channel}: {why}, but there is {path}");
            assert!(ROUTES.iter().all(|route| !route.path.contains(path)), "{channel}: {path} is routed");
        }
    }
}
