"""Operations of the book that NumPy lacks, as source; few of them call SciPy.

Written into the module that `Derivation.numpy` returns, as far as it uses them. Their keywords are
the static parameters of the rules. A new function is an entry of `DEFINITIONS`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

SPELLED: Mapping[str, str] = {
    "threshold": "np.maximum",
    "cap": "np.minimum",
    "power_literal": "np.power",
    "matrix_power": "np.linalg.matrix_power",
    "pad": "np.pad",
    "std": "np.std",
    "var": "np.var",
    "ptp": "np.ptp",
    "hstack": "np.hstack",
    "vstack": "np.vstack",
    "dstack": "np.dstack",
    "column_stack": "np.column_stack",
    "nanmean": "np.nanmean",
    "nansum": "np.nansum",
    "multi_dot": "np.linalg.multi_dot",
    "svdvals": "np.linalg.svdvals",
    "solve_triangular": "scipy.linalg.solve_triangular",
    "convolve_nd": "scipy.signal.convolve",
    "correlate_nd": "scipy.signal.correlate",
    **{name: f"scipy.linalg.{name}" for name in ("cosm", "sinm", "logm")},
    **{
        name: f"scipy.special.{name}"
        for name in (
            *("eval_chebyt", "eval_gegenbauer", "eval_hermite", "eval_legendre", "expn", "zeta"),
            *("gammainc", "gammaincc", "gammaincinv", "hyp1f1", "hyp2f1", "polygamma"),
            "spherical_jn",
        )
    },
}
"""Operations which are one function of NumPy or SciPy, under another name or in one piece there."""

DEFINITIONS: Mapping[str, str] = {
    "softmax": '''
def softmax(x, axis=-1):
    """exp(x) / sum(exp(x)); the largest entry is shifted to 0."""
    powers = np.exp(x - np.max(x, axis=axis, keepdims=True))
    return powers / np.sum(powers, axis=axis, keepdims=True)
''',
    "logsumexp": '''
def logsumexp(x, axis=None, keepdims=False):
    """log(sum(exp(x))); the largest entry is shifted to 0."""
    top = np.max(x, axis=axis, keepdims=True)
    y = np.log(np.sum(np.exp(x - top), axis=axis, keepdims=True)) + top
    return y if keepdims else np.squeeze(y, axis=axis)
''',
    "log_softmax": '''
def log_softmax(x, axis=-1):
    """The logarithm of the softmax, without computing it."""
    return x - logsumexp(x, axis=axis, keepdims=True)
''',
    "sigmoid": '''
def sigmoid(x):
    """1 / (1 + exp(-x)), by the exponential that cannot overflow."""
    smaller = np.exp(-np.abs(x))
    return np.where(x >= 0, 1.0, smaller) / (1.0 + smaller)
''',
    "log_sigmoid": '''
def log_sigmoid(x):
    """-log(1 + exp(-x)), without overflow."""
    return -np.logaddexp(-x, 0.0)
''',
    "lambertw": '''
def lambertw(x, k=0, tol=1e-8):
    """SciPy's function where it is real; NaN elsewhere."""
    w = scipy.special.lambertw(x, k, tol)
    return np.where(w.imag == 0, w.real, np.nan)
''',
    "softplus": '''
def softplus(x):
    """log(1 + exp(x)), without overflow."""
    return np.logaddexp(x, 0.0)
''',
    "exp_share": '''
def exp_share(x, a):
    """exp(x) / (exp(x) + exp(a)), by the exponential that cannot overflow."""
    smaller = np.exp(-np.abs(x - a))
    return np.where(x >= a, 1.0, smaller) / (1.0 + smaller)
''',
    "relu": '''
def relu(x):
    """The larger of each entry and 0."""
    return np.maximum(x, 0.0)
''',
    "norm2": '''
def norm2(x, axis=None, keepdims=False):
    """The root of the sum of squares."""
    return np.sqrt(np.sum(x * x, axis=axis, keepdims=keepdims))
''',
    "normF": '''
def normF(x):
    """The Frobenius norm: the root of the sum of squares."""
    return np.sqrt(np.sum(x * x))
''',
    "norm1": '''
def norm1(x, axis=None, keepdims=False):
    """The sum of absolute values."""
    return np.sum(np.abs(x), axis=axis, keepdims=keepdims)
''',
    "norminf": '''
def norminf(x, axis=None, keepdims=False):
    """The largest absolute value."""
    return np.max(np.abs(x), axis=axis, keepdims=keepdims)
''',
    "normp": '''
def normp(x, p=3, axis=None, keepdims=False):
    """The root of order p of the sum of absolute values to the power p."""
    return np.sum(np.abs(x) ** p, axis=axis, keepdims=keepdims) ** (1 / p)
''',
    "logdet": '''
def logdet(x):
    """The logarithm of a positive determinant; NaN if it is negative."""
    sign, logarithm = np.linalg.slogdet(x)
    return np.where(sign < 0, np.nan, logarithm)[()]
''',
    "logabsdet": '''
def logabsdet(x):
    """The logarithm of the absolute value of the determinant."""
    return np.linalg.slogdet(x)[1]
''',
    "nuclear": '''
def nuclear(x):
    """The sum of the singular values."""
    return np.sum(np.linalg.svd(x, compute_uv=False))
''',
    "spectral": '''
def spectral(x):
    """The largest singular value."""
    return np.max(np.linalg.svd(x, compute_uv=False))
''',
    "leading_dyad": '''
