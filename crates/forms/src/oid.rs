//! Object identifiers: those of the policies, and those that forms carry.
//!
//! Policies have no registered arc. Theirs stand under the arc of a UUID, which is free to use by X.667:
//! `2.25.717079259807052656031511022243142419`, [`ARC`] below.
//!
//! | identifier | what it names |
//! |---|---|
//! | `ARC.1.H(p)` | the policy of the name `p` |
//! | `ARC.1.H(p).1` to `.3` | its restrictive tags, every tag, its informative tags |
//! | `ARC.1.H(p).4.H(s)` | its permissive set `s` |
//! | `ARC.1.H(p).5` | its levels as the least clearance |
//! | `ARC.1.H(p).6.H(s)`, `.7.H(s)` | its sets `s` of those who may take a copy, and of words in common |
//! | `ARC.2.1` to `.8` | the category types of an ESS security label |
//! | `ARC.3` | canonical JSON as the type of an SIO-Label |
//!
//! `H` is the first eight bytes of a name's SHA-256 as a number, the highest bit cleared: a policy has its
//! identifier wherever it is loaded, without a table that would have to be kept.

use std::fmt;
use std::str::FromStr;

use chancery_label::{Policies, PolicyId};
use sha2::{Digest, Sha256};

use crate::FormError;

/// The arc under which all identifiers of the program stand.
pub const ARC: [u128; 3] = [2, 25, 717_079_259_807_052_656_031_511_022_243_142_419];
/// Most arcs of an identifier that is read.
pub const ARCS_MAX: usize = 32;

const FORM: &str = "an object identifier";

/// An object identifier, with arcs wide enough for a UUID.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Oid(Vec<u128>);

impl Oid {
    /// The identifier of the policy of that name.
    pub fn policy(id: &PolicyId) -> Self {
        Self::own(&[1, number(id.as_str())])
    }

    /// An identifier under [`ARC`].
    pub(crate) fn own(arcs: &[u128]) -> Self {
        Self(ARC.iter().chain(arcs).copied().collect())
    }

    pub(crate) fn child(&self, arcs: &[u128]) -> Self {
        Self(self.0.iter().chain(arcs).copied().collect())
    }

    /// `urn:oid:` and the identifier.
    pub fn urn(&self) -> String {
        format!("urn:oid:{self}")
    }

    /// The contents octets of its encoding.
    pub(crate) fn to_der(&self) -> Vec<u8> {
        let (first, second) = (self.0.first().copied().unwrap_or(0), self.0.get(1).copied().unwrap_or(0));
        let mut bytes = Vec::new();
        base_128(first * 40 + second, &mut bytes);
        self.0.iter().skip(2).for_each(|arc| base_128(*arc, &mut bytes));
        bytes
    }

    pub(crate) fn from_der(bytes: &[u8]) -> Result<Self, FormError> {
        let mut arcs = Vec::new();
        let mut arc: Option<u128> = None;
        for byte in bytes {
            if arc.is_none() && *byte == 0x80 {
                return Err(fault("an arc starts with nothing"));
            }
            let wider = arc.unwrap_or(0).checked_mul(128).ok_or_else(|| fault("an arc is too wide"))?;
            let value = wider + u128::from(byte & 0x7f);
            arc = (byte & 0x80 != 0).then_some(value);
            if arc.is_none() {
                arcs.push(value);
            }
        }
        if arc.is_some() || arcs.is_empty() || arcs.len() >= ARCS_MAX {
            return Err(fault("it ends too soon or has too many arcs"));
        }
        let first = arcs.first().copied().unwrap_or(0);
        let root = (first / 40).min(2);
        let head = [root, first - root * 40];
        Ok(Self(head.into_iter().chain(arcs.into_iter().skip(1)).collect()))
    }
}

fn fault(fault: &str) -> FormError {
    FormError::unsound(FORM, format!("{fault}; give arcs of at most 128 bits"))
}

fn base_128(arc: u128, bytes: &mut Vec<u8>) {
    let groups = (128 - arc.leading_zeros()).div_ceil(7).max(1);
    for group in (0..groups).rev() {
        let low = (arc >> (group * 7)) & 0x7f;
        let more = if group > 0 { 0x80 } else { 0 };
        bytes.push(u8::try_from(low).unwrap_or(0) | more);
    }
}

/// A name as a number of 63 bits.
pub(crate) fn number(name: &str) -> u128 {
    let digest = Sha256::digest(name.as_bytes());
    let bytes = digest.iter().take(8).fold(0, |all: u64, byte| all << 8 | u64::from(*byte));
    u128::from(bytes & (u64::MAX >> 1))
}

/// The policy at hand that has the identifier.
pub(crate) fn find<'a>(policies: &'a Policies, oid: &Oid) -> Option<&'a PolicyId> {
    policies.ids().find(|id| Oid::policy(id) == *oid)
}

impl fmt::Display for Oid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let arcs: Vec<String> = self.0.iter().map(u128::to_string).collect();
        f.write_str(&arcs.join("."))
    }
}

impl FromStr for Oid {
    type Err = FormError;

    fn from_str(text: &str) -> Result<Self, FormError> {
        let plain = |arc: &str| !arc.is_empty() && arc.bytes().all(|byte| byte.is_ascii_digit());
        let parse = |arc: &str| Some(arc).filter(|arc| plain(arc)).and_then(|arc| arc.parse::<u128>().ok());
        let arcs: Option<Vec<u128>> = text.split('.').take(ARCS_MAX + 1).map(parse).collect();
        let arcs = arcs.ok_or_else(|| fault("an arc is no number that can be read"))?;
        let sound = match *arcs.as_slice() {
            [0 | 1, second, ..] => second < 40,
            [2, second, ..] => second < u128::MAX - 80,
            _ => false,
        };
        if sound && arcs.len() <= ARCS_MAX { Ok(Self(arcs)) } else { Err(fault("there is no such arc")) }
    }
}
