"""The laws of the canonical algebra: what texts become, and that their values stay the same."""

from __future__ import annotations

import functools
import itertools
import random
from collections.abc import Iterator
from typing import Any

import canonical_values as _values
import numpy as np
import pytest

from jacobook import registry
from jacobook.algebra import canonical as c
from jacobook.algebra.interpretation import Interpreter, plain
from jacobook.algebra.presentation import presented
from jacobook.expression import Expression, constant, dimension, node, postorder, variable
from jacobook.notation import infix
from jacobook.parsing import read_text
from jacobook.shapes import Shape

Array = Any


evaluate, signed = _values.evaluate, _values.signed

SHAPES, FACTS = _values.SHAPES, _values.FACTS
random_texts = _values.random_texts
n, m = "n", "m"


@functools.cache
def source(text: str) -> Expression:
    """A text in operations of the book."""
    return read_text(text, shapes=SHAPES, assume=FACTS, registry=registry())


@functools.cache
def canonical(expression: Expression | str) -> Expression:
    """An expression in the canonical algebra."""
    given = source(expression) if isinstance(expression, str) else expression
    return plain(Interpreter(registry()).read(given))


def written(core: Expression) -> Expression:
    """A canonical expression in operations of the book."""
    return presented(core, registry())


def shown(core: Expression) -> str:
    """A canonical expression as text."""
    return infix(written(core), loose=True)


def assert_same_values(one: Expression, other: Expression) -> None:
    """Both have equal values at points of both signs, wherever the first has a value."""
    compared = 0
    for seed in range(3):
        for positive in (False, True):
            values = signed(one, other, seed=seed, positive=positive)
            with np.errstate(all="ignore"):
                want, got = evaluate(one, values), evaluate(other, values)
            assert np.shape(want) == np.shape(got)
            finite = np.isfinite(want)
            compared += int(np.count_nonzero(finite))
            np.testing.assert_allclose(
                np.asarray(got)[finite], np.asarray(want)[finite], rtol=1e-8, atol=1e-10
            )
    assert compared, "no point was found at which there is a value"


# ------------------------------------------------------------------------------------ the laws

