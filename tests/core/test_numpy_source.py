"""NumPy source written from derivations: it runs on its own, and its numbers are right."""

from __future__ import annotations

import ast
import pathlib
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import scipy.special

import jacobook as jb
from jacobook.closed_form.numpy_functions import DEFINITIONS, SPELLED, definitions
from jacobook.closed_form.regrouping import regrouped
from jacobook.closed_form.writing import free_name, require_sizes, resized
from jacobook.errors import DerivationError
from jacobook.expression import node, variable
from jacobook.notation import text
from jacobook.operations import library_function
from jacobook.parsing import read_text
from jacobook.testing.subject import Subject

RNG = np.random.default_rng(20)
X, A, B = RNG.normal(size=(6, 4)), RNG.normal(size=(5, 4)), RNG.normal(size=(4, 3))
K, L = RNG.normal(size=(4, 4)) + 4 * np.eye(4), RNG.normal(size=(4, 4)) + 4 * np.eye(4)
w, x, y, z, u = (RNG.normal(size=n) for n in (4, 4, 6, 4, 5))
p = RNG.uniform(0.5, 2.0, size=4)


def sigmoid(v: Any) -> Any:
    return 1 / (1 + np.exp(-v))


def logdet(m: Any) -> Any:
    return np.linalg.slogdet(m)[1]


Case = tuple[str, str, dict[str, Any], Callable[..., Any]]
CASES: list[Case] = [
    (
        "norm2(X @ w - y)**2",
        "w",
        {"X": X, "w": w, "y": y},
        lambda X, w, y: np.sum((X @ w - y) ** 2),
    ),
    ("norm2(X @ w - y)", "w", {"X": X, "w": w, "y": y}, lambda X, w, y: np.linalg.norm(X @ w - y)),
    (
        "sum(log(1 + exp(-y*(X @ w))))",
        "w",
        {"X": X, "w": w, "y": y},
        lambda X, w, y: np.sum(np.log(1 + np.exp(-y * (X @ w)))),
    ),
    ("A @ x", "x", {"A": A, "x": x}, lambda A, x: A @ x),
    ("exp(A @ x)", "x", {"A": A, "x": x}, lambda A, x: np.exp(A @ x)),
    ("x @ K @ x", "x", {"x": x, "K": K}, lambda x, K: x @ K @ x),
    ("x @ K @ z", "K", {"x": x, "K": K, "z": z}, lambda x, K, z: x @ K @ z),
    ("log(sum(exp(x)))", "x", {"x": x}, lambda x: np.log(np.sum(np.exp(x)))),
    ("exp(x)/sum(exp(x))", "x", {"x": x}, lambda x: np.exp(x) / np.sum(np.exp(x))),
    ("log_softmax(x)", "x", {"x": x}, lambda x: x - np.log(np.sum(np.exp(x)))),
    ("logdet(K)", "K", {"K": K}, logdet),
    ("det(K)", "K", {"K": K}, np.linalg.det),
    ("x @ inv(K) @ x", "x", {"x": x, "K": K}, lambda x, K: x @ np.linalg.inv(K) @ x),
    ("x @ inv(K) @ z", "K", {"x": x, "K": K, "z": z}, lambda x, K, z: x @ np.linalg.inv(K) @ z),
    ("inv(K) @ L @ x", "x", {"K": K, "L": L, "x": x}, lambda K, L, x: np.linalg.inv(K) @ (L @ x)),
    ("trace(K @ inv(L))", "L", {"K": K, "L": L}, lambda K, L: np.trace(K @ np.linalg.inv(L))),
    ("x/norm2(x)", "x", {"x": x}, lambda x: x / np.linalg.norm(x)),
    (
        "sum(maximum(A @ x + u, 0))",
        "x",
        {"A": A, "x": x, "u": u},
        lambda A, x, u: np.sum(np.maximum(A @ x + u, 0)),
    ),
    ("sum(log(p))", "p", {"p": p}, lambda p: np.sum(np.log(p))),
    ("sigmoid(w @ x)", "w", {"w": w, "x": x}, lambda w, x: sigmoid(w @ x)),
    (
        "normF(A @ B - C)**2",
        "B",
        {"A": A, "B": B, "C": A @ B - 1.5},
        lambda A, B, C: np.sum((A @ B - C) ** 2),
    ),
    ("sum(abs(x))", "x", {"x": x}, lambda x: np.sum(np.abs(x))),
    ("x*z", "x", {"x": x, "z": z}, lambda x, z: x * z),
    ("std(x)", "x", {"x": x}, np.std),
    ("prod(x)", "x", {"x": x}, np.prod),
    ("max(x)", "x", {"x": x}, np.max),
    ("tanh(a)*a", "a", {"a": np.float64(0.7)}, lambda a: np.tanh(a) * a),
    (
        "mean((X @ w - y)**2)",
        "w",
        {"X": X, "w": w, "y": y},
        lambda X, w, y: np.mean((X @ w - y) ** 2),
    ),
]


