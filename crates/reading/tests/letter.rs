//! The letter of 14 October 1982 as the program reads it: every part, every line, every promise.

use chancery_office::reading::*;
use chancery_reading::{Context, KnownPerson, read};

/// The letter, with the message that it covers.
const LETTER: &str = include_str!("../../../samples/shultz-pym-1982.txt");

fn context() -> Context {
    Context { day_first: true, ..Context::default() }
}

/// A part's fields as lines of "role words [doubtful] [date]".
fn fields(text: &str, part: &Part) -> Vec<String> {
    let show = |f: &Field| {
        let doubt = if f.doubtful { " (doubtful)" } else { "" };
        let date = f.date.map_or(String::new(), |d| format!(" = {d}"));
        format!(
            "{:?} {}..{} {}{doubt}{date}",
            f.role,
            f.span.start,
            f.span.end,
            f.span.of(text).replace('\n', " ")
        )
    };
    part.fields.iter().map(show).collect()
}

fn word(finding: &Finding, name: RoleName) -> String {
    finding.role(name).map_or(String::new(), |r| r.value.clone())
}

fn when(finding: &Finding) -> String {
    let Some(when) = finding.role(RoleName::When).and_then(|r| r.when.clone()) else { return String::new() };
    let day = |d: Option<jiff::civil::Date>| d.map_or("?".into(), |d| d.to_string());
    let clock = when.clock.map_or(String::new(), |c| format!(" at {c}"));
    format!("{:?} {}..{}{clock}", when.grain, day(when.from), day(when.until))
}