LAWS = [
    # sums
    ("u + v + u", "2*u + v"),
    ("u + v - u", "v"),
    ("u - (v - w)", "u + w - v"),
    ("2*u + 3*(u + v)", "5*u + 3*v"),
    ("u + 0", "u"),
    ("M - M", "zeros((n, n))"),
    ("M + 0*N", "M"),
    ("diag(u) + diag(v)", "diag(u + v)"),
    ("diag(u) + 2*eye(n)", "diag(u) + 2*eye(n)"),
    ("diag(u) - eye(n)", "diag(u) - eye(n)"),
    ("A + 1", "1 + A"),
    ("A + u", "A + u"),
    ("A + c[:, None]", "outer(c, ones(n)) + A"),
    # numbers and scalars
    ("2*(3*u)", "6*u"),
    ("s*(t*u)", "s*t*u"),
    ("s*u*t/s", "t*u"),
    ("(2*u)*(3*v)", "6*u*v"),
    ("u*s + s*u", "2*s*u"),
    ("-(u - v)", "v - u"),
    ("3*(2*u - 4*v)", "6*(u - 2*v)"),
    ("s*t*s", "s**2*t"),
    ("s**2/s", "s"),
    ("s/s", "1"),
    ("2*s/(4*t)", "s/(2*t)"),
    ("s*(t + 1)", "s*(1 + t)"),
    ("0.1*u + 0.2*u", "0.30000000000000004*u"),
    ("0.5*u", "u/2"),
    ("1/3*u", "u/3"),
    # element-wise
    ("u*v*u", "u**2*v"),
    ("u/u", "ones(n)"),
    ("u**2*u**3", "u**5"),
    ("u/v*w", "u*w/v"),
    ("u*1", "u"),
    ("u*0", "zeros(n)"),
    ("(s*u)**2", "s**2*u**2"),
    ("(-2*u)**3", "-8*u**3"),
    ("(u*v)**2", "u**2*v**2"),
    ("sqrt(u**2)", "absolute(u)"),
    ("sqrt(r)**2", "r"),
    ("sqrt(u)**2", "u"),
    ("(u**2)**3", "u**6"),
    ("sqrt(r**4)", "r**2"),
    ("(u**3)**(1/3)", "(u**3)**0.3333333333333333"),
    ("(2*u + 4*v)**2", "4*(u + 2*v)**2"),
    ("(2*u + 4*v)**-1", "1/(2*(u + 2*v))"),
    ("u**0", "ones(n)"),
    ("u**1", "u"),
    ("1**s", "1"),
    ("2**s*2**t", "2**(s + t)"),
    ("4**0.5", "2"),
    ("2**0.5", "sqrt(2)"),
    ("outer(u, v)**2", "outer(u**2, v**2)"),
    ("outer(u, v)*outer(w, z)", "outer(u*w, v*z)"),
    ("outer(c, u)*A", "outer(c, u)*A"),
    ("eye(n)*M", "diag(diagonal(M))"),
    ("diag(u)*M", "diag(u*diagonal(M))"),
    ("diag(u)*diag(v)", "diag(u*v)"),
    ("(diag(u) @ M @ diag(v))*N", "outer(u, v)*(M*N)"),
    ("A*C", "A*C"),
    ("exp(log(u))", "u"),
    ("log(exp(u))", "u"),
    ("log(1/u)", "-log(u)"),
    ("exp(u*0)", "ones(n)"),
    ("log(u/u)", "zeros(n)"),
    ("log(det(M))", "logdet(M)"),
    ("abs(-u)", "absolute(u)"),
    ("abs(-2*u)", "2*absolute(u)"),
    ("abs(exp(u))", "exp(u)"),
    ("abs(u**2)", "u**2"),
    ("abs(u - v) + abs(v - u)", "2*absolute(u - v)"),
    ("abs(r)", "r"),
    ("square(u)", "u**2"),
    ("reciprocal(u)", "1/u"),
    # matrix products
    ("M @ (N @ P)", "M @ N @ P"),
    ("(s*M) @ (t*N)", "s*t*M @ N"),
    ("(2*M) @ (3*u)", "6*M @ u"),
    ("M @ eye(n) @ N", "M @ N"),
    ("eye(n) @ u", "u"),
    ("M @ inv(M)", "eye(n)"),
    ("inv(M) @ M @ u", "u"),
    ("inv(M) @ N @ inv(N)", "inv(M)"),
    ("diag(u) @ diag(v)", "diag(u*v)"),
    ("diag(u) @ v", "u*v"),
    ("u @ diag(v)", "u*v"),
    ("diag(u) @ M @ diag(v)", "outer(u, v)*M"),
    ("A @ outer(u, v)", "outer(A @ u, v)"),
    ("outer(c, u) @ B", "outer(c, B.T @ u)"),
    ("outer(u, v) @ outer(w, z)", "(v @ w)*outer(u, z)"),
    ("u @ outer(v, w) @ z", "(u @ v)*w @ z"),
    ("u @ M", "M.T @ u"),
    ("c @ A", "A.T @ c"),
    ("A.T @ c", "A.T @ c"),
    ("(M @ N).T", "N.T @ M.T"),
    ("(M + N).T", "M.T + N.T"),
    ("(s*M).T", "s*M.T"),
    ("outer(c, u).T", "outer(u, c)"),
    ("diag(u).T", "diag(u)"),
    ("M.T.T", "M"),
    ("exp(M).T", "exp(M.T)"),
    ("inv(M).T", "inv(M).T"),
    ("inv(M.T)", "inv(M).T"),
    ("inv(M @ N)", "inv(N) @ inv(M)"),
    ("inv(2*M)", "inv(M)/2"),
    ("inv(s*M)", "inv(M)/s"),
    ("inv(inv(M))", "M"),
    ("inv(eye(n))", "eye(n)"),
    ("inv(diag(u))", "diag(1/u)"),
    ("inv(Q)", "Q.T"),
    ("Q @ Q.T", "eye(n)"),
    ("Q.T @ Q @ u", "u"),
    ("S.T", "S"),
    ("K.T", "-K"),
    ("(S @ K).T", "-(K @ S)"),
    ("(A.T @ A).T", "A.T @ A"),
    ("inv(A @ A.T) @ A @ A.T", "eye(m)"),
    ("A @ A.T @ inv(A @ A.T)", "eye(m)"),
    ("multi_dot([M, N, u])", "M @ N @ u"),
    ("solve(M, u)", "inv(M) @ u"),
    ("solve(M.T, u)", "inv(M).T @ u"),
    ("matrix_power(M, 3)", "matrix_power(M, n=3)"),
    ("matrix_power(M, 0)", "eye(n)"),
    ("matrix_power(M, -2)", "matrix_power(inv(M), n=2)"),
    ("matrix_power(M, 9)", "matrix_power(M, n=9)"),
    ("zeros((m, n)) @ u", "zeros(m)"),
    # scalars from vectors
    ("u @ v", "u @ v"),
    ("v @ u", "u @ v"),
    ("u @ u", "u @ u"),
    ("sum(u*v)", "u @ v"),
    ("u @ M @ v", "u @ M @ v"),
    ("v @ M.T @ u", "u @ M @ v"),
    ("u @ S @ v - v @ S @ u", "0"),
    ("sum(M @ u)", "sum(M @ u)"),
    ("sum(u @ M)", "sum(M.T @ u)"),
    ("ones(n) @ M @ ones(n)", "sum(M)"),
    ("ones(n) @ ones(n)", "n"),
    ("sum(u*(M @ v))", "u @ M @ v"),
    ("sum(A)", "sum(A)"),
    ("sum(A.T)", "sum(A)"),
    ("sum(A*C)", "sum(A*C)"),
    ("sum(s*A)", "s*sum(A)"),
    ("sum(outer(c, u))", "sum(c)*sum(u)"),
    ("sum(outer(u, v))", "sum(u)*sum(v)"),
    ("sum(diag(u))", "sum(u)"),
    ("sum(eye(n))", "n"),
    ("sum(ones((m, n)))", "m*n"),
    ("sum(A, axis=0)", "sum(A, axis=0)"),
    ("sum(A, axis=1)", "sum(A, axis=1)"),
    ("sum(A, axis=0, keepdims=True) @ u", "sum(A @ u)*ones(1)"),
    ("mean(u)", "mean(u)"),
    ("mean(A)", "mean(A)"),
    ("mean(A, axis=0)", "mean(A, axis=0)"),
    ("norm2(u)", "norm2(u)"),
    ("norm2(u)**2", "u @ u"),
    ("norm2(M @ u - v)**2", "norm2(M @ u - v)**2"),
    ("norm2(2*u)", "2*norm2(u)"),
    ("norm2(s*u)", "absolute(s)*norm2(u)"),
    ("normF(A)**2", "normF(A)**2"),
    ("normF(-A)", "normF(A)"),
    ("norm2(u)*norm2(u)", "u @ u"),
    # traces, diagonals and determinants
    ("trace(M @ N) - trace(N @ M)", "0"),
    ("trace(M @ N @ P) - trace(P @ M @ N)", "0"),
    ("trace(M @ N @ P) - trace(P.T @ N.T @ M.T)", "0"),
    ("trace(M.T)", "trace(M)"),
    ("trace(s*M)", "s*trace(M)"),
    ("trace(M + N)", "trace(M) + trace(N)"),
    ("trace(outer(u, v))", "u @ v"),
    ("trace(diag(u))", "sum(u)"),
    ("trace(eye(n))", "n"),
    ("trace(diag(u) @ M)", "diagonal(M) @ u"),
    ("trace(M @ diag(u) @ N)", "sum(M*N.T @ u)"),
    ("trace(A @ outer(u, c))", "c @ A @ u"),
    ("trace(inv(M) @ N @ M)", "trace(N)"),
    ("trace(M @ inv(M))", "n"),
    ("trace(kron(M, N))", "trace(M)*trace(N)"),
    ("trace(A.T @ C)", "trace(A @ C.T)"),
    ("diag(diag(u))", "u"),
    ("diag(diag(M))", "diag(diagonal(M))"),
    ("diag(M + N)", "diagonal(M) + diagonal(N)"),
    ("diag(s*M)", "s*diagonal(M)"),
    ("diag(M*N)", "diagonal(M)*diagonal(N)"),
    ("diag(M.T)", "diagonal(M)"),
    ("diag(outer(u, v))", "u*v"),
    ("diag(A @ A.T)", "sum(A**2, axis=1)"),
    ("diag(diag(u) @ M)", "u*diagonal(M)"),
    ("diag(M @ diag(u))", "u*diagonal(M)"),
    ("diag(A @ diag(u) @ C.T)", "A*C @ u"),
    ("diag(eye(n))", "ones(n)"),
    ("diag(2*u)", "2*diag(u)"),
    ("diag(0*u)", "zeros((n, n))"),
    ("diag(M**2)", "diagonal(M)**2"),
    ("det(M.T) - det(M)", "0"),
    ("det(inv(M))", "1/det(M)"),
    ("det(s*M)", "s**n*det(M)"),
    ("det(eye(n))", "1"),
    ("det(2*M)", "2**n*det(M)"),
    ("logdet(M.T)", "logdet(M)"),
    ("logdet(inv(M))", "-logdet(M)"),
    ("logdet(eye(n))", "0"),
    # signs, common numbers and facts
    ("w @ K @ w", "0"),
    ("trace(K)", "0"),
    ("trace(S @ K)", "0"),
    ("v @ (M - M.T) @ u", "-(u @ (M - M.T) @ v)"),
    ("(u @ v + 0.5) - (u @ v + 0.5)", "0"),
    ("(u/2 + v) - (u/2 + v)", "zeros(n)"),
    ("det(M @ N)", "det(M)*det(N)"),
    ("logdet(M @ N)", "logdet(M @ N)"),
    ("logdet(2*M)", "logdet(M) + n*log(2)"),
    ("det(diag(u))", "prod(u)"),
    ("logdet(e*M)", "logdet(M) + n*log(e)"),
    ("det(Q)", "det(Q)"),
    ("sum(M)/n", "sum(M)/n"),
    ("mean(M)", "mean(M)"),
    ("M - mean(M, axis=0)", "M - mean(M, axis=0)"),
    ("M @ (0.5*(u + v) + w)", "M @ (u + v + 2*w)/2"),
    ("abs(-2*r)", "2*r"),
    ("abs(r*u)", "r*absolute(u)"),
    ("log(det(M - 0.5*eye(n)))", "logdet(M - eye(n)/2)"),
    ("inv(M - 0.5*eye(n))", "inv(M - eye(n)/2)"),
    ("u[:, None] - v[None, :] - 0.5", "outer(u, ones(n)) - 1/2 - v"),
    ("(4 + 2*s)*u", "2*(2 + s)*u"),
    ("diag(K)", "diagonal(K)"),
    ("sum(K)", "sum(K)"),
    ("sqrt(4*s)", "2*sqrt(s)"),
    ("(s - t)*A - (s - t)*A", "zeros((m, n))"),
    ("(0.5*s + t)*A - (0.5*s + t)*A", "zeros((m, n))"),
    ("(M @ u) @ (N @ v)", "M @ u @ (N @ v)"),
    # comparisons and choices
    ("where(1 > 0, u, v)", "u"),
    ("where(2 < 1, u, v)", "v"),
    ("where(u > v, w, w)", "w"),
    ("maximum(u, 0)", "relu(u)"),
    ("maximum(0, M)", "relu(M)"),
    ("maximum(u, v)", "maximum(u, v)"),
    # axes of size one
    ("u[:, None] @ v[None, :]", "outer(u, v)"),
    ("u[None, :] @ M @ v[:, None]", "(u @ M @ v)*ones((1, 1))"),
    ("u[:, None]*M", "diag(u) @ M"),
    ("M*u[:, None]", "diag(u) @ M"),
    ("M*u", "M @ diag(u)"),
    ("u[:, None]*v", "outer(u, v)"),
    ("(M @ u[:, None])[:, 0]", "M @ u"),
    ("reshape(u, (n, 1)) @ v[None, :]", "outer(u, v)"),
    ("broadcast_to(u, (m, n))", "outer(ones(m), u)"),
    ("broadcast_to(s, (n,))", "s*ones(n)"),
    ("sum_to(A, (n,))", "sum(A, axis=0)"),
    ("sum_to(A, (m, 1))", "sum(A, axis=1)[:, None]"),
    ("sum(A*u, axis=1)", "A @ u"),
    ("A - mean(A, axis=0)", "A - mean(A, axis=0)"),
    ("transpose(T)", "T.T"),
    ("sum(T, axis=0)", "sum(T, axis=0)"),
    ("T + 1", "T + 1"),
    ("s*T", "s*T"),
    ("exp(A)*u", "exp(A) @ diag(u)"),
    ("exp(s)*ones(n)", "exp(s)*ones(n)"),
    ("exp(ones(n))", "exp(1)*ones(n)"),
    ("exp(zeros(n))", "ones(n)"),
]


