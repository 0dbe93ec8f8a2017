//! The binary, run as a person runs it: in a folder of its own, with a passphrase in a file.

#![allow(dead_code, reason = "each test file takes what it needs")]
#![allow(clippy::unwrap_used, reason = "a helper that fails stops its test")]

pub mod dice;
pub mod papers;

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use regex::Regex;
use tempfile::TempDir;

/// The letter of 14 October 1982, with the message that it covers.
pub const LETTER: &str = include_str!("../../../../samples/shultz-pym-1982.txt");
/// A volume of printed American papers, compressed.
pub const VOLUME_ZST: &[u8] = include_bytes!("../../../../samples/frus1969-76v20.xml.zst");
pub const PASSPHRASE: &str = "correct horse battery staple";
const VOLUME_BYTES_MAX: usize = 16 << 20;

/// A folder with a passphrase file, and a registry in it once one is made.
pub struct Office {
    folder: TempDir,
}

/// A process that ends with its test.
pub struct Running(pub Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// What a command came to.
pub struct Ran {
    pub status: Option<i32>,
    pub bytes: Vec<u8>,
    pub out: String,
    pub err: String,
}

impl Office {
    /// No registry yet.
    pub fn empty() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("passphrase"), format!("{PASSPHRASE}\n")).unwrap();
        fs::create_dir(folder.path().join("tmp")).unwrap();
        Self { folder }
    }

    /// A registry with its keeper and its clerk.
    pub fn made() -> Self {
        let office = Self::empty();
        office.ok(&["init", "--name", "10 Downing Street"]);
        office
    }

    /// With the Prime Minister, her private secretary, and a desk officer cleared to CONFIDENTIAL.
    pub fn staffed() -> Self {
        let office = Self::made();
        for (handle, name, post, more, cleared) in [
            ("pm", "Margaret Thatcher", "prime-minister=Prime Minister", "--principal --duty minute", "*"),
            (
                "coles",
                "A J Coles",
                "ps-no10=Private Secretary, 10 Downing Street",
                "--duty put-up --duty minute --duty register",
                "*",
            ),
            (
                "desk",
                "A desk officer",
                "desk=Desk officer, Foreign and Commonwealth Office",
                "--duty minute",
                "uk-1982=CONFIDENTIAL us-historical=Confidential",
            ),
        ] {
            let mut args = vec!["admit", handle, "--name", name, "--post", post];
            args.extend(more.split(' '));
            office.ok(&args);
            let mut args = vec!["clear", handle];
            args.extend(cleared.split(' '));
            office.ok(&args);
        }
        office
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn registry(&self) -> PathBuf {
        self.path("office.chancery")
    }

    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
        path
    }

    /// A command that knows nothing of the environment in which the tests run.
    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = self.bare(args);
        command.env("CHANCERY_PASSPHRASE_FILE", self.path("passphrase"));
        command
    }

    /// The same without a passphrase.
    pub fn bare(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_chancery"));
        command.env_clear().env("TMPDIR", self.path("tmp")).current_dir(self.folder.path());
        command.args(args).stdin(Stdio::null());
        command
    }

    pub fn run(&self, args: &[&str]) -> Ran {
        Ran::of(self.command(args).output().unwrap())
    }

    /// A command that must be done.
    pub fn ok(&self, args: &[&str]) -> String {
        let ran = self.run(args);
        assert_eq!(ran.status, Some(0), "chancery {args:?}: {}", ran.err);
        ran.out
    }

    /// A command as `desk`, `coles` or `pm`.
    pub fn as_(&self, handle: &str, args: &[&str]) -> Ran {
        self.run(&[&["--as", handle], args].concat())
    }

    /// The office is served, with what else `serve` is given, as long as what is answered lives; at which address.
    pub fn served(&self, args: &[&str]) -> (Running, String) {
        let mut serving = self.command(&[&["serve", "--port", "0"], args].concat());
        let mut serving = Running(serving.stderr(Stdio::piped()).spawn().unwrap());
        let said = BufReader::new(serving.0.stderr.take().unwrap()).lines().map(Result::unwrap);
        let address = { said }.find_map(|line| {
            line.strip_prefix("serving on http://").map(|rest| rest.split(';').next().unwrap().to_owned())
        });
        (serving, address.unwrap())
    }

    /// The lines of the register, as the clerk sees it, and the verdict of `verify`.
    pub fn state(&self) -> String {
        format!("{}{}", self.ok(&["register"]), self.run(&["verify"]).err)
    }
}

impl Ran {
    pub fn of(output: Output) -> Self {
        Self {
            status: output.status.code(),
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
            bytes: output.stdout,
        }
    }

    /// For a snapshot: the answer, the talk behind `! `, the status where it is not 0. What differs
    /// from run to run is redacted.
    pub fn told(&self) -> String {
        let mut told: Vec<String> = self.out.lines().map(str::to_owned).collect();
        told.extend(self.err.lines().map(|line| format!("! {line}")));
        if self.status != Some(0) {
            told.push(format!("= status {}", self.status.unwrap()));
        }
        redacted(&told.join("\n"))
    }
}

fn redacted(text: &str) -> String {
    let patterns = [
        (r"[0-9a-f]{64}", "[digest]"),
        (r"[0-9a-f]{32}", "[id]"),
        (r"20\d\d-\d\d-\d\dT[0-9:.]+Z", "[time]"),
        (r"20\d\d-\d\d-\d\d", "[today]"),
        (
            r"\d+ (January|February|March|April|May|June|July|August|September|October|November|December) 20\d\d",
            "[today]",
        ),
        (r"S 2\d/", "S [year]/"),
        (r"M\.T\. \d+/\d+", "M.T. [today]"),
        (r"held \d+ years ago", "held [years] ago"),
    ];
    patterns.into_iter().fold(text.to_owned(), |text, (pattern, stands_for)| {
        Regex::new(pattern).unwrap().replace_all(&text, stands_for).into_owned()
    })
}

/// The whole volume.
pub fn volume() -> String {
    String::from_utf8(zstd::bulk::decompress(VOLUME_ZST, VOLUME_BYTES_MAX).unwrap()).unwrap()
}

/// A volume of the first papers of the volume, without its front and back.
pub fn short_volume(papers: usize) -> String {
    let volume = volume();
    let head = volume.find("<front>").unwrap();
    let body = volume.find("<body>").unwrap();
    let after = format!("<div type=\"document\" xml:id=\"d{}\"", papers + 1);
    let end = volume.find(&after).unwrap();
    format!("{}{}</div></div></body></text></TEI>", &volume[..head], &volume[body..end])
}

/// Every file below a folder.
pub fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { folders.push(path) } else { files.push(path) }
        }
    }
    files.sort();
    files
}
