"""Text to expression, in the two syntaxes of the catalogue: NumPy's and MATLAB's."""

from __future__ import annotations

from jacobook.parsing.numpy_text import parse
from jacobook.parsing.scope import Catalogue, Scope, Value, Vocabulary
from jacobook.parsing.source import MAX_DEPTH, MAX_LENGTH
from jacobook.parsing.typed_text import read_text

__all__ = [
    "MAX_DEPTH",
    "MAX_LENGTH",
    "Catalogue",
    "Scope",
    "Value",
    "Vocabulary",
    "parse",
    "read_text",
]
