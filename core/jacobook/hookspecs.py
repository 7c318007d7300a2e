"""The hooks a rule pack implements; each is one line and one sentence.

The host calls each implementation by itself, passes only the arguments that it names, and reads what
it returns inside a guard: one broken pack never hides another (`jacobook.loading`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pluggy

if TYPE_CHECKING:
    from jacobook.book import Registry
    from jacobook.packs import Check, PackInfo
    from jacobook.pages import PageBlock, RuleFacts, Section
    from jacobook.rule import Rule

PROJECT = "jacobook"
CONTRACT = "1.0"
"""The version of this contract; a pack declares the one it was written for."""

hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)


@dataclass(frozen=True, slots=True, kw_only=True)
class PackAPI:
    """What the host tells a pack that it asks.

    Attributes:
        host: the version of jacobook.
        contract: the version of the contract that it keeps.
        namespace: the first part of the pack's ids.
    """

    host: str
    contract: str
    namespace: str


@hookspec
def jacobook_pack() -> PackInfo:
    """Say who the pack is; called first, and alone if the contract does not fit."""
    raise NotImplementedError  # a specification: pluggy calls the implementations


@hookspec
def jacobook_rules(api: PackAPI) -> Iterable[Rule]:
    """Give the pack's rules, once per registry."""
    raise NotImplementedError


@hookspec
def jacobook_sections(api: PackAPI) -> Iterable[Section]:
    """Give the headings of the pack's page, in their order."""
    raise NotImplementedError


@hookspec
def jacobook_page_blocks(rule: Rule, facts: RuleFacts) -> Iterable[PageBlock]:
    """Give more to show on the page of one of the pack's rules, when pages are made."""
    raise NotImplementedError


@hookspec
def jacobook_checks(api: PackAPI) -> Iterable[Check]:
    """Give checks of the pack's rules besides the host's, none of which can be taken away."""
    raise NotImplementedError


@hookspec
def jacobook_ready(registry: Registry) -> None:
    """See the finished registry; it cannot be changed."""
    raise NotImplementedError
