"""Code on generated pages looks as Markdown's extension would make it."""

import html
import re

import markdown
import pytest

from jacobook_site import placeholders
from jacobook_site.highlighting import coloured
from jacobook_site.markup import fenced

TEXTS = ("y = np.tanh(x)  # <b>", "def f(a, b):\n\n    return a @ b.T\n\n", "a" + "\\frac{1}{2}")


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("language", ["python", "latex", "text", "json"])
def test_blocks_look_as_the_extension_makes_them(text, language):
    ours, pieces = placeholders.lift(coloured(fenced(text, language)))
    theirs = markdown.markdown(
        fenced(text, language), extensions=["pymdownx.highlight", "pymdownx.superfences"]
    )
    assert _plain(placeholders.fill(f"<p>{ours.strip()}</p>", pieces)) == _plain(theirs)


def _plain(made):
    return html.unescape(re.sub(r"\s*(</code>)", r"\1", made))


def test_finished_html_that_was_lifted_before_keeps_its_place():
    lifted, pieces = placeholders.lift(
        placeholders.raw("<b>one</b>") + "\n\n" + fenced("x", "text")
    )
    lifted = placeholders.lift_more(coloured(lifted), pieces)
    filled = placeholders.fill(lifted, pieces)
    assert filled.startswith("<b>one</b>") and "<code>x" in filled and "```" not in filled


def test_text_that_looks_like_a_token_stays_text():
    lifted, pieces = placeholders.lift(placeholders.raw("0"))
    assert placeholders.fill(lifted, pieces) == "0"
