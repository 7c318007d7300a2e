"""The length of formulas, which says whether an answer of the engine is as short as a stated form."""

from __future__ import annotations

import pytest

import jacobook
from jacobook.expression import variable
from jacobook.parsing import Scope, parse
from jacobook_site.lengths import compared, printed, tokens

BOOK = jacobook.Registry(packs=["jacobook_rules:pack"])
"""The built-in rules: what is installed beside them is no part of the book."""

SCOPE = Scope({"X": ("n", "n"), "x": ("n",), "y": (), "a": ()}, {}, {"n": "n"})


def read(text):
    return parse(text, SCOPE, BOOK)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("x", 1),
        ("2*x", 3),
        ("(x)", 1),
        ("A.T", 2),
        ("x[0]", 3),
        ("f(x, y)", 3),
        ("-1.5e-3*x", 4),
        ("x**2 <= 3", 5),
        ("einsum([A, B], 'ij,jk->ik')", 5),
        ("S @ S where S = inv(X)", 8),
    ],
)
def test_names_numbers_and_operators_count(text, count):
    assert tokens(text) == count


def test_brackets_and_spaces_make_no_difference():
    assert tokens("((a)*( x ))") == tokens("a*x")


def test_both_sides_are_printed_alike():
    assert printed(read("a * (x)")) == printed(read("(a)*x")) == "a*x"


def test_a_part_that_occurs_repeatedly_is_named_once():
    text = printed(read("inv(X + X.T) @ inv(X + X.T) @ inv(X + X.T)"))
    assert text.count("inv") == 1 and " where " in text


def test_the_engine_may_use_the_name_of_the_value_where_the_author_does():
    value, result = read("norm2(x)"), variable("y", ())
    answer = read("x / norm2(x)")
    named = compared(read("x / y"), [answer], [value], result)
    assert (named.stated, named.engine, named.longer) == (3, 3, False)
    assert named.engine_text == "x/y"
    spelled = compared(read("x / (a * a)"), [answer], [value], result)
    assert spelled.engine_text == "x/norm2(x)"


def test_the_shortest_of_equal_answers_counts():
    found = compared(read("2 * x"), [read("x + x + 0 * x"), read("2 * x")], [], variable("y", ()))
    assert found.engine == 3 and not found.longer


def test_a_longer_answer_is_called_longer():
    found = compared(read("x"), [read("1 * x")], [], variable("y", ()))
    assert found.longer and (found.stated, found.engine) == (1, 3)
