"""What the engine derives for identities and structural rules, and how pages show it."""

from __future__ import annotations

import dataclasses
import json
import re

import pytest
from msgspec import convert, to_builtins

import jacobook
from jacobook.testing import check_rule
from jacobook_site import derivations as site_derivations
from jacobook_site.addresses import rule_path
from jacobook_site.book import Book
from jacobook_site.derivation_view import derivation_section
from jacobook_site.derivations import (
    DIFFERENT,
    KINDS,
    NOT_DERIVED,
    SAME_FORM,
    SAME_INDEX_FORM,
    Proof,
    RuleDerivations,
    rule_derivations,
    shown,
)
from jacobook_site.lengths import Lengths
from jacobook_site.records import record
from jacobook_site.rule_page import rule_page
from jacobook_site.worked_instances import derived

BOOK = jacobook.Registry(packs=["jacobook_rules:pack"])
"""The built-in rules: what is installed beside them is no part of the book."""

CONSTANTS = {"scalar.constant", "structural.constant", "diff.constant"}
"""Rules about what does not change: the engine derives nothing, and the page says why."""

ABOUT_A_DERIVATIVE = {"elem", "grad", "jac", "hess", "vjp", "d"}

THE_VARIABLE_ITSELF = {"structural.single_entry"}
"""Rules whose function is the variable: there is nothing between it and its differential."""


@pytest.fixture(scope="module")
def own(known):
    return {r.id: r for r in known if r.kind in KINDS}


def packed(rule):
    """A registry of the book and one rule of a third party, and the rule."""
    pack = jacobook.RulePack("acme", title="Acme").add(rule)
    registry = jacobook.Registry(packs=["jacobook_rules:pack", pack])
    return registry[rule.id], registry


def forms(rule):
    """The forms of a rule's statements."""
    return {clause.form for clause in rule.derivative}


def latex(worked):
    """The formulas of a derivation."""
    return [re.search('alttext="([^"]*)"', line.mathml)[1] for line in worked.lines]


def test_every_identity_and_law_is_derived_or_says_why_not(own):
    assert len(own) > 90
    equalities = {r.id for r in BOOK if not r.functions and not ABOUT_A_DERIVATIVE & forms(r)}
    silent = {name for name, r in own.items() if not r.derivations.worked}
    assert silent == CONSTANTS | (equalities & set(own))
    assert {name for name, r in own.items() if r.derivations.gaps} == CONSTANTS


def test_a_page_without_a_derivation_does_not_claim_one(own, pages):
    for name in ("identity.kron.mixed", *CONSTANTS):
        claims = "The engine derived this" in pages[rule_path(name)]
        assert claims == bool(own[name].derivations.worked), name


def test_every_statement_is_proved_equal(own):
    open_ones = {
        (name, proof.label): proof.tier
        for name, r in own.items()
        for proof in r.derivations.proofs
        if not proof.holds
    }
    assert open_ones == {}
    assert {name: len(r.derivations.proofs) for name, r in own.items()} == {
        rule.id: len(rule.derivative) for rule in BOOK if rule.kind in KINDS
    }


def test_there_are_proofs_of_every_tier(own):
    tiers = {p.tier for r in own.values() for p in r.derivations.proofs}
    assert {SAME_FORM, SAME_INDEX_FORM, "equal values at 12 random points"} <= tiers


def test_derivations_begin_with_the_function_and_end_with_a_check(own):
    for name, entry in own.items():
        for worked in entry.derivations.worked:
            assert worked.lines[0].reason[0][0] == "The function.", name
            assert len(worked.lines) >= (2 if name in THE_VARIABLE_ITSELF else 3), name
            assert float(re.match(r"relative error (\S+)", worked.check)[1]) < 1e-6, name
            assert "seed 0" in worked.check


def test_scalar_functions_have_both_views(own):
    worked = own["loss.mse"].derivations.worked[0]
    assert worked.title == "Gradient by p"
    assert len(worked.backward) >= 4
    assert any(r"\bar" in line.mathml for line in worked.backward)


def test_a_rule_is_not_derived_from_itself(own):
    for name in ("linalg.norm2_squared", "linalg.norm_fro_squared"):
        for worked in own[name].derivations.worked:
            cited = {rule for line in (*worked.lines, *worked.backward) for _, rule in line.reason}
            assert cited - {""} and name not in cited


def test_left_sides_have_the_name_that_the_rule_gives_its_value(own):
    first = latex(own["loss.mse"].derivations.worked[0])
    assert first[0].startswith("C = ") and first[-1].startswith(r"\nabla_{\mathbf{p}} C = ")


