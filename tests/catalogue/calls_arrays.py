"""Shapes, joining, splitting and indexing of the inventory: axes, repeats, orders and modes."""

from __future__ import annotations

import numpy as np
from calls import (
    MATRIX,
    SCALAR,
    SQUARE,
    T,
    Table,
    V,
    W,
    X,
    Y,
    Z,
    constant,
    on,
)

import jacobook as jb

ROWS = np.array([2, 0, 2, -1])
PLACES = np.array([[0, 3, 3], [1, 1, 1], [2, 0, -1]])

SHAPES: Table = {
    "reshape": [
        on(lambda x: np.reshape(x, (2, -1)), X),
        on(lambda x: np.reshape(x, (2, 6), order="F"), X),
        on(lambda x: x.reshape(6, 2), X),
        on(lambda x: np.reshape(x, shape=-1), Z),
    ],
    "ravel": [
        on(np.ravel, X),
        on(lambda x: np.ravel(x, order="F"), X),
        on(lambda x: x.ravel(), X),
        on(lambda x: x.flatten(), X),
    ],
    "transpose": [
        on(np.transpose, X),
        on(lambda x: np.transpose(x, (2, 0, 1)), T),
        on(lambda x: np.transpose(x, (-1, 0, 1)), T),
        on(lambda x: x.transpose(1, 2, 0), T),
        on(lambda x: x.T, T),
        on(lambda x: x.mT, T),
        on(np.matrix_transpose, T),
    ],
    "swapaxes": [on(lambda x: np.swapaxes(x, 0, -1), T), on(lambda x: x.swapaxes(1, 2), T)],
    "moveaxis": [
        on(lambda x: np.moveaxis(x, 0, -1), T),
        on(lambda x: np.moveaxis(x, (0, 1), (-1, 0)), T),
    ],
    "expand_dims": [
        on(lambda x: np.expand_dims(x, -1), X),
        on(lambda x: np.expand_dims(x, (0, 2)), X),
    ],
    "squeeze": [
        on(lambda x: np.squeeze(x), T[:1]),
        on(lambda x: np.squeeze(x, axis=-1), X[..., None]),
        on(lambda x: x.squeeze((0, 3)), X[None, ..., None]),
    ],
    "broadcast_to": [
        on(lambda x: np.broadcast_to(x, (2, 3, 4)), X),
        on(lambda x: np.broadcast_to(x, (3, 4)), V),
        on(lambda x: np.broadcast_to(x, (2, 4, 3)), V[:, None]),
        on(lambda x: np.broadcast_to(x, 5), SCALAR),
    ],
    "atleast_1d": [on(np.atleast_1d, SCALAR), on(np.atleast_1d, X), on(np.atleast_1d, SCALAR, V)],
    "atleast_2d": [on(np.atleast_2d, SCALAR), on(np.atleast_2d, V), on(np.atleast_2d, T)],
    "flip": [
        on(np.flip, X),
        on(lambda x: np.flip(x, axis=-1), X),
        on(lambda x: np.flip(x, axis=(0, 2)), T),
        on(np.flipud, X),
        on(np.fliplr, X),
    ],
    "rot90": [
        on(np.rot90, X),
        on(lambda x: np.rot90(x, k=-1), X),
        on(lambda x: np.rot90(x, k=3, axes=(1, 2)), T),
    ],
    "roll": [
        on(lambda x: np.roll(x, 2), X),
        on(lambda x: np.roll(x, -1, axis=-1), X),
        on(lambda x: np.roll(x, (1, 2), axis=(0, 1)), X),
    ],
    "tile": [
        on(lambda x: np.tile(x, 2), V),
        on(lambda x: np.tile(x, 2), X),
        on(lambda x: np.tile(x, (2, 1, 3)), X),
        on(lambda x: np.tile(x, (2,)), T),
    ],
    "repeat": [
        on(lambda x: np.repeat(x, 2), X),
        on(lambda x: np.repeat(x, 2, axis=-1), X),
        on(lambda x: np.repeat(x, [1, 0, 3], axis=0), X),
        on(lambda x: x.repeat([1, 2, 0, 1], axis=-1), X),
        on(lambda x: np.repeat(x, 3), SCALAR),
    ],
    "copy_astype": [
        on(np.copy, X),
        on(lambda x: x.copy(), X),
        on(lambda x: x.astype(float), X),
        on(lambda x: x.astype(complex), X),
        on(lambda x: np.astype(x, np.float64), X),
        constant(lambda x: x.astype(int), X),
    ],
}

