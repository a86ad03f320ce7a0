# The commands of this project; `make help` lists them.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.PHONY: help setup generate check-generated build test demo conformance bad-input fuzz sanitize sdk-check record corpus \
	kill-loop diff-suite examples lint format docs bench bench-build install clean

PREFIX ?= /usr/local
COMMANDS ?= bindery content-library

SOURCES := Package.swift Sources Tests/*Tests Tests/Conformance Tests/Fuzzing Tests/SeededRandom Benchmarks Plugins Templates Examples/*/Package.swift Examples/*/Sources

# What is generated and committed.
CONFIGURATIONS := Specs/bindery.yaml Examples/Regenerate/bindery.yaml

help: ## list these targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 26

setup: ## check for libyaml and SQLite, install them where apt may be used
	@.ci/setup

generate: setup ## write what is generated and committed: Generated/, and that of Examples/Regenerate
	for config in $(CONFIGURATIONS); do swift run bindery generate --config $$config; done

check-generated: setup ## fail where that is not what the generator makes now
	for config in $(CONFIGURATIONS); do swift run bindery check --config $$config; done

build: setup ## build everything
	swift build

test: setup ## run every test
	swift test --disable-xctest

demo: generate ## serve a Content Library and complete an update session in it
	swift build --product content-library
	@.ci/demo "$$(swift build --show-bin-path)/content-library"

conformance: setup ## check a server, or one of this build, against the API (URL= USER= PASSWORD= OPTIONS='--form rest')
	for product in conformance $(if $(URL),,content-library); do swift build --product $$product; done
	bin=$$(swift build --show-bin-path); $(if $(URL), \
		$$bin/conformance "$(URL)" --user "$(USER)" --password "$(PASSWORD)" $(OPTIONS), \
		Tests/Conformance/run.sh $$bin/conformance $$bin/content-library $(OPTIONS))

bad-input: setup ## send a server requests made up from its document, with schemathesis from the package index
	swift build --product content-library
	Tests/BadInput/schemathesis.sh "$$(swift build --show-bin-path)/content-library" $(OPTIONS)

fuzz: setup ## send made-up inputs to each parser of what clients send (EXECUTIONS=1000000 SEED=1 PARSER=ova EXECUTION= INPUT=)
	swift build --configuration release --product fuzz
	"$$(swift build --configuration release --show-bin-path)/fuzz" --seed $(or $(SEED),1) \
		$(if $(EXECUTIONS),--executions $(EXECUTIONS)) $(if $(PARSER),--parser $(PARSER)) \
		$(if $(EXECUTION),--execution $(EXECUTION)) $(if $(INPUT),--input '$(INPUT)')

sanitize: setup ## run the tests of the server and of the runtime with a sanitizer (SANITIZER=thread or address)
	Tests/Sanitizers/run.sh $(or $(SANITIZER),thread)

sdk-check: setup ## have the official Python SDKs (from the package index, into .build/sdk) use the server
	swift build --product content-library
	Tests/SDK/sdk-check.sh "$$(swift build --show-bin-path)/content-library"

kill-loop: setup ## kill a server under load again and again (ROUNDS=200 SEED=1)
	BINDERY_KILL_ROUNDS=$(or $(ROUNDS),200) BINDERY_KILL_SEED=$(or $(SEED),1) \
		swift test --disable-xctest --filter KillLoopTests

record: setup ## write the expectations of Tests/Cases/ anew; read the diff before you commit it
	BINDERY_RECORD=1 swift test --disable-xctest --filter CaseTests

corpus: setup ## bind and build the documents of ../shared/corpus (CORPUS=, OPTIONS='--sets real --only museum.yaml')
	for product in bindery round-trips; do swift build --configuration release --product $$product; done
	bin=$$(swift build --configuration release --show-bin-path); \
		Tests/Corpus/corpus.sh --values $$bin/round-trips $(OPTIONS) $$bin/bindery

examples: setup ## build and run Examples/ from a clean clone (EXAMPLES='BuildTime Import')
	Examples/run.sh $(EXAMPLES)

diff-suite: setup ## compare 'bindery diff' with the verdicts recorded in ../shared/corpus/oasdiff (CORPUS=, OPTIONS=--verbose)
	swift build --product change-suite
	"$$(swift build --show-bin-path)/change-suite" "$${CORPUS:-../shared/corpus}/oasdiff" Tests/Changes/differences.tsv $(if $(CORPUS),,--optional) $(OPTIONS)

lint: ## check the format of the sources
	swift format lint --strict --recursive --parallel $(SOURCES)

format: ## format the sources in place
	swift format --in-place --recursive --parallel $(SOURCES)

docs: setup ## build the documentation into .build/documentation; fail where a public symbol has none
	@.ci/docs

bench: setup ## measure the claims in README.md (release builds; takes a while)
	for product in bindery generator-benchmarks content-library benchmarks; do \
		swift build --configuration release --product $$product; \
	done
	"$$(swift build --configuration release --show-bin-path)/generator-benchmarks"
	"$$(swift build --configuration release --show-bin-path)/benchmarks"

bench-build: setup ## measure what building bindings costs, of six large documents and with the plugin (half an hour)
	for product in bindery generator-benchmarks; do swift build --configuration release --product $$product; done
	"$$(swift build --configuration release --show-bin-path)/generator-benchmarks" building rebuilding build-time

install: setup ## install commands, manual pages and completions (PREFIX=/usr/local, DESTDIR=, COMMANDS=)
	@.ci/install "$(PREFIX)" $(COMMANDS)

clean: ## remove build products
	swift package clean
