# Two commands are all one needs: `make run` and `make test`. CONTRIBUTING.md tells about the others.

PYTHON := .venv/bin/python

.DEFAULT_GOAL := help
.PHONY: help run test screenshots bench crashtest wheel translations setup setup-test clean

help:
	@echo "make run           set up what is missing and open the window (ARGS=\"FILE ...\" opens files)"
	@echo "make test          set up what is missing and run every check and test"
	@echo "make screenshots   take the pictures in resources/screenshots from the running program"
	@echo "make bench         run every measurement in tests/benchmarks"
	@echo "make crashtest     kill the program 1,000 times while it edits, and look for what is lost (KILLS=N)"
	@echo "make wheel         build dist/docbao-*.whl"
	@echo "make translations  gather new messages into the catalogues and compile them"
	@echo "make clean         remove everything that these commands made"

run: setup
	@$(PYTHON) tools/samples.py
	@$(PYTHON) -m reader $(ARGS)

test: setup-test
	@tools/check.sh

screenshots: setup-test
	QT_QPA_PLATFORM=offscreen $(PYTHON) -m tests.screenshots

bench: setup-test
	for bench in $(basename $(notdir $(wildcard tests/benchmarks/bench_*.py))); do \
	    echo "== $$bench" && QT_QPA_PLATFORM=offscreen $(PYTHON) -m tests.benchmarks.$$bench || exit 1; done

crashtest: setup-test
	$(PYTHON) -m tools.crashtest --kills $(or $(KILLS),1000)

wheel: setup-test
	$(PYTHON) -m build --wheel --no-isolation

translations: setup-test
	$(PYTHON) tools/i18n.py update

setup:
	@tools/setup.sh run

setup-test:
	@tools/setup.sh test

clean:
	rm -rf .venv build dist .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	find reader tests tools resources -name __pycache__ -prune -exec rm -rf {} + -o -name '*.mo' -exec rm -f {} +
