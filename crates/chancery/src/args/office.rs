//! What may be typed of boxes and of the chase list.

use chancery_registry::Mark;
use chancery_registry::answers::{ChaseOrder, ChaseSide, ChaseState, ChaseTrust};
use clap::{Args as ClapArgs, Subcommand};
use jiff::civil::{Date, DateTime, Time};

use super::worded::one_of;

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

/// `chancery print`.
#[derive(ClapArgs, Debug)]
pub struct PrintArgs {
    /// What
    #[command(subcommand)]
    pub what: PrintCommand,
    /// File that it is written into, which must not be there yet; without it, to standard output
    #[arg(long, global = true)]
    pub out: Option<std::path::PathBuf>,
}

/// What is printed.
#[derive(Subcommand, Debug)]
pub enum PrintCommand {
    /// A paper; it is entered as printed
    Paper {
        /// Reference number or id
        reference: String,
        /// Which copy this is, as "1 of 3"
        #[arg(long)]
        copy: Option<String>,
        /// With a cover sheet, on which those who have it in hand sign
        #[arg(long)]
        cover_sheet: bool,
        /// With the pictures of its pages, as it came
        #[arg(long)]
        pictures: bool,
    },
    /// Several papers as one; each is entered as printed
    Papers {
        /// Reference numbers or ids
        #[arg(required = true)]
        references: Vec<String>,
    },
    /// The contents of a box
    Box {
        /// The principal's post
        principal: String,
    },
    /// The dialogue of two sides
    Dialogue {
        /// One side, by surname
        a: String,
        /// The other
        b: String,
        /// Page of occasions, the newest first
        #[arg(long, default_value_t = 1)]
        page: u32,
    },
    /// The brief for a meeting, then its papers; each is entered as printed
    Brief {
        /// The meeting's id
        meeting: String,
    },
    /// A page of the chase list
    Undertakings {
        /// Only those of this name
        #[arg(long, default_value = "")]
        who: String,
        /// Page of fifty
        #[arg(long, default_value_t = 1)]
        page: u32,
    },
    /// A page of the register
    Register {
        /// Page of fifty
        #[arg(long, default_value_t = 1)]
        page: u32,
    },
}

