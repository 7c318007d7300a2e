"""The printers of parsable text: the syntax of matrixcalculus.org, and the catalogue's own."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Hashable, Iterator
from fractions import Fraction
from random import Random
from typing import Any

import numpy as np
import pytest

import jacobook as jb
from jacobook.compilation import compile_function, write_function
from jacobook.expression import CONSTANT, Expression, node, variable, variables
from jacobook.notation import latex, mathml, matlab, unicode_text, with_where
from jacobook.notation.infix import infix
from jacobook.notation.usual import told
from jacobook.parsing import Scope, parse, read_text
from jacobook.reading import clause_expression, function_expression, scope_of
from jacobook.rule import Rule
from jacobook.shapes import Shape

SHAPES: dict[str, Shape] = {
    **dict.fromkeys("acst", ()),
    **dict.fromkeys("xyzw", ("n",)),
    **dict.fromkeys("bu", ("m",)),
    **dict.fromkeys("MNS", ("n", "n")),
    "A": ("m", "n"),
    "T": (2, 3, 4),
}
SCOPE = Scope(SHAPES, {"f": lambda *_: ("n",)}, {"m": "m", "n": "n"})


def read(text: str) -> Expression:
    return parse(text, SCOPE, jb.registry())


CLOSED_FORMS = [
    ("2*(A.T @ (A @ x - b))", "2*A'*(A*x - b)"),
    ("-(inv(M) @ N @ S @ inv(M)).T", "-(inv(M)*N*S*inv(M))'"),
    ("x*tanh(log(1 + exp(x)))", "x.*tanh(log(1 + exp(x)))"),
    ("A.T @ diag(b**2*u*(1 - u)) @ A", "A'*diag(b.^2.*u.*(1 - u))*A"),
    ("(w @ x - c)/s**3*(S @ w)", "(w'*x - c)/s^3*S*w"),
    ("A.T @ (A @ x - b)/norm2(A @ x - b)", "A'*(A*x - b)/norm2(A*x - b)"),
    ("(eye(n) - outer(x, x)/dot(x, x))/norm2(x)", "(eye(n) - x*x'/(x'*x))/norm2(x)"),
    ("dot(x, x)*eye(n) + 2*outer(x, x)", "x'*x*eye(n) + 2*x*x'"),
    (
        "diag(softmax(x)) - outer(softmax(x), softmax(x))",
        "diag(softmax(x)) - softmax(x)*softmax(x)'",
    ),
    ("sum(y)*(diag(w) - outer(w, w))", "sum(y)*(diag(w) - w*w')"),
    ("1/(2*n)*(A.T @ b)", "1/(2*n)*A'*b"),
    ("2*((A.T @ (A @ x - b))*(1 - x**2))", "2*(A'*(A*x - b)).*(1 - x.^2)"),
    ("(A*A.T.T) @ x", "(A.*A)*x"),
    ("inv(M) - inv(M) @ outer(x - y, x - y) @ inv(M)", "inv(M) - inv(M)*(x - y)*(x - y)'*inv(M)"),
    ("where(w @ x + c > 0, 1, 0)*x", "step(w'*x + c)*x"),
]

PRODUCTS = [
    ("x @ y", "x'*y"),
    ("dot(x, y)", "x'*y"),
    ("inner(x, y)", "x'*y"),
    ("dot(a, x)", "a*x"),
    ("x @ M", "M'*x"),
    ("x @ M.T", "M*x"),
    ("x @ M @ y", "x'*M*y"),
    ("(M @ x) @ y", "(M*x)'*y"),
    ("x @ (y @ M)", "x'*M'*y"),
    ("x @ (M @ N) @ y", "x'*M*N*y"),
    ("(x @ M) @ (N @ y)", "x'*M*N*y"),
    ("M @ (N @ x)", "M*N*x"),
    ("M @ (N @ S) @ x", "M*N*S*x"),
    ("M @ (2*x)", "M*(2*x)"),
    ("M @ (x/a)", "M*(x/a)"),
    ("M/a @ x", "M/a*x"),
    ("M @ (x*y)", "M*(x.*y)"),
    ("x*(M @ y)", "x.*(M*y)"),
    ("(M @ x)*y", "(M*x).*y"),
    ("(M @ x/a)*y", "(M*x/a).*y"),
    ("(M*N) @ x", "(M.*N)*x"),
    ("(2*x*y) @ z", "(2*x.*y)'*z"),
    ("M*N.T", "M.*N'"),
    ("x*(y*z)", "x.*y.*z"),
    ("x*(1/y)", "x.*(1./y)"),
    ("x*(y/z)", "x.*y./z"),
    ("x/(y*z)", "x./(y.*z)"),
    ("x/y*z", "x./y.*z"),
    ("x/a*y", "(x/a).*y"),
    ("x*-y", "x.*(-y)"),
    ("(-x)*y", "-x.*y"),
    ("(-M) @ x", "-M*x"),
    ("a*(-M @ x)", "a*(-M*x)"),
    ("(-x) @ y", "-x'*y"),
    ("-1*x", "-x"),
    ("a*(c*(s*t))", "a*c*s*t"),
    ("a*(1/c)", "a*(1/c)"),
    ("a/(c*s)", "a/(c*s)"),
    ("a/c*s", "a/c*s"),
    ("a/c/s", "a/c/s"),
    ("x*(a + c)", "x*(a + c)"),
    ("z*(x @ y)", "z*(x'*y)"),
    ("a*(x @ y)*z", "a*x'*y*z"),
    ("a/(x @ y)", "a/(x'*y)"),
    ("outer(M @ x, y @ M)", "M*x*y'*M"),
    ("outer(x, M @ y)", "x*(M*y)'"),
    ("outer(x*y, z)", "(x.*y)*z'"),
    ("kron(M.T, N)", "kron(M', N)"),
    ("T*T", "T.*T"),
]

SUMS_AND_POWERS = [
    ("a - (c - s)", "a - (c - s)"),
    ("a + (c - s)", "a + c - s"),
    ("a + -c", "a - c"),
    ("a + (-c + s)", "a - c + s"),
    ("a + -2*c", "a - 2*c"),
    ("a - -c", "a - (-c)"),
    ("-(-a)", "-(-a)"),
    ("-(a + c)", "-(a + c)"),
    ("-(a*c)", "-a*c"),
    ("-a**2", "-a^2"),
    ("(-a)**2", "(-a)^2"),
    ("a**c**2", "a^(c^2)"),
    ("(a**c)**2", "(a^c)^2"),
    ("a**-1", "a^-1"),
    ("a**-c", "a^(-c)"),
    ("a**(1/2)", "a^(1/2)"),
    ("x**2", "x.^2"),
    ("square(x)", "x.^2"),
    ("2**x", "2.^x"),
    ("(x + y)**2", "(x + y).^2"),
    ("x**-0.5", "x.^(-0.5)"),
    ("matrix_power(M, 3)", "M^3"),
    ("matrix_power(M, -1)", "M^-1"),
    ("matrix_power(M.T, 2)", "M'^2"),
    ("matrix_power(M, 2).T", "(M^2)'"),
    ("(M + N).T", "(M + N)'"),
    ("(M @ N).T.T", "M*N"),
    ("(x + y).T", "x + y"),
    ("M.mT", "M'"),
    ("sin(pi*a)", "sin(pi*a)"),
]

FUNCTIONS = [
    ("sum(M)", "sum(M)"),
    ("sum(M, axis=1)", "M*vector(1)"),
    ("sum(M @ N, axis=-1)", "M*N*vector(1)"),
    ("sum(M*N, axis=1)", "(M.*N)*vector(1)"),
    ("sum(M @ N, axis=0)", "(M*N)'*vector(1)"),
    ("sum(M.T, axis=0)", "M*vector(1)"),
    ("sum(A, axis=0, keepdims=True)", "sum(A, axis=0, keepdims=True)"),
    ("sum(x, axis=0)", "sum(x)"),
    ("mean(M, axis=0)", "mean(M, axis=0)"),
    ("softmax(M, axis=1)", "softmax_rows(M)"),
    ("softmax(M, axis=0)", "softmax(M, axis=0)"),
    ("softmax(x, axis=-1)", "softmax(x)"),
    ("trace(M)", "tr(M)"),
    ("trace(M, offset=1)", "tr(M, offset=1)"),
    ("norm2(x) + normF(M) + norm(M)", "norm2(x) + norm2(M) + norm2(M)"),
    ("abs(x)", "abs(x)"),
    ("ones(n)", "ones(n)"),
    ("ones((m, n))", "ones(m, n)"),
    ("zeros((m, n))", "zeros(m, n)"),
    ("basis(0, n)", "basis(0, n)"),
    ("M[0, 1:]", "M[0, 1:]"),
    ("flip(M, axis=0)", "flip(M, axis=0)"),
    ("stack([x, y])", "stack([x, y])"),
    ("einsum([M, N], 'ij,jk->ik')", 'einsum([M, N], subscripts="ij,jk->ik")'),
    ("J(f, x) @ y", "J(f, x)*y"),
    ("f(x)", "f(x)"),
]

LOGIC = [
    ("where(x > 0, y, z)", "where(x > 0, y, z)"),
    ("where(x > 0, 1.0, 0.0)", "step(x)"),
    ("where(x < 0, 1, 0)", "where(x < 0, 1, 0)"),
    ("where((x > 0) & (y <= z), x, -y)", "where((x > 0) & (y <= z), x, -y)"),
    ("x*(y > 0)", "x.*step(y)"),
    ("(a > c)*x", "(a > c)*x"),
    ("sum(x > 0)", "sum(step(x))"),
    ("~(x > 0)", "~(x > 0)"),
    ("x != y", "x ~= y"),
]

BROADCAST = [
    ("A + x", "A + ones(m)*x'"),
    ("A @ M + x", "A*M + ones(m)*x'"),
    ("A*x", "A.*(ones(m)*x')"),
    ("A/x", "A./(ones(m)*x')"),
    ("A - x @ M", "A - ones(m)*x'*M"),
    ("A*b[:, None]", "A.*(b*ones(n)')"),
    ("A + a", "A + a"),
    ("x - mean(x)", "x - mean(x)"),
]

TABLE = [*CLOSED_FORMS, *PRODUCTS, *SUMS_AND_POWERS, *FUNCTIONS, *LOGIC, *BROADCAST]


@pytest.mark.parametrize(("text", "written"), TABLE, ids=[text for text, _ in TABLE])
def test_matlab_syntax(text: str, written: str) -> None:
    assert matlab(read(text)) == written


@pytest.mark.parametrize("text", [text for text, _ in TABLE])
def test_brackets_are_balanced_and_none_is_around_an_atom(text: str) -> None:
    for before, inside in brackets(matlab(read(text))):
        grouping = not re.search(r"\w$", before)
        assert not (grouping and is_atom(inside))


def brackets(text: str) -> Iterator[tuple[str, str]]:
    """What stands before and inside each pair of round brackets, which are balanced."""
    opened: list[int] = []
    for place, character in enumerate(text):
        if character == "(":
            opened.append(place)
        elif character == ")":
            start = opened.pop()
            yield text[:start], text[start + 1 : place]
    assert not opened


def is_atom(text: str) -> bool:
    """Whether a text is a name, a number, a call or something in brackets."""
    if re.fullmatch(r"[\w.]+'*", text):
        return True
    calls = [f"{name}({inside})" for name, inside in brackets(text) if re.fullmatch(r"\w*", name)]
    return text in calls


@pytest.mark.parametrize("text", ["(x)", "2*(inv(M))", "(M')*x", "((a + c))*x"])
def test_needless_brackets_would_be_found(text: str) -> None:
    found = [is_atom(inside) for before, inside in brackets(text) if not before.endswith("inv")]
    assert any(found)


# The value of the text, read with MATLAB's precedences: vectors are columns, sizes must agree

Value = Any
FUNCTIONS_OF_MATLAB: dict[str, Callable[..., Value]] = {
    "exp": np.exp,
    "log": np.log,
    "tanh": np.tanh,
    "sin": np.sin,
    "abs": np.abs,
    "sum": lambda x: float(np.sum(x)),
    "mean": lambda x: float(np.mean(x)),
    "tr": lambda x: float(np.trace(x)),
    "norm2": lambda x: float(np.linalg.norm(x)),
    "inv": np.linalg.inv,
    "kron": np.kron,
    "where": lambda c, x, y: np.where(c, x, y),
    "step": lambda x: 1.0 * (np.asarray(x) > 0) if np.ndim(x) else float(x > 0),
    "diag": lambda x: np.diag(x[:, 0]),
    "softmax": lambda x: np.exp(x) / np.sum(np.exp(x)),
    "softmax_rows": lambda x: np.exp(x) / np.sum(np.exp(x), axis=1, keepdims=True),
    "eye": lambda n: np.eye(int(n)),
    "ones": lambda m, n=1: np.ones((int(m), int(n))),
    "zeros": lambda m, n=1: np.zeros((int(m), int(n))),
    "vector": lambda number: f"vector of {number}",  # its size is known where it is multiplied
}


def times(left: Value, right: Value) -> Value:
    if isinstance(right, str):
        return times(left, np.ones((left.shape[1], 1)))
    if not np.ndim(left) or not np.ndim(right):
        return left * right
    made = left @ right
    return float(made[0, 0]) if made.shape == (1, 1) else made


def over(left: Value, right: Value) -> Value:
    assert not np.ndim(right)
    return left / right


def raised(base: Value, exponent: Value) -> Value:
    assert not np.ndim(exponent)
    return np.linalg.matrix_power(base, int(exponent)) if np.ndim(base) else base**exponent


def entrywise(function: Callable[[Value, Value], Value]) -> Callable[[Value, Value], Value]:
    def apply(left: Value, right: Value) -> Value:
        shapes = {np.shape(value) for value in (left, right) if np.ndim(value)}
        assert len(shapes) < 2, "sizes differ"
        return function(left, right)

    return apply


LEVELS: list[dict[str, Callable[[Value, Value], Value]]] = [
    {"|": np.logical_or},
    {"&": np.logical_and},
    {sign: entrywise(f) for sign, f in {">": np.greater, "<": np.less, "<=": np.less_equal}.items()}
    | {"~=": entrywise(np.not_equal)},
    {"+": entrywise(operator.add), "-": entrywise(operator.sub)},
    {"*": times, "/": over, ".*": entrywise(operator.mul), "./": entrywise(operator.truediv)},
]
POWERS = {"^": raised, ".^": entrywise(operator.pow)}
TOKEN = re.compile(r"\d+(?:\.\d+)?(?:e[-+]?\d+)?|\w+|\.[*/^]|<=|~=|\S")


class Reader:
    """A text in MATLAB's syntax as its value."""

    def __init__(self, text: str, values: dict[str, Value]) -> None:
        self.tokens = [*TOKEN.findall(text), ""]
        self.values = values

    def take(self) -> str:
        return self.tokens.pop(0)

    def value(self, level: int = 0) -> Value:
        if level == len(LEVELS):
            return self.unary()
        left = self.value(level + 1)
        while self.tokens[0] in LEVELS[level]:
            left = LEVELS[level][self.take()](left, self.value(level + 1))
        return left

    def unary(self) -> Value:
        if self.tokens[0] in ("-", "~"):
            return -self.unary() if self.take() == "-" else np.logical_not(self.unary())
        base = self.postfix()
        while self.tokens[0] in POWERS:
            base = POWERS[self.take()](base, self.exponent())
        return base

    def exponent(self) -> Value:
        if self.tokens[0] == "-":
            self.take()
            return -self.exponent()
        return self.postfix()

    def postfix(self) -> Value:
        found = self.atom()
        while self.tokens[0] == "'":
            self.take()
            found = np.transpose(found)
        return found

    def atom(self) -> Value:
        token = self.take()
        if token == "(":
            found = self.value()
            assert self.take() == ")"
            return found
        if self.tokens[0] == "(":
            return FUNCTIONS_OF_MATLAB[token](*self.arguments())
        return self.values[token] if token[0].isalpha() else float(token)

    def arguments(self) -> Iterator[Value]:
        while self.take() in "(,":
            yield self.value()


