//! What each route that does something is sent: a form, and where.

use super::{encoded, ticked, ticked_undertakings};
use crate::worlds::Ground;

/// Covers that each paper is enclosed in, at most, on one walk: all in all would be the square of all.
const COVERS_TRIED_MAX: usize = 4;

pub(super) fn forms_of(route: &str, ground: &Ground) -> Vec<(String, String)> {
    let each = |act: &str, form: &str| -> Vec<(String, String)> {
        ground.ids.iter().map(|id| (format!("/paper/{id}/{act}"), form.to_owned())).collect()
    };
    match route {
        "sign-in by password" => vec![("/sign-in".into(), "name=nobody&password=nothing-at-all".into())],
        "sign-in by link" => {
            vec![("/enter/00112233445566778899aabbccddeeff".into(), "password=&again=".into())]
        }
        // The session is wanted to the end; that it ends is the server's own test.
        "sign-out" => Vec::new(),
        // Nor is another language wanted meanwhile: both worlds are read in one.
        "tongue" => vec![("/tongue".into(), "tongue=none".into())],
        "tongue at the door" => vec![("/sign-in/tongue".into(), "tongue=none".into())],
        "minute" => each("minute", "text=noted"),
        "initial" => each("initial", ""),
        "put up" => {
            let for_meetings = ground.meetings.iter().flat_map(|meeting| {
                each("put-up", &format!("principal=prime-minister&purpose=see&note=&meeting={meeting}"))
            });
            let plainly = each("put-up", "principal=foreign-secretary&purpose=see&note=");
            plainly.into_iter().chain(for_meetings).collect()
        }
        "bring up" => each("bring-up", "on=1982-10-17&before=pm&reason=again"),
        "copy" => each("copy", "to=bone%3Bforeign-secretary&purpose=action&note=please"),
        "put away" => in_hand(ground, "put-away", ""),
        "answer a copy" => in_hand(ground, "answer", "&words=so+it+is"),
        "act on several papers" => several(ground),
        "act on several undertakings" => several_undertakings(ground),
        "order" => each("order", "owner=Bone&what=reply&due=1982-11-01&words=please"),
        "order a box" => {
            let form = |id: &String| ("/box/prime-minister/order".to_owned(), format!("to=1+{id}"));
            ground.ids.iter().map(form).collect()
        }
        "take out of a box" => {
            let form = |id: &String| ("/box/prime-minister/take-out".to_owned(), format!("paper={id}"));
            ground.ids.iter().take(COVERS_TRIED_MAX).map(form).collect()
        }
        "close a box" => vec![("/box/prime-minister/close".into(), "day=1982-10-15&clock=18:00".into())],
        "change a put-up" => {
            let path = |id: &String| format!("/box/prime-minister/paper/{id}/put-up");
            let form = "purpose=see&meeting=&note=for+the+weekend&due=1982-10-20&due-reason=the+House";
            ground.ids.iter().map(|id| (path(id), form.to_owned())).collect()
        }
        "mark" => {
            let once = "mark=agree&words=yes&owner-1=Bone&what-1=reply&once=a";
            let decided =
                "mark=agree&words=&once=c&again=yes&recommended-1=That+it+be+sold.&decide-1=not-agree";
            let forms = [once, "mark=discuss&words=&once=b&again=yes", decided];
            let all = |form: &str| -> Vec<(String, String)> {
                let path = |id: &String| format!("/box/prime-minister/paper/{id}");
                ground.ids.iter().map(|id| (path(id), form.to_owned())).collect()
            };
            forms.into_iter().flat_map(all).collect()
        }
        "move an undertaking" => moves(ground),
        "note a meeting" => {
            vec![(
                "/meetings".into(),
                "day=1982-10-21&subject=lunch&marking=UNCLASSIFIED&with=Gromyko".into(),
            )]
        }
        "take a calendar in" => vec![("/meetings/calendar".into(), String::new())],
        "calendar's address" => vec![("/meetings/address".into(), "end=1".into())],
        "change a meeting" => of_meetings(ground, "change", "day=1982-10-22&subject=supper"),
        "cancel a meeting" => of_meetings(ground, "cancel", "reason=ill"),
        "join meetings" | "part meetings" => {
            let act = if route == "join meetings" { "join" } else { "part" };
            let others = ground.meetings.iter().take(COVERS_TRIED_MAX);
            others.flat_map(|other| of_meetings(ground, act, &format!("other={other}"))).collect()
        }
        "record a meeting" => {
            let said = "marking=RESTRICTED&subject-1=Tin&became-1=raised&owner-1=Bone&what-1=reply";
            [&format!("{said}&more=subject"), said]
                .iter()
                .flat_map(|typed| of_meetings(ground, "read-out", typed))
                .collect()
        }
        "enclose" => {
            let covers = ground.ids.iter().take(COVERS_TRIED_MAX);
            covers.flat_map(|cover| each("enclose", &format!("cover={cover}"))).collect()
        }
        "detach" => {
            let covers = ground.ids.iter().take(COVERS_TRIED_MAX);
            let named = covers.flat_map(|cover| each("detach", &format!("cover={cover}")));
            each("detach", "").into_iter().chain(named).collect()
        }
        "settle" => each("settle", "marking=UNCLASSIFIED"),
        "judge" => ["number=1&verdict=dismiss&reason=not+so", "number=1&verdict=withdraw"]
            .iter()
            .flat_map(|form| each("judge", form))
            .collect(),
        "find" => each("find", "class=assessment&words=the"),
        "relabel" => each("relabel", "marking=RESTRICTED&reason=why&authority=whose"),
        "put the particulars right" => each("particulars", "date=1982-10-12&subject=Tin&file=Metals"),
        "correct the transcript" => each("transcript", "text=SECRET%0A%0ADear+John%2C%0A%0ATin.%0A"),
        // A form of files; what comes of them is told by the answers of the registry.
        "send up" => vec![("/tray".into(), String::new())],
        "take in" => {
            let (path, form) = (|id: &String| format!("/tray/{id}/settle"), "marking=RESTRICTED&subject=Tin");
            ground.ids.iter().map(|id| (path(id), form.to_owned())).collect()
        }
        "settle as a duplicate" => {
            let of = |of: &String| {
                let form = format!("of={of}");
                ground
                    .ids
                    .iter()
                    .map(move |id| (format!("/tray/{id}/duplicate"), form.clone()))
                    .collect::<Vec<_>>()
            };
            ground.ids.iter().take(COVERS_TRIED_MAX).flat_map(of).collect()
        }
        "turn away" | "wait again" => {
            let act = if route == "turn away" { "turn-away" } else { "wait-again" };
            ground.ids.iter().map(|id| (format!("/tray/{id}/{act}"), "reason=spam".to_owned())).collect()
        }
        "approve" | "refuse" => {
            let decide = |(id, paper): &(String, String)| {
                (format!("/relabelling/{id}/{route}"), format!("paper={paper}&reason=not+yet"))
            };
            ground.proposals.iter().map(decide).collect()
        }
        "make a circle" => vec![("/circles".into(), "name=Herring&purpose=talks".into())],
        "join" | "leave" | "close" => {
            let path = |circle: &String| format!("/circle/{}/{route}", encoded(circle));
            ground.circles.iter().map(|circle| (path(circle), "person=bone".to_owned())).collect()
        }
        "clear" => vec![("/person/desk/clear".into(), "lines=uk-1982%3DTOP+SECRET".into())],
        "admit" => vec![("/people".into(), "handle=quill&name=George+Quill&duty-register=yes".into())],
        "keep a person" => {
            vec![("/person/desk".into(), "name=The+desk+officer&duty-minute=yes&duty-clear=yes".into())]
        }
        // What it answers to the keeper is drawn by chance, and differs in any two worlds.
        "make a link" => vec![("/person/nobody/link".into(), String::new())],
        "change the password" => {
            let form = "present=correct+horse&new=a+dozen+grey+umbrellas&again=a+dozen+grey+umbrellas";
            ["desk", "pym", "nobody"].map(|who| (format!("/person/{who}/password"), form.to_owned())).to_vec()
        }
        "sign-in by code" => {
            vec![("/sign-in/code".into(), "half=00112233445566778899aabbccddeeff&code=000000".into())]
        }
        // What it answers to himself is drawn by chance, and differs in any two worlds.
        "begin a second factor" => {
            ["pym", "nobody"].map(|who| (format!("/person/{who}/factor"), String::new())).to_vec()
        }
        "confirm a second factor" => {
            let form = |who| (format!("/person/{who}/factor/confirm"), "begun=none&code=000000".to_owned());
            ["desk", "pym", "nobody"].map(form).to_vec()
        }
        // What it answers to himself is drawn by chance, and differs in any two worlds.
        "make recovery codes" => {
            let form = "renew-password=guess&renew-code=000000";
            ["pym", "nobody"].map(|who| (format!("/person/{who}/factor/codes"), form.to_owned())).to_vec()
        }
        "take a second factor off" => {
            let form = "factor-password=correct+horse&code=000000&factor-reason=lost+it";
            ["desk", "pym", "nobody"]
                .map(|who| (format!("/person/{who}/factor/off"), form.to_owned()))
                .to_vec()
        }
        "strike off" => {
            let form = |who| (format!("/person/{who}/leaving"), "reason=left+the+service".to_owned());
            ["desk", "quill", "nobody"].map(form).to_vec()
        }
        "take back" => ["desk", "nobody"].map(|who| (format!("/person/{who}/back"), String::new())).to_vec(),
        "sign out elsewhere" => {
            ["desk", "pym", "nobody"].map(|who| (format!("/person/{who}/sessions"), String::new())).to_vec()
        }
        "make a post" => vec![("/posts".into(), "post-handle=quill&title=Quill&holder=bone".into())],
        "fill a post" => vec![("/post/desk/fill".into(), "holder=bone&held-from=1982-10-01".into())],
        "vacate a post" => vec![("/post/desk/vacate".into(), String::new())],
        "keep a new correspondent" => {
            vec![("/correspondents".into(), "name=George+Quill&post-1=Minister".into())]
        }
        "take cards in" => vec![("/correspondents/cards".into(), String::new())],
        "keep a correspondent" | "merge correspondents" | "part correspondents" => {
            let act = match route {
                "keep a correspondent" => "",
                "merge correspondents" => "/merge",
                _ => "/part",
            };
            let path = format!("/correspondent/00112233445566778899aabbccddeeff{act}");
            vec![(path, "name=Quill&from=00112233445566778899aabbccddeeff".into())]
        }
        "begin a draft" => {
            let form = "form-of=letter&subject=Tin&marking=RESTRICTED&words-1=Noted.";
            ground.ids.iter().map(|id| ("/drafts".to_owned(), format!("{form}&answers={id}"))).collect()
        }
        "save a draft" => {
            of_drafts(ground, "", "form-of=minute&subject=Tin&marking=RESTRICTED&words-1=Noted.")
        }
        "send a draft" => ["to=coles", "to=coles&for=signature"]
            .into_iter()
            .flat_map(|form| of_drafts(ground, "/send", form))
            .collect(),
        "clear a draft" => of_drafts(ground, "/clear", "clearing=objects&words=no"),
        "sign a draft" => of_drafts(ground, "/sign", "version=x"),
        "enclose with a draft" => with_drafts(ground, "/enclose"),
        "leave out of a draft" => with_drafts(ground, "/leave-out"),
        "drop a draft" => of_drafts(ground, "/drop", ""),
        "name a deputy" => vec![("/post/ps-no10/deputy".into(), "person=desk&until=1982-12-01".into())],
        "end a deputy" => vec![("/post/prime-minister/deputy/end".into(), "person=desk".into())],
        "end the sitting" => vec![("/sitting/end".into(), String::new())],
        "keep a search" => {
            vec![("/search/keep".into(), "name=mine&q=minister&standing=yes".into())]
        }
        "forget a search" => vec![("/search/forget".into(), "name=nothing".into())],
        "verify" => vec![("/ledger/verify".into(), String::new())],
        other => panic!("the walk does not know the route `{other}`: teach it to `testkit::worlds`"),
    }
}

