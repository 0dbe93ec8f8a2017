//! A query made ready for an index: terms looked up, weights worked out from the visible alone.

use tantivy::schema::Field;
use tantivy::{Searcher, Term};

use super::lens::Lens;
use crate::query::{Days, Junction, Leaf, Node, Part, Scope, Sequence};
use crate::schema::Fields;
use crate::{ShelvesError, Visible};

/// How strongly a word that stands often in a paper counts, and how much a long paper is held back.
pub(super) const SATURATION: f32 = 1.2;
/// What a word in the subject counts beside what it counts in the text, where it counts at most 1.
const SUBJECT_PART: f32 = 1.0;
/// What a word in a footnote counts of what it counts in the text.
const NOTES_PART: f32 = 0.25;

/// A part of a query, ready.
pub(super) enum Plan {
    /// What no visible paper has.
    Nothing,
    /// A word that is weighed.
    Word(Word),
    /// Any of several terms that are there or not.
    Terms(Vec<Term>),
    /// Words in their places.
    Places(Places),
    /// The beginning of a word.
    Prefix { field: Field, start: String },
    /// A word and those like it.
    Fuzzy { field: Field, word: String, distance: u8 },
    /// Papers with one of these marks, by number.
    Marks(Vec<bool>),
    /// A stretch of days.
    Days(Days),
    /// A paper by its key.
    Key(u64),
    /// Papers that came later.
    After(u64),
    /// Several together, less some.
    All { must: Vec<Plan>, not: Vec<Plan> },
    /// Any of several.
    Any(Vec<Plan>),
}

/// A word in its forms, with how many visible papers have it.
pub(super) struct Word {
    pub body: Vec<Term>,
    pub notes: Vec<Term>,
    pub subject: Vec<Term>,
    pub weight: f32,
    pub frequency: u64,
}

impl Word {
    /// What it counts in a footnote.
    pub fn notes_weight(&self) -> f32 {
        self.weight * NOTES_PART
    }

    /// What it counts in a subject, however often it stands there.
    pub fn subject_weight(&self) -> f32 {
        self.weight * SUBJECT_PART
    }
}

/// Words in their places in one field.
pub(super) struct Places {
    pub parts: Vec<(u32, Vec<Term>)>,
    pub within: Option<u32>,
    pub worth: Worth,
    pub frequency: u64,
}

/// What it counts that something is there.
#[derive(Clone, Copy)]
pub(super) enum Worth {
    /// By how often it is there and how long the paper is.
    Often(f32),
    /// The same however often.
    Once(f32),
    /// It is a condition.
    Condition,
}

impl Plan {
    /// Makes a query ready.
    pub fn make(
        node: &Node,
        searcher: &Searcher,
        fields: &Fields,
        lens: &Lens,
        visible: &Visible,
    ) -> Result<Self, ShelvesError> {
        Planner { searcher, fields, lens, visible }.node(node)
    }

    /// About how many documents it will find: what is rare is evaluated first.
    pub fn cost(&self) -> u64 {
        match self {
            Self::Nothing => 0,
            Self::Key(_) => 1,
            Self::Word(word) => word.frequency,
            Self::Places(places) => places.frequency.saturating_add(u64::MAX / 8),
            Self::Terms(_) | Self::Any(_) | Self::All { .. } => u64::MAX / 4,
            Self::Prefix { .. } | Self::Fuzzy { .. } | Self::Days(_) | Self::Marks(_) | Self::After(_) => {
                u64::MAX / 2
            }
        }
    }
}

