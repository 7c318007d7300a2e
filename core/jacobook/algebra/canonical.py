"""The nodes of the canonical algebra, made so that most equal expressions are one object.

Sums and products are flat and sorted, numbers and scalars stand in front, transposes stand on
leaves, identities and zeros are gone. Arrays have order 0, 1 or 2 and nothing broadcasts: what
NumPy broadcasts is written with `outer` and `ones`. Operations which have no law here are
*opaque*: they stay as they are, with canonical operands.

| node | meaning |
|---|---|
| `plus`, `times`, `pow` | sum, element-wise product, element-wise power |
| `scale(s, x)` | an array times a scalar |
| `chain` | matrix product; a vector stands as a row in front or as a column at the end |
| `outer(u, v)`, `diag(v)`, `diagonal(X)`, `transpose(X)` | matrices from vectors and back |
| `total(x)`, `trace(X)` | sum of all entries, trace |
"""

from __future__ import annotations

import functools
import hashlib
import operator
from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from weakref import WeakKeyDictionary

from jacobook import facts as known
from jacobook.algebra.numbers import (
    MINUS_ONE,
    ONE,
    ZERO,
    Number,
    content,
    exact,
    number,
    raised,
    value_of,
)
from jacobook.expression import (
    CONSTANT,
    DIMENSION,
    VARIABLE,
    Expression,
    Parameters,
    dimension,
    node,
    postorder,
)
from jacobook.language import DIFFERENTIAL
from jacobook.shapes import Dimension, Shape

TANGENT = "tangent"
"""The fact of a variable that stands for a small change; products are turned so that it is last."""

ELEMENTWISE = "elementwise"
"""The fact of an opaque node that it works entry by entry, so a transpose passes through it."""

# ------------------------------------------------------------------------------------- order

_keys: WeakKeyDictionary[Expression, str] = WeakKeyDictionary()
_LONG = 120


