"""A rule under test: its function, its probes, and the numbers that several checks share."""

from __future__ import annotations

import functools
import inspect
import math
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from jacobook.catalogue import Registry
from jacobook.expression import VARIABLE, Expression
from jacobook.operand import Operand
from jacobook.operations import Operation, operations_of
from jacobook.reading import make_tall
from jacobook.rewriting import written_names
from jacobook.rule import Array, Rule, TestVector
from jacobook.shapes import Slice, counted, letters_in
from jacobook.statements import Instance
from jacobook.testing import domains
from jacobook.testing.differences import STEP
from jacobook.testing.problem import Problem, frozen
from jacobook.testing.report import Report, attempted
from jacobook.tracing import Traced, apply

DIFFERENTIATING = ("elementwise", "linear", "multilinear", "general", "derived")
STATED = ("identity", "structural")
VARIADIC_COUNT = 3
SIZES = ((3, 2, 4, 5), (2, 4, 3, 5))

_SINGLE: tuple[int, ...] = (2, 1, 3)
_MIXED: tuple[tuple[int, ...], ...] = ((3, 1), (1, 4), (3, 4))
_SCALAR: tuple[tuple[int, ...], ...] = ((), (2, 3))


@dataclass(frozen=True, eq=False)
class Probe:
    """Operands and parameters at which a rule is tried.

    Attributes:
        label: what is special about it, with the seed.
        seed: where its random numbers came from.
        operands: what each position is; a variadic operand is repeated.
        values: an array for each position.
        parameters: static keywords.
        avoid: kinks to keep away from.
        declared: the shapes are the declared ones, so formulas hold.
    """

    label: str
    seed: int
    operands: tuple[Operand, ...]
    values: tuple[Array, ...]
    parameters: Mapping[str, Any] = field(default_factory=dict)
    avoid: tuple[float, ...] = ()
    declared: bool = True

    @functools.cached_property
    def wrt(self) -> tuple[int, ...]:
        """The positions to differentiate by."""
        return tuple(
            i
            for i, (operand, x) in enumerate(zip(self.operands, self.values, strict=True))
            if operand.differentiable and x.dtype.kind in "fc"
        )

    @functools.cached_property
    def names(self) -> tuple[str, ...]:
        """The operands to differentiate by, as messages call them."""
        repeated = len(self.operands) > 1 and any(o.variadic for o in self.operands)
        return tuple(
            f"{self.operands[i].name}[{i}]" if repeated else self.operands[i].name for i in self.wrt
        )

    def cast(self, dtype: Any) -> Probe:
        """The same probe in another floating type; itself if that is its own."""
        types = [_precision(x.dtype, dtype) for x in self.values]
        if all(x.dtype == t for x, t in zip(self.values, types, strict=True)):
            return self
        values = [frozen(x.astype(t)) for x, t in zip(self.values, types, strict=True)]
        return replace(self, values=tuple(values))


def _precision(own: Any, wanted: Any) -> Any:
    """A number type in the precision of the floating type `wanted`; integers keep theirs."""
    if own.kind == "c":
        return np.result_type(wanted, np.complex64)
    return np.dtype(wanted) if own.kind == "f" else own


def joined(value: Any) -> Any:
    """One array: the parts of a tuple laid end to end, anything else as it is."""
    if not isinstance(value, tuple | list):
        return value
    return np.concatenate([np.reshape(part, -1) for part in value])


