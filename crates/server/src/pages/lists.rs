//! What lists share: marking chips, lines of papers, facets, pages, empty states.

use super::dates::{number, occasion, short_day};
use super::onward::{paper_in, place};
use super::shell::{Frame, shell};
use crate::tongue::{bdi, quoted, say, tell};
use crate::url;
use chancery_office::reading::Confidence;
use chancery_registry::answers::{Facet, ListAsked, Marked, MeetingLine, PaperLine};
use maud::{Markup, html};

/// Words in which a meeting was found are cut to this where it has no other name.
const FOUND_IN_CHARS_MAX: usize = 90;

/// Values of a facet that stand open; the others are folded away.
const FACETS_OPEN: usize = 8;

/// A marking in a list: letter code and word; the border says the grade once more.
pub(super) fn chip(marked: &Marked) -> Markup {
    html! {
        span class={ "chip g-" (marked.grade) } {
            span class="vh" { (say!("Marking:")) " " }
            @if marked.short != marked.banner { b class="code" { (marked.short) } " " }
            bdi class="word" { (marked.banner) }
        }
    }
}

/// A marking as it stands at head and foot.
pub(super) fn banner(marked: &Marked, place: &str) -> Markup {
    html! {
        p class={ "banner " (place) " g-" (marked.grade) } {
            span class="vh" { (say!("Marking:")) " " }
            bdi class="word" { (marked.banner) }
            @if let Some(detached) = &marked.detached { " " span class="detached" { (tell(detached)) } }
        }
    }
}

/// What bears a marking as a paper does, between its banners; in a look of its own where it has one.
pub(super) fn under_banner(marked: &Marked, look: &str, body: &Markup) -> Markup {
    html! {
        article class={ "marked" @if !look.is_empty() { " " (look) } } {
            (banner(marked, "top"))
            div class="middle" { (body) }
            (banner(marked, "bottom"))
        }
    }
}

/// A page about one paper, which it leads back to; it bears what the paper bears.
pub(super) fn of_paper(frame: &Frame, line: &PaperLine, body: &Markup) -> Markup {
    let to_paper = html! {
        p class="kicker" { a href={ "/paper/" (url::encode(&line.id)) } { (line.reference) ", " bdi { (line.title) } } }
        (body)
    };
    shell(frame, &line.reference, &under_banner(&line.marked, "", &to_paper))
}

/// A page that lists papers, between what they bear together: as on paper, at head and foot.
pub(super) fn between(overall: Option<&Marked>, body: &Markup) -> Markup {
    html! {
        @match overall {
            None => { (body) }
            Some(marked) => {
                div class="marked list" {
                    (slim(marked, "top"))
                    div class="middle" { (body) }
                    (slim(marked, "bottom"))
                }
            }
        }
    }
}

fn slim(marked: &Marked, place: &str) -> Markup {
    html! {
        p class={ "banner slim " (place) " g-" (marked.grade) } {
            span class="vh" { (say!("Marking:")) " " }
            bdi class="word" { (marked.banner) }
            " " span class="detached" { (say!("highest on this page")) }
        }
    }
}

/// Words cut to a length where a word ends, on one line.
pub(super) fn cut(words: &str, chars_max: usize) -> String {
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let Some((end, _)) = line.char_indices().nth(chars_max) else { return line };
    let kept = line.get(..end).unwrap_or("");
    let kept = kept.rsplit_once(' ').map_or(kept, |(whole, _)| whole);
    format!("{}…", kept.trim_end_matches([',', ';', ':', '.']))
}

/// Papers as the lines of a register.
pub(super) fn papers(lines: &[PaperLine]) -> Markup {
    html! { ol class="lines" role="list" { @for line in lines { li class="line" { (paper(line, &html! {})) } } } }
}

/// Papers as the lines of a list, each with a tick.
pub(super) fn tickable(list: &ListAsked, lines: &[PaperLine]) -> Markup {
    html! {
        ol class="lines ticked" role="list" {
            @for (n, line) in (1..).zip(lines) { li class="line" { (tick(n, line)) (listed(list, true, line, &html! {})) } }
        }
    }
}

