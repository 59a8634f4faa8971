# The commands of this repository. `make test` installs what the tests need and
# runs all of them; the rest is told in CONTRIBUTING.md.

GO ?= go

# Everything but the browser tests, which run on their own, without -race, when
# the machine is quiet.
packages = $$($(GO) list ./... | grep -v /test/browser)

.PHONY: site test setup lint bench benchmarks dist screenshots clean

site: ## the sample site, in public/
	$(GO) run ./generator build

test: setup lint
	GONGKAI_TEST_ALL=1 CGO_ENABLED=1 $(GO) test -race -timeout 20m $(packages)
	cd tools && $(GO) test ./...
	$(GO) run ./generator build
	GONGKAI_TEST_ALL=1 $(GO) test -count=1 -timeout 25m ./test/browser

setup:
	scripts/setup.sh

lint:
	@unformatted=$$(gofmt -l bench generator layouts test tools); \
	if [ -n "$$unformatted" ]; then echo "gofmt these files:"; echo "$$unformatted"; exit 1; fi
	$(GO) vet ./...
	cd tools && $(GO) vet ./...
	$(GO) tool -modfile=tools/go.mod staticcheck ./...

# What a build costs, at 1,000 and 10,000 documents; BENCH="--against hugo,pagefind"
# sets it beside others, docs/performance.md tells the rest.
bench:
	$(GO) run ./bench $(BENCH)

benchmarks: ## of single functions
	$(GO) test -run '^$$' -bench . -benchmem ./generator/...

dist: ## release archives and SHA256SUMS, in dist/
	cd tools && $(GO) run ./dist -root .. -output ../dist

screenshots: setup ## pictures of every kind of page, in screenshots/
	GONGKAI_SCREENSHOTS=$(CURDIR)/screenshots $(GO) test -count=1 -timeout 15m -run TestScreenshots ./test/browser

clean:
	rm -rf dist screenshots public .gongkai test/browser/node_modules
