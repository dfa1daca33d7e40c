# What a developer needs, on a machine with Python 3.11 and make. Each target sets up what it uses.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
UV := $(VENV)/uv/bin/uv
UV_VERSION := 0.13.9
LOCK := $(UV) pip compile --quiet --generate-hashes --no-header --no-emit-index-url --python-version 3.11
CLIENTS := tests/clients/.installed

.DEFAULT_GOAL := help
.PHONY: help run test lint format bench qualify test-clients test-browser docs lock clean-env

help:  ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(INSTALLED)  ## Check the embedded emulators, and end with a verdict and a report
	$(BIN)/harness check --profile quick

test: $(INSTALLED)  ## Run the tests (those of real clients and browsers have targets of their own)
	$(BIN)/pytest -n 2 -q

lint: $(INSTALLED)  ## Check style, types and the direction of imports
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

format: $(INSTALLED)  ## Format the source
	$(BIN)/ruff check --fix-only
	$(BIN)/ruff format

bench: $(INSTALLED)  ## Measure emulator, door and check against their goals (minutes)
	$(BIN)/python -m loadtests.benchmarks loadtests/benchmarks

qualify: $(INSTALLED)  ## Measure what takes long; goes on where it was interrupted (hours)
	$(BIN)/python -m loadtests.benchmarks loadtests/benchmarks/qualify --resume

test-clients: $(INSTALLED) $(CLIENTS)  ## Run real clients, unmodified, against the emulator and the gate
	$(BIN)/pytest -q -m clients tests/clients

test-browser: $(INSTALLED)  ## Look at the HTML report in Chromium
	.ci/need chromium chromium
	$(BIN)/pytest -q -m browser tests/browser

docs: $(INSTALLED)  ## Rewrite the generated tables of the documents
	$(BIN)/python -m tests.architecture.tables

lock: $(UV)  ## Pin all dependencies again, with hashes; UPGRADE=1 takes newer versions
	$(LOCK) $(if $(UPGRADE),--upgrade) pyproject.toml --group dev -o requirements.lock
	$(LOCK) $(if $(UPGRADE),--upgrade) tests/clients/requirements.in -o tests/clients/requirements.lock
	$(LOCK) $(if $(UPGRADE),--upgrade) tests/clients/node.in -o tests/clients/node.lock

clean-env:  ## Remove what the other targets have installed
	rm -rf $(VENV) tests/clients/.venv tests/clients/node_modules $(CLIENTS)

$(INSTALLED): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Python 3.11 or newer is needed: make PYTHON=/path/to/python3.11" >&2; exit 2; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(UV):
	$(PYTHON) -m venv $(VENV)/uv
	$(VENV)/uv/bin/pip install --quiet uv==$(UV_VERSION)

$(CLIENTS): $(wildcard tests/clients/*.lock) tests/clients/package-lock.json tests/clients/install
	tests/clients/install "$(PYTHON)"
	@touch $@
