"""What the packs promise beyond each rule: other libraries' numbers, close points, closed forms."""

from __future__ import annotations

import contextlib
import io
import pathlib
import re
import warnings
from collections.abc import Callable
from typing import Any

import jacobook as jb
import numpy as np
import pytest
from jacobook import operations as op
from jacobook.errors import PackWarning, ParseError, ShapeError
from jacobook.pages import PlotBlock, RuleFacts, TableBlock
from jacobook.testing.report import Report
from jacobook.testing.subject import Probe, Subject

import jacobook_kernels
from jacobook_kernels import axioms, covariances, profiles

Array = Any
RNG = np.random.default_rng(7)
X, Y = RNG.normal(size=(6, 3)), RNG.normal(size=(4, 3))
P, Q = (v / v.sum() for v in RNG.uniform(0.1, 1.0, (2, 5)))


def value_of(rule_id: str, **operands: Array) -> Array:
    """What a rule's function gives."""
    subject = Subject(jb.registry()[rule_id], jb.registry())
    given = tuple(np.asarray(operands[name], float)[()] for name in subject.rule.names)
    return subject.value(Probe("given", 0, subject.rule.operands, given))


# ------------------------------------------------------------------------------- other libraries


@pytest.mark.parametrize(
    ("rule_id", "name", "options"),
    [
        ("dist.sqeuclidean", "sqeuclidean", {}),
        ("dist.euclidean", "euclidean", {}),
        ("dist.manhattan", "cityblock", {}),
        ("dist.chebyshev", "chebyshev", {}),
        ("dist.minkowski", "minkowski", {"p": 3}),
    ],
)
def test_distances_are_scipys(rule_id: str, name: str, options: dict[str, int]) -> None:
    distance = pytest.importorskip("scipy.spatial.distance")
    wanted = getattr(distance, name)(X[0], X[1], **options)
    assert value_of(rule_id, x=X[0], y=X[1]) == pytest.approx(wanted, rel=1e-14)


def test_mahalanobis_and_cosine_are_scipys() -> None:
    distance = pytest.importorskip("scipy.spatial.distance")
    covariance = X.T @ X
    wanted = distance.mahalanobis(X[0], X[1], np.linalg.inv(covariance)) ** 2
    got = value_of("dist.metric.covariance", x=X[0], y=X[1], S=covariance)
    assert got == pytest.approx(wanted, rel=1e-12)
    similarity = value_of("dist.cosine_similarity", x=X[0], y=X[1])
    assert 1 - similarity == pytest.approx(distance.cosine(X[0], X[1]), rel=1e-13)


def test_pairwise_distances_are_scipys() -> None:
    distance = pytest.importorskip("scipy.spatial.distance")
    np.testing.assert_allclose(op.pdist2(X, Y), distance.cdist(X, Y, "sqeuclidean"), rtol=1e-14)


def test_divergences_are_scipys() -> None:
    distance = pytest.importorskip("scipy.spatial.distance")
    special = pytest.importorskip("scipy.special")
    kl = value_of("dist.divergence.kl", p=P, q=Q)
    assert kl == pytest.approx(special.rel_entr(P, Q).sum(), rel=1e-13)
    root = np.sqrt(value_of("dist.divergence.jensen_shannon", p=P, q=Q))
    assert root == pytest.approx(distance.jensenshannon(P, Q), rel=1e-12)


def test_a_gaussians_divergence_is_the_mean_of_the_difference_of_its_log_densities() -> None:
    u, v, s, t = 0.3, -0.5, 1.7, 0.6
    x = np.linspace(u - 14, u + 14, 40_001)
    one, other = (
        np.exp(-((x - m) ** 2) / (2 * c)) / np.sqrt(2 * np.pi * c) for m, c in ((u, s), (v, t))
    )
    log_ratio = ((x - v) ** 2 / t - (x - u) ** 2 / s + np.log(t / s)) / 2
    wanted = np.sum(one * log_ratio) * (x[1] - x[0])
    assert np.sum(other) * (x[1] - x[0]) == pytest.approx(1.0)
    got = value_of("dist.divergence.gaussian", u=[u], S=[[s]], v=[v], T=[[t]])
    assert got == pytest.approx(wanted, rel=1e-9)


