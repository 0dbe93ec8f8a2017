//! The one list of what is served, and the router that is built from it.

use crate::calendars::CALENDAR_FORM_BYTES_MAX;
use crate::correspondents::CARDS_FORM_BYTES_MAX;
use crate::desk::Desk;
use crate::drafts::DRAFT_FORM_BYTES_MAX;
use crate::read_outs::READ_OUT_FORM_BYTES_MAX;
use crate::request::FORM_BYTES_MAX;
use crate::sending_up::SENT_UP_BYTES_MAX;
use crate::settings::Settings;
use crate::state::App;
use crate::transcripts::TRANSCRIPT_FORM_BYTES_MAX;
use crate::{
    acts, answer, assets, boxes, calendars, chase, chase_together, circles, correspondents, dialogues,
    drafts, factor, guard, in_hand, judging, keeping, leaving, markings, meetings, particulars, person,
    posts, printing, read_outs, reads, searching, sending_up, sign_in, together, tongues, transcripts, tray,
    why,
};
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{MethodRouter, any, get, post};
use chancery_registry::Registry;
use std::collections::BTreeMap;
use std::sync::Arc;

/// By which method something is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Method {
    /// It is read.
    Get,
    /// It is done.
    Post,
}

/// Something that is served.
#[derive(Clone, Copy, Debug)]
pub struct Route {
    /// By which method.
    pub method: Method,
    /// Its path, as axum writes them.
    pub path: &'static str,
    /// Its name, unique in the list.
    pub name: &'static str,
    /// Only for who is signed in.
    pub signed_in: bool,
    // What answers; in the list itself, so that nothing is served that is not listed.
    answers: fn() -> MethodRouter<App>,
}

const fn open(
    method: Method,
    path: &'static str,
    name: &'static str,
    answers: fn() -> MethodRouter<App>,
) -> Route {
    Route { method, path, name, signed_in: false, answers }
}

const fn read(path: &'static str, name: &'static str, answers: fn() -> MethodRouter<App>) -> Route {
    Route { method: Method::Get, path, name, signed_in: true, answers }
}

const fn act(path: &'static str, name: &'static str, answers: fn() -> MethodRouter<App>) -> Route {
    Route { method: Method::Post, path, name, signed_in: true, answers }
}

