//! A letter, telegram or memorandum: its lines in head, body and tail, and the role of each.

use super::path::{self, Choice};
use super::roles::{ROLES, Seen, Zone};
use super::shapes::{self, Shapes};
use super::split::Start;
use super::thread::is_rule;
use super::told::Told;
use super::{Found, Sheet, heads, particulars};
use crate::text::Line;
use chancery_office::reading::{FieldRole, Part, PartPlace};

/// Lines of the longest head.
const HEAD_LINES_MAX: usize = 60;
/// Lines from the end among which a tail begins.
const TAIL_LINES_MAX: usize = 40;
/// Lines of the longest list under a key.
const LIST_LINES_MAX: usize = 60;

/// Reads a part that opens with no mail's header block.
pub(super) fn read<'t>(sheet: &Sheet<'_, 't>, start: &Start, cover: Option<&Part>) -> Found<'t> {
    let mut found = Found::default();
    let (furniture, text) = apart(sheet, start);
    for (line, what) in furniture {
        found.furniture(line, what);
    }
    for line in sheet.lines.iter().take(start.boundary) {
        found.field(FieldRole::Boundary, line);
    }
    let given = start.place == PartPlace::Paper && sheet.ctx.given.is_some();
    let facts = facts_of(&text);
    let roles = path::best(&choices(&facts, &text, given));
    particulars::settle(
        &mut found,
        &Told { lines: &text, facts: &facts, roles: &roles, sheet, start, cover },
    );
    found
}

type Furnished<'a, 't> = Vec<(&'a Line<'t>, &'a super::Furniture)>;

/// Furniture and boundary lines apart from the text.
fn apart<'a, 't>(sheet: &Sheet<'a, 't>, start: &Start) -> (Furnished<'a, 't>, Vec<&'a Line<'t>>) {
    let (mut furniture, mut text) = (Vec::new(), Vec::new());
    for (i, line) in sheet.lines.iter().enumerate().skip(start.boundary) {
        match sheet.furniture.get(i).and_then(Option::as_ref) {
            Some(what) => furniture.push((line, what)),
            None if is_rule(line.text) => {}
            None => text.push(line),
        }
    }
    (furniture, text)
}

/// What is seen of each line before any role is given.
#[derive(Default)]
pub(super) struct Facts {
    pub shapes: Vec<Shapes>,
    /// The rule of a line's key, and where its value begins.
    pub keys: Vec<Option<(usize, usize)>>,
    /// The role of the key that a line stands under.
    pub under: Vec<Option<FieldRole>>,
}

impl Facts {
    pub fn seen<'t>(&self, lines: &[&Line<'t>], at: usize) -> Seen<'t> {
        let shape = |i: Option<usize>| i.and_then(|i| self.shapes.get(i)).copied().unwrap_or_default();
        Seen {
            text: lines.get(at).map_or("", |l| l.text),
            shapes: shape(Some(at)),
            above: shape(at.checked_sub(1)),
            below: shape(Some(at + 1)),
            key: self.keys.get(at).copied().flatten().map(|(rule, _)| rule),
        }
    }
}