UNREAD = ["(u**3)**(1/3)", "u[:, None] - v[None, :] - 0.5"]
"""Forms whose text means another form: exponents beyond short fractions, and sums of a repeated row
and a number, which are read as one repeated row."""


@pytest.mark.parametrize(("text", "expected"), LAWS)
def test_a_text_has_its_canonical_form_and_keeps_its_value(text: str, expected: str) -> None:
    given = source(text)
    core = canonical(given)
    assert shown(core) == expected
    assert_same_values(given, core)
    assert_same_values(given, written(core))


@pytest.mark.parametrize(("text", "expected"), [row for row in LAWS if row[0] not in UNREAD])
def test_what_is_written_reads_back_as_the_same_object(text: str, expected: str) -> None:
    core = canonical(text)
    assert canonical(written(core)) is core
    assert canonical(expected) is core


@pytest.mark.parametrize("text", UNREAD)
def test_a_form_which_does_not_read_back_as_itself_keeps_its_value(text: str) -> None:
    core = canonical(text)
    again = canonical(written(core))
    assert again is not core  # else it belongs to the table above
    assert_same_values(core, again)


# ------------------------------------------------------------------------------ random texts


def test_random_texts_keep_their_value_when_read_and_when_written() -> None:
    for i, text in enumerate(random_texts()):
        given = source(text)
        core = canonical(given)
        values = signed(given, seed=i)
        want = evaluate(given, values)
        for found in (core, written(core)):
            np.testing.assert_allclose(
                evaluate(found, values), want, rtol=1e-7, atol=1e-9, err_msg=text
            )


