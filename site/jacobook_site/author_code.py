"""The one place where code that came with a rule is run: it may raise anything."""

from __future__ import annotations

import contextlib
import warnings
from collections.abc import Callable, Iterator
from typing import Generic, TypeVar

import numpy as np

Value = TypeVar("Value")


class Attempt(Generic[Value]):
    """What running a rule's own code gave: a value, or the problem in one line."""

    __slots__ = ("problem", "value")

    def __init__(self, work: Callable[[], Value]) -> None:
        """Run `work`."""
        self.value: Value | None = None
        self.problem = ""
        try:
            self.value = work()
        except Exception as error:  # noqa: BLE001 - whatever it is, it becomes a line on the page
            lines = str(error).splitlines() or [""]
            self.problem = f"{type(error).__name__}: {lines[0]}"

    def otherwise(self, value: Value) -> Value:
        """The value, or another one if there was a problem."""
        return value if self.problem or self.value is None else self.value


@contextlib.contextmanager
def silence() -> Iterator[None]:
    """Nothing inside warns: special points divide by zero on purpose."""
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        yield


def quietly(work: Callable[[], Value]) -> Value:
    """What a piece of work gives, without its warnings."""
    with silence():
        return work()
