"""`jacobook.derive`: its forms, declared structure, functions, errors, and every rule of the book."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import canonical_values as _values
import numpy as np
import pytest

import jacobook as jb
from jacobook import facts as known
from jacobook.closed_form.checking import agree, function_of
from jacobook.closed_form.derivation import Derivation
from jacobook.closed_form.problem import problem
from jacobook.errors import (
    AssumptionError,
    CheckFailedError,
    DerivationError,
    JacobookError,
    NotImplementedRuleError,
    ParseError,
    RuleDefinitionError,
    ShapeError,
    TracedValueError,
    UnknownFunctionError,
    UnknownVariableError,
)
from jacobook.expression import Expression, substitute, variable, variables
from jacobook.parsing import read_text
from jacobook.reading import function_expression
from jacobook.rule import Rule

Array = Any
BUILT_IN = "jacobook_rules:pack"


evaluate, signed, numbers = _values.evaluate, _values.signed, _values.numbers

SHAPES: Mapping[str, tuple[str, ...]] = {
    "X": ("m", "n"),
    "M": ("n", "n"),
    "A": ("m", "n"),
    "N": ("n", "n"),
    "B": ("n", "p"),
    "w": ("n",),
    "u": ("n",),
    "x": ("n",),
    "y": ("m",),
    "s": (),
}
NAMES = {name: variable(name, shape) for name, shape in SHAPES.items()}


def derived(text: str, wrt: str, **options: Any) -> Derivation:
    """The derivative of a text whose letters have the shapes of this file."""
    found: Derivation = jb.derive(text, wrt=wrt, shapes=SHAPES, **options)
    return found


# --------------------------------------------------------------- comparison with differences


def point_of(*expressions: Expression, seed: int = 0) -> dict[str, Array]:
    """A random value of every variable, by name; positive where nothing else is declared."""
    values = signed(*expressions, seed=seed, positive=True)
    return {str(v["name"]): value for v, value in values.items()}


def value_at(expression: Expression, point: Mapping[str, Array]) -> Array:
    """The value of an expression at a point, by plain NumPy."""
    return evaluate(expression, {v: point[str(v["name"])] for v in variables(expression)})


def change_along(
    function: Callable[[Array], Array], x: Array, direction: Array, h: float = 1e-3
) -> Array:
    """The directional derivative by central differences, extrapolated."""

    def central(h: float) -> Array:
        return (function(x + h * direction) - function(x - h * direction)) / (2 * h)

    return (4 * central(h / 2) - central(h)) / 3


class Sample:
    """A derivation at a random point with a random direction.

    Attributes:
        point: the values of the variables, by name.
        direction: a random direction of the variable, of its declared structure.
        change: the change of the function (for a Hessian or HVP: of its gradient) along it.
    """

    def __init__(self, found: Derivation, seed: int = 0) -> None:
        rng = np.random.default_rng(seed + 1)
        function = found.stages[0].derivative if found.stages else found.source
        wrt = found.problem.wrt
        self.found = found
        self.point = point_of(found.source, wrt, seed=seed)
        structure = projections(found.facts)
        self.direction = structure(rng.standard_normal(numbers(wrt.shape)))

        def along(x: Array) -> Array:
            return value_at(function, {**self.point, found.wrt: x})

        self.change = change_along(along, self.point[found.wrt], self.direction)

    def answer(self, **extra: Array) -> Array:
        """The closed form at the point."""
        names = {str(v["name"]) for v in self.found.arguments}
        given = {k: v for k, v in {**self.point, **extra}.items() if k in names}
        return np.asarray(self.found(**given))


def projections(facts: frozenset[str]) -> Callable[[Array], Array]:
    """The orthogonal projection to matrices of some structure, from its definition."""
    if known.DIAGONAL in facts:
        return lambda d: d * np.eye(len(d))
    if known.SYMMETRIC in facts:
        return lambda d: 0.5 * (d + d.T)
    if known.SKEW in facts:
        return lambda d: 0.5 * (d - d.T)
    rows = {known.LOWER: 1, known.UPPER: -1}
    for fact, sign in rows.items():
        if fact in facts:
            return lambda d: np.where(
                sign * (np.arange(len(d))[:, None] - np.arange(len(d))) >= 0, d, 0.0
            )
    return lambda d: d


def assert_close(got: Array, want: Array) -> None:
    """Equal up to the accuracy of differences."""
    assert np.shape(got) == np.shape(want)
    np.testing.assert_allclose(got, want, rtol=1e-6, atol=1e-6 * max(1.0, np.max(np.abs(want))))


# --------------------------------------------------------------------------------- the forms

SCALARS = [
    ("norm2(X @ w - y)**2", "w", "2*X.T @ (X @ w - y)"),
    ("norm2(X @ w - y)**2", "X", "2*outer(X @ w - y, w)"),
    ("norm2(X @ w - y)**2", "y", "2*(y - X @ w)"),
    ("sum(log(1 + exp(-y*(X @ w))))", "w", None),
    ("trace(X.T @ A)", "X", "A"),
    ("logabsdet(M)", "M", "inv(M).T"),
    ("w @ M @ w", "w", "(M + M.T) @ w"),
    ("logsumexp(w)", "w", "softmax(w)"),
    ("s*w @ w", "s", None),
]


@pytest.mark.parametrize(("text", "wrt", "expected"), SCALARS)
def test_a_gradient_has_the_shape_of_its_variable(
    text: str, wrt: str, expected: str | None
) -> None:
    found = derived(text, wrt)
    assert found.form == ("gradient" if SHAPES[wrt] else "derivative")
    sample = Sample(found)
    gradient = sample.answer()
    assert gradient.shape == np.shape(sample.point[wrt])
    assert_close(np.sum(gradient * sample.direction), sample.change)
    if expected is not None:
        assert found.text() == expected


VECTORS = [
    ("A @ x", "x", "A"),
    ("exp(x)", "x", "diag(exp(x))"),
    ("x", "x", "eye(n)"),
    ("softmax(x)", "x", "diag(p) - outer(p, p) where p = softmax(x)"),
    ("tanh(A @ x)", "x", None),
    ("x / norm2(x)", "x", None),
    ("M @ x / (w @ x)", "x", None),
]


@pytest.mark.parametrize(("text", "wrt", "expected"), VECTORS)
def test_a_jacobian_has_a_row_for_each_output(text: str, wrt: str, expected: str | None) -> None:
    found = derived(text, wrt)
    assert found.form == "jacobian"
    sample = Sample(found)
    jacobian = sample.answer()
    assert jacobian.shape == np.shape(sample.change) + np.shape(sample.point[wrt])
    assert_close(jacobian @ sample.direction, sample.change)
    if expected is not None:
        assert found.text() == expected


@pytest.mark.parametrize(
    ("text", "wrt", "shape"), [("s**3*w", "s", ("n",)), ("exp(s*M)", "s", ("n", "n"))]
)
def test_a_derivative_by_a_scalar_has_the_shape_of_the_function(
    text: str, wrt: str, shape: tuple[str, ...]
) -> None:
    found = derived(text, wrt)
    assert found.form == "derivative"
    sample = Sample(found)
    assert_close(sample.answer() * sample.direction, sample.change)
    assert sample.answer().shape == numbers(shape)


HESSIANS = [
    ("norm2(X @ w - y)**2", "w", "2*X.T @ X"),
    ("w @ M @ w", "w", "M + M.T"),
    ("logsumexp(w)", "w", "diag(p) - outer(p, p) where p = softmax(w)"),
    ("exp(w @ w)", "w", None),
    ("norm2(w)", "w", None),
    ("sum(w)", "w", "zeros((n, n))"),
]


@pytest.mark.parametrize(("text", "wrt", "expected"), HESSIANS)
def test_a_hessian_is_the_jacobian_of_the_gradient(
    text: str, wrt: str, expected: str | None
) -> None:
    found = derived(text, wrt, order=2)
    assert (found.form, found.order) == ("hessian", 2)
    sample = Sample(found)
    hessian = sample.answer()
    np.testing.assert_allclose(hessian, hessian.T, atol=1e-12)
    assert_close(hessian @ sample.direction, sample.change)
    if expected is not None:
        assert found.text() == expected


def test_a_second_derivative_by_a_scalar_or_a_matrix_is_given_too() -> None:
    by_scalar = derived("s**3", "s", order=2)
    assert (by_scalar.text(), by_scalar.order) == ("6*s", 2)
    by_matrix = derived("trace(M.T @ N @ M)", "M", order=2)
    assert by_matrix.form == "operator"
    sample = Sample(by_matrix)
    assert_close(sample.answer(dM=sample.direction), sample.change)


MATRICES = [
    "A @ M @ B",
    "M.T @ M",
    "inv(M)",
    "M*N",
    "M",
    "M.T",
    "exp(M)",
    "trace(M)*M",
    "M @ M @ N",
]


@pytest.mark.parametrize("text", MATRICES)
def test_a_matrix_by_a_matrix_is_an_operator_a_kronecker_matrix_and_an_einsum(text: str) -> None:
    operator = derived(text, "M")
    assert operator.form == "operator"
    sample = Sample(operator)
    assert_close(sample.answer(dM=sample.direction), sample.change)
    stacked = operator.kronecker()
    assert stacked.form == "kronecker"
    matrix = Sample(stacked).answer()
    assert_close(matrix @ sample.direction.ravel(order="F"), sample.change.ravel(order="F"))
    dense = operator.einsum()
    entries = Sample(dense).answer()
    assert entries.shape == sample.change.shape + sample.direction.shape
    assert_close(np.tensordot(entries, sample.direction, axes=2), sample.change)
    assert operator.operator().text() == operator.text()


def test_known_kronecker_forms_are_those_of_the_books() -> None:
    assert derived("A @ M @ B", "M").kronecker().text() == "kron(B.T, A)"
    assert derived("X.T", "X").kronecker().text() == "commutation(m, n)"
    assert derived("X", "X").kronecker().text() == "eye(m*n)"
    assert derived("exp(X)", "X").kronecker().text() == "diag(vec(exp(X)))"
    inverse = derived("inv(M)", "M").kronecker().text("matlab")
    assert inverse == "-kron(inv(M)', inv(M))"


@pytest.mark.parametrize(
    ("text", "wrt"), [("A @ x", "x"), ("x @ x", "x"), ("M @ x", "M"), ("exp(s)*x", "s")]
)
def test_the_einsum_form_has_all_axes_of_value_and_variable(text: str, wrt: str) -> None:
    found = derived(text, wrt).einsum()
    sample = Sample(found)
    entries = sample.answer()
    assert entries.shape == np.shape(sample.change) + np.shape(sample.direction)
    contracted = np.tensordot(entries, sample.direction, axes=np.ndim(sample.direction))
    assert_close(contracted, sample.change)


PRODUCTS = [
    ("norm2(X @ w - y)**2", "w"),
    ("sum(exp(x)*x)", "x"),
    ("trace(M.T @ N @ M)", "M"),
    ("s**3", "s"),
    ("tanh(A @ x)", "x"),
    ("A @ M @ B", "M"),
    ("s**2*w", "s"),
]


@pytest.mark.parametrize(("text", "wrt"), PRODUCTS)
def test_a_jvp_is_the_change_for_a_tangent(text: str, wrt: str) -> None:
    found = derived(text, wrt, form="jvp")
    assert found.form == "jvp"
    assert [str(v["name"]) for v in found.arguments][-1] == f"d{wrt}"
    sample = Sample(found)
    assert_close(sample.answer(**{f"d{wrt}": sample.direction}), sample.change)


@pytest.mark.parametrize(("text", "wrt"), PRODUCTS)
def test_a_vjp_is_the_transpose_of_the_jvp(text: str, wrt: str) -> None:
    found = derived(text, wrt, form="vjp")
    assert found.form == "vjp"
    sample = Sample(found)
    cotangent = np.random.default_rng(5).standard_normal(np.shape(sample.change))
    pulled = sample.answer(f_bar=cotangent)
    assert pulled.shape == np.shape(sample.direction)
    assert_close(np.sum(pulled * sample.direction), np.sum(cotangent * sample.change))


@pytest.mark.parametrize(("text", "wrt"), PRODUCTS[:4])
def test_an_hvp_is_the_change_of_the_gradient(text: str, wrt: str) -> None:
    found = derived(text, wrt, form="hvp")
    assert (found.form, found.order) == ("hvp", 2)
    sample = Sample(found)
    assert_close(sample.answer(**{f"d{wrt}": sample.direction}), sample.change)


def test_the_cotangent_is_named_after_the_function_whose_name_is_free() -> None:
    assert jb.derive("f*x @ x", wrt="x", form="vjp").text() == "2*f*g_bar*x"


# --------------------------------------------------------------------------- several variables


def test_several_variables_give_a_mapping_in_the_order_asked_for() -> None:
    found = jb.derive("norm2(X @ w - y)**2", wrt=["y", "X", "w"])
    assert list(found) == ["y", "X", "w"]
    assert len(found) == 3
    for name, each in found.items():
        single = jb.derive("norm2(X @ w - y)**2", wrt=name)
        assert each.text() == single.text()
        assert each.wrt == name
        each.check()
    assert repr(found).count("\n") == 2
    assert "aligned" in found._repr_latex_()
    with pytest.raises(KeyError):
        found["q"]


def test_the_only_variable_need_not_be_named() -> None:
    assert jb.derive("sum(exp(x))").text() == jb.derive("sum(exp(x))", wrt="x").text()


# ------------------------------------------------------------------------- structured variables

STRUCTURED_TEXTS = [
    "trace(N @ M @ N @ M) + u @ M @ w",
    "u @ M @ M @ w",
    "sum(exp(M)*N)",
    "u @ M @ u",
]


@pytest.mark.parametrize("text", STRUCTURED_TEXTS)
@pytest.mark.parametrize("fact", known.STRUCTURES)
def test_a_gradient_by_a_structured_matrix_is_the_projected_one(text: str, fact: str) -> None:
    found = derived(text, "M", assume={"M": fact})
    sample = Sample(found)
    gradient = sample.answer()
    project = projections(frozenset({fact}))
    np.testing.assert_allclose(project(gradient), gradient, atol=1e-12)
    free = derived(text, "M")
    unconstrained = free(**{str(v["name"]): sample.point[str(v["name"])] for v in free.arguments})
    np.testing.assert_allclose(gradient, project(unconstrained), rtol=1e-9, atol=1e-9)
    assert_close(np.sum(gradient * sample.direction), sample.change)


def test_a_positive_definite_variable_is_symmetric() -> None:
    found = derived("logdet(M)", "M", assume={"M": "positive definite"})
    assert found.text() == "inv(M)"
    assert found.structure == "symmetric"


def test_the_handbook_form_counts_each_entry_on_and_above_the_diagonal_once() -> None:
    found = derived("logdet(M)", "M", assume={"M": "symmetric"}).handbook()
    assert found.form == "handbook"
    sample = Sample(found)
    form = sample.answer()
    inverse = np.linalg.inv(sample.point["M"])
    np.testing.assert_allclose(form, 2 * inverse - np.diag(np.diag(inverse)), rtol=1e-9)
    assert_close(np.sum(np.triu(form * sample.direction)), sample.change)
    found.check()


def test_facts_of_other_variables_are_used() -> None:
    assert derived("w @ M @ w", "w", assume={"M": "symmetric"}).text() == "2*M @ w"
    assert derived("w @ M @ w", "w", assume={"M": "skew"}).text() == "zeros(n)"
    assert derived("u @ inv(M) @ w", "w", assume={"M": "orthogonal"}).text() == "M @ u"
    assert derived("sqrt(w**2) @ x", "w", assume={"w": "positive"}).text() == "x"
    assert derived("sqrt(w**2) @ x", "w").text() != "x"


# ----------------------------------------------------------------------------------- functions

FUNCTIONS: Mapping[str, tuple[Callable[..., Array], str, str]] = {
    "least squares": (lambda X, w, y: np.sum((X @ w - y) ** 2), "w", "norm2(X @ w - y)**2"),
    "logistic": (
        lambda X, w, y: np.sum(np.log(1 + np.exp(-y * (X @ w)))),
        "w",
        "sum(log(1 + exp(-y*(X @ w))))",
    ),
    "jacobian": (lambda A, x: np.tanh(A @ x), "x", "tanh(A @ x)"),
    "trace": (lambda M, N: np.trace(M.T @ N @ M), "M", "trace(M.T @ N @ M)"),
    "determinant": (lambda M: np.log(np.linalg.det(M)), "M", "log(det(M))"),
    "choice": (
        lambda x: np.sum(np.where(x > 0, x**2, -x)),
        "x",
        "sum(where(x > 0, x**2, -x))",
    ),
    "rows": (
        lambda X: np.sum(np.exp(X) / np.sum(np.exp(X), axis=1, keepdims=True) * X),
        "X",
        "sum(softmax(X, axis=1)*X)",
    ),
}


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_function_gives_the_derivative_that_its_text_gives(name: str) -> None:
    function, wrt, text = FUNCTIONS[name]
    names = function.__code__.co_varnames
    shapes = {each: SHAPES[each] for each in names}
    traced = jb.derive(function, wrt=wrt, shapes=shapes)
    assert agree(traced.derivative, derived(text, wrt).derivative, jb.registry())
    traced.check()


def test_a_traced_function_takes_assumptions() -> None:
    found = jb.derive(
        lambda M, w: w @ M @ w,
        wrt="w",
        shapes={"M": ("n", "n"), "w": ("n",)},
        assume={"M": "symmetric"},
    )
    assert found.text() == "2*M @ w"


def test_a_traced_function_is_the_one_that_grad_takes() -> None:
    def loss(w: Array, X: Array) -> Array:
        return np.sum(np.tanh(X @ w) ** 2)

    found = jb.derive(loss, wrt="w", shapes={"w": ("n",), "X": ("m", "n")})
    rng = np.random.default_rng(0)
    w, X = rng.standard_normal(3), rng.standard_normal((4, 3))
    np.testing.assert_allclose(found(w=w, X=X), jb.grad(loss)(w, X), rtol=1e-10)


# ----------------------------------------------------------------------------- a registry of one's own


def cube_rule(partial: str = "3*x**2") -> Rule:
    """A rule which the book does not have."""
    return jb.elementwise(
        "demo.cubed",
        function="cubed(x)",
        operands="x:(n)",
        partials={"x": partial},
        title="Cube",
        primal=lambda x: x**3,
    )


def own_registry(rule: Rule) -> jb.Registry:
    """The book with one more rule."""
    return jb.Registry(packs=[BUILT_IN, jb.RulePack("demo").add(rule)])


def test_a_registry_of_ones_own_is_used() -> None:
    registry = own_registry(cube_rule())
    found = jb.derive("sum(cubed(x))", wrt="x", registry=registry)
    assert found.text() == "3*x**2"
    assert "demo.cubed" in {step.rule for step in found.steps}
    found.check()
    with pytest.raises(ParseError, match="cubed"):
        jb.derive("sum(cubed(x))", wrt="x")


def test_a_wrong_rule_does_not_pass_the_check() -> None:
    found = jb.derive("sum(cubed(x))", wrt="x", registry=own_registry(cube_rule("2*x**2")))
    for show in (found.check, lambda: str(found), lambda: repr(found), found._repr_latex_):
        with pytest.raises(CheckFailedError, match="not confirmed"):
            show()


# -------------------------------------------------------------------------------- wrong requests

SQUARE = {"M": ("n", "n")}


def _branching(x: Array) -> Array:
    return x @ x if np.sum(x) > 0 else x @ x * 2


WRONG: Mapping[str, tuple[Callable[[], Any], type[JacobookError], str]] = {
    "unknown variable": (
        lambda: jb.derive("x @ x", wrt="q"),
        UnknownVariableError,
        "wrt='q'.*its variables are x",
    ),
    "one of several unknown": (
        lambda: jb.derive("x @ x", wrt=["x", "q"]),
        UnknownVariableError,
        "wrt='q'",
    ),
    "no variable named": (
        lambda: jb.derive("X @ w"),
        UnknownVariableError,
        "wrt= is missing; the variables are X, w",
    ),
    "no variable at all": (lambda: jb.derive("3"), UnknownVariableError, "are none"),
    "order": (lambda: jb.derive("x @ x", order=3), DerivationError, "order=3.*1, or 2"),
    "form": (
        lambda: jb.derive("x @ x", form="jacobian"),  # type: ignore[arg-type]
        DerivationError,
        "form='jacobian'; known: derivative, jvp, vjp, hvp",
    ),
    "Hessian of a vector": (
        lambda: jb.derive("exp(x)", order=2),
        DerivationError,
        r"second derivative of a scalar; this function has shape \('n',\)|shape \(n\)|shape \(n,\)",
    ),
    "hvp of a vector": (
        lambda: jb.derive("exp(x)", form="hvp"),
        DerivationError,
        "second derivative of a scalar",
    ),
    "not a function": (lambda: jb.derive(3, wrt="x"), DerivationError, "text or a function"),  # type: ignore[arg-type]
    "shapes of a function": (
        lambda: jb.derive(lambda x, y: x @ y, wrt="x", shapes={"x": ("n",)}),
        DerivationError,
        "Missing: y",
    ),
    "no shapes of a function": (
        lambda: jb.derive(lambda x: x @ x),
        DerivationError,
        "Missing: x",
    ),
    "shapes of others": (
        lambda: jb.derive(lambda x: x @ x, shapes={"x": ("n",), "z": ()}),
        DerivationError,
        "Unknown: z",
    ),
    "assumptions about others": (
        lambda: jb.derive(lambda x: x @ x, shapes={"x": ("n",)}, assume={"z": "positive"}),
        DerivationError,
        "Unknown: z",
    ),
    "a function with an if": (
        lambda: jb.derive(_branching, shapes={"x": ("n",)}),
        TracedValueError,
        "`if` on a value.*np.where",
    ),
    "a function without a rule": (
        lambda: jb.derive(lambda x: np.packbits(x), shapes={"x": ("n",)}),
        UnknownFunctionError,
        "numpy.packbits has no rule",
    ),
    "a function of two values": (
        lambda: jb.derive(lambda x: (x, x), shapes={"x": ("n",)}),
        TracedValueError,
        "tuple",
    ),
    "sizes of a function": (
        lambda: jb.derive(lambda X: np.trace(X @ X), shapes={"X": ("m", "n")}),
        ShapeError,
        "inner sizes n and m differ",
    ),
    "unknown fact": (
        lambda: jb.derive("w @ M @ w", wrt="w", assume={"M": "symetric"}),
        AssumptionError,
        "unknown fact 'symetric'; did you mean symmetric",
    ),
    "unknown fact of a function": (
        lambda: jb.derive(lambda x: x @ x, shapes={"x": ("n",)}, assume={"x": "nice"}),
        AssumptionError,
        "unknown fact 'nice'",
    ),
    "a fact of a matrix that is not square": (
        lambda: jb.derive("sum(X)", wrt="X", shapes={"X": ("m", "n")}, assume={"X": "symmetric"}),
        AssumptionError,
        r"X is \(m, n\) and cannot be symmetric",
    ),
    "that fact in a function": (
        lambda: (
            jb.derive(np.sum, shapes={"X": ("m", "n")}, assume={"X": "symmetric"})
            if False
            else jb.derive(lambda X: np.sum(X), shapes={"X": ("m", "n")}, assume={"X": "symmetric"})
        ),
        AssumptionError,
        "cannot be symmetric",
    ),
    "a fact of nothing": (
        lambda: jb.derive("x @ x", assume={"z": "positive"}),
        AssumptionError,
        "nothing is called 'z'",
    ),
    "sizes in a text": (
        lambda: jb.derive("x @ x", shapes={"x": ("m", "n")}),
        ParseError,
        "inner sizes n and m differ",
    ),
    "syntax": (
        lambda: jb.derive("x @ x", syntax="latex"),  # type: ignore[arg-type]
        JacobookError,
        "unknown syntax 'latex'; known: numpy, matlab",
    ),
    "syntax of the answer": (
        lambda: jb.derive("x @ x").text("latex"),  # type: ignore[arg-type]
        DerivationError,
        "unknown syntax 'latex'; known: numpy, matlab",
    ),
    "handbook form without symmetry": (
        lambda: jb.derive("logdet(M)", shapes=SQUARE).handbook(),
        DerivationError,
        "M is not declared symmetric: pass assume=",
    ),
    "handbook form of a matrix": (
        lambda: jb.derive("M @ M", shapes=SQUARE, assume={"M": "symmetric"}).handbook(),
        DerivationError,
        "for the gradient",
    ),
    "Kronecker form of a vector": (
        lambda: jb.derive("A @ x", wrt="x").kronecker(),
        DerivationError,
        r"of A @ x by x has no kronecker form; operator\(\)",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_request_is_refused_with_what_was_there_and_what_to_do(name: str) -> None:
    request, error, message = WRONG[name]
    with pytest.raises(error, match=message):
        request()


@pytest.mark.parametrize(
    ("arrays", "named", "message"),
    [
        ((), {}, "a function of X, w, y; missing: X, w, y"),
        ((1.0,), {}, "missing: w, y"),
        ((), {"X": 1.0, "w": 1.0, "y": 1.0, "z": 1.0}, "unknown: z"),
        ((1.0, 1.0, 1.0, 1.0), {}, "a function of X, w, y"),
        ((1.0,), {"w": 1.0, "q": 1.0}, "missing: y unknown: q"),
    ],
)
def test_a_derivative_refuses_arguments_that_are_not_its_own(
    arrays: tuple[Any, ...], named: dict[str, Any], message: str
) -> None:
    found = jb.derive("norm2(X @ w - y)**2", wrt="w")
    with pytest.raises(UnknownVariableError, match=message):
        found(*arrays, **named)


def test_a_derivative_is_called_in_order_or_by_name() -> None:
    found = jb.derive("norm2(X @ w - y)**2", wrt="w")
    rng = np.random.default_rng(0)
    X, w, y = rng.standard_normal((4, 3)), rng.standard_normal(3), rng.standard_normal(4)
    want = 2 * X.T @ (X @ w - y)
    np.testing.assert_allclose(found(X, w, y), want)
    np.testing.assert_allclose(found(y=y, w=w, X=X), want)
    np.testing.assert_allclose(found(X, w, y=y), want)
    with pytest.raises(ValueError, match="w"):
        found(X, y, w)


# ------------------------------------------------------------------------------------ round trip

TEXTS = [
    ("norm2(X @ w - y)**2", "w"),
    ("norm2(X @ w - y)**2", "X"),
    ("sum(log(1 + exp(-y*(X @ w))))", "w"),
    ("softmax(x)", "x"),
    ("logdet(M.T @ M)", "M"),
    ("x / norm2(x)", "x"),
    ("trace(inv(M) @ N)", "M"),
    ("sum(where(x > 0, x**2, 0))", "x"),
    ("sum(exp(X) / sum(exp(X), axis=1, keepdims=True) * A)", "X"),
    ("sum(abs(A @ x))", "x"),
    ("(w @ x)**3 / s", "x"),
    ("mean(X @ w)", "w"),
]


@pytest.mark.parametrize("syntax", ["numpy", "matlab"])
@pytest.mark.parametrize(("text", "wrt"), TEXTS)
def test_the_text_of_an_answer_reads_back_with_an_equal_value(
    text: str, wrt: str, syntax: Any
) -> None:
    found = derived(text, wrt)
    shapes = {str(v["name"]): v.shape for v in found.variables}
    again = read_text(found.text(syntax), shapes=shapes, syntax=syntax, registry=jb.registry())
    point = point_of(found.source, again, seed=2)
    assert_close(value_at(again, point), value_at(found.derivative, point))


@pytest.mark.parametrize(
    ("text", "wrt"), [("norm2(X*w - y)^2", "w"), ("tr(A'*X)", "X"), ("sum(exp(X*w).*y)", "w")]
)
def test_the_two_syntaxes_give_the_same_answer(text: str, wrt: str) -> None:
    numpy_text = text.replace("X*w", "X @ w").replace("A'*X", "A.T @ X").replace("^", "**")
    numpy_text = numpy_text.replace(".*", "*").replace("tr(", "trace(")
    one = jb.derive(text, wrt=wrt, syntax="matlab", shapes=SHAPES)
    other = derived(numpy_text, wrt)
    assert one.text() == other.text()
    assert one.text("matlab") == other.text("matlab")


# ------------------------------------------------------------------------------------- structure


@pytest.mark.parametrize(
    ("text", "wrt", "options", "structure"),
    [
        ("exp(x)", "x", {}, "diagonal"),
        ("-3*x", "x", {}, "constant, diagonal"),
        ("sum(w)", "x", {}, "zero"),
        ("norm2(X @ w - y)**2", "X", {}, "rank one"),
        ("softmax(x)", "x", {}, "symmetric"),
        ("tanh(A @ x)", "x", {}, "general"),
        ("logdet(M)", "M", {"assume": {"M": "symmetric"}}, "symmetric"),
        ("norm2(X @ w - y)**2", "w", {"order": 2}, "constant, symmetric"),
        ("u @ M @ u", "M", {"assume": {"M": "diagonal"}}, "constant, diagonal"),
        ("s*x", "x", {}, "constant, diagonal"),
    ],
)
def test_the_structure_is_told(
    text: str, wrt: str, options: Mapping[str, Any], structure: str
) -> None:
    source = f"{text} + 0*sum({wrt})" if structure == "zero" else text
    assert derived(source, wrt, **options).structure == structure


def test_a_kronecker_form_says_so() -> None:
    assert derived("A @ M @ B", "M").kronecker().structure == "constant, Kronecker"
    assert derived("inv(M)", "M").kronecker().structure == "Kronecker"


# ---------------------------------------------------------------------------- the check itself


def test_the_check_tells_what_was_compared() -> None:
    found = jb.derive("norm2(X @ w - y)**2", wrt="w")
    seen = found.check()
    assert 0 <= seen.error < 1e-6
    assert list(seen.shapes) == ["X", "w", "y"]
    rows, columns = seen.shapes["X"]
    assert (seen.shapes["w"], seen.shapes["y"]) == ((columns,), (rows,))
    assert rows != columns
    assert found.check() is seen
    assert found.check(seed=1).seed == 1
    assert "seed 0" in str(seen)


def test_the_answer_of_another_question_does_not_pass_the_check() -> None:
    from dataclasses import replace

    for text, other in [("w @ M @ w", "2*w @ M @ w"), ("A @ x", "-A @ x"), ("exp(x)", "x**2")]:
        wrt = "w" if "w" in text else "x"
        wrong = replace(derived(text, wrt), answer=derived(other, wrt).answer)
        with pytest.raises(CheckFailedError, match="differs from differences"):
            wrong.check()


def test_a_function_without_finite_values_is_not_confirmed() -> None:
    found = jb.derive("sum(sqrt(-exp(x)))", wrt="x")
    with pytest.raises(CheckFailedError, match="no point was found|not finite at any point"):
        found.check()


# ------------------------------------------------------------------------- every rule of the book

NEED_NUMBERS = (
    *(("array.interp", name) for name in ("x", "xp", "fp")),
    ("array.partition", "x"),
    ("linalg.cofactor_slope", "X"),
    *((f"linalg.{name}", "A") for name in ("eig", "eig_parts", "qr_parts", "svd_parts")),
    *((f"reduce.{name}", "x") for name in ("nanmedian", "nanstd", "nanvar")),
    *(
        (f"reduce.{name}", operand)
        for name in ("quantile", "percentile", "nanquantile", "nanpercentile")
        for operand in ("x", "q")
    ),
)
"""Whose derivative depends on where entries stand, or on factors that no formula here names."""

WHOLE_NUMBERS = (("special.eval_hermite", "x"), ("special.polygamma", "x"), ("ufunc.ldexp", "x"))
"""Which have a closed form that the check cannot confirm: it draws no whole numbers."""

GAPS: Mapping[tuple[str, str], tuple[type[Exception], str]] = {
    **dict.fromkeys(NEED_NUMBERS, (NotImplementedRuleError, "needs numbers")),
    **dict.fromkeys(WHOLE_NUMBERS, (CheckFailedError, "no point was found")),
    ("special.expn", "x"): (
        SystemError,
        "returned a result",
    ),  # SciPy warns of an order that is no whole number
    ("array.broadcast_to", "x"): (RuleDefinitionError, "in no operand's shape"),
}
"""Rules which cannot be derived by an operand in closed form, with the error that says so."""


def operations() -> list[tuple[str, str]]:
    """Each rule of an operation with each operand that has a tangent."""
    return [
        (rule.id, operand.name)
        for rule in jb.registry().rules()
        if rule.op and rule.function and rule.kind != "constant"
        for operand in rule.operands
        if operand.differentiable
    ]


def own_function(rule: Rule) -> Expression:
    """A rule's function with the declared structure of its operands."""
    found = function_expression(rule, jb.registry())
    words = {
        o.name: [w for w, _ in o.domain if o.structured and w != "star"] for o in rule.operands
    }
    facts = {name: known.parse_facts(given) for name, given in words.items() if given}
    named = {str(v["name"]): v for v in variables(found)}
    return substitute(
        found, {n: variable(n, named[n].shape, f) for n, f in facts.items() if n in named}
    )


