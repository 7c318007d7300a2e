"""Finished HTML of the generator as Markdown: what a page shows, for readers without a browser.

Formulas become LaTeX between dollar signs (MathML carries it as `alttext`), arrays of numbers become
nested lists, tables become tables, figures their descriptions. Controls are left out. Text is escaped,
so that it makes no markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

LEFT_OUT = ("script", "style", "button", "form", "input", "select", "svg")
BLOCKS = (
    *("p", "div", "ul", "ol", "li", "table", "details", "summary", "figure", "figcaption"),
    *("pre", "h1", "h2", "h3", "h4", "h5", "h6", "nav", "section", "article", "blockquote"),
    *("dl", "dt", "dd", "form", "hr"),
)


@dataclass(slots=True)
class Node:
    """An element with its attributes and content."""

    tag: str
    attributes: Mapping[str, str]
    content: list[Node | str] = field(default_factory=list)

    def has_class(self, name: str) -> bool:
        """Whether the element has a class."""
        return name in self.attributes.get("class", "").split()

    @property
    def text(self) -> str:
        """All text inside."""
        return "".join(c if isinstance(c, str) else c.text for c in self.content)

    def all(self, *tags: str) -> Iterable[Node]:
        """The elements inside with one of these tags, outermost first, in their order."""
        for child in self.content:
            if isinstance(child, Node):
                if child.tag in tags:
                    yield child
                else:
                    yield from child.all(*tags)


def _tree(html: str) -> Node:
    """HTML as a tree; what is inside of formulas that have their LaTeX is not looked at."""
    body = LexborHTMLParser(f"<body>{html}").body
    assert body is not None, "the parser makes one if there is none"
    return Node("", {}, [_taken(child) for child in body.iter(include_text=True)])


def _taken(parsed: LexborNode) -> Node | str:
    """An element or a text with all that is inside."""
    if parsed.is_text_node:
        return parsed.text_content or ""
    attributes = {name: value or "" for name, value in parsed.attributes.items()}
    made = Node(parsed.tag or "", attributes)
    if "alttext" not in attributes:
        made.content = [_taken(child) for child in parsed.iter(include_text=True)]
    return made


def markdown_of(html: str) -> str:
    """HTML as Markdown.

    >>> markdown_of('<p>The <em>sum</em> of <a href="x.html">entries</a>, a &lt; b</p>')
    'The *sum* of [entries](x.html), a &lt; b'
    """
    return "\n\n".join(_blocks(_tree(html))).strip()


def inline_of(html: str) -> str:
    """HTML as Markdown in one line."""
    return " ".join(markdown_of(html).split())


def _blocks(node: Node) -> list[str]:
    """The blocks inside an element; text between them makes blocks of its own."""
    made: list[str] = []
    line: list[Node | str] = []
    for child in [*node.content, None]:
        if isinstance(child, (Node, str)) and not _is_block(child):
            line.append(child)
            continue
        if text := _line(line):
            made.append(text)
        line = []
        if isinstance(child, Node):
            made += [block for block in _block(child) if block]
    return made


def _is_block(child: Node | str) -> bool:
    if isinstance(child, str):
        return False
    if child.tag == "math":
        return child.attributes.get("display") == "block"
    return child.tag in BLOCKS or (child.tag == "a" and any(map(_is_block, child.content)))


def _block(node: Node) -> list[str]:
    if node.tag in LEFT_OUT or "hidden" in node.attributes:
        return []
    if node.tag == "math":
        return [formula(node)]
    if node.tag == "pre":
        return [fence(node.text)]
    if node.tag == "table":
        return [_table(node)]
    if node.tag in ("ul", "ol"):
        return [_list(node)]
    if node.tag == "hr":
        return ["---"]
    if node.tag == "figure":
        return [*_described(node), *_blocks(node)]
    blocks = _blocks(node)
    if re.fullmatch(r"h[1-6]", node.tag):
        return [f"{'#' * int(node.tag[1])} {' '.join(blocks)}"]
    if node.tag == "summary" or node.tag == "dt":
        return [f"**{' '.join(blocks)}**"] if blocks else []
    if node.has_class("jb-row") and len(blocks) > 1:
        return [f"{blocks[0]}: {' '.join(blocks[1:])}"]
    return blocks


def _described(figure: Node) -> list[str]:
    """What the picture in a figure says to those who do not see it."""
    for picture in figure.all("svg"):
        said = [" ".join(part.text.split()) for part in picture.all("title", "desc")]
        return [escaped(": ".join(filter(None, said)))]
    return []


def _list(node: Node) -> str:
    lines = []
    items = [child for child in node.content if isinstance(child, Node) and child.tag == "li"]
    for number, item in enumerate(items, 1):
        mark = f"{number}." if node.tag == "ol" else "-"
        body = "\n\n".join(_blocks(item))
        indent = " " * (len(mark) + 1)
        lines.append(
            f"{mark} " + body.replace("\n", f"\n{indent}").replace(f"\n{indent}\n", "\n\n")
        )
    return "\n".join(lines)


def _table(node: Node) -> str:
    rows = [[_cell(cell) for cell in row.all("td", "th")] for row in node.all("tr")]
    width = max(map(len, rows), default=0)
    whole = [[*row, *[""] * (width - len(row))] for row in rows]
    if not whole:
        return ""
    head, *body = whole
    lines = [head, ["---"] * width, *body]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _cell(node: Node) -> str:
    """A cell in one line; a bar would end it."""
    inside = " ".join(" ".join(_blocks(node)).split())
    return inside.replace(r"\|", r"\Vert ").replace("|", r"\vert " if "$" in inside else r"\|")


def _line(content: Iterable[Node | str]) -> str:
    """Text and elements of a line."""
    return " ".join("".join(map(_piece, content)).split())


def _is_permalink(node: Node) -> bool:
    """Whether an element only marks the place it stands at."""
    return node.tag == "a" and node.text.strip() in ("#", "\N{PILCROW SIGN}")


_SPACES = re.compile(r"\A(\s*)(.*?)(\s*)\Z", re.DOTALL)
_MARKED = {"strong": "**", "b": "**", "em": "*", "i": "*"}


def _piece(child: Node | str) -> str:
    if isinstance(child, str):
        return escaped(child)
    if child.tag in LEFT_OUT or "hidden" in child.attributes or _is_permalink(child):
        return ""
    if child.tag == "math" or child.has_class("jb-wraps"):
        return formula(child)
    if child.tag == "code":
        return code(child.text)
    if child.tag == "br":
        return " "
    inside = "".join(map(_piece, child.content))
    if child.tag == "a" and child.attributes.get("href"):
        return f"[{inside.strip()}]({_address(child.attributes['href'])})"
    if child.has_class("jb-badge"):
        return f"[{inside}] "
    mark = _MARKED.get(child.tag, "")
    return _SPACES.sub(rf"\1{mark}\2{mark}\3", inside) if mark and inside.strip() else inside


def _address(url: str) -> str:
    """An address between brackets, which it cannot leave."""
    return re.sub(r"[\s()<>]", lambda m: f"%{ord(m[0]):02X}", url)


_ACTIVE = re.compile(r"[<>]|&(?=#?\w+;)")


def escaped(text: str) -> str:
    """Text that makes no markup."""
    entities = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}
    return _ACTIVE.sub(lambda m: entities[m[0]], text)


def code(text: str) -> str:
    """Text as inline code, whatever backticks it has."""
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    mark = "`" * (longest + 1)
    space = " " if longest else ""
    return f"{mark}{space}{' '.join(text.split())}{space}{mark}" if text.strip() else ""


def fence(text: str, language: str = "") -> str:
    """Text as a block of code, which it cannot close."""
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    mark = "`" * max(3, longest + 1)
    return f"{mark}{language}\n{text.strip(chr(10))}\n{mark}"


def formula(node: Node) -> str:
    """A formula as LaTeX between dollar signs; numbers as nested lists."""
    given = node.attributes.get("alttext") or node.attributes.get("data-latex", "")
    latex = " ".join(given.split())
    if latex:
        mark = "$$" if node.attributes.get("display") == "block" else "$"
        return f"{mark}{_without_tags(latex)}{mark}"
    rows = [[cell.text for cell in row.all("mtd")] for row in node.all("mtr")]
    if not rows:
        return code(node.text)
    lists = [f"[{', '.join(row)}]" for row in rows]
    return code(lists[0] if len(lists) == 1 else f"[{', '.join(lists)}]")


def _without_tags(latex: str) -> str:
    """LaTeX in which no letter follows a sign of order, as it would in a tag of HTML."""
    return re.sub(r"<(?=[A-Za-z/!?])", "< ", latex)
