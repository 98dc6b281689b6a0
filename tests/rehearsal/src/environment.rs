//! Where a program of a function runs, as Lambda's execution environments: it
//! works on one invocation after another. One that outlives its time is killed
//! with its program, and the next finds a fresh one.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::http::StatusCode;

use crate::Stage;
use crate::program::{Log, Program};
use crate::runtime_api::{self, Answer, Function};

/// One environment; its program ends with [`Environment::close`].
pub(crate) struct Environment {
    pub(crate) function: Arc<Function>,
    stage: Stage,
    settings: Vec<(&'static str, String)>,
    log: Arc<Log>,
    program: Mutex<Option<Program>>,
    /// Invocations that the program took, and has not answered that we know of.
    taken: Mutex<HashSet<String>>,
}

impl Environment {
    /// Starts a program behind a Runtime API of its own.
    pub(crate) fn open(
        stage: &Stage,
        function: &Arc<Function>,
        settings: &[(&'static str, String)],
        log: &Arc<Log>,
    ) -> anyhow::Result<Arc<Self>> {
        let (listener, api) = runtime_api::listen()?;
        let mut settings = settings.to_vec();
        settings.push(("AWS_LAMBDA_RUNTIME_API", api.to_string()));
        let environment = Arc::new(Self {
            function: Arc::clone(function),
            stage: stage.clone(),
            settings,
            log: Arc::clone(log),
            program: Mutex::default(),
            taken: Mutex::default(),
        });
        runtime_api::serve(listener, &environment);
        environment.start(&mut environment.program())?;
        Ok(environment)
    }

    /// Kills its program in the middle of whatever it does, fails what it was
    /// at, and starts another.
    pub(crate) fn start_again(&self, why: &str) -> anyhow::Result<()> {
        let mut program = self.program();
        // It is gone before anybody is told.
        *program = None;
        for id in std::mem::take(&mut *self.taken()) {
            self.function.settle(&id, Err(why.to_owned()));
        }
        self.start(&mut program)
    }

    /// Ends its program.
    pub(crate) fn close(&self) {
        *self.program() = None;
    }

    /// Its program has taken an invocation, and may be at it for so long.
    pub(crate) fn take(self: &Arc<Self>, id: &str, timeout: Duration) {
        self.taken().insert(id.to_owned());
        let (environment, id) = (Arc::downgrade(self), id.to_owned());
        tokio::spawn(async move {
            tokio::time::sleep(timeout).await;
            let Some(environment) = environment.upgrade() else { return };
            let outlived = environment.taken().contains(&id);
            if outlived {
                let why = format!("Task timed out after {:.2} seconds", timeout.as_secs_f64());
                if let Err(error) = environment.start_again(&why) {
                    eprintln!("{}: {error:#}", environment.function.name);
                }
            }
        });
    }

    /// Its program answered.
    pub(crate) fn settle(&self, id: &str, answer: Answer) -> StatusCode {
        self.taken().remove(id);
        self.function.settle(id, answer)
    }

    fn start(&self, program: &mut Option<Program>) -> anyhow::Result<()> {
        *program = Some(Program::spawn(&self.stage, &self.function.name, &self.settings, &self.log)?);
        Ok(())
    }

    fn program(&self) -> MutexGuard<'_, Option<Program>> {
        self.program.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn taken(&self) -> MutexGuard<'_, HashSet<String>> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
