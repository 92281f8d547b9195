# Kabinet: what a person types. `make` alone lists it.
.DEFAULT_GOAL := help
.PHONY: help setup demo test test-all bench lint assets

export PYTHON

help:
	@echo 'make demo      the whole product with invented people, at http://127.0.0.1:8000'
	@echo 'make setup     the environment alone, in .venv'
	@echo 'make test      every test that needs no PostgreSQL and no browser'
	@echo 'make test-all  the rest too: PostgreSQL, browser, types, lint, layers, words'
	@echo 'make lint      lint, types, layers'
	@echo 'make bench     how fast, in a table and in build/bench.json'
	@echo 'make assets    compile the styles and scripts again (needs Node; the result is committed)'

setup:
	@scripts/setup run

demo: setup
	@.venv/bin/kabinet demo

test:
	@scripts/setup test
	@scripts/test

test-all:
	@scripts/setup dev
	@scripts/test-all

lint:
	@scripts/setup dev
	@scripts/lint

bench:
	@scripts/setup test
	@.venv/bin/python -m tests.bench $(BENCH)

assets:
	@scripts/assets
