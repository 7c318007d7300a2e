"""The record of a pack: made where the pack is installed, written, and read where a site is built.

`jacobook check NAME --record FILE` makes it in a process of its own. The site never imports a third
party's code: it reads what that code gave, evaluated and checked. The form of a record is in
`jacobook_site.pack_data`, files are in `jacobook_site.record_file`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from jacobook.book import Registry
from jacobook.evidence import CheckResult
from jacobook.findings import Finding
from jacobook.pages import RuleFacts
from jacobook.rule import Rule
from jacobook_site.block_record import BlockRecord, fitted, in_its_place
from jacobook_site.cleaning import cleaned
from jacobook_site.pack_data import FORMAT, About, FindingRecord, PackRecord, this_host
from jacobook_site.record_file import RecordError, read, write
from jacobook_site.recording import whole_record
from jacobook_site.records import linked

__all__ = ["PackRecord", "RecordError", "make", "read", "write"]

Checks = Mapping[str, Sequence[CheckResult]]


def make(
    registry: Registry,
    namespace: str,
    checks: Checks | None = None,
    findings: Sequence[Finding] = (),
) -> PackRecord:
    """The record of one pack of a registry.

    Args:
        registry: it holds the pack.
        namespace: the pack's.
        checks: what was found of each rule, by id.
        findings: what was found besides the registry's own findings.

    Raises:
        UnknownRuleError: the registry has no such pack.
    """
    results = checks or {}
    rules = [rule for rule in registry if registry.pack_of(rule).namespace == namespace]
    blocks, late = _blocks(rules, registry, results)
    own = [f for f in registry.findings if f.pack == namespace]
    told = dict.fromkeys(map(_finding, [*own, *findings, *late]))
    made = PackRecord(
        format=FORMAT,
        pack=_about(registry, namespace, rules),
        host=this_host(),
        sections=registry.sections(namespace),
        findings=tuple(told),
        rules=linked(
            [whole_record(rule, registry, results.get(rule.id, ())) for rule in rules], registry
        ),
        blocks=blocks,
    )
    return cleaned(made)


def _about(registry: Registry, namespace: str, rules: Sequence[Rule]) -> About:
    loaded = next(p for p in registry.loaded if p.info.namespace == namespace)
    info, origin = loaded.info, registry.origin_of(namespace)
    files = [registry.provenance(rule) for rule in rules]
    return About(
        namespace=namespace,
        contract=info.contract,
        title=info.title or namespace,
        summary=info.summary,
        url=info.url,
        distribution=origin.distribution,
        version=origin.version,
        licence=origin.licence,
        author=origin.author,
        home_page=origin.url,
        entry_point=origin.entry_point,
        origin=origin.origin,
        hooks=loaded.hook_names,
        hashes={found.module: found.sha256 for found in files if found.sha256},
    )


def _finding(finding: Finding) -> FindingRecord:
    return FindingRecord(
        code=finding.code,
        severity=finding.severity,
        wrong=finding.wrong,
        mend=finding.mend,
        where=finding.where,
        rule=finding.rule,
        field=finding.field,
    )


def _blocks(
    rules: Sequence[Rule], registry: Registry, checks: Checks
) -> tuple[dict[str, tuple[BlockRecord, ...]], list[Finding]]:
    """What the pack adds to each page, and the findings about that."""
    blocks, findings = {}, []
    for rule in rules:
        facts = RuleFacts(registry=registry, checks=tuple(checks.get(rule.id, ())))
        given = [fitted(item, rule, registry) for item in registry.page_blocks(rule, facts)]
        findings += [item for item in given if isinstance(item, Finding)]
        if shown := tuple(filter(None, map(in_its_place, given))):
            blocks[rule.id] = shown
    return blocks, findings
