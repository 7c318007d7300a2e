"""The child: loads one pack in this process, checks it, and reports each result as it comes.

Run as `python -m jacobook.verification.child`, with the request on its standard input.
"""

from __future__ import annotations

import dataclasses
import io
import json
import os
import sys
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fnmatch import fnmatch
from typing import Any, TextIO

import jacobook
from jacobook import catalogue, discovery, loading
from jacobook.book import Registry
from jacobook.discovery import Offer, Switch
from jacobook.evidence import CheckResult
from jacobook.findings import Finding
from jacobook.loading import LoadedPack
from jacobook.rule import Rule
from jacobook.verification import hygiene, protocol, texts
from jacobook.verification.protocol import Request


class Line:
    """The line to the parent: marked JSON on what was the standard output.

    Whatever the pack prints from now on goes to `printed`.
    """

    def __init__(self, token: str) -> None:
        """Take the standard output away from everybody else."""
        self._token = token
        self._stream: TextIO = os.fdopen(os.dup(1), "w", encoding="utf-8", buffering=1)
        self.printed = io.StringIO()
        sys.stdout = self.printed

    def say(self, event: str, **told: Any) -> None:
        """Report an event."""
        text = json.dumps({"event": event, **told}, default=str)
        self._stream.write(f"{self._token} {text}\n")
        self._stream.flush()


def main() -> None:
    """Do what the request on the standard input asks, and say at the end that it is done."""
    request = protocol.read_request(sys.stdin.read())
    line = Line(request.token)
    choose_packs(request)
    if request.record:
        _record(request)
    else:
        _check(request, line)
    line.say(protocol.DONE)


# ---------------------------------------------------------------------------------------- checks


def _check(request: Request, line: Line) -> None:
    offers = offers_of(request)
    findings = _import_findings(offers, line) if request.part == 0 else []
    registry = registry_of()
    own = [pack for pack in registry.loaded if pack.info.namespace == request.target.namespace]
    rules = [rule for pack in own for rule in pack.rules if _wanted(rule, request)]
    if request.part == 0:
        findings += _declared(own, rules, registry)
    line.say(
        protocol.LOADED,
        rules=len(rules),
        findings=[dataclasses.asdict(finding) for finding in findings],
    )
    if rules:
        for result in _results(rules, registry, own, request, line):
            line.say(protocol.RESULT, **result.as_json())


def offers_of(request: Request) -> list[Offer]:
    """Where the target is: its own offer, or that of the built-in pack."""
    target = request.target
    if target.file:
        from pathlib import Path

        return discovery.local_offers([Path(target.file)])
    if target.namespace == "core":
        return [catalogue.core_offer()]
    found = discovery.discover(Switch((target.distribution,)))
    return [offer for offer in found.offers if offer.namespace == target.namespace]


def choose_packs(request: Request) -> None:
    """Let this process see the built-in rules and the target's distribution, and nothing else."""
    target = request.target
    os.environ.pop(catalogue.STRICT, None)  # what is wrong is reported as findings
    os.environ.pop(discovery.LOCAL_FILES, None)
    os.environ[discovery.SWITCH] = "" if target.namespace == "core" else target.distribution
    if target.file:
        os.environ[discovery.LOCAL_FILES] = target.file
        os.environ[discovery.SWITCH] = discovery.LOCAL


def registry_of() -> Registry:
    """The registry of this process, without warnings of what is reported as findings."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return jacobook.registry()


def _import_findings(offers: Iterable[Offer], line: Line) -> list[Finding]:
    """What importing the pack does to a fresh process."""
    before, heavy = hygiene.fingerprint(), hygiene.heavy_modules()
    found = []
    for offer in offers:
        loading.load(offer)
        changed = hygiene.changes(before, hygiene.fingerprint())
        loaded = sorted(hygiene.heavy_modules() - heavy)
        printed = line.printed.getvalue()
        wrongs = [f"changes {', '.join(changed)}"] if changed else []
        wrongs += [f"loads {', '.join(loaded)}"] if loaded else []
        wrongs += [f"prints {printed.strip()[:60]!r}"] if printed.strip() else []
        mend = "do this inside functions"
        found += [offer.finding("JB115", f"importing it {wrong}", mend) for wrong in wrongs]
    return found


def _declared(
    own: Sequence[LoadedPack], rules: Sequence[Rule], registry: Registry
) -> list[Finding]:
    """What is wrong with the pack as declared: loading, claims, texts and links."""
    names, chosen = {pack.info.namespace for pack in own}, set(rules)
    found = [finding for finding in registry.findings if finding.pack in names]
    for pack in own:
        for rule in filter(chosen.__contains__, pack.rules):
            found += texts.text_findings(rule, pack.offer)
            found += texts.link_findings(rule, registry, pack.offer)
    return found + [f for f in catalogue.announced(registry) if f.pack in names]


def _wanted(rule: Rule, request: Request) -> bool:
    return not request.rules or any(fnmatch(rule.id, name) for name in request.rules)


def _results(
    rules: Sequence[Rule],
    registry: Registry,
    own: Sequence[LoadedPack],
    request: Request,
    line: Line,
) -> Iterator[CheckResult]:
    """The results of all checks of this child's share of the rules."""
    from jacobook.testing import iter_cases, run_cases  # NumPy and the kit, after the import check

    expected = {k: v for pack in own for k, v in pack.info.expected_failures.items()}
    if expected and request.part == 0 and not (request.rules or request.checks):
        yield from _unused(rules, registry, expected)
    share = rules[request.part :: request.parts]
    cases = [
        case
        for case in iter_cases(share, registry, exhaustive=request.exhaustive)
        if not request.checks or case.check in request.checks
    ]
    yield from run_cases(
        cases, expected, started=lambda case: line.say(protocol.START, case=case.id)
    )


def _unused(
    rules: Sequence[Rule], registry: Registry, expected: Mapping[str, str]
) -> list[CheckResult]:
    """A failed result for each declaration that names no check of any rule."""
    from jacobook.testing import Expectations, iter_cases

    expectations = Expectations(expected)
    for case in iter_cases(rules, registry):
        expectations.of(case.id)
    return expectations.unused_results()


# ---------------------------------------------------------------------------------------- records


def _record(request: Request) -> None:
    """Write the record of the pack: what its pages show, with the results of its checks."""
    import importlib
    from pathlib import Path

    told = json.loads(Path(request.results).read_text(encoding="utf-8"))
    results: dict[str, list[CheckResult]] = {}
    for result in map(protocol.result_from, told["results"]):
        results.setdefault(result.rule, []).append(result)
    findings = [protocol.finding_from(f) for f in told["findings"]]
    records = importlib.import_module("jacobook_site.pack_record")
    registry = registry_of()
    made = records.make(registry, request.target.namespace, results, findings=findings)
    records.write(Path(request.record), made)


if __name__ == "__main__":
    main()