SIZES = {"m": 3, "n": 2}
SIZED = Scope(
    {name: tuple(SIZES.get(str(size), size) for size in shape) for name, shape in SHAPES.items()},
    SCOPE.functions,
    SIZES,
)
"""The same names with numbers for sizes."""


def draw(expression: Expression) -> dict[str, Value]:
    random = np.random.default_rng(7)
    drawn = {}
    for name in sorted(str(found["name"]) for found in variables(expression)):
        shape = [int(size) for size in SIZED.variables[name]]
        value = random.uniform(0.5, 1.5, shape) * random.choice([1.0, 1.0, -1.0], shape)
        drawn[name] = value if shape else abs(value)
    return drawn


def as_column(value: Value) -> Value:
    array = np.asarray(value, dtype=float)
    return array[:, None] if array.ndim == 1 else array


UNREADABLE = ("[", "=", "basis", "J(", "f(", "T.*", "maximum")
READABLE = [(text, written) for text, written in TABLE if not any(u in written for u in UNREADABLE)]


@pytest.mark.parametrize("text", [text for text, _ in READABLE])
def test_the_text_has_the_value_of_the_expression(text: str) -> None:
    expression = read(text)
    drawn = draw(expression)
    expected = numpy_value(text, drawn)
    found = matlab_value(matlab(expression), drawn)
    np.testing.assert_allclose(found, as_column(expected), rtol=1e-12, atol=1e-12)


