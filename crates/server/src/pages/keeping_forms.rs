//! The keeper's forms: to admit somebody, to change what is kept of him, to make and fill posts, to hand over a link.

use super::lengths::{HANDLE_CHARS_MAX, NAME_CHARS_MAX};
use super::shell::{Frame, knew, shell, token};
use super::signing_in::field_of_password;
use super::told::Told;
use crate::tongue::{bdi, say};
use crate::url;
use chancery_registry::answers::{PeoplePage, PersonPage, PostPage};
use chancery_registry::{Duty, LINK_HOURS};
use maud::{Markup, html};
use serde::Serialize;

/// What a handle is made of.
const HANDLE_PATTERN: &str = "[a-z0-9\\-]+";

/// A link that was made, for the one answer that shows it.
#[derive(Clone, Debug, Serialize)]
pub struct NewLink {
    /// Handle of whom it signs in.
    pub handle: String,
    /// His name.
    pub name: String,
    /// The link, as a path.
    #[serde(rename = "link")]
    pub path: String,
    /// Where the keeper's browser finds the office.
    #[serde(skip)]
    pub origin: String,
}

/// A link, shown once.
pub fn new_link(frame: &Frame, link: &NewLink) -> Markup {
    let back = format!("/person/{}", url::encode(&link.handle));
    shell(
        frame,
        say!("Sign-in link"),
        &html! {
            div class="narrow" {
                h1 { (say!("A sign-in link for {who}", who = bdi(&link.name))) }
                p class="handed" { code { (link.origin) (link.path) } }
                p { strong { (say!("It is shown here once, and kept nowhere.")) } " "
                    (say!("Hand it over yourself, by a way on which nobody else reads it: who has it signs in.")) }
                p { (say!("It works once, within {hours} hours. Links made for him before work no more, and wherever he was signed in, he is so no longer.", hours = LINK_HOURS)) }
                p class="soft" { (say!("That you made it is entered, and he reads it on his own page.")) }
                p { a href=(back) { (say!("Back to {who}", who = bdi(&link.name))) } }
            }
        },
    )
}

/// The field that a fault on the page of people is about, by what was typed.
pub(super) fn field_of_people(told: &Told, page: &PeoplePage) -> &'static str {
    let typed = |name: &str| told.text(name).trim();
    let is_handle = |text: &str| {
        !text.is_empty() && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
    };
    if told.typed.contains_key("post-handle") {
        let known = page.posts.iter().any(|post| post.handle == typed("post-handle"));
        return match () {
            () if typed("title").is_empty() => "post-title",
            () if known || !is_handle(typed("post-handle")) => "post-handle",
            () if typed("held-from").is_empty() => "post-holder",
            () => "post-from",
        };
    }
    let known = page.people.iter().any(|person| person.handle == typed("handle"));
    match () {
        () if typed("name").is_empty() => "admit-name",
        () if known || !is_handle(typed("handle")) => "admit-handle",
        () => "admit-duties",
    }
}

/// A line of text that a form asks for.
struct Line<'l> {
    id: &'static str,
    name: &'static str,
    label: &'static str,
    more: &'static str,
    at: &'l str,
}

impl Line<'_> {
    /// As a name or a title.
    fn of_name(&self, told: &Told, kept: &str) -> Markup {
        self.text(told, kept, (NAME_CHARS_MAX, None))
    }

    /// As a handle.
    fn of_handle(&self, told: &Told) -> Markup {
        self.text(told, "", (HANDLE_CHARS_MAX, Some(HANDLE_PATTERN)))
    }

    fn text(&self, told: &Told, kept: &str, (chars_max, pattern): (usize, Option<&str>)) -> Markup {
        let typed = if told.typed.contains_key(self.name) { told.text(self.name) } else { kept };
        html! {
            label for=(self.id) { (self.label) @if !self.more.is_empty() { " " span class="soft" { (self.more) } } }
            input id=(self.id) name=(self.name) required maxlength=(chars_max) pattern=[pattern] autocomplete="off"
                autocapitalize=[pattern.map(|_| "none")] spellcheck=[pattern.map(|_| "false")] value=(typed)
                aria-invalid=[told.is_wrong(self.id, self.at)]
                aria-describedby=[told.is_wrong(self.id, self.at).map(|_| "amiss")];
            (told.beside(self.id, self.at))
        }
    }
}

/// Admits somebody.
pub(super) fn admit(frame: &Frame, page: &PeoplePage, told: &Told, at: &str) -> Markup {
    let name = Line { id: "admit-name", name: "name", label: say!("Name"), more: "", at };
    let more = say!("(small letters, digits and hyphens; it stays)");
    let handle = Line { id: "admit-handle", name: "handle", label: say!("Signs in as"), more, at };
    html! {
        details class="set" open[at.starts_with("admit-")] {
            summary { (say!("Admit somebody")) }
            form class="stack" action="/people" method="post" data-guarded {
                (token(frame))
                (name.of_name(told, "")) (handle.of_handle(told))
                label for="admit-post" { (say!("Post")) " " span class="soft" { (say!("(if any; who holds it now holds it no more)")) } }
                select id="admit-post" name="post" {
                    option value="" { (say!("None")) }
                    @for post in &page.posts { option value=(post.handle) selected[told.text("post") == post.handle] { (post.title) } }
                }
                (duties("admit-duties", told, &[], at))
                p class="soft" { (say!("What may be read, the security officer says: until then, nothing that bears a marking.")) }
                button type="submit" { (say!("Admit")) }
            }
        }
    }
}

