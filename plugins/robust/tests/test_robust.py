"""What the pack promises beyond single rules: fits, constants, plots, and residuals of any size."""

from __future__ import annotations

import contextlib
import dataclasses
import io
import re
import runpy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jacobook as jb
import numpy as np
import pytest
from jacobook import operations as op
from jacobook.pages import PlotBlock, RuleFacts, TableBlock
from jacobook.testing.report import Report
from jacobook.testing.subject import Subject

from jacobook_robust import influence_blocks, influence_claims, is_loss
from jacobook_robust.efficiency import efficiency, tuning_factor, usual_constants
from jacobook_robust.influence import curves_of, described, fate
from jacobook_robust.tuning import constants_of

BOOK = jb.registry()
LOSSES = [rule for rule in BOOK if rule.family == "robust" and is_loss(rule)]
WEIGHTS = [
    (rule, BOOK.rule_of(rule.op + "_weight"))
    for rule in LOSSES
    if f"{rule.op}_weight" in BOOK.operation_names()
] + [
    (BOOK["robust.redescending.cauchy"], BOOK["robust.weight.cauchy"]),
    (BOOK["robust.redescending.arctan"], BOOK["robust.weight.arctan"]),
]


def named(rule: jb.Rule | tuple[jb.Rule, jb.Rule]) -> str:
    return rule.id if isinstance(rule, jb.Rule) else rule[0].id


def applied(rule: jb.Rule, r: Any) -> Any:
    """A loss with its usual constants."""
    return getattr(op, rule.op)(*usual_constants(rule, BOOK).values(), r)


def slopes(rule: jb.Rule, r: Any) -> Any:
    return jb.grad(lambda r: np.sum(applied(rule, r)))(r)


# ------------------------------------------------------------------------------------ other sources


@pytest.mark.parametrize("name", ["huber", "pseudo_huber"])
def test_values_are_those_of_scipy(name: str) -> None:
    special = pytest.importorskip("scipy.special")
    r = np.linspace(-5.0, 5.0, 101)
    for c in (0.3, 1.0, 4.0):
        assert np.allclose(getattr(op, name)(c, r), getattr(special, name)(c, r), rtol=1e-13)
    assert BOOK[f"scipy.special.{name}"].id == f"special.{name}"  # the book answers first


@pytest.mark.parametrize(
    ("name", "rho"),
    [
        ("l1_l2", lambda z: 2 * (np.sqrt(1 + z / 2) - 1)),
        ("cauchy_loss", lambda z: np.log1p(z) / 2),
        ("arctan_loss", lambda z: np.arctan(z) / 2),
    ],
)
def test_losses_of_a_squared_residual(name: str, rho: Callable[[Any], Any]) -> None:
    """As `scipy.optimize.least_squares` defines them."""
    r = np.linspace(-5.0, 5.0, 101)
    constants = () if name == "l1_l2" else (1.0,)
    assert np.allclose(getattr(op, name)(*constants, r), rho(r**2), rtol=1e-13)


def test_concomitant_scale_has_its_minimum_where_scikit_learn_finds_it() -> None:
    linear_model = pytest.importorskip("sklearn.linear_model")
    X, y, _ = contaminated()
    fitted = linear_model.HuberRegressor(
        epsilon=1.35, alpha=0.0, fit_intercept=False, tol=1e-10, max_iter=10_000
    ).fit(X, y)

    def objective(w: Any, s: Any, a: float) -> Any:
        return s * np.sum(op.huber(1.35, (y - X @ w) / s) + a)

    by_w, by_s = jb.grad(objective, argnums=(0, 1))(fitted.coef_, float(fitted.scale_), 0.5)
    assert np.abs(by_w).max() < 1e-2 and abs(by_s) < 1e-2
    assert abs(jb.grad(objective, argnums=1)(fitted.coef_, float(fitted.scale_), 0.4)) > 1.0


PUBLISHED = {
    "robust.convex.huber": 1.345,
    "robust.convex.fair": 1.400,
    "robust.convex.log_cosh": 1.205,
    "robust.redescending.cauchy": 2.385,
    "robust.redescending.welsch": 2.985,
    "robust.redescending.tukey": 4.685,
    "robust.redescending.andrews": 1.339,
    "robust.redescending.hampel": 0.9016,
}


