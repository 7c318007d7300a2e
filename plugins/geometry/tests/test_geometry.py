"""The pack against other people's numbers, near rest, in compositions, and as formulas."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import mpmath
import numpy as np
import pytest
from scipy.linalg import expm
from scipy.spatial.transform import Rotation

import jacobook as jb
from jacobook import operations as op
from jacobook.pages import PlotBlock, RuleFacts, TableBlock
from jacobook.testing.report import Report
from jacobook.testing.subject import Subject
from jacobook_geometry import claims

W = np.array([0.3, -0.4, 1.2])
Q = np.array([0.5, 1.0, -2.0, 0.5])
SMALL = (1e-1, 1e-3, 1e-6, 1e-9, 1e-15)


def differences(f: Callable[..., Any], x: Any, step: float = 1e-5) -> Any:
    """Central differences of a scalar function, entry by entry."""
    found = np.zeros(x.shape)
    for i in np.ndindex(*x.shape):
        e = np.zeros(x.shape)
        e[i] = step
        found[i] = (f(x + e) - f(x - e)) / (2 * step)
    return found


# ------------------------------------------------------------------------- against other programs


def test_rotation_matrices_are_those_of_scipy() -> None:
    ws = np.random.default_rng(0).normal(size=(20, 3))
    np.testing.assert_allclose(op.rodrigues(ws), Rotation.from_rotvec(ws).as_matrix(), atol=1e-14)


def test_rotation_vectors_are_those_of_scipy() -> None:
    matrices = Rotation.random(20, random_state=1).as_matrix()
    vectors = Rotation.from_matrix(matrices).as_rotvec()
    np.testing.assert_allclose(op.rotation_log(matrices), vectors, atol=1e-12)


def test_quaternions_are_those_of_scipy() -> None:
    p, q = Q / np.linalg.norm(Q), np.array([0.5, -0.5, 0.5, 0.5])
    there = [Rotation.from_quat(x, scalar_first=True) for x in (p, q)]
    product = (there[0] * there[1]).as_quat(scalar_first=True)
    np.testing.assert_allclose(op.quat_to_rot(p), there[0].as_matrix(), atol=1e-15)
    np.testing.assert_allclose(op.quat_mul(p, q), product * np.sign(product @ op.quat_mul(p, q)))
    np.testing.assert_allclose(op.quat_log(p), there[0].as_rotvec(), atol=1e-14)
    np.testing.assert_allclose(op.quat_exp(op.quat_log(p)), p, atol=1e-15)


def test_the_right_jacobian_is_the_integral_of_rotations() -> None:
    nodes, weights = np.polynomial.legendre.leggauss(20)
    backwards = [expm(-(t + 1) / 2 * op.skew(W)) for t in nodes]
    integral = np.tensordot(weights / 2, backwards, axes=1)
    np.testing.assert_allclose(op.rot_right_jacobian(W), integral, atol=1e-14)
    np.testing.assert_allclose(
        op.rot_right_jacobian_inverse(W), np.linalg.inv(integral), atol=1e-14
    )
    np.testing.assert_allclose(op.rodrigues(W) @ integral, integral.T, atol=1e-14)


# ------------------------------------------------------------------------------------- near rest


def stumpff_of(order: int, t: float) -> float:
    """Stumpff's function of the square of an angle, with 50 digits."""
    with mpmath.workdps(50):
        s = mpmath.mpf(t) ** 2
        terms = ((-s) ** j / mpmath.factorial(2 * j + order) for j in range(60))
        return float(mpmath.fsum(terms))


@pytest.mark.parametrize("order", range(7))
@pytest.mark.parametrize("t", [*SMALL, 0.9, 1.0, 2.0, 3.0, 5.0, 6.9, 7.1])
def test_coefficients_keep_their_digits(order: int, t: float) -> None:
    exact = stumpff_of(order, t)
    error = abs(op.stumpff(np.float64(t) ** 2, order=order) - exact)
    assert error <= 4e-15 / np.prod(np.arange(1, order + 1)) + 2e-14 * abs(exact)


