//! The shelves themselves: opened, filled, cleared and searched.

mod asking;
mod merging;

use std::fs;
use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use chancery_seal::Key;
use tantivy::directory::RamDirectory;
use tantivy::index::{SegmentComponent, SegmentMeta};
use tantivy::merge_policy::NoMergePolicy;
use tantivy::{Directory, Index, IndexReader, IndexWriter, ReloadPolicy, Term};

use crate::analysis;
use crate::finding::{Found, Lenses, Page, pacing};
use crate::schema::{Fields, schema};
use crate::sealed::SealedDirectory;
use crate::volume::document;
use crate::{Query, ShelvesError, Visible, Volume};
pub use asking::Asking;
use merging::Merging;

/// What every segment has. The index itself takes some of these for empty where they are absent.
const COMPONENTS: [SegmentComponent; 6] = [
    SegmentComponent::Terms,
    SegmentComponent::Postings,
    SegmentComponent::Positions,
    SegmentComponent::FieldNorms,
    SegmentComponent::FastFields,
    SegmentComponent::Store,
];
/// How much is gathered in memory before it is written to a segment.
const WRITER_BYTES: usize = 50 << 20;
/// One thread, so that segments come as volumes were put.
const WRITER_THREADS: usize = 1;

/// The shelves: what was put on them is found after the next commit.
pub struct Shelves {
    index: Index,
    fields: Fields,
    reader: IndexReader,
    writer: Mutex<Option<Writer>>,
    applied: AtomicU64,
    lenses: Lenses,
    paced: bool,
}

struct Writer {
    index: IndexWriter,
    merging: Merging,
}

impl Shelves {
    /// Opens the shelves in a folder, making them where there are none.
    ///
    /// What does not open or does not fit together is [`ShelvesError::Damaged`]: then
    /// [`wipe`](Self::wipe), open and fill them again.
    pub fn open(dir: &Path, key: &Key) -> Result<Shelves, ShelvesError> {
        let directory = SealedDirectory::open(dir, key)?;
        let exists = Index::exists(&directory).map_err(tantivy::TantivyError::from)?;
        if !exists && directory.has_remains()? {
            return Err(ShelvesError::Damaged);
        }
        Self::over(Box::new(directory))
    }

    /// Makes shelves that are gone with the process.
    pub fn in_memory() -> Result<Shelves, ShelvesError> {
        Self::over(Box::new(RamDirectory::create()))
    }

    /// Clears the folder of shelves that nobody has open.
    pub fn wipe(dir: &Path) -> Result<(), ShelvesError> {
        let entries = match fs::read_dir(dir) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            entries => entries?,
        };
        for entry in entries {
            let entry = entry?;
            if entry.file_type()?.is_file() {
                fs::remove_file(entry.path())?;
            }
        }
        Ok(())
    }

    fn over(directory: Box<dyn Directory>) -> Result<Shelves, ShelvesError> {
        let (schema, fields) = schema();
        let index =
            Index::builder().schema(schema).tokenizers(analysis::manager()).open_or_create(directory)?;
        let meta = index.load_metas()?;
        meta.segments.iter().try_for_each(|segment| check(&index, segment))?;
        let applied = match meta.payload {
            Some(payload) => payload.parse().map_err(|_| ShelvesError::Damaged)?,
            None => 0,
        };
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        let (writer, applied, lenses) = (Mutex::default(), AtomicU64::new(applied), Lenses::default());
        Ok(Self { index, fields, reader, writer, applied, lenses, paced: true })
    }

    /// Answers as soon as an answer is ready. For measuring and for tests alone: the time of such an
    /// answer tells of papers that the reader may not know.
    #[must_use]
    pub fn at_once(self) -> Self {
        Self { paced: false, ..self }
    }

    /// What the last commit was given: how far what is on the shelves goes. At first 0.
    pub fn applied(&self) -> u64 {
        self.applied.load(Ordering::Acquire)
    }

    /// Puts a volume on the shelves, in place of an earlier one of its key.
    pub fn put(&self, volume: &Volume) -> Result<(), ShelvesError> {
        self.with_writer(|writer, fields| {
            let document = document(volume, fields)?;
            writer.index.delete_term(Term::from_field_u64(fields.key, volume.key));
            writer.index.add_document(document)?;
            Ok(())
        })
    }

    /// Takes the volume of a key off the shelves.
    pub fn remove(&self, key: u64) -> Result<(), ShelvesError> {
        self.with_writer(|writer, fields| {
            writer.index.delete_term(Term::from_field_u64(fields.key, key));
            Ok(())
        })
    }

    /// Makes what was put and removed findable, and remembers `applied` with it.
    ///
    /// After a failure nothing since the last commit is on the shelves: start again from [`applied`](Self::applied).
    pub fn commit(&self, applied: u64) -> Result<(), ShelvesError> {
        self.with_writer(|writer, _| {
            let mut commit = writer.index.prepare_commit()?;
            commit.set_payload(&applied.to_string());
            commit.commit()?;
            writer.merging.tidy(&mut writer.index)?;
            self.reader.reload()?;
            self.applied.store(applied, Ordering::Release);
            Ok(())
        })
    }

    /// Answers questions from one state of the shelves, and lets the answers go on the next step of a
    /// coarse grid of time ([`ANSWER_STEP_MILLIS`](crate::ANSWER_STEP_MILLIS)): what is done in `ask`
    /// does not tell by its time of papers that the reader may not know. Make what he may know ready in
    /// it, too.
    pub fn evenly<T>(&self, ask: impl FnOnce(&Asking<'_>) -> T) -> T {
        let answer = || ask(&Asking::new(self.reader.searcher(), &self.fields, &self.lenses));
        if self.paced { pacing::evenly(answer) } else { answer() }
    }

    /// Finds what matches among the visible.
    pub fn find(&self, query: &Query, visible: &Visible, page: &Page) -> Result<Found, ShelvesError> {
        self.evenly(|asking| asking.find(query, visible, page))
    }

    /// The writer is opened when first needed, and let go when it fails for another reason than the volume.
    fn with_writer(
        &self,
        act: impl FnOnce(&mut Writer, &Fields) -> Result<(), ShelvesError>,
    ) -> Result<(), ShelvesError> {
        let mut kept = self.locked();
        let writer = match &mut *kept {
            Some(writer) => writer,
            none => none.insert(self.new_writer()?),
        };
        let outcome = act(writer, &self.fields);
        if !matches!(outcome, Ok(()) | Err(ShelvesError::TooLong { .. })) {
            *kept = None;
        }
        outcome
    }

    fn locked(&self) -> MutexGuard<'_, Option<Writer>> {
        self.writer.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn new_writer(&self) -> Result<Writer, ShelvesError> {
        let index: IndexWriter = self.index.writer_with_num_threads(WRITER_THREADS, WRITER_BYTES)?;
        index.set_merge_policy(Box::new(NoMergePolicy));
        Ok(Writer { index, merging: Merging::default() })
    }
}

/// Whether every file of a segment is there and opens.
fn check(index: &Index, segment: &SegmentMeta) -> Result<(), ShelvesError> {
    for component in COMPONENTS {
        let path = segment.relative_path(component);
        index.directory().open_read(&path).map_err(tantivy::TantivyError::from)?;
    }
    Ok(())
}
