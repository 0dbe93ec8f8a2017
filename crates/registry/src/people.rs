//! Admitting people and filling posts.

use std::sync::PoisonError;

use chancery_label::{Clearance, Policy, PolicyId, Tags};
use chancery_office::act::Act;
use chancery_office::id::Handle;
use chancery_office::people::{Admitted, Duty, PostFilled};
use chancery_office::standing::ClearanceGiven;
use jiff::civil::Date;

use crate::limits::{NAME_CHARS_MAX, REASON_CHARS_MAX};
use crate::refused::Refused;
use crate::registry::{Reader, Registry};
use crate::sealing;

/// A person to admit.
#[derive(Clone, Debug, Default)]
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
}

/// A clearance to give.
#[derive(Clone, Debug, Default)]
pub struct ClearanceToGive {
    /// To whom.
    pub person: String,
    /// What he may read from now on; it takes the place of what he might before.
    pub clearance: Clearance,
    /// First day; none is today.
    pub from: Option<Date>,
    /// Last day; none has no end.
    pub until: Option<Date>,
    /// Why.
    pub reason: String,
}

impl Registry {
    /// The first three people: the keeper, who runs it and reads nothing, the security officer, who gives
    /// clearances, and a clerk who may read all.
    pub(crate) fn found(&self) -> Result<(), Refused> {
        let founder = handle("keeper")?;
        let all = self.highest();
        let officer = vec![Duty::Clear, Duty::Approve];
        let clerk = vec![Duty::Register, Duty::PutUp, Duty::Minute];
        let acts = [
            Act::Founded { name: self.name().to_owned() },
            founding("keeper", "The keeper of the registry", "K.", vec![Duty::Keep], &Clearance::none())?,
            founding("security", "The security officer", "S.O.", officer, &all)?,
            founding("clerk", "The registry clerk", "R.C.", clerk, &all)?,
        ];
        self.acts(sealing::OFFICE, &founder, &acts)
    }

    /// Admits a person who is not entered yet; from the next request on it holds. What he may read is for another to
    /// say.
    pub fn admit(&self, by: &Reader, admission: Admission) -> Result<(), Refused> {
        by.must(Duty::Keep)?;
        let _deciding = self.decide();
        self.must_be_new(&handle(&admission.handle)?)?;
        self.enter_admission(by, admission)
    }

    /// Changes what is kept of a person; a name or duties that are not given stay, and so does what he may read.
    pub fn change_admission(&self, by: &Reader, admission: Admission) -> Result<(), Refused> {
        by.must(Duty::Keep)?;
        let _deciding = self.decide();
        let known = self.known(&handle(&admission.handle)?).ok_or(Refused::Absent)?;
        let name = if admission.name.is_empty() { known.name } else { admission.name };
        let duties = if admission.duties.is_empty() { known.duties } else { admission.duties };
        self.enter_admission(by, Admission { name, duties, ..admission })
    }

    /// Who is admitted under a word by which another signs in would read what that one may.
    pub(crate) fn must_be_new(&self, person: &Handle) -> Result<(), Refused> {
        self.must_be_of_office(person)?;
        match self.known(person) {
            Some(_) => Err(Refused::Conflict("somebody signs in so already: choose another word".into())),
            None => Ok(()),
        }
    }

    /// The same, by who decides already.
    pub(crate) fn enter_admission(&self, by: &Reader, admission: Admission) -> Result<(), Refused> {
        by.must(Duty::Keep)?;
        let person: Handle = handle(&admission.handle)?;
        named(&admission.name)?;
        let known = self.known(&person);
        self.must_be_of_office(&person)?;
        self.separate(by, known.as_ref(), &admission)?;
        let mut acts = vec![Act::Admitted(Admitted {
            person: person.clone(),
            initials: initials(&admission.name),
            name: admission.name,
            duties: admission.duties,
            clearance: written(&Clearance::none())?,
            keeps_clearance: known.is_some(),
        })];
        if let Some((post, title)) = admission.post {
            let post = handle(&post)?;
            named(&title)?;
            // A box that is made for a post stays when another fills it.
            let principal = admission.principal || self.principals().iter().any(|p| p.post == post);
            let holder = Some(person);
            acts.push(Act::PostFilled(PostFilled { post, title, holder, principal, since: None }));
        }
        self.acts(sealing::OFFICE, &by.person.person, &acts)
    }

    /// Who makes readers and who says what they may read are two, and nobody adds to what he may do himself: what
    /// stops him is that it needs another keeper, on the command line and over the pages alike.
    fn separate(&self, by: &Reader, known: Option<&Admitted>, admission: &Admission) -> Result<(), Refused> {
        let had = |duty: &Duty| known.is_some_and(|known| known.duties.contains(duty));
        let taken = admission.duties.iter().filter(|duty| !had(duty)).count();
        if admission.handle == by.handle() && taken > 0 {
            return Err(Refused::Invalid("nobody gives himself a duty: let another keeper do it".into()));
        }
        let both = [Duty::Keep, Duty::Clear].iter().all(|duty| admission.duties.contains(duty));
        if both {
            return Err(Refused::Invalid(
                "who runs the registry does not give clearances: name another for one of the two".into(),
            ));
        }
        if had(&Duty::Keep) && !admission.duties.contains(&Duty::Keep) && self.keepers() == 1 {
            return Err(Refused::Invalid(
                "nobody else keeps the registry: give another that duty first".into(),
            ));
        }
        Ok(())
    }

