"""Functions without a derivative."""

from jacobook import constant

rule = constant(
    id="ufunc.nondifferentiable",
    title="Functions without a derivative",
    summary=(
        "Comparisons, tests, positions, counts and shapes: their values are constants for "
        "differentiation."
    ),
    function="where(x >= 0, 1.0, 0.0)",
    operands="x:(n) nonzero",
    numpy=(
        "numpy.less",
        "numpy.less_equal",
        "numpy.greater_equal",
        "numpy.equal",
        "numpy.not_equal",
        "numpy.logical_and",
        "numpy.logical_or",
        "numpy.logical_xor",
        "numpy.logical_not",
        "numpy.isnan",
        "numpy.isinf",
        "numpy.isfinite",
        "numpy.isneginf",
        "numpy.isposinf",
        "numpy.isreal",
        "numpy.iscomplex",
        "numpy.isrealobj",
        "numpy.iscomplexobj",
        "numpy.isin",
        "numpy.isclose",
        "numpy.allclose",
        "numpy.array_equal",
        "numpy.array_equiv",
        "numpy.signbit",
        "numpy.spacing",
        "numpy.argmax",
        "numpy.argmin",
        "numpy.nanargmax",
        "numpy.nanargmin",
        "numpy.argsort",
        "numpy.argpartition",
        "numpy.argwhere",
        "numpy.lexsort",
        "numpy.searchsorted",
        "numpy.digitize",
        "numpy.nonzero",
        "numpy.flatnonzero",
        "numpy.count_nonzero",
        "numpy.any",
        "numpy.all",
        "numpy.shape",
        "numpy.ndim",
        "numpy.size",
        "numpy.zeros_like",
        "numpy.ones_like",
        "numpy.empty_like",
        "numpy.result_type",
        "numpy.can_cast",
        "numpy.min_scalar_type",
        "numpy.shares_memory",
        "numpy.may_share_memory",
        "numpy.common_type",
        "numpy.diag_indices_from",
        "numpy.tril_indices_from",
        "numpy.triu_indices_from",
        "numpy.einsum_path",
        "numpy.array_repr",
        "numpy.array_str",
        "numpy.array2string",
    ),
    why=(
        "Truth values and whole numbers do not change when the numbers they come from change "
        "a little; where they do, they jump."
    ),
    pitfalls=(
        "They are called on plain values, and what they return takes part in further "
        "computations as a constant."
    ),
    references=("NumPy ufunc reference",),
    see_also=(
        "elementwise.greater",
        "ufunc.where",
        "ufunc.sign",
    ),
)
