# The only list of commands. `make help` says what each does.
SHELL := /bin/bash
.DEFAULT_GOAL := help
CARGO ?= cargo
TOOLS := $(CURDIR)/.tools
PATH := $(TOOLS)/bin:$(PATH)
export PATH
NEXTEST := $(shell command -v cargo-nextest >/dev/null 2>&1 && echo "nextest run" || echo "test")

.PHONY: help run build test setup lint fmt unit journeys browser bench openapi clean

help: ## Show this list
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

run: ## Build and start everything on http://127.0.0.1:8080, with invented data
	$(CARGO) build --locked -p permanence --profile quick
	PERMANENCE_DEMO=1 PERMANENCE_DEMO_DATA=1 PERMANENCE_LOG=$${PERMANENCE_LOG:-warn} target/quick/permanence serve

build: ## Build the release binary: target/release/permanence
	$(CARGO) build --locked -p permanence --release

test: setup lint unit journeys browser ## Set up what the tests need, then run them all
	@tests/tools/summary.sh

setup: ## Install what the tests need (npm and PyPI packages; Debian's chromium)
	@tests/tools/setup.sh

lint: setup ## Formatting, clippy, dependencies, licences, unused dependencies
	$(CARGO) fmt --all --check
	$(CARGO) clippy --locked --workspace --all-targets -- -D warnings
	cargo-deny --log-level error check licenses bans sources
	cargo-machete

unit: setup ## Rules, routers, both stores
	@tests/tools/with-dynamodb.sh $(CARGO) $(NEXTEST) --locked --workspace --exclude journeys

journeys: setup ## Whole journeys through the real host, with a real SMTP server
	$(CARGO) build --locked -p permanence
	$(CARGO) $(NEXTEST) --locked -p journeys

browser: setup ## Every page in Chromium: three languages, two widths, axe-core
	$(CARGO) build --locked -p permanence
	npm test --silent --prefix tests/browser

bench: ## Measure survey submissions, reads of a page, the bare table beside them
	@tests/bench/run.sh

openapi: ## Write the description of the API anew
	$(CARGO) run --locked -q -p permanence -- openapi > infra/local/openapi.json.new
	mv infra/local/openapi.json.new infra/local/openapi.json

fmt: ## Format the code
	$(CARGO) fmt --all

clean: ## Remove what was built and installed; ./data stays
	rm -rf target .tools tests/browser/node_modules
