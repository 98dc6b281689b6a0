//! Reads a problem as JSON, writes the plan as JSON: what `tests/bench` measures.
//! With `--usual-steps` it takes as many as a plan that somebody asks for has. On
//! Linux the memory that it took at most stands on the error output.

use std::io::Read as _;

use rota_planner::Problem;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text)?;
    let mut problem: Problem = serde_json::from_str(&text)?;
    if std::env::args().any(|one| one == "--usual-steps") {
        problem.steps = Problem::usual_steps(problem.advisers.len());
    }
    problem.check().map_err(|invalid| format!("{invalid:?}"))?;
    let plan = rota_planner::propose(&problem, &mut |_| ());
    println!("{}", serde_json::to_string(&plan)?);
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    if let Some(line) = status.lines().find(|line| line.starts_with("VmHWM:")) {
        eprintln!("{line}");
    }
    Ok(())
}
