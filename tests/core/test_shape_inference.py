"""Orders from letters and sizes from operations, where nobody states them."""

from __future__ import annotations

import random

import pytest

import jacobook as jb
from jacobook.closed_form.checking import agree
from jacobook.compilation import compile_function, write_function
from jacobook.errors import AssumptionError, ParseError, RuleDefinitionError, ShapeError
from jacobook.expression import Expression, constant, node, variable, variables
from jacobook.notation.infix import infix
from jacobook.operand import parse_operands
from jacobook.parsing import Scope, parse, read_text
from jacobook.shapes import Shape
from jacobook.statements import Instance

BOOK = jb.registry()


def shapes(expression: Expression) -> dict[str, Shape]:
    return {str(v["name"]): v.shape for v in variables(expression)}


@pytest.mark.parametrize(
    ("text", "found", "shape"),
    [
        ("x", {"x": ("n",)}, ("n",)),
        ("c", {"c": ()}, ()),
        ("alpha*lambda_ + sigma_1", {"alpha": (), "lambda_": (), "sigma_1": ()}, ()),
        ("A @ x", {"A": ("m", "n"), "x": ("n",)}, ("m",)),
        ("X @ w + y", {"X": ("m", "n"), "w": ("n",), "y": ("m",)}, ("m",)),
        ("A @ B", {"A": ("m", "n"), "B": ("n", "k")}, ("m", "k")),
        ("A.T @ B", {"A": ("m", "n"), "B": ("m", "k")}, ("n", "k")),
        ("A + B.T", {"A": ("m", "n"), "B": ("n", "m")}, ("m", "n")),
        ("A + x", {"A": ("m", "n"), "x": ("n",)}, ("m", "n")),
        ("A*c", {"A": ("m", "n"), "c": ()}, ("m", "n")),
        ("A*A.T", {"A": ("n", "n")}, ("n", "n")),
        ("x @ A @ x", {"x": ("n",), "A": ("n", "n")}, ()),
        ("tr(A @ B)", {"A": ("m", "n"), "B": ("n", "m")}, ()),
        ("inv(A) @ x", {"A": ("n", "n"), "x": ("n",)}, ("n",)),
        ("solve(A, x)", {"A": ("n", "n"), "x": ("n",)}, ("n",)),
        ("solve(A, B)", {"A": ("m", "m"), "B": ("m", "n")}, ("m", "n")),
        ("det(A.T @ B)", {"A": ("m", "n"), "B": ("m", "n")}, ()),
        ("outer(x, y) @ z", {"x": ("m",), "y": ("n",), "z": ("n",)}, ("m",)),
        ("where(x > 0, y, z)", {"x": ("n",), "y": ("n",), "z": ("n",)}, ("n",)),
        ("cross(x, y)", {"x": (3,), "y": (3,)}, (3,)),
        ("tr(kron(X, X))", {"X": ("n", "n")}, ()),
        ("kron(A, B) @ x", {"A": ("m", "n"), "B": ("k", "p"), "x": ("n*p",)}, ("k*m",)),
        ("diff(x) * y", {"x": ("n",), "y": ("n - 1",)}, ("n - 1",)),
        (
            "concatenate([x, y]) @ A",
            {"x": ("m",), "y": ("n",), "A": ("m + n", "k")},
            ("k",),
        ),
        ("eye(p) @ x", {"x": ("p",)}, ("p",)),
        ("ones((m, n)) @ x", {"x": ("n",)}, ("m",)),
        ("eye(3) @ x", {"x": (3,)}, (3,)),
        ("ones(n) @ x / n", {"x": ("n",)}, ()),
        ("m @ A", {"m": ("n",), "A": ("n", "k")}, ("k",)),
        ("einsum([A, B], 'ij,jk->ik')", {"A": ("m", "n"), "B": ("n", "k")}, ("m", "k")),
    ],
)
def test_sizes_follow_from_the_operations(text: str, found: dict[str, Shape], shape: Shape) -> None:
    made = read_text(text, registry=BOOK)
    assert shapes(made) == found
    assert made.shape == shape


