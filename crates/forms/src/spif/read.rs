//! Reading policy files.

use std::collections::BTreeSet;

use super::look::Look;
use super::model::{
    Class, ClassEquivalent, EquivalentPolicy, Group, Kind, Operation, Selection, Spif, Tag, TagSet, TagValue,
    ValueEquivalent,
};
use super::{FORM, NAMESPACE};
use crate::xml::{self, Element};
use crate::{FormError, Oid};

impl Spif {
    /// Reads a policy file, in the namespace of such files or in none, as older ones are.
    pub fn read(text: &str) -> Result<Self, FormError> {
        let root = xml::read(FORM, text)?;
        if root.name != "SPIF" || root.namespace.as_ref().is_some_and(|namespace| namespace != NAMESPACE) {
            return Err(fault(&root, "this is no policy file"));
        }
        let id =
            inside(&root, "securityPolicyId").next().ok_or_else(|| fault(&root, "no policy is named"))?;
        let equivalents: Vec<EquivalentPolicy> = all(
            inside(&root, "equivalentPolicies").flat_map(|all| all.named("equivalentPolicy")),
            equivalent,
        )?;
        let classes =
            inside(&root, "securityClassifications").flat_map(|all| all.named("securityClassification"));
        let classes = all(classes, |element| class(element, &equivalents))?;
        let sets =
            inside(&root, "securityCategoryTagSets").flat_map(|all| all.named("securityCategoryTagSet"));
        let sets = all(sets, |element| tag_set(element, &equivalents))?;
        let (name, oid) = (text_of(id, "name")?, text_of(id, "id")?.parse()?);
        let spif = Self { name, oid, classes, sets, equivalents, look: Look::read(&root)? };
        check(&spif)?;
        Ok(spif)
    }
}

fn inside<'a>(element: &'a Element, name: &'a str) -> impl Iterator<Item = &'a Element> {
    element.named(name)
}

fn all<'a, T>(
    elements: impl Iterator<Item = &'a Element>,
    read: impl Fn(&'a Element) -> Result<T, FormError>,
) -> Result<Vec<T>, FormError> {
    elements.map(read).collect()
}

fn fault(element: &Element, fault: &str) -> FormError {
    FormError::unreadable(FORM, element.at, format!("{fault} in “{}”", element.name))
}

fn text_of(element: &Element, name: &str) -> Result<String, FormError> {
    let missing = || fault(element, &format!("there is no attribute “{name}”"));
    element.attribute(name).map(str::to_owned).ok_or_else(missing)
}

fn lacv(element: &Element) -> Result<u64, FormError> {
    text_of(element, "lacv")?
        .trim()
        .parse()
        .map_err(|_| fault(element, "the lacv is no number that is known"))
}

fn equivalent(element: &Element) -> Result<EquivalentPolicy, FormError> {
    Ok(EquivalentPolicy {
        name: text_of(element, "name")?,
        oid: text_of(element, "id")?.parse()?,
        required: all(element.named("requiredCategory"), group)?,
    })
}

fn class(element: &Element, policies: &[EquivalentPolicy]) -> Result<Class, FormError> {
    let hierarchy = text_of(element, "hierarchy")?;
    let applied = element.named("equivalentClassification").filter(|one| at_origin(one));
    Ok(Class {
        name: text_of(element, "name")?,
        lacv: lacv(element)?,
        hierarchy: hierarchy.trim().parse().map_err(|_| fault(element, "the hierarchy is no number"))?,
        required: all(element.named("requiredCategory"), group)?,
        equivalents: all(applied, |one| class_equivalent(one, policies))?,
        look: Look::read(element)?,
    })
}

/// Equivalents for reception are another's, who holds the label already.
fn at_origin(element: &Element) -> bool {
    matches!(element.attribute("applied"), Some("encrypt" | "both"))
}

fn policy_of(element: &Element, policies: &[EquivalentPolicy]) -> Result<Oid, FormError> {
    let name = text_of(element, "policyRef")?;
    let known = policies.iter().find(|policy| policy.name == name);
    known
        .map(|policy| policy.oid.clone())
        .ok_or_else(|| fault(element, "the equivalent policy is not listed"))
}

fn class_equivalent(element: &Element, policies: &[EquivalentPolicy]) -> Result<ClassEquivalent, FormError> {
    Ok(ClassEquivalent {
        policy: policy_of(element, policies)?,
        lacv: lacv(element)?,
        required: all(element.named("requiredCategory"), group)?,
    })
}

fn value_equivalent(element: &Element, policies: &[EquivalentPolicy]) -> Result<ValueEquivalent, FormError> {
    let policy = policy_of(element, policies)?;
    let target = match element.attribute("action") {
        Some("discard") => None,
        Some(_) => return Err(fault(element, "the action is not known")),
        None => Some((text_of(element, "tagSetId")?.parse()?, kind(element)?, lacv(element)?)),
    };
    Ok(ValueEquivalent { policy, target })
}

