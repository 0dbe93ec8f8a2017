//! Writes every page over sample answers as files that a browser opens: `gallery FOLDER`, in another language with its
//! tag, `gallery FOLDER fr`.

#[path = "../tests/samples/mod.rs"]
mod samples;

use chancery_registry::answers::{
    BoxPage, BringUpsPage, ChaseAsked, CopiesPage, DiarySpan, FindPage, ListAsked, RegisterFilter,
    RegisterPage, SearchPage, Today,
};
use chancery_server::pages::{
    self, Act, CirclesAsked, Fault, Frame, Here, NewFactorShown, PaperAsked, PrincipalBox, Refusal,
    TogetherAsked, Told, Transcript, TrayAsked,
};
use chancery_server::tongue::{Tongue, in_tongue};
use chancery_server::{CSS, CSS_PATH, JS, JS_PATH, SEAL, SEAL_PATH};
use maud::Markup;
use std::path::Path;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let folder = env::args().nth(1).unwrap_or_else(|| "gallery".into());
    let folder = Path::new(&folder);
    fs::create_dir_all(folder.join("assets"))?;
    for (path, content) in [(&*CSS_PATH, CSS), (&*JS_PATH, JS), (&*SEAL_PATH, SEAL)] {
        fs::write(folder.join(path.trim_start_matches('/')), content)?;
    }
    let tag = env::args().nth(2).unwrap_or_default();
    let tongue = Tongue::TESTED.iter().copied().find(|tongue| tongue.tag() == tag).unwrap_or_default();
    let pages = || full().into_iter().chain(standing()).chain(empty()).chain(doors()).collect::<Vec<_>>();
    for (name, page) in in_tongue(tongue, pages) {
        let page = page.into_string().replace("=\"/assets/", "=\"assets/");
        fs::write(folder.join(format!("{name}.html")), page)?;
    }
    Ok(())
}

fn frame(who: &chancery_registry::answers::ReaderShown, here: Here) -> Frame<'_> {
    Frame { who, form_token: "token", here, list: "", undo: None }
}

