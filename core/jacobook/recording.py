"""One traced call of a user's function: its variables, its value, and the steps between them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from jacobook import shapes
from jacobook.array_operators import ArrayOperators
from jacobook.catalogue import Registry, default_registry
from jacobook.containers import is_leaf, leaves, mapped, rebuilt
from jacobook.differentiation import pull_back, push_forward
from jacobook.errors import DTypeError, NonScalarOutputError, TracedValueError
from jacobook.operations import accepts_complex, is_complex
from jacobook.rule import Array
from jacobook.scipy_calls import answered
from jacobook.tracing import Trace, Traced, plain

Function = Callable[..., Any]


class Record:
    """One traced call: the variables, the value, and the steps between them."""

    def __init__(
        self,
        name: str,
        f: Function,
        args: Sequence[Any],
        argnums: Sequence[int],
        registry: Registry | None,
        kwargs: dict[str, Any],
        has_aux: bool = False,
    ) -> None:
        """Call `f` with the arguments at `argnums` traced."""
        self.trace = Trace(default_registry() if registry is None else registry)
        traced = list(args)
        self.variables: list[Traced] = []
        for argnum in argnums:
            traced[argnum] = self._variables(name, args[argnum], argnum)
        answer = _called(f, traced, kwargs, self.trace.operations.registry)
        if has_aux:
            if not isinstance(answer, tuple) or len(answer) != 2:
                raise NonScalarOutputError(
                    f"{name}: with has_aux=True the function must return a pair (value, aux); it "
                    f"returns a {type(answer).__name__}"
                )
            answer, aux = answer
            self.aux = mapped(self._value, aux)
        self.answer = answer
        self.complex = any(map(is_complex, self.variables)) or any(
            step.value.dtype.kind == "c" for step in self.trace.steps
        )
        if self.complex:
            _refuse_unless_complex(self.trace.steps)
        self._note_rules()
        if self.owns(answer):
            self.results = [answer]
        else:
            self.results = [leaf for _, leaf in leaves(answer)]
            self._refuse_leaks()

    def _note_rules(self) -> None:
        """Tell the staging, if this is part of one, which rules its source comes from."""
        inside = plain(self.variables[0]) if self.variables else None
        if isinstance(inside, ArrayOperators) and inside.staged:
            inside._note_rules(
                step.operation.rule.id for step in self.trace.steps if step.operation
            )

    def _refuse_leaks(self) -> None:
        """A value of an inner differentiation, kept and returned, would have a zero derivative.

        Raises:
            TracedValueError: there is one.
        """
        for result in self.results:
            if type(result) is not Traced or result.within is self.trace:
                continue
            if result.level > self.trace.level:
                raise TracedValueError(
                    "the function returns a traced value of a differentiation inside it, which was "
                    "kept in a list, an attribute or a closure. Return it with has_aux=True."
                )

    def _variables(self, name: str, argument: Any, argnum: int) -> Any:
        """A container like `argument` with every number traced."""
        if is_leaf(argument):
            made = [self.trace.variable(_variable_value(name, f"argument {argnum}", argument))]
            self.variables += made
            return made[0]
        made = []
        for path, leaf in leaves(argument, f"argument {argnum}"):
            made.append(self.trace.variable(_variable_value(name, path, leaf)))
        self.variables += made
        return rebuilt(argument, made)

    def _value(self, result: Any) -> Any:
        """A result without this trace."""
        return result.value if self.owns(result) else result

    def owns(self, result: Any) -> bool:
        """Whether a result depends on the variables."""
        return type(result) is Traced and result.within is self.trace

    def value(self) -> Any:
        """What the function returned, without this trace."""
        if type(self.answer) is Traced:
            return _fresh(self._value(self.answer))
        return mapped(lambda y: _fresh(self._value(y)), self.answer)

    def __del__(self) -> None:
        """Free the steps at once, rather than when the garbage collector comes by."""
        if hasattr(self, "trace"):
            self.trace.forget()

    def pull(self, y_bars: Sequence[Array]) -> list[Array]:
        """The cotangents of the variables, given those of the results.

        Both pair with their values as the real part of `sum(conj(y_bar) * y_dot)`. Rules pair
        without the conjugate, so that one formula serves real and complex numbers.
        """
        if self.complex:
            return [_conjugate(x_bar) for x_bar in self._pull([_conjugate(b) for b in y_bars])]
        return self._pull(y_bars)

    def _pull(self, y_bars: Sequence[Array]) -> list[Array]:
        pairs = [(y, b) for y, b in zip(self.results, y_bars, strict=True) if self.owns(y)]
        found = pull_back(pairs, self.variables)
        return [
            np.zeros(x.shape, x.dtype) if x_bar is None else x_bar
            for x, x_bar in zip(self.variables, found, strict=True)
        ]

    def push(self, x_dots: Sequence[Array]) -> list[Array]:
        """The tangents of the results, given those of the variables."""
        owned = [y for y in self.results if self.owns(y)]
        pairs = list(zip(self.variables, x_dots, strict=True))
        found = iter(push_forward(pairs, owned))
        made = []
        for y in self.results:
            y_dot = next(found) if self.owns(y) else None
            made.append(zeros_like(self._value(y)) if y_dot is None else y_dot)
        return made


def _refuse_unless_complex(steps: Sequence[Traced]) -> None:
    """Refuse complex values where they meet a rule whose derivative holds for real ones only.

    Raises:
        DTypeError: they do.
    """
    for step in steps:
        operation = step.operation
        if operation is None or accepts_complex(operation.rule):
            continue
        if any(map(is_complex, (step.value, *step.values))):
            raise DTypeError(
                f"{operation.rule.id}: its derivative holds for real values only, and a complex one "
                "was given. Write that part with np.real, np.imag, np.abs, np.angle and np.conj, "
                "or with functions that are analytic."
            )


def _conjugate(cotangent: Array) -> Array:
    return np.conj(cotangent) if is_complex(cotangent) else cotangent


def _fresh(y: Any) -> Any:
    """`y` in memory of its own, so that the caller may write into it before the pullback."""
    return y.copy() if type(y) is np.ndarray else y


def _called(f: Function, args: Sequence[Any], kwargs: dict[str, Any], registry: Registry) -> Any:
    """What `f` returns.

    NumPy hides our error about a write into a plain array behind one of its own, which says
    nothing; ours is raised instead.
    """
    try:
        return answered(registry, f, args, kwargs)
    except ValueError as error:
        if isinstance(error.__cause__, TracedValueError):
            raise error.__cause__ from None
        raise


def zeros_like(y: Any) -> Array:
    """Zeros of the shape and number type of a value, traced or not."""
    return np.zeros(np.shape(plain(y)), np.result_type(plain(y)))


def _variable_value(name: str, path: str, leaf: Any) -> Array:
    """A leaf as an array of floats.

    Raises:
        DTypeError: it is of another type; the conversion is named.
    """
    if type(leaf) is Traced:
        return leaf
    is_array = type(leaf) is np.ndarray or isinstance(leaf, ArrayOperators)
    value = leaf if is_array else np.asarray(leaf)
    if value.dtype.kind in "fc":
        if type(value) is not np.ndarray:
            return value
        return value[()] if value.ndim == 0 else value.copy() if name == "vjp" else value
    if value.dtype.kind in "iub":
        raise DTypeError(
            f"{name}: {path} has dtype {value.dtype} and shape {shapes.show(value.shape)}; "
            f"integers have no derivative. Convert it: {_conversion(leaf, value)}."
        )
    raise DTypeError(
        f"{name}: {path} is a {type(leaf).__name__}, which is no number. Pass it through another "
        "argument or a closure, and differentiate by the others with argnums."
    )


def _conversion(leaf: Any, value: np.ndarray[Any, Any]) -> str:
    return "x.astype(float)" if isinstance(leaf, np.ndarray) else f"float({leaf!r})"
