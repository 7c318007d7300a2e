"""A pack with hostile text in every field, its pages seen in a real browser."""

from __future__ import annotations

import re

import pytest
from browsing import Visit, serious_barriers
from hostile_pack.texts import TEXTS

from jacobook_site.rule_page import SECTIONS

pytestmark = pytest.mark.browser

PAGES = [f"rules/evil/text/{name}/index.html" for name in TEXTS]
PAGES += [f"rules/evil/page/{n}/index.html" for n in ("plots", "raising", "large", "odd", "wrong")]
PAGES += ["index.html", "rules/index.html", "families/evil/index.html", "sources/index.html"]

HEADINGS = {*(title for _, title, _ in SECTIONS), "All rules", "All forms", "Sources"}
BADGES = re.compile(
    r"kind: [a-z-]+|status: [a-z]+|pack: evil|checked|unchecked|failing|passed|failed"
    r"|same form|same index form|equal values at \d+ random points"
)
ELEMENTS = {
    *("a", "blockquote", "br", "button", "code", "details", "div", "em", "figcaption", "figure"),
    *("form", "h1", "h2", "h3", "i", "input", "label", "li", "nav", "noscript", "ol", "option"),
    *("output", "p", "pre", "select", "span", "strong", "summary", "ul"),
    *("table", "tbody", "td", "th", "thead", "tr"),
    *("circle", "desc", "g", "line", "path", "svg", "text", "title"),
    *(
        "math",
        "mfrac",
        "mi",
        "mn",
        "mo",
        "mover",
        "mroot",
        "mrow",
        "msqrt",
        "msub",
        "msubsup",
        "msup",
    ),
    *("mtable", "mtd", "mtext", "mtr"),
}

LOOK = """
() => {
  const article = document.querySelector("article");
  const all = [...article.querySelectorAll("*")];
  const names = (e) => [...e.attributes].map((a) => a.name);
  return {
    pwned: typeof window.pwned,
    title: document.title,
    elements: [...new Set(all.map((e) => e.localName))],
    handlers: all.flatMap((e) => names(e).filter((n) => n.startsWith("on"))),
    styles: all.filter((e) => e.hasAttribute("style") && e.style.cssText != "text-align: left;")
      .filter((e) => !e.matches(".jb-live-grid") || !/^--columns: ?\\d+;$/.test(e.style.cssText))
      .map((e) => e.outerHTML.slice(0, 200)),
    links: all.filter((e) => e.localName == "a" && e.hasAttribute("href"))
      .map((e) => [e.href, e.rel, e.getAttribute("href")]),
    headings: [...article.querySelectorAll("h1, h2, h3, h4, h5, h6")]
      .map((e) => [e.localName, e.innerText.replace("\\u00b6", "").trim()]),
    badges: [...article.querySelectorAll(".jb-badge")].map((e) => e.textContent),
    marks: [...article.querySelectorAll(".jb-mark")].map((e) => e.dataset.mark),
    ids: [...document.querySelectorAll("[id]")].map((e) => e.id),
    fixed: all.filter((e) => ["fixed", "sticky"].includes(getComputedStyle(e).position)).length,
    roots: document.querySelectorAll("article, main, header.md-header").length,
    wide: document.documentElement.scrollWidth,
    out: all.filter((e) => {
        const box = e.getBoundingClientRect(), room = article.getBoundingClientRect();
        const hidden = e.closest(".jb-scroll, .highlight, .jb-pair, svg, .md-typeset__scrollwrap, "
          + "table:not([class]), .headerlink, math");
        return !hidden && box.width && (box.right > room.right + 1 || box.left < room.left - 1);
      }).map((e) => e.outerHTML.slice(0, 200)),
  };
}
"""


@pytest.fixture(scope="module", params=[1300, 390], ids=["desk", "phone"])
def seen(request, browser, hostile_site):
    """What a browser makes of each page, on a desk and on a phone."""
    at = Visit(browser, viewport={"width": request.param, "height": 900})
    dialogs = []
    at.page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    found = {}
    for path in PAGES:
        at.page.goto((hostile_site / path).as_uri())
        found[path] = {**at.page.evaluate(LOOK), "width": request.param}
    at.page.wait_for_timeout(200)
    yield found, at, dialogs
    at.context.close()


def test_no_script_runs_and_nobody_else_is_asked(seen):
    found, at, dialogs = seen
    assert {
        path: page["pwned"] for path, page in found.items() if page["pwned"] != "undefined"
    } == {}
    assert at.outside() == [] and at.errors == [] and dialogs == []


