//! In which language a page answers, and the words for it.
//!
//! The English sentence is the key: [`say!`] gives it as it stands to who reads English, and what the catalogue has
//! for it to everybody else. What it has no words for stays English.
//!
//! The language belongs to the request, and [`speaking`] is the one place where it is set, round all that answers a
//! request. It is held for the task, and only while that task is being polled: two requests that take turns on one
//! thread, or one that moves to another thread, each find their own. What runs beside the task – the registry – finds
//! none, and so speaks English; print is told in which language it is.

#[macro_use]
mod say;
mod catalogue;
mod choice;
mod numbers;
mod print;

pub(crate) use choice::{COOKIE_SECONDS, chosen_by, cookie_name};
pub(crate) use numbers::number;
pub(crate) use print::for_print;
pub(crate) use say::{bdi, fill, is_one, of_its_words, quoted, sentence, tell};
pub use say::{say, say_as};

/// A language in which pages answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tongue {
    /// English, in which the pages are written.
    #[default]
    English,
    /// French.
    French,
    /// A test: English in Hebrew letters, from right to left. What is not said through here shows itself in it.
    Test,
}

impl Tongue {
    /// What a reader can choose.
    pub const OFFERED: &[Tongue] = &[Tongue::English, Tongue::French];
    /// The same with the test.
    pub const TESTED: &[Tongue] = &[Tongue::English, Tongue::French, Tongue::Test];

    /// Its tag, as `lang` bears it.
    pub fn tag(self) -> &'static str {
        match self {
            Tongue::English => "en-GB",
            Tongue::French => "fr",
            Tongue::Test => "en-Hebr",
        }
    }

    /// What it calls itself.
    pub fn own_name(self) -> &'static str {
        match self {
            Tongue::English => "English",
            Tongue::French => "Français",
            Tongue::Test => "עברית",
        }
    }

    /// It is written from right to left.
    pub fn right_to_left(self) -> bool {
        self == Tongue::Test
    }
}

/// What a page is made under: the reader's language, and between which he can choose.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Spoken {
    /// In which the page answers.
    pub tongue: Tongue,
    /// Between which he can choose.
    pub offered: &'static [Tongue],
}

tokio::task_local! {
    static SPOKEN: Spoken;
}

/// What the page that is being made is made under; English outside a request.
pub(crate) fn spoken() -> Spoken {
    SPOKEN.try_with(|spoken| *spoken).unwrap_or(Spoken { tongue: Tongue::English, offered: Tongue::OFFERED })
}

/// Answers in that language.
pub(crate) async fn speaking<F: Future>(spoken: Spoken, answers: F) -> F::Output {
    SPOKEN.scope(spoken, answers).await
}

/// Makes something in that language outside a request, as a test does.
pub fn in_tongue<T>(tongue: Tongue, makes: impl FnOnce() -> T) -> T {
    SPOKEN.sync_scope(Spoken { tongue, offered: Tongue::TESTED }, makes)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Says something, lets another take its turn, and says it again.
    async fn twice(tongue: Tongue) -> [&'static str; 2] {
        let spoken = Spoken { tongue, offered: Tongue::OFFERED };
        speaking(spoken, async {
            let first = say!("Undertakings");
            tokio::task::yield_now().await;
            [first, say!("Undertakings")]
        })
        .await
    }

    #[tokio::test(flavor = "current_thread")]
    async fn requests_that_take_turns_on_one_thread_each_keep_their_language() {
        let (english, french, after) =
            tokio::join!(twice(Tongue::English), twice(Tongue::French), async { say!("Undertakings") });
        assert_eq!(english, ["Undertakings"; 2]);
        assert_eq!(french, ["Engagements"; 2]);
        assert_eq!((after, say!("Undertakings")), ("Undertakings", "Undertakings"));
    }

    #[tokio::test]
    async fn what_runs_beside_a_request_speaks_english() {
        let spoken = Spoken { tongue: Tongue::French, offered: Tongue::OFFERED };
        let beside = speaking(spoken, tokio::task::spawn_blocking(|| say!("Undertakings")));
        assert_eq!(beside.await.unwrap(), "Undertakings");
    }

    #[test]
    fn a_language_ends_with_what_was_made_in_it() {
        assert_eq!(in_tongue(Tongue::French, || say!("Undertakings")), "Engagements");
        assert_eq!(say!("Undertakings"), "Undertakings");
    }
}
