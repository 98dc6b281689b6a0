//! What running the product costs: modelled, not billed. The model stands in
//! `docs/cost.md`, made from what each use case consumes.

/// The page of the model.
const MODEL: &str = include_str!("../../../../docs/cost.md");

/// US dollars a month for one region as the model says; `None` where the page
/// does not say.
pub(super) fn dollars_a_month() -> Option<f64> {
    let line = MODEL.lines().find(|line| line.starts_with("| **together** |"))?;
    line.split('|').nth(2)?.trim().trim_matches('*').replace(',', "").parse().ok()
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_model_says_what_a_month_costs() {
        let found = super::dollars_a_month();
        assert!(found.is_some_and(|dollars| (0.5..500.0).contains(&dollars)), "{found:?}");
    }
}
