"""Rotations and quaternions (w, x, y, z), by NumPy."""

from __future__ import annotations

from typing import Any

import numpy as np

Array = Any

_CROSS = np.zeros((3, 3, 3))
_CROSS[[2, 0, 1], [1, 2, 0], [0, 1, 2]] = 1
_CROSS[[1, 2, 0], [2, 0, 1], [0, 1, 2]] = -1
"""Entry (i, j, k) is the coefficient of `w[k]` in `hat(w)[i, j]`."""

_HAMILTON = np.zeros((4, 4, 4))
_HAMILTON[0] = np.diag([1.0, -1, -1, -1])
_HAMILTON[1:, 0, 1:] = _HAMILTON[1:, 1:, 0] = np.eye(3)
_HAMILTON[1:, 1:, 1:] = np.transpose(_CROSS, (0, 2, 1))
"""Entry (i, j, k) is the coefficient of `p[j] * q[k]` in the product's component i."""


def hat(w: Array) -> Array:
    """The matrix of the cross product: `hat(w) @ v == cross(w, v)`."""
    return _CROSS @ w


def vee(m: Array) -> Array:
    """The adjoint of `hat`."""
    return np.einsum("ijk,ij->k", _CROSS, m)


def rot2(a: Array) -> Array:
    """The rotation of the plane by an angle."""
    c, s = np.cos(a), np.sin(a)
    return np.stack([np.stack([c, -s]), np.stack([s, c])])


def rodrigues(w: Array) -> Array:
    """The rotation about `w` by its length."""
    t, k = np.linalg.norm(w), hat(w)
    return np.eye(3) + np.sin(t) / t * k + (1 - np.cos(t)) / t**2 * k @ k


def rot_right_jacobian(w: Array) -> Array:
    """The map from `w_dot` to the body's angular velocity."""
    t, k = np.linalg.norm(w), hat(w)
    return np.eye(3) - (1 - np.cos(t)) / t**2 * k + (t - np.sin(t)) / t**3 * k @ k


def quat_mul(p: Array, q: Array) -> Array:
    """Hamilton's product."""
    return np.einsum("ijk,j,k->i", _HAMILTON, p, q)


def quat_left(p: Array) -> Array:
    """The matrix with `quat_left(p) @ q == quat_mul(p, q)`."""
    return np.einsum("ijk,j->ik", _HAMILTON, p)


def quat_right(q: Array) -> Array:
    """The matrix with `quat_right(q) @ p == quat_mul(p, q)`."""
    return np.einsum("ijk,k->ij", _HAMILTON, q)


def quat_to_rot(q: Array) -> Array:
    """The matrix of `v -> q v conj(q)`, for a quaternion of any length."""
    w, v = q[0], q[1:]
    return (w * w - v @ v) * np.eye(3) + 2 * np.outer(v, v) + 2 * w * hat(v)


GEOMETRY = [
    hat,
    vee,
    rot2,
    rodrigues,
    rot_right_jacobian,
    quat_mul,
    quat_left,
    quat_right,
    quat_to_rot,
]
