# heat: checks, benchmarks, gallery.
# 'make test' is what a change must pass; it installs what it needs beyond Go where
# apt-get is there and says what it does.

SHELL     := bash
GO        ?= go
FUZZTIME  ?= 10s
APT        = librsvg2-bin fonts-liberation poppler-utils mupdf-tools ghostscript qpdf fonts-noto-core fonts-wqy-microhei fonts-noto-color-emoji
STEP       = @printf '\n== %s\n'

.PHONY: test tools format vet staticcheck unit levels fuzz bench gallery lint build clean

test: tools lint unit levels fuzz
	$(STEP) 'all checks passed'

lint: format vet staticcheck

# Others draw our SVG and PDF for comparison; the fonts are for the scripts tested.
TOOLS      = rsvg-convert pdftoppm mutool gs qpdf

tools:
	$(STEP) 'tools: $(APT)'
	@missing=; for t in $(TOOLS); do command -v $$t >/dev/null || missing="$$missing $$t"; done; \
	ls /usr/share/fonts/truetype/noto/NotoSansArabic-Regular.ttf /usr/share/fonts/truetype/liberation*/LiberationSans-Regular.ttf >/dev/null 2>&1 || missing="$$missing fonts"; \
	if [ -z "$$missing" ]; then \
		echo 'already here'; \
	elif command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then \
		echo "installing with apt-get, for want of:$$missing"; \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $(APT) >/dev/null; \
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
	$(STEP) 'tests, with the race detector'
	$(GO) test -race ./...
	$(STEP) 'all generated figures, without it'
	$(GO) test -run 'NoText' .

# The same pictures whatever the processor can do.
levels:
	$(STEP) 'goldens with GOAMD64=v3'
	@if grep -qw avx2 /proc/cpuinfo 2>/dev/null && [ "$$($(GO) env GOARCH)" = amd64 ]; then \
		GOAMD64=v3 $(GO) test -run 'Golden|Oracle|SameBytes' . ./scale ./colormap ./stat ./internal/...; \
	else echo 'this processor has no AVX2: left out'; fi

fuzz:
	$(STEP) 'fuzzing, $(FUZZTIME) a target'
	@set -eo pipefail; for pkg in $$($(GO) list ./...); do \
		for f in $$($(GO) test -list '^Fuzz' $$pkg | grep '^Fuzz' || true); do \
			echo "$$pkg $$f"; $(GO) test -run '^$$' -fuzz "^$$f\$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 1s $$pkg | tail -n 2; \
		done; \
	done

build:
	$(GO) build -trimpath -o heat ./cmd/heat

bench: build
	$(GO) run ./bench

gallery:
	$(GO) run ./docs/gallery

clean:
	rm -f heat
