"""Products, linear algebra, matrix functions and Fourier transforms of the inventory."""

from __future__ import annotations

import numpy as np
import scipy.linalg
from calls import (
    MATRIX,
    NAN,
    SCALAR,
    SPD,
    SPDS,
    SQUARE,
    STACK,
    Z_SQUARE,
    Z_VECTOR,
    Array,
    Call,
    Function,
    T,
    Table,
    V,
    W,
    X,
    Y,
    Z,
    corner,
    on,
)

TALL, WIDE = X.T, X
ROTATED = np.swapaxes(STACK, 1, 2)


def symmetric(a: Array) -> Array:
    """The symmetric part."""
    return (a + a.mT) / 2


PRODUCTS: Table = {
    "dot_1d": [on(np.dot, V, W), on(lambda x, y: x.dot(y), V, W), on(np.dot, Z_VECTOR, V)],
    "dot_2d": [on(np.dot, X, TALL), on(np.dot, X, V), on(np.dot, V, TALL), on(np.dot, SCALAR, X)],
    "dot_nd": [on(np.dot, T, TALL), on(np.dot, T, V), on(np.dot, MATRIX, T[:, :2])],
    "matmul": [
        on(np.matmul, X, TALL),
        on(lambda x, y: x @ y, V, W),
        on(lambda x, y: x @ y, X, V),
        on(lambda x, y: x @ y, V, TALL),
        on(lambda x, y: x @ y, T, TALL),
        on(lambda x, y: x @ y, STACK, MATRIX),
        on(lambda x, y: x @ y, STACK[:, None], STACK),
        on(lambda x, y: x @ y, V, np.swapaxes(T, 1, 2)),
        on(lambda x, y: x @ y, Z, TALL),
        corner(lambda x: x @ np.zeros((0, 2)), np.zeros((3, 0)), slopes=[0]),
    ],
    "vecdot": [
        on(np.vecdot, X, Y),
        on(lambda x, y: np.vecdot(x, y, axis=0), X, Y),
        on(np.vecdot, Z, X),
        on(np.vecdot, X, V),
    ],
    "vdot": [on(np.vdot, V, W), on(np.vdot, X, Y), on(np.vdot, Z, Y)],
    "inner": [on(np.inner, V, W), on(np.inner, X, Y), on(np.inner, SCALAR, X), on(np.inner, T, V)],
    "outer": [on(np.outer, V, W[:3]), on(np.outer, X, V[:2]), on(np.outer, SCALAR, V)],
    "tensordot": [
        on(lambda a, b: np.tensordot(a, b, 1), X, TALL),
        on(lambda a, b: np.tensordot(a, b), X, Y),
        on(lambda a, b: np.tensordot(a, b, 0), V, W[:2]),
        on(lambda a, b: np.tensordot(a, b, axes=([0, 2], [2, 1])), T, np.transpose(T, (1, 2, 0))),
        on(lambda a, b: np.tensordot(a, b, axes=(-1, -1)), T, X),
    ],
    "einsum": [
        on(lambda a, b: np.einsum("ij,jk->ik", a, b), X, TALL),
        on(lambda a, b: np.einsum("ij,jk", a, b), X, TALL),
        on(lambda a, b: np.einsum("...ij,jk->...ki", a, b), T, TALL),
        on(lambda a, b: np.einsum("...i,...i", a, b), T, X),
        on(lambda a: np.einsum("ij->ji", a), X),
        on(lambda a, b, c: np.einsum("i,ij,j", a, b, c), V[:3], X, W),
        on(lambda a, b: np.einsum("ij,jk->ik", a, b, optimize=True), X, TALL),
        on(lambda a, b: np.einsum("ij,ij->", a, b), Z, X),
        on(lambda a: np.einsum("ij,kj->ik", a, a), X),
    ],
    "einsum_trace": [
        on(lambda a: np.einsum("ii", a), SQUARE),
        on(lambda a: np.einsum("ii->i", a), SQUARE),
        on(lambda a: np.einsum("bii->b", a), STACK),
        on(lambda a, v: np.einsum("ii,i->i", a, v), SQUARE, V[:3]),
    ],
    "einsum_sum1": [
        on(lambda a, b: np.einsum("ij,k->k", a, b), X, V),
        on(lambda a: np.einsum("ij->i", a), X),
        on(lambda a: np.einsum("ijk->k", a), T),
    ],
    "kron": [
        on(np.kron, SQUARE[:2], MATRIX),
        on(np.kron, V[:2], MATRIX),
        on(np.kron, SCALAR, MATRIX),
        on(np.kron, T[:, :2, :2], V[:2]),
    ],
    "cross": [
        on(np.cross, SQUARE, SQUARE[::-1]),
        on(np.cross, V[:3], SQUARE),
        on(lambda a, b: np.cross(a, b, axis=0), X, Y),
        on(lambda a, b: np.cross(a, b, axisa=0, axisb=-1, axisc=0), X, Y.T[:, :3]),
        on(np.linalg.cross, SQUARE, SQUARE[::-1]),
    ],
    "trace": [
        on(np.trace, SQUARE),
        on(lambda x: np.trace(x, offset=1), X),
        on(lambda x: np.trace(x, -1, 1, 2), T),
        on(lambda x: x.trace(axis1=0, axis2=2), T),
        on(np.linalg.trace, STACK),
    ],
    "multi_dot": [
        on(lambda a, b, c: np.linalg.multi_dot([a, b, c]), X, TALL, MATRIX),
        on(lambda a, b, c: np.linalg.multi_dot([a, b, c]), V[:3], X, W),
        on(lambda a: np.linalg.multi_dot([a, a.T, a, a.T]), X),
    ],
    "matrix_power": [
        on(lambda a: np.linalg.matrix_power(a, 3), SQUARE),
        on(lambda a: np.linalg.matrix_power(a, 1), SQUARE),
        on(lambda a: np.linalg.matrix_power(a, 0) * a, SQUARE),
        on(lambda a: np.linalg.matrix_power(a, -2), SQUARE),
        on(lambda a: np.linalg.matrix_power(a, 5), STACK),
    ],
    "quadratic_form": [on(lambda x, a: x.T @ a @ x, V[:3], SQUARE)],
    "convolve": [
        on(np.convolve, V, W[:2]),
        on(np.convolve, W[:2], V),
        on(lambda a, b: np.convolve(a, b, "same"), V, W[:3]),
        on(lambda a, b: np.convolve(a, b, "same"), W[:3], V),
        on(lambda a, b: np.convolve(a, b, mode="valid"), V, W[:2]),
        on(lambda a, b: np.convolve(a, b, mode="valid"), W[:2], V),
        on(np.convolve, Z_VECTOR, W[:2]),
    ],
    "correlate": [
        on(np.correlate, V, W[:2]),
        on(np.correlate, W[:2], V),
        on(lambda a, b: np.correlate(a, b, "same"), V, W[:3]),
        on(lambda a, b: np.correlate(a, b, mode="full"), V, W[:2]),
        on(lambda a, b: np.correlate(a, b, mode="full"), W[:2], V),
        on(lambda a, b: np.correlate(a, b, "full"), Z_VECTOR, Z_VECTOR[:3]),
    ],
    "cov": [
        on(np.cov, X),
        on(np.cov, V),
        on(lambda x: np.cov(x, rowvar=False), X),
        on(lambda x: np.cov(x, bias=True), X),
        on(lambda x: np.cov(x, ddof=0), X),
        on(lambda x, y: np.cov(x, y), V, W),
        on(lambda x: np.cov(x, aweights=[1.0, 2.0, 0.5, 1.5]), X),
        on(lambda x: np.cov(x, fweights=[1, 2, 3, 1]), X),
        on(np.corrcoef, X),
    ],
}

