"""SciPy's Python functions, called on values that are being differentiated.

NumPy's functions, and every ufunc, ask their arguments what to do. SciPy's Python functions, such
as `scipy.linalg.expm` and `scipy.special.softmax`, do not: they turn what they get into a plain
array. So while a function runs under jacobook, those of them that a rule answers for are exchanged
in SciPy's public modules for stand-ins, which look at their arguments first and pass plain arrays
on. Afterwards, SciPy is as it was. A module that is not loaded is left alone.
"""

from __future__ import annotations

import functools
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from jacobook.array_operators import ArrayOperators
from jacobook.binding import is_ufunc
from jacobook.catalogue import Registry
from jacobook.operations import STANDS_FOR, innermost, installed_function

_lock = threading.Lock()
_depth = 0
_exchanged: list[Exchange] = []
"""What is exchanged now, until no function runs any more."""


def answered(registry: Registry, f: Callable[..., Any], args: Sequence[Any], kwargs: Any) -> Any:
    """What `f` returns if SciPy's functions answer to traced values by the rules of `registry`.

    `f` may be one of these functions itself.
    """
    if "scipy" not in sys.modules:
        return f(*args, **kwargs)
    exchange = registry.once("scipy calls", lambda: Exchange(registry))
    _enter(exchange)
    try:
        return exchanged(f)(*args, **kwargs)
    finally:
        _leave()


def exchanged(f: Callable[..., Any]) -> Callable[..., Any]:
    """What stands for `f` now, if it is a function of SciPy that was looked up before."""
    for exchange in _exchanged:
        if id(f) in exchange.stand_ins:
            return exchange.stand_ins[id(f)]
    return f


def _enter(exchange: Exchange) -> None:
    global _depth
    with _lock:
        _depth += 1
        if exchange not in _exchanged:
            exchange.put()
            _exchanged.append(exchange)


def _leave() -> None:
    global _depth
    with _lock:
        _depth -= 1
        if not _depth:
            for exchange in _exchanged:
                exchange.put_back()
            _exchanged.clear()


class Exchange:
    """The functions of SciPy that rules of a registry answer for, and their stand-ins.

    Attributes:
        stand_ins: by the identity of the function, which may be something that has no hash.
    """

    def __init__(self, registry: Registry) -> None:
        """Find the names; functions are looked up when their module has been loaded."""
        self.stand_ins: dict[int, Callable[..., Any]] = {}
        self._waiting: dict[str, list[str]] = {}
        self._modules: list[tuple[dict[str, Any], dict[str, Any], dict[str, Any]]] = []
        for dotted in registry.numpy_rules():
            module, _, name = dotted.rpartition(".")
            if module.startswith("scipy."):
                self._waiting.setdefault(module, []).append(name)

    def put(self) -> None:
        """Put the stand-ins into the modules that are loaded by now."""
        for name in [name for name in self._waiting if name in sys.modules]:
            self._look_up(name, self._waiting.pop(name))
        for module, stand_ins, _ in self._modules:
            module.update(stand_ins)

    def put_back(self) -> None:
        """Put SciPy's own functions back."""
        for module, _, originals in self._modules:
            module.update(originals)

    def _look_up(self, module: str, names: Sequence[str]) -> None:
        functions = {name: installed_function(f"{module}.{name}") for name in names}
        originals = {  # ufuncs ask their arguments themselves
            name: f for name, f in functions.items() if f is not None and not is_ufunc(f)
        }
        stand_ins = {name: stand_in(f) for name, f in originals.items()}
        self.stand_ins.update((id(f), stand_ins[name]) for name, f in originals.items())
        self._modules.append((vars(sys.modules[module]), stand_ins, originals))


def stand_in(original: Callable[..., Any]) -> Callable[..., Any]:
    """A function that gives traced and symbolic arguments to their rule, and others to `original`."""

    @functools.wraps(original)
    def asked(*args: Any, **kwargs: Any) -> Any:
        owners = [value for value in _values((args, kwargs)) if isinstance(value, ArrayOperators)]
        if not owners:
            return original(*args, **kwargs)
        owner: Any = innermost(owners)
        return owner.__array_function__(original, (), args, kwargs)

    setattr(asked, STANDS_FOR, original)
    return asked


def _values(given: Any) -> Iterator[Any]:
    """The values in nested lists, tuples and keywords."""
    if isinstance(given, dict):
        given = list(given.values())
    if isinstance(given, list | tuple):
        for part in given:
            yield from _values(part)
    else:
        yield given
