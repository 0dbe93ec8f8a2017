//! Two labels in their lattice: a picture, the lowest at the foot, and the same as a list.

use super::lists::chip;
use crate::tongue::{sentence, tell};
use chancery_registry::answers::{LatticeShown, NodeShown};
use maud::{Markup, html};

/// Two nodes beside one another fit the narrowest screen at their full size.
const NODE_WIDTH: usize = 138;
const GAP: usize = 10;
const ROW_GAP: usize = 34;
const LINE_HEIGHT: usize = 15;
/// On a narrow screen the picture shrinks, and short forms stand in it in larger letters.
const SHORT_LINE_HEIGHT: usize = 23;
const PADDING: usize = 9;
/// Words of the picture are broken at this, because its text does not wrap.
const LINE_CHARS_MAX: usize = 16;
/// Short forms are broken at this.
const SHORT_LINE_CHARS_MAX: usize = 9;
/// So many lines of a marking are in the picture; the list has them whole.
const LINES_MAX: usize = 4;
/// A picture with more beside one another than this does not shrink to a narrow screen.
const BESIDE_MAX: usize = 3;
/// What a marking can be broken after.
const BREAKS: [char; 4] = [' ', '/', '-', ','];

/// The picture and its list.
pub(super) fn lattice(lattice: &LatticeShown) -> Markup {
    html! {
        section class="between" aria-labelledby="lattice" {
            h2 id="lattice" { (say!("How the two lie to one another")) }
            p class="lead" { (sentence(&lattice.relation)) }
            @if !lattice.nodes.is_empty() { (picture(lattice)) (list(lattice)) }
        }
    }
}

/// A label with its place in the picture: its middle, and its top.
struct Placed<'l> {
    node: &'l NodeShown,
    lines: Vec<String>,
    short: Vec<String>,
    x: usize,
    y: usize,
}

/// The whole, laid out.
struct Layout<'l> {
    nodes: Vec<Placed<'l>>,
    width: usize,
    height: usize,
    node_height: usize,
    look: &'static str,
}

fn layout(lattice: &LatticeShown) -> Layout<'_> {
    let rows: Vec<u32> = lattice.nodes.iter().map(|node| node.height).collect();
    let top = rows.iter().copied().max().unwrap_or(0);
    let in_row = |row: u32| rows.iter().filter(|other| **other == row).count();
    let beside = rows.iter().map(|row| in_row(*row)).max().unwrap_or(1);
    let width = beside * (NODE_WIDTH + GAP) + GAP;
    let node_height = node_height(lattice);
    let place = |(at, node): (usize, &'_ NodeShown)| {
        let before = rows.iter().take(at).filter(|row| **row == node.height).count();
        let row_width = in_row(node.height) * (NODE_WIDTH + GAP) - GAP;
        let left = width.saturating_sub(row_width) / 2;
        let below = usize::try_from(top - node.height).unwrap_or(0);
        let x = left + before * (NODE_WIDTH + GAP) + NODE_WIDTH / 2;
        (x, 2 + below * (node_height + ROW_GAP))
    };
    let nodes = lattice.nodes.iter().enumerate().map(|(at, node)| {
        let (x, y) = place((at, node));
        Placed { node, lines: full(node), short: short(node), x, y }
    });
    let nodes: Vec<_> = nodes.collect();
    let height = nodes.iter().map(|placed| placed.y).max().unwrap_or(0) + node_height + 2;
    let look = if beside > BESIDE_MAX { "lattice wide" } else { "lattice" };
    Layout { nodes, width, height, node_height, look }
}

fn full(node: &NodeShown) -> Vec<String> {
    wrap(&node.marked.banner, LINE_CHARS_MAX)
}

fn short(node: &NodeShown) -> Vec<String> {
    wrap(&node.marked.short, SHORT_LINE_CHARS_MAX)
}

/// As high as the highest needs, in either form, with what it is to the two.
fn node_height(lattice: &LatticeShown) -> usize {
    let most = |lines: fn(&NodeShown) -> Vec<String>| {
        lattice.nodes.iter().map(|node| lines(node).len()).max().unwrap_or(1)
    };
    let (full, short) = ((most(full) + 1) * LINE_HEIGHT, (most(short) + 1) * SHORT_LINE_HEIGHT);
    PADDING * 2 + full.max(short)
}

fn picture(lattice: &LatticeShown) -> Markup {
    let layout = layout(lattice);
    html! {
        div class="scroll" tabindex="0" role="group" aria-labelledby="lattice" {
            svg class=(layout.look) viewBox={ "0 0 " (layout.width) " " (layout.height) } width=(layout.width) height=(layout.height)
                role="img" aria-labelledby="lattice-title lattice-desc" {
                title id="lattice-title" { (say!("The lattice between the two")) }
                desc id="lattice-desc" { (tell(&lattice.relation)) }
                @for (lower, upper) in &lattice.edges {
                    @if let (Some(lower), Some(upper)) = (layout.nodes.get(*lower), layout.nodes.get(*upper)) {
                        line class="edge" x1=(lower.x) y1=(lower.y) x2=(upper.x) y2=(upper.y + layout.node_height) {}
                    }
                }
                @for placed in &layout.nodes { (node(placed, layout.node_height)) }
            }
        }
    }
}

