//! Reads a problem as JSON, writes the plan as JSON: what `tests/bench` measures.

use std::io::Read as _;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text)?;
    let problem: rota_planner::Problem = serde_json::from_str(&text)?;
    problem.check().map_err(|invalid| format!("{invalid:?}"))?;
    let plan = rota_planner::propose(&problem, &mut |_| ());
    println!("{}", serde_json::to_string(&plan)?);
    Ok(())
}