def test_random_texts_read_back_from_print_as_the_same_object() -> None:
    failed = [t for t in random_texts() if canonical(written(canonical(t))) is not canonical(t)]
    assert not failed


def test_a_canonical_node_built_again_from_its_operands_is_the_same_object() -> None:
    parts = {part: text for text in random_texts() for part in postorder(canonical(text))}
    in_front = {part.operands[0] for part in parts if part.operation == "scale"}  # with its sign
    alone = {part: t for part, t in parts.items() if part not in in_front}
    failed = {t for part, t in alone.items() if c.rebuilt(part, part.operands) is not part}
    assert not failed


def test_transposing_twice_is_the_identity_and_once_turns_the_value() -> None:
    turned = 0
    for i, text in enumerate(random_texts()):
        core = canonical(text)
        if len(core.shape) < 2:
            assert c.transpose(core) is core
            continue
        turned += 1
        once = c.transpose(core)
        assert c.transpose(once) is core, text
        values = signed(core, seed=i)
        np.testing.assert_allclose(
            evaluate(once, values), evaluate(core, values).T, rtol=1e-7, atol=1e-9
        )
    assert turned > 100


def pools() -> Iterator[list[Expression]]:
    """Canonical expressions of one shape, of all kinds."""
    found: dict[Shape, list[Expression]] = {}
    for text in random_texts():
        core = canonical(text)
        if core not in found.setdefault(core.shape, []):
            found[core.shape].append(core)
    yield from found.values()


