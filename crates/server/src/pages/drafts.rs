//! Drafts: the list, and one that is being written.

use super::dates::{left, moment};
use super::lengths::{
    LIST_CHARS_MAX, MARKING_CHARS_MAX, MINUTE_CHARS_MAX, NOTE_CHARS_MAX, PORTION_CHARS_MAX,
    REFERENCE_CHARS_MAX,
};
use super::lists::{self, between, chip, empty, under_banner};
use super::shell::{Frame, shell, token};
use super::told::Told;
use crate::tongue::{bdi, quoted, say, tell};
use crate::url;
use chancery_registry::answers::{
    Doubted, DraftLine, DraftPage, DraftState, DraftStepShown, DraftsPage, VersionLine,
};
use chancery_registry::{Clearing, Content, Form, Portion};
use maud::{Markup, html};

/// Paragraphs of the form beyond those that there are.
const FREE_ROWS: usize = 3;

/// The list of drafts.
pub fn drafts(frame: &Frame, page: &DraftsPage) -> Markup {
    let none = page.mine.is_empty() && page.to_clear.is_empty() && page.others.is_empty();
    let body = html! {
        header class="head" { h1 { (say!("Drafts")) } }
        @if page.may_write { (begin("")) }
        @if none { (empty(say!("Nothing is being written."), &html! { (say!("Begin above, or open a paper and choose “Reply”.")) })) }
        @for (id, title, lines) in [
            ("to-clear", say!("For you to clear or to sign"), &page.to_clear),
            ("mine", say!("Yours"), &page.mine),
            ("others", say!("Of others"), &page.others),
        ] {
            @if !lines.is_empty() {
                section aria-labelledby=(id) {
                    h2 id=(id) { (title) }
                    ol class="lines" role="list" { @for one in lines { (line(one)) } }
                }
            }
        }
    };
    shell(frame, say!("Drafts"), &between(page.overall.as_ref(), &body))
}

/// Links by which a draft is begun, for the paper that it answers where there is one.
pub(super) fn begin(answers: &str) -> Markup {
    let words = |form: Form| match (form, answers.is_empty()) {
        (Form::Letter, false) => say!("Reply"),
        (form, _) => say(form.words()),
    };
    html! {
        nav class="row begin" aria-label=(say!("Write")) {
            span class="soft" { (say!("Write:")) " " }
            @for form in Form::ALL {
                a href=(url::with_query("/draft/new", &[("form", form.word()), ("answers", answers)])) { (words(form)) }
            }
        }
    }
}

pub(super) fn line(draft: &DraftLine) -> Markup {
    html! {
        li class="line draft" {
            div class="what" {
                a class="title" data-row href={ "/draft/" (url::encode(&draft.id)) } { bdi { (titled(&draft.subject)) } }
                p class="parties" { (say(draft.form.words())) " · " (say(draft.state.words())) " · " (say!("saved by {by}, {at}", by = html! { bdi { (draft.by) } (left(draft.left)) }, at = moment(draft.at))) }
            }
            (chip(&draft.marked))
        }
    }
}

fn titled(subject: &str) -> &str {
    if subject.is_empty() { say!("Without a subject") } else { subject }
}

/// One draft.
pub fn draft(frame: &Frame, page: &DraftPage, told: &Told) -> Markup {
    let saved = !page.line.id.is_empty();
    // Who is to sign it reads it first; whether he changes it comes after.
    let to_sign = page.may_sign && page.line.state == DraftState::AwaitsSignature;
    let against =
        told.amiss.is_some() && saved && !told.text("base").is_empty() && told.text("base") != page.version;
    shell(
        frame,
        say!("Draft"),
        &under_banner(
            if told.amiss.is_some() && told.typed.contains_key("words-1") {
                &page.unsaved
            } else {
                &page.overall
            },
            "draft",
            &html! {
                (told.notice(frame, if told.typed.contains_key("paper") { "enclose-paper" } else { "draft-marking" }, done))
                (head(page))
                @if against { (both(page, told)) }
                @if to_sign { (reads(page)) (clearing(frame, page, told)) }
                @if !page.patterns.is_empty() { (patterns(page)) }
                @if page.may_write { (form(frame, page, told)) }
                @if saved && (page.may_write || !page.enclosures.is_empty()) { (enclosures(frame, page, told)) }
                @if saved && !to_sign { (clearing(frame, page, told)) (reads(page)) }
                @if saved { (versions(page)) }
            },
        ),
    )
}

