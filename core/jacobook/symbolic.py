"""SymPy's second opinion: rules on explicit components, differentiated by SymPy and compared.

This is the one module that touches SymPy. Arrays are NumPy arrays of SymPy expressions, so that
broadcasting, indexing and `@` come from NumPy; what the operations mean is written down here once
more, independently of the rules' own primals wherever SymPy knows the function.

A function with branches (`maximum`, `where`, `sort`) is compared in the regions of random points:
each comparison is decided at the point, and what is left is smooth and may be differentiated.
"""

from __future__ import annotations

import functools
import itertools
import math
import operator
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
import sympy
from sympy.core.relational import Relational
from sympy.logic.boolalg import BooleanAtom, BooleanFunction

from jacobook import language, operations, shapes
from jacobook.catalogue import Registry, default_registry, is_dotted
from jacobook.errors import JacobookError, UnknownRuleError
from jacobook.evidence import CheckResult
from jacobook.expression import CONSTANT, DIMENSION, VARIABLE, Expression, postorder
from jacobook.operand import Operand
from jacobook.parsing import Scope
from jacobook.reading import AbstractFunction, abstract_functions, read
from jacobook.rule import Array, Clause, Rule
from jacobook.shapes import Axis, Shape
from jacobook.statements import Instance

GRADES = ("identical", "50 digits", "refuted", "unsupported")
POINTS = 3
DIGITS = 60
EXACT, ROUNDED = sympy.Rational(1, 10**40), sympy.Rational(1, 10**12)
_EXPAND_LIMIT, _TOGETHER_LIMIT, _SIMPLIFY_LIMIT = 2000, 400, 60

_FAILURES = (
    JacobookError,
    TypeError,
    ValueError,
    AttributeError,
    IndexError,
    ArithmeticError,
    NotImplementedError,
)
"""What rules, NumPy and SymPy raise when asked for more than they can do."""

Body = Callable[[Sequence[Shape]], tuple[Sequence[str], Expression]]
"""An abstract function: from the shapes of its arguments, their names and its value."""


class UnsupportedOperation(JacobookError, NotImplementedError):
    """An operation that is not known on SymPy's expressions, or not at the given size."""


@dataclass(frozen=True, slots=True)
class Proof:
    """What SymPy says about one statement of a rule.

    Attributes:
        rule: the rule's id.
        text: the statement.
        form: what it is about, as in the rule: `"grad[x]"`.
        grade: `"identical"` (the difference is zero as an expression), `"50 digits"` (the
            difference is below 1e-40 at random rational points), `"refuted"` or `"unsupported"`.
        detail: the sizes and regions of a proof, the point of a refutation, or the reason why
            nothing could be said.
    """

    rule: str
    text: str
    form: str
    grade: str
    detail: str = ""


def to_sympy(
    expression: Expression,
    values: Mapping[str, Any],
    *,
    functions: Mapping[str, Body] | None = None,
    registry: Registry | None = None,
) -> Any:
    """An expression on explicit components.

    Args:
        expression: what to evaluate; its sizes are numbers.
        values: for each variable an array of SymPy expressions, or one for a scalar.
        functions: the abstract functions that the expression calls.
        registry: where operations are looked up that are written in others.

    Returns:
        A NumPy array of SymPy expressions, or one expression for a scalar.

    Raises:
        UnsupportedOperation: an operation is not known on SymPy's expressions.
    """
    evaluation = _Evaluation(registry or default_registry(), functions or {})
    found = evaluation.value(expression, values)
    return found if found.shape else found[()]


def prove(rule: Rule, registry: Registry, *, seed: int = 0) -> list[Proof]:
    """What SymPy says about each statement of a rule, at small sizes.

    Args:
        rule: the rule.
        registry: the rules that its formulas use.
        seed: of the random points.
    """
    try:
        prover = _Prover(rule, registry, seed)
    except _FAILURES as error:
        reason = _one_line(error)
        return [_proof(rule, clause, "unsupported", reason) for clause in rule.derivative]
    return [prover.proof(clause) for clause in rule.derivative]


def check_symbolic(rule: Rule, registry: Registry, *, seed: int = 0) -> CheckResult:
    """The check which compares a rule's statements with SymPy's derivatives.

    It passes if no statement is refuted and at least one is proven.
    """
    proofs = prove(rule, registry, seed=seed)
    by_grade = {grade: [p for p in proofs if p.grade == grade] for grade in GRADES}
    proven = len(by_grade["identical"]) + len(by_grade["50 digits"])
    status = "failed" if by_grade["refuted"] else "passed" if proven else "skipped"
    return CheckResult(
        rule=rule.id,
        check="symbolic",
        status=status,
        cases=proven,
        detail=_summary(by_grade) if proofs else "the rule makes no statement",
    )


def _summary(by_grade: Mapping[str, Sequence[Proof]]) -> str:
    """`3 identical, 1 to 50 digits`, then every statement that is not proven."""
    words = {"identical": "identical", "50 digits": "to 50 digits"}
    parts = [f"{len(by_grade[grade])} {word}" for grade, word in words.items() if by_grade[grade]]
    parts += [
        f"{proof.form}: {proof.text} is {grade}: {proof.detail}"
        for grade in ("refuted", "unsupported")
        for proof in by_grade[grade]
    ]
    return ", ".join(parts)


def _proof(rule: Rule, clause: Clause, grade: str, detail: str) -> Proof:
    form = f"{clause.form}[{clause.variable}]" if clause.variable else clause.form
    return Proof(rule.id, clause.text, form, grade, detail)


def _one_line(error: Exception) -> str:
    return str(error).split("\n")[0] or type(error).__name__


# ------------------------------------------------------------------------------ arrays of entries


def _entry(value: Any) -> Any:
    """A number as SymPy's exact number; what belongs to SymPy stays."""
    if isinstance(value, sympy.Basic):
        return value
    if isinstance(value, bool | np.bool_):
        return sympy.true if value else sympy.false
    if isinstance(value, int | np.integer):
        return sympy.Integer(int(value))
    return _exact(float(value))


def _exact(value: float) -> Any:
    """The number that was meant: 0.1 is a tenth, 1 / 3 a third and 3.141592653589793 pi."""
    known = {math.pi: sympy.pi, math.e: sympy.E, math.inf: sympy.oo, -math.inf: -sympy.oo}
    if math.isnan(value) or value in known:
        return known.get(value, sympy.nan)
    simple = Fraction(value).limit_denominator(10_000)
    exact = simple if float(simple) == value else Fraction(repr(value))
    return sympy.Rational(exact.numerator, exact.denominator)


def _array(value: Any) -> Array:
    """An array of SymPy's expressions and exact numbers."""
    return _each(_entry, np.asarray(value, dtype=object))


def _each(function: Callable[..., Any], *arrays: Array) -> Array:
    """A function of entries, applied to arrays which broadcast."""
    return np.asarray(np.frompyfunc(function, len(arrays), 1)(*arrays), dtype=object)


def _number(entry: Any) -> Any:
    """A truth value used as a number."""
    if isinstance(entry, BooleanAtom):
        return sympy.S.One if entry is sympy.true else sympy.S.Zero
    return sympy.Piecewise((1, entry), (0, True)) if _is_truth(entry) else entry


def _is_truth(entry: Any) -> bool:
    """Whether an entry is a truth value; SymPy's own class for these has all symbols in it."""
    return isinstance(entry, Relational | BooleanAtom | BooleanFunction)