@pytest.mark.parametrize("join", [c.plus, c.times], ids=["plus", "times"])
def test_a_sum_or_product_does_not_depend_on_the_order_of_its_operands(join: Any) -> None:
    chance = random.Random(3)
    for pool in pools():
        for _ in range(40):
            parts = chance.sample(pool, 3)
            results = {join(*order) for order in itertools.permutations(parts)}
            assert len(results) == 1, [shown(part) for part in parts]


def test_sums_and_element_wise_products_do_not_depend_on_brackets() -> None:
    chance = random.Random(4)
    for pool in pools():
        for _ in range(40):
            a, b, d = chance.sample(pool, 3)
            assert c.plus(c.plus(a, b), d) is c.plus(a, c.plus(b, d))
            values = signed(a, b, d)
            np.testing.assert_allclose(
                evaluate(c.times(c.times(a, b), d), values),
                evaluate(a, values) * evaluate(b, values) * evaluate(d, values),
                rtol=1e-7,
                atol=1e-9,
            )


def test_a_sum_minus_itself_is_zero_and_twice_itself_is_a_multiple() -> None:
    for text in random_texts():
        core = canonical(text)
        assert c.is_zero(c.difference(core, core)), text
        if core.operation != "plus":  # nothing is multiplied out
            assert c.plus(core, core) is c.scale(constant(2), core), text
        assert c.minus(c.minus(core)) is core, text


