"""The index form: expansion, equality keys, the way back to notation, Jacobians."""

from __future__ import annotations

import itertools
import random
import time
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

import canonical_values as _values
import numpy as np
import pytest

from jacobook import registry
from jacobook.algebra import canonical as c
from jacobook.algebra.index_form import (
    IndexFormTooLarge,
    Monomial,
    NotLinearError,
    collect,
    einsum_notation,
    jacobian,
    jacobian_einsum,
    jacobian_monomials,
    key,
    kronecker,
    matrix_notation,
    monomials,
    same,
)
from jacobook.algebra.index_monomial import assembled
from jacobook.compilation import compile_function, write_function
from jacobook.expression import Expression, constant, dimension, node, postorder, variable
from jacobook.shapes import Dimension

Array = Any


number_of, numbers = _values.number_of, _values.numbers
evaluate, drawn = _values.evaluate, _values.drawn


def entries(term: Monomial, values: Mapping[Expression, Array]) -> Array:
    """The array that a monomial means, by NumPy's einsum with an identity for tied axes."""
    letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
    operands = [np.asarray(evaluate(f.atom, values)) ** float(f.exponent) for f in term.factors]
    written = ["".join(letters[i] for i in f.letters) for f in term.factors]
    out = ""
    for place, i in enumerate(term.out):
        fresh = letters[-1 - place]
        operands.append(np.eye(number_of(term.sizes[i])))
        written.append(letters[i] + fresh)
        out += fresh
    if not operands:
        return float(term.coefficient)
    return float(term.coefficient) * np.einsum(f"{','.join(written)}->{out}", *operands)


def total_of(terms: Sequence[Monomial], values: Mapping[Expression, Array]) -> Array:
    return sum((entries(term, values) for term in terms), start=np.float64(0))


# ------------------------------------------------------------------------------- random terms


def random_monomial(
    rng: random.Random, out_counts: Sequence[int], factors: int = 6, one_size: bool = False
) -> Monomial:
    """A product of scalars, vectors and matrices, some symmetric, some squared, some opaque."""
    letters = range(rng.randint(1, 5))
    sizes = {i: "n" if one_size else rng.choice("mnpq") for i in letters}
    parts = [random_factor(rng, sizes) for _ in range(rng.randint(0, factors))]
    used = [i for _, places, _ in parts for i in places]
    out = [rng.choice([*used, *letters]) for _ in range(rng.choice(out_counts))]
    coefficient = Fraction(rng.choice([-2, -1, 1, 3]), rng.choice([1, 2]))
    return assembled(coefficient, parts, out, {i: sizes[i] for i in {*used, *out}})


def random_factor(
    rng: random.Random, sizes: Mapping[int, str]
) -> tuple[Expression, tuple[int, ...], Fraction]:
    order = rng.choice([0, 1, 2, 2, 2])
    places = tuple(rng.choice(list(sizes)) for _ in range(order))
    shape = tuple(sizes[i] for i in places)
    square = order == 2 and shape[0] == shape[1]
    facts = ("symmetric",) if square and rng.random() < 0.2 else ()
    name = f"{'s' if facts else 'x'}{''.join(shape)}{rng.randint(0, 1)}"
    atom = variable(name, shape, facts)
    if rng.random() < 0.15:
        atom = c.opaque("exp", [atom], shape, elementwise=True)
    return atom, places, Fraction(rng.choice([1, 1, 1, 1, 2, -1]))


def has_four_letters_joined(term: Monomial) -> bool:
    """Whether the graph, with an edge between the outputs, has no reduction of degree two."""
    edges = {frozenset(f.letters) for f in term.factors if len(set(f.letters)) == 2}
    if len(set(term.out)) == 2:
        edges.add(frozenset(term.out))
    around = {i: {j for e in edges if i in e for j in e} - {i} for i in range(len(term.sizes))}
    while (low := next((i for i in around if len(around[i]) <= 2), None)) is not None:
        _remove(around, low)
    return bool(around)


def _remove(around: dict[int, set[int]], letter: int) -> None:
    neighbours = around.pop(letter)
    for i in neighbours:
        around[i] = (around[i] | neighbours) - {i, letter}