/// Whatever can be done with several papers, done with all.
fn several(ground: &Ground) -> Vec<(String, String)> {
    let deeds = [
        "act=initial",
        "act=file&file=Talks",
        "act=bring-up&on=1982-10-18&reason=together",
        "act=copy&to=pm&purpose=information",
        "act=put-up&principal=foreign-secretary&purpose=see",
        "act=put-away",
        "act=relabel&marking=RESTRICTED&reason=why&authority=whose",
    ];
    deeds.map(|deed| ("/together".to_owned(), format!("{}&{deed}", ticked(ground)))).to_vec()
}

/// Whatever can be done with several undertakings, done with all.
fn several_undertakings(ground: &Ground) -> Vec<(String, String)> {
    let deeds =
        ["act=assign&to=coles&due=1982-11-02", "act=chase&words=", "act=confirm", "act=dismiss&words=no"];
    let path = "/undertakings/together";
    deeds.map(|deed| (path.to_owned(), format!("{}&{deed}", ticked_undertakings(ground)))).to_vec()
}

/// What is in hand is put away, or answered.
fn in_hand(ground: &Ground, act: &str, more: &str) -> Vec<(String, String)> {
    let form = |(id, key): &(String, String)| (format!("/paper/{id}/{act}"), format!("key={key}{more}"));
    ground.in_hand.iter().map(form).collect()
}

