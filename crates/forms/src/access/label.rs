//! Labels and clearances in the tokens of access expressions.

use std::collections::{BTreeMap, BTreeSet};

use chancery_label::{Clearance, Cleared, Component, Label, Policies, Policy, PolicyId, Tag, TagKind, Tags};

use super::FORM;
use super::expression::{Authorizations, Expression, Node};
use crate::FormError;
use crate::part::{self, Carried, Part};

/// Writes what the label asks of a reader.
///
/// Refused are informative tags, which have no place here, sets that the policy does not know, and words
/// of policies that are not at hand.
pub fn write(policies: &Policies, label: &Label) -> Result<Expression, FormError> {
    let mut nodes = Vec::new();
    for carried in part::carried(FORM, policies, label)? {
        nodes.push(Node::Token(format!("{}:{}", carried.id, carried.level.name)));
        for part in &carried.parts {
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
        Part::Permissive { set, .. } if set.contains('/') || !sets(carried.policy).contains(set.as_str()) => {
            let what = format!("the set “{set}”, which {id} does not know");
            Err(FormError::CannotCarry { form: FORM, what, instead: "add a tag of that set to the policy" })
        }
        Part::Permissive { set, members } if members.is_empty() => Ok(vec![Node::Token(nobody(id, set))]),
        Part::Permissive { set, members } => {
            let tokens = members.iter().map(|member| Node::Token(member_token(id, set, member)));
            Ok(vec![Node::Any(tokens.collect())])
        }
        Part::Informative(_) => Err(FormError::CannotCarry {
            form: FORM,
            what: "informative tags".into(),
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

fn every(id: &PolicyId) -> String {
    format!("{id}/every")
}

fn tag(id: &PolicyId, name: &str) -> String {
    format!("{id}/tag/{name}")
}

fn member_token(id: &PolicyId, set: &str, member: &str) -> String {
    format!("{id}/set/{set}/{member}")
}

fn nobody(id: &PolicyId, set: &str) -> String {
    format!("{id}/nobody/{set}")
}

fn listed(policy: &Policy) -> impl Iterator<Item = &str> {
    let restrictive = |tag: &&Tag| matches!(tag.kind, TagKind::Restrictive { .. });
    policy.tags().iter().filter(restrictive).map(|tag| tag.name.as_str())
}

fn sets(policy: &Policy) -> BTreeSet<&str> {
    let set = |tag| match tag {
        &Tag { kind: TagKind::Permissive { ref set, .. }, .. } => Some(set.as_str()),
        _ => None,
    };
    policy.tags().iter().filter_map(set).collect()
}

/// The tokens that a clearance holds: what it holds under policies that are not at hand gives none.
///
/// `write(label)` is true of them exactly when the clearance opens the label.
pub fn authorizations(policies: &Policies, clearance: &Clearance) -> Authorizations {
    let known = clearance.iter().filter_map(|(id, cleared)| Some((policies.get(id)?, cleared)));
    known.flat_map(|(policy, cleared)| held(policy, cleared)).collect()
}

fn held(policy: &Policy, cleared: &Cleared) -> Vec<String> {
    let id = policy.id();
    let levels = policy.levels().iter().take(usize::from(cleared.level) + 1);
    let levels = levels.map(|level| format!("{id}:{}", level.name));
    let tags: Vec<String> = match &cleared.tags {
        Tags::Every => listed(policy).map(|name| tag(id, name)).chain([every(id)]).collect(),
        Tags::These(names) => names.iter().map(|name| tag(id, name)).collect(),
    };
    let affiliation = cleared.affiliation.iter();
    let members = affiliation.flat_map(|own| sets(policy).into_iter().map(|set| member_token(id, set, own)));
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
    Members(String, BTreeSet<String>),
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
        ((id, Word::Members(set, mut members)), (other, Word::Members(same, more)))
            if id == other && set == same =>
        {
            members.extend(more);
            Ok((id, Word::Members(set, members)))
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
    if let Some(set) = rest.strip_prefix("/nobody/") {
        return Ok((id, Word::Members(set.into(), BTreeSet::new())));
    }
    if let Some((set, member)) = rest.strip_prefix("/set/").and_then(|rest| rest.split_once('/')) {
        return Ok((id, Word::Members(set.into(), BTreeSet::from([member.into()]))));
    }
    if rest == "/every" { Ok((id, Word::Every)) } else { Err(foreign()) }
}

/// What the operands say of one policy together.
#[derive(Default)]
struct Asked {
    level: Option<String>,
    names: BTreeSet<String>,
    every: bool,
    sets: BTreeMap<String, BTreeSet<String>>,
}

impl Asked {
    fn take(&mut self, word: Word) -> Result<(), FormError> {
        let twice = match word {
            Word::Level(level) => self.level.replace(level).is_some(),
            Word::Tag(name) => !self.names.insert(name),
            Word::Every => std::mem::replace(&mut self.every, true),
            Word::Members(set, members) => self.sets.insert(set, members).is_some(),
        };
        if twice { Err(foreign()) } else { Ok(()) }
    }

    fn component(self, policy: &Policy) -> Result<Component, FormError> {
        let rank = part::rank(policy, &self.level.ok_or_else(foreign)?)?;
        let restrictive = match (self.every, self.names) {
            (true, _) => Some(Part::Every),
            (false, names) if names.is_empty() => None,
            (false, names) => Some(Part::Restrictive(names)),
        };
        let sets = self.sets.into_iter().map(|(set, members)| Part::Permissive { set, members });
        part::whole(FORM, rank, restrictive.into_iter().chain(sets))
    }
}