def numpy_value(text: str, drawn: dict[str, Value]) -> Value:
    sized = parse(text, SIZED, jb.registry())
    source = write_function("g", list(drawn), sized, jb.registry())
    with np.errstate(all="ignore"):
        return compile_function(source)(*drawn.values())


def matlab_value(text: str, drawn: dict[str, Value]) -> Value:
    columns = {name: as_column(value) for name, value in drawn.items()}
    with np.errstate(all="ignore"):
        found = Reader(text, {**columns, "pi": np.pi, **SIZES}).value()
    return np.asarray(found, dtype=float)


SCALAR, SHORT, LONG, SQUARE, TALL = (), ("n",), ("m",), ("n", "n"), ("m", "n")
NAMES = {SCALAR: "acst", SHORT: "xyzw", LONG: "bu", SQUARE: "MNS", TALL: "A"}
FORMS: dict[Shape, list[tuple[str, tuple[Shape, ...]]]] = {
    SCALAR: [
        ("{} @ {}", (SHORT, SHORT)),
        ("{} @ {}", (LONG, LONG)),
        ("sum({})", (SQUARE,)),
        ("trace({})", (SQUARE,)),
        ("sin({})", (SCALAR,)),
        ("{}**2", (SCALAR,)),
    ],
    SHORT: [
        ("{} @ {}", (SQUARE, SHORT)),
        ("{} @ {}", (SHORT, SQUARE)),
        ("{} @ {}", (LONG, TALL)),
        ("sum({}, axis=0)", (TALL,)),
        ("sum({}, axis=1)", (SQUARE,)),
        ("where({} > 0, 1, 0)", (SHORT,)),
        ("{}**2", (SHORT,)),
    ],
    LONG: [("{} @ {}", (TALL, SHORT)), ("sum({}, axis=1)", (TALL,)), ("sin({})", (LONG,))],
    SQUARE: [
        ("{} @ {}", (SQUARE, SQUARE)),
        ("{}.T @ {}", (TALL, TALL)),
        ("outer({}, {})", (SHORT, SHORT)),
        ("{}.T", (SQUARE,)),
        ("{}**2", (SQUARE,)),
        ("matrix_power({}, 3)", (SQUARE,)),
        ("diag({})", (SHORT,)),
        ("{} + {}", (SQUARE, SHORT)),
    ],
    TALL: [
        ("{} @ {}", (TALL, SQUARE)),
        ("outer({}, {})", (LONG, SHORT)),
        ("{}*{}", (TALL, SHORT)),
        ("{}/{}[:, None]", (TALL, LONG)),
    ],
}