    pub(crate) fn keepers(&self) -> usize {
        let people = self.0.pulse.people.read().unwrap_or_else(PoisonError::into_inner);
        people.values().filter(|person| person.duties.contains(&Duty::Keep)).count()
    }

    /// Gives a clearance in place of the one that a person had; from the next request on it holds.
    pub fn clear(&self, by: &Reader, clearing: ClearanceToGive) -> Result<(), Refused> {
        by.must(Duty::Clear)?;
        let _deciding = self.decide();
        let person = handle(&clearing.person)?;
        if person == by.person.person {
            return Err(Refused::Invalid(
                "nobody gives himself a clearance: let another who gives clearances do it".into(),
            ));
        }
        if self.known(&person).is_none() {
            return Err(Refused::Absent);
        }
        self.must_be_of_office(&person)?;
        if clearing.reason.chars().count() > REASON_CHARS_MAX {
            return Err(Refused::Invalid(format!("a reason has at most {REASON_CHARS_MAX} characters")));
        }
        if let (Some(from), Some(until)) = (clearing.from, clearing.until)
            && until < from
        {
            return Err(Refused::Invalid("its last day is before its first".into()));
        }
        if clearing.until.is_some_and(|until| until < self.zone().day(self.now())) {
            return Err(Refused::Invalid(
                "its last day is over: give one that runs until a day to come, or one to nothing".into(),
            ));
        }
        let given = ClearanceGiven {
            person,
            clearance: written(&clearing.clearance)?,
            from: clearing.from,
            until: clearing.until,
            reason: clearing.reason,
        };
        self.act(sealing::OFFICE, &by.person.person, &Act::ClearanceGiven(given))
    }

    pub(crate) fn known(&self, person: &Handle) -> Option<Admitted> {
        self.0.pulse.people.read().unwrap_or_else(PoisonError::into_inner).get(person).cloned()
    }

    /// A clearance from lines such as `uk-1982=SECRET` or `us-historical=Top Secret; Nodis`.
    ///
    /// `*` alone stands for the highest of every policy; `policy=TOP SECRET; *` for every tag of one. Behind
    /// ` as ` stands the one affiliation that he reads as, where it is not the policy's own side:
    /// `uk-1982=SECRET as UK-POST`.
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
        let (level, side) = match level.rsplit_once(" as ") {
            Some((level, side)) => (level.trim(), side.trim()),
            None => (level, known.side().unwrap_or_default()),
        };
        let (level, every) = match level.strip_suffix('*') {
            Some(rest) => (rest.trim().trim_end_matches(';').trim(), true),
            None => (level, false),
        };
        let mut cleared = known
            .cleared(level, Some(side).filter(|side| !side.is_empty()))
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
                affiliation: self.0.policies.get(policy).and_then(Policy::side).map(str::to_owned),
            };
            clearance.with(policy.clone(), cleared)
        })
    }

    /// Every post.
    pub(crate) fn posts(&self) -> Vec<PostFilled> {
        self.0.pulse.posts.read().unwrap_or_else(PoisonError::into_inner).values().cloned().collect()
    }

    /// The handles and titles of posts for which a box is made.
    pub fn principals(&self) -> Vec<PostFilled> {
        let posts = self.0.pulse.posts.read().unwrap_or_else(PoisonError::into_inner);
        posts.values().filter(|p| p.principal).cloned().collect()
    }
}

fn founding(
    person: &str,
    name: &str,
    initials: &str,
    duties: Vec<Duty>,
    clearance: &Clearance,
) -> Result<Act, Refused> {
    let (person, clearance) = (handle(person)?, written(clearance)?);
    let (name, initials) = (name.into(), initials.into());
    Ok(Act::Admitted(Admitted { person, name, initials, duties, clearance, keeps_clearance: false }))
}

fn written(clearance: &Clearance) -> Result<String, Refused> {
    serde_json::to_string(clearance).map_err(crate::store::json)
}

/// Refuses a name or a title that is none.
pub(crate) fn named(name: &str) -> Result<(), Refused> {
    if name.trim().is_empty() || name.chars().count() > NAME_CHARS_MAX {
        return Err(Refused::Invalid(format!("a name has 1 to {NAME_CHARS_MAX} characters")));
    }
    Ok(())
}

pub(crate) fn handle(text: &str) -> Result<Handle, Refused> {
    text.parse().map_err(|e| Refused::Invalid(format!("`{text}`: {e}")))
}

fn initials(name: &str) -> String {
    let letters = name.split_whitespace().filter_map(|w| w.chars().find(|c| c.is_alphabetic()));
    letters.flat_map(|l| [l, '.']).collect::<String>().to_uppercase()
}

/// A passphrase from chance, for an office that is only to be looked at.
pub fn new_passphrase() -> String {
    chancery_seal::hex(&chancery_seal::random::<12>())
}
