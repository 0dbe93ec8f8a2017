//! What may be typed of the register: what is listed of it, and what of it goes into a bag.

use std::path::PathBuf;

use chancery_office::reading::Kind;
use chancery_registry::answers::RegisterFilter;
use clap::Args as ClapArgs;
use jiff::civil::Date;

/// `chancery register`.
#[derive(ClapArgs, Debug)]
pub struct RegisterArgs {
    /// What is listed of it
    #[command(flatten)]
    pub narrowed: Narrowed,
    /// Page of fifty
    #[arg(long, default_value_t = 1)]
    pub page: u32,
}

/// `chancery bag`.
#[derive(ClapArgs, Debug)]
pub struct BagArgs {
    /// Reference numbers or ids; without them, what the register lists
    pub references: Vec<String>,
    /// What of the register goes in
    #[command(flatten)]
    pub narrowed: Narrowed,
    /// All that the register lists
    #[arg(long, conflicts_with = "references")]
    pub all: bool,
    /// ZIP that it is written into, which must not be there yet
    #[arg(long)]
    pub out: PathBuf,
}

/// What of the register is meant.
#[derive(ClapArgs, Debug)]
pub struct Narrowed {
    /// Short form of a marking: S, US-S
    #[arg(long, default_value = "")]
    pub marking: String,
    /// letter, telegram, memorandum, conversation, minutes, email, message, paper, other
    #[arg(long, default_value = "", value_parser = kind)]
    pub kind: String,
    /// Part of a correspondent's name
    #[arg(long, default_value = "")]
    pub correspondent: String,
    /// Year of writing
    #[arg(long, default_value = "")]
    pub year: String,
    /// First day, as 1982-10-14
    #[arg(long, default_value = "", value_parser = day)]
    pub since: String,
    /// Last day
    #[arg(long, default_value = "", value_parser = day)]
    pub until: String,
}

impl Narrowed {
    /// Such a page of the register.
    pub fn filter(self, page: u32) -> RegisterFilter {
        let Narrowed { marking, kind, correspondent, year, since, until } = self;
        RegisterFilter { marking, kind, correspondent, year, since, until, page }
    }
}

/// A day, or nothing.
fn day(text: &str) -> Result<String, String> {
    match text.parse::<Date>() {
        Err(_) if !text.is_empty() => Err("a day is written as 1982-10-14".into()),
        _ => Ok(text.to_owned()),
    }
}

/// A kind of paper, or nothing.
fn kind(text: &str) -> Result<String, String> {
    if text.is_empty() || Kind::from_word(text).is_some() {
        return Ok(text.to_owned());
    }
    Err(format!("a kind is one of {}", Kind::ALL.map(Kind::word).join(", ")))
}