def forms(shape: Shape) -> list[tuple[str, tuple[Shape, ...]]]:
    """The ways to make a value of a shape; those for all shapes count more."""
    entrywise_forms = [("{} + {}", (shape, shape)), ("{} - {}", (shape, shape))]
    entrywise_forms += [("{}*{}", (shape, shape)), ("{}/{}", (shape, shape)), ("-{}", (shape,))]
    scaled = [("{}*{}", (SCALAR, shape)), ("{}*{}", (shape, SCALAR)), ("{}/{}", (shape, SCALAR))]
    return [*entrywise_forms, *scaled, *FORMS[shape]]


def random_text(random: Random, shape: Shape, depth: int) -> str:
    """A well-typed text with brackets around every operand."""
    if depth == 0 or random.random() < 0.1:
        return random.choice([*NAMES[shape], *(["2", "-3", "0.5"] if shape == () else [])])
    form, operands = random.choice(forms(shape))
    return form.format(*(f"({random_text(random, o, depth - 1)})" for o in operands))


@pytest.mark.parametrize("seed", range(300))
def test_random_expressions_keep_their_value(seed: int) -> None:
    random = Random(seed)
    text = random_text(random, random.choice(list(NAMES)), random.randint(1, 5))
    expression = read(text)
    drawn = draw(expression)
    expected = numpy_value(text, drawn)
    scale = max(1.0, float(np.abs(expected).max()))
    if not np.isfinite(scale):
        return
    found = matlab_value(matlab(expression), drawn)
    np.testing.assert_allclose(found, as_column(expected), rtol=1e-6, atol=1e-9 * scale)
    back = read_matlab(matlab(expression))
    assert back.shape == expression.shape
    same = numpy_value(infix(back), drawn)
    np.testing.assert_allclose(same, expected, rtol=1e-6, atol=1e-9 * scale)
    loose = numpy_value(infix(expression, loose=True), drawn)
    np.testing.assert_allclose(loose, expected, rtol=1e-6, atol=1e-9 * scale)
    assert unicode_text(expression).isprintable()


