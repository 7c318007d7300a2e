"""Worked steps: each line is worth the one before it, and the lines lead to the answer."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping, Sequence
from typing import Any

import canonical_values as _values
import numpy as np
import pytest

import jacobook as jb
from jacobook import facts as known
from jacobook.closed_form.derivation import Derivation
from jacobook.closed_form.steps import BACKWARD_VIEW, DIFFERENTIAL_VIEW, Step
from jacobook.expression import Expression, node, postorder, variable, variables
from jacobook.language import COMPARISONS, DIFFERENTIAL

Array = Any


evaluate, signed, with_facts = _values.evaluate, _values.signed, _values.with_facts

SHAPES: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys("wruvxyz", ("n",)),
    **dict.fromkeys("MNS", ("n", "n")),
    **dict.fromkeys("AX", ("m", "n")),
    "B": ("n", "p"),
    **dict.fromkeys("cb", ("m",)),
    **dict.fromkeys("sta", ()),
}

QUESTIONS: Mapping[str, tuple[str, str, Mapping[str, Any]]] = {
    text + note: (text, wrt, options)
    for text, wrt, options, note in [
        ("norm2(X @ w - c)**2", "w", {}, ""),
        ("norm2(X @ w - c)**2", "X", {}, " by X"),
        ("norm2(X @ w - c)**2 + a*norm2(w)**2", "w", {}, ""),
        ("sum(log(1 + exp(-c*(X @ w))))", "w", {}, ""),
        ("w @ M @ w", "w", {}, ""),
        ("w @ M @ w", "M", {}, " by M"),
        ("w @ S @ w - u @ w", "w", {"assume": {"S": "symmetric"}}, ""),
        ("u @ M @ v", "M", {"assume": {"M": "symmetric"}}, ""),
        ("logdet(M)", "M", {}, ""),
        ("logdet(M)", "M", {"assume": {"M": "symmetric"}}, " symmetric"),
        ("det(M)", "M", {}, ""),
        ("trace(M.T @ N @ M)", "M", {}, ""),
        ("trace(M @ N)", "M", {"assume": {"M": "diagonal"}}, ""),
        ("u @ inv(M) @ v", "M", {}, ""),
        ("trace(inv(M) @ N)", "M", {}, ""),
        ("log(sum(exp(x)))", "x", {}, ""),
        ("sum(exp(x)*u)", "x", {}, ""),
        ("(u @ x)/norm2(x)", "x", {}, ""),
        ("x @ M @ x/(x @ x)", "x", {}, ""),
        ("sum(where(x > 0, x**2, -x))", "x", {}, ""),
        ("sum(tanh(A @ x)**2)", "x", {}, ""),
        ("mean((A @ x - c)**2)", "x", {}, ""),
        ("exp(-(x @ x)/2)", "x", {}, ""),
        ("normF(A)", "A", {}, ""),
        ("sum(sigmoid(X @ w)*c)", "w", {}, ""),
        ("exp(x)/sum(exp(x))", "x", {}, ""),
        ("tanh(A @ x)", "x", {}, ""),
        ("x/norm2(x)", "x", {}, ""),
        ("A @ M @ B", "M", {}, ""),
        ("inv(M)", "M", {}, ""),
        ("exp(s*x)", "s", {}, ""),
        ("s**3 + a*s", "s", {}, ""),
        ("norm2(X @ w - c)**2", "w", {"order": 2}, " twice"),
        ("log(sum(exp(x)))", "x", {"order": 2}, " twice"),
        ("sum(x)", "x", {}, ""),
        ("x", "x", {}, ""),
    ]
}
SCALARS = [
    name
    for name, (_, _, options) in QUESTIONS.items()
    if "order" not in options
    and name
    not in {
        "exp(x)/sum(exp(x))",
        "tanh(A @ x)",
        "x/norm2(x)",
        "A @ M @ B",
        "inv(M)",
        "exp(s*x)",
        "s**3 + a*s",
        "x",
    }
]


def derivation(name: str) -> Derivation:
    """The derivation of one of the questions."""
    text, wrt, options = QUESTIONS[name]
    found: Derivation = jb.derive(text, wrt=wrt, shapes=SHAPES, **options)
    return found


# ------------------------------------------------------------------- the value of a line


def changes(
    line: Expression, wrt: Expression, values: Mapping[Expression, Array], direction: Array
) -> dict[Expression, Array]:
    """For each `d(u)` in a line the directional derivative of `u`, by forward mode."""
    found = {}
    for part in postorder(line):
        if part.operation == DIFFERENTIAL:
            (inside,) = part.operands

            def function(x: Array, inside: Expression = inside) -> Array:
                return evaluate(inside, {**values, wrt: x})

            found[part] = jb.jvp(function, (values[wrt],), (direction,))[1]
    return found


class Point:
    """A random point of a question, and a random change of its variable.

    Attributes:
        wrt: the variable.
        values: by variable; the tangent of `wrt` is the change.
        direction: the change, of the declared structure.
    """

    def __init__(self, found: Derivation, seed: int = 3) -> None:
        self.wrt = found.problem.wrt
        tangent = found.problem.tangent
        self.values = signed(found.source, self.wrt, seed=seed, positive=True)
        entries = np.random.default_rng(seed).standard_normal(np.shape(self.values[self.wrt]))
        structure = self.wrt.facts & set(known.STRUCTURES)
        self.direction = with_facts(entries, structure)
        self.values[tangent] = self.direction

    def value(self, line: Expression) -> Array:
        """The value of a line, its differentials filled in."""
        filled = changes(line, self.wrt, self.values, self.direction)
        return np.asarray(evaluate(line, {**self.values, **filled}))

    def change(self, line: Expression) -> Array:
        """What a line says of the change of a function: itself, or its product with the tangent."""
        value = self.value(line)
        tangents = [p for p in postorder(line) if p.operation == DIFFERENTIAL]
        tangents += [v for v in variables(line) if v["name"] == f"d{self.wrt['name']}"]
        if tangents:
            return value
        assert self.wrt.shape == line.shape[len(line.shape) - len(self.wrt.shape) :]
        return np.tensordot(value, self.direction, axes=np.ndim(self.direction))


# --------------------------------------------------------------------------- the differential view


@pytest.mark.parametrize("name", QUESTIONS)
def test_steps_lead_from_the_function_to_the_answer(name: str) -> None:
    found = derivation(name)
    first, last = found.steps[0], found.steps[-1]
    assert (first.form, first.before) == ("value", None)
    assert first.after is found.source
    assert last.after is found.derivative
    assert all(step.view == DIFFERENTIAL_VIEW for step in found.steps)
    assert first.name["name"] not in SHAPES


@pytest.mark.parametrize("name", QUESTIONS)
def test_each_line_is_worth_the_line_before_it(name: str) -> None:
    found = derivation(name)
    point = Point(found)
    compared = 0
    for step in found.steps:
        if step.before is None:
            continue
        if step.form == "value":
            before, after = point.value(step.before), point.value(step.after)
        else:
            before = point.change(step.before)
            after = point.change(step.after)
        np.testing.assert_allclose(
            after, before, rtol=1e-9, atol=1e-9, err_msg=f"{step.rule}: {step.reason}"
        )
        compared += 1
    assert compared


@pytest.mark.parametrize("name", QUESTIONS)
def test_each_line_starts_where_the_line_before_ended(name: str) -> None:
    previous: Step | None = None
    for step in derivation(name).steps:
        if step.before is not None:
            assert previous is not None
            assert step.before is previous.after
            assert step.after is not step.before, step.reason
        previous = step


@pytest.mark.parametrize("name", QUESTIONS)
def test_the_differential_is_that_of_the_function(name: str) -> None:
    """The first `d` line and the line it ends in are the function's directional derivative."""
    found = derivation(name)
    point = Point(found)
    function = found.stages[0].derivative if found.stages else found.source

    def f(x: Array) -> Array:
        return evaluate(function, {**point.values, point.wrt: x})

    want = jb.jvp(f, (point.values[point.wrt],), (point.direction,))[1]
    lines = [step for step in found.steps if step.form == "d"]
    own = [step for step in lines if step.name is lines[-1].name]
    assert own[0].after.operation == DIFFERENTIAL or name == "x"
    assert not any(p.operation == DIFFERENTIAL for p in postorder(own[-1].after))
    for step in (own[0], own[-1]):
        np.testing.assert_allclose(point.value(step.after), want, rtol=1e-9, atol=1e-9)


