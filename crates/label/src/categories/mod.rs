//! Policies whose markings are written in categories: `//` between them, `/` between the values of one.

mod class;
mod origin;
mod print;
mod read;
mod release;
mod tree;
mod unknown;
mod value;

use std::collections::{HashMap, HashSet};

use crate::file::{CategoryFile, Form, PolicyFile, ReleaseFile};
use crate::term::{ReleaseRole, Tag};

pub(crate) use read::How;

/// Stands between two categories, and before a marking of others.
pub(crate) const BETWEEN_CATEGORIES: &str = "//";
/// Stands between two values of a category.
pub(crate) const BETWEEN_VALUES: char = '/';

/// What a policy of categories has beyond one of words.
#[derive(Clone, Debug)]
pub(crate) struct Categories {
    pub order: Vec<Category>,
    pub release: ReleaseFile,
    pub foreign: Foreign,
    pub ends: Vec<String>,
    /// What a value may be in a banner, each with its tag.
    banner: HashMap<String, usize>,
    /// What it may be in a portion mark.
    portion: HashMap<String, usize>,
    /// Tags with members written behind their words.
    lists: Vec<(String, usize)>,
    /// The tags that say something of release, or are written for one that does.
    roles: Vec<usize>,
    /// Words that are no name of a system or of a part of one.
    reserved: HashSet<String>,
}

/// One category, in the order of print.
#[derive(Clone, Debug)]
pub(crate) struct Category {
    pub form: Form,
    pub leads: Vec<String>,
    pub caveat: bool,
    /// Its systems and their registered parts.
    nodes: Vec<Node>,
    /// Its families of numbered parts, as SIGMA 14.
    branches: Vec<Branch>,
    /// Whether any name may be a system of it, which such a family allows.
    free: bool,
}

/// A registered system or part of one.
#[derive(Clone, Debug)]
struct Node {
    tag: usize,
    parent: Option<usize>,
    /// What it is called behind its parent.
    words: Vec<String>,
}

/// A family of names that are written behind a registered one.
#[derive(Clone, Debug)]
struct Branch {
    under: Vec<usize>,
    words: Vec<String>,
    short: String,
}

/// How what others own is marked, by places in the policy's lists.
#[derive(Clone, Debug)]
pub(crate) struct Foreign {
    pub origin: String,
    /// All words for an origin.
    pub origin_words: Vec<String>,
    pub joint: String,
    pub levels: Vec<u8>,
    pub markings: Vec<Marked>,
}

/// A level whose name tells whose it is.
#[derive(Clone, Debug)]
pub(crate) struct Marked {
    pub words: String,
    pub short: String,
    pub level: u8,
    pub code: String,
}

impl Categories {
    /// What a file says of categories; its tags are those of the policy, in the same order.
    pub(crate) fn of(file: &PolicyFile, tags: &[Tag]) -> Result<Self, String> {
        let (Some(release), Some(foreign)) = (&file.release, &file.foreign) else {
            return Err("a policy of categories says nothing of release or of others; add both".into());
        };
        let rank = |name: &String| {
            let at = file.level.iter().position(|level| level.name == *name);
            at.and_then(|at| u8::try_from(at).ok())
                .ok_or_else(|| format!("there is no level “{name}”; add it"))
        };
        let marking = |marked: &crate::file::MarkingFile| {
            let (words, short) = (marked.words.clone(), marked.short.clone());
            Ok(Marked { words, short, level: rank(&marked.level)?, code: marked.code.clone() })
        };
        let foreign = Foreign {
            origin: foreign.origin.clone(),
            origin_words: spellings(file, &foreign.origin),
            joint: foreign.joint.clone(),
            levels: foreign.levels.iter().map(rank).collect::<Result<_, _>>()?,
            markings: foreign.marking.iter().map(marking).collect::<Result<_, String>>()?,
        };
        let order = (0..).zip(&file.category).map(|(at, category)| of_category(at, category, file, tags));
        let banner = words(file, tags, false);
        let portion = words(file, tags, true);
        let listed = |(word, tag): (&String, &usize)| {
            let is_list = tags
                .get(*tag)
                .is_some_and(|tag| matches!(tag.role, Some(ReleaseRole::List | ReleaseRole::Display)));
            is_list.then(|| (format!("{word} "), *tag))
        };
        Ok(Self {
            order: order.collect(),
            release: release.clone(),
            foreign,
            ends: file.ends.clone(),
            lists: portion.iter().filter_map(listed).collect(),
            roles: (0..tags.len()).filter(|at| tags.get(*at).is_some_and(|tag| tag.role.is_some())).collect(),
            reserved: reserved(&portion, &file.category, tags),
            banner,
            portion,
        })
    }

