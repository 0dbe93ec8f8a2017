//! What keeps words of a page from sight: styles at an element, and the page's own plain rules.

use std::collections::BTreeSet;

/// Rules that are looked at.
const RULES_MAX: usize = 10_000;

/// The page's own style sheet, as far as it hides: rules for one class, one element or one id.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    hidden: BTreeSet<String>,
}

impl Sheet {
    /// The rules of every `<style>` of a page.
    pub fn of(source: &str) -> Self {
        let mut sheet = Sheet::default();
        let lower = source.to_ascii_lowercase();
        for style in lower.split("<style").skip(1) {
            let inside = style.split_once('>').map_or("", |(_, rest)| rest);
            sheet.learn(inside.split("</style").next().unwrap_or_default());
        }
        sheet
    }

    fn learn(&mut self, rules: &str) {
        for rule in rules.split('}').take(RULES_MAX) {
            let Some((selectors, declarations)) = rule.split_once('{') else { continue };
            // What stands within "@media print" hides on paper alone.
            if selectors.contains('@') || !hides(declarations) {
                continue;
            }
            let simple =
                |one: &&str| !one.is_empty() && !one.contains([' ', '>', '+', '~', ':', '[', '*', '/']);
            self.hidden.extend(selectors.split(',').map(str::trim).filter(simple).map(str::to_owned));
        }
    }

    /// Whether an element of this name, these classes and this id is kept from sight.
    pub fn hides(&self, element: &str, classes: &str, id: &str) -> bool {
        if self.hidden.is_empty() {
            return false;
        }
        let classes = classes.to_ascii_lowercase();
        let mut by_class =
            classes.split_ascii_whitespace().flat_map(|c| [format!(".{c}"), format!("{element}.{c}")]);
        self.hidden.contains(element)
            || by_class.any(|class| self.hidden.contains(&class))
            || (!id.is_empty() && self.hidden.contains(&format!("#{}", id.to_ascii_lowercase())))
    }
}

/// Whether declarations keep words from sight: not shown, without size or colour, white on nothing, far
/// outside the page.
pub(super) fn hides(declarations: &str) -> bool {
    let mut sight = Sight::default();
    for declaration in declarations.split(';') {
        let Some((property, value)) = declaration.split_once(':') else { continue };
        let value = value.trim().trim_end_matches("!important").trim().to_ascii_lowercase();
        sight.learn(property.trim().to_ascii_lowercase().as_str(), &value);
    }
    sight.hidden || (sight.white && !sight.dark_ground) || (sight.no_height && sight.cut_off)
}

#[derive(Default)]
struct Sight {
    hidden: bool,
    white: bool,
    dark_ground: bool,
    no_height: bool,
    cut_off: bool,
}

impl Sight {
    fn learn(&mut self, property: &str, value: &str) {
        match property {
            "display" => self.hidden |= value == "none",
            "visibility" => self.hidden |= matches!(value, "hidden" | "collapse"),
            "opacity" => self.hidden |= value.parse::<f32>().is_ok_and(|opacity| opacity < 0.05),
            "font-size" => self.hidden |= size(value).is_some_and(|size| size < 2.0),
            "mso-hide" => self.hidden |= value == "all",
            "color" => {
                self.white = is_white(value);
                self.hidden |= value == "transparent";
            }
            "background" | "background-color" => {
                self.dark_ground =
                    !is_white(value) && !matches!(value, "none" | "transparent" | "inherit" | "");
            }
            "max-height" | "height" | "max-width" | "width" => {
                self.no_height |= size(value).is_some_and(|s| s < 1.0);
            }
            "overflow" => self.cut_off |= value == "hidden",
            "text-indent" | "left" | "top" => self.hidden |= size(value).is_some_and(|size| size < -900.0),
            "clip" => self.hidden |= value.replace([' ', ','], "").starts_with("rect(0000"),
            _ => {}
        }
    }
}

/// A length in points or dots; other units are of no matter here but for nothing at all.
fn size(value: &str) -> Option<f32> {
    let number: String = value.chars().take_while(|c| c.is_ascii_digit() || ".-".contains(*c)).collect();
    let unit = value.get(number.len()..).unwrap_or_default().trim();
    let number: f32 = number.parse().ok()?;
    (number == 0.0 || matches!(unit, "" | "px" | "pt")).then_some(number)
}

fn is_white(value: &str) -> bool {
    let value = value.replace(' ', "");
    matches!(value.as_str(), "white" | "#fff" | "#ffffff" | "rgb(255,255,255)" | "#fefefe")
}