def test_a_law_is_derived_on_its_worked_instance(own):
    chain = own["structural.chain.diagonal"].derivations
    assert len(chain.instance) == 2 and r"\sin(\mathbf{u})" in "".join(chain.instance)
    formulas = latex(chain.worked[0])
    assert formulas[0] == r"\mathbf{y} = \sin(\mathbf{x}^2)"
    assert r"\cos(\mathbf{x}^2)" in formulas[-1]


def test_a_wrong_statement_is_found_and_fails_the_build():
    rule, registry = packed(
        jacobook.identity(
            "acme.wrong",
            title="Wrong",
            function="norm2(x)**2",
            operands="x:(n)",
            derivative={"grad[x]": "3 * x", "d": "2 * dot(x, dx)"},
        )
    )
    found = rule_derivations(rule, registry)
    assert [p.tier for p in found.proofs] == [DIFFERENT, SAME_FORM]
    entry = record(rule, registry, derivations=found)
    assert any("gradient by x" in problem for problem in entry.problems)
    assert "the engine derives something else" in rule_page(entry, Book({entry.id: entry}))


def test_a_statement_that_cannot_be_read_is_a_problem_or_open():
    rule, registry = packed(
        jacobook.identity(
            "acme.unknown",
            title="Unknown",
            function="norm2(x)**2",
            operands="x:(n)",
            derivative={"grad[x]": "nonsense(x)"},
        )
    )
    found = rule_derivations(rule, registry)
    assert found.proofs[0].tier == "not derived" and "nonsense" in found.proofs[0].detail
    assert found.worked


def test_the_domain_of_operands_becomes_facts():
    rule, registry = packed(
        jacobook.identity(
            "acme.quadratic",
            title="Quadratic form",
            function="x @ S @ x",
            operands="x:(n); S:(n,n) sym",
            derivative={"grad[x]": "2 * S @ x"},
        )
    )
    assert rule_derivations(rule, registry).proofs[0].tier == SAME_FORM


def test_points_lie_in_the_declared_domain():
    rule, registry = packed(
        jacobook.identity(
            "acme.piece",
            title="A piece",
            function="absolute(x)",
            operands="x:(n) range(-2.0,-1.0)",
            derivative={"elem[x]": "-1"},
        )
    )
    (proof,) = rule_derivations(rule, registry).proofs
    assert proof.tier == "equal values at 12 random points"


def stated(function, operands, **derivative):
    """The proofs of an identity of a third party; its statements by form, `d` and `true` among them."""
    rule, registry = packed(
        jacobook.identity(
            "acme.stated",
            title="Stated",
            function=function,
            operands=operands,
            derivative=derivative,
        )
    )
    return rule_derivations(rule, registry)


def test_a_statement_that_speaks_of_no_derivative_is_evaluated_by_itself():
    truths = ("norm2(x)**2 == sum(x**2)", "(y >= 0) & (x**2 <= y)")
    found = stated("norm2(x)**2", "x:(n)", true=truths)
    assert [p.tier for p in found.proofs] == ["holds at 12 random points"] * 2
    assert found.problems == () and all(p.holds for p in found.proofs)


@pytest.mark.parametrize("text", ["norm2(x)**2 == sum(x)", "y <= 0"])
def test_a_statement_that_does_not_hold_is_a_problem(text):
    found = stated("norm2(x)**2", "x:(n)", true=text)
    assert found.proofs[0].tier == DIFFERENT and not found.proofs[0].holds
    assert any("also true" in problem for problem in found.problems)


def test_the_tangent_of_a_structured_operand_has_its_structure():
    found = stated("sum(A**2)", "A:(n,n) sym*", d="2 * sum(A * dA.T)")
    assert found.problems == () and found.proofs[0].holds
    free = stated("sum(A**2)", "A:(n,n)", d="2 * sum(A * dA.T)")
    assert free.proofs[0].tier == DIFFERENT


def test_a_differential_on_the_simplex_moves_inside_it():
    moving = stated("sum(x**2)", "x:(n) prob*", d="2 * sum((x - 1) * dx)")
    assert moving.problems == () and moving.proofs[0].holds
    free = stated("sum(x**2)", "x:(n)", d="2 * sum((x - 1) * dx)")
    assert free.proofs[0].tier == DIFFERENT


def test_sizes_may_be_products_of_letters():
    found = stated(
        "norm2(kron(A, B) @ x)**2",
        "A:(p,p); B:(q,q); x:(p*q)",
        **{"grad[x]": "2 * kron(A, B).T @ (kron(A, B) @ x) + 0 * vec(outer(B[0], A[0]))"},
    )
    assert found.problems == () and found.proofs[0].holds


