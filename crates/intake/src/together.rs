//! Several files that are one paper: the first covers the others.

use crate::worker::Worker;
use crate::{Refusal, RefusalKind, Taken, names};

/// Reads files that were handed in together as one paper: the first is the cover, the others are enclosed
/// in it in their order. One that is refused refuses the whole.
pub fn take_together(worker: &Worker, files: Vec<(String, Vec<u8>)>) -> Result<Taken, Refusal> {
    let mut files = files.into_iter();
    let Some((name, bytes)) = files.next() else {
        return Err(Refusal::of(RefusalKind::Empty, "nothing", "was handed in; name a file"));
    };
    let mut whole = worker.take(&name, bytes)?;
    let [cover] = whole.papers.as_mut_slice() else {
        let what = "holds several papers, so it cannot be a cover; name the covering letter first";
        return Err(Refusal::of(RefusalKind::Format, &name, what));
    };
    for (name, bytes) in files {
        let enclosed = worker.take(&name, bytes)?;
        whole.notes.extend(enclosed.notes);
        for mut paper in enclosed.papers {
            paper.head_with(&names::shown_name(&name));
            cover.enclosures.push(paper);
        }
    }
    Ok(whole)
}
