"""Exercises in a real browser: the answer box, what it says, and what it remembers."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

import pytest
from browsing import serious_barriers

pytestmark = pytest.mark.browser

PAGES = Path(__file__).resolve().parents[2] / "site" / "pages"
NAMES = sorted(p.stem for p in (PAGES / "tutorial").glob("*.md") if p.name != "index.md")


@pytest.fixture
def lesson(visit, built):
    def at(name, **options):
        found = visit(**options)
        found.page.goto(f"{built.as_uri()}/tutorial/{name}.html")
        return found

    return at


def said(page, number, text):
    """What the box says to an answer."""
    form = page.locator(f"#exercise-{number} form.jb-answer")
    form.locator("input").fill(text)
    form.locator("input").press("Enter")
    return form.locator("output").inner_text()


SAYS = {
    "scalar-rules": [
        (1, "13", "Right."),
        (1, "13.001", "Right."),
        (1, "26/2", "Right."),
        (1, "13.3", "Not yet. Close. Give one digit more."),
        (1, "-13", "Not yet. The sign is the other one."),
        (1, "20", "Not yet. You kept the 7."),
        (1, "6.5", "Not yet. This is half of it"),
        (1, "thirteen", "I cannot read this as numbers."),
        (1, "13, 13", "Not yet. Yours has the shape (2,); the answer has no axes"),
        (1, "99", "Not yet."),
        (1, "", "Type your answer first."),
        (2, "exp(x)*(1 + x)", "Right, at 3 points."),
        (2, "np.exp(x) + x*np.exp(x)", "Right, at 3 points."),
        (2, "exp(x)", "Not yet. The product of the two slopes"),
        (2, "exp(x", "A “)” is missing."),
        (2, "exp(z)", "There is no variable z"),
        (2, "alert(1)", "I do not know the function alert."),
        (2, "constructor(1)", "I do not know the function constructor."),
        (2, "__proto__", "There is no variable __proto__"),
    ],
    "jacobian": [
        (1, "6 3 2; 1 0 0", "Right."),
        (1, "[[6, 3, 2], [1, 0, 0]]", "Right."),
        (1, "6 1; 3 0; 2 0", "Not yet. This is the transpose."),
        (1, "6 3 2; 1 0 1", "Not yet. 5 of 6 numbers are right."),
        (2, "A", "Right"),
        (2, "A.T", "Not yet. This is denominator layout."),
    ],
    "element-wise": [
        (2, "diag(w) + 2*diag(x)", "Right"),
        (2, "w + 2*x", "Not yet. These are the slopes."),
    ],
    "neuron": [
        (3, "w*(dot(w, x) > 0)", "Right"),
        (3, "w", "Not yet. Only while it is active."),
    ],
    "chain-rules": [
        (5, "2*A.T@A@x", "Right"),
        (5, "2*A@x@A.T", "(2,) @ (3, 2) does not fit."),
    ],
    "loss-and-sgd": [
        (2, "-2/m*X.T@(y-X@w)", "Right"),
    ],
}
"""By lesson: number of the exercise, what is typed, and how the reply begins."""


@pytest.mark.parametrize("name", SAYS)
def test_the_box_says_what_is_wrong(lesson, name):
    at = lesson(name)
    for number, text, words in SAYS[name]:
        assert said(at.page, number, text).startswith(words), (number, text)
    assert at.errors == []


@pytest.mark.parametrize("name", NAMES)
def test_every_box_takes_the_stated_answer(lesson, name):
    source = (PAGES / "tutorial" / f"{name}.md").read_text(encoding="utf-8")
    stated = re.findall(r"^stated: (.*)$", source, re.MULTILINE)
    at = lesson(name)
    assert at.page.locator("form.jb-answer:visible").count() == len(stated)
    for number, text in enumerate(stated, 1):
        assert said(at.page, number, text).startswith("Right"), (number, text)
    assert at.page.locator(".jb-solved").count() == len(stated)


@pytest.mark.parametrize("name", NAMES)
def test_every_wrong_answer_is_recognised(lesson, name):
    at = lesson(name)
    for form in at.page.locator("form.jb-answer").all():
        answer = json.loads(html.unescape(form.get_attribute("data-answer")))
        if "points" in answer:
            continue
        for near in answer["near"]:
            form.locator("input").fill(json.dumps(near["value"]))
            form.locator("input").press("Enter")
            assert form.locator("output").inner_text() == f"Not yet. {near['say']}"


def test_progress_is_kept_on_this_machine_and_can_be_forgotten(lesson):
    at = lesson("scalar-rules")
    assert said(at.page, 1, "13") == "Right."
    at.page.reload()
    assert "jb-solved" in at.page.locator("#exercise-1").get_attribute("class")
    at.page.goto(at.page.url.replace("scalar-rules", "index"))
    place = at.page.locator("[data-progress='tutorial/scalar-rules']")
    assert place.inner_text() == "1 of 4 solved"
    at.page.click("text=Forget my progress")
    assert place.inner_text() == "4"
    at.page.reload()
    assert place.inner_text() == "4" and not at.page.is_visible("text=Forget my progress")
    assert at.outside() == [] and at.errors == []


def test_the_box_works_where_nothing_can_be_stored(visit, built):
    at = visit()
    refuse = "Object.defineProperty(window, 'localStorage', {get() { throw new Error('no'); }})"
    at.page.add_init_script(refuse)
    at.page.goto(f"{built.as_uri()}/tutorial/scalar-rules.html")
    assert said(at.page, 1, "13") == "Right."
    assert at.page.locator("#exercise-1.jb-solved").count() == 1


def test_everything_can_be_reached_from_the_keyboard(lesson):
    at = lesson("scalar-rules")
    at.page.locator("#exercise-1 input").focus()
    at.page.keyboard.type("13")
    at.page.keyboard.press("Tab")
    at.page.keyboard.press("Enter")
    assert at.page.locator("#exercise-1 output").inner_text() == "Right."
    at.page.keyboard.press("Tab")
    at.page.keyboard.press("Enter")
    assert at.page.locator("#exercise-1 details").first.locator("p").last.is_visible()


def test_without_scripts_there_is_question_hint_and_answer(lesson):
    at = lesson("vector-sums", java_script_enabled=False)
    assert at.page.locator("form.jb-answer:visible").count() == 0
    first = at.page.locator("#exercise-1")
    first.locator("summary", has_text="Answer").click()
    assert first.locator(".jb-solution math").is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["scalar-rules", "index"])
def test_no_serious_barrier(lesson, name, scheme):
    at = lesson(name, color_scheme=scheme)
    if name != "index":
        said(at.page, 1, "13")
        said(at.page, 2, "x")
        at.page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert serious_barriers(at.page) == []


@pytest.mark.parametrize("name", [*NAMES, "index"])
def test_a_phone_never_scrolls_sideways(lesson, name):
    at = lesson(name, viewport={"width": 390, "height": 844})
    at.page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert at.page.evaluate("document.documentElement.scrollWidth") <= 390


def test_pages_without_lessons_load_nothing_for_them(visit, built):
    at = visit()
    at.page.goto(f"{built.as_uri()}/quickstart.html")
    assert [url for url in at.requests if "/lessons/" in url] == []


GUIDES = (
    "index",
    "guides/index",
    "guides/layouts",
    "guides/how-to-read-a-derivation",
    "guides/from-jax",
    "guides/from-pytorch",
    "guides/from-sympy",
    "guides/from-matlab",
    "guides/api",
)


@pytest.mark.parametrize("name", GUIDES)
def test_guides_fit_a_phone_and_have_no_serious_barrier(visit, built, name):
    at = visit(viewport={"width": 390, "height": 844}, color_scheme="dark")
    at.page.goto(f"{built.as_uri()}/{name}.html")
    assert at.outside() == [] and at.errors == []  # axe asks for more
    assert at.page.evaluate("document.documentElement.scrollWidth") <= 390
    assert serious_barriers(at.page) == []


def test_code_stands_side_by_side_where_there_is_room(visit, built):
    tops = (
        "[...document.querySelector('.jb-beside').children].map(c => c.getBoundingClientRect().top)"
    )
    for width, beside in ((1300, True), (390, False)):
        at = visit(viewport={"width": width, "height": 844})
        at.page.goto(f"{built.as_uri()}/guides/from-jax.html")
        left, right = at.page.evaluate(tops)
        assert (left == right) == beside


def test_pictures_of_shapes_say_what_they_show(visit, built):
    at = visit()
    at.page.goto(f"{built.as_uri()}/guides/layouts.html")
    pictures = at.page.locator("svg.jb-boxes[role=img]")
    assert pictures.count() == 3
    described = [p.locator("desc").text_content() for p in pictures.all()]
    assert "numerator: shape (3,2) with the entries 2, 3, 2, 2, 6, 4" in described[0]


@pytest.mark.parametrize("words", ["Look up", "Learn", "Compute", "Add"])
def test_home_sends_everybody_on_their_way_within_one_screen(visit, built, words):
    at = visit()
    at.page.goto(f"{built.as_uri()}/index.html")
    place = at.page.locator(".jb-routes h3", has_text=words).bounding_box()
    assert place["y"] + place["height"] < 900
