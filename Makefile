# The only list of commands. `make help` says what each does.
SHELL := /bin/bash
.DEFAULT_GOAL := help
CARGO ?= cargo
TOOLS := $(CURDIR)/.tools
PATH := $(TOOLS)/bin:$(PATH)
export PATH
# What every part of the tests builds is built once: the same packages with the
# same features each time, and by the compiler that lints.
ALL := --locked --workspace --all-features
clippy dependencies programs unit journeys rehearse-most rehearse-bookings browser race keep-store: export RUSTC_WORKSPACE_WRAPPER := $(shell command -v clippy-driver)
# One failed test hides no other, and a program of tests that hangs ends. The many
# small ones of a program run in one process, which reads the directory once.
UNIT := test -q --no-fail-fast $(ALL) --exclude journeys
unit: export CARGO_TARGET_$(shell rustc -vV | sed -n 's/^host: //p' | tr a-z- A-Z_)_RUNNER := $(if $(shell command -v timeout),timeout 900,env)
ifeq ($(shell command -v cargo-nextest),)
JOURNEYS := test --no-fail-fast --locked -p journeys
else
JOURNEYS := nextest run --no-fail-fast $(ALL) -E 'package(journeys) - binary(cloud) - binary(cost)'
endif

.PHONY: formatting clippy programs dependencies template rehearse-most rehearse-bookings help run build test setup lint fmt unit journeys rehearse browser race bench bench-cold year cost keep-store openapi package deploy clean explore
# One target after another; `make test` says which parts run side by side.
.NOTPARALLEL:

help: ## Show this list
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-11s %s\n", $$1, $$2}'

run: ## Build and start everything on http://127.0.0.1:8080, with invented data
	$(CARGO) build --locked -p permanence --profile quick
	PERMANENCE_DEMO=1 PERMANENCE_DEMO_DATA=1 PERMANENCE_LOG=$${PERMANENCE_LOG:-warn} target/quick/permanence serve

build: ## Build the release binary: target/release/permanence
	$(CARGO) build --locked -p permanence --release

test: ## Set up what the tests need, then run them all
	@tests/tools/all.sh setup+clippy lint unit,rehearse+journeys,browser

explore: ## Look for more: fresh random seeds, and unlike days (hours)
	@tests/tools/explore.sh $(DAYS)

setup: ## Install what the tests need (npm and PyPI packages; Debian's chromium)
	@tests/tools/setup.sh

lint: formatting clippy dependencies ## Formatting, clippy, licences and sources of dependencies; unused ones are a test
formatting:
	$(CARGO) fmt --all --check
# Lints are told by the build itself, and again each time that it is asked.
clippy:
	@command -v clippy-driver >/dev/null || { echo "lints: rustup component add clippy" >&2; exit 1; }
	@tests/tools/no_warnings.sh $(CARGO) test --no-run $(ALL)
# The rules of deny.toml by a test of ours, and by cargo-deny where it is there.
dependencies:
	@$(CARGO) test $(ALL) -q --test deny
	@if command -v cargo-deny >/dev/null; then cargo-deny --log-level error check licenses bans sources; fi

# The host and every Lambda program, for those who start them.
programs:
	@$(CARGO) test --no-run --quiet $(ALL)

unit: setup ## Rules, routers, both stores
	@tests/tools/with-dynamodb.sh $(CARGO) $(UNIT)

journeys: setup ## Whole journeys through the real host, with a real SMTP server
	@tests/tools/part.sh journeys npm -- $(MAKE) programs
	@tests/tools/part.sh journeys npm -- $(CARGO) $(JOURNEYS)

rehearse: template rehearse-most rehearse-bookings ## The cloud without a cloud: the template's checks, then the same journeys on Lambda programs
template: setup
	@tests/tools/part.sh "the template's checks" npm -- tests/template/check.sh
# DynamoDB Local grows slow with what it has taken: the second lot, which
# writes most, has a fresh one.
rehearse-most: setup
	@tests/tools/part.sh "the rehearsed cloud" java npm -- tests/tools/with-dynamodb.sh tests/tools/rehearse.sh bad_input bookings console members need_to_closed once people plans quarter repairs survey tools webhooks_out
rehearse-bookings: setup
	@tests/tools/part.sh "the rehearsed cloud" java npm -- tests/tools/with-dynamodb.sh tests/tools/rehearse.sh answers_crash bookings_crash cloud members_crash survey_crash

browser: setup ## Every page in Chromium: three languages, two widths, axe-core
	@tests/tools/part.sh "browser tests" npm chromium -- $(MAKE) programs
	@tests/tools/part.sh "browser tests" npm chromium -- npm test --silent --prefix tests/browser

race: setup ## A thousand at once for one slot; answers, reminders and deadlines at one instant; survey answers; all amid kill -9, on both stores
	@tests/tools/with-dynamodb.sh $(CARGO) test $(ALL) -q --test schedule race:: -- --nocapture
	@tests/tools/with-dynamodb.sh $(CARGO) test $(ALL) -q --test referrals same_instant::
	$(MAKE) programs
	$(CARGO) test $(ALL) -q --test bookings_crash --test answers_crash --test survey_crash -- --nocapture
	@tests/tools/with-dynamodb.sh tests/tools/rehearse.sh answers_crash bookings_crash survey_crash

bench: ## Measure survey submissions, reads of a page, the bare table beside them; a year of the rota; many members; the planner beside HiGHS
	@tests/bench/run.sh

bench-cold: setup ## Measure cold starts beside a bare program, Node and Python (needs `make package`'s time)
	@tests/cold/run.sh

year: ## A simulated year of needs, seeded: no need without a next step, and its figures (NEEDS=44000 SEED=2017)
	$(CARGO) run --locked --release -q -p bench -- --year $(or $(NEEDS),44000) --seed $(or $(SEED),2017)

cost: setup ## Measure what each use case consumes of DynamoDB; make the tables of docs/cost.md
	@tests/tools/with-dynamodb.sh tests/tools/cost.sh

package: ## One zip per function for Lambda, in target/lambda
	@infra/aws/package.sh

deploy: ## Package and deploy one stage to AWS: make deploy STAGE=dev
	@STAGE=$(STAGE) infra/aws/deploy.sh

keep-store: programs ## Keep a store of this version for later ones to open: make keep-store KEEP=2026-11
	KEEP=$(KEEP) $(CARGO) test $(ALL) -q --test upgrades keep_a_store -- --ignored

openapi: ## Write the description of the API anew
	$(CARGO) run --locked -q -p permanence -- openapi > infra/local/openapi.json.new
	mv infra/local/openapi.json.new infra/local/openapi.json

fmt: ## Format the code
	$(CARGO) fmt --all

clean: ## Remove what was built and installed; ./data stays
	rm -rf target .tools tests/{browser,interop,template,cold/node}/node_modules
