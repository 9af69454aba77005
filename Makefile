# Two commands matter: `make run` and `make test`. `make help` lists them all.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

VENV ?= .venv
HOST ?= 127.0.0.1
PORT ?= 8000
TESTS ?= tests
PYTEST_WORKERS ?= auto
INSTALLED ?=
BENCH ?=
BIN := $(VENV)/bin
# Neighbors stay together, for what they share is made once; who is done early takes over from others.
SPREAD = -n $(PYTEST_WORKERS) --maxprocesses 6 --dist worksteal
TEMPLATES = $$(git ls-files --cached --others --exclude-standard '*.html')

.PHONY: help run install install-test test test-services lint bench format pins clean

help: ## List what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

run: install ## Install, migrate, load the content and serve on port 8000 (HOST, PORT)
	@$(BIN)/toolkit serve --prepare --host $(HOST) --port $(PORT)

install: # What the site needs
	@tools/install $(VENV)

# INSTALLED=1 takes the environment as it is: .ci/run fills one with other versions.
install-test: # What tests and lint need besides
	@[ -n "$(INSTALLED)" ] || tools/install $(VENV) test,lint,build

test: install-test ## Install what the tests need, the browser too, and run them all (TESTS)
	@tools/install-browser $(BIN)/python
	@$(BIN)/python -m pytest $(SPREAD) $(TESTS)

test-services: install-test ## Run all tests on a real PostgreSQL (DATABASE_URL)
	@tools/install-browser $(BIN)/python
	@export DATABASE_URL="$${DATABASE_URL:-postgresql://postgres@127.0.0.1:5432/postgres}"; \
	$(BIN)/python tools/check_postgresql.py && \
	$(BIN)/python -m pytest $(SPREAD) $(TESTS)

lint: install-test ## Check style, templates, types, import directions, migrations and content
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/djhtml --check $(TEMPLATES)
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python tools/check_migrations.py
	@$(BIN)/toolkit check_content

bench: install-test ## Measure speed, each against a floor of the same run (BENCH=name for one)
	@PYTHONPATH=.:site $(BIN)/python -m bench $(BENCH)

format: install-test ## Put code and templates into the house's shape
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .
	@$(BIN)/djhtml $(TEMPLATES)

pins: ## Renew constraints.txt (needs uv)
	@uv pip compile pyproject.toml --quiet --universal --upgrade --python-version 3.11 \
		--extra test --extra lint --extra build --constraints tools/pins.in \
		--no-header --no-annotate --no-emit-index-url --output-file constraints.txt

clean: ## Remove everything that was made here, the development database included
	@rm -rf $(VENV) .venv-* var dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis \
		.import_linter_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