@pytest.mark.parametrize(("rule_id", "operand"), operations())
def test_every_rule_is_derived_by_each_of_its_operands(rule_id: str, operand: str) -> None:
    registry = jb.registry()
    function = own_function(registry[rule_id])
    gap = GAPS.get((rule_id, operand))
    if gap is not None:
        with pytest.raises(gap[0], match=gap[1]):
            _derivation(function, operand).check()
        return
    found = _derivation(function, operand)
    assert found.check().error < 1e-6
    assert found.text()
    assert found.steps


def _derivation(function: Expression, wrt: str) -> Derivation:
    """The derivation of an expression that was read already."""
    from jacobook.closed_form import answer as answers

    given = problem(function, wrt, jb.registry())
    return Derivation(given, answers.first_answer(given))


def test_the_gaps_are_rules_and_operands_of_the_book() -> None:
    assert set(GAPS) <= set(operations())
    assert len(operations()) > 200


def test_the_value_that_is_checked_is_the_function_as_given() -> None:
    found = jb.derive("log(1 + exp(s))", wrt="s", shapes={"s": ()})
    given = function_of(["s"], {"s": ()}, found.source, jb.registry())
    np.testing.assert_allclose(given(s=0.3), np.log1p(np.exp(0.3)))
    assert found.value.operation == "softplus"
    assert found.source.operation == "log"