@pytest.mark.parametrize(
    ("text", "stated", "found"),
    [
        ("A @ x", {"A": (3, 4)}, {"A": (3, 4), "x": (4,)}),
        ("A @ x", {"x": ("p",)}, {"A": ("n", "p"), "x": ("p",)}),
        ("A @ x", {"A": ("n", "m")}, {"A": ("n", "m"), "x": ("m",)}),
        ("A @ b", {"b": "vector"}, {"A": ("m", "n"), "b": ("n",)}),
        ("a @ X", {"a": "matrix"}, {"a": ("m", "n"), "X": ("n", "k")}),
        ("X * w", {"X": "scalar"}, {"X": (), "w": ("n",)}),
        ("A @ x", {"A": "square matrix"}, {"A": ("n", "n"), "x": ("n",)}),
        ("A @ x", {"A": "symmetric matrix"}, {"A": ("n", "n"), "x": ("n",)}),
        ("A @ x", {"Q": ("m", "m")}, {"A": ("n", "k"), "x": ("k",)}),
        ("sum(x)/m", {"x": ("m",)}, {"x": ("m",)}),
        ("x - mu*x1", {"x": ("m",)}, {"x": ("m",), "mu": (), "x1": ("m",)}),
        ("sum(x)/m", {"x": ("n",), "m": ()}, {"x": ("n",), "m": ()}),
    ],
)
def test_stated_shapes_are_kept(
    text: str, stated: dict[str, object], found: dict[str, Shape]
) -> None:
    assert shapes(read_text(text, shapes=stated, registry=BOOK)) == found


def test_a_size_in_a_shape_is_a_number() -> None:
    made = read_text("sum(x)/m", shapes={"x": ("m",)}, registry=BOOK)
    assert made.operands[1].operation == "dimension"


@pytest.mark.parametrize(
    ("text", "found", "shape"),
    [
        ("a'*x", {"a": ("n",), "x": ("n",)}, ()),
        ("a'*X*b", {"a": ("m",), "X": ("m", "n"), "b": ("n",)}, ()),
        ("x'*A", {"x": ("m",), "A": ("m", "n")}, ("n",)),
        ("c*x'", {"c": (), "x": ("n",)}, ("n",)),
        ("sum((y - relu(X*w + b*vector(1))).^2)/rows(X)", None, ()),
        ("x*x' + A", {"x": ("n",), "A": ("n", "n")}, ("n", "n")),
        ("x + A*vector(1)", {"x": ("m",), "A": ("m", "n")}, ("m",)),
    ],
)
def test_primes_tell_vectors(text: str, found: dict[str, Shape] | None, shape: Shape) -> None:
    made = read_text(text, syntax="matlab", registry=BOOK)
    assert made.shape == shape
    assert found is None or shapes(made) == found


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("x @ a", "a is taken as a scalar"),
        ("solve(A, b)", "pass shapes={'b': 'vector'}"),
        ("eye(n) @ b", "pass shapes={'b': 'vector'}"),
        ("inv(s*eye(n)) @ inv(x)", "pass shapes={'x': 'matrix'}"),
    ],
)
def test_another_order_that_would_fit_is_named(text: str, advice: str) -> None:
    with pytest.raises(ParseError) as caught:
        read_text(text, registry=BOOK)
    assert advice in str(caught.value)


def test_facts_are_carried_and_make_matrices_square() -> None:
    made = read_text("A @ x", assume={"A": "symmetric", "x": ["positive"]}, registry=BOOK)
    matrix, vector = variables(made)
    assert matrix.shape == ("n", "n")
    assert matrix.facts == {"symmetric"}
    assert vector.facts == {"positive", "nonnegative"}
    stated = read_text(
        "A @ x", shapes={"A": (3, 3)}, assume={"A": ["spd", "diagonal"]}, registry=BOOK
    )
    assert {"positive definite", "diagonal", "lower"} <= variables(stated)[0].facts


def test_a_fact_about_a_small_letter_makes_it_a_matrix() -> None:
    made = read_text("s @ x", assume={"s": "orthogonal"}, registry=BOOK)
    assert shapes(made) == {"s": ("n", "n"), "x": ("n",)}


