"""The operators and methods that arrays under trace share, written as applied operations.

Both kinds of trace build on it: the one with values (`jacobook.tracing`) and the one without
(`jacobook.symbolic_tracing`). They differ only in what applying an operation means.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import FrameType
from typing import Any

from jacobook.errors import InPlaceWriteError, TracedValueError
from jacobook.rule import Array

NOTHING: Mapping[str, Any] = {}


class ArrayOperators:
    """Operators and methods of NumPy arrays, written as applied operations.

    Subclasses say what applying means: `_apply(name, operands, parameters)`.
    """

    __slots__ = ()
    __array_priority__ = 1000.0
    staged = False
    level: int
    shape: tuple[int, ...]

    def _apply(self, name: str, operands: Sequence[Any], parameters: Mapping[str, Any]) -> Array:
        raise NotImplementedError

    def _stopped(self) -> Array:
        """The value without its derivative."""
        raise TracedValueError("a symbol has no value that could be taken as a constant")

    def _opaque(
        self, operation: Any, operands: Sequence[Any], parameters: Mapping[str, Any]
    ) -> Array:
        """Apply an operation as one call of its function, which asks for plain numbers."""
        raise NotImplementedError

    def _note_rules(self, ids: Iterable[str]) -> None:
        """Remember the rules that a differentiation used."""
        raise NotImplementedError

    def _as_one_call(
        self, function: Any, operands: Sequence[Any], parameters: Mapping[str, Any]
    ) -> Array:
        """Call a function that asks for plain numbers, as one step."""
        raise NotImplementedError

    def _method(self, name: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Array:
        """Apply NumPy's function `name` to this value, with its own arguments."""
        raise NotImplementedError

    @property
    def ndim(self) -> int:
        """The number of axes."""
        return len(self.shape)

    @property
    def T(self) -> Array:
        """The transpose: the axes in reverse order."""
        return self._apply("transpose", (self,), NOTHING)

    @property
    def mT(self) -> Array:
        """The transpose of the last two axes."""
        return self._apply("matrix_transpose", (self,), NOTHING)

    def __add__(self, other: Array) -> Array:
        return self._apply("add", (self, other), NOTHING)

    def __radd__(self, other: Array) -> Array:
        return self._apply("add", (other, self), NOTHING)

    def __sub__(self, other: Array) -> Array:
        return self._apply("subtract", (self, other), NOTHING)

    def __rsub__(self, other: Array) -> Array:
        return self._apply("subtract", (other, self), NOTHING)

    def __mul__(self, other: Array) -> Array:
        return self._apply("multiply", (self, other), NOTHING)

    def __rmul__(self, other: Array) -> Array:
        return self._apply("multiply", (other, self), NOTHING)

    def __truediv__(self, other: Array) -> Array:
        return self._apply("divide", (self, other), NOTHING)

    def __rtruediv__(self, other: Array) -> Array:
        return self._apply("divide", (other, self), NOTHING)

    def __pow__(self, other: Array) -> Array:
        return self._apply("power", (self, other), NOTHING)

    def __rpow__(self, other: Array) -> Array:
        return self._apply("power", (other, self), NOTHING)

    def __mod__(self, other: Array) -> Array:
        return self._apply("remainder", (self, other), NOTHING)

    def __rmod__(self, other: Array) -> Array:
        return self._apply("remainder", (other, self), NOTHING)

    def __matmul__(self, other: Array) -> Array:
        return self._apply("matmul", (self, other), NOTHING)

    def __rmatmul__(self, other: Array) -> Array:
        return self._apply("matmul", (other, self), NOTHING)

    def __neg__(self) -> Array:
        return self._apply("negative", (self,), NOTHING)

    def __pos__(self) -> Array:
        return self._apply("positive", (self,), NOTHING)

    def __abs__(self) -> Array:
        return self._apply("absolute", (self,), NOTHING)

    def __lt__(self, other: Array) -> Array:
        return self._apply("less", (self, other), NOTHING)

    def __le__(self, other: Array) -> Array:
        return self._apply("less_equal", (self, other), NOTHING)

    def __gt__(self, other: Array) -> Array:
        return self._apply("greater", (self, other), NOTHING)

    def __ge__(self, other: Array) -> Array:
        return self._apply("greater_equal", (self, other), NOTHING)

    def __eq__(self, other: object) -> Array:
        return self._apply("equal", (self, other), NOTHING)

    def __ne__(self, other: object) -> Array:
        return self._apply("not_equal", (self, other), NOTHING)

    __hash__ = object.__hash__

    def __getitem__(self, index: Any) -> Array:
        return self._apply("getitem", (self,), {"index": index})

    def __setitem__(self, index: Any, value: Any) -> None:
        raise InPlaceWriteError(
            f"x[...] = value: an array of shape {self.shape} that is being differentiated cannot "
            "be written into. Build the new array instead: np.where(mask, value, x), "
            "np.concatenate([...]) or np.stack([...])."
        )

    def __float__(self) -> float:
        raise TracedValueError(_PLAIN_NUMBER.format(asked="float(x) or a math function"))

    def __int__(self) -> int:
        raise TracedValueError(_PLAIN_NUMBER.format(asked="int(x)"))

    def __complex__(self) -> complex:
        raise TracedValueError(_PLAIN_NUMBER.format(asked="complex(x) or a cmath function"))

    def __array__(self, *args: Any, **kwargs: Any) -> Any:
        asking = _scipy_function()
        if asking:
            raise TracedValueError(
                f"{asking} asked for a plain array of a value that is being differentiated. Call it "
                "through its module, as in scipy.linalg.expm(x): there a rule can answer; a name "
                "imported by itself (from scipy.linalg import expm) reaches SciPy alone. If it was "
                "called so, no rule answers for it: write it with functions that have one, or add a "
                "rule for it (see the page 'Add a rule')."
            )
        raise TracedValueError(
            "a plain NumPy array was asked for where a value is being differentiated, which would "
            "cut the derivative. Write np.stack([x, y]) instead of np.array([x, y]) or an "
            "assignment into a plain array, and np.concatenate for longer pieces; leave np.asarray "
            "out where the value is an array already."
        )


