//! The table of scores.

/// One measure on one set.
#[derive(Clone, Debug)]
pub struct Row {
    /// What is measured: "date, value".
    pub measure: String,
    /// On what: "FRUS, tune".
    pub set: String,
    /// The figure, from 0 to 1.
    pub got: f64,
    /// The target of a first version, where there is one.
    pub first: Option<f64>,
    /// What would be good, where it was said.
    pub good: Option<f64>,
    /// Cases behind the figure.
    pub cases: usize,
    /// What has to be known beside it: precision and recall, what is left out.
    pub note: String,
}

/// The rows as a table in Markdown, those that miss their first target with a mark.
pub fn table(rows: &[Row]) -> String {
    let mut out =
        String::from("| measure | set | score | v1 | good | cases | |\n|---|---|---|---|---|---|---|\n");
    for row in rows {
        let target = |t: Option<f64>| t.map_or_else(|| "–".to_owned(), |t| format!("{t:.3}"));
        let short = if row.first.is_some_and(|t| row.got < t) { " ✗" } else { "" };
        let (first, good) = (target(row.first), target(row.good));
        let Row { measure, set, got, cases, note, .. } = row;
        out.push_str(&format!(
            "| {measure} | {set} | {got:.3}{short} | {first} | {good} | {cases} | {note} |\n"
        ));
    }
    out
}

/// Precision, recall and their harmonic mean, from counts.
#[derive(Clone, Copy, Debug, Default)]
pub struct Counts {
    /// Found and right.
    pub right: usize,
    /// Found.
    pub found: usize,
    /// To be found.
    pub gold: usize,
}

impl Counts {
    /// What share of what was found is right.
    pub fn precision(&self) -> f64 {
        ratio(self.right, self.found)
    }

    /// What share of what was to be found was found.
    pub fn recall(&self) -> f64 {
        ratio(self.right, self.gold)
    }

    /// Their harmonic mean.
    pub fn f(&self) -> f64 {
        ratio(2 * self.right, self.found + self.gold)
    }

    /// "P .912 R .874", for a note.
    pub fn words(&self) -> String {
        format!("P {:.3} R {:.3}", self.precision(), self.recall())
    }
}

fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}
