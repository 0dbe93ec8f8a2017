//! What the keeper does: making, admitting, verifying, rebuilding, looking for weakness.

use std::path::Path;

use chancery_registry::{Admission, ClearanceToGive, Duty, Grade, PolicyId, Registry, Settings, Zone};

use crate::args::{AdmitArgs, ClearArgs, Common};
use crate::exit::{CheckFailed, Usage};
use crate::office;
use crate::terminal::{self, Progress};

/// Longest checkpoint that is read from a file.
const NOTE_BYTES_MAX: u64 = 64 << 10;

/// `chancery init`.
pub fn init(common: &Common, name: &str, policies: &[String], zone: Option<Zone>) -> anyhow::Result<()> {
    let mut settings = Settings::new(name);
    settings.zone = zone.unwrap_or_default();
    if !policies.is_empty() {
        settings.policies = policies.iter().map(|policy| PolicyId::new(policy.as_str())).collect();
    }
    let passphrase = office::passphrase(common, true)?;
    let registry = Registry::init_with(&common.registry, settings, &passphrase, office::means()?)?;
    registry.close();
    let dir = common.registry.display();
    terminal::done(common.json, &format!("made {dir}"))?;
    terminal::note(&format!(
        "Keep three things, apart from each other and from this machine: the passphrase, and what
`chancery backup FOLDER --keys-to FOLDER` copies of {dir} into two folders. Nothing can be read again,
by anybody, without the passphrase; nor with the passphrase alone, without keys.db. `keeper` runs the registry and
reads nothing; `security` gives clearances; `clerk` enters papers and may read all.
Next: chancery admit, chancery clear, chancery file, chancery serve."
    ));
    Ok(())
}

/// `chancery admit`.
pub fn admit(common: &Common, args: AdmitArgs) -> anyhow::Result<()> {
    let registry = office::open(common)?;
    let keeper = registry.reader(common.keeper())?;
    let duties = Duty::ALL.into_iter().filter(|duty| args.duties.contains(duty)).collect();
    let admission = Admission {
        handle: args.handle,
        name: args.name,
        post: args.post.as_deref().map(split_post).transpose()?,
        principal: args.principal,
        duties,
    };
    if args.change {
        registry.change_admission(&keeper, admission)?;
    } else {
        registry.admit(&keeper, admission)?;
    }
    registry.close();
    terminal::done(common.json, if args.change { "changed" } else { "admitted" })
}

fn split_post(text: &str) -> anyhow::Result<(String, String)> {
    let (handle, title) = text
        .split_once('=')
        .ok_or_else(|| Usage(format!("a post is given as HANDLE=TITLE, not `{text}`")))?;
    Ok((handle.trim().to_owned(), title.trim().to_owned()))
}

/// `chancery clear`.
pub fn clear(common: &Common, args: ClearArgs) -> anyhow::Result<()> {
    let registry = office::open(common)?;
    let officer = registry.reader(common.security())?;
    let ClearArgs { handle, clearances, from, until, reason } = args;
    let clearance = registry.clearance(&clearances)?;
    registry.clear(&officer, ClearanceToGive { person: handle, clearance, from, until, reason })?;
    registry.close();
    terminal::done(common.json, "cleared")?;
    terminal::note("It takes the place of the clearance that he had.");
    Ok(())
}

/// `chancery take-policy`.
pub fn take_policy(common: &Common, file: &Path) -> anyhow::Result<()> {
    let unread = |e: std::io::Error| Usage(format!("{}: {e}", file.display()));
    let text = std::fs::read_to_string(common.path(file)).map_err(unread)?;
    let registry = office::open(common)?;
    let policy = registry.take_policy(&registry.reader(common.keeper())?, &text)?;
    registry.close();
    terminal::done(common.json, &format!("took in the policy {policy}"))?;
    terminal::note(
        "It is in force when the registry is next opened. Clear people for it with `chancery clear`.",
    );
    Ok(())
}

/// `chancery invite`.
pub fn invite(common: &Common, handle: &str) -> anyhow::Result<()> {
    let registry = office::open(common)?;
    let token = registry.invite(&registry.reader(common.keeper())?, handle)?;
    registry.close();
    let link = format!("/enter/{token}");
    if common.json {
        return terminal::json(&serde_json::json!({ "link": link }));
    }
    terminal::answer(&link);
    terminal::note("Add it to the address at which the office is served. It works once, within 24 hours.");
    Ok(())
}

