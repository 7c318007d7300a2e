"""Element-wise functions of the inventory: slopes, kinks, poles, ties and overflow."""

from __future__ import annotations

import numpy as np
from calls import (
    INF,
    NAN,
    POSITIVE,
    SCALAR,
    UNIT,
    Table,
    V,
    W,
    X,
    Y,
    Z,
    constant,
    corner,
    on,
)

UNARY: Table = {
    "negative": [on(np.negative, X), on(np.negative, Z), on(lambda x: -x, Z)],
    "positive": [on(np.positive, X), on(np.positive, Z), on(lambda x: +x, X)],
    "absolute": [
        on(np.absolute, X),
        on(abs, X),
        corner(np.absolute, [0.0, -2.0], slopes=[[0, -1]]),
        corner(np.absolute, [0j], slopes=[[0j]]),
    ],
    "sign": [on(np.sign, X), corner(np.sign, [0.0, 3.0], slopes=[0])],
    "square": [on(np.square, X), on(np.square, Z)],
    "sqrt": [
        on(np.sqrt, POSITIVE),
        on(np.sqrt, Z),
        corner(np.sqrt, [0.0, 4.0, -1.0], slopes=[[INF, 0.25, NAN]]),
        corner(lambda x: np.where(x > 0, np.sqrt(x), 0), [0.0, 4.0], slopes=[[0, 0.25]]),
        corner(lambda x: 0 * np.sqrt(x), [0.0, 4.0], slopes=[0]),
    ],
    "cbrt": [on(np.cbrt, X), corner(np.cbrt, [0.0, -8.0], slopes=[[INF, 1 / 12]])],
    "reciprocal": [
        on(np.reciprocal, X),
        on(np.reciprocal, Z),
        corner(np.reciprocal, 0.0, slopes=[-INF]),
    ],
    "exp": [
        on(np.exp, X),
        on(np.exp, Z),
        corner(np.exp, [709.0, 710.0], slopes=[[np.exp(709.0), INF]]),
    ],
    "exp2": [on(np.exp2, X), on(np.exp2, Z), corner(np.exp2, [1025.0, -1100.0], slopes=[[INF, 0]])],
    "expm1": [
        on(np.expm1, X),
        on(np.expm1, Z),
        corner(np.expm1, [-40.0, 1e-12], slopes=[[np.exp(-40.0), np.exp(1e-12)]]),
    ],
    "log": [
        on(np.log, POSITIVE),
        on(np.log, Z),
        corner(np.log, 0.0, slopes=[INF]),
        corner(lambda x: np.where(x > 0, np.log(x), 0), [-1.0, 0.0, 2.0], slopes=[[0, 0, 0.5]]),
    ],
    "log2": [on(np.log2, POSITIVE), on(np.log2, Z), corner(np.log2, 0.0, slopes=[INF])],
    "log10": [on(np.log10, POSITIVE), on(np.log10, Z), corner(np.log10, 0.0, slopes=[INF])],
    "log1p": [
        on(np.log1p, POSITIVE),
        on(np.log1p, Z),
        corner(np.log1p, [-1.0, 1e-20], slopes=[[INF, 1]]),
    ],
    "sin": [on(np.sin, X), on(np.sin, Z)],
    "cos": [on(np.cos, X), on(np.cos, Z)],
    "tan": [on(np.tan, UNIT), on(np.tan, Z), on(lambda x: np.tan(x + np.pi), UNIT)],
    "arcsin": [on(np.arcsin, UNIT), on(np.arcsin, Z), corner(np.arcsin, [-1.0, 1.0], slopes=[INF])],
    "arccos": [
        on(np.arccos, UNIT),
        on(np.arccos, Z),
        corner(np.arccos, [-1.0, 1.0], slopes=[-INF]),
    ],
    "arctan": [on(np.arctan, X), on(np.arctan, Z), corner(np.arctan, 1e200, slopes=[0])],
    "sinh": [on(np.sinh, X), on(np.sinh, Z), corner(np.sinh, [800.0, -800.0], slopes=[INF])],
    "cosh": [
        on(np.cosh, X),
        on(np.cosh, Z),
        corner(np.cosh, [800.0, -800.0], slopes=[[INF, -INF]]),
    ],
    "tanh": [on(np.tanh, X), on(np.tanh, Z), corner(np.tanh, [400.0, -800.0], slopes=[0])],
    "arcsinh": [
        on(np.arcsinh, X),
        on(np.arcsinh, Z),
        corner(np.arcsinh, [1e200, -1e200], slopes=[1e-200]),
    ],
    "arccosh": [
        on(np.arccosh, 1 + POSITIVE),
        on(np.arccosh, Z),
        corner(np.arccosh, [1.0, 1e200], slopes=[[INF, 1e-200]]),
    ],
    "arctanh": [
        on(np.arctanh, UNIT),
        on(np.arctanh, Z),
        corner(np.arctanh, [-1.0, 1.0], slopes=[INF]),
    ],
    "deg2rad": [on(np.deg2rad, X), on(np.radians, X)],
    "rad2deg": [on(np.rad2deg, X), on(np.degrees, X)],
    "sinc": [
        on(np.sinc, X),
        on(np.sinc, np.zeros(2)),
        on(lambda x: np.sinc(x), np.array([1e-9, 1.0])),
        corner(np.sinc, 0.0, slopes=[0]),
    ],
    "floor": [on(np.floor, X), constant(lambda x: np.floor(x).astype(int), X)],
    "ceil": [on(np.ceil, X)],
    "trunc": [on(np.trunc, X)],
    "rint": [on(np.rint, X), on(np.round, X)],
}

