//! What undoes what: of each act that another takes back, the form of that other one. It is offered where the act
//! led to, in the same session, until the next act; it is an act like any other, checked and entered as one.

use crate::desk::Look;
use crate::listed::FIELD;
use crate::pages;
use crate::request::{Values, value};
use crate::routes::{Method, ROUTES};
use crate::url;
use chancery_registry::Refused;
use chancery_registry::answers::SearchAsked;

/// The form that takes an act back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undo {
    /// The address that it is sent to.
    pub to: String,
    /// Its fields.
    pub fields: Vec<(&'static str, String)>,
}

/// What a field of the opposite act bears, or a part of its address.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Bears {
    /// What the act bore under the same name.
    Same(&'static str),
    /// What the act bore under another name.
    As(&'static str, &'static str),
    /// These words.
    Says(&'static str, &'static str),
    /// What stood there before the act, which its form or the look before it says under `was-` and the name.
    Was(&'static str),
}

/// What was known only before an act: values under `was-` and a name.
type Before = fn(&dyn Look, &Values) -> Option<Values>;

/// An act and the one that takes it back, each by the name that the list of what is served has for it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Opposite {
    /// The act.
    pub of: &'static str,
    /// Only where its form says this.
    pub where_it_says: Option<(&'static str, &'static str)>,
    /// What takes it back.
    pub by: &'static str,
    /// What that one bears.
    pub bears: &'static [Bears],
    /// What must be looked up before the act.
    before: Option<Before>,
}

use Bears::{As, Same, Says, Was};

/// Where an act leads, its last part: the id of what it made.
const MADE: &str = "made";
/// What stood in a field of a form before.
const WAS: &str = "was-";

const fn undone(of: &'static str, by: &'static str, bears: &'static [Bears]) -> Opposite {
    Opposite { of, where_it_says: None, by, bears, before: None }
}

const fn step(says: &'static str, bears: &'static [Bears]) -> Opposite {
    let where_it_says = Some(("step", says));
    Opposite { where_it_says, ..undone("move an undertaking", "move an undertaking", bears) }
}

const fn judged(says: &'static str) -> Opposite {
    let bears = &[Same("number"), Says("verdict", "withdraw"), Same(FIELD)];
    Opposite { where_it_says: Some(("verdict", says)), ..undone("judge", "judge", bears) }
}

/// What a paper is put up for.
const PUT_UP: &[Bears] = &[
    As("id", "paper"),
    Same("principal"),
    Was("purpose"),
    Was("meeting"),
    Was("note"),
    Was("due"),
    Was("due-clock"),
    Was("due-reason"),
];

const REOPEN: &[Bears] = &[Says("step", "reopen"), Same(FIELD)];
const RESUME: &[Bears] = &[Says("step", "resume"), Same(FIELD)];
const WITHDRAW: &[Bears] = &[Says("step", "withdraw"), Same(FIELD)];

/// Every act that another takes back.
pub(crate) const OPPOSITES: &[Opposite] = &[
    undone("enclose", "detach", &[Same("cover"), Same(FIELD)]),
    undone("detach", "enclose", &[Same("cover"), Same(FIELD)]),
    Opposite { before: Some(lies_nowhere), ..undone("put up", "take out of a box", &[As("paper", "id")]) },
    Opposite { before: Some(as_it_lay), ..undone("take out of a box", "put up", PUT_UP) },
    Opposite { before: Some(its_place), ..undone("order a box", "order a box", &[Was("to")]) },
    undone("put away", "bring up", &[Was("on"), Was("before"), Was("reason"), Same(FIELD)]),
    step("confirm", WITHDRAW),
    step("dismiss", WITHDRAW),
    step("wait", RESUME),
    step("keep", REOPEN),
    step("lapse", REOPEN),
    step("refuse", REOPEN),
    step("merge", REOPEN),
    judged("confirm"),
    judged("dismiss"),
    undone("note a meeting", "cancel a meeting", &[As("id", MADE)]),
    undone("join meetings", "part meetings", &[Same("other")]),
    undone("part meetings", "join meetings", &[Same("other")]),
    undone("turn away", "wait again", &[]),
    undone("join", "leave", &[Same("person")]),
    undone("leave", "join", &[Same("person")]),
    Opposite { before: Some(acts_not_yet), ..undone("name a deputy", "end a deputy", &[Same("person")]) },
    undone("end a deputy", "name a deputy", &[Same("person"), Was("from"), Was("until")]),
    undone("merge correspondents", "part correspondents", &[Same("from")]),
    undone("part correspondents", "merge correspondents", &[Same("from")]),
    undone("enclose with a draft", "leave out of a draft", &[Same("paper")]),
    undone("leave out of a draft", "enclose with a draft", &[Same("paper")]),
    Opposite { before: Some(not_kept_yet), ..undone("keep a search", "forget a search", &[Same("name")]) },
    undone("forget a search", "keep a search", &[Same("name"), Was("q"), Was("standing")]),
];

