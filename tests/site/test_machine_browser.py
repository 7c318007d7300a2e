"""Paper, redirects and sheets in a real browser."""

from __future__ import annotations

import io

import pypdf
import pytest
from browsing import serious_barriers

from jacobook_site import cheat_sheet
from jacobook_site.formula_width import parsed, width
from jacobook_site.headlines import headlines

pytestmark = pytest.mark.browser

SHEET = "cheat-sheet/index.html"
ESSENTIALS = "cheat-sheet/essentials.html"
PAPERS = {"A4": (210, 297), "Letter": (215.9, 279.4)}
MARGIN = 20
"""Both margins together in millimetres, as `print.css` has them."""


@pytest.fixture
def on_paper(visit, built):
    """A page as it is laid out for paper of a format."""

    def start(path, paper="A4", **options):
        content = round((PAPERS[paper][0] - MARGIN) / 25.4 * 96)
        at = visit(viewport={"width": content, "height": 1000}, **options)
        at.page.goto(f"{built.as_uri()}/{path}")
        at.page.emulate_media(media="print")
        at.page.evaluate("document.fonts.ready")
        return at.page

    return start


def printed(page, paper):
    """The pages of the PDF that the browser prints."""
    return pypdf.PdfReader(io.BytesIO(page.pdf(format=paper, prefer_css_page_size=True))).pages


def squeezed(text):
    return "".join(text.split())


@pytest.mark.parametrize("paper", PAPERS)
def test_the_sheet_prints_every_rule(on_paper, known, paper):
    pages = printed(on_paper(SHEET, paper), paper)
    assert len(pages) <= 24
    text = squeezed("".join(page.extract_text() for page in pages))
    assert [record.id for record in known if record.id not in text] == []
    assert f"1/{len(pages)}" in text and f"{len(pages)}/{len(pages)}" in text


@pytest.mark.parametrize("paper", PAPERS)
def test_the_essentials_fit_two_pages(on_paper, paper):
    pages = printed(on_paper(ESSENTIALS, paper), paper)
    assert len(pages) <= 2
    text = squeezed("".join(page.extract_text() for page in pages))
    chosen = [name for section in cheat_sheet.chosen() for name in section["rules"]]
    assert [name for name in chosen if name not in text] == []


OUTSIDE = """() => [...document.querySelectorAll('.jb-fact')].flatMap(cell => {
  const room = cell.getBoundingClientRect();
  return [...cell.querySelectorAll('math, a')].filter(inside => {
    const box = inside.getBoundingClientRect();
    return box.right > room.right + 1 || box.left < room.left - 1 || box.bottom > room.bottom + 1;
  }).map(() => cell.querySelector('a').textContent);
})"""
SMALLEST = """() => Math.min(...[...document.querySelectorAll('.jb-fact > a, .jb-fact math')]
  .map(node => parseFloat(getComputedStyle(node).fontSize)))"""


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("sheet", [SHEET, ESSENTIALS])
def test_no_formula_leaves_its_cell_or_is_printed_small(on_paper, sheet, paper):
    page = on_paper(sheet, paper)
    assert page.locator(".jb-fact").count() >= 90
    assert page.evaluate(OUTSIDE) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate(SMALLEST) >= 7 / 72 * 96 - 0.01


def test_a_cell_that_is_too_narrow_would_be_found(on_paper):
    page = on_paper(ESSENTIALS)
    page.add_style_tag(
        content=".jb-fact { max-width: 3em; } .jb-fact > * { flex: none !important; }"
    )
    assert page.evaluate(OUTSIDE) != []


def test_headings_stay_with_what_they_head(on_paper):
    """No page ends with a heading: what follows the last one on each page is on that page."""
    pages = printed(on_paper(SHEET), "A4")
    lines = [[line for line in page.extract_text().splitlines() if line.strip()] for page in pages]
    titles = {"Products", "Determinant", "Shapes", "Trace", "Norms and distances", "Chain rules"}
    titles |= {"Linear algebra", "Special functions", "Losses", "Statistics", "Identities"}
    seen = [title for page in lines for title in page if title in titles]
    assert len(seen) >= 8
    for page in lines:
        own = [line for line in page if "/" not in line and line != "jacobook"]
        assert own[-1] not in titles


