"""`jb.compile`: a function staged once for each signature, and called as emitted source."""

from __future__ import annotations

import builtins
import functools
import keyword
import operator
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from jacobook.array_operators import ArrayOperators
from jacobook.catalogue import Registry, default_registry
from jacobook.compiled.checking import Check, checked
from jacobook.compiled.emission import Emitted, emit
from jacobook.compiled.graph import Node, frozen
from jacobook.compiled.operators import Layout, LinearMap
from jacobook.compiled.portable import is_foreign, namespace_of
from jacobook.compiled.reassociation import reassociated
from jacobook.compiled.staging import Stage, Staged
from jacobook.containers import assembled, children, is_leaf, leaves, mapped
from jacobook.errors import ShapeError, UnsupportedKeywordError
from jacobook.scipy_calls import answered

Function = Callable[..., Any]
Build = Callable[[Sequence[Any]], Any]


@dataclass(frozen=True, slots=True)
class Program:
    """What a function became for one signature.

    Attributes:
        emitted: the source.
        run: the emitted function: it takes the staged leaves and returns the results, or `None`
            where a guard does not hold.
        build: puts the function's value together from the results.
        direct: whether the emitted function returns the value as it is.
        rules: the ids of the rules that derivatives were taken with.
    """

    emitted: Emitted
    run: Function
    build: Build
    direct: bool
    rules: tuple[str, ...]

    def answer(self, results: Sequence[Any]) -> Any:
        """The function's value, put together from the results."""
        return self.build(results)


class Compiled:
    """A function that runs as emitted NumPy source.

    Attributes:
        function: the function as it was given.

    Example:
        >>> import jacobook as jb
        >>> slope = jb.compile(jb.grad(lambda x: x**3))
        >>> float(slope(2.0)), slope.rules
        (12.0, ('ufunc.power_int',))
    """

    def __init__(
        self, function: Function, registry: Registry | None, xp: Any = None, backend: str = "numpy"
    ) -> None:
        """Take a function; it is staged when it is called."""
        self._xp = xp
        self._fuse = backend == "numba"
        functools.update_wrapper(self, function)
        self.function = function
        self._registry = registry
        self._programs: dict[Hashable, Program] = {}
        self._of_arrays: dict[Hashable, Program] = {}
        self._latest: Program | None = None

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """The function's value."""
        if not kwargs:
            try:  # arrays and numbers met before: most calls, and a small function feels each test
                key: Hashable = tuple(
                    [
                        float if (form := arg.__class__) is float else (form, arg.shape, arg.dtype)
                        for arg in args
                    ]
                )
                program = self._of_arrays[key]
                results = program.run(*args)
                if results is not None:
                    return results if program.direct else program.answer(results)
                return self.function(*args)
            except (AttributeError, KeyError, TypeError, np.linalg.LinAlgError):
                pass
        return self._any_call(args, kwargs)

    def _any_call(self, args: Sequence[Any], kwargs: dict[str, Any]) -> Any:
        """The value for any arguments; a new signature is staged first."""
        key = tuple([_key(arg) for arg in args])
        if kwargs:
            key = (*key, *((name, _key(value)) for name, value in sorted(kwargs.items())))
        given = _leaves(args, kwargs)
        program = self._programs.get(key)
        if program is None:
            if any(isinstance(v, ArrayOperators) for v in given):
                return self.function(*args, **kwargs)
            program = self._programs[key] = self._staged(args, kwargs)
            if not kwargs and all(map(_is_staged, args)) and complex not in map(type, args):
                own = [float if type(a) is float else (type(a), a.shape, a.dtype) for a in args]
                self._of_arrays[tuple(own)] = program
        try:
            results = program.run(*(value for value in given if _is_staged(value)))
        except np.linalg.LinAlgError:  # the function says which rule cannot be applied to what
            results = None
        if results is None:
            return self.function(*args, **kwargs)
        return results if program.direct else program.answer(results)

    def _staged(self, args: Sequence[Any], kwargs: dict[str, Any]) -> Program:
        """Stage the function for arguments like these."""
        rules = default_registry() if self._registry is None else self._registry
        stage = Stage(rules)
        variables, tree = self._run_staged(stage, args, kwargs)
        xp = namespace_of(_leaves(args, kwargs)) if self._xp is None else self._xp
        asked = dict.fromkeys(leaf.node for leaf in _staged_leaves(tree))
        guards = stage.graph.guards if xp is None else []
        results = reassociated(stage.graph, list(asked), [condition for condition, _ in guards])
        fuse = self._fuse and xp is None
        emitted = emit(
            _identifier(self),
            variables,
            results,
            guards,
            single=type(tree) is Staged,
            portable=xp is not None,
            fuse=fuse,
        )
        places = {node: place for place, node in enumerate(asked)}
        self._latest = Program(
            emitted,
            emitted.function(xp, fuse=fuse),
            _builder(tree, places, set()),
            _is_direct(tree, len(asked)),
            tuple(sorted(stage.rules)),
        )
        return self._latest

    def _run_staged(
        self, stage: Stage, args: Sequence[Any], kwargs: dict[str, Any]
    ) -> tuple[list[Node], Any]:
        """The variables, and what the function returns for staged values in their place."""
        variables: list[Node] = []
        names = _names(self.function, args, kwargs)

        def staged(leaf: Any) -> Any:
            name = next(names)
            if not _is_staged(leaf):
                return leaf
            shape, dtype, example = _known(leaf)
            made = stage.graph.variable(name, shape, dtype, example)
            variables.append(made)
            return Staged(stage, made)

        traced = [mapped(staged, arg) for arg in args]
        named = {name: mapped(staged, value) for name, value in sorted(kwargs.items())}
        return variables, answered(stage.registry, self.function, traced, named)

    @property
    def source(self) -> str:
        """The source for the signature that was staged last; empty before the first call."""
        if self._latest is None:
            return ""
        emitted = self._latest.emitted
        return "\n".join([*emitted.loops, emitted.text])

    @property
    def rules(self) -> tuple[str, ...]:
        """The ids of the rules that the derivatives in `source` were taken with."""
        return self._latest.rules if self._latest else ()

    def check(self, *args: Any, **kwargs: Any) -> Check:
        """The source compared with the function called as it is, and with differences.

        Args:
            args: where to compare.
            kwargs: keywords of the function.

        Example:
            >>> import jacobook as jb
            >>> found = compile(jb.grad(lambda x: x**3)).check(2.0)
            >>> found.against_function, found.against_differences < 1e-9
            (0.0, True)
        """
        return checked(self, args, kwargs)

    def __repr__(self) -> str:
        """What is compiled, and for how many signatures."""
        return f"<compiled {_identifier(self)}, {len(self._programs)} signature(s)>"

    def __get__(self, instance: Any, owner: type | None = None) -> Any:
        """A compiled method, bound to its object."""
        return self if instance is None else functools.partial(self, instance)