def as_einsum(term: Monomial, rng: random.Random) -> Expression:
    """The monomial as one `einsum`: letters renamed, factors shuffled, some matrices turned."""
    names = rng.sample("abcdefghijklmnopqrstuvwxyz", 20)
    parts = [(c.power(f.atom, f.exponent), f.letters) for f in term.factors]
    parts = [part for array, places in parts for part in split_powers(array, places, rng)]
    out = []
    for place, i in enumerate(term.out):
        parts.append((c.eye(term.sizes[i]), (i, 10 + place)))
        out.append(10 + place)
    rng.shuffle(parts)
    parts = [turned(part) if len(part[1]) == 2 and rng.random() < 0.5 else part for part in parts]
    parts.append((constant(term.coefficient), ()))  # type: ignore[arg-type]
    written = ["".join(names[i] for i in places) for _, places in parts]
    shape = tuple(term.sizes[i] for i in term.out)
    subscripts = f"{','.join(written)}->{''.join(names[i] for i in out)}"
    return node("einsum", [array for array, _ in parts], shape, subscripts=subscripts)


def split_powers(
    array: Expression, places: tuple[int, ...], rng: random.Random
) -> list[tuple[Expression, tuple[int, ...]]]:
    if array.operation == "pow" and array.operands[1] is constant(2) and rng.random() < 0.5:
        return [(array.operands[0], places)] * 2
    return [(array, places)]


def turned(part: tuple[Expression, tuple[int, ...]]) -> tuple[Expression, tuple[int, ...]]:
    return c.transpose(part[0]), part[1][::-1]


# --------------------------------------------------------------------------- variables by name

A, X, dX = (variable(name, ("m", "n")) for name in ("A", "X", "dX"))
B = variable("B", ("n", "p"))
M, N, P, R, dM = (variable(name, ("n", "n")) for name in ("M", "N", "P", "R", "dM"))
S = variable("S", ("n", "n"), ["symmetric"])
u, v, w, dx = (variable(name, ("n",)) for name in ("u", "v", "w", "dx"))
a = variable("a", ("m",))
s, t, ds = (variable(name) for name in ("s", "t", "ds"))
two = constant(2)


def exp(x: Expression) -> Expression:
    return c.opaque("exp", [x], x.shape, elementwise=True)


# ------------------------------------------------------------------------------- the tests


EXPANDED = {
    "bilinear": c.chain(a, A, u),
    "sandwich": c.chain(c.transpose(A), c.diag(a), A),
    "trace": c.trace(c.chain(M, N, c.diag(u))),
    "diagonal": c.diagonal(c.chain(M, c.plus(N, c.eye("n")))),
    "squared sum": c.power(c.plus(u, c.scale(s, v)), 2),
    "power of a product": c.power(c.scale(two, c.times(u, exp(v))), -2),
    "power of a contraction": c.power(c.chain(M, u), 3),
    "reciprocal of a sum": c.scale(c.power(c.plus(s, t), -1), c.outer(u, a)),
    "root": c.times(c.power(u, Fraction(1, 2)), c.power(u, Fraction(1, 2))),
    "symbolic exponent": c.power(c.plus(u, v), s),
    "dimension": c.times(dimension("n"), c.total(c.ones(("n",))), c.trace(c.eye("n"))),
    "ones": c.outer(c.ones(("m",)), u),
    "identity in a sum": c.times(c.plus(c.eye("n"), M), c.plus(c.eye("n"), N)),
    "total": c.total(c.times(M, c.transpose(M))),
    "einsum": node("einsum", [M, N, u], ("n", "n"), subscripts="ab,cb,b->ca"),
    "float": c.scale(constant(0.3), c.plus(u, v)),
}


@pytest.mark.parametrize("name", EXPANDED)
@pytest.mark.parametrize("around", [None, dx], ids=["expanded", "kept whole"])
def test_monomials_mean_the_expression(name: str, around: Expression | None) -> None:
    expression = EXPANDED[name]
    values = drawn(expression)
    found = total_of(monomials(expression, around), values)
    np.testing.assert_allclose(found, evaluate(expression, values), rtol=1e-12)


def test_identities_never_stay_as_factors() -> None:
    terms = monomials(c.chain(M, c.plus(c.eye("n"), c.diag(u)), N))
    assert sorted(len(term.factors) for term in terms) == [2, 3]
    (tied,) = monomials(c.diag(u))
    assert tied.out == (0, 0)
    assert [factor.atom for factor in tied.factors] == [u]


