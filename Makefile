# Two commands are enough: `make run` and `make test`. Each does all the set-up it needs.
PY ?= python3
BOOT := .venv/boot/bin
BIN := .venv/env/bin
ARGS ?=
K ?=

.DEFAULT_GOAL := help
.PHONY: help setup run test score broker-test check fix schemas lock lock-check lock-jars gazetteer

help: ## list the commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 20

setup: .venv/.ready ## the environment, from the lock file

.venv/.ready: requirements.lock uv.lock.txt
	@$(PY) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed, this is " + sys.version.split()[0])'
	@$(PY) -c 'import venv, ensurepip' || { echo "this Python has no venv module (Debian: apt-get install python3-venv)"; exit 1; }
	$(PY) -m venv .venv/boot
	$(BOOT)/python -m pip install -q --disable-pip-version-check --require-hashes --only-binary :all: -r uv.lock.txt
	$(BOOT)/uv venv -q --clear --python $(BOOT)/python .venv/env
	$(BOOT)/uv pip sync -q --python $(BIN)/python --require-hashes --only-binary :all: requirements.lock
	$(BOOT)/uv pip install -q --python $(BIN)/python --offline --no-deps --no-build-isolation --editable .
	@touch $@

run: .venv/.ready ## an embedded Kafka, a worker, the bundled recording through it; ARGS=--once ends by itself
	@exec $(BIN)/strikewire run $(ARGS)

check: .venv/.ready ## format, lint, types, import contracts
	$(BIN)/ruff format --check -q .
	$(BIN)/ruff check -q .
	$(BIN)/mypy
	$(BIN)/lint-imports

fix: .venv/.ready ## format and mend what can be mended safely
	$(BIN)/ruff check -q --fix . ; $(BIN)/ruff format -q .

test: .venv/.ready ## every test, the broker tests on a real Kafka included
	$(BIN)/python -m pytest -n 2 $(if $(K),-k "$(K)") $(ARGS)

bench: .venv/.ready ## speed: reading an article, each step alone, a crowded theatre, a full window, taking over a partition, a worker beside a bare loop
	$(BIN)/python tests/bench/bench_extract.py
	$(BIN)/python tests/bench/bench_steps.py
	$(BIN)/python tests/bench/bench_deduplicate.py
	$(BIN)/python tests/bench/bench_correlate.py
	$(BIN)/python tests/bench/bench_recovery.py
	$(BIN)/python tests/bench/bench_worker.py

schemas: .venv/.ready ## write the JSON Schemas of the records to docs/schemas
	$(BIN)/strikewire schema --out docs/schemas

score: .venv/.ready ## precision, recall and F1 on the labelled texts, against their floors
	@$(BIN)/strikewire score $(ARGS)

broker-test: .venv/.ready ## the tests on a real Kafka alone
	$(BIN)/python -m pytest tests/broker $(if $(K),-k "$(K)") $(ARGS)

lock: ## renew the lock files; keeps every pin that still fits
	$(BOOT)/uv pip compile -q pyproject.toml --all-extras --group dev --universal --python-version 3.11 --generate-hashes --no-header -o requirements.lock
	$(BOOT)/uv pip compile -q pyproject.toml --extra lake --constraint requirements.lock --universal --python-version 3.11 --generate-hashes --no-header --no-annotate -o deploy/requirements.lock
	echo 'uv==0.13.9' | $(BOOT)/uv pip compile -q - --universal --generate-hashes --no-header --no-annotate -o uv.lock.txt

lock-check: lock
	git diff --exit-code requirements.lock deploy/requirements.lock uv.lock.txt

lock-jars: .venv/.ready ## renew the list of jars that Apache Kafka consists of
	$(BIN)/python tools/lock_jars.py

gazetteer: .venv/.ready ## compile the gazetteer from GeoNames and our own tables
	PYTHONPATH=. $(BIN)/python tools/build_gazetteer.py