fn kind(element: &Element) -> Result<Kind, FormError> {
    match (element.attribute("tagType"), element.attribute("enumType")) {
        (Some("restrictive"), _) => Ok(Kind::Restrictive),
        (Some("permissive"), _) => Ok(Kind::Permissive),
        (Some("tagType7"), _) => Ok(Kind::Informative),
        (Some("enumerated"), Some("restrictive")) => Ok(Kind::EnumeratedRestrictive),
        (Some("enumerated"), Some("permissive")) => Ok(Kind::EnumeratedPermissive),
        _ => Err(fault(element, "the tag type is not known")),
    }
}

/// Without an operation all are required, which is the strictest.
fn group(element: &Element) -> Result<Group, FormError> {
    let operation = match element.attribute("operation") {
        Some("onlyOne") => Operation::OnlyOne,
        Some("oneOrMore") => Operation::OneOrMore,
        Some("all") | None => Operation::All,
        Some(_) => return Err(fault(element, "the operation is not known")),
    };
    Ok(Group { operation, selections: all(element.named("categoryGroup"), selection)? })
}

fn selection(element: &Element) -> Result<Selection, FormError> {
    let lacv = element.attribute("lacv").map(|_| lacv(element)).transpose()?;
    Ok(Selection { set: text_of(element, "tagSetRef")?, kind: kind(element)?, lacv })
}

fn tag_set(element: &Element, policies: &[EquivalentPolicy]) -> Result<TagSet, FormError> {
    Ok(TagSet {
        name: text_of(element, "name")?,
        oid: text_of(element, "id")?.parse()?,
        tags: all(element.named("securityCategoryTag"), |one| tag(one, policies))?,
    })
}

fn tag(element: &Element, policies: &[EquivalentPolicy]) -> Result<Tag, FormError> {
    Ok(Tag {
        kind: kind(element)?,
        values: all(element.named("tagCategory"), |one| value(one, policies))?,
        look: Look::read(element)?,
    })
}

fn value(element: &Element, policies: &[EquivalentPolicy]) -> Result<TagValue, FormError> {
    let mut excluded_classes = BTreeSet::new();
    for class in element.named("excludedClass") {
        if !excluded_classes.insert(class.text.clone()) {
            return Err(fault(class, "a classification is excluded twice"));
        }
    }
    let applied = element.named("equivalentSecCategoryTag").filter(|one| at_origin(one));
    Ok(TagValue {
        name: text_of(element, "name")?,
        lacv: lacv(element)?,
        excluded_classes,
        required_class: element.attribute("requiredClass").map(str::to_owned),
        required: all(element.named("requiredCategory"), group)?,
        excluded: all(element.named("excludedCategory"), selection)?,
        equivalents: all(applied, |one| value_equivalent(one, policies))?,
        look: Look::read(element)?,
    })
}

/// Names and numbers are told apart, and every rule speaks of something that is there: one that never
/// applies for a slip of the pen would be a rule less.
fn check(spif: &Spif) -> Result<(), FormError> {
    check_names(spif)?;
    let mut values = BTreeSet::new();
    for (_, set, tag, value) in spif.values() {
        let by_number = (&set.oid, Err(tag.kind), value.lacv.to_string());
        let by_name = (&set.oid, Ok(tag.kind.bearing()), value.name.clone());
        if !values.insert(by_number) || !values.insert(by_name) {
            return Err(wrong("a category comes twice:", &value.name));
        }
        let known = |class: &&String| spif.classes.iter().any(|known| known.name == **class);
        let mut classes = value.excluded_classes.iter().chain(&value.required_class);
        if let Some(class) = classes.find(|class| !known(class)) {
            return Err(wrong("a rule names a classification that is not there:", class));
        }
    }
    let dangling = selections(spif).find(|selection| spif.selected(selection).is_empty());
    dangling.map_or(Ok(()), |selection| {
        Err(wrong("a rule names a category that is not there, of", &selection.set))
    })
}

fn check_names(spif: &Spif) -> Result<(), FormError> {
    let (mut names, mut numbers) = (BTreeSet::new(), BTreeSet::new());
    for class in &spif.classes {
        if !names.insert(&class.name) || !numbers.insert(class.lacv) {
            return Err(wrong("a classification comes twice:", &class.name));
        }
    }
    let (mut sets, mut oids) = (BTreeSet::new(), BTreeSet::new());
    for set in &spif.sets {
        if !sets.insert(&set.name) || !oids.insert(&set.oid) {
            return Err(wrong("a tag set comes twice:", &set.name));
        }
    }
    Ok(())
}

fn wrong(fault: &str, word: &str) -> FormError {
    FormError::unsound(FORM, format!("{fault} “{word}”; correct it"))
}

fn selections(spif: &Spif) -> impl Iterator<Item = &Selection> {
    let of_classes = spif.classes.iter().flat_map(|class| &class.required);
    let of_values = spif.values().flat_map(|(_, _, _, value)| &value.required);
    let excluded = spif.values().flat_map(|(_, _, _, value)| &value.excluded);
    of_classes.chain(of_values).flat_map(|group| &group.selections).chain(excluded)
}
