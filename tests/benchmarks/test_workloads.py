"""What is written by hand against what jacobook and autograd find, at the smallest sizes."""

from __future__ import annotations

import importlib.util

import numpy as np
import pytest

from benchmarks.compiled.engines import ENGINES
from benchmarks.compiled.engines.base import parts
from benchmarks.compiled.measure import difference
from benchmarks.compiled.workload import KINDS, chosen
from benchmarks.compiled.workloads import ROWS, WORKLOADS

SMALLEST = list({row.case: row for row in reversed(ROWS)}.values())
NAMES = {
    *("scalar", "vec", "neuron", "logreg", "mlp", "mf", "net", "quad", "logdet", "trinv"),
    *("softmax", "lse", "elementwise", "chain", "manyvars", "rosen", "batchinv", "batchdet"),
    "layer",
}
each = pytest.mark.parametrize("row", SMALLEST, ids=lambda row: row.case)


def by_hand(row, which="limit"):
    found = row.limit(which)(*row.operands(), *row.directions())
    return [np.asarray(part) for part in parts(found)]


def by_engine(name, row):
    engine = ENGINES[name].start()
    derivative = engine.derivative(row)
    return derivative and engine.arrays(row, derivative(*engine.arguments(row)))


@each
@pytest.mark.parametrize("engine", ["eager", "compiled", "compiled_structured", "autograd"])
def test_the_limit_is_the_derivative(row, engine):
    if not all(map(importlib.util.find_spec, ENGINES[engine].libraries)):
        pytest.skip(f"{engine} is not installed")
    found = by_engine(engine, row)
    assert found is None or difference(found, by_hand(row)) == ""
    assert (found is None) == (engine == "compiled_structured" and not row.derivative.structured)


@each
def test_no_argument_is_changed(row):
    before, after = row.operands(), row.operands()
    row.limit()(*after, *row.directions())
    for old, new in zip(before, after, strict=True):
        np.testing.assert_array_equal(old, new)


@pytest.mark.parametrize("row", [r for r in SMALLEST if r.derivative.algebra], ids=lambda r: r.id)
def test_rewriting_changes_no_value(row):
    assert difference(by_hand(row, "algebra"), by_hand(row)) == ""


def _dense(row, core):
    """The dense result that a structured one stands for."""
    if row.workload.name == "softmax":
        return np.diag(core) - np.outer(core, core)
    if row.workload.name == "elementwise":
        return np.diag(core)
    return np.einsum("ij,ab->iajb", np.eye(len(row.operands()[0])), core)


@pytest.mark.parametrize(
    "row", [r for r in SMALLEST if r.derivative.structured], ids=lambda r: r.id
)
def test_a_structured_result_stands_for_the_dense_one(row):
    (core,) = by_hand(row, "structured")
    assert difference([_dense(row, core)], by_hand(row)) == ""


def test_all_workloads_are_there_with_three_sizes_each():
    assert {w.name for w in WORKLOADS} == NAMES
    assert {row.kind for row in ROWS} == set(KINDS)
    for row in SMALLEST:
        sizes = [r.size for r in ROWS if r.case == row.case]
        scales = [size.scale for size in sizes]
        assert len(sizes) == 3 and scales == sorted(set(scales)), row.case
    assert len({row.id for row in ROWS}) == len(ROWS)


def test_rows_are_chosen_by_workload_case_or_id():
    assert chosen(ROWS, []) == list(ROWS)
    assert {r.case for r in chosen(ROWS, ["mf"])} == {"mf/grad", "mf/hessian"}
    assert {r.size.label for r in chosen(ROWS, ["mf/hessian"])} == {"n=10", "n=50", "n=200"}
    assert [r.id for r in chosen(ROWS, ["vec/grad n=3"])] == ["vec/grad n=3"]
    with pytest.raises(ValueError, match="there is no workload nothing; there are scalar/grad"):
        chosen(ROWS, ["nothing"])