fn done(word: &str) -> Option<&'static str> {
    match word {
        "saved" => Some(say!("The draft is saved.")),
        "sent" => Some(say!("He is asked to clear it.")),
        "put-up" => Some(say!("It is put up for signature.")),
        "enclosed" => Some(say!("It lies with the draft, and is enclosed when that is signed.")),
        "left-out" => Some(say!("It does not lie with the draft any more.")),
        "cleared" => Some(say!("What you say of it is kept.")),
        "dropped" => Some(say!("The draft is given up; its versions are kept.")),
        _ => None,
    }
}

fn head(page: &DraftPage) -> Markup {
    html! {
        header class="head" {
            p class="kicker" { a href="/drafts" { (say!("Drafts")) } " · " (say(page.line.form.words())) @if !page.line.id.is_empty() { " · " (say(page.line.state.words())) } }
            h1 { bdi { (titled(&page.line.subject)) } }
            @if let Some(paper) = &page.answers {
                p {
                    @if page.line.form == Form::CoverNote { (say!("It covers")) } @else { (say!("It answers")) } " "
                    a href={ "/paper/" (url::encode(&paper.id)) } { span class="ref" { (paper.reference) } " " bdi { (paper.title) } }
                }
            }
            @if let Some(paper) = &page.paper {
                p { (say!("It stands in the register as {paper}.", paper = html! { a href={ "/paper/" (url::encode(&paper.id)) } { span class="ref" { (paper.reference) } } })) }
            }
            @if !page.why.is_empty() { p class="soft" id="why" { (tell(&page.why)) } }
            @if let Some(bears) = &page.bears { p { (say!("With what lies with it, it will bear")) " " (chip(bears)) } }
            @if !page.line.id.is_empty() {
                p class="soft" { a href=(url::with_query("/draft/new", &[("like", &page.line.id)])) { (say!("Begin another draft with these words")) } }
            }
            @if !page.last { p { strong { (say!("This is an earlier version.")) } " " a href=(address(page)) { (say!("The last")) } } }
        }
    }
}

/// The office's patterns of this form: who chooses one begins anew, before he has typed anything.
fn patterns(page: &DraftPage) -> Markup {
    let answers = page.answers.as_ref().map_or("", |paper| paper.id.as_str());
    let begun = |name: &str| {
        url::with_query(
            "/draft/new",
            &[("form", page.line.form.word()), ("answers", answers), ("pattern", name)],
        )
    };
    html! {
        nav class="row begin" aria-label=(say!("Patterns")) {
            span class="soft" { (say!("Begin with a pattern:")) " " }
            @for name in &page.patterns { a href=(begun(name)) { bdi { (name) } } }
        }
    }
}

fn address(page: &DraftPage) -> String {
    format!("/draft/{}", url::encode(&page.line.id))
}

/// What stands there now, and what was typed meanwhile, part by part.
fn both(page: &DraftPage, told: &Told) -> Markup {
    html! {
        section aria-labelledby="both" {
            h2 id="both" { (say!("Saved meanwhile, and yours")) }
            div class="scroll" tabindex="0" role="group" aria-labelledby="both" {
                table class="both" {
                    caption class="vh" { (say!("Both versions, part by part")) }
                    thead { tr { th scope="col" { (say!("Part")) } th scope="col" { (say!("Saved by {by}", by = bdi(&page.line.by))) } th scope="col" { (say!("Yours")) } } }
                    tbody { @for (part, theirs, yours) in parts(page, told) { (beside(&part, &theirs, &yours)) } }
                }
            }
        }
    }
}

