//! What may be typed of the chase list and of what stands in it.

use chancery_registry::answers::{ChaseOrder, ChaseSide, ChaseState, ChaseTrust};
use clap::{Args as ClapArgs, Subcommand};
use jiff::civil::Date;

use super::worded::one_of;

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