def test_matrix_products_do_not_depend_on_brackets() -> None:
    chance = random.Random(5)
    square = next(pool for pool in pools() if pool[0].shape == (n, n))
    for _ in range(150):
        a, b, d = chance.sample(square, 3)
        left, right = c.chain(c.chain(a, b), d), c.chain(a, c.chain(b, d))
        assert left is right, [shown(part) for part in (a, b, d)]
        values = signed(a, b, d)
        want = evaluate(a, values) @ evaluate(b, values) @ evaluate(d, values)
        np.testing.assert_allclose(evaluate(left, values), want, rtol=1e-6, atol=1e-7)
        turned = c.trace(c.chain(b, a))
        np.testing.assert_allclose(
            evaluate(turned, values), evaluate(c.trace(c.chain(a, b)), values), rtol=1e-6, atol=1e-7
        )
        assert c.transpose(c.chain(a, b)) is c.chain(c.transpose(b), c.transpose(a))


# ------------------------------------------------------------------------- single questions


def test_facts_decide_what_a_transpose_is() -> None:
    symmetric, skew, general = (source(name) for name in "SKM")
    assert c.transpose(symmetric) is symmetric
    assert c.transpose(skew) is c.minus(skew)
    assert c.transpose(general).operation == "transpose"
    assert c.is_symmetric(c.chain(c.transpose(general), symmetric, general))
    assert not c.is_symmetric(c.chain(general, symmetric))
    assert not c.is_symmetric(skew)


