"""Chapters and sheets: complete, quotable, and no formula wider than its cell."""

import re

import pytest
from fragments import Links

import jacobook
from jacobook_site import cheat_sheet
from jacobook_site.addresses import family_path, rule_path
from jacobook_site.families import by_family
from jacobook_site.family_page import columns_shared, derivative, family_page
from jacobook_site.formula_lines import flowing, pieces
from jacobook_site.formula_width import parsed, width
from jacobook_site.handbook import FURTHER, chapter, matches, outline
from jacobook_site.headlines import axes, headlines
from jacobook_site.placeholders import lift

BOOK = jacobook.Registry(packs=["jacobook_rules:pack"])


@pytest.fixture(scope="module")
def chapters(known):
    return [chapter(family, found) for family, found in by_family(known).items()]


def test_every_rule_stands_in_one_section(chapters, known):
    placed = [rule.id for one in chapters for rule in one.rules]
    assert sorted(placed) == [record.id for record in known]


def test_the_outline_fits_the_book(chapters):
    families = {one.family: [rule.id for rule in one.rules] for one in chapters}
    assert set(outline()) == set(families)
    for one in chapters:
        assert one.intro.endswith(".")
        for section in outline()[one.family].get("sections", ()):
            for pattern in section["rules"]:
                fits = [
                    name for name in families[one.family] if matches(name, one.family, [pattern])
                ]
                assert fits, (one.family, pattern)
        further = sum(len(part.rules) for part in one.parts if part.title == FURTHER)
        assert further <= max(3, len(one.rules) // 5), one.family


def test_a_rule_without_a_place_stands_at_the_end(known):
    act = [record for record in known if record.family == "act"]
    from dataclasses import replace

    made = chapter("act", [*act, replace(act[0], id="act.zzz")])
    assert made.parts[-1].title == FURTHER and [r.id for r in made.parts[-1].rules] == ["act.zzz"]
    assert [part.title for part in chapter("acme", act[:2]).parts] == [""]


def test_no_rule_is_without_words_on_its_derivative(chapters):
    for one in chapters:
        for record in one.rules:
            assert derivative(record), record.id


def test_where_nothing_is_stated_the_engine_speaks(known):
    rules = {record.id: derivative(record) for record in known}
    assert "<math" in rules["linalg.cho_factor"] and "<math" in rules["linalg.slogdet"]
    assert "any number of operands" in rules["linalg.multi_dot"]
    assert "too long" in rules["linalg.qr"]
    assert "zero" in rules["ufunc.nondifferentiable"]


def test_formulas_share_as_many_columns_as_they_need(known):
    shared = {record.id: columns_shared(record) for record in known}
    assert (shared["linalg.inv"], shared["stat.gaussian_pdf"], shared["stat.gmm"]) == (1, 2, 3)
    assert sum(number == 1 for number in shared.values()) > 0.85 * len(shared)
    rows = re.findall(r"<tr>(.*?)</tr>", family_page("stat", chapter_records(known, "stat")))
    for row in rows[1:]:
        spans = [int(number) for number in re.findall(r'<td colspan="(\d)"', row)]
        assert row.count("<td") + sum(spans) - len(spans) == 4 or "<th" in row


def chapter_records(known, family):
    return [record for record in known if record.family == family]


def test_chapters_have_an_anchor_for_each_rule_and_section(chapters, pages):
    for one in chapters:
        text = pages[family_path(one.family)]
        ids = Links("".join(lift(text)[1])).ids
        assert ids == [rule.id for rule in one.rules]
        for part in one.parts:
            assert not part.title or f"{{ #{part.anchor} }}" in text
        assert len({part.anchor for part in one.parts}) == len(one.parts)


def test_the_table_of_contents_leads_to_every_section(chapters, pages):
    links = Links(pages["families/index.md"]).links
    for one in chapters:
        page = f"{one.family}/index.html"
        assert page in links
        wanted = {f"{page}#{part.anchor}" for part in one.parts if part.title}
        assert wanted <= set(links)


def test_headlines_say_the_derivative_by_each_variable(known):
    rules = {record.id: record for record in known}
    forms = {n: [(s.form, s.variable) for s in headlines(r)] for n, r in rules.items()}
    assert forms["elementwise.multiply"] == [("elem", "w"), ("elem", "x")]
    assert forms["linalg.axb"] == [("d", "")]
    assert forms["linalg.det"] == [("grad", "X")]
    (log,) = headlines(rules["ufunc.log"])
    assert log.equation.text == "elem[x] = 1 / x"
    for name, record in rules.items():
        assert bool(forms[name]) == bool(record.statements[1:]), name
    assert [axes(shape) for shape in ("()", "(n,)", "(n, 3)")] == [0, 1, 2]


def test_the_sheet_has_every_rule_once(known, pages):
    links = Links(pages[cheat_sheet.PATH]).links
    rules = [link for link in links if "/rules/" in link]
    wanted = sorted("../" + rule_path(r.id).replace(".md", ".html") for r in known)
    assert sorted(rules) == wanted
    shown = re.findall(r'<a href="\.\./rules/[^"]+">([^<]+)</a>', pages[cheat_sheet.PATH])
    assert sorted(shown) == [record.id for record in known]


def test_the_sheet_has_a_size(pages):
    assert len(pages[cheat_sheet.PATH].encode()) < 1_200_000
    assert len(pages[cheat_sheet.ESSENTIALS].encode()) < 140_000


def test_the_essentials_are_rules_of_the_book():
    names = [name for section in cheat_sheet.chosen() for name in section["rules"]]
    assert len(names) == len(set(names)) and 80 <= len(names) <= 120
    assert [name for name in names if name not in BOOK or BOOK[name].id != name] == []


def test_cells_are_as_wide_as_their_formulas_need(known):
    for record in known:
        cells = cheat_sheet.cells_in_row(record)
        widths = [width(parsed(m)) for m in cheat_sheet.formulas(record) if m.startswith("<math")]
        for number, room in cheat_sheet.CELLS.items():
            if number > cells:
                assert max(widths) > room
        assert max(widths) <= cheat_sheet.CELLS[cells], record.id


def test_wide_formulas_flow_and_lose_nothing(known):
    taken_apart = 0
    for record in known:
        for statement in (record.entry, *headlines(record)):
            mathml = statement.equation.mathml
            if not mathml.startswith("<math"):
                continue
            flown = flowing(mathml)
            whole = "".join(parsed(mathml).itertext())
            parts = re.findall(r"<math.*?</math>", flown)
            assert "".join("".join(parsed(part).itertext()) for part in parts) == whole
            taken_apart += len(parts) > 1
            if len(parts) > 1:
                assert width(parsed(mathml)) > 16
    assert taken_apart > 20


def test_lines_end_before_signs_of_the_outermost_sum_only():
    row = '<mrow><mo form="prefix">(</mo><mi>a</mi><mo>+</mo><mi>b</mi><mo form="postfix">)</mo></mrow>'
    tree = parsed(f"<math><mi>y</mi><mo>=</mo>{row}<mo>+</mo><mi>c</mi></math>")
    made = ["".join("".join(node.itertext()) for node in piece) for piece in pieces(tree, 99)]
    assert made == ["y", "=(a+b)", "+c"]
