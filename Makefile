.PHONY: help demo test format reports fuzz bench bench-quick

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-11s %s\n", $$1, $$2 }' Makefile

demo: ## build tollgate and run it on real traffic that comes with it
	@Scripts/setup
	swift build -c release --product tollgate
	@.build/release/tollgate demo

test: ## everything that is checked before a change goes in
	@Scripts/test

format: ## format the sources in place
	swift format --in-place --recursive Sources Tests Package.swift

reports: ## write Reports/ and the README's sample output anew
	@Scripts/setup
	swift build -c release --product tollgate
	@Scripts/reports

SECONDS ?= 60
fuzz: ## try the log readers with logs made up at random; SECONDS=60 says for how long
	@Scripts/setup
	@Scripts/fuzz $(SECONDS)

bench: ## compare speed and memory with the peers; writes Benchmarks/RESULTS.md
	@Scripts/setup
	swift build -c release --product tollgate
	swift build -c release --product tollgate-bench
	@Benchmarks/run

bench-quick: ## a tenth of that, in under two minutes; writes nothing in the tree
	@Scripts/setup
	swift build -c release --product tollgate
	swift build -c release --product tollgate-bench
	@Benchmarks/run --quick
