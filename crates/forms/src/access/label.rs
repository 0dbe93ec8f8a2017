//! Labels and clearances in the tokens of access expressions.

use std::collections::{BTreeMap, BTreeSet};

use chancery_label::{Clearance, Cleared, Component, Label, Policies, Policy, PolicyId, Tag, TagKind, Tags};

use super::FORM;
use super::expression::{Authorizations, Expression, Node};
use crate::FormError;
use crate::part::{self, Carried, Part};

/// Writes all that the label asks, of a reader who has a copy.
///
/// Refused are informative tags and words, which have no place here, sets that the policy does not know, and
/// words of policies that are not at hand.
pub fn write(policies: &Policies, label: &Label) -> Result<Expression, FormError> {
    question(policies, label, |_| true)
}

/// Writes what the label asks of a reader who takes no copy. Where fewer may copy than may read, the label
/// is not read back from it.
pub fn reading(policies: &Policies, label: &Label) -> Result<Expression, FormError> {
    question(policies, label, |part| !matches!(part, Part::Copy { .. } | Part::NobodyCopies { .. }))
}

fn question(policies: &Policies, label: &Label, bears: fn(&Part) -> bool) -> Result<Expression, FormError> {
    let mut nodes = Vec::new();
    for carried in part::carried(FORM, policies, label)? {
        nodes.push(Node::Token(level(carried.id, &carried.level.name)));
        for part in carried.parts.iter().filter(|part| bears(part)) {
            nodes.extend(asked(&carried, part)?);
        }
    }
    Ok(Expression(Node::All(nodes)).normal())
}

fn asked(carried: &Carried<'_>, part: &Part) -> Result<Vec<Node>, FormError> {
    let id = carried.id;
    match part {
        Part::Every => Ok(vec![Node::Token(every(id))]),
        Part::Restrictive(names) => Ok(names.iter().map(|name| tag_asked(carried.policy, name)).collect()),
        Part::Needs(rank) => Ok(vec![Node::Token(level(id, part::level_name(carried.policy, *rank)?))]),
        Part::Permissive { set, .. }
        | Part::Copy { set, .. }
        | Part::Nobody { set }
        | Part::NobodyCopies { set }
            if set.contains('/') || !sets(carried.policy).contains(set.as_str()) =>
        {
            let what = format!("the set “{set}”, which {id} does not know");
            Err(FormError::CannotCarry { form: FORM, what, instead: "add a tag of that set to the policy" })
        }
        Part::Permissive { set, members } => Ok(vec![one_of(id, READ, set, members)]),
        Part::Copy { set, members } => Ok(vec![one_of(id, COPY, set, members)]),
        Part::Nobody { set } => Ok(vec![nobody(id, READ, set)]),
        Part::NobodyCopies { set } => Ok(vec![nobody(id, COPY, set)]),
        Part::Informative(_) | Part::Common { .. } => Err(FormError::CannotCarry {
            form: FORM,
            what: "informative tags and words".into(),
            instead: "write what `Label::access` keeps",
        }),
    }
}

/// A tag that the policy does not list is open to those who hold every tag, whose tokens cannot name it.
fn tag_asked(policy: &Policy, name: &str) -> Node {
    let token = Node::Token(tag(policy.id(), name));
    if listed(policy).any(|known| known == name) {
        return token;
    }
    Node::Any(vec![Node::Token(every(policy.id())), token])
}

/// What stands before a set's name: of readers, and of those who may take a copy.
const READ: &str = "set";
const COPY: &str = "copy";

fn one_of(id: &PolicyId, action: &str, set: &str, members: &BTreeSet<String>) -> Node {
    let tokens = members.iter().map(|member| Node::Token(member_token(id, action, set, member)));
    Node::Any(tokens.collect())
}

fn nobody(id: &PolicyId, action: &str, set: &str) -> Node {
    Node::Token(format!("{id}/no-{action}/{set}"))
}

fn level(id: &PolicyId, name: &str) -> String {
    format!("{id}:{name}")
}

fn every(id: &PolicyId) -> String {
    format!("{id}/every")
}

fn tag(id: &PolicyId, name: &str) -> String {
    format!("{id}/tag/{name}")
}

fn member_token(id: &PolicyId, action: &str, set: &str, member: &str) -> String {
    format!("{id}/{action}/{set}/{member}")
}

fn listed(policy: &Policy) -> impl Iterator<Item = &str> {
    let restrictive = |tag: &&Tag| matches!(tag.kind, TagKind::Restrictive { .. });
    policy.tags().iter().filter(restrictive).map(|tag| tag.name.as_str())
}

fn sets(policy: &Policy) -> BTreeSet<&str> {
    policy.tags().iter().filter_map(part::set_of).map(String::as_str).collect()
}

/// The tokens that a clearance holds: what it holds under policies that are not at hand gives none.
///
/// [`reading()`] of a label is true of them exactly when the clearance opens the label, and [`write()`] of it
/// exactly when it lets a copy be taken.
pub fn authorizations(policies: &Policies, clearance: &Clearance) -> Authorizations {
    let known = clearance.iter().filter_map(|(id, cleared)| Some((policies.get(id)?, cleared)));
    known.flat_map(|(policy, cleared)| held(policy, cleared)).collect()
}

