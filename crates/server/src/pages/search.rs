//! Search: a query, what it found with extracts, what it can be narrowed to, searches that are kept.

use super::doors::amiss;
use super::lengths::{QUERY_CHARS_MAX, SEARCH_CHARS_MAX};
use super::lists::{between, empty, facets, listed, of_office, pager, register, tick, ticked_form};
use super::shell::{Frame, shell, token};
use super::told::Told;
use crate::tongue::{quoted, say};
use crate::url;
use chancery_registry::answers::{Facet, HitShown, ListAsked, SavedShown, SearchAsked, SearchPage, Sort};
use maud::{Markup, html};

/// What can be typed, and what it finds.
const OPERATORS: [(&str, &str); 14] = [
    ("madrid gromyko", key!("both words, anywhere, in any of their endings")),
    ("\"six point proposal\"", key!("these words as written, in this order")),
    ("gromyko -summit", key!("the first word, without the second")),
    ("(namibia OR angola) talks", key!("either of two, with a third")),
    ("arms NEAR/5 control", key!("two words at most five places apart; \"arms control\"~5 as written")),
    ("negotiat*", key!("any ending")),
    ("gromiko~1", key!("one letter other than typed; ~2 for long words")),
    ("82/14", key!("a number or reference as typed")),
    (
        "from:shultz to:pym subject:relations",
        key!("by correspondents, by subject; place: post: and ref: likewise"),
    ),
    ("kind:letter", key!("by kind of paper")),
    ("in:\"east-west\"", key!("by the file it belongs to")),
    ("label:secret", key!("by marking; is:settled and is:unsettled")),
    ("on:march 1969", key!("written in that month; on:14 oct 1982, on:1969..1972, on:1970s likewise")),
    ("before:1969 after:10/1968", key!("written before or after")),
];
/// The field of its name.
const KEEP_NAME: &str = "keep-name";

/// The search page.
pub fn search(frame: &Frame, page: &SearchPage, told: &Told) -> Markup {
    let found = &page.found;
    let sought = !found.query.is_empty() || page.like.is_some();
    shell(
        frame,
        say!("Search"),
        &between(
            found.overall.as_ref(),
            &html! {
                header class="head" { h1 { (title(page)) } }
                (amiss(found.fault.as_deref(), "q"))
                (told.notice(frame, KEEP_NAME, done))
                (form(&found.query, page.sort))
                @if sought { (results(frame, page, told)) }
                (kept(frame, &page.searches))
            },
        ),
    )
}

fn title(page: &SearchPage) -> Markup {
    html! {
        @match (&page.saved, &page.like) {
            (Some(name), _) => { bdi { (name) } }
            (None, Some(like)) => {
                (say!("Like {paper}", paper = html! { a href={ "/paper/" (url::encode(&like.id)) } { (like.reference) ", " bdi { (like.title) } } }))
            }
            (None, None) => { (say!("Search")) }
        }
    }
}

fn form(query: &str, sort: Sort) -> Markup {
    html! {
        form class="query" role="search" aria-label=(say!("Papers")) action="/search" method="get" {
            label for="q" { (say!("Words, names, phrases")) }
            div class="row" {
                input id="q" name="q" type="search" value=(query) dir="auto" maxlength=(QUERY_CHARS_MAX) autocomplete="off";
                @if sort != Sort::default() { input type="hidden" name="sort" value=(sort.word()); }
                button type="submit" { (say!("Find")) }
            }
            details {
                summary { (say!("How to ask")) }
                dl class="operators" {
                    @for (typed, finds) in OPERATORS { div { dt { code { (typed) } } dd { (say(finds)) } } }
                }
            }
        }
    }
}

fn address(query: &str, sort: Sort, page: &str) -> String {
    let sort = if sort == Sort::default() { "" } else { sort.word() };
    url::with_query("/search", &[("q", query), ("sort", sort), ("page", page)])
}

/// The address of the same in another order or of another page.
fn same(page: &SearchPage, sort: Sort, number: &str) -> String {
    match &page.like {
        Some(like) => {
            let sort = if sort == Sort::default() { "" } else { sort.word() };
            url::with_query("/search", &[("like", &like.id), ("sort", sort), ("page", number)])
        }
        None => address(&page.found.query, sort, number),
    }
}

/// What was found, as a list from which papers are opened.
fn list(page: &SearchPage) -> ListAsked {
    let like = page.like.as_ref().map(|like| like.id.clone()).unwrap_or_default();
    let (query, sort, at) = (page.found.query.clone(), page.sort, page.found.page);
    ListAsked::Search(SearchAsked { query, like, sort, page: at, ..SearchAsked::default() })
}

fn results(frame: &Frame, page: &SearchPage, told: &Told) -> Markup {
    let (found, list) = (&page.found, list(page));
    html! {
        div class="beside" {
            section aria-labelledby="found" {
                h2 id="found" { (many!(found.total, "{n} paper found", "{n} papers found")) (since(page.new)) }
                (meant(page))
                @if found.hits.is_empty() && found.fault.is_none() {
                    (empty(none_found(page), &html! {
                        (say!("Use fewer words, or look in the {register}.", register = register()))
                    }))
                }
                @if !found.hits.is_empty() {
                    @if found.total > 1 { (order(page)) }
                    ol class="lines ticked" role="list" {
                        @for (n, hit) in (1..).zip(&found.hits) {
                            li class="line" { (tick(n, &hit.paper)) (listed(&list, true, &hit.paper, &extract(hit, &found.query))) }
                        }
                    }
                    (ticked_form())
                }
                (pager(found.page, found.pages, |number| same(page, page.sort, number)))
                @if found.fault.is_none() && page.like.is_none() { (keep(frame, page, told)) }
            }
            @if found.total > 0 && page.like.is_none() { (narrowing(page)) }
        }
    }
}