@pytest.mark.parametrize("name", QUESTIONS)
def test_every_rule_is_in_the_book_and_every_reason_is_a_sentence(name: str) -> None:
    found = derivation(name)
    for step in (*found.steps, *found.backward_steps):
        assert not step.rule or step.rule in found.registry
        definition = step.view == BACKWARD_VIEW and step.form == "value"
        if definition and not step.reason:
            continue
        assert step.reason.endswith("."), step.reason
        assert step.reason[0].isupper() or step.reason[0] == "`", step.reason
        assert step.reason == " ".join(step.reason.split())
        assert step.reason.count("`") % 2 == 0
        assert ".." not in step.reason


@pytest.mark.parametrize("name", QUESTIONS)
def test_every_line_that_moves_the_d_inwards_names_its_rule(name: str) -> None:
    steps = [step for step in derivation(name).steps if step.form == "d" and step.before]
    for step in steps:
        assert step.before is not None
        marks = sum(p.operation == DIFFERENTIAL for p in postorder(step.before))
        left = sum(p.operation == DIFFERENTIAL for p in postorder(step.after))
        if marks and step.rule == "":
            assert left == 0  # a run of trivial rules at the end, each named in the reason
            assert len(step.reason) > 20


HELD = [
    ("norm2(X @ w - c)**2", "w", {"X", "c"}),
    ("norm2(X @ w - c)**2", "X", {"w", "c"}),
    ("w @ M @ w", "M", {"w"}),
    ("u @ inv(M) @ v", "M", {"u", "v"}),
    ("tanh(A @ x)", "x", {"A"}),
    ("sum(exp(x)*u)", "x", {"u"}),
    ("trace(M @ N)", "M", {"N"}),
    ("sum(exp(x))", "x", set()),
    ("a*norm2(w)**2", "w", {"a"}),
]


