//! A year of needs, by the clock and with the same seed always the same: stated,
//! answered, declined, forgotten and bounced, through the routes that people and
//! programs use, over the embedded store in memory. After every day each open need has a
//! next step: a time at which it is looked at, or a person whose list it is on.
//! People come to desks as well, and surveys are asked of all of them.

mod demand;
mod desk;
mod dice;
mod figures;
mod people;
mod post;
mod rota;
mod survey;

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};
use std::sync::Arc;

use anyhow::{Context as _, ensure};
use chrono::{Days, NaiveDate, TimeDelta};
use dispatch::Dispatcher;
use domain::Instant;
use domain::clock::BRUSSELS;
use domain::working_days::is_working_day;
use store::decorators::CountingTable;
use store_embedded::EmbeddedTable;
use testkit::{BASE_URL, TestApp};

use self::desk::Desk;
use self::dice::Dice;
use self::figures::Figures;
use self::people::Deed;
use self::post::Post;
use self::survey::{SurveyLife, ToAnswer};

/// The year begins on a Monday.
const FIRST_DAY: &str = "2027-01-04";
/// Hours of a day, in Brussels, at which things happen.
const HOURS: [i64; 3] = [8, 11, 17];
/// Days after the year until which everything has come to its end.
const TAIL: u64 = 240;

/// What somebody is going to do.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Due {
    /// About a need.
    Deed(Deed),
    /// To a survey.
    Answer(ToAnswer),
}

impl From<Deed> for Due {
    fn from(deed: Deed) -> Self {
        Self::Deed(deed)
    }
}

impl From<ToAnswer> for Due {
    fn from(answer: ToAnswer) -> Self {
        Self::Answer(answer)
    }
}

/// The year and everybody in it.
pub(crate) struct World {
    pub(crate) app: TestApp,
    dispatcher: Arc<Dispatcher>,
    table: Arc<CountingTable<EmbeddedTable>>,
    post: Arc<Post>,
    pub(crate) dice: Dice,
    due: BinaryHeap<Reverse<(i64, u64, Due)>>,
    deeds: u64,
    pub(crate) figures: Figures,
    /// Mails that each answer link came with.
    pub(crate) links: BTreeMap<String, u32>,
    pub(crate) survey: SurveyLife,
}

/// Lives a year with so many needs.
pub(crate) async fn live(needs: u32, seed: u64) -> anyhow::Result<()> {
    let began = std::time::Instant::now();
    // In memory: what a disk takes to keep a commit is measured elsewhere.
    let table = Arc::new(CountingTable::new(EmbeddedTable::in_memory()?));
    let routes = vec![
        needs::routes(),
        referrals::routes(),
        console::routes(),
        members::routes(),
        schedule::routes(),
        ::survey::routes(),
    ];
    let app = TestApp::over(Arc::clone(&table) as _, routes, false).await;
    let post = Arc::new(Post::default());
    let contexts = flows::contexts();
    let dispatcher = Dispatcher::new(
        app.store().clone(),
        BASE_URL.to_owned(),
        contexts,
        Arc::clone(&post) as _,
        "the year".to_owned(),
    );
    let mut world = World {
        app,
        dispatcher: Arc::new(dispatcher),
        table,
        post,
        dice: Dice::new(seed),
        due: BinaryHeap::new(),
        deeds: 0,
        figures: Figures::default(),
        links: BTreeMap::new(),
        survey: SurveyLife::new(seed, needs),
    };
    world.year(needs).await?;
    let world_figures = figures::of(&world.app, &world.figures).await?;
    world_figures.print(needs, seed, world.table.counts().commits, began.elapsed());
    world_figures.check()?;
    let first = FIRST_DAY.parse()?;
    let counts = demand::measure(world.app.store(), first).await?;
    rota::compare(&counts, first).await?;
    survey::check(&world.app, &world.survey).await
}

impl World {
    pub(crate) fn now(&self) -> Instant {
        self.app.store().now()
    }