def test_most_of_the_table_is_read_back() -> None:
    assert len(READABLE) > 100


# Round trip through the book's own parser


def read_matlab(text: str) -> Expression:
    return read_text(text, shapes=SHAPES, syntax="matlab", registry=jb.registry())


ABSTRACT = ("f(x)", "J(f, x) @ y")  # the parser knows no abstract functions in this syntax


@pytest.mark.parametrize("text", [text for text, _ in TABLE if text not in ABSTRACT])
def test_the_text_parses_back_to_the_same_value(text: str) -> None:
    expression = read(text)
    back = read_matlab(matlab(expression))
    assert back.shape == expression.shape
    drawn = draw(expression)
    expected = numpy_value(text, drawn)
    np.testing.assert_allclose(numpy_value(infix(back), drawn), expected, rtol=1e-12, atol=1e-12)


def test_a_fraction_parses_back_to_its_value() -> None:
    back = read_matlab(matlab(entries("multiply", exact(-1, 3), x)))
    assert numpy_value(infix(back), {"x": np.array([3.0, 6.0])}).tolist() == [-1.0, -2.0]


def test_definitions_parse_back() -> None:
    root, share = read("diag(softmax(x)) - outer(softmax(x), softmax(x))"), read("softmax(x)")
    written = with_where(matlab(root, {share: "p"}), [("p", matlab(share))])
    assert written == "diag(p) - p*p' where p = softmax(x)"
    assert read_matlab(written) is root
    written = with_where(infix(root, known={share: "p"}), [("p", infix(share))])
    assert read_text(written, shapes=SHAPES, registry=jb.registry()) is root