SOLVING: Table = {
    "inv": [on(np.linalg.inv, SQUARE), on(np.linalg.inv, STACK), on(np.linalg.inv, Z_SQUARE)],
    "solve": [
        on(np.linalg.solve, SQUARE, MATRIX),
        on(np.linalg.solve, STACK, MATRIX),
        on(np.linalg.solve, SQUARE, STACK),
        on(np.linalg.solve, Z_SQUARE, MATRIX),
    ],
    "solve_vec": [on(np.linalg.solve, SQUARE, V[:3]), on(np.linalg.solve, STACK, V[:3])],
    "det": [
        on(np.linalg.det, SQUARE),
        on(np.linalg.det, STACK),
        on(np.linalg.det, Z_SQUARE),
        on(np.linalg.det, np.array([[1.0, 2.0, 0.0], [2.0, 4.0, 1.0], [1.0, 2.0, 3.0]])),
        corner(np.linalg.det, [[1.0, 2.0], [2.0, 4.0]], slopes=[[[4, -2], [-2, 1]]]),
        corner(np.linalg.det, np.zeros((3, 3)), slopes=[0]),
    ],
    "slogdet": [
        on(np.linalg.slogdet, SQUARE),
        on(lambda a: np.linalg.slogdet(a).logabsdet, STACK),
        on(lambda a: np.linalg.slogdet(-a), SQUARE),
        on(lambda a: np.linalg.slogdet(a)[1], Z_SQUARE),
    ],
    "pinv": [
        on(np.linalg.pinv, TALL),
        on(np.linalg.pinv, WIDE),
        on(np.linalg.pinv, STACK),
        on(lambda a: np.linalg.pinv(a, rcond=1e-10), MATRIX),
        on(lambda a: np.linalg.pinv(symmetric(a), hermitian=True), SQUARE),
        on(lambda a, b: np.linalg.pinv(a @ b), MATRIX, MATRIX.T),
    ],
    "lstsq": [
        on(lambda a, b: np.linalg.lstsq(a, b)[0], TALL, V),
        on(lambda a, b: np.linalg.lstsq(a, b, rcond=None)[0], TALL, TALL[:, :2]),
        on(lambda a, b: np.linalg.lstsq(a, b)[0], WIDE, V[:3]),
        on(lambda a, b: np.linalg.lstsq(a, b)[1], TALL, TALL[:, ::-1][:, :2] + 1),
    ],
    "cholesky": [
        on(lambda a: np.linalg.cholesky(symmetric(a)), SPD),
        on(lambda a: np.linalg.cholesky(symmetric(a), upper=True), SPD),
        on(lambda a: np.linalg.cholesky(symmetric(a)), SPDS),
        on(np.linalg.cholesky, np.tril(SPD)),
        on(lambda a: np.linalg.cholesky(a, upper=True), np.triu(SPD)),
    ],
    "qr": [
        on(lambda a: np.linalg.qr(a), TALL),
        on(lambda a: np.linalg.qr(a), SQUARE),
        on(lambda a: np.linalg.qr(a), WIDE),
        on(lambda a: np.linalg.qr(a).R, STACK),
        on(lambda a: np.linalg.qr(a, mode="r"), TALL),
        on(lambda a: np.linalg.qr(a, mode="complete"), SQUARE),
    ],
    "logdet_spd": [
        on(lambda a: 2 * np.sum(np.log(np.diag(np.linalg.cholesky(symmetric(a))))), SPD)
    ],
    "solve_triangular": [
        on(lambda a, b: scipy.linalg.solve_triangular(a, b), SQUARE, MATRIX),
        on(lambda a, b: scipy.linalg.solve_triangular(a, b, lower=True), SQUARE, V[:3]),
        on(lambda a, b: scipy.linalg.solve_triangular(a, b, trans=1), SQUARE, MATRIX),
        on(lambda a, b: scipy.linalg.solve_triangular(a, b, trans="T", lower=True), SQUARE, MATRIX),
        on(lambda a, b: scipy.linalg.solve_triangular(a, b, unit_diagonal=True), SQUARE, MATRIX),
        on(lambda a, b: scipy.linalg.solve_triangular(a, b), STACK, MATRIX),
    ],
}

