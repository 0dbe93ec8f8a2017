//! Print of a component in categories.

use crate::bits::Bits;
use crate::file::Form;
use crate::pieces::{Piece, Style, strange_words};
use crate::policy::Name;
use crate::series::escape;
use crate::term::ReleaseRole;
use crate::{Component, Policy, Tag};

use super::{BETWEEN_VALUES, Categories};

impl Policy {
    /// The level, then each category that there is something of.
    pub(crate) fn category_pieces<'a>(
        &'a self,
        categories: &Categories,
        component: &Component,
        style: Style<'_>,
    ) -> Vec<Piece<'a>> {
        let names = self.names_on(component);
        let class = self.class_text(categories, component, style);
        let mut pieces = vec![Piece { name: Some(Name::Level(component.level)), text: class, joined: None }];
        for (at, category) in categories.order.iter().enumerate() {
            let values = match category.form {
                Form::Flat => self.flat_values(categories, at, component, &names, style),
                Form::Tree => {
                    let shadowed =
                        |name: &str| self.tag_of(name).is_some_and(|(at, _)| self.is_shadowed(at, &names));
                    self.tree_values(categories, at, component, &shadowed, style)
                }
                Form::Origin => self.origin_text(categories, component).into_iter().collect(),
            };
            if !values.is_empty() {
                let text = values.join(BETWEEN_VALUES.encode_utf8(&mut [0; 4]));
                pieces.push(Piece { name: None, text, joined: None });
            }
        }
        let unwritten = names.iter().filter_map(Name::tag).filter(|at| !self.is_shadowed(*at, &names));
        let unwritten = unwritten.filter_map(|at| self.tags.get(at));
        let unwritten = unwritten.filter(|tag| tag.place.category.is_none() && tag.role.is_none());
        let unwritten = unwritten.map(|tag| format!("({})", escape(&tag.name)));
        let strange = unwritten.chain(strange_words(Some(self), component));
        pieces.extend(strange.map(|text| Piece { name: None, text, joined: None }));
        pieces
    }

    fn flat_values(
        &self,
        categories: &Categories,
        index: usize,
        component: &Component,
        names: &Bits,
        style: Style<'_>,
    ) -> Vec<String> {
        let with = categories.with(self, component).and_then(|at| self.tags.get(at));
        let said_with =
            |tag: &Tag| with.is_some_and(|with| with.role == Some(ReleaseRole::With(tag.name.clone())));
        let shown = |(at, tag): &(usize, &Tag)| {
            let off_page = style.page && tag.place.off_page;
            let hidden = off_page || said_with(tag) || self.is_shadowed(*at, names);
            tag.place.category == Some(index) && !hidden
        };
        let tags = names.iter().filter_map(Name::tag).filter_map(|at| Some((at, self.tags.get(at)?)));
        let shown = tags.filter(shown);
        shown.map(|(_, tag)| self.value_text(categories, tag, component, style)).collect()
    }

    /// A tag as it is written, with those it lists.
    pub(crate) fn value_text(
        &self,
        categories: &Categories,
        tag: &Tag,
        component: &Component,
        style: Style<'_>,
    ) -> String {
        let word = style.word(&tag.name, &tag.term);
        let release = &categories.release;
        let (readers, copiers) = (component.any.get(&release.set), component.copiers(&release.set));
        let listed = match (&tag.role, readers, copiers) {
            (Some(ReleaseRole::List), _, Some(copiers)) => self.list_text(copiers, Some(&release.owner)),
            (Some(ReleaseRole::Display), Some(readers), Some(copiers)) => {
                self.list_text(&(readers - copiers), None)
            }
            _ => return word.into(),
        };
        format!("{word} {listed}")
    }

    /// The component as it is written, or as a portion of it is marked.
    pub(crate) fn written(&self, component: &Component, portion: bool) -> String {
        let mark = if portion { self.portion_mark(component) } else { None };
        mark.unwrap_or_else(|| self.text(component))
    }
}