class Subject:
    """A rule of a registry, ready to be checked; what is expensive is made once.

    Attributes:
        rule: the rule under test.
        registry: the rules that its formulas use; the rule is one of them.
        exhaustive: all products of parameters, shapes and draws.
        seed: where random numbers come from: the rule's id.
        registration: the account of the first check, once it is made.
    """

    def __init__(self, rule: Rule, registry: Registry, *, exhaustive: bool = False) -> None:
        """Take the rule; nothing is computed yet."""
        self.rule = rule
        self.registry = registry
        self.exhaustive = exhaustive
        self.seed = zlib.crc32(rule.id.encode())
        self.registration: Report | None = None
        self._instances: dict[tuple[Any, ...], Instance] = {}
        self._casts: dict[tuple[Probe, Any], Probe] = {}
        self._values: dict[Probe, Array] = {}
        self._problems: dict[Probe, Problem] = {}

    # -------------------------------------------------------------------- the function

    @functools.cached_property
    def flat(self) -> bool:
        """Whether the rule says that no operand has a derivative."""
        texts = [c.text for c in self.rule.derivative if c.form == "elem"]
        return self.rule.kind == "elementwise" and bool(texts) and set(texts) == {"0"}

    @functools.cached_property
    def discrete(self) -> bool:
        """Whether the value is a truth value or an integer, so that there is nothing to measure."""
        if not self.flat:
            return False
        return np.result_type(self.computed(self.declared[0])).kind not in "fc"

    @functools.cached_property
    def a_variant(self) -> bool:
        """Whether the rule stands for another one when an operand is a literal number."""
        return self.rule.op in written_names(self.registry)

    @functools.cached_property
    def operation(self) -> Operation:
        """The rule's operation."""
        return operations_of(self.registry)[self.rule.op]

    @property
    def stated(self) -> bool:
        """Whether the function exists only as text."""
        return self.rule.kind in STATED

    def function(self, probe: Probe) -> Callable[..., Array]:
        """The function of all operands, for arrays and traced values."""
        if self.stated:
            return self.instance(probe).function
        if self.rule.expand is not None:
            return functools.partial(self._joined, probe.parameters)
        return functools.partial(self._applied, probe.parameters)

    def _applied(self, parameters: Mapping[str, Any], *values: Array) -> Array:
        """The recorded operation; plain numbers go straight to its primal."""
        for value in values:
            if type(value) is Traced:
                return apply(self.operation, values, parameters)
        return self.operation.evaluate(values, {**self.rule.parameters, **parameters})

    def _joined(self, parameters: Mapping[str, Any], *values: Array) -> Array:
        """The expansion's value; several parts are laid end to end."""
        return joined(self._expanded(parameters, *values))

    def _expanded(self, parameters: Mapping[str, Any], *values: Array) -> Array:
        """A derived rule's expansion, called as NumPy's function would be."""
        assert self.rule.expand is not None
        given = {**self.rule.parameters, **parameters}
        if self._called == "by list":
            return self.rule.expand(list(values), **given)
        if self._called == "by name":
            return self.rule.expand(**dict(zip(self.rule.names, values, strict=True)), **given)
        return self.rule.expand(*values, **given)

    @functools.cached_property
    def _called(self) -> str:
        """How the expansion takes its operands: by name, by position, or as one list."""
        assert self.rule.expand is not None
        names = inspect.signature(self.rule.expand).parameters
        if self.rule.variadic:
            star = any(p.kind is p.VAR_POSITIONAL for p in names.values())
            return "by position" if star else "by list"
        return "by name" if all(name in names for name in self.rule.names) else "by position"

    def instance(self, probe: Probe) -> Instance:
        """The rule's text at the sizes of a probe, compiled once for each."""
        named = self.named(probe)
        key = tuple((name, np.shape(x)) for name, x in named.items())
        if key not in self._instances:
            self._instances[key] = Instance(
                self.rule, self.registry, {k: np.asarray(v) for k, v in named.items()}
            )
        return self._instances[key]

    def named(self, probe: Probe) -> dict[str, Array]:
        """The operands by name; of a variadic one, the first."""
        found: dict[str, Array] = {}
        for operand, x in zip(probe.operands, probe.values, strict=True):
            found.setdefault(operand.name, x)
        return found

    @functools.cached_property
    def several(self) -> bool:
        """Whether the function returns several arrays."""
        if self.rule.expand is None:
            return False
        probe = self.probes[0]
        return isinstance(self._expanded(probe.parameters, *probe.values), tuple | list)

    def value(self, probe: Probe) -> Array:
        """The function's value."""
        if probe not in self._values:
            self._values[probe] = self.computed(probe)
        return self._values[probe]

    def computed(self, probe: Probe) -> Array:
        """The function's value, computed anew: warnings of another call do not count for it."""
        return self.function(probe)(*probe.values)

    def cast(self, probe: Probe, dtype: Any) -> Probe:
        """A probe in another floating type, always the same one."""
        key = (probe, dtype)
        if key not in self._casts:
            self._casts[key] = probe.cast(dtype)
        return self._casts[key]

    def forget(self, probe: Probe) -> None:
        """Let go of what was computed at a probe which no other check uses."""
        self._values.pop(probe, None)
        self._problems.pop(probe, None)

    def problem(self, probe: Probe) -> Problem:
        """The function of the differentiable operands, at a probe."""
        if probe not in self._problems:
            self._problems[probe] = self._problem(probe)
        return self._problems[probe]

    def _problem(self, probe: Probe) -> Problem:
        function, wrt, values = self.function(probe), probe.wrt, probe.values

        def f(*xs: Array) -> Array:
            placed = list(values)
            for position, x in zip(wrt, xs, strict=True):
                placed[position] = x
            return function(*placed)

        return Problem(
            f=f,
            xs=tuple(values[i] for i in wrt),
            operands=tuple(probe.operands[i] for i in wrt),
            names=probe.names,
            step=step_of(probe),
            registry=self.registry,
            label=probe.label,
            seed=probe.seed,
        )

    # ---------------------------------------------------------------------- the probes

    @functools.cached_property
    def kinks(self) -> tuple[float, ...]:
        """The numbers which special points name: probes keep away from them."""
        found = {
            entry
            for point in self.rule.special_points
            for value in point.operands.values()
            for entry in _flat(value)
            if not isinstance(entry, complex) and abs(entry) < 100
        }
        return tuple(sorted(found))

    @functools.cached_property
    def probes(self) -> tuple[Probe, ...]:
        """Where the function is tried: draws of the declared shapes, and for entries more ranks.

        Where the operation needs parameters that the rule's text does not tell, the shapes and
        parameters are those of the author's vectors.
        """
        if self._tellable or self.stated or not self._from_vectors:
            return (*self.declared, *self._ranks)
        return (*self._from_vectors, *self._ranks)

    @functools.cached_property
    def declared(self) -> tuple[Probe, ...]:
        """Two draws of the declared shapes, at which the rule's formulas hold."""
        return tuple(self._declared(k) for k in range(len(SIZES)))

    @functools.cached_property
    def _tellable(self) -> bool:
        """Whether the operation can be applied with the parameters that the text tells."""
        with np.errstate(all="ignore"):
            _, error = attempted(lambda: [self.computed(probe) for probe in self.declared])
        return error is None

    def _declared(self, draw: int) -> Probe:
        sizes = sizes_of(self.rule, draw)
        operands = self.positions(VARIADIC_COUNT)
        probe = self.draw(operands, [size_of(o.shape, sizes) for o in operands], draw, sizes)
        return replace(probe, parameters=self._stated_parameters(probe))

    def positions(self, count: int) -> tuple[Operand, ...]:
        """The operand at each position, a variadic one repeated."""
        return tuple(
            operand
            for operand in self.rule.operands
            for _ in range(count if operand.variadic else 1)
        )

    def draw(
        self,
        operands: Sequence[Operand],
        shapes: Sequence[tuple[int, ...]],
        draw: int,
        sizes: Mapping[str, int] | None = None,
        parameters: Mapping[str, Any] | None = None,
        note: str = "",
    ) -> Probe:
        """A probe of given shapes."""
        seed = self.seed + 1000 * draw
        rng = np.random.default_rng(seed)
        places = domains.Places(rng, sum(map(math.prod, shapes)))
        values = [
            domains.sample(o, s, places, below=sizes or {}, avoid=self.kinks)
            for o, s in zip(operands, shapes, strict=True)
        ]
        described = " ".join(str(s) for s in shapes)
        keywords = "".join(f", {k}={v!r}" for k, v in (parameters or {}).items())
        return Probe(
            f"draw {draw}, shapes {described}{keywords}{note}, seed {seed}",
            seed,
            tuple(operands),
            tuple(frozen(x) for x in values),
            dict(parameters or {}),
            self.kinks,
            sizes is not None,
        )

    def _stated_parameters(self, probe: Probe) -> dict[str, Any]:
        """The static parameters that the rule's function text gives its own operation."""
        if self.stated or self.rule.variadic:
            return {}
        body = self.instance(probe).function_expression
        return _parameters(body) if _applies_itself(body, self.rule) else {}

    @functools.cached_property
    def _from_vectors(self) -> tuple[Probe, ...]:
        """Probes with the shapes and parameters of the author's vectors."""
        found = []
        for number, vector in enumerate(self.rule.vectors[:3]):
            operands, values = arguments(self.rule, vector)
            shapes: list[tuple[int, ...]] = [np.shape(x) for x in values]
            probe = self.draw(operands, shapes, number, parameters=vector.parameters)
            kept = [
                x if o.differentiable else frozen(v)
                for o, x, v in zip(operands, probe.values, values, strict=True)
            ]
            found.append(replace(probe, values=tuple(kept)))
        return tuple(found)

    @functools.cached_property
    def _ranks(self) -> tuple[Probe, ...]:
        """For element-wise rules, other ranks and a broadcast pair."""
        if self.rule.kind != "elementwise" or not self.entrywise:
            return ()
        count = len(self.rule.operands)
        mixed = [_MIXED[i % 3] for i in range(count)] if count > 1 else [_SINGLE]
        scalar = [_SCALAR[i % 2] for i in range(count)]
        return tuple(self.draw(self.rule.operands, s, 2 + k) for k, s in enumerate((mixed, scalar)))

    @property
    def entrywise(self) -> bool:
        """Whether every operand's domain speaks of entries, so that any shape will do."""
        words = (*domains.MATRIX_WORDS, "index", "prob", "unitvec")
        return not any(operand.has(word) for operand in self.rule.operands for word in words)


