# heat: checks, benchmarks, gallery.
# 'make test' is what a change must pass; it installs what it needs beyond Go where
# apt-get is there and says what it does.

SHELL      := bash
GO         ?= go
# Fuzzing takes this long in all, shared by the targets, each of which gets two seconds at
# least; FUZZTIME=5m gives each of them so much instead. Building is not counted.
FUZZBUDGET ?= 110
FUZZTIME   ?=
MANDIR     ?= dist/man
APT        = librsvg2-bin fonts-liberation poppler-utils mupdf-tools ghostscript qpdf fonts-noto-core fonts-wqy-microhei fonts-noto-color-emoji
# Not every system has it as a package.
APTBROWSER = chromium
STEP       = @printf '\n== %s\n'

.PHONY: test tools format vet staticcheck unit race levels fuzz bench gallery man lint build clean

test: tools lint unit race levels fuzz
	$(STEP) 'all checks passed'

lint: format vet staticcheck

# Others draw our SVG and PDF for comparison; the fonts are for the scripts tested.
TOOLS      = rsvg-convert pdftoppm mutool gs qpdf chromium

tools:
	$(STEP) 'tools: $(APT) $(APTBROWSER)'
	@missing=; for t in $(TOOLS); do command -v $$t >/dev/null || missing="$$missing $$t"; done; \
	ls /usr/share/fonts/truetype/noto/NotoSansArabic-Regular.ttf /usr/share/fonts/truetype/liberation*/LiberationSans-Regular.ttf >/dev/null 2>&1 || missing="$$missing fonts"; \
	if [ -z "$$missing" ]; then \
		echo 'already here'; \
	elif command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then \
		echo "installing with apt-get, for want of:$$missing"; \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $(APT) >/dev/null && \
		{ command -v chromium >/dev/null || DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $(APTBROWSER) >/dev/null || \
			echo 'no chromium: the test that needs it is left out'; }; \
	else \
		echo "not here:$$missing; no apt-get to install them with (it needs root): tests that need them are left out"; \
	fi

format:
	$(STEP) 'gofmt'
	@out=$$(gofmt -l .); if [ -n "$$out" ]; then echo "gofmt would change:"; echo "$$out"; exit 1; fi

vet:
	$(STEP) 'go vet'
	$(GO) vet ./...

staticcheck:
	$(STEP) 'staticcheck'
	$(GO) tool staticcheck ./...

unit:
	$(STEP) 'tests'
	$(GO) test ./...

# Slow tests of one goroutine find nothing more with the race detector, which makes each
# ten times as slow: -short leaves them out.
race:
	$(STEP) 'tests, with the race detector'
	$(GO) test -race -short ./...

# The same pictures whatever the processor can do.
levels:
	$(STEP) 'goldens with GOAMD64=v3'
	@if grep -qw avx2 /proc/cpuinfo 2>/dev/null && [ "$$($(GO) env GOARCH)" = amd64 ]; then \
		GOAMD64=v3 $(GO) test -run 'Golden|Oracle|SameBytes' . ./scale ./colormap ./stat/... ./table ./cluster ./internal/...; \
	else echo 'this processor has no AVX2: left out'; fi

# Targets are found in the sources, by what is built here, so that only packages that have
# some are built, and each once.
FUZZLIST   = $(GO) list -f '{{$$p := .}}{{range .TestGoFiles}}{{$$p.ImportPath}} {{$$p.Dir}}/{{.}}{{"\n"}}{{end}}{{range .XTestGoFiles}}{{$$p.ImportPath}} {{$$p.Dir}}/{{.}}{{"\n"}}{{end}}' ./... | \
	while read -r pkg file; do \
		if [ -n "$$file" ]; then sed -n "s,^func \(Fuzz[A-Za-z0-9_]*\)(.*,$$pkg $$(dirname $$file) \1,p" "$$file"; fi; \
	done

fuzz:
	$(STEP) 'fuzzing'
	@set -eo pipefail; \
	targets=$$($(FUZZLIST)); n=$$(printf '%s\n' "$$targets" | wc -l); \
	each=$(FUZZTIME); if [ -z "$$each" ]; then each=$$(( $(FUZZBUDGET) / n )); each=$$(( each < 2 ? 2 : each ))s; fi; \
	echo "$$n targets, $$each each"; \
	tests=$$(mktemp -d); trap 'rm -rf "$$tests"' EXIT; built=; \
	while read -r pkg dir f; do \
		if [ "$$pkg" != "$$built" ]; then $(GO) test -c -fuzz . -o "$$tests/test" "$$pkg"; built=$$pkg; fi; \
		echo "$$pkg $$f"; \
		if ( cd "$$dir"; exec "$$tests/test" -test.run '^$$' -test.fuzz "^$$f\$$" -test.fuzztime "$$each" -test.fuzzminimizetime 1s \
			-test.fuzzcachedir "$$($(GO) env GOCACHE)/fuzz/$$pkg" ) </dev/null >"$$tests/log" 2>&1; \
		then tail -n 2 "$$tests/log"; \
		elif grep -q 'context deadline exceeded' "$$tests/log" && ! grep -q 'Failing input' "$$tests/log"; \
		then echo 'its time ran out in the middle of an input: nothing was found'; \
		else cat "$$tests/log"; exit 1; fi; \
	done <<<"$$targets"

# Without C, which a library would bring in for names of hosts, a run starts a millisecond
# earlier.
build:
	CGO_ENABLED=0 $(GO) build -trimpath -o heat ./cmd/heat

bench: build
	$(GO) run ./bench

gallery:
	$(GO) run ./docs/gallery

# The manual's pages, for packages: the date is that of SOURCE_DATE_EPOCH, or none.
man:
	$(GO) run ./cmd/heat man $(MANDIR)

clean:
	rm -f heat
	rm -rf dist/man
