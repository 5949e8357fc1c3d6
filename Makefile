# The commands that people type. Each does all the set-up it needs.

PREFIX ?= /usr/local
DESTDIR ?=
release := .build/release
program := $(release)/bodeguero
sources := Package.swift $(shell find Sources -type f)

.PHONY: chat test clients check format learn bench soak sanitize fuzz install clean

# Opens the demo shop.
chat: $(program)
	@exec $(program) chat --demo

# Runs every test; a few at a time where the toolchain can, so that none waits long for the others.
test: .build/setup
	SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH=4 swift test

# Tries the real clients of the wires that the program speaks.
clients: $(program)
	scripts/clients

# Holds the code to its own rules: format, imports against the manifest, no warnings, also in what people run.
check: .build/setup
	swift format lint --strict --recursive Package.swift Sources Tests Benchmarks Fuzz
	scripts/check-imports
	swift build --build-tests
	swift build -c release --product bodeguero

format:
	swift format --in-place --recursive Package.swift Sources Tests Benchmarks Fuzz

# Learns again what the words of each language say of intents, from the sentences that tuning may read.
sentences := Tests/UnderstandingTests/Sentences
learn: $(program)
	for language in es en; do \
	  $(program) learn $$language --catalogue $(sentences)/shop.txt $(sentences)/intents.txt \
	    $(sentences)/questions.txt $(sentences)/actions.txt $(sentences)/talk.txt \
	    $(sentences)/development-es.txt $(sentences)/development-en.txt > .build/weights.txt \
	  && mv .build/weights.txt prompts/$$language/understanding/weights.txt || exit 1; \
	done

# Measures speed, each figure beside its floor in the same run.
bench: .build/setup
	swift build -c release --product benchmark
	swift build -c release --product bodeguero
	$(release)/benchmark

# Kills sales in the middle, many times.
soak: .build/setup
	BODEGUERO_SOAK=1 swift test --filter ShopTests

# Runs the tests of the rooms that hold C memory or threads under the sanitizers.
# Leaks are not looked for: those it finds are the test runner's, Foundation's and of globals.
sanitize: .build/setup
	ASAN_OPTIONS=detect_leaks=0 swift test --scratch-path .build/address --sanitize=address --filter 'SQLiteTests|SQLTests|WireTests|ConsoleTests|CryptoTests|HTTPServerTests|HTTPClientTests|BarcodesTests|DrawingTests'

# Looks for input that breaks what parses a stranger's bytes, for FUZZ_SECONDS.
FUZZ_SECONDS ?= 300
fuzz: .build/setup
	BODEGUERO_FUZZ=1 swift build -c release --scratch-path .build/fuzzer --product fuzz \
	  --sanitize fuzzer --sanitize address \
	  -Xswiftc -sanitize-coverage=edge,trace-cmp,inline-8bit-counters,pc-table
	mkdir -p .build/corpus
	SWIFT_BACKTRACE=enable=no .build/fuzzer/release/fuzz -max_total_time=$(FUZZ_SECONDS) -max_len=400 .build/corpus

# Installs the program, what it reads, the documents and the systemd unit (docs/server.md says how to start it).
install: $(program)
	install -d $(addprefix $(DESTDIR)$(PREFIX)/, bin share/bodeguero share/doc/bodeguero lib/systemd/system \
	  lib/sysusers.d)
	install -m 755 $(program) $(DESTDIR)$(PREFIX)/bin/bodeguero
	cp -r prompts tools pages $(DESTDIR)$(PREFIX)/share/bodeguero/
	install -m 644 docs/*.md $(DESTDIR)$(PREFIX)/share/doc/bodeguero/
	sed 's|@PREFIX@|$(abspath $(PREFIX))|g' systemd/bodeguero.service.in \
	  >$(DESTDIR)$(PREFIX)/lib/systemd/system/bodeguero.service
	install -m 644 systemd/bodeguero.sysusers $(DESTDIR)$(PREFIX)/lib/sysusers.d/bodeguero.conf

clean:
	rm -rf .build

$(program): $(sources) | .build/setup
	swift build -c release --product bodeguero
	@touch $(program)

# What the machine must have, looked at once.
.build/setup: scripts/setup
	@scripts/setup
	@mkdir -p .build
	@touch .build/setup
