//! `chancery second-read`.

use chancery_registry::answers::SecondReadShown;

use crate::args::{Common, SecondReadArgs};
use crate::{office, terminal};

/// Has one paper read, or all that may be; each is entered by itself, so a reading that is stopped goes on
/// where it was.
pub fn run(common: &Common, which: &SecondReadArgs) -> anyhow::Result<()> {
    let (registry, view) = office::view(common)?;
    let wanted = match &which.reference {
        Some(reference) => vec![reference.clone()],
        None => view.to_second_read(which.since)?,
    };
    drop(view);
    for name in wanted.iter().take_while(|_| !terminal::is_left()) {
        let read = registry.view(&registry.reader(common.reader())?)?.second_read(name)?;
        if common.json {
            terminal::json(&read)?;
        } else {
            terminal::answer(&line(&read));
        }
    }
    registry.close();
    if wanted.is_empty() {
        terminal::note("nothing that it may be sent is unread by it");
    }
    Ok(())
}

fn line(read: &SecondReadShown) -> String {
    let SecondReadShown { reference, model, proposed, agreed, dropped } = read;
    let mut line = format!("{reference}: {model} proposes {proposed}, and finds {agreed} that were found");
    if !dropped.is_empty() {
        let reasons: Vec<String> = dropped.iter().map(|(why, n)| format!("{why} {n}")).collect();
        line.push_str(&format!("; not believed: {}", reasons.join(", ")));
    }
    line
}