def _filled(shape: Sequence[Any], entry: Any = sympy.S.Zero) -> Array:
    """An array which has the same entry everywhere, to be written into."""
    return np.full(tuple(shape), entry, dtype=object)


def _symbols(name: str, shape: Shape, **assumptions: bool) -> Array:
    """An array of symbols called `x[0]`, `x[1]` and so on."""
    found = _filled(shape)
    for index in np.ndindex(found.shape):
        label = f"{name}[{', '.join(map(str, index))}]" if index else name
        found[index] = sympy.Symbol(label, **{"real": True, **assumptions})
    return found


def _derivative(value: Array, variable: Array) -> Array:
    """The derivative of each entry by each symbol. Shape: `value.shape + variable.shape`."""
    found = _filled(value.shape + variable.shape)
    for index in np.ndindex(value.shape):
        for place in np.ndindex(variable.shape):
            found[index + place] = sympy.diff(value[index], variable[place])
    return found


def _replace(value: Array, found: Mapping[Any, Any]) -> Array:
    def replaced(entry: Any) -> Any:
        return entry.xreplace(found)

    return _each(replaced, value) if found else value


# ------------------------------------------------------------------------------------- evaluation


class _Evaluation:
    """Expressions evaluated on arrays of SymPy expressions.

    Attributes:
        decisions: what was decided at the point: the region that the values hold in.
        inside: the operations that are being evaluated by their own primals.
    """

    def __init__(
        self,
        registry: Registry,
        functions: Mapping[str, Body],
        point: Mapping[Any, Any] | None = None,
    ) -> None:
        """Evaluate everywhere, or in the region of a point (numbers by symbol)."""
        self.registry = registry
        self.functions = functions
        self.point = None if point is None else dict(point)
        self.decisions: dict[Any, Any] = {}
        self.inside: list[str] = []

    def value(self, root: Expression, values: Mapping[str, Any]) -> Array:
        """The value of an expression, its variables being given."""
        made: dict[Expression, Array] = {}
        for part in postorder(root):
            found = self._node(part, [made[operand] for operand in part.operands], values)
            if found.shape != part.shape:
                raise UnsupportedOperation(
                    f"{part.operation}: shape {found.shape} where the book says {part.shape}"
                )
            made[part] = found
        return made[root]

    def _node(
        self, part: Expression, operands: Sequence[Array], values: Mapping[str, Any]
    ) -> Array:
        name = part.operation
        if name == VARIABLE:
            return _array(values[str(part["name"])])
        if name == CONSTANT:
            return _array(part["value"])
        if name == DIMENSION:
            return _array(sympy.Symbol(str(part["name"]), integer=True, positive=True))
        if name in language.CONSTRUCTORS:
            return _constructed(part)
        if name in language.ABSTRACT:
            return self._abstract(part, operands)
        return self.apply(name, operands, dict(part.parameters))

    def apply(self, name: str, operands: Sequence[Any], parameters: Mapping[str, Any]) -> Array:
        """One operation of the book.

        Raises:
            UnsupportedOperation: it is not known here.
        """
        try:
            return self._applied(name, [_array(o) for o in operands], parameters)
        except JacobookError:
            raise
        except _FAILURES as error:
            raise UnsupportedOperation(f"{name}: {_one_line(error)}") from error

    def _applied(
        self, name: str, operands: Sequence[Array], parameters: Mapping[str, Any]
    ) -> Array:
        if name in language.LOGIC:
            return _each(_LOGIC[name], *(_each(self.truth, o) for o in operands))
        if name == "where":
            chosen = [_each(self.truth, operands[0]), *(_each(_number, o) for o in operands[1:])]
            return _each(self.choose, *chosen)
        operands = [_each(_number, o) for o in operands]
        if name in language.COMPARISONS:
            return _each(functools.partial(self.compare, name), *operands)
        rule = self._rule(name)
        given = {**(rule.parameters if rule else {}), **parameters}
        for known in _names(name, rule):
            if known in _ENTRYWISE and not given:
                return _array(_each(_ENTRYWISE[known], *operands))
            if known in _BY_REGION and not given:
                return _array(_each(functools.partial(_BY_REGION[known], self), *operands))
            if known in _ARRAYS:
                return _array(_ARRAYS[known](*operands, **_numpy_parameters(given)))
            if known in _LISTS:
                return _array(_LISTS[known](operands, **_numpy_parameters(given)))
            if known in _ARRAYS_BY_REGION:
                return _array(_ARRAYS_BY_REGION[known](self, *operands, **given))
        return self._written_in_others(name, rule, operands, given)

    def _rule(self, name: str) -> Rule | None:
        try:
            return self.registry.rule_of(name)
        except UnknownRuleError:
            return None

    def _written_in_others(
        self, name: str, rule: Rule | None, operands: Sequence[Array], given: Mapping[str, Any]
    ) -> Array:
        """An operation by its expansion or its primal, if that is written in operations."""
        written = rule and (rule.expand or rule.primal)
        if not callable(written) or name in self.inside:
            raise UnsupportedOperation(f"{name} is not known on symbolic components")
        self.inside.append(name)
        try:
            found = written(*(_SymbolicValue(self, o) for o in operands), **given)
        finally:
            self.inside.pop()
        if not isinstance(found, _SymbolicValue):
            return _array(found)
        return found.array

    # Abstract functions and their derivatives.

    def _abstract(self, part: Expression, operands: Sequence[Array]) -> Array:
        name = str(part["name"])
        given = dict(part.parameters)
        if part.operation == language.CALL:
            return self._call(name, operands)
        inner = [_symbols(f"{name}.{i}", o.shape) for i, o in enumerate(operands)]
        pairs = [(s, a) for s, o in zip(inner, operands, strict=True) for s, a in _zipped(s, o)]
        actual = dict(pairs)
        if self.point is not None:
            self.point.update({s: _at(a, self.point) for s, a in pairs})
        value = self._call(name, inner)
        variable = inner[int(str(given.get("arg", 0)))]
        found = _derivative(value, variable)
        if part.operation == language.HESSIAN:
            found = _derivative(found, variable)
        elif part.operation == language.PARTIAL:
            found = found[(*(slice(None),) * value.ndim, given["i"])]
        elif part.operation == language.ELEMENTWISE_DERIVATIVE:
            found = _array(np.sum(found, axis=tuple(range(value.ndim))))
        return _replace(found, actual)

    def _call(self, name: str, arguments: Sequence[Array]) -> Array:
        names, body = self.functions[name]([tuple(a.shape) for a in arguments])
        return self.value(body, dict(zip(names, arguments, strict=True)))

    # Decisions.

    def truth(self, entry: Any) -> Any:
        """An entry as a truth value."""
        return entry if _is_truth(entry) else self.compare("not_equal", entry, 0)

    def choose(self, condition: Any, yes: Any, no: Any) -> Any:
        """One of two values; both, as a `Piecewise`, where the condition is not decided."""
        if condition is sympy.true:
            return yes
        if condition is sympy.false:
            return no
        return sympy.Piecewise((yes, condition), (no, True))

    def compare(self, relation: str, left: Any, right: Any) -> Any:
        """A comparison, decided at the point if there is one."""
        if self.point is None:
            return _RELATIONS[relation](left, right)
        sign = self.sign(left - right)
        if sign is None:
            return sympy.true if relation == "not_equal" else sympy.false
        return _entry(_SIGNS[relation](sign, 0))

    def sign(self, entry: Any) -> int | None:
        """-1, 0 or 1: the sign at the point; 0 only for an exact zero, `None` for NaN.

        Raises:
            UnsupportedOperation: the point is on a kink, or the value there is not real.
        """
        if entry is sympy.nan:
            return None
        if entry.is_zero or sympy.expand(entry) == 0:
            return 0
        if entry.is_Symbol and (entry.is_positive or entry.is_negative):
            return 1 if entry.is_positive else -1
        value = _at(entry, self.point or {})
        if not value.is_extended_real or abs(value) < EXACT:
            raise UnsupportedOperation(f"cannot decide the sign of {entry}")
        sign = 1 if value > 0 else -1
        if entry.free_symbols:
            self.decisions[entry] = sign
        return sign

    def integer(self, rounding: Callable[[Any], Any], entry: Any) -> Any:
        """An entry rounded: constant in the region of the point."""
        if self.point is None:
            return rounding(entry)
        found = rounding(_at(entry, self.point))
        if entry.free_symbols:
            self.decisions[(rounding.__name__, entry)] = found
        return found


