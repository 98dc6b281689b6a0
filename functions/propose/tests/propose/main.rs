//! What waits is worked out, once, beside everything else.

mod beside;

use domain::event::Actor;
use flows::plans::{Every, Keep, begin, load};
use rota_planner::Weights;
use store::Transaction;
use store::repos::plans::PlanStatus;
use testkit::TestApp;

#[tokio::test]
async fn a_plan_that_waits_is_worked_out_and_nothing_else() {
    let app = TestApp::with(web::Routes::new()).await;
    let store = app.store();
    assert_eq!(propose::work_out(store).await.unwrap(), 0);
    let monday = "2026-12-07".parse().unwrap();
    let asked = begin(store, (monday, 1), (Keep::Every(Every::All), Weights::default()), Actor::System).unwrap();
    let mut tx = Transaction::new();
    store.plans().save(&mut tx, &asked, None);
    store.commit(tx).await.unwrap();
    assert_eq!(propose::work_out(store).await.unwrap(), 1);
    assert_eq!(load(store, &asked.id).await.unwrap().unwrap().value.status, PlanStatus::Ready);
    assert_eq!(propose::work_out(store).await.unwrap(), 0);
}