/// Everything that is served.
pub const ROUTES: &[Route] = &[
    open(Method::Get, "/healthz", "health", || get(reads::health)),
    open(Method::Get, "/assets/{name}", "asset", || get(assets::asset)),
    open(Method::Get, "/sign-in", "sign-in", || get(sign_in::form)),
    open(Method::Post, "/sign-in", "sign-in by password", || post(sign_in::by_password)),
    open(Method::Post, "/sign-in/code", "sign-in by code", || post(sign_in::by_code)),
    open(Method::Get, "/enter/{token}", "link", || get(sign_in::link)),
    open(Method::Post, "/enter/{token}", "sign-in by link", || post(sign_in::by_link)),
    open(Method::Get, "/calendar/{token}", "calendar", || get(calendars::feed)),
    open(Method::Post, "/sign-in/tongue", "tongue at the door", || post(tongues::choose_at_the_door)),
    act("/tongue", "tongue", || post(tongues::choose)),
    act("/sign-out", "sign-out", || post(sign_in::out)),
    read("/", "today", || get(reads::today)),
    read("/tour", "tour", || get(reads::tour)),
    read("/box", "boxes", || get(boxes::boxes)),
    read("/box/{principal}", "box", || get(boxes::box_of)),
    read("/box/{principal}/paper/{id}", "paper in a box", || get(boxes::box_paper)),
    read("/box/{principal}/paper/{id}/put-up", "what it is put up for", || get(boxes::put_up)),
    read("/paper/{id}", "paper", || get(reads::paper)),
    read("/paper/{id}/original", "original", || get(reads::original)),
    read("/paper/{id}/print", "print a paper", || get(printing::paper)),
    read("/box/{principal}/print", "print a box", || get(printing::box_list)),
    read("/meeting/{id}/print", "print a brief", || get(printing::brief)),
    read("/undertakings/print", "print the chase list", || get(printing::undertakings)),
    read("/register/print", "print the register", || get(printing::register)),
    read("/paper/{id}/page/{number}", "page", || get(reads::page_picture)),
    read("/paper/{id}/cites/{number}", "cites", || get(reads::cites)),
    read("/paper/{id}/why", "why", || get(why::why)),
    read("/paper/{id}/readers", "readers", || get(why::readers)),
    read("/paper/{id}/hits", "hits", || get(searching::hits)),
    read("/paper/{id}/particulars", "particulars", || get(particulars::form)),
    read("/paper/{id}/transcript", "transcript", || get(transcripts::transcript)),
    read("/paper/{id}/version/{number}", "version", || get(transcripts::version)),
    read("/tray", "tray", || get(tray::tray)),
    read("/tray/turned-away", "turned away", || get(tray::turned_away)),
    read("/tray/{id}", "paper in the tray", || get(tray::paper)),
    read("/register", "register", || get(reads::register)),
    read("/search", "search", || get(searching::search)),
    read("/meetings", "meetings", || get(meetings::diary)),
    read("/meeting/{id}", "meeting", || get(meetings::meeting)),
    read("/meeting/{id}/read-out", "read-out", || get(read_outs::form)),
    read("/dialogue", "dialogue", || get(dialogues::dialogue)),
    read("/dialogue/print", "print a dialogue", || get(printing::dialogue)),
    read("/undertakings", "undertakings", || get(chase::undertakings)),
    read("/undertakings/together", "several undertakings", || get(chase_together::chosen)),
    read("/undertaking/{id}/{key}", "undertaking", || get(chase::undertaking)),
    read("/bring-ups", "bring-ups", || get(in_hand::bring_ups)),
    read("/copies", "copies", || get(in_hand::copies)),
    read("/together", "several papers", || get(together::chosen)),
    read("/together/print", "print several papers", || get(printing::together)),
    read("/together/bag", "several papers in a bag", || get(printing::bag)),
    read("/markings", "markings", || get(markings::markings)),
    read("/circles", "circles", || get(circles::circles)),
    read("/people", "people", || get(reads::people)),
    read("/person/{handle}", "person", || get(person::person)),
    read("/person/{handle}/opened", "opened", || get(person::opened)),
    read("/person/{handle}/leaving", "leaving", || get(leaving::leaving)),
    read("/post/{handle}", "post", || get(posts::post)),
    read("/correspondents", "correspondents", || get(correspondents::correspondents)),
    read("/correspondent/{id}", "correspondent", || get(correspondents::correspondent)),
    read("/correspondents/cards", "correspondents as cards", || get(correspondents::cards)),
    read("/correspondent/{id}/card", "correspondent as a card", || get(correspondents::card)),
    read("/drafts", "drafts", || get(drafts::drafts)),
    read("/draft/new", "new draft", || get(drafts::new)),
    read("/draft/{id}", "draft", || get(drafts::draft)),
    read("/draft/{id}/print", "print a draft", || get(printing::draft)),
    read("/ledger", "ledger", || get(reads::ledger)),
    act("/paper/{id}/minute", "minute", || post(acts::minute)),
    act("/paper/{id}/initial", "initial", || post(acts::initial)),
    act("/paper/{id}/put-up", "put up", || post(acts::put_up)),
    act("/paper/{id}/order", "order", || post(acts::order)),
    act("/paper/{id}/bring-up", "bring up", || post(in_hand::bring_up)),
    act("/paper/{id}/put-away", "put away", || post(in_hand::put_away)),
    act("/paper/{id}/copy", "copy", || post(in_hand::copy)),
    act("/paper/{id}/answer", "answer a copy", || post(in_hand::answer)),
    act("/together", "act on several papers", || post(together::act)),
    act("/box/{principal}/order", "order a box", || post(boxes::order)),
    act("/box/{principal}/take-out", "take out of a box", || post(boxes::take_out)),
    act("/box/{principal}/close", "close a box", || post(boxes::close)),
    act("/box/{principal}/paper/{id}", "mark", || post(boxes::mark)),
    act("/box/{principal}/paper/{id}/put-up", "change a put-up", || post(boxes::change_put_up)),
    act("/undertakings/together", "act on several undertakings", || post(chase_together::act)),
    act("/undertaking/{id}/{key}/{step}", "move an undertaking", || post(chase::step)),
    act("/meetings", "note a meeting", || post(meetings::note)),
    act("/meetings/calendar", "take a calendar in", || {
        post(calendars::take).layer(DefaultBodyLimit::max(CALENDAR_FORM_BYTES_MAX))
    }),
    act("/meetings/address", "calendar's address", || post(calendars::address)),
    act("/meeting/{id}/change", "change a meeting", || post(meetings::change)),
    act("/meeting/{id}/cancel", "cancel a meeting", || post(meetings::cancel)),
    act("/meeting/{id}/join", "join meetings", || post(meetings::join)),
    act("/meeting/{id}/part", "part meetings", || post(meetings::part_from)),
    act("/meeting/{id}/read-out", "record a meeting", || {
        post(read_outs::record).layer(DefaultBodyLimit::max(READ_OUT_FORM_BYTES_MAX))
    }),
    act("/paper/{id}/enclose", "enclose", || post(acts::enclose)),
    act("/paper/{id}/detach", "detach", || post(acts::detach)),
    act("/paper/{id}/settle", "settle", || post(acts::settle)),
    act("/paper/{id}/relabel", "relabel", || post(markings::relabel)),
    act("/paper/{id}/judge", "judge", || post(judging::judge)),
    act("/paper/{id}/find", "find", || post(judging::find)),
    act("/paper/{id}/particulars", "put the particulars right", || post(particulars::put_right)),
    act("/paper/{id}/transcript", "correct the transcript", || {
        post(transcripts::correct).layer(DefaultBodyLimit::max(TRANSCRIPT_FORM_BYTES_MAX))
    }),
    act("/tray", "send up", || post(sending_up::send_up).layer(DefaultBodyLimit::max(SENT_UP_BYTES_MAX))),
    act("/tray/{id}/settle", "take in", || post(tray::settle)),
    act("/tray/{id}/duplicate", "settle as a duplicate", || post(tray::duplicate)),
    act("/tray/{id}/turn-away", "turn away", || post(tray::turn_away)),
    act("/tray/{id}/wait-again", "wait again", || post(tray::wait_again)),
    act("/relabelling/{id}/approve", "approve", || post(markings::approve)),
    act("/relabelling/{id}/refuse", "refuse", || post(markings::refuse)),
    act("/circles", "make a circle", || post(circles::make)),
    act("/circle/{id}/join", "join", || post(circles::join)),
    act("/circle/{id}/leave", "leave", || post(circles::leave)),
    act("/circle/{id}/close", "close", || post(circles::close)),
    act("/people", "admit", || post(keeping::admit)),
    act("/person/{handle}", "keep a person", || post(person::keep)),
    act("/person/{handle}/link", "make a link", || post(keeping::link)),
    act("/person/{handle}/clear", "clear", || post(person::clear)),
    act("/person/{handle}/password", "change the password", || post(person::password)),
    act("/person/{handle}/factor", "begin a second factor", || post(factor::begin)),
    act("/person/{handle}/factor/confirm", "confirm a second factor", || post(factor::confirm)),
    act("/person/{handle}/factor/codes", "make recovery codes", || post(factor::codes)),
    act("/person/{handle}/factor/off", "take a second factor off", || post(factor::take_off)),
    act("/person/{handle}/leaving", "strike off", || post(leaving::strike_off)),
    act("/person/{handle}/back", "take back", || post(leaving::take_back)),
    act("/person/{handle}/sessions", "sign out elsewhere", || post(person::sign_out_elsewhere)),
    act("/posts", "make a post", || post(keeping::make_post)),
    act("/post/{handle}/fill", "fill a post", || post(posts::fill)),
    act("/post/{handle}/vacate", "vacate a post", || post(posts::vacate)),
    act("/post/{handle}/deputy", "name a deputy", || post(posts::name)),
    act("/post/{handle}/deputy/end", "end a deputy", || post(posts::end)),
    act("/correspondents", "keep a new correspondent", || post(correspondents::keep_new)),
    act("/correspondents/cards", "take cards in", || {
        post(correspondents::take_cards).layer(DefaultBodyLimit::max(CARDS_FORM_BYTES_MAX))
    }),
    act("/correspondent/{id}", "keep a correspondent", || post(correspondents::keep)),
    act("/correspondent/{id}/merge", "merge correspondents", || post(correspondents::merge)),
    act("/correspondent/{id}/part", "part correspondents", || post(correspondents::part)),
    act("/drafts", "begin a draft", || {
        post(drafts::save_new).layer(DefaultBodyLimit::max(DRAFT_FORM_BYTES_MAX))
    }),
    act("/draft/{id}", "save a draft", || {
        post(drafts::save).layer(DefaultBodyLimit::max(DRAFT_FORM_BYTES_MAX))
    }),
    act("/draft/{id}/send", "send a draft", || post(drafts::send)),
    act("/draft/{id}/clear", "clear a draft", || post(drafts::clear)),
    act("/draft/{id}/sign", "sign a draft", || post(drafts::sign)),
    act("/draft/{id}/enclose", "enclose with a draft", || post(drafts::enclose)),
    act("/draft/{id}/leave-out", "leave out of a draft", || post(drafts::leave_out)),
    act("/draft/{id}/drop", "drop a draft", || post(drafts::drop_it)),
    act("/sitting/end", "end the sitting", || post(acts::end_sitting)),
    act("/search/keep", "keep a search", || post(searching::keep)),
    act("/search/forget", "forget a search", || post(searching::forget)),
    act("/ledger/verify", "verify", || post(acts::verify)),
];