@pytest.mark.parametrize(
    ("profile", "name", "options"),
    [
        (lambda q: np.exp(-0.5 * q), "RBF", {}),
        (op.matern12, "Matern", {"nu": 0.5}),
        (op.matern32, "Matern", {"nu": 1.5}),
        (op.matern52, "Matern", {"nu": 2.5}),
    ],
)
def test_kernel_matrices_are_scikit_learns(
    profile: Callable[[Array], Array], name: str, options: dict[str, float]
) -> None:
    kernels = pytest.importorskip("sklearn.gaussian_process.kernels")
    wanted = getattr(kernels, name)(length_scale=0.7, **options)(X, Y)
    np.testing.assert_allclose(profile(op.pdist2(X, Y) / 0.7**2), wanted, rtol=1e-12)


def test_point_kernels_are_scikit_learns() -> None:
    kernels = pytest.importorskip("sklearn.gaussian_process.kernels")
    x, y = X[:1], X[1:2]
    quadratic = kernels.RationalQuadratic(length_scale=0.7, alpha=1.3)(x, y)[0, 0]
    got = value_of("kernel.rational_quadratic", x=x[0], y=y[0], s=0.7, a=1.3)
    assert got == pytest.approx(quadratic, rel=1e-13)
    periodic = kernels.ExpSineSquared(length_scale=0.7, periodicity=1.9)(x[:, :1], y[:, :1])[0, 0]
    got = value_of("kernel.periodic", x=x[0, :1], y=y[0, :1], p=1.9, s=0.7)
    assert got == pytest.approx(periodic, rel=1e-12)


def test_the_likelihood_and_its_slope_are_scikit_learns() -> None:
    process = pytest.importorskip("sklearn.gaussian_process")
    noise, target = 0.1, np.sin(X[:, 0])
    kernel = process.kernels.RBF(length_scale=0.7)
    model = process.GaussianProcessRegressor(kernel, alpha=noise, optimizer=None).fit(X, target)
    wanted, (slope,) = model.log_marginal_likelihood(np.log([0.7]), eval_gradient=True)

    def likelihood(log_scale: Array) -> Array:
        scale = np.exp(log_scale)
        covariance = np.exp(-0.5 * op.pdist2(X, X) / scale**2) + noise * np.eye(len(X))
        return op.gp_log_marginal(covariance, target) - 0.5 * len(X) * np.log(2 * np.pi)

    got, gradient = jb.value_and_grad(likelihood)(np.log(0.7))
    assert got == pytest.approx(wanted, rel=1e-12)
    assert gradient == pytest.approx(slope, rel=1e-10)


# ---------------------------------------------------------------------------------- close points


def test_pairwise_distances_keep_the_digits_of_close_rows() -> None:
    far = np.array([[1e6, -1e6]])
    near = far + np.array([[3e-6, 4e-6]])
    steps = near - far  # what is left of the steps after rounding
    exact = np.sum(steps**2)
    expanded = np.sum(far**2) + np.sum(near**2) - 2 * np.sum(far * near)
    assert op.pdist2(near, far)[0, 0] == pytest.approx(exact, rel=1e-15)
    assert abs(expanded - exact) > 0.5 * exact  # the usual shortcut has no digit right

    gradient = jb.grad(lambda z: np.sum(op.pdist2(z, far)))(near)
    np.testing.assert_allclose(gradient, 2 * steps, rtol=1e-15)


@pytest.mark.parametrize("distance", [1e-3, 1e-7, 1e-12])
def test_matern_gradients_are_accurate_for_close_points(distance: float) -> None:
    x = np.array([distance, 0.0])

    def kernel(z: Array) -> Array:
        return op.matern32(np.sum(z**2))

    wanted = -3 * distance * np.exp(-np.sqrt(3) * distance)
    assert jb.grad(kernel)(x)[0] == pytest.approx(wanted, rel=1e-14)


