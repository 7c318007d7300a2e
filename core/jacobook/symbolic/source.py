"""Closed forms as lines of Python that build them in SymPy: its names are written `sp.name`.

A scalar is a `Symbol`, an array a `MatrixSymbol`, a vector among them a column. Change this file for
how an object of SymPy is spelled; what an operation is in SymPy is said in `matrices`.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from typing import Any

import sympy
from sympy.printing.str import StrPrinter

from jacobook.catalogue import Registry
from jacobook.expression import Expression, postorder, variables
from jacobook.shapes import letters_in
from jacobook.symbolic.failures import UnsupportedOperation
from jacobook.symbolic.matrices import dimension, matrix_expression

LONGEST = 40
"""Formulas of more parts are no use to read."""

_INDICES = ("i", "j")
"""Letters that sums over entries use."""


def source(root: Expression, name: str, registry: Registry) -> str:
    """Lines that import SymPy, declare the variables, and give the closed form a name.

    Args:
        root: an expression of at most two axes.
        name: what the closed form is called.
        registry: where operations are looked up that are written in others.

    Raises:
        UnsupportedOperation: SymPy has no quick form for a part of it.
    """
    if sum(1 for _ in postorder(root)) > LONGEST:
        raise UnsupportedOperation("the formula is long")
    wanted = matrix_expression(root, registry, quick=True)
    lines = ["import sympy as sp", "", *_declarations(root, wanted), ""]
    text = "\n".join([*lines, f"{name} = {_Spelling().doprint(wanted)}"]) + "\n"
    _require_names(text)
    return text


def _require_names(text: str) -> None:
    """Refuse lines with a name that they do not bind and that SymPy does not have.

    Raises:
        UnsupportedOperation: there is one, or the lines are no Python.
    """
    try:
        found = [part for part in ast.walk(ast.parse(text)) if isinstance(part, _NAMED)]
    except SyntaxError as error:
        raise UnsupportedOperation("the lines are no Python") from error
    names = [part for part in found if isinstance(part, ast.Name)]
    bound = {part.id for part in names if isinstance(part.ctx, ast.Store)} | {"sp"}
    free = {part.id for part in names} - bound
    free |= {part.attr for part in found if isinstance(part, ast.Attribute)} - _KNOWN
    if free:
        raise UnsupportedOperation(f"SymPy's text has the names {', '.join(sorted(free))}")


_NAMED = (ast.Name, ast.Attribute)
_KNOWN = {*dir(sympy), "T", "applyfunc"}


def _declarations(root: Expression, wanted: Any) -> Iterator[str]:
    """The sizes, the variables and the indices, each on its line."""
    found = variables(root)
    names = {str(v["name"]) for v in found}
    symbols = {str(s) for s in wanted.free_symbols | wanted.atoms(sympy.Symbol)}
    sizes = {letter for v in found for d in v.shape for letter in letters_in(d)}
    if names & {*sizes, *_INDICES, "t", "sp"}:
        raise UnsupportedOperation("a variable is called like a size or an index")
    yield from _symbols(sorted((sizes | symbols) - names - {*_INDICES, "t"}))
    for v in found:
        yield f"{v['name']} = {_variable(v)}"
    used = [letter for letter in _INDICES if letter in symbols]
    yield from _symbols(used, ", integer=True")
    yield from _symbols(["t"] if "t" in symbols else [])


def _symbols(names: Iterable[str], assumption: str = "") -> Iterator[str]:
    """A line for some symbols, if there are any."""
    given = list(names)
    if given:
        kind = "Symbol" if len(given) == 1 else "symbols"
        yield f'{", ".join(given)} = sp.{kind}("{" ".join(given)}"{assumption})'


def _variable(v: Expression) -> str:
    if not v.shape:
        return f'sp.Symbol("{v["name"]}")'
    rows, columns = (*map(dimension, v.shape), sympy.S.One)[:2]
    spelled = _Spelling()
    return f'sp.MatrixSymbol("{v["name"]}", {spelled.doprint(rows)}, {spelled.doprint(columns)})'


class _Spelling(StrPrinter):  # type: ignore[misc]  # SymPy has no types
    """SymPy's own text, with names that a program can look up."""

    def _named(self, expr: Any, name: str = "") -> str:
        inside = ", ".join(self._print(argument) for argument in expr.args)
        return f"sp.{name or type(expr).__name__}({inside})"

    def _print_Function(self, expr: Any) -> str:
        return self._named(expr)

    def _print_ElementwiseApplyFunction(self, expr: Any) -> str:
        return f"({self._print(expr.expr)}).applyfunc({self._print(expr.function)})"

    def _print_Identity(self, expr: Any) -> str:
        return self._named(expr)

    def _print_Float(self, expr: Any) -> str:
        return f"sp.Float({float(expr)!r})"

    def _print_Rational(self, expr: Any) -> str:
        return f"sp.Rational({expr.p}, {expr.q})"

    def _print_Constant(self, expr: Any) -> str:
        return f"sp.{StrPrinter._print(self, expr)}"

    def _print_Pow(self, expr: Any, rational: bool = False) -> str:
        if expr.exp is sympy.S.Half:
            return f"sp.sqrt({self._print(expr.base)})"
        return str(super()._print_Pow(expr, rational=True))

    def _print_Relational(self, expr: Any) -> str:
        if expr.rel_op in ("==", "!="):
            return self._named(expr, "Eq" if expr.rel_op == "==" else "Ne")
        return str(super()._print_Relational(expr))

    def _print_Sum(self, expr: Any) -> str:
        limits = "".join(f", {self._print(limit)}" for limit in expr.limits)
        return f"sp.Sum({self._print(expr.function)}{limits})"


def _plain_names() -> None:
    """Spell the classes whose text is no program, or has names without a module."""
    named = (
        "OneMatrix ZeroMatrix Lambda Piecewise Trace Determinant DiagMatrix DiagonalOf "
        "HadamardProduct HadamardPower KroneckerProduct FunctionMatrix Abs Max Min "
        "KroneckerDelta Heaviside Eq Ne And Or Not ITE"
    )
    for name in named.split():
        setattr(_Spelling, f"_print_{name}", _Spelling._named)
    for name, word in (("Exp1", "E"), ("Pi", "pi"), ("Infinity", "oo"), ("ImaginaryUnit", "I")):
        setattr(_Spelling, f"_print_{name}", lambda _, __, word=word: f"sp.{word}")
    for name, word in (("BooleanTrue", "true"), ("BooleanFalse", "false"), ("NaN", "nan")):
        setattr(_Spelling, f"_print_{name}", lambda _, __, word=word: f"sp.{word}")


_plain_names()