@pytest.mark.parametrize("name", PUBLISHED)
def test_computed_tuning_constants_are_the_published_ones(name: str) -> None:
    factor = tuning_factor(BOOK[name], BOOK)
    assert factor is not None and abs(factor - PUBLISHED[name]) < 6e-4


@pytest.mark.parametrize("name", ["robust.convex.huber", "robust.redescending.tukey"])
def test_efficiency_by_the_second_derivative(name: str) -> None:
    """`E[psi']` by the engine's second derivative, not by Stein's identity."""
    rule = BOOK[name]
    z = np.linspace(-9.0, 9.0, 40_001)
    weights = np.exp(-z * z / 2)
    weights /= weights.sum()
    psi = slopes(rule, z)
    bend = jb.grad(lambda r: np.sum(slopes(rule, r)))(z)
    by_hand = (weights @ bend) ** 2 / (weights @ psi**2)
    assert abs(by_hand - efficiency(rule, BOOK, usual_constants(rule, BOOK))) < 5e-4


# --------------------------------------------------------------------------------------- regression


def contaminated() -> tuple[Any, Any, Any]:
    """Sixty points on the line `1 + 2 * x` with a little noise, of which twelve are lifted."""
    rng = np.random.default_rng(20)
    x = np.sort(rng.uniform(-2.0, 2.0, 60))
    y = 1.0 + 2.0 * x + 0.1 * rng.standard_normal(60)
    y[rng.permutation(np.arange(30, 60))[:12]] += 12.0
    return np.stack([np.ones(60), x], axis=1), y, np.array([1.0, 2.0])


def descended(loss: Callable[[Any], Any], w: Any, steps: int = 1500) -> Any:
    """The weights after some steps of gradient descent."""
    gradient = jb.grad(loss)
    for _ in range(steps):
        w = w - 0.3 * gradient(w)
    return w


def test_robust_regression_finds_the_line_and_least_squares_does_not() -> None:
    X, y, truth = contaminated()
    squares = np.linalg.lstsq(X, y, rcond=None)[0]
    first = descended(lambda w: np.mean(op.huber(1.0, y - X @ w)), np.zeros(2))
    found = descended(lambda w: np.mean(op.tukey(2.0, y - X @ w)), first)
    assert np.abs(squares - truth).max() > 1.0
    assert np.abs(first - truth).max() < 0.6
    assert np.abs(found - truth).max() < 0.06


def test_reweighting_ends_where_the_gradient_is_zero() -> None:
    X, y, _ = contaminated()
    w = np.linalg.lstsq(X, y, rcond=None)[0]
    for _ in range(300):
        v = op.huber_weight(1.0, y - X @ w)
        w = np.linalg.solve(X.T @ (v[:, None] * X), X.T @ (v * y))
    assert np.abs(jb.grad(lambda w: np.sum(op.huber(1.0, y - X @ w)))(w)).max() < 1e-9


def test_the_shape_of_the_adaptive_loss_is_fitted() -> None:
    """The slope by the shape says that outliers ask for a smaller one."""
    r = np.array([0.1, -0.3, 0.2, 0.5, -0.2, 40.0])
    slope = jb.grad(lambda alpha: np.sum(op.barron(alpha, 1.0, r)))
    assert all(slope(alpha) > 0 for alpha in (-3.0, 0.0, 1.0, 1.9))


# ------------------------------------------------------------------------------ size of residuals


@pytest.mark.parametrize("rule", LOSSES, ids=named)
@pytest.mark.parametrize("sign", [-1.0, 1.0])
def test_huge_residuals_do_not_overflow(rule: jb.Rule, sign: float) -> None:
    for dtype, size in ((np.float64, 1e200), (np.float32, 1e25)):
        r = np.array([sign * size], dtype)
        with np.errstate(over="raise", invalid="raise", divide="raise"):
            value, psi = applied(rule, r), slopes(rule, r)
        assert np.all(np.isfinite(value)) and np.all(np.isfinite(psi))
        assert value.dtype == psi.dtype == dtype
        assert value[0] >= 0 and sign * psi[0] >= 0


