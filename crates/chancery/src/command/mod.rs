//! Each command, as a paragraph.

mod acts;
mod backup;
mod bag;
mod boxes;
mod chase;
mod correspondents;
mod demo;
mod dialogue;
mod diary;
mod drafts;
mod file;
mod find;
mod finding;
mod in_hand;
mod keep;
mod label;
mod posts;
mod print;
mod printed;
mod read;
mod second_read;
mod serve;
mod show;
mod standing;
mod tray;
mod ways;

use chancery_registry::NewMeeting;

use crate::args::{Args, Command};

/// Runs what was typed.
pub fn run(args: Args) -> anyhow::Result<()> {
    let common = &args.common;
    match args.command {
        Command::Init { name, policies, zone } => keep::init(common, &name, &policies, zone),
        Command::Read { file } => read::run(common, &file),
        Command::File(file) => file::run(common, file),
        Command::Show { reference } => show::paper(common, &reference),
        Command::Original { reference } => show::original(common, &reference),
        Command::Bag(args) => bag::run(common, args),
        Command::Find(args) => find::run(common, &args),
        Command::Register(filter) => show::register(common, filter),
        Command::Box(args) => boxes::run(common, &args),
        Command::Undertakings(args) => chase::list(common, args),
        Command::Undertaking(command) => chase::run(common, command),
        Command::Print(args) => printed::run(common, args),
        Command::Dialogue { a, b, page } => dialogue::run(common, a.zip(b), page),
        Command::Order(args) => boxes::order(common, &args),
        Command::Meetings { id } => show::meetings(common, id.as_deref()),
        Command::Diary(args) => diary::run(common, &args),
        Command::Meeting(args) => diary::meeting(common, args),
        Command::Meet { date, at, until, marking, place, with, subject, because } => {
            let subject = subject.join(" ");
            let wanted = NewMeeting { date, clock: at, until, subject, place, with, marking };
            acts::meet(common, &wanted, &because)
        }
        Command::People => show::people(common),
        Command::Correspondents(args) => correspondents::run(common, args),
        Command::Draft { command } => drafts::run(common, command),
        Command::Post(args) => posts::run(common, &args),
        Command::PutUp(put_up) => acts::put_up(common, &put_up),
        Command::Minute { reference, text, because } => {
            acts::minute(common, &reference, &text.join(" "), &because)
        }
        Command::Initial { references } => acts::initial(common, &references),
        Command::BringUp(args) => in_hand::bring_up(common, args),
        Command::PutAway { reference, key, also } => {
            in_hand::put_away(common, reference, key.as_deref(), also)
        }
        Command::BringUps(args) => in_hand::bring_ups(common, args),
        Command::Copy(args) => in_hand::copy(common, args),
        Command::AnswerCopy(args) => in_hand::answer_copy(common, &args),
        Command::Copies(args) => in_hand::copies(common, args),
        Command::Enclose { reference, cover } => acts::enclose(common, &reference, &cover),
        Command::Detach { reference, from } => acts::detach(common, &reference, &from),
        Command::Settle { reference, marking } => acts::settle(common, &reference, &marking.join(" ")),
        Command::Tray(tray) => tray::run(common, tray),
        Command::Particulars { paper, particulars } => tray::particulars(common, &paper, particulars),
        Command::Transcript { reference, file } => tray::transcript(common, &reference, &file),
        Command::Watch { folder, settle_seconds, once } => ways::watch(common, &folder, settle_seconds, once),
        Command::Lmtp { socket } => ways::lmtp(common, &socket),
        Command::Admit(admit) => keep::admit(common, admit),
        Command::Clear(clear) => keep::clear(common, clear),
        Command::Circle(circle) => standing::circle(common, &circle),
        Command::Relabel(relabel) => standing::relabel(common, relabel),
        Command::Finding(finding) => finding::run(common, finding),
        Command::SecondRead(which) => second_read::run(common, &which),
        Command::Label(label) => label::run(common, &label),
        Command::TakePolicy { file } => keep::take_policy(common, &file),
        Command::Sitting { end } => standing::sitting(common, end),
        Command::StrikeOff { handle, reason } => keep::strike_off(common, &handle, &reason),
        Command::TakeBack { handle } => keep::take_back(common, &handle),
        Command::TakeOffFactor { handle, reason } => keep::take_off_factor(common, &handle, &reason),
        Command::Invite { handle } => keep::invite(common, &handle),
        Command::Serve(serve) => serve::run(common, serve),
        Command::Verify { against } => keep::verify(common, against.as_deref()),
        Command::Backup { folder, keys_to } => backup::run(common, &folder, keys_to.as_deref()),
        Command::Rebuild => keep::rebuild(common),
        Command::Doctor => keep::doctor(common),
        Command::Demo(demo) => demo::run(&demo),
    }
}
