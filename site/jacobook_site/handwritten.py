"""The forms that hand-written pages may use.

Inside backticks, in running text:

- `math: dot(w, x) + b | w:(n); x:(n); b:()` is a formula in the line, `display: ...` one on a line
  of its own. Left of the last ` | ` stands a formula of the catalogue's grammar, or an equation
  `left = right`; right of it the declarations of its names, as operands of a rule are declared. An
  abstract function is declared by its header, `f(u) -> (m)`; a scalar one as `f(u)`. Single letters
  without a declaration are numbers.
  The left side of a statement about a derivative is written as in a rule, with the name of the
  value: `display: grad[x] y = 2*x | x:(n); y:()`; forms are elem, grad, jac, hess, vjp and d.
- `rule: reduce.sum` is a link to a rule's page, by its title; `rule: reduce.sum | the sum` has
  its own text.
- `card: reduce.sum` is the statement of a rule with a link to its page.

A fenced block that begins with ```` ```python exec ```` is run when the site is built. All such
blocks of a page share one namespace. What a block prints is shown below it; a value bound to the
name `figure` is put in as SVG.

An empty fenced block that begins with ```` ```derive norm2(X*w - y)^2 wrt=w syntax=matlab ```` shows
the worked steps of a derivation, as pages of rules do. `order=2` may follow, and declarations after
a bar: ```` ```derive log(det(S)) wrt=S | S:(n,n) spd ````.

Raises `PageError`, with the file and the form, for what cannot be read.
"""

from __future__ import annotations

import contextlib
import io
import posixpath
import re
import textwrap
from collections.abc import Callable, Mapping
from typing import Any

from jacobook.catalogue import Registry
from jacobook.closed_form.derivation import Derivation, derive
from jacobook.errors import JacobookError
from jacobook.expression import Expression, variable
from jacobook.notation import head, mathml, mathml_equation
from jacobook.operand import parse_operands
from jacobook.parsing import Scope, parse
from jacobook.shapes import Dimension, Shape
from jacobook_site.addresses import href, rule_path
from jacobook_site.derivation_view import rule_links, worked_steps
from jacobook_site.derivations import known_facts, shown
from jacobook_site.forms.page import in_layouts
from jacobook_site.markup import element, escape, fenced, markdown_text, scrolling
from jacobook_site.placeholders import raw
from jacobook_site.records import RuleRecord
from jacobook_site.typesetting import _split_equation, inline_mathml, searchless

_FORM = re.compile(r"(?<!`)`(math|display|rule|card):\s*([^`]+)`(?!`)")
_FENCE = re.compile(r"(\s*)(`{3,}|~{3,})(.*)")
_STATEMENT = re.compile(
    r"\s*(elem|grad|jac|hess|vjp|d)(?:\[(\w+)\])?\s+(\w+)\s*=(?!=)(.*)", re.DOTALL
)
_FUNCTION = re.compile(r"\s*([A-Za-z_]\w*)\([\w, ]*\)(?:\s*->\s*\(([^()]*)\))?\s*")


class PageError(JacobookError, ValueError):
    """A form on a hand-written page that cannot be read."""


