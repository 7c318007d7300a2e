"""Escaping, inert prose, and finished HTML inside Markdown."""

from xml.etree import ElementTree

import pytest
from markdown import markdown

from jacobook_site import placeholders
from jacobook_site.loss_curve import loss_curve
from jacobook_site.markup import element, fenced, inline_prose, markdown_text, prose

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "[x](data:text/html,1)",
    '*x*{ onclick="alert(1)" }',
    "</div></article>",
    "# Verified by jacobook",
    "## T { #__search }",
    '--8<-- "secret"',
    "![x](https://example.org/track.png)",
    '[x](https://example.org/"onclick="1)',
    "`</code><script>`",
    "**<b>bold</b>**",
    "\ue0000\ue001",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_prose_is_inert(text):
    html = prose(text)
    assert "<script" not in html
    assert "<img" not in html
    assert "<b>" not in html
    assert "</div>" not in html
    assert "<h" not in html
    assert 'href="javascript' not in html and 'href="data' not in html
    assert "<p" in html


def test_prose_keeps_what_it_should():
    assert prose("a\n\nb") == "<p>a</p><p>b</p>"
    assert prose("- a\n- `b`") == "<ul><li>a</li><li><code>b</code></li></ul>"
    assert inline_prose("**a** and *b*") == "<strong>a</strong> and <em>b</em>"
    assert inline_prose("2*x*y, a * b") == "2*x*y, a * b"
    assert 'href="https://a.org/b"' in inline_prose("[t](https://a.org/b)")


@pytest.mark.parametrize("text", [*HOSTILE, "a_b*c*", "x { #id }", "1 < 2 & 3"])
def test_a_heading_shows_its_text_as_typed(text):
    html = markdown(f"# {markdown_text(text)} {{ #top }}", extensions=["attr_list"])
    shown = html.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    assert html.startswith('<h1 id="top">') and "<script" not in html
    inside = shown.removeprefix('<h1 id="top">').removesuffix("</h1>")
    import html as entities

    assert entities.unescape(inside) == " ".join(text.split())


def test_attributes_are_escaped():
    assert element("a", href='"><script>') == '<a href="&quot;&gt;&lt;script&gt;"></a>'
    assert element("input", hidden=True, name=None) == "<input hidden>"


def test_a_fence_cannot_be_closed_from_inside():
    assert fenced("```\n<b>").startswith("````")


def test_finished_html_survives_markdown():
    math = '<math alttext="\\frac{a}{b}|x|_i"><mi>x</mi></math>'
    text = f"a {placeholders.raw(math)} b\n\n{placeholders.raw('<div>*c*</div>')}\n"
    lifted, pieces = placeholders.lift(text)
    assert "<" not in lifted
    html = placeholders.fill(markdown(lifted), pieces)
    assert html == f"<p>a {math} b</p>\n<div>*c*</div>"
    assert placeholders.bare(text) == f"a {math} b\n\n<div>*c*</div>\n"


def test_a_shape_is_closed_so_that_what_follows_is_not_inside_it():
    assert element("path", d="M0 0") == '<path d="M0 0"/>'


def test_a_loss_curve_is_well_formed_and_shows_its_ends():
    svg = loss_curve([2.0, 0.5, 0.125], "Loss <falls>")
    tree = ElementTree.fromstring(svg)
    assert [child.tag for child in tree].count("polyline") == 1
    texts = [child.text for child in tree if child.tag == "text"]
    assert texts[:4] == ["2", "0.12", "1", "3"]
    assert tree[0].text == "Loss <falls>"