/// `chancery order`.
#[derive(ClapArgs, Debug)]
pub struct OrderArgs {
    /// Reference number or id
    pub reference: String,
    /// Who is to do it
    #[arg(long)]
    pub owner: String,
    /// What
    #[arg(long)]
    pub what: String,
    /// By when
    #[arg(long)]
    pub due: Option<Date>,
    /// Who said so, and how
    #[arg(long, default_value = "")]
    pub words: String,
    /// Why it stands below what was opened in this sitting
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

/// `chancery undertakings`.
#[derive(ClapArgs, Debug)]
pub struct ChaseArgs {
    /// Only those of this name
    #[arg(long, default_value = "")]
    pub who: String,
    /// Only those with this other side
    #[arg(long, default_value = "")]
    pub with: String,
    /// Anyone's, ours, theirs, or what you answer for yourself
    #[arg(long, default_value = "any", value_parser = one_of!(ChaseSide))]
    pub side: ChaseSide,
    /// Open, closed, or all
    #[arg(long, default_value = "open", value_parser = one_of!(ChaseState))]
    pub state: ChaseState,
    /// What is likely, what is no more than possible, or all
    #[arg(long, default_value = "likely", value_parser = one_of!(ChaseTrust))]
    pub trust: ChaseTrust,
    /// In which order
    #[arg(long, default_value = "due", value_parser = one_of!(ChaseOrder))]
    pub order: ChaseOrder,
    /// Page of fifty
    #[arg(long, default_value_t = 1)]
    pub page: u32,
}

/// Which undertaking.
#[derive(ClapArgs, Debug)]
pub struct Which {
    /// Reference number or id of its paper
    pub reference: String,
    /// Its key in the paper, as the list gives it; the beginning is enough
    pub key: String,
    /// Why what is written stands below what was opened in this sitting
    #[arg(long, default_value = "")]
    pub because: String,
}

/// Which undertakings: one, and others with it, each checked on its own.
#[derive(ClapArgs, Debug)]
pub struct WhichOnes {
    /// Which
    #[command(flatten)]
    pub which: Which,
    /// Another with it, by its paper and its key; may be given several times
    #[arg(long, num_args = 2, value_names = ["REFERENCE", "KEY"])]
    pub also: Vec<String>,
}

/// `chancery undertaking`.
#[derive(Subcommand, Debug)]
pub enum UndertakingCommand {
    /// Show one, and what was done with it
    Show {
        /// Which
        #[command(flatten)]
        which: Which,
    },
    /// Make somebody answer for it, or for several
    Assign {
        /// Which
        #[command(flatten)]
        which: WhichOnes,
        /// Who
        #[arg(long)]
        to: String,
        /// By when; without it, it keeps the day that it has
        #[arg(long)]
        due: Option<Date>,
    },
    /// Enter that its owner was reminded, or those of several
    Chase {
        /// Which
        #[command(flatten)]
        which: WhichOnes,
        /// In which words; without them, in those that `show` proposes
        #[arg(long)]
        words: Option<String>,
    },
    /// Say that it is so as it was read, or that several are
    Confirm {
        /// Which
        #[command(flatten)]
        which: WhichOnes,
    },
    /// Say that it is no undertaking, or that several are none
    Dismiss {
        /// Which
        #[command(flatten)]
        which: WhichOnes,
        /// Why
        #[arg(long, default_value = "")]
        reason: String,
    },
    /// Leave it alone until a day
    Wait {
        /// Which
        #[command(flatten)]
        which: Which,
        /// The day
        #[arg(long)]
        until: Date,
        /// Why
        #[arg(long, default_value = "")]
        reason: String,
    },
    /// Do not leave it alone any more
    Resume {
        /// Which
        #[command(flatten)]
        which: Which,
        /// Why
        #[arg(long, default_value = "")]
        reason: String,
    },
    /// It was kept
    Keep {
        /// Which
        #[command(flatten)]
        which: Which,
        /// Reference number or id of the paper that shows it
        #[arg(long, default_value = "")]
        shown_by: String,
        /// How
        #[arg(long, default_value = "")]
        words: String,
    },
    /// It is not waited for any more
    Lapse {
        /// Which
        #[command(flatten)]
        which: Which,
        /// Why
        #[arg(long, default_value = "")]
        reason: String,
    },
    /// Whoever was to do it has refused
    Refuse {
        /// Which
        #[command(flatten)]
        which: Which,
        /// In which words
        #[arg(long, default_value = "")]
        reason: String,
    },
    /// It is the same as another, which is chased in its stead
    Merge {
        /// Which
        #[command(flatten)]
        which: Which,
        /// Reference number or id of the other's paper
        #[arg(long = "into")]
        paper: String,
        /// The other's key
        #[arg(long = "key", id = "other-key")]
        other: String,
    },
    /// Open it again
    Reopen {
        /// Which
        #[command(flatten)]
        which: Which,
        /// Why
        #[arg(long, default_value = "")]
        reason: String,
    },
}

/// `chancery post`.
#[derive(ClapArgs, Debug)]
pub struct PostArgs {
    /// The post's handle, as in `chancery people`
    pub post: String,
    /// What is done; shows it where nothing is
    #[command(subcommand)]
    pub command: Option<PostCommand>,
}

/// `chancery post POST`.
#[derive(Subcommand, Debug)]
pub enum PostCommand {
    /// Have a person act in it for its holder
    Deputy {
        /// His handle
        person: String,
        /// First day; today where it is not given
        #[arg(long)]
        from: Option<Date>,
        /// Last day
        #[arg(long)]
        until: Date,
    },
    /// End that before its last day
    EndDeputy {
        /// His handle
        person: String,
    },
}