class Forms:
    """The forms of hand-written pages, for one registry and its records."""

    def __init__(self, registry: Registry, known: Mapping[str, RuleRecord]) -> None:
        """Take the rules to link and to typeset with."""
        self.registry = registry
        self.known = known

    def translated(self, markdown: str, path: str) -> str:
        """A page with its forms replaced and its `exec` blocks run.

        Args:
            markdown: the page.
            path: its source path, for links and errors.
        """
        namespace: dict[str, Any] = {"__name__": "page"}
        made = []
        for text, fence in _parts(markdown):
            if fence is None:
                made.append(_FORM.sub(lambda m: self._form(m, path), text))
            elif fence.split() == ["python", "exec"]:
                made.append(_executed(text, namespace, path))
            elif fence.startswith("derive "):
                made.append(self._derived(text, fence.removeprefix("derive "), path))
            else:
                made.append(text)
        return "".join(made)

    def _form(self, match: re.Match[str], path: str) -> str:
        name, text = match[1], match[2].strip()
        try:
            return self._writers[name](self, text, path)
        except (JacobookError, KeyError) as error:
            raise PageError(f"{path}: `{name}: {text}`: {error}") from error

    def _math(self, text: str, _: str) -> str:
        return raw(searchless(self.formula(text)))

    def _display(self, text: str, _: str) -> str:
        made = self.formula(text).replace("<math", '<math display="block"', 1)
        return raw(scrolling(searchless(made), "Formula", "jb-display"))

    def _rule(self, text: str, path: str) -> str:
        name, _, label = (part.strip() for part in text.partition("|"))
        rule = self.registry[name]
        folder = posixpath.dirname(path) or "."
        target = posixpath.relpath(rule_path(rule.id), folder)
        return f"[{markdown_text(label or rule.title)}]({target})"

    def _card(self, text: str, path: str) -> str:
        record = self.known[self.registry[text].id]
        rows = "".join(
            element(
                "div",
                element("div", escape(s.label), class_="jb-label"),
                in_layouts(s.equation.mathml, record.denominator(s), s.label),
                class_="jb-row",
            )
            for s in record.statements
        )
        name = element("a", escape(record.title), href=href(path, rule_path(record.id)))
        title = element("p", f"{name} {element('code', escape(record.id))}", class_="jb-card-title")
        return raw(element("div", title, rows, class_="jb-statement jb-card"))

    _writers: Mapping[str, Callable[[Forms, str, str], str]] = {
        "math": _math,
        "display": _display,
        "rule": _rule,
        "card": _card,
    }

    def _derived(self, block: str, request: str, path: str) -> str:
        """The worked steps of a derivation."""
        if len(block.strip().splitlines()) != 2:
            raise PageError(f"{path}: `derive {request}`: the block has to be empty")
        try:
            worked = shown(requested(request, self.registry))
        except (JacobookError, ValueError) as error:
            raise PageError(f"{path}: `derive {request}`: {error}") from error
        return raw(worked_steps(worked, rule_links(path, self.known))) + "\n"

    def formula(self, text: str) -> str:
        """The MathML of a formula with its declarations."""
        formula, declared = _split_declarations(text)
        scope = scope_of(declared)
        if match := _STATEMENT.fullmatch(formula):
            return self._statement(match, scope)
        scope = Scope(
            {**_numbers_for(formula, scope), **scope.variables}, scope.functions, scope.sizes
        )
        sides = _split_equation(formula)
        if len(sides) > 2:
            boxes = [parse(side.strip(), scope, self.registry) for side in sides]
            return _chained(boxes)
        return inline_mathml(formula.strip(), scope, self.registry)

    def _statement(self, match: re.Match[str], scope: Scope) -> str:
        form, name, result, right = match.groups()
        extra = {result: scope.variables.get(result, ())}
        extra |= {f"{result}_bar": extra[result]}
        wide = Scope({**extra, **scope.variables}, scope.functions, scope.sizes)
        about = variable(name, scope.variables.get(name, ())) if name else None
        left = head(form, variable(result, extra[result]), about)
        wide = Scope({**_numbers_for(right, wide), **wide.variables}, wide.functions, wide.sizes)
        return mathml_equation(left, parse(right.strip(), wide, self.registry))


_OPTION = re.compile(r"\s+(wrt|syntax|order)=(\S+)\s*$")


def requested(text: str, registry: Registry) -> Derivation:
    """The derivation that `norm2(X*w - y)^2 wrt=w syntax=matlab | X:(m,n)` asks for."""
    body, declared = _split_declarations(text)
    options: dict[str, Any] = {}
    while match := _OPTION.search(body):
        options[match[1]] = int(match[2]) if match[1] == "order" else match[2]
        body = body[: match.start()]
    operands = parse_operands(declared) if declared else ()
    shapes = {o.name: o.shape for o in operands} or None
    assume = {o.name: sorted(known) for o in operands if (known := known_facts(o))}
    found: Derivation = derive(
        body.strip(), shapes=shapes, assume=assume or None, registry=registry, **options
    )
    return found


