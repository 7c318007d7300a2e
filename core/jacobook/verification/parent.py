"""The parent: starts children, listens to them, and takes silence or a wrong end for a failure."""

from __future__ import annotations

import contextlib
import dataclasses
import json
import os
import queue
import secrets
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from jacobook.codes import CHECK_CODES
from jacobook.evidence import STALE, CheckResult
from jacobook.findings import Finding
from jacobook.verification import protocol
from jacobook.verification.protocol import PackReport, Request, Target

Progress = Callable[[Target, int, int], None]
"""Called with the target, how many rules there are and how many results have come."""


@dataclass(slots=True)
class _Heard:
    """What a child has said."""

    rules: int = 0
    findings: list[Finding] = field(default_factory=list)
    results: list[CheckResult] = field(default_factory=list)
    last: str = ""
    done: bool = False


def verify(
    target: Target,
    *,
    rules: Sequence[str] = (),
    checks: Sequence[str] = (),
    exhaustive: bool = False,
    timeout: float = 120.0,
    jobs: int = 1,
    record: Path | None = None,
    progress: Progress = lambda target, rules, results: None,
) -> PackReport:
    """Verify a pack in processes of its own.

    Args:
        target: the pack.
        rules: ids or patterns such as `acme.*`, to check these only.
        checks: names of checks, to make these only.
        exhaustive: the full products of keywords, shapes and draws.
        timeout: seconds without any news after which a child is ended.
        jobs: how many processes share the rules.
        record: where to write what pages show of the pack.
        progress: is told how far it is.
    """
    start = time.perf_counter()
    requests = [
        Request(
            target=target,
            token=secrets.token_hex(8),
            rules=tuple(rules),
            checks=tuple(checks),
            exhaustive=exhaustive,
            part=part,
            parts=jobs,
        )
        for part in range(jobs)
    ]
    heard = [_Heard() for _ in requests]
    _all_of(requests, heard, timeout, progress)
    report = _report(target, heard, time.perf_counter() - start)
    if record is None:
        return report
    problems = _write_record(report, record, timeout)
    seconds = time.perf_counter() - start
    return replace(report, findings=(*report.findings, *problems), seconds=seconds)


