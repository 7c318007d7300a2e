"""What lies beside the built pages for other programs: twins, `llms.txt` and `objects.inv`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from jacobook_site.addresses import rule_path
from jacobook_site.book import Book
from jacobook_site.families import by_family, family_title
from jacobook_site.html_text import escaped
from jacobook_site.inventory import PATH, Built, entries, inventory
from jacobook_site.marks import listed
from jacobook_site.records import RuleRecord
from jacobook_site.twins import twin_path

LLMS = "llms.txt"
BESIDE = (LLMS, PATH)
"""The files about all pages, which are written when these are built."""


class Companions:
    """Gathers the sources of pages, and makes what belongs beside them."""

    def __init__(self) -> None:
        """Start with no pages."""
        self._twins: dict[str, Callable[[], str]] = {}

    def take(self, path: str, twin: Callable[[], str]) -> None:
        """Take what makes the twin of a page; see `jacobook_site.twins`."""
        self._twins[twin_path(path)] = twin

    def files(
        self, book: Book, pages: Sequence[Built], name: str, description: str
    ) -> Mapping[str, bytes]:
        """The files by path: twins taken since the last call, and what tells of all.

        Args:
            book: the rules.
            pages: all pages of the site.
            name: of the site.
            description: of the site, in a sentence.
        """
        told = llms_txt(book, pages, name, description)
        made = {path: twin().encode() for path, twin in self._twins.items()}
        made[LLMS] = told.encode()
        made[PATH] = inventory(entries(book, pages))
        self._twins = {}
        return made


def write(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files below a folder."""
    for path, content in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


def llms_txt(book: Book, pages: Iterable[Built], name: str, description: str) -> str:
    """The index of the twins: the pages of the navigation, the rules by family, the other pages."""
    rules = {rule_path(i).replace(".md", ".html") for i in book.rules}
    others = [page for page in pages if page.path not in rules]
    sections: dict[str, list[Built]] = {}
    for page in others:
        sections.setdefault(page.section or "Optional", []).append(page)
    optional = sections.pop("Optional", [])
    parts = [f"# {escaped(name)}", f"> {escaped(description)}", _GUIDANCE]
    parts += [_section(title, found) for title, found in sections.items()]
    parts += list(_families(listed(list(book.rules.values()))))
    parts += [_section("Optional", optional)] if optional else []
    return "\n\n".join(parts) + "\n"


_GUIDANCE = (
    "Each page has a twin in Markdown at its address with `.md` behind it; the links below lead to "
    "the twins. Formulas are LaTeX between dollar signs; statements of rules are also given in "
    "NumPy's expression syntax. All rules as data: [catalogue.json](catalogue.json)."
)


def _section(title: str, pages: Iterable[Built]) -> str:
    lines = (_link(page.path, page.title, page.description) for page in pages)
    return "\n".join([f"## {escaped(title)}", "", *lines])


def _link(path: str, title: str, told: str) -> str:
    label = escaped(title).replace("[", "(").replace("]", ")")
    said = f": {escaped(' '.join(told.split()))}" if told else ""
    return f"- [{label}]({twin_path(path)}){said}"


def _families(rules: Iterable[RuleRecord]) -> Iterator[str]:
    for family, found in by_family(rules).items():
        lines = [
            _link(rule_path(r.id).replace(".md", ".html"), f"{r.id}: {r.title}", r.summary)
            for r in found
        ]
        yield "\n".join([f"## Rules: {family_title(family)}", "", *lines])
