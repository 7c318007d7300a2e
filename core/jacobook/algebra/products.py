"""Sums and products of the canonical algebra, made so that most equal ones are one object.

Sums and products are flat and sorted, numbers and scalars stand in front, transposes stand on
leaves, identities and zeros are gone. Arrays have order 0, 1 or 2 and nothing broadcasts: what
NumPy broadcasts is written with `outer` and `ones`.

| node | meaning |
|---|---|
| `plus`, `times`, `pow` | sum, element-wise product, element-wise power |
| `scale(s, x)` | an array times a scalar |
| `chain` | matrix product; a vector stands as a row in front or as a column at the end |
| `outer(u, v)`, `diag(v)`, `diagonal(X)`, `transpose(X)` | matrices from vectors and back |
| `total(x)`, `trace(X)` | sum of all entries, trace |

The laws call each other (a product with a diagonal matrix is an element-wise product), which is
why they are one module.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction

from jacobook import facts as known
from jacobook import shapes
from jacobook.algebra.nodes import (
    ELEMENTWISE,
    base_and_exponent,
    by_key,
    eye,
    factors_of,
    has_tangent,
    is_all_ones,
    is_eye,
    is_nonnegative,
    is_ones,
    is_positive,
    is_zero,
    key,
    leaf_facts,
    ones,
    order,
    split,
    zeros,
)
from jacobook.algebra.numbers import (
    MINUS_ONE,
    ONE,
    PI,
    ZERO,
    Number,
    content,
    exact,
    magnitude,
    number,
    raised,
    value_of,
)
from jacobook.expression import Expression, dimension, node
from jacobook.language import COMPARISONS
from jacobook.shapes import Dimension, Shape


def _direction(factors: Iterable[Expression]) -> tuple[int, list[str]]:
    """How a product compares with its other readings: tangents last, then by key."""
    given = list(factors)
    tangents = [i for i, f in enumerate(given) if has_tangent(f)]
    return -min(tangents, default=0), [key(f) for f in given]


def plus(*terms: Expression) -> Expression:
    """The sum of expressions of one shape, like terms joined."""
    shape = terms[0].shape
    counted = _with_likes_opened(_counted(_flat_terms(terms)))
    counted = _choices_joined(counted)
    counted = _parts_joined(_rows_joined(_diagonals_joined(counted), shape))
    kept = [_with_number(c, core) for core, c in counted.items() if c != 0 and not is_zero(core)]
    if not kept:
        return zeros(shape)
    return kept[0] if len(kept) == 1 else node("plus", by_key(kept), shape)


def _counted(terms: Iterable[Expression]) -> dict[Expression, Number]:
    """The cores of some terms with the numbers in front of them added."""
    counted: dict[Expression, Number] = {}
    for term in terms:
        coefficient, core = split(term)
        counted[core] = exact(counted.get(core, 0) + coefficient)
    return counted


def _with_likes_opened(counted: dict[Expression, Number]) -> dict[Expression, Number]:
    """Multiples of sums multiplied out where a term of theirs is there already."""
    sums = [core for core in counted if core.operation == "plus"]
    if not sums or len(counted) == 1:
        return counted
    inside = {s: {split(term)[1] for term in s.operands} for s in sums}
    for s in sums:
        others = set(counted).union(*(inside[t] for t in sums if t is not s)) - {s}
        if inside[s] & others:
            opened = [scale(number(counted[s]), term) for term in s.operands]
            rest = [_with_number(n, core) for core, n in counted.items() if core is not s]
            return _with_likes_opened(_counted([*rest, *opened]))
    return counted


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


def _parts_joined(counted: dict[Expression, Number]) -> dict[Expression, Number]:
    """Sums of vectors that are joined from parts of the same sizes, part by part."""
    joined = [core for core in counted if core.operation == "concatenate"]
    if len(joined) < 2 or not _alike_in_parts(joined):
        return counted
    terms = [
        _in_parts([core], lambda part, n=counted[core]: _with_number(n, part)) for core in joined
    ]
    found = _in_parts(terms, lambda *parts: plus(*parts))
    rest = {core: n for core, n in counted.items() if core not in joined}
    return {**rest, found: 1}


def _choices_joined(counted: dict[Expression, Number]) -> dict[Expression, Number]:
    """Choices between numbers on one condition as one choice."""
    choices: dict[Expression, list[Expression]] = {}
    for core in counted:
        if core.operation == "where" and all(value_of(o) is not None for o in core.operands[1:]):
            choices.setdefault(core.operands[0], []).append(core)
    for condition, found in choices.items():
        if len(found) > 1:
            branches = [
                plus(*(times(number(counted[f]), f.operands[i]) for f in found)) for i in (1, 2)
            ]
            first = found[0]
            same = value_of(branches[0]) if branches[0] is branches[1] else None
            if same is not None:
                whole = ones(first.shape)
                counted = {core: n for core, n in counted.items() if core not in found}
                counted[whole] = exact(counted.get(whole, 0) + same)
                continue
            made = node("where", [condition, *branches], first.shape, facts=first.facts)
            rest = {core: n for core, n in counted.items() if core not in found}
            counted = {**rest, made: 1}
    return counted


def _rows_joined(counted: dict[Expression, Number], shape: Shape) -> dict[Expression, Number]:
    """Sums of repeated rows, and of repeated columns, as one: `1 a' + s 1 1'` is `1 (a + s)'`."""
    if len(shape) != 2:
        return counted
    for side in (0, 1):
        repeated = [core for core in counted if _repeats(core, side)]
        if len(repeated) < 2 or all(_repeats(core, 1 - side) for core in repeated):
            continue
        vectors = [_repeated_vector(_with_number(counted[core], core), side) for core in repeated]
        sides = [ones(shape[:1]), ones(shape[1:])]
        sides[1 - side] = plus(*vectors)
        coefficient, joined = split(outer(*sides))
        counted = {core: n for core, n in counted.items() if core not in repeated}
        return {**counted, joined: exact(counted.get(joined, 0) + coefficient)}
    return counted


def _repeats(core: Expression, side: int) -> bool:
    """Whether a term is an outer product with ones on one side."""
    _, array = unscaled(core)
    return array.operation == "outer" and is_ones(array.operands[side])


def _repeated_vector(term: Expression, side: int) -> Expression:
    """The vector which a term repeats."""
    scalar, array = unscaled(term)
    return scale(scalar, array.operands[1 - side])


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
        scalar, x = _signed(times(scalar, x.operands[0])), x.operands[1]
    return x if scalar is ONE else node("scale", [scalar, x], x.shape)


def size(n: Dimension) -> Expression:
    """A size as a number: sums and products of letters are those of their dimensions.

    >>> size("n - 1").operation, size("m*n").operation, size(3)["value"]
    ('plus', 'times', 3)
    """
    if isinstance(n, int):
        return number(n)
    products, rest = shapes.terms(n)
    return plus(number(rest), *(_size_term(term, count) for term, count in products.items()))


def _size_term(product: str, count: int) -> Expression:
    return times(number(count), *(dimension(letter) for letter in product.split("*")))


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
    return _primitive(x) if x.operation == "plus" else (1, x)


@functools.lru_cache(maxsize=50_000)
def _primitive(x: Expression) -> tuple[Number, Expression]:
    parts = [split(term) for term in x.operands]
    common = content([coefficient for coefficient, _ in _leading(parts)])
    if common == 1:
        return 1, x
    return common, plus(*(_with_number(_ratio(c, common), core) for c, core in parts))


def _leading(parts: list[tuple[Number, Expression]]) -> list[tuple[Number, Expression]]:
    """The terms with a core that does not depend on signs first."""
    return sorted(parts, key=lambda part: key(part[1]))


def _ratio(a: Number, b: Number) -> Number:
    if isinstance(a, float) or isinstance(b, float):
        return a / b
    return exact(Fraction(a) / Fraction(b))


def scale(s: Expression, x: Expression) -> Expression:
    """A scalar times an array (or a scalar)."""
    if not x.shape:
        return times(s, x)
    if is_zero(s) or is_zero(x):
        return zeros(x.shape)
    if s is ONE:
        return x
    s = _signed(times(ONE, s))
    if x.operation == "plus":
        return _scaled_sum(s, x)
    return _scaled_node(s, x)


def _signed(s: Expression) -> Expression:
    """A scalar sum with its common number and sign in front, where a product looks for them."""
    common, inner = primitive(s)
    return s if common == 1 else node("times", [number(common), inner], ())


def _negated(x: Expression) -> Expression:
    """A sum with the sign of each term turned."""
    return node("plus", by_key(minus(term) for term in x.operands), x.shape)


def _scaled_sum(s: Expression, x: Expression) -> Expression:
    """A scalar times a sum: signs go inside, other numbers out."""
    if s is MINUS_ONE:
        return _negated(x)
    common, inner = primitive(x)
    total = times(s, number(common))
    if total is MINUS_ONE:
        return _negated(inner)
    return _scaled_node(total, inner)


def unscaled(x: Expression) -> tuple[Expression, Expression]:
    """The scalars in front of an array, and the rest; sums give their common number."""
    if x.operation == "scale":
        return x.operands[0], x.operands[1]
    if x.operation == "plus" and x.shape:
        common, inner = primitive(x)
        return number(common), inner
    return ONE, x


def times(*factors: Expression) -> Expression:
    """The element-wise product of expressions of one shape."""
    return _scalar_product(factors) if not factors[0].shape else _array_product(factors)


def _scalar_product(given: Sequence[Expression]) -> Expression:
    if len(given) == 2 and given[0] is MINUS_ONE and given[1].operation == "plus":
        return _negated(given[1])
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
    coefficient = _pi_into_root(coefficient, powers)
    collected = [power(base, exponent) for base, exponent in powers.items()]
    if any(c.operation == "times" or value_of(c) is not None for c in collected):
        return _scalar_product([number(coefficient), *collected])
    rest = by_key(collected)
    if coefficient == -1 and len(rest) == 1 and rest[0].operation == "plus":
        return _negated(rest[0])
    kept = [*([number(coefficient)] if coefficient != 1 or not rest else []), *rest]
    return kept[0] if len(kept) == 1 else node("times", kept, ())


def _pi_into_root(coefficient: Number, powers: dict[Expression, Expression]) -> Number:
    """`sqrt(2*pi) / pi` as `2 / sqrt(2*pi)`: changes the powers, gives the number in front."""
    k = value_of(powers.get(PI, ZERO))
    if not isinstance(k, int) or k == 0:
        return coefficient
    for base, exponent in powers.items():
        if base.operation == "times" and PI in base.operands and len(base.operands) == 2:
            front = value_of(base.operands[0])
            power_of_front = None if front is None else raised(front, -k)
            if power_of_front is not None:
                powers[base] = plus(exponent, powers.pop(PI))
                return exact(coefficient * power_of_front)
    return coefficient


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
    kept = by_key(_without_signs(_without_steps([f for f in factors if not is_all_ones(f)])))
    if not kept:
        return ones(shape)
    if len(kept) == 1:
        return kept[0]
    if len(shape) == 2:
        special = _structured_hadamard(kept)
        if special is not None:
            return special
    if _alike_in_parts(kept):
        return _in_parts(kept, lambda *parts: times(*parts))
    return node("times", kept, shape)


def _without_signs(factors: list[Expression]) -> list[Expression]:
    """`sigmoid(t*x) * sigmoid(-t*x)` without `t`, where every entry of `t` is 1 or -1."""
    arguments = {f.operands[0]: f for f in factors if f.operation == "sigmoid"}
    for x, factor in arguments.items():
        other = arguments.get(minus(x))
        scalar, core = unscaled(x)
        signs = [f for f in factors_of(core) if known.SIGNS in f.facts]
        if other is not None and signs and core.operation == "times":
            plain = scale(scalar, times(*(f for f in core.operands if f not in signs)))
            made = [
                node("sigmoid", [v], x.shape, facts=factor.facts) for v in (plain, minus(plain))
            ]
            return [*(f for f in factors if f not in (factor, other)), *made]
    return factors


def _without_steps(factors: list[Expression]) -> list[Expression]:
    """`relu(x) * where(x > 0, 1, 0)` is `relu(x)`."""
    ramps = [f.operands[0] for f in factors if f.operation == "relu"]
    return [f for f in factors if not any(_is_step_of(f, x) for x in ramps)]


def _is_step_of(factor: Expression, x: Expression) -> bool:
    if factor.operation != "where" or factor.operands[1] is not ONE:
        return False
    condition = factor.operands[0]
    return condition.operation == "greater" and condition.operands == (x, ZERO)


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
    return _times_kron(factors)


def _alike_in_parts(factors: Sequence[Expression]) -> bool:
    """Whether vectors are joined from parts of the same sizes."""
    sizes = {tuple(part.shape for part in f.operands) for f in factors}
    return len(sizes) == 1 and all(f.operation == "concatenate" and order(f) == 1 for f in factors)


def _in_parts(factors: Sequence[Expression], joined: Callable[..., Expression]) -> Expression:
    """A function of vectors that are joined from parts, part by part."""
    parts = [joined(*part) for part in zip(*(f.operands for f in factors), strict=True)]
    if all(map(is_zero, parts)):
        return zeros(factors[0].shape)
    return node("concatenate", parts, factors[0].shape, dict(factors[0].parameters))


def _times_kron(factors: Sequence[Expression]) -> Expression | None:
    """`kron(A, B) * kron(C, D) = kron(A * C, B * D)` where all factors have blocks of one size."""
    if any(f.operation != "kron" for f in factors):
        return None
    sizes = {tuple(part.shape for part in f.operands) for f in factors}
    parts = zip(*(f.operands for f in factors), strict=True)
    return kron(*(times(*part) for part in parts)) if len(sizes) == 1 else None


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
    if known.SIGNS in base.facts and whole:
        return base if n % 2 else ones(base.shape)
    if base.operation == "pow":
        inner = _joined_exponents(base, n)
        if inner is not None:
            return inner
    if base.operation == "times":
        return _power_of_product(base, n, e)
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


def _power_of_product(base: Expression, n: int | Fraction, e: Expression) -> Expression:
    """The power of each factor; a root is taken only of factors that are not negative."""
    safe = is_positive if n < 0 else is_nonnegative
    numbers = [f for f in base.operands if value_of(f) is not None or f is PI]
    if not isinstance(n, int) and len(numbers) > 1 and all(map(is_positive, numbers)):
        root = node("pow", [node("times", numbers, ()), e], ())
        others = [f for f in base.operands if f not in numbers]
        return times(root, power(times(*others), e)) if others else root
    apart = [f for f in base.operands if isinstance(n, int) or safe(f)]
    if not apart:
        return node("pow", [base, e], base.shape)
    powers = [power(f, e) for f in apart]
    inside = [f for f in base.operands if f not in apart]
    if inside:
        rest = inside[0] if len(inside) == 1 else node("times", inside, base.shape)
        powers.append(node("pow", [rest, e], base.shape))
    return times(*powers)


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
        return absolute(b)
    return None


def absolute(x: Expression) -> Expression:
    """`|x|`: the number in front taken out, nothing to do where no entry is negative."""
    if is_nonnegative(x):
        return x
    coefficient, core = split(x)
    common, inside = primitive(core)
    number_in_front = number(magnitude(exact(coefficient * common)))
    known_sign = [f for f in factors_of(inside) if is_nonnegative(f)]
    rest = [f for f in factors_of(inside) if f not in known_sign]
    if rest:
        core = rest[0] if len(rest) == 1 else node("times", rest, x.shape)
        known_sign.append(node("absolute", [core], x.shape, facts=(ELEMENTWISE,)))
    return scale(number_in_front, times(*known_sign))


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
        is_inverse = before.operation == "inv" and before.operands[0].operation == "chain"
        if is_inverse and (*kept[i + 1 :], factor) == before.operands[0].operands:
            del kept[i:]
            return True
    return False


def kron(a: Expression, b: Expression) -> Expression:
    """The Kronecker product of two matrices; numbers come out, of identities it is one."""
    (s, a), (t, b) = unscaled(a), unscaled(b)
    rows, columns = shapes.kron(a.shape, b.shape)
    if is_zero(a) or is_zero(b):
        return zeros((rows, columns))
    made = eye(rows) if is_eye(a) and is_eye(b) else node("kron", [a, b], (rows, columns))
    return scale(times(s, t), made)


def _mixed(a: Expression, b: Expression) -> Expression | None:
    """`kron(A, B) @ kron(C, D) = kron(A @ C, B @ D)` where the sizes fit."""
    if a.operation != "kron" or b.operation != "kron":
        return None
    pairs = list(zip(a.operands, b.operands, strict=True))
    fit = all(left.shape[1] == right.shape[0] for left, right in pairs)
    return kron(*(chain(left, right) for left, right in pairs)) if fit else None


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
    if is_ones(b) and order(a) == 2 and _sums_to_one(a):
        return ones(a.shape[:1])
    return _mixed(a, b)


def _sums_to_one(x: Expression) -> bool:
    """Whether the entries along the last axis have the sum 1."""
    if x.operation == "softmax":
        return dict(x.parameters).get("axis", -1) in (-1, order(x) - 1)
    return known.PROBABILITY in x.facts or x.operation == "basis"


def inverse(x: Expression) -> Expression | None:
    """The inverse of a matrix whose inverse is there already: of `inv(X)` and orthogonal ones."""
    if x.operation == "inv":
        return x.operands[0]
    if known.ORTHOGONAL in leaf_facts(x):
        return transpose(x)
    return None


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
    scalar, back = _turned(factors)
    if is_ones(back[0]):
        return times(scalar, total(chain(*back[1:])))
    if scalar is not ONE and back == factors:
        return ZERO  # equal to its own negative, as u' K u is for a skew K
    if _direction(factors) <= _direction(back):
        return node("chain", factors, ())
    return times(scalar, node("chain", back, ()))


def _turned(factors: Sequence[Expression]) -> tuple[Expression, list[Expression]]:
    """The transpose of a product as its factors, the numbers of sums taken out."""
    parts = [unscaled(transpose(factor)) for factor in reversed(factors)]
    return times(ONE, *(scalar for scalar, _ in parts)), [core for _, core in parts]


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


def transpose(x: Expression) -> Expression:
    """The transpose of a matrix, moved to the leaves; a vector stays as it is."""
    return x if order(x) < 2 else _transposed(x)


@functools.lru_cache(maxsize=20_000)
def _transposed(x: Expression) -> Expression:
    law = _TRANSPOSES.get(x.operation)
    if law is not None:
        return law(x)
    if x.operation in COMPARISONS:  # both sides must be computed in the same way to be equal
        return node("transpose", [x], x.shape[::-1])
    if ELEMENTWISE in x.facts:
        operands = [transpose(operand) for operand in x.operands]
        return node(x.operation, operands, x.shape[::-1], dict(x.parameters), facts=x.facts)
    if known.SYMMETRIC in x.facts:
        return x
    if known.SKEW in x.facts:
        return minus(x)
    return node("transpose", [x], x.shape[::-1])


def _transposed_operands(x: Expression) -> Expression:
    operands = [transpose(operand) for operand in x.operands]
    return node(x.operation, operands, x.shape[::-1], dict(x.parameters), facts=x.facts)


def _transposed_inverse(x: Expression) -> Expression:
    """`inv(X)'` as `inv(X')`; a sign which the transpose brings goes in front."""
    scalar, inside = unscaled(transpose(x.operands[0]))
    if inside is not x.operands[0] or x.operands[0].operation == "plus":
        scalar, inside = ONE, transpose(x.operands[0])
    return scale(power(scalar, -1), node("inv", [inside], x.shape))


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
    "inv": _transposed_inverse,
    "kron": _transposed_operands,
    "matrix_power": _transposed_operands,
    "expm": _transposed_operands,
}


def is_symmetric(x: Expression) -> bool:
    """Whether a matrix equals its transpose by its form and the facts of its variables."""
    return order(x) == 2 and transpose(x) is x


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
    scalar, turned = unscaled(transpose(x))
    if turned is x and scalar is not ONE:
        return ZERO  # equal to its own negative
    if key(turned) < key(x):
        return times(scalar, node("trace", [turned], ()))
    return node("trace", [x], ())


def _trace_of_chain(x: Expression) -> Expression:
    """A trace of a product, turned and transposed to the form which comes first in order."""
    factors = list(x.operands)
    for i, factor in enumerate(factors):
        if factor.operation == "diag":
            rest = chain(*factors[i + 1 :], *factors[:i])
            return inner(factor.operands[0], diagonal(rest))
    if len(factors) == 2 and factors[1] is transpose(factors[0]):
        return total(power(factors[0], 2))
    rotated = chain(factors[-1], *factors[:-1])  # neighbours around the corner may cancel
    if rotated.operation != "chain" or len(rotated.operands) < len(factors):
        return trace(rotated)
    scalar, back = _turned(factors)
    ahead, behind = _first_turn(factors), _first_turn(back)
    if scalar is not ONE and behind == ahead:
        return ZERO  # equal to its own negative
    turned = _direction(behind) < _direction(ahead)
    first = behind if turned else ahead
    closed = node("trace", [node("chain", first, (first[0].shape[0],) * 2)], ())
    return times(scalar, closed) if turned else closed


def _first_turn(factors: list[Expression]) -> list[Expression]:
    """The rotation of a closed product which comes first in order, tangents last."""
    keys = [key(f) for f in factors]
    places = [i for i, f in enumerate(factors) if has_tangent(f)]
    starts = [(i + 1) % len(factors) for i in places] or range(len(factors))
    first = min(starts, key=lambda i: keys[i:] + keys[:i])
    return factors[first:] + factors[:first]


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
    if order(x) == 1 and _sums_to_one(x):
        return ONE
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
    "kron": lambda x: times(*(total(part) for part in x.operands)),
    "concatenate": lambda x: plus(*(total(part) for part in x.operands)),
    "times": _total_of_product,
    "chain": _total_of_chain,
}
