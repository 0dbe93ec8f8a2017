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
        let founder = handle("keeper")?;
        let keeper = Admitted {
            person: founder.clone(),
            name: "The keeper of the registry".into(),
            initials: "K.".into(),
            duties: vec![Duty::Keep],
            clearance: written(&Clearance::none())?,
        };
        let clerk = Admitted {
            person: handle("clerk")?,
            name: "The registry clerk".into(),
            initials: "R.C.".into(),
            duties: vec![Duty::Register, Duty::PutUp, Duty::Minute],
            clearance: written(&self.highest())?,
        };
        let founded = Act::Founded { name: self.name().to_owned() };
        self.acts(sealing::OFFICE, &founder, &[founded, Act::Admitted(keeper), Act::Admitted(clerk)])
    }

    /// Admits a person, or changes what is kept of him; from the next request on it holds.
    pub fn admit(&self, by: &Reader, admission: Admission) -> Result<(), Refused> {
        by.must(Duty::Keep)?;
        if admission.handle == by.handle() && admission.clearance != Clearance::none() {
            return Err(Refused::Invalid(
                "nobody gives himself a clearance: let another keeper do it".into(),
            ));
        }
        let person: Handle = handle(&admission.handle)?;
        let mut acts = vec![Act::Admitted(Admitted {
            person: person.clone(),
            initials: initials(&admission.name),
            name: admission.name,
            duties: admission.duties,
            clearance: written(&admission.clearance)?,
        })];
        if let Some((post, title)) = admission.post {
            let post = handle(&post)?;
            // A box that is made for a post stays when another fills it.
            let principal = admission.principal || self.principals().iter().any(|p| p.post == post);
            acts.push(Act::PostFilled(PostFilled { post, title, holder: Some(person), principal }));
        }
        self.acts(sealing::OFFICE, &by.person.person, &acts)
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

fn written(clearance: &Clearance) -> Result<String, Refused> {
    serde_json::to_string(clearance).map_err(crate::store::json)
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
