"""A derivation as a person reads it: lines for the terminal, HTML and LaTeX for a notebook.

Each step is an equation with its reason and the id of the rule below it; an equation whose left
side is that of the line above begins with the equals sign. The last line is the numeric check.
"""

from __future__ import annotations

import re
import textwrap
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from typing import TYPE_CHECKING

from jacobook import facts as known
from jacobook import notation
from jacobook.closed_form.laws import law_of
from jacobook.closed_form.steps import BACKWARD_VIEW, DIFFERENTIAL_VIEW, Step
from jacobook.errors import DerivationError
from jacobook.expression import Expression, postorder
from jacobook.notation.glyphs import Layout
from jacobook.shapes import show

if TYPE_CHECKING:
    from jacobook.closed_form.derivation import Derivation

FORMS: Mapping[str, str] = {
    "derivative": "derivative",
    "gradient": "gradient",
    "handbook": "gradient in handbook form",
    "jacobian": "Jacobian",
    "hessian": "Hessian",
    "operator": "derivative as a linear map",
    "jvp": "Jacobian-vector product",
    "vjp": "vector-Jacobian product",
    "hvp": "Hessian-vector product",
    "kronecker": "derivative in Kronecker form",
    "einsum": "derivative with all axes",
}
"""What each form of a derivative is called."""

STRUCTURES: Mapping[str, str] = {
    "zero": "The derivative is zero.",
    "constant": "The derivative is constant.",
    "diagonal": "The derivative is diagonal.",
    "rank one": "The derivative is an outer product.",
    "symmetric": "The derivative is symmetric.",
    "Kronecker": "Both sides are stacked column by column.",
}
"""What the structure of a derivative means in words."""

