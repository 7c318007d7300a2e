"""Fingerprints tell expressions apart, and equal ones by laws that no form has are equal."""

from __future__ import annotations

from typing import Any

import pytest

from jacobook.algebra import canonical as c
from jacobook.algebra import fingerprint
from jacobook.algebra.identity import how_equal
from jacobook.algebra.numbers import number
from jacobook.catalogue import default_registry
from jacobook.closed_form.derivation import canonical_form
from jacobook.expression import Expression, commutation, node, variable
from jacobook.parsing import read_text

BOOK = default_registry()
SHAPES = {
    "A": ("n", "n"),
    "B": ("n", "n"),
    "S": ("n", "n"),
    "K": ("n", "n"),
    "X": ("m", "n"),
    "u": ("n",),
    "v": ("n",),
    "y": ("m",),
    "s": (),
}
FACTS = {"S": "symmetric", "K": "skew"}


def read(text: str) -> Expression:
    found = read_text(text, shapes=SHAPES, assume=FACTS, registry=BOOK)
    return canonical_form(found, BOOK)


EQUAL = [
    ("A @ B", "A @ B", "form"),
    ("trace(A @ B)", "sum(A * B.T)", "index form"),
    ("X @ (u + v)", "X @ u + X @ v", "index form"),
    ("inv(A + B)", "inv(A) - inv(A) @ inv(inv(A) + inv(B)) @ inv(A)", "fingerprint"),
    ("det(A - outer(u, v))", "det(A) * (1 - v @ inv(A) @ u)", "fingerprint"),
    ("inv(eye(n) + A @ B) @ A", "A @ inv(eye(n) + B @ A)", "fingerprint"),
    ("1/(1 + s) + s/(1 + s)", "s**0", "fingerprint"),
    ("exp(inv(A @ B) @ u)", "exp(inv(B) @ inv(A) @ u)", "form"),
    ("exp(inv(A) @ A @ u + v)", "exp(u + v)", "form"),
    ("u @ inv(eye(n) + S) @ v", "v @ inv(eye(n) + S) @ u", "form"),
    ("kron(A, B) @ kron(B, A)", "kron(A @ B, B @ A)", "form"),
]
DIFFERENT = [
    ("A @ B", "B @ A"),
    ("A @ u", "A.T @ u"),
    ("inv(A + B)", "inv(A) + inv(B)"),
    ("det(A + B)", "det(A) + det(B)"),
    ("exp(u + v)", "exp(u) * exp(v)"),  # true, but of different functions of unknown laws
    ("1/(1 + exp(-u))", "sigmoid(u)"),  # likewise
    ("u @ K @ v", "v @ K @ u"),
    ("trace(A @ A)", "trace(A.T @ A)"),
    ("tril(A)", "triu(A)"),
    ("2 * u", "3 * u"),
]


@pytest.mark.parametrize(("a", "b", "tier"), EQUAL)
def test_equal_expressions_are_found_equal_by_the_first_tier_that_can(
    a: str, b: str, tier: str
) -> None:
    assert how_equal(read(a), read(b)) == tier


@pytest.mark.parametrize(("a", "b"), DIFFERENT)
def test_different_expressions_are_not_found_equal(a: str, b: str) -> None:
    assert how_equal(read(a), read(b)) == ""


def test_sums_and_products_are_those_of_whole_numbers_modulo_the_prime() -> None:
    x = variable("x")
    (value,) = {fingerprint.fingerprint(x, 0)}
    assert isinstance(value, int)
    cubed = fingerprint.fingerprint(c.plus(c.power(x, 3), number(5)), 0)
    assert cubed == (value**3 + 5) % fingerprint.PRIME


def test_points_differ_and_the_same_point_repeats() -> None:
    x = variable("x", ("n",))
    assert fingerprint.fingerprint(x, 0) == fingerprint.fingerprint(x, 0)
    assert fingerprint.fingerprint(x, 0) != fingerprint.fingerprint(x, 1)


def test_declared_structure_is_kept() -> None:
    symmetric = fingerprint.fingerprint(variable("S", ("n", "n"), ["symmetric"]), 0)
    rows = [list(row) for row in symmetric]  # type: ignore[union-attr, arg-type]
    assert rows == [list(column) for column in zip(*rows, strict=True)]


def test_the_commutation_matrix_turns_vec_of_x_into_vec_of_its_transpose() -> None:
    m, n = fingerprint.SIZES[:2]
    rows: Any = fingerprint.fingerprint(variable("X", ("m", "n")), 0)
    turning: Any = fingerprint.fingerprint(commutation("m", "n"), 0)
    columns = [rows[i][j] for j in range(n) for i in range(m)]
    turned = [sum(k * x for k, x in zip(row, columns, strict=True)) for row in turning]
    assert turned == [rows[i][j] for i in range(m) for j in range(n)]


def test_what_has_no_value_decides_nothing() -> None:
    nowhere = c.opaque("inv", [node("zeros", (), ("n", "n"))], ("n", "n"))
    with pytest.raises(fingerprint.NoValue):
        fingerprint.fingerprint(nowhere, 0)
    assert not fingerprint.agree(nowhere, nowhere)
