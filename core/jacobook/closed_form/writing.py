"""A derivation as a module of NumPy source: the function, its derivative and a check of both.

The module needs NumPy alone, or SciPy too where a function is SciPy's. It checks the shapes of its
arguments, computes shared parts once, multiplies matrix products from the side of the vector, and
solves systems where an inverse stands before a factor. Writing it imports nothing.
"""

from __future__ import annotations

import keyword
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import pi
from typing import TYPE_CHECKING

from jacobook import facts as known_facts
from jacobook import language
from jacobook.catalogue import Registry
from jacobook.closed_form.expansion import expanded, rule_for
from jacobook.closed_form.naming import first_free
from jacobook.closed_form.numpy_functions import DEFINITIONS, SPELLED, definitions
from jacobook.closed_form.regrouping import regrouped
from jacobook.closed_form.showing import FORMS
from jacobook.errors import DerivationError
from jacobook.expression import (
    CONSTANT,
    DIMENSION,
    VARIABLE,
    Expression,
    node,
    postorder,
    rebuild,
)
from jacobook.notation.infix import infix, size
from jacobook.rule import is_dotted
from jacobook.shapes import Dimension, Shape, Size, show

if TYPE_CHECKING:
    from jacobook.closed_form.derivation import Derivation

_LEAVES = (VARIABLE, CONSTANT, DIMENSION)
_WIDTH, _LONGEST = 96, 60
"""Parts longer than this get a line of their own."""
_MOST_EXPANSIONS = 8
_SIGNS = {*language.COMPARISONS, *language.LOGIC, "transpose", "matrix_transpose", "getitem"}
_LOCALS = ("np", "scipy", "value", "derivative", "seed", "rng", "low", "high", "shift", "direction")
_MORE_LOCALS = ("along", "step", "change", "claimed", "error", "check_gradient", "print", "float")
_SIZE = re.compile(r"[^\W\d]\w*(\s*[*/+-]\s*\w+)*")


def numpy_module(derivation: Derivation, name: str = "gradient") -> str:
    """The text of a Python module with one function and its check.

    Args:
        derivation: what is written.
        name: the name of the function.

    Raises:
        DerivationError: the name is no identifier, or an operation cannot be written.
    """
    if not name.isidentifier() or keyword.iskeyword(name) or name in (*_LOCALS, *_MORE_LOCALS):
        raise DerivationError(f"name={name!r}: the function's name must be a free Python name")
    module = Module.of(derivation, name)
    blocks = [module.header(), module.imports(), *definitions(module.helpers)]
    blocks += [module.function(), module.check(), module.main()]
    return "\n\n\n".join([blocks[0] + "\n\n" + blocks[1], *blocks[2:]]) + "\n"


# ------------------------------------------------------------------ expressions as source


def writable(root: Expression, registry: Registry) -> Expression:
    """An equal expression in operations that source with NumPy and SciPy can call.

    Raises:
        DerivationError: an operation has neither a function there nor an expansion.
    """
    for _ in range(_MOST_EXPANSIONS):
        made = rebuild(root, _Lowering(registry))
        if made is root:
            break
        root = made
    for part in postorder(root):
        if not _is_written(part, registry):
            raise DerivationError(
                f"the operation {part.operation!r} cannot be written with NumPy and SciPy; the "
                "derivation itself can be called on arrays instead"
            )
    return root


@dataclass(frozen=True, slots=True)
class _Lowering:
    """One step towards operations that NumPy has."""

    registry: Registry

    def __call__(self, current: Expression, operands: tuple[Expression, ...]) -> Expression:
        """The node with new operands, expanded if it must be, without needless keywords."""
        if current.operation == language.STOP:
            return operands[0]
        static = self._needed(current)
        made = current
        if operands != current.operands or static != dict(current.parameters):
            made = node(current.operation, operands, current.shape, static, facts=current.facts)
        if _is_written(made, self.registry):
            return made
        found = expanded(made, self.registry)
        return made if found is None or found.shape != made.shape else found

    def _needed(self, current: Expression) -> dict[str, object]:
        """The static parameters without those that say what is the case anyway."""
        rule = rule_for(current.operation, self.registry) if current.parameters else None
        defaults = rule.parameters if rule else {}
        return {
            key: value
            for key, value in current.parameters
            if not (value in (None, False) and value is defaults.get(key, current))
        }


def _is_written(part: Expression, registry: Registry) -> bool:
    return (
        part.operation in (*_LEAVES, *_SIGNS, *_CONSTANT_ARRAYS, "eye", "ones", "zeros")
        or part.operation in _CUSTOM
        or _called(part.operation, registry) is not None
    )


