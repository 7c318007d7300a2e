"""What an entry of the book is: a rule with its statement, its numbers and its test vectors.

A `Rule` is plain frozen data. It says *what* is true; `jacobook.operations` makes it executable
and `jacobook.testing` holds its faces together. The constructors in `jacobook.kinds` fill in what
follows from the kind, so that authors give the least that determines a rule.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, TypeAlias

from jacobook.errors import RuleDefinitionError
from jacobook.operand import Operand
from jacobook.shapes import Shape

Array: TypeAlias = Any
"""A NumPy array, a traced value or a symbolic one: rules are written for all three."""

Formula: TypeAlias = str | Callable[..., Array]
"""Text in the catalogue's grammar, or a function written in catalogue operations."""

Number: TypeAlias = float | Sequence[Any]
"""A number or nested lists of numbers: test data that reads well and travels as JSON."""

KINDS = (
    "elementwise",
    "linear",
    "multilinear",
    "general",
    "derived",
    "identity",
    "structural",
    "constant",
)
STATUSES = ("stable", "preview", "deprecated", "removed")
FORMS = ("elem", "grad", "jac", "hess", "vjp", "d", "same", "true")

inf = float("inf")
nan = float("nan")
pi = 3.141592653589793

_ID = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*){1,3}")
_CLAUSE = re.compile(r"([a-z]+)(?:\[(\w+)\])?")


_EMPTY: Mapping[str, Any] = MappingProxyType({})


def empty() -> Mapping[str, Any]:
    """The mapping with nothing in it, which nobody can write to."""
    return _EMPTY