def test_lengths_are_measured_where_both_sides_are_formulas():
    found = stated("norm2(x)**2", "x:(n)", **{"grad[x]": "x + x", "true": "y >= 0"})
    lengths = found.proofs[0].lengths
    assert (lengths.stated, lengths.engine, lengths.longer) == (3, 3, False)
    assert lengths.engine_text == "2*x" and found.proofs[1].lengths is None
    assert convert(to_builtins(found), RuleDerivations) == found


def test_the_name_of_the_value_is_free_for_the_engine_too():
    found = stated("norm2(x)", "x:(n)", **{"grad[x]": "x / y"})
    assert found.proofs[0].lengths.engine_text == "x/y"


def test_each_derivative_is_derived_once(monkeypatch):
    calls = []

    def counted(problem, order=1):
        calls.append((str(problem.wrt["name"]), order))
        return derived(problem, order)

    monkeypatch.setattr(site_derivations, "derived", counted)
    stated(
        "norm2(x)**2", "x:(n)", **{"grad[x]": "2 * x", "hess[x]": "2 * eye(n)", "d": "2 * x @ dx"}
    )
    assert sorted(calls) == [("x", 1), ("x", 2)]


def test_a_page_says_what_is_longer_and_what_is_not_reached():
    rule, registry = packed(
        jacobook.identity(
            "acme.longer",
            title="Longer",
            function="norm2(x)**2",
            operands="x:(n)",
            derivative={"grad[x]": "2 * x", "hess[x]": "2 * eye(n)"},
        )
    )
    found = rule_derivations(rule, registry)
    proofs = (
        dataclasses.replace(found.proofs[0], lengths=Lengths(3, 9, "2*x", "x*<i>")),
        Proof("Hessian by x", NOT_DERIVED, "out of reach"),
    )
    entry = record(rule, registry, derivations=dataclasses.replace(found, proofs=proofs))
    page = rule_page(entry, Book({entry.id: entry}))
    assert "The engine does not reach 1 of the 2 stated forms." in page
    assert "longer than 1 of the 2 stated forms." in page
    assert "3 tokens; the engine’s 9, longer" in page and "<code>x*&lt;i&gt;</code>" in page
    assert "out of reach" in page


def test_a_page_without_shortfalls_has_no_notice():
    rule, registry = packed(
        jacobook.identity(
            "acme.fine",
            title="Fine",
            function="norm2(x)**2",
            operands="x:(n)",
            derivative={"grad[x]": "2 * x"},
        )
    )
    entry = record(rule, registry, derivations=rule_derivations(rule, registry))
    page = rule_page(entry, Book({entry.id: entry}))
    assert "The engine does not reach" not in page and "answer is longer" not in page
    assert "3 tokens" in page


def test_rules_of_other_kinds_have_no_derivation():
    registry = BOOK
    assert (
        rule_derivations(registry["linalg.matmul"], registry) == site_derivations.RuleDerivations()
    )


def test_pages_show_steps_with_links_and_how_they_compare(own, known, pages):
    everything = {r.id: r for r in known}
    for name, entry in own.items():
        page = pages[rule_path(name)]
        assert "## Derivation { #derivation" in page, name
        section = derivation_section(entry, everything)
        assert section in page, name
        views = [view for w in entry.derivations.worked for view in (w.lines, w.backward)]
        assert section.count('class="jb-step"') == sum(map(len, views))
        for line in (line for view in views for line in view):
            used = [rule for _, rule in line.reason if rule and rule != name]
            assert all(f'title="{rule}"' in section for rule in used), name
        assert page.count("<tr><td>") >= len(entry.derivations.proofs)
    assert 'href="../../linalg/norm2_squared/index.html"' in pages[rule_path("loss.mse")]


def test_the_data_says_how_statements_were_proved(pages):
    rules = {r["id"]: r for r in json.loads(pages["catalogue.json"])["rules"]}
    proofs = {name: rule["verification"]["proofs"] for name, rule in rules.items()}
    assert proofs["linalg.norm2_squared"][0]["tier"] == SAME_FORM
    assert proofs["linalg.matmul"] == []


def test_text_of_a_third_party_stays_inert():
    rule, registry = packed(
        jacobook.identity(
            "acme.loud",
            title="Loud <script>",
            function="norm2(x)**2",
            operands="x:(n)",
            derivative={"grad[x]": "2 * x"},
        )
    )
    entry = record(rule, registry, derivations=rule_derivations(rule, registry))
    assert "<script" not in rule_page(entry, Book({entry.id: entry}))
    assert check_rule(rule, registry)


def test_titles_in_reasons_become_links():
    found = jacobook.derive("norm2(X @ w - y)**2", wrt="w")
    pieces = [piece for line in shown(found).lines for piece in line.reason]
    assert ("Squared Euclidean norm", "linalg.norm2_squared") in pieces
    assert ("Matrix product", "linalg.matmul") in pieces
    assert any("<math" in text for text, _ in pieces)