@pytest.mark.parametrize("pair", WEIGHTS, ids=named)
def test_weights_are_influences_divided_by_residuals(pair: tuple[jb.Rule, jb.Rule]) -> None:
    loss, weight = pair
    constants = usual_constants(loss, BOOK)
    r = np.array([-9.0, -2.0, -0.3, 1e-9, 0.7, 3.0, 1e200])
    unit = constants["c"] ** 2 if "alpha" in constants else 1.0
    given = getattr(op, weight.op)(*constants.values(), r) / unit
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        assert np.allclose(given * r, slopes(loss, r), rtol=1e-12, atol=1e-150)
        assert getattr(op, weight.op)(*constants.values(), np.zeros(1))[0] == 1.0


@pytest.mark.parametrize(
    ("f", "r", "bend"),
    [
        (lambda r: op.huber(1.5, r), 1.5, 1.0),
        (lambda r: op.tukey(2.0, r), 2.0, 0.0),
        (lambda r: op.andrews(1.0, r), np.pi, -1.0),
        (lambda r: op.fair(2.0, r), 0.0, 1.0),
        (lambda r: op.hampel(1.0, 2.0, 4.0, r), 1.0, 1.0),
        (lambda r: op.hampel(1.0, 2.0, 4.0, r), 2.0, 0.0),
        (lambda r: op.hampel(1.0, 2.0, 4.0, r), 4.0, 0.0),
        (lambda r: op.pinball(0.75, r), 0.0, 0.0),
    ],
)
def test_second_derivatives_at_kinks(f: Callable[[Any], Any], r: float, bend: float) -> None:
    assert jb.grad(jb.grad(f))(r) == pytest.approx(bend, abs=1e-12)


# ----------------------------------------------------------------------------------- adaptive loss


@pytest.mark.parametrize("alpha", [0.0, 2.0])
def test_the_singularities_of_the_shape_are_removed(alpha: float) -> None:
    r = np.array([-3.0, 0.2, 5.0])

    def psi(alpha: float) -> Any:
        return jb.grad(lambda r: np.sum(op.barron(alpha, 1.5, r)))(r)

    for beside in (alpha - 1e-9, alpha + 1e-9):
        assert np.allclose(op.barron(beside, 1.5, r), op.barron(alpha, 1.5, r), rtol=1e-6)
        assert np.allclose(psi(beside), psi(alpha), rtol=1e-6)


@pytest.mark.parametrize("alpha", [-5.0, -1e-7, 0.0, 1e-7, 1.0, 1.9, 3.0])
@pytest.mark.parametrize("r", [1e-3, 0.1, 1.0, 30.0])
def test_the_slope_by_the_shape_keeps_its_digits(alpha: float, r: float) -> None:
    mpmath = pytest.importorskip("mpmath")

    def exact(a: Any) -> Any:
        b = abs(a - 2)
        return b / a * ((1 + mpmath.mpf(r) ** 2 / b) ** (a / 2) - 1)

    with mpmath.workdps(60):
        shape = mpmath.mpf(alpha) or mpmath.mpf("1e-25")
        wanted = float(mpmath.diff(exact, shape))
    got = jb.grad(lambda a: op.barron(a, 1.0, r))(alpha)
    assert got == pytest.approx(wanted, rel=1e-11)


# ------------------------------------------------------------------------------------ closed forms


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("sum(cauchy_loss(c, y - X @ w))", "X.T @ "),
        ("sum(welsch(c, r))", "exp("),
        ("sum(tukey(c, r))", "where("),
        ("sum(log(cosh(r)))", "tanh(r)"),
        ("sum(geman_mcclure(c, r))", "r/(1 + "),
    ],
)
def test_closed_forms_are_written_out(text: str, word: str) -> None:
    """Right at random points, and with the influence as handbooks write it."""
    derivation = jb.derive(text, wrt="w" if "w)" in text else "r")
    shown = derivation.text()
    assert word in shown and "loss" not in shown and "weight" not in shown and "hypot" not in shown
    assert "e-" in str(derivation.check()) or "0.0e" in str(derivation.check())


