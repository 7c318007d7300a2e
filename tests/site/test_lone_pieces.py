"""Blocks that are a piece of finished HTML come out as without the extension, and are not looked into."""

import pytest
from markdown import Markdown

from jacobook_site.lone_pieces import LonePieces
from jacobook_site.placeholders import CLOSE, OPEN

OTHERS = ["admonition", "attr_list", "md_in_html", "tables", "pymdownx.details", "pymdownx.tabbed"]
PIECE = f"{OPEN}3{CLOSE}"


@pytest.mark.parametrize(
    "text",
    [
        PIECE,
        f"# Title {{ #top }}\n\n{PIECE}\n\n{OPEN}12{CLOSE}\n\n\n\n{PIECE}\n\nText.",
        f"Text.\n{PIECE}\nText.",
        f"Text with {PIECE} inside.",
        f"{PIECE} *text*",
        f"- item\n\n    {PIECE}\n\n- item",
        f"1. {PIECE}\n\n2. {PIECE}",
        f"!!! note\n\n    {PIECE}\n\n    *Text.*\n\n{PIECE}",
        f"??? note\n\n    {PIECE}",
        f'=== "One"\n\n    {PIECE}\n\n=== "Two"\n\n    {PIECE}',
        f'<div markdown="1">\n\n{PIECE}\n\n</div>',
        f"> {PIECE}\n\n{PIECE}",
        f"    {PIECE}",
        f"| a |\n|---|\n| {PIECE} |",
    ],
)
def test_what_is_shown_is_the_same(text):
    plain, ours = Markdown(extensions=OTHERS), Markdown(extensions=[*OTHERS, LonePieces()])
    assert ours.convert(text) == plain.convert(text)


def test_a_lone_piece_is_not_compared_with_patterns():
    md = Markdown(extensions=[LonePieces()])
    pattern, seen = md.inlinePatterns["em_strong"], []
    compiled = pattern.getCompiledRegExp()

    class Watched:
        def finditer(self, text, start):
            seen.append(text)
            return compiled.finditer(text, start)

    pattern.getCompiledRegExp = Watched
    md.convert(f"{PIECE}\n\nText *here*.")
    assert seen and all(PIECE not in text for text in seen)