def compile(
    f: Function,
    *,
    xp: Any = None,
    backend: str = "numpy",
    registry: Registry | None = None,
) -> Compiled:
    """A function that computes the same as `f`, as straight-line NumPy source.

    `f` is run once for each signature (the shapes and number types of its arrays, and the values
    of its other arguments) on stand-ins that record NumPy's calls, also those of derivatives taken
    inside it. What it reads from outside, such as an array in a closure, is taken as it is then.

    Args:
        f: a function of arrays, numbers and containers of them: `jb.compile(jb.grad(f))`. Arrays
            and floating-point numbers are staged; integers, truth values, strings and `None` count
            as part of the signature.
        xp: an array library that follows the array API standard, such as
            `array_api_compat.torch` or `jax.numpy`, for which the source is written. By default it
            is that of the arguments' arrays: NumPy, PyTorch, JAX, CuPy or Dask.
        backend: `"numpy"`, or `"numba"` to compute element-wise calls, and programs of single
            numbers, by loops that Numba compiles: faster at each call, after a second or so of
            compilation for each signature.
        registry: the rules to use; all installed ones by default.

    Returns:
        A function with the arguments of `f`. Its attribute `source` is the source for the signature
        that was met last.

    Raises:
        TracedValueError: at the first call, if `f` decides by a value of its arguments.
        UnsupportedKeywordError: there is no such backend.
        MissingPackageError: at the first call, if the backend is not installed.

    Example:
        >>> import numpy as np
        >>> import jacobook as jb
        >>> slope = jb.compile(jb.grad(lambda x: np.sum(np.sin(x) ** 2)))
        >>> slope(np.array([0.0, 1.0]))
        array([0.        , 0.90929743])
        >>> print(slope.source, end="")
        def function(x):
            return 2 * (np.sin(x) * np.cos(x))
    """
    if backend not in ("numpy", "numba"):
        raise UnsupportedKeywordError(
            f"compile: backend={backend!r}; there are 'numpy' and 'numba'"
        )
    return Compiled(f, registry, xp, backend)


def _is_direct(tree: Any, count: int) -> bool:
    """Whether what the source returns is the value: one result, or a tuple of different ones."""
    if type(tree) is not tuple:
        return type(tree) is Staged
    return all(type(leaf) is Staged for leaf in tree) and len(tree) == count


