# Everything is set up on first use and skipped while current. Needs Python 3.11+ and nothing else.
.DEFAULT_GOAL := help
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: help run test lint fix bench eval assets lock clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: assets ## serve http://127.0.0.1:8000 with the simulator and demo data
	@$(BIN)/python manage.py run

test: assets ## all tests, on SQLite and PostgreSQL
	@$(BIN)/pytest

lint: $(READY) ## ruff, mypy
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy .

fix: $(READY) ## format and mend what ruff can mend
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

bench: assets ## speed and memory beside references measured in the same run
	@$(BIN)/python -m bench

eval: $(READY) ## accuracy of answers and categories on tests/golden
	@$(BIN)/python manage.py eval

assets: $(READY)
	@$(BIN)/python -m assets.build

lock: $(READY) ## pin every dependency with its hashes
	@$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header \
		--python-version 3.11 pyproject.toml -o requirements.lock
	@$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header \
		--python-version 3.11 pyproject.toml --group dev -o requirements-dev.lock

clean: ## remove what set-up and runs have made
	@rm -rf $(VENV) var node_modules .mypy_cache .ruff_cache .pytest_cache

$(READY): requirements-dev.lock
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed") if sys.version_info < (3, 11) else None'
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $(READY)
