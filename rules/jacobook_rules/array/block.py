"""A matrix put together from four blocks."""

from jacobook import TestVector, identity

rule = identity(
    id="array.block",
    title="2 x 2 block matrix",
    summary="A matrix put together from four matrices.",
    function="concatenate([concatenate([A, B], axis=1), concatenate([C, D], axis=1)])",
    operands="A:(2,2); B:(2,3); C:(1,2); D:(1,3)",
    result="Y",
    derivative={
        "vjp[A]": "Y_bar[:2, :2]",
        "vjp[B]": "Y_bar[:2, 2:]",
        "vjp[C]": "Y_bar[2:, :2]",
        "vjp[D]": "Y_bar[2:, 2:]",
        "d": "concatenate([concatenate([dA, dB], axis=1), concatenate([dC, dD], axis=1)])",
    },
    why="Every block is copied to one place, so it reads the same block of the cotangent.",
    vectors=(
        TestVector(
            operands={
                "A": [[1.0, 2.0], [3.0, 4.0]],
                "B": [[5.0, 6.0, 7.0], [8.0, 9.0, 10.0]],
                "C": [[11.0, 12.0]],
                "D": [[13.0, 14.0, 15.0]],
            },
            cotangent=[
                [1.0, 2.0, 3.0, 4.0, 5.0],
                [10.0, 20.0, 30.0, 40.0, 50.0],
                [100.0, 200.0, 300.0, 400.0, 500.0],
            ],
            value=[
                [1.0, 2.0, 5.0, 6.0, 7.0],
                [3.0, 4.0, 8.0, 9.0, 10.0],
                [11.0, 12.0, 13.0, 14.0, 15.0],
            ],
            gradients={
                "A": [[1.0, 2.0], [10.0, 20.0]],
                "B": [[3.0, 4.0, 5.0], [30.0, 40.0, 50.0]],
                "C": [[100.0, 200.0]],
                "D": [[300.0, 400.0, 500.0]],
            },
        ),
    ),
    references=("NumPy reference, block", "Matrix Cookbook, section 9.1"),
    see_also=("array.block_all", "array.concatenate"),
)