struct Planner<'a> {
    searcher: &'a Searcher,
    fields: &'a Fields,
    lens: &'a Lens,
    visible: &'a Visible,
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
        Ok(match leaf {
            Leaf::Word(Scope::Everywhere, forms) => self.word(forms)?,
            Leaf::Word(scope, forms) => Plan::Terms(terms(self.field(*scope), forms)),
            Leaf::Sequence(Scope::Everywhere, sequence) => self.weighed_places(sequence)?,
            Leaf::Sequence(scope, sequence) => {
                self.places(self.field(*scope), sequence, Worth::Condition, u64::MAX / 8)
            }
            Leaf::Prefix(Scope::Everywhere, start) => {
                self.everywhere(|field| Plan::Prefix { field, start: start.clone() })
            }
            Leaf::Prefix(scope, start) => Plan::Prefix { field: self.field(*scope), start: start.clone() },
            Leaf::Fuzzy(scope, word, distance) => {
                let fuzzy = |field| Plan::Fuzzy { field, word: word.clone(), distance: *distance };
                if *scope == Scope::Everywhere { self.everywhere(fuzzy) } else { fuzzy(self.field(*scope)) }
            }
            Leaf::Kind(value) => Plan::Terms(vec![Term::from_field_text(self.fields.kind, value)]),
            Leaf::Label(words) => Plan::Marks(self.visible.marks_with(words)),
            Leaf::Settled(settled) => Plan::Marks(self.visible.marks_settled(*settled)),
            Leaf::Days(days) => Plan::Days(*days),
            Leaf::Key(key) => Plan::Key(*key),
            Leaf::After(came) => Plan::After(*came),
        })
    }

    fn field(&self, scope: Scope) -> Field {
        match scope {
            Scope::Everywhere => self.fields.words,
            Scope::Subject => self.fields.subject,
            Scope::From => self.fields.from,
            Scope::To => self.fields.to,
            Scope::Place => self.fields.place,
            Scope::File => self.fields.file,
            Scope::Post => self.fields.post,
            Scope::Reference => self.fields.reference,
        }
    }

    fn everywhere(&self, plan: impl Fn(Field) -> Plan) -> Plan {
        Plan::Any(vec![plan(self.fields.words), plan(self.fields.notes)])
    }

    fn word(&self, forms: &[String]) -> Result<Plan, ShelvesError> {
        let (body, notes) = (terms(self.fields.words, forms), terms(self.fields.notes, forms));
        let frequency = self.frequency(&body)? + self.frequency(&notes)?;
        if frequency == 0 {
            return Ok(Plan::Nothing);
        }
        let (weight, subject) = (self.weight(frequency), terms(self.fields.subject, forms));
        Ok(Plan::Word(Word { body, notes, subject, weight, frequency }))
    }

    /// In how many visible papers these terms stand; a paper that has two of them may count twice.
    fn frequency(&self, terms: &[Term]) -> Result<u64, ShelvesError> {
        terms.iter().map(|term| self.lens.doc_freq(term, self.searcher)).sum()
    }

    fn weight(&self, frequency: u64) -> f32 {
        rarity(frequency.min(self.lens.docs), self.lens.docs) * (1.0 + SATURATION)
    }

    fn weighed_places(&self, sequence: &Sequence) -> Result<Plan, ShelvesError> {
        let (mut weight, mut rarest, mut rarest_note) = (0.0, u64::MAX, u64::MAX);
        for part in &sequence.parts {
            let body = self.frequency(&terms(self.fields.words, &part.forms))?;
            let notes = self.frequency(&terms(self.fields.notes, &part.forms))?;
            weight += self.weight(body + notes);
            (rarest, rarest_note) = (rarest.min(body), rarest_note.min(notes));
        }
        let Fields { words, notes, subject, .. } = *self.fields;
        Ok(Plan::Any(vec![
            self.places(words, sequence, Worth::Often(weight), rarest),
            self.places(notes, sequence, Worth::Often(weight * NOTES_PART), rarest_note),
            self.places(subject, sequence, Worth::Once(weight * SUBJECT_PART), rarest),
        ]))
    }

    fn places(&self, field: Field, sequence: &Sequence, worth: Worth, frequency: u64) -> Plan {
        if frequency == 0 {
            return Plan::Nothing;
        }
        let parts = sequence.parts.iter().map(|Part { offset, forms }| (*offset, terms(field, forms)));
        Plan::Places(Places { parts: parts.collect(), within: sequence.within, worth, frequency })
    }
}

fn terms(field: Field, forms: &[String]) -> Vec<Term> {
    forms.iter().map(|form| Term::from_field_text(field, form)).collect()
}

/// How much it says that a paper has a word that `frequency` of `docs` papers have.
pub(super) fn rarity(frequency: u64, docs: u64) -> f32 {
    let without = docs.saturating_sub(frequency) as f32;
    (1.0 + (without + 0.5) / (frequency as f32 + 0.5)).ln()
}
