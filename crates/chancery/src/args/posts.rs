//! `chancery post`.

use clap::{Args as ClapArgs, Subcommand};
use jiff::civil::Date;

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
