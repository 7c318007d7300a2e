"""The pure generator: records to page texts."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from typing import Any

from jacobook_site import api_page, family_page, indexes, sixty_page, verification_page
from jacobook_site.addresses import family_path, rule_path, source_path
from jacobook_site.families import by_family
from jacobook_site.records import RuleRecord, as_json
from jacobook_site.rule_page import rule_page


def generate(
    records: Sequence[RuleRecord], sixty: Mapping[str, Any] | None = None
) -> dict[str, str]:
    """The text of every generated page by its source path.

    Args:
        records: one per rule.
        sixty: what was measured of the sixty benchmark expressions, if anything.

    Markdown pages carry finished HTML between private-use characters
    (see `jacobook_site.placeholders`); `catalogue.json` is plain JSON.
    """
    known = {record.id: record for record in records}
    pages = {rule_path(record.id): rule_page(record, known) for record in records}
    pages |= {source_path(r.id): r.origin.text for r in records if r.origin.text}
    for family, found in by_family(records).items():
        pages[family_path(family)] = family_page.family_page(family, found)
    pages[family_page.INDEX] = family_page.families_index(records)
    pages[indexes.RULES] = indexes.rules_index(records)
    pages[indexes.NUMPY] = indexes.numpy_index(records)
    pages[indexes.SOURCES] = indexes.sources_index(records)
    pages[indexes.KINDS] = indexes.kinds_index(records)
    pages[verification_page.PATH] = verification_page.verification_page(records)
    pages[sixty_page.PATH] = sixty_page.sixty_page(sixty)
    pages[api_page.PATH] = api_page.api_page()
    pages["catalogue.json"] = catalogue_json(records)
    return pages


def catalogue_json(records: Sequence[RuleRecord]) -> str:
    """All rules as data."""
    made = {
        "format": 1,
        "versions": _plain(as_json(records[0])["versions"]) if records else {},
        "rules": [_plain(_without_versions(as_json(record))) for record in records],
    }
    return json.dumps(made, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def _without_versions(record: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in record.items() if key != "versions"}


def _plain(value: Any) -> Any:
    """Data that JSON can hold: numbers that are not finite become text."""
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if isinstance(value, float) and not math.isfinite(value):
        return repr(value)
    return value
