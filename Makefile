# Two commands for a newcomer: `make demo` and `make test`. Each sets up .venv by itself.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: demo test lint accuracy bench docs wheel clean help

help:
	@echo "make demo      set up, read the demonstration folder, say where to look"
	@echo "make test      set up, check style and types, run all tests and the accuracy floors"
	@echo "make accuracy  accuracy on the annotated worlds (held-out ones apart)"
	@echo "make bench     speed beside peers"
	@echo "make docs      build the documentation site into site/"
	@echo "make wheel     build the wheel into dist/"

$(READY): requirements.lock pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

demo: $(READY)
	@$(BIN)/luodi run corpora/cases/housing/inbox --out demo-out --units corpora/cases/housing/units.csv \
	    --events corpora/cases/housing/events.csv --as-of 2025-01-15 || test $$? -eq 1
	@echo "打开 demo-out/report.html 查看（open demo-out/report.html in a browser）"

lint: $(READY)
	$(BIN)/ruff check pipeline tests benchmarks
	$(BIN)/ruff format --check pipeline tests benchmarks
	$(BIN)/mypy

test: $(READY) lint
	$(BIN)/python -m pytest -n 2
	$(BIN)/luodi evaluate --floors corpora/floors.toml $$($(BIN)/python -m luodi.learn.split held-out)

accuracy: $(READY)
	@echo "== worlds never used for building =="
	$(BIN)/luodi evaluate $$($(BIN)/python -m luodi.learn.split held-out)
	@echo "== worlds used for building =="
	$(BIN)/luodi evaluate $$($(BIN)/python -m luodi.learn.split building)

bench: $(READY)
	$(BIN)/python -m benchmarks

docs: $(READY)
	NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --strict

wheel: $(READY)
	$(BIN)/python -m build --no-isolation --wheel

clean:
	rm -rf $(VENV) demo-out dist build