@pytest.mark.parametrize("operation", ["sin", "negative", "transpose"])
def test_a_deep_expression_is_written_without_recursion(operation: str) -> None:
    root = read("M")
    for _ in range(2_000):
        root = node(operation, [root], root.shape)
    made = node("matmul", [root, node("multiply", [root, root], root.shape)], root.shape)
    assert matlab(made).endswith("M" + ")" * matlab(made)[::-1].index("M"))


def test_an_expression_with_a_name_is_written_by_its_name() -> None:
    root = read("diag(softmax(x)) - outer(softmax(x), softmax(x))")
    assert matlab(root, {read("softmax(x)"): "p"}) == "diag(p) - p*p'"
    assert matlab(root, {root: "H"}) == "H"


# Exact fractions


def exact(top: int, bottom: int) -> Expression:
    return node(CONSTANT, value=Fraction(top, bottom))


def entries(operation: str, left: Expression, right: Expression) -> Expression:
    return node(operation, [left, right], left.shape or right.shape)


a, x, y, M = (variable(name, SHAPES[name]) for name in "axyM")

FRACTIONS = [
    (exact(1, 3), "1/3", "1/3", r"\frac{1}{3}", "1/3"),
    (exact(4, 2), "2", "2", "2", "2"),
    (exact(-2, 1), "-2", "-2", "-2", "−2"),
    (
        entries("multiply", exact(-1, 2), x),
        *("-1/2*x", "-1/2*x", r"-\frac{1}{2} \mathbf{x}", "−(1/2) x"),
    ),
    (
        entries("multiply", x, exact(2, 3)),
        *("x*(2/3)", "x*(2/3)", r"\mathbf{x} \frac{2}{3}", "x (2/3)"),
    ),
    (entries("power", a, exact(3, 2)), "a**(3/2)", "a^(3/2)", "a^{3/2}", "a^(3/2)"),
    (entries("power", x, exact(-1, 2)), "x**(-1/2)", "x.^(-1/2)", r"\mathbf{x}^{-1/2}", "x^(−1/2)"),
    (entries("add", a, exact(-1, 3)), "a + -1/3", "a - 1/3", r"a - \frac{1}{3}", "a − 1/3"),
    (entries("divide", exact(2, 3), a), "2/3/a", "2/3/a", r"\frac{2}{3 a}", "2/(3 a)"),
    (
        entries("multiply", exact(1, 2), node("matmul", [M, x], ("n",))),
        *("1/2*(M @ x)", "1/2*M*x", r"\frac{1}{2} \mathbf{M} \mathbf{x}", "(1/2) M x"),
    ),
]