fn full() -> Vec<(&'static str, Markup)> {
    let (coles, keeper, clerk) = (samples::coles(), samples::keeper(), samples::clerk());
    let filter =
        RegisterFilter { marking: "S".into(), correspondent: "Bone".into(), ..RegisterFilter::default() };
    let done = PaperAsked::done("minute");
    vec![
        ("today", pages::today(&frame(&coles, Here::Today), &samples::today())),
        ("tour", pages::tour(&frame(&coles, Here::Nowhere))),
        ("box", pages::principal_box(&frame(&coles, Here::Box), &samples::boxed(), &Told::default())),
        ("box-paper", pages::box_paper(&frame(&coles, Here::Box), &samples::box_paper(), &Told::default())),
        ("put-up", pages::put_up(&frame(&coles, Here::Box), &samples::put_up(), &Told::default())),
        ("cover", pages::paper(&frame(&coles, Here::Register), &samples::cover(), &PaperAsked::default())),
        ("message", pages::paper(&frame(&coles, Here::Register), &samples::message(), &done)),
        ("paper-of-a-list", pages::paper(&frame(&coles, Here::Register), &samples::cover(), &of_a_list())),
        ("fault", pages::paper(&frame(&coles, Here::Register), &samples::message(), &fault())),
        (
            "tray",
            pages::tray(&frame(&clerk, Here::Tray), &samples::tray(), &TrayAsked::sent(samples::sent_up())),
        ),
        ("turned", pages::turned_away(&frame(&clerk, Here::Tray), &samples::turned(), &Told::done("waits"))),
        ("tray-paper", pages::tray_paper(&frame(&clerk, Here::Tray), &samples::waits(), "settled", None)),
        (
            "transcript",
            pages::transcript(&frame(&clerk, Here::Register), &samples::version(), &Transcript::default()),
        ),
        (
            "particulars",
            pages::particulars(&frame(&clerk, Here::Register), &samples::particulars(), &Told::default()),
        ),
        ("version", pages::version(&frame(&clerk, Here::Register), &samples::version())),
        ("register", pages::register(&frame(&coles, Here::Register), &filter, &samples::register(), None)),
        ("search", pages::search(&frame(&coles, Here::Search), &samples::searched(), &Told::default())),
        ("hits", pages::hits(&frame(&coles, Here::Register), &samples::hits())),
        ("meetings", pages::diary(&frame(&coles, Here::Meetings), &samples::diary(), &Told::default())),
        (
            "week",
            pages::diary(&frame(&coles, Here::Meetings), &samples::grid(DiarySpan::Week), &Told::default()),
        ),
        (
            "month",
            pages::diary(&frame(&coles, Here::Meetings), &samples::grid(DiarySpan::Month), &Told::default()),
        ),
        ("meeting", pages::meeting(&frame(&coles, Here::Meetings), &samples::meeting(), &Told::default())),
        (
            "correspondent",
            pages::correspondent(&frame(&coles, Here::People), &samples::correspondent(), &Told::default()),
        ),
        ("drafts", pages::drafts(&frame(&coles, Here::Drafts), &samples::drafts())),
        ("draft", pages::draft(&frame(&coles, Here::Drafts), &samples::draft(), &Told::default())),
        ("post", pages::post(&frame(&coles, Here::People), &samples::post(), &Told::default())),
        ("read-out", pages::read_out(&frame(&coles, Here::Meetings), &samples::meeting(), &Told::default())),
        (
            "undertakings",
            pages::undertakings(
                &frame(&coles, Here::Undertakings),
                &pages::Chase { page: &samples::chase(), asked: &ChaseAsked::default() },
                &Told::default(),
            ),
        ),
        (
            "undertaking",
            pages::undertaking(
                &frame(&coles, Here::Undertakings),
                &samples::one_undertaking(),
                &Told::default(),
                None,
            ),
        ),
        ("bring-ups", pages::bring_ups(&frame(&coles, Here::Today), &samples::bring_ups())),
        ("copies", pages::copies(&frame(&coles, Here::Today), &samples::copies())),
        ("together", pages::together(&frame(&coles, Here::Register), &samples::together(), &several())),
        ("chased", pages::chased(&frame(&coles, Here::Undertakings), &samples::chased(), &assigned())),
        ("dialogues", pages::dialogues(&frame(&coles, Here::Dialogues), &samples::dialogues())),
        ("dialogue", pages::dialogue(&frame(&coles, Here::Dialogues), &samples::dialogue())),
        ("people", pages::people(&frame(&coles, Here::People), &samples::people(), &Told::default())),
        ("ledger", pages::ledger(&frame(&keeper, Here::Ledger), &samples::ledger())),
    ]
}

fn of_a_list() -> PaperAsked {
    let list = ListAsked::Register(RegisterFilter::default());
    PaperAsked::default().in_list(Some(pages::Onward { list, beside: Some(samples::beside()) }))
}

fn assigned() -> TogetherAsked {
    let typed = [("act", "assign"), ("to", "bone")].map(|(name, value)| (name.to_owned(), value.to_owned()));
    TogetherAsked { acted: true, amiss: None, typed: typed.into() }
}

fn several() -> TogetherAsked {
    let typed = [("act", "bring-up"), ("on", "1982-10-18"), ("reason", "for Monday")];
    let typed = typed.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
    TogetherAsked { acted: true, amiss: None, typed }
}

fn standing() -> Vec<(&'static str, Markup)> {
    let coles = samples::coles();
    let (register, people) = (frame(&coles, Here::Register), frame(&coles, Here::People));
    let keeper = samples::keeper();
    let keeper = frame(&keeper, Here::People);
    vec![
        ("relabelled", pages::paper(&register, &samples::relabelled(), &PaperAsked::default())),
        ("below", pages::paper(&register, &samples::cover(), &below())),
        ("markings", pages::markings(&frame(&coles, Here::Markings), &samples::markings())),
        ("markings-fault", pages::markings(&frame(&coles, Here::Markings), &samples::not_read())),
        ("circles", pages::circles(&people, &samples::circles(), &CirclesAsked::done("join"))),
        (
            "person-gone",
            pages::person(&people, &samples::of_another(samples::gone_person()), &Told::done("back")),
        ),
        ("person-unguarded", pages::person(&people, &samples::unguarded_person(), &Told::default())),
        ("new-factor", pages::new_factor(&people, &NewFactorShown::of(samples::new_factor()), None)),
        ("recovery-codes", pages::recovery_codes(&people, &samples::recovery_codes())),
        ("leaving", pages::leaving(&people, &samples::leaving(), &Told::default())),
        ("left-behind", pages::leaving(&people, &samples::left_behind(), &Told::done("struck"))),
        ("person", pages::person(&people, &samples::of_another(samples::a_person()), &Told::default())),
        ("people-kept", pages::people(&keeper, &samples::kept_people(), &Told::default())),
        ("person-own", pages::person(&people, &samples::own_person(), &Told::default())),
        (
            "person-kept",
            pages::person(&keeper, &samples::of_another(samples::kept_person()), &Told::done("admit")),
        ),
        ("new-link", pages::new_link(&keeper, &samples::new_link())),
        ("opened", pages::opened(&people, &samples::opened())),
        ("why", pages::why(&register, &samples::why())),
        ("own-why", pages::why(&register, &samples::own_why())),
        ("readers", pages::readers(&register, &samples::readers())),
    ]
}

