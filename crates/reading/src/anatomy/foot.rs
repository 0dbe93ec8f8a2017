//! The foot of a letter: who signed, whom it is addressed to, who has a copy.

use super::lines as look;
use super::readers::copied;
use super::roles::Zone;
use super::told::{Group, Told};
use super::writers::{anchor, date};
use super::{Found, dates, parties};
use chancery_office::reading::{FieldRole, Party};

/// Who signed, and to whom the foot is addressed.
#[derive(Default)]
pub(super) struct Tail {
    writer: Party,
    to: Option<Party>,
    /// The head says by a line of its own to whom the paper goes.
    pub stated: bool,
}

impl Tail {
    pub fn take(&mut self, found: &mut Found<'_>, told: &Told<'_, '_>, group: &Group) {
        let value = told.values(group);
        match group.role {
            FieldRole::Signer
                if self.writer.name.as_deref().is_none_or(|name| is_short_for(name, &value)) =>
            {
                self.writer.name = Some(signed(&value).to_owned());
            }
            // The post under an addressee is his.
            FieldRole::Post if self.to.is_some() => {
                if let Some(party) = self.to.as_mut().filter(|p| p.post.is_none()) {
                    party.post = Some(value.trim_end_matches([',', '.']).to_owned());
                }
            }
            FieldRole::Post if self.writer.post.is_none() => self.writer.post = Some(value),
            FieldRole::To => self.addressed(&value),
            FieldRole::Place => {
                if let Some(party) = self.to.as_mut().filter(|p| p.address.is_none()) {
                    party.address = Some(value.trim_end_matches([',', '.']).to_owned());
                }
            }
            FieldRole::CopiedTo => {
                let value = [
                    "Copies to ",
                    "Copied to ",
                    "Copy to ",
                    "c.c. ",
                    "cc ",
                    "Copie à ",
                    "Copies à ",
                    "with copies to ",
                ]
                .iter()
                .find_map(|k| value.strip_prefix(k))
                .unwrap_or(&value);
                let all = if group.lines.len() > 1 { copied(told, group) } else { parties::of_list(value) };
                found.particulars.copied_to.extend(all);
            }
            FieldRole::Date => date(found, told, &value),
            FieldRole::Stamp => {
                let date = dates::dated(told.first(group), told.sheet.ctx.day_first, anchor(found, told));
                found.stamp = found.stamp.or(date);
            }
            _ => {}
        }
    }

    /// "His Excellency" stands over whom it honours.
    fn addressed(&mut self, value: &str) {
        match &mut self.to {
            None => self.to = Some(Party::named(value.trim_end_matches([',', ' ']))),
            Some(party)
                if matches!(
                    party.name.as_deref(),
                    Some(
                        "His Excellency"
                            | "Her Excellency"
                            | "Son Excellence"
                            | "The Right Honourable"
                            | "The Honorable"
                            | "The Rt Hon"
                    )
                ) =>
            {
                *party = if look::is_name(value) {
                    Party::named(value.trim_end_matches(','))
                } else {
                    Party::post(value.trim_start_matches("The "))
                };
            }
            Some(_) => {}
        }
    }

    pub fn close(self, found: &mut Found<'_>) {
        let greets = found.fields.iter().any(|f| matches!(f.role, FieldRole::Salutation | FieldRole::Close));
        match found.particulars.from.as_mut_slice() {
            [] if self.writer != Party::default() => found.particulars.from.push(self.writer),
            // "L'Ambassadeur" over a letter, and his name under it.
            [stated] if greets && stated.name.is_none() => stated.name = self.writer.name,
            _ => {}
        }
        if let Some(to) = self.to.filter(|_| !self.stated) {
            found.particulars.to = vec![to];
        }
    }
}

/// A signer without the brackets of a typist or an editor, and without "(signed)" before him.
fn signed(value: &str) -> &str {
    const SIGNED: [&str; 7] =
        ["(signed) ", "(Signed) ", "[signed] ", "/s/ ", "(Sgd.) ", "(sgd) ", "Signed: "];
    let name = SIGNED.iter().find_map(|s| value.strip_prefix(s)).unwrap_or(value);
    look::bare(name.trim()).trim_matches(['[', ']'])
}

/// "Ken", and below it "Kenneth T. Young, Jr.": who signed by his first name, and no addressee.
pub(super) fn typed_below(told: &Told<'_, '_>, group: &mut Group, tail: &Tail) {
    if group.zone != Zone::Tail || group.role != FieldRole::To {
        return;
    }
    let writer = tail.writer.name.as_deref();
    let typed = told.first(group);
    if writer.is_some_and(|name| is_short_for(name, typed) || is_typed(name, typed)) {
        group.role = FieldRole::Signer;
    }
}

/// "(L V Appleyard)" under "Len Appleyard", and "William P. Marsh" under "(signed) William P. Marsh".
fn is_typed(name: &str, typed: &str) -> bool {
    let bare = signed(typed);
    let last = |words: &str| words.rsplit(' ').next().map(str::to_lowercase);
    name == bare || bare.len() < typed.len() && bare.contains(' ') && last(name) == last(bare)
}

/// "Ken" of "Kenneth T. Young, Jr."
fn is_short_for(name: &str, whole: &str) -> bool {
    !name.contains(' ') && name.len() >= 3 && whole.split(' ').any(|word| word.starts_with(name))
}