@pytest.mark.parametrize(
    ("expression", "numpy_text", "matlab_text", "tex", "line"),
    FRACTIONS,
    ids=[text for _, text, *_ in FRACTIONS],
)
def test_a_fraction_is_exact_in_every_printer(
    expression: Expression, numpy_text: str, matlab_text: str, tex: str, line: str
) -> None:
    assert infix(expression) == numpy_text
    assert matlab(expression) == matlab_text
    assert latex(expression) == tex
    assert unicode_text(expression) == line
    digits = re.findall(r"<mn>(\d+)</mn>", mathml(expression))
    assert digits == re.findall(r"\d+", tex)


def test_a_fraction_compiles_to_a_quotient() -> None:
    third = entries("multiply", exact(-1, 3), x)
    source = write_function("g", ["x"], third, jb.registry())
    assert compile_function(source)(np.array([3.0, 6.0])).tolist() == [-1.0, -2.0]


# The catalogue's own syntax

LOOSE = [
    ("2*(A.T @ (A @ x - b))", "2*A.T @ (A @ x - b)"),
    ("2*(x*y)", "2*x*y"),
    ("a*(c*x)", "a*c*x"),
    ("a*(-M @ x)", "a*(-M @ x)"),
    ("a*(1/c*x)", "a*(1/c*x)"),
    ("a*(c + s)", "a*(c + s)"),
    ("x*(y*z)", "x*(y*z)"),
    ("A.T @ (A @ x)", "A.T @ (A @ x)"),
    ("a/(c*s)", "a/(c*s)"),
]