def test_zero_has_no_terms_and_equal_terms_are_collected() -> None:
    assert monomials(c.zeros(("n",))) == ()
    one, other = c.chain(u, M, v), node("chain", [v, c.transpose(M), u], ())
    terms = [*monomials(one), *monomials(c.scale(two, other))]
    (joined,) = collect(terms)
    assert joined.coefficient == 3
    assert collect([*terms, *monomials(c.scale(constant(-3), one))]) == ()


def test_parts_without_the_tangent_stay_whole() -> None:
    residual = c.plus(c.chain(M, u), v)
    (term,) = monomials(c.times(residual, dx), around=dx)
    assert [factor.atom for factor in term.factors if factor.atom is not dx] == [residual]
    assert len(monomials(c.times(residual, dx))) == 2


def test_two_thousand_random_terms_come_back_in_matrix_notation() -> None:
    rng = random.Random(1)
    written = 0
    for _ in range(2_000):
        term = random_monomial(rng, (0, 1, 2, 2))
        found = matrix_notation(term)
        assert (found is None) == has_four_letters_joined(term), term
        if found is not None:
            written += 1
            values = drawn(found, *(factor.atom for factor in term.factors))
            np.testing.assert_allclose(evaluate(found, values), entries(term, values), rtol=1e-9)
    assert written > 1_900


def test_four_letters_joined_to_each_other_have_no_matrix_notation() -> None:
    pairs = list(itertools.combinations(range(4), 2))
    arrays = [variable(f"K{i}{j}", ("n", "n")) for i, j in pairs]
    factors = [(array, pair, Fraction(1)) for array, pair in zip(arrays, pairs, strict=True)]
    sizes: dict[object, Dimension] = dict.fromkeys(range(4), "n")
    assert matrix_notation(assembled(Fraction(1), factors, (), sizes)) is None
    assert matrix_notation(assembled(Fraction(1), factors[1:], (0, 1), sizes)) is None
    assert matrix_notation(assembled(Fraction(1), factors[1:], (0, 2), sizes)) is not None


def test_two_thousand_random_terms_come_back_as_einsum() -> None:
    rng = random.Random(2)
    for _ in range(2_000):
        term = random_monomial(rng, (0, 1, 2, 3, 4))
        found = einsum_notation(term)
        values = drawn(found, *(factor.atom for factor in term.factors))
        assert found.shape == tuple(term.sizes[i] for i in term.out)
        np.testing.assert_allclose(evaluate(found, values), entries(term, values), rtol=1e-9)


def test_a_matrix_without_a_sum_needs_no_einsum() -> None:
    assert einsum_notation(monomials(M)[0]) is M
    (term,) = monomials(c.outer(u, c.ones(("m",))))
    assert einsum_notation(term)["subscripts"] == "i,j->ij"


def test_the_key_does_not_depend_on_letters_order_or_transposes() -> None:
    rng = random.Random(3)
    for _ in range(400):
        term = random_monomial(rng, (0, 1, 2, 3))
        one, other = as_einsum(term, rng), as_einsum(term, rng)
        assert key(one) == key(other)
        back = matrix_notation(term)
        if back is not None:
            assert key(back) == key(one)
        assert key(einsum_notation(term)) == key(one)


def test_the_key_tells_terms_apart_exactly_if_their_values_differ() -> None:
    rng = random.Random(4)
    outcomes = {True: 0, False: 0}
    for _ in range(600):
        term = random_monomial(rng, (0, 1, 2), factors=4, one_size=True)
        one, other = as_einsum(term, rng), as_einsum(mutated(term, rng), rng)
        values = drawn(one, other)
        equal = np.allclose(evaluate(one, values), evaluate(other, values), rtol=1e-9)
        assert same(one, other) == equal, (term, other["subscripts"])
        outcomes[equal] += 1
    assert min(outcomes.values()) > 20


def mutated(term: Monomial, rng: random.Random) -> Monomial:
    """The monomial with one letter of a factor replaced by another, possibly the same."""
    factors = [(f.atom, f.letters, f.exponent) for f in term.factors]
    places = [
        (i, axis) for i, (_, letters, _) in enumerate(factors) for axis in range(len(letters))
    ]
    if places:
        i, axis = rng.choice(places)
        atom, letters, exponent = factors[i]
        replaced = rng.randrange(len(term.sizes))
        factors[i] = (atom, (*letters[:axis], replaced, *letters[axis + 1 :]), exponent)
    return assembled(term.coefficient, factors, term.out, dict(enumerate(term.sizes)))


