"""The text of a statement as a syntax tree, whose parts know their shapes."""

from __future__ import annotations

import ast
import functools
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from jacobook import reading
from jacobook.catalogue import Registry
from jacobook.errors import JacobookError
from jacobook.parsing import Scope, parse
from jacobook.rule import Clause, Rule
from jacobook.shapes import Shape

Tree = ast.expr


class Stated:
    """A statement of a rule, ready to be written wrongly.

    Attributes:
        rule, clause: whose statement, and which.
        tree: its text as a tree.
        function: the rule's function as a tree.
    """

    def __init__(self, rule: Rule, clause: Clause, registry: Registry) -> None:
        """Read the texts."""
        self.rule, self.clause, self.registry = rule, clause, registry
        self.tree = tree_of(clause.text)
        self.function = tree_of(rule.function)

    @functools.cached_property
    def scope(self) -> Scope:
        """The names that the statement may use."""
        value = reading.function_expression(self.rule, self.registry).shape
        extra = {self.rule.result: value, f"{self.rule.result}_bar": value}
        extra |= {f"d{o.name}": o.shape for o in self.rule.operands}
        return reading.scope_of(self.rule, **extra)

    def shape(self, tree: Tree) -> Shape | None:
        """The shape of a part; `None` where it has none by itself."""
        try:
            return parse(text_of(tree), self.scope, self.registry).shape
        except JacobookError:
            return None

    def axes(self, tree: Tree) -> int:
        """How many axes a part has; -1 if that is not known."""
        shape = self.shape(tree)
        return -1 if shape is None else len(shape)

    @property
    def variable_shape(self) -> Shape:
        """The shape of the operand that the statement is about; `()` if it is about all."""
        known = {o.name: o.shape for o in self.rule.operands}
        return known.get(self.clause.variable, ())


def tree_of(text: str) -> Tree:
    """A text of the grammar as a tree."""
    return ast.parse(text.strip(), mode="eval").body


def text_of(tree: Tree) -> str:
    """A tree as text."""
    return ast.unparse(tree)


def same(one: ast.AST, other: ast.AST) -> bool:
    """Whether two trees are written alike."""
    return ast.unparse(one) == ast.unparse(other)


def parts(tree: Tree) -> Iterator[Tree]:
    """The expressions in a tree, itself first."""
    return (node for node in ast.walk(tree) if isinstance(node, ast.expr))


def exchanged(tree: Tree, old: Tree, new: Tree) -> Tree:
    """The tree with one part, the very object, replaced."""
    made: Tree = _exchanged(tree, old, new)
    return made


def _exchanged(part: Any, old: Tree, new: Tree) -> Any:
    if part is old:
        return new
    if isinstance(part, list):
        return [_exchanged(item, old, new) for item in part]
    if not isinstance(part, ast.AST):
        return part
    return type(part)(**{name: _exchanged(v, old, new) for name, v in ast.iter_fields(part)})


class _Substitution(ast.NodeTransformer):
    """Puts trees in the place of names."""

    def __init__(self, values: Mapping[str, Tree]) -> None:
        """Take the trees by name."""
        self.values = values

    def visit_Name(self, node: ast.Name) -> ast.expr:
        """A name's tree, or the name."""
        return self.values.get(node.id, node)

    def visit_Call(self, node: ast.Call) -> ast.AST:
        """A call keeps its function's name."""
        node.args = [self.visit(argument) for argument in node.args]
        node.keywords = [self.visit(keyword) for keyword in node.keywords]
        return node


def substituted(text: str, values: Mapping[str, Tree]) -> Tree:
    """The tree of a text with trees for names."""
    return _Substitution(values).visit(tree_of(text))  # type: ignore[no-any-return]


def matched(pattern: Tree, tree: Tree, name: str) -> Tree | None:
    """What `name` stands for where a pattern is the same as a tree; `None` if it is not."""
    found = matches(pattern, tree, (name,))
    return found.get(name) if found else None


def matches(pattern: Tree, tree: Tree, names: Collection[str]) -> dict[str, Tree] | None:
    """What each free name stands for where a pattern is the same as a tree; `None` if it is not.

    Args:
        pattern: a tree in which `names` are free.
        tree: the tree to compare with.
        names: the free names.
    """
    found: dict[str, Tree] = {}
    return found if _fits(pattern, tree, names, found) else None


def _fits(pattern: object, tree: object, names: Collection[str], found: dict[str, Tree]) -> bool:
    if isinstance(pattern, ast.Name) and pattern.id in names and isinstance(tree, ast.expr):
        return same(found.setdefault(pattern.id, tree), tree)
    if isinstance(pattern, ast.AST) and isinstance(tree, ast.AST):
        if type(pattern) is not type(tree):
            return False
        pairs = zip(ast.iter_fields(pattern), ast.iter_fields(tree), strict=True)
        return all(_fits(a, b, names, found) for (_, a), (_, b) in pairs)
    if isinstance(pattern, list) and isinstance(tree, list):
        return len(pattern) == len(tree) and all(
            _fits(a, b, names, found) for a, b in zip(pattern, tree, strict=True)
        )
    return pattern == tree


def names_in(tree: Tree) -> list[str]:
    """The names in a tree, each as often as it occurs; names of called functions left out."""
    called = {id(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    return [n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and id(n) not in called]


def called(tree: Tree, *names: str) -> bool:
    """Whether a tree is a call of one of the functions."""
    return isinstance(tree, ast.Call) and isinstance(tree.func, ast.Name) and tree.func.id in names


def call(name: str, *arguments: Tree) -> ast.Call:
    """A call."""
    return ast.Call(ast.Name(name), list(arguments), [])


def binary(left: Tree, operator: type[ast.operator], right: Tree) -> ast.BinOp:
    """Two trees joined by an operator."""
    return ast.BinOp(left, operator(), right)


def is_binary(tree: Tree, *operators: type[ast.operator]) -> bool:
    """Whether a tree is an application of one of the operators."""
    return isinstance(tree, ast.BinOp) and isinstance(tree.op, operators)


def is_transpose(tree: Tree) -> bool:
    """Whether a tree ends with `.T`."""
    return isinstance(tree, ast.Attribute) and tree.attr == "T"


def factors(tree: Tree) -> Iterator[Tree]:
    """The parts whose multiples are multiples of the whole, the whole first."""
    yield tree
    if isinstance(tree, ast.UnaryOp) and isinstance(tree.op, ast.USub):
        yield from factors(tree.operand)
    elif isinstance(tree, ast.BinOp) and isinstance(tree.op, (ast.Mult, ast.MatMult)):
        yield from factors(tree.left)
        yield from factors(tree.right)
    elif isinstance(tree, ast.BinOp) and isinstance(tree.op, ast.Div):
        yield from factors(tree.left)
