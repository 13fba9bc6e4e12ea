# What this project can do. Everything generated lies in var/ (not in version control).
#
# Paths are relative, so that the folder may have spaces in its name; tools are started as `python -m …`, so that it
# may be moved. Nothing here needs git.

PYTHON ?= python3
PORT ?= 8000
# Of lighthouse: how often each page is measured, which pages (PAGES=article,event), whether to go on (RESUME=1)
RUNS ?= 5
PAGES ?=
RESUME ?=
# Of screenshots: guide, public or admin
ONLY ?=
# Passed on to pytest by test and test-full, for example ARGS="tests/accounts -x"
ARGS ?=

VENV_PYTHON := var/venv/bin/python
SETUP := cms.operations.setup

.DEFAULT_GOAL := help
.PHONY: help demo demo-reset dev test test-full lint format lighthouse screenshots lock clean venv venv-development
MAKEFLAGS += --no-print-directory

help: ## Show this list
	@echo "Usage: make TARGET [PYTHON=python3] [PORT=8000] [ARGS=…]"
	@echo
	@sed -n 's/^\([a-z-]*\):[^#]*## \(.*\)/  \1|\2/p' Makefile | while IFS='|' read -r name text; do printf '%-14s%s\n' "$$name" "$$text"; done

demo: venv ## Build the sample site once and serve it at http://127.0.0.1:8000 (PORT=…) as production does
	@$(VENV_PYTHON) -m $(SETUP).demo --port "$(PORT)"

demo-reset: ## Remove what the demo keeps in var/ (database, files, settings, password); the next demo starts over
	@rm -rf var/db.sqlite3 var/db.sqlite3-wal var/db.sqlite3-shm var/media var/public var/static var/spool var/portal.env var/demo-password.txt
	@echo "The demo's state is removed."

dev: venv-development ## Serve with autoreload and debug toolbar, on a database of its own (PORT=…)
	@$(VENV_PYTHON) -m $(SETUP).demo --development --port "$(PORT)"

test: venv-development ## Run the whole suite on SQLite and on PostgreSQL, and the journeys in Chromium (ARGS=…)
	@$(VENV_PYTHON) -m tests.system_packages
	@$(VENV_PYTHON) -m tests.run $(ARGS)

test-full: ## The same at the large sizes
	@FULL_SIZES=1 $(MAKE) test

lint: venv-development ## Check Python, templates and migrations; change nothing
	@$(VENV_PYTHON) -m ruff check .
	@$(VENV_PYTHON) -m ruff format --check .
	@$(VENV_PYTHON) -m djlint templates --check --quiet
	@$(VENV_PYTHON) -m djlint templates --lint --quiet
	@$(VENV_PYTHON) manage.py makemigrations --check --dry-run --settings=cms.settings.test

format: venv-development ## Put Python and templates into the house format
	@$(VENV_PYTHON) -m ruff check --fix-only --quiet .
	@$(VENV_PYTHON) -m ruff format .
	@$(VENV_PYTHON) -m djlint templates --reformat --quiet

lighthouse: venv-development ## Measure public pages with Lighthouse, from a sample site of its own (RUNS=5, PAGES=article, RESUME=1)
	@$(VENV_PYTHON) -m tests.system_packages
	@$(VENV_PYTHON) -m tests.lighthouse --runs "$(RUNS)" --pages "$(PAGES)" $(if $(RESUME),--resume)

screenshots: venv-development ## Take pictures of a sample site of its own: the editors' guide's, and public pages and the admin into var/ (ONLY=public, ONLY=admin)
	@$(VENV_PYTHON) -m tests.system_packages
	@$(VENV_PYTHON) -m docs.screenshots $(if $(ONLY),--only "$(ONLY)")

lock: ## Write constraints.txt anew from the requirements (with the oldest Python that is to be served: PYTHON=…)
	@"$(PYTHON)" -m $(SETUP).lock

clean: ## Remove the virtual environment; the next target makes it again
	@rm -rf var/venv var/venv.unfinished var/venv.lock

venv: ## Make or update the virtual environment in var/venv
	@"$(PYTHON)" -m $(SETUP).venv runtime

venv-development:
	@"$(PYTHON)" -m $(SETUP).venv development