SAME = {
    "distributed": (c.chain(M, c.plus(u, v)), c.plus(c.chain(M, u), c.chain(M, v))),
    "turned trace": (
        node("trace", [node("chain", [M, N, P], ("n", "n"))], ()),
        node("trace", [node("chain", [N, P, M], ("n", "n"))], ()),
    ),
    "Hadamard": (c.total(c.times(M, N)), c.trace(c.chain(M, c.transpose(N)))),
    "symmetric": (c.chain(u, S, v), node("chain", [v, S, u], ())),
    "square of a sum": (
        c.power(c.plus(s, t), 2),
        c.plus(c.power(s, 2), c.times(two, s, t), c.power(t, 2)),
    ),
    "inside a function": (
        exp(node("plus", [c.chain(M, u), v], ("n",))),
        exp(node("plus", [v, c.diagonal(c.outer(c.chain(M, u), c.ones(("n",))))], ("n",))),
    ),
    "inside a turned function": (
        c.transpose(exp(c.plus(M, c.chain(N, P)))),
        exp(c.plus(c.transpose(M), c.chain(c.transpose(P), c.transpose(N)))),
    ),
    "turned inverse": (
        c.chain(u, c.inv(c.plus(M, N)), v),
        c.chain(v, c.inv(c.plus(c.transpose(N), c.transpose(M))), u),
    ),
    "half": (c.scale(constant(0.5), u), c.scale(constant(Fraction(1, 2)), u)),  # type: ignore[arg-type]
    "size": (c.trace(c.outer(c.ones(("n",)), c.ones(("n",)))), dimension("n")),
    "floats": (
        c.plus(c.scale(constant(0.1), u), c.scale(constant(0.2), u)),
        c.scale(constant(0.3), u),
    ),
    "dimension of a product": (dimension("m*n"), c.times(dimension("n"), dimension("m"))),
}


@pytest.mark.parametrize("name", SAME)
def test_equal_sums_of_products_have_one_key(name: str) -> None:
    one, other = SAME[name]
    values = drawn(one, other)
    np.testing.assert_allclose(evaluate(one, values), evaluate(other, values))
    assert same(one, other)


DIFFERENT = {
    "order": (c.chain(M, N), c.chain(N, M)),
    "transposed": (c.chain(M, u), c.chain(c.transpose(M), u)),
    "coefficient": (c.scale(two, u), u),
    "sign": (c.difference(u, v), c.difference(v, u)),
    "axes": (c.outer(u, v), c.outer(v, u)),
    "tied": (c.diag(u), c.outer(u, c.ones(("n",)))),
    "argument": (exp(c.chain(M, u)), exp(c.chain(c.transpose(M), u))),
    "operation": (exp(u), c.opaque("tanh", [u], ("n",), elementwise=True)),
    "parameter": (
        c.opaque("softmax", [M], ("n", "n"), {"axis": 0}),
        c.opaque("softmax", [M], ("n", "n"), {"axis": 1}),
    ),
    "not entry by entry": (
        c.transpose(c.opaque("cumsum", [M], ("n", "n"), {"axis": 0})),
        c.opaque("cumsum", [c.transpose(M)], ("n", "n"), {"axis": 0}),
    ),
    "facts": (variable("S", ("n", "n")), S),
    "shape of zero": (c.zeros(("n",)), c.zeros(("m",))),
    "sizes": (c.times(dimension("n"), s), c.times(dimension("m"), s)),
    "exponent": (c.power(s, 2), s),
    # two triangles and one cycle of six look alike from every letter
    "cycles": (
        c.power(c.trace(node("chain", [M] * 3, ("n", "n"))), 2),
        c.trace(node("chain", [M] * 6, ("n", "n"))),
    ),
}


@pytest.mark.parametrize("name", DIFFERENT)
def test_different_expressions_have_different_keys(name: str) -> None:
    assert not same(*DIFFERENT[name])


def test_a_product_of_too_many_sums_is_refused_at_once() -> None:
    letters = [variable(f"z{i}") for i in range(20)]
    sums = [c.plus(x, y) for x, y in zip(letters[::2], letters[1::2], strict=True)]
    began = time.process_time()
    with pytest.raises(IndexFormTooLarge, match="1024 monomials"):
        monomials(node("times", sums, ()))
    doubled = c.chain(u, M, v)
    for _ in range(40):
        doubled = node("times", [doubled, doubled, node("total", [c.outer(u, v)], ())], ())
    with pytest.raises(IndexFormTooLarge, match="entries"):
        monomials(doubled)
    assert time.process_time() - began < 1