_WIDTH, _INDENT = 80, 4


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a derivation.

    Attributes:
        step: what was done.
        wrt: the variable of the derivation.
        continued: whether the left side is that of the line above.
    """

    step: Step
    wrt: Expression
    continued: bool = False

    @property
    def left(self) -> Layout:
        """The left side."""
        form, name = self.step.form, self.step.name
        return notation.head(form, name, name if form == "vjp" else self.wrt)

    @property
    def plain_left(self) -> str:
        """The left side in plain characters."""
        return plain_head(self.step.form, str(self.step.name["name"]), self.wrt)


def plain_head(form: str, name: str, wrt: Expression) -> str:
    """The left side of a statement in plain characters.

    >>> from jacobook.expression import variable
    >>> plain_head("jac", "f", variable("x")), plain_head("vjp", "u1", variable("x"))
    ('df/dx', 'u1_bar')
    """
    by = wrt["name"]
    spelled = {
        "d": f"d{name}",
        "jac": f"d{name}/d{by}",
        "grad": f"grad_{by} {name}",
        "vjp": f"{name}_bar",
        "hess": f"hess_{by} {name}" if wrt.shape else f"d2{name}/d{by}2",
    }
    return spelled.get("hess" if form == "nabla2" else form, name)


def steps_of(derivation: Derivation, view: str = DIFFERENTIAL_VIEW) -> Sequence[Step]:
    """The steps of a view.

    Raises:
        DerivationError: there is no such view of this derivation.
    """
    if view == DIFFERENTIAL_VIEW:
        return derivation.steps
    if view != BACKWARD_VIEW:
        raise DerivationError(f"view={view!r}; known: {DIFFERENTIAL_VIEW}, {BACKWARD_VIEW}")
    if not derivation.backward_steps:
        raise DerivationError(
            f"the backward view is for gradients; this is the {FORMS[derivation.form]} by "
            f"{derivation.wrt}. The differential view shows its steps."
        )
    return derivation.backward_steps


def lines_of(derivation: Derivation, view: str = DIFFERENTIAL_VIEW) -> list[Line]:
    """The steps as lines; what only repeats the line above is left out."""
    lines: list[Line] = []
    for step in _explained(steps_of(derivation, view)):
        line = Line(step, derivation.problem.wrt)
        above = lines[-1] if lines else None
        if above is None or above.plain_left != line.plain_left:
            lines.append(line)
        elif _says_nothing_new(above.step, step):
            lines[-1] = replace(above, step=replace(above.step, rule=step.rule or above.step.rule))
        else:
            lines.append(replace(line, continued=True))
    return lines


def _explained(steps: Sequence[Step]) -> Iterator[Step]:
    """The steps; the first cotangent says what a bar means."""
    first = next((step for step in steps if step.form == "vjp"), None)
    for step in steps:
        said = f"{_BAR} {step.reason}" if step is first else step.reason
        yield replace(step, reason=said)


_BAR = (
    "A bar marks how fast the function changes with that value, found from the last to the first."
)


def _says_nothing_new(above: Step, step: Step) -> bool:
    """Whether a step shows the same formula as the one above it."""
    same = notation.unicode_text(above.after) == notation.unicode_text(step.after)
    return same and step.form == "value"


def reason_of(line: Line, derivation: Derivation) -> str:
    """Why a line holds: in words, or the title of the rule."""
    step, registry = line.step, derivation.registry
    if step.reason:
        return step.reason
    return f"{registry[step.rule].title}." if step.rule in registry else ""


def law_behind(line: Line, derivation: Derivation) -> tuple[Expression, Expression] | None:
    """Both sides of the law that a step of the differential view applies."""
    if line.step.form != "d" or not line.step.rule:
        return None
    return law_of(line.step.rule, derivation.registry)


# ----------------------------------------------------------------------- the terminal


@dataclass(frozen=True, slots=True)
class Terminal:
    """How formulas are written on lines of characters.

    Attributes:
        width: how many characters fit.
        syntax: `unicode`, or `numpy` or `matlab` where only plain characters can be shown.
    """

    width: int = _WIDTH
    syntax: str = "unicode"

    def formula(self, derivation: Derivation, x: Expression) -> str:
        """An expression."""
        if self.syntax == "unicode":
            return notation.unicode_text(x)
        return derivation.text_of(x, "matlab" if self.syntax == "matlab" else "numpy")

    def left(self, line: Line) -> str:
        """The left side of a line."""
        if self.syntax == "unicode":
            return notation.unicode_text(line.left)
        return line.plain_left

    def answer(self, derivation: Derivation, layout: str = "numerator") -> str:
        """The derivative with its left side."""
        if self.syntax == "unicode":
            return derivation.unicode("denominator" if layout == "denominator" else "numerator")
        text = derivation.text("matlab" if self.syntax == "matlab" else "numpy")
        wrt = derivation.problem.wrt
        if derivation.answer.form == "operator":
            return f"d{wrt['name']} -> {text}"
        second = derivation.order == 2 and derivation.form == "derivative"
        head = "hess" if second else _PLAIN_HEADS[derivation.form]
        name = str(wrt["name"]) if head == "vjp" else derivation.name
        return f"{plain_head(head, name, wrt)} = {text}"

    def function(self, derivation: Derivation) -> str:
        """The function with its name."""
        return f"{derivation.name} = {self.formula(derivation, derivation.source)}"

    def steps(self, derivation: Derivation, view: str = DIFFERENTIAL_VIEW) -> list[str]:
        """The steps, numbered, each with its reason and its rule."""
        lines, shown = lines_of(derivation, view), []
        digits = len(str(len(lines) + 1))
        for number, line in enumerate(lines, 1):
            shown += self._equation(derivation, line, f"{number:>{digits}}. ")
            reason = reason_of(line, derivation).replace("`", "")
            rule = f"[{line.step.rule}]" if line.step.rule else ""
            words = [reason, self._law(derivation, line), rule]
            shown += self._wrapped(" ".join(filter(None, words)), " " * (digits + 2 + _INDENT))
        return shown

    def _law(self, derivation: Derivation, line: Line) -> str:
        """The law behind a step, if its rule states one."""
        law = law_behind(line, derivation)
        if law is None:
            return ""
        left, right = (self.formula(derivation, side) for side in law)
        stated = f"{left} = {right}."
        whole = len(stated) <= self.width // 2  # then it is not cut
        return f"In general {stated.replace(' ', _STANDS_FOR_SPACE) if whole else stated}"

    def _equation(self, derivation: Derivation, line: Line, number: str) -> list[str]:
        """An equation; below an equal left side it begins with the equals sign."""
        left = self.left(line)
        gap = " " * columns(left) if line.continued else left
        right = self.formula(derivation, line.step.after)
        start = f"{number}{gap} = "
        return self._wrapped(f"{start}{right}", " " * min(columns(start), self.width // 2), "")

    def _wrapped(self, text: str, indent: str, first: str | None = None) -> list[str]:
        """A text cut at spaces to fit the terminal."""
        return fitted(text, self.width, indent, indent if first is None else first)


_PLAIN_HEADS = {
    **dict.fromkeys(("gradient", "handbook"), "grad"),
    **dict.fromkeys(("jvp", "hvp"), "d"),
    **dict.fromkeys(("jacobian", "derivative", "kronecker", "einsum"), "jac"),
    "hessian": "hess",
    "vjp": "vjp",
}


def fitted(text: str, width: int, indent: str, first: str = "") -> list[str]:
    """A text cut at spaces into lines of a width; leading spaces are kept."""
    margin = text[: len(text) - len(text.lstrip(" "))]
    wrapper = textwrap.TextWrapper(
        width=max(width, len(indent) + 20),
        initial_indent=first + margin,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
        drop_whitespace=True,
    )
    start, rest = _kept_start(text[len(margin) :])
    return [line.replace(_STANDS_FOR_SPACE, " ") for line in wrapper.wrap(start + rest)]


_STANDS_FOR_SPACE = "\N{NO-BREAK SPACE}"


def _kept_start(text: str) -> tuple[str, str]:
    """A line's number, left side and equals sign, which are not cut, and the rest."""
    found = re.match(r"\d+\. .*?= ", text)
    start = found[0] if found else ""
    return start.replace(" ", _STANDS_FOR_SPACE), text[len(start) :]