def test_a_derivation_takes_lists_and_refuses_arrays_of_other_shapes() -> None:
    found = jb.derive("x @ A @ x", wrt="x")
    np.testing.assert_allclose(found([1.0, 2.0], [[1.0, 2.0], [3.0, 4.0]]), [12.0, 21.0])
    with pytest.raises(jb.errors.ShapeError, match="A has shape"):
        found(np.ones(3), np.ones((2, 2)))


def test_the_check_of_arrays_that_would_fill_the_memory_is_refused() -> None:
    with pytest.raises(jb.errors.CheckFailedError, match="too large"):
        jb.derive("sum(x)", wrt="x", shapes={"x": (10**9,)}).check()


def test_names_of_tangents_and_cotangents_keep_clear_of_variables() -> None:
    shapes = {"x": ("n",), "dx": ("n",), "f_bar": ()}
    forward = jb.derive("x @ dx", wrt="x", form="jvp", shapes=shapes)
    assert forward.text() == "dx @ dx_"
    backward = jb.derive("f_bar * x @ x", wrt="x", form="vjp", shapes=shapes)
    assert backward.check().error < 1e-6
    assert {str(v["name"]) for v in backward.arguments} == {"f_bar", "x", "f_bar_"}


def test_a_variable_that_is_called_like_a_size_is_refused() -> None:
    with pytest.raises(jb.errors.DerivationError, match="of a size"):
        jb.derive("n*mean(x)", wrt="x", shapes={"n": (), "x": ("n",)})


def test_long_expressions_are_answered_in_bounds() -> None:
    deep = jb.derive("softmax(" * 30 + "x" + ")" * 30, wrt="x")
    assert len(deep.text()) < 50_000
    with pytest.raises(jb.errors.DerivationError, match="nested deeper"):
        jb.derive("-" * 4_900 + "x", wrt="x", syntax="matlab")
