"""Exercises of hand-written pages: their answers are computed, and what is stated has to agree."""

import html
import json
import re
from pathlib import Path

import numpy as np
import pytest

import jacobook
from jacobook_site.exercise_block import ExerciseError, exercise_of
from jacobook_site.handwritten import Forms, PageError
from jacobook_site.placeholders import bare

PAGES = Path(__file__).resolve().parents[2] / "site" / "pages"
LESSONS = sorted(p for p in (PAGES / "tutorial").glob("*.md") if p.name != "index.md")
BLOCK = re.compile(r"^```exercise\n(.*?)^```$", re.MULTILINE | re.DOTALL)

NUMBER = """```exercise
What is the slope of `math: x**3 | x:()` at 2?

hint: The exponent comes down.
number: jb.grad(lambda x: x**3)(2.0)
stated: {stated}
not yet: {near} | That is the value.
answer: It is `math: 3*x**2 | x:()`, at 2.
```
"""
FORMULA = """```exercise
What is the gradient of `math: sum(A @ x) | A:(m,n); x:(n)`?

hint: Pull ones back.
formula: sum(A @ x) wrt=x | A:(m,n); x:(n)
stated: {stated}
not yet: {near} | Pull them back.
answer: The sums of the columns.
```
"""
IMPORTS = "```python exec\nimport numpy as np\nimport jacobook as jb\n```\n\n"


@pytest.fixture(scope="module")
def forms(known):
    return Forms(jacobook.Registry(packs=["jacobook_rules:pack"]), {r.id: r for r in known})


def data_of(made):
    return [json.loads(html.unescape(text)) for text in re.findall(r'data-answer="([^"]*)"', made)]


def test_a_number_is_computed_shown_and_given_to_the_script(forms):
    made = bare(forms.translated(IMPORTS + NUMBER.format(stated=12, near="2.0**3"), "t/p.md"))
    assert data_of(made) == [{"value": 12.0, "near": [{"value": 8.0, "say": "That is the value."}]}]
    assert "<mn>12</mn>" in made and "```text\n    12.0\n    ```" in made
    assert "print(jb.grad(lambda x: x**3)(2.0))" in made
    assert '??? tip "Hint"' in made and "`math:" not in made
    assert 'data-lesson="t/p" data-number="1"' in made and '<form class="jb-answer" hidden' in made


@pytest.mark.parametrize("stated", ["11", "12.001", "[12]", "-12"])
def test_a_wrong_stated_number_fails_the_page(forms, stated):
    with pytest.raises(PageError, match=r"t/p\.md: exercise 1: stated: .*12"):
        forms.translated(IMPORTS + NUMBER.format(stated=stated, near="8"), "t/p.md")


def test_a_wrong_answer_that_is_right_fails_the_page(forms):
    with pytest.raises(PageError, match="exercise 1: not yet: 3.0 \\* 4 is the right answer"):
        forms.translated(IMPORTS + NUMBER.format(stated=12, near="3.0 * 4"), "t/p.md")


def test_a_formula_is_derived_with_its_steps(forms):
    made = bare(forms.translated(FORMULA.format(stated="A.T @ ones(m)", near="ones(n)"), "t/p.md"))
    (data,) = data_of(made)
    assert len(data["points"]) == len(data["values"]) == 3
    for point, value in zip(data["points"], data["values"], strict=True):
        assert {"A", "x", "m", "n"} == set(point)
        assert np.allclose(np.sum(np.array(point["A"]), axis=0), value)
    assert len(data["near"][0]["values"]) == 3
    assert made.count('class="jb-step"') >= 3 and "<strong>Check.</strong>" in made


@pytest.mark.parametrize(
    "stated", ["A @ ones(n)", "2*A.T @ ones(m)", "sum(A)", "A.T @ ones(m) + 1e-6"]
)
def test_a_wrong_stated_formula_fails_the_page(forms, stated):
    with pytest.raises(PageError, match=r"t/p\.md: exercise 1: stated"):
        forms.translated(FORMULA.format(stated=stated, near="x"), "t/p.md")


@pytest.mark.parametrize(
    ("field", "message"),
    [
        ("number: 1 / 0\nstated: 1", "ZeroDivisionError"),
        ("number: x = 1\nstated: 1", "no expression"),
        ("number: [1, 2]\nstated: [1, 2]", "one number"),
        ("array: 3\nstated: 3", "one array"),
        ("formula: norm2(x wrt=x\nstated: x", "never closed"),
        ("number: 3\nstated: three", "ValueError"),
        ("number: 3", "missing.*stated"),
        ("number: 3\narray: [3]\nstated: 3", "missing or repeated"),
        ("number: 3\nstated: 3\nnot yet: 4", "no ` | `"),
    ],
)
def test_an_exercise_that_cannot_be_read_names_page_and_number(forms, field, message):
    block = f"```exercise\nQ?\n\nhint: H.\n{field}\nanswer: A.\n```\n"
    with pytest.raises(PageError, match=rf"(?s)t/p\.md: exercise 2: .*{message}"):
        forms.translated(IMPORTS + NUMBER.format(stated=12, near=8) + block, "t/p.md")


def test_an_exercise_uses_the_page_s_names_and_leaves_them_alone(forms):
    page = IMPORTS.replace("```\n\n", "a = 2\n```\n\n", 1)
    block = (
        "```exercise\nQ?\n\nhint: H.\nnumber:\n    a = a + 1\n\n    a\nstated: 3\nanswer: A.\n```\n"
    )
    made = bare(forms.translated(f"{page}{block}\n```python exec\nprint('a is', a)\n```\n", "p.md"))
    assert "a is 2" in made and "a = a + 1\n" in made


def test_fields_may_go_on_indented():
    exercise = exercise_of(
        "Q1\nQ2\n\nhint: one\n    two\nnumber:\n    a = 1\n\n    a\nstated: 1\nanswer: x\n    y\n"
    )
    assert (exercise.question, exercise.hint) == ("Q1\nQ2", "one\ntwo")
    assert (exercise.asked, exercise.explained, exercise.near) == ("a = 1\n\na", "x\ny", ())
    with pytest.raises(ExerciseError, match="missing"):
        exercise_of("Q\n\nhint: h\n")


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda p: p.stem)
def test_each_lesson_says_its_aims_and_has_exercises(lesson):
    text = lesson.read_text(encoding="utf-8")
    assert text.index("**After this lesson you can**") < text.index("\n## ")
    blocks = BLOCK.findall(text)
    assert 3 <= len(blocks) <= 6
    assert "??? success" not in text
    assert sum(bool(exercise_of(block).near) for block in blocks) >= 2


def test_the_path_has_formulas_to_derive_numbers_and_arrays():
    every = [exercise_of(b) for p in LESSONS for b in BLOCK.findall(p.read_text(encoding="utf-8"))]
    kinds = [exercise.kind for exercise in every]
    assert min(kinds.count("formula"), kinds.count("array"), kinds.count("number")) >= 8
