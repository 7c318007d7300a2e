"""What the search of the site looks through, as scripts: they load from a folder as from a server.

Two scripts hold the data: the rules, made from their records, and the sections of all other pages. How
a query is read and compared is the work of `assets/search/*.js`; both sides of a comparison go
through the same functions there, so that formulas are stored here as they are written.
"""

from __future__ import annotations

import functools
import html
import itertools
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from jacobook.ranking import words_of
from jacobook.rule import KINDS
from jacobook_site.book import Book
from jacobook_site.kept import Kept
from jacobook_site.records import RuleRecord
from jacobook_site.typesetting import Statement

RULES, PAGES = "search/rules.js", "search/pages.js"

FIELDS = (
    "id",
    "title",
    "op",
    "numpy",
    "aliases",
    "tags",
    "words",
    "kind",
    "status",
    "pack",
    "texts",
    "latex",
    "weight",
)
"""What an entry of a rule says, in this order; several texts are joined by line ends.

A kind is a place in the list of kinds; an empty status is the usual one, an empty pack the book.
"""

USUAL_STATUS = "stable"


def rules_script(book: Book, kept: Kept) -> str:
    """The rules without those that fail a check, sorted by id, as a script."""
    shown = [record for record in book.rules.values() if record.grade != "failing"]
    made = [kept.made("search", r, functools.partial(entry, r)) for r in shown]
    return _script("rules", {"fields": FIELDS, "kinds": KINDS, "rules": made})


def entry(record: RuleRecord) -> list[str | int]:
    """What is searched of one rule."""
    return [
        record.id,
        record.title,
        record.op,
        "\n".join(record.numpy),
        "\n".join(record.aliases),
        "\n".join(record.tags),
        " ".join(_other_words(record)),
        KINDS.index(record.kind),
        "" if record.status == USUAL_STATUS else record.status,
        "" if record.origin.built_in else record.origin.pack,
        "\n".join(_texts(record)),
        _compact(_right_side(record.function)),
        weight(record),
    ]


def _texts(record: RuleRecord) -> list[str]:
    """The statements of a rule as text, the function first."""
    return [" ".join(statement.equation.text.split()) for statement in record.statements]


def _right_side(statement: Statement) -> str:
    """The LaTeX of a function: of derivatives the texts are enough, since LaTeX is read, too."""
    left, equals, right = statement.equation.latex.partition(" = ")
    return right if equals else left


_WORD = re.compile(r"\\(?:operatorname|mathrm|text)\*?\{\s*([A-Za-z]\w+)\s*\}")
_STYLED = re.compile(r"\\(?:mathbf|mathrm|mathcal|operatorname|boldsymbol|text)\*?\{([^{}]*)\}")
_SIZED = re.compile(r"\\(?:left|right)(?![a-zA-Z])|\\[,;! ]")
_BLANK = re.compile(r"(?<![a-zA-Z])\s+|\s+(?![a-zA-Z])")


def _compact(latex: str) -> str:
    r"""LaTeX without what only styles it.

    >>> _compact(r"\operatorname{tr}\left( \mathbf{A} \mathbf{X} \right)")
    '\\tr(A X)'
    """
    plain = _STYLED.sub(r"\1", _WORD.sub(r"\\\1 ", latex))
    return _BLANK.sub("", " ".join(_SIZED.sub("", plain).split()))


def _other_words(record: RuleRecord) -> list[str]:
    """Words of the summary that neither the title nor a tag has."""
    told = set(words_of(" ".join([record.title, *record.tags])))
    plain = re.sub(r"[`.'’]", " ", record.summary)
    found = (w for w in dict.fromkeys(words_of(plain)) if w not in told and w.isalpha())
    return list(itertools.islice(found, WORDS))


WORDS = 6
"""How many words of a summary are kept: the first tell most."""


_CALLS = ("_call", "_scipy")


def weight(record: RuleRecord) -> int:
    """How much a rule counts among equals: operations with maps of their own, then those referred to.

    A pack's rule counts less, and one that only takes the calls of a function apart least.
    """
    referred = min(len(record.see_also) + len(record.used_by), 30)
    referred -= 0 if record.origin.built_in else 40
    names = [name.rpartition(".")[2] for name in record.numpy]
    if record.kind == "derived" and record.op not in names and record.op.endswith(_CALLS):
        return referred - 120
    return referred + (40 if record.op and record.kind != "derived" else 0)


# ------------------------------------------------------------------------------ other pages


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of a page that is no rule's.

    Attributes:
        title: the heading's text.
        anchor: where it is; empty for the page itself.
        words: the first words below it.
    """

    title: str
    anchor: str
    words: str


READ, LONGEST = 4000, 36
"""How much of a section is read for its first words, and how many letters of these are kept."""


def pages_script(pages: Mapping[str, Sequence[Section]]) -> str:
    """The sections of pages by their address, as a script."""
    made = [
        [address, [[s.title, s.anchor, s.words] for s in sections]]
        for address, sections in sorted(pages.items())
        if sections
    ]
    return _script("pages", {"pages": made})


_HEADING = re.compile(r'<h([1-3])\b[^>]*?(?:\sid="([^"]*)")?[^>]*>(.*?)</h\1>', re.DOTALL)
_UNREAD = re.compile(
    r'<(?:(math|svg|pre|table|script|style|nav|form|figure)\b.*?(?:</\1>|\Z)|p class="jb-badges".*?</p>)',
    re.DOTALL,
)
"""What is no sentence; also where it is cut off."""
_LINK = re.compile(r'<a class="headerlink".*?</a>', re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


def sections_of(title: str, page: str) -> list[Section]:
    """The page itself and its headings down to the third level, from its HTML.

    >>> sections_of("T", '<h1 id="top">T</h1><p>A word.</p><h2 id="b">B <b>c</b></h2>')
    [Section(title='T', anchor='', words='A word.'), Section(title='B c', anchor='b', words='')]
    """
    found = list(_HEADING.finditer(page))
    starts = [match.start() for match in found]
    ends = [*starts[1:], len(page)]
    made = [
        _section(match, page[match.end() : end])
        for match, end in zip(found, ends, strict=False)
        if match[1] == "1" or match[2]  # what has no anchor cannot be led to
    ]
    if not found or found[0][1] != "1":
        made.insert(0, Section(_text(title), "", ""))
    return made


def _section(heading: re.Match[str], below: str) -> Section:
    level, anchor, title = heading.groups()
    words = _text(_UNREAD.sub(" ", below[:READ]))
    return Section(_text(title), "" if level == "1" else anchor or "", _first_words(words))


def _text(markup: str) -> str:
    return " ".join(html.unescape(_TAG.sub("", _LINK.sub("", markup))).split())


def _first_words(text: str) -> str:
    return text if len(text) <= LONGEST else text[:LONGEST].rpartition(" ")[0]


def _script(name: str, data: Mapping[str, object]) -> str:
    """Data as a script that puts it where the search looks for it."""
    written = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    safe = written.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f"(globalThis.jacobookSearch ??= {{}}).{name} = {safe};\n"