/// Where an act led, and the form that takes it back.
#[derive(Debug)]
pub(crate) struct Led {
    /// The address.
    pub to: String,
    /// None where nothing takes it back.
    pub undo: Option<Undo>,
}

/// An act that is asked for, and the one that takes it back, as far as that is known before it is done.
#[derive(Clone, Debug, Default)]
pub(crate) struct Asking(Option<Opposed>);

impl Asking {
    /// The act that is posted to a path of the list, with what its address and its form say.
    pub fn of(path: &str, address: Values, form: &Values) -> Self {
        let found = ROUTES.iter().find(|route| route.method == Method::Post && route.path == path);
        let says = |(name, what): (&str, &str)| {
            address.get(name).or_else(|| form.get(name)).is_some_and(|said| said == what)
        };
        let opposes = |one: &&Opposite| {
            found.is_some_and(|route| route.name == one.of) && one.where_it_says.is_none_or(says)
        };
        let opposite = OPPOSITES.iter().find(opposes);
        let all = |opposite| Opposed { opposite, known: form.clone().into_iter().chain(address).collect() };
        Self(opposite.map(all))
    }

    /// Does the act, which answers where it leads.
    pub fn done(
        self,
        look: &dyn Look,
        does: impl FnOnce(&dyn Look) -> Result<String, Refused>,
    ) -> Result<Led, Refused> {
        let opposed = self.0.and_then(|opposed| opposed.before(look));
        let to = does(look)?;
        Ok(Led { undo: opposed.and_then(|opposed| opposed.after(&to)), to })
    }
}

#[derive(Clone, Debug)]
struct Opposed {
    opposite: &'static Opposite,
    known: Values,
}

impl Opposed {
    /// With what stood there before the act.
    fn before(mut self, look: &dyn Look) -> Option<Self> {
        if let Some(before) = self.opposite.before {
            let stood = before(look, &self.known)?;
            self.known.extend(stood);
        }
        Some(self)
    }

    /// The form, once the act was done and led to that address; none where not all of it is known.
    fn after(mut self, led: &str) -> Option<Undo> {
        let path = led.split(['?', '#']).next().unwrap_or_default();
        self.known.insert(MADE.to_owned(), path.rsplit('/').next().unwrap_or_default().to_owned());
        let fields = self.opposite.bears.iter().map(|bears| self.field(*bears));
        let mut fields = fields.collect::<Option<Vec<_>>>()?;
        let route = ROUTES.iter().find(|route| route.name == self.opposite.by)?;
        let mut part = |part: &str| match part.strip_prefix('{').and_then(|name| name.strip_suffix('}')) {
            Some(name) => {
                let at = fields.iter().position(|(field, _)| *field == name);
                let said = at.map_or_else(|| self.known.get(name).cloned(), |at| Some(fields.remove(at).1));
                said.map(|said| url::encode(&said))
            }
            None => Some(part.to_owned()),
        };
        let parts = route.path.split('/').map(&mut part).collect::<Option<Vec<_>>>()?;
        Some(Undo { to: parts.join("/"), fields })
    }

    fn field(&self, bears: Bears) -> Option<(&'static str, String)> {
        match bears {
            Same(name) if name == FIELD => Some((name, value(&self.known, name).to_owned())),
            Same(name) => Some((name, self.known.get(name)?.clone())),
            As(name, other) => Some((name, self.known.get(other)?.clone())),
            Says(name, words) => Some((name, words.to_owned())),
            Was(name) => Some((name, self.known.get(&format!("{WAS}{name}"))?.clone())),
        }
    }
}

