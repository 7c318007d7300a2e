"""Complex numbers inside functions, and as variables: derivatives against differences.

The gradient of a real function by a complex variable is the direction of steepest ascent,
`df/d(real part) + 1j * df/d(imaginary part)`, as in PyTorch; JAX has its conjugate.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import scipy.fft
import scipy.signal

import jacobook as jb
from jacobook.errors import DTypeError, NonScalarOutputError

RNG = np.random.default_rng(20)
X = RNG.normal(size=(4, 4))
Z = X + 1j * RNG.normal(size=(4, 4))
C = RNG.normal(size=(4, 4))
W = RNG.normal(size=(4, 4)) + 1j * RNG.normal(size=(4, 4))

REAL_VALUED: dict[str, Callable[[Any], Any]] = {
    "squared modulus": lambda z: np.sum(np.abs(z) ** 2),
    "modulus": lambda z: np.sum(C * np.abs(z * 1j)),
    "real part of a power": lambda z: np.sum(np.real(z**3)),
    "real and imaginary parts": lambda z: np.sum((z * 1j).real * (z + 1j).imag),
    "angle": lambda z: np.sum(np.angle(z * (2 + 1j)) ** 2),
    "conjugate": lambda z: np.sum((z * np.conj(z) * W).real),
    "Hermitian form": lambda z: np.real(np.conj(z[0]) @ W @ z[1]),
    "vdot": lambda z: np.abs(np.vdot(z, W + z)),
    "vecdot": lambda z: np.sum(np.abs(np.vecdot(z, W + z))),
    "vecdot along an axis": lambda z: np.sum(np.abs(np.vecdot(z, (W + z)[:, :1], axis=0))),
    "matrix product": lambda z: np.sum(np.imag(W @ z @ W) ** 2),
    "exponential": lambda z: np.sum(np.abs(np.exp(1j * z) + z)),
    "root": lambda z: np.sum(np.abs(np.sqrt(z + 4))),
    "inverse": lambda z: np.sum(np.abs(np.linalg.inv(z + 4 * np.eye(4)))),
    "solution": lambda z: np.sum(np.abs(np.linalg.solve(z + 4 * np.eye(4), W))),
    "determinant": lambda z: np.real(np.linalg.det(z)),
    "log-determinant": lambda z: np.linalg.slogdet(z * 1j)[1],
    "sign of the determinant": lambda z: np.imag(np.linalg.slogdet(z * 1e90)[0] * (1 + 2j)),
    "sign": lambda z: np.sum(np.real(np.sign(z * (1 + 1j) + W) * W)),
    "angle in degrees": lambda z: np.sum(C * np.angle(z * (2 + 1j), deg=True)),
    "norms": lambda z: np.linalg.norm(z * 1j) * np.linalg.norm(z[0], ord=3),
    "norms along an axis": lambda z: np.sum(C[0] * np.linalg.norm(z * (1 + 1j), axis=0, ord=1)),
    "largest row sum": lambda z: np.linalg.norm(z * (1 + 1j), ord=np.inf),
    "vector_norm": lambda z: np.linalg.vector_norm(z * (1 + 1j), ord=1.5),
    "matrix_norm": lambda z: np.linalg.matrix_norm(z * 1j, ord=1) + np.linalg.matrix_norm(z),
    "convolution": lambda z: np.sum(np.abs(np.convolve(z[0], W[0] * z[1])) ** 2),
    "correlation": lambda z: np.sum(np.abs(np.correlate(z[0], W[0, :3] * z[1, :3], "full") ** 3)),
    "convolution, SciPy": lambda z: np.sum(np.abs(scipy.signal.convolve(z, W[:2] * z[1:3])) ** 2),
    "correlation, SciPy": lambda z: np.sum(
        np.abs(scipy.signal.correlate2d(z, W[:2] * z[1:3])) ** 2
    ),
    "root of a square": lambda z: np.sum(np.real(np.sqrt((z * (1 + 2j)) ** 2) * W)),
    "root of a sum of squares": lambda z: np.real(np.sqrt(np.sum((z * (1 + 2j)) ** 2)) * (1 + 2j)),
    "power of a negative number": lambda z: np.sum(np.real(np.power(-2.0, z * (1 + 2j)) * W)),
    "product": lambda z: np.abs(np.prod(z[0])),
    "cumulated product": lambda z: np.sum(np.abs(np.cumprod(z[0]))),
    "variance": lambda z: np.var(z * (1 + 2j)),
    "standard deviation": lambda z: np.sum(np.std(z * (1 + 2j), axis=0)),
    "choice": lambda z: np.sum(np.abs(np.where(C > 0, z, 1j * z * z))),
    "pieces": lambda z: np.sum(np.abs(np.stack([z[0], z[1] * 1j]) * z[2:])),
    "einsum": lambda z: np.abs(np.einsum("ij,jk,ki", z, W, z)),
    "fft": lambda z: np.sum(C * np.abs(np.fft.fft(z))),
    "fft, padded": lambda z: np.sum(np.abs(np.fft.fft(z, n=7, axis=0)) ** 3),
    "fft, cut": lambda z: np.sum(np.abs(np.fft.fft(z, n=3, norm="ortho")) ** 3),
    "ifft": lambda z: np.sum(C * np.abs(np.fft.ifft(z, norm="forward"))),
    "fftn": lambda z: np.sum(C * np.abs(np.fft.fftn(z))),
    "fft2 of another size": lambda z: np.sum(np.abs(np.fft.fft2(z, s=(3, 6))) ** 3),
    "rfft": lambda z: np.sum(np.abs(np.fft.rfft(np.real(z), n=7)) ** 3),
    "rfftn": lambda z: np.sum(np.abs(np.fft.rfftn(np.real(z))) ** 3),
    "irfft": lambda z: np.sum(np.fft.irfft(z, n=5) ** 3),
    "irfft, even": lambda z: np.sum(np.fft.irfft(z) ** 3),
    "hfft": lambda z: np.sum(np.fft.hfft(z) ** 3),
    "ihfft": lambda z: np.sum(np.abs(np.fft.ihfft(np.real(z))) ** 3),
    "fftshift": lambda z: np.sum(C * np.abs(np.fft.fftshift(z)) ** 3),
    "scipy.fft": lambda z: np.sum(np.abs(scipy.fft.fft(z, axis=0)) ** 3),
    "eigenvalues": lambda z: np.sum(np.abs(np.linalg.eigvals(z)) ** 2),
    "eigenvectors": lambda z: np.sum(np.real(np.linalg.eig(z).eigenvectors * W)),
    "back to float": lambda z: np.sum(np.abs(z * 1j).astype(float) ** 2),
}


def by_differences(f: Callable[[Any], Any], z: Any, step: float = 1e-6) -> Any:
    found = np.zeros_like(z)
    units = (1, 1j) if np.iscomplexobj(z) else (1,)
    for place in np.ndindex(z.shape):
        for unit in units:
            d = np.zeros_like(z)
            d[place] = unit * step
            found[place] += unit * (f(z + d) - f(z - d)) / (2 * step)
    return found


@pytest.mark.parametrize("name", REAL_VALUED)
@pytest.mark.parametrize("at", [X, Z], ids=["real variable", "complex variable"])
def test_gradient(name: str, at: Any) -> None:
    f = REAL_VALUED[name]
    wanted = by_differences(f, at)
    found = jb.grad(f)(at)
    assert found.dtype == at.dtype
    np.testing.assert_allclose(found, wanted, rtol=1e-6, atol=1e-6 * np.abs(wanted).max())


@pytest.mark.parametrize("name", REAL_VALUED)
@pytest.mark.parametrize("at", [X, Z], ids=["real variable", "complex variable"])
def test_both_directions_agree(name: str, at: Any) -> None:
    """The tangent along `d` is the real inner product of the gradient with `d`."""
    f = REAL_VALUED[name]
    d = C * (1 + 2j) if np.iscomplexobj(at) else C
    _, y_dot = jb.jvp(f, (at,), (d,))
    assert y_dot == pytest.approx(np.real(np.vdot(jb.grad(f)(at), d)), rel=1e-9, abs=1e-9)


@pytest.mark.parametrize("name", REAL_VALUED)
def test_second_order(name: str) -> None:
    f = REAL_VALUED[name]
    wanted = (jb.grad(f)(X + 1e-5 * C) - jb.grad(f)(X - 1e-5 * C)) / 2e-5
    found = jb.hvp(f, (X,), (C,))
    np.testing.assert_allclose(found, wanted, rtol=1e-5, atol=1e-5 * max(1, np.abs(wanted).max()))


def test_the_determinant_of_a_singular_complex_matrix() -> None:
    """There the cofactors come from singular vectors, which are to be conjugated."""
    singular = W[:, :3] @ Z[:3]

    def f(z: Any) -> Any:
        return np.real(np.linalg.det(z) * (1 + 2j))

    wanted = by_differences(f, singular)
    np.testing.assert_allclose(jb.grad(f)(singular), wanted, rtol=1e-7)
    found = jb.hvp(f, (singular,), (W,))
    wanted = (jb.grad(f)(singular + 1e-6 * W) - jb.grad(f)(singular - 1e-6 * W)) / 2e-6
    np.testing.assert_allclose(found, wanted, rtol=1e-7)


def test_a_jacobian_of_a_complex_value_is_complex() -> None:
    found = jb.jacobian(lambda x: np.exp(1j * x))(np.array([0.0, 1.0]))
    np.testing.assert_allclose(found, np.diag([1j, 1j * np.exp(1j)]))


def test_a_pullback_pairs_with_the_conjugate() -> None:
    """For `y = c z` the pullback of `w` is `conj(c) w`."""
    _, pullback = jb.vjp(lambda z: (2 + 3j) * z, np.array([1j]))
    np.testing.assert_allclose(pullback(np.array([1 + 0j]))[0], [2 - 3j])


def test_single_precision_stays() -> None:
    assert jb.grad(lambda z: np.sum(np.abs(z)))(Z.astype(np.complex64)).dtype == np.complex64
    f = jb.grad(lambda x: np.sum(np.abs(np.fft.rfft(x))))
    assert f(X[0].astype(np.float32)).dtype == np.float32


@pytest.mark.parametrize(
    ("f", "rule"),
    [
        (lambda z: np.abs(np.maximum(z, 1j)).sum(), "elementwise.maximum"),
        (lambda z: np.linalg.norm(z, ord=2), "linalg.norm_spectral"),
        (lambda z: np.abs(np.linalg.pinv(z)).sum(), "linalg.pinv"),
    ],
)
def test_a_rule_for_real_numbers_refuses_complex_ones(f: Any, rule: str) -> None:
    with pytest.raises(DTypeError, match=f"{rule}: its derivative holds for real values only"):
        jb.grad(f)(Z)


def test_what_is_undefined_is_refused_with_advice() -> None:
    with pytest.raises(NonScalarOutputError, match="must return a real number"):
        jb.grad(lambda z: z * 1j)(1.0)
    with pytest.raises(DTypeError, match="two derivatives"):
        jb.jacobian(lambda z: z * z)(Z)
    with pytest.raises(DTypeError, match="the tangent is complex; float64 is needed"):
        jb.jvp(np.sin, (1.0,), (1j,))