SPECTRA: Table = {
    "eigh": [
        on(lambda a: np.linalg.eigh(symmetric(a)), SQUARE),
        on(lambda a: np.linalg.eigh(a), SQUARE),
        on(lambda a: np.linalg.eigh(a, UPLO="U"), SQUARE),
        on(lambda a: np.linalg.eigh(symmetric(a)), STACK),
        on(lambda a: _rebuilt(*np.linalg.eigh(symmetric(a))), SQUARE),
        corner(lambda a: np.linalg.eigh(a)[1][0, 0], 2 * np.eye(2), slopes=[NAN]),
    ],
    "eigvalsh": [
        on(lambda a: np.linalg.eigvalsh(symmetric(a)), STACK),
        on(lambda a: np.linalg.eigvalsh(a), SQUARE),
        on(lambda a: np.linalg.eigvalsh(a, UPLO="U"), SQUARE),
        on(lambda a: np.linalg.eigvalsh(a), STACK),
        corner(lambda a: np.sum(np.linalg.eigvalsh(a)), 2 * np.eye(3), slopes=[np.eye(3)]),
    ],
    "eig": [
        on(lambda a: np.abs(np.linalg.eig(a)[1]), SQUARE),
        on(lambda a: np.linalg.eig(a).eigenvalues, Z_SQUARE),
        on(lambda a: np.real(np.linalg.eig(a)[0]), SPD),
        on(lambda a: np.abs(np.linalg.eig(a)[1]), STACK),
    ],
    "eigvals": [
        on(np.linalg.eigvals, SQUARE),
        on(np.linalg.eigvals, STACK),
        on(np.linalg.eigvals, Z_SQUARE),
        on(lambda a: np.linalg.eigvals(a), np.array([[0.3, -2.0], [1.0, 0.5]])),
    ],
    "svd": [
        on(lambda a: np.linalg.svd(a, full_matrices=False), TALL),
        on(lambda a: np.linalg.svd(a, full_matrices=False), WIDE),
        on(lambda a: np.linalg.svd(a, False), STACK),
        on(lambda a: np.linalg.svd(a), SQUARE),
        on(lambda a: np.linalg.svd(a, compute_uv=False), WIDE),
        on(lambda a: _rebuilt_from_svd(*np.linalg.svd(a, full_matrices=False)), TALL),
    ],
    "svdvals": [on(np.linalg.svdvals, WIDE), on(np.linalg.svdvals, STACK)],
    "norm_vec2": [
        on(np.linalg.norm, V),
        on(lambda x: np.linalg.norm(x, axis=0), X),
        on(lambda x: np.linalg.norm(x, axis=-1, keepdims=True), X),
        on(lambda x: np.linalg.norm(x, 2, axis=1), X),
        on(lambda x: np.linalg.vector_norm(x, axis=1), X),
        on(np.linalg.norm, Z_VECTOR),
        corner(np.linalg.norm, [0.0, 0.0], slopes=[0]),
    ],
    "norm_vec1": [
        on(lambda x: np.linalg.norm(x, 1), V),
        on(lambda x: np.linalg.norm(x, ord=1, axis=0, keepdims=True), X),
        corner(lambda x: np.linalg.norm(x, 1), [0.0, -2.0], slopes=[[0, -1]]),
    ],
    "norm_vecinf": [
        on(lambda x: np.linalg.norm(x, np.inf), V),
        on(lambda x: np.linalg.norm(x, -np.inf, axis=1), X),
        corner(lambda x: np.linalg.norm(x, np.inf), [-3.0, 3.0, 1], slopes=[[-0.5, 0.5, 0]]),
    ],
    "norm_vecp": [
        on(lambda x: np.linalg.norm(x, 3), V),
        on(lambda x: np.linalg.norm(x, 1.5, axis=0), X),
        on(lambda x: np.linalg.norm(x, 0.5), V),
        corner(lambda x: np.linalg.norm(x, 3), [0.0, 0.0], slopes=[0]),
        corner(lambda x: np.linalg.norm(x, 1.5), [0.0, 2.0], slopes=[[0, 1]]),
    ],
    "norm_fro": [
        on(np.linalg.norm, X),
        on(lambda x: np.linalg.norm(x, "fro"), X),
        on(lambda x: np.linalg.norm(x, "fro", axis=(0, 2)), T),
        on(lambda x: np.linalg.norm(x, axis=(1, 2), keepdims=True), T),
        corner(np.linalg.norm, np.zeros((2, 2)), slopes=[0]),
    ],
    "norm_nuc": [
        on(lambda x: np.linalg.norm(x, "nuc"), X),
        on(lambda x: np.linalg.norm(x, "nuc", axis=(1, 2)), T),
        corner(lambda x: np.linalg.norm(x, "nuc"), np.diag([3.0, 0.0]), slopes=[np.diag([1, 0])]),
    ],
    "norm_spec": [
        on(lambda x: np.linalg.norm(x, 2), X),
        on(lambda x: np.linalg.norm(x, -2), X),
        on(lambda x: np.linalg.norm(x, 2, axis=(0, 1)), T),
        on(np.linalg.cond, SQUARE),
    ],
    "norm_mat1": [
        on(lambda x: np.linalg.norm(x, 1), X),
        on(lambda x: np.linalg.norm(x, np.inf), X),
        on(lambda x: np.linalg.norm(x, -1), X),
        on(lambda x: np.linalg.norm(x, 1, axis=(1, 2)), T),
        corner(
            lambda x: np.linalg.norm(x, 1), [[1.0, 0.0], [0.0, 1.0]], slopes=[np.diag([0.5, 0.5])]
        ),
    ],
}