JOINING: Table = {
    "concatenate": [
        on(lambda x, y: np.concatenate([x, y]), X, Y),
        on(lambda x, y: np.concatenate((x, y[:, :2]), axis=-1), X, Y),
        on(lambda x, y: np.concatenate([x, y], axis=None), X, V),
        on(lambda x: np.concatenate([x, np.ones((3, 1)), x], axis=1), X),
        on(lambda x, y: np.concatenate([x, y]), X, Z),
    ],
    "stack": [
        on(lambda x, y: np.stack([x, y]), X, Y),
        on(lambda x, y: np.stack((x, y), axis=-1), X, Y),
        on(lambda x, y: np.stack([x, 1.0, y]), SCALAR, 2 * SCALAR),
    ],
    "hstack": [
        on(lambda x, y: np.hstack([x, y]), X, MATRIX),
        on(lambda x, y: np.hstack([x, y]), V, W),
        on(lambda x, y: np.hstack([x, y]), SCALAR, V),
    ],
    "vstack": [on(lambda x, y: np.vstack([x, y]), X, V), on(lambda x: np.vstack([x, x]), T)],
    "column_stack": [
        on(lambda x, y: np.column_stack([x, y]), V, W),
        on(lambda x, y: np.column_stack([x, y]), X, V[:3]),
    ],
    "block": [
        on(lambda x, y: np.block([[x, y], [np.ones((1, 6))]]), X, MATRIX),
        on(lambda x: np.block([x, x]), V),
        on(lambda x, y: np.block([[x, y]]), V, SCALAR),
    ],
    "append": [
        on(np.append, X, V),
        on(lambda x, y: np.append(x, y, axis=0), X, Y),
        on(lambda x: np.append(x, 1.0), V),
    ],
    "array_from_list": [
        on(lambda x: np.stack([x[0] * x[1], x[2], 1.0]), V),
        on(lambda x: np.stack([np.stack([x[0], x[1]]), np.stack([x[3], x[0] ** 2])]), V),
    ],
    "split": [
        on(lambda x: np.split(x, 2), V),
        on(lambda x: np.split(x, [1, 3], axis=-1), X),
        on(lambda x: np.split(x, [2, 1, 7])[0], V),
        on(lambda x: np.hsplit(x, 2)[1], X),
        on(lambda x: np.vsplit(x, 3), X),
    ],
    "array_split": [
        on(lambda x: np.array_split(x, 3), V),
        on(lambda x: np.array_split(x, 3, axis=1)[0], X),
        on(lambda x: np.array_split(x, [1], axis=-1), X),
    ],
    "meshgrid": [
        on(np.meshgrid, V, W[:3]),
        on(lambda x, y: np.meshgrid(x, y, indexing="ij"), V, W[:3]),
        on(lambda x, y: np.meshgrid(x, y, sparse=True), V, W[:3]),
        on(lambda x, y: np.meshgrid(x, y, y, copy=False), V[:2], W[:3]),
    ],
}

