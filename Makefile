# Two targets do everything on a fresh machine: `make book` and `make test`.
.DEFAULT_GOAL := help
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
JOBS ?= 2
ROOMS := $(filter-out py,$(notdir $(basename $(wildcard src/review/[a-z]*))))
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet

.PHONY: help book test coverage mutate soak serve check export formats intake book-live reproduce second mutate-evidence shots bench-numerals bench-proposals bench bench-short bench-import bench-edit bench-rows clean lock browser

help: ## List the targets
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 18

book: $(VENV)/.book ## Check the data, run the notebooks, build the book into build/site
	@$(BIN)/review book --jobs $(JOBS)

test: $(VENV)/.test browser ## Install what the tests need and run all of them but their long variants (see soak)
	@$(BIN)/ruff check .
	@mkdir -p build
	@($(BIN)/lint-imports --no-logo && $(BIN)/mypy) >build/checked.log 2>&1 & checks=$$!; \
	$(BIN)/python -m pytest -n $(JOBS) --dist worksteal; tests=$$?; \
	wait $$checks; checked=$$?; cat build/checked.log; exit $$((tests || checked))

coverage: $(VENV)/.test browser ## Run the tests and print what share of lines and branches they run, by room
	@mkdir -p build/coverage
	@# A test that measures speed or fills a disk may fail where its steps are written down: that gates nothing.
	-@COVERED=$(CURDIR)/build/coverage COVERAGE_PROCESS_START=$(CURDIR)/pyproject.toml \
	  $(BIN)/python -m pytest -n $(JOBS) --dist worksteal --cov --cov-context=test --cov-report=
	@# What a killed process was writing cannot be read; the rest is one file then.
	-@$(BIN)/coverage combine --append --quiet 2>/dev/null; rm -f build/coverage/data.*
	@for room in $(ROOMS); do printf '%-10s %3s %%\n' $$room \
	  "$$($(BIN)/coverage report --format=total --include="src/review/$$room/**,src/review/$$room.py")"; done
	@printf '%-10s %3s %%\n' all "$$($(BIN)/coverage report --format=total)"

mutate: $(VENV)/.test ## Make small errors in the library and print what share of them the tests notice, by room (after `make coverage`)
	@$(BIN)/python tests/mutate.py --jobs $(JOBS) $(if $(SEED),--seed $(SEED))

soak: $(VENV)/.test ## Run the long variants of tests: builds killed at 200 moments, 200 edits, 12 edits each built clean as well, 500 runs with kills (hours)
	@$(BIN)/python -m pytest -n $(JOBS) --dist worksteal -m soak -rP

serve: $(VENV)/.book ## Serve the built book at http://127.0.0.1:8000/
	@$(BIN)/review serve

check: $(VENV)/.book ## Check the data, and against the texts where REVIEW_TEXTS names their folder
	@$(BIN)/review check
	@if [ -n "$$REVIEW_TEXTS" ]; then $(BIN)/review verify; fi

formats: book $(VENV)/.formats browser ## Write the book as PDF, EPUB, fact-check cards and a zip for offline reading into build/formats
	@$(BIN)/review formats --jobs $(JOBS)

intake: $(VENV)/.intake ## Install what reads PDFs, web pages and coding sheets

book-live: book ## Add to the built book what runs its notebooks in a browser (needs npm and a network, once)
	@$(BIN)/review live

export: $(VENV)/.book ## Write the evidence as data package, Parquet and spreadsheet into build/export
	@$(BIN)/review export

reproduce: $(VENV)/.book ## Build the book twice with everything varied and list what differs (OTHER=python: by another one)
	@$(BIN)/python tests/reproduction/reproduce.py $(if $(OTHER),--other $(OTHER))

second: book ## Compile the book with plain Sphinx, in its newest version, and list the pages that read otherwise
	@$(BIN)/python tests/reproduction/second_stack.py

mutate-evidence: $(VENV)/.book ## Seed errors into the figures and keep the report of what catches them (needs REVIEW_TEXTS)
	@$(BIN)/review mutate-evidence --keep

shots: book $(VENV)/.test browser ## Photograph twelve pages of the book, narrow and wide, light and dark, and its first ten sheets, into build/shots
	@$(BIN)/python tests/shots.py

bench-numerals: $(VENV)/.book ## Print how fast numerals are found in hostile texts
	@PYTHONPATH=tests/corpus $(BIN)/python tests/corpus/benchmark_numerals.py

bench-proposals: $(VENV)/.book ## Print how often what is proposed for a numeral is what was coded (needs REVIEW_TEXTS)
	@$(BIN)/python tests/corpus/benchmark_proposals.py

bench-import: $(VENV)/.book ## Print how long it takes to import what a notebook imports
	@env -u PYTHONDONTWRITEBYTECODE $(BIN)/python tests/benchmark_import.py

bench: bench-import ## Print in one table what running, building and checking cost beside papermill and Jupyter Book (hours; SIZES="--builds 5 --runs")
	@$(BIN)/python tests/benchmark.py $(or $(SIZES),--runs 0 200 --builds 5 25 100 500 1000 --checks 1000 10000 100000 --others 100)

bench-short: bench-import ## The same, small (two minutes)
	@$(BIN)/python tests/benchmark.py --runs --builds 3 --checks 1000 --others 3

bench-edit: $(VENV)/.book ## Print what the book costs after an edit, beside a build from nothing (minutes)
	@$(BIN)/python tests/benchmark_edit.py

bench-rows: $(VENV)/.test browser ## Print how fast a table of very many figures is filtered, searched and sorted
	@PYTHONPATH=tests:tests/book $(BIN)/python tests/book/benchmark_rows.py

clean: ## Remove what was built (the environment stays)
	rm -rf build

lock: ## Renew the lock files from pyproject.toml and requirements-second.in (needs uv)
	uv pip compile -q --universal --generate-hashes --python-version 3.11 --no-header --no-annotate \
	  pyproject.toml -o requirements.lock
	uv pip compile -q --universal --generate-hashes --python-version 3.11 --no-header --no-annotate \
	  --extra formats -c requirements.lock pyproject.toml -o requirements-formats.lock
	uv pip compile -q --universal --generate-hashes --python-version 3.11 --no-header --no-annotate \
	  --extra intake --extra desk -c requirements.lock pyproject.toml -o requirements-intake.lock
	uv pip compile -q --universal --generate-hashes --python-version 3.11 --no-header --no-annotate \
	  --extra dev --extra formats --extra cluster --extra intake --extra desk -c requirements.lock pyproject.toml -o requirements-dev.lock
	uv pip compile -q --universal --generate-hashes --python-version 3.11 --no-header --no-annotate \
	  requirements-second.in -o requirements-second.lock

# A stamp a lock file: a changed lock installs anew, an unchanged one costs nothing.
# In the encoding of the C locale neither Python's own installer nor pyarrow can write to a path with "ü".
book check export formats intake book-live $(VENV)/bin/python $(VENV)/.book $(VENV)/.formats $(VENV)/.intake $(VENV)/.test: export PYTHONUTF8 := 1
$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed (make PYTHON=python3.11 book)")'
	@echo "making the environment in $(VENV)"
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.book: requirements.lock pyproject.toml install.py | $(VENV)/bin/python
	@if [ ! -e $(VENV)/.test ]; then echo "installing the locked dependencies"; $(PIP) --require-hashes -r requirements.lock; fi
	@$(BIN)/python install.py
	@touch $@

$(VENV)/.formats: requirements-formats.lock | $(VENV)/.book
	@if [ ! -e $(VENV)/.test ]; then echo "installing what finishes a PDF"; $(PIP) --require-hashes -r requirements-formats.lock; fi
	@touch $@

$(VENV)/.test: requirements-dev.lock pyproject.toml install.py | $(VENV)/bin/python
	@echo "installing the locked dependencies of the tests"
	@$(PIP) --require-hashes -r requirements-dev.lock
	@$(BIN)/python install.py
	@touch $@ $(VENV)/.book

$(VENV)/.intake: requirements-intake.lock | $(VENV)/.book
	@if [ ! -e $(VENV)/.test ]; then echo "installing what reads PDFs and web pages"; $(PIP) --require-hashes -r requirements-intake.lock; fi
	@touch $@

# The tests and the other formats drive Debian's Chromium; where it may, make installs it.
browser:
	@if ! command -v chromium >/dev/null; then \
	  if command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then \
	    echo "installing Chromium"; apt-get update -qq && apt-get install -y -qq chromium >/dev/null; \
	  else echo "Chromium is missing and cannot be installed here: browser tests and \`make formats\` will fail. Install it."; fi; \
	fi