def _at(entry: Any, point: Mapping[Any, Any]) -> Any:
    """The number that an entry is at a point."""
    return entry.evalf(DIGITS, subs=dict(point))


def _zipped(first: Array, second: Array) -> Iterator[tuple[Any, Any]]:
    return zip(first.ravel(), second.ravel(), strict=True)


def _names(name: str, rule: Rule | None) -> tuple[str, ...]:
    """What the tables may call an operation: its name, then the last word of its primal's."""
    if rule is not None and isinstance(rule.primal, str) and is_dotted(rule.primal):
        return name, rule.primal.split(".")[-1]
    return (name,)


def _numpy_parameters(given: Mapping[str, Any]) -> dict[str, Any]:
    """Static parameters as NumPy takes them."""
    return {name: _numpy_parameter(value) for name, value in given.items()}


def _numpy_parameter(value: Any) -> Any:
    if isinstance(value, shapes.Slice):
        return slice(value.start, value.stop, value.step)
    return tuple(map(_numpy_parameter, value)) if isinstance(value, tuple) else value


def _constructed(part: Expression) -> Array:
    """`eye`, `ones`, `zeros`, `basis` and `single`."""
    if not all(isinstance(size, int) for size in part.shape):
        raise UnsupportedOperation(f"{part.operation}: the sizes {part.shape} are not numbers")
    if part.operation == "eye":
        return _array(np.eye(int(part.shape[0]), dtype=int))
    found = _filled(part.shape, sympy.Integer(part.operation == "ones"))
    if part.operation in ("basis", "single"):
        found[tuple(place for _, place in sorted(part.parameters))] = sympy.S.One
    return found