@dataclass(frozen=True, slots=True)
class Clause:
    """One true statement about a rule's function.

    Attributes:
        form: `elem` (element-wise derivative, shape of the variable), `grad` (gradient),
            `jac` (Jacobian, shape `y.shape + x.shape`), `hess` (Hessian), `vjp` (pullback of the
            cotangent `y_bar`), `d` (differential: the tangent of `x` is called `dx`), `same`
            (another form of the function) or `true` (a statement that holds).
        variable: the variable it is about; empty for `d`, `same` and `true`.
        text: the statement in the catalogue's grammar; `y` is the function's value.
    """

    form: str
    variable: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class TestVector:
    """Operands with the value and derivatives they must give, from a named source.

    Attributes:
        operands: numbers by operand name (a list of arrays for a variadic operand).
        value: what the function returns; `None` when `raises` is given.
        gradients: for each operand, the pullback of `cotangent`. Of a starred operand (`sym*`) it
            is projected to the structure, as the derivative is that the rule states; where a
            vector's matrix does not have the structure, every entry counts.
        cotangent: what is pulled back; all ones by default.
        parameters: static keywords such as `axis`.
        source: who says so: "by hand", a paper with its equation, "mpmath, 50 digits".
        name: a short name, unique in the rule.
        why: for a special point, why this value was chosen.
        raises: the name of the exception the function raises at these operands.

    Example:
        >>> import jacobook as jb
        >>> jb.TestVector(operands={"x": [3.0, 4.0]}, value=5.0, gradients={"x": [0.6, 0.8]},
        ...     source="by hand").value
        5.0
    """

    __test__ = False  # pytest: not a test class

    operands: Mapping[str, Number]
    value: Number | None = None
    gradients: Mapping[str, Number] = field(default_factory=empty)
    cotangent: Number | None = None
    parameters: Mapping[str, Any] = field(default_factory=empty)
    source: str = "by hand"
    name: str = ""
    why: str = ""
    raises: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """A source of the formula: author and year, and where in it.

    Example:
        >>> import jacobook as jb
        >>> jb.Reference("Matrix Cookbook", "eq. 57").where
        'eq. 57'
    """

    source: str
    where: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deprecated:
    """When a rule was deprecated, when it goes, and what replaces it.

    Example:
        >>> import jacobook as jb
        >>> jb.Deprecated(since="0.2.0", until="0.4.0", replaced_by=("acme.new",)).replaced_by
        ('acme.new',)
    """

    since: str
    until: str | None = None
    replaced_by: tuple[str, ...] = ()
    message: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Rule:
    """One entry of the book, of the kind *general* unless a constructor says otherwise.

    Attributes:
        id: stable name such as `"linalg.det"`; never reused.
        title: as a heading.
        summary: one sentence, without formulas.
        kind: one of `KINDS`.
        op: the operation this rule differentiates, as formulas call it (`"det"`); empty for
            identities and structural rules, which differentiate nothing themselves.
        function: the function in the catalogue's grammar: `"det(X)"`.
        operands: its inputs.
        result: the name of its value in formulas.
        derivative: true statements about it.
        conditions: when they hold, in words.
        primal: dotted name of the function on arrays (`"numpy.linalg.det"`), or a function
            written in catalogue operations.
        numpy: dotted names of the NumPy functions that this rule answers for; the primal's
            name is always among them.
        parameters: declared static keywords with their defaults; all others are refused.
        shape: shape of the value: a function of the operands' shapes and the parameters.
        pushforward: by operand, the map from its tangent `x_dot` to its part of `y_dot`.
        pullback: by operand, the map from `y_bar` to `x_bar`.
            Functions take `(x_dot_or_y_bar, y, *operands, **parameters)`.
        expand: for derived rules, the function written with other operations; it receives
            NumPy's own arguments.
        literal: by operand, the operation used instead when that operand is a literal number
            (`maximum(x, 0)` has one variable, and with it another choice at the kink).
        full_call: the operation, of a derived rule, that answers calls of the NumPy function with
            keywords that this rule does not declare: `np.sum(x, where=mask)`. So the rule itself
            stays simple, and closed forms know all its parameters.
        complex: the operation used instead where an operand is complex, for a function that is no
            analytic one there (`abs`); its own name says that its maps hold for them. Without it,
            only analytic, linear and multilinear rules accept complex operands, and those that
            declare an operand `complex`.
        rewrites: compositions to be differentiated in another form, which has the same value and
            is right where the pieces disagree: `{"log(1 + exp(x))": "softplus(x)"}`, in the
            operands' names. A static parameter that may have any value is written as its own
            name: `sum(exp(x), axis=axis)`.
        functions: for structural rules, the worked instance of each abstract function:
            `{"f(u)": "sin(u)"}`.
        sizes: sizes used by the worked instance and the checks, by letter.
        vectors: numbers to be reproduced.
        special_points: the same at kinks, singularities, ties and NaN, with reasons.
        variants: parameter values to check besides the defaults.
        analytic: the value function accepts complex numbers and is analytic in them.
        why: the derivation, in a few sentences of Markdown; formulas in backticks.
        pitfalls: what goes wrong in practice, in Markdown.
        references: sources.
        see_also: ids of related rules.
        aliases: former ids and other names under which the rule is found.
        tags: words for indexes.
        skip: checks that cannot apply, each with its reason.
        since: version of the pack that brought the rule.
        status: one of `STATUSES`.
        deprecated: details when the status says so.

    Example:
        >>> import jacobook as jb
        >>> rule = jb.registry()["linalg.det"]
        >>> rule.id, rule.kind, rule.function, rule.family
        ('linalg.det', 'general', 'det(X)', 'linalg')
    """

    id: str
    title: str
    function: str
    operands: tuple[Operand, ...]
    summary: str = ""
    kind: str = "general"
    op: str = ""
    result: str = "y"
    derivative: tuple[Clause, ...] = ()
    conditions: str = ""
    primal: Formula | None = None
    numpy: tuple[str, ...] = ()
    parameters: Mapping[str, Any] = field(default_factory=empty)
    shape: Callable[..., Shape] | None = None
    pushforward: Mapping[str, Formula] = field(default_factory=empty)
    pullback: Mapping[str, Formula] = field(default_factory=empty)
    expand: Callable[..., Array] | None = None
    literal: Mapping[str, str] = field(default_factory=empty)
    full_call: str = ""
    complex: str = ""
    rewrites: Mapping[str, str] = field(default_factory=empty)
    functions: Mapping[str, str] = field(default_factory=empty)
    sizes: Mapping[str, int] = field(default_factory=empty)
    vectors: tuple[TestVector, ...] = ()
    special_points: tuple[TestVector, ...] = ()
    variants: tuple[Mapping[str, Any], ...] = ()
    analytic: bool = False
    why: str = ""
    pitfalls: str = ""
    references: tuple[Reference, ...] = ()
    see_also: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    skip: Mapping[str, str] = field(default_factory=empty)
    since: str = "0.1.0"
    status: str = "stable"
    deprecated: Deprecated | None = None

    def __post_init__(self) -> None:
        """Refuse what contradicts itself, naming the rule and the field."""
        for name, holds in (
            ("id", _ID.fullmatch(self.id) is not None and len(self.id) <= 64),
            ("kind", self.kind in KINDS),
            ("status", self.status in STATUSES),
            ("title", bool(self.title.strip())),
            ("operands", len(set(self.names)) == len(self.operands)),
        ):
            if not holds:
                self._refuse(name, _ADVICE[name])
        for name in _SEVERAL:
            if isinstance(getattr(self, name), str):
                self._refuse(name, "is text; write a tuple, with a comma after its last entry")
        self._check_names()

    def _check_names(self) -> None:
        """Refuse a mapping by operand, or a statement, that names no operand."""
        names = self.names
        for field_name in ("pushforward", "pullback", "literal"):
            for name in getattr(self, field_name):
                if name not in names:
                    self._refuse(field_name, f"{name!r} is not an operand; they are {list(names)}")
        for clause in self.derivative:
            if clause.variable and clause.variable not in names:
                self._refuse("derivative", f"{clause.variable!r} is not an operand")

    def _refuse(self, name: str, wrong: str) -> None:
        raise RuleDefinitionError(f"rule {self.id!r}, field {name}: {wrong}")

    @property
    def names(self) -> tuple[str, ...]:
        """The operands' names."""
        return tuple(operand.name for operand in self.operands)

    @property
    def variadic(self) -> bool:
        """Whether the rule takes any number of operands."""
        return any(operand.variadic for operand in self.operands)

    @property
    def family(self) -> str:
        """The first part of the id."""
        return self.id.split(".")[0]

    def clauses(self, form: str, variable: str = "") -> tuple[Clause, ...]:
        """The statements of one form about one variable."""
        return tuple(c for c in self.derivative if (c.form, c.variable) == (form, variable))


