//! The read-out of a meeting: its form, and what is entered by it.

use crate::acting::{Leads, act_on};
use crate::answer::read;
use crate::boxes::ordered;
use crate::desk::Look;
use crate::pages::{self, Here, Told};
use crate::request::{Sent, Values, Wanted, value};
use crate::url;
use axum::response::Response;
use chancery_registry::{ORDERED_MAX, POINTS_MAX, Point, ReadOut, Refused};

/// A form of as many points as a read-out may have is not longer than this.
pub(crate) const READ_OUT_FORM_BYTES_MAX: usize = 4 << 20;
/// Rows that come at a time.
const ROWS_MORE: usize = 4;

/// Rows of the form: the field that tells how many came, how many there are at first, and how many at most.
pub(crate) struct Rows {
    /// The field that every row has.
    pub field: &'static str,
    /// At first.
    least: usize,
    /// At most.
    pub most: usize,
}

/// In which stands what was spoken of.
pub(crate) const POINTS: Rows = Rows { field: "subject", least: 8, most: POINTS_MAX };
/// In which things are ordered.
pub(crate) const ACTIONS: Rows = Rows { field: "owner", least: 4, most: ORDERED_MAX };

impl Rows {
    /// As many as came with what was typed, and some more where these are asked for.
    pub(crate) fn of(&self, typed: &Values) -> usize {
        self.came(typed)
            + if self.are_wanted(typed) { ROWS_MORE.min(self.most - self.came(typed)) } else { 0 }
    }

    /// The first of those that were asked for.
    pub(crate) fn first_new(&self, typed: &Values) -> Option<usize> {
        self.are_wanted(typed).then(|| self.came(typed) + 1)
    }

    fn are_wanted(&self, typed: &Values) -> bool {
        value(typed, "more") == self.field
    }

    fn came(&self, typed: &Values) -> usize {
        let last = (1..=self.most).rev().find(|n| typed.contains_key(&format!("{}-{n}", self.field)));
        last.unwrap_or(0).max(self.least)
    }
}

pub(crate) async fn form(Wanted { app, on: id, reader, asked }: Wanted) -> Response {
    let show = |frame: &pages::Frame, found: &_| pages::read_out(frame, found, &Told::default());
    read((app, reader, asked), Here::Meetings, move |look| look.meeting(&id), show).await
}

pub(crate) async fn record(sent: Sent) -> Response {
    if !value(&sent.values, "more").is_empty() {
        return with_more_rows(sent).await;
    }
    let home = |id: &str| format!("/meeting/{}", url::encode(id));
    let does = |look: &dyn Look, id: &str, values: &Values| {
        let paper = look.record_meeting(id, &wanted(values)?)?;
        Ok(Leads::To(format!("/paper/{}", url::encode(&paper.id))))
    };
    act_on(sent, (Here::Meetings, home), does, |look, id| look.meeting(id), pages::read_out).await
}

/// The form as it was typed, with more rows; nothing is entered.
async fn with_more_rows(Sent { app, on, reader, asked, values, .. }: Sent) -> Response {
    let told = Told { typed: values, ..Told::default() };
    let show = move |frame: &pages::Frame, found: &_| pages::read_out(frame, found, &told);
    read((app, reader, asked), Here::Meetings, move |look| look.meeting(&on), show).await
}

fn wanted(values: &Values) -> Result<ReadOut, Refused> {
    let of = |field: &str, n: usize| value(values, &format!("{field}-{n}")).to_owned();
    let points = (1..=POINTS.most).map(|n| Point {
        subject: of("subject", n),
        became: of("became", n),
        by: of("by", n),
        words: of("words", n),
    });
    Ok(ReadOut {
        marking: value(values, "marking").to_owned(),
        present: names(value(values, "present")),
        points: points.collect(),
        ordered: ordered(values, ACTIONS.most)?,
    })
}

/// Names with commas, semicolons or lines between them.
pub(crate) fn names(typed: &str) -> Vec<String> {
    typed.split([',', ';', '\n']).map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_has_the_rows_that_it_came_with_and_some_more_where_they_are_asked_for() {
        let typed = |fields: &[(&str, &str)]| -> Values {
            fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
        };
        let rows = |fields: &[(&str, &str)]| (POINTS.of(&typed(fields)), ACTIONS.of(&typed(fields)));
        assert_eq!(rows(&[]), (8, 4));
        assert_eq!(rows(&[("subject-12", ""), ("owner-4", "R B Bone")]), (12, 4));
        assert_eq!(rows(&[("subject-12", ""), ("more", "subject")]), (16, 4));
        assert_eq!(rows(&[("more", "owner")]), (8, 8));
        assert_eq!(rows(&[("subject-59", ""), ("more", "subject")]), (60, 4));
        assert_eq!(rows(&[("subject-60", ""), ("subject-99", ""), ("more", "subject")]), (60, 4));
        assert_eq!(POINTS.first_new(&typed(&[("subject-12", ""), ("more", "subject")])), Some(13));
    }
}