class _SymbolicValue(operations.ArrayOperators):
    """An array of SymPy expressions for functions that are written in operations of the book."""

    __slots__ = ("array", "evaluation", "level", "shape")
    __hash__ = operations.ArrayOperators.__hash__

    def __init__(self, evaluation: _Evaluation, array: Array) -> None:
        self.evaluation = evaluation
        self.array = array
        self.shape = array.shape
        self.level = 0

    def _apply(self, name: str, operands: Sequence[Any], parameters: Mapping[str, Any]) -> Array:
        plain = [o.array if isinstance(o, _SymbolicValue) else o for o in operands]
        return _SymbolicValue(self.evaluation, self.evaluation.apply(name, plain, parameters))

    def _method(self, name: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Array:
        rule = self.evaluation.registry.rule_of(name)
        operands, parameters = operations.bind(rule, getattr(np, name), (self, *args), kwargs)
        return self._apply(name, operands, parameters)

    def __and__(self, other: Array) -> Array:
        return self._apply("logical_and", (self, other), {})

    def __or__(self, other: Array) -> Array:
        return self._apply("logical_or", (self, other), {})

    def __invert__(self) -> Array:
        return self._apply("logical_not", (self,), {})

    @property
    def size(self) -> int:
        """The number of entries."""
        return int(self.array.size)

    def __len__(self) -> int:
        return len(self.array)

    def __bool__(self) -> bool:
        if self.shape == () and isinstance(self.array[()], BooleanAtom):
            return self.array[()] is sympy.true
        raise UnsupportedOperation("a branch on a value that is not known")


# ------------------------------------------------------------------------ the tables of operations

_RELATIONS: Mapping[str, Callable[[Any, Any], Any]] = {
    "less": sympy.Lt,
    "less_equal": sympy.Le,
    "greater": sympy.Gt,
    "greater_equal": sympy.Ge,
    "equal": sympy.Eq,
    "not_equal": sympy.Ne,
}
_SIGNS: Mapping[str, Callable[[Any, Any], bool]] = {
    "less": operator.lt,
    "less_equal": operator.le,
    "greater": operator.gt,
    "greater_equal": operator.ge,
    "equal": operator.eq,
    "not_equal": operator.ne,
}
_LOGIC: Mapping[str, Callable[..., Any]] = {
    "logical_and": sympy.And,
    "logical_or": sympy.Or,
    "logical_not": sympy.Not,
}


def _xlogy(x: Any, y: Any) -> Any:
    return sympy.S.Zero if x == 0 else x * sympy.log(y)


def _sinc(x: Any) -> Any:
    return sympy.S.One if x == 0 else sympy.sin(sympy.pi * x) / (sympy.pi * x)


def _normal_cdf(x: Any) -> Any:
    return sympy.erfc(-x / sympy.sqrt(2)) / 2


_ENTRYWISE: Mapping[str, Callable[..., Any]] = {
    "add": operator.add,
    "subtract": operator.sub,
    "multiply": operator.mul,
    "divide": operator.truediv,
    "negative": operator.neg,
    "positive": operator.pos,
    "power": operator.pow,
    "float_power": operator.pow,
    "square": lambda x: x**2,
    "reciprocal": lambda x: 1 / x,
    "sqrt": sympy.sqrt,
    "exp": sympy.exp,
    "exp2": lambda x: 2**x,
    "expm1": lambda x: sympy.exp(x) - 1,
    "log": sympy.log,
    "log2": lambda x: sympy.log(x) / sympy.log(2),
    "log10": lambda x: sympy.log(x) / sympy.log(10),
    "log1p": lambda x: sympy.log(1 + x),
    "logaddexp": lambda x, y: sympy.log(sympy.exp(x) + sympy.exp(y)),
    "exp_share": lambda x, y: sympy.exp(x) / (sympy.exp(x) + sympy.exp(y)),
    "logaddexp2": lambda x, y: sympy.log(2**x + 2**y) / sympy.log(2),
    "sin": sympy.sin,
    "cos": sympy.cos,
    "tan": sympy.tan,
    "arcsin": sympy.asin,
    "arccos": sympy.acos,
    "arctan": sympy.atan,
    "arctan2": sympy.atan2,
    "hypot": lambda x, y: sympy.sqrt(x**2 + y**2),
    "sinh": sympy.sinh,
    "cosh": sympy.cosh,
    "tanh": sympy.tanh,
    "arcsinh": sympy.asinh,
    "arccosh": sympy.acosh,
    "arctanh": sympy.atanh,
    "degrees": lambda x: x * 180 / sympy.pi,
    "rad2deg": lambda x: x * 180 / sympy.pi,
    "radians": lambda x: x * sympy.pi / 180,
    "deg2rad": lambda x: x * sympy.pi / 180,
    "sinc": _sinc,
    "erf": sympy.erf,
    "erfc": sympy.erfc,
    "erfi": sympy.erfi,
    "erfinv": sympy.erfinv,
    "erfcinv": sympy.erfcinv,
    "ndtr": _normal_cdf,
    "normcdf": _normal_cdf,
    "normpdf": lambda x: sympy.exp(-(x**2) / 2) / sympy.sqrt(2 * sympy.pi),
    "log_ndtr": lambda x: sympy.log(_normal_cdf(x)),
    "gamma": sympy.gamma,
    "gammaln": sympy.loggamma,
    "loggamma": sympy.loggamma,
    "digamma": sympy.digamma,
    "psi": sympy.digamma,
    "polygamma": sympy.polygamma,
    "beta": sympy.beta,
    "betaln": lambda a, b: sympy.loggamma(a) + sympy.loggamma(b) - sympy.loggamma(a + b),
    "expit": lambda x: 1 / (1 + sympy.exp(-x)),
    "sigmoid": lambda x: 1 / (1 + sympy.exp(-x)),
    "softplus": lambda x: sympy.log(1 + sympy.exp(x)),
    "logit": lambda p: sympy.log(p / (1 - p)),
    "xlogy": _xlogy,
    "xlog1py": lambda x, y: _xlogy(x, 1 + y),
    "entr": lambda x: -_xlogy(x, x),
    "rel_entr": lambda x, y: _xlogy(x, x / y),
    "kl_div": lambda x, y: _xlogy(x, x / y) - x + y,
    "i0": lambda x: sympy.besseli(0, x),
    "i1": lambda x: sympy.besseli(1, x),
    "iv": sympy.besseli,
    "k0": lambda x: sympy.besselk(0, x),
    "k1": lambda x: sympy.besselk(1, x),
    "kv": sympy.besselk,
    "j0": lambda x: sympy.besselj(0, x),
    "j1": lambda x: sympy.besselj(1, x),
    "jv": sympy.besselj,
    "y0": lambda x: sympy.bessely(0, x),
    "y1": lambda x: sympy.bessely(1, x),
    "yv": sympy.bessely,
    "expi": sympy.Ei,
    "exp1": lambda x: sympy.expint(1, x),
    "ellipk": sympy.elliptic_k,
    "ellipe": sympy.elliptic_e,
    "conj": lambda x: x,
    "conjugate": lambda x: x,
    "real": lambda x: x,
    "copy": lambda x: x,
    "ascontiguousarray": lambda x: x,
}
"""Functions of entries that are smooth where they are defined."""


def _absolute(s: _Evaluation, x: Any) -> Any:
    return sympy.Abs(x) if s.point is None else s.choose(s.compare("greater", x, 0), x, -x)


def _sign(s: _Evaluation, x: Any) -> Any:
    return sympy.sign(x) if s.point is None else _entry(s.sign(x))


def _maximum(s: _Evaluation, x: Any, y: Any) -> Any:
    if s.point is None:
        return sympy.Max(x, y)
    return s.choose(s.compare("greater_equal", x, y), x, y)


def _minimum(s: _Evaluation, x: Any, y: Any) -> Any:
    if s.point is None:
        return sympy.Min(x, y)
    return s.choose(s.compare("less_equal", x, y), x, y)


def _heaviside(s: _Evaluation, x: Any, at_zero: Any) -> Any:
    if s.point is None:
        return sympy.Heaviside(x, at_zero)
    return (sympy.S.Zero, at_zero, sympy.S.One)[(s.sign(x) or 0) + 1]


def _cbrt(s: _Evaluation, x: Any) -> Any:
    third = sympy.Rational(1, 3)
    return s.choose(s.compare("greater_equal", x, 0), x**third, -((-x) ** third))


def _trunc(x: Any) -> Any:
    return sympy.sign(x) * sympy.floor(sympy.Abs(x))


def _rint(x: Any) -> Any:
    return sympy.floor(x + sympy.Rational(1, 2))


def _rounded(rounding: Callable[[Any], Any]) -> Callable[[_Evaluation, Any], Any]:
    def rounded(s: _Evaluation, x: Any) -> Any:
        return s.integer(rounding, x)

    return rounded


_floor, _truncated = _rounded(sympy.floor), _rounded(_trunc)

_BY_REGION: Mapping[str, Callable[..., Any]] = {
    "absolute": _absolute,
    "abs": _absolute,
    "fabs": _absolute,
    "sign": _sign,
    "maximum": _maximum,
    "fmax": _maximum,
    "minimum": _minimum,
    "fmin": _minimum,
    "heaviside": _heaviside,
    "cbrt": _cbrt,
    "copysign": lambda s, x, y: _absolute(s, x) * _sign(s, y),
    "clip": lambda s, x, low, high: _minimum(s, _maximum(s, x, low), high),
    "logabs": lambda s, x: sympy.log(_absolute(s, x)),
    "floor": _floor,
    "ceil": _rounded(sympy.ceiling),
    "trunc": _truncated,
    "fix": _truncated,
    "rint": _rounded(_rint),
    "floor_divide": lambda s, x, y: _floor(s, x / y),
    "remainder": lambda s, x, y: x - y * _floor(s, x / y),
    "mod": lambda s, x, y: x - y * _floor(s, x / y),
    "fmod": lambda s, x, y: x - y * _truncated(s, x / y),
}
"""Functions of entries with kinks or jumps; between these they are smooth."""


def _require_size(x: Array, largest: int = 3) -> int:
    n: int = x.shape[-1] if x.ndim else 0
    if x.ndim != 2 or x.shape[0] != n or n > largest:
        raise UnsupportedOperation(f"a matrix of shape {x.shape} is not expanded")
    return n


def _det(x: Array) -> Any:
    """The determinant, expanded along the first row."""
    n = _require_size(x)
    if n < 2:
        return x[0, 0] if n else sympy.S.One
    minors = (np.delete(x[1:], j, axis=1) for j in range(n))
    return sum((-1) ** j * x[0, j] * _det(minor) for j, minor in enumerate(minors))


def _cofactor(x: Array) -> Array:
    n = _require_size(x)
    found = _filled((n, n))
    for i, j in np.ndindex(n, n):
        found[i, j] = (-1) ** (i + j) * _det(np.delete(np.delete(x, i, axis=0), j, axis=1))
    return found


def _adjugate(x: Array) -> Array:
    return _cofactor(x).T


def _cofactor_slope(x: Array, e: Array) -> Array:
    """The derivative of the cofactors of `x` in the direction `e`."""
    t = sympy.Dummy()
    moved = _cofactor(x + t * e)
    return _each(lambda entry: sympy.diff(entry, t).subs(t, 0), moved)


def _inv(x: Array) -> Array:
    return _adjugate(x) / _det(x)


def _solve(a: Array, b: Array) -> Array:
    return _adjugate(a) @ b / _det(a)


def _log_det(s: _Evaluation, x: Array) -> Any:
    return sympy.log(_absolute(s, _det(x)))


def _matrix_power(x: Array, n: int) -> Array:
    base = x if n >= 0 else _inv(x)
    eye = _array(np.eye(_require_size(x), dtype=int))
    return functools.reduce(operator.matmul, [base] * abs(n), eye)


def _einsum(operands: Sequence[Array], subscripts: str = "", **_: Any) -> Array:
    """Einstein's sum, entry by entry."""
    inputs, arrow, output = subscripts.replace(" ", "").partition("->")
    words = inputs.split(",")
    if "." in subscripts or len(words) != len(operands):
        raise UnsupportedOperation(f"einsum {subscripts!r}")
    letters = sorted(set(inputs) - {","})
    if not arrow:
        output = "".join(letter for letter in letters if inputs.count(letter) == 1)
    sizes = {
        letter: size
        for word, operand in zip(words, operands, strict=True)
        for letter, size in zip(word, operand.shape, strict=True)
    }
    found = _filled([sizes[letter] for letter in output])
    for places in itertools.product(*(range(sizes[letter]) for letter in letters)):
        at = dict(zip(letters, places, strict=True))
        term = sympy.S.One
        for word, operand in zip(words, operands, strict=True):
            term = term * operand[tuple(at[letter] for letter in word)]
        found[tuple(at[letter] for letter in output)] += term
    return found


def _norm(x: Array, axis: Axis = None, keepdims: bool = False) -> Array:
    return _each(sympy.sqrt, _array(np.sum(x * x, axis=axis, keepdims=keepdims)))


def _var(
    x: Array, axis: Axis = None, ddof: float = 0, keepdims: bool = False, correction: float = 0
) -> Array:
    total = _array(np.sum((x - _array(np.mean(x, axis=axis, keepdims=True))) ** 2, axis=axis))
    if keepdims:
        total = total.reshape(shapes.reduced(x.shape, axis, keepdims=True))
    count = x.size // max(1, total.size)
    return total / _entry(count - (ddof or correction))


def _std(x: Array, **given: Any) -> Array:
    return _each(sympy.sqrt, _array(_var(x, **given)))


def _log_sum_exp(x: Array, axis: Axis = None, keepdims: bool = False) -> Array:
    total = _array(np.sum(_each(sympy.exp, x), axis=axis, keepdims=keepdims))
    return _each(sympy.log, total)


def _softmax(x: Array, axis: Axis = None) -> Array:
    powers = _each(sympy.exp, x)
    return powers / _array(np.sum(powers, axis=axis, keepdims=True))


def _log_softmax(x: Array, axis: Axis = None) -> Array:
    return _each(sympy.log, _array(_softmax(x, axis=axis)))


def _getitem(x: Array, index: Any = ()) -> Array:
    return x[index]


def _scatter(x: Array, index: Any = (), shape: Shape = ()) -> Array:
    found = _filled(shape)
    np.add.at(found, index, x)
    return found


def _as_type(x: Array, dtype: Any = float) -> Array:
    if np.dtype(dtype).kind != "f":
        raise UnsupportedOperation(f"conversion to {dtype}")
    return x


def _sinc_derivative(x: Array, order: int = 1) -> Array:
    return _each(lambda entry: _along_symbol(_sinc, entry, order), x)


def _along_symbol(function: Callable[[Any], Any], entry: Any, order: int) -> Any:
    """The derivative of some order of a function of one entry."""
    t = sympy.Dummy(real=True)
    return sympy.diff(function(t), t, order).xreplace({t: entry})


_ARRAYS: Mapping[str, Callable[..., Any]] = {
    **{
        name: getattr(np, name)
        for name in (
            *("matmul", "dot", "vdot", "vecdot", "inner", "outer", "kron", "tensordot", "trace"),
            *("sum", "prod", "mean", "cumsum", "cumprod", "diff", "cross"),
            *("tril", "triu", "diagonal", "diag", "repeat", "tile", "take", "pad", "broadcast_to"),
            *("reshape", "ravel", "squeeze", "expand_dims", "transpose", "matrix_transpose"),
            *("swapaxes", "moveaxis", "flip", "fliplr", "flipud", "roll", "rot90"),
        )
    },
    "vec": lambda x: np.ravel(x, order="F"),
    "adj": _adjugate,
    "cofactor": _cofactor,
    "cofactor_slope": _cofactor_slope,
    "det": _det,
    "inv": _inv,
    "solve": _solve,
    "logdet": lambda x: sympy.log(_det(x)),
    "matrix_power": _matrix_power,
    "norm2": _norm,
    "normF": _norm,
    "var": _var,
    "std": _std,
    "logsumexp": _log_sum_exp,
    "softmax": _softmax,
    "log_softmax": _log_softmax,
    "astype": _as_type,
    "nan_to_num": lambda x, **_: x,
    "nansum": np.sum,
    "nanmean": np.mean,
    "getitem": _getitem,
    "scatter": _scatter,
    "sinc_derivative": _sinc_derivative,
}
"""Functions of arrays with their static parameters; many are NumPy's own. No entry is NaN."""

_LISTS: Mapping[str, Callable[..., Any]] = {
    **{name: getattr(np, name) for name in ("concatenate", "stack", "vstack", "hstack", "dstack")},
    "einsum": _einsum,
}
"""Functions of a list of arrays."""


def _reduced(s: _Evaluation, x: Array, axis: Axis, keepdims: bool, pick: Callable[..., Any]) -> Any:
    """`pick(entries)` along axes."""
    axes = shapes.normalise_axes(axis, x.ndim)
    kept = [i for i in range(x.ndim) if i not in axes]
    rows = np.transpose(x, (*kept, *axes)).reshape((*(x.shape[i] for i in kept), -1))
    found = _filled(rows.shape[:-1])
    for index in np.ndindex(found.shape):
        found[index] = pick(s, list(rows[index]))
    return found.reshape(shapes.reduced(x.shape, axis, keepdims))


def _largest(s: _Evaluation, entries: Sequence[Any]) -> Any:
    return functools.reduce(functools.partial(_maximum, s), entries)


def _smallest(s: _Evaluation, entries: Sequence[Any]) -> Any:
    return functools.reduce(functools.partial(_minimum, s), entries)


def _order(s: _Evaluation, entries: Sequence[Any]) -> list[int]:
    """The places of the entries in ascending order, as decided at the point."""
    if s.point is None:
        raise UnsupportedOperation("sorting symbols")

    def by_sign(i: int, j: int) -> int:
        return s.sign(entries[i] - entries[j]) or 0

    return sorted(range(len(entries)), key=functools.cmp_to_key(by_sign))


def _along(s: _Evaluation, x: Array, axis: int | None, change: Callable[..., Any]) -> Array:
    """`change(entries)`, a list of the same length, along one axis."""
    rows = np.moveaxis(x.reshape(-1) if axis is None else x, -1 if axis is None else axis, -1)
    found = _filled(rows.shape)
    for index in np.ndindex(rows.shape[:-1]):
        found[index] = change(s, list(rows[index]))
    return found if axis is None else np.moveaxis(found, -1, axis)


def _amax(s: _Evaluation, x: Array, axis: Axis = None, keepdims: bool = False) -> Any:
    return _reduced(s, x, axis, keepdims, _largest)


def _amin(s: _Evaluation, x: Array, axis: Axis = None, keepdims: bool = False) -> Any:
    return _reduced(s, x, axis, keepdims, _smallest)


def _argmax(s: _Evaluation, x: Array, axis: int | None = None, keepdims: bool = False) -> Any:
    return _reduced(s, x, axis, keepdims, lambda s, e: _order(s, e)[-1])


def _argmin(s: _Evaluation, x: Array, axis: int | None = None, keepdims: bool = False) -> Any:
    return _reduced(s, x, axis, keepdims, lambda s, e: _order(s, e)[0])


def _sort(s: _Evaluation, x: Array, axis: int | None = -1) -> Array:
    return _along(s, x, axis, lambda s, e: [e[i] for i in _order(s, e)])


def _argsort(s: _Evaluation, x: Array, axis: int | None = -1) -> Array:
    return _along(s, x, axis, lambda s, e: _order(s, e))


def _median(s: _Evaluation, x: Array, axis: Axis = None, keepdims: bool = False) -> Any:
    def middle(s: _Evaluation, entries: Sequence[Any]) -> Any:
        ordered = [entries[i] for i in _order(s, entries)]
        half = len(ordered) // 2
        return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2

    return _reduced(s, x, axis, keepdims, middle)


def _round(s: _Evaluation, x: Array, decimals: int = 0, **_: Any) -> Array:
    scale = sympy.Integer(10) ** decimals
    return _each(functools.partial(_BY_REGION["rint"], s), _array(x * scale)) / scale


def _norm1(s: _Evaluation, x: Array, axis: Axis = None, keepdims: bool = False) -> Any:
    return np.sum(_each(functools.partial(_absolute, s), x), axis=axis, keepdims=keepdims)


def _norm_inf(s: _Evaluation, x: Array, axis: Axis = None, keepdims: bool = False) -> Any:
    return _amax(s, _each(functools.partial(_absolute, s), x), axis, keepdims)


_ARRAYS_BY_REGION: Mapping[str, Callable[..., Any]] = {
    "amax": _amax,
    "max": _amax,
    "amin": _amin,
    "min": _amin,
    "argmax": _argmax,
    "argmin": _argmin,
    "sort": _sort,
    "argsort": _argsort,
    "median": _median,
    "round": _round,
    "norm1": _norm1,
    "norminf": _norm_inf,
    "logabsdet": _log_det,
}
"""Functions of arrays that depend on an order of the entries, or on a sign."""

# ---------------------------------------------------------------------------- operands as symbols


@dataclass(frozen=True, slots=True)
class _Variable:
    """An operand on explicit components.

    Attributes:
        free: what is differentiated by: one symbol for each entry.
        value: the entries that the domain allows: the same symbols, expressions in parameters
            (a symmetric matrix), or numbers.
        tangent: a perturbation, of the same structure if only those count.
        intervals: where each parameter of `value` and `tangent` is drawn from.
    """

    operand: Operand
    free: Array
    value: Array
    tangent: Array
    intervals: Mapping[Any, tuple[Any, Any]]

    @property
    def actual(self) -> dict[Any, Any]:
        """The allowed entry for each free symbol."""
        return {f: v for f, v in _zipped(self.free, self.value) if f != v}

    @property
    def discrete(self) -> bool:
        """Whether the entries are numbers, drawn anew for every point."""
        return bool(self.value.size) and not any(v.free_symbols for v in self.value.ravel())


_WIDE, _ABOVE_ZERO = (-2, 2), (sympy.Rational(1, 4), sympy.Rational(5, 2))
_INTERVALS = {
    "pos": _ABOVE_ZERO,
    "nonneg": _ABOVE_ZERO,
    "unit": (sympy.Rational(-17, 20), sympy.Rational(17, 20)),
    "unit01": (sympy.Rational(1, 20), sympy.Rational(19, 20)),
    "prob": _ABOVE_ZERO,
    "gt1": (sympy.Rational(11, 10), 3),
}


def _variable(operand: Operand, shape: Shape, rng: random.Random) -> _Variable:
    """An operand of a given shape, as its domain says.

    Raises:
        UnsupportedOperation: a structure that is not expanded at this size.
    """
    interval = _interval(operand)
    assumptions = {"positive": True} if interval[0] > 0 else {}
    if operand.has("nonzero"):
        assumptions["nonzero"] = True
    plain = _symbols(operand.name, shape, **assumptions)
    numbers = _discrete(operand, shape, rng)
    if numbers is not None:
        free = _symbols(operand.name, shape) if operand.differentiable else numbers
        tangent = _symbols(f"d{operand.name}", shape) if operand.differentiable else _filled(shape)
        return _Variable(operand, free, numbers, tangent, _drawn(_WIDE, tangent))
    value, extra = _structured(operand, plain)
    free = plain if value is plain else _symbols(f"{operand.name}.free", shape)
    intervals = {**_drawn(interval, value), **extra}
    tangent = _symbols(f"d{operand.name}", shape)
    if operand.structured:
        tangent = _tangent(value, f"d{operand.name}")
    return _Variable(operand, free, value, tangent, {**intervals, **_drawn(_WIDE, tangent)})


def _drawn(interval: tuple[Any, Any], array: Array) -> dict[Any, tuple[Any, Any]]:
    """An interval for each symbol of an array."""
    symbols = {s for entry in array.ravel() for s in _entry(entry).free_symbols}
    known = {s: _ABOVE_ZERO if s.is_positive and interval[0] < 0 else interval for s in symbols}
    return dict(sorted(known.items(), key=lambda item: str(item[0])))


def _interval(operand: Operand) -> tuple[Any, Any]:
    for word, arguments in operand.domain:
        if word == "range":
            low, high = (_exact(float(a)) for a in arguments)
            return low, high
        if word in _INTERVALS:
            return _INTERVALS[word]
    return _WIDE


def _discrete(operand: Operand, shape: Shape, rng: random.Random) -> Array | None:
    """Random truth values, signs or integers, for operands that have no others."""
    for word, arguments in operand.domain:
        choices: Sequence[Any]
        if word == "bool":
            choices = (sympy.true, sympy.false)
        elif word == "pm1":
            choices = (-1, 1)
        elif word == "int":
            choices = _integers(arguments)
        elif word == "index":
            choices = (0, 1)
        else:
            continue
        found = _filled(shape)
        for index in np.ndindex(found.shape):
            found[index] = rng.choice(choices)
        return _array(found)
    return None


def _integers(arguments: Sequence[float | str]) -> Sequence[int]:
    """The integers of `int(2..5)`."""
    low, dots, high = str(arguments[0] if arguments else "2..3").partition("..")
    return range(int(low), int(high) + 1) if dots else (int(float(low)),)


def _structured(operand: Operand, plain: Array) -> tuple[Array, dict[Any, tuple[Any, Any]]]:
    """Entries of the declared structure, and intervals of parameters which need another."""
    n = len(plain) if plain.ndim else 1
    if operand.has("singular"):
        left = _symbols(f"{operand.name}.left", (n, n - 1))
        return left @ _symbols(f"{operand.name}.right", (n - 1, n)), {}
    if operand.has("sym") or operand.has("spd"):
        upper = np.where(np.tri(n, k=-1, dtype=bool), plain.T, plain)
        large = {upper[i, i]: (2 * n, 2 * n + 2) for i in range(n)} if operand.has("spd") else {}
        return upper, large
    if operand.has("skew"):
        strict = np.where(np.tri(n, k=-1, dtype=bool), plain, sympy.S.Zero)
        return strict - strict.T, {}
    if operand.has("tril"):
        lower = np.where(np.tri(n, dtype=bool), plain, sympy.S.Zero)
        return lower, {lower[i, i]: _ABOVE_ZERO for i in range(n)}
    if operand.has("dominant"):
        return plain, {plain[i, i]: (2 * n, 2 * n + 2) for i in range(n)}
    if operand.has("orth"):
        return _rotation(plain), {}
    if operand.has("unitvec"):
        return _unit_vector(plain), {}
    if operand.has("prob"):
        return plain / np.sum(plain, axis=-1, keepdims=True), {}
    return plain, {}


def _rotation(plain: Array) -> Array:
    """All rotations of the plane but one, by one parameter."""
    if plain.shape != (2, 2):
        raise UnsupportedOperation(f"an orthogonal matrix of shape {plain.shape} is not expanded")
    t = plain[0, 0]
    cosine, sine = (1 - t**2) / (1 + t**2), 2 * t / (1 + t**2)
    return np.array([[cosine, -sine], [sine, cosine]], dtype=object)


def _unit_vector(plain: Array) -> Array:
    """All unit vectors but one, by stereographic projection."""
    *rest, _ = plain
    square = sum((t**2 for t in rest), sympy.S.Zero)
    entries = [2 * t / (1 + square) for t in rest] + [(1 - square) / (1 + square)]
    return np.array(entries, dtype=object)


def _tangent(value: Array, name: str) -> Array:
    """The direction in which `value` moves when its parameters do."""
    parameters = sorted({s for v in value.ravel() for s in v.free_symbols}, key=str)
    rates = [sympy.Symbol(f"{name}.{i}", real=True) for i in range(len(parameters))]

    def moved(entry: Any) -> Any:
        steps = zip(parameters, rates, strict=True)
        return sum((sympy.diff(entry, p) * rate for p, rate in steps), sympy.S.Zero)

    return _each(moved, value)


# ------------------------------------------------------------------------------------- the prover


class _Sized(Instance):
    """A rule at given sizes, its statements as expressions instead of functions."""

    def expression(self, text: str, value: Shape | None = None) -> Expression:
        """A statement, or the rule's function where the shape of its value is not given."""
        names = dict(self.shapes)
        if value is not None:
            names |= {self.rule.result: value, f"{self.rule.result}_bar": value}
            names |= {f"d{name}": shape for name, shape in self.shapes.items()}
        scope = Scope(names, self._functions, self.sizes)
        return read(text, self.rule, self.registry, scope, "derivative")

    @property
    def bodies(self) -> dict[str, Body]:
        """The instances of the abstract functions."""
        found = abstract_functions(self.rule)
        return {f.name: functools.partial(self._named_body, f) for f in found}

    def _named_body(
        self, function: AbstractFunction, arguments: Sequence[Shape]
    ) -> tuple[Sequence[str], Expression]:
        return function.arguments, self._body(function, arguments)


def _sizes(rule: Rule) -> dict[str, int]:
    """Small sizes: 2 for square matrices, otherwise 2 and 3 in turn, or 3 if there is only one."""
    found: dict[str, int] = dict(rule.sizes)
    letters = dict.fromkeys(s for o in rule.operands for s in o.shape if isinstance(s, str))
    square = {s for o in rule.operands for s in o.shape if o.shape.count(s) > 1}
    turn = itertools.cycle((2, 3) if len(letters) > 1 else (3,))
    for letter in letters:
        found.setdefault(letter, 2 if letter in square else next(turn))
    return found


def _sized(rule: Rule, registry: Registry) -> tuple[_Sized, Expression]:
    """The rule at small sizes with its function; at 3 everywhere if its text needs more."""
    small = _sizes(rule)
    larger = {**dict.fromkeys(small, 3), **rule.sizes}
    for sizes in (small, larger):
        sized = _at_sizes(rule, registry, sizes)
        if all(_readable(sized, clause) for clause in rule.derivative):
            return sized, sized.expression(rule.function)
    sized = _at_sizes(rule, registry, small)
    return sized, sized.expression(rule.function)


def _at_sizes(rule: Rule, registry: Registry, sizes: Mapping[str, int]) -> _Sized:
    operands = {
        o.name: np.empty(tuple(sizes[s] if isinstance(s, str) else s for s in o.shape))
        for o in rule.operands
    }
    return _Sized(rule, registry, operands)


def _readable(sized: _Sized, clause: Clause) -> bool:
    try:
        sized.expression(clause.text, sized.expression(sized.rule.function).shape)
    except JacobookError:
        return False
    return True


Pair = tuple[str, Any, Any]
"""An entry's name, what SymPy derives for it, and what the statement says."""


class _Case:
    """A rule's function at one point, or everywhere if nothing had to be decided there."""

    def __init__(self, sized: _Sized, function: Expression, rng: random.Random) -> None:
        """Make the operands and draw a point."""
        rule = sized.rule
        self.sized = sized
        self.variables = {o.name: _variable(o, sized.shapes[o.name], rng) for o in rule.operands}
        self.y_bar = _symbols(f"{rule.result}_bar", function.shape)
        self.actual = {k: v for x in self.variables.values() for k, v in x.actual.items()}
        self.point = self.draw(rng)
        inner = {f: _at(v, self.point) for f, v in self.actual.items()}
        self.evaluation = _Evaluation(sized.registry, sized.bodies, {**self.point, **inner})
        free = {name: x.free for name, x in self.variables.items()}
        self.y = self.evaluation.value(function, free)
        self.jacobians: dict[str, Array] = {}

    @property
    def regional(self) -> bool:
        """Whether the values hold near the point only."""
        discrete = any(x.discrete for x in self.variables.values())
        return discrete or bool(self.evaluation.decisions)

    def draw(self, rng: random.Random) -> dict[Any, Any]:
        """A number for each symbol."""
        found = {}
        intervals = {k: v for x in self.variables.values() for k, v in x.intervals.items()}
        intervals |= _drawn(_WIDE, self.y_bar)
        for symbol, (low, high) in intervals.items():
            found[symbol] = low + (high - low) * sympy.Rational(rng.randint(1, 996), 997)
        return found

    def jacobian(self, name: str) -> Array:
        """The derivative of the function by one operand's free symbols."""
        if name not in self.jacobians:
            variable = self.variables[name]
            if variable.operand.differentiable:
                found = _derivative(self.y, variable.free)
            else:
                found = _filled(self.y.shape + variable.value.shape)
            self.jacobians[name] = found
        return self.jacobians[name]

    def stated(self, clause: Clause) -> tuple[Expression, Callable[[Expression], Array]]:
        """A statement, and what evaluates its parts at the allowed operands."""
        rule = self.sized.rule
        values = {name: x.value for name, x in self.variables.items()}
        values |= {f"d{name}": x.tangent for name, x in self.variables.items()}
        values |= {rule.result: _replace(self.y, self.actual), f"{rule.result}_bar": self.y_bar}
        expression = self.sized.expression(clause.text, self.y.shape)
        return expression, functools.partial(self.evaluation.value, values=values)

    def pairs(self, clause: Clause) -> list[Pair]:
        """What SymPy derives and what the statement says, entry by entry."""
        expression, evaluate = self.stated(clause)
        if clause.form == "true":
            return [pair for part in _joined(expression) for pair in _equation(part, evaluate)]
        said = evaluate(expression)
        if clause.form == "elem":
            said = self._on_diagonal(said, clause.variable)
        derived = _replace(self._derived(clause), self.actual)
        if expression.operation == CONSTANT and not said.shape and said[()] == 0:
            said = np.broadcast_to(said, derived.shape)
        if clause.form in ("elem", "grad", "jac", "hess", "vjp"):
            derived, said = (self._allowed(a, clause) for a in (derived, said))
        return _entries(derived, said)

    def _derived(self, clause: Clause) -> Array:
        """What SymPy says about the form of a statement."""
        if clause.form == "same":
            return self.y
        if clause.form == "d":
            parts = (self._directional(name) for name in self.variables)
            return _array(functools.reduce(operator.add, parts))
        jacobian = self.jacobian(clause.variable)
        if clause.form in ("grad", "hess") and self.y.shape:
            raise UnsupportedOperation(f"{clause.form} of a function of shape {self.y.shape}")
        if clause.form == "hess":
            return _derivative(jacobian, self.variables[clause.variable].free)
        if clause.form == "vjp":
            return _array(np.tensordot(self.y_bar, jacobian, axes=self.y.ndim))
        return jacobian

    def _directional(self, name: str) -> Array:
        tangent = self.variables[name].tangent
        return _array(np.tensordot(self.jacobian(name), tangent, axes=tangent.ndim))

    def _on_diagonal(self, said: Array, name: str) -> Array:
        """The Jacobian which an element-wise derivative says: zero off its diagonal."""
        shape = self.variables[name].value.shape
        y_shape = self.y.shape
        places = np.arange(math.prod(shape)).reshape(shape)
        said, places = np.broadcast_to(said, y_shape), np.broadcast_to(places, y_shape)
        found = _filled((*y_shape, math.prod(shape)))
        for index in np.ndindex(y_shape):
            found[(*index, places[index])] = said[index]
        return found.reshape(y_shape + shape)

    def _allowed(self, derivative: Array, clause: Clause) -> Array:
        """A derivative seen by the perturbations that count, if not all do."""
        variable = self.variables[clause.variable]
        if not variable.operand.structured:
            return derivative
        rank = variable.tangent.ndim
        times = 2 if clause.form == "hess" else 1
        for _ in range(times):
            if derivative.ndim < rank:
                return derivative
            derivative = _array(np.tensordot(derivative, variable.tangent, axes=rank))
        return derivative


def _joined(expression: Expression) -> Iterator[Expression]:
    """The parts of a statement that are joined by `&`."""
    if expression.operation == "logical_and":
        for operand in expression.operands:
            yield from _joined(operand)
    else:
        yield expression


def _equation(statement: Expression, evaluate: Callable[[Expression], Array]) -> list[Pair]:
    """The two sides of an equation, entry by entry; for another statement, that it is true."""
    if statement.operation == "equal":
        left, right = np.broadcast_arrays(*map(evaluate, statement.operands))
        return _entries(left, right)
    holds = evaluate(statement)
    return _entries(_each(_number, holds), _filled(holds.shape, sympy.S.One))


def _entries(derived: Array, said: Array) -> list[Pair]:
    if derived.shape != said.shape:
        shown = f"{shapes.show(derived.shape)} where it says {shapes.show(said.shape)}"
        return [(f"the shape is {shown}", sympy.S.One, sympy.S.Zero)]
    pairs = [
        (f"entry {index}: " if index else "", _number(derived[index]), _number(said[index]))
        for index in np.ndindex(derived.shape)
    ]
    for label, left, right in pairs:
        if left.has(sympy.nan, sympy.zoo) and right.has(sympy.nan, sympy.zoo):
            raise UnsupportedOperation(f"{label}{left} and {right} cannot be compared")
    return pairs


class _Prover:
    """The statements of one rule, at up to three points."""

    def __init__(self, rule: Rule, registry: Registry, seed: int) -> None:
        """Expand the function on components.

        Raises:
            UnsupportedOperation: that is not possible.
        """
        if rule.variadic:
            raise UnsupportedOperation("any number of operands")
        self.rule = rule
        self.rng = random.Random(f"{seed} {rule.id}")
        self.sized, self.function = _sized(rule, registry)
        self.cases: list[_Case] = []
        self.case(0)

    def case(self, i: int) -> _Case:
        """The function near the i-th point."""
        while len(self.cases) <= i:
            self.cases.append(_Case(self.sized, self.function, self.rng))
        return self.cases[i]

    def proof(self, clause: Clause) -> Proof:
        """What SymPy says about one statement."""
        try:
            return _proof(self.rule, clause, *self._graded(clause))
        except _FAILURES as error:
            return _proof(self.rule, clause, "unsupported", _one_line(error))

    def _graded(self, clause: Clause) -> tuple[str, str]:
        """The grade of a statement, and how far it holds."""
        first = self.case(0)
        pairs = first.pairs(clause)
        if first.regional:
            cases = [self.case(i) for i in range(POINTS)]
            checks = [(c.pairs(clause), [c.point]) for c in cases]
            where = f", near {POINTS} points"
        else:
            points = [first.point, *(first.draw(self.rng) for _ in range(POINTS - 1))]
            checks = [(pairs, points)]
            where = ""
        sizes = ", ".join(f"{k} = {v}" for k, v in self.sized.sizes.items() if isinstance(v, int))
        open_pairs = [(_open(found), points) for found, points in checks]
        for found, points in open_pairs:
            for pair, point in itertools.product(found, points):
                verdict = _compared(pair, point)
                if verdict is not None:
                    return verdict
        same = all(_vanishes(a - b) for found, _ in open_pairs for _, a, b in found)
        return ("identical" if same else "50 digits"), sizes + where


def _open(pairs: Sequence[Pair]) -> list[Pair]:
    """The entries whose two sides are not the same expression."""
    return [pair for pair in pairs if pair[1] != pair[2]]


def _compared(pair: Pair, point: Mapping[Any, Any]) -> tuple[str, str] | None:
    """A grade which the numbers at a point decide, or `None` if they agree."""
    label, derived, said = pair
    left, right = _at(derived, point), _at(said, point)
    used = sorted(derived.free_symbols | said.free_symbols, key=str)
    place = ", ".join(f"{s} = {point[s]}" for s in used)[:200]
    if not (left.is_finite and right.is_finite):
        if (left.is_finite is False) != (right.is_finite is False):
            return "refuted", f"{label}{_shown(left)} where it says {_shown(right)} at {place}"
        raise UnsupportedOperation(f"{label}not a number at {place}")
    error = abs(left - right) / max(1, abs(left))
    if error <= EXACT:
        return None
    if error <= ROUNDED:
        raise UnsupportedOperation(f"{label}agrees to {_shown(error)} only: a rounded number?")
    return "refuted", f"{label}{_shown(left)} where it says {_shown(right)} at {place}"


def _shown(number: Any) -> str:
    return str(sympy.N(number, 8))


def _vanishes(difference: Any) -> bool:
    """Whether an expression is zero, by the cheapest way that shows it."""
    size = sympy.count_ops(difference)
    if size <= _EXPAND_LIMIT and sympy.expand(difference) == 0:
        return True
    if size <= _TOGETHER_LIMIT:
        if _numerator(difference) == 0:
            return True
        exponential = difference.rewrite(sympy.exp)
        if exponential != difference and _numerator(exponential) == 0:
            return True
    return bool(size <= _SIMPLIFY_LIMIT and sympy.simplify(difference) == 0)


def _numerator(difference: Any) -> Any:
    """The expanded numerator over one denominator."""
    return sympy.expand(sympy.fraction(sympy.together(difference))[0])
