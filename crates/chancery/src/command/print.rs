//! Answers as lines of text.

use chancery_office::chase::StepKind;
use chancery_office::judging::FindingState;
use chancery_registry::answers::{
    BoxItem, FindingShown, HitShown, MeetingLine, PaperLine, PaperPage, ReturnedLine, Stage, UndertakingLine,
};

use super::{drafts, in_hand};
use crate::terminal::answer;

/// Width of a paragraph.
const COLUMNS: usize = 96;

/// Of an undertaking's key, what tells it apart in its paper.
const KEY_SHOWN: usize = 8;

/// A paper as a line.
pub fn line(paper: &PaperLine) -> String {
    let date = paper.date.map_or_else(|| "no date".to_owned(), |d| d.to_string());
    let parties = match (paper.from.as_str(), paper.to.as_str()) {
        ("", "") => String::new(),
        (from, "") => format!(" — {from}"),
        ("", to) => format!(" — to {to}"),
        (from, to) => format!(" — {from} to {to}"),
    };
    let enclosures = match paper.enclosures {
        0 => String::new(),
        n => format!(" ({})", counted(n, "enclosure")),
    };
    let PaperLine { reference, title, marked, .. } = paper;
    format!("{reference:<12} {date:<10} [{}] {title}{parties}{enclosures}", marked.banner)
}

/// So many of something: "1 paper", "2 papers".
pub fn counted(n: impl Into<u64>, what: &str) -> String {
    match n.into() {
        1 => format!("1 {what}"),
        n => format!("{n} {what}s"),
    }
}

/// A paper whole.
pub fn paper(page: &PaperPage) {
    let bar = format!("{:^COLUMNS$}", page.overall.banner);
    answer(&bar);
    if let Some(detached) = &page.line.marked.detached {
        answer(&format!("{detached:^COLUMNS$}"));
    }
    answer(&format!("{}   {}", page.numbers.join(", "), page.line.title));
    answer("");
    for particular in &page.particulars {
        answer(&format!("  {:<11} {}", particular.name.words(), particular.value));
    }
    papers("Enclosed in", &page.covers);
    papers("Encloses", &page.enclosures);
    answer("");
    let text: String = page.text.iter().map(|run| run.text.as_str()).collect();
    answer(text.trim_end());
    for note in &page.footnotes {
        answer(&format!("  [{}] {}", note.label, note.text));
    }
    section("Minutes", &page.minutes, |m| {
        let by = if m.by.is_empty() { String::new() } else { format!(" — {}", m.by) };
        let date = m.date.map(|d| format!(" ({d})")).unwrap_or_default();
        let doubt = if m.doubtful { " [doubtful reading]" } else { "" };
        format!("  {:<9} {}{date}{by}{doubt}", m.kind.words(), m.text)
    });
    section("Findings", &page.findings, finding);
    section("Chain", &page.chain, |s| {
        format!("  {} ({}{})", s.who, s.by, s.date.map(|d| format!(", {d}")).unwrap_or_default())
    });
    section("In the box of", &page.boxes, |b| {
        let meeting = b.meeting.as_ref().map(|m| format!(", for the meeting {}", meeting_line(m)));
        format!("  {}: {}{}", b.principal, b.purpose.words(), meeting.unwrap_or_default())
    });
    let with: Vec<_> = page.in_hand.now.iter().filter(|one| !matches!(one.stage, Stage::InBox(_))).collect();
    section("With", &with, |one| in_hand::now(one));
    section("Being written on it", &page.in_hand.drafts, drafts::line);
    section("Seen by", &page.seen, |s| format!("  {}, {}, last {}", s.by, counted(s.times, "time"), s.last));
    answer("");
    answer(&page.why);
    answer(&bar);
}

fn papers(name: &str, lines: &[PaperLine]) {
    for paper in lines {
        answer(&format!("  {name:<11} {}", line(paper)));
    }
}

fn section<T>(name: &str, items: &[T], shown: impl Fn(&T) -> String) {
    if !items.is_empty() {
        answer("");
        answer(&format!("{name}:"));
        items.iter().for_each(|item| answer(&shown(item)));
    }
}