/// Each undertaking is assigned, kept as shown by another paper, and merged into another.
fn moves(ground: &Ground) -> Vec<(String, String)> {
    let other = ground.ids.first().cloned().unwrap_or_default();
    let into = ground.undertakings.first().map_or_else(String::new, |(id, key)| format!("{id} {key}"));
    let steps = [
        ("assign", "to=Bone&due=1982-11-01".to_owned()),
        ("assign", "to=desk".to_owned()),
        ("wait", "until=1982-11-20&reason=he+is+ill".to_owned()),
        ("resume", "reason=he+is+well".to_owned()),
        ("keep", format!("shown-by={other}")),
        ("merge", format!("into={}", encoded(&into))),
        ("confirm", String::new()),
        ("withdraw", String::new()),
        ("dismiss", "words=no".to_owned()),
        ("withdraw", String::new()),
    ];
    let each = |(id, key): &(String, String)| {
        steps.clone().map(|(step, form)| (format!("/undertaking/{id}/{key}/{step}"), form))
    };
    ground.undertakings.iter().flat_map(each).collect()
}

fn of_drafts(ground: &Ground, act: &str, form: &str) -> Vec<(String, String)> {
    ground.drafts.iter().map(|id| (format!("/draft/{id}{act}"), form.to_owned())).collect()
}

/// Each draft with each paper.
fn with_drafts(ground: &Ground, act: &str) -> Vec<(String, String)> {
    ground.ids.iter().flat_map(|paper| of_drafts(ground, act, &format!("paper={paper}"))).collect()
}

fn of_meetings(ground: &Ground, act: &str, form: &str) -> Vec<(String, String)> {
    let meetings = ground.meetings.iter();
    meetings.map(|id| (format!("/meeting/{id}/{act}"), form.to_owned())).collect()
}
