//! A browser without a window: it signs in, keeps its cookie, and keeps every byte that it is sent.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, header};
use chancery_registry::Registry;
use chancery_server::Settings;
use jiff::Timestamp;
use tower::ServiceExt as _;

use crate::Office;
use crate::worlds::Ask;

/// Where the test's server says that it is.
const HOST: &str = "127.0.0.1:8082";

/// The moment at which every session of a test begins and is used: two worlds are walked within one.
fn now() -> Timestamp {
    Timestamp::from_second(403_460_000).unwrap()
}

/// How the test's server is told to serve.
pub fn served() -> Settings {
    Settings { now, ..Settings::on(HOST.parse().unwrap()) }
}

/// An answer, whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Status code.
    pub status: u16,
    /// Headers in the order in which they came.
    pub headers: Vec<(String, String)>,
    /// Body.
    pub body: Vec<u8>,
}

impl Answer {
    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// Whether it is one of the program's own files, which are the same for everybody.
    pub fn is_asset(&self) -> bool {
        self.header("cache-control").is_some_and(|value| value.contains("immutable"))
    }

    /// The value of a header.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }
}

/// A reader signed in.
pub struct Browser {
    router: Router,
    runtime: tokio::runtime::Runtime,
    cookie: String,
    form: String,
}

impl Browser {
    /// Signs a reader in by a link.
    pub fn new(office: &Office, handle: &str) -> Self {
        Self::over(office, handle, chancery_server::router(office.registry.clone(), served()))
    }

    /// Signs a reader in at a router that a test has changed.
    pub fn over(office: &Office, handle: &str, router: Router) -> Self {
        Self::of(&office.registry, handle, router)
    }

    /// Signs a reader of a registry in, at a router over it.
    pub fn of(registry: &Registry, handle: &str, router: Router) -> Self {
        let token = registry.invite(&registry.reader("keeper").unwrap(), handle).unwrap();
        Self::by_link(router, &format!("/enter/{token}"))
    }

    /// Signs in by a link that somebody handed over.
    pub fn by_link(router: Router, link: &str) -> Self {
        Self::by_form(router, link, "password=&again=")
    }

    /// Signs in by a form that does not ask for more.
    pub fn by_form(router: Router, path: &str, form: &str) -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let mut browser = Self { router, runtime, cookie: String::new(), form: String::new() };
        let answer = browser.post(path, form);
        let cookie = answer.header("set-cookie").expect("the form signs in");
        browser.cookie = cookie.split(';').next().unwrap().to_owned();
        browser.form = browser.form_token();
        browser
    }

    /// Asks for a page.
    pub fn get(&self, path: &str) -> Answer {
        self.ask(&Ask::get(path))
    }

    /// Asks for the same as JSON.
    pub fn get_json(&self, path: &str) -> Answer {
        self.ask(&Ask::get(path).json())
    }

    /// Sends a form, with the session's token in it.
    pub fn post(&self, path: &str, form: &str) -> Answer {
        self.ask(&Ask::post(path, form))
    }

    /// What was drawn by chance for this session, taken out of an answer that is to be compared.
    pub fn without_chance(&self, mut answer: Answer) -> Answer {
        if !self.form.is_empty() {
            answer.body = answer.text().replace(&self.form, "<form token>").into_bytes();
        }
        answer
    }

    /// Asks for anything; a form bears the session's token.
    pub fn ask(&self, ask: &Ask) -> Answer {
        let mut request = Request::builder()
            .method(ask.method)
            .uri(&ask.path)
            .header(header::HOST, HOST)
            .header(header::ACCEPT, if ask.json { "application/json" } else { "text/html" })
            .header("sec-fetch-site", "same-origin")
            .header(header::COOKIE, &self.cookie);
        for (name, value) in &ask.headers {
            request = request.header(*name, value);
        }
        let form = ask.form.as_ref().map(|form| format!("{form}&form={}", self.form));
        if form.is_some() {
            request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        }
        self.send(request.body(Body::from(form.unwrap_or_default())).unwrap())
    }

    fn send(&self, request: Request<Body>) -> Answer {
        self.runtime.block_on(async {
            let response = self.router.clone().oneshot(request).await.unwrap();
            let (parts, body) = response.into_parts();
            let headers = parts.headers.iter().map(|(name, value)| {
                (name.to_string(), String::from_utf8_lossy(value.as_bytes()).into_owned())
            });
            Answer {
                status: parts.status.as_u16(),
                headers: headers.collect(),
                body: to_bytes(body, usize::MAX).await.unwrap().to_vec(),
            }
        })
    }

    fn form_token(&self) -> String {
        let first = self.get("/");
        // Who must set up a second factor first is led to his own page.
        let led = first.header("location").map(|to| self.get(to.split('#').next().unwrap_or_default()));
        let page = led.unwrap_or(first).text();
        let at = page.find("name=\"form\" value=\"").expect("a page has a form") + 19;
        page[at..].split('"').next().unwrap().to_owned()
    }
}