@pytest.mark.parametrize(
    ("options", "kind", "said"),
    [
        ({"assume": {"A": "symmetrical"}}, AssumptionError, "did you mean symmetric"),
        ({"assume": {"B": "symmetric"}}, AssumptionError, "nothing is called 'B'"),
        ({"shapes": {"A": (3, 4)}, "assume": {"A": "spd"}}, AssumptionError, "A is (3, 4)"),
        ({"shapes": {"x": "vector"}, "assume": {"x": "skew"}}, AssumptionError, "x is a vector"),
        ({"shapes": {"A": 3}}, ShapeError, "the shape of A is 3"),
        ({"shapes": {"A": (3, -1)}}, ShapeError, "positive integers"),
        ({"shapes": {"A": (2.5,)}}, ShapeError, "positive integers"),
        ({"shapes": {"A": ("?1",)}}, ShapeError, "positive integers"),
        ({"shapes": {"A": "matrx"}}, ShapeError, "square matrix, symmetric matrix"),
        ({"shapes": {"A": "symetric matrix"}}, AssumptionError, "did you mean symmetric"),
        ({"syntax": "latex"}, ParseError, "known: numpy, matlab"),
    ],
)
def test_what_is_said_wrongly_is_refused(
    options: dict[str, object], kind: type[Exception], said: str
) -> None:
    with pytest.raises(kind) as caught:
        read_text("A @ x", registry=BOOK, **options)  # type: ignore[arg-type]
    assert said in str(caught.value)


def grown(draw: random.Random, steps: int) -> Expression:
    """A random expression in three variables and some numbers."""
    pool = [
        variable("x", ("n",)),
        variable("A", ("n", "n"), {"symmetric"}),
        variable("c"),
        constant(draw.choice([2, 0.5, -3, 1e-7, -1.5])),
    ]
    names = ["add", "subtract", "multiply", "divide", "matmul", "exp", "transpose", "power"]
    names += ["sum", "outer", "negative", "greater", "where", "trace", "maximum", "diag"]
    while len(pool) < steps:
        name = draw.choice(names)
        count = BOOK.operand_count(name)
        assert count is not None
        operands = [draw.choice(pool) for _ in range(count)]
        if name == "negative" and operands[0].operation == "constant":
            continue  # a negative number is one literal
        if name == "transpose" and not operands[0].shape:
            continue  # 2.T is no text
        if name == "add" and operands[1].operation in ("add", "subtract"):
            continue  # sums are printed without their grouping
        try:
            shape = BOOK.result_shape(name, [operand.shape for operand in operands], {})
        except ShapeError:
            continue
        if len(shape) < 3:
            pool.append(node(name, operands, shape))
    return pool[-1]


@pytest.mark.parametrize("seed", range(200))
def test_printed_expressions_read_back_to_the_same_node(seed: int) -> None:
    made = grown(random.Random(seed), 16)
    stated = {"x": ("n",), "A": ("n", "n"), "c": ()}
    text = infix(made)
    again = read_text(text, shapes=stated, assume={"A": "symmetric"}, registry=BOOK)
    assert again is made


# ------------------------------------------------------------------------------- composite sizes


@pytest.mark.parametrize(
    ("declared", "shape"),
    [
        ("x:(p+m)", ("m + p",)),
        ("x:(m + p)", ("m + p",)),
        ("X:(n*2, 2*k + 1)", ("2*n", "2*k + 1")),
        ("v:(q*p)", ("p*q",)),
        ("x:(n - 1)", ("n - 1",)),
        ("X:(3, n + n)", (3, "2*n")),
        ("x:()", ()),
    ],
)
def test_sizes_are_declared_in_any_order(declared: str, shape: Shape) -> None:
    assert parse_operands(declared)[0].shape == shape


@pytest.mark.parametrize("size", ["n - m", "n/2", "n**2", "-1", "2.5", "f[0]", "n n"])
def test_what_is_no_size_is_refused(size: str) -> None:
    with pytest.raises(RuleDefinitionError, match="size"):
        parse_operands(f"x:({size})")


def source(text: str, sizes: tuple[str, ...] = (), **declared: Shape) -> str:
    """The NumPy source of a text in variables of declared shapes."""
    letters = {letter: letter for letter in ("k", "m", "n", "p", *sizes)}
    made = parse(text, Scope(declared, sizes=letters), BOOK)
    return write_function("f", list(declared), made, BOOK, shapes=declared).text


@pytest.mark.parametrize(
    ("text", "shapes", "lines"),
    [
        ("ones(n)", {"x": ("k + n",), "w": ("k",)}, ["k = w.shape[0]", "n = x.shape[0] - (k)"]),
        ("ones(p)", {"v": ("n*p",), "w": ("n",)}, ["n = w.shape[0]", "p = (v.shape[0]) // (n)"]),
        ("ones(n)", {"x": ("2*n + 1",)}, ["n = (x.shape[0] - (1)) // (2)"]),
        ("ones(m)", {"x": ("k*m + p",), "w": ("k", "p")}, [
            "k = w.shape[0]", "p = w.shape[1]", "m = (x.shape[0] - (p)) // (k)"]),
        ("ones(n)", {"x": ("k + n",), "y": ("n",), "w": ("k",)}, ["n = y.shape[0]"]),
    ],
)  # fmt: skip
def test_letters_follow_from_composite_sizes(
    text: str, shapes: dict[str, Shape], lines: list[str]
) -> None:
    written = [line.strip() for line in source(text, **shapes).splitlines()]
    assert written[1:-1] == lines


