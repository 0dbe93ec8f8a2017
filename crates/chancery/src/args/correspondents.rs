//! What may be typed of correspondents.

use std::path::PathBuf;

use clap::{Args as ClapArgs, Subcommand};

/// `chancery correspondents`.
#[derive(ClapArgs, Debug)]
pub struct CorrespondentsArgs {
    /// What is done; lists them where nothing is
    #[command(subcommand)]
    pub command: Option<CorrespondentCommand>,
    /// Only those whose name or post holds this
    #[arg(long, default_value = "")]
    pub words: String,
    /// Page of fifty
    #[arg(long, default_value_t = 1)]
    pub page: u32,
}

/// `chancery correspondents`.
#[derive(Subcommand, Debug)]
pub enum CorrespondentCommand {
    /// One of them, with the last papers from him and to him
    Show {
        /// His id
        id: String,
    },
    /// Keep one as he is now; answers with his id
    Keep {
        /// His id, where he is known
        #[arg(long)]
        id: Option<String>,
        /// Name
        #[arg(long)]
        name: String,
        /// Another name; may be given several times
        #[arg(long = "alias")]
        aliases: Vec<String>,
        /// Post; may be given several times
        #[arg(long = "post")]
        posts: Vec<String>,
        /// How a letter to him begins
        #[arg(long, default_value = "")]
        salutation: String,
        /// Address of mail; may be given several times
        #[arg(long)]
        mail: Vec<String>,
    },
    /// Take them in from a vCard file, or a table (CSV) with a heading for each column
    Take {
        /// The file
        file: PathBuf,
    },
    /// Give them out as cards (vCard 4.0), as an address book takes them, and `take` again
    Cards {
        /// The id of one; all of them where none is given
        id: Option<String>,
        /// File that they are written into, which must not be there yet; without it, to standard output
        #[arg(long)]
        out: Option<PathBuf>,
    },
    /// Say that two entries are one person
    Merge {
        /// Under which he is found from then on
        into: String,
        /// The other
        from: String,
    },
    /// Say that they are two after all
    Part {
        /// Under which he was found
        into: String,
        /// The other
        from: String,
    },
}
