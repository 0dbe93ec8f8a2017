//! Reads TEI volumes and prints what share of their documents has each particular, against the tags.
//!
//! `read_volumes [--untagged] FILE…`; with `--untagged` the tags of sender and addressee are taken away
//! before reading, so that only the rules on the words of the heads are left. `--show N` prints every Nth.
#![allow(clippy::print_stdout, clippy::unwrap_used)]

use std::time::Instant;

use chancery_intake::{Given, GivenParty, Limits, TakenPaper, take};

#[derive(Default)]
struct Count {
    documents: usize,
    editorial: usize,
    date: usize,
    place: usize,
    from: usize,
    to: usize,
    subject: usize,
    source: usize,
    notes: usize,
    enclosures: usize,
    tagged_date: (usize, usize),
    tagged_place: (usize, usize),
    tagged_from: (usize, usize),
    tagged_to: (usize, usize),
    marked: (usize, usize),
    bytes: usize,
    micros: u128,
}

fn main() {
    let mut files = Vec::new();
    let (mut untagged, mut every, mut all) = (false, 0, Count::default());
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--untagged" => untagged = true,
            "--show" => every = arguments.next().unwrap().parse().unwrap(),
            _ => files.push(argument),
        }
    }
    println!(
        "volume                        docs    date  place   from     to | tagged: date place from to marking"
    );
    for file in &files {
        let mut one = Count::default();
        volume(file, untagged, every, &mut one);
        println!("{:24} {}", file.rsplit('/').next().unwrap(), row(&one));
        add(&mut all, &one);
    }
    println!("{:24} {}", "all", row(&all));
    let per = |n: usize| 100.0 * n as f64 / all.documents as f64;
    println!(
        "subject {:.1} %, source note {:.1} %, {} footnotes, {} enclosures, {} editorial notes, {:.1} MB/s",
        per(all.subject),
        per(all.source),
        all.notes,
        all.enclosures,
        all.editorial,
        all.bytes as f64 / all.micros as f64
    );
}

fn volume(file: &str, untagged: bool, every: usize, count: &mut Count) {
    let whole = std::fs::read(file).unwrap();
    let raw = String::from_utf8(whole.clone()).unwrap();
    let read = if untagged {
        raw.replace("type=\"from\"", "rend=\"from\"").replace("type=\"to\"", "rend=\"to\"")
    } else {
        raw
    };
    let started = Instant::now();
    let taken = take(file, read.into_bytes(), &Limits::default()).unwrap();
    count.micros = started.elapsed().as_micros();
    count.bytes = whole.len();
    for (index, paper) in taken.papers.iter().enumerate() {
        tally(paper, untagged, count, file);
        if every > 0 && index % every == 0 {
            show(paper);
        }
    }
}

fn show(paper: &TakenPaper) {
    let Given {
        head,
        kind,
        from,
        to,
        date,
        date_words,
        place,
        subject,
        reference,
        marking_line,
        copied_to,
        ..
    } = &paper.given;
    println!("\n# {}", head.as_deref().unwrap_or("-"));
    println!(
        "  {kind:?} {reference:?} {date:?} {date_words:?} {place:?} {marking_line:?}\n  subject {subject:?}"
    );
    for (side, list) in [("from", from), ("to", to), ("cc", copied_to)] {
        for party in list {
            println!("  {side}: {:?} / {:?}", party.name, party.post);
        }
    }
    println!("  text: {:?}", paper.text.chars().take(300).collect::<String>());
}