def _called(operation: str, registry: Registry) -> str | None:
    """How an operation is called in NumPy source, or SciPy's; `None` if it is not."""
    if operation in ("eye", "ones", "zeros"):
        return f"np.{operation}"
    if operation in DEFINITIONS:
        return operation
    if operation in SPELLED:
        return SPELLED[operation]
    rule = rule_for(operation, registry)
    primal = rule.primal if rule is not None else None
    if isinstance(primal, str) and is_dotted(primal):
        return re.sub(r"^numpy\.", "np.", primal)
    return None


def _basis(part: Expression) -> str:
    return f"np.eye({part.shape[0]})[{part['i']}]"


def _single(part: Expression) -> str:
    rows, columns = (f"np.eye({s})" for s in part.shape)
    return f"np.outer({rows}[{part['i']}], {columns}[{part['j']}])"


def _commutation(part: Expression) -> str:
    m, n = part["m"], part["n"]
    return f"np.eye({m}*{n})[np.arange({m}*{n}).reshape({n}, {m}).T.ravel()]"


_CONSTANT_ARRAYS: Mapping[str, Callable[[Expression], str]] = {
    "basis": _basis,
    "single": _single,
    "commutation": _commutation,
}
"""Constant arrays that NumPy has no single function for."""


def _einsum(part: Expression, operands: Sequence[str]) -> str:
    return f"np.einsum({', '.join([repr(part['subscripts']), *operands])})"


def _scatter(part: Expression, operands: Sequence[str]) -> str:
    index = ", ".join(map(str, part["index"]))  # type: ignore[call-overload]
    sizes = ", ".join(map(size, part.shape))
    return f"scatter({operands[0]}, np.s_[{index}], ({sizes},))"


def _airy(part: Expression, operands: Sequence[str]) -> str:
    return f"scipy.special.airy({operands[0]})[{dict(part.parameters).get('part', 0)}]"


def _one_of_two(function: str, place: int) -> Callable[[Expression, Sequence[str]], str]:
    return lambda _, operands: f"scipy.special.{function}({operands[0]})[{place}]"


_CUSTOM: Mapping[str, Callable[[Expression, Sequence[str]], str]] = {
    "einsum": _einsum,
    "einsum_call": _einsum,
    "scatter": _scatter,
    "airy_part": _airy,
    **{name: _one_of_two("sici", place) for place, name in enumerate(("si", "ci"))},
    **{name: _one_of_two("shichi", place) for place, name in enumerate(("shi", "chi"))},
    **{
        name: _one_of_two("fresnel", place) for place, name in enumerate(("fresnel_s", "fresnel_c"))
    },
}
"""Operations whose call differs from the catalogue's; each has a line of its own."""


@dataclass(frozen=True, slots=True)
class Lines:
    """Straight-line source.

    Attributes:
        assignments: lines which name parts.
        results: the text of each root.
        helpers: the functions that are called and must be defined.
    """

    assignments: tuple[str, ...]
    results: tuple[str, ...]
    helpers: frozenset[str]


def straight_line(
    roots: Sequence[Expression], registry: Registry, names: Mapping[Expression, str], prefix: str
) -> Lines:
    """Some expressions as statements; parts that are shared or long are computed on their own.

    Args:
        roots: the expressions.
        registry: says how operations are called.
        names: variables that go by another name.
        prefix: what the names of parts begin with.
    """
    written = {**_constants(roots), **names}
    helpers = {p.operation for p in postorder(*roots) if p.operation in DEFINITIONS}

    def call_name(operation: str) -> str:
        return _called(operation, registry) or operation

    lines: list[str] = []
    for part in _parts(roots):
        operands = [infix(o, call_name, written) for o in part.operands]
        custom = _CUSTOM.get(part.operation)
        text = custom(part, operands) if custom else infix(part, call_name, written)
        written[part] = f"{prefix}{len(lines) + 1}"
        lines.append(f"{written[part]} = {text}")
    results = tuple(infix(root, call_name, written) for root in roots)
    return Lines(tuple(lines), results, frozenset(helpers))


