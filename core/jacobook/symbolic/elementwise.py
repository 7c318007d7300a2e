"""What the functions of entries mean, as SymPy says it: one line for each.

The meaning is written down once more here, independently of the rules' own primals. A new function
of entries which SymPy knows is a line in `ENTRYWISE`, or in `ENTRYWISE_BY_REGION` if it has kinks.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from typing import Any

import sympy

from jacobook.symbolic.entries import as_entry
from jacobook.symbolic.region import Region


def _xlogy(x: Any, y: Any) -> Any:
    return sympy.S.Zero if x == 0 else x * sympy.log(y)


def sinc(x: Any) -> Any:
    """`sin(pi x) / (pi x)`, which is 1 at zero."""
    return sympy.S.One if x == 0 else sympy.sin(sympy.pi * x) / (sympy.pi * x)


def _normal_cdf(x: Any) -> Any:
    return sympy.erfc(-x / sympy.sqrt(2)) / 2


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
    "erf": sympy.erf,
    "erfc": sympy.erfc,
    "erfi": sympy.erfi,
    "erfinv": sympy.erfinv,
    "erfcinv": sympy.erfcinv,
    "ndtr": _normal_cdf,
    "normcdf": _normal_cdf,
    "normpdf": lambda x: sympy.exp(-(x**2) / 2) / sympy.sqrt(2 * sympy.pi),
    "log_ndtr": lambda x: sympy.log(_normal_cdf(x)),
    "gamma": sympy.gamma,
    "gammaln": sympy.loggamma,
    "loggamma": sympy.loggamma,
    "digamma": sympy.digamma,
    "psi": sympy.digamma,
    "polygamma": sympy.polygamma,
    "beta": sympy.beta,
    "betaln": lambda a, b: sympy.loggamma(a) + sympy.loggamma(b) - sympy.loggamma(a + b),
    "expit": lambda x: 1 / (1 + sympy.exp(-x)),
    "sigmoid": lambda x: 1 / (1 + sympy.exp(-x)),
    "softplus": lambda x: sympy.log(1 + sympy.exp(x)),
    "logit": lambda p: sympy.log(p / (1 - p)),
    "xlogy": _xlogy,
    "xlog1py": lambda x, y: _xlogy(x, 1 + y),
    "entr": lambda x: -_xlogy(x, x),
    "rel_entr": lambda x, y: _xlogy(x, x / y),
    "kl_div": lambda x, y: _xlogy(x, x / y) - x + y,
    "i0": lambda x: sympy.besseli(0, x),
    "i1": lambda x: sympy.besseli(1, x),
    "iv": sympy.besseli,
    "k0": lambda x: sympy.besselk(0, x),
    "k1": lambda x: sympy.besselk(1, x),
    "kv": sympy.besselk,
    "j0": lambda x: sympy.besselj(0, x),
    "j1": lambda x: sympy.besselj(1, x),
    "jv": sympy.besselj,
    "y0": lambda x: sympy.bessely(0, x),
    "y1": lambda x: sympy.bessely(1, x),
    "yv": sympy.bessely,
    "expi": sympy.Ei,
    "exp1": lambda x: sympy.expint(1, x),
    "ellipk": sympy.elliptic_k,
    "ellipe": sympy.elliptic_e,
    "conj": lambda x: x,
    "conjugate": lambda x: x,
    "real": lambda x: x,
    "copy": lambda x: x,
    "ascontiguousarray": lambda x: x,
}
"""Functions of entries that are smooth where they are defined."""


def absolute(s: Region, x: Any) -> Any:
    """The absolute value: `x` or `-x` where the sign is decided."""
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
