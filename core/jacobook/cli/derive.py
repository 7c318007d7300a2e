"""`jacobook derive`: a derivative in closed form, with its steps, in the terminal."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, cast

import click

from jacobook import notation
from jacobook.catalogue import default_registry
from jacobook.cli.output import say, terminal_for
from jacobook.cli.record import record_of
from jacobook.closed_form.derivation import Derivation, Derivations, Form
from jacobook.closed_form.derivation import derive as derived
from jacobook.closed_form.showing import (
    STRUCTURES,
    Terminal,
    conditions_of,
    fitted,
    shapes_line,
    steps_and_check,
    steps_html,
    steps_latex,
)
from jacobook.closed_form.steps import BACKWARD_VIEW, DIFFERENTIAL_VIEW
from jacobook.errors import ParseError
from jacobook.parsing import read_text
from jacobook.parsing.conventions import ORDERS

PRODUCTS = ("jvp", "vjp", "hvp")
OTHER_FORMS = ("operator", "kronecker", "einsum", "handbook")
OUTPUTS = ("text", "matlab", "latex", "mathml", "numpy", "sympy", "unicode")

_MATLAB_ONLY = re.compile(r"\.\*|\./|\.\^|'|\^")
_NUMPY_ONLY = re.compile(r"@|\*\*|\.T\b|\bnp\.|\baxis\s*=")


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked for on the command line.

    Attributes:
        function: the text of the function.
        wrt: the variables; empty to take the only one.
        shapes: by variable.
        assume: by variable.
        order: 1 or 2.
        form: `derivative`, or another form or product.
        layout: `numerator` or `denominator`.
        views: the views whose steps are shown.
        seed: of the check; `None` for no check.
    """

    function: str
    wrt: tuple[str, ...]
    shapes: Mapping[str, Any]
    assume: Mapping[str, Sequence[str]]
    order: int
    form: str
    layout: Literal["numerator", "denominator"]
    views: tuple[str, ...]
    seed: int | None

    def derivations(self, syntax: Literal["numpy", "matlab"]) -> list[Derivation]:
        """The derivatives by all variables."""
        found: Derivation | Derivations = derived(
            self.function,
            wrt=self._wanted(),
            shapes=self.shapes,
            assume=self.assume,
            syntax=syntax,
            order=self.order,
            form=cast(Form, self.form) if self.form in PRODUCTS else "derivative",
        )
        several = list(found.values()) if isinstance(found, Derivations) else [found]
        return [self._in_form(one) for one in several]

    def _wanted(self) -> str | tuple[str, ...] | None:
        return (self.wrt[0] if len(self.wrt) == 1 else self.wrt) if self.wrt else None

    def _in_form(self, derivation: Derivation) -> Derivation:
        if self.form not in OTHER_FORMS:
            return derivation
        made: Derivation = getattr(derivation, self.form)()
        return made


# -------------------------------------------------------------------------- the options


def _pairs(given: Sequence[str], option: str, example: str) -> list[tuple[str, str]]:
    """`NAME=...` as pairs.

    Raises:
        BadParameter: an equals sign or the name is missing.
    """
    pairs = [tuple(part.strip() for part in text.partition("=")) for text in given]
    for text, (name, sign, _) in zip(given, pairs, strict=True):
        if not (name and sign):
            raise click.BadParameter(f"{text!r}; write {example}", param_hint=option)
    return [(name, value) for name, _, value in pairs]


def read_shapes(_: click.Context, __: click.Parameter, given: Sequence[str]) -> dict[str, Any]:
    """`X=m,n` as `("m", "n")`; a word such as `matrix` stays a word."""
    return {name: _shape(text) for name, text in _pairs(given, "--shape", "--shape X=m,n")}


def _shape(text: str) -> str | tuple[int | str, ...]:
    if text in ORDERS or text.endswith(" matrix"):
        return text
    sizes = [part.strip() for part in text.strip("()").split(",")]
    return tuple(int(s) if s.isdecimal() else s for s in sizes if s)


def read_facts(_: click.Context, __: click.Parameter, given: Sequence[str]) -> dict[str, list[str]]:
    """`S=symmetric` by variable; several facts with commas, or one option for each."""
    found: dict[str, list[str]] = {}
    for name, text in _pairs(given, "--assume", "--assume S=symmetric"):
        found.setdefault(name, []).extend(part.strip() for part in text.split(","))
    return found


