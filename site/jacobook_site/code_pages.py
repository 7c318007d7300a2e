"""A page for each code of a finding, and the list of all; made from `jacobook.codes`."""

from __future__ import annotations

from collections.abc import Mapping

from jacobook.codes import CHECK_CODES, CODES, Code
from jacobook.testing import CHECKS
from jacobook_site.addresses import link
from jacobook_site.markup import badge, element, escape, fenced, markdown_text, table
from jacobook_site.placeholders import raw

INDEX = "guides/codes.md"  # an index.md would be the head of its section in the navigation
TONES = {"error": "bad", "warning": "plain", "information": "plain"}
PARTS: Mapping[str, str] = {
    "JB1": "Finding and loading packs",
    "JB2": "What a rule declares",
    "JB3": "What a check found",
    "JB4": "Pages and records",
}


def code_path(code: str) -> str:
    """The source path of a code's page."""
    return f"codes/{code}/index.md"


def code_link(here: str, code: str) -> str:
    """A link to a code's page; a code that a record made up is shown as it is."""
    return link(here, code_path(code), code) if code in CODES else escape(code)


def code_pages() -> dict[str, str]:
    """The pages by source path."""
    return {INDEX: _index(), **{code_path(code): _page(code, told) for code, told in CODES.items()}}


def _index() -> str:
    parts = [
        "# Codes of findings { #top }",
        (
            "Everything that `jacobook` finds wrong with a rule pack has a code. A code keeps its meaning; "
            "`jacobook explain JB203` prints the same in a terminal."
        ),
    ]
    for prefix, title in PARTS.items():
        rows = [_row(code, told) for code, told in CODES.items() if code.startswith(prefix)]
        parts += [f"## {title} {{ #{prefix} }}", raw(table(["code", "what", "severity"], rows))]
    return "\n\n".join(parts) + "\n"


def _row(code: str, told: Code) -> list[str]:
    name = link(INDEX, code_path(code), code)
    return [name, escape(told.title), badge(told.severity, TONES[told.severity])]


def _page(code: str, told: Code) -> str:
    here = code_path(code)
    trail = element("nav", link(here, INDEX, "Codes"), class_="jb-trail", aria_label="Breadcrumb")
    head = element("p", badge(told.severity, TONES[told.severity]), class_="jb-badges")
    return "\n\n".join(
        [
            f"---\ntitle: {code}\nhide: [navigation]\n---",
            raw(trail),
            f"# {code}: {markdown_text(told.title)} {{ #top }}",
            raw(head),
            told.meaning,
            *_established(code),
            *_example(told),
            "## What to do { #mend }",
            told.mend,
            f"In a terminal: `jacobook explain {code}`.\n",
        ]
    )


def _established(code: str) -> list[str]:
    """What the check of the kit with this code establishes when it passes."""
    return [
        f"What the check establishes when it passes: {CHECKS[name][1]}"
        for name, own in CHECK_CODES.items()
        if own == code
    ]


def _example(told: Code) -> list[str]:
    return ["## Example { #example }", fenced(told.example, "text")] if told.example else []
