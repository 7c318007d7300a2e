"""The calls of the inventory, compiled: gradient and Hessian-vector product are the eager ones."""

from __future__ import annotations

import numpy as np
import pytest
from agreement import like
from calls import Call
from calls_arrays import ARRAYS
from calls_elementwise import ELEMENTWISE
from calls_linalg import LINEAR_ALGEBRA
from calls_reductions import REDUCING
from calls_special import LEARNING

import jacobook as jb
from jacobook.errors import TracedValueError

CALLS = {**ELEMENTWISE, **REDUCING, **ARRAYS, **LINEAR_ALGEBRA, **LEARNING}

NEEDS_NUMBERS = ("interp", "quantile", "unique")
"""Operations whose rules compare numbers to find places; they refuse to be compiled."""

EVERY = [
    pytest.param(asked, id=f"{name}-{number}")
    for name, several in CALLS.items()
    for number, asked in enumerate(several)
    if isinstance(asked, Call) and name not in NEEDS_NUMBERS
]
SOME = [param for param in EVERY if param.id.endswith("-0")]


@pytest.mark.parametrize("asked", SOME)
def test_a_compiled_call_of_each_operation(asked: Call) -> None:
    check(asked)


@pytest.mark.exhaustive
@pytest.mark.parametrize("asked", EVERY)
def test_every_compiled_call(asked: Call) -> None:
    check(asked)


@pytest.mark.parametrize("name", NEEDS_NUMBERS)
def test_what_needs_numbers_is_refused(name: str) -> None:
    asked = next(asked for asked in CALLS[name] if isinstance(asked, Call))
    with pytest.raises(TracedValueError, match="being compiled"):
        jb.compile(jb.grad(asked._summed))(*asked.at)


def check(asked: Call) -> None:
    """Compare the derivatives of a call, compiled and not, at its point and near it."""
    at = [np.asarray(x) for x in asked.at]
    positions = tuple(range(len(at)))
    rng = np.random.default_rng(8)
    dots = [like(x, rng) for x in at]
    gradient = jb.grad(asked._summed, positions)
    compiled = jb.compile(gradient)
    agree(compiled(*at), gradient(*at))
    near = [x + 1e-3 * dot for x, dot in zip(at, dots, strict=True)]
    agree(compiled(*near), gradient(*near))

    def along(*given):
        return jb.hvp(asked._squared, given[: len(at)], given[len(at) :])

    agree(jb.compile(along)(*at, *dots), along(*at, *dots))


def agree(found, wanted) -> None:
    """Compare arrays, or tuples of them."""
    several = isinstance(wanted, tuple)
    for one, other in zip(
        found if several else [found], wanted if several else [wanted], strict=True
    ):
        np.testing.assert_allclose(one, other, 1e-8, 1e-10)
