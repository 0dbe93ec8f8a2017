//! What may be typed of boxes: what goes up before a principal, in which order, and how it comes out.

use chancery_registry::{Mark, Purpose};
use clap::{Args as ClapArgs, Subcommand};
use jiff::civil::{Date, DateTime, Time};

use super::worded::one_of;

/// `chancery put-up`.
#[derive(ClapArgs, Debug)]
pub struct PutUpArgs {
    /// Reference numbers or ids; each is checked on its own
    #[arg(required = true)]
    pub references: Vec<String>,
    /// The principal's post
    #[arg(long)]
    pub before: String,
    /// For what
    #[arg(long = "for", value_parser = one_of!(Purpose))]
    pub purpose: Purpose,
    /// The meeting that it is for
    #[arg(long)]
    pub meeting: Option<String>,
    /// A note on it
    #[arg(long, default_value = "")]
    pub note: String,
    /// By when it is wanted
    #[command(flatten)]
    pub deadline: DeadlineArgs,
    /// Why the note stands below what was opened in this sitting
    #[arg(long, default_value = "")]
    pub because: String,
}

/// By when a paper that is put up is wanted.
#[derive(ClapArgs, Debug)]
pub struct DeadlineArgs {
    /// The day by which it is wanted
    #[arg(long, requires = "reason")]
    pub due: Option<Date>,
    /// The hour
    #[arg(long, requires = "due")]
    pub due_at: Option<Time>,
    /// Why by then
    #[arg(long = "due-reason", id = "reason", requires = "due", default_value = "")]
    pub reason: String,
}

/// `chancery box`.
#[derive(ClapArgs, Debug)]
pub struct BoxArgs {
    /// The principal's post, as in `chancery people`
    pub principal: String,
    /// What is done at it; shows it where nothing is
    #[command(subcommand)]
    pub command: Option<BoxCommand>,
}

/// `chancery box PRINCIPAL`.
#[derive(Subcommand, Debug)]
pub enum BoxCommand {
    /// Give a paper its place among those of its purpose
    Order {
        /// Reference number or id
        reference: String,
        /// Its place, from 1
        place: u32,
    },
    /// Take a paper out, unmarked
    TakeOut {
        /// Reference number or id
        reference: String,
    },
    /// Set the hour at which it closes, as 1982-10-14T17:30, where the office is
    Close {
        /// The hour
        at: DateTime,
    },
    /// Enter what the principal made of a paper, which comes out of the box
    Mark(MarkArgs),
}

/// `chancery box PRINCIPAL mark`.
#[derive(ClapArgs, Debug)]
pub struct MarkArgs {
    /// Reference number or id
    pub reference: String,
    /// His mark
    #[arg(value_parser = one_of!(Mark))]
    pub mark: Mark,
    /// His words
    #[arg(long, default_value = "")]
    pub words: String,
    /// What he decides of one recommendation, as "2=not-agree"; may be given several times, and the others go with the paper
    #[arg(long = "decide")]
    pub decided: Vec<String>,
    /// What he wants done, as "WHO | WHAT" or "WHO | WHAT | 1982-11-01"; may be given several times
    #[arg(long = "order")]
    pub ordered: Vec<String>,
    /// In place of the mark with which it came back, which stays on the paper
    #[arg(long)]
    pub again: bool,
    /// Why it stands below what was opened in this sitting
    #[arg(long, default_value = "")]
    pub because: String,
}