def _rebuilt(values: Array, vectors: Array) -> Array:
    """A function of a symmetric matrix, which the signs of eigenvectors do not disturb."""
    return (vectors * np.exp(values)) @ vectors.T


def _rebuilt_from_svd(u: Array, s: Array, vt: Array) -> Array:
    return (u * s**3) @ vt


MATRIX_FUNCTIONS: Table = {
    "expm": [
        on(lambda a: scipy.linalg.expm(a), SQUARE),
        on(lambda a: scipy.linalg.expm(a), STACK / 2),
        on(lambda a: scipy.linalg.expm(a), np.zeros((2, 2))),
        on(lambda a: scipy.linalg.expm(4 * a), SQUARE / 4),
    ],
    "logm": [
        on(lambda a: scipy.linalg.logm(a), SPD),
        on(lambda a: scipy.linalg.logm(a), SPD + 0.3 * np.triu(SQUARE)),
        on(lambda a: scipy.linalg.logm(a), np.eye(2)),
    ],
    "sqrtm": [
        on(lambda a: scipy.linalg.sqrtm(a), SPD),
        on(lambda a: scipy.linalg.sqrtm(a), SPD + 0.3 * np.triu(SQUARE)),
    ],
}


def transforms(f: Function, x: Array) -> list[Call]:
    """A one-dimensional transform: whole, cut, padded, along an axis, and in each norm."""
    return [
        on(f, x),
        on(lambda a: f(a, n=3), x),
        on(lambda a: f(a, n=7), x),
        on(lambda a: f(a, axis=0), x),
        on(lambda a: f(a, n=5, axis=-1, norm="ortho"), x),
        on(lambda a: f(a, norm="forward"), x),
    ]


