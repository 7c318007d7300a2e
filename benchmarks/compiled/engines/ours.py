"""jacobook: eager, compiled to NumPy, and compiled to fused loops."""

from __future__ import annotations

import inspect
import math
from typing import Any

import numpy as np

import jacobook as jb
from benchmarks.compiled.engines.base import Array, Engine, Functional
from benchmarks.compiled.workload import Function, Row


class Eager(Functional):
    """Traces at each call."""

    names = jb


class Compiled(Functional):
    """Traces once per signature and emits NumPy source."""

    names = jb

    def __init__(self, **options: Any) -> None:
        """Take options of `jb.compile`."""
        self.options = options

    def derivative(self, row: Row) -> Function:
        """The eager derivative, compiled."""
        derivative = super().derivative(row)
        found: Function = jb.compile(derivative, **self.options)
        return found

    def emitted(self, row: Row) -> Function | None:
        """The function that the source defines, if it needs no other names than these."""
        derivative: Any = self.derivative(row)
        given = self.arguments(row)
        derivative(*given)
        names: dict[str, Any] = {"np": np, "math": math}
        try:
            exec(derivative.source, names)  # noqa: S102
            found: Function = list(names.values())[-1]
            found(*given)
        except NameError:
            return None
        return found


class CompiledStructured(Engine):
    """Emits NumPy source for the factors of a linear map."""

    def derivative(self, row: Row) -> Function | None:
        """The linear map, where a person would write less than the dense result."""
        if row.derivative.structured is None:
            return None
        make: Any = getattr(jb, row.derivative.name)
        found: Function = jb.compile(make(row.function(), row.argnums, structured=True))
        return found

    def arrays(self, row: Row, result: Any) -> list[Array]:
        """The dense result that the map stands for."""
        return [result.todense()]


def compiled() -> Engine:
    """Emits NumPy source.

    Raises:
        ImportError: this jacobook does not compile.
    """
    if not hasattr(jb, "compile"):
        raise ImportError("this jacobook has no jb.compile")
    return Compiled()


def structured() -> Engine:
    """Emits NumPy source for linear maps.

    Raises:
        ImportError: this jacobook has no such results.
    """
    if "structured" not in inspect.signature(jb.jacobian).parameters:
        raise ImportError("this jacobook has no jb.jacobian(f, structured=True)")
    return CompiledStructured()


def fused() -> Engine:
    """Emits loops that Numba compiles.

    Raises:
        ImportError: there is no Numba, or this jacobook has no such option.
    """
    import numba  # noqa: F401 - asked for early

    if not hasattr(jb, "compile") or "backend" not in inspect.signature(jb.compile).parameters:
        raise ImportError("this jacobook has no jb.compile(f, backend=...)")
    return Compiled(backend="numba")