fn below() -> PaperAsked {
    let sentence = "you have opened TOP SECRET in this sitting, and what you write here can be read by others: \
                    give a reason for it, or end the sitting";
    let typed = [("text".to_owned(), "Prime Minister: to be read before eleven.".to_owned())].into();
    PaperAsked::fault(Fault { act: Act::Minute, sentence: sentence.into(), below: true, typed })
}

fn fault() -> PaperAsked {
    let sentence =
        "no paper of that reference is known: write it as it stands in the register, as in S 82/1".into();
    let typed = [("cover".to_owned(), "S 82/99".to_owned())].into();
    PaperAsked::fault(Fault { act: Act::Enclose, sentence, below: false, typed })
}

fn empty() -> Vec<(&'static str, Markup)> {
    let coles = samples::coles();
    let nothing = Today {
        boxes: vec![],
        meetings: vec![],
        bring_ups: BringUpsPage::default(),
        copies: CopiesPage::default(),
        own: vec![],
        own_in_all: 0,
        searches: vec![],
        overdue: 0,
        undertakings: 0,
        unsettled: None,
        newest: vec![],
        to_clear: vec![],
        overall: None,
        ..samples::today()
    };
    let boxed = samples::boxed();
    let boxed = PrincipalBox {
        page: BoxPage { sections: vec![], returned: vec![], overall: None, ..boxed.page },
        ..boxed
    };
    let register = RegisterPage {
        papers: vec![],
        total: 0,
        page: 1,
        pages: 0,
        by_marking: vec![],
        by_kind: vec![],
        by_year: vec![],
        overall: None,
    };
    let nothing_found = FindPage { hits: vec![], total: 0, overall: None, ..samples::found() };
    let searched = |fault: Option<&str>, query: &str| {
        let found =
            FindPage { fault: fault.map(str::to_owned), query: query.into(), ..nothing_found.clone() };
        SearchPage { found, saved: None, new: None, searches: vec![], ..samples::searched() }
    };
    let unasked = searched(None, "");
    let at_fault = searched(
        Some("“(” makes no sense there: write a closing parenthesis after this opening one"),
        "(six",
    );
    vec![
        ("today-empty", pages::today(&frame(&coles, Here::Today), &nothing)),
        ("box-empty", pages::principal_box(&frame(&coles, Here::Box), &boxed, &Told::default())),
        (
            "register-empty",
            pages::register(&frame(&coles, Here::Register), &RegisterFilter::default(), &register, None),
        ),
        ("search-empty", pages::search(&frame(&coles, Here::Search), &unasked, &Told::default())),
        ("search-fault", pages::search(&frame(&coles, Here::Search), &at_fault, &Told::default())),
        (
            "meetings-empty",
            pages::diary(
                &frame(&coles, Here::Meetings),
                &pages::Diary { page: samples::agenda(vec![], None), feed: None, taken: None },
                &Told::default(),
            ),
        ),
        (
            "absent",
            pages::refusal(
                &frame(&coles, Here::Nowhere),
                &Refusal::new("nothing of that name is known here".into()),
            ),
        ),
    ]
}

fn doors() -> Vec<(&'static str, Markup)> {
    let coles = samples::coles();
    vec![
        ("code", pages::code("half", "/register", Some("no"))),
        ("sign-in", pages::sign_in("", "/", None)),
        (
            "sign-in-fault",
            pages::sign_in("coles", "/", Some("that name and that password do not go together: try again")),
        ),
        ("enter", pages::enter(&coles, "token", None)),
        ("no-link", pages::no_link()),
    ]
}
