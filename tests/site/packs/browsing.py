"""Pages in a browser, for tests."""

from pathlib import Path
from urllib.parse import urlsplit

AXE = Path(__file__).parents[1] / "vendor" / "axe.min.js"


class Visit:
    """A page with the requests and errors it caused."""

    def __init__(self, browser, **options):
        self.context = browser.new_context(
            **{"viewport": {"width": 1300, "height": 900}, **options}
        )
        self.page = self.context.new_page()
        self.requests, self.errors = [], []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", lambda m: self.errors.append(m.text) if m.type == "error" else None)

    def outside(self):
        return [
            url
            for url in self.requests
            if urlsplit(url).scheme in ("http", "https", "ws", "wss")
            and urlsplit(url).hostname != "127.0.0.1"
        ]


def serious_barriers(page):
    """What axe calls serious or critical: rule and elements."""
    page.add_script_tag(path=str(AXE))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        (v["id"], [node["html"][:120] for node in v["nodes"][:3]])
        for v in found["violations"]
        if v["impact"] in ("serious", "critical")
    ]


def answered(at, query):
    """Wait until what is shown is the answer to the whole query."""
    at.page.wait_for_function(
        "q => document.querySelector('.jb-found-all').hash === '#' + new URLSearchParams({ q })",
        arg=query,
    )


def copied(at, anchor, kind):
    """What is on the clipboard after a formula has been copied."""
    row = at.page.locator(f".jb-form#{anchor}")
    if not row.locator(".jb-menu").count():
        row.locator(".jb-take").click()
    row.locator(".jb-menu button", has_text=kind).click()
    row.locator(".jb-menu button", has_text="Copied").wait_for()
    text = at.page.evaluate("navigator.clipboard.readText()")
    row.locator(".jb-take").click()
    return text