fn beside(part: &str, theirs: &str, yours: &str) -> Markup {
    let differs = theirs.trim() != yours.trim();
    html! {
        tr class=[differs.then_some("differs")] {
            th scope="row" { (part) @if differs { " " span class="tag" { (say!("differs")) } } }
            td dir="auto" lang=[quoted()] { (theirs) }
            td dir="auto" lang=[quoted()] { (yours) }
        }
    }
}

/// Every part of a draft: its name, as it was saved, as it was typed.
fn parts(page: &DraftPage, told: &Told) -> Vec<(String, String, String)> {
    let content = &page.content;
    let whole = [
        (say!("About"), "subject", content.subject.clone()),
        (say!("To" as "addressee"), "to", content.to.join("; ")),
        (say!("Copies"), "copies", content.copies.join("; ")),
        (say!("Marking"), "marking", content.marking.clone()),
        (say!("It begins"), "salutation", content.salutation.clone()),
        (say!("It ends"), "close", content.close.clone()),
    ];
    let whole = whole.map(|(name, field, theirs)| (name.to_owned(), theirs, told.text(field).to_owned()));
    let rows =
        (1..).take_while(|n| *n <= content.portions.len() || told.typed.contains_key(&format!("words-{n}")));
    let portions = rows.map(|n| {
        let marked = |marking: &str, words: &str| {
            if marking.is_empty() { words.to_owned() } else { format!("({marking}) {words}") }
        };
        let theirs = content.portions.get(n - 1).map(|portion| marked(&portion.marking, &portion.words));
        let yours = marked(told.text(&format!("marking-{n}")), told.text(&format!("words-{n}")));
        (say!("Paragraph {n}", n = n).into_string(), theirs.unwrap_or_default(), yours)
    });
    let portions = portions.filter(|(_, theirs, yours)| !(theirs.is_empty() && yours.trim().is_empty()));
    whole.into_iter().chain(portions).collect()
}

fn form(frame: &Frame, page: &DraftPage, told: &Told) -> Markup {
    let content = &page.content;
    let typed = |name: &str, other: &str| {
        if told.typed.contains_key(name) { told.text(name).to_owned() } else { other.to_owned() }
    };
    let action = if page.line.id.is_empty() { "/drafts".to_owned() } else { address(page) };
    let answers = page.answers.as_ref().map_or("", |paper| paper.id.as_str());
    html! {
        form class="stack write" action=(action) method="post" data-guarded {
            (token(frame))
            input type="hidden" name="form-of" value=(content.form.word());
            input type="hidden" name="base" value=(page.version);
            input type="hidden" name="answers" value=(answers);
            label for="draft-subject" { (say!("About")) }
            input id="draft-subject" name="subject" maxlength=(NOTE_CHARS_MAX) dir="auto" autocomplete="off" value=(typed("subject", &content.subject));
            label for="draft-to" { (say!("To" as "addressee")) " " span class="soft" { (say!("(with semicolons between)")) } }
            input id="draft-to" name="to" maxlength=(LIST_CHARS_MAX) dir="auto" autocomplete="off" value=(typed("to", &content.to.join("; ")));
            label for="draft-copies" { (say!("Copies")) }
            input id="draft-copies" name="copies" maxlength=(LIST_CHARS_MAX) dir="auto" autocomplete="off" value=(typed("copies", &content.copies.join("; ")));
            label for="draft-marking" { (say!("Marking of what bears none of its own")) }
            input id="draft-marking" name="marking" list="markings" required maxlength=(MARKING_CHARS_MAX) autocomplete="off" spellcheck="false"
                value=(typed("marking", &content.marking)) aria-invalid=[told.amiss.as_ref().map(|_| "true")];
            @if matches!(content.form, Form::Letter | Form::CoverNote) { (begins_and_ends(content, &typed)) }
            (paragraphs(content, told))
            datalist id="markings" { @for one in &page.markings { option value=(one) {} } }
            (told.because())
            div class="row" {
                button type="submit" { (say!("Save")) }
                span class="soft" { (say!("Empty paragraphs are left out, and one of another place goes there; there are more once it is saved.")) }
            }
        }
    }
}

