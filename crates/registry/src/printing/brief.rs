//! The brief for a meeting: what it is for, what was said before, what is open, what to read; then what is to be read.

use chancery_office::reading::RoleName;
use chancery_press::{Block, Document, Row};

use super::lists::{papers, undertakings};
use super::wording::Wording;
use super::{particulars, row, soft};
use crate::answers::{FindingAt, Known, MeetingPage, PaperPage, Said, UndertakingLine};
use crate::refused::Refused;

/// The brief: who they are, what was said before, what is open, what to read; then its papers, each whole, and why
/// others are not among them.
pub fn brief(
    page: &MeetingPage,
    pack: &[PaperPage],
    left_out: &[(String, Refused)],
    words: &Wording<'_>,
) -> Document {
    let line = &page.line;
    let mut blocks = vec![of_it(page, words)];
    if !page.who.is_empty() {
        let who = page.who.iter().map(|known| who(known, words));
        blocks.extend([words.heading("Who they are"), super::paper::list(who)]);
    }
    if !page.before.is_empty() {
        blocks.push(words.heading("Met before"));
        let told =
            page.before.iter().map(|one| format!("{}: {}", words.occasion(one.date, one.clock), one.subject));
        blocks.push(super::paper::list(told));
    }
    if !page.subjects.is_empty() {
        blocks.extend([words.heading("Subjects"), subjects(&page.subjects, words)]);
    }
    if !page.left_open.is_empty() {
        blocks.extend([words.heading("Left open with them"), left_open(&page.left_open, words)]);
    }
    for (heading, lines) in [
        (words.heading("Open undertakings in these papers"), &page.undertakings),
        (words.heading("What they have undertaken"), &page.owed[0]),
        (words.heading("What was undertaken towards them"), &page.owed[1]),
    ] {
        let open: Vec<UndertakingLine> = lines.iter().filter(|line| !line.closed).cloned().collect();
        if !open.is_empty() {
            blocks.extend([heading, undertakings("", &open, words)]);
        }
    }
    blocks.push(words.heading("Papers"));
    blocks.push(if page.papers.is_empty() {
        soft(words.say("No paper is put up for it."))
    } else {
        papers("", &page.papers, words)
    });
    if !page.read_outs.is_empty() {
        blocks.extend([words.heading("Read-out"), papers("", &page.read_outs, words)]);
    }
    blocks.extend(super::paper::whole(pack, left_out, words));
    let title = if line.subject.is_empty() { words.say("Meeting") } else { line.subject.clone() };
    let title = words.fill("Brief: {subject}", &[("subject", &title)]);
    words.document(&title, page.overall.as_ref().or(Some(&line.marked)), blocks)
}

fn of_it(page: &MeetingPage, words: &Wording<'_>) -> Block {
    let line = &page.line;
    let with = page.with.join(", ");
    let told = line.with.is_empty() && !page.with.is_empty();
    let with = if told { words.fill("{who}, as its papers tell", &[("who", &with)]) } else { with };
    let both = page.dialogue.as_ref().map(|(a, b)| words.fill("{a} and {b}", &[("a", a), ("b", b)]));
    particulars([
        (words.say("When"), words.occasion(line.date, line.clock)),
        (words.say("Where"), line.place.clone()),
        (words.say("With"), with),
        (words.say("Dialogue"), both.unwrap_or_default()),
        (words.say("Found in"), line.words.clone()),
    ])
}

fn who(known: &Known, words: &Wording<'_>) -> String {
    let posts = if known.posts.is_empty() { String::new() } else { format!(", {}", known.posts.join("; ")) };
    let last = known.papers.first().map(|paper| {
        let day = paper.date.map(|day| format!(", {}", words.day(Some(day)))).unwrap_or_default();
        let paper = format!("{} {}{day}", paper.reference, paper.title);
        format!(". {}", words.fill("Last paper: {paper}", &[("paper", &paper)]))
    });
    format!("{}{posts}{}", known.name, last.unwrap_or_default())
}

/// What became of a subject, and by whom.
pub(super) fn became_by(became: &str, by: &str, words: &Wording<'_>) -> String {
    let became = words.tell(became);
    if by.is_empty() { became } else { words.fill("{became} by {who}", &[("became", &became), ("who", &by)]) }
}

fn left_open(said: &[Said], words: &Wording<'_>) -> Block {
    let row_of = |said: &Said| {
        let became = became_by(said.became.words(), &said.by, words);
        row([said.reference.clone(), said.about.clone(), became, said.words.clone()])
    };
    words.table(&SUBJECT_HEADS, said.iter().map(row_of).collect())
}

const SUBJECT_HEADS: [(&str, u16); 4] =
    [("Reference", 14), ("Subject", 30), ("Became", 26), ("In the words", 44)];

fn subjects(found: &[FindingAt], words: &Wording<'_>) -> Block {
    let value = |at: &FindingAt, name: RoleName| {
        let role = at.finding.roles.iter().find(|role| role.name == name);
        role.map_or_else(String::new, |role| role.value.clone())
    };
    let row_of = |at: &FindingAt| -> Row {
        let about = [value(at, RoleName::Subject), value(at, RoleName::Act)]
            .into_iter()
            .find(|words| !words.is_empty());
        let became = became_by(at.finding.what.stands(), &value(at, RoleName::Holder), words);
        row([at.reference.clone(), about.unwrap_or_default(), became, at.finding.words.clone()])
    };
    words.table(&SUBJECT_HEADS, found.iter().map(row_of).collect())
}