def run(source: str, name: str = "gradient") -> dict[str, Any]:
    """The names that a written module defines."""
    scope: dict[str, Any] = {"__name__": "written"}
    exec(compile(source, name, "exec"), scope)  # noqa: S102 - what is tested
    return scope


def derivation_of(formula: str, wrt: str, values: dict[str, Any], **more: Any) -> Any:
    letters = {4: "n", 6: "m", 5: "k", 3: "p"}
    shapes = {n: tuple(letters[s] for s in np.shape(v)) for n, v in values.items()}
    return jb.derive(formula, wrt=wrt, shapes=shapes, **more)


@pytest.mark.parametrize(("formula", "wrt", "values", "function"), CASES, ids=[c[0] for c in CASES])
def test_the_module_agrees_with_automatic_differentiation(
    formula: str, wrt: str, values: dict[str, Any], function: Callable[..., Any]
) -> None:
    derivation = derivation_of(formula, wrt, values)
    module = run(derivation.numpy())
    value, derivative = module["gradient"](**values)

    def of_variable(v: Any) -> Any:
        return function(*{**values, wrt: v}.values())

    np.testing.assert_allclose(value, of_variable(values[wrt]), rtol=1e-12)
    expected = jb.jacobian(of_variable)(values[wrt])
    assert np.shape(derivative) == np.shape(expected)
    np.testing.assert_allclose(derivative, expected, rtol=1e-9, atol=1e-12)
    assert module["check_gradient"]() < 1e-6


OTHER_FORMS: list[tuple[str, str, dict[str, Any]]] = [
    ("A @ X @ B", "X", {}),
    ("inv(X)", "X", {}),
    ("exp(A @ x)", "x", {"form": "jvp"}),
    ("exp(A @ x)", "x", {"form": "vjp"}),
    ("norm2(A @ x - y)", "x", {"form": "hvp"}),
    ("sum(exp(A @ x))", "x", {"order": 2}),
    ("logsumexp(x)", "x", {"order": 2}),
    ("sum((A @ X)**2)", "X", {"order": 2}),
    ("sin(a)*a", "a", {"order": 2}),
    ("logdet(S)", "S", {"assume": {"S": "spd"}}),
    ("trace(L @ L.T)", "L", {"assume": {"L": "lower"}}),
    ("trace(A @ expm(X))", "X", {}),
    ("2*x", "x", {}),
    ("nuclear(X)", "X", {}),
    ("sum(gammaln(x)*erf(z))", "x", {}),
    ("sum(si(x) + chi(x) - fresnel_s(x))", "x", {}),
    ("sum(airy_part(x))", "x", {}),
    ("sum(lambertw(x))", "x", {}),
    ("sum(log_sigmoid(x))", "x", {}),
    ("sum(hyp1f1(1, 2, x))", "x", {}),
    ("sum(polygamma(2, x))", "x", {}),
    ("trace(cosm(X))", "X", {}),
    ("sum(svdvals(X))", "X", {}),
    ("sum(convolve_nd(A, V))", "V", {}),
    ("sum(solve_triangular(L, B))", "B", {}),
]


@pytest.mark.parametrize(("formula", "wrt", "more"), OTHER_FORMS)
def test_every_form_passes_the_check_in_its_own_module(
    formula: str, wrt: str, more: dict[str, Any]
) -> None:
    module = run(jb.derive(formula, wrt=wrt, **more).numpy())
    assert module["check_gradient"](seed=3) < 1e-5


@pytest.mark.parametrize("form", ["kronecker", "einsum", "operator"])
def test_forms_of_a_matrix_by_a_matrix_pass_their_check(form: str) -> None:
    derivation = getattr(jb.derive("A @ X @ B", wrt="X"), form)()
    assert run(derivation.numpy())["check_gradient"]() < 1e-6


def test_the_handbook_form_passes_its_check() -> None:
    derivation = jb.derive("logdet(S)", wrt="S", assume={"S": "spd"}).handbook()
    assert run(derivation.numpy())["check_gradient"]() < 1e-6


def test_a_wrong_derivative_fails_the_check_in_the_module() -> None:
    source = jb.derive("norm2(X @ w - y)**2", wrt="w").numpy()
    wrong = source.replace("derivative = 2*", "derivative = 3*")
    assert wrong != source
    assert run(wrong)["check_gradient"]() > 0.1


def test_sizes_can_be_given_to_the_check() -> None:
    module = run(jb.derive("norm2(X @ w - y)**2", wrt="w").numpy())
    assert module["check_gradient"](m=3, n=9, seed=1) < 1e-6