def test_estimates_of_widths_are_never_too_small(visit, built, known):
    items = [
        (record.id, statement.equation.mathml)
        for record in known
        for statement in (record.entry, *headlines(record))
        if statement.equation.mathml.startswith("<math")
    ]
    at = visit()
    at.page.goto(f"{built.as_uri()}/{ESSENTIALS}")
    html = "".join(f'<div style="width: max-content">{mathml}</div>' for _, mathml in items)
    measure = """html => {
      const box = document.createElement('div');
      box.style.fontSize = '20px';
      box.innerHTML = html;
      document.querySelector('article').append(box);
      return document.fonts.ready.then(() => [...box.querySelectorAll('math')].map(math => {
        const size = parseFloat(getComputedStyle(math).fontSize);
        return math.getBoundingClientRect().width / size;
      }));
    }"""
    widths = at.page.evaluate(measure, html.replace(' display="block"', ' displaystyle="true"'))
    assert len(widths) == len(items)
    wrong = [
        (name, found, width(parsed(mathml)))
        for (name, mathml), found in zip(items, widths, strict=True)
        if found > 1.03 * width(parsed(mathml))
    ]
    assert wrong == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["rules/linalg/det/index.html", "guides/derive.html"])
def test_pages_on_paper_are_the_article_alone_in_dark_ink(on_paper, path, scheme):
    page = on_paper(path, color_scheme=scheme)
    for part in (".md-header", ".md-tabs", ".md-sidebar", ".md-footer", "button", ".headerlink"):
        assert page.locator(f"{part}:visible").count() == 0, part
    ink = page.evaluate("getComputedStyle(document.querySelector('article h1')).color")
    assert (
        max(int(part) for part in ink.removeprefix("rgba(").split(",")[:3] if part.isdigit()) < 90
    )
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    address = page.locator(".jb-address")
    assert address.is_visible() and path in address.inner_text()


def test_folded_parts_are_open_on_paper(on_paper):
    page = on_paper("rules/linalg/det/index.html")
    folded = page.locator("details:not([open])")
    assert folded.count() >= 1
    for number in range(folded.count()):
        inside = folded.nth(number).locator("> :not(summary)").first
        assert inside.evaluate("node => node.getBoundingClientRect().height") > 0


def test_the_address_is_for_paper_only(visit, built):
    at = visit()
    at.page.goto(f"{built.as_uri()}/rules/linalg/det/index.html")
    assert not at.page.locator(".jb-address").is_visible()


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize(
    ("short", "page"),
    [
        ("id/linalg.det/index.html", "rules/linalg/det/index.html"),
        ("rules/matfun/expm/index.html", "rules/linalg/expm/index.html"),
        ("id/nn.softmax/index.html", "rules/act/softmax/index.html"),
    ],
)
def test_redirects_arrive(visit, built, short, page, scripts):
    at = visit(java_script_enabled=scripts)
    at.page.goto(f"{built.as_uri()}/{short}")
    at.page.wait_for_url(f"**/{page}")
    assert at.page.locator("h1").is_visible()


def test_a_redirect_keeps_the_place_on_the_page(visit, built):
    at = visit()
    at.page.goto(f"{built.as_uri()}/id/linalg.det/index.html#special")
    at.page.wait_for_url("**/rules/linalg/det/index.html#special")


PAGES = (SHEET, ESSENTIALS, "families/linalg/index.html", "families/index.html")


@pytest.mark.parametrize("path", [*PAGES, "guides/machine-forms.html"])
@pytest.mark.parametrize("look", ["phone", "dark", "light"])
def test_pages_are_for_everybody(visit, built, path, look):
    size = {"width": 390, "height": 844} if look == "phone" else {"width": 1300, "height": 900}
    at = visit(viewport=size, color_scheme="dark" if look == "dark" else "light")
    at.page.goto(f"{built.as_uri()}/{path}")
    assert at.page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    assert at.outside() == [] and at.errors == []
    if path != SHEET:  # the same cells as the essentials, a thousand of them
        assert serious_barriers(at.page) == []


def test_a_row_can_be_quoted(visit, built):
    at = visit()
    at.page.goto(f"{built.as_uri()}/families/linalg/index.html#linalg.inv")
    row = at.page.locator("tr", has=at.page.locator('[id="linalg.inv"]'))
    top = row.evaluate("node => node.getBoundingClientRect().top")
    assert 0 < top < 300
