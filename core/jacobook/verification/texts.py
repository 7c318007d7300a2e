"""Texts of rules as they will stand on pages: what is not plain, what is left to do, dead links.

Pages render such texts inert in any case; the findings tell authors before readers see it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace

from jacobook.catalogue import Registry
from jacobook.discovery import Offer
from jacobook.findings import Finding
from jacobook.rule import Rule
from jacobook.spelling import close_to

LONGEST = 4000
"""Characters after which a text is cut on its page."""

_CODE = re.compile(r"`[^`]*`|```.*?```", re.DOTALL)
_UNPLAIN = (
    (re.compile(r"<[a-zA-Z/!?]"), "markup"),
    (re.compile(r"!\["), "a picture"),
    (re.compile(r"\]\((?!https?://|rule:)[^)]*\)"), "a link to something else than https or rule:"),
    (re.compile(r"^\s{0,3}#{1,6}\s", re.MULTILINE), "a heading"),
    (re.compile(r"\{\s*[:#.][^}]*\}|\{[^}]*=\s*\"[^}]*\}"), "attributes"),
    (re.compile(r"^\s{0,3}\[[^\]]+\]:\s|^\*\[", re.MULTILINE), "a definition"),
)
_TODO = re.compile(r"\bTODO\b")


def text_findings(rule: Rule, offer: Offer) -> Iterator[Finding]:
    """What is wrong with the texts of a rule."""
    for field, text in texts_of(rule):
        for wrong in _unplain(text):
            mend = "write plain Markdown; formulas and code in backticks"
            finding = offer.finding("JB206", f"contains {wrong}; pages show it as typed", mend)
            yield replace(finding, rule=rule.id, field=field)
        if _TODO.search(text):
            finding = offer.finding("JB207", "says TODO", "write what is missing")
            yield replace(finding, rule=rule.id, field=field)


def texts_of(rule: Rule) -> Iterator[tuple[str, str]]:
    """Every text of a rule that a page shows as prose, with the field it stands in."""
    for field in ("title", "summary", "conditions", "why", "pitfalls"):
        yield field, getattr(rule, field)
    for field in ("vectors", "special_points"):
        for number, vector in enumerate(getattr(rule, field)):
            place = f"{field}[{number}]"
            yield f"{place}.name", vector.name
            yield f"{place}.source", vector.source
            yield f"{place}.why", vector.why
    for reference in rule.references:
        yield "references", f"{reference.source} {reference.where}"


def _unplain(text: str) -> Iterator[str]:
    bare = _CODE.sub("", text)
    for pattern, told in _UNPLAIN:
        if pattern.search(bare):
            yield told
    if any(unicodedata.category(c) in ("Cc", "Cf", "Co", "Cs") and c not in "\n\t" for c in text):
        yield "control or private characters"
    if len(text) > LONGEST:
        yield f"more than {LONGEST} characters"


def link_findings(rule: Rule, registry: Registry, offer: Offer) -> Iterator[Finding]:
    """References of a rule to rules that are not there."""
    replaced = rule.deprecated.replaced_by if rule.deprecated else ()
    for field, names in (("see_also", rule.see_also), ("deprecated", replaced)):
        for name in names:
            if name not in registry:
                wrong = f"no rule named {name!r}{close_to(name, (r.id for r in registry))}"
                finding = offer.finding("JB208", wrong, "correct the id")
                yield replace(finding, rule=rule.id, field=field)
