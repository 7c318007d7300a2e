"""The page of the benchmark expressions, from a record made here."""

from __future__ import annotations

import pytest

import jacobook
from jacobook_site import sixty
from jacobook_site.generator import generate
from jacobook_site.memory import Memory
from jacobook_site.placeholders import bare
from jacobook_site.sixty_page import PATH, sixty_page

BOOK = jacobook.Registry(packs=["jacobook_rules:pack"])
"""The built-in rules: what is installed beside them is no part of the book."""

CHECKS = {"value": True, "round_trip": True, "deterministic": True, "steps": True}


def row(number, *, status="matrix", ratio=1.0, seconds=0.01, **changes):
    attempt = {"status": status, "spelling": "x.T*x", "text": "<b>2*x</b>", "seconds": 0.5}
    return {
        "id": number,
        "level": 1 + number % 2,
        "expression": "x'*x",
        "wrt": "x",
        "order": 1,
        "answer_text": "2*x",
        "operator_text": "",
        "listed": "2*x",
        "source": "a table",
        "length_ratio": ratio,
        "longer": "",
        "seconds": seconds,
        "checks": CHECKS,
        "answer_latex": "2x",
        "answer_mathml": '<math alttext="2x"><mi>x</mi></math>',
        "sympy": {"version": "1.14", "status": status, "attempts": [attempt]},
        **changes,
    }


def record(*rows):
    statuses = {"matrix": "a matrix expression, value right", "wrong value": "another value"}
    return {"versions": "Python 3, SymPy 1", "statuses": statuses, "rows": list(rows)}


def test_without_a_record_the_page_says_so():
    assert "not measured in this build" in sixty_page(None)
    assert "not measured in this build" in generate(())[PATH]


def test_the_summary_is_counted_from_the_rows():
    failing = {**CHECKS, "round_trip": False}
    rows = (
        row(1, seconds=0.005),
        row(2, status="wrong value", ratio=2.0, seconds=1.5),
        row(3, checks=failing),
    )
    page = bare(sixty_page(record(*rows)))
    assert "<td>jacobook: value right</td><td>3 of 3</td>" in page
    assert "<td>jacobook: reads back</td><td>2 of 3</td>" in page
    assert "published length</td><td>2 of 3</td>" in page
    assert "10 ms, 1.5 s" in page and "<td>5.0 ms</td>" in page
    assert "<td>SymPy: another value</td><td>1 of 3</td>" in page
    assert "not: reads back" in page and "wrong value" in page


def test_rows_are_grouped_by_level_and_all_are_there():
    page = bare(sixty_page(record(*(row(i) for i in range(1, 6)))))
    assert page.index("## Level 1") < page.index("## Level 2")
    assert page.count('aria-label="Derivative') == 5


def test_results_of_others_are_text():
    page = bare(sixty_page(record(row(1))))
    assert "<b>" not in page and "&lt;b&gt;2*x" in page


def test_the_measurement_is_remembered(tmp_path, monkeypatch):
    class Benchmark:
        STATUSES = (("matrix", "right"),)
        runs = 0

        def rows(self):
            self.runs += 1
            return []

    benchmark = Benchmark()
    monkeypatch.setattr(sixty, "_benchmark", lambda: benchmark)
    registry, path = BOOK, tmp_path / "memory.bin"
    assert sixty.measured(registry, Memory(path), measure=False) is None
    first = sixty.measured(registry, Memory(path))
    assert sixty.measured(registry, Memory(path), measure=False) == first
    assert benchmark.runs == 1
    monkeypatch.setattr(sixty, "versions", lambda: "another SymPy")
    sixty.measured(registry, Memory(path))
    assert benchmark.runs == 2


def test_a_missing_benchmark_is_no_error(tmp_path, monkeypatch):
    monkeypatch.setattr(sixty, "_SOURCES", (tmp_path / "nothing.py",))
    assert sixty.measured(BOOK, Memory(None)) is None


@pytest.mark.parametrize("key", ["answer_mathml", "checks", "sympy"])
def test_the_record_is_what_the_benchmark_writes(key):
    benchmark = sixty._benchmark()
    entry = benchmark.sixty.SIXTY[0]
    found = benchmark.row(entry, benchmark.derived(entry)[0].text("matlab"), sympy=False).record()
    assert key in found and set(found) == set(row(1))
