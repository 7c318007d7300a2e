"""What the special functions mean, as SymPy says it: one line for each.

The meaning is written down once more here, independently of the rules' own primals. A special
function of entries is a line in `SPECIAL`, in `SPECIAL_BY_REGION` if it has kinks, and in
`SPECIAL_ARRAYS` if it has static parameters.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import sympy

from jacobook.rule import Array
from jacobook.symbolic.elementwise import absolute, sinc
from jacobook.symbolic.entries import DIGITS, Slopes, each
from jacobook.symbolic.region import Region

HALF = sympy.Rational(1, 2)


def _xlogy(x: Any, y: Any) -> Any:
    return sympy.S.Zero if x == 0 else x * sympy.log(y)


def _normal_cdf(x: Any) -> Any:
    return sympy.erfc(-x / sympy.sqrt(2)) / 2


def _erfcx(x: Any) -> Any:
    return sympy.exp(x**2) * sympy.erfc(x)


def _exprel(x: Any) -> Any:
    return sympy.S.One if x == 0 else (sympy.exp(x) - 1) / x


def _gamma_share(a: Any, x: Any) -> Any:
    """The regularised lower incomplete gamma function."""
    return sympy.lowergamma(a, x) / sympy.gamma(a)


def _student_cdf(k: Any, x: Any) -> Any:
    """The distribution function of Student's t, by Gauss's series."""
    series = sympy.hyper([HALF, (k + 1) / 2], [3 * HALF], -(x**2) / k)
    return HALF + x * series / (sympy.sqrt(k) * sympy.beta(HALF, k / 2))


class _GammaQuantile(sympy.Function):  # type: ignore[misc]
    """The `y` with `gammainc(a, y) = x`; its slope is one over that of `gammainc`."""

    def fdiff(self, argindex: int = 2) -> Any:
        """The derivative by the share."""
        if argindex != 2:
            raise sympy.ArgumentIndexError(self, argindex)
        t = sympy.Dummy(positive=True)
        return 1 / Slopes(t).of(_gamma_share(self.args[0], t)).xreplace({t: self})

    def _eval_evalf(self, prec: int) -> Any:
        """The number, by bisection and then by Newton's steps."""
        a, x = self.args
        if not x.is_number:
            return None
        t = sympy.Dummy(positive=True)
        share = _gamma_share(a, t) - x
        high = sympy.Integer(1)
        while share.subs(t, high).evalf() < 0:
            high *= 2
        return sympy.nsolve(share, t, (high / 1000, high), solver="anderson", prec=DIGITS)


class _OwensT(sympy.Function):  # type: ignore[misc]
    """The integral over `t` from 0 to `a` of `exp(-x**2*(1 + t**2)/2) / (1 + t**2)`, by `2*pi`.

    Its slopes are the integrand at the upper end, and the integral of the integrand's slope.
    """

    def fdiff(self, argindex: int = 1) -> Any:
        """The derivative by one of the two arguments."""
        (x, a), (h, t) = self.args, (sympy.Dummy(positive=True), sympy.Dummy(real=True))
        inside = sympy.exp(-(h**2) * (1 + t**2) / 2) / (1 + t**2) / (2 * sympy.pi)
        if argindex == 2:
            return inside.xreplace({h: x, t: a})
        slope = sympy.expand(sympy.simplify(sympy.diff(inside, h)))
        outside, rest = slope.as_independent(t)
        return (outside * sympy.integrate(rest, (t, 0, a))).xreplace({h: x})

    def _eval_evalf(self, prec: int) -> Any:
        """The number, by quadrature."""
        (x, a), t = self.args, sympy.Dummy(real=True)
        if not (x.is_number and a.is_number):
            return None
        inside = sympy.exp(-(x**2) * (1 + t**2) / 2) / (1 + t**2) / (2 * sympy.pi)
        return sympy.Integral(inside, (t, 0, a)).evalf(DIGITS)


