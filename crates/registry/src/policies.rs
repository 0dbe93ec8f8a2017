//! The policies in force: those of the program that the settings name, and those that the registry took in.

use std::fs;

use chancery_label::{POLICY_BYTES_MAX, Policies, Policy, PolicyId};
use chancery_office::act::Act;
use chancery_office::people::Duty;
use chancery_seal::hex;
use sha2::{Digest as _, Sha256};

use crate::refused::Refused;
use crate::registry::{Reader, Registry};
use crate::settings::{self, Places, Settings};
use crate::{sealing, store};

/// What the settings name, each file being the one that was taken in.
pub fn in_force(places: &Places, settings: &Settings) -> Result<Policies, Refused> {
    let compiled = Policies::compiled().only(&settings.policies);
    let absent = settings.policies.iter().filter(|id| compiled.get(id).is_none());
    let taken = absent.map(|id| read_taken(places, settings, id)).collect::<Result<Vec<_>, _>>()?;
    compiled.with(taken).map_err(|e| Refused::Damaged(format!("chancery.toml: {e}")))
}

/// Refuses settings of a new registry that name a policy which the program does not have.
pub fn must_be_known(settings: &Settings) -> Result<(), Refused> {
    let compiled = Policies::compiled();
    match settings.policies.iter().find(|id| compiled.get(id).is_none()) {
        None if settings.policies.is_empty() => {
            Err(Refused::Invalid("an office has a policy of its own: name one".into()))
        }
        None => Ok(()),
        Some(unknown) => {
            let known = compiled.ids().map(PolicyId::as_str).collect::<Vec<_>>().join(", ");
            Err(Refused::Invalid(format!("no policy `{unknown}` is known: there are {known}")))
        }
    }
}

fn read_taken(places: &Places, settings: &Settings, id: &PolicyId) -> Result<Policy, Refused> {
    let unknown = || Refused::Damaged(format!("chancery.toml names the policy {id}, which is not at hand"));
    let digest = settings.taken.get(id).ok_or_else(unknown)?;
    let path = places.policies().join(format!("{id}.toml"));
    let size = fs::metadata(&path).map_err(|_| unknown())?.len();
    if size > POLICY_BYTES_MAX as u64 {
        return Err(Refused::Damaged(format!("policies/{id}.toml is far too long")));
    }
    let text = fs::read_to_string(&path).map_err(|e| store::io(&path, &e))?;
    if digest_of(&text) != *digest {
        return Err(Refused::Damaged(format!("policies/{id}.toml is not the file that was taken in")));
    }
    Policy::from_toml(&text).map_err(|e| Refused::Damaged(e.to_string()))
}

impl Registry {
    /// The policies in force.
    pub fn policies(&self) -> &Policies {
        &self.0.policies
    }

    /// Takes a policy in, for the keeper: what it means is checked and kept, and it is in force from the next
    /// opening on. Readers are then cleared for it as for any other.
    pub fn take_policy(&self, by: &Reader, text: &str) -> Result<PolicyId, Refused> {
        by.must(Duty::Keep)?;
        let _deciding = self.decide();
        let policy = Policy::from_toml(text).map_err(|e| Refused::Invalid(e.to_string()))?;
        let id = policy.id().clone();
        if Policies::compiled().get(&id).is_some() || self.0.settings.taken.contains_key(&id) {
            return Err(Refused::Conflict(format!(
                "there is a policy {id} already, and labels are kept under it: give the new one another id"
            )));
        }
        if policy.side().is_none() && !policy.affiliations().is_empty() {
            return Err(Refused::Invalid(format!(
                "{id} speaks of affiliations and does not say as which its own readers read: add `side`"
            )));
        }
        let with = (*self.0.policies).clone().with([policy]);
        with.map_err(|e| Refused::Invalid(e.to_string()))?;
        let digest = digest_of(text);
        let taken = Act::PolicyTaken { policy: id.to_string(), digest: digest.clone() };
        self.act(sealing::OFFICE, &by.person.person, &taken)?;
        self.keep_policy(&id, text, digest)?;
        Ok(id)
    }

    /// Settings are read anew, since another policy may have been taken in since this registry was opened.
    fn keep_policy(&self, id: &PolicyId, text: &str, digest: String) -> Result<(), Refused> {
        let places = &self.0.places;
        fs::create_dir_all(places.policies()).map_err(|e| store::io(&places.policies(), &e))?;
        settings::replace(&places.policies().join(format!("{id}.toml")), text.as_bytes())?;
        let mut settings = Settings::read(places)?;
        settings.taken.insert(id.clone(), digest);
        settings.policies.push(id.clone());
        settings.write_over(places)
    }
}

fn digest_of(text: &str) -> String {
    hex(&Sha256::digest(text.as_bytes()))
}