def test_a_number_with_too_many_digits_is_refused() -> None:
    assert len(monomials(node("pow", [constant(9), constant(9**9)], ()))) == 1  # kept whole
    nested = c.times(constant(7), s)
    for _ in range(4):
        nested = node("pow", [nested, constant(60)], ())
    with pytest.raises(IndexFormTooLarge, match="power"):
        monomials(nested)


@pytest.mark.parametrize(
    "huge",
    [
        node("pow", [c.scale(constant(1e300), u), constant(4)], ("n",)),
        node("scale", [constant(1e300), node("scale", [constant(1e300), u], ("n",))], ("n",)),
        node("plus", [c.scale(constant(1.7e308), u)] * 2, ("n",)),
        node("times", [constant(1.5), constant(10**400)], ()),
    ],
    ids=["power", "product", "sum", "integer"],
)
def test_a_coefficient_beyond_floating_point_is_refused(huge: Expression) -> None:
    with pytest.raises(IndexFormTooLarge, match="larger than any floating-point number"):
        key(huge)


def test_an_exponent_stays_as_it_was_written() -> None:
    (term,) = monomials(c.power(u, 0.1))
    assert matrix_notation(term) is c.power(u, 0.1)
    (term,) = monomials(c.power(u, Fraction(-1, 2)))
    assert [factor.exponent for factor in term.factors] == [Fraction(-1, 2)]


def test_a_zeroth_power_is_one_and_a_reciprocal_keeps_its_zeros() -> None:
    (one,) = monomials(node("pow", [exp(u), constant(0)], ("n",)))
    assert (one.coefficient, one.factors, one.out) == (1, (), (0,))
    (term,) = monomials(node("pow", [c.diag(u), constant(-1)], ("n", "n")))  # 1/0 off the diagonal
    assert term.out == (0, 1)
    assert [(f.atom, f.exponent) for f in term.factors] == [(c.diag(u), Fraction(-1))]


def test_symmetric_products_are_keyed_quickly_or_refused() -> None:
    began = time.process_time()
    cube = c.power(c.chain(u, M, v), 4)
    assert same(cube, node("times", [c.power(c.chain(u, M, v), 2)] * 2, ()))
    rows = node("pow", [c.chain(M, c.ones(("n",))), constant(4)], ("n",))
    assert same(
        rows, node("times", [node("pow", [c.chain(M, c.ones(("n",))), two], ("n",))] * 2, ("n",))
    )
    cycle = node("trace", [node("chain", [M] * 150, ("n", "n"))], ())
    with pytest.raises(IndexFormTooLarge, match="symmetries"):
        key(cycle)
    both = [
        *monomials(cycle),
        *monomials(node("trace", [node("chain", [exp(c.plus(M, N))] * 150, ("n", "n"))], ())),
    ]
    other = monomials(node("trace", [node("chain", [exp(c.plus(M, P))] * 150, ("n", "n"))], ()))
    assert len(collect([*both, *other])) == 3  # not compared, not lost
    assert time.process_time() - began < 3


def test_deep_expressions_need_no_recursion() -> None:
    deep, other = u, u
    for _ in range(3_000):
        deep = exp(c.plus(deep, v))
        other = exp(node("plus", [v, other], ("n",)))
    assert same(deep, other)


# ------------------------------------------------------------------------------- Jacobians


def dense(linear: Expression, tangent: Expression, values: Mapping[Expression, Array]) -> Array:
    """The Jacobian of a linear map, one column for each entry of the tangent."""
    shape = numbers(tangent.shape)
    found = np.zeros(numbers(linear.shape) + shape)
    for place in np.ndindex(*shape):
        unit = np.zeros(shape)
        unit[place] = 1.0
        found[(..., *place)] = evaluate(linear, {**values, tangent: unit})
    return found


def stacked(found: Array) -> Array:
    """A Jacobian with four axes, the two matrices stacked column by column."""
    m, n, p, q = found.shape
    return found.transpose(1, 0, 3, 2).reshape(m * n, p * q)


