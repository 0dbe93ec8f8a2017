//! The foot of a letter: who signed, whom it is addressed to, who has a copy.

use super::lines as look;
use super::particulars::{Group, Told, anchor, date};
use super::roles::Zone;
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
            FieldRole::Post if self.writer.post.is_none() => self.writer.post = Some(value),
            FieldRole::To => self.addressed(&value),
            FieldRole::Place => {
                if let Some(party) = self.to.as_mut().filter(|p| p.address.is_none()) {
                    party.address = Some(value);
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
                found.particulars.copied_to.extend(parties::of_list(value));
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
            None => self.to = Some(Party::named(value)),
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
                    Party::named(value)
                } else {
                    Party::post(value.trim_start_matches("The "))
                };
            }
            Some(_) => {}
        }
    }

    pub fn close(self, found: &mut Found<'_>) {
        if self.writer != Party::default() && found.particulars.from.is_empty() {
            found.particulars.from.push(self.writer);
        }
        if let Some(to) = self.to.filter(|_| !self.stated) {
            found.particulars.to = vec![to];
        }
    }
}

/// A signer without the brackets of a typist or an editor.
fn signed(value: &str) -> &str {
    look::bare(value).trim_matches(['[', ']'])
}

/// "Ken", and below it "Kenneth T. Young, Jr.": who signed by his first name, and no addressee.
pub(super) fn typed_below(told: &Told<'_, '_>, group: &mut Group, tail: &Tail) {
    if group.zone != Zone::Tail || group.role != FieldRole::To {
        return;
    }
    let signed = tail.writer.name.as_deref();
    if signed.is_some_and(|name| is_short_for(name, told.first(group))) {
        group.role = FieldRole::Signer;
    }
}

/// "Ken" of "Kenneth T. Young, Jr."
fn is_short_for(name: &str, whole: &str) -> bool {
    !name.contains(' ') && name.len() >= 3 && whole.split(' ').any(|word| word.starts_with(name))
}