fn begins_and_ends(content: &Content, typed: &dyn Fn(&str, &str) -> String) -> Markup {
    html! {
        label for="draft-salutation" { (say!("It begins")) " " span class="soft" { (say!("(where it is not as for others: “Dear Brian”)")) } }
        input id="draft-salutation" name="salutation" maxlength=(NOTE_CHARS_MAX) dir="auto" autocomplete="off" value=(typed("salutation", &content.salutation));
        label for="draft-close" { (say!("It ends")) " " span class="soft" { (say!("(else “Yours sincerely”)")) } }
        input id="draft-close" name="close" maxlength=(NOTE_CHARS_MAX) dir="auto" autocomplete="off" value=(typed("close", &content.close));
    }
}

/// The paragraphs that there are, and the headings under which nothing stands yet; empty ones are folded away, but
/// where there is nothing else to write in.
fn paragraphs(content: &Content, told: &Told) -> Markup {
    let missing = missing(content);
    let written = content.portions.len() + missing.len();
    let sent = (1..).take_while(|n| told.typed.contains_key(&format!("words-{n}")));
    let typed = sent.filter(|n| !told.text(&format!("words-{n}")).trim().is_empty()).last().unwrap_or(0);
    let one = |n: usize| {
        let heading = n.checked_sub(content.portions.len() + 1).and_then(|at| missing.get(at)).copied();
        paragraph(told, content.form, n, (content.portions.get(n - 1), heading))
    };
    let shown = typed.max(written.max(FREE_ROWS));
    html! {
        @for n in 1..=shown { (one(n)) }
        details class="set" {
            summary { (say!("More paragraphs")) }
            @for n in shown + 1..=shown + FREE_ROWS { (one(n)) }
        }
    }
}

/// Headings of a submission under which nothing stands yet.
fn missing(content: &Content) -> Vec<&'static str> {
    let has = |heading: &&str| content.portions.iter().any(|portion| portion.heading == *heading);
    match content.form {
        Form::Submission => Form::HEADINGS.into_iter().filter(|heading| !has(heading)).collect(),
        _ => Vec::new(),
    }
}

/// Another paragraph of a submission stands under one of its headings.
fn under_heading(n: usize) -> Markup {
    html! {
        label {
            (say!("Under the heading")) " "
            select name={ "heading-" (n) } {
                option value="" { (say!("the one before it")) }
                @for heading in Form::HEADINGS { option value=(heading) { (say(heading)) } }
            }
        }
    }
}

fn paragraph(
    told: &Told,
    form: Form,
    n: usize,
    (portion, missing): (Option<&Portion>, Option<&str>),
) -> Markup {
    let typed = |field: &str, of: fn(&Portion) -> &str| {
        let name = format!("{field}-{n}");
        if told.typed.contains_key(&name) {
            told.text(&name).to_owned()
        } else {
            portion.map_or("", of).to_owned()
        }
    };
    let heading = typed("heading", |portion| &portion.heading);
    let heading = if heading.is_empty() { missing.unwrap_or_default().to_owned() } else { heading };
    html! {
        fieldset class="point" {
            legend {
                @if heading.is_empty() { (say!("Paragraph {n}", n = n)) }
                @else { (say(&heading)) " " span class="soft" { (say!("Paragraph {n}", n = n)) } }
            }
            @if !heading.is_empty() || form != Form::Submission { input type="hidden" name={ "heading-" (n) } value=(heading); }
            @if heading.is_empty() && form == Form::Submission { (under_heading(n)) }
            textarea id={ "words-" (n) } name={ "words-" (n) } rows="3" maxlength=(PORTION_CHARS_MAX) dir="auto" aria-label=(say!("Words")) { (typed("words", |portion| &portion.words)) }
            div class="row aside" {
                label { (say!("Its own marking")) " " input name={ "marking-" (n) } list="markings" maxlength=(MARKING_CHARS_MAX) autocomplete="off" spellcheck="false" value=(typed("marking", |portion| &portion.marking)); }
                label { (say!("Place" as "order")) " " input type="number" name={ "place-" (n) } min="1" max="250" value=(n); }
            }
        }
    }
}