# --------------------------------------------------------------------------- the syntax


def likely_syntax(text: str) -> Literal["numpy", "matlab"]:
    """The syntax in which a text was probably written.

    >>> likely_syntax("x'*A*x"), likely_syntax("x @ A @ x"), likely_syntax("sum(x)")
    ('matlab', 'numpy', 'numpy')
    """
    return "matlab" if _MATLAB_ONLY.search(text) and not _NUMPY_ONLY.search(text) else "numpy"


def read_syntax(request: Request, wanted: str | None) -> tuple[Literal["numpy", "matlab"], str]:
    """The syntax of a text, and a note if that was a choice.

    Raises:
        ParseError: the text cannot be read; the error is that of the likelier syntax.
    """
    if wanted is not None:
        return ("matlab" if wanted == "matlab" else "numpy"), ""
    likely = likely_syntax(request.function)
    other: Literal["numpy", "matlab"] = "numpy" if likely == "matlab" else "matlab"
    try:
        reading = _read(request, likely)
    except ParseError:
        try:
            _read(request, other)
        except ParseError:
            return likely, ""  # whose error is shown when the text is read again
        return other, _NOTES[other]
    return likely, _NOTES["matlab"] if likely == "matlab" else _doubt(request, reading)


def _read(request: Request, syntax: str) -> object:
    return read_text(
        request.function,
        shapes=request.shapes,
        assume=request.assume,
        syntax=syntax,
        registry=default_registry(),
    )


def _doubt(request: Request, reading: object) -> str:
    """A note if nothing but `*` tells the syntaxes apart, and the other reading differs."""
    if _NUMPY_ONLY.search(request.function):
        return ""
    try:
        differs = _read(request, "matlab") is not reading
    except ParseError:
        return ""
    return _DOUBT if differs else ""


_NOTES: Mapping[str, str] = {
    "matlab": "Read in MATLAB's syntax, where * is the matrix product.",
    "numpy": "Read in NumPy's syntax, where * goes element by element.",
}
_DOUBT = (
    "Read in NumPy's syntax, where * goes element by element; with --syntax matlab it is the "
    "matrix product."
)


# -------------------------------------------------------------------------- the command


@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("function")
@click.option("--wrt", multiple=True, metavar="NAME", help="Variable to differentiate by.")
@click.option(
    "--shape",
    "shapes",
    multiple=True,
    callback=read_shapes,
    metavar="X=m,n",
    help="Shape of a variable in letters or numbers, or a word: X=matrix.",
)
@click.option(
    "--assume",
    multiple=True,
    callback=read_facts,
    metavar="S=symmetric",
    help="What is known of a variable.",
)
@click.option(
    "--syntax",
    type=click.Choice(["numpy", "matlab"]),
    help="How the function is written; otherwise found out.",
)
@click.option("--order", type=click.IntRange(1, 2), default=1, help="2 for the Hessian.")
@click.option(
    "--form",
    type=click.Choice(["derivative", *PRODUCTS, *OTHER_FORMS]),
    default="derivative",
    help="Another form of the derivative, or a product with it.",
)
@click.option("--steps", is_flag=True, help="Show the steps: moving the differential inwards.")
@click.option("--backward", is_flag=True, help="Show the steps from the result to the variable.")
@click.option("--to", "output", type=click.Choice(OUTPUTS), help="Print the answer alone.")
@click.option(
    "--layout",
    type=click.Choice(["numerator", "denominator"]),
    default="numerator",
    help="Layout of the Jacobian of a vector.",
)
@click.option("--seed", type=click.IntRange(min=0), default=0, help="Seed of the numeric check.")
@click.option("--check/--no-check", default=True, help="Whether to check numerically.")
@click.option("--json", "as_json", is_flag=True, help="Print everything for machines.")
def derive(
    function: str,
    wrt: tuple[str, ...],
    shapes: Mapping[str, Any],
    assume: Mapping[str, Sequence[str]],
    syntax: str | None,
    order: int,
    form: str,
    steps: bool,
    backward: bool,
    output: str | None,
    layout: Literal["numerator", "denominator"],
    seed: int,
    check: bool,
    as_json: bool,
) -> None:
    """Differentiate FUNCTION, a formula in NumPy's or MATLAB's syntax.

    \b
    jacobook derive "norm2(X*w - y)^2" --wrt w --steps
    jacobook derive "y @ inv(K) @ y" --wrt K --assume K=symmetric
    """
    views = ((DIFFERENTIAL_VIEW,) if steps else ()) + ((BACKWARD_VIEW,) if backward else ())
    request = Request(
        function, wrt, shapes, assume, order, form, layout, views, seed if check else None
    )
    if views and output in ("numpy", "sympy"):
        raise click.UsageError(f"--to {output} has no steps; leave out --steps and --backward")
    chosen, note = read_syntax(request, syntax)
    derivations = request.derivations(chosen)
    if note:
        say(f"Note: {note}", err=True)
    if as_json:
        say(json.dumps(record_of(derivations, chosen, request.seed), indent=2))
    elif output:
        for derivation in derivations:
            _checked(derivation, request)
            say(in_output(derivation, output, request))
    else:
        for number, derivation in enumerate(derivations):
            _print_report(derivation, request, terminal_for(chosen), is_first=number == 0)


