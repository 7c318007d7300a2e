"""The hooks a rule pack implements; each is one line and one sentence.

Hooks are called one implementation at a time, so that one broken pack never hides another.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import pluggy

if TYPE_CHECKING:
    from jacobook.packs import PackInfo
    from jacobook.rule import Rule

PROJECT = "jacobook"
CONTRACT = "1.0"
"""The version of this contract; a pack declares the one it was written for."""

hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)


@hookspec
def jacobook_pack() -> PackInfo:
    """Say who the pack is; called first, and alone if the contract does not fit."""
    raise NotImplementedError  # a specification: pluggy calls the implementations


@hookspec
def jacobook_rules() -> Iterable[Rule]:
    """Give the pack's rules, once per registry."""
    raise NotImplementedError  # a specification: pluggy calls the implementations