def leading_dyad(x):
    """outer(u, v) of the singular vectors to the largest singular value."""
    u, _, vt = np.linalg.svd(x, full_matrices=False)
    return np.outer(u[:, 0], vt[0])
''',
    "polar_factor": '''
def polar_factor(x):
    """U @ V.T of the singular vectors to positive singular values."""
    u, s, vt = np.linalg.svd(x, full_matrices=False)
    positive = s > 4 * max(x.shape) * np.finfo(float).eps * s[0]
    return (u * positive) @ vt
''',
    "cofactor": '''
def cofactor(x):
    """The signed minors of a square matrix, also of a singular one."""
    if len(x) < 2:
        return np.ones_like(x)
    u, s, vt = np.linalg.svd(x)
    others = [np.prod(np.delete(s, i)) for i in range(len(s))]
    return np.round(np.linalg.det(u) * np.linalg.det(vt)) * ((u * others) @ vt)
''',
    "cofactor_slope": '''
def cofactor_slope(x, e):
    """The derivative of the cofactors of x in the direction e."""
    n = len(x)
    u, s, vt = np.linalg.svd(x)
    f = u.T @ e @ vt.T
    turned = np.zeros_like(f)
    for i in range(n):
        for j in range(n):
            if i != j:
                p = np.prod(np.delete(s, [i, j]))
                turned[i, j] -= p * f[j, i]
                turned[i, i] += p * f[j, j]
    return np.round(np.linalg.det(u) * np.linalg.det(vt)) * (u @ turned @ vt)
''',
    "prod_others": '''
def prod_others(x, axis=None):
    """For each entry the product of all others, also where an entry is zero."""
    entries = x.ravel() if axis is None else np.moveaxis(x, axis, 0)
    products = [np.prod(np.delete(entries, i, axis=0), axis=0) for i in range(len(entries))]
    return np.reshape(products, x.shape) if axis is None else np.moveaxis(products, 0, axis)
''',
    "expm": '''
def expm(x):
    """The matrix exponential: a power series after scaling, then squared back."""
    size = np.max(np.sum(np.abs(x), axis=0))
    halvings = max(0, int(np.ceil(np.log2(size))) + 3) if size > 0 else 0
    term = result = np.eye(len(x))
    for k in range(1, 19):
        term = term @ x / (k * 2.0**halvings)
        result = result + term
    for _ in range(halvings):
        result = result @ result
    return result
''',
    "expm_frechet": '''
def expm_frechet(x, e):
    """The derivative of expm at x in the direction e: a corner of expm([[x, e], [0, x]])."""
    n = len(x)
    size = np.max(np.abs(e))
    if size == 0:
        return np.zeros_like(x)
    return size * expm(np.block([[x, e / size], [np.zeros_like(x), x]]))[:n, n:]
''',
    "sylvester": '''
def sylvester(a, b, c):
    """The x with a @ x + x @ b = c, as one system of linear equations."""
    system = np.kron(a, np.eye(len(b))) + np.kron(np.eye(len(a)), b.T)
    return np.linalg.solve(system, c.ravel()).reshape(c.shape)
''',
    "sqrtm": '''
def sqrtm(x):
    """The principal square root, by the product form of Denman and Beavers' iteration."""
    identity = np.eye(len(x))
    y = m = x
    for _ in range(100):
        inverse = np.linalg.inv(m)
        y = y @ (identity + inverse) / 2
        m = (identity + (m + inverse) / 2) / 2
        if np.max(np.abs(m - identity)) < 1e-15 * len(x):
            break
    return y
''',
    "cholesky": '''
def cholesky(x, upper=False):
    """The triangular factor with positive diagonal."""
    factor = np.linalg.cholesky(x)
    return factor.T if upper else factor
''',
    "phi": '''
def phi(x):
    """The lower triangle, its diagonal halved."""
    return np.tril(x) - np.diag(np.diag(x)) / 2
''',
    "skew": '''
def skew(a):
    """The matrix whose product with b is cross(a, b)."""
    x, y, z = a
    return np.array([[0.0, -z, y], [z, 0.0, -x], [-y, x, 0.0]])
''',
    "sym": '''
def sym(x):
    """The mean of a matrix and its transpose."""
    return (x + x.T) / 2
''',
    "vec": '''
def vec(x):
    """The columns of a matrix, one below the other."""
    return x.ravel(order="F")
''',
    "sqdist": '''
def sqdist(x):
    """The squared distances between all pairs of rows."""
    gaps = x[:, None, :] - x[None, :, :]
    return np.sum(gaps * gaps, axis=-1)
''',
    "scatter": '''
def scatter(x, index, shape):
    """Zeros of a shape, with x added at some places."""
    y = np.zeros(shape)
    np.add.at(y, index, x)
    return y
''',
}
"""The source of each function that NumPy lacks, by operation."""


def definitions(names: Iterable[str]) -> list[str]:
    """The source of some functions and of those which they call, each before its callers."""
    found: dict[str, None] = {}
    waiting = sorted(names, reverse=True)
    while waiting:
        name = waiting[-1]
        missing = [called for called in calls(name) if called not in found]
        if missing:
            waiting += missing
        else:
            found[waiting.pop()] = None
    return [DEFINITIONS[name].strip() for name in found]


def calls(name: str) -> list[str]:
    """The functions of this table which one of them calls."""
    words = set(re.findall(r"(?<![\w.])(\w+)\(", DEFINITIONS[name]))
    return sorted(words & DEFINITIONS.keys() - {name})
