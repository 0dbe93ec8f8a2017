//! Numbers of papers: figures with the letters of their series.

/// A number taken apart: "Tosec 3", "CX-158", "5412/2", "1473/Todel 12".
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Number {
    /// Runs of figures, without leading noughts.
    figures: Vec<String>,
    /// Words of letters beside them, in small letters.
    series: Vec<String>,
    elsewhere: bool,
}

/// Series that a telegram's number carries in its own text, and a citation repeats.
const SERIES: [&str; 22] = [
    "todel",
    "secto",
    "tosec",
    "dulte",
    "tedul",
    "polto",
    "topol",
    "tousun",
    "busec",
    "toaid",
    "aidto",
    "mustel",
    "unmis",
    "cirtel",
    "depcirtel",
    "depin",
    "ca",
    "nsc",
    "nie",
    "snie",
    "cx",
    "circular",
];
/// What a number that is a paper's only elsewhere speaks against it.
const ELSEWHERE: u32 = 2;
/// What another series speaks against it.
const OTHER_SERIES: u32 = 5;
/// What one of several numbers speaks against it.
const ONE_OF_SEVERAL: u32 = 1;

impl Number {
    /// A paper's own number.
    pub fn own(words: &str) -> Self {
        let (mut figures, mut series) = (Vec::new(), Vec::new());
        for word in words.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()) {
            let at = word.find(|c: char| c.is_ascii_digit()).unwrap_or(word.len());
            let (letters, rest) = word.split_at(at);
            let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
            if !letters.is_empty() {
                series.push(letters.to_lowercase());
            }
            if end > 0 {
                figures.push(rest.get(..end).unwrap_or("").trim_start_matches('0').to_owned());
            }
        }
        Self { figures, series, elsewhere: false }
    }

    /// A number under which a paper went elsewhere.
    pub fn elsewhere(words: &str) -> Self {
        Self { elsewhere: true, ..Self::own(words) }
    }

    /// A number as a citation gives it, with the words before it.
    pub fn cited(number: &str, lead: &str) -> Option<Self> {
        let Self { figures, mut series, .. } = Self::own(number);
        series.extend(lead.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase));
        series.retain(|s| SERIES.contains(&s.as_str()));
        (!figures.is_empty()).then_some(Self { figures, series, elsewhere: false })
    }

    /// What speaks against a paper's number being the one cited; none where it is another.
    pub fn against(&self, paper: &Number) -> Option<u32> {
        let all = self.figures.iter().all(|f| paper.figures.contains(f));
        if !all {
            return None;
        }
        let series = |n: &Number| -> Vec<String> {
            n.series.iter().filter(|s| SERIES.contains(&s.as_str())).cloned().collect()
        };
        let (own, said) = (series(paper), series(self));
        let other =
            own.is_empty() != said.is_empty() || (!own.is_empty() && !own.iter().any(|s| said.contains(s)));
        Some(
            u32::from(other && !paper.elsewhere) * OTHER_SERIES
                + u32::from(paper.elsewhere) * ELSEWHERE
                + u32::from(paper.figures.len() > self.figures.len()) * ONE_OF_SEVERAL,
        )
    }
}
