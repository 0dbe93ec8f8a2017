//! The released mails: found where real correspondence is kept, unpacked once, never kept in the project.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const ARCHIVE: &str = "foia-mail.tar.xz";

/// A mail as it was released.
pub struct Mail {
    /// Where it lies.
    pub path: PathBuf,
    /// Its text.
    pub text: String,
}

/// So many mails with words in them, all different, in order of name; none where there is no such data.
pub fn found(given: Option<&Path>, scratch: &Path, count: usize) -> Option<Vec<Mail>> {
    let source =
        given.map(Path::to_owned).or_else(|| Some(chancery_testkit::data_folder()?.join(ARCHIVE)))?;
    let folder = if source.is_dir() { source } else { unpacked(&source, scratch)? };
    let mut paths = Vec::new();
    gather(&folder, &mut paths);
    paths.sort();
    let mut known = HashSet::new();
    let texts = paths.into_iter().map(|path| Mail { text: read(&path), path });
    Some(texts.filter(|mail| has_words(mail) && known.insert(mail.text.clone())).take(count).collect())
}

fn read(path: &Path) -> String {
    String::from_utf8_lossy(&fs::read(path).unwrap()).into_owned()
}

/// Some were released with nothing left in them; the registry refuses what has no words.
fn has_words(mail: &Mail) -> bool {
    mail.text.contains(char::is_alphanumeric)
}

fn unpacked(archive: &Path, scratch: &Path) -> Option<PathBuf> {
    if !archive.is_file() {
        return None;
    }
    let (folder, done) = (scratch.join("mails"), scratch.join("mails.unpacked"));
    if !done.exists() {
        fs::create_dir_all(&folder).unwrap();
        let tar = Command::new("tar").arg("-xf").arg(archive).arg("-C").arg(&folder).status();
        assert!(tar.expect("tar is installed").success(), "the archive does not unpack");
        fs::write(done, "").unwrap();
    }
    Some(folder)
}

fn gather(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        match entry.file_type().unwrap().is_dir() {
            true => gather(&entry.path(), paths),
            false => paths.push(entry.path()),
        }
    }
}