COMPLEX: Table = {
    "real": [on(np.real, Z), on(lambda z: z.real, Z), on(np.real, X)],
    "imag": [on(np.imag, Z), on(lambda z: z.imag, Z), on(np.imag, X)],
    "conjugate": [on(np.conjugate, Z), on(lambda z: z.conj(), Z), on(np.conj, X)],
    "angle": [
        on(np.angle, Z),
        on(lambda z: np.angle(z, deg=True), Z),
        corner(np.angle, [0j, 2 + 0j], slopes=[[0, 0.5j]]),
    ],
    "abs_complex": [on(np.abs, Z), corner(np.abs, [0j, 3 + 4j], slopes=[[0, 0.6 + 0.8j]])],
}

BINARY: Table = {
    "add": [
        on(np.add, X, V),
        on(lambda x, y: x + y, X, SCALAR),
        on(np.add, V[:, None], W),
        on(np.add, Z, X),
    ],
    "subtract": [on(np.subtract, X, V), on(lambda x, y: x - y, SCALAR, X), on(np.subtract, X, Z)],
    "multiply": [
        on(np.multiply, X, V),
        on(lambda x, y: x * y, V[:, None], W),
        on(np.multiply, Z, X),
        corner(np.multiply, 0.0, INF, slopes=[INF, 0]),
    ],
    "divide": [
        on(np.divide, X, V),
        on(lambda x, y: x / y, SCALAR, X),
        on(np.true_divide, X, Z),
        corner(np.divide, 1.0, 0.0, slopes=[INF, -INF]),
    ],
    "power": [
        on(np.power, POSITIVE, V),
        on(lambda x, y: x**y, SCALAR, X),
        on(lambda x: x**3, X),
        on(lambda x: x**-2, X),
        on(lambda x: 2.0**x, X),
        on(lambda x: x**2, Z),
        corner(lambda x: x**2, [0.0, -1.5], slopes=[[0, -3]]),
        corner(lambda x: x**1, [0.0], slopes=[1]),
        corner(lambda x: x**0, [0.0, -1.5], slopes=[0]),
        corner(np.power, [0.0, 0.0], [2.0, 1.0], slopes=[[0, 1], [0, 0]]),
        corner(np.power, 0.0, 0.5, slopes=[INF, 0]),
        corner(np.power, -2.0, 3.0, slopes=[12, NAN]),
        corner(lambda x: np.power(x, 3.0), -2.0, slopes=[12]),
    ],
    "mod": [
        on(np.mod, X, 0.39 * np.ones(4)),
        on(lambda x, y: x % y, X, np.array(-0.43)),
        on(np.remainder, POSITIVE, POSITIVE[::-1] + 0.013),
    ],
    "fmod": [on(np.fmod, X, 0.39 * np.ones(4)), on(np.fmod, X, np.array(-0.43))],
    "maximum": [
        on(np.maximum, X, Y),
        on(np.maximum, X, SCALAR),
        corner(np.maximum, [1.0, 2.0], [1.0, 3.0], slopes=[[0.5, 0], [0.5, 1]]),
        corner(np.maximum, [NAN, 2.0], [1.0, 3.0], slopes=[[NAN, 0], [NAN, 1]]),
    ],
    "minimum": [
        on(np.minimum, X, Y),
        on(np.minimum, SCALAR, X),
        corner(np.minimum, [1.0, 2.0], [1.0, 3.0], slopes=[[0.5, 1], [0.5, 0]]),
        corner(np.minimum, [NAN, 2.0], [1.0, 3.0], slopes=[[NAN, 1], [NAN, 0]]),
    ],
    "fmax": [
        on(np.fmax, X, Y),
        corner(np.fmax, [1.0, NAN], [1.0, 3.0], slopes=[[0.5, 0], [0.5, 1]]),
    ],
    "fmin": [
        on(np.fmin, X, Y),
        corner(np.fmin, [1.0, 2.0], [1.0, NAN], slopes=[[0.5, 1], [0.5, 0]]),
    ],
    "hypot": [on(np.hypot, X, Y), corner(np.hypot, 0.0, 0.0, slopes=[0, 0])],
    "arctan2": [on(np.arctan2, X, Y), corner(np.arctan2, 0.0, 0.0, slopes=[0, 0])],
    "logaddexp": [
        on(np.logaddexp, X, Y),
        corner(np.logaddexp, 0.0, 800.0, slopes=[0, 1]),
        corner(np.logaddexp, INF, 0.0, slopes=[1, 0]),
        corner(np.logaddexp, -INF, -INF, slopes=[0.5, 0.5]),
    ],
    "copysign": [on(np.copysign, X, Y), corner(np.copysign, 0.0, -0.0, slopes=[0, 0])],
}

