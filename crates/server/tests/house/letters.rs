//! What of a page is still in Latin letters, where it is read in the test language: data, or words that were not said.

/// Elements that have no end.
const VOID: [&str; 4] = ["input", "img", "link", "meta"];
/// Elements whose text is data, or typed to a machine.
const DATA: [&str; 6] = ["bdi", "code", "kbd", "pre", "textarea", "script"];
/// Classes of elements whose text is data: references, and what a policy or a file says of itself.
const DATA_CLASSES: [&str; 4] = ["ref", "code", "cleared", "cite"];
/// Attributes that are shown or read out.
const SHOWN: [&str; 5] = [" aria-label=\"", " title=\"", " placeholder=\"", " alt=\"", " label=\""];

/// Phrases in Latin letters outside of data: of text, and of attributes that are shown.
pub fn latin(page: &str) -> Vec<String> {
    let (mut found, mut open) = (Vec::new(), Vec::<(&str, bool)>::new());
    for part in page.split('<').skip(1) {
        let (tag, text) = part.split_once('>').unwrap();
        let name = tag.trim_start_matches('/').split(' ').next().unwrap();
        if tag.starts_with('/') {
            assert_eq!(open.pop().map(|(opened, _)| opened), Some(name), "{tag} ends what it began");
        } else if !tag.starts_with('!') && !VOID.contains(&name) {
            open.push((name, is_data(name, tag)));
        }
        let data = open.iter().any(|(_, data)| *data);
        let shown = SHOWN
            .iter()
            .filter_map(|name| tag.split_once(name))
            .map(|(_, rest)| rest.split('"').next().unwrap());
        let words = shown.chain(Some(text)).filter(|_| !data);
        found.extend(words.flat_map(phrases));
    }
    found
}

/// Whether what stands in an element is data; what is in a language of its own says so.
fn is_data(name: &str, tag: &str) -> bool {
    let class = tag.split_once(" class=\"").and_then(|(_, rest)| rest.split('"').next()).unwrap_or("");
    let classed = class.split(' ').any(|one| DATA_CLASSES.contains(&one));
    let own_tongue = tag.contains(" lang=\"") && name != "html" && !tag.contains(" lang=\"\"");
    DATA.contains(&name) || classed || own_tongue || tag.contains(" dir=\"auto\"")
}

/// What stands between words in other letters, small, without the stops at its ends; the hours' zone is a name.
fn phrases(text: &str) -> Vec<String> {
    let text = text.replace("&quot;", "\"").replace("&amp;", "&");
    let between =
        text.split(|c: char| [':', '·', ',', ';'].contains(&c) || (c.is_alphabetic() && !c.is_ascii()));
    let ends = |c: char| !c.is_alphanumeric();
    let bare = between.map(|words| words.replace("UTC", "").trim_matches(ends).to_lowercase());
    bare.filter(|words| words.split(|c: char| !c.is_ascii_alphabetic()).any(|run| run.len() > 1)).collect()
}

/// All that the samples say, small, in one line: data.
pub fn samples() -> String {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/samples");
    let files = std::fs::read_dir(folder).unwrap();
    let texts = files.map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap());
    let text = texts.collect::<Vec<_>>().join("\n").replace("\\\n", " ");
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}
