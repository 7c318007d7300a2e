"""What the search looks through: complete, small, the same in every build, and plain data."""

import json
import random

import pytest
from fragments import Links

from jacobook_site.generator import generate
from jacobook_site.plugin import ASSETS
from jacobook_site.rules_table import FACETS, inputs, points
from jacobook_site.search_button import with_search
from jacobook_site.search_index import (
    FIELDS,
    PAGES,
    RULES,
    Section,
    _compact,
    entry,
    pages_script,
    sections_of,
)


def data_of(script):
    """What a script assigns, as JSON reads it."""
    return json.loads(script.partition(" = ")[2].rstrip().removesuffix(";"))


def test_every_rule_is_in_the_index_with_its_names_and_formulas(known, pages):
    made = data_of(pages[RULES])
    entries = {
        values[0]: dict(zip(made["fields"], values, strict=True)) for values in made["rules"]
    }
    assert list(entries) == sorted(record.id for record in known)
    for record in known:
        found = entries[record.id]
        assert found["title"] == record.title and made["kinds"][found["kind"]] == record.kind
        assert tuple(filter(None, found["numpy"].split("\n"))) == record.numpy
        assert tuple(filter(None, found["aliases"].split("\n"))) == record.aliases
        texts = found["texts"].split("\n")
        assert [" ".join(s.equation.text.split()) for s in record.statements] == texts


def test_the_index_is_small(pages, built):
    assert len(pages[RULES].encode()) < 240_000
    assert sum((built / path).stat().st_size for path in (RULES, PAGES)) < 300_000
    assert sum(path.stat().st_size for path in (ASSETS / "search").glob("*.js")) < 62_000
    assert (ASSETS / "search.js").stat().st_size < 3_000


def test_the_order_of_what_comes_in_changes_nothing(known, pages):
    shuffled = list(known)
    random.Random(1).shuffle(shuffled)
    assert generate(shuffled)[RULES] == pages[RULES]
    sections = {"b.html": [Section("B", "", "")], "a.html": [Section("A", "", "w")]}
    other = dict(reversed(sections.items()))
    assert pages_script(sections) == pages_script(other)


def test_text_of_packs_stays_inside_its_string(hostile):
    for record in hostile.rules:
        script = pages_script({"x.html": [Section(record.title, "", record.summary)]})
        assert data_of(script)["pages"][0][1][0][0] == record.title
        assert "\u2028" not in script and "\n" not in script.rstrip("\n")
        assert len(entry(record)) == len(FIELDS)


@pytest.mark.parametrize(
    ("latex", "compact"),
    [
        (r"\operatorname{tr}\left( \mathbf{A} \mathbf{X} \right)", r"\tr(A X)"),
        (r"\mathbf{X}^{-\top}", r"X^{-\top}"),
        (r"\frac{\mathrm{d}y}{\mathrm{d}x} \, \sigma(x)", r"\frac{dy}{dx}\sigma(x)"),
    ],
)
def test_latex_loses_only_its_style(latex, compact):
    assert _compact(latex) == compact


def test_sections_are_headings_with_their_first_words():
    page = (
        '<h1 id="top">Guide &amp; more<a class="headerlink" href="#top">¶</a></h1>'
        "<p>First <em>words</em>.</p><table><tr><td>no words</td></tr></table>"
        '<h2 id="a">How <code>x</code></h2><pre>code</pre><p>And then what follows is told in many '
        "words indeed.</p><h4>deep</h4>"
    )
    assert sections_of("unused", page) == [
        Section("Guide & more", "", "First words."),
        Section("How x", "a", "And then what follows is told in"),
    ]
    assert sections_of("Title", "<p>no heading</p>") == [Section("Title", "", "")]


def test_all_other_pages_are_in_the_index(built):
    made = dict(data_of((built / PAGES).read_text(encoding="utf-8"))["pages"])
    texts = {path: path.read_text(encoding="utf-8") for path in built.rglob("*.html")}
    html = {p.relative_to(built).as_posix() for p, text in texts.items() if "jb-search" in text}
    rules = {path for path in html if path.startswith("rules/") and path != "rules/index.html"}
    assert set(made) == html - rules and len(made) > 80 and len(rules) > 700
    for path, sections in made.items():
        ids = set(Links((built / path).read_text(encoding="utf-8")).ids)
        assert {anchor for _, anchor, _ in sections if anchor} <= ids, path


def test_the_button_is_last_in_the_head_and_leads_to_all_rules():
    page = '<header><nav class="md-header__inner md-grid"><i></i></nav></header><nav></nav>'
    made = with_search(page, "guides/derive.html")
    assert made.index("jb-search") < made.index("</nav>") < made.index("<nav></nav>")
    assert 'href="../rules/index.html"' in made
    assert with_search("<p>no head</p>", "x.html") == "<p>no head</p>"


def test_every_rule_has_a_value_in_every_facet(known):
    for record in known:
        assert all(facet.values(record) for facet in FACETS if facet.name != "inputs")
    by_id = {record.id: record for record in known}
    assert inputs(by_id["ufunc.tanh"]) == ("any",)
    assert inputs(by_id["linalg.det"]) == ("matrix",)
    assert inputs(by_id["identity.form.least_squares"]) == ("vector", "matrix")
    assert points(by_id["ufunc.absolute"]) == ("kinks",)
    assert points(by_id["special.digamma"]) == ("special",)