SPECIAL: Mapping[str, Callable[..., Any]] = {
    "erf": sympy.erf,
    "erfc": sympy.erfc,
    "erfi": sympy.erfi,
    "erfcx": _erfcx,
    "erfinv": sympy.erfinv,
    "erfcinv": lambda x: sympy.erfinv(1 - x),
    "dawsn": lambda x: sympy.sqrt(sympy.pi) / 2 * sympy.exp(-(x**2)) * sympy.erfi(x),
    "ndtr": _normal_cdf,
    "normcdf": _normal_cdf,
    "normpdf": lambda x: sympy.exp(-(x**2) / 2) / sympy.sqrt(2 * sympy.pi),
    "log_ndtr": lambda x: sympy.log(_normal_cdf(x)),
    "ndtri": lambda p: sympy.sqrt(2) * sympy.erfinv(2 * p - 1),
    "owens_t": _OwensT,
    "fresnel_c": sympy.fresnelc,
    "fresnel_s": sympy.fresnels,
    "gamma": sympy.gamma,
    "rgamma": lambda x: 1 / sympy.gamma(x),
    "gammaln": sympy.loggamma,
    "loggamma": sympy.loggamma,
    "digamma": sympy.digamma,
    "psi": sympy.digamma,
    "polygamma": sympy.polygamma,
    "gammainc": _gamma_share,
    "gammaincc": lambda a, x: sympy.uppergamma(a, x) / sympy.gamma(a),
    "gammaincinv": _GammaQuantile,
    "beta": sympy.beta,
    "betaln": lambda a, b: sympy.loggamma(a) + sympy.loggamma(b) - sympy.loggamma(a + b),
    "betainc": lambda a, b, x: sympy.betainc_regularized(a, b, 0, x),
    "stdtr": _student_cdf,
    "zeta": sympy.zeta,
    "expit": lambda x: 1 / (1 + sympy.exp(-x)),
    "sigmoid": lambda x: 1 / (1 + sympy.exp(-x)),
    "log_sigmoid": lambda x: -sympy.log(1 + sympy.exp(-x)),
    "softplus": lambda x: sympy.log(1 + sympy.exp(x)),
    "logit": lambda p: sympy.log(p / (1 - p)),
    "xlogy": _xlogy,
    "xlog1py": lambda x, y: _xlogy(x, 1 + y),
    "entr": lambda x: -_xlogy(x, x),
    "rel_entr": lambda x, y: _xlogy(x, x / y),
    "kl_div": lambda x, y: _xlogy(x, x / y) - x + y,
    "pseudo_huber": lambda d, r: d**2 * (sympy.sqrt(1 + (r / d) ** 2) - 1),
    "exp10": lambda x: 10**x,
    "exprel": _exprel,
    "cosm1": lambda x: sympy.cos(x) - 1,
    "powm1": lambda x, a: x**a - 1,
    "boxcox": lambda x, a: sympy.log(x) if a == 0 else (x**a - 1) / a,
    "inv_boxcox": lambda x, a: sympy.exp(x) if a == 0 else (1 + a * x) ** (1 / a),
    "wrightomega": lambda x: sympy.LambertW(sympy.exp(x)),
    "spence": lambda x: sympy.polylog(2, 1 - x),
    "i0": lambda x: sympy.besseli(0, x),
    "i1": lambda x: sympy.besseli(1, x),
    "iv": sympy.besseli,
    "k0": lambda x: sympy.besselk(0, x),
    "k1": lambda x: sympy.besselk(1, x),
    "kv": sympy.besselk,
    "kve": lambda v, x: sympy.exp(x) * sympy.besselk(v, x),
    "j0": lambda x: sympy.besselj(0, x),
    "j1": lambda x: sympy.besselj(1, x),
    "jv": sympy.besselj,
    "y0": lambda x: sympy.bessely(0, x),
    "y1": lambda x: sympy.bessely(1, x),
    "yv": sympy.bessely,
    "spherical_jn": sympy.jn,
    "expi": sympy.Ei,
    "exp1": lambda x: sympy.expint(1, x),
    "expn": sympy.expint,
    "si": sympy.Si,
    "shi": sympy.Shi,
    "ellipk": sympy.elliptic_k,
    "ellipe": sympy.elliptic_e,
    "hyp1f1": lambda a, b, x: sympy.hyper([a], [b], x),
    "hyp2f1": lambda a, b, c, x: sympy.hyper([a, b], [c], x),
    "eval_chebyt": sympy.chebyshevt,
    "eval_gegenbauer": sympy.gegenbauer,
    "eval_hermite": sympy.hermite,
    "eval_legendre": sympy.legendre,
}
"""Special functions of entries that are smooth where they are defined."""


def _scaled_bessel(s: Region, v: Any, x: Any) -> Any:
    return sympy.exp(-absolute(s, x)) * sympy.besseli(v, x)


def _huber(s: Region, delta: Any, r: Any) -> Any:
    size = absolute(s, r)
    near = s.compare("less_equal", size, delta)
    return s.choose(near, r**2 / 2, delta * (size - delta / 2))


SPECIAL_BY_REGION: Mapping[str, Callable[..., Any]] = {
    "i0e": lambda s, x: _scaled_bessel(s, 0, x),
    "i1e": lambda s, x: _scaled_bessel(s, 1, x),
    "ive": _scaled_bessel,
    "huber": _huber,
    "ci": lambda s, x: sympy.Ci(absolute(s, x)),
    "chi": lambda s, x: sympy.Chi(absolute(s, x)),
}
"""Special functions of entries with kinks, or with another branch for negative numbers."""


def _along_symbol(function: Callable[[Any], Any], entry: Any, order: int) -> Any:
    """The derivative of some order of a function of one entry."""
    t = sympy.Dummy(real=True)
    return sympy.diff(function(t), t, order).xreplace({t: entry})


def _sinc_derivative(x: Array, order: int = 1) -> Array:
    return each(lambda entry: _along_symbol(sinc, entry, order), x)


def _erfcx_derivative(x: Array, order: int = 1) -> Array:
    return each(lambda entry: _along_symbol(_erfcx, entry, order), x)


_AIRY = (sympy.airyai, sympy.airyaiprime, sympy.airybi, sympy.airybiprime)


def _airy_part(x: Array, part: int = 0) -> Array:
    return each(_AIRY[part], x)


def _lambertw(x: Array, k: int = 0, **_: Any) -> Array:
    return each(lambda entry: sympy.LambertW(entry, k), x)


def _multi_gamma_log(a: Array, d: int = 2) -> Array:
    """The logarithm of the gamma function of `d` dimensions."""
    constant = sympy.Rational(d * (d - 1), 4) * sympy.log(sympy.pi)
    return sum((each(sympy.loggamma, a - HALF * j) for j in range(d)), constant)


SPECIAL_ARRAYS: Mapping[str, Callable[..., Any]] = {
    "sinc_derivative": _sinc_derivative,
    "erfcx_derivative": _erfcx_derivative,
    "airy_part": _airy_part,
    "lambertw": _lambertw,
    "multigammaln": _multi_gamma_log,
}
"""Special functions of entries with static parameters."""
