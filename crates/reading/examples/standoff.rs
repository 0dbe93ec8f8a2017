//! Prints the standoff form of each text named, one a line: `standoff FILE…`.
#![allow(clippy::print_stdout, reason = "an example talks with a person at a terminal")]

use chancery_reading::{Context, read, standoff};

fn main() -> std::io::Result<()> {
    for name in std::env::args().skip(1) {
        let text = std::fs::read_to_string(name)?;
        println!("{}", standoff(&text, &read(&text, &Context { day_first: true, ..Context::default() })));
    }
    Ok(())
}
