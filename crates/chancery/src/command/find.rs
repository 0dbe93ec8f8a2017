//! `chancery find`: papers by their words, and the searches that a reader keeps.

use chancery_registry::View;
use chancery_registry::answers::{Facet, SavedShown, SearchAsked, SearchPage};

use super::print;
use super::show::asked;
use crate::args::{Common, FindArgs};
use crate::exit::Usage;
use crate::terminal::{self, answer};

/// Finds, keeps, lists or gives up.
pub fn run(common: &Common, args: &FindArgs) -> anyhow::Result<()> {
    let query = args.query.join(" ");
    match (&args.forget, &args.save, args.saved.as_deref()) {
        (Some(name), _, _) => {
            asked(common, |view| view.forget_search(name))?;
            terminal::done(common.json, &format!("the search “{name}” is given up"))
        }
        (None, Some(name), _) => {
            asked(common, |view| view.save_search(name, &query, args.standing))?;
            terminal::done(common.json, &format!("the search is kept as “{name}”"))
        }
        (None, None, Some("")) => list(common),
        (None, None, None) if query.trim().is_empty() && args.like.is_none() => {
            Err(Usage("say what to find, or --saved to list the searches that are kept".to_owned()).into())
        }
        (None, None, saved) => find(common, args, query, saved.unwrap_or_default()),
    }
}

fn list(common: &Common) -> anyhow::Result<()> {
    let searches = asked(common, View::searches)?;
    if common.json {
        return terminal::json(&searches);
    }
    for SavedShown { name, query, new, .. } in &searches {
        let new = new.map(|new| format!(" ({new} new)")).unwrap_or_default();
        answer(&format!("{name}{new}: {query}"));
    }
    match searches.len() {
        1 => answer("1 search kept"),
        n => answer(&format!("{n} searches kept")),
    }
    Ok(())
}

fn find(common: &Common, args: &FindArgs, query: String, saved: &str) -> anyhow::Result<()> {
    let (saved, like) = (saved.to_owned(), args.like.clone().unwrap_or_default());
    let wanted = SearchAsked { query, saved, like, sort: args.sort, page: args.page };
    let page = asked(common, |view| view.search(&wanted))?;
    if let Some(fault) = &page.found.fault {
        return Err(Usage(format!("the query cannot be read: {fault}")).into());
    }
    if common.json {
        return terminal::json(&page);
    }
    print(&page);
    Ok(())
}

fn print(page: &SearchPage) {
    let found = &page.found;
    let new = page.new.map(|new| format!(", {new} since you last looked")).unwrap_or_default();
    answer(&format!("{} found{new}", found.total));
    if let Some(meant) = &page.meant {
        answer(&format!("did you mean: {meant}"));
    }
    found.hits.iter().for_each(print::hit);
    facets(&[
        ("kind", &found.by_kind),
        ("year", &found.by_year),
        ("from", &found.by_from),
        ("to", &page.by_to),
        ("marking", &page.by_marking),
        ("file", &page.by_file),
        ("post", &page.by_post),
        ("standing", &page.by_settled),
    ]);
}

fn facets(all: &[(&str, &[Facet])]) {
    for (name, facets) in all.iter().filter(|(_, facets)| !facets.is_empty()) {
        let shown: Vec<String> = facets.iter().map(|f| format!("{} ({})", f.shown, f.count)).collect();
        answer(&format!("{name}: {}", shown.join(", ")));
    }
}