def _parts(roots: Sequence[Expression]) -> list[Expression]:
    """The parts that get a name: used twice, long, or written in their own way."""
    uses = Counter(o for part in postorder(*roots) for o in part.operands)
    uses.update(roots)
    lengths: dict[Expression, int] = {}
    found = []
    for part in postorder(*roots):
        lengths[part] = 4 + sum(lengths[o] for o in part.operands)
        if part.operation in _LEAVES or not part.operands:
            continue
        is_long = lengths[part] > _LONGEST and part not in roots
        if uses[part] > 1 or is_long or part.operation in _CUSTOM:
            found.append(part)
            lengths[part] = 2
    return found


_NUMBERS = {str(pi): "np.pi", "inf": "np.inf", "-inf": "(-np.inf)", "nan": "np.nan"}


def _constants(roots: Sequence[Expression]) -> dict[Expression, str]:
    """Numbers without a literal, and constant arrays without a function."""
    found = {}
    for part in postorder(*roots):
        if part.operation == CONSTANT and str(part["value"]) in _NUMBERS:
            found[part] = _NUMBERS[str(part["value"])]
        elif part.operation in _CONSTANT_ARRAYS:
            found[part] = _CONSTANT_ARRAYS[part.operation](part)
    return found


# --------------------------------------------------------------------- names and sizes


def resized(root: Expression, letters: Mapping[str, str]) -> Expression:
    """An expression with other letters for sizes."""
    if not letters:
        return root

    def dimension(d: Dimension) -> Dimension:
        if not isinstance(d, str):
            return d
        return re.sub(r"[^\W\d]\w*", lambda m: letters.get(m[0], m[0]), d)

    def static(value: object) -> object:
        if isinstance(value, tuple):
            return tuple(static(item) for item in value)
        return Size(dimension(value)) if isinstance(value, Size) else value

    def replace(current: Expression, operands: tuple[Expression, ...]) -> Expression:
        given = {key: static(value) for key, value in current.parameters}
        if current.operation == DIMENSION:
            given["name"] = dimension(str(current["name"]))
        shape = tuple(map(dimension, current.shape))
        return node(current.operation, operands, shape, given, facts=current.facts)

    return rebuild(root, replace)


def free_name(wanted: str, taken: Iterable[str]) -> str:
    """A Python name as close to `wanted` as can be had.

    >>> free_name("lambda", ()), free_name("x'", ["x_"]), free_name("np", ["np"])
    ('lambda_', 'x__', 'np_')
    """
    name = re.sub(r"\W", "_", wanted)
    name = f"_{name}" if name[:1].isdigit() else name
    while keyword.iskeyword(name) or name in taken:
        name += "_"
    return name


def letters_in(shapes: Iterable[Shape]) -> list[str]:
    """The size letters of some shapes, in order of appearance."""
    words = (
        w for s in shapes for d in s if isinstance(d, str) for w in re.findall(r"[^\W\d]\w*", d)
    )
    return list(dict.fromkeys(words))


_ORDER = "mnkpqrs"


def usual_sizes(letters: Sequence[str]) -> dict[str, int]:
    """A number for each letter: all different, rows more than columns."""
    ranked = sorted(letters, key=lambda s: (_ORDER.find(s) % (len(_ORDER) + 1), s))
    return {s: 6 - i if len(ranked) < 5 else 2 + i for i, s in enumerate(ranked)}


# --------------------------------------------------------------------------- the module