fn tally(paper: &TakenPaper, untagged: bool, count: &mut Count, file: &str) {
    let given = &paper.given;
    count.notes += paper.footnotes.len();
    count.enclosures += paper.enclosures.len();
    count.source += usize::from(given.source_note.is_some());
    if given.head.as_deref().is_some_and(|head| head.starts_with("Editorial Note")) {
        count.editorial += 1;
        return;
    }
    count.documents += 1;
    count.date += usize::from(given.date.is_some());
    count.place += usize::from(given.place.is_some());
    count.from += usize::from(!given.from.is_empty());
    count.to += usize::from(!given.to.is_empty());
    count.subject += usize::from(given.subject.is_some());
    let original = String::from_utf8(paper.original.clone()).unwrap();
    let head = between(&original, "<head", "</head>").unwrap_or_default();
    let (from_key, to_key) =
        if untagged { ("rend=\"from\"", "rend=\"to\"") } else { ("type=\"from\"", "type=\"to\"") };
    let verbose = std::env::var_os("MISSES").is_some();
    // In a conversation both sides are those who spoke.
    let to = if given.kind.as_deref() == Some("conversation") || given.to.is_empty() {
        &given.from
    } else {
        &given.to
    };
    for (key, list, tagged) in
        [(from_key, &given.from, &mut count.tagged_from), (to_key, to, &mut count.tagged_to)]
    {
        for gold in tagged_words(head, key) {
            tagged.0 += 1;
            let hit = list.iter().any(|party| agrees(party, &gold));
            tagged.1 += usize::from(hit);
            if !hit && verbose {
                println!("MISS {key} {gold:?} in {:?} -> {:?}", given.head, list);
            }
        }
    }
    if let Some(line) = between(&original, "<dateline", "</dateline>") {
        if let Some(at) = line.find(" when=\"").filter(|at| line.len() > at + 17) {
            count.tagged_date.0 += 1;
            let hit = given.date.map(|date| date.to_string()).as_deref() == line.get(at + 7..at + 17);
            count.tagged_date.1 += usize::from(hit);
            if !hit && verbose {
                println!("DATE {file} {:?} {line:?}", given.date);
            }
        }
        if let Some(place) = between(line, "<placeName", "</placeName>") {
            count.tagged_place.0 += 1;
            let hit = given
                .place
                .as_ref()
                .is_some_and(|found| found.contains(plain(place).trim_end_matches([',', '.', ' '])));
            count.tagged_place.1 += usize::from(hit);
            if !hit && verbose {
                println!("PLACE {:?} {line:?}", given.place);
            }
        }
    }
    if let Some(opener) = between(&original, "<opener", "</opener>").filter(|opener| opener.contains("<seg"))
    {
        count.marked.0 += 1;
        count.marked.1 += usize::from(given.marking_line.is_some());
        if given.marking_line.is_none() && verbose {
            println!("MARK {:?}", plain(opener));
        }
    }
}

fn agrees(party: &GivenParty, gold: &str) -> bool {
    let gold = gold.to_lowercase();
    let said = [&party.name, &party.post].into_iter().flatten().map(|words| words.to_lowercase());
    said.into_iter().any(|words| words.contains(&gold) || gold.contains(&words))
}

fn between<'a>(text: &'a str, start: &str, end: &str) -> Option<&'a str> {
    let at = text.find(start)?;
    let rest = &text[at..];
    let from = rest.find('>')? + 1;
    rest.get(from..rest.find(end)?).map(|_| &rest[..rest.find(end).unwrap()])
}

fn tagged_words(head: &str, key: &str) -> Vec<String> {
    let found = head.match_indices(key).filter_map(|(at, _)| {
        let open = head[..at].rfind('<')?;
        let name = head[open + 1..].split([' ', '\n']).next()?;
        let rest = &head[at..];
        let words = plain(&rest[rest.find('>')? + 1..rest.find(&format!("</{name}>"))?]);
        Some(words.trim_end_matches(['.', ',']).trim_start_matches("the ").to_owned())
    });
    found.filter(|words| !words.is_empty()).collect()
}

fn plain(xml: &str) -> String {
    let mut text = String::new();
    let mut inside = xml.starts_with('<').then_some(()).is_none() && xml.find('>') < xml.find('<');
    for c in xml.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            _ if !inside => text.push(c),
            _ => {}
        }
    }
    text.replace("&amp;", "&").split_whitespace().collect::<Vec<_>>().join(" ")
}

fn row(count: &Count) -> String {
    let per = |n: usize| 100.0 * n as f64 / count.documents.max(1) as f64;
    let of = |(all, hit): (usize, usize)| 100.0 * hit as f64 / all.max(1) as f64;
    format!(
        "{:9} {:7.1} {:6.1} {:6.1} {:6.1} | {:6.2} {:6.2} {:6.2} {:6.2} {:6.2} (of {} {} {} {} {})",
        count.documents,
        per(count.date),
        per(count.place),
        per(count.from),
        per(count.to),
        of(count.tagged_date),
        of(count.tagged_place),
        of(count.tagged_from),
        of(count.tagged_to),
        of(count.marked),
        count.tagged_date.0,
        count.tagged_place.0,
        count.tagged_from.0,
        count.tagged_to.0,
        count.marked.0,
    )
}

fn add(all: &mut Count, one: &Count) {
    let sum = |a: &mut (usize, usize), b: (usize, usize)| *a = (a.0 + b.0, a.1 + b.1);
    for (a, b) in [
        (&mut all.documents, one.documents),
        (&mut all.editorial, one.editorial),
        (&mut all.date, one.date),
        (&mut all.place, one.place),
        (&mut all.from, one.from),
        (&mut all.to, one.to),
        (&mut all.subject, one.subject),
        (&mut all.source, one.source),
        (&mut all.notes, one.notes),
        (&mut all.enclosures, one.enclosures),
        (&mut all.bytes, one.bytes),
    ] {
        *a += b;
    }
    all.micros += one.micros;
    sum(&mut all.tagged_date, one.tagged_date);
    sum(&mut all.tagged_place, one.tagged_place);
    sum(&mut all.tagged_from, one.tagged_from);
    sum(&mut all.tagged_to, one.tagged_to);
    sum(&mut all.marked, one.marked);
}
