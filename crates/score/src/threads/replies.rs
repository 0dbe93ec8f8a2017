//! Replies: mails of other readers' own tests, of which the words of the reply alone are wanted.

use std::path::Path;

use chancery_intake::{Limits, take};
use chancery_office::reading::{Kind, PartPlace, Particulars, Reading};
use chancery_reading::{Context, read};

use crate::sets::{Sets, under};
use crate::table::Row;

pub fn rows(sets: &Sets) -> anyhow::Result<Vec<Row>> {
    let mut rows = Vec::new();
    if let Some(talon) = sets.measure("talon") {
        rows.push(row("talon, cases in text", &cases(&talon.join("tests/text_quotations_test.py"))?));
        rows.push(row("talon, standard replies", &standard(&talon.join("tests/fixtures/standard_replies"))?));
    }
    if let Some(erp) = sets.measure("erp") {
        rows.push(row("email_reply_parser", &fixtures(&erp.join("test/emails"))?));
    }
    Ok(rows)
}

/// A mail and the reply that is to be read from it.
struct Case {
    name: String,
    text: String,
    reply: String,
}

fn row(set: &str, cases: &[Case]) -> Row {
    let right = cases.iter().filter(|c| right(c)).count();
    Row {
        measure: "reply alone, exact".to_owned(),
        set: set.to_owned(),
        got: right as f64 / cases.len().max(1) as f64,
        first: None,
        good: None,
        cases: cases.len(),
        note: "white space apart".to_owned(),
    }
}

fn right(case: &Case) -> bool {
    let given = Some(Particulars::default());
    let reading = read(&case.text, &Context { given, given_kind: Some(Kind::Email), ..Context::default() });
    let got = own_words(&case.text, &reading);
    let closed = |s: &str| s.split_whitespace().collect::<Vec<_>>().join(" ");
    let right = closed(&got) == closed(&case.reply);
    if !right && std::env::var_os("CHANCERY_TRACE").is_some() {
        eprintln!("reply {}: {:?} read as {:?}", case.name, case.reply, got);
    }
    right
}

/// The words of the paper itself, without those of the messages that it quotes; what it forwards it shows.
fn own_words(text: &str, reading: &Reading) -> String {
    let quoted = |at: usize| {
        let holds =
            |p: &&chancery_office::reading::Part| p.span.start as usize <= at && at < p.span.end as usize;
        let innermost = reading.parts.iter().filter(holds).min_by_key(|p| p.span.end - p.span.start);
        innermost.is_some_and(|p| p.place == PartPlace::Quoted)
    };
    text.char_indices().filter(|(at, c)| !quoted(*at) && *c != '>').map(|(_, c)| c).collect()
}

/// Cases written out in a test file: a message between triple quotes and the reply that is expected.
fn cases(file: &Path) -> anyhow::Result<Vec<Case>> {
    let source = std::fs::read_to_string(file)?;
    let tests = source.split("\ndef test_").skip(1);
    Ok(tests.filter_map(case).collect())
}

fn case(test: &str) -> Option<Case> {
    let name = test.split('(').next()?.to_owned();
    let mut longs = test.split("\"\"\"").skip(1).step_by(2);
    let text = longs.next()?.to_owned();
    let second = longs.next().filter(|_| test.matches("\"\"\"").count() == 4);
    let call = test.rsplit_once("extract_from_plain(")?.0.rsplit_once("eq_(")?.1;
    let literal = call.trim_start().trim_start_matches('u');
    let quote = literal.chars().next()?;
    let reply = match quote {
        '"' | '\'' if test.matches("eq_(").count() == 1 => literal.get(1..)?.split(quote).next()?.to_owned(),
        'm' => text.clone(),
        _ => second?.to_owned(),
    };
    (!text.contains("\\x") && !test.contains("{}")).then_some(Case { name, text, reply })
}

/// Mails as programs of the time send them; most reply "Hello".
fn standard(folder: &Path) -> anyhow::Result<Vec<Case>> {
    let mut files = Vec::new();
    under(folder, "eml", &mut files)?;
    files.sort();
    let mut cases = Vec::new();
    for file in files {
        let taken = take(&file.to_string_lossy(), std::fs::read(&file)?, &Limits::default())?;
        let Some(paper) = taken.papers.into_iter().next() else { continue };
        let beside = file
            .with_file_name(format!("{}_reply_text", file.file_stem().unwrap_or_default().to_string_lossy()));
        let reply = std::fs::read_to_string(beside).unwrap_or_else(|_| "Hello".to_owned());
        cases.push(Case { name: file.display().to_string(), text: paper.text, reply });
    }
    Ok(cases)
}

/// The fixtures whose reply the tests state whole.
const REPLIES: [(&str, &str); 6] = [
    ("email_gmail", "This is a test for inbox replying to a github message."),
    ("email_2_1", "Outlook with a reply"),
    ("email_2_2", "Outlook with a reply directly above line"),
    ("email_2_3", "Outlook with a reply above headers using unusual format"),
    ("email_headers_no_delimiter", "And another reply!"),
    ("email_1_7", ":+1:"),
];

fn fixtures(folder: &Path) -> anyhow::Result<Vec<Case>> {
    let case = |(name, reply): (&str, &str)| {
        let text = std::fs::read_to_string(folder.join(format!("{name}.txt")))?;
        Ok(Case { name: name.to_owned(), text, reply: reply.to_owned() })
    };
    REPLIES.into_iter().map(case).collect()
}
