"""Canonical expressions written out as operations of the book, as one would write them by hand.

Positive terms come first, divisors go under a fraction, sums of squares become norms, rows of ones
become sums, and what NumPy broadcasts is left to broadcasting.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from jacobook.algebra import canonical as c
from jacobook.algebra.factoring import cost
from jacobook.algebra.numbers import MINUS_ONE, ONE, PI, Number, exact, magnitude, number, value_of
from jacobook.catalogue import Registry
from jacobook.expression import Expression, constant, is_constant, node, postorder
from jacobook.shapes import Shape


def presented(root: Expression, registry: Registry) -> Expression:
    """A canonical expression in operations of the book; its value is the same."""
    return Presenter(registry).written(root)


class Presenter:
    """Writes canonical expressions in operations of the book.

    Args:
        registry: gives the shapes of operations.
        units: products which their author wrote as one operation, such as `det(A @ B)`, with
            what stands for them.
        solves: write `inv(A) @ b` as `solve(A, b)`.
    """

    def __init__(
        self,
        registry: Registry,
        units: Mapping[Expression, Expression] | None = None,
        *,
        solves: bool = False,
    ) -> None:
        """Start with nothing written."""
        self.registry = registry
        self.units = units or {}
        self.solves = solves
        self.made: dict[Expression, Expression] = {}

    def written(self, root: Expression) -> Expression:
        """The expression in operations of the book."""
        if root in self.made:
            return self.made[root]
        for part in postorder(root):
            if part not in self.made:
                self.made[part] = self._node(part)
        return self.made[root]

    def _node(self, x: Expression) -> Expression:
        write = _WRITERS.get(x.operation)
        if write is not None:
            return write(self, x)
        if not x.operands:
            return x
        if x.operation in _COMMUTE and x.operands[0].operation == "transpose":
            inside = c.rebuilt(x, [x.operands[0].operands[0], *x.operands[1:]])
            return self.call("transpose", self.written(inside))
        return node(
            _SPELLED.get(x.operation, c.book_name(x.operation)),
            [self.written(o) for o in x.operands],
            x.shape,
            dict(x.parameters),
        )

    def call(self, operation: str, *operands: Expression, **parameters: Any) -> Expression:
        """An operation of the book with its shape."""
        shape = self.registry.result_shape(operation, [o.shape for o in operands], parameters)
        return node(operation, operands, shape, parameters)

    # ------------------------------------------------------------------------ sums

    def plus(self, x: Expression) -> Expression:
        """Positive terms, then the ones taken away."""
        entries = _entries(x)
        if entries is not None:
            return self.call("stack", *(self.written(entry) for entry in entries))
        parts = [c.split(term) for term in x.operands]
        common = _common_number([coefficient for coefficient, _ in parts])
        if common != 1:
            rest = [_numbered(coefficient / common, core) for coefficient, core in parts]
            inside = node("plus", rest, x.shape)
            return self.product(
                node("scale" if x.shape else "times", [number(common), inside], x.shape)
            )
        full = any(not _repeats(core) for _, core in parts)
        if full:
            parts = [row for part in parts for row in _rows(*part)]
        plain = [p for p in parts if p[0] > 0] or [min(parts, key=place)]
        taken = [p for p in parts if p not in plain]
        ordered = sorted(plain, key=place) + sorted(taken, key=place)
        result: Expression | None = None
        algebraic = len(x.shape) == 2 and any(_is_algebraic(c.array_of(core)) for _, core in parts)
        for coefficient, core in ordered:
            spread = full and not (algebraic and c.is_all_ones(c.array_of(core)))
            if result is None:
                result = self.term(coefficient, core, spread and len(ordered) > 1)
                continue
            sign = "subtract" if coefficient < 0 else "add"
            term = self.term(magnitude(coefficient), core, spread)
            result = self.call(sign, result, term)
        assert result is not None
        return result

    def term(self, coefficient: Number, core: Expression, broadcast: bool) -> Expression:
        """A term of a sum; repeated numbers and rows are left to broadcasting if that is allowed."""
        if broadcast and _repeats(core):
            scalar, array = core.operands if core.operation == "scale" else (ONE, core)
            if c.is_all_ones(array):
                return self.written(_numbered(coefficient, scalar))
            scaled = array.operands[1]
            if scalar is not ONE:
                scaled = node("scale", [scalar, scaled], scaled.shape)
            return self.written(_numbered(coefficient, scaled))
        return self.written(_numbered(coefficient, core))

    # -------------------------------------------------------------------- products

    def product(self, x: Expression) -> Expression:
        """Numbers, scalars, then arrays; what has a negative exponent goes below."""
        scalars, array = _scalars_and_array(x)
        coefficient, rest = _number_of(scalars)
        spread = _spread_over(coefficient, rest, array)
        if spread is not None:
            return self.plus(spread)
        if array.operation == "diag" and scalars and _is_below(array.operands[0]):
            inside = c.scale(c.times(*scalars), array.operands[0])
            return self.call("diag", self.written(inside))
        averaged = _averaged_terms(rest, array)
        if averaged is not None:
            rest, array = averaged
        rest = _constants_first(rest)
        rest, units = self._units(rest)
        rest, means = self._means(rest)
        rest, array = self._row_means(rest, array)
        above, below = _fraction(rest)
        top, bottom = _fraction(c.factors_of(array)) if array is not ONE else ([], [])
        size = magnitude(coefficient)
        whole = None if isinstance(size, float) else Fraction(size)
        front, under = (whole.numerator, whole.denominator) if whole else (size, 1)
        numbers = [constant(front)] if front != 1 else []
        divisors = [constant(under)] if under != 1 else []
        divisors += [self.written(b) for b in below] + [self.written(b) for b in bottom]
        factors = [*numbers, *means, *units, *map(self.written, above)]
        negative = coefficient < 0
        if negative and numbers:
            factors[0], negative = constant(-front), False
        made = self._joined(factors, [self.written(t) for t in top])
        made = made if made is not None else constant(1)
        if divisors:
            if made is not None and negative and is_constant(made, 1):
                made, negative = constant(-1), False
            made = self.call("divide", made, self._multiplied(divisors))
        return self.call("negative", made) if negative else made

    def _joined(self, scalars: list[Expression], arrays: list[Expression]) -> Expression | None:
        """Scalars times arrays; a matrix product takes them into its first factor."""
        if not scalars and not arrays:
            return None
        if scalars and len(arrays) == 1 and arrays[0].operation == "matmul":
            return self._into_product(self._multiplied(scalars), arrays[0])
        return self._multiplied([*scalars, *arrays])

    def _into_product(self, scalar: Expression, product: Expression) -> Expression:
        """`s * (A @ B @ x)` as `s * A @ B @ x`."""
        factors: list[Expression] = []
        while product.operation == "matmul":
            factors.append(product.operands[1])
            product = product.operands[0]
        made = self.call("multiply", scalar, product)
        for factor in reversed(factors):
            made = self.call("matmul", made, factor)
        return made

    def _multiplied(self, factors: Sequence[Expression]) -> Expression:
        made = factors[0]
        for factor in factors[1:]:
            made = self.call("multiply", made, factor)
        return made

    def _units(self, factors: Sequence[Expression]) -> tuple[list[Expression], list[Expression]]:
        """The factors without those of each unit, and the units."""
        rest, found = list(factors), []
        for product, written in self.units.items():
            if all(rest.count(f) >= product.operands.count(f) for f in product.operands):
                for used in product.operands:
                    rest.remove(used)
                found.append(written)
        return rest, found

    def _means(self, factors: Sequence[Expression]) -> tuple[list[Expression], list[Expression]]:
        """The factors without each `sum(x) / n`, and these as means."""
        rest, means = list(factors), []
        for factor in factors:
            if factor.operation != "total" or not _is_averaged(factor.operands[0]):
                continue
            count = c.times(ONE, *(c.size(n) for n in factor.operands[0].shape))
            sizes = c.factors_of(c.power(count, -1))
            if all(s in rest for s in sizes):
                for used in (factor, *sizes):
                    rest.remove(used)
                means.append(self.call("mean", self.written(factor.operands[0])))
        return rest, means

    def _row_means(
        self, scalars: Sequence[Expression], array: Expression
    ) -> tuple[list[Expression], Expression]:
        """Sums of rows over their length as means of rows."""
        rest = list(scalars)
        if array.operation != "chain" or len(array.shape) != 1 or not c.is_ones(array.operands[-1]):
            return rest, array
        divisors = c.factors_of(c.power(c.size(array.operands[-1].shape[0]), -1))
        if not all(d in rest for d in divisors):
            return rest, array
        for used in divisors:
            rest.remove(used)
        sums = self.written(array)
        mean = self.call("mean", *sums.operands, **dict(sums.parameters))
        self.made[mean] = mean
        return rest, mean

    def power(self, x: Expression) -> Expression:
        """Roots, norms and powers."""
        base, exponent = x.operands
        n = value_of(exponent)
        if n is not None and n < 0:
            return self.product(x)
        squares = _sum_of_squares(base)
        if squares is not None and isinstance(n, int) and squares.operation == "variable":
            return self._raised(self.written(base), n)
        if squares is not None and n is not None and not isinstance(n, float):
            norm = self._norm(squares)
            return self._raised(norm, 2 * n) if 2 * n != 1 else norm
        if n == Fraction(1, 2):
            return self.call("sqrt", self.written(base))
        return self._raised(self.written(base), n if n is not None else self.written(exponent))

    def _raised(self, base: Expression, exponent: Number | Expression) -> Expression:
        if isinstance(exponent, Fraction):
            exponent = exponent.numerator if exponent.denominator == 1 else float(exponent)
        to = exponent if isinstance(exponent, Expression) else constant(exponent)
        return self.call("power", base, to)

    def _norm(self, x: Expression) -> Expression:
        return self.call("norm2" if len(x.shape) == 1 else "normF", self.written(x))

    def total(self, x: Expression) -> Expression:
        """A sum of entries, as a dot product or squared norm where it is one."""
        inner = x.operands[0]
        squares = _sum_of_squares(x)
        if squares is not None:
            if squares.operation == "variable" and len(squares.shape) == 1:
                return self.call("matmul", self.written(squares), self.written(squares))
            return self._raised(self._norm(squares), 2)
        if inner.operation == "times" and len(inner.shape) == 1 and len(inner.operands) == 2:
            ordered = sorted(inner.operands, key=c.has_tangent)
            return self.call("matmul", *(self.written(f) for f in ordered))
        return self.call("sum", self.written(inner))

    def chain(self, x: Expression) -> Expression:
        """A matrix product; a vector of ones at the end is a sum over rows."""
        factors = list(x.operands)
        if c.is_ones(factors[-1]) and len(x.shape) == 1:
            rows = x.shape[0], factors[-1].shape[0]
            return self._row_sums(
                node("chain", factors[:-1], rows) if len(factors) > 2 else factors[0]
            )
        if [f.operation == "diag" for f in factors] == [True, False, True]:
            (u,), middle, (v,) = factors[0].operands, factors[1], factors[2].operands
            sides = self.call("outer", self.written(u), self.written(v))
            return self.call("multiply", sides, self.written(middle))
        if self.solves:
            solved = self._solved(factors)
            if solved is not None:
                return solved
        made: Expression | None = None
        for factor, times in _runs(factors):
            written = self.written(factor)
            if times > 1:
                written = self.call("matrix_power", written, n=times)
            made = written if made is None else self.call("matmul", made, written)
        assert made is not None
        return made

    def _solved(self, factors: Sequence[Expression]) -> Expression | None:
        """A product with an inverse in it, not at its end, as the solution of a system."""
        for i, factor in enumerate(factors[:-1]):
            system = _inverted(factor)
            if system is None:
                continue
            right = self._written_product(factors[i + 1 :])
            made = self.call("solve", self.written(system), right)
            for left in reversed(factors[:i]):
                made = self.call("matmul", self.written(left), made)
            return made
        return None

    def _written_product(self, factors: Sequence[Expression]) -> Expression:
        if len(factors) == 1:
            return self.written(factors[0])
        first, last = factors[0], factors[-1]
        return self.written(node("chain", factors, (*first.shape[:-1], *last.shape[1:])))

    def _row_sums(self, matrix: Expression) -> Expression:
        turned = c.transpose(matrix)
        if cost(turned) < cost(matrix):
            return self.call("sum", self.written(turned), axis=0)
        return self.call("sum", self.written(matrix), axis=1)


def _inverted(x: Expression) -> Expression | None:
    """The matrix of which `x` is the inverse; `None` if it is none."""
    if x.operation == "inv":
        return x.operands[0]
    if x.operation == "transpose" and x.operands[0].operation == "inv":
        return c.transpose(x.operands[0].operands[0])
    return None


def _rows(coefficient: Number, core: Expression) -> list[tuple[Number, Expression]]:
    """A repeated row that is a sum, as one repeated row for each of its terms."""
    if not _repeats(core) or core.operation != "outer" or core.operands[1].operation != "plus":
        return [(coefficient, core)]
    ones, row = core.operands
    terms = [c.split(term) for term in row.operands]
    return [(exact(coefficient * n), node("outer", [ones, v], core.shape)) for n, v in terms]


def _numbered(coefficient: Number, core: Expression) -> Expression:
    """A number times a term, as a node that keeps the signs of the sums inside."""
    if coefficient == 1:
        return core
    front = number(coefficient)
    if core is ONE:
        return front
    if not core.shape:
        return node("times", [front, *c.factors_of(core)], ())
    if core.operation == "scale":
        scalar = node("times", [front, *c.factors_of(core.operands[0])], ())
        return node("scale", [scalar, core.operands[1]], core.shape)
    return node("scale", [front, core], core.shape)


_ALGEBRAIC = ("chain", "outer", "eye", "diag")
"""Beside these a number added to every entry of a matrix is written as a matrix of ones."""


def _is_algebraic(array: Expression) -> bool:
    return array.operation in _ALGEBRAIC and not any(map(c.is_ones, array.operands))


_MOST_ENTRIES = 6


def _entries(x: Expression) -> list[Expression] | None:
    """The entries of a short vector that is a sum of multiples of unit vectors."""
    size = x.shape[0] if len(x.shape) == 1 else None
    if not isinstance(size, int) or size > _MOST_ENTRIES:
        return None
    terms: dict[int, list[Expression]] = {i: [] for i in range(size)}
    for term in x.operands:
        scalar, unit = term.operands if term.operation == "scale" else (ONE, term)
        if unit.operation != "basis":
            return None
        terms[int(str(unit["i"])) % size].append(scalar)
    return [c.plus(*found) if found else number(0) for found in terms.values()]


def place(part: tuple[Number, Expression]) -> tuple[int, str]:
    """Where a term of a sum stands when it is written: numbers, compound terms, variables, repeated scalars."""
    _, core = part
    array = c.array_of(core)
    if c.is_all_ones(core):
        return 0, ""
    if c.is_all_ones(array) or _repeats(core):
        return 3, c.key(core)
    if core.operation in ("variable", "transpose"):
        return 2, c.key(core)
    return 1, c.key(core)


def _repeats(core: Expression) -> bool:
    """Whether a term is a number, or one row, repeated."""
    if not core.shape:
        return False
    array = c.array_of(core)
    row = array.operation == "outer" and c.is_ones(array.operands[0])
    return c.is_all_ones(array) or row


def _constants_first(factors: Sequence[Expression]) -> list[Expression]:
    """Factors with powers of pi in front, after one root of all numbers under a root."""
    parts = [(f, *c.base_and_exponent(f)) for f in factors]
    roots = [(base, value_of(e)) for _, base, e in parts if _is_root_of_constant(base, e)]
    rest = [(f, base) for f, base, e in parts if not _is_root_of_constant(base, e)]
    of_pi = [f for f, base in rest if base is PI]
    return [*_one_root(roots), *of_pi, *(f for f, base in rest if base is not PI)]


def _is_root_of_constant(base: Expression, exponent: Expression) -> bool:
    half = value_of(exponent) in (Fraction(1, 2), Fraction(-1, 2))
    return half and (base is PI or value_of(base) is not None)


def _one_root(roots: Sequence[tuple[Expression, Number | None]]) -> list[Expression]:
    """`sqrt(a) / sqrt(b)` as `sqrt(a / b)`; not canonical, but shorter."""
    above = [base for base, e in roots if e is not None and e > 0]
    below = [base for base, e in roots if e is not None and e < 0]
    if not roots:
        return []
    inverted = [node("pow", [base, MINUS_ONE], ()) for base in below]
    factors = [*above, *inverted] if above else below
    base = factors[0] if len(factors) == 1 else node("times", factors, ())
    return [node("pow", [base, number(Fraction(1, 2 if above else -2))], ())]


def _scalars_and_array(x: Expression) -> tuple[tuple[Expression, ...], Expression]:
    """The scalar factors of a product, and its array; `ONE` for a scalar."""
    if not x.shape:
        return c.factors_of(x), ONE
    if x.operation == "scale":
        return c.factors_of(x.operands[0]), x.operands[1]
    return (), x


def _number_of(scalars: Sequence[Expression]) -> tuple[Number, list[Expression]]:
    """The number in front of scalar factors, and the others."""
    value = value_of(scalars[0]) if scalars else None
    return (1, list(scalars)) if value is None else (value, list(scalars[1:]))


def _fraction(factors: Iterable[Expression]) -> tuple[list[Expression], list[Expression]]:
    """The factors above and below the line of a fraction."""
    above: list[Expression] = []
    below: list[Expression] = []
    for factor in sorted(factors, key=_rank):
        base, exponent = c.base_and_exponent(factor)
        n = value_of(exponent)
        if n is not None and n < 0:
            below.append(base if n == -1 else node("pow", [base, number(-n)], base.shape))
        else:
            above.append(factor)
    return above, below


def _rank(x: Expression) -> tuple[bool, int, str]:
    """Numbers first, short factors, then conditions and sums, tangents last."""
    heavy = {"variable": 0, "transpose": 0, "where": 3, "plus": 2, "greater": 3}
    base, _ = c.base_and_exponent(x)
    weight = -1 if _is_of_numbers(base) else heavy.get(base.operation, 1)
    return c.has_tangent(x), weight, c.key(base)


def _is_of_numbers(x: Expression) -> bool:
    """Whether an expression is pi, or made from it and other numbers."""
    return all(part.operation in ("constant", "times", "pow") for part in postorder(x))


def _sum_of_squares(x: Expression) -> Expression | None:
    """`v` where `x` is the sum of the squares of `v`."""
    if x.operation != "total":
        return None
    base, exponent = c.base_and_exponent(x.operands[0])
    return base if value_of(exponent) == 2 else None


def _runs(factors: Sequence[Expression]) -> list[tuple[Expression, int]]:
    """Equal neighbours of a product, counted; vectors stand alone."""
    runs: list[tuple[Expression, int]] = []
    for factor in factors:
        if runs and runs[-1][0] is factor and len(factor.shape) == 2:
            runs[-1] = (factor, runs[-1][1] + 1)
        else:
            runs.append((factor, 1))
    return runs


def _transpose(presenter: Presenter, x: Expression) -> Expression:
    return presenter.call("transpose", presenter.written(x.operands[0]))


def _ones(_: Presenter, x: Expression) -> Expression:
    return node("ones", (), x.shape)


def _where(presenter: Presenter, x: Expression) -> Expression:
    """A choice; an outcome that is one number everywhere is written once."""
    condition, *outcomes = x.operands
    single = [_single(outcome) for outcome in outcomes]
    parts = [presenter.written(part) for part in (condition, *single)]
    return node("where", parts, x.shape, dict(x.parameters))


def _spread_over(
    coefficient: Number, scalars: Sequence[Expression], array: Expression
) -> Expression | None:
    """`9 * (1 + 2*x)` as `9 + 18*x`, where every term has a number that takes the one in front."""
    factors = [*scalars, *([] if array is ONE else [array])]
    if len(factors) != 1 or factors[0].operation != "plus" or not isinstance(coefficient, int):
        return None
    parts = [c.split(term) for term in factors[0].operands]
    numbered = all(magnitude(k) != 1 or c.is_all_ones(core) for k, core in parts)
    if not numbered or coefficient in (1, -1):
        return None
    terms = [_numbered(exact(coefficient * k), core) for k, core in parts]
    return node("plus", terms, factors[0].shape)


def _is_below(x: Expression) -> bool:
    """Whether an array stands below the line of a fraction as a whole."""
    exponent = value_of(c.base_and_exponent(x)[1])
    return exponent is not None and exponent < 0


def _averaged_terms(
    scalars: Sequence[Expression], array: Expression
) -> tuple[list[Expression], Expression] | None:
    """`(sum(u)*x + sum(v)) / n` as `mean(u)*x + mean(v)`, where every term has such a sum."""
    if array is ONE or array.operation != "plus":
        return None
    found = [_total_factor(term) for term in array.operands]
    counts = {None if f is None else f.operands[0].shape for f in found}
    if None in counts or len(counts) != 1:
        return None
    (shape,) = counts
    if shape is None or len(shape) != 1 or all(_is_averaged(f.operands[0]) for f in found if f):
        return None
    below = c.power(c.size(shape[0]), -1)
    if below not in scalars:
        return None
    terms = []
    for term, factor in zip(array.operands, found, strict=True):
        assert factor is not None
        mean = node("mean", factor.operands, ())
        terms.append(c.replaced(term, {factor: mean}))
    rest = [s for s in scalars if s is not below]
    return rest, node("plus", terms, array.shape)


def _total_factor(term: Expression) -> Expression | None:
    scalar, array = c.unscaled(term)
    parts = (*c.factors_of(scalar), *(c.factors_of(array) if not array.shape else ()))
    return next((f for f in parts if f.operation == "total"), None)


def _is_averaged(x: Expression) -> bool:
    """Whether a sum of `x` over their number reads best as a mean; products of two are dots."""
    if x.operation == "pow":
        return x.operands[0].operation == "variable"
    return x.operation != "times" or len(x.operands) > 2


def _common_number(coefficients: Sequence[Number]) -> Fraction | int:
    """The fraction that all coefficients are, up to their signs; 1 if there is none."""
    sizes = {magnitude(coefficient) for coefficient in coefficients}
    first = next(iter(sizes))
    return first if len(sizes) == 1 and isinstance(first, Fraction) else 1


def _single(x: Expression) -> Expression:
    if x.operation == "scale" and c.is_all_ones(x.operands[1]):
        return x.operands[0]
    return ONE if x.shape and c.is_all_ones(x) else x


def _compared(presenter: Presenter, x: Expression) -> Expression:
    """A comparison of a difference with zero as one of its two parts."""
    left, right = x.operands
    if left.operation == "plus" and len(left.operands) == 2 and c.is_zero(right):
        parts = sorted((c.split(term) for term in left.operands), key=lambda p: p[0] > 0)
        if parts[0][0] < 0 < parts[1][0]:
            left = _single(_numbered(*parts[1]))
            right = _single(_numbered(-parts[0][0], parts[0][1]))
    name = x.operation
    if value_of(left) is not None:
        left, right, name = right, left, _TURNED[name]
    return node(name, [presenter.written(left), presenter.written(right)], x.shape)


_TURNED = {
    "greater": "less",
    "less": "greater",
    "greater_equal": "less_equal",
    "less_equal": "greater_equal",
}


def _outer(presenter: Presenter, x: Expression) -> Expression:
    shape: Shape = x.shape
    if all(map(c.is_ones, x.operands)):
        return node("ones", (), shape)
    return presenter.call("outer", *(presenter.written(v) for v in x.operands))


def _constant(_: Presenter, x: Expression) -> Expression:
    value = x["value"]
    if isinstance(value, Fraction):
        top = constant(value.numerator)
        return node("divide", [top, constant(value.denominator)], ())
    return x


_COMMUTE = ("inv", "expm", "matrix_power")
"""Operations which a transpose passes through; it is written outside."""

_SPELLED = {"threshold": "maximum", "cap": "minimum"}
"""Operations which go by a better known name."""

_WRITERS: dict[str, Callable[[Presenter, Expression], Expression]] = {
    "plus": Presenter.plus,
    "times": Presenter.product,
    "scale": Presenter.product,
    "pow": Presenter.power,
    "total": Presenter.total,
    "chain": Presenter.chain,
    "transpose": _transpose,
    "outer": _outer,
    "ones": _ones,
    "where": _where,
    **dict.fromkeys(_TURNED, _compared),
    "constant": _constant,
}
