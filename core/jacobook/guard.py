"""The guard around packs: whatever their code raises becomes a finding that says where and why."""

from __future__ import annotations

import importlib
import sys
import traceback
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Any

import pluggy

from jacobook.discovery import Offer
from jacobook.errors import RuleDefinitionError, UnfinishedRegistryError
from jacobook.findings import Finding


class Refused(Exception):
    """A pack, or a module of it, that is left out, with the finding that says why."""

    def __init__(self, finding: Finding) -> None:
        """Carry the finding."""
        super().__init__(finding.line)
        self.finding = finding


def guarded(offer: Offer, code: str, doing: str, work: Callable[[], Any]) -> Any:
    """What `work` returns.

    Raises:
        Refused: it raised anything but an interrupt from the keyboard.
    """
    try:
        return work()
    except Refused:
        raise
    except (Exception, SystemExit) as error:
        raise Refused(told(offer, code, doing, error)) from error


def told(offer: Offer, code: str, doing: str, error: BaseException) -> Finding:
    """What went wrong in a pack's own code, as a finding."""
    place = _place(error, offer)
    if isinstance(error, SystemExit):
        wrong = f"called sys.exit({error.code!r}) while being imported"
        return offer.finding("JB107", wrong, "remove the call", place)
    if isinstance(error, UnfinishedRegistryError):
        wrong = "used the registry while it was still being built"
        return offer.finding("JB109", wrong, "take it from jacobook_ready", place)
    if isinstance(error, RuleDefinitionError) and code == "JB101":
        mend = "jacobook explain JB204"
        return offer.finding("JB204", str(error), mend, place)
    finding = offer.finding(
        code, f"{doing}: {type(error).__name__}: {_first(error)}", _advice(error, offer), place
    )
    return replace(finding, trace="".join(traceback.format_exception(error)))


def _first(error: BaseException) -> str:
    """The message of an exception, on one line."""
    if isinstance(error, SyntaxError):
        return str(error.msg)
    return next(iter(str(error).splitlines()), "")


def _advice(error: BaseException, offer: Offer) -> str:
    block = f"JACOBOOK_PLUGINS=-{offer.namespace}" if offer.namespace else "leave the pack out"
    if isinstance(error, ModuleNotFoundError) and error.name:
        missing = error.name.split(".")[0]
        if missing != offer.value.split(":")[0].split(".")[0]:
            return f"add {missing} to the pack's dependencies, or block the pack: {block}"
    return f"mend the file, or block the pack: {block}"


def _place(error: BaseException, offer: Offer) -> str:
    """The last line of the pack's own code that was running, and how it was reached."""
    reached = (
        f"imported by entry point {offer.origin.entry_point}" if offer.origin.entry_point else ""
    )
    if isinstance(error, SyntaxError) and error.filename:
        line = f"{_short(error.filename)}:{error.lineno}"
    else:
        line = _own_line(error.__traceback__)
    return ", ".join(filter(None, [line, reached]))


def _own_line(trace: TracebackType | None) -> str:
    """The last line outside the host and the machinery of imports."""
    frames = [
        (frame.filename, frame.lineno)
        for frame in traceback.extract_tb(trace)
        if not frame.filename.startswith("<") and not _is_host(frame.filename)
    ]
    return f"{_short(frames[-1][0])}:{frames[-1][1]}" if frames else ""


def _is_host(filename: str) -> bool:
    folders = (Path(__file__).parent, Path(importlib.__file__).parent, Path(pluggy.__file__).parent)
    return any(folder in Path(filename).parents for folder in folders)


def _short(filename: str) -> str:
    """A file relative to the folder on the import path that it lies in."""
    path = Path(filename)
    for folder in sorted(filter(None, sys.path), key=len, reverse=True):
        if path.is_relative_to(folder):
            return path.relative_to(folder).as_posix()
    return path.name