_PLAIN_NUMBER = (
    "{asked}: a plain number was asked for where a value is being differentiated, which would cut "
    "the derivative. Use NumPy's function instead of one from math (np.sin for math.sin), "
    "np.stack([...]) instead of an assignment into a plain array, or jb.stop(x) where the value is "
    "meant to be a constant."
)


def _scipy_function() -> str:
    """The function of SciPy that asked this module for an array; empty if none did."""
    frame: FrameType | None = sys._getframe(2)
    asking = ""
    while frame is not None:
        module = str(frame.f_globals.get("__name__", ""))
        if not module.startswith(("numpy.", "scipy.")):
            break
        if module.startswith("scipy."):
            public = [part for part in module.split(".") if not part.startswith("_")]
            name = frame.f_code.co_name
            asking = ".".join([*public, name]) if name != "wrapper" else "the function of SciPy"
        frame = frame.f_back
    return asking


def _forwarded(name: str) -> Callable[..., Array]:
    """The array method which calls NumPy's function of the same name."""

    def method(self: ArrayOperators, *args: Any, **kwargs: Any) -> Array:
        return self._method(name, args, kwargs)

    method.__name__ = name
    method.__doc__ = f"`np.{name}` of this value."
    return method


for _name in [
    "all",
    "any",
    "argmax",
    "argmin",
    "argsort",
    "clip",
    "conj",
    "copy",
    "cumprod",
    "cumsum",
    "diagonal",
    "dot",
    "max",
    "mean",
    "min",
    "prod",
    "ravel",
    "repeat",
    "round",
    "squeeze",
    "std",
    "sum",
    "swapaxes",
    "take",
    "trace",
    "transpose",
    "var",
]:
    setattr(ArrayOperators, _name, _forwarded(_name))
