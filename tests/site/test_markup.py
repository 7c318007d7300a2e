"""Escaping, and finished HTML inside Markdown."""

import html as entities
from xml.etree import ElementTree

import pytest
from hostile_pack.texts import TEXTS
from markdown import markdown

from jacobook_site import placeholders
from jacobook_site.inert import visible
from jacobook_site.loss_curve import loss_curve
from jacobook_site.markup import element, fenced, markdown_text

HOSTILE = list(TEXTS.values())


@pytest.mark.parametrize("text", [*HOSTILE, "a_b*c*", "x { #id }", "1 < 2 & 3"])
def test_a_heading_shows_its_text_as_typed(text):
    html = markdown(f"# {markdown_text(visible(text))} {{ #top }}", extensions=["attr_list"])
    assert html.startswith('<h1 id="top">') and "<script" not in html
    inside = html.removeprefix('<h1 id="top">').removesuffix("</h1>")
    assert entities.unescape(inside) == " ".join(placeholders.bare(visible(text)).split())


def test_attributes_are_escaped():
    assert element("a", href='"><script>') == '<a href="&quot;&gt;&lt;script&gt;"></a>'
    assert element("input", hidden=True, name=None) == "<input hidden>"


def test_a_fence_cannot_be_closed_from_inside():
    assert fenced("```\n<b>").startswith("````")


def test_text_cannot_pass_for_finished_html():
    forged = placeholders.raw("<script>")
    for made in (fenced(forged), markdown_text(forged)):
        assert placeholders.lift(made)[1] == []


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