FOURIER: Table = {
    "fft_fft": [*transforms(np.fft.fft, X), on(np.fft.fft, Z)],
    "fft_ifft": [*transforms(np.fft.ifft, X), on(np.fft.ifft, Z)],
    "fft_fftn": [
        on(np.fft.fftn, X),
        on(np.fft.fftn, Z),
        on(lambda a: np.fft.fftn(a, s=(2, 5), axes=(0, 1), norm="ortho"), X),
        on(lambda a: np.fft.fftn(a, axes=(0, -1)), T),
        on(np.fft.fft2, X),
    ],
    "fft_ifftn": [
        on(np.fft.ifftn, Z),
        on(lambda a: np.fft.ifftn(a, s=(2, 5), axes=(0, 1)), Z),
        on(np.fft.ifft2, Z),
    ],
    "fft_rfft": [*transforms(np.fft.rfft, X), on(np.fft.rfft, X[:, :3]), on(np.fft.rfftn, X)],
    "fft_irfft": [
        *transforms(np.fft.irfft, Z),
        on(lambda a: np.fft.irfft(a, n=6), Z),
        on(lambda a: np.fft.irfft(np.fft.rfft(a), n=4), X),
        on(np.fft.irfftn, Z),
    ],
    "fft_fftshift": [on(np.fft.fftshift, X), on(lambda a: np.fft.fftshift(a, axes=1), Z)],
    "fft_ifftshift": [on(np.fft.ifftshift, X), on(lambda a: np.fft.ifftshift(a, axes=(0,)), Z)],
}

LINEAR_ALGEBRA: Table = {**PRODUCTS, **SOLVING, **SPECTRA, **MATRIX_FUNCTIONS, **FOURIER}