def key(x: Expression) -> str:
    """A text which tells `x` from every other expression; sums and products are sorted by it."""
    found = _keys.get(x)
    if found is None:
        inner = ",".join(key(operand) for operand in x.operands)
        static = ",".join(f"{name}={value!r}" for name, value in x.parameters)
        found = f"{x.operation}[{static}]({inner}){x.shape}"
        if x.operation == VARIABLE:
            last = "~" if TANGENT in x.facts else ""
            found = f"{last}{x['name']}{sorted(x.facts)}{x.shape}"
        if len(found) > _LONG:
            found = found[: _LONG // 2] + hashlib.sha256(found.encode()).hexdigest()
        _keys[x] = found
    return found


def order(x: Expression) -> int:
    """How many axes an expression has."""
    return len(x.shape)


_tangent: WeakKeyDictionary[Expression, bool] = WeakKeyDictionary()


def has_tangent(x: Expression) -> bool:
    """Whether a tangent or a differential occurs in an expression."""
    for part in postorder(x):
        if part not in _tangent:
            own = TANGENT in part.facts or part.operation == DIFFERENTIAL
            _tangent[part] = own or any(_tangent[o] for o in part.operands)
    return _tangent[x]


def _direction(factors: Sequence[Expression]) -> tuple[int, list[str]]:
    """How a product compares with its other readings: tangents last, then by key."""
    tangents = [i for i, f in enumerate(factors) if has_tangent(f)]
    return -min(tangents, default=0), [key(f) for f in factors]


def by_key(items: Iterable[Expression]) -> list[Expression]:
    """Expressions in their fixed order."""
    return sorted(items, key=key)


# ------------------------------------------------------------------------------------- leaves


def ones(shape: Shape) -> Expression:
    """The array of ones: a number, a vector, or a matrix as an outer product."""
    if not shape:
        return ONE
    if len(shape) == 2:
        return outer(ones(shape[:1]), ones(shape[1:]))
    return node("ones", (), shape)


def zeros(shape: Shape) -> Expression:
    """The array of zeros."""
    return node("zeros", (), shape) if shape else ZERO


def eye(n: Dimension) -> Expression:
    """The identity matrix."""
    return node("eye", (), (n, n))


def size(n: Dimension) -> Expression:
    """A size as a number."""
    return number(n) if isinstance(n, int) else dimension(str(n))


def is_zero(x: Expression) -> bool:
    """Whether an expression is zero by its form."""
    return x.operation == "zeros" or value_of(x) == 0


def is_eye(x: Expression) -> bool:
    """Whether an expression is the identity matrix by its form."""
    return x.operation == "eye"


def is_ones(x: Expression) -> bool:
    """Whether an expression is a vector of ones, or the number one, by its form."""
    return x.operation == "ones" or x is ONE


# --------------------------------------------------------------------------------- sums


def split(term: Expression) -> tuple[Number, Expression]:
    """The number in front of a term, and the rest.

    >>> split(scale(number(3), node("ones", (), (2,))))
    (3, <ones() (2,)>)
    """
    value = value_of(term)
    if value is not None:
        return value, ONE
    if term.operation == "times" and not term.shape:
        first = value_of(term.operands[0])
        if first is not None:
            rest = term.operands[1:]
            return first, rest[0] if len(rest) == 1 else node("times", rest, ())
    if term.operation == "scale":
        coefficient, scalar = split(term.operands[0])
        x = term.operands[1]
        return coefficient, x if scalar is ONE else node("scale", [scalar, x], x.shape)
    return 1, term


def plus(*terms: Expression) -> Expression:
    """The sum of expressions of one shape, like terms joined."""
    shape = terms[0].shape
    counted: dict[Expression, Number] = {}
    for term in _flat_terms(terms):
        coefficient, core = split(term)
        counted[core] = exact(counted.get(core, 0) + coefficient)
    counted = _diagonals_joined(counted)
    kept = [_with_number(c, core) for core, c in counted.items() if c != 0 and not is_zero(core)]
    if not kept:
        return zeros(shape)
    return kept[0] if len(kept) == 1 else node("plus", by_key(kept), shape)


def _flat_terms(terms: Iterable[Expression]) -> list[Expression]:
    flat: list[Expression] = []
    for term in terms:
        flat += term.operands if term.operation == "plus" else [term]
    return flat


def _diagonals_joined(counted: dict[Expression, Number]) -> dict[Expression, Number]:
    """`diag(a) + diag(b)` as `diag(a + b)`."""
    diagonals = [core for core in counted if core.operation == "diag"]
    if len(diagonals) < 2:
        return counted
    vector = plus(*(_with_number(counted[d], d.operands[0]) for d in diagonals))
    coefficient, joined = split(diag(vector))
    rest = {core: c for core, c in counted.items() if core.operation != "diag"}
    return {**rest, joined: coefficient}


def _with_number(coefficient: Number, core: Expression) -> Expression:
    """A number times a core which has none; sums are not distributed over."""
    if coefficient == 1:
        return core
    if core is ONE:
        return number(coefficient)
    scalar = number(coefficient)
    if core.shape:
        return _scaled_node(scalar, core)
    factors = core.operands if core.operation == "times" else (core,)
    return node("times", [scalar, *factors], ())


def _scaled_node(scalar: Expression, x: Expression) -> Expression:
    """The node of a scalar times an array, the scalars of both in one product."""
    if x.operation == "scale":
        scalar, x = times(scalar, x.operands[0]), x.operands[1]
    return x if scalar is ONE else node("scale", [scalar, x], x.shape)


def minus(x: Expression) -> Expression:
    """`-x`."""
    return scale(MINUS_ONE, x)


def difference(x: Expression, y: Expression) -> Expression:
    """`x - y`."""
    return plus(x, minus(y))


def primitive(x: Expression) -> tuple[Number, Expression]:
    """A sum as a number times a sum whose coefficients have no common divisor.

    Its first coefficient is positive, so that `a - b` and `b - a` share the sum.
    """
    if x.operation != "plus":
        return 1, x
    parts = [split(term) for term in x.operands]
    common = content([coefficient for coefficient, _ in _leading(parts)])
    if common == 1:
        return 1, x
    terms = [_with_number(_ratio(c, common), core) for c, core in parts]
    return common, node("plus", by_key(terms), x.shape)


def _leading(parts: list[tuple[Number, Expression]]) -> list[tuple[Number, Expression]]:
    """The terms with a core that does not depend on signs first."""
    return sorted(parts, key=lambda part: key(part[1]))


def _ratio(a: Number, b: Number) -> Number:
    if isinstance(a, float) or isinstance(b, float):
        return a / b
    return exact(Fraction(a) / Fraction(b))


# ----------------------------------------------------------------- products with scalars


def scale(s: Expression, x: Expression) -> Expression:
    """A scalar times an array (or a scalar)."""
    if not x.shape:
        return times(s, x)
    if is_zero(s) or is_zero(x):
        return zeros(x.shape)
    if s is ONE:
        return x
    if x.operation == "plus":
        return _scaled_sum(s, x)
    return _scaled_node(s, x)


def _scaled_sum(s: Expression, x: Expression) -> Expression:
    """A scalar times a sum: signs go inside, other numbers out."""
    common, inner = primitive(x)
    total = times(s, number(common))
    if total is MINUS_ONE:
        return node("plus", by_key(minus(term) for term in inner.operands), x.shape)
    return _scaled_node(total, inner)


def unscaled(x: Expression) -> tuple[Expression, Expression]:
    """The scalars in front of an array, and the rest; sums give their common number."""
    if x.operation == "scale":
        return x.operands[0], x.operands[1]
    if x.operation == "plus" and x.shape:
        common, inner = primitive(x)
        return number(common), inner
    return ONE, x


# --------------------------------------------------------------- element-wise products


def times(*factors: Expression) -> Expression:
    """The element-wise product of expressions of one shape."""
    return _scalar_product(factors) if not factors[0].shape else _array_product(factors)


def factors_of(x: Expression) -> tuple[Expression, ...]:
    """The factors of a product, or the one expression."""
    return x.operands if x.operation == "times" else (x,)


def base_and_exponent(x: Expression) -> tuple[Expression, Expression]:
    """`b` and `e` where `x` is `b**e`."""
    return (x.operands[0], x.operands[1]) if x.operation == "pow" else (x, ONE)


def _scalar_product(given: Sequence[Expression]) -> Expression:
    coefficient: Number = 1
    powers: dict[Expression, Expression] = {}
    for factor in (f for item in given for f in factors_of(item)):
        value = value_of(factor)
        if value is not None:
            coefficient = exact(coefficient * value)
            continue
        base, exponent = base_and_exponent(factor)
        common, base = primitive(base) if exponent is ONE else (1, base)
        coefficient = exact(coefficient * common)
        powers[base] = plus(powers[base], exponent) if base in powers else exponent
    if coefficient == 0:
        return ZERO
    collected = [power(base, exponent) for base, exponent in powers.items()]
    if any(c.operation in ("times", CONSTANT) for c in collected):
        return _scalar_product([number(coefficient), *collected])
    rest = by_key(collected)
    if coefficient == -1 and len(rest) == 1 and rest[0].operation == "plus":
        return node("plus", by_key(minus(term) for term in rest[0].operands), ())
    kept = [*([number(coefficient)] if coefficient != 1 or not rest else []), *rest]
    return kept[0] if len(kept) == 1 else node("times", kept, ())


def _array_product(given: Sequence[Expression]) -> Expression:
    shape = given[0].shape
    scalars: list[Expression] = []
    powers: dict[Expression, Expression] = {}
    for item in given:
        if is_zero(item):
            return zeros(shape)
        for factor in factors_of(_core(item, scalars)):
            base, exponent = base_and_exponent(_core(factor, scalars))
            powers[base] = plus(powers[base], exponent) if base in powers else exponent
    plain = [power(base, exponent) for base, exponent in powers.items()]
    if any(p.operation in ("scale", "times") for p in plain):
        return scale(times(ONE, *scalars), _array_product(plain))
    return scale(times(ONE, *scalars), _hadamard(plain, shape))


def _core(x: Expression, scalars: list[Expression]) -> Expression:
    """An array without the scalars in front, which are appended to `scalars`."""
    scalar, core = unscaled(x)
    scalars.append(scalar)
    return core


def _hadamard(factors: Sequence[Expression], shape: Shape) -> Expression:
    """The product of factors without scalars in front, structure used."""
    kept = by_key(f for f in factors if not is_all_ones(f))
    if not kept:
        return ones(shape)
    if len(kept) == 1:
        return kept[0]
    if len(shape) == 2:
        special = _structured_hadamard(kept)
        if special is not None:
            return special
    return node("times", kept, shape)


def is_all_ones(x: Expression) -> bool:
    """Whether every entry is one, by the form of the expression."""
    return is_ones(x) or (x.operation == "outer" and all(map(is_ones, x.operands)))


def _structured_hadamard(factors: list[Expression]) -> Expression | None:
    """A Hadamard product with a diagonal, rank-one or diagonally scaled factor."""
    for i, factor in enumerate(factors):
        others = factors[:i] + factors[i + 1 :]
        if factor.operation in ("eye", "diag"):
            return diag(times(diagonal(factor), *(diagonal(f) for f in others)))
        if factor.operation == "outer":
            u, v = factor.operands
            return chain(diag(u), times(*others), diag(v))
        if factor.operation == "chain":
            left, middle, right = _sandwich(factor)
            if left or right:
                return chain(*left, times(middle, *others), *right)
    return None


def _sandwich(x: Expression) -> tuple[list[Expression], Expression, list[Expression]]:
    """The diagonal matrices around a matrix product."""
    factors = list(x.operands)
    left = [factors.pop(0)] if factors[0].operation == "diag" else []
    right = [factors.pop()] if len(factors) > 1 and factors[-1].operation == "diag" else []
    middle = factors[0] if len(factors) == 1 else node("chain", factors, x.shape)
    return left, middle, right


def power(base: Expression, exponent: Expression | Number) -> Expression:
    """`base ** exponent`, entry by entry; the exponent is a scalar."""
    e = exponent if isinstance(exponent, Expression) else number(exponent)
    if e is ONE or is_all_ones(base):
        return base
    n = value_of(e)
    if n == 0:
        return ones(base.shape)
    b = value_of(base)
    if b is not None and n is not None:
        found = raised(b, n)
        if found is not None:
            return number(found)
    if n is not None and not isinstance(n, float):
        return _numeric_power(base, n, e)
    return node("pow", [base, e], base.shape)


def _numeric_power(base: Expression, n: int | Fraction, e: Expression) -> Expression:
    """A power with a known rational exponent."""
    whole = isinstance(n, int)
    if base.operation == "pow":
        inner = _joined_exponents(base, n)
        if inner is not None:
            return inner
    if base.operation == "times" and (whole or _all_positive(base.operands)):
        return times(*(power(f, e) for f in base.operands))
    if base.operation == "scale" and (whole or is_positive(base.operands[0])):
        return scale(power(base.operands[0], e), power(base.operands[1], e))
    if base.operation == "outer" and whole and n > 0:
        return outer(*(power(v, e) for v in base.operands))
    if base.operation == "plus" and whole:
        common, inner = primitive(base)
        front = raised(common, n)
        if common != 1 and front is not None:
            return scale(number(front), node("pow", [inner, e], base.shape))
    return node("pow", [base, e], base.shape)


def _joined_exponents(base: Expression, n: int | Fraction) -> Expression | None:
    """`(b**m)**n` as one power, where that is true for all real `b`."""
    b, m_node = base.operands
    m = value_of(m_node)
    if m is None or isinstance(m, float):
        return power(b, times(m_node, number(n))) if isinstance(n, int) else None
    joined = exact(Fraction(m) * Fraction(n))
    if isinstance(n, int) or is_nonnegative(b):
        return power(b, joined)
    if m == 2 and n == Fraction(1, 2):
        return opaque("absolute", [b], b.shape, elementwise=True)
    return None


def _all_positive(factors: Iterable[Expression]) -> bool:
    return all(is_positive(f) for f in factors)


# -------------------------------------------------------------------------- signs


_POSITIVE = {"exp", "cosh", "sigmoid", "softmax", "softplus", "exp2"}
_NONNEGATIVE = {"absolute", "norm2", "normF", "norm1", "norminf", "square", "sqrt", "var", "std"}


def is_positive(x: Expression) -> bool:
    """Whether every entry is greater than zero, as far as the form tells."""
    value = value_of(x)
    if value is not None:
        return value > 0
    if x.operation in (*_POSITIVE, DIMENSION, "ones") or known.POSITIVE in x.facts:
        return True
    if x.operation in ("times", "scale", "outer"):
        return _all_positive(x.operands)
    if x.operation == "pow":
        return is_positive(x.operands[0])
    if x.operation == "plus":
        some = any(is_positive(term) for term in x.operands)
        return some and all(is_nonnegative(term) for term in x.operands)
    return x.operation == "total" and is_positive(x.operands[0])


def is_nonnegative(x: Expression) -> bool:
    """Whether no entry is less than zero, as far as the form tells."""
    if is_positive(x) or is_zero(x) or x.operation in _NONNEGATIVE:
        return True
    if known.NONNEGATIVE in x.facts:
        return True
    if x.operation in ("times", "scale", "plus", "total", "outer", "eye"):
        return all(is_nonnegative(operand) for operand in x.operands)
    if x.operation == "pow":
        n = value_of(x.operands[1])
        return is_nonnegative(x.operands[0]) or (isinstance(n, int) and n % 2 == 0)
    return False


# ----------------------------------------------------------------- matrix products


def chain(*factors: Expression) -> Expression:
    """The matrix product; a vector in front is a row, a vector at the end a column.

    A row times a matrix is given back as the vector it is.
    """
    if len(factors) > 1 and order(factors[0]) == 1 and order(factors[-1]) == 2:
        return chain(*(transpose(f) for f in reversed(factors)))
    scalar, flat = _flat_chain(factors)
    if is_zero(scalar) or any(is_zero(f) for f in flat):
        return zeros(_chain_shape(factors))
    return scale(scalar, _product(flat))


def _chain_shape(factors: Sequence[Expression]) -> Shape:
    first, last = factors[0], factors[-1]
    if len(factors) == 1:
        return first.shape
    return (*first.shape[:-1], *last.shape[1:])


def _flat_chain(factors: Sequence[Expression]) -> tuple[Expression, list[Expression]]:
    """The scalars in front of a product, and its factors without products among them."""
    scalars: list[Expression] = [ONE]
    flat: list[Expression] = []
    for position, factor in enumerate(factors):
        scalar, core = unscaled(factor)
        scalars.append(scalar)
        if core.operation != "chain" or not core.shape:
            flat.append(core)
        elif order(core) == 1 and position == 0 and len(factors) > 1:
            flat += [transpose(f) for f in reversed(core.operands)]
        else:
            flat += core.operands
    return times(*scalars), flat


def _product(factors: list[Expression]) -> Expression:
    """The product of factors which are no products."""
    kept: list[Expression] = []
    for factor in factors:
        _join(kept, factor)
    if not kept:
        return eye(factors[0].shape[0])
    if len(kept) == 1:
        return kept[0]
    for i, factor in enumerate(kept):
        if factor.operation == "outer":
            return _through_outer(kept[:i], factor, kept[i + 1 :])
    if len(kept) == 2 and order(kept[0]) == order(kept[1]) == 1:
        return inner(*kept)
    if any(f.operation in ("scale", "chain") for f in kept):
        return chain(*kept)
    shape = _chain_shape(kept)
    if shape:
        return node("chain", kept, shape)
    return _bilinear(kept)


def _join(kept: list[Expression], factor: Expression) -> None:
    """Append a factor to a product, or merge it with the last one."""
    if is_eye(factor):
        return
    if _cancels(kept, factor):
        return
    if kept:
        merged = _merged(kept[-1], factor)
        if merged is not None:
            kept.pop()
            if not is_eye(merged):
                _join(kept, merged)
            return
    kept.append(factor)


def _cancels(kept: list[Expression], factor: Expression) -> bool:
    """Take away the factors whose product with the next one is the identity.

    `X.T @ X` before `inv(X.T @ X)`, or `X` when `inv(X.T @ X) @ X.T` stand before it.
    """
    if factor.operation == "inv" and factor.operands[0].operation == "chain":
        inside = factor.operands[0].operands
        if len(kept) >= len(inside) and tuple(kept[-len(inside) :]) == inside:
            del kept[-len(inside) :]
            return True
    for i in range(len(kept) - 1, -1, -1):
        before = kept[i]
        if before.operation == "inv" and before.operands[0].operation == "chain":
            if (*kept[i + 1 :], factor) == before.operands[0].operands:
                del kept[i:]
                return True
    return False


def _merged(a: Expression, b: Expression) -> Expression | None:
    """Two neighbours in a product as one factor, if a law joins them."""
    if a.operation == "diag" and b.operation == "diag":
        return diag(times(a.operands[0], b.operands[0]))
    if a.operation == "diag" and order(b) == 1:
        return times(a.operands[0], b)
    if order(a) == 1 and b.operation == "diag":
        return times(a, b.operands[0])
    if inverse(a) is b or inverse(b) is a:
        return eye(a.shape[0])
    return None


def inverse(x: Expression) -> Expression | None:
    """The inverse of a matrix whose inverse is there already: of `inv(X)` and orthogonal ones."""
    if x.operation == "inv":
        return x.operands[0]
    if known.ORTHOGONAL in leaf_facts(x):
        return transpose(x)
    return None


def leaf_facts(x: Expression) -> frozenset[str]:
    """The declared facts of a variable or of its transpose."""
    return x.operands[0].facts if x.operation == "transpose" else x.facts


def _through_outer(
    left: list[Expression], middle: Expression, right: list[Expression]
) -> Expression:
    """A product with `outer(u, v)` inside: two products which meet nowhere."""
    u, v = middle.operands
    front = chain(*left, u) if left else u
    if right and order(right[-1]) == 1:
        return scale(chain(v, *right), front)
    back = chain(*(transpose(f) for f in reversed(right)), v) if right else v
    return outer(front, back)


def _bilinear(factors: list[Expression]) -> Expression:
    """`u' M v`, written in the direction which comes first in order."""
    if is_ones(factors[0]) and is_ones(factors[-1]):
        return total(chain(*factors[1:-1]))
    if is_ones(factors[0]):
        return total(chain(*factors[1:]))
    back = [transpose(f) for f in reversed(factors)]
    if is_ones(back[0]):
        return total(chain(*back[1:]))
    return node("chain", min(factors, back, key=_direction), ())


def inner(u: Expression, v: Expression) -> Expression:
    """The sum of the products of entries of two arrays of one shape."""
    return total(times(u, v))


def outer(u: Expression, v: Expression) -> Expression:
    """`u v'` of two vectors."""
    shape = (u.shape[0], v.shape[0])
    if is_zero(u) or is_zero(v):
        return zeros(shape)
    (s, a), (t, b) = unscaled(u), unscaled(v)
    return scale(times(s, t), node("outer", [a, b], shape))


# ---------------------------------------------------------------------- transposes


def transpose(x: Expression) -> Expression:
    """The transpose of a matrix, moved to the leaves; a vector stays as it is."""
    return x if order(x) < 2 else _transposed(x)


@functools.lru_cache(maxsize=20_000)
def _transposed(x: Expression) -> Expression:
    law = _TRANSPOSES.get(x.operation)
    if law is not None:
        return law(x)
    if ELEMENTWISE in x.facts:
        operands = [transpose(operand) for operand in x.operands]
        return node(x.operation, operands, x.shape[::-1], dict(x.parameters), facts=x.facts)
    if known.SYMMETRIC in x.facts:
        return x
    if known.SKEW in x.facts:
        return minus(x)
    return node("transpose", [x], x.shape[::-1])


def _transposed_operands(x: Expression) -> Expression:
    return rebuilt(x, [transpose(operand) for operand in x.operands])


_TRANSPOSES: dict[str, Callable[[Expression], Expression]] = {
    "plus": lambda x: plus(*(transpose(term) for term in x.operands)),
    "scale": lambda x: scale(x.operands[0], transpose(x.operands[1])),
    "times": lambda x: times(*(transpose(f) for f in x.operands)),
    "pow": lambda x: power(transpose(x.operands[0]), x.operands[1]),
    "chain": lambda x: chain(*(transpose(f) for f in reversed(x.operands))),
    "outer": lambda x: outer(x.operands[1], x.operands[0]),
    "transpose": lambda x: x.operands[0],
    "diag": lambda x: x,
    "eye": lambda x: x,
    "zeros": lambda x: zeros(x.shape[::-1]),
    "inv": _transposed_operands,
    "kron": _transposed_operands,
    "matrix_power": _transposed_operands,
    "expm": _transposed_operands,
}


def is_symmetric(x: Expression) -> bool:
    """Whether a matrix equals its transpose by its form and the facts of its variables."""
    return order(x) == 2 and transpose(x) is x


# ------------------------------------------------------------ diagonals, traces, sums


def diag(v: Expression) -> Expression:
    """The diagonal matrix of a vector."""
    n = v.shape[0]
    if is_zero(v):
        return zeros((n, n))
    scalar, core = unscaled(v)
    return scale(scalar, eye(n) if is_ones(core) else node("diag", [core], (n, n)))


def diagonal(x: Expression) -> Expression:
    """The diagonal of a square matrix, as a vector."""
    n = x.shape[0]
    if is_zero(x):
        return zeros((n,))
    law = _DIAGONALS.get(x.operation)
    return law(x) if law is not None else node("diagonal", [x], (n,))


def _diagonal_of_chain(x: Expression) -> Expression:
    """`diagonal(A diag(v) B)` is `(A .* B') v`."""
    factors = list(x.operands)
    if len(factors) < 2:
        return node("diagonal", [x], x.shape[:1])
    for i in range(1, len(factors) - 1):
        if factors[i].operation == "diag":
            left, right = chain(*factors[:i]), chain(*factors[i + 1 :])
            return chain(times(left, transpose(right)), factors[i].operands[0])
    if factors[0].operation == "diag":
        return times(factors[0].operands[0], diagonal(chain(*factors[1:])))
    if factors[-1].operation == "diag":
        return times(factors[-1].operands[0], diagonal(chain(*factors[:-1])))
    left, right = factors[0], chain(*factors[1:])
    return chain(times(left, transpose(right)), ones(left.shape[1:]))


_DIAGONALS: dict[str, Callable[[Expression], Expression]] = {
    "scale": lambda x: scale(x.operands[0], diagonal(x.operands[1])),
    "plus": lambda x: plus(*(diagonal(term) for term in x.operands)),
    "times": lambda x: times(*(diagonal(f) for f in x.operands)),
    "pow": lambda x: power(diagonal(x.operands[0]), x.operands[1]),
    "outer": lambda x: times(*x.operands),
    "diag": lambda x: x.operands[0],
    "eye": lambda x: ones(x.shape[:1]),
    "transpose": lambda x: diagonal(x.operands[0]),
    "chain": _diagonal_of_chain,
}


def trace(x: Expression) -> Expression:
    """The sum of the diagonal of a square matrix."""
    if is_zero(x):
        return ZERO
    law = _TRACES.get(x.operation)
    if law is not None:
        return law(x)
    return node("trace", [min(x, transpose(x), key=key)], ())


def _trace_of_chain(x: Expression) -> Expression:
    """A trace of a product, turned and transposed to the form which comes first in order."""
    factors = list(x.operands)
    for i, factor in enumerate(factors):
        if factor.operation == "diag":
            rest = chain(*factors[i + 1 :], *factors[:i])
            return inner(factor.operands[0], diagonal(rest))
    rotated = chain(factors[-1], *factors[:-1])  # neighbours around the corner may cancel
    if rotated.operation != "chain" or len(rotated.operands) < len(factors):
        return trace(rotated)
    back = [transpose(f) for f in reversed(factors)]
    turns = [f[i:] + f[:i] for f in (factors, back) for i in range(len(factors))]
    first = min(turns, key=_direction)
    return node("trace", [node("chain", first, (first[0].shape[0],) * 2)], ())


_TRACES: dict[str, Callable[[Expression], Expression]] = {
    "scale": lambda x: times(x.operands[0], trace(x.operands[1])),
    "plus": lambda x: plus(*(trace(term) for term in x.operands)),
    "outer": lambda x: inner(*x.operands),
    "diag": lambda x: total(x.operands[0]),
    "eye": lambda x: size(x.shape[0]),
    "transpose": lambda x: trace(x.operands[0]),
    "chain": _trace_of_chain,
    "kron": lambda x: times(*(trace(operand) for operand in x.operands)),
}


def total(x: Expression) -> Expression:
    """The sum of all entries."""
    if not x.shape:
        return x
    if is_zero(x):
        return ZERO
    law = _TOTALS.get(x.operation)
    return law(x) if law is not None else node("total", [x], ())


def _total_of_product(x: Expression) -> Expression:
    """`sum(u .* (A v))` as `u' A v`."""
    products = [f for f in x.operands if f.operation == "chain"]
    if order(x) == 1 and len(products) == 1:
        others = [f for f in x.operands if f is not products[0]]
        return _bilinear_flat(times(*others), products[0])
    return node("total", [x], ())


def _bilinear_flat(u: Expression, product: Expression) -> Expression:
    scalar, front = unscaled(u)
    factors = [front, *product.operands]
    if any(f.operation in ("diag", "outer") for f in factors):
        return times(scalar, chain(u, *product.operands))
    return times(scalar, _bilinear(factors))


def _total_of_chain(x: Expression) -> Expression:
    if order(x) == 1 and is_ones(x.operands[-1]):
        return total(chain(*x.operands[:-1]))
    return node("total", [min(x, transpose(x), key=key)], ())


_TOTALS: dict[str, Callable[[Expression], Expression]] = {
    "scale": lambda x: times(x.operands[0], total(x.operands[1])),
    "ones": lambda x: size(x.shape[0]),
    "eye": lambda x: size(x.shape[0]),
    "outer": lambda x: times(*(total(v) for v in x.operands)),
    "diag": lambda x: total(x.operands[0]),
    "transpose": lambda x: total(x.operands[0]),
    "times": _total_of_product,
    "chain": _total_of_chain,
}


# ------------------------------------------------------------------ operations of the book


def opaque(
    operation: str,
    operands: Sequence[Expression],
    shape: Shape,
    parameters: Mapping[str, object] | Parameters = (),
    *,
    elementwise: bool = False,
) -> Expression:
    """An operation of the book on canonical operands, with the few laws that are known for it."""
    law = _LAWS.get(operation)
    if law is not None and not parameters:
        found = law(*operands)
        if found is not None:
            return found if found.shape == shape else scale(found, ones(shape))
    facts = (ELEMENTWISE,) if elementwise else ()
    return node(operation, operands, shape, dict(parameters), facts=facts)  # type: ignore[arg-type]


def inv(x: Expression) -> Expression:
    """The inverse of a square matrix."""
    return opaque("inv", [x], x.shape)


def is_square(x: Expression) -> bool:
    """Whether a matrix has as many rows as columns."""
    return order(x) == 2 and x.shape[0] == x.shape[1]


def _inverse_law(x: Expression) -> Expression | None:
    """`inv(A B) = inv(B) inv(A)` for square factors, `inv(s X) = inv(X)/s`, `inv(inv(X)) = X`."""
    scalar, core = unscaled(x)
    if scalar is not ONE:
        return scale(power(scalar, -1), inv(core))
    existing = inverse(x)
    if existing is not None:
        return existing
    if is_eye(x):
        return x
    if x.operation == "diag":
        return diag(power(x.operands[0], -1))
    if x.operation == "chain" and all(map(is_square, x.operands)):
        return chain(*(inv(f) for f in reversed(x.operands)))
    return None


def _determinant_law(x: Expression) -> Expression | None:
    """`det(X') = det(X)`, `det(inv(X)) = 1 / det(X)`, `det(s X) = s**n det(X)`."""
    scalar, core = unscaled(x)
    if scalar is not ONE:
        return times(power(scalar, size(x.shape[0])), det(core))
    if is_eye(x):
        return ONE
    if x.operation == "inv":
        return power(det(x.operands[0]), -1)
    if key(transpose(x)) < key(x):
        return det(transpose(x))
    return None


def det(x: Expression) -> Expression:
    """The determinant."""
    return opaque("det", [x], ())


def _log_determinant_law(name: str) -> Callable[[Expression], Expression | None]:
    def law(x: Expression) -> Expression | None:
        """`logdet(X') = logdet(X)`, `logdet(inv(X)) = -logdet(X)`."""
        if is_eye(x):
            return ZERO
        if x.operation == "inv":
            return minus(opaque(name, [x.operands[0]], ()))
        if key(transpose(x)) < key(x):
            return opaque(name, [transpose(x)], ())
        return None

    return law


def _logarithm_law(x: Expression) -> Expression | None:
    """`log(exp(x)) = x`, `log(det(X)) = logdet(X)`, `log(1/x) = -log(x)`."""
    if x.operation == "exp":
        return x.operands[0]
    if is_all_ones(x):
        return zeros(x.shape)
    if x.operation == "det":
        return opaque("logdet", [x.operands[0]], ())
    if x.operation == "pow" and value_of(x.operands[1]) == -1:
        return minus(opaque("log", [x.operands[0]], x.shape, elementwise=True))
    return None


def _exponential_law(x: Expression) -> Expression | None:
    """`exp(log(x)) = x`."""
    if is_zero(x):
        return ones(x.shape)
    return x.operands[0] if x.operation == "log" else None


def _absolute_law(x: Expression) -> Expression | None:
    """`|x| = x` where no entry is negative, `|-x| = |x|`."""
    if is_nonnegative(x):
        return x
    coefficient, core = split(x)
    common, inside = primitive(core)
    if coefficient == 1 and common == 1:
        return None
    return scale(
        number(abs(exact(coefficient * common))),
        opaque("absolute", [inside], x.shape, elementwise=True),
    )


def _where_law(condition: Expression, yes: Expression, no: Expression) -> Expression | None:
    """A choice that is decided, has one outcome, or is undefined in one branch."""
    decided = value_of(condition)
    if decided is not None:
        return yes if decided else no
    if yes is no:
        return yes
    other = value_of(no)
    return yes if other is not None and other != other else None


def _comparison(compare: Callable[[Number, Number], bool]) -> Callable[..., Expression | None]:
    def law(a: Expression, b: Expression) -> Expression | None:
        """A comparison of two numbers is 1 or 0."""
        left, right = value_of(a), value_of(b)
        return None if left is None or right is None else number(int(compare(left, right)))

    return law


_LAWS: dict[str, Callable[..., Expression | None]] = {
    "inv": _inverse_law,
    "det": _determinant_law,
    "logdet": _log_determinant_law("logdet"),
    "logabsdet": _log_determinant_law("logabsdet"),
    "log": _logarithm_law,
    "exp": _exponential_law,
    "absolute": _absolute_law,
    "where": _where_law,
    "less": _comparison(operator.lt),
    "less_equal": _comparison(operator.le),
    "greater": _comparison(operator.gt),
    "greater_equal": _comparison(operator.ge),
    "equal": _comparison(operator.eq),
    "not_equal": _comparison(operator.ne),
}

_BUILDERS: dict[str, Callable[..., Expression]] = {
    "plus": plus,
    "scale": scale,
    "times": times,
    "pow": power,
    "chain": chain,
    "outer": outer,
    "transpose": transpose,
    "diag": diag,
    "diagonal": diagonal,
    "trace": trace,
    "total": total,
}


_OPAQUE = "array:"


def as_opaque(operation: str) -> str:
    """The name of an operation of the book for a node which the laws here do not know.

    `transpose` of an array with three axes is no `transpose` of the canonical algebra.
    """
    return f"{_OPAQUE}{operation}" if operation in _BUILDERS else operation


def book_name(operation: str) -> str:
    """What the book calls the operation of an opaque node."""
    return operation.removeprefix(_OPAQUE)


def rebuilt(x: Expression, operands: Sequence[Expression]) -> Expression:
    """The node `x` with other operands, in canonical form."""
    builder = _BUILDERS.get(x.operation)
    if builder is not None:
        return builder(*operands)
    if not x.operands:
        return x
    return opaque(
        x.operation,
        operands,
        _shape_with(x, operands),
        x.parameters,
        elementwise=ELEMENTWISE in x.facts,
    )


def _shape_with(x: Expression, operands: Sequence[Expression]) -> Shape:
    """The shape after replacing operands by ones which may be transposed."""
    if (
        order(x) == 2
        and operands
        and all(
            a.shape == b.shape[::-1] and a.shape != b.shape
            for a, b in zip(operands, x.operands, strict=True)
            if order(b) == 2
        )
    ):
        return x.shape[::-1] if any(order(b) == 2 for b in x.operands) else x.shape
    return x.shape


def replaced(root: Expression, values: Mapping[Expression, Expression]) -> Expression:
    """`root` with nodes replaced by others of the same shape, in canonical form."""
    made: dict[Expression, Expression] = {}
    for current in postorder(root):
        if current in values:
            made[current] = values[current]
            continue
        operands = [made[operand] for operand in current.operands]
        same = all(a is b for a, b in zip(operands, current.operands, strict=True))
        made[current] = current if same else rebuilt(current, operands)
    return made[root]


def depends_on(root: Expression, *leaves: Expression) -> bool:
    """Whether any of `leaves` occurs in `root`."""
    return any(part in leaves for part in postorder(root))