def test_only_the_host_s_elements_are_there(seen):
    for path, page in seen[0].items():
        assert set(page["elements"]) <= ELEMENTS, path
        assert page["handlers"] == [], path
        assert page["fixed"] == 0 and page["styles"] == [], path
        assert page["roots"] == 3, path


def test_links_lead_to_pages_of_the_site_or_to_the_web(seen):
    for path, page in seen[0].items():
        for url, rel, given in page["links"]:
            inside = url.startswith("file:") and not re.match("[a-z]+:|/", given)
            assert inside or (url.startswith("https://") and "nofollow" in rel), (path, url)


def test_no_heading_and_no_mark_is_forged(seen):
    for path, page in seen[0].items():
        assert [name for name, _ in page["headings"]].count("h1") == 1, path
        if path.startswith("rules/evil"):
            below = {text for name, text in page["headings"] if name != "h1"}
            own = {text for text in below if text.startswith("From the pack ")}
            assert below - own <= HEADINGS and len(own) <= 1, path
            assert len(page["marks"]) == 1, path
        assert all(map(BADGES.fullmatch, page["badges"])), path
        assert set(page["marks"]) <= {"checked", "failing"}, path


def test_anchors_are_the_host_s(seen):
    for path, page in seen[0].items():
        own = [i for i in page["ids"] if not i.startswith("__code")]
        assert len(own) == len(set(own)), path
        assert "Verified" not in " ".join(own), path


def test_nothing_leaves_its_box(seen):
    for path, page in seen[0].items():
        assert page["wide"] <= page["width"], path
        assert page["out"] == [], path


def test_the_marks_follow_from_the_checks(seen):
    found = seen[0]
    failing = {
        p for p, page in found.items() if p.startswith("rules/evil") and "failing" in page["marks"]
    }
    names = {path.split("/")[3] for path in failing}
    assert names == {"script", "endless", "private_use", "wrong"}


def test_failing_rules_are_kept_out_of_indexes(seen):
    links = {given for _, _, given in seen[0]["rules/index.html"]["links"]}
    assert "evil/text/badge/index.html" in links
    assert not {"evil/text/script/index.html", "evil/page/wrong/index.html"} & links


@pytest.mark.parametrize("words", ["script", "evil", "verified core", "onerror", "blocks of every"])
def test_search_shows_text_and_nothing_else(browser, hostile_site, words):
    at = Visit(browser)
    at.page.goto((hostile_site / "index.html").as_uri())
    at.page.click("a.jb-search")
    at.page.wait_for_selector("dialog[open] input:focus")  # the search is fetched when first used
    at.page.keyboard.type(words)
    at.page.wait_for_selector(".jb-dialog [role=option]")
    inside = at.page.evaluate(
        "[...new Set([...document.querySelectorAll('.jb-dialog *')].map(e => e.localName))]"
    )
    assert set(inside) <= {"div", "input", "button", "a", "p", "span", "code", "ul", "li"}
    assert at.page.evaluate("typeof window.pwned") == "undefined"
    assert at.outside() == [] and at.errors == []
    hrefs = at.page.evaluate(
        "[...document.querySelectorAll('.jb-dialog a[role=option]')].map(e => e.href)"
    )
    assert hrefs and not any("/wrong/" in url or "/text/script/" in url for url in hrefs)
    at.context.close()


def test_plots_have_lines_of_their_own_looks(browser, hostile_site):
    at = Visit(browser)
    at.page.goto((hostile_site / "rules/evil/page/plots/index.html").as_uri())
    looks = at.page.evaluate(
        "[...document.querySelectorAll('.jb-block .jb-plot')][0].querySelectorAll('.jb-line').length"
    )
    assert looks == 6
    styles = at.page.evaluate(
        "[...[...document.querySelectorAll('.jb-block .jb-plot')][0].querySelectorAll('.jb-line')]"
        ".map(e => { const s = getComputedStyle(e); return [s.stroke, s.strokeDasharray]; })"
    )
    assert len({stroke for stroke, _ in styles}) == len({dash for _, dash in styles}) == 6
    at.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["index.html", "rules/evil/page/plots/index.html"])
def test_no_serious_barrier(browser, hostile_site, path, scheme):
    at = Visit(browser, color_scheme=scheme)
    at.page.goto((hostile_site / path).as_uri())
    assert serious_barriers(at.page) == []
    at.context.close()
