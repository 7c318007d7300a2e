"""What pages are made from: the records of rules and packs, and where each has its page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from jacobook_site.addresses import href, link, pack_path, rule_path
from jacobook_site.marks import Mark, mark_of
from jacobook_site.markup import escape
from jacobook_site.pack_data import PackRecord
from jacobook_site.records import RuleRecord


@dataclass(frozen=True, slots=True)
class Book:
    """All records of a site.

    Attributes:
        rules: by id.
        packs: the third parties' packs by namespace.
        front: the namespace of the pack whose page is the home page; empty in the book itself.
        repository: the address of the sources; empty if the site does not say it.
    """

    rules: Mapping[str, RuleRecord]
    packs: Mapping[str, PackRecord] = field(default_factory=dict)
    front: str = ""
    repository: str = ""

    def pack_of(self, record: RuleRecord) -> PackRecord | None:
        """The record of the pack of a rule; `None` for a built-in rule."""
        return self.packs.get(record.origin.pack)

    def mark(self, record: RuleRecord) -> Mark:
        """The mark of a rule."""
        return mark_of(record, self.pack_of(record))

    def pack_page(self, namespace: str) -> str:
        """The source path of a pack's page."""
        return "index.md" if namespace == self.front else pack_path(namespace)

    def pack_link(self, here: str, namespace: str) -> str:
        """A link to a pack's page, by its namespace; its name alone where there is no page."""
        if namespace not in self.packs:
            return escape(namespace)
        return link(here, self.pack_page(namespace), namespace)

    def rule_url(self, here: str, rule_id: str) -> str:
        """The URL of a rule's page; empty if there is none."""
        return href(here, rule_path(rule_id)) if rule_id in self.rules else ""


def book_of(
    rules: Iterable[RuleRecord],
    packs: Iterable[PackRecord] = (),
    front: str = "",
    repository: str = "",
) -> Book:
    """A book of built-in rules and packs; its rules are sorted by id."""
    by_namespace = {pack.pack.namespace: pack for pack in packs}
    everything = [*rules, *(rule for pack in by_namespace.values() for rule in pack.rules)]
    ordered = sorted(everything, key=lambda record: record.id)
    return Book({record.id: record for record in ordered}, by_namespace, front, repository)
