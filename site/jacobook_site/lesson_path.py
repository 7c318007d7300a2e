"""Lessons in their order: how long each takes, which comes before and after, and the list of all."""

from __future__ import annotations

import functools
import math
import posixpath
import re
from collections.abc import Sequence
from dataclasses import dataclass

from jacobook_site.markup import element, escape
from jacobook_site.placeholders import raw

PACE = 100
"""Words that a reader of mathematics takes in within a minute."""

INDEX = "```lessons\n```"
"""Where a page wants the list of all lessons."""

_FENCED = re.compile(r"^( *)```.*?^\1```$", re.MULTILINE | re.DOTALL)
_TITLE = re.compile(r"^# (.+)$", re.MULTILINE)
_QUESTION = re.compile(r"^\*\*The question:\*\* (.+?)\n\n", re.MULTILINE | re.DOTALL)
_EXERCISE = re.compile(r"^```exercise$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Lesson:
    """What the list of lessons says about one.

    Attributes:
        path: of its source.
        title: its heading.
        question: that it answers.
        words: outside of code and exercises.
        exercises: how many it has.
    """

    path: str
    title: str
    question: str
    words: int
    exercises: int

    @property
    def minutes(self) -> int:
        """About how long it takes to read; the exercises come on top."""
        return max(1, math.ceil(self.words / PACE))


@functools.lru_cache(maxsize=256)  # each lesson shows its neighbours, and the index all
def lesson(path: str, markdown: str) -> Lesson:
    """What a page says about itself."""
    title, found = _TITLE.search(markdown), _QUESTION.search(markdown)
    question = " ".join(found[1].split()) if found else ""
    return Lesson(
        path,
        title[1].strip() if title else path,
        question[:1].upper() + question[1:],
        words(markdown),
        len(_EXERCISE.findall(markdown)),
    )


def words(markdown: str) -> int:
    """How many words a page has outside of code; a formula counts as one."""
    text = re.sub(r"`[^`]+`", "formula", _FENCED.sub("", markdown))
    return len(re.findall(r"[A-Za-z][\w'’-]*", text))


def framed(path: str, markdown: str, lessons: Sequence[Lesson]) -> str:
    """A page with its place on the path below the heading, and its neighbours at the end.

    A page which is no lesson, as their index, has the list of them where it asks for it.

    Args:
        path: of the page's source.
        markdown: of the page.
        lessons: all of them, in order.
    """
    places = [i for i, each in enumerate(lessons) if each.path == path]
    if not places:
        return markdown.replace(INDEX, listed(path, lessons))
    (place,) = places
    line = raw(element("p", escape(_place(lessons, place)), class_="jb-lesson"))
    opened = _TITLE.sub(lambda heading: f"{heading[0]}\n\n{line}", markdown, count=1)
    return f"{opened.rstrip()}\n\n{_neighbours(path, lessons, place)}"


def _place(lessons: Sequence[Lesson], place: int) -> str:
    own = lessons[place]
    parts = [f"Lesson {place + 1} of {len(lessons)}", f"about {_minutes(own)} to read"]
    return " · ".join([*parts, *([_exercises(own)] if own.exercises else [])])


def _minutes(own: Lesson) -> str:
    return f"{own.minutes} minute{'s' if own.minutes > 1 else ''}"


def _exercises(own: Lesson) -> str:
    return f"{own.exercises} exercise{'s' if own.exercises > 1 else ''}"


def _neighbours(path: str, lessons: Sequence[Lesson], place: int) -> str:
    """Links to the lessons before and after, which MkDocs checks."""
    links = []
    if place:
        links.append(_link(path, "Before", lessons[place - 1]))
    if place + 1 < len(lessons):
        links.append(_link(path, "Next", lessons[place + 1]))
    body = "\n\n".join(links)
    return f'<div class="jb-path" markdown="1">\n\n{body}\n\n</div>\n'


def _link(path: str, word: str, other: Lesson) -> str:
    label = raw(element("span", word, class_="jb-label"))
    return f"{label} [{other.title}]({_relative(path, other.path)})"


def _relative(path: str, other: str) -> str:
    return posixpath.relpath(other, posixpath.dirname(path) or ".")


def listed(path: str, lessons: Sequence[Lesson]) -> str:
    """The lessons as a table, with places where the script shows what the reader has solved."""
    rows = [
        f"| {i} | [{each.title}]({_relative(path, each.path)}) | {each.question} "
        f"| {each.minutes} min | {_progress(each)} |"
        for i, each in enumerate(lessons, 1)
    ]
    head = ["| | Lesson | The question it answers | Reading | Exercises |", "|---|---|---|---|---|"]
    button = element(
        "button", "Forget my progress", type="button", hidden=True, data_forget=True,
        class_="jb-forget",
    )  # fmt: skip
    return "\n".join([*head, *rows]) + f"\n\n{raw(element('p', button))}"


def _progress(own: Lesson) -> str:
    name = own.path.removesuffix(".md")
    count = str(own.exercises)
    return raw(element("span", count, class_="jb-progress", data_progress=name, data_of=count))