@pytest.mark.parametrize("order", range(5))
@pytest.mark.parametrize("x", [1e-12, 1e-6, 0.01, 0.5, 0.999, 1.001, 4.0, 1e6, -0.2, -0.4])
def test_angles_by_their_tangent_keep_their_digits(order: int, x: float) -> None:
    with mpmath.workdps(50):
        exact = mpmath.diff(lambda v: mpmath.atan(mpmath.sqrt(v)) / mpmath.sqrt(v), x, order)
    assert float(op.arctan_ratio(x, order=order)) == pytest.approx(
        float(mpmath.re(exact)), rel=1e-12
    )


@pytest.mark.parametrize("t", [0.0, *SMALL])
def test_hessians_near_rest_are_right(t: float) -> None:
    """The quadratic part of a point's path: `p + cross(w, p) + cross(w, cross(w, p))/2`."""
    p, g = np.array([1.0, 2.0, 3.0]), np.array([-1.0, 0.5, 2.0])
    found = jb.hessian(lambda w: g @ (op.rodrigues(w) @ p))(t * W)
    at_rest = (np.outer(g, p) + np.outer(p, g)) / 2 - (g @ p) * np.eye(3)
    np.testing.assert_allclose(found, at_rest, atol=10 * t + 1e-14)


@pytest.mark.parametrize("t", SMALL)
def test_small_rotations_survive_the_way_there_and_back(t: float) -> None:
    back = jb.jacobian(lambda w: op.rotation_log(op.rodrigues(w)))(t * W)
    np.testing.assert_allclose(op.rotation_log(op.rodrigues(t * W)), t * W, rtol=1e-14)
    np.testing.assert_allclose(op.quat_log(op.quat_exp(t * W)), t * W, rtol=1e-14)
    np.testing.assert_allclose(back, np.eye(3), atol=1e-13)


def test_single_precision_is_kept() -> None:
    w = W.astype(np.float32)
    for f in (op.rodrigues, op.rot_right_jacobian, op.rot_right_jacobian_inverse, op.quat_exp):
        assert f(w).dtype == np.float32
        np.testing.assert_allclose(f(w), f(w.astype(float)), rtol=1e-6, atol=1e-6)


def test_nearly_parallel_vectors_keep_their_angle() -> None:
    x, y = np.array([1.0, 0.0]), np.array([1.0, 1e-9])

    def angle(x: Any, y: Any) -> Any:
        return np.arccos(x @ y / (np.linalg.norm(x) * np.linalg.norm(y)))

    value, slopes = jb.value_and_grad(angle, argnums=(0, 1))(x, y)
    assert angle(x, y) == 0  # what the arccosine makes of it
    assert value == pytest.approx(1e-9, rel=1e-12)
    np.testing.assert_allclose(slopes, [[0.0, -1.0], [0.0, 1.0]], atol=2e-9)


# ----------------------------------------------------------------------------------- compositions


def test_bundle_adjustment() -> None:
    """Points seen by several cameras: poses and points together."""
    rng = np.random.default_rng(2)
    poses, shifts = 0.3 * rng.normal(size=(3, 3)), rng.normal(size=(3, 3)) + [0, 0, 6]
    points, seen = rng.normal(size=(5, 3)), rng.normal(size=(3, 5, 2))

    def cost(w: Any, t: Any, x: Any) -> Any:
        turned = np.einsum("cij,pj->cpi", op.rodrigues(w), x) + t[:, None, :]
        return np.sum((op.perspective(turned) - seen) ** 2)

    given = poses, shifts, points
    for number, gradient in enumerate(jb.grad(cost, argnums=(0, 1, 2))(*given)):

        def alone(x: Any, number: int = number) -> Any:
            return cost(*given[:number], x, *given[number + 1 :])

        np.testing.assert_allclose(gradient, differences(alone, given[number]), atol=1e-7)


def test_pose_estimation_finds_the_pose() -> None:
    """Gauss-Newton from rest, where the derivative is most delicate."""
    cloud = np.random.default_rng(3).normal(size=(8, 3))
    seen = cloud @ op.rodrigues(W).T + [0.5, 0.0, -1.0]
    pose = np.zeros(6)

    def residual(pose: Any) -> Any:
        return np.ravel(cloud @ op.rodrigues(pose[:3]).T + pose[3:] - seen)

    for _ in range(8):
        pose = pose - np.linalg.lstsq(jb.jacobian(residual)(pose), residual(pose))[0]
    np.testing.assert_allclose(pose, [*W, 0.5, 0.0, -1.0], atol=1e-12)


