"""Arrays as plain data, real and complex."""

from __future__ import annotations

import json

import msgspec
import numpy as np
import pytest

import jacobook
from jacobook_site.examples import examples
from jacobook_site.numbers import Numbers, literal, numbers, numbers_mathml, shown

BOOK = jacobook.Registry(packs=["jacobook_rules:pack"])
"""The built-in rules: what is installed beside them is no part of the book."""

COMPLEX = np.array([[1 + 2j, 0], [-3, -1j]])


def test_complex_entries_keep_both_parts_as_json():
    made = numbers(COMPLEX)
    assert made.flat == (1.0, 0.0, -3.0, 0.0) and made.imaginary == (2.0, 0.0, 0.0, -1.0)
    assert made.entries == tuple(COMPLEX.ravel().tolist())
    again = msgspec.convert(json.loads(json.dumps(msgspec.to_builtins(made))), Numbers)
    assert again == made


@pytest.mark.parametrize(
    "array", [COMPLEX, np.arange(6.0).reshape(1, 2, 3), np.array(2.5), np.zeros((0, 2))]
)
def test_a_literal_gives_the_array_back(array):
    import ast

    text = literal(numbers(array))
    assert np.array_equal(np.array(ast.literal_eval(text)).reshape(array.shape), array)


@pytest.mark.parametrize(
    ("value", "text"),
    [(1j, "i"), (-1j, "−i"), (2 - 3j, "2 − 3i"), (2 + 0j, "2"), (-0.5 + 1j, "−0.5 + i")],
)
def test_complex_numbers_are_written_as_sums(value, text):
    assert shown(value) == text


def test_a_matrix_of_complex_numbers_is_typeset():
    assert "<mn>1 + 2i</mn>" in numbers_mathml(numbers(COMPLEX))


def test_a_complex_example_has_a_value_and_pullbacks_but_no_jacobian():
    (first, *_) = examples(BOOK["complex.conj"], BOOK)
    assert not first.problem and first.value is not None and first.value.imaginary
    assert first.gradients and first.jacobians == ()


@pytest.mark.parametrize("name", ["linalg.qr", "linalg.svd", "linalg.eigh", "array.unique"])
def test_examples_of_functions_with_several_results_are_computed(name):
    for one in examples(BOOK[name], BOOK):
        assert one.raises or (not one.problem and one.gradients), one.name