fn node(placed: &Placed, height: usize) -> Markup {
    let left = placed.x - NODE_WIDTH / 2;
    html! {
        g class={ "label g-" (placed.node.marked.grade) } {
            rect class="box" x=(left) y=(placed.y) width=(NODE_WIDTH) height=(height) rx="2" {}
            // The grave grades have a second border, as on paper.
            rect class="inner" x=(left + 4) y=(placed.y + 4) width=(NODE_WIDTH - 8) height=(height - 8) {}
            (words(placed, height, "full", &placed.lines, LINE_HEIGHT))
            (words(placed, height, "short", &placed.short, SHORT_LINE_HEIGHT))
        }
    }
}

/// The marking, and what it is to the two, in the middle of their node.
fn words(placed: &Placed, height: usize, form: &str, lines: &[String], line_height: usize) -> Markup {
    let role = role(placed.node.role);
    let text = (lines.len() + usize::from(!role.is_empty())) * line_height;
    let first = placed.y + height.saturating_sub(text) / 2 + line_height * 4 / 5;
    html! {
        g class=(form) {
            @for (at, line) in lines.iter().enumerate() {
                text class="marking" x=(placed.x) y=(first + at * line_height) { (line) }
            }
            @if !role.is_empty() {
                text class="role" x=(placed.x) y=(first + lines.len() * line_height) { (role) }
            }
        }
    }
}

/// What a label is to the two.
fn role(role: &str) -> &'static str {
    match role {
        "first" => say!("the first"),
        "second" => say!("the second"),
        "both" => say!("the first and second"),
        "join" => say!("bears both"),
        "meet" => say!("both may read"),
        _ => "",
    }
}

/// Lines of a marking: each as long as fits, broken where a word or an element ends.
fn wrap(marking: &str, chars_max: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for piece in marking.split_inclusive(BREAKS).flat_map(|piece| of_a_line(piece, chars_max)) {
        let fits = |line: &&mut String| line.chars().count() + piece.trim_end().chars().count() <= chars_max;
        match lines.last_mut().filter(fits) {
            Some(line) => line.push_str(&piece),
            None => lines.push(piece),
        }
    }
    let cut = lines.len() > LINES_MAX;
    lines.truncate(LINES_MAX);
    if let Some(last) = lines.last_mut().filter(|_| cut) {
        last.push('…');
    }
    lines.iter().map(|line| line.trim_end().to_owned()).collect()
}

/// A word that is longer than a line, in pieces that are not.
fn of_a_line(piece: &str, chars_max: usize) -> Vec<String> {
    let chars: Vec<char> = piece.chars().collect();
    chars.chunks(chars_max).map(|chunk| chunk.iter().collect()).collect()
}

fn list(lattice: &LatticeShown) -> Markup {
    let mut nodes: Vec<(usize, &NodeShown)> = lattice.nodes.iter().enumerate().collect();
    nodes.sort_by_key(|(_, node)| std::cmp::Reverse(node.height));
    let under = |at: usize| -> Vec<&NodeShown> {
        let lower = lattice.edges.iter().filter(|(_, upper)| *upper == at).map(|(lower, _)| *lower);
        lower.filter_map(|lower| lattice.nodes.get(lower)).collect()
    };
    html! {
        details {
            summary { (say!("The lattice as a list")) }
            ol class="lattice-list" role="list" {
                @for (at, node) in nodes {
                    li {
                        (chip(&node.marked))
                        @if !role(node.role).is_empty() { " " strong { (role(node.role)) } }
                        @let under = under(at);
                        @if !under.is_empty() {
                            p class="soft" {
                                (say!("directly above {markings}", markings = html! {
                                    @for (at, lower) in under.iter().enumerate() {
                                        @if at > 0 { (say!("; ")) }
                                        bdi { (lower.marked.banner) }
                                    }
                                }))
                            }
                        }
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::wrap;

    #[test]
    fn a_marking_is_broken_where_an_element_ends() {
        let broken = |marking| wrap(marking, 16);
        assert_eq!(broken("SECRET"), ["SECRET"]);
        assert_eq!(
            broken("TOP SECRET//SI-G ABCD//ORCON/NOFORN"),
            ["TOP SECRET//SI-G", "ABCD//ORCON/", "NOFORN"]
        );
        assert_eq!(broken("NOFORN//AVERYLONGCODEWORDINDEED"), ["NOFORN//", "AVERYLONGCODEWOR", "DINDEED"]);
    }

    #[test]
    fn what_is_cut_says_so() {
        let lines = wrap("AB CD EF GH IJ KL MN", 3);
        assert_eq!(lines, ["AB", "CD", "EF", "GH …"]);
    }
}
