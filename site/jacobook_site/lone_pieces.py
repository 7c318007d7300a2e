"""A Markdown extension for blocks that are one piece of finished HTML; see `jacobook_site.placeholders`.

Most blocks of generated pages are. They would be tried against every pattern of Markdown, and match none.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.util import AtomicString

from jacobook_site.placeholders import TOKEN

_ALONE = re.compile(f"\\n*{TOKEN}\\n*")


class LonePieces(Extension):
    """Takes lone pieces as they are."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Look for them before anything else."""
        md.parser.blockprocessors.register(_LonePiece(md.parser), "jacobook-piece", 200)


class _LonePiece(BlockProcessor):
    """A paragraph whose text nobody else looks into."""

    parser: BlockParser

    def test(self, parent: etree.Element, block: str) -> bool:
        """Whether a block is a lone piece; paragraphs of lists are made by these."""
        return _ALONE.fullmatch(block) is not None and not self.parser.state.isstate("list")

    def run(self, parent: etree.Element, blocks: list[str]) -> None:
        """Make the paragraph."""
        etree.SubElement(parent, "p").text = AtomicString(blocks.pop(0).strip())


def makeExtension() -> LonePieces:
    """The extension, for Markdown, which finds it by the name of this module."""
    return LonePieces()