def _checked(derivation: Derivation, request: Request) -> None:
    """Nothing is shown before it was checked, unless that is declined."""
    if request.seed is not None:
        derivation.check(request.seed)


_WRITERS: Mapping[str, Callable[[Derivation, Request], str]] = {
    "text": lambda d, _: d.text(),
    "matlab": lambda d, _: d.text("matlab"),
    "latex": lambda d, request: d.latex(request.layout),
    "mathml": lambda d, request: d.mathml(request.layout),
    "unicode": lambda d, request: d.unicode(request.layout),
    "numpy": lambda d, _: d.numpy().rstrip("\n"),
    "sympy": lambda d, _: str(d.sympy()),
}


def in_output(derivation: Derivation, output: str, request: Request) -> str:
    """A derivation in one output, with its steps where they were asked for."""
    if not request.views:
        return _WRITERS[output](derivation, request)
    return "\n".join(_steps_in(derivation, output, view, request) for view in request.views)


def _steps_in(derivation: Derivation, output: str, view: str, request: Request) -> str:
    if output == "latex":
        return steps_latex(derivation, view)
    if output == "mathml":
        return steps_html(derivation, view, request.seed)
    width = terminal_for("numpy").width
    terminal = Terminal(width, {"text": "numpy"}.get(output, output))
    return "\n".join(_lines(derivation, terminal, view, request))


def _lines(
    derivation: Derivation, terminal: Terminal, view: str, request: Request
) -> Sequence[str]:
    if request.seed is None:
        return terminal.steps(derivation, view)
    return steps_and_check(derivation, terminal, view, request.seed)


def _print_report(
    derivation: Derivation, request: Request, terminal: Terminal, *, is_first: bool
) -> None:
    """The function, the derivative, the steps, what is known of it and the check."""
    _checked(derivation, request)
    if is_first:
        say("\n".join(_fitted(terminal, terminal.function(derivation))))
        say("\n".join(_fitted(terminal, f"with {shapes_line(derivation)}")))
    say("")
    say("\n".join(_fitted(terminal, terminal.answer(derivation, request.layout))), bold=True)
    for line in remarks(derivation, terminal):
        say("\n".join(_fitted(terminal, line)))
    for view in request.views:
        say("")
        say("\n".join(_lines(derivation, terminal, view, request)))
    if not request.views and request.seed is not None:
        say("\n".join(_fitted(terminal, f"Checked: {derivation.check(request.seed)}.")))


def _fitted(terminal: Terminal, text: str) -> list[str]:
    return fitted(text, terminal.width, "    ")


def remarks(derivation: Derivation, terminal: Terminal) -> list[str]:
    """The structure of a derivative in words, and where it holds."""
    said = [STRUCTURES[derivation.structure]] if derivation.structure in STRUCTURES else []

    def write(x: Any) -> str:
        if terminal.syntax == "unicode":
            return notation.unicode_text(x)
        return terminal.formula(derivation, x)

    conditions = conditions_of(derivation, write)
    return [*said, *([f"Holds where {'; '.join(conditions)}."] if conditions else [])]
