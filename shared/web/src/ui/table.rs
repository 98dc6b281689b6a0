//! A list in rows. On a phone each row becomes a small card that names its
//! columns, so the page never scrolls sideways. The roles keep it a table for
//! screen readers then too.

use maud::{Markup, Render, html};

use super::parts::empty;

/// A table; the first cell of a row is its header.
pub struct Table {
    caption: String,
    columns: Vec<String>,
    rows: Vec<Vec<Markup>>,
}

impl Table {
    /// A table about `caption`, which is read out and not shown.
    pub fn new(caption: &str, columns: &[&str]) -> Self {
        let columns = columns.iter().map(|name| (*name).to_owned()).collect();
        Self { caption: caption.to_owned(), columns, rows: Vec::new() }
    }

    /// A table whose caption and columns `say` has words for, by their keys; a column
    /// whose key is empty has no heading.
    pub fn named(say: impl Fn(&str) -> String, caption: &str, columns: &[&str]) -> Self {
        let heading = |key: &&str| if key.is_empty() { String::new() } else { say(key) };
        Self { caption: say(caption), columns: columns.iter().map(heading).collect(), rows: Vec::new() }
    }

    /// Adds a row: one cell per column.
    pub fn row(mut self, cells: Vec<Markup>) -> Self {
        self.rows.push(cells);
        self
    }

    /// Whether there is no row; show [`super::empty`] then.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The table as a card; where there is no row that there is nothing yet, and how
    /// something comes.
    pub fn or(&self, nothing: &str, how: impl Render) -> Markup {
        if self.is_empty() {
            empty(nothing, how)
        } else {
            html! { div class="card" { (self.show()) } }
        }
    }

    /// The markup.
    pub fn show(&self) -> Markup {
        let label = |at: usize| self.columns.get(at).map(String::as_str).unwrap_or_default();
        html! {
            table class="rows" role="table" {
                caption class="hidden" { (self.caption) }
                thead role="rowgroup" {
                    tr role="row" {
                        @for name in &self.columns {
                            @if name.is_empty() { td role="cell" {} } @else { th scope="col" role="columnheader" { (name) } }
                        }
                    }
                }
                tbody role="rowgroup" {
                    @for row in &self.rows {
                        tr role="row" {
                            @for (at, cell) in row.iter().enumerate() {
                                @if at == 0 { th scope="row" role="rowheader" { (cell) } }
                                @else { td role="cell" data-label=(label(at)) { (cell) } }
                            }
                        }
                    }
                }
            }
        }
    }
}
