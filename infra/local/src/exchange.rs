//! The directory as a file of HSDS 3.1, out of a store that stands still and into
//! one.

use std::io::Write as _;
use std::path::Path;

use anyhow::{Context as _, anyhow, bail};
use domain::event::Actor;
use runtime::HostSettings;
use serde_json::Value;
use web::{Problem, Settings};

use crate::moving::into_file;
use crate::opening::must_exist;
use crate::serve::with_store;

fn told(problem: &Problem) -> anyhow::Error {
    let at = |one: &web::problem::FieldProblem| format!("{}: {}", one.pointer, one.detail.get(domain::Language::En));
    let all: Vec<String> = problem.errors().iter().map(at).collect();
    let detail = problem.detail().get(domain::Language::En);
    if all.is_empty() { anyhow!("{detail}") } else { anyhow!("{detail}\n{}", all.join("\n")) }
}

/// Writes the directory to a file that only its owner reads, or to standard output for `-`.
pub async fn export(settings: HostSettings, to: &Path) -> anyhow::Result<()> {
    must_exist(&settings)?;
    let outside = Settings { base_url: settings.base_url.clone(), ..Settings::default() };
    with_store(settings, async |store| {
        let file = directory::exchange::write(store, &outside).await.map_err(|problem| told(&problem))?;
        let text = serde_json::to_string_pretty(&file)?;
        if to == Path::new("-") {
            writeln!(std::io::stdout(), "{text}")?;
        } else {
            into_file(to, |mut out| {
                out.write_all(text.as_bytes())?;
                Ok(out.flush()?)
            })?;
        }
        Ok(())
    })
    .await
}

/// Reads a directory from a file and says what that does; with `dry_run` it does
/// nothing.
pub async fn import(settings: HostSettings, from: &Path, dry_run: bool) -> anyhow::Result<()> {
    let text = std::fs::read(from).with_context(|| format!("{}", from.display()))?;
    let file: Value = serde_json::from_slice(&text).with_context(|| format!("{} is no JSON", from.display()))?;
    with_store(settings, async |store| {
        let import = directory::exchange::read(store, &file).await.map_err(|problem| told(&problem))?;
        for (mark, all) in [("+", &import.new), ("~", &import.changed)] {
            for one in all {
                println!("{mark} {} {}", one.sort.code(), one.id);
            }
        }
        println!("{} new, {} changed, {} as they were", import.new.len(), import.changed.len(), import.same);
        if !import.refused.is_empty() {
            let count = import.refused.len();
            bail!("{count} refused, nothing was changed: {}", told(&Problem::invalid(import.refused)));
        }
        if !dry_run {
            import.run(store, &Actor::Administrator).await.context("it was broken off; do it again")?;
        }
        Ok(())
    })
    .await
}
