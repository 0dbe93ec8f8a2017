//! Where the marked-up papers are, and which volumes may be looked at.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Context;
use chancery_intake::{Limits, TakenPaper};

/// What there is to measure on.
pub struct Sets {
    /// Correspondence: `letters/`, `frus/`, archives of more.
    pub data: Option<PathBuf>,
    /// Public sets, each in a folder of its own.
    pub measures: Option<PathBuf>,
    /// The volumes that are measured on.
    pub split: Split,
    /// Every how many papers one is taken.
    pub every: usize,
}

/// Volumes by what they are for: rules are written looking at the first, thresholds set on the second,
/// and nobody looks into the third.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Split {
    Develop,
    Tune,
    Held,
}

impl std::str::FromStr for Split {
    type Err = anyhow::Error;

    fn from_str(word: &str) -> anyhow::Result<Self> {
        match word {
            "develop" => Ok(Split::Develop),
            "tune" => Ok(Split::Tune),
            "held" => Ok(Split::Held),
            _ => anyhow::bail!("there are the splits develop, tune and held"),
        }
    }
}

impl Split {
    /// The split of a volume, by its identifier alone: three in five to develop on, one to tune, one held.
    pub fn of(volume: &str) -> Split {
        match (Split::hash(volume) >> 32) % 5 {
            0..=2 => Split::Develop,
            3 => Split::Tune,
            _ => Split::Held,
        }
    }

    /// By what a volume is put with others.
    pub fn hash(volume: &str) -> u64 {
        volume
            .bytes()
            .fold(0xcbf2_9ce4_8422_2325_u64, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3))
    }

    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Split::Develop => "develop",
            Split::Tune => "tune",
            Split::Held => "held",
        }
    }
}

/// A volume's papers.
pub struct Volume {
    pub id: String,
    pub papers: Vec<TakenPaper>,
}

impl Sets {
    /// The folders that the environment names, else those beside the project.
    pub fn find(split: Split, every: usize) -> anyhow::Result<Self> {
        let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
        let data = std::env::var_os("CHANCERY_DATA").map_or(beside, PathBuf::from);
        let measures = std::env::var_os("CHANCERY_MEASURES").map(PathBuf::from);
        let there = |folder: PathBuf| folder.is_dir().then_some(folder);
        anyhow::ensure!(every > 0, "--every takes a number from 1");
        Ok(Self { data: there(data), measures: measures.and_then(there), split, every })
    }

    /// A folder of the public sets, or a line that says it is absent.
    pub fn measure(&self, name: &str) -> Option<PathBuf> {
        let folder = self.measures.as_ref().map(|m| m.join(name)).filter(|m| m.is_dir());
        if folder.is_none() {
            eprintln!("left out: no {name} in the folder that CHANCERY_MEASURES names");
        }
        folder
    }

    /// An archive of the correspondence, unpacked once under `target/score`.
    pub fn unpacked(&self, archive: &str) -> anyhow::Result<Option<PathBuf>> {
        let Some(packed) = self.data.as_ref().map(|d| d.join(archive)).filter(|p| p.is_file()) else {
            eprintln!("left out: no {archive} in the folder that CHANCERY_DATA names");
            return Ok(None);
        };
        let target = std::env::var_os("CARGO_TARGET_DIR")
            .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target"), PathBuf::from);
        let into = target.join("score").join(archive);
        if !into.join(".done").exists() {
            std::fs::create_dir_all(&into)?;
            let done = Command::new("tar").arg("-xf").arg(&packed).arg("-C").arg(&into).status()?;
            anyhow::ensure!(done.success(), "tar could not unpack {archive}");
            std::fs::write(into.join(".done"), "")?;
        }
        Ok(Some(into))
    }

    /// The released mails, each in a file.
    pub fn mails(&self) -> anyhow::Result<Vec<PathBuf>> {
        let mut files = Vec::new();
        if let Some(folder) = self.unpacked("foia-mail.tar.xz")? {
            under(&folder, "txt", &mut files)?;
        }
        files.sort();
        Ok(files)
    }

    /// The volumes of the chosen split, one at a time.
    pub fn volumes(&self) -> anyhow::Result<impl Iterator<Item = anyhow::Result<Volume>>> {
        let mut files = Vec::new();
        if let Some(data) = &self.data {
            under(&data.join("frus"), "xml", &mut files)?;
        }
        if let Some(more) = self.unpacked("frus-more.tar.xz")? {
            under(&more, "xml", &mut files)?;
        }
        files.sort();
        files.dedup_by_key(|file| stem(file));
        files.retain(|file| Split::of(&stem(file)) == self.split);
        Ok(files.into_iter().map(|file| volume(&file)))
    }
}

/// A volume's paper as it would lie on a desk: the editors' head, then the text with dateline and signature.
pub fn on_paper(paper: &TakenPaper) -> String {
    match &paper.given.head {
        Some(head) => format!("{head}\n\n{}", paper.text),
        None => paper.text.clone(),
    }
}

fn volume(file: &Path) -> anyhow::Result<Volume> {
    let bytes = std::fs::read(file).with_context(|| file.display().to_string())?;
    let taken = chancery_intake::take(&file.to_string_lossy(), bytes, &Limits::default())?;
    Ok(Volume { id: stem(file), papers: taken.papers })
}

/// A file's name without its ending, by which a volume or a mail is known.
pub fn stem(file: &Path) -> String {
    file.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

/// All files of that ending under a folder, however deep.
pub fn under(folder: &Path, ending: &str, out: &mut Vec<PathBuf>) -> anyhow::Result<()> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Ok(()) };
    for entry in entries {
        let path = entry?.path();
        if path.is_dir() {
            under(&path, ending, out)?;
        } else if path.extension().is_some_and(|e| e == ending) {
            out.push(path);
        }
    }
    Ok(())
}
