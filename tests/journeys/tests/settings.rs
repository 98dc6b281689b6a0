//! Settings: a wrong one stops the start with its name and what was expected.

use chrono::{DateTime, Utc};
use journeys::{Home, LocalHost};
use reqwest::Method;

/// Starts with these settings; the last named one must be blamed.
fn is_refused(settings: &[(&str, &str)], expected: &str) -> anyhow::Result<()> {
    let refusal = LocalHost::refused(settings)?;
    let Some((name, value)) = settings.last() else { anyhow::bail!("no setting") };
    assert!(!refusal.success, "{name}={value} is taken");
    assert!(refusal.said.contains(name), "{name} is not named: {}", refusal.said);
    assert!(refusal.said.contains(expected), "what was expected is not told: {}", refusal.said);
    Ok(())
}

#[test]
fn a_wrong_setting_stops_the_start_with_its_name_and_what_was_expected() -> anyhow::Result<()> {
    is_refused(&[("PERMANENCE_LISTEN", "8080")], "127.0.0.1:8080")?;
    is_refused(&[("PERMANENCE_BASE_URL", "permanence.example")], "https://")?;
    is_refused(&[("PERMANENCE_RATE_LIMITS", "yes")], "on or off")?;
    is_refused(&[("PERMANENCE_DEMO", "true")], "1")?;
    is_refused(&[("PERMANENCE_DEMO_DATA", "all")], "1")?;
    is_refused(&[("PERMANENCE_SMTP_URL", "mail.example")], "smtp://")?;
    is_refused(&[("PERMANENCE_MAIL_FROM", "nobody")], "PERMANENCE_MAIL_FROM")?;
    is_refused(&[("PERMANENCE_ADMIN_KEY", "two words")], "without spaces")?;
    is_refused(&[("PERMANENCE_DEMO", "1"), ("PERMANENCE_CLOCK", "tomorrow")], "RFC 3339")
}

#[test]
fn an_unknown_setting_stops_the_start_with_its_name() -> anyhow::Result<()> {
    is_refused(&[("PERMANENCE_COLOUR", "blue")], "no such setting")
}

#[test]
fn the_clock_is_only_set_in_demonstration_mode() -> anyhow::Result<()> {
    is_refused(&[("PERMANENCE_CLOCK", "2026-11-24T09:00:00Z")], "demonstration mode")
}

#[test]
fn demonstration_mode_is_refused_where_others_could_read_the_mail() -> anyhow::Result<()> {
    is_refused(&[("PERMANENCE_LISTEN", "0.0.0.0:0"), ("PERMANENCE_DEMO", "1")], "loopback")
}

#[test]
fn a_refused_setting_does_not_repeat_a_secret() -> anyhow::Result<()> {
    for (name, value) in
        [("PERMANENCE_ADMIN_KEY", "hunter 2"), ("PERMANENCE_SMTP_URL", "smtps://user:hunter%202@mail.example:port")]
    {
        let refusal = LocalHost::refused(&[(name, value)])?;
        assert!(!refusal.success && !refusal.said.contains("hunter"), "{}", refusal.said);
    }
    Ok(())
}

#[tokio::test]
async fn the_clock_starts_where_it_is_set_and_moves_by_what_it_is_told() -> anyhow::Result<()> {
    let home = LocalHost::wishes().with("PERMANENCE_CLOCK", "2027-03-28T00:30:00Z").start().await?;
    let begin: DateTime<Utc> = "2027-03-28T00:30:00Z".parse()?;
    let passed = home.now().await? - begin;
    assert!((0..60).contains(&passed.num_seconds()), "{passed}");
    home.advance("P1DT2H").await?;
    let passed = home.now().await? - begin;
    assert!((26 * 3600..26 * 3600 + 60).contains(&passed.num_seconds()), "{passed}");
    Ok(())
}

#[tokio::test]
async fn outside_demonstration_mode_nobody_reads_the_mail_or_moves_the_clock() -> anyhow::Result<()> {
    let home = LocalHost::wishes().with("PERMANENCE_DEMO", "0").with("PERMANENCE_CLOCK", "").start().await?;
    for path in ["/demo/mail", "/demo/mail?format=json", "/demo/clock"] {
        home.anybody().get(path).await?.must_be(404)?;
    }
    home.anybody().create("/demo/clock", &serde_json::json!({"advance": "P1D"})).await?.must_be(404)?;
    Ok(())
}

#[tokio::test]
async fn a_demonstration_tells_nothing_to_a_site_that_points_its_name_at_this_machine() -> anyhow::Result<()> {
    let home = LocalHost::wishes().start().await?;
    for host in ["evil.example", "evil.example:80", "localhost.evil.example"] {
        let anybody = home.anybody();
        let asked = anybody.ask(Method::GET, "/demo/mail?format=json").header("host", host);
        let refused = anybody.send(asked).await?.must_be(421)?;
        assert!(refused.body.contains("own name"), "{}", refused.body);
    }
    home.anybody().get("/demo/mail?format=json").await?.must_be(200)?;
    Ok(())
}

#[tokio::test]
async fn limits_that_are_on_answer_429_and_when_to_come_back() -> anyhow::Result<()> {
    let home = LocalHost::wishes().with("PERMANENCE_RATE_LIMITS", "on").start().await?;
    let fields = [("email", "somebody@permanence.example")];
    for _ in 0..40 {
        let answer = home.anybody().form("/console/sign-in", &fields).await?;
        if answer.status == 429 {
            let seconds: u32 = answer.header("retry-after").parse()?;
            assert!(seconds > 0);
            return Ok(());
        }
        assert_eq!(answer.status, 303);
    }
    panic!("never limited");
}
