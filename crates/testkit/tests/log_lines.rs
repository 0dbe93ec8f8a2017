//! What the program writes to its log: nothing of any paper, and for one reader the same lines whether or
//! not there is something above him. Alone in its program, since a log is one for all.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::io::Write;
use std::sync::{Arc, Mutex};

use chancery_testkit::Browser;
use chancery_testkit::worlds::{Ground, Step, Told, World, reads, twins, walk};
use tracing_subscriber::filter::LevelFilter;
use tracing_subscriber::fmt::MakeWriter;

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl MakeWriter<'_> for Log {
    type Writer = Self;

    fn make_writer(&self) -> Self {
        self.clone()
    }
}

impl Log {
    /// What was written since the last time; what is drawn by chance is left out.
    fn taken(&self) -> Vec<String> {
        let bytes = std::mem::take(&mut *self.0.lock().unwrap());
        let text = String::from_utf8(bytes).unwrap();
        text.lines().filter(|line| is_ours(line)).map(without_chance).collect()
    }
}

/// The index says of its segments when it merges them, at its own time and on its own threads.
fn is_ours(line: &str) -> bool {
    !line.contains("tantivy") && !line.contains("mio::") && !line.contains("runtime")
}

/// References and the names of bodies are drawn by chance: eight hexadecimal digits in a row and more are left out.
fn without_chance(line: &str) -> String {
    let words = line.split_inclusive(|c: char| !c.is_ascii_hexdigit());
    words.map(|word| if word.len() > 8 { "…" } else { word }).collect()
}

fn story() -> Vec<Told> {
    let filed = |name, marking, text: &str| Step::File { name, text: text.into(), marking: Some(marking) };
    vec![
        (
            true,
            filed("above", "SECRET", "3 March 1982\n\nDear Zinnwald,\n\nQuillfeather has it.\n\nPolemics\n"),
        ),
        (false, filed("below", "CONFIDENTIAL", "4 March 1982\n\nDear Herring,\n\nTin.\n\nR B Bone\n")),
        (true, Step::Minute { on: "above", text: "Zinnwald at dawn" }),
        (false, Step::PutUp { paper: "below" }),
        (true, Step::PutUp { paper: "above" }),
    ]
}

/// Takes the bodies away, so that whoever opens a paper meets a trouble of the store.
fn damage(world: &World) {
    for folder in std::fs::read_dir(world.office.folder().join("vault")).unwrap() {
        let path = folder.unwrap().path();
        if path.is_dir() {
            std::fs::remove_dir_all(path).unwrap();
        } else {
            std::fs::remove_file(path).unwrap();
        }
    }
}

#[test]
fn the_log_tells_of_a_trouble_and_never_of_a_paper_nor_of_one_that_is_hidden() {
    let log = Log::default();
    tracing_subscriber::fmt()
        .with_max_level(LevelFilter::TRACE)
        .without_time()
        .with_ansi(false)
        .with_writer(log.clone())
        .init();
    let (plain, fuller) = twins(&story());
    let told = log.taken().join("\n");
    for word in ["Zinnwald", "Quillfeather", "Polemics", "Herring", "at dawn"] {
        assert!(!told.contains(word), "the log tells of {word} while papers are filed:\n{told}");
    }
    let ground = Ground::of(&plain, &fuller).seeking(&["zinnwald", "tin", "\"", "-"]);
    let lines = |handle: &str| {
        [&plain, &fuller].map(|world| {
            let browser = Browser::new(&world.office, handle);
            walk(&browser, &ground);
            log.taken()
        })
    };
    let [a, b] = lines("desk");
    assert_eq!(a, b);
    [&plain, &fuller].into_iter().for_each(damage);
    let [a, b] = lines("desk");
    assert_eq!(a, b);
    let why = "cause=\"vault: the vault has no body …";
    let told = |line: &&String| line.contains("could not be answered") && line.contains(why);
    assert!(a.iter().any(|line| told(&line)), "no trouble was noted with its cause: {a:?}");
    let read = |world: &World| {
        let browser = Browser::new(&world.office, "coles");
        reads(&ground).iter().for_each(|ask| drop(browser.ask(ask)));
        log.taken().join("\n")
    };
    let told = read(&fuller);
    for word in ["Zinnwald", "zinnwald", "Quillfeather", "Polemics", "Herring", "at dawn"] {
        assert!(!told.contains(word), "the log tells of {word} to whom it may concern:\n{told}");
    }
}
