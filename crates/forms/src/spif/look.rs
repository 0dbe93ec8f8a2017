//! Markings: the phrases and qualifiers of a policy file, and how a label's is put together.

use super::FORM;
use super::label::{SpifClearance, SpifLabel};
use super::model::{At, Class, Spif};
use crate::FormError;
use crate::xml::Element;

/// Where a marking is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// At the head of a page.
    PageTop,
    /// At the foot of a page, where phrases stand that name no place.
    #[default]
    PageBottom,
    /// Before the text.
    DocumentStart,
    /// After the text.
    DocumentEnd,
}

/// How one part of a policy looks in a marking, by language.
#[derive(Clone, Debug, Default)]
pub(super) struct Look(Vec<Words>);

#[derive(Clone, Debug, Default)]
struct Words {
    /// Empty for the words of no language in particular.
    language: String,
    prefix: String,
    suffix: String,
    separator: String,
    phrases: Vec<Phrase>,
}

#[derive(Clone, Debug, Default)]
struct Phrase {
    phrase: Option<String>,
    places: Vec<Place>,
    hides_name: bool,
    hides_class: bool,
    replaces_policy: bool,
}

impl Look {
    /// Reads the marking data and qualifiers inside an element. Words that a language lacks are those of no
    /// language in particular.
    pub fn read(element: &Element) -> Result<Self, FormError> {
        let qualifiers: Vec<&Element> =
            element.named("markingQualifier").flat_map(|all| all.named("qualifier")).collect();
        let data: Vec<&Element> = element.named("markingData").collect();
        let mut languages: Vec<&str> =
            qualifiers.iter().chain(&data).map(|one| one.language().unwrap_or_default()).collect();
        languages.sort_unstable();
        languages.dedup();
        let words = languages.into_iter().map(|language| Words::read(language, &qualifiers, &data));
        Ok(Self(words.collect::<Result<_, _>>()?))
    }

    /// The words of the language, else of its first subtag, else of none in particular.
    fn words(&self, language: &str) -> Option<&Words> {
        let primary = language.split(['-', '_']).next().unwrap_or_default();
        let find = |tag: &str| self.0.iter().find(|words| words.language.eq_ignore_ascii_case(tag));
        find(language).or_else(|| find(primary)).or_else(|| find(""))
    }
}

impl Words {
    fn read(language: &str, qualifiers: &[&Element], data: &[&Element]) -> Result<Self, FormError> {
        let qualifier = |code: &str| {
            let of = |wanted: &str| {
                let fits = |one: &&&Element| {
                    one.attribute("qualifierCode") == Some(code)
                        && one.language().unwrap_or_default() == wanted
                };
                qualifiers.iter().find(fits).and_then(|one| one.attribute("markingQualifier"))
            };
            of(language).or_else(|| of("")).unwrap_or_default().to_owned()
        };
        let own = |one: &&&Element| one.language().unwrap_or_default() == language;
        let phrases = data.iter().filter(own).map(|one| Phrase::read(one)).collect::<Result<_, _>>()?;
        Ok(Self {
            language: language.into(),
            prefix: qualifier("prefix"),
            suffix: qualifier("suffix"),
            separator: qualifier("separator"),
            phrases,
        })
    }

    fn at(&self, place: Place) -> Option<&Phrase> {
        self.phrases.iter().find(|phrase| phrase.places.contains(&place))
    }

    /// What stands for the name: nothing where it is hidden, the name where the phrase is the policy's.
    fn phrase<'a>(&'a self, place: Place, name: &'a str) -> &'a str {
        match self.at(place) {
            Some(phrase) if phrase.hides_name => "",
            Some(Phrase { phrase: Some(words), replaces_policy: false, .. }) => words,
            _ => name,
        }
    }

    /// What stands in the place of the policy's name, if anything does.
    fn policy_phrase<'a>(&'a self, place: Place, name: &'a str) -> Option<&'a str> {
        self.at(place).filter(|phrase| phrase.replaces_policy)?;
        let found = self.phrases.iter().find(|one| one.replaces_policy || one.places.contains(&place))?;
        Some(found.phrase.as_deref().unwrap_or(name))
    }

    fn hides_class(&self, place: Place) -> bool {
        self.at(place).is_some_and(|phrase| phrase.hides_class)
    }
}

impl Phrase {
    fn read(element: &Element) -> Result<Self, FormError> {
        let mut phrase = Self { phrase: element.attribute("phrase").map(str::to_owned), ..Self::default() };
        let mut placed = false;
        for code in element.named("code") {
            placed |= phrase.take(&code.token()).ok_or_else(|| {
                FormError::unreadable(FORM, code.at, format!("“{}” is no marking code", code.text))
            })?;
        }
        if !placed {
            phrase.places.push(Place::PageBottom);
        }
        Ok(phrase)
    }