/// What lies with it: enclosed when it is signed, each with the marking that it brings.
fn enclosures(frame: &Frame, page: &DraftPage, told: &Told) -> Markup {
    let wrong = told.typed.contains_key("paper");
    html! {
        section class="acts" aria-labelledby="lies-with" {
            h2 id="lies-with" { (say!("What lies with it")) }
            @if !page.enclosures.is_empty() {
                ol class="lines" role="list" {
                    @for paper in &page.enclosures { li class="line" { (lists::paper(paper, &leave_out(frame, page, &paper.reference))) } }
                }
            }
            @if page.may_write {
                form class="row" action={ (address(page)) "/enclose" } method="post" {
                    (token(frame))
                    label for="enclose-paper" { (say!("Reference of a paper")) }
                    input id="enclose-paper" class="ref" name="paper" required maxlength=(REFERENCE_CHARS_MAX) autocomplete="off" spellcheck="false"
                        value=(told.text("paper")) aria-invalid=[wrong.then_some("true")];
                    button type="submit" class="second" { (say!("Lay it with the draft")) }
                }
            }
        }
    }
}

fn leave_out(frame: &Frame, page: &DraftPage, paper: &str) -> Markup {
    html! {
        @if page.may_write {
            form action={ (address(page)) "/leave-out" } method="post" {
                (token(frame))
                input type="hidden" name="paper" value=(paper);
                button type="submit" class="plain" { (say!("Take it out")) span class="vh" { ", " (paper) } }
            }
        }
    }
}

fn clearing(frame: &Frame, page: &DraftPage, told: &Told) -> Markup {
    html! {
        section class="acts" aria-labelledby="clearing" {
            h2 id="clearing" { (say!("Clearing")) }
            @if page.steps.is_empty() { p class="soft" { (say!("Nobody has been asked.")) } }
            ol class="steps" role="list" { @for one in &page.steps { li { (step(one)) } } }
            @if page.may_clear { (clear(frame, page, told)) }
            @if page.may_write { (send(frame, page)) }
            @if page.may_sign { (doubted(page)) (sign(frame, page)) }
        }
    }
}

/// What is to be thought of before it is signed; none of it keeps anybody from signing.
fn doubted(page: &DraftPage) -> Markup {
    html! {
        @if !page.doubted.is_empty() {
            div role="note" aria-labelledby="doubted" {
                h3 id="doubted" { (say!("Before you sign")) }
                ul { @for one in &page.doubted { li { (doubt(one)) } } }
            }
        }
    }
}

fn doubt(one: &Doubted) -> Markup {
    let name = bdi(&one.name);
    match one.why {
        "outside" => say!(
            "{name} is not in the circle {circle}, and could not read it.",
            name = name,
            circle = bdi(&one.circle)
        ),
        "cleared" => say!("{name} is not cleared for what it bears.", name = name),
        _ => say!("{name} is no correspondent and no post that is known here.", name = name),
    }
}

