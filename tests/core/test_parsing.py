"""The safe parser: what it reads, what it refuses, and where it says the fault is."""

from __future__ import annotations

import contextlib
import time

import pytest

import jacobook as jb
from jacobook.errors import ParseError
from jacobook.expression import Expression, constant, node, substitute, variable
from jacobook.notation.infix import infix
from jacobook.parsing import Scope, Value, parse
from jacobook.shapes import Shape

SCOPE = Scope(
    {"A": ("m", "n"), "B": ("n", "k"), "x": ("n",), "y": ("n",), "z": (), "M": (2, 3)},
    {"f": lambda *_: ("k",)},
    {"m": "m", "n": "n", "k": "k"},
)


def read(text: str) -> Expression:
    return parse(text, SCOPE, jb.registry())


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("A @ B", ("m", "k")),
        ("A @ x", ("m",)),
        ("x + z", ("n",)),
        ("A.T", ("n", "m")),
        ("x[0]", ()),
        ("x[:, None]", ("n", 1)),
        ("M[1, 1:]", (2,)),
        ("sum(x)", ()),
        ("sum(A, axis=0)", ("n",)),
        ("eye(n)", ("n", "n")),
        ("2*x/n", ("n",)),
        ("f(x)", ("k",)),
        ("J(f, x)", ("k", "n")),
        ("J(f, x, A, arg=1)", ("k", "m", "n")),
        ("H(f, x)", ("k", "n", "n")),
        ("H(f, x, A, arg=1)", ("k", "m", "n", "m", "n")),
        ("partial(f, x, 0)", ("k",)),
        ("partial(f, x, A, 1, arg=1)", ("k", "n")),
        ("ravel(A)", ("m*n",)),
        ("ravel(M.T)", (6,)),
        ("where(x > 0, 1.0, 0.0)", ("n",)),
        ("broadcast_to(x, (m, n))", ("m", "n")),
    ],
)
def test_shapes_follow(text: str, shape: Shape) -> None:
    assert read(text).shape == shape


@pytest.mark.parametrize(
    "text",
    [
        "x + y*z",
        "(x + y)*z",
        "x - (y - z)",
        "x/(y/z)",
        "-x**2",
        "(-x)**2",
        "x**-1",
        "2**(-z)",
        "(A @ B).T",
        "A @ (B @ B.T)",
        "x[1:3]",
        "where((x > 0) & (y <= z), x, -y)",
        "sum(A, axis=0, keepdims=True)",
        "J(f, x) @ x",
        "partial(f, x, A, 1, arg=1)",
        "eye(n)*2.5 + ones((n, n))",
        "broadcast_to(x, shape=(m, n))",
    ],
)
def test_printed_text_parses_back_to_the_same_expression(text: str) -> None:
    expression = read(text)
    assert read(infix(expression)) is expression


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("np.exp(x)", "exp(x)"),
        ("numpy.linalg.norm(x)", "norm(x)"),
        ("np.linalg.inv(A @ A.T)", "inv(A @ A.T)"),
        ("np.pi*x", "pi*x"),
        ("\n x\n  + y\r\n", "x + y"),
    ],
)
def test_numpy_may_be_named_and_lines_broken(text: str, meaning: str) -> None:
    assert read(text) is read(meaning)


def test_scopes_carry_facts_and_other_texts() -> None:
    scope = Scope(
        {"A": ("n", "n")}, facts={"A": frozenset({"symmetric"})}, bound={"K": Value(read("x + y"))}
    )
    made = parse("A @ K", scope, jb.registry())
    assert made.operands[0].facts == {"symmetric"}
    assert made.operands[1] is read("x + y")


def test_equal_text_is_one_expression() -> None:
    assert read("x + y") is read("( x+y )")
    assert read("1.0*x") is not read("1*x")


@pytest.mark.parametrize(
    ("text", "position", "said"),
    [
        ("x + w", 4, "unknown name 'w'"),
        ("summ(x)", 0, "did you mean sum"),
        ("A @ A", 0, "inner sizes n and m differ"),
        ("A + x.S", 4, "unknown attribute .S"),
        ("x + (y", 4, "not an expression"),
        ("", 0, "not an expression"),
        ("x if z else y", 0, "IfExp is not part of the grammar"),
        ("[x, y]", 0, "List is not part of the grammar"),
        ("lambda: x", 0, "Lambda is not part of the grammar"),
        ("x.__class__", 0, "unknown attribute .__class__"),
        ("__import__('os')", 0, "unknown function '__import__'"),
        ("(x := y)", 1, "NamedExpr is not part of the grammar"),
        ("'text'", 0, "str is not a number"),
        ("x[y]", 2, "an index is a literal integer"),
        ("x[0][0]", 0, "too many indices"),
        ("0 < z < 1", 0, "write one comparison"),
        ("sum(x, where=y)", 13, "no keyword 'where'"),
        ("x // y", 0, "FloorDiv is not part of the grammar"),
        ("x + y\0", 5, "is not allowed"),
        ("  \n A @ A", 4, "A is (m, n) and A is (m, n)"),
        ("x +\n w", 5, "unknown name 'w'"),
        ("x + y)", 5, "')' closes no bracket"),
        ("np.random.exp(x)", 0, "only named functions"),
        ("x.sum()", 0, "write sum(...)"),
        ("x # y", 2, "comments"),
        ("1e999*x", 0, "too large"),
        ("х + y", 0, "is not allowed"),  # a Cyrillic letter that looks like x
    ],
)
def test_faults_are_marked(text: str, position: int, said: str) -> None:
    with pytest.raises(ParseError, match=".*") as caught:
        read(text)
    assert said in str(caught.value)
    assert caught.value.position == position


@pytest.mark.parametrize(
    "text",
    [
        "(" * 10_000 + "x" + ")" * 10_000,
        "-" * 4_000 + "x",
        "x" + "+x" * 4_000,
        "x" + "**2" * 1_500,
        "sum(" * 99 + "x" + ")" * 99,
        "9" * 4_900,
        "9**9**9**9",
        "A" * 6_000,
        "x[" * 99 + "0" + "]" * 99,
        "[" * 5000,
    ],
)
def test_hostile_text_is_answered_within_a_second(text: str) -> None:
    start = time.perf_counter()
    with contextlib.suppress(ParseError):
        read(text)
    assert time.perf_counter() - start < 1.0


def test_substitution_replaces_variables() -> None:
    x, y = variable("x", ("n",)), variable("y", ("n",))
    expression = node("add", [x, node("exp", [x], ("n",))], ("n",))
    replaced = substitute(expression, {"x": y})
    assert replaced is node("add", [y, node("exp", [y], ("n",))], ("n",))


def test_expressions_are_immutable() -> None:
    with pytest.raises(AttributeError):
        constant(1.0).shape = (2,)  # type: ignore[misc]
