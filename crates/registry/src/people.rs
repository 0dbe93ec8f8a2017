//! Admitting people and filling posts.

use std::sync::PoisonError;

use chancery_label::{Clearance, PolicyId, Tags};
use chancery_office::act::{Act, Admitted, Duty, PostFilled};
use chancery_office::id::Handle;

use crate::refused::Refused;
use crate::registry::{Reader, Registry};
use crate::sealing;

/// A person to admit.
#[derive(Clone, Debug)]
pub struct Admission {
    /// Handle, as in `--as`.
    pub handle: String,
    /// Name.
    pub name: String,
    /// Post that he is to hold: handle and title.
    pub post: Option<(String, String)>,
    /// A box is made for that post.
    pub principal: bool,
    /// What he may do.
    pub duties: Vec<Duty>,
    /// What he may read.
    pub clearance: Clearance,
}

impl Registry {
    /// The first two people: the keeper, who runs it and reads nothing, and a clerk who may read all.
    pub(crate) fn found(&self) -> Result<(), Refused> {
        let founder: Handle = "keeper".parse().map_err(|_| Refused::Absent)?;
        self.act(sealing::OFFICE, &founder, &Act::Founded { name: self.name().to_owned() })?;
        self.admit_as(
            &founder,
            Admission {
                handle: "keeper".into(),
                name: "The keeper of the registry".into(),
                post: None,
                principal: false,
                duties: vec![Duty::Keep],
                clearance: Clearance::none(),
            },
        )?;
        self.admit_as(
            &founder,
            Admission {
                handle: "clerk".into(),
                name: "The registry clerk".into(),
                post: None,
                principal: false,
                duties: vec![Duty::Register, Duty::PutUp, Duty::Minute],
                clearance: self.highest(),
            },
        )
    }

    /// Admits a person, or changes what is kept of him; from the next request on it holds.
    pub fn admit(&self, by: &Reader, admission: Admission) -> Result<(), Refused> {
        by.must(Duty::Keep)?;
        if admission.handle == by.person.person.as_str() && admission.clearance != Clearance::none() {
            return Err(Refused::Invalid(
                "nobody gives himself a clearance: let another keeper do it".into(),
            ));
        }
        self.admit_as(&by.person.person, admission)
    }

    fn admit_as(&self, by: &Handle, admission: Admission) -> Result<(), Refused> {
        let person: Handle = handle(&admission.handle)?;
        let clearance = serde_json::to_string(&admission.clearance).map_err(crate::store::json)?;
        let admitted = Admitted {
            person: person.clone(),
            initials: initials(&admission.name),
            name: admission.name,
            duties: admission.duties,
            clearance,
        };
        self.act(sealing::OFFICE, by, &Act::Admitted(admitted))?;
        let Some((post, title)) = admission.post else { return Ok(()) };
        let filled =
            PostFilled { post: handle(&post)?, title, holder: Some(person), principal: admission.principal };
        self.act(sealing::OFFICE, by, &Act::PostFilled(filled))
    }

    /// A clearance from lines such as `uk-1982=SECRET` or `us-historical=Top Secret; Nodis`.
    ///
    /// `*` alone stands for the highest of every policy; `policy=TOP SECRET; *` for every tag of one.
    pub fn clearance(&self, lines: &[String]) -> Result<Clearance, Refused> {
        let mut clearance = Clearance::none();
        for line in lines {
            if line.trim() == "*" {
                return Ok(self.highest());
            }
            let (policy, level) = line.split_once('=').ok_or_else(|| {
                Refused::Invalid(format!("a clearance is given as POLICY=LEVEL, not `{line}`"))
            })?;
            clearance = self.with_line(clearance, policy.trim(), level.trim())?;
        }
        Ok(clearance)
    }

    fn with_line(&self, clearance: Clearance, policy: &str, level: &str) -> Result<Clearance, Refused> {
        let id = PolicyId::new(policy);
        let known = self.0.policies.get(&id).ok_or_else(|| {
            let known = self.0.policies.ids().map(PolicyId::as_str).collect::<Vec<_>>().join(", ");
            Refused::Invalid(format!("no policy `{policy}` is in force: there are {known}"))
        })?;
        let (level, every) = match level.strip_suffix('*') {
            Some(rest) => (rest.trim().trim_end_matches(';').trim(), true),
            None => (level, false),
        };
        let mut cleared = known
            .cleared(level, Some(own_side(&id)))
            .map_err(|fault| Refused::Invalid(format!("`{level}`: {fault}")))?;
        if every {
            cleared.tags = Tags::Every;
        }
        Ok(clearance.with(id, cleared))
    }

    /// The highest of every policy in force, with every tag, and the settling of what is not settled.
    pub fn highest(&self) -> Clearance {
        let top = self.0.policies.top();
        top.components().fold(Clearance::none(), |clearance, (policy, component)| {
            let cleared = chancery_label::Cleared {
                level: component.level,
                tags: Tags::Every,
                affiliation: Some(own_side(policy).to_owned()),
            };
            clearance.with(policy.clone(), cleared)
        })
    }

    /// The handles and titles of posts for which a box is made.
    pub fn principals(&self) -> Vec<PostFilled> {
        let posts = self.0.pulse.posts.read().unwrap_or_else(PoisonError::into_inner);
        posts.values().filter(|p| p.principal).cloned().collect()
    }
}

/// The affiliation that a reader has under a policy: one at a time.
fn own_side(policy: &PolicyId) -> &'static str {
    match policy.as_str() {
        "us-historical" => "USA",
        "uk-1982" => "UK-OFFICIAL",
        _ => "",
    }
}

fn handle(text: &str) -> Result<Handle, Refused> {
    text.parse().map_err(|e| Refused::Invalid(format!("`{text}`: {e}")))
}

fn initials(name: &str) -> String {
    let letters = name.split_whitespace().filter_map(|w| w.chars().find(|c| c.is_alphabetic()));
    letters.flat_map(|l| [l, '.']).collect::<String>().to_uppercase()
}

/// A passphrase from chance, for an office that is only to be looked at.
pub fn new_passphrase() -> String {
    chancery_seal::random::<12>().iter().map(|b| format!("{b:02x}")).collect()
}
