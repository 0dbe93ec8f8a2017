//! `chancery file`.

use std::path::PathBuf;

use clap::Args as ClapArgs;

/// `chancery file`.
#[derive(ClapArgs, Debug)]
pub struct FileArgs {
    /// Files, or folders of files; `-` is what comes on standard input
    #[arg(required = true)]
    pub paths: Vec<PathBuf>,
    /// The name of what comes on standard input
    #[arg(long, default_value = "standard input")]
    pub name: String,
    /// All of them are one paper: pictures are its pages, else the first covers the rest
    #[arg(long)]
    pub together: bool,
    /// Lay it in the in-tray, where a clerk settles it
    #[arg(long)]
    pub to_tray: bool,
    /// File in which each refused file is listed with its reason, between them a tab
    #[arg(long)]
    pub report: Option<PathBuf>,
    /// Marking of what is filed, where you know better than the paper says
    #[arg(long)]
    pub marking: Option<String>,
    /// Why that is less than the paper says itself; it stands with the paper
    #[arg(long, default_value = "", requires = "marking")]
    pub reason: String,
    /// The file that it goes into: papers on one subject
    #[arg(long)]
    pub into: Option<String>,
    /// Policy under which a marking is read first
    #[arg(long)]
    pub policy: Option<String>,
}
