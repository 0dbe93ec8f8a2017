//! What the registry answers, as documents for print: each between what all that it shows bears together.

mod brief;
mod dialogue;
mod draft;
mod lists;
mod paper;
mod sheet;
mod wording;

pub use brief::brief;
pub use dialogue::dialogue;
pub use draft::draft;
pub use lists::{box_list, chase_list, register_page};
pub use paper::{paper, papers, pictures};
pub use sheet::under_cover_sheet;
pub use wording::{English, Tongue, Wording};

use chancery_press::{Block, Cell, Grade, Marking, Row, Run, Style};

use crate::answers::Marked;

fn marking(marked: &Marked) -> Marking {
    let grade = match marked.grade {
        chancery_label::Grade::Unclassified => Grade::Unclassified,
        chancery_label::Grade::Restricted => Grade::Restricted,
        chancery_label::Grade::Confidential => Grade::Confidential,
        chancery_label::Grade::Secret => Grade::Secret,
        chancery_label::Grade::TopSecret => Grade::TopSecret,
        chancery_label::Grade::NotSettled => Grade::NotSettled,
    };
    Marking::new(marked.banner.clone(), grade)
}

fn particulars(rows: impl IntoIterator<Item = (String, String)>) -> Block {
    Block::Particulars(rows.into_iter().filter(|(_, value)| !value.is_empty()).collect())
}

/// A row whose first cell is a reference.
fn row<const N: usize>(cells: [String; N]) -> Row {
    let style = |at: usize| if at == 0 { Style::Typed } else { Style::Plain };
    cells.into_iter().enumerate().map(|(at, text)| Cell::styled(unbroken(&text, at), style(at))).collect()
}

/// A reference is not broken where its space is.
fn unbroken(text: &str, at: usize) -> String {
    if at == 0 { text.replace(' ', "\u{a0}") } else { text.to_owned() }
}

fn soft(text: impl Into<String>) -> Block {
    Block::Paragraph(vec![Run::styled(text.into(), Style::Emphasis)])
}
