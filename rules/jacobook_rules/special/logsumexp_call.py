"""SciPy's log-sum-exp with weights."""

from typing import Any

from jacobook import TestVector, derived, inf, shapes, stop
from jacobook import operations as op
from jacobook.rule import Array


def expand(
    a: Array,
    axis: shapes.Axis = None,
    b: Array = None,
    keepdims: bool = False,
    return_sign: bool = False,
) -> Any:
    """The logarithm of a weighted sum of exponentials; its sign too, if that is asked for."""
    a, b = (op.stack(*v, axis=0) if isinstance(v, list | tuple) else v for v in (a, b))
    if b is None and not return_sign:
        return op.logsumexp(a, axis=axis, keepdims=keepdims)
    weight = 1.0 if b is None else b
    gap, shift = shifted(a, weight, axis)
    total = op.sum(weight * op.exp(gap), axis=axis, keepdims=True)
    y = op.log(abs(total) if return_sign else total) + shift
    sign = op.sign(stop(total))
    if not keepdims:
        shape = shapes.reduced(total.shape, axis) if axis is not None else ()
        y, sign = (op.reshape(part, shape=shape, order="C") for part in (y, sign))
    return (y, sign) if return_sign else y


def shifted(a: Array, weight: Array, axis: shapes.Axis) -> tuple[Array, Array]:
    """`a` less its largest finite entry that has a weight, and that entry; 0 for symbols."""
    import numpy as np

    held, weights = stop(a), stop(weight)
    if not all(hasattr(v, "dtype") or isinstance(v, float | int) for v in (held, weights)):
        return a, 0.0
    idle = np.equal(weights, 0)
    top = np.max(np.where(idle, -inf, held), axis=axis, keepdims=True)
    shift = np.where(np.isfinite(top), top, 0.0).astype(np.result_type(held, 0.0))
    gap = a - shift
    return (op.where(idle, op.minimum(gap, 80.0), gap) if np.any(idle) else gap), shift


rule = derived(
    id="special.logsumexp_call",
    title="SciPy's log-sum-exp",
    summary="The logarithm of a weighted sum of exponentials, as SciPy calls it.",
    function="log(sum(b * exp(a)))",
    operands="a:(n); b:(n) range(0.5,2)",
    derivative={
        "grad[a]": "b * exp(a - y)",
        "grad[b]": "exp(a - y)",
        "d": "dot(b * exp(a - y), da) + dot(exp(a - y), db)",
        "same": "logsumexp(a + log(b))",
    },
    conditions="The weighted sum is positive.",
    numpy=("scipy.special.logsumexp",),
    parameters={"axis": None, "keepdims": False, "return_sign": False},
    expand=expand,
    variants=({"axis": 0}, {"axis": -1, "keepdims": True}, {"return_sign": True}),
    why=(
        "By the chain rule the slope by `a[i]` is the share of the term `b[i] * exp(a[i])` in the "
        "sum, and by `b[i]` it is that without the weight. Subtracting the largest entry that has "
        "a weight changes nothing but the size of the exponentials."
    ),
    pitfalls=(
        "A negative sum has no real logarithm; with `return_sign=True` the logarithm of its "
        "absolute value is returned, with the sign. The sign is a constant."
    ),
    vectors=(
        TestVector(
            operands={"a": [0.5, 2.0, 1.0], "b": [3.0, 1.0, -2.0]},
            value=1.9313266468570591,
            gradients={
                "a": [0.716974962935935, 1.0710862850320064, -0.7880612479679414],
                "b": [0.23899165431197833, 1.0710862850320064, 0.3940306239839707],
            },
            source="mpmath, 50 digits",
        ),
        TestVector(
            name="sign",
            operands={"a": [0.5, 2.0, 1.0], "b": [-3.0, -1.0, 2.0]},
            parameters={"return_sign": True},
            cotangent=[1.0, 100.0],
            value=[1.9313266468570591, -1.0],
            gradients={
                "a": [0.716974962935935, 1.0710862850320064, -0.7880612479679414],
                "b": [-0.23899165431197833, -1.0710862850320064, -0.3940306239839707],
            },
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="no weight",
            operands={"a": [1.0, 5.0], "b": [1.0, 0.0]},
            value=1.0,
            gradients={"a": [1.0, 0.0], "b": [1.0, 54.598150033144236]},
            why="An entry without weight has no influence, but its weight has.",
        ),
        TestVector(
            name="no weight, far out",
            operands={"a": [1.0, 5000.0], "b": [1.0, 0.0]},
            value=1.0,
            gradients={"a": [1.0, 0.0]},
            why="The exponential of an entry without weight must not overflow.",
        ),
        TestVector(
            name="far out",
            operands={"a": [5000.0, 0.0], "b": [2.0, 1.0]},
            value=5000.69314718056,
            gradients={"a": [1.0, 0.0], "b": [0.5, 0.0]},
            why="The exponentials would overflow; the shares do not.",
        ),
    ),
    references=("SciPy special reference",),
    see_also=("reduce.logsumexp", "act.softmax"),
    tags=("log-sum-exp", "mixture", "weights"),
)
