"""Stumpff's functions, the smooth coefficients of rotations."""

import math

from jacobook import TestVector, general, shapes
from jacobook import operations as op
from jacobook.rule import Array
from jacobook_geometry.spaces import is_number


def primal(s: Array, *, order: int) -> Array:
    """The series near 0, the recurrence further out; on symbols always the recurrence."""
    import numpy as np

    if not is_number(s):
        return recurrence(s, order)
    near = np.abs(s) <= (order + 1) ** 2
    inner, outer = np.where(near, s, 0.0), np.where(near, (order + 2.0) ** 2, s)
    y: Array = np.where(near, series(inner, order), recurrence(outer, order))
    return y[()]


def series(s: Array, order: int) -> Array:
    """`1/k! - s/(k+2)! + s**2/(k+4)! - ...`; the terms decrease from the first one on."""
    term = 1.0 / math.factorial(order) + 0.0 * s
    total = term
    for j in range(order + 1, order + 32, 2):
        term = -term * s / (j * (j + 1))
        total = total + term
    return total


def recurrence(s: Array, order: int) -> Array:
    """From `c0` or `c1` upwards by `c[k+2] = (1/k! - c[k]) / s`."""
    above, below = op.where(s > 0, s, 1.0), op.where(s > 0, 1.0, -s)
    t, u = op.sqrt(above), op.sqrt(below)
    y = op.where(s > 0, op.sin(t) / t, op.sinh(u) / u)
    if order % 2 == 0:
        y = op.where(s > 0, op.cos(t), op.cosh(u))
    for k in range(order % 2, order - 1, 2):
        y = (1 / math.factorial(k) - y) / s
    return y


def along_s(direction: Array, y: Array, s: Array, *, order: int) -> Array:
    """`s_bar` or `y_dot`: the slope is a combination of the functions of the next two orders."""
    after, last = op.stumpff(s, order=order + 1), op.stumpff(s, order=order + 2)
    return direction * (order * last - after) / 2


def target(s: shapes.Shape, *, order: int) -> shapes.Shape:
    """The shape of `s`."""
    return s


rule = general(
    id="geom.smooth.stumpff",
    title="Stumpff's functions",
    summary="The power series from which every formula for rotations takes its coefficients.",
    function="stumpff(s)",
    operands="s:(n) pos",
    derivative={
        "elem[s]": (
            "(stumpff(s, order=3) - stumpff(s, order=2)) / 2",
            "(cos(sqrt(s)) - sin(sqrt(s)) / sqrt(s)) / (2*s)",
        ),
        "same": ("sin(sqrt(s)) / sqrt(s)", "1 - s*stumpff(s, order=3)"),
    },
    conditions="The forms with roots need s > 0; the functions are smooth everywhere.",
    op="stumpff",
    primal=primal,
    parameters={"order": 1},
    shape=target,
    pushforward={"s": along_s},
    pullback={"s": along_s},
    variants=({"order": 0}, {"order": 2}, {"order": 3}, {"order": 6}),
    analytic=True,
    why=(
        "The function of order `k` is the series with the terms `(-s)**j / (2*j + k)!`. With "
        "`s = t**2` the orders 0 to 3 are `cos(t)`, `sin(t)/t`, `(1 - cos(t))/t**2` and "
        "`(t - sin(t))/t**3`. Differentiate term by term and write the factor `j` as `((2*j + k) - "
        "k)/2`: the slope of order `k` is half of `k` times the function of order `k + 2`, less "
        "half of the function of order `k + 1`. So no slope, of any order, divides by `s`."
    ),
    pitfalls=(
        "The argument is the square of the angle. That is what makes a coefficient such as "
        "`(1 - cos(t))/t**2` smooth in a rotation vector at 0, where the angle itself has a kink."
    ),
    vectors=(
        TestVector(
            operands={"s": [0.5, 6.0, 40.0, -3.0]},
            value=[0.9187253698655684, 0.2605267635958235, 0.006539307734329603, 1.580586563566668],
            gradients={
                "s": [
                    -0.15848077278993827,
                    -0.08586937444547638,
                    0.012407563441407499,
                    -0.22233181276821,
                ]
            },
            source="mpmath, 60 digits",
        ),
        TestVector(
            name="fifth order",
            operands={"s": [0.5, 6.0, 40.0, -3.0]},
            parameters={"order": 5},
            value=[
                0.008234812795607085,
                0.007236854544328431,
                0.003545753734000623,
                0.008954062618518669,
            ],
            gradients={
                "s": [
                    -0.00019567567551481734,
                    -0.0001679156197430801,
                    -6.536629288248478e-05,
                    -0.0002156411544923711,
                ]
            },
            source="mpmath, 60 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="no rotation",
            operands={"s": [0.0]},
            value=[1.0],
            gradients={"s": [-0.16666666666666666]},
            why="The series begins 1 - s/6: the value and all slopes are those of the series.",
        ),
        TestVector(
            name="no rotation, third order",
            operands={"s": [0.0]},
            parameters={"order": 3},
            value=[0.16666666666666666],
            gradients={"s": [-0.008333333333333333]},
            why="The series begins 1/6 - s/120.",
        ),
    ),
    references=("Stiefel & Scheifele 1971, Stumpff functions", "Standard, power series"),
    see_also=("geom.rodrigues", "geom.rotation.right_jacobian", "ufunc.sinc"),
    tags=("Stumpff function", "small angles", "smooth at zero"),
)
