# Everything a person or a machine does with this checkout. `make help` lists it.
# Needs Python 3.11 or later and make; it brings the rest.
SHELL := /bin/bash
PYTHON ?= python3
UV := .uv/bin/uv
RUN := .venv/bin/
export HUSTINGS_HOME ?= $(CURDIR)/var
export UV_PYTHON_DOWNLOADS := never
export UV_NO_PROGRESS := 1

.DEFAULT_GOAL := help
.PHONY: help run install lock check fix test test-served soak pictures peers bench browser wheel clean

help:               ## what each word does
	@grep -hE '^[a-z-]+: .*##|^[a-z-]+:  *##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 22

run: install        ## set up, load the demonstration if empty, and serve on http://127.0.0.1:8000; make run PORT=8105 elsewhere
	@$(RUN)hustings start $(if $(PORT),--port $(PORT))

install: .set-up/python .set-up/node   ## the locked environment, fonts and scripts

.set-up/uv: requirements/uv.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "hustings needs Python 3.11 or later; say PYTHON=python3.12 make run, for example")'
	$(PYTHON) -m venv .uv
	.uv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/uv.txt
	@mkdir -p .set-up && touch $@

.set-up/python: .set-up/uv requirements/dev.txt pyproject.toml
	@test -x .venv/bin/python || $(UV) venv --quiet --python $(PYTHON) .venv
	$(UV) pip sync --quiet --python .venv/bin/python --require-hashes requirements/dev.txt
	$(UV) pip install --quiet --python .venv/bin/python --no-deps --no-build-isolation -e .
	@touch $@

.set-up/node: .set-up/python package-lock.json .ci/front-end
	.ci/front-end
	@touch $@

lock:               ## write the locks anew after a dependency changes
	$(UV) pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-annotate --upgrade --python-version 3.11 pyproject.toml -o requirements/run.txt
	$(UV) pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-annotate --upgrade --python-version 3.11 pyproject.toml --group dev -o requirements/dev.txt -c requirements/run.txt
	npm install --package-lock-only

check: install      ## formatting, lint, types, layers, migrations; changes nothing
	$(RUN)ruff format --check .
	$(RUN)ruff check .
	$(RUN)mypy
	$(RUN)lint-imports
	$(RUN)hustings manage makemigrations --check --dry-run

fix: install        ## let the tools put right what they can
	$(RUN)ruff check --fix .
	$(RUN)ruff format .

browser: install    ## Chromium and what the tests of deploy/ need, where it is missing
	.ci/browser
	.ci/deploy-tools

test: install browser check   ## everything: checks, unit, golden and browser tests
	$(RUN)pytest -n 2 --dist loadfile --no-loadscope-reorder

test-served: install   ## the tests on a served PostgreSQL 15
	.ci/test-served

soak: install browser peers   ## the long proofs: fuzzing, mutation, repeated kills
	HUSTINGS_SOAK=1 $(RUN)pytest -m soak -rP --durations=10

peers: install      ## programs of others that count the same papers, for soak and bench
	-$(RUN)python -m bench._peer_environment

pictures: install browser   ## the guide's pictures of phones, taken anew
	.ci/pictures

bench: install      ## the figures, each beside a floor or a limit
	$(RUN)python -m bench

wheel: install      ## the wheel, with fonts and scripts inside
	$(RUN)python -m build --wheel --no-isolation --outdir dist .

clean:              ## remove what set-up made; your campaign in var/ stays
	rm -rf .venv .uv .set-up node_modules src/hustings/web/vendor dist .mypy_cache .ruff_cache .import_linter_cache .hypothesis
