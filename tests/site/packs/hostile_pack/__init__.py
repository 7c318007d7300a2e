"""A pack whose author puts hostile text wherever a text may stand; its mathematics is honest."""

from hostile_pack.rules import pack

__all__ = ["pack"]
