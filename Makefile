# The commands of this repository. Each sets up what it needs first: see tools/setup.

PYTHON ?= python3
JOBS ?= 2
export PYTHON

VENV := build/venv/bin
PYTEST = $(VENV)/python -m pytest tests examples -n $(JOBS) $(ARGS)
# Bindings are aligned by hand, in columns; bench/ is frozen.
C_FILES = $(shell find include src -name '*.[ch]' -not -path '*/detail/map.h')
C_SOURCES = $(wildcard src/*.c)
PY_FILES = $(shell find . -path ./build -prune -o -name '*.py' -print) tools/expand \
	tools/amalgamate tools/converters tools/mistakes tools/site

# What src/ has to be clean under, on gcc and clang; Python's headers are not ours.
INCLUDES = -Iinclude -isystem $(shell $(VENV)/python -c \
	'import sysconfig; print(sysconfig.get_path("include"))')
STRICT := -std=c11 -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wundef -Wcast-qual \
	-Wstrict-prototypes -Wmissing-prototypes -Wformat=2 -Wvla -Wwrite-strings \
	-Wpointer-arith -Werror -DSEABIND_STRICT_DIAGNOSTICS
# It misses more when optimising; gcc 12 takes copied results for uninitialised.
ANALYSE := -O0 -fanalyzer -Wno-analyzer-use-of-uninitialized-value -Werror

.PHONY: help demo demo-zstd test test-plain test-sanitized test-pythons \
	test-matrix test-races chaos bench instructions docs expand amalgamate \
	package format lint clean setup

help: ## Show this list
	@sed -n 's/^\([a-z-]*\):.*## /\1|/p' $(MAKEFILE_LIST) | \
		awk -F'|' '{ printf "make %-16s %s\n", $$1, $$2 }'

demo: ## Build the zlib binding and show it at work
	tools/setup demo
	$(VENV)/python examples/zlib/demo.py

demo-zstd: setup ## Compare the zstd binding with a Python package for zstd
	$(VENV)/python examples/zstd/demo.py

test: test-plain test-sanitized test-pythons ## Run every test, also under sanitizers, and the ends of interpreters on every Python here; ARGS="-k name" selects some

test-plain: setup ## Run the tests on optimised builds
	$(PYTEST)

test-sanitized: setup ## Run the tests under ASan and UBSan
	tests/sanitized $(PYTEST)

test-pythons: setup ## Run what must survive the end of an interpreter on every Python here
	$(VENV)/python tests/matrix.py --quick

chaos: setup ## Leave SEEDS random graphs (default 1000) to the end of the interpreter
	$(VENV)/python tests/shutdown/chaos.py --seeds 1-$(or $(SEEDS),1000) --jobs $(JOBS)

test-matrix: setup ## Run the tests on every Python; PYTHONS=DIR of `tools/pythons get`
	$(VENV)/python tests/matrix.py --results tests/matrix.md \
		$(if $(PYTHONS),--pythons $(PYTHONS)) $(ARGS)

test-races: setup ## Run what has threads under ThreadSanitizer; PYTHONS=DIR of `tools/pythons get`
	$(VENV)/python tests/matrix.py --only tsan $(if $(PYTHONS),--pythons $(PYTHONS)) $(ARGS)

bench: setup ## Measure against hand-written C and other binding tools; ARGS=--write puts tables and plots into docs/
	$(VENV)/python bench/run.py --pythons $(ARGS)

instructions: setup ## Count the instructions of calls; ARGS=--record after a change that is meant
	$(VENV)/python bench/instructions.py $(ARGS)

docs: ## Build the documentation's site into build/docs/html
	tools/setup docs
	$(VENV)/python tools/site

expand: setup ## Show what the blocks of FILE expand to; BLOCK=name or line for one
	@test -n "$(FILE)" || { echo 'usage: make expand FILE=x.c [BLOCK=name]' >&2; exit 2; }
	@$(VENV)/python tools/expand $(FILE) $(BLOCK)

amalgamate: ## Write seabind.h and seabind.c to build/amalgamated
	$(PYTHON) tools/amalgamate

package: setup ## Build the pip package into build/dist
	$(VENV)/python -m build --no-isolation --outdir build/dist

format: setup ## Format all C and Python files
	$(VENV)/clang-format -i $(C_FILES)
	$(VENV)/ruff check --quiet --fix $(PY_FILES)
	$(VENV)/ruff format --quiet $(PY_FILES)

lint: setup ## Check format, warnings and what static analysers find
	$(VENV)/clang-format --dry-run -Werror $(C_FILES)
	$(VENV)/ruff check --quiet $(PY_FILES)
	$(VENV)/ruff format --check --quiet $(PY_FILES)
	gcc $(INCLUDES) $(STRICT) -fsyntax-only $(C_SOURCES)
	clang $(INCLUDES) $(STRICT) -fsyntax-only $(C_SOURCES)
	for file in $(C_SOURCES); do \
		gcc $(INCLUDES) -std=c11 $(ANALYSE) -c -o /dev/null $$file || exit 1; \
	done
	clang-tidy --quiet $(C_SOURCES) -- $(INCLUDES) -std=c11
	cppcheck --quiet --error-exitcode=1 --std=c11 --inline-suppr \
		--enable=warning,portability -Iinclude $(C_SOURCES)

clean: ## Delete everything that was built
	rm -rf build

setup:
	@tools/setup test
