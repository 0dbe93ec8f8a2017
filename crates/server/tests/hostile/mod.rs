//! Every page with one text in every field that is a text.

mod in_hand;
mod standing;
mod tray;

use super::house::samples;
use chancery_office::act::MinuteKind;
use chancery_office::boxes::Purpose;
use chancery_office::chase::StepKind;
use chancery_office::judging::FindingState;
use chancery_office::reading::RoleName;
use chancery_registry::answers::*;
use chancery_registry::{Content, Decided, Mark, Portion};
use chancery_server::pages::{self, Frame, Here, PaperAsked, PrincipalBox};

fn marked_so(text: &str) -> Marked {
    Marked { banner: text.into(), short: text.into(), grade: Grade::Secret, detached: Some(text.into()) }
}

/// Every page with that text in every field that is a text.
pub fn with_every_field(text: &str) -> Vec<(&'static str, String)> {
    let value = || text.to_owned();
    let who = ReaderShown {
        handle: value(),
        name: value(),
        post: Some(value()),
        keeper: true,
        clearance: value(),
        tray: Some(3),
    };
    let frame = Frame { who: &who, form_token: text, here: Here::Nowhere, list: "", undo: None };
    let marked = marked_so(text);
    let line = PaperLine {
        id: value(),
        reference: value(),
        title: value(),
        from: value(),
        to: value(),
        marked: marked.clone(),
        ..samples::cover_line()
    };
    let meeting = MeetingLine {
        id: value(),
        subject: value(),
        words: value(),
        place: value(),
        with: vec![value()],
        marked: marked.clone(),
        noted: true,
        cancelled: Some(value()),
        ..samples::the_meeting()
    };
    let overall = Some(marked.clone());
    let post = PostLine { handle: value(), title: value(), holder: Some(value()), principal: true };
    let role = RoleShown { name: RoleName::Actor, value: value(), when: None };
    let finding = FindingShown {
        words: value(),
        rule: value(),
        roles: vec![role],
        ..samples::message().findings[0].clone()
    };
    let undertaking = UndertakingLine {
        actor: value(),
        act: value(),
        partner: value(),
        place: value(),
        when_words: value(),
        words: value(),
        reference: value(),
        paper: value(),
        key: value(),
        owner: value(),
        person: value(),
        step: Some(StepKind::Waits),
        state: FindingState::Ordered,
        marked: marked.clone(),
        ..samples::undertaking()
    };
    let facet = Facet { value: value(), shown: value(), count: 1 };
    let minute = MinuteShown {
        by: value(),
        kind: MinuteKind::Note,
        text: value(),
        date: None,
        at: None,
        doubtful: true,
    };
    let paper = PaperPage {
        line: line.clone(),
        overall: marked.clone(),
        typed: Some(value()),
        own: marked,
        numbers: vec![value(), value()],
        particulars: vec![tray::particular(ParticularName::From, &value())],
        text: vec![Run { text: value(), findings: vec![1], footnote: Some(value()), doubtful: Some(1) }],
        pages: vec![samples::leaf(value())],
        footnotes: vec![FootnoteShown { label: value(), text: value() }],
        findings: vec![finding.clone()],
        covers: vec![line.clone(), line.clone()],
        enclosures: vec![line.clone()],
        answers: vec![line.clone()],
        answered_by: vec![line.clone()],
        minutes: vec![minute],
        seen: vec![SeenShown { by: value(), ..samples::cover().seen[0].clone() }],
        chain: vec![Step { who: value(), by: value(), date: None }],
        boxes: vec![BoxedShown { principal: value(), purpose: Purpose::See, meeting: Some(meeting.clone()) }],
        in_hand: in_hand::paper(text, &line),
        why: value(),
        may: May {
            minute: true,
            put_up: true,
            settle: true,
            judge: true,
            relabel: true,
            ask_who: true,
            transcribe: true,
        },
        versions: vec![VersionShown { what: value(), by: value(), ..samples::version().version }],
        came_again: vec![(value(), samples::cover_line().entered)],
        relabellings: standing::relabellings(&value()),
        principals: vec![post.clone()],
        meetings: vec![meeting.clone()],
    };
    let item = BoxItem {
        paper: line.clone(),
        note: value(),
        by: value(),
        left: value(),
        meeting: Some(meeting.clone()),
        flags: vec![Flag { letter: value(), paper: line.clone() }],
        due: samples::boxed().page.sections[0].items[0].due.clone().map(|due| DueShown {
            reason: value(),
            left: value(),
            ..due
        }),
        ..samples::boxed().page.sections[0].items[0].clone()
    };
    let returned = ReturnedLine {
        paper: line.clone(),
        words: value(),
        decided: vec![Decided { number: 1, recommendation: value(), mark: Mark::Agree }],
        by: value(),
        ordered: vec![OrderedLine { owner: value(), what: value(), due: None, key: value() }],
        ..samples::boxed().page.returned[0].clone()
    };
    let boxed = PrincipalBox {
        page: BoxPage {
            principal: post.clone(),
            sections: vec![BoxSection { purpose: "To see", word: "see", items: vec![item.clone()] }],
            returned: vec![returned.clone()],
            closes: None,
            overall: overall.clone(),
            ..samples::boxed().page
        },
        principals: vec![post.clone(), post.clone()],
    };
    let filter = RegisterFilter {
        marking: value(),
        kind: value(),
        correspondent: value(),
        year: value(),
        since: value(),
        until: value(),
        page: 1,
    };
    let register = RegisterPage {
        papers: vec![line.clone()],
        by_marking: vec![facet.clone()],
        by_kind: vec![facet.clone()],
        by_year: vec![facet.clone()],
        overall: overall.clone(),
        ..samples::register()
    };
    let hit = HitShown { paper: line.clone(), extract: vec![(value(), true), (value(), false)] };
    let found = FindPage {
        query: value(),
        fault: Some(value()),
        hits: vec![hit],
        by_from: vec![facet.clone()],
        by_kind: vec![facet.clone()],
        by_year: vec![facet.clone()],
        overall: overall.clone(),
        ..samples::found()
    };
    let saved = SavedShown { name: value(), query: value(), standing: true, new: Some(1) };
    let searched = SearchPage {
        found,
        meant: Some(value()),
        saved: Some(value()),
        by_to: vec![facet.clone()],
        by_post: vec![facet.clone()],
        by_file: vec![facet.clone()],
        by_marking: vec![facet.clone()],
        by_settled: vec![facet],
        searches: vec![saved],
        ..samples::searched()
    };
    let hits = HitsPage {
        paper: line.clone(),
        marked: line.marked.clone(),
        query: value(),
        fault: Some(value()),
        text: vec![(value(), true), (value(), false)],
        total: 1,
    };
    let at = FindingAt { finding, reference: value(), paper: value() };
    let said = Said {
        by: value(),
        about: value(),
        words: value(),
        reference: value(),
        paper: value(),
        state: FindingState::Corrected,
        answers: vec![Answer {
            by: value(),
            side: Side::Neither,
            became: Became::default(),
            about: value(),
            words: value(),
            number: 5,
            state: FindingState::Added,
        }],
        ..samples::dialogue().ahead.shown[0].clone()
    };
    let met = MeetingPage {
        line: meeting.clone(),
        with: vec![value()],
        dialogue: Some((value(), value())),
        papers: vec![line.clone()],
        undertakings: vec![undertaking.clone()],
        subjects: vec![at],
        read_outs: vec![line.clone()],
        who: vec![Known { name: value(), posts: vec![value()], papers: vec![line.clone()] }],
        joined: vec![JoinedLine {
            id: value(),
            subject: value(),
            words: value(),
            ..samples::meeting().joined[0].clone()
        }],
        alike: vec![meeting.clone()],
        before: vec![meeting.clone()],
        owed: [vec![undertaking.clone()], vec![undertaking.clone()]],
        left_open: vec![said.clone()],
        overall: overall.clone(),
        may_note: true,
        may_record: true,
        state: value(),
    };
    let draft_line = DraftLine {
        id: value(),
        subject: value(),
        by: value(),
        marked: marked_so(text),
        ..samples::draft().line
    };
    let drafts = DraftsPage {
        mine: vec![draft_line.clone()],
        to_clear: vec![draft_line.clone()],
        others: vec![draft_line.clone()],
        overall: overall.clone(),
        may_write: true,
    };
    let content = Content {
        to: vec![value()],
        copies: vec![value()],
        subject: value(),
        marking: value(),
        portions: vec![Portion { heading: value(), marking: value(), words: value() }],
        ..samples::draft().content
    };
    let step_shown = DraftStepShown {
        by: value(),
        who: value(),
        paper: value(),
        words: value(),
        ..samples::draft().steps[0].clone()
    };
    let doubted = samples::draft().doubted.into_iter();
    let doubted = doubted.map(|one| Doubted { name: value(), circle: value(), ..one });
    let draft = DraftPage {
        doubted: doubted.collect(),
        line: draft_line,
        content,
        answers: Some(line.clone()),
        enclosures: vec![line.clone()],
        bears: Some(marked_so(text)),
        overall: marked_so(text),
        why: value(),
        marks: vec![value()],
        version: value(),
        versions: vec![VersionLine { version: value(), by: value(), ..samples::draft().versions[0].clone() }],
        steps: vec![step_shown],
        paper: Some(line.clone()),
        text: value(),
        addressees: vec![Addressee { handle: value(), name: value() }],
        patterns: vec![value()],
        objecting: vec![value()],
        ..samples::draft()
    };
    let outside = CorrespondentLine { id: value(), name: value(), posts: vec![value()] };
    let known =
        CorrespondentsPage { lines: vec![outside.clone()], words: value(), ..samples::correspondents() };
    let cards = CardsTaken { notes: vec![value()], ..CardsTaken::default() };
    let one_known = CorrespondentPage {
        line: outside.clone(),
        aliases: vec![value()],
        held: vec![HeldLine { post: value(), ..samples::correspondent().held[0].clone() }],
        salutation: value(),
        mail: vec![value()],
        merged: vec![outside.clone()],
        alike: vec![outside],
        papers: vec![line.clone()],
        overall: overall.clone(),
        state: value(),
        ..samples::correspondent()
    };
    let acts =
        DeputyLine { handle: value(), name: value(), by: value(), ..samples::post().deputies[0].clone() };
    let post_page = PostPage {
        post: post.clone(),
        holdings: vec![HoldingLine { person: value(), ..samples::post().holdings[0].clone() }],
        deputies: vec![acts],
        people: vec![(value(), value())],
        ..samples::post()
    };
    let diary = pages::Diary {
        page: samples::agenda(vec![meeting.clone()], overall.clone()),
        feed: Some(value()),
        taken: Some(CalendarTaken { notes: vec![value()], ..CalendarTaken::default() }),
    };
    let month =
        pages::Diary { page: DiaryPage { span: DiarySpan::Month, ..diary.page.clone() }, ..diary.clone() };
    let person = PersonLine {
        handle: value(),
        name: value(),
        posts: vec![value()],
        duties: vec!["reads"],
        left: None,
        without_factor: true,
    };
    let today = Today {
        boxes: vec![BoxTally {
            post: post.clone(),
            papers: 1,
            due: 1,
            returned: 1,
            discuss: 1,
            closes: None,
        }],
        searches: vec![SavedShown { name: value(), query: value(), standing: true, new: Some(1) }],
        own: vec![undertaking.clone()],
        to_clear: in_hand::paper(text, &line).drafts,
        meetings: vec![meeting.clone()],
        newest: vec![line.clone()],
        bring_ups: in_hand::bring_ups(text, &line),
        copies: in_hand::copies(text, &line),
        overall: overall.clone(),
        sitting: Some(marked_so(text)),
        clearances: vec![ClearanceDue { handle: value(), name: value(), until: None }],
        ..samples::today()
    };
    let verified =
        Verified { flaws: vec![value()], at: samples::at("1982-10-14T06:00:00Z"), entries: 1, bodies: 1 };
    let wanted = ChaseAsked { who: value(), with: value(), ..ChaseAsked::default() };
    let chase = ChasePage {
        lines: vec![undertaking.clone()],
        load: vec![LoadLine { owner: value(), open: 1, overdue: 1 }],
        overall: overall.clone(),
        ..samples::chase()
    };
    let step = StepShown {
        by: value(),
        words: value(),
        owner: value(),
        other: Some(line.clone()),
        ..samples::one_undertaking().steps[0].clone()
    };
    let chased = UndertakingPage {
        line: undertaking.clone(),
        paper: line.clone(),
        steps: vec![step],
        chaser: value(),
        like: vec![undertaking.clone()],
        addressees: vec![Addressee { handle: value(), name: value() }],
        overall: overall.clone(),
        ..samples::one_undertaking()
    };
    let put_up = PutUpPage {
        principal: boxed.page.principal.clone(),
        item: boxed.page.sections[0].items[0].clone(),
        meetings: vec![meeting.clone()],
        ..samples::put_up()
    };
    let boxed_paper = BoxPaper {
        below: true,
        principal: post.clone(),
        item: Some(item),
        returned: Some(returned),
        previous: Some(value()),
        next: Some(value()),
        recommended: vec![value()],
        paper: paper.clone(),
        under: Some(Under {
            letter: value(),
            cover: line.clone(),
            next: Some(Flag { letter: value(), paper: line.clone() }),
        }),
        ..samples::box_paper()
    };
    let dialogue = DialoguePage {
        a: value(),
        b: value(),
        occasions: vec![line.clone()],
        subjects: vec![SubjectRow { name: value(), cells: vec![vec![said.clone()]] }],
        since: Cut::of(vec![Change { subject: value(), what: value() }], 9),
        held: Cut::of(
            vec![Held {
                subject: value(),
                a: Cut { more: 1, shown: vec![Position { date: None, said: said.clone() }] },
                b: Cut::of(vec![], 9),
                both: Cut::of(vec![], 9),
            }],
            9,
        ),
        positions: Cut::of(vec![Position { date: None, said: said.clone() }], 9),
        undertakings: std::array::from_fn(|_| Cut::of(vec![undertaking.clone(), undertaking.clone()], 1)),
        next: Cut::of(vec![meeting.clone()], 9),
        last: Some(meeting),
        ahead: Cut::of(vec![said], 9),
        overall,
        ..samples::dialogue()
    };
    let pairs = DialoguesPage { pairs: vec![PairLine { a: value(), b: value(), subjects: 1, papers: 1 }] };
    let told = pages::Told {
        earlier: true,
        done: value(),
        amiss: Some(pages::Amiss { sentence: value(), below: true }),
        typed: [
            "words", "owner-1", "what-1", "because", "to", "subject", "with", "place", "marking", "name",
            "handle", "title", "holder",
        ]
        .map(|name| (name.to_owned(), value()))
        .into(),
    };
    let asked = SearchAsked { query: value(), like: value(), ..SearchAsked::default() };
    let neighbour = Neighbour { paper: value(), key: value(), page: 2 };
    let beside = Beside { previous: Some(neighbour.clone()), next: Some(neighbour), page: 2 };
    let way = pages::Onward { list: ListAsked::Search(asked), beside: Some(beside) };
    vec![
        ("today", pages::today(&frame, &today)),
        ("tour", pages::tour(&frame)),
        ("box", pages::principal_box(&frame, &boxed, &told)),
        ("paper in a box", pages::box_paper(&frame, &boxed_paper, &told)),
        ("what it is put up for", pages::put_up(&frame, &put_up, &told)),
        ("paper", pages::paper(&frame, &paper, &PaperAsked::default().in_list(Some(way.clone())))),
        ("tray", pages::tray(&frame, &tray::page(&line), &tray::sent(text))),
        ("paper in the tray", pages::tray_paper(&frame, &tray::paper(&line), "", Some(&tray::fault(text)))),
        ("turned away", pages::turned_away(&frame, &tray::turned(&line), &told)),
        ("transcript", pages::transcript(&frame, &tray::version(&line), &tray::typed(text))),
        ("particulars", pages::particulars(&frame, &tray::particulars(&line), &told)),
        ("version", pages::version(&frame, &tray::version(&line))),
        ("register", pages::register(&frame, &filter, &register, None)),
        ("search", pages::search(&frame, &searched, &pages::Told::default())),
        ("hits", pages::hits(&frame, &hits)),
        ("meetings", pages::diary(&frame, &diary, &told)),
        ("a month", pages::diary(&frame, &month, &told)),
        ("meeting", pages::meeting(&frame, &met, &told)),
        ("correspondents", pages::correspondents(&frame, &known, Some(&cards), &told)),
        ("correspondent", pages::correspondent(&frame, &one_known, &told)),
        ("drafts", pages::drafts(&frame, &drafts)),
        ("draft", pages::draft(&frame, &draft, &told)),
        ("post", pages::post(&frame, &post_page, &told)),
        ("read-out", pages::read_out(&frame, &met, &told)),
        ("undertakings", pages::undertakings(&frame, &pages::Chase { page: &chase, asked: &wanted }, &told)),
        ("undertaking", pages::undertaking(&frame, &chased, &told, Some(&way))),
        ("dialogues", pages::dialogues(&frame, &pairs)),
        ("dialogue", pages::dialogue(&frame, &dialogue)),
        (
            "people",
            pages::people(
                &frame,
                &PeoplePage {
                    people: vec![person],
                    posts: vec![post],
                    clearance: vec![value()],
                    given: Some(standing::given(&value())),
                    circles: vec![value()],
                    may_clear: false,
                    may_keep: true,
                },
                &told,
            ),
        ),
        (
            "ledger",
            pages::ledger(
                &frame,
                &LedgerPage { checkpoint: value(), vkey: value(), verified: Some(verified), size: 1 },
            ),
        ),
        ("sign-in", pages::sign_in(text, text, Some(text))),
        ("enter", pages::enter(&who, text, Some(text))),
        ("refusal", pages::refusal(&frame, &pages::Refusal::new(value()))),
        ("plain refusal", pages::plain_refusal(text)),
    ]
    .into_iter()
    .map(|(name, page)| (name, page.into_string()))
    .chain(in_hand::with_every_field(text, &frame, &line))
    .chain(standing::with_every_field(text, &frame))
    .collect()
}
