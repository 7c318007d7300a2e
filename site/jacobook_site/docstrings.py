"""Docstrings as pages show them: sentences, fields, errors, and examples with what they print."""

from __future__ import annotations

import ast
import contextlib
import doctest
import inspect
import io
import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from jacobook_site.markup import code, element, fenced
from jacobook_site.placeholders import raw
from jacobook_site.prose import inline_prose, prose

SECTIONS = ("Args", "Attributes", "Returns", "Raises", "Example")
_SECTION = re.compile(rf"^({'|'.join(SECTIONS)}):\n", re.MULTILINE)
_ENTRY = re.compile(r"^(\S[^:\n]*):\s*", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Docstring:
    """A docstring in its parts.

    Attributes:
        lead: its first sentence.
        more: the paragraphs after it.
        sections: `Args`, `Returns`, `Raises`, ... with what stands under them, unindented.
    """

    lead: str
    more: str = ""
    sections: dict[str, str] = field(default_factory=dict)


def docstring_of(thing: object) -> Docstring:
    """The parts of what a function, class or module says about itself."""
    text, *others = _SECTION.split(inspect.getdoc(thing) or "")
    lead, _, more = text.strip().partition("\n\n")
    bodies = {
        n: textwrap.dedent(b).strip("\n") for n, b in zip(others[::2], others[1::2], strict=True)
    }
    return Docstring(" ".join(lead.split()), more.strip(), bodies)


def entries(body: str) -> list[tuple[str, str]]:
    """`name: words` pairs; lines that follow indented belong to the words."""
    flat = re.sub(r"\n\s+", " ", body)
    return [(name, " ".join(words.split())) for name, words in _pairs(flat)]


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    _, *parts = _ENTRY.split(text)
    return zip(parts[::2], parts[1::2], strict=True)


def shown(found: Docstring, names: dict[str, Any]) -> str:
    """A docstring as Markdown with finished HTML in it.

    Args:
        found: the docstring.
        names: what its example may use.
    """
    parts = [raw(element("p", inline_prose(found.lead)))]
    if found.more:
        parts.append(raw(prose(found.more)))
    for title, body in found.sections.items():
        parts.append(_section(title, body, names))
    return "\n\n".join(parts)


_TITLES = {"Args": "Arguments", "Attributes": "Fields", "Raises": "Errors"}


def _section(title: str, body: str, names: dict[str, Any]) -> str:
    if title == "Example":
        return example(body, names)
    heading = element("p", _TITLES.get(title, title), class_="jb-label")
    if title == "Returns":
        return raw(heading + prose(body))
    return raw(heading + fields(entries(body), "jb.errors." if title == "Raises" else ""))


def fields(pairs: list[tuple[str, str]], anchor: str = "") -> str:
    """Names with their words, the names linked to anchors of the page if they have any."""
    rows = []
    for name, words in pairs:
        shown_name = code(name)
        if anchor and name.endswith("Error") and name not in BUILT_IN:
            shown_name = element("a", shown_name, href=f"#{anchor}{name}")
        rows.append(element("dt", shown_name) + element("dd", inline_prose(words)))
    return element("dl", *rows, class_="jb-fields")


BUILT_IN = {"ValueError", "TypeError", "LookupError", "LinAlgError"}


def example(body: str, names: dict[str, Any]) -> str:
    """The code of an example without prompts, and what it prints: it is run."""
    lines, printed = [], io.StringIO()
    space = {**names}
    for part in doctest.DocTestParser().get_examples(body + "\n"):
        written = _printing(part.source) if part.want else part.source
        lines.append(written.rstrip("\n"))
        with contextlib.redirect_stdout(printed):
            exec(written, space)  # noqa: S102 - our own docstrings
    made = fenced("\n".join(lines), "python")
    return made + ("\n" + fenced(printed.getvalue(), "text") if printed.getvalue() else "")


def _printing(source: str) -> str:
    """An expression that a prompt would show, printed."""
    try:
        expression = ast.parse(source, mode="eval").body
    except SyntaxError:
        return source
    if isinstance(expression, ast.Call) and ast.unparse(expression.func) == "print":
        return source
    return f"print({source.strip()})"
