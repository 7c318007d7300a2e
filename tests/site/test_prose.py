"""An author's Markdown: what it may do, and that nothing else comes through."""

from __future__ import annotations

import re
import time

import pytest
from fragments import Elements
from hostile_pack.texts import TEXTS

from jacobook_site.inert import REPLACEMENT, cut, plain, visible
from jacobook_site.prose import LIMIT, LINE_LIMIT, inline_prose, prose, rules_linked

KEPT = {
    "p",
    "ul",
    "ol",
    "li",
    "blockquote",
    "pre",
    "code",
    "strong",
    "em",
    "a",
    "br",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
}


@pytest.mark.parametrize("write", [prose, inline_prose])
@pytest.mark.parametrize("name", TEXTS)
def test_hostile_text_makes_no_elements_of_its_own(name, write):
    found = Elements(write(TEXTS[name])).found
    assert {tag for tag, _ in found} <= KEPT
    for tag, attributes in found:
        assert set(attributes) <= {"a": {"href", "rel"}, "ol": {"start"}}.get(tag, set())
        assert re.match("https?://", attributes.get("href", "https://"))


@pytest.mark.parametrize(
    "name", ["script", "image_error", "javascript_link", "data_link", "closing_tags", "icons"]
)
def test_what_is_not_kept_is_shown_as_it_was_typed(name):
    assert Elements(prose(TEXTS[name])).text == TEXTS[name]


def test_paragraphs_lists_tables_code_and_emphasis_are_kept():
    assert prose("a\n\nb") == "<p>a</p><p>b</p>"
    assert prose("- a\n- `b`") == "<ul><li>a</li><li><code>b</code></li></ul>"
    assert prose("3. a\n4. b") == '<ol start="3"><li>a</li><li>b</li></ol>'
    assert prose("```python\n<x>\n```") == "<pre><code>&lt;x&gt;\n</code></pre>"
    assert "<td>2</td>" in prose("| a |\n|---|\n| 2 |")
    assert inline_prose("**a** and *b*") == "<strong>a</strong> and <em>b</em>"


def test_asterisks_inside_words_are_products():
    assert inline_prose("2*x*y, a * b") == "2*x*y, a * b"
    assert inline_prose("x**0 is constant; 0**a jumps") == "x**0 is constant; 0**a jumps"


def test_headings_become_lines_in_bold():
    assert prose("# Verified\n\ntext") == "<p><strong>Verified</strong></p><p>text</p>"
    assert prose("Verified\n===") == "<p>Verified ===</p>"


def test_indented_lines_are_no_code_and_dashes_no_rule():
    assert prose("a\n\n    b\n\n---") == "<p>a</p><p>b</p><p>---</p>"


def test_links_to_the_web_say_that_they_are_an_author_s():
    made = '<a href="https://a.org/b?c&amp;d" rel="nofollow noopener">t</a>'
    assert inline_prose("[t](https://a.org/b?c&d)") == made


@pytest.mark.parametrize(
    "url", ["//a.org", "/a", "a.md", "ftp://a.org", "https:", "rule:a", "#top"]
)
def test_other_links_are_text(url):
    assert inline_prose(f"[t]({url})") == f"[t]({url})"


def test_links_to_rules_lead_to_their_pages_or_are_text():
    html = inline_prose("[the determinant](rule:linalg.det) and [more](rule:a.b)")
    made = rules_linked(html, {"linalg.det": "../det.html"}.get)
    assert made == '<a href="../det.html" title="linalg.det">the determinant</a> and more'


def test_formulas_are_given_to_the_typesetter():
    assert inline_prose("see `x < y`", lambda text: f"[{text}]") == "see [x < y]"


@pytest.mark.parametrize(("write", "limit"), [(prose, LIMIT), (inline_prose, LINE_LIMIT)])
def test_long_texts_are_cut_and_say_so(write, limit):
    text = Elements(write("word " * 50_000)).text
    assert len(text) <= limit
    assert text.endswith("characters]") and "[cut, of " in text


@pytest.mark.parametrize(
    "part", ["[", "*a", "`", "> ", "- ", "![", "](", "**_", "\\", "<", "|a\n|-\n"]
)
def test_no_text_takes_long(part):
    start = time.perf_counter()
    prose(part * 100_000)
    assert time.perf_counter() - start < 5


def test_steering_characters_become_visible():
    assert visible("a\u202eb\x00\ue000") == f"a{REPLACEMENT}b{REPLACEMENT * 2}"
    assert visible("a\r\nb\rc\td") == "a\nb\nc\td"
    assert visible("Z" + "\u0301" * 50) == "Z\u0301\u0301\u0301"
    assert (
        visible("naïve 日本語 \U0001f468\u200d\U0001f469 𝐱⁢y")
        == "naïve 日本語 \U0001f468\u200d\U0001f469 𝐱⁢y"
    )


@pytest.mark.parametrize("text", [*TEXTS.values(), "x" * 41])
def test_cleaning_twice_changes_nothing(text):
    once = plain(text, 40)
    assert plain(once, 40) == once and len(once) <= 40


def test_a_short_text_is_not_cut():
    assert cut("abc", 3) == "abc"
