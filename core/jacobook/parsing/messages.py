"""What an error says about operands whose sizes do not fit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from jacobook.shapes import Shape, show

_ATOM = re.compile(r"[\w.']+|\w*\([^()]*\)'*")


@dataclass(frozen=True, slots=True)
class Part:
    """An operand: its text, and the shape it has."""

    text: str
    shape: Shape

    def __str__(self) -> str:
        """`A is (m, n)`."""
        return f"{self.text} is {show(self.shape) if self.shape else 'a scalar'}"


def misfit(
    operation: str, parts: Sequence[Part], reason: str, sign: str = " @ ", prime: str = ".T"
) -> str:
    """What an operation was given, why that does not fit, and the transpose that would.

    Args:
        operation: its name.
        parts: its operands.
        reason: what its rule says.
        sign: how a matrix product is written.
        prime: how a transpose is written.
    """
    if len(parts) != 2:
        return f"{reason}{_listed(parts)}"
    left, right = parts
    if operation == "matmul" and left.shape and right.shape:
        return f"matmul: {left} and {right}; {_inner(left, right, sign, prime)}"
    if operation == "matmul":
        return f"matmul: {left} and {right}; write {left.text} * {right.text} for a scalar"
    if len(left.shape) == 2 and left.shape == right.shape[::-1]:
        return (
            f"{reason}{_listed(parts)}. Did you mean {_transposed(right, prime)} for {right.text}?"
        )
    return f"{reason}{_listed(parts)}"


def _listed(parts: Sequence[Part]) -> str:
    return f"; here {', '.join(map(str, parts))}" if parts else ""


def _inner(left: Part, right: Part, sign: str, prime: str) -> str:
    """Which sizes of a matrix product differ, and the transpose with which they do not."""
    inner = (left.shape[-1], right.shape[-2] if len(right.shape) > 1 else right.shape[-1])
    return f"the inner sizes {inner[0]} and {inner[1]} differ{_hint(left, right, sign, prime)}"


def _hint(left: Part, right: Part, sign: str, prime: str) -> str:
    if len(left.shape) == 2 and left.shape[0] == right.shape[0 if len(right.shape) == 1 else -2]:
        return f". Did you mean {_transposed(left, prime)}{sign}{bracketed(right.text)}?"
    if len(right.shape) == 2 and left.shape[-1] == right.shape[-1]:
        return f". Did you mean {bracketed(left.text)}{sign}{_transposed(right, prime)}?"
    return ""


def _transposed(part: Part, prime: str) -> str:
    """The text of a transpose; that of a transpose is what was transposed."""
    text = part.text
    if text.endswith(prime) and _ATOM.fullmatch(text):
        return text.removesuffix(prime)
    return f"{bracketed(text)}{prime}"


def too_many(name: str, most: int) -> str:
    """That a function was given more arguments than it takes."""
    return f"{name} takes at most {most} argument{'s' * (most != 1)}"


def bracketed(text: str) -> str:
    """A text in brackets unless it is a name or a call."""
    return text if _ATOM.fullmatch(text) else f"({text})"