/// Duties, each with a tick: those that he has, or that were ticked.
fn duties(id: &'static str, told: &Told, has: &[&'static str], at: &str) -> Markup {
    let typed = told.typed.contains_key("name");
    let ticked = |duty: Duty| match typed {
        true => !told.text(&format!("duty-{}", duty.word())).is_empty(),
        false => has.contains(&duty.words()),
    };
    html! {
        fieldset id=(id) class="ticks" tabindex="-1" {
            legend { (say!("Duties")) }
            @for duty in Duty::ALL {
                label { input type="checkbox" name={ "duty-" (duty.word()) } value="yes" checked[ticked(duty)]; " " (say(duty.words())) }
            }
            (told.beside(id, at))
        }
    }
}

/// Changes what is kept of somebody, and makes him a link.
pub(super) fn keep(frame: &Frame, page: &PersonPage, told: &Told, at: &str) -> Markup {
    let name = Line { id: "keep-name", name: "name", label: say!("Name"), more: "", at };
    let address = format!("/person/{}", url::encode(&page.handle));
    let own = page.handle == frame.who.handle;
    html! {
        section class="keeping" aria-labelledby="keep" {
            h2 id="keep" { (say!("What is kept of this person")) }
            form action={ (address) "/link" } method="post" {
                (token(frame))
                p { (say!("A sign-in link lets its holder in once, to set a password there.")) }
                button type="submit" { (say!("Make a sign-in link")) }
            }
            details class="set" open[at.starts_with("keep-")] {
                summary { (say!("Change the name or the duties")) }
                form class="stack" action=(address) method="post" data-guarded {
                    (token(frame)) (knew(&page.state))
                    (name.of_name(told, &page.name)) (duties("keep-duties", told, &page.duties, at))
                    @if own { p class="soft" { (say!("Nobody adds to his own duties: another keeper does.")) } }
                    button type="submit" { (say!("Change what is kept")) }
                }
            }
        }
    }
}

/// The field that a fault on a person's page is about.
pub(super) fn field_of_person(told: &Told) -> &'static str {
    match () {
        () if told.amiss.is_none() => "",
        () if told.typed.contains_key("lines") => "clear-lines",
        () if told.typed.contains_key("factor-now") => "factor-now",
        () if told.typed.contains_key("factor-reason") => "factor-reason",
        () if told.typed.contains_key("renew-code") => "renew-code",
        () if told.typed.contains_key("code") => "factor-code",
        () if told.typed.contains_key("present") => field_of_password(told),
        () if told.text("name").trim().is_empty() => "keep-name",
        () => "keep-duties",
    }
}

/// Makes a post.
pub(super) fn make_post(frame: &Frame, page: &PeoplePage, told: &Told, at: &str) -> Markup {
    let title = Line { id: "post-title", name: "title", label: say!("Title"), more: "", at };
    let more = say!("(small letters, digits and hyphens; it stays)");
    let handle = Line { id: "post-handle", name: "post-handle", label: say!("In short"), more, at };
    let people: Vec<_> =
        page.people.iter().map(|person| (person.handle.as_str(), person.name.as_str())).collect();
    html! {
        details class="set" open[at.starts_with("post-")] {
            summary { (say!("Make a post")) }
            form class="stack" action="/posts" method="post" data-guarded {
                (token(frame))
                (title.of_name(told, "")) (handle.of_handle(told))
                label { input type="checkbox" name="principal" value="yes" checked[!told.text("principal").is_empty()]; " " (say!("A box is made for it")) }
                (holder("post-holder", &people, told, at, false))
                (held_from("post-from", told, at))
                button type="submit" { (say!("Make the post")) }
            }
        }
    }
}

/// Fills a post, or vacates it.
pub(super) fn fill(frame: &Frame, page: &PostPage, told: &Told, at: &str) -> Markup {
    let address = format!("/post/{}", url::encode(&page.post.handle));
    let people: Vec<_> = page.people.iter().map(|(handle, name)| (handle.as_str(), name.as_str())).collect();
    html! {
        details class="set" open[at.starts_with("fill-")] {
            summary { (say!("Say who holds it")) }
            form class="stack" action={ (address) "/fill" } method="post" data-guarded {
                (token(frame))
                (holder("fill-holder", &people, told, at, true))
                (held_from("fill-from", told, at))
                button type="submit" { (say!("He holds it")) }
                @if page.post.holder.is_some() {
                    button type="submit" class="second" formaction={ (address) "/vacate" } formnovalidate { (say!("Nobody holds it from then on")) }
                }
            }
        }
    }
}

/// The field that a fault on a post's page is about.
pub(super) fn field_of_post(told: &Told) -> &'static str {
    match () {
        () if told.amiss.is_none() => "",
        () if !told.typed.contains_key("holder") => "deputy-person",
        () if told.text("held-from").is_empty() => "fill-holder",
        () => "fill-from",
    }
}

fn holder(id: &'static str, people: &[(&str, &str)], told: &Told, at: &str, required: bool) -> Markup {
    html! {
        label for=(id) { (say!("Who holds it")) }
        select id=(id) name="holder" required[required] aria-invalid=[told.is_wrong(id, at)] aria-describedby=[told.is_wrong(id, at).map(|_| "amiss")] {
            option value="" { @if required { (say!("Choose")) } @else { (say!("Nobody")) } }
            @for (handle, name) in people { option value=(handle) selected[told.text("holder") == *handle] { (name) } }
        }
        (told.beside(id, at))
    }
}

fn held_from(id: &'static str, told: &Told, at: &str) -> Markup {
    html! {
        label for=(id) { (say!("From" as "day")) " " span class="soft" { (say!("(now where it is left empty; a day that is past is taken as it is)")) } }
        input id=(id) type="date" name="held-from" value=(told.text("held-from")) aria-invalid=[told.is_wrong(id, at)];
        (told.beside(id, at))
    }
}
