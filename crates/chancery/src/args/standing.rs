//! What may be typed about standing: people, clearances, circles, markings.

use chancery_registry::Duty;
use clap::{Args as ClapArgs, Subcommand};
use jiff::civil::Date;

use super::worded::one_of;

/// `chancery admit`.
#[derive(ClapArgs, Debug)]
pub struct AdmitArgs {
    /// Handle, as in `--as`
    pub handle: String,
    /// Name
    #[arg(long, required_unless_present = "change", default_value = "")]
    pub name: String,
    /// He is entered already: what is not given stays
    #[arg(long)]
    pub change: bool,
    /// Post, as `ps-no10=Private Secretary, 10 Downing Street`
    #[arg(long)]
    pub post: Option<String>,
    /// A box is made for the post
    #[arg(long, requires = "post")]
    pub principal: bool,
    /// What he may do: keep, register, put-up, minute, clear, approve
    #[arg(long = "duty", value_parser = one_of!(Duty))]
    pub duties: Vec<Duty>,
}

/// `chancery clear`.
#[derive(ClapArgs, Debug)]
pub struct ClearArgs {
    /// The person's handle
    pub handle: String,
    /// What he may read, a line a policy: `uk-1982=SECRET`, `us-historical=Secret; Nodis`,
    /// `uk-1982=SECRET as UK-POST`; `*` for all; none for nothing
    pub clearances: Vec<String>,
    /// First day, as 1982-10-14
    #[arg(long)]
    pub from: Option<Date>,
    /// Last day
    #[arg(long)]
    pub until: Option<Date>,
    /// Why
    #[arg(long, default_value = "")]
    pub reason: String,
}

/// `chancery circle`.
#[derive(Subcommand, Debug)]
pub enum CircleCommand {
    /// List the circles that the reader knows of, with who is and was in them
    List,
    /// Make a circle, with the reader in it; answers with its name in markings
    Make {
        /// Its name
        #[arg(required = true)]
        name: Vec<String>,
        /// What it is for
        #[arg(long, default_value = "")]
        purpose: String,
    },
    /// Take a person in; for who answers for the circle
    Take {
        /// The circle, by its name
        circle: String,
        /// The person's handle
        person: String,
    },
    /// Put a person out; for who answers for the circle
    PutOut {
        /// The circle, by its name
        circle: String,
        /// The person's handle
        person: String,
    },
    /// Leave a circle
    Leave {
        /// The circle, by its name
        circle: String,
    },
    /// Close a circle: nobody joins it any more; for who answers for it
    Close {
        /// The circle, by its name
        circle: String,
    },
}

/// `chancery relabel`.
#[derive(Subcommand, Debug)]
pub enum RelabelCommand {
    /// List what waits for a second person
    List,
    /// Propose another marking for a paper; one that is only raised bears it at once
    Propose {
        /// Reference number or id
        reference: String,
        /// The marking as it should stand
        #[arg(required = true)]
        marking: Vec<String>,
        /// Why
        #[arg(long)]
        reason: String,
        /// By what authority
        #[arg(long)]
        authority: String,
        /// The day from which it may be approved, as 1993-01-01
        #[arg(long)]
        on: Option<Date>,
        /// The event upon which it is to be approved
        #[arg(long)]
        event: Option<String>,
        /// Another paper for which the same is proposed; may be given several times
        #[arg(long)]
        also: Vec<String>,
    },
    /// Approve a proposal of another person
    Approve {
        /// The proposal, as `relabel list` names it
        proposal: String,
    },
    /// Refuse a proposal, or take one's own back
    Refuse {
        /// The proposal, as `relabel list` names it
        proposal: String,
        /// Why
        #[arg(long, default_value = "")]
        reason: String,
    },
}
