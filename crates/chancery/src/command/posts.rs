//! Posts, and who acts in them.

use chancery_registry::Deputising;
use chancery_registry::answers::PostPage;

use super::{acts, show};
use crate::args::{Common, PostArgs, PostCommand};
use crate::terminal::answer;

/// `chancery post`.
pub fn run(common: &Common, args: &PostArgs) -> anyhow::Result<()> {
    let post = args.post.as_str();
    match &args.command {
        None => show::ask(common, |view| view.post_page(post), page),
        Some(PostCommand::Deputy { person, from, until }) => {
            let wanted = Deputising { person: person.clone(), from: *from, until: *until };
            acts::act(common, "named", |view| view.name_deputy(post, &wanted))
        }
        Some(PostCommand::EndDeputy { person }) => {
            acts::act(common, "ended", |view| view.end_deputy(post, person))
        }
    }
}

fn page(page: &PostPage) {
    let holder = page.post.holder.as_deref().unwrap_or("nobody");
    answer(&format!("{}: {holder}", page.post.title));
    for line in &page.deputies {
        let state = if line.ended {
            " (ended)"
        } else if line.now {
            " (now)"
        } else {
            ""
        };
        answer(&format!("  acts in it: {} from {} to {}{state}", line.name, line.from, line.until));
    }
    for line in &page.holdings {
        let until = line.until.map(|until| format!(" to {until}")).unwrap_or_default();
        answer(&format!("  held by {} from {}{until}", line.person, line.since));
    }
}