def step_of(probe: Probe) -> float:
    """How far differences may go: not over a tie, a kink or an edge of the domain."""
    values = [probe.values[i] for i in probe.wrt]
    distances = [domains.room(probe.operands[i], probe.values[i], probe.avoid) for i in probe.wrt]
    closest = min([1.0, *distances, *_gaps(probe, values)])
    return max(STEP * min(1.0, 20 * closest), 1e-4)


def _gaps(probe: Probe, values: Sequence[Array]) -> list[float]:
    """The smallest difference between two entries, where ties are not part of the domain."""
    if any(probe.operands[i].has(word) for i in probe.wrt for word in domains.SAMPLERS):
        return []
    every = np.sort(np.concatenate([np.ravel(x) for x in values])) if values else np.zeros(0)
    gaps = np.diff(every)
    return [float(gaps.min())] if gaps.size and gaps.min() > 0 else []


def sizes_of(rule: Rule, draw: int) -> dict[str, int]:
    """A size for each letter: distinct, so that matrices are rectangular."""
    letters = dict.fromkeys(
        letter for operand in rule.operands for size in operand.shape for letter in letters_in(size)
    )
    free = [letter for letter in letters if letter not in rule.sizes]
    values = SIZES[draw % len(SIZES)]
    chosen = {letter: values[i % len(values)] for i, letter in enumerate(free)} | dict(rule.sizes)
    make_tall(chosen, rule)
    return chosen


