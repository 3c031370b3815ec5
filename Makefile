# Start here: "make demo" shows it, "make test" proves it. Every target builds .venv when it is missing or out of date.
PYTHON ?= python3
PORT ?= 8000
STAND ?=
BIN := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help demo test test-all bench check fmt deps clean

help: ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

demo: .venv/.base ## start the demo: make demo [STAND=laufend|leer] [PORT=8000]
	@PORT="$(PORT)" STAND="$(STAND)" exec $(BIN)/python -m config.start

test: .venv/.dev ## the fast tests, on the embedded PostgreSQL
	@$(BIN)/python -m tests.lauf -m "not slow and not browser" --dist worksteal $(ARGS)

test-all: .venv/.dev ## all tests; once more on the system's PostgreSQL where one is installed
	@$(BIN)/python -m tests.lauf $(ARGS)
	@$(BIN)/python -m tests.lauf --system -m "not browser" $(ARGS)

bench: .venv/.dev ## what a procedure, a notice, a mail and a list cost: make bench [N=30], figures in var/bench.json
	@$(BIN)/python -m tests.bench $(N)

check: .venv/.dev ## lint, format, import contracts, types, migrations, deployment checks
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	find templates -name '*.html' | xargs -r $(BIN)/djade --check --target-version 5.2
	$(BIN)/lint-imports --no-logo
	$(BIN)/mypy
	@$(BIN)/python -m tests.lauf --django makemigrations --check --dry-run
	@$(BIN)/python -m tests.lauf --django check --deploy --fail-level WARNING

fmt: .venv/.dev ## format Python and templates
	@$(BIN)/ruff format . && $(BIN)/ruff check --fix-only .
	@find templates -name '*.html' | xargs -r $(BIN)/djade --target-version 5.2

deps: ## lock requirements/*.in again (needs uv)
	@for name in base dev; do uv pip compile --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-header --upgrade -q requirements/$$name.in -o requirements/$$name.txt; done

clean: ## remove .venv, caches and everything in var, the demo's data too
	@test ! -d .venv || for cluster in pg pg-test pg-bench; do $(BIN)/python -m config.postgres stop $$cluster; done
	@rm -rf .venv var staticfiles .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

.venv/.base: requirements/base.txt | .venv/bin/python
	@echo "Installiere die Pakete aus requirements/base.txt ..."
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r $<
	@touch $@

.venv/.dev: requirements/dev.txt .venv/.base
	@echo "Installiere die Pakete aus requirements/dev.txt ..."
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r $<
	@touch $@

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Förderlauf braucht Python 3.11 oder neuer (mit PYTHON=... wählbar). Python 3.11 or newer is needed."; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { \
		echo "Python fehlt das Modul venv, unter Debian: apt install python3-venv. Python's venv module is missing."; exit 1; }
	@$(PYTHON) -m venv .venv