@pytest.mark.parametrize(("text", "written"), LOOSE)
def test_brackets_after_a_scalar_may_be_left_out(text: str, written: str) -> None:
    expression = read(text)
    assert infix(expression) == text
    assert infix(expression, loose=True) == written
    drawn = draw(expression)
    shapes = {name: SHAPES[name] for name in drawn}
    values = [
        compile_function(write_function("g", list(drawn), made, jb.registry(), shapes=shapes))(
            *drawn.values()
        )
        for made in (expression, read(written))
    ]
    np.testing.assert_allclose(*values, rtol=1e-12)


@pytest.mark.parametrize("text", ["einsum([M, N], subscripts='ij,jk->ik')", "multi_dot([M, N, S])"])
def test_operations_of_a_list_parse_back(text: str) -> None:
    assert infix(read(text)) == text
    assert read(infix(read(text))) is read(text)


def test_definitions_follow_the_formula() -> None:
    definitions = [("p", "softmax(x)"), ("s", "1 - p")]
    assert with_where("diag(p.*s)", definitions) == "diag(p.*s) where p = softmax(x); s = 1 - p"
    assert with_where("A + A'", []) == "A + A'"


# The whole book


def statements(rule: Rule, book: jb.Registry) -> Iterator[tuple[Expression, Scope]]:
    """The function of a rule and what it states, with the names they may use."""
    function = function_expression(rule, book)
    extra = {rule.result: function.shape, f"{rule.result}_bar": function.shape}
    extra |= {f"d{operand.name}": operand.shape for operand in rule.operands}
    scope = scope_of(rule, **extra)
    yield function, scope
    yield from ((clause_expression(rule, clause, book), scope) for clause in rule.derivative)


@pytest.mark.parametrize("family", sorted({rule.family for rule in jb.registry()}))
def test_every_statement_of_the_book_parses_back(family: str) -> None:
    book = jb.registry()
    for rule in book.rules(family=family):
        for expression, scope in statements(rule, book):
            assert parse(infix(expression), scope, book) == expression, rule.id


DEFAULTS = [
    (operation, key, value)
    for operation in jb.registry().operation_names()
    if (rule := jb.registry().operation_rule(operation)) is not None
    for key, value in rule.parameters.items()
]


@pytest.mark.parametrize(("operation", "key", "value"), DEFAULTS)
def test_only_the_value_that_a_rule_declares_goes_without_saying(
    operation: str, key: str, value: Hashable
) -> None:
    for other in (None, False, True, 0, 1, -1, "C", "linear", "full", value):
        is_declared = other == value and isinstance(other, bool) == isinstance(value, bool)
        if told(node(operation, (), (), {key: other})) == []:
            assert is_declared or other is None


@pytest.mark.parametrize(
    "text", ["cov(M, rowvar=False)", "sort(M, axis=None)", "linspace(a, c, endpoint=False, num=5)"]
)
def test_what_differs_from_the_declared_value_is_said(text: str) -> None:
    assert matlab(read(text)) == text
    assert read_matlab(matlab(read(text))) is read(text)