def test_sizes_that_nothing_tells_are_named_with_the_shape_they_stand_in() -> None:
    with pytest.raises(RuleDefinitionError, match=r"\['n'\] are in no operand's shape$"):
        source("ones(n)", x=("k",))
    told = r"\['n', 'p'\] are in no operand's shape alone; here v is \(n\*p,\)"
    with pytest.raises(RuleDefinitionError, match=told):
        source("ones((n, p))", v=("n*p",))


def test_sizes_may_be_given_as_numbers() -> None:
    made = parse("v[0] * eye(n)", Scope({"v": ("n*p",)}, sizes={"n": "n"}), BOOK)
    shapes: dict[str, Shape] = {"v": ("n*p",)}
    written = write_function("f", ["v"], made, BOOK, shapes=shapes, sizes={"n": 2})
    assert compile_function(written)([3.0, 1.0]).tolist() == [[3.0, 0.0], [0.0, 3.0]]


class Like:
    """What an instance asks of an operand when only shapes matter."""

    def __init__(self, *shape: int) -> None:
        self.shape = shape


def windows(function: str = "sum(x[:n])") -> jb.Rule:
    """A rule about an operand of a composite size."""
    return jb.identity(
        "demo.windows", title="t", function=function, operands="x:(n + k); w:(k)", derivative={}
    )


def test_an_instance_learns_the_letters_of_composite_sizes() -> None:
    made = Instance(windows(), BOOK, {"x": Like(7), "w": Like(3)})
    assert (made.sizes["n"], made.sizes["k"]) == (4, 3)
    joint = Instance(windows("sum(x)"), BOOK, {"x": Like(7), "w": Like(7)})
    assert joint.sizes["n"] == 0


@pytest.mark.parametrize(
    ("operands", "shapes", "told"),
    [
        ("x:(n + k); w:(k)", [(2,), (3,)], r"x has size 2 where k \+ n, more than that, is needed"),
        ("x:(n + k); w:(k); y:(n)", [(7,), (3,), (5,)], "x has size 7 where 8 is needed"),
        ("X:(n,n)", [(2, 3)], "X has size 3 where 2 is needed"),
    ],
)
def test_sizes_that_cannot_be_are_refused(
    operands: str, shapes: list[tuple[int, ...]], told: str
) -> None:
    rule = jb.identity("demo.f", title="t", function="1", operands=operands, derivative={})
    given = {name: Like(*shape) for name, shape in zip(rule.names, shapes, strict=True)}
    with pytest.raises(ShapeError, match=f"demo.f: {told}"):
        Instance(rule, BOOK, given)


@pytest.mark.parametrize(
    ("left", "right", "shapes"),
    [
        ("trace(B) * eye(m)", "eye(m) * trace(B.T)", {"B": ("n", "n")}),
        ("unvec(commutation(m, n).T @ y, (m, n))", "unvec(y, (n, m)).T", {"y": ("m*n",)}),
    ],
)
def test_formulas_agree_also_where_no_variable_has_a_size(
    left: str, right: str, shapes: dict[str, Shape]
) -> None:
    letters = {"m": "m", "n": "n"}
    sides = [parse(text, Scope(shapes, sizes=letters), BOOK) for text in (left, right)]
    assert agree(*sides, BOOK)
    assert not agree(sides[0], parse(f"2 * ({right})", Scope(shapes, sizes=letters), BOOK), BOOK)


@pytest.mark.parametrize(
    ("text", "shapes"),
    [
        ("ravel(A @ X @ B)", {"X": ("m", "n"), "A": ("k", "m"), "B": ("n", "p")}),
        ("sum(w * ravel(X.T))", {"X": ("p", "q"), "w": ("p*q",)}),
        ("sum(qr_r(A @ X))", {"A": ("p", "k"), "X": ("k", "q")}),
        ("sum(correlate(b, X[:, 0]))", {"b": ("p + q",), "X": ("p", "m")}),
    ],
)
def test_sizes_in_a_rules_statement_are_those_of_its_operands(
    text: str, shapes: dict[str, Shape]
) -> None:
    assert jb.derive(text, wrt="X", shapes=shapes).check().error < 1e-6
