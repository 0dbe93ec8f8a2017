//! What is asked on a walk: every route of the server and every question of the command line.

use std::fmt;

use chancery_server::{Method, ROUTES};

use super::Ground;

mod forms;
mod paths;
mod questions;

use forms::forms_of;
use paths::paths_of;
pub use questions::ask_all;

/// One request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ask {
    /// GET, HEAD or POST.
    pub method: &'static str,
    /// Path and query.
    pub path: String,
    /// What a form sends.
    pub form: Option<String>,
    /// The answer is wanted as JSON.
    pub json: bool,
    /// Further headers.
    pub headers: Vec<(&'static str, String)>,
}

impl Ask {
    /// A page.
    pub fn get(path: impl Into<String>) -> Self {
        Self { method: "GET", path: path.into(), form: None, json: false, headers: Vec::new() }
    }

    /// A form that is sent.
    pub fn post(path: impl Into<String>, form: impl Into<String>) -> Self {
        Self { method: "POST", form: Some(form.into()), ..Self::get(path) }
    }

    /// The same, as JSON.
    #[must_use]
    pub fn json(self) -> Self {
        Self { json: true, ..self }
    }

    /// The same, with a header.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }
}

impl fmt::Display for Ask {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.method, self.path)?;
        self.form.iter().try_for_each(|form| write!(f, " {form}"))?;
        self.headers.iter().try_for_each(|(name, value)| write!(f, " {name}: {value}"))?;
        f.write_str(if self.json { " as JSON" } else { "" })
    }
}

/// All that a walk asks: reads, then acts, which change the world, then the reads again.
pub fn asks(ground: &Ground) -> Vec<Ask> {
    let after = reads(ground).into_iter().filter(|ask| ask.json);
    reads(ground).into_iter().chain(acts(ground)).chain(after).collect()
}

/// Every read, as page and as JSON, and a page of each route in French.
///
/// # Panics
/// When a route is listed that the walk does not know.
pub fn reads(ground: &Ground) -> Vec<Ask> {
    let routes = ROUTES.iter().filter(|route| route.method == Method::Get);
    let paths: Vec<Vec<String>> = routes.map(|route| paths_of(route.name, ground)).collect();
    let first: Vec<String> = paths.iter().filter_map(|of_route| of_route.first().cloned()).collect();
    let nowhere = ["/no-such-place".to_owned()];
    let both = |path: String| [Ask::get(path.clone()), Ask::get(path).json()];
    let in_french = |path: String| Ask::get(path).with("accept-language", "fr");
    let all = paths.into_iter().flatten().chain(nowhere.clone()).flat_map(both);
    all.chain(first.into_iter().chain(nowhere).map(in_french)).collect()
}

/// Every act.
///
/// # Panics
/// When a route is listed that the walk does not know.
pub fn acts(ground: &Ground) -> Vec<Ask> {
    let routes = ROUTES.iter().filter(|route| route.method == Method::Post);
    let forms = routes.flat_map(|route| forms_of(route.name, ground));
    forms.map(|(path, form)| Ask::post(path, form)).collect()
}

/// All papers and meetings, and what is neither, as the ticks of a list.
fn ticked(ground: &Ground) -> String {
    let ticks = (1..).zip(&ground.ids).map(|(n, id)| format!("p{n}={id}"));
    ticks.collect::<Vec<_>>().join("&")
}

/// All undertakings, and one that is none.
fn ticked_undertakings(ground: &Ground) -> String {
    let none = ("ff112233445566778899aabbccddeeff".to_owned(), "00".to_owned());
    let ticks = (1..).zip(ground.undertakings.iter().chain([&none]));
    let ticks = ticks.map(|(n, (id, key))| format!("u{n}={id}+{}", key.get(..16).unwrap_or(key)));
    ticks.collect::<Vec<_>>().join("&")
}

/// Text as a part of an address.
fn encoded(text: &str) -> String {
    text.bytes()
        .map(|b| match b {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => char::from(b).to_string(),
            other => format!("%{other:02X}"),
        })
        .collect()
}