INDEXING: Table = {
    "getitem_basic": [
        on(lambda x: x[1], X),
        on(lambda x: x[-1, 2], X),
        on(lambda x: x[::-2, 1:3], X),
        on(lambda x: x[..., -1:0:-1], T),
        on(lambda x: x[None, 1, ..., None], T),
        on(lambda x: x[()], X),
        on(lambda x: [row * 2 for row in x], X),
    ],
    "getitem_fancy": [
        on(lambda x: x[ROWS], X),
        on(lambda x: x[[0, 0, 1]], V),
        on(lambda x: x[ROWS, [0, 1, 1, 3]], X),
        on(lambda x: x[np.ix_([0, 2], [1, 1, 3])], X),
        on(lambda x: x[:, ROWS % 3, None], T),
        on(lambda x: x[0, :, [1, 1, 2]], T),
        on(lambda x: x[1:, ROWS], X),
    ],
    "getitem_mask": [
        on(lambda x: x[X > 0], X),
        on(lambda x: x[x > 0], X),
        on(lambda x: x[np.array([True, False, True])], X),
        on(lambda x: x[:, V > 0], X),
    ],
    "take": [
        on(lambda x: np.take(x, [0, 5, 5, -1]), X),
        on(lambda x: np.take(x, PLACES, axis=0, mode="wrap"), V),
        on(lambda x: np.take(x, [-3, 9, 1], axis=-1, mode="clip"), X),
        on(lambda x: np.take(x, [7, -9], axis=1, mode="wrap"), X),
        on(lambda x: np.take(x, 2, axis=0), X),
        on(lambda x: x.take([1, 1], axis=0), X),
    ],
    "take_along_axis": [
        on(lambda x: np.take_along_axis(x, PLACES, axis=1), X),
        on(lambda x: np.take_along_axis(x, PLACES % 3, axis=-2), X[:, :3]),
        on(lambda x: np.take_along_axis(x, np.argsort(x, axis=0), axis=0), X),
        on(lambda x: np.take_along_axis(x, np.array([0, 9, 9]), axis=None), X),
    ],
    "index_update": [
        on(lambda x, v: np.where(np.arange(4) == 2, v, x), V, SCALAR),
        on(lambda x, v: np.concatenate([x[:1], v[None], x[2:]]), X, V),
        on(lambda x, v: jb.operations.index_update(x, v, index=(slice(None), 1)), X, V[:3]),
        on(lambda x, v: jb.operations.index_update(x, v, index=([0, 2],)), V, W[:2]),
    ],
    "index_add": [
        on(lambda x, v: x + np.eye(3)[:, [0, 2, 0]] @ v, X, Y),
        on(lambda x, v: jb.operations.index_add(x, v, index=([0, 2, 0],)), V, W[:3]),
        on(lambda x, v: jb.operations.index_add(x, v, index=(slice(None), [1, 1])), X, MATRIX),
    ],
    "diag": [
        on(np.diag, SQUARE),
        on(lambda x: np.diag(x, 1), X),
        on(lambda x: np.diag(x, k=-2), X),
        on(lambda x: np.diag(x), X.T),
    ],
    "diag_construct": [on(np.diag, V), on(lambda x: np.diag(x, -2), V)],
    "diagonal": [
        on(np.diagonal, X),
        on(lambda x: np.diagonal(x, offset=-1), X),
        on(lambda x: np.diagonal(x, 1, 0, 2), T),
        on(lambda x: x.diagonal(axis1=-1, axis2=-2), T),
    ],
    "diagflat": [on(np.diagflat, MATRIX), on(lambda x: np.diagflat(x, 1), V[:2])],
    "tril": [
        on(np.tril, X),
        on(lambda x: np.tril(x, -1), SQUARE),
        on(lambda x: np.tril(x, k=1), T),
    ],
    "triu": [
        on(np.triu, X),
        on(lambda x: np.triu(x, 1), SQUARE),
        on(lambda x: np.triu(x, k=-1), T),
    ],
    "pad": [
        on(lambda x: np.pad(x, 1), X),
        on(lambda x: np.pad(x, (2, 0)), V),
        on(lambda x: np.pad(x, [(0, 1), (2, 0)]), X),
        on(lambda x: np.pad(x, ((0, 0), (0, 0))), X),
        on(lambda x, c: np.pad(x, 1, constant_values=c), X, SCALAR),
        on(lambda x: np.pad(x, 1, constant_values=((1, 2), (3, 4))), X),
        on(lambda x: np.pad(x, 2, mode="edge"), X),
        on(lambda x: np.pad(x, (3, 2), mode="reflect"), V),
        on(lambda x: np.pad(x, (1, 3), mode="symmetric"), V),
        on(lambda x: np.pad(x, 5, mode="wrap"), V),
    ],
}

CONSTRUCTION: Table = {
    "full": [on(lambda x: np.full((2, 3), 1.0) * x, SCALAR), on(lambda x: x + np.zeros(3), SCALAR)],
    "full_like": [
        on(lambda x, v: np.full_like(x, v), X, SCALAR),
        on(lambda x, v: np.full_like(x, v), X, V),
    ],
    "linspace": [
        on(lambda a, b: np.linspace(a, b, 5), SCALAR, 2.5),
        on(lambda a, b: np.linspace(a, b, 5, endpoint=False), SCALAR, 2.5),
        on(lambda a, b: np.linspace(a, b, 3, axis=-1), V, W),
        on(lambda a, b: np.linspace(a, b, 3, retstep=True), V, 2.5),
        on(lambda a: np.linspace(0, a, 1), SCALAR),
    ],
    "zeros_like": [constant(np.zeros_like, X), constant(np.ones_like, X)],
}

ARRAYS: Table = {**SHAPES, **JOINING, **INDEXING, **CONSTRUCTION}