def test_shapes_are_checked_and_both_arguments_named() -> None:
    gradient = run(jb.derive("norm2(X @ w - y)**2", wrt="w").numpy())["gradient"]
    with pytest.raises(
        ValueError, match=r"w has shape \(3,\), not \(n,\) = \(4,\), as X has shape"
    ):
        gradient(X, np.ones(3), y)
    with pytest.raises(ValueError, match=r"X must have 2 axes, \(m, n\); it has shape \(6,\)"):
        gradient(y, w, y)
    square = run(jb.derive("logdet(K)", wrt="K").numpy())["gradient"]
    with pytest.raises(ValueError, match=r"K has shape \(6, 4\), not \(n, n\)"):
        square(X)


def test_arguments_are_not_changed() -> None:
    gradient = run(jb.derive("sum(x*x)", wrt="x").numpy())["gradient"]
    given = np.arange(3.0)
    gradient(given)
    np.testing.assert_array_equal(given, np.arange(3.0))


def test_the_text_is_the_same_every_time_and_names_where_it_comes_from() -> None:
    source = jb.derive("norm2(X @ w - y)**2", wrt="w").numpy()
    assert source == jb.derive("norm2(X @ w - y)**2", wrt="w").numpy()
    assert "# f = norm2(X @ w - y)**2\n" in source
    assert f"Written by jacobook {jb.__version__}" in source
    assert "gradient by w" in source


def test_a_module_runs_without_jacobook(tmp_path: pathlib.Path) -> None:
    path = tmp_path / "written.py"
    path.write_text(jb.derive("sum(sigmoid(X @ w))", wrt="w").numpy(), encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "-W", "error", "-I", str(path)], capture_output=True, text=True, check=True
    )
    assert float(run.stdout.split()[-1]) < 1e-6


def test_functions_of_scipy_are_called_and_imported() -> None:
    source = jb.derive("sum(erf(scipy*x))", wrt="x", shapes={"scipy": (), "x": ("n",)}).numpy()
    assert "needs NumPy and SciPy." in source
    assert "import numpy as np\nimport scipy.special\n" in source
    assert "scipy.special.erf(scipy_*x)" in source
    assert run(source)["check_gradient"]() < 1e-6
    source = jb.derive("sum(exp(x))", wrt="x").numpy()
    assert "scipy" not in source and "needs NumPy only." in source


def test_what_neither_numpy_nor_scipy_has_is_refused() -> None:
    with pytest.raises(
        DerivationError, match="'erfcx_derivative' cannot be written with NumPy and"
    ):
        jb.derive("sum(erfcx_derivative(x))", wrt="x").numpy()


@pytest.mark.parametrize("name", sorted(n for n in SPELLED if SPELLED[n].startswith("scipy.")))
def test_each_function_of_scipy_is_the_primal_of_its_rule(name: str) -> None:
    probe = Subject(jb.registry().rule_of(name), jb.registry()).probes[0]
    given = {key: value for key, value in probe.parameters.items() if value is not None}
    found = library_function(SPELLED[name])(*probe.values, **given)
    expected = getattr(jb.operations, name)(*probe.values, **probe.parameters)
    np.testing.assert_allclose(found, expected, rtol=1e-12, atol=1e-14)


def test_systems_are_solved_and_vectors_go_first() -> None:
    source = jb.derive("x @ inv(K) @ z", wrt="K").numpy()
    assert "np.linalg.solve(" in source
    assert "np.linalg.inv(" not in source
    source = jb.derive("norm2(X @ w - y)**2", wrt="w").numpy()
    assert "derivative = 2*(X.T @ t1)" in source
    assert source.count("X @ w") == 3  # twice in the header, and computed once


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("A @ B @ C @ x", "A @ (B @ (C @ x))"),
        ("x @ A @ B", "x @ A @ B"),
        ("x @ A @ B @ z", "x @ (A @ (B @ z))"),
        ("(2*A) @ B @ x", "2*(A @ (B @ x))"),
        ("(-A) @ x", "-(A @ x)"),
        ("A @ B @ C", "A @ B @ C"),
        ("inv(A) @ B", "solve(A, B)"),
        ("inv(A).T @ x", "solve(A.T, x)"),
        ("x @ inv(A)", "solve(A.T, x)"),
        ("B @ inv(A)", "solve(A.T, B.T).T"),
        ("A @ inv(B) @ C", "A @ solve(B, C)"),
        ("diag(x) @ A", "x[:, None]*A"),
        ("A @ diag(x)", "A*x"),
        ("diag(x) @ z", "x*z"),
        ("(A @ x) @ B", "A @ x @ B"),
    ],
)
def test_products_are_regrouped(formula: str, expected: str) -> None:
    shapes = {**dict.fromkeys("ABC", ("n", "n")), "x": ("n",), "z": ("n",)}
    given = {k: v for k, v in shapes.items() if k in formula}
    expression = read_text(formula, shapes=given, registry=jb.registry())
    assert text(regrouped(expression, jb.registry())) == expected


