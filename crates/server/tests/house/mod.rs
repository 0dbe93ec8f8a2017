//! A house to walk through: a desk with sample answers, and a browser that keeps its cookie.
// Each test file takes what it needs; an unwrap here fails the test that asked.
#![allow(dead_code, unused_imports, clippy::unwrap_used)]

#[path = "../samples/mod.rs"]
pub mod samples;

mod desk;
pub mod letters;
mod look;

pub use desk::{CODE, HALF, LINK, PASSWORD, SampleDesk};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use chancery_server::{Settings, router_over};
use jiff::{SignedDuration, Timestamp};
use std::cell::Cell;
use std::sync::Arc;
use std::time::Duration;
use tower::ServiceExt;

thread_local! {
    // Each test runs on a thread of its own, and so has a clock of its own.
    static CLOCK: Cell<i64> = const { Cell::new(403_460_000) };
}

/// The clock of the test.
pub fn now() -> Timestamp {
    Timestamp::from_second(CLOCK.get()).unwrap()
}

/// Lets time pass.
pub fn pass(time: Duration) {
    CLOCK.set((now() + SignedDuration::try_from(time).unwrap()).as_second());
}

pub fn settings(tls: bool) -> Settings {
    Settings { tls, now, tour: true, ..Settings::on("127.0.0.1:8420".parse().unwrap()) }
}

/// What came back.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

impl Answer {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// The token that the forms of the page bear.
    pub fn form_token(&self) -> String {
        let (_, after) = self.body.split_once("name=\"form\" value=\"").unwrap();
        after.split('"').next().unwrap().to_owned()
    }
}

/// A browser before a house.
pub struct Browser {
    router: Router,
    pub desk: Arc<SampleDesk>,
    pub cookie: Option<String>,
    pub accept: &'static str,
    /// The languages that it asks for; empty for none.
    pub languages: &'static str,
}

impl Browser {
    /// Before a fresh house, not signed in.
    pub fn new() -> Self {
        Self::with(&settings(false))
    }

    pub fn with(settings: &Settings) -> Self {
        let desk = Arc::new(SampleDesk::default());
        let router = router_over(desk.clone(), settings);
        Self { router, desk, cookie: None, accept: "text/html", languages: "" }
    }

    /// Another before the same house, not signed in.
    pub fn beside(&self) -> Self {
        let (router, desk) = (self.router.clone(), self.desk.clone());
        Self { router, desk, cookie: None, ..*self }
    }

    /// Signed in as that reader.
    pub async fn signed_in(handle: &str) -> Self {
        let mut browser = Self::new();
        let answer = browser.sign_in(handle, PASSWORD).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        browser
    }

    pub async fn sign_in(&mut self, handle: &str, password: &str) -> Answer {
        self.post("/sign-in", &format!("name={handle}&password={password}")).await
    }

    pub async fn get(&mut self, path: &str) -> Answer {
        self.ask(self.request("GET", path)).await
    }

    /// Posts as a browser does from a page of the house.
    pub async fn post(&mut self, path: &str, form: &str) -> Answer {
        self.post_from("same-origin", path, form).await
    }

    pub async fn post_from(&mut self, site: &str, path: &str, form: &str) -> Answer {
        let mut request = self.request("POST", path);
        let headers = request.headers_mut();
        headers.insert("sec-fetch-site", site.parse().unwrap());
        headers.insert("content-type", "application/x-www-form-urlencoded".parse().unwrap());
        *request.body_mut() = Body::from(form.to_owned());
        self.ask(request).await
    }

    /// Posts with the token of the session's forms.
    pub async fn act(&mut self, path: &str, form: &str) -> Answer {
        let token = self.get("/").await.form_token();
        self.post(path, &format!("form={token}&{form}")).await
    }

    pub fn request(&self, method: &str, path: &str) -> Request<Body> {
        let mut request = Request::builder().method(method).uri(path).header("host", "office.example");
        request = request.header("accept", self.accept);
        if !self.languages.is_empty() {
            request = request.header("accept-language", self.languages);
        }
        if let Some(cookie) = &self.cookie {
            request = request.header("cookie", cookie);
        }
        request.body(Body::empty()).unwrap()
    }

    /// Keeps a cookie beside the others, in the place of one of its name.
    fn keep(&mut self, cookie: &str) {
        let name = cookie.split('=').next().unwrap();
        let held = self.cookie.take().unwrap_or_default();
        let others = held.split("; ").filter(|other| other.split('=').next() != Some(name));
        let all: Vec<_> = others.filter(|other| !other.is_empty()).chain([cookie]).collect();
        self.cookie = Some(all.join("; "));
    }

    pub async fn ask(&mut self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        if let Some(cookie) = parts.headers.get("set-cookie") {
            self.keep(cookie.to_str().unwrap().split(';').next().unwrap());
        }
        let body = to_bytes(body, usize::MAX).await.unwrap();
        Answer {
            status: parts.status,
            headers: parts.headers,
            body: String::from_utf8_lossy(&body).into_owned(),
        }
    }
}