@dataclass(frozen=True)
class Module:
    """A module about to be written.

    Attributes:
        derivation: what it computes.
        name: the name of its function.
        arguments: the variables of the function, with the letters that the module uses for sizes.
        names: what each argument is called.
        lines: the body of the function.
    """

    derivation: Derivation
    name: str
    arguments: tuple[Expression, ...]
    names: tuple[str, ...]
    lines: Lines

    @classmethod
    def of(cls, derivation: Derivation, name: str) -> Module:
        """Choose names and write the body."""
        registry = derivation.registry
        roots = [writable(root, registry) for root in (derivation.value, derivation.derivative)]
        helpers = {p.operation for p in postorder(*roots) if p.operation in DEFINITIONS}
        taken = {*_LOCALS, *_MORE_LOCALS, name, *_helpers_with_calls(helpers)}
        require_sizes(derivation.arguments)
        letters = letters_in(v.shape for v in derivation.arguments)
        sizes = {letter: free_name(letter, taken) for letter in letters}
        renamed = {old: new for old, new in sizes.items() if old != new}
        roots = [regrouped(resized(root, renamed), registry) for root in roots]
        arguments = tuple(resized(v, renamed) for v in derivation.arguments)
        names: list[str] = []
        for v in arguments:
            names.append(free_name(str(v["name"]), {*taken, *sizes.values(), *names}))
        given = {p: n for v, n in zip(arguments, names, strict=True) for p in _same(v, roots)}
        prefix = _prefix([*names, *sizes.values()])
        return cls(
            derivation, name, arguments, tuple(names), straight_line(roots, registry, given, prefix)
        )

    @property
    def helpers(self) -> frozenset[str]:
        """The functions of the book that the body calls."""
        return self.lines.helpers

    @property
    def sizes(self) -> dict[str, int]:
        """A number for each size letter of the check."""
        return usual_sizes(letters_in(v.shape for v in self.arguments))

    def header(self) -> str:
        """Where the module comes from."""
        import jacobook

        d = self.derivation
        shown = ", ".join(
            f"{v['name']} {show(v.shape) if v.shape else 'scalar'}" for v in d.arguments
        )
        return "\n".join(
            [
                f"# {d.name} = {d.text_of(d.source)}",
                f"# and its {FORMS[d.form]} by {d.wrt}: {d.text()}",
                f"# Variables: {shown}.",
                f"# Written by jacobook {jacobook.__version__}; needs {self._needs()}.",
            ]
        )

    def imports(self) -> str:
        """NumPy, and the modules of SciPy whose functions are called."""
        return "\n".join(["import numpy as np", *(f"import {name}" for name in self._scipy())])

    def _needs(self) -> str:
        return "NumPy and SciPy" if self._scipy() else "NumPy only"

    def _scipy(self) -> list[str]:
        """The modules of SciPy that the source uses."""
        lines = [*self.lines.assignments, *self.lines.results, *definitions(self.helpers)]
        source = "\n".join(lines)
        return sorted(set(re.findall(r"\bscipy\.\w+(?=\.)", source)))

    # ------------------------------------------------------------------- function

    def function(self) -> str:
        """The function with its shape checks."""
        d = self.derivation
        about = f"The value of {d.name} and its {FORMS[d.form]} by {d.wrt}."
        body = [f'"""{about}"""', *self._conversions(), *self._shape_checks()]
        body += [*self.lines.assignments]
        value, derivative = self.lines.results
        body += [f"value = {value}", f"derivative = {derivative}", "return value, derivative"]
        return _block(f"def {self.name}({', '.join(self.names)}):", body)

    def _conversions(self) -> list[str]:
        return [f"{name} = np.asarray({name}, dtype=float)" for name in self.names]

    def _shape_checks(self) -> list[str]:
        """Each size is taken from the first argument that has it; others are compared.

        A shape in which a product of sizes stands is compared when they are known.
        """
        lines: list[str] = []
        later: list[tuple[str, Shape]] = []
        origin: dict[str, str] = {}
        for v, name in zip(self.arguments, self.names, strict=True):
            new = _first_axes(v.shape, origin)
            if new:
                lines += _rank_check(name, v.shape)
            compared = len(new) < len(v.shape) or not v.shape
            used = {d: axis for d, axis in new.items() if compared or self._is_used(d)}
            if len(used) == len(v.shape) > 1:
                lines.append(f"{', '.join(used)} = {name}.shape")
            else:
                lines += [f"{d} = {name}.shape[{axis}]" for d, axis in used.items()]
            if compared and not set(letters_in([v.shape])) <= {*origin, *new}:
                later.append((name, v.shape))
            elif compared:
                lines += _size_check(name, v.shape, origin)
            origin.update(dict.fromkeys(new, name))
        return [*lines, *(line for n, shape in later for line in _size_check(n, shape, origin))]

    def _is_used(self, letter: str) -> bool:
        """Whether another argument has a size, or the body needs it."""
        axes = [word for v in self.arguments for d in v.shape for word in letters_in([(d,)])]
        body = " ".join([*self.lines.assignments, *self.lines.results])
        return axes.count(letter) > 1 or letter in re.findall(r"\w+", body)

    # ---------------------------------------------------------------------- check

    def check(self) -> str:
        """The function that compares with differences at a random point."""
        sizes = [f"{letter}={number}" for letter, number in self.sizes.items()]
        head = f"def check_gradient({', '.join([*sizes, 'seed=0'])}):"
        about = '"""The relative error against central differences at a random point."""'
        step = "1e-5" if self.derivation.order == 1 else "1e-3"
        tried = "((-1.0, 1.0, 4.0), (0.5, 1.5, 8.0), (0.1, 0.9, 0.0), (1.5, 2.5, 8.0))"
        loop = [f"    {line}" if line else "" for line in self._trial()]
        body = [about, f"step = {step}", f"for low, high, shift in {tried}:", *loop]
        body.append('raise ValueError("the function is not finite at any point that was tried")')
        return _block(head, body)

    def _trial(self) -> list[str]:
        """One comparison, at one random point."""
        wrt = self._wrt_name()
        lines = ["rng = np.random.default_rng(seed)"]
        for v, name in zip(self.arguments, self.names, strict=True):
            if name != self._tangent_name():
                lines += _draw(name, v)
        lines += [f"direction = rng.uniform(-1.0, 1.0, np.shape({wrt}))", *self._projection()]
        if self._tangent_name():
            lines.append(f"{self._tangent_name()} = direction")
        moved = [f"{n} + t * direction" if n == wrt else n for n in self.names]
        lines += ["", "def along(t):", f"    return {self.name}({', '.join(moved)})[0]", ""]
        change, claimed = self._comparison()
        guarded = [f"change = {change}", f"derivative = {self.name}({', '.join(self.names)})[1]"]
        guarded.append(f"claimed = {claimed}")
        lines += ['with np.errstate(all="ignore"):', "    try:"]
        lines += [f"        {line}" for line in guarded]
        lines += ["    except np.linalg.LinAlgError:", "        continue"]
        lines += ["if np.all(np.isfinite(change)):", "    error = np.max(np.abs(claimed - change))"]
        lines += ["    return float(error / max(1.0, np.max(np.abs(change))))"]
        return lines

    def _wrt_name(self) -> str:
        return self._name_of(self.derivation.wrt)

    def _name_of(self, variable: str) -> str:
        """What a variable is called in the module; empty if it has none of this name."""
        pairs = zip(self.arguments, self.names, strict=True)
        return next((name for v, name in pairs if v["name"] == variable), "")

    def _tangent_name(self) -> str:
        """The argument that is a change of the variable; empty if the derivative has none."""
        if self.derivation.answer.form not in ("operator", "jvp", "hvp"):
            return ""
        return self._name_of(str(self.derivation.problem.tangent["name"]))

    def _projection(self) -> list[str]:
        """The direction with the structure of the variable."""
        facts = self.derivation.problem.wrt.facts
        for fact, text in _PROJECTIONS.items():
            if fact in facts:
                return [f"direction = {text}"]
        return []

    def _comparison(self) -> tuple[str, str]:
        """The change of the function by differences, and what the derivative says of it."""
        form = self.derivation.answer.form
        claimed = _CLAIMS[form]
        if self.derivation.order == 2:
            flat = '.ravel(order="F")' if form == "kronecker" else ""
            return _SECOND_CHANGE, f"np.sum({claimed} * direction{flat})"
        if form == "vjp":
            bar = self._cotangent_name()
            weight = f"{bar} * " if bar else ""
            return f"np.sum({weight}{_CHANGE})", claimed
        return (f'({_CHANGE}).ravel(order="F")' if form == "kronecker" else _CHANGE), claimed

    def _cotangent_name(self) -> str:
        own = self.derivation.variables
        extra = [v["name"] for v in self.derivation.arguments if v not in own]
        return self._name_of(str(extra[0])) if extra else ""

    def main(self) -> str:
        """What happens when the module is run."""
        return 'if __name__ == "__main__":\n    print("relative error", check_gradient())'