def _chained(sides: list[Expression]) -> str:
    """`a = b = c` as one row."""
    inner = [re.sub(r"^<math[^>]*>|</math>$", "", mathml(side)) for side in sides]
    return f"<math><mrow>{'<mo>=</mo>'.join(inner)}</mrow></math>"


def _split_declarations(text: str) -> tuple[str, str]:
    """A formula and its declarations; a bar inside the formula is a logical or."""
    formula, bar, declared = text.rpartition(" | ")
    return (formula, declared) if bar and (":" in declared or "(" in declared) else (text, "")


def scope_of(declared: str) -> Scope:
    """The names that declarations bring: variables with tangents and cotangents, functions, sizes."""
    functions: dict[str, Callable[..., Shape]] = {}
    operands = []
    for part in filter(str.strip, declared.split(";")):
        if ":" not in part and (match := _FUNCTION.fullmatch(part)):
            functions[match[1]] = _always(_shape(match[2] or ""))
        else:
            operands.append(part)
    variables: dict[str, Shape] = {o.name: o.shape for o in parse_operands(";".join(operands))}
    letters = {d for shape in variables.values() for d in shape if isinstance(d, str)}
    letters |= {d for f in functions.values() for d in f() if isinstance(d, str)}
    marked = {f"d{name}": shape for name, shape in variables.items()}
    marked |= {f"{n}_{m}": shape for n, shape in variables.items() for m in ("bar", "dot")}
    sizes: dict[str, Dimension] = {letter: letter for letter in sorted(letters)}
    return Scope({**marked, **variables}, functions, sizes)


def _always(shape: Shape) -> Callable[..., Shape]:
    return lambda *_: shape


def _shape(text: str) -> Shape:
    sizes = [size.strip() for size in text.split(",") if size.strip()]
    return tuple(int(size) if size.isdigit() else size for size in sizes)


def _numbers_for(formula: str, scope: Scope) -> dict[str, Shape]:
    """Single letters of a formula that nothing declares, as numbers."""
    letters = set(re.findall(r"(?<![\w.])([A-Za-z])(?![\w(])", formula))
    return {letter: () for letter in letters if letter not in scope.sizes}


def _parts(markdown: str) -> list[tuple[str, str | None]]:
    """The page as running text (`None`) and fenced blocks (with their info string)."""
    parts: list[tuple[str, str | None]] = []
    text: list[str] = []
    fence, info = "", ""
    for line in markdown.splitlines(keepends=True):
        match = _FENCE.match(line)
        if not fence and match:
            parts.append(("".join(text), None))
            text, fence, info = [line], match[2], match[3].strip()
        elif fence and match and match[2].startswith(fence) and not match[3].strip():
            parts.append(("".join([*text, line]), info))
            text, fence = [], ""
        else:
            text.append(line)
    parts.append(("".join(text), info if fence else None))
    return parts


LONG_LINE = 100
"""Printed lines longer than this are sentences, which wrap on the page."""


def _executed(block: str, namespace: dict[str, Any], path: str) -> str:
    """A block of Python, run, with what it printed and drew below it."""
    first, *lines, _ = block.splitlines(keepends=True)
    margin = first[: len(first) - len(first.lstrip())]
    body = textwrap.dedent("".join(lines))
    printed = io.StringIO()
    namespace.pop("figure", None)
    try:
        with contextlib.redirect_stdout(printed):
            exec(compile(body, path, "exec"), namespace)  # noqa: S102
    except Exception as error:
        raise PageError(f"{path}: a python block fails: {type(error).__name__}: {error}") from error
    parts = [fenced(body, "python")]
    if printed.getvalue().strip():
        long = max(map(len, printed.getvalue().splitlines())) > LONG_LINE
        style = "{ .text .jb-wrap }" if long else "text"
        parts.append(fenced(printed.getvalue(), style))
    if isinstance(figure := namespace.get("figure"), str):
        parts.append(raw(element("figure", figure, class_="jb-figure")) + "\n")
    return textwrap.indent("\n".join(parts), margin)