fn finding(finding: &FindingShown) -> String {
    let degree = finding.what.degree().map(|degree| format!(", {}", degree.words)).unwrap_or_default();
    let class = finding.what.class();
    let roles: Vec<String> = finding
        .roles
        .iter()
        .map(|role| {
            let day = role.when.as_ref().and_then(|w| w.from);
            format!(
                "{}: {}{}",
                role.name.words(),
                role.value,
                day.map(|d| format!(" [{d}]")).unwrap_or_default()
            )
        })
        .collect();
    let second = match (&finding.found_by, &finding.found_too) {
        (Some(model), _) => format!(" (proposed by a second reader, {model})"),
        (None, Some(model)) => format!(" (two readers: a rule and {model})"),
        (None, None) => String::new(),
    };
    let FindingShown { number, start, end, .. } = finding;
    format!(
        "  {number:>2}. {class}{degree} — {}{second}\n      “{}” ({start}..{end})",
        roles.join("; "),
        folded(&finding.words)
    )
}

/// A meeting as a line.
pub fn meeting_line(meeting: &MeetingLine) -> String {
    let date = meeting.date.map(|d| d.to_string()).unwrap_or_default();
    let clock = meeting.clock.map(|c| c.strftime(" %H:%M").to_string()).unwrap_or_default();
    let proposed = if meeting.proposed { " (found in a paper)" } else { "" };
    let gone = if meeting.cancelled.is_some() { " (not held)" } else { "" };
    format!("{date}{clock} [{}] {}{proposed}{gone}", meeting.marked.banner, meeting.subject)
}

/// A paper in a box.
pub fn box_item(item: &BoxItem) {
    answer(&format!("  {}", line(&item.paper)));
    if let Some(meeting) = &item.meeting {
        answer(&format!("      for the meeting {} — {}", meeting_line(meeting), item.left));
    }
    if let Some(due) = &item.due {
        let clock = due.clock.map(|c| c.strftime(" %H:%M").to_string()).unwrap_or_default();
        answer(&format!("      wanted by {}{clock} ({}): {}", due.day, due.left, due.reason));
    }
    if !item.note.is_empty() {
        answer(&format!("      {}", item.note));
    }
    for flag in &item.flags {
        answer(&format!("      flag {}: {}", flag.letter, line(&flag.paper)));
    }
    if item.late {
        answer("      came after the box had closed");
    }
    let proposed = if item.proposed { " (proposed from the paper's margin)" } else { "" };
    answer(&format!("      put up by {}{proposed}", item.by));
}

/// What came of a paper in a box.
pub fn returned(back: &ReturnedLine) {
    answer(&format!("  {}", line(&back.paper)));
    let words = if back.words.is_empty() { String::new() } else { format!(": {}", back.words) };
    answer(&format!("      {}{words} — entered by {}", back.mark, back.by));
    for one in &back.decided {
        answer(&format!("      {}. {}: {}", one.number, one.mark.words(), one.recommendation));
    }
    for one in &back.ordered {
        let due = one.due.map(|due| format!(", by {due}")).unwrap_or_default();
        answer(&format!("      {}: {}{due}", one.owner, one.what));
    }
}

/// An undertaking.
pub fn undertaking(line: &UndertakingLine) {
    let due = match (line.due, line.overdue) {
        (_, false) if line.closed => line.step.map_or("", StepKind::word).to_owned(),
        (Some(due), true) => format!("OVERDUE {due}"),
        (Some(due), false) => format!("due {due}"),
        (None, _) => "no day".to_owned(),
    };
    let with = |word: &str, value: &str| {
        if value.is_empty() { String::new() } else { format!("; {word} {value}") }
    };
    answer(&format!(
        "{due:<18} {:<10} {}: {}{}{}{}",
        if line.state == FindingState::Ordered { line.state.words() } else { line.firmness.words() },
        line.actor,
        line.act,
        with("with", &line.partner),
        with("in", &line.place),
        with("when:", &line.when_words),
    ));
    let UndertakingLine { reference, marked, words, owner, .. } = line;
    let key: String = line.key.chars().take(KEY_SHOWN).collect();
    let owner = if owner.is_empty() { String::new() } else { format!(", with {owner}") };
    answer(&format!("    {reference} {key} [{}]{owner} “{}”", marked.banner, folded(words)));
}

/// A hit with its extract.
pub fn hit(hit: &HitShown) {
    answer(&line(&hit.paper));
    let extract: String = hit
        .extract
        .iter()
        .map(|(words, sought)| if *sought { format!("*{words}*") } else { words.clone() })
        .collect();
    answer(&format!("    {}", folded(&extract)));
}

fn folded(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