_CHANGE = "(along(step) - along(-step)) / (2 * step)"
_SECOND_CHANGE = "(along(step) - 2 * along(0.0) + along(-step)) / step**2"
_CLAIMS = {
    "gradient": "np.sum(derivative * direction)",
    "derivative": "derivative * direction",
    "jacobian": "derivative @ direction",
    "einsum": "np.tensordot(derivative, direction, axes=np.ndim(direction))",
    "operator": "derivative",
    "jvp": "derivative",
    "hvp": "derivative",
    "vjp": "np.sum(derivative * direction)",
    "kronecker": 'derivative @ direction.ravel(order="F")',
    "handbook": "np.sum(np.triu(derivative * direction))",
}
"""What each form says of the change along a direction."""
_PROJECTIONS = {
    known_facts.DIAGONAL: "np.diag(np.diag(direction))",
    known_facts.SYMMETRIC: "(direction + direction.T) / 2",
    known_facts.SKEW: "(direction - direction.T) / 2",
    known_facts.LOWER: "np.tril(direction)",
    known_facts.UPPER: "np.triu(direction)",
}
_DRAWN = {
    known_facts.POSITIVE_DEFINITE: "{x} @ {x}.T / len({x}) + np.eye(len({x}))",
    known_facts.DIAGONAL: "np.diag(np.abs(np.diag({x})) + 1.0)",
    known_facts.SYMMETRIC: "({x} + {x}.T) / 2 + shift * np.eye(len({x}))",
    known_facts.SKEW: "({x} - {x}.T) / 2",
    known_facts.ORTHOGONAL: "np.linalg.qr({x})[0]",
    known_facts.LOWER: "np.tril({x}) + 4.0 * np.eye(len({x}))",
    known_facts.UPPER: "np.triu({x}) + 4.0 * np.eye(len({x}))",
    known_facts.SIGNS: "np.where({x} < 0, -1.0, 1.0)",
    known_facts.PROBABILITY: "np.abs({x}) / np.sum(np.abs({x}), axis=-1, keepdims=True)",
    known_facts.POSITIVE: "np.abs({x}) + 0.5",
    known_facts.NONNEGATIVE: "np.abs({x}) + 0.5",
}
"""How a random value gets what was declared of it."""