PREDICATES: Table = {
    "equal": [constant(np.equal, X, X), constant(lambda x, y: x == y, X, Y)],
    "less": [constant(np.less, X, Y), constant(lambda x, y: x < y, X, Y)],
    "greater": [constant(np.greater, X, Y), constant(lambda x, y: x > y, X, Y)],
    "isnan": [constant(np.isnan, X)],
    "isfinite": [constant(np.isfinite, X)],
    "logical_and": [constant(np.logical_and, X, Y), constant(lambda x: (x > 0) & (x < 1), X)],
}

PIECEWISE: Table = {
    "where": [
        on(lambda x, y: np.where(X > 0, x, y), X, Y),
        on(lambda x, y: np.where(x > y, x, y), X, V),
        on(lambda x: np.where(X > 0, x, 1.0), SCALAR),
        on(lambda x: x[np.where(X[0] > 0)], V),
        corner(lambda x: np.where(x > 0, np.log(x), 0), [-1.0, 2.0], slopes=[[0, 0.5]]),
        corner(lambda x: np.where(x == 0, 1, np.sin(x) / x), [0.0], slopes=[0]),
    ],
    "clip": [
        on(lambda x: np.clip(x, -0.5, 0.9), X),
        on(lambda x: np.clip(x, None, 0.9), X),
        on(lambda x: np.clip(x, a_min=-0.5, a_max=None), X),
        on(lambda x: np.clip(x, min=-0.5, max=0.9), X),
        on(lambda x: x.clip(-0.5, 0.9), X),
        on(np.clip, X, -0.5 * np.ones(4), np.array(0.9)),
        on(lambda x: np.clip(x, 0.9, -0.5), X),
    ],
    "select": [
        on(lambda x: np.select([x > 0.8, x > 0], [x**2, 3 * x], default=-1.0), X),
        on(lambda x, y: np.select([X > 0.8, X > 0], [x, y], x * y), X, Y),
    ],
    "interp": [
        on(lambda x: np.interp(x, [-1.0, 0.1, 0.9, 2], [0.5, -1, 1, 2.0]), X),
        on(lambda f: np.interp(X, [-1.0, 0.1, 0.9, 2], f), W),
        on(lambda x, p, f: np.interp(x, p, f), X, np.array([-1.0, 0.1, 0.9]), W[:3]),
        on(lambda x, f: np.interp(x, [-1.0, 0.1, 0.9], f, left=0.0, right=7.0), X, W[:3]),
        on(lambda x, f: np.interp(x, [0.05, 0.15, 0.85], f, period=1.0), X, W[:3]),
        corner(lambda x: np.interp(x, [0.0, 1], [0, 5]), [-3.0, 0.5, 2], slopes=[[0, 5, 0]]),
    ],
}

ACTIVATIONS: Table = {
    "relu": [
        on(lambda x: np.maximum(x, 0), X),
        corner(lambda x: np.maximum(x, 0), [0.0, -1.0, 1.0], slopes=[[0, 0, 1]]),
        corner(lambda x: np.maximum(0.0, x), [0.0, -1.0, 1.0], slopes=[[0, 0, 1]]),
    ],
    "relu6": [
        on(lambda x: np.clip(x, 0, 6), 4 * X),
        corner(lambda x: np.clip(x, 0, 6), [0.0, 6.0, 3.0], slopes=[[0, 0, 1]]),
    ],
    "leaky_relu": [on(lambda x, s: np.where(x > 0, x, s * x), X, SCALAR)],
    "elu": [
        on(lambda x, a: np.where(x > 0, x, a * np.expm1(x)), X, SCALAR),
        corner(lambda x: np.where(x > 0, x, np.expm1(x)), [900.0, -1.0], slopes=[[1, np.exp(-1)]]),
    ],
    "hardtanh": [
        on(lambda x: np.clip(x, -1, 1), X),
        corner(lambda x: np.clip(x, -1, 1), [-1.0, 1.0, 0.3], slopes=[[0, 0, 1]]),
    ],
    "softsign": [
        on(lambda x: x / (1 + np.abs(x)), X),
        corner(lambda x: x / (1 + np.abs(x)), [0.0], slopes=[1]),
    ],
}

ELEMENTWISE: Table = {**UNARY, **COMPLEX, **BINARY, **PREDICATES, **PIECEWISE, **ACTIVATIONS}
