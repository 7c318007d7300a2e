"""What the functions of entries mean, as SymPy says it: one line for each.

The meaning is written down once more here, independently of the rules' own primals. A new function
of entries which SymPy knows is a line in `ENTRYWISE`, or in `ENTRYWISE_BY_REGION` if it has kinks.
The special functions have tables of their own, in `special`.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from typing import Any

import sympy

from jacobook.symbolic.entries import as_entry
from jacobook.symbolic.region import Region


def sinc(x: Any) -> Any:
    """`sin(pi x) / (pi x)`, which is 1 at zero."""
    return sympy.S.One if x == 0 else sympy.sin(sympy.pi * x) / (sympy.pi * x)


def conjugate(x: Any) -> Any:
    """The conjugate of an entry; a real one stays as it is written."""
    return sympy.conjugate(x) if x.has(sympy.I) else x


def real(x: Any) -> Any:
    """The real part of an entry."""
    return (x + conjugate(x)) / 2 if x.has(sympy.I) else x


def imaginary(x: Any) -> Any:
    """The imaginary part of an entry."""
    return (x - conjugate(x)) / (2 * sympy.I) if x.has(sympy.I) else sympy.S.Zero


def _modulus(z: Any) -> Any:
    return sympy.sqrt(real(z * conjugate(z)))


def _gelu_by_tanh(x: Any) -> Any:
    inner = sympy.sqrt(2 / sympy.pi) * (x + sympy.Rational("0.044715") * x**3)
    return x * (1 + sympy.tanh(inner)) / 2


ENTRYWISE: Mapping[str, Callable[..., Any]] = {
    "add": operator.add,
    "subtract": operator.sub,
    "multiply": operator.mul,
    "divide": operator.truediv,
    "negative": operator.neg,
    "positive": operator.pos,
    "power": operator.pow,
    "float_power": operator.pow,
    "square": lambda x: x**2,
    "reciprocal": lambda x: 1 / x,
    "sqrt": sympy.sqrt,
    "exp": sympy.exp,
    "exp2": lambda x: 2**x,
    "expm1": lambda x: sympy.exp(x) - 1,
    "log": sympy.log,
    "log2": lambda x: sympy.log(x) / sympy.log(2),
    "log10": lambda x: sympy.log(x) / sympy.log(10),
    "log1p": lambda x: sympy.log(1 + x),
    "logaddexp": lambda x, y: sympy.log(sympy.exp(x) + sympy.exp(y)),
    "exp_share": lambda x, y: sympy.exp(x) / (sympy.exp(x) + sympy.exp(y)),
    "logaddexp2": lambda x, y: sympy.log(2**x + 2**y) / sympy.log(2),
    "sin": sympy.sin,
    "cos": sympy.cos,
    "tan": sympy.tan,
    "arcsin": sympy.asin,
    "arccos": sympy.acos,
    "arctan": sympy.atan,
    "arctan2": sympy.atan2,
    "hypot": lambda x, y: sympy.sqrt(x**2 + y**2),
    "sinh": sympy.sinh,
    "cosh": sympy.cosh,
    "tanh": sympy.tanh,
    "arcsinh": sympy.asinh,
    "arccosh": sympy.acosh,
    "arctanh": sympy.atanh,
    "degrees": lambda x: x * 180 / sympy.pi,
    "rad2deg": lambda x: x * 180 / sympy.pi,
    "radians": lambda x: x * sympy.pi / 180,
    "deg2rad": lambda x: x * sympy.pi / 180,
    "sinc": sinc,
    "gelu_tanh": _gelu_by_tanh,
    "conj": conjugate,
    "conjugate": conjugate,
    "complex_power": operator.pow,
    "complex_conj": conjugate,
    "real": real,
    "real_part": real,
    "imag": imaginary,
    "imaginary_part": imaginary,
    "complex_abs": _modulus,
    "complex_arcsinh": sympy.asinh,
    "complex_sign": lambda z: z / _modulus(z),
    "ldexp": lambda x, p: x * 2**p,
    "nextafter": lambda x, a: x,
    "copy": lambda x: x,
    "ascontiguousarray": lambda x: x,
}
"""Functions of entries that are smooth where they are defined."""


def absolute(s: Region, x: Any) -> Any:
    """The absolute value: `x` or `-x` where the sign is decided, the modulus of a complex entry."""
    if x.has(sympy.I):
        return _modulus(x)
    return sympy.Abs(x) if s.point is None else s.choose(s.compare("greater", x, 0), x, -x)


def _sign(s: Region, x: Any) -> Any:
    return sympy.sign(x) if s.point is None else as_entry(s.sign(x))


def maximum(s: Region, x: Any, y: Any) -> Any:
    """The larger of two entries."""
    if s.point is None:
        return sympy.Max(x, y)
    return s.choose(s.compare("greater_equal", x, y), x, y)


def minimum(s: Region, x: Any, y: Any) -> Any:
    """The smaller of two entries."""
    if s.point is None:
        return sympy.Min(x, y)
    return s.choose(s.compare("less_equal", x, y), x, y)


def _heaviside(s: Region, x: Any, at_zero: Any) -> Any:
    if s.point is None:
        return sympy.Heaviside(x, at_zero)
    return (sympy.S.Zero, at_zero, sympy.S.One)[(s.sign(x) or 0) + 1]


def _cbrt(s: Region, x: Any) -> Any:
    third = sympy.Rational(1, 3)
    return s.choose(s.compare("greater_equal", x, 0), x**third, -((-x) ** third))


def _trunc(x: Any) -> Any:
    return sympy.sign(x) * sympy.floor(sympy.Abs(x))


def _rint(x: Any) -> Any:
    return sympy.floor(x + sympy.Rational(1, 2))


def _rounded(rounding: Callable[[Any], Any]) -> Callable[[Region, Any], Any]:
    def rounded(s: Region, x: Any) -> Any:
        return s.integer(rounding, x)

    return rounded


_floor, _truncated = _rounded(sympy.floor), _rounded(_trunc)
ENTRYWISE_BY_REGION: Mapping[str, Callable[..., Any]] = {
    "absolute": absolute,
    "abs": absolute,
    "fabs": absolute,
    "sign": _sign,
    "maximum": maximum,
    "fmax": maximum,
    "minimum": minimum,
    "fmin": minimum,
    "heaviside": _heaviside,
    "cbrt": _cbrt,
    "copysign": lambda s, x, y: absolute(s, x) * _sign(s, y),
    "clip": lambda s, x, low, high: minimum(s, maximum(s, x, low), high),
    "logabs": lambda s, x: sympy.log(absolute(s, x)),
    "floor": _floor,
    "ceil": _rounded(sympy.ceiling),
    "trunc": _truncated,
    "fix": _truncated,
    "rint": _rounded(_rint),
    "floor_divide": lambda s, x, y: _floor(s, x / y),
    "remainder": lambda s, x, y: x - y * _floor(s, x / y),
    "mod": lambda s, x, y: x - y * _floor(s, x / y),
    "fmod": lambda s, x, y: x - y * _truncated(s, x / y),
}
"""Functions of entries with kinks or jumps; between these they are smooth."""
