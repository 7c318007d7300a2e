"""Common mistakes: their numbers are wrong, the rule's are right, and nobody is shown nonsense."""

from __future__ import annotations

import numpy as np
import pytest

import jacobook
from jacobook_site.addresses import rule_path
from jacobook_site.mistakes.kinks import kinks
from jacobook_site.mistakes.measuring import failing
from jacobook_site.mistakes.slips import SLIPS
from jacobook_site.mistakes.trees import matches, text_of, tree_of
from jacobook_site.mistakes.view import WORDS, mistakes_view

BOOK = jacobook.Registry(packs=["jacobook_rules:pack"])

CLASSIC = {
    "act.softmax": "diagonal",
    "act.log_softmax": "diagonal",
    "linalg.det": "transposed",
    "linalg.matmul": "order",
    "linalg.solve": "transpose",
    "identity.form.least_squares": "inner",
    "identity.form.quadratic": "symmetric",
    "identity.form.quadratic_sym": "factor",
    "identity.form.axb": "transposed",
    "elementwise.multiply": "unsummed",
    "elementwise.add": "unsummed",
    "nn.dense_batch": "unsummed",
    "neuron.activation": "switch",
    "scalar.product": "product",
    "structural.chain.single": "place",
    "structural.chain.total": "term",
    "loss.mse": "factor",
    "ufunc.cos": "sign",
    "ufunc.tanh": "output",
    "act.relu": "kink",
}
"""A mistake that the page of a rule must show."""


def slopes(mistake):
    return [slope.number for slope in mistake.truth]


@pytest.mark.parametrize(("rule", "slip"), CLASSIC.items())
def test_classic_mistakes_are_shown(known, rule, slip):
    record = next(r for r in known if r.id == rule)
    assert slip in [one.slip for one in record.mistakes]


def test_wrong_numbers_are_wrong_and_right_ones_agree(known):
    count = 0
    for record in known:
        assert len(record.mistakes) <= 3
        assert len({one.slip for one in record.mistakes}) == len(record.mistakes)
        for one in record.mistakes:
            count += 1
            if one.slip == "kink":
                continue
            truth = slopes(one)
            assert len(truth) == 3, record.id
            assert max(truth) - min(truth) <= 1e-5 * max(map(abs, truth)), record.id
            if one.shape:
                assert one.shape != one.needed and one.number is None
            else:
                assert abs(one.number - truth[0]) > 0.01 * max(map(abs, (one.number, truth[0])))
    assert count >= 400


def test_the_number_of_a_transposed_gradient():
    """The determinant's page, worked out with NumPy alone."""
    x, v = np.array([[1.0, 2.0], [3.0, 5.0]]), np.array([[1.0, -1.0], [2.0, 1.0]])
    right = np.linalg.det(x) * np.linalg.inv(x).T
    step = 1e-6
    measured = (np.linalg.det(x + step * v) - np.linalg.det(x - step * v)) / (2 * step)
    first = next(one for one in failing(BOOK["linalg.det"], BOOK) if one.slip == "transposed")
    assert first.directions[0].values.entries == tuple(v.ravel())
    assert first.number == pytest.approx(np.sum(right.T * v))
    assert slopes(first) == pytest.approx([np.sum(right * v)] * 3)
    assert slopes(first)[0] == pytest.approx(measured)


def test_what_is_right_by_chance_is_no_mistake():
    assert "transposed" not in [one.slip for one in failing(BOOK["linalg.trace"], BOOK)]
    symmetric = jacobook.identity(
        "local.half_square",
        title="Half a square",
        function="0.5 * sum(X**2)",
        operands="X:(n,n)",
        derivative={"grad[X]": "(X.T).T"},
        vectors=(jacobook.TestVector(operands={"X": [[1.0, 2.0], [2.0, 5.0]]}, value=17.0),),
    )
    found = {one.slip: one for one in failing(symmetric, BOOK)}
    assert found["transposed"].operands, "at the symmetric example the transpose is right"


def test_a_rule_that_states_nonsense_shows_no_mistakes():
    wrong = jacobook.identity(
        "local.wrong",
        title="Wrong",
        function="sum(X**2)",
        operands="X:(m,n)",
        derivative={"grad[X]": "3 * X"},
    )
    assert list(failing(wrong, BOOK)) == []


def test_each_kind_of_mistake_occurs_and_has_words(known):
    told = {one.slip for record in known for one in record.mistakes}
    assert told <= set(WORDS)
    assert {slip.name for slip in SLIPS} - told <= {"handbook", "entrywise", "moving", "output"}


def test_pages_show_wrong_and_right_with_numbers(known, pages):
    record = next(r for r in known if r.id == "linalg.det")
    text = pages[rule_path("linalg.det")]
    assert "<mo>≠</mo>" in text and "✗ slope 2" in text and "✓ slope 5" in text
    for entry in known:
        assert ("{ #mistakes" in pages[rule_path(entry.id)]) == bool(entry.mistakes)
    assert mistakes_view("y", ()) == ""
    assert record.mistakes[0].wrong.latex != record.mistakes[0].right.latex


def test_kinks_have_different_slopes_and_the_choice_lies_between(known):
    found = [(record.id, kink) for record in known for kink in record.kinks]
    assert {"ufunc.absolute", "act.relu", "reduce.max", "linalg.norm2"} <= {i for i, _ in found}
    for name, kink in found:
        low, high = sorted((kink.left, kink.right))
        assert high - low > 1e-3, name
        assert low - 1e-5 <= kink.chosen <= high + 1e-5, name
        assert kink.why, name


def test_smooth_points_are_no_kinks():
    assert kinks(BOOK["ufunc.square"], BOOK) == ()
    assert [k.entry for k in kinks(BOOK["ufunc.absolute"], BOOK)] == ["x[0]"]


def test_patterns_bind_names_to_the_same_tree():
    found = matches(tree_of("a @ X @ a"), tree_of("(u - v) @ inv(S) @ (u - v)"), ("a", "X"))
    assert {name: text_of(tree) for name, tree in found.items()} == {"a": "u - v", "X": "inv(S)"}
    assert matches(tree_of("a @ X @ a"), tree_of("u @ S @ v"), ("a", "X")) is None