/// The tick by which a paper is taken with others; it belongs to the form of [`ticked_form`].
pub(super) fn tick(number: usize, line: &PaperLine) -> Markup {
    html! { input type="checkbox" form="together" name={ "p" (number) } value=(line.id) aria-label=(say!("Take {paper}", paper = line.reference)) data-tick; }
}

/// The form that takes the ticked papers of a list to what can be done with several.
pub(super) fn ticked_form() -> Markup {
    ticked_to("/together", say!("Act on the ticked papers"))
}

/// The form that takes what was ticked to an address.
pub(super) fn ticked_to(address: &str, words: &str) -> Markup {
    html! {
        form id="together" class="together" action=(address) method="get" {
            button type="submit" class="second" { (words) }
            button type="button" class="plain" data-tick-all hidden { (say!("Tick all on this page")) }
        }
    }
}

/// A paper as a line; `more` stands under it.
pub(super) fn paper(line: &PaperLine, more: &Markup) -> Markup {
    leading(line, (&format!("/paper/{}", url::encode(&line.id)), None), more)
}

/// A paper as a line that is known again on its page, and so can be kept in hand.
pub(super) fn paper_in_hand(line: &PaperLine, more: &Markup) -> Markup {
    leading(line, (&format!("/paper/{}", url::encode(&line.id)), Some(format!("row-{}", line.id))), more)
}

/// A paper as a line of a list: its page leads on to its neighbours there, and back to the first line that it has.
pub(super) fn listed(list: &ListAsked, first: bool, line: &PaperLine, more: &Markup) -> Markup {
    leading(line, (&paper_in(list, &line.id), first.then(|| place(&line.id))), more)
}

fn leading(line: &PaperLine, (to, place): (&str, Option<String>), more: &Markup) -> Markup {
    html! {
        span class="ref" { (line.reference) }
        span class="day" {
            @match line.date {
                Some(date) => { (short_day(date)) }
                None => { span class="soft" { (say!("undated")) } }
            }
        }
        div class="what" {
            a class="title" data-row id=[place] href=(to) { bdi { (line.title) } }
            p class="parties" { (parties(line)) }
            (more)
        }
        (chip(&line.marked))
    }
}

/// "letter from R B Bone to A J Coles · 640 words · 1 enclosure".
pub(super) fn parties(line: &PaperLine) -> Markup {
    html! {
        (say(line.kind.word()))
        @if !line.from.is_empty() { " " (say!("from {who}", who = bdi(&line.from))) }
        @if !line.to.is_empty() { " " (say!("to {who}", who = bdi(&line.to))) }
        " · " (many!(line.words.into(), "{n} word", "{n} words"))
        @if line.enclosures > 0 { " · " (many!(line.enclosures.into(), "{n} enclosure", "{n} enclosures")) }
    }
}

/// A meeting as a line.
pub(super) fn meeting(line: &MeetingLine) -> Markup {
    meeting_with(line, &html! {})
}

/// A meeting as a line; `more` stands under it.
pub(super) fn meeting_with(line: &MeetingLine, more: &Markup) -> Markup {
    html! {
        li class="line meeting" {
            span class="day" { (occasion(line.date, line.clock)) }
            div class="what" {
                a class={ "title" @if line.cancelled.is_some() { " gone" } } data-row href={ "/meeting/" (url::encode(&line.id)) } { bdi { (subject(line)) } }
                @if line.cancelled.is_some() { " " span class="tag" { (say!("not held")) } }
                (found_in(line))
                @if line.proposed { " " (proposed()) }
                (more)
            }
            (chip(&line.marked))
        }
    }
}

/// The words in which a meeting without a subject was found.
pub(super) fn found_in(line: &MeetingLine) -> Markup {
    html! {
        @if line.subject.is_empty() && !line.words.is_empty() {
            p class="words" dir="auto" lang=[quoted()] { (cut(&line.words, FOUND_IN_CHARS_MAX)) }
        }
    }
}

