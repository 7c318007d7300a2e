"""Exercises of hand-written pages: what is written in their block.

A fenced block that begins with ```` ```exercise ```` holds a question, then fields, each at the start
of a line; lines that follow indented belong to the field:

    What is the slope of `math: x**3 | x:()` at 2?

    hint: The exponent comes down.
    number: jb.grad(lambda x: x**3)(2.0)
    stated: 12
    not yet: 2.0**3 | That is the value, not the slope.
    answer: It is `math: 3*x**2 | x:()`, at 2.

- `number:` or `array:` is Python, whose last line is an expression: its value is the answer. It sees
  the names of the page's executed blocks, and leaves them alone.
- `formula:` is what a `derive` block asks for (see `jacobook_site.handwritten`): the answer is what
  the engine derives, with its steps.
- `stated:` is the answer as somebody worked it out by hand: a number, nested lists, or a formula. It
  is compared with what was computed; the two have to agree.
- `not yet:` is a likely wrong answer, as Python or as a formula, and what to tell the reader about
  it. It has to differ from the right one. The field may be repeated.
- `hint:` and `answer:` are Markdown.
"""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass

from jacobook.errors import JacobookError

KINDS = ("number", "array", "formula")
_FIELD = re.compile(r"^(hint|number|array|formula|stated|not yet|answer):[ \t]*", re.MULTILINE)


class ExerciseError(JacobookError, ValueError):
    """An exercise that cannot be read, or whose stated answer is not the computed one."""


@dataclass(frozen=True, slots=True)
class Exercise:
    """An exercise as it was written.

    Attributes:
        question: in Markdown.
        hint: in Markdown.
        kind: `number`, `array` or `formula`.
        asked: the Python, or the request for a derivation, whose result is the answer.
        stated: the answer worked out by hand.
        near: likely wrong answers, each with what to say about it.
        explained: what follows the answer, in Markdown.
    """

    question: str
    hint: str
    kind: str
    asked: str
    stated: str
    near: tuple[tuple[str, str], ...]
    explained: str


def exercise_of(block: str) -> Exercise:
    """The exercise in the body of a fenced block.

    Raises:
        ExerciseError: a field is missing, or there is one too many.
    """
    question, *rest = _FIELD.split(block)
    pairs = [(name, _body(text)) for name, text in zip(rest[::2], rest[1::2], strict=True)]
    fields = {name: text for name, text in pairs if name != "not yet"}
    kinds = [name for name, _ in pairs if name in KINDS]
    missing = [name for name in ("hint", "stated", "answer") if not fields.get(name)]
    if missing or len(kinds) != 1 or not question.strip():
        wanted = "a question, hint, stated, answer, and one of " + ", ".join(KINDS)
        raise ExerciseError(f"an exercise has {wanted}; missing or repeated: {missing or kinds}")
    near = tuple(_near(text) for name, text in pairs if name == "not yet")
    return Exercise(
        question.strip(),
        fields["hint"],
        kinds[0],
        fields[kinds[0]],
        fields["stated"],
        near,
        fields["answer"],
    )


def _body(text: str) -> str:
    """A field without the indentation of its further lines."""
    first, _, others = text.partition("\n")
    return f"{first}\n{textwrap.dedent(others)}".strip()


def _near(text: str) -> tuple[str, str]:
    wrong, bar, said = text.rpartition(" | ")
    if not bar:
        raise ExerciseError(f"`not yet: {text}` has no ` | ` and words behind it")
    return wrong.strip(), " ".join(said.split())
