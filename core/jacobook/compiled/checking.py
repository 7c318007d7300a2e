"""A compiled function compared with the function itself, and a derivative with differences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from jacobook.containers import leaves, rebuilt
from jacobook.rule import Array

_STEP = 2e-5
_WEIGHTS = ((1, 8 / 12), (2, -1 / 12))
"""The five-point formula for a slope; its error is of the fourth order in the step."""


@dataclass(frozen=True, slots=True)
class Check:
    """What a comparison found.

    Attributes:
        against_function: the largest relative error against the function without `jb.compile`.
        against_differences: likewise against differences of function values along a random
            direction; `None` if the function is no gradient and no Jacobian.
    """

    against_function: float
    against_differences: float | None

    def __str__(self) -> str:
        """The errors in words."""
        lines = [f"as the function without jb.compile: relative error {self.against_function:.1e}"]
        if self.against_differences is not None:
            lines.append(
                f"as differences of function values: relative error {self.against_differences:.1e}"
            )
        return "\n".join(lines)


def checked(compiled: Any, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Check:
    """Compare a compiled function at some arguments."""
    found = compiled(*args, **kwargs)
    plain = _error(found, compiled.function(*args, **kwargs))
    what = getattr(compiled.function, "differentiates", None)
    return Check(plain, None if what is None else _slope_error(found, what, args, kwargs))


def _error(found: Any, wanted: Any) -> float:
    """The largest difference of two trees, relative to the largest entry."""
    pairs = zip((x for _, x in leaves(found)), (y for _, y in leaves(wanted)), strict=True)
    return max((_relative(np.asarray(x), np.asarray(y)) for x, y in pairs), default=0.0)


def _relative(x: Array, y: Array) -> float:
    if not x.size or x.dtype.kind not in "fciub":
        return 0.0
    return float(np.max(np.abs(x - y)) / max(float(np.max(np.abs(y))), 1e-300))


def _slope_error(
    found: Any, what: Any, args: Sequence[Any], kwargs: Mapping[str, Any]
) -> float | None:
    """The error of a derivative along a random direction of all its variables."""
    one = isinstance(what.argnums, int)
    positions = [what.argnums] if one else list(what.argnums)
    rng = np.random.default_rng(0)
    direction = {p: [rng.normal(size=np.shape(x)) for _, x in leaves(args[p])] for p in positions}

    def value(step: float) -> Any:
        moved = list(args)
        for p, parts in direction.items():
            own = [x for _, x in leaves(args[p])]
            steps = [x + step * d for x, d in zip(own, parts, strict=True)]
            moved[p] = rebuilt(args[p], steps)
        answer = what.function(*moved, **kwargs)
        return answer[0] if what.has_aux else answer

    if len(list(leaves(value(0.0)))) != 1:
        return None
    wanted = sum(w * (value(k * _STEP) - value(-k * _STEP)) for k, w in _WEIGHTS) / _STEP
    derivative = found[0] if what.has_aux else found
    blocks = [x for _, x in leaves(derivative)]
    parts = [d for p in positions for d in direction[p]]
    total = sum(
        np.tensordot(np.asarray(block), part, np.ndim(part))
        for block, part in zip(blocks, parts, strict=True)
    )
    return _relative(np.asarray(total), np.asarray(wanted))