def test_names_that_python_or_the_module_needs_are_changed() -> None:
    derivation = jb.derive(
        "np*norm2(rng)^2", wrt="rng", syntax="matlab", shapes={"np": "scalar", "rng": ("seed",)}
    )
    module = run(derivation.numpy("loss"))
    assert module["check_gradient"](seed_=4) < 1e-6
    value, derivative = module["loss"](2.0, np.array([3.0, 4.0]))
    np.testing.assert_allclose([value, *derivative], [50.0, 12.0, 16.0])


def test_a_size_with_the_name_of_a_variable_is_refused() -> None:
    with pytest.raises(DerivationError, match="name of a variable and of a size"):
        jb.derive("n*sum(x)/2", wrt="x", shapes={"n": (), "x": ("n",)})


@pytest.mark.parametrize("name", ["1f", "class", "np", "a b", "value"])
def test_a_name_that_is_taken_or_no_identifier_is_refused(name: str) -> None:
    with pytest.raises(DerivationError, match="free Python name"):
        jb.derive("sum(x)", wrt="x").numpy(name)


def test_a_size_that_is_no_size_never_reaches_the_source() -> None:
    require_sizes([variable("x", ("n", "m*n", "n - 2", 3))])
    with pytest.raises(DerivationError, match="cannot be written as source"):
        require_sizes([variable("x", ("n); print(1",))])


def test_writing_imports_neither_numpy_nor_sympy() -> None:
    code = (
        "import sys, jacobook as jb; jb.derive('sum(sigmoid(X @ w))', wrt='w').numpy(); "
        "print(*sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"numpy", "sympy"} & set(run.stdout.split())


@pytest.mark.parametrize("name", sorted(DEFINITIONS))
def test_each_function_of_the_table_is_that_of_its_rule(name: str) -> None:
    scope: dict[str, Any] = {"np": np, "scipy": scipy}
    exec("\n\n".join(definitions([name])), scope)  # noqa: S102 - what is tested
    operands, static = arguments_of(name)
    expected = getattr(jb.operations, name)(*operands, **static)
    np.testing.assert_allclose(scope[name](*operands, **static), expected, rtol=1e-9, atol=1e-12)


def arguments_of(name: str) -> tuple[list[Any], dict[str, Any]]:
    """Operands and parameters at which a function of the table is compared."""
    spd = K @ K.T + np.eye(4)
    given: dict[str, tuple[list[Any], dict[str, Any]]] = {
        "cholesky": ([spd], {"upper": True}),
        "sqrtm": ([spd + 0.1 * L], {}),
        "sylvester": ([K, B[:3], A[:4, :3]], {}),
        "expm_frechet": ([K, L], {}),
        "cofactor_slope": ([K, L], {}),
        "exp_share": ([x, z], {}),
        "skew": ([x[:3]], {}),
        "scatter": ([x], {"index": ([0, 2, 2, 5],), "shape": (7,)}),
        "sqdist": ([X], {}),
        "softmax": ([X], {"axis": 0}),
        "log_softmax": ([X], {"axis": 0}),
        "logsumexp": ([X], {"axis": 0, "keepdims": True}),
        "norm2": ([X], {"axis": 1}),
        "norm1": ([X], {"axis": 1}),
        "norminf": ([X], {"axis": 1}),
        "normp": ([X], {"axis": 1, "p": 3}),
        "prod_others": ([X], {"axis": 1}),
    }
    if name in given:
        return given[name]
    matrices = (
        "logdet logabsdet cofactor expm phi sym vec nuclear spectral leading_dyad polar_factor"
    )
    return ([K] if name in [*matrices.split(), "normF"] else [x], {})


def test_sizes_are_renamed_everywhere() -> None:
    ones = node("ones", (), ("in", 2))
    renamed = resized(node("matmul", [ones, variable("v", (2,))], ("in",)), {"in": "in_"})
    assert renamed.shape == ("in_",)
    assert renamed.operands[0].shape == ("in_", 2)


def test_free_names_are_identifiers() -> None:
    for wanted in ("lambda", "x'", "2x", "σ", "a b"):
        assert free_name(wanted, ["x_"]).isidentifier()


def test_the_written_text_is_one_parsable_module() -> None:
    tree = ast.parse(jb.derive("softmax(A @ x)", wrt="x").numpy())
    functions = [part.name for part in tree.body if isinstance(part, ast.FunctionDef)]
    assert functions == ["softmax", "gradient", "check_gradient"]
