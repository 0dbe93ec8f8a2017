//! Tesseract, where it is installed: started by a child of ours that has shut itself in for it.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{ChildStdin, ChildStdout, Command};

use super::{ARGUMENT, child, converse};
use crate::{Limits, Refusal};

const PROGRAMS: [&str; 2] = ["/usr/bin/tesseract", "/usr/local/bin/tesseract"];
const FOLDERS: [&str; 4] = [
    "/usr/share/tesseract-ocr/5/tessdata",
    "/usr/share/tesseract-ocr/4.00/tessdata",
    "/usr/share/tessdata",
    "/usr/local/share/tessdata",
];
/// The languages read, as far as they are installed: English, French.
const LANGUAGES: [&str; 2] = ["eng", "fra"];
/// What tells how a page is turned.
const ORIENTATION: &str = "osd";
/// Bytes that it may write of one page.
const WRITTEN_BYTES_MAX: u64 = 32 * 1024 * 1024;

/// The program that reads scans, and what it has been taught.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ocr {
    program: PathBuf,
    folder: PathBuf,
    languages: Vec<&'static str>,
    orientation: bool,
}

impl Ocr {
    /// Tesseract, if this system has it and a language for it.
    pub fn find() -> Option<Self> {
        let program = PROGRAMS.iter().map(PathBuf::from).find(|path| path.is_file())?;
        FOLDERS.iter().find_map(|folder| Ocr::at(&program, Path::new(folder)))
    }

    /// A program and the folder of what it has been taught.
    pub fn at(program: &Path, folder: &Path) -> Option<Self> {
        let taught = |what: &str| folder.join(format!("{what}.traineddata")).is_file();
        let languages: Vec<&'static str> =
            LANGUAGES.into_iter().filter(|language| taught(language)).collect();
        let orientation = taught(ORIENTATION);
        let ocr = Ocr { program: program.to_owned(), folder: folder.to_owned(), languages, orientation };
        Some(ocr).filter(|ocr| !ocr.languages.is_empty())
    }

    /// The languages that it reads.
    pub fn languages(&self) -> &[&'static str] {
        &self.languages
    }

    /// A child that shuts itself in for the program; without further arguments it can be tried from inside.
    pub(super) fn shut_in(&self, exe: &Path, limits: &Limits) -> Command {
        let mut command = Command::new(exe);
        command.args([ARGUMENT, child::OCR]);
        command.args([limits.ocr_seconds_max.to_string(), limits.ocr_memory_bytes_max.to_string()]);
        command.arg(&self.program).arg(&self.folder);
        command
    }

    /// What the program writes of a picture: words with their places, as hOCR.
    pub(super) fn read(
        &self,
        exe: &Path,
        name: &str,
        picture: &[u8],
        limits: &Limits,
    ) -> Result<Vec<u8>, Refusal> {
        let mut command = self.shut_in(exe, limits);
        let segmentation = if self.orientation { "1" } else { "3" };
        command.args(["stdin", "stdout", "-l", &self.languages.join("+"), "--psm", segmentation]);
        command.args(["--dpi", "300", "-c", "tessedit_create_hocr=1", "-c", "tessedit_create_txt=0"]);
        let talk = |stdin: ChildStdin, stdout: ChildStdout| hand_over(picture, stdin, stdout);
        let (written, _) = converse(command, name, limits.ocr_seconds_max, talk)?;
        Ok(written.unwrap_or_default())
    }
}

fn hand_over(picture: &[u8], mut to: ChildStdin, from: ChildStdout) -> Option<Vec<u8>> {
    // A program that gives up early closes its end; what it wrote is looked at all the same.
    let _ = to.write_all(picture);
    drop(to);
    let mut written = Vec::new();
    from.take(WRITTEN_BYTES_MAX).read_to_end(&mut written).ok()?;
    Some(written)
}