fn held(policy: &Policy, cleared: &Cleared) -> Vec<String> {
    let id = policy.id();
    let levels = policy.levels().iter().take(usize::from(cleared.level) + 1);
    let levels = levels.map(|one| level(id, &one.name));
    let tags: Vec<String> = match &cleared.tags {
        Tags::Every => listed(policy).map(|name| tag(id, name)).chain([every(id)]).collect(),
        Tags::These(names) => names.iter().map(|name| tag(id, name)).collect(),
    };
    let affiliation = cleared.affiliation.iter();
    let members = affiliation.flat_map(|own| {
        let both = |set| [READ, COPY].map(|action| member_token(id, action, set, own));
        sets(policy).into_iter().flat_map(both)
    });
    levels.chain(tags).chain(members).collect()
}

/// Reads a label from an expression that [`write()`] wrote, in whatever order and grouping it came back.
pub fn read(policies: &Policies, expression: &Expression) -> Result<Label, FormError> {
    let normal = expression.normal();
    let nodes = match &normal.0 {
        Node::All(nodes) => nodes.as_slice(),
        node => std::slice::from_ref(node),
    };
    let mut asked = BTreeMap::<PolicyId, Asked>::new();
    for node in nodes {
        let (id, word) = word(policies, node)?;
        asked.entry(id).or_default().take(word)?;
    }
    let components = asked.into_iter().map(|(id, asked)| {
        let component = asked.component(part::policy(policies, id.as_str())?)?;
        Ok((id, component))
    });
    let label: Label = components.collect::<Result<_, FormError>>()?;
    if write(policies, &label)? == normal { Ok(label) } else { Err(foreign()) }
}

fn foreign() -> FormError {
    FormError::unsound(FORM, "it is none that a label is written as; give one that was")
}

/// What one operand says of a policy.
enum Word {
    Level(String),
    Tag(String),
    Every,
    Members(&'static str, String, BTreeSet<String>),
}

fn word(policies: &Policies, node: &Node) -> Result<(PolicyId, Word), FormError> {
    match node {
        Node::Token(token) => token_word(policies, token),
        Node::Any(nodes) => {
            let words = nodes.iter().map(|node| word(policies, node)).collect::<Result<Vec<_>, _>>()?;
            words.into_iter().map(Ok).reduce(|a, b| alternative(a?, b?)).unwrap_or_else(|| Err(foreign()))
        }
        Node::All(_) => Err(foreign()),
    }
}

/// Two tokens between which a reader may choose: members of one set, or a name beside every tag.
fn alternative(a: (PolicyId, Word), b: (PolicyId, Word)) -> Result<(PolicyId, Word), FormError> {
    match (a, b) {
        ((id, Word::Members(action, set, mut members)), (other, Word::Members(alike, same, more)))
            if id == other && action == alike && set == same =>
        {
            members.extend(more);
            Ok((id, Word::Members(action, set, members)))
        }
        ((id, Word::Every), (other, Word::Tag(name))) if id == other => Ok((id, Word::Tag(name))),
        _ => Err(foreign()),
    }
}

fn token_word(policies: &Policies, token: &str) -> Result<(PolicyId, Word), FormError> {
    let end = token.find([':', '/']).ok_or_else(foreign)?;
    let (id, rest) = token.split_at(end);
    let id = part::policy(policies, id)?.id().clone();
    if let Some(level) = rest.strip_prefix(':') {
        return Ok((id, Word::Level(level.into())));
    }
    if let Some(name) = rest.strip_prefix("/tag/") {
        return Ok((id, Word::Tag(name.into())));
    }
    let members = [READ, COPY].into_iter().find_map(|action| members(action, rest));
    match members {
        Some(word) => Ok((id, word)),
        None if rest == "/every" => Ok((id, Word::Every)),
        None => Err(foreign()),
    }
}

fn members(action: &'static str, rest: &str) -> Option<Word> {
    if let Some(set) = rest.strip_prefix(&format!("/no-{action}/")) {
        return Some(Word::Members(action, set.into(), BTreeSet::new()));
    }
    let (set, member) = rest.strip_prefix(&format!("/{action}/"))?.split_once('/')?;
    Some(Word::Members(action, set.into(), BTreeSet::from([member.into()])))
}

/// What the operands say of one policy together.
#[derive(Default)]
struct Asked {
    levels: BTreeSet<String>,
    names: BTreeSet<String>,
    every: bool,
    sets: BTreeMap<(&'static str, String), BTreeSet<String>>,
}

impl Asked {
    fn take(&mut self, word: Word) -> Result<(), FormError> {
        let twice = match word {
            Word::Level(level) => !self.levels.insert(level),
            Word::Tag(name) => !self.names.insert(name),
            Word::Every => std::mem::replace(&mut self.every, true),
            Word::Members(action, set, members) => self.sets.insert((action, set), members).is_some(),
        };
        if twice { Err(foreign()) } else { Ok(()) }
    }

    fn component(self, policy: &Policy) -> Result<Component, FormError> {
        let ranks = self.levels.iter().map(|level| part::rank(policy, level));
        let ranks: BTreeSet<u8> = ranks.collect::<Result<_, _>>()?;
        // Of two levels the higher is the least clearance.
        let (rank, needs) = match ranks.into_iter().collect::<Vec<_>>().as_slice() {
            [rank] => (*rank, None),
            [rank, needs] => (*rank, Some(Part::Needs(*needs))),
            _ => return Err(foreign()),
        };
        let restrictive = match (self.every, self.names) {
            (true, _) => Some(Part::Every),
            (false, names) if names.is_empty() => None,
            (false, names) => Some(Part::Restrictive(names)),
        };
        let sets = self.sets.into_iter().map(|((action, set), members)| match action {
            COPY => part::copiers(set, members),
            _ => part::readers(set, members),
        });
        part::whole(FORM, rank, restrictive.into_iter().chain(needs).chain(sets))
    }
}
