//! The best path through head, body and tail: each line one role, by the sum of what speaks for it.

use super::roles::Zone;
use chancery_office::reading::FieldRole;

/// A role that a line may have in a zone; none is text that has no role of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Choice {
    pub zone: Zone,
    pub role: Option<FieldRole>,
    pub weight: i32,
}

/// What it costs to go on to the next zone: a part has each once.
const INTO_TAIL: i32 = -3;
/// A tail begins with a close, a signature, a name or a list of copies.
const STRAY_TAIL: i32 = -6;

/// For each line the choice that the best path takes.
pub(super) fn best(lines: &[Vec<Choice>]) -> Vec<Choice> {
    let mut steps: Vec<Vec<(i32, usize)>> = Vec::with_capacity(lines.len());
    for (i, choices) in lines.iter().enumerate() {
        let before = i.checked_sub(1).and_then(|b| Some((lines.get(b)?, steps.get(b)?)));
        let step = choices.iter().map(|c| reach(c, before)).collect();
        steps.push(step);
    }
    back(lines, &steps)
}

/// The best sum with which a choice is reached, and from where.
fn reach(choice: &Choice, before: Option<(&Vec<Choice>, &Vec<(i32, usize)>)>) -> (i32, usize) {
    let Some((choices, sums)) = before else { return (choice.weight + opening(choice), 0) };
    let ways = choices.iter().zip(sums).enumerate();
    let allowed = ways.filter(|(_, (from, _))| from.zone <= choice.zone);
    let best = allowed
        .map(|(i, (from, (sum, _)))| (sum + step(from, choice), i))
        .max_by_key(|(sum, i)| (*sum, usize::MAX - i));
    best.map_or((NEVER, 0), |(sum, i)| (sum + choice.weight, i))
}

/// Low enough never to be taken, and far from overflow.
const NEVER: i32 = -1_000_000;

fn opening(choice: &Choice) -> i32 {
    if choice.zone == Zone::Tail { STRAY_TAIL } else { 0 }
}

fn step(from: &Choice, to: &Choice) -> i32 {
    use FieldRole::{Close, CopiedTo, Post, Signature, Signer, To};
    let entering = from.zone != to.zone && to.zone == Zone::Tail;
    let zone = match (entering, to.role) {
        (true, Some(Close | Signature | Signer | CopiedTo)) => INTO_TAIL,
        (true, _) => INTO_TAIL + STRAY_TAIL,
        (false, _) => 0,
    };
    let pair = match (from.role, to.role) {
        (Some(Close), Some(Signature | Signer)) => 3,
        (Some(Signature), Some(Signer)) => 3,
        (Some(Signer), Some(Post)) => 3,
        (Some(Signer), Some(Signer)) => -5,
        (Some(Signer | Post), Some(To)) => 2,
        (Some(a), Some(b)) if a == b => 1,
        _ => 0,
    };
    zone + pair
}

fn back(lines: &[Vec<Choice>], steps: &[Vec<(i32, usize)>]) -> Vec<Choice> {
    let last = steps.last().map_or(0, |s| {
        s.iter().enumerate().max_by_key(|(i, (sum, _))| (*sum, usize::MAX - i)).map_or(0, |(i, _)| i)
    });
    let mut out = Vec::with_capacity(lines.len());
    let mut at = last;
    for (choices, step) in lines.iter().zip(steps).rev() {
        out.extend(choices.get(at).copied());
        at = step.get(at).map_or(0, |(_, from)| *from);
    }
    out.reverse();
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn choice(zone: Zone, role: Option<FieldRole>, weight: i32) -> Choice {
        Choice { zone, role, weight }
    }

    #[test]
    fn a_tail_never_comes_before_a_body() {
        let lines = vec![
            vec![choice(Zone::Head, None, 0), choice(Zone::Tail, Some(FieldRole::Signer), 5)],
            vec![choice(Zone::Body, None, 5)],
            vec![choice(Zone::Body, None, 0), choice(Zone::Tail, Some(FieldRole::Signer), 5)],
        ];
        let zones: Vec<Zone> = best(&lines).iter().map(|c| c.zone).collect();
        assert_eq!(zones, [Zone::Head, Zone::Body, Zone::Tail]);
    }

    #[test]
    fn of_two_equal_paths_the_first_is_taken() {
        let two = [choice(Zone::Head, Some(FieldRole::To), 3), choice(Zone::Head, Some(FieldRole::PutUp), 3)];
        assert_eq!(best(&[two.to_vec()])[0].role, Some(FieldRole::To));
    }
}
