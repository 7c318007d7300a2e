"""The mark of a rule: whose it is, and what is known of it. The host alone says this.

A mark is made from a rule's checks and from what its pack's record was made with. It says that the
mathematics agreed at the points tried; of what else a pack's code does, it says nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jacobook.findings import Finding
from jacobook_site.check_tables import counted
from jacobook_site.checks import grade
from jacobook_site.markup import badge
from jacobook_site.pack_data import Host, PackRecord, this_host
from jacobook_site.records import RuleRecord

CORE, CHECKED, UNCHECKED, FAILING = "core", "checked", "unchecked", "failing"
TONES = {CORE: "", CHECKED: "good", UNCHECKED: "plain", FAILING: "bad"}
AUTOMATIC = "Packs are listed automatically; nobody has reviewed them."
MEANINGS = {
    CORE: "part of jacobook itself",
    CHECKED: "all checks passed, for this version of the pack and with this jacobook",
    UNCHECKED: "not checked, checked with something else than this jacobook, or declared to fail a check",
    FAILING: "a check fails: the page is kept, indexes and search leave it out",
}


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark with its reason as a sentence."""

    word: str
    reason: str

    @property
    def badge(self) -> str:
        """The mark as a label."""
        return badge(self.word, TONES[self.word])


def mark_of(rule: RuleRecord, pack: PackRecord | None) -> Mark:
    """The mark of a rule.

    Args:
        rule: the rule.
        pack: the record of its pack; `None` if there is none.
    """
    if rule.origin.built_in:
        return Mark(CORE, "Part of jacobook.")
    if grade(rule.checks) == "failing":
        return Mark(FAILING, f"{counted(rule.checks)} The panel Verification says which fail.")
    if pack is None or not any(result.status == "passed" for result in rule.checks):
        return Mark(UNCHECKED, "There is no record of checks of this rule.")
    if any(result.status == "expected" for result in rule.checks):
        declared = (
            "A check that the pack declares to fail is no pass; the panel Verification says why."
        )
        return Mark(UNCHECKED, f"{counted(rule.checks)} {declared}")
    if changes := staleness(pack.host):
        return Mark(UNCHECKED, f"The record is stale: {'; '.join(changes)}.")
    return Mark(CHECKED, f"{counted(rule.checks)} {made_with(pack.host)}")


def made_with(host: Host) -> str:
    """What a record was made with, as a sentence."""
    return (
        f"Made on {host.date} with jacobook {host.jacobook}, NumPy {host.numpy} and Python "
        f"{host.python}."
    )


def staleness(host: Host) -> tuple[str, ...]:
    """What has changed since a record was made, in words; empty for a fresh record."""
    now = this_host()
    pairs = (
        ("jacobook", host.jacobook, now.jacobook),
        ("contract", host.contract, now.contract),
        ("NumPy", host.numpy, now.numpy),
    )
    told = [
        f"made with {name} {old}, this site with {new}" for name, old, new in pairs if old != new
    ]
    if not told and host.engine != now.engine:
        told.append(f"made with another build of jacobook {now.jacobook}")
    return tuple(told)


def stale_finding(pack: PackRecord) -> Finding | None:
    """A record that does not fit this host, as a finding; `None` for a fresh one."""
    changes = staleness(pack.host)
    if not changes:
        return None
    return Finding(
        code="JB403",
        wrong=f"its record is stale: {'; '.join(changes)}; its rules are shown as unchecked",
        mend=f"make it again: jacobook check {pack.pack.namespace} --record FILE",
        pack=pack.pack.namespace,
        distribution=pack.pack.distribution,
        version=pack.pack.version,
    )


def pack_mark(pack: PackRecord) -> str:
    """The mark of a pack as a whole: the worst among its rules."""
    found = {mark_of(rule, pack).word for rule in pack.rules}
    return next((word for word in (FAILING, UNCHECKED, CHECKED) if word in found), UNCHECKED)


def count_of(pack: PackRecord, word: str) -> int:
    """How many rules of a pack have a mark."""
    return sum(mark_of(rule, pack).word == word for rule in pack.rules)


def listed(rules: Sequence[RuleRecord]) -> list[RuleRecord]:
    """The rules that indexes show: all but a pack's failing ones."""
    return [r for r in rules if r.origin.built_in or grade(r.checks) != "failing"]