/// What a meeting is about; of some nothing is known but that they are.
pub(super) fn subject(line: &MeetingLine) -> &str {
    if line.subject.is_empty() { say!("Meeting") } else { &line.subject }
}

/// The meeting that something is for: "for the meeting of 15 October 1982, 11:00".
pub(super) fn for_meeting(line: &MeetingLine) -> Markup {
    html! {
        (say!("for the {meeting}", meeting = html! {
            a href={ "/meeting/" (url::encode(&line.id)) } { (say!("meeting of {day}", day = occasion(line.date, line.clock))) }
        }))
    }
}

/// A reading proposed it; nobody has confirmed it.
pub(super) fn proposed() -> Markup {
    html! { span class="tag proposed" { (say!("proposed by a reading")) } }
}

/// How far to trust a finding.
pub(super) fn confidence(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::Guess => say!("a guess"),
        Confidence::Weak => say!("weak"),
        Confidence::Fair => say!("fair"),
        Confidence::Strong => say!("strong"),
        Confidence::Certain => say!("certain"),
    }
}

/// Where a list stands in a longer one.
pub(super) fn pager(page: u32, pages: u32, address: impl Fn(&str) -> String) -> Markup {
    html! {
        @if pages > 1 {
            nav class="pager" aria-label=(say!("Pages")) {
                @if page > 1 { a rel="prev" href=(address(&(page - 1).to_string())) { (say!("Previous page")) } }
                span { (say!("Page {n} of {of}", n = number(page.into()), of = number(pages.into()))) }
                @if page < pages { a rel="next" href=(address(&(page + 1).to_string())) { (say!("Next page")) } }
            }
        }
    }
}

/// Values that are words of the office, as kinds of papers are, in the language of the page.
pub(super) fn of_office(facets: &[Facet]) -> Vec<Facet> {
    facets.iter().map(|facet| Facet { shown: say(&facet.shown).to_owned(), ..facet.clone() }).collect()
}

/// Values that a list can be narrowed to.
pub(super) fn facets(heading: &str, facets: &[Facet], address: impl Fn(&str) -> String) -> Markup {
    let (first, more) = facets.split_at(facets.len().min(FACETS_OPEN));
    // Markings of two policies may be one word; what they are filtered by tells them apart.
    let alike = |facet: &Facet| facets.iter().filter(|other| other.shown == facet.shown).count() > 1;
    let value = |facet: &Facet| {
        html! {
            a href=(address(&facet.value)) {
                bdi { (facet.shown) }
                @if alike(facet) { " (" (facet.value) ")" }
            }
            span class="count" { (number(facet.count)) }
        }
    };
    html! {
        @if !facets.is_empty() {
            section class="facet" {
                h3 { (heading) }
                ul { @for facet in first { li { (value(facet)) } } }
                @if !more.is_empty() {
                    details {
                        summary { (say!("{n} more", n = more.len())) span class="vh" { (say!(": ")) (heading) } }
                        ul { @for facet in more { li { (value(facet)) } } }
                    }
                }
            }
        }
    }
}

/// The register, as a word of a sentence that leads there.
pub(super) fn register() -> Markup {
    html! { a href="/register" { (say!("register")) } }
}

/// What would be here, and what to do.
pub(super) fn empty(what: &str, todo: &Markup) -> Markup {
    html! { div class="empty" { p class="lead" { (what) } p { (todo) } } }
}

#[cfg(test)]
mod tests {
    use super::cut;

    #[test]
    fn words_are_cut_where_a_word_ends() {
        assert_eq!(
            cut("another exchange\n  take place, in Moscow", 60),
            "another exchange take place, in Moscow"
        );
        assert_eq!(cut("another exchange take place, in Moscow", 30), "another exchange take place…");
        assert_eq!(cut("Übereinkommensentwurf", 5), "Übere…");
    }
}
