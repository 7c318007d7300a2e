"""The conformance kit on a pack of a thousand small rules, such as a third party writes.

    .venv/bin/python benchmarks/kit.py [--rules 1000] [--profile]

Prints the CPU time of all checks, and of each check for one rule. Every rule must pass.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import time
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

import jacobook as jb
from jacobook import TestVector
from jacobook import operations as op
from jacobook.rule import Rule
from jacobook.testing import iter_cases

Make = Callable[[str, float, float], Rule]


def vector(function: Callable[..., Any], slopes: Callable[..., Any], **operands: Any) -> TestVector:
    """Operands with the value and the gradients that plain NumPy gives, not the engine."""
    arrays = [np.array(x, float) for x in operands.values()]
    gradients = dict(zip(operands, (np.array(s).tolist() for s in slopes(*arrays)), strict=False))
    value = np.array(function(*arrays)).tolist()
    return TestVector(operands=operands, value=value, gradients=gradients)


def entrywise(
    id: str, text: str, partial: str, function: Callable[..., Any], slope: Any, **fields: Any
) -> Rule:
    """A function of one entry, at two entries."""
    return jb.elementwise(
        id=id,
        title=f"The function {text}",
        summary="A function of each entry.",
        function=text,
        operands=fields.pop("operands", "x:(n)"),
        partials={"x": partial},
        primal=function,
        vectors=(vector(function, lambda x: (slope(x),), x=[0.5, 1.25]),),
        **fields,
    )


# ------------------------------------------------------------------------------- of entries


def shifted_tanh(id: str, a: float, b: float) -> Rule:
    """`tanh(a * x + b / 8)`, away from where it is flat."""
    c = b / 8
    return entrywise(
        id, f"tanh({a} * x + {c})", f"{a} * (1 - y**2)",
        lambda x: np.tanh(a * x + c), lambda x: a / np.cosh(a * x + c) ** 2,
        operands="x:(n) unit", analytic=True,
    )  # fmt: skip


def soft_sign(id: str, a: float, b: float) -> Rule:
    """`x / (a + |x|)`."""
    return entrywise(
        id, f"x / ({a} + abs(x))", f"{a} / ({a} + abs(x))**2",
        lambda x: x / (a + abs(x)), lambda x: a / (a + abs(x)) ** 2,
    )  # fmt: skip


def bell(id: str, a: float, b: float) -> Rule:
    """`exp(-a x**2)`."""
    return entrywise(
        id, f"exp(-{a} * x**2)", f"-2 * {a} * x * y",
        lambda x: np.exp(-a * x**2), lambda x: -2 * a * x * np.exp(-a * x**2), analytic=True,
    )  # fmt: skip


def gated(id: str, a: float, b: float) -> Rule:
    """`x / (1 + exp(-a x))`."""

    def slope(x: Any) -> Any:
        s = 1 / (1 + np.exp(-a * x))
        return s + a * x * s * (1 - s)

    return entrywise(
        id, f"x / (1 + exp(-{a} * x))",
        f"1 / (1 + exp(-{a} * x)) + {a} * x * exp(-{a} * x) / (1 + exp(-{a} * x))**2",
        lambda x: x / (1 + np.exp(-a * x)), slope, analytic=True,
    )  # fmt: skip


def log_square(id: str, a: float, b: float) -> Rule:
    """`log(a + x**2)`."""
    return entrywise(
        id, f"log({a} + x**2)", f"2 * x / ({a} + x**2)",
        lambda x: np.log(a + x**2), lambda x: 2 * x / (a + x**2), analytic=True,
    )  # fmt: skip


def leaky(id: str, a: float, b: float) -> Rule:
    """`x` above zero and `a x` below, with its kink."""
    kink = TestVector(
        name="kink", operands={"x": [0.0]}, value=[0.0], gradients={"x": [a / 10]},
        why="The slope from the left.",
    )  # fmt: skip
    return entrywise(
        id, f"where(x > 0, x, {a / 10} * x)", f"where(x > 0, 1.0, {a / 10})",
        lambda x: op.where(x > 0, x, a / 10 * x), lambda x: np.where(x > 0, 1.0, a / 10),
        special_points=(kink,),
    )  # fmt: skip


def hyperbola(id: str, a: float, b: float) -> Rule:
    """`sqrt(a + x**2)`."""
    return entrywise(
        id, f"sqrt({a} + x**2)", "x / y",
        lambda x: np.sqrt(a + x**2), lambda x: x / np.sqrt(a + x**2), analytic=True,
    )  # fmt: skip


def waves(id: str, a: float, b: float) -> Rule:
    """`sin(a x) + cos(b x)`."""
    return entrywise(
        id, f"sin({a} * x) + cos({b} * x)", f"{a} * cos({a} * x) - {b} * sin({b} * x)",
        lambda x: np.sin(a * x) + np.cos(b * x),
        lambda x: a * np.cos(a * x) - b * np.sin(b * x), analytic=True,
    )  # fmt: skip


def raised(id: str, a: float, b: float) -> Rule:
    """`b x**a` of positive entries."""
    return entrywise(
        id, f"{b} * x**{a}", f"{a} * y / x",
        lambda x: b * x**a, lambda x: a * b * x ** (a - 1), operands="x:(n) pos",
    )  # fmt: skip


def two_operands(id: str, a: float, b: float) -> Rule:
    """`a x w + b w**2`: two operands, which broadcast."""

    def function(x: Any, w: Any) -> Any:
        return a * x * w + b * w**2

    return jb.elementwise(
        id=id,
        title="Product with a square",
        summary="A product of entries and a square.",
        function=f"{a} * x * w + {b} * w**2",
        operands="x:(n); w:(n)",
        partials={"x": f"{a} * w", "w": f"{a} * x + {2 * b} * w"},
        primal=function,
        analytic=True,
        vectors=(
            vector(function, lambda x, w: (a * w, a * x + 2 * b * w), x=[1.0, -2.0], w=[0.5, 3.0]),
        ),
    )


# -------------------------------------------------------------------------------- of matrices


def layer(id: str, a: float, b: float) -> Rule:
    """`a X @ w`, with pullbacks in text."""
    return jb.general(
        id=id,
        title="Scaled layer",
        summary="A multiple of a matrix times a vector.",
        function=f"{a} * (X @ w)",
        operands="X:(m,n); w:(n)",
        op=id.split(".")[-1],
        primal=lambda X, w: a * (X @ w),
        pullback={"X": f"{a} * outer(y_bar, w)", "w": f"{a} * (X.T @ y_bar)"},
        derivative={"jac[w]": f"{a} * X", "d": f"{a} * (dX @ w + X @ dw)"},
        analytic=True,
        vectors=(
            vector(
                lambda X, w: a * (X @ w),
                lambda X, w: (a * np.outer(np.ones(2), w), a * X.sum(axis=0)),
                X=[[1.0, 2.0, 0.5], [-1.0, 3.0, 2.0]], w=[1.0, -2.0, 0.5],
            ),
        ),
    )  # fmt: skip


def gram(id: str, a: float, b: float) -> Rule:
    """`a X @ X.T`, with a pullback in Python."""
    return jb.general(
        id=id,
        title="Scaled Gram matrix",
        summary="A multiple of the inner products of the rows.",
        function=f"{a} * X @ X.T",
        operands="X:(m,n)",
        result="Y",
        op=id.split(".")[-1],
        primal=lambda X: a * X @ X.T,
        pullback={"X": lambda Y_bar, Y, X: a * (Y_bar + Y_bar.T) @ X},
        derivative={
            "vjp[X]": f"{a} * (Y_bar + Y_bar.T) @ X",
            "d": f"{a} * (dX @ X.T + X @ dX.T)",
        },
        analytic=True,
        vectors=(
            vector(
                lambda X: a * X @ X.T,
                lambda X: (2 * a * np.ones((2, 2)) @ X,),
                X=[[1.0, 2.0, 0.5], [-1.0, 3.0, 2.0]],
            ),
        ),
    )


def quadratic(id: str, a: float, b: float) -> Rule:
    """`a x @ A @ x`."""
    return jb.general(
        id=id,
        title="Quadratic form",
        summary="A multiple of a quadratic form.",
        function=f"{a} * (x @ A @ x)",
        operands="x:(n); A:(n,n)",
        op=id.split(".")[-1],
        primal=lambda x, A: a * (x @ A @ x),
        pullback={
            "x": f"{a} * y_bar * ((A + A.T) @ x)",
            "A": f"{a} * y_bar * outer(x, x)",
        },
        derivative={
            "grad[x]": f"{a} * (A + A.T) @ x",
            "grad[A]": f"{a} * outer(x, x)",
            "hess[x]": f"{a} * (A + A.T)",
        },
        analytic=True,
        vectors=(
            vector(
                lambda x, A: a * (x @ A @ x),
                lambda x, A: (a * (A + A.T) @ x, a * np.outer(x, x)),
                x=[1.0, -2.0], A=[[1.0, 0.5], [2.0, -1.0]],
            ),
        ),
    )  # fmt: skip


def column_sums(id: str, a: float, b: float) -> Rule:
    """`a sum(X, axis=0)`, a linear map with its adjoint."""
    return jb.linear(
        id=id,
        title="Scaled column sums",
        summary="A multiple of the sum of each column.",
        function=f"{a} * sum(X, axis=0)",
        operands="X:(m,n)",
        primal=lambda X: a * op.sum(X, axis=0),
        adjoint=lambda y_bar, y, X: op.broadcast_to(a * y_bar, shape=X.shape),
        derivative={"vjp[X]": f"{a} * ones((m, n)) * y_bar"},
        vectors=(
            vector(
                lambda X: a * X.sum(axis=0),
                lambda X: (a * np.ones(X.shape),),
                X=[[1.0, 2.0, 0.5], [-1.0, 3.0, 2.0]],
            ),
        ),
    )


def weighted_product(id: str, a: float, b: float) -> Rule:
    """`a A @ B`, linear in each operand."""
    return jb.multilinear(
        id=id,
        title="Scaled product",
        summary="A multiple of a product of matrices.",
        function=f"{a} * A @ B",
        operands="A:(m,k); B:(k,n)",
        result="Y",
        primal=lambda A, B: a * A @ B,
        pullback={"A": f"{a} * Y_bar @ B.T", "B": f"{a} * A.T @ Y_bar"},
        derivative={
            "vjp[A]": f"{a} * Y_bar @ B.T",
            "vjp[B]": f"{a} * A.T @ Y_bar",
            "d": f"{a} * (dA @ B + A @ dB)",
        },
        analytic=True,
        vectors=(
            vector(
                lambda A, B: a * A @ B,
                lambda A, B: (a * np.ones((2, 1)) @ B.T, a * A.T @ np.ones((2, 1))),
                A=[[1.0, 2.0], [-1.0, 3.0]], B=[[0.5], [2.0]],
            ),
        ),
    )  # fmt: skip


def scaled_inverse(id: str, a: float, b: float) -> Rule:
    """`a inv(X)`."""
    return jb.general(
        id=id,
        title="Scaled inverse",
        summary="A multiple of the inverse.",
        function=f"{a} * inv(X)",
        operands="X:(n,n) inv",
        result="Y",
        op=id.split(".")[-1],
        primal=lambda X: a * np.linalg.inv(X),
        pushforward={"X": f"-Y @ X_dot @ Y / {a}"},
        derivative={"d": f"-Y @ dX @ Y / {a}", "vjp[X]": f"-Y.T @ Y_bar @ Y.T / {a}"},
        vectors=(
            vector(
                lambda X: a * np.linalg.inv(X),
                lambda X: (-a * np.linalg.inv(X).T @ np.ones((2, 2)) @ np.linalg.inv(X).T,),
                X=[[2.0, 1.0], [0.5, 1.5]],
            ),
        ),
    )


def log_determinant(id: str, a: float, b: float) -> Rule:
    """`a log det(X)` of positive definite matrices."""
    return jb.general(
        id=id,
        title="Scaled log-determinant",
        summary="A multiple of the logarithm of the determinant.",
        function=f"{a} * log(det(X))",
        operands="X:(n,n) spd",
        op=id.split(".")[-1],
        primal=lambda X: a * np.log(np.linalg.det(X)),
        pullback={"X": f"{a} * y_bar * inv(X).T"},
        derivative={"grad[X]": f"{a} * inv(X).T", "d": f"{a} * trace(inv(X) @ dX)"},
        vectors=(
            vector(
                lambda X: a * np.log(np.linalg.det(X)),
                lambda X: (a * np.linalg.inv(X).T,),
                X=[[2.0, 0.5], [0.5, 1.5]],
            ),
        ),
    )


def loss(id: str, a: float, b: float) -> Rule:
    """`a mean((x - t)**2)`, by its expansion."""
    return jb.derived(
        id=id,
        title="Scaled squared error",
        summary="A multiple of the mean squared difference.",
        function=f"{a} * mean((x - t)**2)",
        operands="x:(n); t:(n)",
        expand=lambda x, t: a * op.mean((x - t) ** 2),
        derivative={"grad[x]": f"{2 * a} * (x - t) / n", "hess[x]": f"{2 * a} * eye(n) / n"},
        analytic=True,
        vectors=(
            vector(
                lambda x, t: a * np.mean((x - t) ** 2),
                lambda x, t: (a * (x - t), -a * (x - t)),
                x=[1.0, -2.0], t=[0.5, 1.0],
            ),
        ),
    )  # fmt: skip


def regression(id: str, a: float, b: float) -> Rule:
    """The gradient of a regularised squared error, as an identity."""
    return jb.identity(
        id=id,
        title="Ridge regression",
        summary="A squared error with a penalty.",
        function=f"sum((X @ w - t)**2) + {a} * sum(w**2)",
        operands="X:(m,n); w:(n); t:(m)",
        derivative={"grad[w]": f"2 * X.T @ (X @ w - t) + {2 * a} * w"},
        vectors=(
            vector(
                lambda X, w, t: np.sum((X @ w - t) ** 2) + a * np.sum(w**2),
                lambda X, w, t: (
                    2 * np.outer(X @ w - t, w), 2 * X.T @ (X @ w - t) + 2 * a * w, -2 * (X @ w - t)
                ),
                X=[[1.0, 2.0], [-1.0, 3.0]], w=[0.5, -1.0], t=[1.0, 2.0],
            ),
        ),
    )  # fmt: skip


def norm_of_residual(id: str, a: float, b: float) -> Rule:
    """`a sum(X**2 @ w)`, by its expansion."""
    return jb.derived(
        id=id,
        title="Weighted sum of squares",
        summary="A multiple of the weighted sum of squares.",
        function=f"{a} * sum(X**2 @ w)",
        operands="X:(m,n); w:(n)",
        expand=lambda X, w: a * op.sum(X**2 @ w),
        derivative={"grad[X]": f"{2 * a} * X * w", "grad[w]": f"{a} * sum(X**2, axis=0)"},
        analytic=True,
        vectors=(
            vector(
                lambda X, w: a * np.sum(X**2 @ w),
                lambda X, w: (2 * a * X * w, a * (X**2).sum(axis=0)),
                X=[[1.0, 2.0, 0.5], [-1.0, 3.0, 2.0]], w=[1.0, -2.0, 0.5],
            ),
        ),
    )  # fmt: skip


FAMILIES: tuple[Make, ...] = (
    *(shifted_tanh, soft_sign, bell, gated, log_square, leaky, hyperbola, waves, raised),
    *(two_operands, layer, gram, quadratic, column_sums, weighted_product, scaled_inverse),
    *(log_determinant, loss, regression, norm_of_residual),
)


def rules(count: int) -> Iterator[Rule]:
    """Distinct rules: the families in turn, with other numbers each time."""
    for number in range(count):
        make = FAMILIES[number % len(FAMILIES)]
        turn = number // len(FAMILIES)
        yield make(f"bench.{make.__name__}_{turn}", 1 + turn / 64, 2 - turn / 128)


def book(count: int) -> jb.Registry:
    """The built-in rules and the pack."""
    pack = jb.RulePack("bench", title="Rules for timing").add(*rules(count))
    return jb.Registry(packs=["jacobook_rules:pack", pack])


def timed(registry: jb.Registry) -> tuple[Counter[str], Counter[str], list[str]]:
    """Seconds of CPU time by check, how often each was made, and what failed."""
    spent: Counter[str] = Counter()
    made: Counter[str] = Counter()
    failed = []
    start = time.process_time()
    for case in iter_cases(registry.rules(family="bench"), registry):
        result = case.run()
        end = time.process_time()
        spent[case.check] += end - start
        made[case.check] += 1
        if result.status != "passed":
            failed.append(f"{case.id}: {result.status}: {result.detail}")
        start = time.process_time()
    return spent, made, failed


def main() -> None:
    """Make the pack, check it, and print what it took."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rules", type=int, default=1000)
    parser.add_argument("--profile", action="store_true")
    given = parser.parse_args()
    timed(book(len(FAMILIES)))  # imports, and what is made once for the built-in rules
    registry = book(given.rules)
    profile = cProfile.Profile()
    if given.profile:
        profile.enable()
    start = time.process_time()
    spent, made, failed = timed(registry)
    total = time.process_time() - start
    profile.disable()
    print(f"{given.rules} rules, {made.total()} checks: {total:.1f} s of CPU time")
    print(f"{1e3 * total / given.rules:.1f} ms a rule")
    for name, seconds in spent.most_common():
        print(f"{name:14} {1e3 * seconds / given.rules:7.2f} ms a rule, made {made[name]} times")
    if given.profile:
        pstats.Stats(profile).sort_stats("tottime").print_stats(45)
    for line in failed[:20]:
        print(line)
    raise SystemExit(bool(failed))


if __name__ == "__main__":
    main()