    fn today(&self) -> NaiveDate {
        self.now().day_in(BRUSSELS)
    }

    /// Has something happen in some hours.
    pub(crate) fn later(&mut self, hours: f64, due: impl Into<Due>) {
        #[expect(clippy::cast_possible_truncation, reason = "milliseconds of some weeks")]
        let after = (hours * 3_600_000.0) as i64;
        self.deeds += 1;
        self.due.push(Reverse((self.now().millis() + after, self.deeds, due.into())));
    }

    /// The clock goes on to an hour of a day; never back.
    fn move_to(&self, day: NaiveDate, hour: i64) {
        // Offsets of summer matter to nobody here.
        let at = day.and_time(chrono::NaiveTime::MIN).and_utc() + TimeDelta::hours(hour - 1);
        let by = at - self.now().utc();
        if by > TimeDelta::zero() {
            self.app.clock.advance(by);
        }
    }

    async fn year(&mut self, needs: u32) -> anyhow::Result<()> {
        let first: NaiveDate = FIRST_DAY.parse()?;
        let last = first.checked_add_days(Days::new(364)).context("a year")?;
        let staff_days = self.app.store().catalogue().load().await?.staff_days.clone();
        let working = first.iter_days().take(365).filter(|day| is_working_day(*day, &staff_days)).count();
        let (mut stated, mut passed, mut quiet) = (0, 0_u32, 0);
        let mut day = first;
        self.move_to(day, 0);
        survey::begin(self, first).await?;
        while day <= last || (quiet < 3 && day <= last.checked_add_days(Days::new(TAIL)).context("a tail")?) {
            let works = is_working_day(day, &staff_days);
            for hour in HOURS {
                self.move_to(day, hour);
                if works && day <= last {
                    passed += 1;
                    let until = u64::from(needs) * u64::from(passed) / (working as u64 * HOURS.len() as u64);
                    while u64::from(stated) < until {
                        people::state(self, stated).await?;
                        stated += 1;
                    }
                }
                self.happen().await?;
                if works && day <= last && hour == HOURS[1] {
                    let share = f64::from(passed) / (working * HOURS.len()) as f64;
                    survey::visits(self, share, stated).await?;
                }
                if works && hour == HOURS[1] {
                    Desk::work(self).await?;
                }
            }
            self.dispatcher.upkeep().await?;
            let open = figures::check_next_steps(self).await?;
            quiet = if day > last && open.with_time == 0 && self.due.is_empty() { quiet + 1 } else { 0 };
            self.figures.days.push(open);
            if day.format("%d").to_string() == "01" {
                println!("{day}: {stated} stated, {} open", open.with_time + open.with_person);
            }
            day = day.succ_opt().context("a day")?;
        }
        ensure!(stated == needs, "{stated} of {needs} stated");
        Ok(())
    }

    /// Everything that is due happens, and what follows from it.
    async fn happen(&mut self) -> anyhow::Result<()> {
        self.come_to_rest().await?;
        while let Some(Reverse((at, ..))) = self.due.peek() {
            if *at > self.now().millis() {
                break;
            }
            match self.due.pop() {
                Some(Reverse((_, _, Due::Deed(deed)))) => people::act(self, deed).await?,
                Some(Reverse((_, _, Due::Answer(answer)))) => survey::answer(self, answer).await?,
                None => break,
            }
        }
        self.come_to_rest().await
    }

    /// Mails leave and are read.
    pub(crate) async fn come_to_rest(&mut self) -> anyhow::Result<()> {
        self.dispatcher.come_to_rest().await?;
        for mail in self.post.take() {
            if survey::is_invitation(&mail) {
                survey::read(self, &mail).await?;
            } else if !survey::is_of_no_need(&mail) {
                people::read(self, &mail);
            }
        }
        Ok(())
    }

    /// Whether anything is due today still; for messages only.
    pub(crate) fn day(&self) -> NaiveDate {
        self.today()
    }
}
