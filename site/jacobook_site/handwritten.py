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
- `count: rules` is the number of rules that have a page.

A fenced block that begins with ```` ```python exec ```` is run when the site is built. All such
blocks of a page share one namespace. What a block prints is shown below it; a value bound to the
name `figure` is put in as SVG. A block that begins with ```` ```python drawn ```` is run, too, and shows
only its figure and what it prints, which is taken as Markdown: a table, say.

An empty fenced block that begins with ```` ```derive norm2(X*w - y)^2 wrt=w syntax=matlab ```` shows
the worked steps of a derivation, as pages of rules do. `order=2` may follow, and declarations after
a bar: ```` ```derive log(det(S)) wrt=S | S:(n,n) spd ````.

A block that begins with ```` ```exercise ```` is a question whose answer is computed, and compared with
the one that was stated; see `jacobook_site.exercise_block`. One that begins with ```` ```beside jax ````
shows another library's code beside ours; see `jacobook_site.beside`.

Raises `PageError`, with the file and the form, for what cannot be read.
"""

from __future__ import annotations

import contextlib
import io
import itertools
import posixpath
import re
import textwrap
from collections.abc import Callable, Mapping
from typing import Any

from jacobook.catalogue import Registry
from jacobook.errors import JacobookError
from jacobook.expression import Expression, variable
from jacobook.notation import head, mathml, mathml_equation
from jacobook.operand import parse_operands
from jacobook.parsing import Scope, parse
from jacobook.shapes import Dimension, Shape
from jacobook_site import beside
from jacobook_site.addresses import href, rule_path
from jacobook_site.derivation_view import rule_links, worked_steps
from jacobook_site.derivations import shown
from jacobook_site.exercise_block import ExerciseError, exercise_of
from jacobook_site.exercises import written
from jacobook_site.forms.page import in_layouts
from jacobook_site.markup import element, escape, fenced, markdown_text, scrolling
from jacobook_site.placeholders import raw
from jacobook_site.records import RuleRecord
from jacobook_site.requested import requested, split_declarations
from jacobook_site.typesetting import _split_equation, inline_mathml

_FORM = re.compile(r"(?<!`)`(math|display|rule|card|count):\s*([^`]+)`(?!`)")
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
        made: list[str] = []
        exercises = itertools.count(1)
        for text, fence in _parts(markdown):
            if fence is None:
                made.append(_FORM.sub(lambda m: self._form(m, path), text))
            elif fence.split() == ["python", "exec"]:
                made.append(_executed(text, namespace, path))
            elif fence.split() == ["python", "drawn"]:
                made.append(_drawn(text, namespace, path))
            elif fence == "exercise":
                made.append(self._exercise(text, namespace, path, next(exercises)))
            elif fence.startswith("beside "):
                made.append(_both(text, fence, namespace, path))
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
        return raw(self.formula(text))

    def _display(self, text: str, _: str) -> str:
        made = self.formula(text).replace("<math", '<math display="block"', 1)
        return raw(scrolling(made, "Formula", "jb-display"))

    def _rule(self, text: str, path: str) -> str:
        name, _, label = (part.strip() for part in text.partition("|"))
        rule = self.registry[name]
        if rule.id not in self.known:  # a site of chosen rules
            return markdown_text(label or rule.title)
        folder = posixpath.dirname(path) or "."
        target = posixpath.relpath(rule_path(rule.id), folder)
        return f"[{markdown_text(label or rule.title)}]({target})"

    def _card(self, text: str, path: str) -> str:
        rule = self.registry[text]
        record = self.known.get(rule.id)
        if record is None:
            return markdown_text(rule.title)
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

    def _count(self, what: str, _: str) -> str:
        if what != "rules":
            raise KeyError(f"{what} cannot be counted; rules can")
        return str(len(self.known))

    _writers: Mapping[str, Callable[[Forms, str, str], str]] = {
        "math": _math,
        "display": _display,
        "rule": _rule,
        "card": _card,
        "count": _count,
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

    def _exercise(self, block: str, names: Mapping[str, Any], path: str, number: int) -> str:
        """An exercise with its answer computed."""
        links = rule_links(path, self.known)
        try:
            exercise = exercise_of("".join(block.splitlines(keepends=True)[1:-1]))
            made = written(
                exercise,
                number,
                path.removesuffix(".md"),
                names,
                self.registry,
                lambda found: worked_steps(shown(found), links),
            )
        except ExerciseError as error:
            raise PageError(f"{path}: exercise {number}: {error}") from error
        return _FORM.sub(lambda m: self._form(m, path), made)

    def formula(self, text: str) -> str:
        """The MathML of a formula with its declarations."""
        formula, declared = split_declarations(text)
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


def _chained(sides: list[Expression]) -> str:
    """`a = b = c` as one row."""
    inner = [re.sub(r"^<math[^>]*>|</math>$", "", mathml(side)) for side in sides]
    return f"<math><mrow>{'<mo>=</mo>'.join(inner)}</mrow></math>"


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


def _both(block: str, info: str, names: dict[str, Any], path: str) -> str:
    """Another library's code, and ours with what it prints."""
    body = "".join(block.splitlines(keepends=True)[1:-1])
    try:
        found = beside.beside_of(info, body)
    except beside.BesideError as error:
        raise PageError(f"{path}: {error}") from error
    return beside.written(found, lambda code: _executed(f"```\n{code}\n```\n", names, path))


LONG_LINE = 100
"""Printed lines longer than this are sentences, which wrap on the page."""


def _executed(block: str, namespace: dict[str, Any], path: str) -> str:
    """A block of Python, run, with what it printed and drew below it."""
    body, margin = _body(block)
    printed, drawn = _run(body, namespace, path)
    parts = [fenced(body, "python")]
    if printed.strip():
        long = max(map(len, printed.splitlines())) > LONG_LINE
        style = "{ .text .jb-wrap }" if long else "text"
        parts.append(fenced(printed, style))
    return textwrap.indent("\n".join([*parts, *drawn]), margin)


def _drawn(block: str, namespace: dict[str, Any], path: str) -> str:
    """What a block of Python draws, and what it prints as Markdown, without its code."""
    body, margin = _body(block)
    printed, drawn = _run(body, namespace, path)
    return textwrap.indent("\n".join([printed, *drawn]), margin)


def _body(block: str) -> tuple[str, str]:
    """The code of a fenced block, and how far the block is indented."""
    first, *lines, _ = block.splitlines(keepends=True)
    return textwrap.dedent("".join(lines)), first[: len(first) - len(first.lstrip())]


def _run(body: str, namespace: dict[str, Any], path: str) -> tuple[str, list[str]]:
    """What a piece of a page printed, and its figure if it drew one.

    Raises:
        PageError: it fails.
    """
    printed = io.StringIO()
    namespace.pop("figure", None)
    try:
        with contextlib.redirect_stdout(printed):
            exec(compile(body, path, "exec"), namespace)  # noqa: S102 - our own page
    except Exception as error:
        raise PageError(f"{path}: a python block fails: {type(error).__name__}: {error}") from error
    figure = namespace.get("figure")
    drawn = [raw(element("figure", figure, class_="jb-figure")) + "\n"] if figure else []
    return printed.getvalue(), drawn