@pytest.mark.parametrize(
    ("text", "positive", "nonnegative"),
    [
        ("exp(u)", True, True),
        ("r", True, True),
        ("u", False, False),
        ("u**2", False, True),
        ("abs(u)", False, True),
        ("u**2 + 1", True, True),
        ("u**3", False, False),
        ("r - u**2", False, False),
        ("outer(r, exp(u))", True, True),
        ("-exp(u)", False, False),
        ("sum(r)", True, True),
        ("norm2(u)", False, True),
        ("0*u", False, True),
    ],
)
def test_signs_are_known_by_form(text: str, positive: bool, nonnegative: bool) -> None:
    core = canonical(text)
    assert c.is_positive(core) is positive
    assert c.is_nonnegative(core) is nonnegative


@pytest.mark.parametrize(
    ("text", "number", "rest"),
    [
        ("-2*s*t", -2, "s*t"),
        ("u", 1, "u"),
        ("3*s*u", 3, "s*u"),
        ("7 + 0*s", 7, "1"),
        ("M/4", 0.25, "M"),
        ("u + v", 1, "u + v"),
    ],
)
def test_the_number_in_front_of_a_term_splits_off(text: str, number: float, rest: str) -> None:
    coefficient, core = c.split(canonical(text))
    assert coefficient == number
    assert core is canonical(rest)


def test_a_sum_and_its_negative_share_their_primitive_part() -> None:
    for text in ("u - v", "2*u - 4*v", "u/2 + 3*v/2", "M - M.T"):
        number, inside = c.unscaled(canonical(text))
        other, alike = c.unscaled(canonical(f"-({text})"))
        assert alike is inside
        assert other is c.minus(number)


def test_the_inverse_of_a_skew_matrix_is_skew() -> None:
    assert c.is_zero(canonical("inv(K).T + inv(K)"))
    assert not c.is_zero(canonical("inv(K).T - inv(K)"))


def test_replacing_a_variable_brings_the_result_to_canonical_form() -> None:
    core = canonical("M @ N @ u + v")
    found = c.replaced(core, {source("N"): c.inv(source("M"))})
    assert found is canonical("u + v")
    assert c.depends_on(core, source("N"))
    assert not c.depends_on(found, source("N"))


def test_a_replaced_part_that_is_turned_keeps_its_shape() -> None:
    core = canonical("exp(A) @ u")
    found = c.replaced(core, {source("A"): canonical("C")})
    assert found is canonical("exp(C) @ u")


def test_sizes_are_numbers_where_they_are_known() -> None:
    assert c.trace(c.eye(3)) is constant(3)
    assert c.trace(c.eye("n")) is dimension("n")
    assert c.total(c.ones(("m", "n"))) is c.times(dimension("n"), dimension("m"))
    assert canonical("mean(T[0, 0])").operation == "times"


def test_a_tangent_stands_last_in_a_product() -> None:
    du, v = variable("au", ("n",), [c.TANGENT]), source("v")
    matrix = source("M")
    assert c.chain(du, matrix, v).operands[-1] is du
    assert c.chain(v, matrix, du).operands[-1] is du
    assert c.has_tangent(c.chain(v, matrix, du))
    assert not c.has_tangent(v)


def test_keys_tell_all_parts_apart() -> None:
    parts = {part for text in random_texts() for part in postorder(canonical(text))}
    assert len({c.key(part) for part in parts}) == len(parts)


def test_deep_sums_and_products_need_no_recursion_to_be_read() -> None:
    deep, v = source("u"), source("v")
    for _ in range(3_000):
        deep = node("add", [node("sin", [deep], (n,)), v], (n,))
    core = canonical(deep)
    assert sum(part.operation == "sin" for part in postorder(core)) == 3_000
