# Everything starts here: `make` alone prints this manual.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DATA ?=
SOURCES := analytics storage bot tests bench docs
MEASURED := analytics storage bot/language bot/commands

# On few cores, more threads make small fits slower, not faster.
export OMP_NUM_THREADS := 1

.DEFAULT_GOAL := help
.PHONY: help run demo chat check test coverage mutants soak audit lint format bench docs words lock clean

help: ## This manual
	@echo "Shopbook: the shop's sales book in Telegram."
	@echo
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-9s %s\n", $$1, $$2}'

run: $(VENV)/.run ## Start the bot (without a Telegram token: the chat in this terminal)
	@$(BIN)/python -m bot run

chat: $(VENV)/.run ## Chat with your book in this terminal
	@$(BIN)/python -m bot chat

demo: $(VENV)/.run ## Chat with a made-up shop that has a year of sales
	@$(BIN)/python -m bot demo

check: $(VENV)/.run ## Prove configuration, book and token
	@$(BIN)/python -m bot check

test: $(VENV)/.dev ## Run the tests
	@$(BIN)/python -m pytest -n auto --dist loadfile

coverage: $(VENV)/.dev ## Which share of the lines the tests run, by room; fails under 95 % (takes long)
	@$(BIN)/python -m coverage run -m pytest $(ONLY)
	@for room in $(MEASURED); do \
		printf '%-14s ' $$room; \
		$(BIN)/python -m coverage report --include="$$room/*" --format=total --fail-under=95 || under=1; \
	done; exit $${under:-0}

mutants: $(VENV)/.dev ## Change the arithmetic of money on purpose: does a test fail each time? (ONLY=pattern: some)
	@$(BIN)/python -m tests.mutants $(ONLY)

lint: $(VENV)/.dev ## Style, types, and who may import whom
	@$(BIN)/ruff check $(SOURCES)
	@$(BIN)/ruff format --check $(SOURCES)
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache
	@$(BIN)/python -m bot.speech.collect --check
	@$(BIN)/python -m docs.build --check

format: $(VENV)/.dev ## Put the code into its form
	@$(BIN)/ruff check --fix $(SOURCES)
	@$(BIN)/ruff format $(SOURCES)

soak: $(VENV)/.dev ## Try for long to lose a sale or to get in; writes docs/reliability.md (ONLY=name: one check)
	@$(BIN)/python -m tests.soak $(if $(ONLY),--only "$(ONLY)")

audit: $(VENV)/.dev ## Known holes: bandit over the code, pip-audit over the libraries (STRICT=1: "not audited" fails)
	@$(BIN)/python -m tests.audit $(if $(STRICT),--strict)

bench: $(VENV)/.dev ## Measure, each figure beside what one would pick instead (DATA=folder adds real sets)
	@$(BIN)/python -m bench $(if $(DATA),--data $(DATA))

docs: $(VENV)/.dev ## Write the generated parts of the documents anew
	@$(BIN)/python -m docs.build

words: $(VENV)/.dev ## Bring the catalogues of other languages up to date with the sentences in the code
	@$(BIN)/python -m bot.speech.collect

lock: $(VENV)/.dev ## Resolve the dependencies again into the lock files
	@$(BIN)/python -m pip install --quiet uv
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
		--no-header --upgrade pyproject.toml -o requirements.lock
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
		--no-header --upgrade --group dev -c requirements.lock pyproject.toml -o requirements-dev.lock

clean: ## Remove the environment and all caches
	rm -rf $(VENV) .mypy_cache .ruff_cache .hypothesis .import_linter_cache build mutants .coverage
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Shopbook needs Python 3.11 or newer; this is $$($(PYTHON) --version). Try: make PYTHON=python3.12 …"; exit 1; }
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements.lock | $(VENV)/bin/python
	@echo "Installing what Shopbook needs into $(VENV) (once) …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.run
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@
