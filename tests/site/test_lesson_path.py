"""Lessons in their order, with their neighbours and the list of all."""

import re
from pathlib import Path

import pytest
import yaml

from jacobook_site.lesson_path import INDEX, PACE, framed, lesson, words
from jacobook_site.placeholders import bare

ROOT = Path(__file__).resolve().parents[2]
PAGES = ROOT / "site" / "pages"
ORDER = [
    "scalar-rules",
    "partials-and-gradients",
    "jacobian",
    "element-wise",
    "scalar-expansion",
    "vector-sums",
    "chain-rules",
    "neuron",
    "loss-and-sgd",
    "training",
]
"""The order of the article."""


@pytest.fixture(scope="module")
def lessons():
    paths = [f"tutorial/{name}.md" for name in ORDER]
    return [lesson(path, (PAGES / path).read_text(encoding="utf-8")) for path in paths]


def test_the_navigation_has_the_lessons_in_the_article_s_order():
    nav = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))["nav"]
    (own,) = [section["Tutorial"] for section in nav if "Tutorial" in section]
    assert own == ["tutorial/index.md", *(f"tutorial/{name}.md" for name in ORDER)]


def test_a_lesson_knows_itself(lessons):
    assert all(each.question.endswith("?") and each.question[0].isupper() for each in lessons)
    assert all(each.exercises >= 3 and each.minutes >= 2 for each in lessons)
    assert all(each.minutes == -(-each.words // PACE) for each in lessons)


def test_words_are_counted_outside_of_code():
    text = "# One two\n\nThree `math: a b c` five.\n\n```python\nnot counted\n```\n\n- six\n"
    assert words(text) == 6


def test_neighbours_are_linked(lessons):
    text = "# The Jacobian\n\nText.\n"
    made = bare(framed("tutorial/jacobian.md", text, lessons))
    assert "Lesson 3 of 10 · about " in made
    assert re.findall(r"\]\(([\w-]+\.md)\)", made) == [
        "partials-and-gradients.md",
        "element-wise.md",
    ]
    first = bare(framed("tutorial/scalar-rules.md", text, lessons))
    last = bare(framed("tutorial/training.md", text, lessons))
    assert "Before" not in first and "Next" in first
    assert "Before" in last and "Next" not in last


def test_the_index_lists_all_of_them(lessons):
    made = bare(framed("tutorial/index.md", f"# T\n\n{INDEX}\n\nEnd.\n", lessons))
    assert re.findall(r"\]\(([\w-]+)\.md\)", made) == ORDER
    assert [int(n) for n in re.findall(r'data-of="(\d+)"', made)] == [e.exercises for e in lessons]
    assert INDEX not in made and made.endswith("End.\n")


def test_other_pages_are_left_alone(lessons):
    text = "# Other\n\nText.\n"
    assert framed("guides/derive.md", text, lessons) == text
