"""The built site in a real browser: offline, on a phone, in the dark, without scripts."""

from __future__ import annotations

import pytest
from browsing import serious_barriers

pytestmark = pytest.mark.browser

KINDS = {
    "elementwise": "rules/ufunc/tanh/index.html",
    "linear": "rules/reduce/sum/index.html",
    "multilinear": "rules/linalg/matmul/index.html",
    "general": "rules/reduce/max/index.html",
    "derived": "rules/act/relu/index.html",
    "identity": "rules/neuron/affine/index.html",
    "structural": "rules/structural/chain/vector/index.html",
}
OTHERS = {
    "home": "index.html",
    "quickstart": "quickstart.html",
    "tutorial": "tutorial/chain-rules.html",
    "all rules": "rules/index.html",
    "family": "families/reduce/index.html",
    "numpy": "numpy/index.html",
    "packs": "packs/index.html",
    "verification": "verification/index.html",
    "derive": "guides/derive.html",
    "compile": "guides/compile.html",
    "speed": "verification/speed.html",
    "coverage": "verification/coverage.html",
    "sixty": "verification/sixty.html",
    "cookbook": "sources/matrix-cookbook.html",
    "errata": "sources/errata.html",
    "derivation": "rules/loss/neuron_mse/error_term/index.html",
}
PAGES = {**KINDS, **OTHERS}


@pytest.fixture(scope="session", params=["file", "http"])
def address(request, built):
    """Where the site is: in a folder, or behind a server on this machine."""
    return built.as_uri() if request.param == "file" else request.getfixturevalue("served")


def settle(page):
    """Wait until a page has asked for nothing more for half a second.

    Chromium's own word for it, `networkidle`, now and then never comes for a large page in a folder.
    """
    asked = []
    page.on("request", lambda request: asked.append(request))
    before = -1
    while before < len(asked):
        before = len(asked)
        page.wait_for_timeout(500)


@pytest.mark.parametrize("name", PAGES)
def test_pages_ask_nobody_else_and_raise_nothing(visit, address, name):
    at = visit()
    at.page.goto(f"{address}/{PAGES[name]}")
    settle(at.page)
    assert at.outside() == []
    assert at.errors == []


def test_the_filter_narrows_and_is_kept_in_the_address(visit, address):
    at = visit()
    at.page.goto(f"{address}/rules/index.html")
    rows = at.page.locator("#jb-rules tbody tr:visible")
    everything = rows.count()

    def wait_for(comparison):  # the search is fetched when it is first used
        count = "document.querySelectorAll('#jb-rules tbody tr:not([hidden])').length"
        at.page.wait_for_function(f"n => {count} {comparison} n", arg=everything)

    at.page.fill(".jb-filter input", "np.tanh")
    wait_for("<")
    assert rows.count() > 0
    at.page.fill(".jb-filter input", "")
    wait_for("==")
    at.page.select_option(".jb-filter select[name=kind]", "linear")
    wait_for("<")
    narrowed = rows.count()
    assert narrowed > 0 and "kind=linear" in at.page.url
    at.page.reload()
    wait_for("<")
    assert rows.count() == narrowed


def test_ids_can_be_copied(browser, visit, address):
    if address.startswith("file"):
        pytest.skip("browsers give files no clipboard")
    at = visit(permissions=["clipboard-read", "clipboard-write"])
    at.page.goto(f"{address}/{KINDS['elementwise']}")
    at.page.click("button.jb-copy")
    at.page.wait_for_selector("text=Copied")
    assert at.page.evaluate("navigator.clipboard.readText()") == "ufunc.tanh"


@pytest.mark.parametrize("name", PAGES)
def test_a_phone_never_scrolls_sideways(visit, built, name):
    at = visit(viewport={"width": 390, "height": 844})
    at.page.goto(f"{built.as_uri()}/{PAGES[name]}")
    assert at.page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_follow_the_system(visit, built, scheme):
    at = visit(color_scheme=scheme)
    at.page.goto(f"{built.as_uri()}/{KINDS['elementwise']}")
    back = at.page.evaluate("getComputedStyle(document.body).backgroundColor")
    brightness = sum(int(v) for v in back.removeprefix("rgb(").rstrip(")").split(","))
    assert (brightness > 600) == (scheme == "light")
    line = at.page.evaluate("getComputedStyle(document.querySelector('.jb-plot-value')).stroke")
    assert line not in ("none", "rgb(0, 0, 0)")


@pytest.mark.parametrize("name", ["elementwise", "identity", "all rules", "derive"])
def test_everything_is_readable_without_scripts(visit, built, name):
    at = visit(java_script_enabled=False)
    at.page.goto(f"{built.as_uri()}/{PAGES[name]}")
    text = at.page.inner_text("article")
    assert len(text) > 500
    assert at.page.locator("form.jb-filter:visible").count() == 0
    if name in KINDS:
        assert at.page.locator("math:visible").count() >= 4


def test_formulas_use_the_shipped_font(visit, built):
    at = visit()
    at.page.goto(f"{built.as_uri()}/{KINDS['multilinear']}")
    assert at.page.evaluate("document.fonts.ready.then(f => f.check('16px \"STIX Two Math\"'))")
    loaded = "[...document.fonts].filter(f => f.status == 'loaded').map(f => f.family)"
    assert any("STIX Two Math" in family for family in at.page.evaluate(loaded))


def test_steps_can_be_copied_as_latex(visit, address):
    if address.startswith("file"):
        pytest.skip("browsers give files no clipboard")
    at = visit(permissions=["clipboard-read", "clipboard-write"])
    at.page.goto(f"{address}/{OTHERS['derive']}")
    at.page.click("text=Copy as LaTeX")
    at.page.wait_for_selector("text=Copied")
    copied = at.page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("\\begin{aligned}\nf &= \\lVert") and copied.count("\\\\\n") == 4


def test_long_steps_scroll_in_their_own_box(visit, built):
    at = visit(viewport={"width": 390, "height": 844})
    at.page.goto(f"{built.as_uri()}/{KINDS['structural']}")
    boxes = "[...document.querySelectorAll('.jb-step > .jb-scroll')]"
    assert at.page.evaluate(f"{boxes}.some(box => box.scrollWidth > box.clientWidth)")
    assert at.page.evaluate(f"{boxes}.every(box => box.tabIndex == 0)")
    assert at.page.evaluate("document.documentElement.scrollWidth") <= 390


def test_folded_views_open_from_the_keyboard(visit, built):
    at = visit()
    at.page.goto(f"{built.as_uri()}/{OTHERS['derivation']}")
    view = at.page.locator(".jb-derivation details", has_text="Backward view").first
    assert not view.locator("math").first.is_visible()
    view.locator("summary").focus()
    at.page.keyboard.press("Enter")
    assert view.locator("math").first.is_visible()


DARK = ("elementwise", "general", "home", "quickstart", "derivation")
"""Pages also looked at in the dark: the colours are the same on all others."""


@pytest.mark.parametrize(
    ("name", "scheme"), [*((n, "light") for n in PAGES), *((n, "dark") for n in DARK)]
)
def test_no_serious_barrier(visit, built, name, scheme):
    at = visit(color_scheme=scheme)
    at.page.goto(f"{built.as_uri()}/{PAGES[name]}")
    assert serious_barriers(at.page) == []