def columns(text: str) -> int:
    """How many columns a text takes in a terminal: marks above letters take none."""
    return sum(not unicodedata.combining(character) for character in text)


def shapes_line(derivation: Derivation) -> str:
    """The variables with their shapes and what is assumed of them."""
    return ", ".join(_variable(v) for v in derivation.arguments)


def _variable(v: Expression) -> str:
    stated = [f for f in known.FACTS if f in v.facts]
    implied = {other for fact in stated for other in known.closed([fact]) - {fact}}
    said = " and ".join(fact for fact in stated if fact not in implied)
    return f"{v['name']} {show(v.shape) if v.shape else 'scalar'} {said}".rstrip()


# --------------------------------------------------------------------------- notebooks


def derivation_html(derivation: Derivation) -> str:
    """The function, the derivative and folded steps as HTML with MathML; text is inert."""
    check = escape(f"Checked: {derivation.check()}.")
    structure = escape(STRUCTURES.get(derivation.structure, ""))
    about = escape(f"Variables: {shapes_line(derivation)}.")
    function = notation.mathml_equation(
        notation.head("value", derivation.function_name), derivation.source
    )
    return (
        '<div class="jacobook-derivation">'
        f"<p>{function}</p><p>{derivation.mathml()}</p>"
        f"<p>{about} {structure} {check}</p>"
        f"<details><summary>Steps</summary>{steps_html(derivation)}</details></div>"
    )


def steps_html(derivation: Derivation, view: str = DIFFERENTIAL_VIEW, seed: int | None = 0) -> str:
    """The steps as an ordered list with MathML; the numeric check, if wanted, is the last."""
    items = [_item(line, derivation) for line in lines_of(derivation, view)]
    if seed is not None:
        items.append(f"<li>{escape(f'Checked: {derivation.check(seed)}.')}</li>")
    return f"<ol>{''.join(items)}</ol>"


def _item(line: Line, derivation: Derivation) -> str:
    equation = notation.mathml_equation(line.left, line.step.after)
    rule = f" <code>{escape(line.step.rule)}</code>" if line.step.rule else ""
    law = law_behind(line, derivation)
    general = f" In general {notation.mathml_equation(*law)}." if law else ""
    reason = _inert(reason_of(line, derivation))
    return f"<li>{equation}<br><small>{reason}{general}{rule}</small></li>"


def _inert(text: str) -> str:
    """Text as HTML: escaped, with formulas in backticks as code."""
    return re.sub(r"`([^`]*)`", r"<code>\1</code>", escape(text))


