# Two commands are enough: `make run` starts the bot, `make test` proves it. Python 3.11+ is all they need.
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin

.DEFAULT_GOAL := help
.PHONY: help run test check fmt lock bench clean

help:            ## list the commands
	@grep -hE '^[a-z]+: .*##|^[a-z]+:  +##' $(MAKEFILE_LIST) | sed 's/:[^#]*## */\t/' | expand -t 12

run: $(VENV)/run.stamp   ## set up and start the bot (without DISCORD_TOKEN: against the local sandbox)
	$(BIN)/gatewise run

test: $(VENV)/test.stamp   ## set up and run every test
	$(BIN)/python -m pytest -n auto --dist loadgroup $(ARGS)

check: $(VENV)/test.stamp   ## format, lint, types, import contracts
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

fmt: $(VENV)/test.stamp   ## format and fix what can be fixed
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(VENV)/test.stamp   ## measure: see docs/benchmarks.md
	$(BIN)/python benchmarks/probe_cost.py
	$(BIN)/python benchmarks/overload.py
	$(BIN)/python benchmarks/answer_cost.py
	$(BIN)/python benchmarks/question_storm.py
	$(BIN)/python benchmarks/suggesting.py
	$(BIN)/python benchmarks/watching.py
	$(BIN)/python benchmarks/detection.py
	$(BIN)/python benchmarks/announcing.py
	$(BIN)/python benchmarks/crashes.py
	$(BIN)/python benchmarks/crowd.py

lock:            ## compile the locks again from pyproject.toml (needs uv)
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate --extra build --extra speed -o requirements.lock pyproject.toml
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate --all-extras -c requirements.lock -o requirements-test.lock pyproject.toml

clean:           ## remove what was built
	rm -rf $(VENV) build out .coverage* .hypothesis .mypy_cache .pytest_cache .ruff_cache .import_linter_cache *.egg-info

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Gatewise needs Python 3.11 or newer; set PYTHON=/path/to/python3.11"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "This Python cannot make a virtual environment; on Debian: apt install python3-venv"; exit 1; }

$(VENV)/run.stamp: requirements.lock pyproject.toml | $(BIN)/python
	@echo "Setting up $(VENV): a minute or two, only this once."
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/test.stamp: requirements-test.lock pyproject.toml | $(BIN)/python
	@echo "Setting up $(VENV) with what the tests need: a minute or two, only this once."
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-test.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@ $(VENV)/run.stamp