/// The router over a registry.
pub fn router(registry: Registry, settings: Settings) -> Router {
    router_over(Arc::new(registry), &settings)
}

/// What answers at each path, by whatever method, and whether only to who is signed in.
fn paths() -> BTreeMap<&'static str, (bool, MethodRouter<App>)> {
    ROUTES.iter().fold(BTreeMap::new(), |mut paths, route| {
        let (shut, answers) = paths.remove(route.path).unwrap_or_default();
        paths.insert(route.path, (shut || route.signed_in, answers.merge((route.answers)())));
        paths
    })
}

/// The router over any desk: what the tests walk over sample answers.
pub fn router_over(desk: Arc<dyn Desk>, settings: &Settings) -> Router {
    let app = App::new(desk, settings);
    let signed_in = from_fn_with_state(app.clone(), guard::signed_in);
    let absent = any(answer::absent).layer(signed_in.clone());
    let routes = paths().into_iter().fold(Router::new(), |router, (path, (shut, answers))| {
        // A path that is only posted to is, to who asks for it, like one that is not there.
        let answers = if shut { answers.fallback(answer::absent).layer(signed_in.clone()) } else { answers };
        router.route(path, answers)
    });
    let routes = routes.fallback_service(absent.with_state(app.clone())).with_state(app.clone());
    // One router within another, because a router sets `Allow` outside its own layers, where the guard
    // could not take it away.
    Router::new()
        .fallback_service(routes)
        .layer(DefaultBodyLimit::max(FORM_BYTES_MAX))
        .layer(from_fn_with_state(app.clone(), guard::from_our_pages))
        .layer(from_fn(guard::of_bounded_length))
        .layer(from_fn(guard::with_patience))
        .layer(from_fn_with_state(app.clone(), guard::in_his_tongue))
        .layer(from_fn_with_state(app, guard::with_headers))
}
