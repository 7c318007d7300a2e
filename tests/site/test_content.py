"""What the sections of rules' pages say: relations, notation, tags, broadcasting, dataflow."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import numpy as np
import pytest

import jacobook
from jacobook.language import CALL
from jacobook_site import notation_page, tags_page
from jacobook_site.addresses import rule_path
from jacobook_site.book import Book
from jacobook_site.broadcasting import summed
from jacobook_site.flow import MOST, WIDEST
from jacobook_site.flow_picture import described, flow_section
from jacobook_site.related_section import WORST_FIRST, derived_from, weakest
from jacobook_site.signature import sizes
from jacobook_site.symbols import statements_read

BOOK = jacobook.Registry(packs=["jacobook_rules:pack"])


@pytest.fixture(scope="session")
def by_id(known):
    return {record.id: record for record in known}


def section(text, anchor):
    found = re.search(rf"^## [^\n]*\{{ #{anchor}\b(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    return found[1] if found else ""


# ------------------------------------------------------------------------------ relations


def test_relations_are_symmetric(known, by_id):
    for record in known:
        assert all(record.id in by_id[other].inverses for other in record.inverses)
        assert all(record.id in by_id[other].generalises for other in record.special_of)
        assert all(record.id in by_id[other].special_of for other in record.generalises)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ufunc.exp", "ufunc.log"),
        ("ufunc.tanh", "ufunc.arctanh"),
        ("ufunc.sqrt", "ufunc.square"),
        ("act.sigmoid", "special.logit"),
        ("ufunc.negative", "ufunc.negative"),
    ],
)
def test_inverse_functions_are_found(by_id, one, other):
    assert other in by_id[one].inverses


def test_functions_that_undo_nothing_have_no_inverse(by_id):
    assert by_id["ufunc.absolute"].inverses == by_id["act.relu"].inverses == ()
    assert by_id["ufunc.positive"].inverses == ()


@pytest.mark.parametrize(
    ("special", "general"),
    [
        ("optim.linear_regression", "loss.mse"),
        ("identity.form.quadratic_sym", "identity.form.quadratic"),
        ("identity.form.axa", "identity.form.axb"),
        ("identity.det.xtax_sym", "identity.det.xtax"),
    ],
)
def test_special_cases_are_found(by_id, special, general):
    assert general in by_id[special].special_of and special not in by_id[general].special_of


def test_derivations_name_their_rules_and_are_as_certain_as_the_weakest(known, by_id, pages):
    book = Book(by_id)
    derived = [record for record in known if derived_from(record)]
    assert len(derived) >= 200
    for record in derived:
        used = [by_id[i].grade for i in derived_from(record)]
        assert record.id not in derived_from(record)
        assert all(WORST_FIRST.index(weakest(record, book)) <= WORST_FIRST.index(g) for g in used)
        assert "Derived from" in section(pages[rule_path(record.id)], "related")


# ------------------------------------------------------------------------------- notation


def test_every_operation_of_the_book_is_on_the_page_of_notation(known, pages):
    page = pages[notation_page.PATH]
    heads = {head for record in known for head in record.heads}
    assert len(heads) > 300
    assert {head for head in heads if f'id="op-{head}"' not in page} == set()


def test_every_name_of_a_formula_is_in_the_box_or_a_mark_on_one(known):
    for record in known:
        rule = BOOK[record.id]
        own = {o.name for o in record.operands} | {record.result.name}
        marked = {f"d{n}" for n in own} | {f"{n}_bar" for n in own} | {f"{n}_dot" for n in own}
        functions = {re.match(r"\w+", f.header)[0] for f in record.functions}
        for statement in statements_read(rule, BOOK):
            for part in _nodes(statement):
                if part.operation == "variable":
                    assert str(part["name"]) in own | marked | functions, record.id
                elif part.operation == CALL:
                    assert str(part["name"]) in functions, record.id
                elif part.operation == "dimension":
                    letters = re.findall(r"[A-Za-z]+", str(part["name"]))
                    assert set(letters) <= {*sizes(record), *rule.sizes}, record.id


def _nodes(expression):
    from jacobook.expression import postorder

    return postorder(expression)


def test_the_box_links_its_words_to_the_notation(pages):
    text = section(pages[rule_path("linalg.cholesky")], "shapes")
    assert "notation/index.html#letters" in text and "notation/index.html#domains" in text
    assert 'title="A: ' in text


# ----------------------------------------------------------------------------------- tags


def test_the_page_of_tags_is_complete(known, pages):
    page = pages[tags_page.PATH]
    entries = dict(re.findall(r'<dt id="(tag-[a-z0-9-]+)">[^<]*</dt><dd>(.*?)</dd>', page))
    for record in known:
        for tag in tags_page.tags_of(record):
            assert rule_path(record.id)[6:-3] in entries[tags_page.anchor(tag)], (record.id, tag)
        for anchor in re.findall(r"tags/index\.html#([\w-]+)", pages[rule_path(record.id)]):
            assert anchor in entries


# --------------------------------------------------------------- sections that always say something


def test_restricted_domains_are_said_beside_the_statement(known, pages):
    silent = [
        record.id
        for record in known
        if any(o.domain for o in record.operands)
        and "Holds where" not in section(pages[rule_path(record.id)], "statement")
    ]
    assert silent == []


def test_rules_without_special_points_say_so(known, pages):
    for record in known:
        text = section(pages[rule_path(record.id)], "special")
        assert bool(record.special) != ("No special points are stated" in text), record.id
        if not record.special and any(o.domain for o in record.operands):
            assert "nothing is said of other values" in text


def test_every_law_and_identity_is_called_on_numbers(known):
    silent = [r.id for r in known if r.kind in ("identity", "structural") and r.usage is None]
    assert silent == []
    assert all(r.usage.output for r in known if r.kind in ("identity", "structural"))


def test_element_wise_rules_say_the_three_steps(known, pages):
    for record in known:
        if record.kind == "elementwise" and any(
            s.each and s.form == "elem" for s in record.statements
        ):
            text = section(pages[rule_path(record.id)], "why")
            assert "unary/index.html" in text or record.id == "elementwise.unary"
            assert "diagonal_condition/index.html" in text


# --------------------------------------------------------------------------- broadcasting


def test_pullbacks_sum_the_axes_of_repeats(known):
    found = [record for record in known if record.stretched]
    assert len(found) >= 30
    for record in found:
        assert len(record.stretched) == 4, record.id
        for one in record.stretched:
            assert one.gradients == one.shapes
            assert one.value == np.broadcast_shapes(*one.shapes)
            for shape in one.shapes:
                total = np.ones(one.value).sum(axis=tuple(summed(shape, one.value)))
                assert total.size == np.ones(shape).size


# ------------------------------------------------------------------------------- dataflow


def test_pictures_are_small_and_whole(known, by_id):
    drawn = [record for record in known if record.flow]
    assert len(drawn) >= 100
    for record in drawn:
        layers = [node.layer for node in record.flow]
        assert len(layers) <= MOST and max(map(layers.count, layers)) <= WIDEST
        made = flow_section(record, Book(by_id))
        svg = ElementTree.fromstring(re.search(r"<svg.*?</svg>", made)[0])
        space = "{http://www.w3.org/2000/svg}"
        boxes = svg.findall(f"{space}rect")
        arrows = svg.findall(f"{space}path[@class='jb-flow-edge']")
        assert len(boxes) == len(record.flow)
        assert len(arrows) == sum(len(node.inputs) for node in record.flow)
        assert float(svg.get("width")) <= 430
        places = {(box.get("x"), box.get("y")) for box in boxes}
        assert len(places) == len(boxes), f"{record.id}: boxes lie on each other"
        assert svg.find(f"{space}desc").text == described(record.flow)


def test_arrows_lead_downwards(known, by_id):
    for record in known:
        for node in record.flow:
            assert all(record.flow[i].layer < node.layer for i in node.inputs)


def test_the_picture_of_a_neuron(by_id):
    labels = [node.label for node in by_id["neuron.activation"].flow]
    assert labels[-1] == "maximum" and {"w", "x", "b", "dot", "+"} <= set(labels)