/// What a paper that is taken out of a box was put up for.
fn as_it_lay(look: &dyn Look, says: &Values) -> Option<Values> {
    let lay = look.put_up_page(value(says, "principal"), value(says, "paper")).ok()?;
    let fields = ["purpose", "meeting", "note", "due", "due-clock", "due-reason"];
    Some(was(fields.map(|name| (name, pages::put_up_for(&lay, name)))))
}

/// The place that a paper has in its box before it is moved.
fn its_place(look: &dyn Look, says: &Values) -> Option<Values> {
    let (_, paper) = value(says, "to").split_once(' ')?;
    let page = look.box_of(value(says, "principal")).ok()?;
    let mut places = page.sections.iter().flat_map(|part| part.items.iter().zip(1..));
    let (_, place) = places.find(|(item, _)| item.paper.id == paper)?;
    Some(was([("to", format!("{place} {paper}"))]))
}

/// What was put up there already was only put up otherwise.
fn lies_nowhere(look: &dyn Look, says: &Values) -> Option<Values> {
    let lies = look.put_up_page(value(says, "principal"), value(says, "id")).is_ok();
    (!lies).then(Values::new)
}

/// Who acts in it already was only given other days.
fn acts_not_yet(look: &dyn Look, says: &Values) -> Option<Values> {
    let page = look.post_page(value(says, "handle")).ok()?;
    let acts = page.deputies.iter().any(|one| !one.ended && one.handle == value(says, "person"));
    (!acts).then(Values::new)
}

/// What was kept under that name already was only changed.
fn not_kept_yet(look: &dyn Look, says: &Values) -> Option<Values> {
    let kept = look.search(&SearchAsked::default()).ok()?.searches;
    (!kept.iter().any(|one| one.name == value(says, "name"))).then(Values::new)
}

fn was<const N: usize>(stood: [(&str, String); N]) -> Values {
    stood.into_iter().map(|(name, stood)| (format!("{WAS}{name}"), stood)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    /// Acts that nothing takes back, each with the reason.
    const STANDS: &[(&str, &[&str])] = &[
        (
            "words that were written, and what others were told, stay",
            &["minute", "initial", "copy", "answer a copy", "mark", "record a meeting"],
        ),
        (
            "it is put right by the same form again",
            &[
                "change a put-up",
                "change a meeting",
                "settle",
                "find",
                "put the particulars right",
                "correct the transcript",
                "close a box",
                "clear",
                "keep a person",
                "fill a post",
                "vacate a post",
                "keep a correspondent",
                "save a draft",
                "cancel a meeting",
            ],
        ),
        (
            "the page that it leads to has the form that ends it",
            &[
                "order",
                "bring up",
                "relabel",
                "make a circle",
                "make a post",
                "admit",
                "make a link",
                "calendar's address",
                "begin a draft",
                "keep a new correspondent",
                "send a draft",
                "clear a draft",
            ],
        ),
        (
            "a number was given, or a second person decided",
            &[
                "take in",
                "settle as a duplicate",
                "wait again",
                "approve",
                "refuse",
                "sign a draft",
                "drop a draft",
                "close",
            ],
        ),
        (
            "each of several is told with what became of it",
            &[
                "act on several papers",
                "act on several undertakings",
                "take a calendar in",
                "take cards in",
                "send up",
            ],
        ),
        (
            "it is of one's own sitting or sign-in",
            &[
                "tongue",
                "sign-out",
                "change the password",
                "begin a second factor",
                "confirm a second factor",
                "make recovery codes",
                "take a second factor off",
                "sign out elsewhere",
                "end the sitting",
                "verify",
            ],
        ),
        ("who left is taken back with nothing that he had", &["strike off", "take back"]),
    ];

    #[test]
    fn of_every_act_it_is_said_what_takes_it_back_or_why_nothing_does() {
        let acts = ROUTES.iter().filter(|route| route.method == Method::Post && route.signed_in);
        let acts: BTreeSet<&str> = acts.map(|route| route.name).collect();
        let opposed: BTreeSet<&str> = OPPOSITES.iter().map(|one| one.of).collect();
        let stand: BTreeSet<&str> = STANDS.iter().flat_map(|(_, names)| names.iter().copied()).collect();
        assert_eq!(opposed.intersection(&stand).collect::<Vec<_>>(), Vec::<&&str>::new());
        assert_eq!(opposed.union(&stand).copied().collect::<BTreeSet<_>>(), acts);
        assert!(OPPOSITES.iter().all(|one| acts.contains(one.by)));
    }
}
