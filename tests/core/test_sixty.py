"""The sixty benchmark expressions: right, printed so that it reads back, short, quick, the same."""

from __future__ import annotations

import functools
import importlib.util
import itertools
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import jacobook as jb
from jacobook.closed_form.checking import directional, projection
from jacobook.closed_form.derivation import Derivation
from jacobook.closed_form.steps import Step
from jacobook.expression import Expression, node, postorder, rebuild, variable, variables
from jacobook.language import DIFFERENTIAL

BOOK = jb.registry()
SYNTAXES = ("numpy", "matlab")


HERE = Path(__file__).parent


def _load(name: str, folder: Path = HERE) -> Any:
    """A module that is in no package, such as one beside this file."""
    found = sys.modules.get(name)
    if found is None:
        spec = importlib.util.spec_from_file_location(name, folder / f"{name}.py")
        assert spec is not None and spec.loader is not None
        found = sys.modules[name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(found)
    return found


sixty = _load("sixty")
SIXTY = sixty.SIXTY
each = pytest.mark.parametrize("entry", SIXTY, ids=lambda entry: f"{entry.id}")
by_matrix = pytest.mark.parametrize(
    "entry",
    [SIXTY[i - 1] for i in (35, 36, 37, 38, 39, 40, 48, 52)],
    ids=lambda entry: f"{entry.id}",
)


@functools.cache
def derived(number: int) -> Derivation:
    """The derivative of one of the sixty."""
    found: Derivation = jb.derive(**SIXTY[number - 1].request)
    return found


def assert_right(found: Derivation, body: Expression, entry: Any) -> None:
    assert max(sixty.differences(found, body, entry)) < 1e-7


def test_there_are_sixty() -> None:
    assert [entry.id for entry in SIXTY] == list(range(1, 61))
    assert sum(entry.order == 2 for entry in SIXTY) == 7


@each
def test_the_value_is_right(entry: Any) -> None:
    found = derived(entry.id)
    assert_right(found, found.derivative, entry)


@each
def test_the_reference_is_the_slope_of_the_function_as_the_engine_reads_it(entry: Any) -> None:
    found = derived(entry.id)
    values = entry.values(5)
    source = found.stages[0].derivative if found.stages else found.source
    known = {str(v["name"]): v for v in found.variables}
    known.setdefault(entry.wrt, found.problem.wrt)
    x = values[entry.wrt]
    direction = projection(found.facts)(np.random.default_rng(entry.id).standard_normal(x.shape))
    slope = directional(
        lambda at: sixty.value(source, known, {**values, entry.wrt: at}), x, direction
    )
    got = np.tensordot(entry.derivative(values), direction, axes=direction.ndim)
    np.testing.assert_allclose(got, np.asarray(slope), rtol=1e-5, atol=1e-5)


@pytest.mark.parametrize("syntax", SYNTAXES)
@each
def test_the_printed_text_reads_back_as_the_same_value(entry: Any, syntax: str) -> None:
    found = derived(entry.id)
    assert_right(found, sixty.read_again(found, syntax, entry), entry)


def test_the_derivatives_of_matrices_by_matrices_are_these() -> None:
    operators = [entry.id for entry in SIXTY if derived(entry.id).form == "operator"]
    assert operators == [35, 36, 37, 38, 39, 40, 48, 52]


@by_matrix
def test_the_stacked_form_is_right(entry: Any) -> None:
    found = derived(entry.id).kronecker()
    assert found.form == "kronecker"
    assert_right(found, found.derivative, entry)


@pytest.mark.parametrize("syntax", SYNTAXES)
@by_matrix
def test_the_printed_stacked_form_reads_back(entry: Any, syntax: str) -> None:
    found = derived(entry.id).kronecker()
    assert_right(found, sixty.read_again(found, syntax, entry), entry)


# ------------------------------------------------------------------------------- the text


def in_matrix_notation(found: Derivation) -> bool:
    """Whether an answer is written without index letters: no `einsum` and no subscripts."""
    operations = {part.operation for part in postorder(found.derivative)}
    text = found.text("matlab") + found.text("numpy")
    return "einsum" not in operations and "einsum" not in text and "->" not in text


def test_indices_are_noticed() -> None:
    assert not in_matrix_notation(derived(36).einsum())


def test_at_least_57_are_in_matrix_notation() -> None:
    answers = [(derived(entry.id), sixty.as_matrix(derived(entry.id))) for entry in SIXTY]
    assert sum(all(map(in_matrix_notation, forms)) for forms in answers) >= 57


@each
def test_an_answer_is_at_most_half_as_long_again_as_the_published_form(entry: Any) -> None:
    """Those whose published form leaves something out are said to be longer, with the reason."""
    ratio = sixty.length_ratio(sixty.as_matrix(derived(entry.id)).text("matlab"), entry)
    assert (ratio > 1.5) == bool(entry.longer)


def test_few_are_longer_and_say_why() -> None:
    assert [entry.id for entry in SIXTY if entry.longer] == [2, 24, 37, 59]


def test_remarks_make_no_room() -> None:
    assert sixty.length_ratio("kron(B', A)", SIXTY[35]) == 1
    assert sixty.length_ratio("p where p = 1", SIXTY[0]) == len("pwherep=1")


_TEXTS = """
import json, sys
import jacobook as jb

found = [jb.derive(**request) for request in json.load(sys.stdin)]
stacked = [f.kronecker() if f.form == "operator" else f for f in found]
texts = [[f.text("numpy"), f.text("matlab"), f.latex(), f.mathml(), f.unicode()] for f in stacked]
steps = [[[s.rule, s.reason, jb.notation.matlab(s.after)] for s in f.steps] for f in found]
json.dump({"texts": texts, "steps": steps, "modules": list(sys.modules)}, sys.stdout)
"""


@functools.cache
def elsewhere(hash_seed: str) -> Any:
    """What a fresh interpreter prints, and the modules that it has loaded then."""
    run = subprocess.run(
        [sys.executable, "-c", _TEXTS],
        input=json.dumps([entry.request for entry in SIXTY]),
        env={**os.environ, "PYTHONHASHSEED": hash_seed},
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(run.stdout)


def test_every_run_prints_the_same() -> None:
    one, other = elsewhere("1"), elsewhere("4321")
    assert len(one["texts"]) == 60
    assert one["texts"] == other["texts"]
    assert one["steps"] == other["steps"]
    here = [sixty.as_matrix(derived(entry.id)).text("matlab") for entry in SIXTY]
    assert here == [texts[1] for texts in one["texts"]]


@pytest.mark.parametrize("heavy", ["numpy", "sympy"])
def test_deriving_and_printing_loads_nothing_numeric(heavy: str) -> None:
    assert heavy not in elsewhere("1")["modules"]


@each
def test_it_takes_less_than_a_second(entry: Any) -> None:
    """Deriving, the steps and the text, best of three."""
    spent = []
    for _ in range(3):
        start = time.perf_counter()
        found = jb.derive(**entry.request)
        assert found.steps and sixty.as_matrix(found).text("matlab")
        spent.append(time.perf_counter() - start)
    assert min(spent) < 1


# ------------------------------------------------------------------------------ the table


def test_a_row_of_the_table() -> None:
    benchmark = _load("closed_forms", HERE.parents[1] / "benchmarks")
    row = benchmark.row(SIXTY[35], "kron(B', A)")
    assert row.checks == benchmark.Checks(True, True, True, True)
    assert (row.answer_text, row.operator_text) == ("kron(B', A)", "A*dX*B")
    assert row.sympy.attempts[0].spelling == "A*X*B"
    assert row.sympy.status in benchmark.STATUSES
    assert json.loads(json.dumps(row.record()))["sympy"]["status"] == row.sympy.status
    assert not benchmark.row(SIXTY[35], "another text", sympy=False).checks.deterministic


def test_every_expression_is_spelled_for_sympy() -> None:
    _load("closed_forms", HERE.parents[1] / "benchmarks")
    spelled = _load("sympy_closed_forms", HERE.parents[1] / "benchmarks")
    assert list(spelled.SPELLINGS) == [entry.id for entry in SIXTY]


# ------------------------------------------------------------------------------ the steps


@each
def test_steps_lead_to_the_answer_by_rules_of_the_book(entry: Any) -> None:
    found = derived(entry.id)
    assert len(found.steps) >= 2
    assert all(step.rule == "" or step.rule in BOOK for step in found.steps)
    assert any(step.rule for step in found.steps) or entry.text == "x"
    assert found.steps[-1].after is found.derivative
    for one, following in itertools.pairwise(found.steps):
        assert following.before is None or following.before is one.after


def settings(found: Derivation, entry: Any) -> Iterator[dict[str, Any]]:
    """Values of all variables, with a change of the variable which keeps what is declared."""
    for seed in range(2):
        values = entry.values(seed)
        draw = np.random.default_rng(seed).standard_normal(values[entry.wrt].shape)
        change = projection(found.facts)(draw)
        yield {**values, str(found.problem.tangent["name"]): change}


def step_value(found: Derivation, body: Expression, values: Mapping[str, Any]) -> Any:
    """The right side of a step, with what `d(...)` of a part of it is."""
    tangent = found.problem.tangent
    own = {str(v["name"]): v for v in (*found.variables, found.problem.wrt)}
    known = {**own, str(tangent["name"]): tangent}
    direction = values[str(tangent["name"])]
    changes: dict[str, Any] = {}

    def marked(current: Expression, operands: tuple[Expression, ...]) -> Expression:
        if current.operation == DIFFERENTIAL:
            mark = f"change_{len(changes)}"
            at = functools.partial(_moved, operands[0], own, values, found.wrt)
            changes[mark] = directional(at, values[found.wrt], direction)
            known[mark] = variable(mark, current.shape)
            return known[mark]
        if operands == current.operands:
            return current
        static = dict(current.parameters)
        return node(current.operation, operands, current.shape, static, facts=current.facts)

    without = rebuild(body, marked)
    got = sixty.value(without, known, {**values, **changes})
    depends = changes or str(tangent["name"]) in {str(v["name"]) for v in variables(body)}
    return got if depends else np.tensordot(got, direction, axes=direction.ndim)


def _moved(
    part: Expression, known: Mapping[str, Expression], values: Any, name: str, at: Any
) -> Any:
    return sixty.value(part, known, {**values, name: at})


def follows(found: Derivation, step: Step, values: Mapping[str, Any]) -> None:
    """A step changes nothing: values are equal, a derivative is what it does with the change."""
    assert step.before is not None
    if step.form == "value":
        known = {str(v["name"]): v for v in found.variables}
        before, after = (sixty.value(side, known, values) for side in (step.before, step.after))
    else:
        before, after = (step_value(found, side, values) for side in (step.before, step.after))
    np.testing.assert_allclose(after, before, rtol=1e-5, atol=1e-5)


@each
def test_each_step_follows_from_the_one_before(entry: Any) -> None:
    found = derived(entry.id)
    stages = [*found.stages, found]
    followed = 0
    for values in settings(found, entry):
        for stage in stages:
            own = stage.steps[len(stage.stages and stage.stages[0].steps) :]
            for step in own:
                if step.before is not None:
                    follows(stage, step, values)
                    followed += 1
    assert followed
