# Everything a contributor does has a name here; `make` alone lists them.
# Nothing needs to be installed first but Python 3.11 or newer, make and git.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

# The first Python on the PATH that is new enough and can make an environment with pip.
PYTHON ?= $(shell for python in python3.11 python3 python3.12 python3.13 python3.14; do \
	$$python -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$python; break; }; done)
# `make test PG=system` takes PostgreSQL from the machine; the default is the one of the wheel.
PG ?= wheel
# `make test ARGS='-k story'` gives further words to pytest.
ARGS ?=
WORKERS ?= auto

BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
REPORTS := .reports
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-header --no-annotate --no-strip-extras --no-emit-index-url --no-emit-find-links $(UPGRADE)
TEST = env SAMENSPEL_TEST_LINES=$(CURDIR)/$(REPORTS) $(BIN)/python -m pytest --numprocesses $(WORKERS) --dist worksteal --durations 10 \
	--junitxml $(REPORTS)/$@.xml $(ARGS)
# Watching which lines run costs time; the run on SQLite tells enough.
COVER := --cov app --cov-report= --cov-fail-under 0
# What SQLite does not have.
COVER_POSTGRESQL := --cov app.row_security --cov app.database_roles --cov-report= --cov-fail-under 0

.PHONY: help setup run demo test test-sqlite test-postgresql release-check mutants check check-layout check-rules check-types check-floors \
	check-coverage fix contract bench bench-figures bench-rights bench-log lock clean

help: ## List what can be done
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-16s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: .venv/dev.stamp ## Install everything for development into .venv

run: .venv/runtime.stamp ## Run the service on SQLite, on http://127.0.0.1:8000
	@exec $(BIN)/samenspel serve

demo: .venv/runtime.stamp ## Run the service with a made-up house to look around in
	@exec $(BIN)/samenspel demo

test: test-sqlite test-postgresql ## Run the whole suite on SQLite, then on PostgreSQL

test-sqlite: .venv/dev.stamp ## Run the whole suite on SQLite
	@mkdir -p $(REPORTS)
	@COVERAGE_FILE=$(REPORTS)/coverage.sqlite SAMENSPEL_TEST_ENGINE=sqlite $(TEST) $(COVER)

test-postgresql: .venv/dev.stamp ## Run the whole suite on PostgreSQL (PG=system: the machine's own)
	@mkdir -p $(REPORTS)
	@COVERAGE_FILE=$(REPORTS)/coverage.postgresql SAMENSPEL_TEST_PG=$(PG) $(BIN)/python -m tests.postgres $(TEST) $(COVER_POSTGRESQL)

release-check: ## Test and check with every table in full, before a release
	@SAMENSPEL_TEST_ALL=yes $(MAKE) test check mutants

# mutmut runs in a copy, so that it stands in nobody's way and is found by no other tool; it begins anew every time,
# because a test that was weakened would not make it try a mutant again.
MUTANTS := $(REPORTS)/mutants
# `make mutants ONLY='app.policy.close*'` tries some of them; the others are told as not run yet.
ONLY ?=
mutants: .venv/dev.stamp ## Change the code of rights place by place and count what no test notices
	@rm -rf $(MUTANTS) && mkdir -p $(MUTANTS)
	@tar --create --exclude=__pycache__ app docs migrations openapi tests pyproject.toml | tar --extract --directory $(MUTANTS)
	@cd $(MUTANTS) && nice ../../$(BIN)/mutmut run $(ONLY)
	@$(BIN)/python -m tests.mutants $$(git rev-parse --short HEAD)

check: check-layout check-rules check-types check-floors check-coverage ## Check layout, rules, types, floors, and the coverage of the last tests

check-layout: .venv/dev.stamp
	$(BIN)/ruff format --check

check-rules: .venv/dev.stamp
	$(BIN)/ruff check

check-types: .venv/dev.stamp
	$(BIN)/mypy

check-floors: .venv/dev.stamp
	$(BIN)/lint-imports

# What the last runs reached.
check-coverage: .venv/dev.stamp
	@if ls $(REPORTS)/coverage.* >/dev/null 2>&1; then \
		export COVERAGE_FILE=$(REPORTS)/.coverage; \
		$(BIN)/coverage combine --quiet --keep $(REPORTS)/coverage.*; \
		$(BIN)/coverage report; \
	else echo "No coverage to judge: run 'make test' first."; fi

fix: .venv/dev.stamp ## Repair layout and whatever else a tool can repair
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

contract: .venv/dev.stamp ## Write openapi/openapi.json anew from the code
	$(BIN)/samenspel contract

bench: .venv/dev.stamp ## Measure the times that docs/speed.md tells
	$(BIN)/python -m benchmarks

bench-figures: .venv/dev.stamp ## Measure figures, the overview, pages and residents, alone
	$(BIN)/python -m benchmarks figures

bench-rights: .venv/dev.stamp ## Measure what rights cost, and that refusals take alike, alone
	$(BIN)/python -m benchmarks rights

bench-log: .venv/dev.stamp ## Measure what the access log costs, alone
	$(BIN)/python -m benchmarks log

lock: .venv/dev.stamp ## Lock the dependencies anew (UPGRADE=--upgrade takes the newest)
	$(COMPILE) --group build --output-file requirements/runtime.txt pyproject.toml
	$(COMPILE) --group build --group dev --constraints requirements/runtime.txt \
		--output-file requirements/dev.txt pyproject.toml

clean: ## Remove whatever these commands made
	rm -rf .venv $(REPORTS) .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache

# A stamp is newer than what was installed, so that the second time costs nothing.
# The project itself is installed without looking for packages: every one of them, its build backend too, is in the lock.
.venv/pyvenv.cfg:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer with venv and pip is needed (Debian: apt install python3-venv)."; exit 1; }
	@echo "Making .venv with $(PYTHON)"
	@$(PYTHON) -m venv .venv

.venv/runtime.stamp: requirements/runtime.txt pyproject.toml | .venv/pyvenv.cfg
	@echo "Installing the service"
	@$(PIP) install --require-hashes --requirement requirements/runtime.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

.venv/dev.stamp: requirements/dev.txt .venv/runtime.stamp
	@echo "Installing the tools of development"
	@$(PIP) install --require-hashes --requirement requirements/dev.txt
	@touch $@
