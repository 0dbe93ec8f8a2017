//! A query made ready for an index: terms looked up, weights worked out from the visible alone.

use tantivy::query::{EnableScoring, PhraseQuery, Query as _, Weight};
use tantivy::schema::Field;
use tantivy::{Searcher, Term};

use super::lens::{Lens, Statistics};
use crate::ShelvesError;
use crate::query::{Days, Junction, Label, Leaf, Node, Scope};
use crate::schema::Fields;

/// How strongly a word that stands often in a paper counts, and how much a long paper is held back.
pub(super) const SATURATION: f32 = 1.2;

/// A part of a query, ready.
pub(super) enum Plan {
    /// A word that is weighed, with how many visible papers have it.
    Word { term: Term, weight: f32, frequency: u64 },
    /// A term that is there or not.
    Term(Term),
    /// A phrase, weighed or there or not.
    Phrase { weight: Box<dyn Weight>, weighed: bool },
    /// The beginning of a word.
    Prefix { field: Field, start: String },
    /// A stretch of days.
    Days(Days),
    /// Several together, less some.
    All { must: Vec<Plan>, not: Vec<Plan> },
    /// Any of several.
    Any(Vec<Plan>),
}

impl Plan {
    /// Makes a query ready.
    pub fn make(
        node: &Node,
        searcher: &Searcher,
        fields: &Fields,
        lens: &Lens,
    ) -> Result<Self, ShelvesError> {
        Planner { searcher, fields, lens }.node(node)
    }

    /// About how many documents it will find: what is rare is evaluated first.
    pub fn cost(&self) -> u64 {
        match self {
            Self::Word { frequency, .. } => *frequency,
            Self::Term(_) | Self::Phrase { .. } | Self::Any(_) | Self::All { .. } => u64::MAX / 4,
            Self::Prefix { .. } | Self::Days(_) => u64::MAX / 2,
        }
    }
}

struct Planner<'a> {
    searcher: &'a Searcher,
    fields: &'a Fields,
    lens: &'a Lens,
}

impl Planner<'_> {
    fn node(&self, node: &Node) -> Result<Plan, ShelvesError> {
        match node {
            Node::Leaf(leaf) => self.leaf(leaf),
            Node::Any(nodes) => Ok(Plan::Any(self.nodes(nodes)?)),
            Node::All(Junction { must, not }) => {
                let mut must = self.nodes(must)?;
                must.sort_by_key(Plan::cost);
                Ok(Plan::All { must, not: self.nodes(not)? })
            }
        }
    }

    fn nodes(&self, nodes: &[Node]) -> Result<Vec<Plan>, ShelvesError> {
        nodes.iter().map(|node| self.node(node)).collect()
    }

    fn leaf(&self, leaf: &Leaf) -> Result<Plan, ShelvesError> {
        match leaf {
            Leaf::Stem(scope, stem) => self.stem(*scope, stem),
            Leaf::Phrase(scope, words) => self.phrase(*scope, words),
            Leaf::Prefix(scope, start) => {
                Ok(Plan::Prefix { field: self.words_field(*scope), start: start.clone() })
            }
            Leaf::Whole(Label::Kind, value) => Ok(Plan::Term(Term::from_field_text(self.fields.kind, value))),
            Leaf::Whole(Label::Reference, value) => {
                Ok(Plan::Term(Term::from_field_text(self.fields.reference, value)))
            }
            Leaf::Days(days) => Ok(Plan::Days(*days)),
        }
    }

    fn words_field(&self, scope: Scope) -> Field {
        match scope {
            Scope::Everywhere => self.fields.words,
            Scope::Subject => self.fields.subject,
            Scope::From => self.fields.from,
            Scope::To => self.fields.to,
            Scope::Place => self.fields.place,
        }
    }

    fn stem(&self, scope: Scope, stem: &str) -> Result<Plan, ShelvesError> {
        match scope {
            Scope::Everywhere => self.word(Term::from_field_text(self.fields.stems, stem)),
            _ => Ok(Plan::Term(Term::from_field_text(self.fields.subject_stems, stem))),
        }
    }

    fn word(&self, term: Term) -> Result<Plan, ShelvesError> {
        let frequency = self.lens.doc_freq(&term, self.searcher)?;
        let weight = rarity(frequency, self.lens.docs) * (1.0 + SATURATION);
        Ok(Plan::Word { term, weight, frequency })
    }

    /// Only what is sought everywhere is weighed: a word in a field is a condition.
    fn phrase(&self, scope: Scope, words: &[String]) -> Result<Plan, ShelvesError> {
        let field = self.words_field(scope);
        let weighed = scope == Scope::Everywhere;
        let terms: Vec<_> = words.iter().map(|word| Term::from_field_text(field, word)).collect();
        match (terms.as_slice(), weighed) {
            ([term], true) => self.word(term.clone()),
            ([term], false) => Ok(Plan::Term(term.clone())),
            _ => Ok(Plan::Phrase { weight: self.phrase_weight(terms, weighed)?, weighed }),
        }
    }

    fn phrase_weight(&self, terms: Vec<Term>, weighed: bool) -> Result<Box<dyn Weight>, ShelvesError> {
        let statistics = Statistics { lens: self.lens, searcher: self.searcher };
        let scoring = if weighed {
            EnableScoring::enabled_from_statistics_provider(&statistics, self.searcher)
        } else {
            EnableScoring::disabled_from_searcher(self.searcher)
        };
        Ok(PhraseQuery::new(terms).weight(scoring)?)
    }
}

/// How much it says that a paper has a word that `frequency` of `docs` papers have.
fn rarity(frequency: u64, docs: u64) -> f32 {
    let without = docs.saturating_sub(frequency) as f32;
    (1.0 + (without + 0.5) / (frequency as f32 + 0.5)).ln()
}
