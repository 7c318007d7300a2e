"""Plain-text twins: there for every page, without HTML, with what the page states."""

import re

import pytest

from jacobook_site.addresses import rule_path
from jacobook_site.html_text import inline_of, markdown_of
from jacobook_site.markup import table
from jacobook_site.placeholders import CLOSE, OPEN, raw
from jacobook_site.twins import twin_of, twin_path

TAG = re.compile(r"</?[A-Za-z][^>\n]*>|<!--")
FENCES = re.compile(r"^( *)(`{3,}).*?^\1\2`*$", re.MULTILINE | re.DOTALL)
SPANS = re.compile(r"(?<!`)(`+)(?!`)(?:(?!\n\s*\n).)+?(?<!`)\1(?!`)", re.DOTALL)
"""Code in a line ends with its paragraph."""


def without_code(text):
    """Markdown without what it shows as it was typed."""
    return SPANS.sub("", FENCES.sub("", text))


@pytest.fixture(scope="module")
def twins(pages):
    return {path: twin_of(text) for path, text in pages.items() if path.endswith(".md")}


def test_there_is_no_html_and_no_placeholder(twins):
    for path, text in twins.items():
        assert OPEN not in text and CLOSE not in text, path
        found = TAG.search(without_code(text))
        assert found is None, (path, found)
        assert not re.search(r"^---$|\{ #|data-search", text.partition("\n")[0]), path


def test_twins_of_rules_have_the_statements_as_text_and_as_latex(known, twins):
    for record in known:
        text = twins[rule_path(record.id)]
        assert text.startswith("[Rules](") and f"`{record.id}`" in text
        for statement in record.statements:
            assert statement.equation.text in text, record.id
            assert statement.equation.latex in text, record.id
        for check in record.checks:
            assert check.check in text


def test_numbers_and_code_stay(known, twins):
    text = twins[rule_path("linalg.det")]
    assert "`[[1, 2], [3, 5]]`" in text and "**Matrix" not in text.partition("\n")[0]
    usage = next(r for r in known if r.id == "linalg.det").usage
    assert usage.text in text and usage.output in text
    assert text.count("```") % 2 == 0


def test_links_lead_to_pages(twins, pages):
    text = twins[rule_path("linalg.det")]
    assert "(../../linalg/inv/index.html)" in text or "(../inv/index.html)" in text
    assert not re.search(r"\]\([^)]*(?<!\.html)\.md[#)]", "".join(twins.values()))


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<p>one</p><p>two</p>", "one\n\ntwo"),
        ("<ul><li>a</li><li><p>b</p><p>c</p></li></ul>", "- a\n- b\n\n  c"),
        ("<ol><li>a<pre><code>x\ny</code></pre></li></ol>", "1. a\n\n   ```\n   x\n   y\n   ```"),
        ("<details><summary>More</summary><p>text</p></details>", "**More**\n\ntext"),
        ("<p><code>a`b</code></p>", "`` a`b ``"),
        ("<pre>```\n</pre>", "````\n```\n````"),
        ('<a href="javascript:x y">t</a>', "[t](javascript:x%20y)"),
        ("<p>1 &lt; 2 &amp;lt; R&amp;D</p>", "1 &lt; 2 &amp;lt; R&D"),
        ("<p>a <button>Copy</button><script>x</script>b</p>", "a b"),
        ('<math alttext="a &lt; b"><mi>a</mi></math>', "$a < b$"),
        ('<math alttext="a&lt;b" display="block"></math>', "$$a< b$$"),
        ("<math><mtable><mtr><mtd>1</mtd><mtd>2</mtd></mtr></mtable></math>", "`[1, 2]`"),
        ('<p>a <a href="#b">#</a></p>', "a"),
        ("<svg><title>T</title></svg>", ""),
        ("<figure><svg><title>T</title><desc>D</desc></svg></figure>", "T: D"),
    ],
)
def test_html_becomes_markdown(html, markdown):
    assert markdown_of(html) == markdown


def test_bars_do_not_end_cells():
    made = markdown_of(table(["a|b"], [['<math alttext="\\|x\\| + |y|"></math>'], ["c|d"]]))
    assert made == "| a\\|b |\n| --- |\n| $\\Vert x\\Vert  + \\vert y\\vert $ |\n| c\\|d |"


def test_a_page_keeps_its_words_and_loses_its_frames():
    page = "\n".join(
        [
            "---",
            "hide: [toc]",
            "---",
            "# Title { #top }",
            "",
            f"A {raw('<b>bold</b>')} word, a&#95;b &#60; [link](../x/y.md#z).",
            "",
            '!!! note "Mind"',
            "",
            "    Inside.",
            "",
            "<div markdown>",
            "After `<div>`.",
            "</div>",
            "",
            "``` { .text .jb-wrap }",
            "<kept> { #x }",
            "```",
            raw("<p>piece</p>"),
        ]
    )
    assert twin_of(page) == (
        "# Title\n\nA **bold** word, a_b &#60; [link](../x/y.html#z).\n\n**Mind**\n\nInside.\n\n"
        "After `<div>`.\n\n```text\n<kept> { #x }\n```\npiece\n"
    )


def test_hostile_text_makes_no_markup(hostile):
    from jacobook_site.generator import generate_pack

    for path, text in generate_pack(hostile).items():
        if path.endswith(".md"):
            assert TAG.search(without_code(twin_of(text))) is None, path


def test_lines():
    assert inline_of("<p>a</p><p>b <br> c</p>") == "a b c"
    assert twin_path("guides/derive.html") == "guides/derive.html.md"