@pytest.mark.parametrize(("name", "curvature"), [("matern32", -3.0), ("matern52", -5 / 3)])
def test_second_derivatives_where_points_meet(name: str, curvature: float) -> None:
    def kernel(z: Array) -> Array:
        return getattr(op, name)(np.sum(z**2))

    np.testing.assert_allclose(jb.hessian(kernel)(np.zeros(2)), curvature * np.eye(2), rtol=1e-15)


def test_gradients_of_kernel_matrices_have_no_nan_on_the_diagonal() -> None:
    for profile in (op.matern12, op.matern32, op.matern52):

        def total(z: Array, profile: Callable[..., Array] = profile) -> Array:
            return np.sum(profile(op.pdist2(z, z)) ** 2)

        gradient = jb.grad(total)(X)
        assert np.all(np.isfinite(gradient))
        assert np.abs(gradient).max() > 0.1


def test_joint_covariance_with_derivatives_is_positive_definite() -> None:
    """Values and gradients of a random function at some points, from the rule and its Jacobian."""
    rule = jb.registry()["kernel.rbf_gradient"]
    scale, points = 0.9, X[:4]
    form = jb.derive(rule.function, wrt="y", shapes={"s": "scalar"})

    def block(x: Array, y: Array) -> Array:
        value = np.exp(-np.sum((x - y) ** 2) / (2 * scale**2))
        column = -(x - y) / scale**2 * value
        return np.block([[value, -column[None]], [column[:, None], form(x=x, y=y, s=scale)]])

    joint = np.block([[block(x, y) for y in points] for x in points])
    np.testing.assert_allclose(joint, joint.T, atol=1e-14)
    assert np.linalg.eigvalsh(joint).min() > 1e-3


# ---------------------------------------------------------------------------- Gaussian processes


def test_slopes_of_hyperparameters_agree_with_differences() -> None:
    target = np.cos(X[:, 1])

    def likelihood(parameters: Array) -> Array:
        scale, noise = np.exp(parameters[0]), np.exp(parameters[1])
        covariance = op.matern52(op.pdist2(X, X) / scale**2) + noise * np.eye(len(X))
        return op.gp_log_marginal(covariance, target)

    at, h = np.array([0.2, -1.5]), 1e-5
    differences = [(likelihood(at + e) - likelihood(at - e)) / (2 * h) for e in h * np.eye(2)]
    np.testing.assert_allclose(jb.grad(likelihood)(at), differences, rtol=1e-8)


def test_the_likelihood_refuses_what_is_no_covariance() -> None:
    with pytest.raises(jb.errors.SingularMatrixError):
        op.gp_log_marginal(np.array([[1.0, 2.0], [2.0, 1.0]]), np.ones(2))
    with pytest.raises(ShapeError, match="gp_log_marginal: a square matrix"):
        op.gp_log_marginal(np.eye(2), np.ones((2, 3)))


def test_misfitting_rows_are_refused() -> None:
    with pytest.raises(ShapeError, match=re.escape("(3, 2) and (4, 5)")):
        op.pdist2(np.ones((3, 2)), np.ones((4, 5)))
    with pytest.raises(ParseError, match=re.escape("A is (3, 2), B is (4, 5)")):
        jb.derive("sum(pdist2(A, B))", wrt="A", shapes={"A": (3, 2), "B": (4, 5)})


# ---------------------------------------------------------------------------------- closed forms


@pytest.mark.parametrize(
    ("text", "wrt", "shapes", "wanted"),
    [
        ("norm2(L @ (x - y))", "L", {}, "outer(L @ (x - y), x - y)/norm2(L @ (x - y))"),
        ("sum(kl_term(p, q))", "p", {"p": "vector", "q": "vector"}, "1 + log(p/q)"),
        (
            "matern32(sum((x - y)**2) / s**2)",
            "x",
            {"s": "scalar"},
            "-3*matern12(3*norm2(x - y)**2/s**2)*(x - y)/s**2",
        ),
        ("sum(linear_kernel(X, A, Y) * G)", "A", {"A": "matrix"}, "X.T @ G @ Y"),
    ],
)
def test_closed_forms(text: str, wrt: str, shapes: dict[str, str], wanted: str) -> None:
    found = jb.derive(text, wrt=wrt, shapes=shapes)
    assert found.text() == wanted
    assert found.check().error < 1e-8