LINEAR = {
    "A dx": (c.chain(A, dx), dx, A),
    "a .* dx": (c.times(u, dx), dx, c.diag(u)),
    "a' dx b": (c.scale(c.inner(u, dx), a), dx, c.outer(a, u)),
    "s dx": (c.scale(s, dx), dx, c.scale(s, c.eye("n"))),
    "A (a .* (B dx))": (
        c.chain(A, c.times(u, c.chain(M, dx))),
        dx,
        c.chain(A, c.diag(u), M),
    ),
    "residual kept": (
        c.times(c.plus(c.chain(M, u), v), dx),
        dx,
        c.diag(c.plus(c.chain(M, u), v)),
    ),
    "gradient": (c.chain(u, M, dx), dx, c.chain(c.transpose(M), u)),
    "trace": (c.trace(c.chain(c.transpose(A), dX)), dX, A),
    "sum": (c.total(dX), dX, c.ones(("m", "n"))),
    "by a number": (c.scale(ds, u), ds, u),
    "number by number": (c.times(ds, s, t), ds, c.times(s, t)),
    "like terms": (c.plus(c.chain(M, dx), node("chain", [M, dx], ("n",))), dx, c.scale(two, M)),
    "cancelling": (node("plus", [dx, c.minus(dx)], ("n",)), dx, c.zeros(("n", "n"))),
    "softmax": (
        c.times(exp(u), c.difference(dx, c.scale(c.inner(exp(u), dx), c.ones(("n",))))),
        dx,
        c.difference(c.diag(exp(u)), c.outer(exp(u), exp(u))),
    ),
}


@pytest.mark.parametrize("name", LINEAR)
def test_a_jacobian_is_read_off_in_matrix_notation(name: str) -> None:
    linear, tangent, expected = LINEAR[name]
    found = jacobian(linear, tangent)
    assert found is expected
    values = drawn(linear)
    wanted = dense(linear, tangent, values)
    np.testing.assert_allclose(evaluate(found, values), wanted, rtol=1e-12)
    both = evaluate(jacobian_einsum(linear, tangent), values)
    np.testing.assert_allclose(both, wanted, rtol=1e-12)


def test_a_jacobian_without_matrix_notation_is_none_and_an_einsum() -> None:
    joined = node("einsum", [M, N, P, R, S, dM], (), subscripts="ij,ik,il,jk,jl,kl->")
    assert jacobian(joined, dM) is None
    values = drawn(joined)
    found = evaluate(jacobian_einsum(joined, dM), values)
    np.testing.assert_allclose(found, dense(joined, dM, values), rtol=1e-12)
    assert jacobian(c.chain(M, dM), dM) is None  # four axes


@pytest.mark.parametrize(
    ("linear", "reason"),
    [
        (c.plus(c.chain(M, dx), u), "a term has no dx"),
        (c.times(dx, dx), "more than once or as a power"),
        (c.scale(c.inner(dx, u), dx), "more than once"),
        (exp(dx), "stands inside exp"),
        (c.power(c.plus(dx, u), -1), "stands inside plus"),
        (u, "a term has no dx"),
    ],
    ids=["affine", "squared", "twice", "inside", "reciprocal", "constant"],
)
def test_what_is_not_linear_is_refused_with_the_reason(linear: Expression, reason: str) -> None:
    with pytest.raises(NotLinearError, match=reason):
        jacobian_monomials(linear, dx)


KRONECKER = {
    "A X B": (c.chain(c.transpose(A), dX, B), "kron"),
    "X": (dX, "eye"),
    "X'": (c.transpose(dX), "commutation"),
    "B' X' A": (c.chain(c.transpose(B), c.transpose(dX), A), "chain"),
    "X X": (c.plus(c.chain(M, dM), c.chain(dM, M)), "plus"),
    "X' X": (c.plus(c.chain(c.transpose(dX), X), c.chain(c.transpose(X), dX)), "plus"),
    "A .* X": (c.times(A, dX), "diag"),
    "A' .* X'": (c.times(c.transpose(A), c.transpose(dX)), "chain"),
    "tr(X) X": (c.plus(c.scale(c.trace(dM), M), c.scale(c.trace(M), dM)), "plus"),
    "inv(X)": (c.minus(c.chain(c.inv(M), dM, c.inv(M))), "scale"),
    "a' X u A": (c.scale(c.chain(a, dX, u), A), "outer"),
    "exp(X B)": (c.times(exp(c.chain(X, B)), c.chain(dX, B)), "chain"),
    "A' (X .* A)": (c.chain(c.transpose(A), c.times(dX, A)), "chain"),
    "diag scaling": (c.chain(c.diag(a), dX, c.diag(u)), "kron"),
    "X u v'": (c.outer(c.chain(dX, u), v), "kron"),
    "row sums": (c.outer(c.chain(dX, c.ones(("n",))), c.ones(("p",))), "kron"),
    "zero": (c.zeros(("m", "p")), "zeros"),
    "kept sum": (c.chain(c.plus(M, c.eye("n")), dM, c.plus(N, P)), "kron"),
}


