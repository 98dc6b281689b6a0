//! No two files of a crate import each other, directly or by way of others: a
//! newcomer reads one without the other.
#![expect(clippy::unwrap_used, reason = "a test stops where something is missing")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use syn::visit::{Visit, visit_item_mod, visit_macro, visit_path};
use syn::{Item, ItemMod, ItemUse, Macro, UseTree, Visibility};

/// A module's path in its crate: `["rota", "week"]`; the root's is empty.
type Module = Vec<String>;

/// What a crate's files say of each other.
#[derive(Default)]
struct Crate {
    modules: BTreeMap<Module, PathBuf>,
    /// Names that a module hands on, and the path of each.
    handed_on: BTreeMap<Module, BTreeMap<String, Vec<String>>>,
    /// Paths that a module uses, written from the crate's root.
    used: BTreeMap<Module, BTreeSet<Vec<String>>>,
}

/// The paths of one file.
struct Reader {
    module: Module,
    children: BTreeSet<String>,
    used: BTreeSet<Vec<String>>,
    handed_on: BTreeMap<String, Vec<String>>,
}

impl Reader {
    /// A path from the crate's root; `None` for one of another crate.
    fn absolute(&self, path: &[String]) -> Option<Vec<String>> {
        let first = path.first()?.as_str();
        let ups = path.iter().take_while(|part| *part == "super").count();
        let (base, rest) = match first {
            "crate" => (0, &path[1..]),
            "self" => (self.module.len(), &path[1..]),
            "super" => (self.module.len().saturating_sub(ups), &path[ups..]),
            child if self.children.contains(child) => (self.module.len(), path),
            _ => return None,
        };
        Some(self.module[..base].iter().chain(rest).cloned().collect())
    }

    fn uses(&mut self, path: &[String]) {
        self.used.extend(self.absolute(path));
    }
}

impl<'ast> Visit<'ast> for Reader {
    fn visit_item_mod(&mut self, item: &'ast ItemMod) {
        // Tests inside of a file are about that file.
        if item.content.is_none() {
            visit_item_mod(self, item);
        }
    }

    fn visit_item_use(&mut self, item: &'ast ItemUse) {
        let mut leaves = Vec::new();
        leaves_of(&item.tree, &mut Vec::new(), &mut leaves);
        for (path, name) in leaves {
            match (&item.vis, self.absolute(&path)) {
                (_, None) => {}
                (Visibility::Inherited, Some(used)) => {
                    self.used.insert(used);
                }
                (_, Some(path)) => {
                    self.handed_on.insert(name, path);
                }
            }
        }
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let written: Vec<String> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        if matches!(written[0].as_str(), "crate" | "super") || written.len() > 1 {
            self.uses(&written);
        }
        visit_path(self, path);
    }

    /// What stands in a macro's braces is no Rust yet: its paths are found by
    /// their words.
    fn visit_macro(&mut self, item: &'ast Macro) {
        let text = item.tokens.to_string().replace(" :: ", "::");
        for word in text.split(|one: char| !(one.is_alphanumeric() || one == '_' || one == ':')) {
            let path: Vec<String> = word.split("::").map(str::to_owned).collect();
            if path.len() > 1 && path.iter().all(|part| !part.is_empty()) {
                self.uses(&path);
            }
        }
        visit_macro(self, item);
    }
}

fn leaves_of(tree: &UseTree, before: &mut Vec<String>, found: &mut Vec<(Vec<String>, String)>) {
    match tree {
        UseTree::Path(path) => {
            before.push(path.ident.to_string());
            leaves_of(&path.tree, before, found);
            before.pop();
        }
        UseTree::Name(name) => {
            let name = name.ident.to_string();
            let path = before.iter().cloned().chain((name != "self").then(|| name.clone())).collect();
            found.push((path, name));
        }
        UseTree::Rename(rename) => {
            let path = before.iter().cloned().chain([rename.ident.to_string()]).collect();
            found.push((path, rename.rename.to_string()));
        }
        UseTree::Glob(_) => found.push((before.clone(), "*".to_owned())),
        UseTree::Group(group) => group.items.iter().for_each(|tree| leaves_of(tree, before, found)),
    }
}

