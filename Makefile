# One command per job; each creates the virtual environment and installs what it needs.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PORT ?= 8000
# Material prints an advertisement for its successor on every build; OpenBLAS threads only wait
# for each other on matrices as small as those in the tests.
export NO_MKDOCS_2_WARNING := 1
export OMP_NUM_THREADS ?= 1
# The tests start hundreds of processes, and each would compile the whole book anew.
unexport PYTHONDONTWRITEBYTECODE

# The third-party packs of plugins/ are installed into a folder of their own, never beside jacobook.
READ := $(PYTHON) -c "import sys, tomllib; t = tomllib.load(open('plugins/packs.toml', 'rb')); \
    print(*(t if sys.argv[1] == 'names' else sorted({v if '=' in v else './' + v for v in t.values()})))"
NAMESPACES := $(shell $(READ) names)
PACKS := build/packs
PEERS := build/peers
RECORDS := $(NAMESPACES:%=build/records/%.json)
PACK_FILES := $(shell find plugins -name '*.py' -o -name 'pyproject.toml')
CORE_FILES := $(shell find core rules site/jacobook_site -name '*.py')

.PHONY: serve build records test test-all test-packs test-journey test-browser lint types bench clean

serve: $(VENV)/.site $(RECORDS) ## the site in your browser; what you edit is made anew
	$(BIN)/jacobook serve --port $(PORT)

build: $(VENV)/.site $(RECORDS) ## the site as files in build/site
	$(BIN)/jacobook build --strict

records: $(RECORDS) ## what the site shows of the third-party packs, measured

test: $(VENV)/.dev ## all tests but the exhaustive ones and those that need a browser
	$(BIN)/pytest -n 2 -m "not exhaustive and not browser and not journey"

test-all: $(VENV)/.dev ## also the full products of keywords, shapes and draws
	$(BIN)/pytest -n 2 -m "not browser and not journey"

test-packs: $(VENV)/.dev $(PACKS)/.installed ## the third-party packs' own tests
	for tests in plugins/*/tests; do \
		PYTHONPATH=$(PACKS) $(BIN)/pytest -n 2 $$tests || exit 1; done

test-journey: $(VENV)/.dev ## the publishing guide's commands, in a fresh environment from a built wheel
	$(BIN)/pytest -m journey tests/journey

test-browser: $(VENV)/.dev build ## the built site in a real browser (needs Chromium)
	$(BIN)/pytest -n 2 -m browser

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.dev
	$(BIN)/mypy

bench: $(VENV)/.dev $(PEERS)/.installed ## others side by side; BENCH="--quick" hurries the last part
	$(BIN)/python benchmarks/eager.py
	$(BIN)/python benchmarks/closed_forms.py
	$(PEERS)/bin/python -m benchmarks.compiled --json build/bench.json $(BENCH)

clean:
	rm -rf build $(VENV)

$(PACKS)/.installed: $(VENV)/.site $(PACK_FILES)
	rm -rf $(PACKS)
	$(BIN)/pip install --quiet --no-deps --target $(PACKS) $(shell $(READ) requirements)
	touch $@

$(PEERS)/.installed: pyproject.toml
	$(PYTHON) -m venv $(PEERS)
	$(PEERS)/bin/pip install --quiet --upgrade pip
	$(PEERS)/bin/pip install --quiet --editable . --group bench
	touch $@

build/records/%.json: $(PACKS)/.installed $(CORE_FILES)
	mkdir -p $(@D)
	PYTHONPATH=$(PACKS) $(BIN)/jacobook check $* --record $@

$(VENV)/.base:
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --upgrade pip
	touch $@

$(VENV)/.site: $(VENV)/.base pyproject.toml
	$(BIN)/pip install --quiet --editable '.[site,data]' --group compare
	touch $@

$(VENV)/.dev: $(VENV)/.base pyproject.toml
	$(BIN)/pip install --quiet --editable '.[site,data]' --group dev
	touch $@