/// `chancery strike-off`.
pub fn strike_off(common: &Common, handle: &str, reason: &str) -> anyhow::Result<()> {
    let registry = office::open(common)?;
    registry.strike_off(&registry.reader(common.keeper())?, handle, reason)?;
    registry.close();
    terminal::done(common.json, "struck off")?;
    terminal::note(
        "His duties, clearance, circles and posts have ended. What is with him is told on his page in the office.",
    );
    Ok(())
}

/// `chancery take-back`.
pub fn take_back(common: &Common, handle: &str) -> anyhow::Result<()> {
    let registry = office::open(common)?;
    registry.take_back(&registry.reader(common.keeper())?, handle)?;
    registry.close();
    terminal::done(common.json, "taken back")?;
    terminal::note(
        "He has his name and nothing else: next, chancery admit --change, chancery clear, chancery invite.",
    );
    Ok(())
}

/// `chancery take-off-factor`.
pub fn take_off_factor(common: &Common, handle: &str, reason: &str) -> anyhow::Result<()> {
    let registry = office::open(common)?;
    registry.take_off_factor(&registry.reader(common.keeper())?, handle, reason)?;
    registry.close();
    terminal::done(common.json, "taken off")
}

/// `chancery verify`.
pub fn verify(common: &Common, against: Option<&Path>) -> anyhow::Result<()> {
    let kept = against.map(|file| kept_note(common, file)).transpose()?;
    let registry = office::open_to_mend(common)?;
    let mut progress = Progress::new("verifying", Some(0));
    let mut verified = registry.verify(&mut |done, _| progress.at(done))?;
    progress.end();
    if let Some(kept) = kept {
        verified.flaws.extend(registry.verify_against(&kept)?);
    }
    registry.close();
    if common.json {
        terminal::json(&verified)?;
    } else {
        terminal::answer(&format!("{} entries, {} bodies", verified.entries, verified.bodies));
        verified.flaws.iter().for_each(|flaw| terminal::answer(flaw));
    }
    match verified.flaws.len() {
        0 => {
            terminal::note("everything stands as it was entered");
            Ok(())
        }
        n => Err(CheckFailed(format!("{n} things do not stand as they were entered")).into()),
    }
}

/// A checkpoint that was kept; a note is a few lines.
fn kept_note(common: &Common, file: &Path) -> anyhow::Result<String> {
    let unread = |why: &dyn std::fmt::Display| Usage(format!("{}: {why}", file.display()));
    let path = common.path(file);
    if std::fs::metadata(&path).map_err(|e| unread(&e))?.len() > NOTE_BYTES_MAX {
        return Err(unread(&"longer than a checkpoint is").into());
    }
    Ok(std::fs::read_to_string(path).map_err(|e| unread(&e))?)
}

/// `chancery rebuild`.
pub fn rebuild(common: &Common) -> anyhow::Result<()> {
    let passphrase = office::passphrase(common, false)?;
    let (registry, swept) = Registry::rebuild(&common.registry, &passphrase, office::means()?)?;
    registry.close();
    terminal::done(common.json, "the register and the shelves were made again from the ledger")?;
    let removed = swept.orphans + swept.unfinished;
    if removed > 0 {
        terminal::note(&format!("{removed} bodies that no entry names were removed"));
    }
    Ok(())
}

/// `chancery doctor`.
pub fn doctor(common: &Common) -> anyhow::Result<()> {
    let registry = office::open_to_mend(common)?;
    let examined = registry.examine()?;
    registry.close();
    if common.json {
        terminal::json(&examined)?;
    } else {
        for item in &examined {
            let grade = match item.grade {
                Grade::Good => "good",
                Grade::Weak => "weak",
                Grade::Bad => "BAD",
            };
            terminal::answer(&format!("{grade:5} {:12} {}", item.what, item.words));
        }
    }
    match examined.iter().filter(|item| item.grade == Grade::Bad).count() {
        0 => Ok(()),
        n => Err(CheckFailed(format!("{n} things must be mended")).into()),
    }
}