impl Crate {
    fn read(src: &Path) -> Self {
        let mut read = Self::default();
        files(src, &mut read.modules, &mut Vec::new());
        for (module, file) in &read.modules {
            let parsed = syn::parse_file(&fs::read_to_string(file).unwrap()).unwrap();
            let children = parsed.items.iter().filter_map(|item| match item {
                Item::Mod(child) if child.content.is_none() => Some(child.ident.to_string()),
                _ => None,
            });
            let mut reader = Reader {
                module: module.clone(),
                children: children.collect(),
                used: BTreeSet::new(),
                handed_on: BTreeMap::new(),
            };
            reader.visit_file(&parsed);
            read.used.insert(module.clone(), reader.used);
            read.handed_on.insert(module.clone(), reader.handed_on);
        }
        read
    }

    /// The module in which a path's end stands: names that a module hands on
    /// are followed to where they come from.
    fn home_of(&self, path: &[String], steps: usize) -> Option<Module> {
        let known = (0..=path.len()).rev().find(|to| self.modules.contains_key(&path[..*to]))?;
        let (module, rest) = path.split_at(known);
        let handed_on = rest.first().and_then(|name| self.handed_on.get(module)?.get(name));
        match handed_on {
            Some(from) if steps < 9 => {
                let further: Vec<String> = from.iter().chain(&rest[1..]).cloned().collect();
                self.home_of(&further, steps + 1)
            }
            _ => Some(module.to_vec()),
        }
    }

    /// The modules that stand in a circle, or between two. What a module says of
    /// those within it is no import: a room knows what is in it.
    fn circles(&self) -> BTreeMap<Module, BTreeSet<Module>> {
        let of = |(module, used): (&Module, &BTreeSet<Vec<String>>)| {
            let homes = used.iter().filter_map(|path| self.home_of(path, 0)).filter(|home| !home.starts_with(module));
            (module.clone(), homes.collect::<BTreeSet<_>>())
        };
        let mut left: BTreeMap<Module, BTreeSet<Module>> = self.used.iter().map(of).collect();
        loop {
            let wanted: BTreeSet<Module> = left.values().flatten().cloned().collect();
            let before = left.len();
            left.retain(|module, uses| !uses.is_empty() && wanted.contains(module));
            let known: BTreeSet<Module> = left.keys().cloned().collect();
            for uses in left.values_mut() {
                uses.retain(|one| known.contains(one));
            }
            if left.len() == before && left.values().all(|uses| !uses.is_empty()) {
                return left;
            }
        }
    }
}

fn files(folder: &Path, modules: &mut BTreeMap<Module, PathBuf>, at: &mut Module) {
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let (path, name) = (entry.path(), entry.file_name().into_string().unwrap());
        if path.is_dir() {
            at.push(name);
            files(&path, modules, at);
            at.pop();
        } else if let Some(name) = name.strip_suffix(".rs").filter(|name| *name != "main") {
            let own = (!matches!(name, "mod" | "lib")).then(|| name.to_owned());
            modules.insert(at.iter().cloned().chain(own).collect(), path);
        }
    }
}

#[test]
fn no_files_of_a_crate_import_each_other_in_a_circle() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut found = Vec::new();
    for room in ["shared", "functions", "infra"] {
        for entry in fs::read_dir(root.join(room)).unwrap().map(Result::unwrap) {
            let src = entry.path().join("src");
            if src.is_dir() {
                for (module, uses) in Crate::read(&src).circles() {
                    let uses: Vec<String> = uses.iter().map(|one| one.join("::")).collect();
                    found.push(format!(
                        "{}: {} imports {}",
                        entry.path().display(),
                        module.join("::"),
                        uses.join(", ")
                    ));
                }
            }
        }
    }
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}