def size_of(shape: Sequence[int | str], sizes: Mapping[str, int]) -> tuple[int, ...]:
    """A declared shape in numbers; `m*n` and `n+1` are read as arithmetic."""
    return tuple(counted(d, sizes) for d in shape)


def _applies_itself(body: Expression, rule: Rule) -> bool:
    """Whether a rule's function text is its own operation, applied to its operands in order."""
    given = [part["name"] for part in body.operands if part.operation == VARIABLE]
    return (
        body.operation == rule.op and given == list(rule.names) and len(body.operands) == len(given)
    )


def _parameters(body: Expression) -> dict[str, Any]:
    return {name: _thawed(value) for name, value in body.parameters}


def _thawed(value: Any) -> Any:
    """A static parameter as Python has it: slices instead of their hashable stand-ins."""
    if isinstance(value, Slice):
        return slice(value.start, value.stop, value.step)
    return tuple(map(_thawed, value)) if isinstance(value, tuple) else value


def arguments(rule: Rule, vector: TestVector) -> tuple[tuple[Operand, ...], tuple[Array, ...]]:
    """A vector's operands by position, as arrays."""
    operands: list[Operand] = []
    values: list[Array] = []
    for operand in rule.operands:
        given = vector.operands[operand.name]
        parts: Sequence[Any] = given if operand.variadic else [given]  # type: ignore[assignment]
        operands += [operand] * len(parts)
        values += [_as_operand(operand, part) for part in parts]
    return tuple(operands), tuple(values)


def _as_operand(operand: Operand, given: Any) -> Array:
    if operand.has("bool"):
        return frozen(np.asarray(given, bool))
    if operand.has("complex"):
        return frozen(np.asarray(given, complex))
    exact = not operand.differentiable and bool(np.all(np.asarray(given) == np.round(given)))
    return frozen(np.asarray(given, int if exact else float))


def _flat(value: Any) -> Iterator[float | complex]:
    if isinstance(value, list | tuple):
        for item in value:
            yield from _flat(item)
    else:
        yield value if isinstance(value, complex) else float(value)
