"""The pages on disk, for other site builders and for review."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from jacobook_site.placeholders import bare


def write(folder: Path, pages: Mapping[str, str]) -> list[Path]:
    """Write every page below `folder`; files that would not change are left alone.

    Raises:
        ValueError: a path leads out of the folder.
    """
    root = folder.resolve()
    written = []
    for path, text in pages.items():
        target = (root / path).resolve()
        if not target.is_relative_to(root):
            raise ValueError(f"{path!r} leads out of {folder}")
        content = bare(text)
        if not target.is_file() or target.read_text(encoding="utf-8") != content:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(content, encoding="utf-8")
        written.append(target)
    return written