def _draw(name: str, variable: Expression) -> list[str]:
    """A random value for one argument."""
    sizes = ", ".join(map(size, variable.shape))
    shape = f", ({sizes},)" if len(variable.shape) == 1 else f", ({sizes})" if sizes else ""
    lines = [f"{name} = rng.uniform(low, high{shape})"]
    for fact, text in _DRAWN.items():
        if fact in variable.facts:
            return [*lines, f"{name} = {text.format(x=name)}"]
    if len(variable.shape) == 2 and variable.shape[0] == variable.shape[1]:
        lines.append(f"{name} = {name} + shift * np.eye(len({name}))")
    return lines


def require_sizes(variables: Sequence[Expression]) -> None:
    """Refuse sizes that are no numbers, letters or products and sums of them.

    Raises:
        DerivationError: there is one.
    """
    for v in variables:
        for d in v.shape:
            if isinstance(d, str) and not _SIZE.fullmatch(d):
                raise DerivationError(
                    f"the size {d!r} of {v['name']} cannot be written as source; "
                    "name sizes by letters such as 'n'"
                )


def _first_axes(shape: Shape, origin: Mapping[str, str]) -> dict[str, int]:
    """The letters that a shape is the first to have, each with its axis."""
    new: dict[str, int] = {}
    for axis, d in enumerate(shape):
        if isinstance(d, str) and d.isidentifier() and d not in origin:
            new.setdefault(d, axis)
    return new


def _rank_check(name: str, shape: Shape) -> list[str]:
    axes = "1 axis" if len(shape) == 1 else f"{len(shape)} axes"
    message = f"{name} must have {axes}, {show(shape)}; it has shape {{{name}.shape}}"
    return [f"if {name}.ndim != {len(shape)}:", *_raise(message)]


def _size_check(name: str, shape: Shape, origin: Mapping[str, str]) -> list[str]:
    """Compare a shape with the sizes that are known; the error names where they come from."""
    wanted = f"({', '.join(map(size, shape))}{',' if len(shape) == 1 else ''})"
    others = dict.fromkeys(origin[s] for s in letters_in([shape]) if s in origin)
    because = "".join(f", as {other} has shape {{{other}.shape}}" for other in others)
    needed = f"{show(shape)} = {{{wanted}}}" if letters_in([shape]) else show(shape)
    message = f"{name} has shape {{{name}.shape}}, not {needed}{because}"
    return [f"if {name}.shape != {wanted}:", *_raise(message)]


def _raise(message: str) -> list[str]:
    """Raise an error whose message has values in braces."""
    line = f'    raise ValueError(f"{message}")'
    if len(line) < _WIDTH:
        return [line]
    return ["    raise ValueError(", f'        f"{message}"', "    )"]


def _block(head: str, body: Sequence[str]) -> str:
    return "\n".join([head, *(f"    {line}" if line else "" for line in body)])


def _helpers_with_calls(names: Iterable[str]) -> set[str]:
    return {text.split("(", 1)[0].removeprefix("def ") for text in definitions(names)}


def _same(variable: Expression, roots: Sequence[Expression]) -> list[Expression]:
    """The nodes of some expressions that are this variable, whatever is known of them."""
    found = [p for p in postorder(*roots) if p.operation == VARIABLE]
    return [p for p in found if p["name"] == variable["name"]]


def _prefix(taken: Sequence[str]) -> str:
    """A letter for parts such that no `t1` is an argument."""
    return first_free(
        ("t", "u", "part_", "part__"), lambda p: any(name.startswith(p) for name in taken)
    )
