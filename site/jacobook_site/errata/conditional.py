"""Formulas that are true under a condition which their source does not state."""

from __future__ import annotations

from jacobook_site.errata.erratum import Erratum
from jacobook_site.errata.special import Wide
from jacobook_site.errata.statements import Statement
from jacobook_site.errata.wrong import COOKBOOK

_RATIO = "trace(inv(A + X.T @ C @ X) @ (X.T @ B @ X))"
_RATIO_PRINTED = (
    "-2 * C @ X @ inv(A + X.T @ C @ X) @ X.T @ B @ X @ inv(A + X.T @ C @ X)"
    " + 2 * B @ X @ inv(A + X.T @ C @ X)"
)
_K = "inv(A + X.T @ C @ X) @ X.T @ B @ X @ inv(A + X.T @ C @ X)"
_RATIO_REPAIRED = (
    f"B @ X @ (inv(A + X.T @ C @ X) + inv(A + X.T @ C @ X).T) - C @ X @ ({_K} + ({_K}).T)"
)

UNDER_A_CONDITION: tuple[Erratum, ...] = (
    Erratum(
        anchor="matrix-cookbook-127",
        source=COOKBOOK,
        where="equation 127",
        title="A ratio of traces with a shift",
        names="X:(m,n); A:(n,n); B:(m,m); C:(m,m)",
        told=(
            "The text asks for symmetric `B` and `C`. The formula needs a symmetric `A` as well: it "
            "has collected two terms that are transposes of each other only then."
        ),
        rules=("identity.inv.trace_ratio_shift", "identity.inv.trace_ratio_general"),
        cases=(
            Statement(
                title="`A` is not symmetric",
                function=_RATIO,
                operands="X:(m,n); A:(n,n) inv; B:(m,m) sym; C:(m,m) spd",
                wrt="X",
                at={
                    "X": [[1, 0], [0, 1]],
                    "A": [[1, 2], [0, 1]],
                    "B": [[1, 0], [0, 3]],
                    "C": [[1, 0], [0, 1]],
                },
                along=[[0, 1], [0, 0]],
                printed=_RATIO_PRINTED,
                repaired=_RATIO_REPAIRED,
            ),
            Statement(
                title="`A` is symmetric",
                function=_RATIO,
                operands="X:(m,n); A:(n,n) spd; B:(m,m) sym; C:(m,m) spd",
                wrt="X",
                at={
                    "X": [[1, 0], [0, 1]],
                    "A": [[2, 1], [1, 1]],
                    "B": [[1, 0], [0, 3]],
                    "C": [[1, 0], [0, 1]],
                },
                along=[[0, 1], [0, 0]],
                printed=_RATIO_PRINTED,
                holds=True,
            ),
        ),
    ),
    Erratum(
        anchor="matrix-cookbook-51",
        source=COOKBOOK,
        where="equation 51",
        title="The determinant of a product of three",
        names="A:(n,n); X:(n,n); B:(n,n)",
        told=(
            "The formula takes the product apart, `det(A @ X @ B) = det(A)*det(X)*det(B)`, which "
            "needs square `A` and `B`. For a wide `A` and a tall `B` the product is square too, and "
            "the gradient is another."
        ),
        rules=("identity.det.axb", "identity.det.axb_rect"),
        cases=(
            Statement(
                title="`A` is wide and `B` is tall",
                function="det(A @ X @ B)",
                operands="A:(k,n) rank; X:(n,n) inv; B:(n,k) rank",
                wrt="X",
                at={"A": [[1, 0]], "X": [[2, 1], [1, 1]], "B": [[1], [1]]},
                along=[[1, 0], [0, 0]],
                printed="det(A @ X @ B) * inv(X).T",
                repaired="det(A @ X @ B) * A.T @ inv(A @ X @ B).T @ B.T",
            ),
            Statement(
                title="`A` and `B` are square",
                function="det(A @ X @ B)",
                operands="A:(n,n) inv; X:(n,n) inv; B:(n,n) inv",
                wrt="X",
                at={"A": [[1, 1], [0, 1]], "X": [[2, 1], [1, 1]], "B": [[1, 0], [2, 1]]},
                along=[[1, 0], [0, 0]],
                printed="det(A @ X @ B) * inv(X).T",
                holds=True,
            ),
        ),
    ),
    Erratum(
        anchor="matrix-cookbook-55",
        source=COOKBOOK,
        where="equation 55",
        title="The log-determinant of a Gram matrix",
        names="X:(m,n)",
        told=(
            "The formula needs independent columns. A matrix with more columns than rows has none: "
            "`det(X.T @ X)` is 0 everywhere, and its logarithm has no derivative, while the printed "
            "gradient is a matrix of ordinary numbers. Those numbers belong to "
            "`log(det(X @ X.T))`."
        ),
        rules=("identity.logdet.xtx",),
        cases=(
            Wide(x=((1, 0, 1), (0, 2, 0)), along=((1, 0, 0), (0, 0, 0))),
            Statement(
                title="`X` is tall, with independent columns",
                function="logdet(X.T @ X)",
                operands="X:(m,n) rank",
                wrt="X",
                at={"X": [[1, 0], [0, 2], [1, 0]]},
                along=[[1, 0], [0, 0], [0, 0]],
                printed="2 * pinv(X).T",
                holds=True,
            ),
        ),
    ),
    Erratum(
        anchor="matrix-cookbook-2-5",
        source=COOKBOOK,
        where="section 2.5",
        title="The trace of a function of a matrix",
        names="X:(n,n); F(X) -> (n,n); f(X) -> (n,n)",
        told=(
            "The opening formula says that the gradient of the trace of `F(X)` is `f(X).T`, with the "
            "derivative of the scalar function in place of the function, whenever `F(X)` is "
            "differentiable in each of the entries. That is true for matrix functions, such as the matrix exponential. It is false "
            "for a function applied entry by entry, though the text asks for no more."
        ),
        rules=("identity.trace.function",),
        cases=(
            Statement(
                title="a function of each entry",
                function="trace(exp(X))",
                operands="X:(n,n)",
                wrt="X",
                at={"X": [[0, 1], [0, 0]]},
                along=[[0, 0], [1, 0]],
                printed="exp(X).T",
                repaired="diag(exp(diagonal(X)))",
            ),
            Statement(
                title="a matrix function",
                function="trace(expm(X))",
                operands="X:(n,n)",
                wrt="X",
                at={"X": [[0, 1], [0, 0]]},
                along=[[0, 0], [1, 0]],
                printed="expm(X).T",
                holds=True,
            ),
        ),
    ),
)