#[test]
fn the_cover_letter_line_by_line() {
    let text = LETTER;
    let reading = read(text, &context());
    let cover = &reading.parts[0];
    assert_eq!((cover.place, cover.kind, cover.parent), (PartPlace::Paper, Kind::Letter, None));
    insta::assert_snapshot!(fields(text, cover).join("\n"), @r"
    Marking 2..17 covering SECRET
    Letterhead 21..52 Foreign and Commonwealth Office
    Place 54..69 London SW1A 2AH
    Date 71..86 14 October 1982
    PutUp 88..102 Prime Minister
    Hand 104..114 John Stan. (doubtful)
    Hand 116..134 [Handwritten mark] (doubtful)
    Hand 136..149 A.J.C. 14/10. = 1982-10-14
    Subject 151..199 Message from Mr Shultz about US/Soviet Relations
    Close 429..437 Your own
    Signature 439..462 [Handwritten signature]
    Signer 464..474 (R B Bone)
    Post 475..492 Private Secretary
    To 494..507 A J Coles Esq
    Place 508..525 10 Downing Street
    Marking 527..542 covering SECRET
    ");
    let p = &cover.particulars;
    let bone = Party {
        name: Some("R B Bone".into()),
        post: Some("Private Secretary".into()),
        address: Some("Foreign and Commonwealth Office".into()),
    };
    let coles =
        Party { name: Some("A J Coles Esq".into()), post: None, address: Some("10 Downing Street".into()) };
    assert_eq!((&p.from, &p.to), (&vec![bone], &vec![coles]));
    assert_eq!(p.date.map(|d| d.to_string()).as_deref(), Some("1982-10-14"));
    assert_eq!(p.place.as_deref(), Some("London SW1A 2AH"));
    assert_eq!(p.subject.as_deref(), Some("Message from Mr Shultz about US/Soviet Relations"));
    assert_eq!(p.marking.as_deref(), Some("covering SECRET"));
}

#[test]
fn the_enclosed_message_line_by_line() {
    let text = LETTER;
    let reading = read(text, &context());
    assert_eq!(reading.parts.len(), 2);
    let message = &reading.parts[1];
    assert_eq!((message.place, message.kind, message.parent), (PartPlace::Enclosure, Kind::Message, Some(0)));
    insta::assert_snapshot!(fields(text, message).join("\n"), @r"
    Marking 544..555 S E C R E T
    Salutation 557..570 Dear Francis:
    Marking 2901..2912 S E C R E T
    Close 3965..3981 Sincerely yours,
    Signature 3983..3986 /s/
    Signer 3988..4004 George P. Shultz
    Stamp 4006..4017 14 OCT 1982 = 1982-10-14
    ");
    let p = &message.particulars;
    assert_eq!((p.from[0].short(), p.to[0].short()), ("George P. Shultz", "Francis"));
    assert_eq!(p.date, None, "a receipt stamp is no date of writing");
    assert_eq!(p.marking.as_deref(), Some("SECRET"), "letter-spacing closed");
}

#[test]
fn a_christian_name_is_somebody_when_the_register_knows_one() {
    let text = LETTER;
    let pym =
        KnownPerson { name: "Francis Pym".into(), posts: vec!["Foreign Secretary".into()], aliases: vec![] };
    let reading = read(text, &Context { people: vec![pym], ..context() });
    assert_eq!(reading.parts[1].particulars.to[0].short(), "Francis Pym");
}

#[test]
fn the_meeting_that_the_box_must_be_in_time_for() {
    let text = LETTER;
    let reading = read(text, &context());
    let meeting = reading.findings.iter().find(|f| f.what == What::Meeting(Occasion::Ahead)).unwrap();
    assert_eq!(meeting.part, 0);
    assert_eq!(meeting.evidence, Span { start: 331, end: 426 });
    assert_eq!(word(meeting, RoleName::Subject), "relations with the Soviet Union and Eastern Europe");
    assert_eq!(when(meeting), "Minute 1982-10-15..1982-10-16 at 11:00:00");
}

#[test]
fn what_was_undertaken_by_whom_and_how_firmly() {
    let text = LETTER;
    let reading = read(text, &context());
    let show = |f: &Finding| {
        let what @ What::Undertaking(_) = f.what else { return None };
        let about: Vec<&str> =
            f.roles.iter().filter(|r| r.name == RoleName::Subject).map(|r| r.value.as_str()).collect();
        let parts = [
            format!("{} {}..{}", what.stands(), f.evidence.start, f.evidence.end),
            word(f, RoleName::Actor),
            word(f, RoleName::Act),
            word(f, RoleName::Place),
            when(f),
            about.join("; "),
        ];
        (f.confidence >= Confidence::Fair).then(|| parts.join(" | ").trim_end().to_owned())
    };
    insta::assert_snapshot!(reading.findings.iter().filter_map(show).collect::<Vec<_>>().join("\n"), @r"
    asked 201..426 | the Prime Minister | glance at the enclosed copy of a message from Mr Shultz |  | Minute 1982-10-15..1982-10-16 at 11:00:00 |
    proposed 1619..1770 | George P. Shultz (we) | concentrate on trying to make progress in a few specific and limited areas, some of which have been under discussion by our experts |  |  | trying to make progress in a few specific and limited areas
    agreed 1775..1975 | Gromyko | our negotiators get together |  | Event ?..? | human rights; the Madrid CSCE meeting
    agreed 1996..2103 | George P. Shultz and Gromyko | US-Soviet bilateral discussions should continue on the Namibia/Angola issues |  |  | the Namibia/Angola issues
    proposed 2239..2315 | George P. Shultz (we) | another exchange take place | Moscow | Month 1982-11-01..1982-12-01 |
    considered 2317..2394 | George P. Shultz | having Crocker join Ambassador Hartman for these discussions |  |  |
    agreed 2645..2898 | George P. Shultz and Gromyko | a round of expert-level consultations on non-proliferation take place | Washington | Month 1982-11-01..1982-12-01 | non-proliferation
    left open 3207..3327 | George P. Shultz and Gromyko | another meeting between us |  | Vague ?..? |
    ");
}

#[test]
fn what_was_raised_and_what_was_not() {
    let text = LETTER;
    let reading = read(text, &context());
    let show = |f: &Finding| {
        let what @ What::Subject(_) = f.what else { return None };
        Some(format!("{}: {} ({})", what.stands(), word(f, RoleName::Subject), word(f, RoleName::Holder)))
    };
    insta::assert_snapshot!(reading.findings.iter().filter_map(show).collect::<Vec<_>>().join("\n"), @r"
    not raised: the propagandistic arms control proposals (Gromyko)
    agreed: the INF and START talks are proceeding in a serious manner (Gromyko)
    not raised: Brezhnev's six point Middle East proposal (Gromyko)
    raised: our alleged efforts to exclude Moscow from the area (Gromyko)
    raised: human rights (George P. Shultz and the President)
    raised: Poland (Gromyko)
    raised: Afghanistan (Gromyko)
    raised: arms control issues (Gromyko)
    raised: intensification of already existing US-Soviet bilateral contacts (George P. Shultz and Gromyko)
    not raised: the possibility of a summit (George P. Shultz and Gromyko)
    ");
}

#[test]
fn judgements_are_mr_shultzs_and_never_undertakings() {
    let text = LETTER;
    let reading = read(text, &context());
    let all: Vec<&Finding> = reading.findings.iter().filter(|f| f.what == What::Assessment).collect();
    let words: Vec<String> = all
        .iter()
        .map(|f| f.evidence.of(text).chars().take(40).collect::<String>().trim_end().to_owned())
        .collect();
    insta::assert_snapshot!(words.join("\n"), @r"
    I was impressed that he did not push any
    Gromyko's response was predictably hard,
    None of these modest steps could be cons
    I believe this will allow us to discuss
    My overall assessment is that both Gromy
    progress will be difficult
    I think this is an accurate reflection o
    I believe Gromyko now understands that w
    my conviction that we should explore whe
    ");
    assert!(all.iter().all(|f| word(f, RoleName::Holder) == "George P. Shultz"));
}

#[test]
fn the_papers_and_talks_that_are_cited() {
    let text = LETTER;
    let reading = read(text, &context());
    let show = |f: &Finding| {
        matches!(f.what, What::Reference(_) | What::Meeting(_))
            .then(|| format!("{:?} {}", f.what, f.evidence.of(text)))
    };
    insta::assert_snapshot!(reading.findings.iter().filter_map(show).collect::<Vec<_>>().join("\n"), @r"
    Reference(Enclosure) the enclosed copy of a message from Mr Shultz
    Meeting(Ahead) the meeting to discuss relations with the Soviet Union and Eastern Europe at 1100 on 15 October
    Meeting(Held) my meetings with Gromyko
    Reference(Vague) my meetings with Gromyko
    Reference(Vague) our recent conversations
    Reference(Vague) the detailed briefings your Ambassadors have received
    Meeting(Held) Assistant Secretary of State Crocker has had two meetings with the Soviets
    Meeting(Ahead) another exchange take place in Moscow in November
    Meeting(Ahead) consultations on non-proliferation take place in Washington next month
    ");
}

#[test]
fn a_short_sentence_below_the_greeting_is_what_the_letter_says() {
    for said in ["Tin.", "Herring.", "Please see this.", "Agreed!"] {
        let text = format!("14 October 1982\n\nDear John,\n\n{said}\n\nYours ever,\n\nR B Bone\n");
        let reading = read(&text, &context());
        let part = &reading.parts[0];
        let roles: Vec<_> = part.fields.iter().map(|field| (field.role, field.span.of(&text))).collect();
        assert!(roles.iter().all(|(_, words)| *words != said), "{roles:?}");
        assert!(roles.contains(&(FieldRole::Signer, "R B Bone")), "{roles:?}");
        assert_eq!(part.particulars.from.first().map(Party::short), Some("R B Bone"));
    }
    let note = read("BOARD ONLY\n\nCod.\n", &context());
    assert!(note.parts[0].particulars.from.is_empty(), "a note of one word is signed by nobody");
}