    /// The tags that say something of release.
    pub(crate) fn roles<'a>(&'a self, tags: &'a [Tag]) -> impl Iterator<Item = (usize, &'a Tag)> {
        self.roles.iter().filter_map(|at| Some((*at, tags.get(*at)?)))
    }
}

/// Words of flat categories, which are taken for no part of a system; single letters may be.
fn reserved(words: &HashMap<String, usize>, order: &[CategoryFile], tags: &[Tag]) -> HashSet<String> {
    let flat = |tag: usize| {
        let category = tags.get(tag).and_then(|tag| order.get(tag.place.category?));
        category.is_some_and(|category| category.form != Form::Tree)
    };
    words.iter().filter(|(word, tag)| word.len() > 1 && flat(**tag)).map(|(word, _)| word.clone()).collect()
}

/// The name of a tag and its further spellings.
fn spellings(file: &PolicyFile, name: &str) -> Vec<String> {
    let tag = file.tag.iter().find(|tag| tag.name == name);
    let typed = tag.into_iter().flat_map(|tag| tag.typed.iter().chain(&tag.old)).cloned();
    std::iter::once(name.to_owned()).chain(typed).collect()
}

/// Every spelling of a tag that is written whole; parts of systems are not.
fn words(file: &PolicyFile, tags: &[Tag], portion: bool) -> HashMap<String, usize> {
    let whole = (0..).zip(&file.tag).filter(|(at, _)| {
        tags.get(*at).is_some_and(|tag| tag.place.category.is_some() && parent(file, tags, tag).is_none())
    });
    whole
        .flat_map(|(at, tag)| {
            let short = tag.short.iter().filter(|_| portion).cloned();
            spellings(file, &tag.name).into_iter().chain(short).map(move |word| (word, at))
        })
        .collect()
}

/// The registered tag behind which a tag of the same tree is written: SI for SI-G.
fn parent(file: &PolicyFile, tags: &[Tag], tag: &Tag) -> Option<usize> {
    let category = file.category.get(tag.place.category?)?;
    let (head, _) = tag.name.rsplit_once('-').filter(|_| category.form == Form::Tree)?;
    let at = tags.iter().position(|other| other.name == head)?;
    (tags.get(at)?.place.category == tag.place.category).then_some(at)
}

fn of_category(at: usize, category: &CategoryFile, file: &PolicyFile, tags: &[Tag]) -> Category {
    let own = (0..).zip(tags).filter(|(_, tag)| tag.place.category == Some(at));
    let own: Vec<(usize, &Tag)> = own.collect();
    let is_family = |tag: &Tag| tag.place.family;
    let nodes = own.iter().filter(|(_, tag)| !is_family(tag)).map(|(at, tag)| {
        let parent = parent(file, tags, tag);
        let own = parent.and_then(|_| tag.name.rsplit_once('-')).map_or(tag.name.as_str(), |(_, own)| own);
        let typed = spellings(file, &tag.name).into_iter().skip(1);
        Node { tag: *at, parent, words: std::iter::once(own.to_owned()).chain(typed).collect() }
    });
    let branches =
        own.iter().filter(|(_, tag)| is_family(tag) && !tag.place.under.is_empty()).map(|(_, tag)| {
            let under = tag.place.under.iter();
            let word = family_prefix(&tag.name).trim_end().to_owned();
            let short = tag.term.short.clone().unwrap_or_else(|| word.clone());
            Branch {
                under: under.filter_map(|name| tags.iter().position(|tag| tag.name == *name)).collect(),
                words: vec![word, short.clone()],
                short,
            }
        });
    Category {
        form: category.form,
        leads: category.leads.clone(),
        caveat: category.caveat,
        nodes: nodes.collect(),
        branches: branches.collect(),
        free: own.iter().any(|(_, tag)| is_family(tag) && tag.place.under.is_empty()),
    }
}

/// What the names of a family begin with.
pub(crate) fn family_prefix(name: &str) -> &str {
    name.strip_suffix('*').unwrap_or(name)
}