def test_quaternions_and_vectors_agree_on_a_gradient() -> None:
    p, g = np.array([1.0, 2.0, -1.0]), np.array([0.5, 1.0, 2.0])
    by_matrix = jb.grad(lambda w: g @ (op.rodrigues(w) @ p))(W)
    by_quaternion = jb.grad(lambda w: g @ (op.quat_to_rot(op.quat_exp(w)) @ p))(W)
    np.testing.assert_allclose(by_matrix, by_quaternion, atol=1e-14)


def test_pose_graph_error() -> None:
    """An edge of a pose graph, second order included."""

    def cost(w: Any) -> Any:
        error = op.rotation_log(op.rodrigues(np.array([0.2, -0.1, 0.4])).T @ op.rodrigues(w))
        return error @ error

    np.testing.assert_allclose(jb.grad(cost)(W), differences(cost, W), atol=1e-8)
    curvature = np.stack([differences(lambda w, i=i: jb.grad(cost)(w)[i], W) for i in range(3)])
    np.testing.assert_allclose(jb.hessian(cost)(W), curvature, atol=1e-7)


# --------------------------------------------------------------------------------------- formulas


@pytest.mark.parametrize(
    ("text", "wrt", "formula"),
    [
        (
            "trace(M.T @ rodrigues(w))",
            "w",
            "2*rot_right_jacobian(w).T @ vee(rodrigues(w).T @ M)",
        ),
        ("dot(quat_mul(p, q), r)", "p", "quat_right(q).T @ r"),
        ("quat_mul(p, q)", "q", "quat_left(p)"),
        ("dot(a, cross(b, c))", "b", "cross(c, a)"),
        ("norm2(rodrigues(w) @ p - x)**2", "p", "2*S.T @ (S @ p - x) where S = rodrigues(w)"),
    ],
)
def test_formulas(text: str, wrt: str, formula: str) -> None:
    shapes = {"M": (3, 3), **dict.fromkeys("wabcx", (3,)), **dict.fromkeys("qr", (4,))}
    shapes["p"] = (3,) if "rodrigues" in text else (4,)
    names = {name: shape for name, shape in shapes.items() if name in text.replace("trace", "")}
    found = jb.derive(text, wrt=wrt, shapes=names)
    assert found.text() == formula
    assert found.check()


# ------------------------------------------------------------------------------------- the pack


@pytest.mark.parametrize("rule_id", ["geom.cross", "geom.rot2", "geom.triple_product"])
def test_promised_rules_exist_under_their_own_ids(rule_id: str) -> None:
    assert jb.registry()[rule_id].id == rule_id


def test_wrong_shapes_are_refused_by_name() -> None:
    with pytest.raises(jb.errors.ParseError, match="rodrigues: the last sizes must be"):
        jb.derive("rodrigues(x)", wrt="x", shapes={"x": (4,)})


def subject_with(id: str, **changed: Any) -> Subject:
    """A rule of the pack with other fields, among the rules that it needs."""
    rule = replace(jb.registry()[id], **changed)
    others = [r for r in jb.registry() if r.family == "geom" and r.id != id]
    registry = jb.Registry(packs=["jacobook_rules:pack", jb.RulePack("geom").add(rule, *others)])
    return Subject(rule, registry)


def test_a_matrix_that_is_no_rotation_is_found() -> None:
    report = Report()
    claims.rotation(
        subject_with("geom.rodrigues", primal=lambda w: 1.001 * op.rodrigues(w)), report
    )
    assert any("Y.T @ Y" in failure for failure in report.failures)


def test_a_formula_that_divides_by_small_angles_is_found() -> None:
    def divided(w: Any) -> Any:
        t, k = op.norm2(w), op.skew(w)
        return np.eye(3) - (1 - op.cos(t)) / t**2 * k + (t - op.sin(t)) / t**3 * k @ k

    report = Report()
    with np.errstate(all="ignore"):
        claims.at_rest(subject_with("geom.rotation.right_jacobian", expand=divided), report)
    assert any("slope at" in failure for failure in report.failures)


def test_pages_have_their_blocks() -> None:
    registry = jb.registry()
    facts = RuleFacts(registry=registry)
    blocks = registry.page_blocks(registry["geom.smooth.stumpff"], facts)
    assert [type(block) for block in blocks] == [PlotBlock, TableBlock]
    assert blocks[1].rows[-1][1:4:2] == (0.0, 0.0)  # the quotients at 1e-8 have no digit left
