//! Why a reader may or may not read a paper, and who could: now, or at the end of a day.

use crate::answer::read;
use crate::desk::Look;
use crate::pages::{self, Here, Readers, Why};
use crate::request::{Wanted, day, value};
use axum::response::Response;
use chancery_registry::Refused;
use chancery_registry::answers::WhyPage;
use jiff::civil::Date;

/// Of himself and of this moment anyone may ask; of others, and of the past, who gives clearances.
pub(crate) async fn why(Wanted { app, on: paper, reader, asked }: Wanted) -> Response {
    let (of, on) = (value(&asked.query, "reader").to_owned(), value(&asked.query, "on").to_owned());
    let day = day(&asked.query, "on");
    let ask = move |look: &dyn Look| {
        let of = if of.is_empty() { look.who().handle } else { of };
        let page = told(look, &of, &paper, day?)?;
        let people = look.people()?;
        Ok(Why { page, on, may_ask: people.may_clear, people: people.people })
    };
    read((app, reader, asked), Here::Register, ask, pages::why).await
}

/// People are known to everybody: where it is not the paper that is absent, it is the reader asked about.
fn told(look: &dyn Look, of: &str, paper: &str, on: Option<Date>) -> Result<WhyPage, Refused> {
    match look.why_may(of, paper, on) {
        Err(Refused::Absent) => {
            look.why_may(&look.who().handle, paper, None)?;
            Err(Refused::Invalid(format!("nobody signs in as `{of}`: see the people")))
        }
        told => told,
    }
}

pub(crate) async fn readers(Wanted { app, on: paper, reader, asked }: Wanted) -> Response {
    let on = value(&asked.query, "on").to_owned();
    let day = day(&asked.query, "on");
    let ask = move |look: &dyn Look| Ok(Readers { page: look.readers_of(&paper, day?)?, on });
    read((app, reader, asked), Here::Register, ask, pages::readers).await
}