def test_scipys_names_are_read_in_formulas() -> None:
    derivation = jb.derive("sum(scipy.special.huber(c, r))", wrt="r")
    r = np.array([0.5, -3.0])
    assert np.array_equal(derivation(c=1.0, r=r), [0.5, -1.0])


# -------------------------------------------------------------------------------- pages and checks


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("robust.convex.huber", "reaches its largest value 1.345 at 1.345 and stays there"),
        ("robust.convex.fair", "creeps up to its bound 1.4 "),
        ("robust.redescending.tukey", "falls back to zero at 4.685: outliers beyond are ignored"),
        ("robust.redescending.hampel", "falls back to zero at 7.213"),
        ("robust.redescending.cauchy", "largest value 1.193 at 2.385 and then falls towards zero"),
        ("robust.quantile.pinball", "0.75 for every positive residual"),
        ("robust.quantile.pinball", "For negative residuals it comes to -0.25"),
    ],
)
def test_descriptions_say_what_the_influence_does(name: str, said: str) -> None:
    rule = BOOK[name]
    assert said in described(curves_of(rule, BOOK, usual_constants(rule, BOOK)))


def test_an_influence_without_bound_is_told() -> None:
    """Shape 2 of the adaptive loss is least squares."""
    rule = BOOK["robust.adaptive.barron"]
    assert fate(curves_of(rule, BOOK, {"alpha": 2.0, "c": 1.0})) == "grows"


@pytest.mark.parametrize("rule", LOSSES, ids=named)
def test_every_loss_has_a_plot_and_a_table(rule: jb.Rule) -> None:
    blocks = list(influence_blocks(rule, RuleFacts(registry=BOOK)))
    plot, table = blocks[0], blocks[-1]
    assert isinstance(plot, PlotBlock) and isinstance(table, TableBlock)
    loss, psi, weight = plot.curves
    x = np.array(psi.x)
    assert min(loss.y) >= 0 and 0.0 not in psi.x
    drawn = np.isfinite(weight.y)
    assert drawn.mean() > 0.9 and np.all(np.array(weight.y)[drawn] >= 0)
    assert np.all(np.array(psi.y) * x >= 0)


def test_the_plotted_influence_is_the_textbook_one() -> None:
    (plot, *_) = influence_blocks(BOOK["robust.convex.huber"], RuleFacts(registry=BOOK))
    assert isinstance(plot, PlotBlock)
    x = np.array(plot.curves[1].x)
    assert np.allclose(np.array(plot.curves[1].y) * 1.345, np.clip(x, -1.345, 1.345), rtol=1e-14)


def test_rules_that_are_no_losses_get_no_blocks() -> None:
    rule = BOOK["robust.weight.huber"]
    assert list(influence_blocks(rule, RuleFacts(registry=BOOK))) == []


@pytest.mark.parametrize("rule", LOSSES, ids=named)
def test_tags_are_true(rule: jb.Rule) -> None:
    report = Report()
    influence_claims(Subject(rule, BOOK), report)
    assert report.cases >= 4 and report.failures == []


@pytest.mark.parametrize(
    ("name", "tag"),
    [
        ("robust.convex.huber", "redescending"),
        ("robust.redescending.cauchy", "finite rejection"),
        ("robust.redescending.tukey", "convex"),
        ("robust.quantile.pinball", "symmetric"),
    ],
)
def test_a_false_tag_is_found(name: str, tag: str) -> None:
    rule = BOOK[name]
    report = Report()
    influence_claims(Subject(dataclasses.replace(rule, tags=(*rule.tags, tag)), BOOK), report)
    assert report.failures


def test_a_new_loss_is_drawn_with_constants_of_one() -> None:
    rule = dataclasses.replace(BOOK["robust.convex.huber"], op="unheard_of")
    assert constants_of(rule) == {"c": 1.0}


def test_the_readme_prints_what_it_says(tmp_path: Path) -> None:
    text = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
    program = "\n".join(re.findall(r"```python\n(.*?)```", text, re.DOTALL))
    script = tmp_path / "readme.py"
    script.write_text(program, encoding="utf-8")
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        runpy.run_path(str(script))
    assert printed.getvalue() == "".join(re.findall(r"```text\n(.*?)```", text, re.DOTALL))