def _all_of(
    requests: Sequence[Request], heard: Sequence[_Heard], timeout: float, progress: Progress
) -> None:
    """Run a child for each request, side by side."""

    def tell() -> None:
        progress(
            requests[0].target, max(h.rules for h in heard), sum(len(h.results) for h in heard)
        )

    threads = [
        threading.Thread(target=_listen, args=(request, one, timeout, tell))
        for request, one in zip(requests, heard, strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _listen(request: Request, heard: _Heard, timeout: float, tell: Callable[[], None]) -> None:
    """Run one child to its end, or end it when there is no news for too long."""
    with subprocess.Popen(
        [sys.executable, "-m", "jacobook.verification.child"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        errors="replace",
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    ) as child:
        lines: queue.Queue[str | None] = queue.Queue()
        complaints: list[str] = []
        readers = [
            threading.Thread(target=_pump, args=(child.stdout, lines.put)),
            threading.Thread(
                target=_pump, args=(child.stderr, lambda t: complaints.append(t or ""))
            ),
        ]
        for reader in readers:
            reader.start()
        _ask(child, request)
        silent = _hear(lines, request, heard, timeout, tell)
        if silent:
            child.kill()
        status = child.wait()
        for reader in readers:
            reader.join(timeout=5)
    if not heard.done:
        heard.findings.append(_ending(request, heard, status, silent, timeout, complaints))


def _ask(child: subprocess.Popen[str], request: Request) -> None:
    """Hand a child its request."""
    assert child.stdin is not None
    with contextlib.suppress(BrokenPipeError):  # it is gone already; how it ended is told later
        child.stdin.write(request.as_text())
        child.stdin.close()


def _pump(stream: Any, put: Callable[[str | None], object]) -> None:
    """Hand on the lines of a stream, then `None`."""
    for text in stream:
        put(text)
    put(None)


def _hear(
    lines: queue.Queue[str | None],
    request: Request,
    heard: _Heard,
    timeout: float,
    tell: Callable[[], None],
) -> bool:
    """Take in what a child says until it ends; whether it fell silent before."""
    while True:
        try:
            text = lines.get(timeout=timeout)
        except queue.Empty:
            return True
        if text is None:
            return False
        if text.startswith(f"{request.token} "):
            _take_in(json.loads(text[len(request.token) :]), heard)
            tell()


def _take_in(told: dict[str, Any], heard: _Heard) -> None:
    event = told.pop("event")
    if event == protocol.LOADED:
        heard.rules = told["rules"]
        heard.findings += [protocol.finding_from(finding) for finding in told["findings"]]
    elif event == protocol.START:
        heard.last = told["case"]
    elif event == protocol.RESULT:
        heard.results.append(protocol.result_from(told))
    elif event == protocol.DONE:
        heard.done = True


def _ending(
    request: Request,
    heard: _Heard,
    status: int,
    silent: bool,
    timeout: float,
    complaints: Sequence[str],
) -> Finding:
    """What is known of a child that did not say that it was done."""
    doing = f"checking {heard.last}" if heard.last else "loading the pack"
    if request.record:
        doing = "writing the record"
    if silent:
        wrong = f"gave no sign of life for {timeout:g} s while {doing}"
        mend = "look for an endless loop; --timeout gives more time"
    else:
        last = next((text.strip() for text in reversed(complaints) if text.strip()), "")
        told = f": {last}" if status > 0 and last else ""
        wrong = f"ended {_spoken(status)} while {doing}, without saying that it was done{told}"
        mend = "look for a crash, os._exit or a lack of memory"
    target = request.target
    return Finding(
        code="JB114",
        wrong=wrong,
        mend=mend,
        pack=target.namespace,
        distribution=target.distribution,
        version=target.version,
        rule=heard.last.rpartition("-")[0],
        trace="".join(complaints),
    )


def _spoken(status: int) -> str:
    """The end of a process in words."""
    if status >= 0:
        return f"with status {status}"
    try:
        return f"by the signal {signal.Signals(-status).name}"
    except ValueError:
        return f"by the signal {-status}"


# ---------------------------------------------------------------------------------------- report


def _report(target: Target, heard: Sequence[_Heard], seconds: float) -> PackReport:
    results = sorted(
        (result for one in heard for result in one.results), key=lambda r: r.rule
    )  # stable: the checks of a rule stay in their order
    found = [finding for one in heard for finding in one.findings]
    failed = [failure(target, result) for result in results if result.status == "failed"]
    return PackReport(
        target=target,
        rules=max(one.rules for one in heard),
        findings=(*found, *failed),
        results=tuple(results),
        seconds=seconds,
    )


def failure(target: Target, result: CheckResult) -> Finding:
    """A failed check as a finding."""
    stale = STALE in result.detail or result.check == "expected_failures"
    code = "JB319" if stale else CHECK_CODES.get(result.check, "JB300")
    told = result.detail.removeprefix(f"{result.rule}, check {result.check}: ")
    return Finding(
        code=code,
        wrong=f"check {result.check}: {told}",
        mend=f"run it alone: jacobook check {target.name} --rule {result.rule} "
        f"--check {result.check}",
        pack=target.namespace,
        distribution=target.distribution,
        version=target.version,
        rule=result.rule,
    )


def _write_record(report: PackReport, path: Path, timeout: float) -> list[Finding]:
    """Let another child write the record, which needs the pack, with the results at hand."""
    with tempfile.TemporaryDirectory() as folder:
        results = Path(folder) / "results.json"
        told = {
            "results": [result.as_json() for result in report.results],
            "findings": [dataclasses.asdict(finding) for finding in report.findings],
        }
        results.write_text(json.dumps(told), encoding="utf-8")
        request = Request(
            target=report.target,
            token=secrets.token_hex(8),
            record=str(path.resolve()),
            results=str(results),
        )
        heard = _Heard()
        _listen(request, heard, timeout, lambda: None)
        return heard.findings
