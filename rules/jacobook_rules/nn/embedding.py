"""Rows of a table, looked up by number."""

from jacobook import TestVector, identity

rule = identity(
    id="nn.embedding",
    title="Embedding lookup",
    summary="The rows of a table with the given numbers; a row read twice collects twice.",
    function="take(E, (2, 0, 2), axis=0)",
    operands="E:(m,n)",
    result="Y",
    sizes={"m": 4},
    derivative={
        "vjp[E]": (
            "scatter(Y_bar, index=((2, 0, 2),), shape=(m, n))",
            "take(eye(m), (2, 0, 2), axis=0).T @ Y_bar",
        ),
        "d": "take(dE, (2, 0, 2), axis=0)",
        "same": "take(eye(m), (2, 0, 2), axis=0) @ E",
    },
    conditions="The numbers are constants: they have no derivative.",
    why=(
        "A lookup is the product of the table with a matrix of ones and zeros, one 1 in each row. "
        "Its transpose adds every row of the cotangent to the row of the table it was read from, "
        "and leaves the rows that were not read at zero."
    ),
    pitfalls=(
        "Repeated numbers add up. Written in place, `G[idx] += Y_bar` keeps only the last of them; "
        "NumPy's `np.add.at` adds them all."
    ),
    vectors=(
        TestVector(
            operands={"E": [[1.0, 2.0], [3.0, 4.0], [5.0, 6.0], [7.0, 8.0]]},
            cotangent=[[1.0, 2.0], [10.0, 20.0], [100.0, 200.0]],
            value=[[5.0, 6.0], [1.0, 2.0], [5.0, 6.0]],
            gradients={"E": [[10.0, 20.0], [0.0, 0.0], [101.0, 202.0], [0.0, 0.0]]},
        ),
    ),
    references=("NumPy reference, take", "NumPy reference, ufunc.at"),
    see_also=("array.take", "array.scatter", "array.index"),
    tags=("embedding", "lookup table", "gather", "one-hot", "scatter-add"),
)