@pytest.mark.parametrize("name", KRONECKER)
def test_a_matrix_by_a_matrix_is_stacked_column_by_column(name: str) -> None:
    linear, operation = KRONECKER[name]
    tangent = dM if any(part is dM for part in postorder(linear)) else dX
    found = kronecker(linear, tangent)
    assert found is not None
    assert found.operation == operation
    values = drawn(linear)
    wanted = stacked(dense(linear, tangent, values))
    np.testing.assert_allclose(evaluate(found, values), wanted, rtol=1e-12)


def test_known_kronecker_forms_are_written_as_in_the_books() -> None:
    assert kronecker(c.chain(c.transpose(A), dX, B), dX) is c.opaque(
        "kron", [c.transpose(B), c.transpose(A)], ("n*p", "m*n")
    )
    inverse = c.inv(M)
    assert kronecker(c.minus(c.chain(inverse, dM, inverse)), dM) is c.minus(
        c.opaque("kron", [c.transpose(inverse), inverse], ("n*n", "n*n"))
    )
    vec = c.opaque("vec", [A], ("m*n",))
    assert kronecker(c.times(A, dX), dX) is c.diag(vec)


def test_the_commutation_matrix_is_written_in_numpy() -> None:
    commuted = kronecker(c.transpose(dX), dX)
    assert commuted is not None
    source = write_function("swap", ["X"], commuted, registry(), shapes={"X": ("m", "n")})
    x = np.arange(6.0).reshape(2, 3)
    matrix = compile_function(source)(x)
    np.testing.assert_array_equal(matrix @ x.ravel(order="F"), x.T.ravel(order="F"))
    np.testing.assert_array_equal(matrix, evaluate(commuted, {}))


def test_a_diagonal_of_a_matrix_by_the_matrix_has_no_kronecker_form() -> None:
    linear = c.diag(c.diagonal(c.chain(N, dM)))
    assert kronecker(linear, dM) is None
    assert kronecker(c.chain(A, dx), dx) is None
    values = drawn(linear)
    found = evaluate(jacobian_einsum(linear, dM), values)
    np.testing.assert_allclose(found, dense(linear, dM, values), rtol=1e-12)


def test_random_linear_maps_have_their_dense_jacobian() -> None:
    rng = random.Random(5)
    kinds = {True: 0, False: 0}
    for _ in range(300):
        linear = random_linear(rng)
        values = drawn(linear)
        wanted = dense(linear, dX, values)
        exact = evaluate(jacobian_einsum(linear, dX), values)
        np.testing.assert_allclose(exact, wanted, rtol=1e-9, atol=1e-12)
        found = kronecker(linear, dX)
        kinds[found is None] += 1
        if found is not None:
            np.testing.assert_allclose(
                evaluate(found, values), stacked(wanted), rtol=1e-9, atol=1e-12
            )
    assert min(kinds.values()) > 20


def random_linear(rng: random.Random) -> Expression:
    """A matrix linear in `dX`, as an `einsum` of it and some other arrays."""
    sizes = {0: "m", 1: "n", 2: rng.choice("mn"), 3: rng.choice("mn")}
    parts: list[tuple[Expression, tuple[int, ...]]] = [(dX, (0, 1))]
    for _ in range(rng.randint(0, 6)):
        atom, letters, _ = random_factor(rng, sizes)
        parts.append((atom, letters))
    used = sorted({i for _, letters in parts for i in letters})
    out = rng.sample(used[2:] if len(used) == 4 and rng.random() < 0.8 else used, 2)
    written = ["".join("abcdefgh"[i] for i in letters) for _, letters in [*parts, (dX, out)]]
    subscripts = f"{','.join(written[:-1])}->{written[-1]}"
    shape = tuple(sizes[i] for i in out)
    return node("einsum", [array for array, _ in parts], shape, subscripts=subscripts)
