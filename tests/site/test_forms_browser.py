"""Layouts, copying and places of formulas in a real browser."""

from __future__ import annotations

import subprocess
import sys

import pytest
from browsing import copied, serious_barriers

pytestmark = pytest.mark.browser

DET = "rules/linalg/det/index.html"
CHAIN = "rules/structural/chain/vector/index.html"
NEURON = "rules/neuron/activation/index.html"
MATMUL = "rules/linalg/matmul/index.html"
AFFINE = "rules/neuron/affine/index.html"


@pytest.mark.parametrize(
    ("page", "anchor", "text", "matlab", "latex"),
    [
        (DET, "grad-X", "det(X)*inv(X).T", "det(X)*inv(X)'", "\\nabla_{\\mathbf{X}}"),
        (MATMUL, "pullback-A", "Y_bar @ B.T", "Y_bar*B'", "\\mathbf{B}^\\top"),
        (
            "rules/ufunc/tanh/index.html",
            "pushforward",
            "(1 - tanh(x)**2)*x_dot",
            ".*x_dot",
            "\\odot",
        ),
    ],
)
def test_each_format_is_copied(visit, served, page, anchor, text, matlab, latex):
    at = visit(permissions=["clipboard-read", "clipboard-write"])
    at.page.goto(f"{served}/{page}")
    assert copied(at, anchor, "Text") == text
    assert matlab in copied(at, anchor, "MATLAB")
    assert latex in copied(at, anchor, "LaTeX")
    assert copied(at, anchor, "Link") == f"{served}/{page}#{anchor}"
    assert _printed(copied(at, anchor, "NumPy"))
    assert _printed(copied(at, anchor, "SymPy")) == ""
    assert at.errors == []


def _printed(program):
    """What a program prints in a fresh Python."""
    done = subprocess.run(
        [sys.executable, "-I", "-c", program], check=True, capture_output=True, text=True
    )
    return done.stdout


def test_what_has_no_form_has_no_button(visit, built):
    at = visit()
    at.page.goto(f"{built.as_uri()}/{CHAIN}")
    at.page.locator("#jac-x .jb-take").click()
    assert at.page.locator("#jac-x .jb-menu button").all_inner_texts() == ["LaTeX", "Text", "Link"]


def test_the_menu_works_from_the_keyboard(visit, built):
    at = visit()
    at.page.goto(f"{built.as_uri()}/{DET}")
    button = at.page.locator("#grad-X .jb-take")
    button.focus()
    at.page.keyboard.press("Enter")
    at.page.locator(".jb-menu").wait_for()
    assert button.get_attribute("aria-expanded") == "true"
    assert at.page.evaluate("document.activeElement.textContent") == "LaTeX"
    at.page.keyboard.press("Escape")
    at.page.locator(".jb-menu").wait_for(state="detached")
    assert at.page.evaluate("document.activeElement.dataset.form") == "grad-X"


def _layouts(at):
    """Which layouts can be seen."""
    return [
        name
        for name in ("numerator", "denominator")
        if at.page.locator(f"article .jb-in-{name} math:visible").count()
    ]


def test_the_layout_is_kept_over_pages(visit, served):
    at = visit()
    at.page.goto(f"{served}/{DET}")
    assert _layouts(at) == ["numerator"]
    at.page.get_by_label("denominator", exact=True).check()
    assert _layouts(at) == ["denominator"]
    at.page.goto(f"{served}/{AFFINE}")
    assert _layouts(at) == ["denominator"]
    assert at.page.get_by_label("denominator", exact=True).is_checked()
    at.page.goto(f"{served}/families/structural/index.html")
    assert _layouts(at) == ["denominator"]


@pytest.mark.parametrize("where", ["file", "http"])
def test_a_link_says_the_layout(visit, built, served, where):
    start = built.as_uri() if where == "file" else served
    at = visit()
    at.page.goto(f"{start}/{DET}?layout=denominator#jac-X")
    assert _layouts(at) == ["denominator"]
    at.page.goto(f"{start}/{AFFINE}")
    assert _layouts(at) == ["denominator"]
    at.page.goto(f"{start}/{AFFINE}?layout=nonsense")
    assert len(_layouts(at)) == 1
    assert at.errors == []


def test_the_steps_follow_the_layout(visit, built):
    at = visit()
    at.page.goto(f"{built.as_uri()}/{CHAIN}?layout=denominator")
    assert at.page.locator(".jb-step .jb-in-denominator math:visible").count()
    assert not at.page.locator(".jb-step .jb-in-numerator math:visible").count()


def test_without_scripts_both_layouts_are_shown_with_their_names(visit, built):
    at = visit(java_script_enabled=False)
    at.page.goto(f"{built.as_uri()}/{DET}")
    assert _layouts(at) == ["numerator", "denominator"]
    assert at.page.locator("text=denominator layout >> visible=true").count()
    assert at.page.locator(".jb-take:visible, .jb-layout-switch:visible").count() == 0


def test_print_has_both_layouts_and_no_buttons(visit, built):
    at = visit()
    at.page.goto(f"{built.as_uri()}/{DET}")
    at.page.emulate_media(media="print")
    assert _layouts(at) == ["numerator", "denominator"]
    assert at.page.locator(".jb-take:visible, .jb-layout-switch:visible").count() == 0


def test_links_lead_to_statements_and_steps(visit, built):
    at = visit()
    at.page.goto(f"{built.as_uri()}/{CHAIN}")
    places = at.page.locator("article .jb-place")
    targets = {place.get_attribute("href")[1:] for place in places.all()}
    assert {"function", "jac-x", "pullback-x", "differential"} <= targets
    assert any(target.startswith("step-") for target in targets)
    known = at.page.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)")
    assert targets <= set(known) and len(set(known)) == len(known)


@pytest.mark.parametrize("name", [DET, CHAIN, NEURON, MATMUL])
def test_a_phone_never_scrolls_sideways_with_an_open_menu(visit, built, name):
    at = visit(viewport={"width": 390, "height": 844})
    at.page.goto(f"{built.as_uri()}/{name}")
    at.page.locator(".jb-take").first.click()
    assert at.page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", [DET, NEURON])
def test_no_serious_barrier_with_an_open_menu(visit, built, name, scheme):
    at = visit(color_scheme=scheme)
    at.page.goto(f"{built.as_uri()}/{name}")
    at.page.locator(".jb-take").first.click()
    assert serious_barriers(at.page) == []