@pytest.mark.parametrize(("text", "wrt", "held"), HELD)
def test_reasons_tell_what_does_not_change(text: str, wrt: str, held: set[str]) -> None:
    steps = jb.derive(text, wrt=wrt, shapes=SHAPES).steps
    told: set[str] = set()
    for step in steps:
        for words, verb in re.findall(
            r"((?:`\w+`(?:, | and )?)+) (does|do) not change", step.reason
        ):
            names = re.findall(r"`(\w+)`", words)
            assert verb == ("does" if len(names) == 1 else "do")
            told |= set(names)
        if "not change" in step.reason:
            assert f"change with `{wrt}`" in step.reason
    assert told == held


def test_a_pattern_that_was_recognised_is_said_with_its_rule() -> None:
    steps = derivation("exp(x)/sum(exp(x))").steps
    assert [step.rule for step in steps[:2]] == ["", "act.softmax"]
    assert steps[1].reason == "Recognise: Softmax."
    assert steps[1].after.operation == "softmax"


def test_known_steps_of_least_squares() -> None:
    steps = derivation("norm2(X @ w - c)**2").steps
    rules = [step.rule for step in steps]
    assert rules == ["", "", "linalg.norm2_squared", "linalg.matmul", "structural.gradient"]
    assert [step.form for step in steps] == ["value", "d", "d", "d", "grad"]


def test_declared_structure_has_a_step_of_its_own() -> None:
    steps = derivation("u @ M @ v").steps
    assert "symmetric" in steps[-1].reason
    assert [step.form for step in steps[-2:]] == ["grad", "grad"]


def test_a_wrong_line_does_not_pass_for_a_right_one() -> None:
    found = derivation("norm2(X @ w - c)**2")
    point = Point(found)
    right = found.steps[-1]
    doubled = node("multiply", [right.after, right.after], right.after.shape)
    wrong = dataclasses.replace(right, after=doubled)
    want = point.change(found.steps[1].after)
    np.testing.assert_allclose(point.change(right.after), want)
    assert not np.allclose(point.change(wrong.after), want)


# ---------------------------------------------------------------------- other forms have steps


@pytest.mark.parametrize("form", ["jvp", "vjp", "hvp"])
@pytest.mark.parametrize(("text", "wrt"), [("w @ M @ w", "w"), ("trace(M.T @ N @ M)", "M")])
def test_products_have_steps_which_end_in_them(text: str, wrt: str, form: Any) -> None:
    found = jb.derive(text, wrt=wrt, shapes=SHAPES, form=form)
    assert found.steps[0].after is found.source
    assert found.steps[-1].after is found.derivative


