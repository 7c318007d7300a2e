"""Goals, means and growth, from rows made here; what is written is what is read."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner
from rich.console import Console

from benchmarks.compiled import goals, surroundings, tables
from benchmarks.compiled.__main__ import main
from benchmarks.compiled.results import Cell, Measured, Report, rows_of, write


def cell(seconds, ratio, **more):
    return Cell("ok", seconds=seconds, ratio=ratio, low=ratio, high=ratio, **more)


def row(id, limit, *, kind="first order", scale=1, **ratios):
    cells = {name: cell(limit * ratio, ratio) for name, ratio in ratios.items()}
    case, _, size = id.partition(" ")
    return Measured(id, case, size, scale, kind, {"limit": cell(limit, 1.0), **cells})


ROWS = [
    row("vec/grad n=3", 5e-6, scale=3, compiled=1.0, jax=4.0),
    row("vec/grad n=30", 10e-6, scale=30, compiled=4.0, jax=2.0),
    row("mf/hessian n=10", 1e-6, kind="structured", scale=10, compiled=1.2, jax=3.0),
    row("mf/hessian n=100", 100e-6, kind="structured", scale=100, compiled=1.2, jax=300.0),
]


def outcome(title, rows=ROWS, extras=None, engine="compiled"):
    found = goals.outcomes(rows, extras or {})
    return next(o for o in found if o.goal.title == title and o.goal.engine == engine)


def test_a_goal_has_a_mean_and_a_worst():
    found = outcome("first order, under 20 us")
    assert found.found == goals.Summary(2, pytest.approx(2.0), 4.0, "vec/grad n=30")
    assert found.met is False
    assert outcome("structured, dense result").met is True
    assert found.peers["jax"].mean == pytest.approx(8**0.5)


def test_without_numbers_nobody_knows():
    found = outcome("long chain")
    assert found.found is None and found.met is None


def test_classes_go_by_the_time_of_the_limit():
    found = {r.id: goals.class_of(r) for r in (*ROWS, row("a/grad", 20e-6), row("b/grad", 1.0))}
    assert found["vec/grad n=3"] == "first order, under 20 us"
    assert found["a/grad"] == "first order, 20 us to 1 ms"
    assert found["b/grad"] == "first order, over 1 ms"
    assert found["mf/hessian n=10"] == "structured, dense result"


def test_growth_is_compared_with_that_of_the_limit():
    assert goals.growths(ROWS, "limit")["mf/hessian"] == pytest.approx(2.0)
    assert goals.excess_growth(ROWS, "jax")["mf/hessian"] == pytest.approx(2.0)
    found = outcome("growth, exponent above the limit's")
    assert found.found.where == "vec/grad" and found.met is False


def test_set_up_and_memory_come_from_cells():
    small = Measured(
        "mlp/value_and_grad batch 1", "mlp/value_and_grad", "batch 1", 1, "first order",
        {"limit": cell(1e-5, 1.0, peak=10**7), "compiled": cell(1e-5, 1.0, setup=0.03, peak=10**8)},
    )  # fmt: skip
    assert outcome("set-up, gradient of a model", [small]).met is False
    assert outcome("memory, over the limit's", [small]).found.worst == 10.0


def test_a_fixed_cost_is_what_a_line_leaves():
    rows = [
        row(f"scalar/grad {n}0 ops", 1e-6 * n, kind="scalars", scale=n, eager=50 + 10 / n)
        for n in (1, 10)
    ]
    found = outcome("fixed cost of a call", rows, engine="eager")
    assert found.found.worst == pytest.approx(10e-6) and found.met is True


def test_single_measurements_have_goals():
    extras = {"overheads": {"compiled": 0.4e-6}, "import numpy": 0.05}
    extras["import jacobook and numpy"] = 0.09
    assert outcome("a call, above the emitted code", extras=extras).met is True
    assert outcome("import, above that of NumPy", extras=extras, engine="").met is False


def report():
    extras = {"import numpy": 0.05, "import jacobook and numpy": 0.07}
    extras["loaded by import jacobook"] = []
    return Report(
        date="2026-01-01",
        machine=surroundings.machine(),
        options={"rounds": 3},
        engines=surroundings.engines(["limit", "compiled", "jax"], {"jax": "not installed"}),
        rows=ROWS,
        extras=extras,
        derived=goals.derived(ROWS, extras),
    )


def test_what_is_written_is_read(tmp_path):
    path = tmp_path / "deep" / "results.json"
    write(report(), path)
    record = json.loads(path.read_text())
    assert [r.record() for r in rows_of(record)] == [r.record() for r in ROWS]
    assert record["engines"]["jax"] == {**record["engines"]["jax"], "absent": "not installed"}
    assert record["classes"]["vec/grad n=3"] == "first order, under 20 us"
    assert record["means"]["structured, dense result"]["jax"]["worst"] == 300.0
    assert record["machine"]["numpy"]


def test_the_tables_say_what_is_missing_wrong_and_not_met():
    console = Console(width=160)
    wrong = Measured("c/grad", "c/grad", "", 1, "first order", {"limit": cell(1e-6, 1.0)})
    wrong.cells["compiled"] = Cell("wrong", detail="off by 1")
    made = report()
    classes = {**made.derived["classes"], "c/grad": "first order, under 20 us"}
    made = Report(
        **{n: getattr(made, n) for n in Report.__slots__ if n not in ("rows", "derived")},
        rows=[*ROWS, wrong],
        derived={**made.derived, "classes": classes},
    )
    with console.capture() as captured:
        for part in tables.parts(made):
            console.print(part)
    text = captured.get()
    assert "without jax: not installed" in text
    assert "WRONG" in text and "not measured" in text and "20 ms more" in text


def test_the_command_line_names_what_there_is():
    result = CliRunner().invoke(main, ["--only", "nothing"])
    assert result.exit_code == 2 and "there are" in result.output and "mf/hessian" in result.output
    result = CliRunner().invoke(main, ["--engines", "tinygrad"])
    assert result.exit_code == 2 and "autograd" in result.output


def test_versions_are_those_of_the_libraries():
    found = surroundings.engines(["limit", "eager"], {})
    assert set(found) == {"limit", "eager"}
    assert found["eager"]["versions"]["jacobook"]
