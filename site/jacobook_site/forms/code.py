"""Formulas for programs: text and MATLAB that read back, NumPy and SymPy that run.

What cannot be written in a syntax, or would not read back as the same formula, is left out.
"""

from __future__ import annotations

import keyword
import re
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from jacobook import notation
from jacobook.algebra.interpretation import Interpreter
from jacobook.catalogue import Registry
from jacobook.closed_form.numpy_functions import definitions
from jacobook.closed_form.writing import straight_line, writable
from jacobook.compilation import size_lines
from jacobook.errors import JacobookError
from jacobook.expression import Expression, postorder, substitute, variable, variables
from jacobook.language import ABSTRACT
from jacobook.notation.infix import infix
from jacobook.parsing import parse, read_text
from jacobook.reading import scope_of
from jacobook.rule import Array, Rule
from jacobook.shapes import Shape
from jacobook_site.author_code import Attempt
from jacobook_site.forms.data import Code
from jacobook_site.numbers import Numbers, literal, numbers

_WIDTH = 88
_TAKEN = ("np", "scipy", "sp", "print")


class Writer:
    """Writes the formulas of one rule.

    Args:
        rule: the rule.
        registry: says how operations are called.
        function: the rule's function, which stands for the result where that is named.
        values: the arrays of the example by name, for the names that have one.
    """

    def __init__(
        self, rule: Rule, registry: Registry, function: Expression, values: Mapping[str, Array]
    ) -> None:
        """Know the shape of every name."""
        self.rule, self.registry = rule, registry
        self.result, self.value = rule.result, function
        self.operands: dict[str, Shape] = {o.name: o.shape for o in rule.operands}
        extra = {f"{self.result}_bar": function.shape}
        extra |= {f"d{name}": shape for name, shape in self.operands.items()}
        extra |= {f"{name}_dot": shape for name, shape in self.operands.items()}
        self.shapes: dict[str, Shape] = {**extra, **self.operands}
        self.values = values

    def code(self, right: Expression, title: str) -> Code:
        """A formula in every syntax that it can be written in.

        Args:
            right: the formula.
            title: a name for the NumPy function.
        """
        plain = unfounded(right)
        if any(part.operation in ABSTRACT for part in postorder(plain)):
            return Code(text=Attempt(lambda: self._law_text(plain)).otherwise(""))
        whole = substitute(plain, {self.result: self.value})
        source, names = self._numpy(whole, title)
        return Code(
            text=self._text(plain),
            matlab=Attempt(lambda: self._matlab(whole)).otherwise(""),
            numpy=source,
            call=f"{title}({', '.join(names)})" if source else "",
            needs=names if source else (),
            sympy=Attempt(lambda: self._sympy(whole, title)).otherwise(""),
        )

    # ------------------------------------------------------------------ text

    def _law_text(self, right: Expression) -> str:
        """A law about abstract functions, which reads back as what prints the same."""
        text = infix(right, loose=True)
        extra = {n: s for n, s in self.shapes.items() if n not in self.operands}
        again = parse(
            text, scope_of(self.rule, **extra, **{self.result: self.value.shape}), self.registry
        )
        return text if again.shape == right.shape and infix(again, loose=True) == text else ""

    def _text(self, right: Expression) -> str:
        """The formula in NumPy's syntax, with what the result stands for."""
        if self.result not in {str(v["name"]) for v in variables(right)}:
            return Attempt(lambda: self._read_back(right)).otherwise("")
        return Attempt(lambda: self._with_result(right)).otherwise("")

    def _read_back(self, right: Expression) -> str:
        text = infix(right, loose=True)
        scope = scope_of(self.rule, **self.shapes)
        return text if self.same(parse(text, scope, self.registry), right) else ""

    def _with_result(self, right: Expression) -> str:
        """The formula with a definition of the result after it."""
        body, value = infix(right, loose=True), infix(self.value, loose=True)
        text = notation.with_where(body, [(self.result, value)])
        whole = substitute(right, {self.result: self.value})
        return text if self.same(self.read(text, whole), whole) else ""

    def read(self, text: str, like: Expression, syntax: str = "numpy") -> Expression:
        """What a text means that may use the names of the rule."""
        used = {str(v["name"]) for v in variables(like)}
        shapes = {name: shape for name, shape in self.shapes.items() if name in used}
        return read_text(text, shapes=shapes, syntax=syntax, registry=self.registry)

    def _matlab(self, right: Expression) -> str:
        text = notation.matlab(right)
        return text if self.same(self.read(text, right, "matlab"), right) else ""

    def same(self, a: Expression, b: Expression) -> bool:
        """Whether two formulas are one, whatever their brackets."""
        a, b = unfounded(a), unfounded(b)
        if a is b:
            return True
        one, other = (Interpreter(self.registry).read(side) for side in (a, b))
        return one.core is other.core and one.shape == other.shape

    # ------------------------------------------------------------------ programs

    def _numpy(self, right: Expression, title: str) -> tuple[str, tuple[str, ...]]:
        """A function with its imports, and the names of its arguments; nothing if there is none."""
        used = {str(v["name"]) for v in variables(right)}
        shapes = {name: shape for name, shape in self.shapes.items() if name in used}
        try:
            root = writable(right, self.registry)
            sizes = dict(self.rule.sizes)
            missing = self._tellers(root, shapes, sizes)
            shapes = {**shapes, **missing}
            head = size_lines(root, shapes, sizes)
            lines = straight_line([root], self.registry, {}, _prefix(shapes))
        except (JacobookError, KeyError, TypeError, ValueError):
            return "", ()
        names = tuple(name for name in self.shapes if name in shapes)
        if any(keyword.iskeyword(n) or n in (*_TAKEN, title) for n in names):
            return "", ()
        if not all(self._like(name) in self.values for name in names):
            return "", ()
        body = [*head, *lines.assignments, f"return {lines.results[0]}"]
        function = "\n".join([f"def {title}({', '.join(names)}):", *(f"    {x}" for x in body)])
        blocks = [*definitions(lines.helpers), function]
        source = "\n\n\n".join(["\n".join(_imports("\n".join(blocks))), *blocks]) + "\n"
        return source, names

    def _tellers(
        self, root: Expression, shapes: Mapping[str, Shape], sizes: Mapping[str, int]
    ) -> dict[str, Shape]:
        """The operands that a formula does not contain but whose shapes it needs."""
        try:
            size_lines(root, shapes, sizes)
        except JacobookError:
            return dict(self.operands)
        return {}

    def _sympy(self, right: Expression, title: str) -> str:
        from jacobook.symbolic.source import source

        return source(right, title, self.registry)

    # ------------------------------------------------------------------ the example

    def arrays(self, codes: Sequence[Code]) -> tuple[tuple[str, str], ...]:
        """Lines that make the arrays which some calls need."""
        names = dict.fromkeys(name for code in codes for name in code.needs)
        return tuple((name, self._array(name)) for name in names)

    def _array(self, name: str) -> str:
        if name in self.values:
            return f"{name} = {array_text(numbers(self.values[name]))}"
        shape = tuple(np.shape(self.values[self._like(name)]))
        return f"{name} = np.ones({shape})" if shape else f"{name} = 1.0"

    def _like(self, name: str) -> str:
        """The operand or result whose shape a name has."""
        if name in self.operands or name == self.result:
            return name
        return self.result if name == f"{self.result}_bar" else _moved(name, self.operands)


def array_text(values: Numbers) -> str:
    """Numbers as Python writes them."""
    text = literal(values)
    return f"np.array({text})" if values.shape else text


def _moved(name: str, operands: Mapping[str, Shape]) -> str:
    """The operand that a tangent belongs to."""
    plain = name.removesuffix("_dot")
    return plain if plain in operands else name[1:]


def unfounded(root: Expression) -> Expression:
    """A formula whose variables are known by their names and shapes only."""
    bare: dict[str, Any] = {
        str(v["name"]): variable(str(v["name"]), v.shape) for v in variables(root) if v.facts
    }
    return substitute(root, bare) if bare else root


def _imports(source: str) -> list[str]:
    """NumPy, and the modules of SciPy whose functions are called."""
    modules = sorted(set(re.findall(r"\bscipy\.\w+(?=\.)", source)))
    return ["import numpy as np", *(f"import {name}" for name in modules)]


def _prefix(taken: Mapping[str, Shape]) -> str:
    """A letter for parts such that no `t1` is an argument."""
    letters = ("t", "u", "part_", "part__")
    return next(p for p in letters if not any(name.startswith(p) for name in taken))