@pytest.mark.parametrize("form", ["operator", "kronecker", "einsum"])
def test_forms_of_a_matrix_by_a_matrix_have_steps_which_end_in_them(form: str) -> None:
    found = getattr(derivation("A @ M @ B"), form)()
    assert found.steps[0].after is found.source
    assert found.steps[-1].after is found.derivative


def test_the_handbook_form_has_steps_which_end_in_it() -> None:
    found = derivation("logdet(M) symmetric").handbook()
    assert found.steps[-1].after is found.derivative
    assert all(step.reason for step in found.steps)


# ------------------------------------------------------------------------------ the backward view


def named_values(found: Derivation) -> dict[str, Array]:
    """The values of the variables at a point, by name."""
    return {str(v["name"]): value for v, value in Point(found).values.items()}


def line_value(line: Expression, env: Mapping[str, Array]) -> Array:
    """The value of a line in the names of the lines before it."""
    return evaluate(line, {v: env[str(v["name"])] for v in variables(line)})


@pytest.mark.parametrize("name", SCALARS)
def test_evaluating_the_backward_view_line_by_line_gives_the_gradient(name: str) -> None:
    found = derivation(name)
    assert found.form == "gradient"
    env = named_values(found)
    for step in found.backward_steps:
        value = line_value(step.after, env)
        own = str(step.name["name"])
        if step.form == "value":
            env[own] = value
        elif step.form == "vjp":
            env[f"{own}_bar"] = value
    last = found.backward_steps[-1]
    assert last.form == "grad"
    assert last.after is found.derivative
    point = Point(found)
    function = evaluate(found.source, point.values)
    np.testing.assert_allclose(env[found.name], function, rtol=1e-10)
    free = jb.grad(lambda x: evaluate(found.source, {**point.values, point.wrt: x}))(
        point.values[point.wrt]
    )
    np.testing.assert_allclose(env[f"{found.wrt}_bar"], free, rtol=1e-8, atol=1e-9)
    gradient = line_value(last.after, env)
    np.testing.assert_allclose(
        np.sum(gradient * point.direction), np.sum(free * point.direction), rtol=1e-8, atol=1e-9
    )


@pytest.mark.parametrize("name", SCALARS)
def test_a_line_of_the_backward_view_uses_names_that_were_given_before(name: str) -> None:
    found = derivation(name)
    given = {str(v["name"]) for v in found.variables}
    assert all(step.view == BACKWARD_VIEW for step in found.backward_steps)
    for step in found.backward_steps:
        used = {str(v["name"]) for v in variables(step.after)}
        assert used <= given, step
        own = str(step.name["name"])
        given.add(f"{own}_bar" if step.form == "vjp" else own)


@pytest.mark.parametrize("name", SCALARS)
def test_every_value_has_its_cotangent_in_reverse_order(name: str) -> None:
    steps = derivation(name).backward_steps
    smooth = [step for step in steps if step.after.operation not in COMPARISONS]
    values = _names(smooth, "value")
    bars = _names(steps, "vjp")
    inner = [value for value in dict.fromkeys(values) if value != values[-1]]
    assert [bar for bar in bars if bar in inner] == inner[::-1]


def _names(steps: Sequence[Step], form: str) -> list[str]:
    return [str(step.name["name"]) for step in steps if step.form == form]


@pytest.mark.parametrize("name", ["tanh(A @ x)", "A @ M @ B", "norm2(X @ w - c)**2 twice"])
def test_there_is_no_backward_view_of_what_is_no_gradient(name: str) -> None:
    assert derivation(name).backward_steps == ()


# -------------------------------------------------------------------------------- names of steps


def test_names_of_steps_are_not_those_of_variables() -> None:
    found = jb.derive("norm2(f*u - g)**2", wrt="u", shapes={"f": (), "u": ("n",), "g": ("n",)})
    assert found.name not in {"f", "g", "u"}
    names = {str(step.name["name"]) for step in found.backward_steps}
    assert not names & {"f", "g"}
    assert variable("u", ("n",)) in variables(found.source)


def test_a_function_whose_variables_use_up_all_letters_has_steps() -> None:
    names = ("f", "g", "h", "F", "G", "f_", "u", "v", "z", "u_", "t", "part_")
    text = " + ".join(f"sum(exp({name}))" for name in names)
    derivation = jb.derive(text, wrt="f", shapes=dict.fromkeys(names, ("n",)))
    assert derivation.text() == "exp(f)"
    assert "f₁" in str(derivation.show_steps())
    assert derivation.backward_steps
    derivation.check()
