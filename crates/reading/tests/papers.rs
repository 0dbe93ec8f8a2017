//! Papers made up in the habits of many offices, each with its whole anatomy as it is read.
//!
//! `papers/NAME.txt` is the paper; what is read in it stands in `snapshots/papers__NAME.snap`.

use chancery_office::reading::{Part, Party};
use chancery_reading::{Context, read};

/// A part as it is read: what it is, what it comes to, and its lines by their roles.
fn shown(text: &str, index: usize, part: &Part) -> String {
    let said = &part.particulars;
    let parties = |all: &[Party]| all.iter().map(party).collect::<Vec<_>>().join("; ");
    let lines = part.fields.iter().map(|f| {
        let doubt = if f.doubtful { " (doubtful)" } else { "" };
        let date = f.date.map_or(String::new(), |d| format!(" = {d}"));
        format!("  {:?}: {}{doubt}{date}", f.role, f.span.of(text).replace('\n', " / "))
    });
    let values = [
        ("from", parties(&said.from)),
        ("to", parties(&said.to)),
        ("copied to", parties(&said.copied_to)),
        ("participants", parties(&said.participants)),
        ("date", said.date.map_or(String::new(), |d| d.to_string())),
        ("place", said.place.clone().unwrap_or_default()),
        ("reference", said.reference.clone().unwrap_or_default()),
        ("precedence", said.precedence.clone().unwrap_or_default()),
        ("subject", said.subject.clone().unwrap_or_default()),
        ("marking", said.marking.clone().unwrap_or_default()),
    ];
    let values = values.into_iter().filter(|(_, v)| !v.is_empty()).map(|(k, v)| format!("{k}: {v}"));
    let head = format!("{index} {:?} {:?} of {:?}", part.place, part.kind, part.parent);
    std::iter::once(head).chain(values).chain(lines).collect::<Vec<_>>().join("\n")
}

fn party(party: &Party) -> String {
    let words = [&party.name, &party.post, &party.address].map(|w| w.clone().unwrap_or_else(|| "-".into()));
    words.join(" | ").trim_end_matches(" | -").to_owned()
}

#[test]
fn every_paper_is_taken_apart() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/papers");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    files.sort();
    assert!(files.len() >= 20);
    for file in files {
        let name = file.file_stem().unwrap().to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&file).unwrap();
        let context = Context { day_first: name.starts_with("uk"), ..Context::default() };
        let reading = read(&text, &context);
        let parts: Vec<String> = reading.parts.iter().enumerate().map(|(i, p)| shown(&text, i, p)).collect();
        insta::assert_snapshot!(name, parts.join("\n\n"));
    }
}

#[test]
fn lines_ended_as_on_other_machines_make_no_difference() {
    let text = include_str!("papers/uk-letter-1978.txt");
    let (plain, other) =
        (read(text, &Context::default()), read(&text.replace('\n', "\r\n"), &Context::default()));
    assert_eq!(plain.parts[0].particulars, other.parts[0].particulars);
    assert_eq!(plain.parts[0].kind, other.parts[0].kind);
}