fn none_found(page: &SearchPage) -> &'static str {
    match page.like {
        Some(_) => say!("Nothing that you may read is like it."),
        None => say!("Nothing that you may read has these words."),
    }
}

fn since(new: Option<u64>) -> Markup {
    html! { @if let Some(new) = new { ", " (say!("{n} since you last looked", n = new)) } }
}

fn meant(page: &SearchPage) -> Markup {
    html! {
        @if let Some(meant) = &page.meant {
            p class="lead" { (say!("Did you mean {words}?", words = html! { a href=(address(meant, page.sort, "")) { bdi { (meant) } } })) }
        }
    }
}

fn order(page: &SearchPage) -> Markup {
    let words = |sort| match sort {
        Sort::Relevance => say!("Best first"),
        Sort::Newest => say!("Newest first"),
        Sort::Oldest => say!("Oldest first"),
    };
    html! {
        nav class="tabs" aria-label=(say!("Order")) {
            ul {
                @for sort in Sort::ALL {
                    li {
                        a href=(same(page, sort, "")) aria-current=[(sort == page.sort).then_some("true")] {
                            (words(sort))
                        }
                    }
                }
            }
        }
    }
}

/// What a list can be narrowed to: the field that is typed before a value, and the values.
fn narrowing(page: &SearchPage) -> Markup {
    let found = &page.found;
    let (kinds, standing) = (of_office(&found.by_kind), of_office(&page.by_settled));
    let by: [(&str, &str, &[Facet]); 8] = [
        (say!("From" as "whom"), "from", &found.by_from),
        (say!("To" as "addressee"), "to", &page.by_to),
        (say!("Kind"), "kind", &kinds),
        (say!("Year"), "on", &found.by_year),
        (say!("Marking"), "label", &page.by_marking),
        (say!("File"), "in", &page.by_file),
        (say!("Post"), "post", &page.by_post),
        (say!("Standing"), "is", &standing),
    ];
    let narrowed = |field: &str, value: &str| {
        let value = value.replace(['"', '\u{201c}', '\u{201d}', '«', '»'], " ");
        // A junction that was typed must not take the narrowing into its arms.
        address(&format!("({}) {field}:\"{value}\"", found.query), page.sort, "")
    };
    html! {
        aside class="narrowing" aria-labelledby="narrow" {
            h2 id="narrow" { (say!("Narrow it")) }
            @for (heading, field, values) in by { (facets(heading, values, |value| narrowed(field, value))) }
        }
    }
}

fn extract(hit: &HitShown, query: &str) -> Markup {
    let path = format!("/paper/{}/hits", url::encode(&hit.paper.id));
    html! {
        p class="extract" dir="auto" lang=[quoted()] {
            @for (words, sought) in &hit.extract {
                @if *sought { mark class="hit" { (words) } } @else { (words) }
            }
        }
        @if hit.extract.iter().any(|(_, sought)| *sought) {
            p class="soft" {
                a href={ (url::with_query(&path, &[("q", query)])) "#hit-1" } {
                    (say!("Every place in it")) span class="vh" { (say!(": ")) (hit.paper.reference) }
                }
            }
        }
    }
}

/// The form by which what was sought is kept.
fn keep(frame: &Frame, page: &SearchPage, told: &Told) -> Markup {
    let kept = page.saved.as_deref();
    let stands = page.searches.iter().any(|saved| Some(saved.name.as_str()) == kept && saved.standing);
    let (name, standing) = match told.amiss {
        None => (kept.unwrap_or(""), stands),
        Some(_) => (told.text("name"), !told.text("standing").is_empty()),
    };
    html! {
        details class="keep" open[told.amiss.is_some()] {
            summary { (say!("Keep this search")) }
            form action="/search/keep" method="post" class="stack" {
                (token(frame))
                input type="hidden" name="q" value=(page.found.query);
                label for=(KEEP_NAME) { (say!("Name")) }
                input id=(KEEP_NAME) name="name" value=(name) required maxlength=(SEARCH_CHARS_MAX) autocomplete="off" aria-invalid=[told.is_wrong(KEEP_NAME, KEEP_NAME)];
                (told.beside(KEEP_NAME, KEEP_NAME))
                p { label { input type="checkbox" name="standing" value="yes" checked[standing]; " " (say!("Tell of papers that come after I looked")) } }
                button type="submit" { (say!("Keep it")) }
            }
        }
    }
}

fn done(word: &str) -> Option<&'static str> {
    match word {
        "kept" => Some(say!("The search is kept.")),
        "given-up" => Some(say!("The search is kept no more.")),
        _ => None,
    }
}

fn kept(frame: &Frame, searches: &[SavedShown]) -> Markup {
    html! {
        @if !searches.is_empty() {
            section class="searches" aria-labelledby="kept" {
                h2 id="kept" { (say!("Searches that you keep")) }
                ul role="list" {
                    @for saved in searches {
                        li {
                            a href=(url::with_query("/search", &[("saved", &saved.name)])) { bdi { (saved.name) } }
                            @if let Some(new) = saved.new { " " span class="count" { (say!("{n} new", n = new)) } }
                            " " code dir="auto" { (saved.query) }
                            form action="/search/forget" method="post" {
                                (token(frame))
                                input type="hidden" name="name" value=(saved.name);
                                input type="hidden" name="was-q" value=(saved.query);
                                input type="hidden" name="was-standing" value=(if saved.standing { "yes" } else { "" });
                                button type="submit" class="plain" { (say!("Give up")) span class="vh" { (say!(": ")) (saved.name) } }
                            }
                        }
                    }
                }
            }
        }
    }
}
