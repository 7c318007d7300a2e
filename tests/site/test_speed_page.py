"""The page of speed, from a record made here."""

from __future__ import annotations

import json

import pytest

from jacobook_site.generator import generate
from jacobook_site.placeholders import bare
from jacobook_site.speed import RESULTS, recorded
from jacobook_site.speed_page import PATH, speed_page

TINY, DENSE = "first order, under 20 us", "dense Hessian"


def cell(ratio, status="ok", **more):
    if status != "ok":
        return {"status": status}
    return {"status": "ok", "seconds": 1e-5 * ratio, "ratio": ratio, "low": 0.9 * ratio,
            "high": 1.1 * ratio, "setup": 0.005, **more}  # fmt: skip


def row(id, **cells):
    return {
        "id": id, "case": id.partition(" ")[0], "size": id.partition(" ")[2], "kind": "", "scale": 1,
        "cells": {"limit": cell(1.0), **cells},
    }  # fmt: skip


def goal(title, met, *, mean=1.5, found=True, unit="x"):
    summary = {"count": 2, "mean": 1.25, "worst": 2.25, "where": "vec/grad n=3"}
    return {
        "engine": "compiled", "title": title, "unit": unit, "met": met,
        "bounds": {"mean": mean, "worst": 2.5}, "found": summary if found else None,
        "peers": {"jax": {**summary, "mean": 3.0}, "casadi": {**summary, "count": 1, "mean": 0.5}},
    }  # fmt: skip


def record(*rows, classes=None):
    engines = {
        "limit": {"title": "by hand", "note": "NumPy", "versions": {"numpy": "2.4"}},
        "compiled": {"title": "jacobook compiled", "note": "", "versions": {"jacobook": "0.1"}},
        "jax": {"title": "JAX jit", "note": "<b>", "versions": {"jax": "0.10"}},
        "casadi": {"title": "CasADi", "note": "", "absent": "No module named 'casadi'"},
    }
    mean = {"count": 2, "mean": 1.25, "worst": 12.0, "where": "x"}
    return {
        "format": 1, "date": "2026-01-02", "options": {"rounds": 7, "seconds": 0.03},
        "machine": {"processor": "A <fast> one", "cores": 2, "memory": "24 GiB", "system": "Linux",
                    "python": "3.11", "numpy": "2.4", "blas": "openblas"},
        "engines": engines,
        "goals": [goal("tiny", True), goal("slow", False, mean=None, unit="s"),
                  goal("unknown", None, found=False)],
        "means": {TINY: {"compiled": mean}, DENSE: {}},
        "classes": classes or {r["id"]: TINY for r in rows},
        "growth": {"limit": {"vec/grad": 1.0}, "jax": {"vec/grad": 2.125}},
        "rows": list(rows),
    }  # fmt: skip


ROWS = (
    row("vec/grad n=3", compiled=cell(1.0), jax=cell(4.0)),
    row("mf/grad n=20", compiled=cell(3.0), jax=cell(1.5)),
    row("quad/grad n=10", compiled=cell(1.05), jax=cell(1.0)),
    row("lse/grad n=5", compiled=cell(1.0, "wrong"), jax=cell(1.0, "time")),
)


def shown(made):
    return bare(speed_page(made)).replace("\N{NO-BREAK SPACE}", " ")


def test_without_a_record_the_page_says_how_to_measure():
    assert "No measurement is recorded" in speed_page(None) and "make bench" in speed_page(None)
    assert "No measurement is recorded" in generate(())[PATH]


def test_losses_are_counted_and_said_by_how_much():
    page = shown(record(*ROWS))
    assert "In 1 of 3 rows some other library is faster" in page
    losses = page[page.index("#losses") :]
    assert (
        "<td>mf/grad n=20</td><td>3.0</td><td>JAX jit</td><td>1.50</td><td>2.0 times</td>" in losses
    )
    assert "quad/grad" not in losses[: losses.index("#set-up")]


