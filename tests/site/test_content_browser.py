"""Mistakes, tags, notation and dataflow in a browser: on a phone, in the dark, for everybody."""

from __future__ import annotations

import pytest
from browsing import serious_barriers

pytestmark = pytest.mark.browser

PAGES = {
    "notation": "notation/index.html",
    "tags": "tags/index.html",
    "mistakes by shape": "rules/identity/form/least_squares/index.html",
    "mistakes by slope": "rules/linalg/det/index.html",
    "broadcasting": "rules/elementwise/multiply/index.html",
    "kinks": "rules/act/relu/index.html",
    "many relations": "rules/linalg/matmul/index.html",
    "dataflow": "rules/neuron/activation/index.html",
}


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("width", [390, 1300])
def test_nothing_sticks_out(visit, built, name, width):
    at = visit(viewport={"width": width, "height": 844})
    at.page.goto(f"{built.as_uri()}/{PAGES[name]}")
    assert at.page.evaluate("document.documentElement.scrollWidth") <= width
    assert at.errors == [] and at.outside() == []


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_serious_barrier(visit, built, name, scheme):
    at = visit(color_scheme=scheme)
    at.page.goto(f"{built.as_uri()}/{PAGES[name]}")
    assert serious_barriers(at.page) == []


def test_pictures_fit_a_phone_and_can_be_read_there(visit, built):
    at = visit(viewport={"width": 390, "height": 844})
    at.page.goto(f"{built.as_uri()}/{PAGES['dataflow']}")
    box = at.page.locator(".jb-flow-picture").bounding_box()
    assert 150 < box["width"] <= 390
    label = at.page.locator(".jb-flow-label").first.bounding_box()
    assert label["height"] >= 9


def test_the_numbers_of_mistakes_are_seen_on_a_phone_without_scrolling(visit, built):
    at = visit(viewport={"width": 390, "height": 844})
    for name in ("mistakes by shape", "mistakes by slope"):
        at.page.goto(f"{built.as_uri()}/{PAGES[name]}")
        for verdict in at.page.locator(".jb-verdict").all():
            box = verdict.bounding_box()
            assert box["x"] >= 0 and box["x"] + box["width"] <= 390


def test_tags_and_symbols_lead_to_their_places(visit, built):
    at = visit()
    at.page.goto(f"{built.as_uri()}/{PAGES['kinks']}")
    at.page.click(".jb-related a:text-is('has a kink')")
    at.page.wait_for_url("**/tags/index.html#tag-has-a-kink")
    assert at.page.locator("#tag-has-a-kink").is_visible()
    at.page.goto(f"{built.as_uri()}/{PAGES['kinks']}")
    at.page.click("#shapes ~ div a:text-is('not zero')")
    at.page.wait_for_url("**/notation/index.html#domains")


def test_everything_is_there_without_scripts(visit, built):
    at = visit(java_script_enabled=False)
    at.page.goto(f"{built.as_uri()}/{PAGES['kinks']}")
    assert at.page.locator(".jb-mistake").first.is_visible()
    at.page.goto(f"{built.as_uri()}/{PAGES['dataflow']}")
    assert at.page.locator(".jb-flow-picture").is_visible()


@pytest.mark.parametrize("family", ["array", "linalg", "loss", "nn", "stat", "structured"])
def test_tables_of_chapters_fit_a_wide_page(visit, built, family):
    at = visit()
    at.page.goto((built / f"families/{family}/index.html").as_uri())
    hidden = at.page.evaluate(
        "[...document.querySelectorAll('.jb-scroll')].map(e => e.scrollWidth - e.clientWidth)"
    )
    assert max(hidden) < 24, "pixels that lie outside of a table's box"