def test_the_slope_of_the_likelihood_in_the_noise() -> None:
    found = jb.derive(
        "gp_log_marginal(K + t * eye(n), y)",
        wrt="t",
        shapes={"K": ("n", "n"), "y": ("n",), "t": "scalar"},
        assume={"K": "symmetric"},
    )
    assert found.text() == "(norm2(S @ y)**2 - trace(S))/2 where S = inv(t*eye(n) + K)"
    assert found.check().error < 1e-8


# ----------------------------------------------------------------------- the packs' own additions


@pytest.mark.parametrize(
    "rule_id",
    [
        *("dist.cosine_similarity", "dist.euclidean", "dist.pairwise_sq", "dist.sqeuclidean"),
        *("kernel.gp_marginal", "kernel.rbf", "kernel.rbf_matrix"),
    ],
)
def test_promised_rules_exist_under_their_own_ids(rule_id: str) -> None:
    assert jb.registry()[rule_id].id == rule_id


def test_the_covariance_check_finds_what_is_no_covariance() -> None:
    wrong = jb.identity(
        "kernel.wrong",
        title="No kernel",
        function="sum((x - y)**2) + x[0]",
        operands="x:(n); y:(n)",
        derivative={"grad[y]": "2 * (y - x)"},
        tags=("kernel function",),
    )
    report = Report()
    covariances.check(Subject(wrong, jb.registry()), report)
    assert {"not symmetric", "the eigenvalues go"} <= {
        words
        for told in report.failures
        for words in ("not symmetric", "the eigenvalues go")
        if words in told
    }


def test_the_distance_checks_find_what_is_no_distance() -> None:
    wrong = jb.identity(
        "dist.wrong",
        title="No distance",
        function="sum((x - y)**2 + 0.1 * x) - 0.5",
        operands="x:(n); y:(n)",
        derivative={"grad[y]": "2 * (y - x)"},
        tags=("distance", "metric"),
    )
    squared = jb.registry()["dist.sqeuclidean"]
    found = [
        (axioms.is_least_at_itself, wrong, "from itself"),
        (axioms.is_symmetric, wrong, "there and back"),
        (axioms.is_shortest_directly, squared, "the detour"),  # a square breaks the triangle
    ]
    for check, rule, words in found:
        report = Report()
        check(Subject(rule, jb.registry()), report)
        assert any(words in told for told in report.failures), words


def test_pages_of_stationary_kernels_show_their_profile() -> None:
    facts = RuleFacts(registry=jb.registry())
    plot, table = profiles.blocks(jb.registry()["kernel.matern32"], facts)
    assert isinstance(plot, PlotBlock)
    assert isinstance(table, TableBlock)
    assert [curve.label for curve in plot.curves] == ["kernel", "slope", "curvature"]
    assert table.rows[0] == (0.0, 1.0, 0.0, -3.0)
    assert not list(profiles.blocks(jb.registry()["kernel.linear"], facts))


def test_kernels_without_distances_say_so() -> None:
    alone = jb.Registry(packs=["jacobook_rules:pack"])
    with pytest.warns(PackWarning, match="needs pdist2 of the pack 'dist'"):
        jacobook_kernels.needs_distances(alone)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        jacobook_kernels.needs_distances(jb.registry())


def test_the_readme_prints_what_it_says() -> None:
    text = (pathlib.Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```python\n(.*?)```\n(?:.*?)```text\n(.*?)```", text, re.DOTALL)
    assert len(blocks) == 2
    names: dict[str, Any] = {}
    for program, wanted in blocks:
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(program, names)  # noqa: S102 - the readme's own code
        assert printed.getvalue() == wanted
