"""The derivatives of a function of a symmetric matrix, of every order."""

from jacobook import TestVector, general, shapes
from jacobook import operations as op
from jacobook.errors import ShapeError
from jacobook.rule import Array


def primal(*xs: Array, function: str = "sin") -> Array:
    """The derivative at the first matrix, once in the direction of each other. Shape: of each.

    In the basis of the eigenvectors the entries of the directions are multiplied along all paths,
    with the divided difference of the eigenvalues on the path.
    """
    import itertools

    import numpy as np

    a, *directions = xs
    w, v = np.linalg.eigh(a)
    turned = [v.mT @ op.sym(e) @ v for e in directions]
    letters = "abcdefgh"[: len(xs)]
    numbers = [
        w[(..., *(slice(None) if i == j else None for j in range(len(xs))))] for i in range(len(xs))
    ]
    table = op.divided_difference(*numbers, function=function)
    if not directions:
        return (v * table[..., None, :]) @ v.mT
    steps = ",".join(f"...{a}{b}" for a, b in itertools.pairwise(letters))
    terms = (
        np.einsum(f"...{letters},{steps}->...{letters[0]}{letters[-1]}", table, *order)
        for order in itertools.permutations(turned)
    )
    return op.sym(v @ sum(terms) @ v.mT)


def slope(direction: Array, y: Array, *xs: Array, position: int, function: str = "sin") -> Array:
    """By the first matrix one direction more, by a direction the other in its place.

    As a linear map of the direction it is symmetric, so the same serves both ways.
    """
    if position == 0:
        return op.symmetric_slope(*xs, direction, function=function)
    return op.symmetric_slope(*xs[:position], direction, *xs[position + 1 :], function=function)


def target(*xs: shapes.Shape, function: str = "sin") -> shapes.Shape:
    """The shape of the matrix, which is that of each direction.

    Raises:
        ShapeError: the shapes differ.
    """
    if any(shapes.square(x) != xs[0] for x in xs):
        raise ShapeError(f"symmetric_slope: {', '.join(map(shapes.show, xs))} must agree")
    return xs[0]


rule = general(
    id="matfun.symmetric_slope",
    title="Derivatives of a function of a symmetric matrix",
    summary="How a function of a symmetric matrix changes in one direction, or in several at once.",
    function="symmetric_slope([Xs])",
    operands="*Xs:(n,n) sym*",
    result="Y",
    op="symmetric_slope",
    primal=primal,
    parameters={"function": "sin"},
    shape=target,
    pushforward={"Xs": slope},
    pullback={"Xs": slope},
    variants=({"function": "exp"},),
    why=(
        "The first operand is the matrix, the others are directions. In one direction the table of "
        "divided differences is multiplied by its entries; in two, differences of three "
        "eigenvalues weigh the paths `i`, `j`, `k` through both directions, in both orders; and so "
        "on. A derivative of a derivative has one direction more."
    ),
    vectors=(
        TestVector(
            operands={"Xs": [[[1.0, 2.0], [2.0, 4.0]], [[1.0, 0.0], [0.0, 0.0]]]},
            parameters={"function": "square"},
            cotangent=[[1.0, 0.0], [0.0, 3.0]],
            value=[[2.0, 2.0], [2.0, 0.0]],
            gradients={"Xs": [[[2.0, 0.0], [0.0, 0.0]], [[2.0, 8.0], [8.0, 24.0]]]},
        ),
        TestVector(
            name="two directions",
            operands={
                "Xs": [
                    [[3.0, 1.0], [1.0, 5.0]],
                    [[1.0, 0.0], [0.0, 0.0]],
                    [[0.0, 1.0], [1.0, 2.0]],
                ]
            },
            parameters={"function": "square"},
            value=[[0.0, 1.0], [1.0, 0.0]],
            gradients={
                "Xs": [
                    [[0.0, 0.0], [0.0, 0.0]],
                    [[2.0, 4.0], [4.0, 6.0]],
                    [[2.0, 1.0], [1.0, 0.0]],
                ]
            },
        ),
    ),
    references=("Higham 2008, corollary 3.12", "Noferini 2017"),
    see_also=("matfun.symmetric", "matfun.divided_difference"),
    tags=("Frechet derivative", "Daleckii-Krein"),
)