def _builder(tree: Any, places: Mapping[Node, int], met: set[Node]) -> Build:
    """The function that makes a container like `tree` from the results.

    Args:
        tree: what the function returned while it was staged.
        places: where among the results each node is.
        met: the nodes that are in a container already; what is returned twice is copied.
    """
    if type(tree) is Staged:
        return _leaf_builder(tree.node, places, met)
    if isinstance(tree, LinearMap):
        own = [places[array.node] for array in tree.arrays]
        return _map_builder(tree.layout, own, len(places))
    if is_leaf(tree):
        return lambda results: _own(tree)
    parts = [_builder(part, places, met) for _, part in children(tree) or ()]
    if type(tree) in (tuple, list):
        form = type(tree)
        return lambda results: form([part(results) for part in parts])
    return lambda results: assembled(tree, [part(results) for part in parts])


def _leaf_builder(node: Node, places: Mapping[Node, int], met: set[Node]) -> Build:
    """The function that takes one result."""
    place, again = places[node], node in met
    met.add(node)
    return (lambda results: results[place].copy()) if again else operator.itemgetter(place)


def _map_builder(layout: Layout, own: Sequence[int], count: int) -> Build:
    """The function that makes a linear map; its factors may be one array."""
    if list(own) == list(range(count)):
        return lambda results: LinearMap(layout, tuple(results))
    return lambda results: LinearMap(layout, tuple([results[place] for place in own]))


def _staged_leaves(tree: Any) -> Iterator[Staged]:
    """What is to be computed, in the order of the container."""
    if isinstance(tree, LinearMap):
        yield from tree.arrays
        return
    for _, leaf in leaves(tree):
        if type(leaf) is Staged:
            yield leaf


def _own(constant: Any) -> Any:
    """A constant result in memory of its own."""
    return constant.copy() if isinstance(constant, np.ndarray) else constant


def _key(arg: Any) -> Hashable:
    """What of an argument decides which program is run."""
    if type(arg) is np.ndarray:
        return arg.shape, arg.dtype
    if type(arg) is float:
        return float
    if isinstance(arg, np.ndarray | np.generic):
        return arg.shape, arg.dtype
    if is_foreign(arg):
        return type(arg), tuple(arg.shape), str(arg.dtype)
    if is_leaf(arg):
        return type(arg), _value_key(arg)
    return type(arg), tuple((path, _key(leaf)) for path, leaf in leaves(arg))


def _value_key(arg: Any) -> Hashable:
    """A static argument as part of the signature."""
    return frozen(arg)


def _is_staged(leaf: Any) -> bool:
    """Whether an argument is staged: an array, or a number that is no integer."""
    return isinstance(leaf, float | complex | np.ndarray | np.generic) or is_foreign(leaf)


def _known(leaf: Any) -> tuple[Any, Any, Any]:
    """Shape, number type and value of an argument; the value only where it is at hand."""
    if not is_foreign(leaf):
        value = np.asarray(leaf)
        return value.shape, value.dtype, value[()]
    shape = tuple(leaf.shape)
    if not all(type(length) is int for length in shape):
        raise ShapeError(
            f"compile: an argument has the shape {shape}; all lengths must be known. Call "
            "compute_chunk_sizes() of a Dask array first."
        )
    return shape, np.dtype(str(leaf.dtype).rpartition(".")[2]), None


def _leaves(args: Sequence[Any], kwargs: dict[str, Any]) -> list[Any]:
    """All leaves of the arguments, keywords in the order of their names."""
    if not kwargs and all(map(is_leaf, args)):
        return list(args)
    given = [*args, *(kwargs[name] for name in sorted(kwargs))]
    return [leaf for arg in given for _, leaf in leaves(arg)]


def _names(function: Function, args: Sequence[Any], kwargs: dict[str, Any]) -> Any:
    """A name for each leaf: the function's own for it, told apart by numbers where needed."""
    code = getattr(_innermost(function), "__code__", None)
    own = code.co_varnames[: code.co_argcount] if code else ()
    taken: set[str] = set()
    for position, arg in enumerate([*args, *(kwargs[name] for name in sorted(kwargs))]):
        word = own[position] if position < len(own) and position < len(args) else "a"
        if position >= len(args):
            word = sorted(kwargs)[position - len(args)]
        for path, _ in leaves(arg):
            yield _fresh(word + "".join(c if c.isalnum() else "_" for c in path), taken)


def _fresh(word: str, taken: set[str]) -> str:
    """A name like `word` that is not taken yet."""
    stem = word.strip("_").replace("__", "_").replace("__", "_") or "a"
    own = stem in ("np", "xp", "math") or (stem[0] in "tc" and stem[1:].isdigit())
    if keyword.iskeyword(stem) or own or hasattr(builtins, stem):
        stem += "_"
    name, count = stem, 1
    while name in taken:
        count += 1
        name = f"{stem}_{count}"
    taken.add(name)
    return name


def _innermost(function: Function) -> Function:
    """The function inside those that take derivatives of it."""
    while hasattr(function, "__wrapped__"):
        function = function.__wrapped__
    return function


def _identifier(compiled: Compiled) -> str:
    name = getattr(compiled.function, "__name__", "function")
    return name if name.isidentifier() else "function"
