//! What may be typed of the diary and of meetings.

use std::path::PathBuf;

use chancery_registry::answers::DiarySpan;
use clap::{Args as ClapArgs, Subcommand};
use jiff::civil::{Date, Time};

use super::worded::one_of;

/// `chancery diary`.
#[derive(ClapArgs, Debug)]
pub struct DiaryArgs {
    /// What is done with it; shows it where nothing is
    #[command(subcommand)]
    pub command: Option<DiaryCommand>,
    /// How much of it
    #[arg(long, default_value = "agenda", value_parser = one_of!(DiarySpan))]
    pub show: DiarySpan,
    /// A day in it, for an agenda its first
    #[arg(long)]
    pub day: Option<Date>,
}

/// `chancery diary`.
#[derive(Subcommand, Debug)]
pub enum DiaryCommand {
    /// Note the meetings of an .ics file, all under one marking
    Take {
        /// The file
        file: PathBuf,
        /// What it holds bears this
        #[arg(long)]
        marking: String,
        /// Why it stands below what was opened in this sitting
        #[arg(long, default_value = "")]
        because: String,
    },
    /// Make an address at which one's own calendar fetches meetings, in place of one that there is
    Address {
        /// What bears more stands in it as time that one is engaged
        #[arg(long)]
        marking: String,
    },
    /// Give the address up
    EndAddress,
}

/// `chancery meeting`.
#[derive(ClapArgs, Debug)]
pub struct MeetingArgs {
    /// The meeting's id
    pub id: String,
    /// What is done
    #[command(subcommand)]
    pub command: MeetingCommand,
}

/// `chancery meeting ID`.
#[derive(Subcommand, Debug)]
pub enum MeetingCommand {
    /// Change one that was noted by hand; what is not given stays
    Change {
        /// Day
        #[arg(long)]
        date: Option<Date>,
        /// Hour
        #[arg(long)]
        at: Option<Time>,
        /// When it ends
        #[arg(long)]
        until: Option<Time>,
        /// What it is about
        #[arg(long)]
        subject: Option<String>,
        /// Where
        #[arg(long)]
        place: Option<String>,
        /// With whom; may be given several times, and takes the place of who was named
        #[arg(long)]
        with: Vec<String>,
        /// Why it stands below what was opened in this sitting
        #[arg(long, default_value = "")]
        because: String,
    },
    /// Say that one that was noted by hand is not held
    Cancel {
        /// Why
        #[arg(long, default_value = "")]
        reason: String,
        /// Why it stands below what was opened in this sitting
        #[arg(long, default_value = "")]
        because: String,
    },
    /// Say that it and another are one: one that was noted, and one of which papers speak
    Join {
        /// The other's id
        other: String,
    },
    /// Say that it and one that papers speak of are two after all
    Part {
        /// The other's id
        other: String,
    },
    /// Enter what was said in it as a paper, with its subjects and what is to be done
    ReadOut {
        /// Its marking
        #[arg(long)]
        marking: String,
        /// Who was there; may be given several times
        #[arg(long)]
        present: Vec<String>,
        /// What was spoken of, as "SUBJECT | BECAME | BY | WORDS"; may be given several times
        #[arg(long = "point")]
        points: Vec<String>,
        /// What is to be done, as "WHO | WHAT" or "WHO | WHAT | 1982-11-01"; may be given several times
        #[arg(long = "order")]
        ordered: Vec<String>,
        /// Why it stands below what was opened in this sitting
        #[arg(long, default_value = "")]
        because: String,
    },
}