/// The shapes of all lines; only those near either end are looked at closely.
pub(super) fn facts_of(lines: &[&Line<'_>]) -> Facts {
    let count = lines.len();
    let mut facts = Facts::default();
    for (i, line) in lines.iter().enumerate() {
        let near = i < HEAD_LINES_MAX || i + TAIL_LINES_MAX >= count;
        let key = if near { ROLES.key(line.text) } else { None };
        let airy = lines.get(i + 1).is_none_or(|l| l.gap);
        let shape = if near { shapes::of(line) } else { Shapes::PROSE };
        facts.shapes.push(
            shape
                .with(Shapes::AIRY, airy)
                .with(Shapes::RUNS, lines.get(i + 1).is_some_and(|l| runs_on(l)))
                .with(Shapes::FIRST, i == 0)
                .with(Shapes::LAST, i + 1 == count)
                .with(Shapes::KEY, key.is_some()),
        );
        facts.keys.push(key);
    }
    facts.under = under(lines, &facts);
    facts
}

/// Whether a line goes on with the one above it.
fn runs_on(line: &Line<'_>) -> bool {
    !line.gap && (line.text.starts_with(char::is_lowercase) || line.text.len() >= RUNS_BYTES_MIN)
}

/// Bytes of a line that is taken for running text when it stands right below another.
const RUNS_BYTES_MIN: usize = 60;

/// The role of the key over each line that goes on with what the key opened.
fn under(lines: &[&Line<'_>], facts: &Facts) -> Vec<Option<FieldRole>> {
    let mut out = vec![None; lines.len()];
    let (mut open, mut length): (Option<(FieldRole, bool)>, usize) = (None, 0);
    for (i, line) in lines.iter().enumerate() {
        let shape = facts.shapes.get(i).copied().unwrap_or_default();
        if let Some((rule, at)) = facts.keys.get(i).copied().flatten() {
            let role = ROLES.rules.get(rule).map(|r| r.role);
            let alone = line.text.get(at..).is_none_or(|v| v.trim().is_empty());
            (open, length) = (role.map(|r| (r, alone)), 0);
            continue;
        }
        let above = i.checked_sub(1).and_then(|a| lines.get(a));
        let runs_on = open.is_some_and(|(role, _)| role == FieldRole::From) && head_runs_on(line, above);
        // "SUBJECT", and right below it "Report on the Kuwait Situation", which reads like a head.
        let told = open.is_some_and(|(_, alone)| alone && !line.gap);
        if shape.has(Shapes::HEAD) && i < 4 && !runs_on && !told {
            (open, length) = (Some((FieldRole::From, false)), 0);
            continue;
        }
        let over =
            open.is_some_and(|(role, _)| role == FieldRole::Participant) && heads_text(lines, facts, i);
        if !open.is_some_and(|(role, alone)| goes_on(role, alone && length == 0, line, above, shape))
            || length > LIST_LINES_MAX
            || length > 0 && over
        {
            open = None;
        }
        if let (Some((role, _)), Some(slot)) = (open, out.get_mut(i)) {
            *slot = Some(role);
            length += 1;
        }
    }
    out
}

/// "ENLARGEMENT", between white and a paragraph: it stands over what was said, and names nobody.
fn heads_text(lines: &[&Line<'_>], facts: &Facts, at: usize) -> bool {
    let shape = |i: usize| facts.shapes.get(i).copied().unwrap_or_default();
    let alone =
        lines.get(at).is_some_and(|l| l.gap) && shape(at).has(Shapes(Shapes::UPPER.0 | Shapes::AIRY.0));
    alone && shape(at + 1).meets(Shapes(Shapes::PROSE.0 | Shapes::ITEM.0))
}

/// Whether an editors' head was broken above a line because it was full; the line may read like a head by itself.
fn head_runs_on(line: &Line<'_>, above: Option<&&Line<'_>>) -> bool {
    let full = above.is_some_and(|a| heads::is_head(a.text) && a.text.len() >= HEAD_WRAPPED_BYTES_MIN);
    full && !line.gap && !line.text.ends_with(['.', '?'])
}

/// Whether a line goes on with the value of the key above it.
fn goes_on(role: FieldRole, first: bool, line: &Line<'_>, above: Option<&&Line<'_>>, shape: Shapes) -> bool {
    // In a list of those who took part, "Under Secretary of State X, Assistant to the President" is no head.
    let headed = shape.has(Shapes::HEAD) && (line.gap || role != FieldRole::Participant);
    let stops = Shapes(Shapes::SALUTATION.0 | Shapes::GROUP.0);
    // "SUBJECT", and below it "Possible Statement by the Minister": what it is about, and no head of its own.
    if first
        && role == FieldRole::Subject
        && stands_below(role, line, shape)
        && !shape.meets(Shapes::SALUTATION)
    {
        return true;
    }
    if role == FieldRole::From && head_runs_on(line, above) {
        return true;
    }
    if role == FieldRole::Reference && counted(line.text) && !line.gap {
        return true;
    }
    if headed
        || shape.meets(stops)
        || (shape.meets(Shapes::DATE) && role != FieldRole::Date && role != FieldRole::Place)
    {
        return false;
    }
    if role == FieldRole::Participant {
        let listed = shapes::may_take_part(line.text);
        return if line.gap {
            listed && !shape.meets(Shapes::PROSE)
        } else {
            listed || !shape.meets(Shapes::PROSE)
        };
    }
    if first && (!line.gap || stands_below(role, line, shape) || is_somebody(role, line, shape)) {
        return true;
    }
    let wrapped = above.is_some_and(|a| a.text.len() >= WRAPPED_BYTES_MIN)
        || line.indent >= 6
        || line.text.starts_with(char::is_lowercase);
    match role {
        FieldRole::To | FieldRole::CopiedTo => !line.gap && !shape.meets(Shapes::PROSE),
        FieldRole::PageHead | FieldRole::Drafting => !line.gap && wrapped && !shape.meets(Shapes::PROSE),
        _ => !line.gap && wrapped,
    }
}

/// "B. RABAT 644", "(b) Moscow 12": one more of a list.
fn counted(text: &str) -> bool {
    let mark = text.split(' ').next().unwrap_or("");
    let core = mark.trim_matches(['(', ')', '.']);
    core.len() == 1 && core.len() < mark.len() && text.len() <= BELOW_BYTES_MAX
}

/// Whether a line below a key that stands alone, and white, is its value: "SUBJECT", then the subject.
fn stands_below(role: FieldRole, line: &Line<'_>, shape: Shapes) -> bool {
    let told = matches!(role, FieldRole::Subject | FieldRole::Reference);
    // A long title has as many small words as a sentence has, but does not end like one.
    let titled = role == FieldRole::Subject && !line.text.ends_with(['.', '?', ':', ';', ',']);
    told && (titled || !shape.meets(Shapes::PROSE)) && line.text.len() <= BELOW_BYTES_MAX
}

/// Whether a line below "TO" that stands alone, and white, names whom it goes to.
fn is_somebody(role: FieldRole, line: &Line<'_>, shape: Shapes) -> bool {
    let sides = matches!(role, FieldRole::To | FieldRole::From | FieldRole::CopiedTo);
    sides && !shape.meets(Shapes::PROSE) && shapes::may_take_part(line.text)
}

/// Bytes of the longest value that stands below its key and white.
const BELOW_BYTES_MAX: usize = 160;

/// Bytes of a line of a head that was broken because it was full.
const HEAD_WRAPPED_BYTES_MIN: usize = 60;
/// Bytes of a line that was broken because it was full.
const WRAPPED_BYTES_MIN: usize = 45;

/// What each line may be.
fn choices(facts: &Facts, lines: &[&Line<'_>], given: bool) -> Vec<Vec<Choice>> {
    let (mut in_head, mut greeted, mut said) = (true, false, false);
    (0..lines.len())
        .map(|i| {
            let seen = facts.seen(lines, i);
            let below_greeting = std::mem::replace(&mut greeted, seen.shapes.has(Shapes::SALUTATION));
            let ends = seen.text.ends_with(['.', '!', '?']);
            let (says, opens) = (ends && below_greeting, ends && !said);
            said |= ends || seen.shapes.has(Shapes::PROSE);
            let head = in_head && i < HEAD_LINES_MAX;
            in_head = head && !leaves_head(&seen, facts, i);
            let mut choices = line_choices(
                &seen,
                facts.under.get(i).copied().flatten(),
                head,
                i + TAIL_LINES_MAX >= lines.len(),
                given,
            );
            // However short, what ends as a sentence does right below the greeting is what the letter says; and nobody
            // signs above all that it says.
            choices.retain(|choice| match choice.role {
                Some(FieldRole::Signer | FieldRole::Signature) => !says && !opens,
                Some(FieldRole::Hand) => !says,
                _ => true,
            });
            choices
        })
        .collect()
}

/// A long paragraph: what stands below it is no head, unless the paragraph is an editors' head itself.
fn leaves_head(seen: &Seen<'_>, facts: &Facts, at: usize) -> bool {
    let opens = at < 3 || seen.shapes.has(Shapes::HEAD);
    !opens
        && seen.shapes.has(Shapes::PROSE)
        && facts.under.get(at).copied().flatten().is_none()
        && seen.key.is_none()
        && seen.text.len() > 160
}

fn line_choices(
    seen: &Seen<'_>,
    under: Option<FieldRole>,
    head: bool,
    tail: bool,
    given: bool,
) -> Vec<Choice> {
    let prose = seen.shapes.has(Shapes::PROSE);
    // "286. Talks at Geneva.": a telegram's text may open with its number and little else.
    let item = seen.shapes.has(Shapes::ITEM) && !seen.shapes.has(Shapes::UNDER);
    let body = if prose { 6 } else { 1 + 4 * i32::from(item) };
    let mut out = vec![Choice { zone: Zone::Body, role: None, weight: body }];
    if head {
        out.push(Choice {
            zone: Zone::Head,
            role: None,
            weight: if prose { -6 } else { -3 * i32::from(item) },
        });
    }
    if tail {
        out.push(Choice { zone: Zone::Tail, role: None, weight: if prose { -2 } else { 0 } });
    }
    let mut add = |zone: Zone, role: FieldRole, weight: i16| {
        let allowed = match zone {
            Zone::Head => head && (!given || role == FieldRole::Salutation),
            Zone::Body => true,
            Zone::Tail => tail,
        };
        if !allowed {
            return;
        }
        match out.iter_mut().find(|c| c.zone == zone && c.role == Some(role)) {
            Some(choice) => choice.weight += i32::from(weight),
            None => out.push(Choice { zone, role: Some(role), weight: i32::from(weight) }),
        }
    };
    if head || tail {
        ROLES.weigh(seen, &mut add);
    }
    if let Some(role) = under {
        let told = matches!(role, FieldRole::Subject | FieldRole::Participant);
        let head = told && seen.shapes.has(Shapes::HEAD);
        add(Zone::Head, role, if head { UNDER_KEY_AS_HEAD } else { UNDER_KEY });
        if role == FieldRole::CopiedTo {
            add(Zone::Tail, role, UNDER_KEY);
        }
    }
    out
}

/// What standing under a key weighs.
const UNDER_KEY: i16 = 9;
/// The same, of what reads like an editors' head.
const UNDER_KEY_AS_HEAD: i16 = 12;