def numpy_names(rule: Rule) -> tuple[str, ...]:
    """The dotted names of the NumPy and SciPy functions a rule answers for."""
    own = (rule.primal,) if isinstance(rule.primal, str) and is_dotted(rule.primal) else ()
    return tuple(dict.fromkeys((*own, *rule.numpy)))


def is_dotted(name: str) -> bool:
    """Whether a primal is the name of a library function rather than a formula."""
    return name.startswith(("numpy.", "scipy."))


_SEVERAL = ("numpy", "vectors", "special_points", "variants", "see_also", "aliases", "tags")
"""The fields that hold several entries."""

_ADVICE = {
    "id": (
        "must be two to four lower-case words joined by dots, at most 64 characters, such as "
        "'linalg.det'"
    ),
    "kind": f"must be one of {', '.join(KINDS)}",
    "status": f"must be one of {', '.join(STATUSES)}",
    "title": "is empty",
    "operands": "two have the same name",
}


def parse_clauses(
    rule_id: str, statements: Mapping[str, str | tuple[str, ...]]
) -> tuple[Clause, ...]:
    """The clauses of `{"grad[x]": "2*x", "same": ("x @ x", "dot(x, x)")}`.

    Raises:
        RuleDefinitionError: an unknown form, or a form without the variable it needs.
    """
    return tuple(
        Clause(*_parse_clause_key(rule_id, key), text)
        for key, texts in statements.items()
        for text in ((texts,) if isinstance(texts, str) else texts)
    )


@functools.cache
def _clause_key(key: str) -> tuple[str, str] | None:
    """The form and the variable of `grad[x]`; `None` if it is no form."""
    match = _CLAUSE.fullmatch(key)
    form, variable = (match[1], match[2] or "") if match else ("", "")
    wants_variable = form not in ("d", "same", "true")
    return (form, variable) if form in FORMS and wants_variable == bool(variable) else None


def _parse_clause_key(rule_id: str, key: str) -> tuple[str, str]:
    found = _clause_key(key)
    if found is None:
        raise RuleDefinitionError(
            f"rule {rule_id!r}, field derivative: {key!r} is not a form; write one of "
            "elem[x], grad[x], jac[x], hess[x], vjp[x], d, same, true"
        )
    return found