    /// Takes up a code; tells whether it names a place, none where the code is not known.
    fn take(&mut self, code: &str) -> Option<bool> {
        let places: &[Place] = match code {
            "pageTop" => &[Place::PageTop],
            "pageBottom" => &[Place::PageBottom],
            "pageTopBottom" => &[Place::PageTop, Place::PageBottom],
            "documentStart" => &[Place::DocumentStart],
            "documentEnd" => &[Place::DocumentEnd],
            "noMarkingDisplay" | "firstLineOfText" | "lastLineOfText" | "subject" | "xHeader"
            | "portionMarking" | "inputTitle" | "waterMark" => &[],
            "noNameDisplay" | "suppressClassName" | "replacePolicy" => {
                self.hides_name |= code == "noNameDisplay";
                self.hides_class |= code == "suppressClassName";
                self.replaces_policy |= code == "replacePolicy";
                return Some(false);
            }
            _ => return None,
        };
        self.places.extend_from_slice(places);
        Some(true)
    }
}

fn separator(words: Option<&Words>) -> &str {
    words.map(|words| words.separator.as_str()).filter(|separator| !separator.is_empty()).unwrap_or(" ")
}

impl Spif {
    /// The marking of a label in a language (empty for none in particular).
    pub fn marking(&self, label: &SpifLabel, language: &str, place: Place) -> Result<String, FormError> {
        let class = self.class_of(label)?;
        let own = self.look.words(language);
        let mut marking = self.policy_words(label, class, language, place).to_owned();
        let hidden = |at: &At| self.value_words(*at, language).is_some_and(|words| words.hides_class(place));
        if !label.values.iter().any(hidden) {
            marking.push_str(if marking.is_empty() { "" } else { separator(own) });
            let words = class.look.words(language).or(own);
            marking.push_str(words.map_or(&class.name, |words| words.phrase(place, &class.name)));
        }
        self.append_values(&mut marking, label.values.iter().copied(), language, place);
        let (prefix, suffix) = own.map_or(("", ""), |words| (words.prefix.as_str(), words.suffix.as_str()));
        Ok(format!("{prefix}{marking}{suffix}"))
    }

    /// The marking of a clearance: its classifications in braces, then its values.
    pub fn clearance_marking(&self, clearance: &SpifClearance, language: &str) -> String {
        let own = self.look.words(language);
        let mut classes: Vec<&Class> =
            self.classes.iter().filter(|class| clearance.classes.contains(&class.lacv)).collect();
        classes.sort_by_key(|class| class.hierarchy);
        let names: Vec<&str> = classes.into_iter().map(|class| class.name.as_str()).collect();
        let mut marking = format!("{}{{{}}}", own.map_or("", |words| &words.prefix), names.join("|"));
        self.append_values(&mut marking, clearance.values.iter().copied(), language, Place::default());
        marking + own.map_or("", |words| &words.suffix)
    }

    fn value_words(&self, at: At, language: &str) -> Option<&Words> {
        self.value(at)?.look.words(language)
    }

    fn policy_words<'a>(
        &'a self,
        label: &SpifLabel,
        class: &'a Class,
        language: &str,
        place: Place,
    ) -> &'a str {
        let own = self.look.words(language).and_then(|words| words.policy_phrase(place, &self.name));
        let of_class =
            || class.look.words(language).and_then(|words| words.policy_phrase(place, &class.name));
        let of_value = |at: &At| {
            let name = &self.value(*at)?.name;
            self.value_words(*at, language)?.policy_phrase(place, name)
        };
        own.or_else(of_class).or_else(|| label.values.iter().find_map(of_value)).unwrap_or(&self.name)
    }

    fn append_values(
        &self,
        marking: &mut String,
        values: impl Iterator<Item = At>,
        language: &str,
        place: Place,
    ) {
        let between = separator(self.look.words(language));
        let mut current = None;
        let mut end = "";
        for at in values {
            let (Some(tag), Some(value)) = (self.tag(at), self.value(at)) else { continue };
            let of_tag = tag.look.words(language);
            let words = value.look.words(language).or(of_tag);
            let phrase = words.map_or(value.name.as_str(), |words| words.phrase(place, &value.name));
            if phrase.is_empty() {
                continue;
            }
            if current == Some((at.0, at.1)) {
                let separator = of_tag.map_or("", |words| &words.separator);
                marking.push_str(if separator.is_empty() { "/" } else { separator });
            } else {
                marking.push_str(end);
                marking.push_str(if marking.is_empty() { "" } else { between });
                marking.push_str(of_tag.map_or("", |words| &words.prefix));
                end = of_tag.map_or("", |words| &words.suffix);
                current = Some((at.0, at.1));
            }
            marking.push_str(phrase);
        }
        marking.push_str(end);
    }
}
