//! A label in the syntaxes of others, and a policy as others read it.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chancery_forms::{access, envelope, ess, sio, spif, stanag};
use chancery_label::{Label, Policies, PolicyId};
use jiff::{SignedDuration, Timestamp};

use super::{label_day, order, read};
use crate::args::{LabelForm, MarkingArgs};
use crate::exit::Usage;
use crate::terminal;

/// After how long a label that is given out is to be looked at again.
const REVIEW_DAYS: i64 = 3650;

/// `chancery label export`.
pub fn label(asked: &MarkingArgs, form: LabelForm) -> anyhow::Result<()> {
    let policies = Policies::compiled();
    let typed = asked.marking.join(" ");
    let order = order(&policies, &asked.policies)?;
    let marking = read(&policies, &order, &typed, label_day(asked.on)?)?;
    let label = marking.own.unwrap_or_default();
    for written in written(&policies, &label, &typed, form)? {
        terminal::answer(written.trim_end());
    }
    Ok(())
}

fn written(policies: &Policies, label: &Label, typed: &str, form: LabelForm) -> anyhow::Result<Vec<String>> {
    let cannot = |e: chancery_forms::FormError| Usage(e.to_string());
    Ok(match form {
        LabelForm::Json => vec![envelope::write(policies, label, Some(typed)).map_err(cannot)?],
        LabelForm::Stanag => stanag::write(policies, label, &issued()).map_err(cannot)?,
        LabelForm::Ess => {
            let labels = ess::write(policies, label).map_err(cannot)?;
            labels.into_iter().map(|der| STANDARD.encode(der)).collect()
        }
        LabelForm::Sio => vec![sio::write(policies, label, &sio::Payload::Ess).map_err(cannot)?],
        LabelForm::Access => vec![access::write(policies, label).map_err(cannot)?.to_string()],
    })
}

fn issued() -> stanag::Issued {
    let created = Timestamp::now();
    let review = created.checked_add(SignedDuration::from_hours(24 * REVIEW_DAYS)).unwrap_or(created);
    stanag::Issued { created, review }
}

/// `chancery label spif`.
pub fn spif(policy: &str) -> anyhow::Result<()> {
    let policies = Policies::compiled();
    let known = order(&policies, &[policy.to_owned()])?;
    let policy = known.first().and_then(|id: &PolicyId| policies.get(id));
    let policy = policy.ok_or_else(|| Usage("name a policy".into()))?;
    let issuer = spif::Issuer { created: Timestamp::now(), originator: "cn=chancery", key: "" };
    terminal::answer(&spif::write(policy, &issuer).map_err(|e| Usage(e.to_string()))?);
    Ok(())
}