def steps_latex(derivation: Derivation, view: str = DIFFERENTIAL_VIEW) -> str:
    """The steps as one aligned LaTeX environment, each with its reason."""
    rows = [_latex_row(line, derivation) for line in lines_of(derivation, view)]
    return "\\begin{aligned}\n" + " \\\\\n".join(rows) + "\n\\end{aligned}"


def _latex_row(line: Line, derivation: Derivation) -> str:
    left = "" if line.continued else notation.latex(line.left)
    rule = f" [{line.step.rule}]" if line.step.rule else ""
    words = _latex_text(f"{reason_of(line, derivation).replace('`', '')}{rule}".strip())
    return f"{left} &= {notation.latex(line.step.after)} && \\text{{{words}}}"


_LATEX_SIGNS = {
    **{character: f"\\{character}" for character in "{}$&#_%"},
    "\\": "\\textbackslash{}",
    "^": "\\textasciicircum{}",
    "~": "\\textasciitilde{}",
}


def _latex_text(text: str) -> str:
    return "".join(_LATEX_SIGNS.get(character, character) for character in text)


@dataclass(frozen=True, slots=True)
class ShownSteps:
    """The steps of a derivation, which show themselves in a terminal and in a notebook.

    Attributes:
        derivation: whose steps they are.
        view: `differential` or `backward`.
    """

    derivation: Derivation
    view: str = DIFFERENTIAL_VIEW

    def __str__(self) -> str:
        """Numbered lines for the terminal; the numeric check is the last."""
        return "\n".join(steps_and_check(self.derivation, Terminal(), self.view))

    __repr__ = __str__

    def _repr_html_(self) -> str:
        return steps_html(self.derivation, self.view)

    def _repr_latex_(self) -> str:
        return f"$\\displaystyle {steps_latex(self.derivation, self.view)}$"


def steps_and_check(
    derivation: Derivation, terminal: Terminal, view: str = DIFFERENTIAL_VIEW, seed: int = 0
) -> list[str]:
    """The numbered steps, and the numeric check as the last line."""
    lines = terminal.steps(derivation, view)
    count = len(lines_of(derivation, view)) + 1
    digits = len(str(count))
    text = f"{count:>{digits}}. Checked: {derivation.check(seed)}."
    return [*lines, *fitted(text, terminal.width, " " * (digits + 2))]


# -------------------------------------------------------------------------- conditions


def conditions_of(derivation: Derivation, write: Callable[[Expression], str]) -> list[str]:
    """Where the formulas hold, in words: what must be invertible, positive or not zero.

    Args:
        derivation: whose function and derivative are read.
        write: how a formula is written.
    """
    found: dict[str, None] = {}
    for root in (derivation.value, derivation.derivative):
        for part in postorder(root):
            for operand, condition, words in _demands(part):
                if not _is_met(operand, condition):
                    entries = (
                        "every entry of " if operand.shape and condition != "invertible" else ""
                    )
                    found[f"{entries}{write(operand)} {words}"] = None
    return list(found)


def _demands(part: Expression) -> Iterator[tuple[Expression, str, str]]:
    """What an operation asks of its operands."""
    if part.operation in ("inv", "solve"):
        yield part.operands[0], "invertible", "is invertible"
    elif part.operation in ("logdet",):
        yield part.operands[0], "invertible", "has a positive determinant"
    elif part.operation == "log":
        yield part.operands[0], "positive", "is positive"
    elif part.operation == "divide":
        yield part.operands[1], "nonzero", "is not zero"


def _is_met(x: Expression, condition: str) -> bool:
    """Whether a demand is met whatever the variables are, as far as it is easily seen."""
    if condition == "invertible":
        return bool(x.facts & {"invertible", "positive definite", "orthogonal"})
    if condition in x.facts or "positive" in x.facts or x.operation in _POSITIVE:
        return True
    if x.operation == "constant":
        return float(str(x["value"])) > 0
    if x.operation in ("add", "multiply", "divide"):
        return all(_is_met(o, "positive") for o in x.operands)
    if x.operation in ("sum", "mean", "power", "sqrt"):
        return _is_met(x.operands[0], "positive")
    return False


_POSITIVE = ("exp", "sigmoid", "softmax", "softplus", "dimension", "cosh", "exp_share")
