"""Exercises of hand-written pages: worked out, compared with what was stated, written as Markdown."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Callable, Mapping
from typing import Any

from jacobook.catalogue import Registry
from jacobook.closed_form.derivation import Derivation
from jacobook_site.answers import Answer, answered
from jacobook_site.exercise_block import Exercise, ExerciseError
from jacobook_site.markup import element, escape, fenced
from jacobook_site.placeholders import raw


def written(
    exercise: Exercise,
    number: int,
    lesson: str,
    names: Mapping[str, Any],
    registry: Registry,
    steps: Callable[[Derivation], str],
) -> str:
    """The exercise as Markdown: question, box for an answer, hint and answer folded.

    Args:
        exercise: what was written.
        number: its place on the page.
        lesson: the page, under which progress is remembered.
        names: those that its Python sees.
        registry: the rules for its derivation.
        steps: from a derivation to the HTML of its worked steps.

    Raises:
        ExerciseError: it fails, the stated answer differs, or a wrong one does not.
    """
    try:
        found = answered(exercise, names, registry)
    except ExerciseError:
        raise
    except Exception as error:  # it is the page's own code, which may raise anything
        raise ExerciseError(f"{type(error).__name__}: {error}") from error
    parts = [
        f"**{number}.** {exercise.question}",
        raw(_box(found, number, lesson)),
        _folded("tip", "Hint", exercise.hint),
        _folded("success", "Answer", _answer(exercise, found, steps)),
    ]
    body = "\n\n".join(parts)
    opening = f'<div class="jb-exercise" id="exercise-{number}" markdown="1">'
    return f"{opening}\n\n{body}\n\n</div>\n"


def _folded(style: str, title: str, body: str) -> str:
    return f'??? {style} "{title}"\n\n{textwrap.indent(body, "    ")}'


def _answer(exercise: Exercise, found: Answer, steps: Callable[[Derivation], str]) -> str:
    """What stands in the fold: the computed answer, the words, and how it was computed."""
    parts = [raw(element("p", found.shown, class_="jb-solution")), exercise.explained]
    if found.derivation is None:
        parts += [fenced(found.code, "python"), fenced(found.printed, "text")]
    else:
        parts.append(_folded("note", "Worked steps", raw(steps(found.derivation))))
    return "\n\n".join(part.rstrip("\n") for part in parts)


def _box(found: Answer, number: int, lesson: str) -> str:
    """A line to type an answer into; the script shows it, since without one it could not reply."""
    name = f"answer-{number}"
    label = element("label", f"Your answer to {number}", for_=name, class_="jb-label")
    entry = element(
        "input",
        id=name,
        name="answer",
        autocomplete="off",
        autocapitalize="off",
        spellcheck="false",
        placeholder=_EXAMPLES[found.kind],
    )
    button = element("button", "Check", type="submit")
    said = element("output", for_=name, aria_live="polite")
    data = escape(json.dumps(found.data, ensure_ascii=False, separators=(",", ":")))
    return (
        f'<form class="jb-answer" hidden data-lesson="{escape(lesson)}" data-number="{number}" '
        f'data-answer="{data}">{label}{entry}{button}{said}</form>'
    )


_EXAMPLES = {
    "number": "a number: 0.5 or 1/2",
    "array": "vector: 1, 2  matrix: 1, 2; 3, 4",
    "formula": "a formula: 2*x or A.T @ x",
}
"""What an answer may look like."""