fn step(one: &DraftStepShown) -> Markup {
    html! {
        p {
            b { bdi { (one.by) } } " " span class="tag" { (say(one.what)) }
            @if !one.who.is_empty() { " " bdi { (one.who) } }
            @if !one.paper.is_empty() { " " span class="ref" { (one.paper) } }
            " " span class="soft" { (moment(one.at)) }
            @if one.earlier { " " span class="soft" { (say!("– of an earlier version")) } }
        }
        @if !one.words.is_empty() { p class="note" dir="auto" lang=[quoted()] { (one.words) } }
    }
}

fn clear(frame: &Frame, page: &DraftPage, told: &Told) -> Markup {
    html! {
        form class="stack" action={ (address(page)) "/clear" } method="post" {
            (token(frame))
            fieldset class="marks" {
                legend { (say!("What you say of it")) }
                @for one in Clearing::ALL {
                    label { input type="radio" name="clearing" value=(one.word()) required checked[told.text("clearing") == one.word()]; " " (say(one.words())) }
                }
            }
            label for="clearing-words" { (say!("Words")) }
            textarea id="clearing-words" name="words" rows="2" maxlength=(MINUTE_CHARS_MAX) dir="auto" { (told.text("words")) }
            button type="submit" { (say!("Say so")) }
        }
    }
}

fn send(frame: &Frame, page: &DraftPage) -> Markup {
    html! {
        @if !page.addressees.is_empty() {
            form class="row" action={ (address(page)) "/send" } method="post" {
                (token(frame))
                label { (say!("Send it to")) " "
                    select name="to" required {
                        option value="" { (say!("Choose")) }
                        @for one in &page.addressees { option value=(one.handle) { (one.name) } }
                    }
                }
                button type="submit" name="for" value="clearing" class="second" { (say!("Ask to clear it")) }
                button type="submit" name="for" value="signature" class="second" { (say!("Put up for signature")) }
            }
            p class="soft" { (say!("It opens nothing: who may not read the draft is not told of it.")) }
        }
    }
}

/// That it is signed over something, ticked.
fn despite(words: &Markup) -> Markup {
    html! { label { input type="checkbox" name="despite" value="yes" required; " " (words) } }
}

fn sign(frame: &Frame, page: &DraftPage) -> Markup {
    html! {
        div class="row" {
            form action={ (address(page)) "/sign" } method="post" {
                (token(frame))
                input type="hidden" name="version" value=(page.version);
                @if !page.objecting.is_empty() {
                    (despite(&say!("All the same, though {who} does not agree", who = html! { strong { bdi { (page.objecting.join(", ")) } } })))
                }
                @if !page.unanswered.is_empty() {
                    (despite(&say!("All the same, though {who} has not answered", who = html! { strong { bdi { (page.unanswered.join(", ")) } } })))
                }
                button type="submit" { (say!("Sign it and enter it in the register")) }
            }
            form action={ (address(page)) "/drop" } method="post" {
                (token(frame))
                button type="submit" class="plain" { (say!("Give it up")) }
            }
        }
    }
}

fn reads(page: &DraftPage) -> Markup {
    html! {
        section aria-labelledby="reads" {
            h2 id="reads" { (say!("As it will read")) }
            p { a href={ (address(page)) "/print" } download { (say!("PDF")) } }
            pre class="text sheet" dir="auto" tabindex="0" role="group" aria-labelledby="reads" { (page.text) }
        }
    }
}

fn versions(page: &DraftPage) -> Markup {
    let link = |one: &VersionLine| format!("{}?version={}", address(page), url::encode(&one.version));
    html! {
        section aria-labelledby="versions" {
            h2 id="versions" { (say!("Versions")) }
            ol class="lines" role="list" {
                @for one in &page.versions {
                    li class="line" {
                        a href=(link(one)) aria-current=[(one.version == page.version).then_some("true")] { (say!("Saved by {by}, {at}", by = bdi(&one.by), at = moment(one.at))) }
                        " " (chip(&one.marked))
                    }
                }
            }
        }
    }
}
