"""Verifying packs: each in a process of its own, with a time limit and an end that must be announced.

A pack may hang, crash or end the process when it is imported. So the parent imports nothing of it: it
starts a child, reads what the child reports line by line, and takes silence for a failure.
"""

from jacobook.verification.parent import Progress, verify
from jacobook.verification.protocol import PackReport, Target
from jacobook.verification.targets import targets_named

__all__ = ["PackReport", "Progress", "Target", "targets_named", "verify"]