def test_cells_show_ratio_spread_and_what_went_wrong():
    page = shown(record(*ROWS))
    assert (
        '<td>1.00<div class="jb-note">0.90 to 1.10</div></td><td><strong>4.0</strong></td>' in page
    )
    assert '<span class="jb-badge bad">wrong</span>' in page and "<td>too long</td>" in page


def test_goals_are_met_missed_or_not_measured():
    page = shown(record(*ROWS))
    assert "<td>mean 1.50, worst 2.5</td><td>mean 1.25, worst 2.2</td><td>2</td>" in page
    assert page.count(">yes<") == 1 and page.count(">no<") == 1 and "not measured" in page
    assert "JAX jit: mean 3.0, worst 2.2" in page and "CasADi: " not in page
    assert "<td>2.5 s</td><td>2.25 s</td>" in page


def test_machine_versions_and_absent_libraries_are_named():
    page = shown(record(*ROWS))
    assert "A &lt;fast&gt; one, 2 cores, 24 GiB" in page and "2026-01-02" in page
    assert "jax 0.10; &lt;b&gt;" in page and "<b>" not in page
    assert "left out: No module named" in page


def test_set_up_growth_and_memory_have_tables():
    large = row("vec/grad n=9", compiled=cell(1.0, peak=2 * 10**7) | {"setup": 0.07})
    large["cells"]["limit"] = cell(1.0, peak=10**7)
    page = shown(record(*ROWS, large))
    assert "<td>vec/grad n=9</td><td>10 MB</td><td>20 MB</td>" in page
    assert "<td>vec/grad</td><td>1.00</td><td>2.12</td>" in page
    assert "<td>mf/grad</td><td>5 ms</td><td>5 ms</td>" in page
    assert "<td>vec/grad</td><td>70 ms</td><td>5 ms</td>" in page


def test_rows_are_grouped_by_class():
    classes = {r["id"]: TINY for r in ROWS} | {"mf/grad n=20": DENSE}
    page = shown(record(*ROWS, classes=classes))
    assert page.index("## First order") < page.index("## Dense Hessian")
    assert page.index("## Dense Hessian") < page.index("<td>mf/grad n=20</td>")


def test_a_long_record_makes_a_small_page():
    names = ("compiled", "fused", "autograd", "jax", "torch", "torchfunc", "casadi", "numba")
    cells = {name: cell(12.5) for name in names}
    full = record(*(row(f"workload{i}/value_and_grad n=20000", **cells) for i in range(80)))
    full["engines"] |= {n: {"title": n, "note": "", "versions": {}} for n in names}
    assert len(speed_page(full).encode()) < 130_000


def test_the_file_is_read_if_there_is_one(tmp_path):
    path = tmp_path / "results.json"
    assert recorded(path) is None
    path.write_text(json.dumps(record(*ROWS)))
    assert recorded(path)["date"] == "2026-01-02"
    path.write_text('{"format": 2}')
    with pytest.raises(ValueError, match="has format 2; this site reads format 1"):
        recorded(path)


def test_the_committed_results_make_a_page():
    if not RESULTS.is_file():
        pytest.skip("no results are committed")
    found = recorded()
    page = speed_page(found)
    assert all(r["id"] in page for r in found["rows"])
    assert len(page.encode()) < 130_000


def test_structured_results_are_plotted_with_their_numbers_in_words():
    points = [
        {"n": 100, "by hand": 1e-5, "ours": 1.2e-5},
        {"n": 1000, "by hand": 2e-5, "ours": 2.2e-5},
    ]
    made = speed_page(
        {**record(row("vec/grad n=3")), "extras": {"structure": {"mf/hessian": points}}}
    )
    assert "Structured results" in made
    plot = bare(made)
    assert "From n = 100 to 1000" in plot
    assert "The largest ratio of the two is 1.20" in plot
    assert "Structured results" not in speed_page(record(row("vec/grad n=3")))
