# Each target makes what it needs in .venv; Python 3.11 or newer, make and pip are enough.

PYTHON ?= python3
BIN := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help demo test check torture fuzz bench docs clean

help: ## Show the targets
	@sed -n 's/^\([a-z]*\):.*## /  \1\t/p' Makefile | expand -t 12

demo: .venv/.demo ## Let three people call a conference number and meet, and read in the log what happened
	$(BIN)/python examples/demo.py

test: .venv/.test ## Run the tests
	$(BIN)/python -m pytest -n auto --dist worksteal

check: .venv/.dev ## Lint, check types, and compare what is generated with what is committed
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/pyright
	$(BIN)/python -m pytest -q tests/architecture

torture: .venv/.test ## Kill, freeze, fill, cut and copy, and count what was lost; SHORT=1 only a little of each; ROW=d10 one row
	TEXML_TORTURE=1 TEXML_TORTURE_SHORT=$(if $(SHORT),1,0) $(BIN)/python -m pytest -q tests/torture $(if $(ROW),-k "$(ROW)")

fuzz: .venv/.test ## Try other examples than the tests do, and more of them; SHORT=1 not so many
	TEXML_FUZZ=$(if $(SHORT),100,1000) $(BIN)/python -m pytest -q tests/texml tests/server

bench: .venv/.dev ## Measure against peers; SHORT=1 only sees that the benches still run
	$(BIN)/python bench/speed.py $(if $(SHORT),--short)
	$(BIN)/python bench/serving.py $(if $(SHORT),--short)
	$(BIN)/python bench/dialin.py $(if $(SHORT),--short)
	$(BIN)/python bench/client.py $(if $(SHORT),--short)
	$(BIN)/python bench/engine.py $(if $(SHORT),--short)
	$(BIN)/python bench/log.py $(if $(SHORT),--short)
	$(BIN)/python bench/aged.py $(if $(SHORT),--short)
	$(BIN)/python bench/commits.py $(if $(SHORT),--short)
	$(BIN)/python bench/nodes.py $(if $(SHORT),--short)
	$(BIN)/python bench/emulator.py $(if $(SHORT),--short)

docs: .venv/.demo ## Write the schema and the reference pages anew
	$(BIN)/texml schema --output schemas/texml.xsd
	$(BIN)/texml schema --xsd 1.1 --output schemas/texml-1.1.xsd
	$(BIN)/texml reference docs/reference
	$(BIN)/texml-server settings --markdown > docs/reference/settings.md
	$(BIN)/texml-server openapi > docs/reference/openapi.json

clean: ## Remove everything that was made
	rm -rf .venv build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/.demo: EXTRAS = client,server,emulator
.venv/.test: EXTRAS = test
.venv/.dev: EXTRAS = dev
.venv/.%: setup.cfg | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[$(EXTRAS)]'
	@touch $@

.venv/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "texml needs Python 3.11 or newer; make PYTHON=...")'
	$(PYTHON) -m venv .venv
