"""Records from outside made fit for pages: markup reduced to what the generator itself makes there.

A record of a third party's pack holds three kinds of markup (formulas, sentences, paragraphs) and text.
Text is escaped wherever a page shows it; here it is cut and freed of steering characters. Markup is
parsed as a browser does and written again with the tags and attributes of `_TAGS` and `_ATTRIBUTES`.
What is clean already comes out as it went in.
"""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import nh3

from jacobook_site.inert import plain, visible
from jacobook_site.markup import code
from jacobook_site.prose import LIMIT, LINE_LIMIT, LINK, REL

Value = TypeVar("Value")
Cleaner = Callable[[str], str]

MARKUP_LIMIT = 60_000
"""The longest markup of one formula or text."""

# ------------------------------------------------------------------------------------ markup

_MATHML = {
    *("math", "mrow", "mi", "mn", "mo", "mtext", "mfrac", "msqrt", "mroot"),
    *("msub", "msup", "msubsup", "mover", "munder", "munderover", "mtable", "mtr", "mtd"),
}
_WORDS = {"code", "strong", "em", "a", "br"}
_BLOCKS = {"p", "ul", "ol", "li", "blockquote", "pre", "table", "thead", "tbody", "tr", "th", "td"}
_TAGS = {
    "formula": _MATHML | {"code"},
    "sentence": _MATHML | _WORDS,
    "paragraphs": _MATHML | _WORDS | _BLOCKS,
}
_ATTRIBUTES = {
    "math": {"alttext"},
    "mo": {"lspace", "rspace"},
    "a": {"href"},
    "ol": {"start"},
}
_VALUES = {
    "math": {"display": {"block"}},
    "mi": {"mathvariant": {"normal"}},
    "mo": {"form": {"prefix", "infix", "postfix"}, "stretchy": {"true", "false"}},
    "mover": {"accent": {"true"}},
    "mtd": {"style": {"text-align:left"}},
}
_FORMS = {
    "lspace": re.compile(r"0|[0-2](\.\d{1,5})?em"),
    "rspace": re.compile(r"0|[0-2](\.\d{1,5})?em"),
    "href": LINK,
    "start": re.compile(r"\d{1,9}"),
}


def _attribute(tag: str, name: str, value: str) -> str | None:
    """An attribute's value if it has the form that the generator gives it."""
    form = _FORMS.get(name)
    return value if form is None or form.fullmatch(value) else None


@functools.cache
def _cleaner(kind: str) -> nh3.Cleaner:
    tags = _TAGS[kind]
    return nh3.Cleaner(
        tags=tags,
        clean_content_tags={"script", "style"},
        attributes={tag: names for tag, names in _ATTRIBUTES.items() if tag in tags},
        attribute_filter=_attribute,
        tag_attribute_values={tag: given for tag, given in _VALUES.items() if tag in tags},
        set_tag_attribute_values={"a": {"rel": REL}} if "a" in tags else {},
        url_schemes={"http", "https", "rule"},
        link_rel=None,
    )


def markup(html: str, kind: str) -> str:
    """Markup of one kind (`formula`, `sentence`, `paragraphs`) as the generator would have made it."""
    if len(html) > MARKUP_LIMIT:
        return code(f"[left out, {len(html)} characters]")
    return visible(_cleaner(kind).clean(html))


# ------------------------------------------------------------------------------------ records


def _text(limit: int) -> Cleaner:
    return functools.partial(plain, limit=limit)


def _markup(kind: str) -> Cleaner:
    return functools.partial(markup, kind=kind)


_ORDINARY = _text(1_000)
_CLEANERS: Mapping[tuple[str, str], Cleaner] = {
    ("Formula", "mathml"): _markup("formula"),
    ("OperandRecord", "mathml"): _markup("formula"),
    ("Line", "mathml"): _markup("formula"),
    ("Line", "law"): _markup("formula"),
    ("Line", "denominator"): _markup("formula"),
    **{("Code", name): _text(8_000) for name in ("text", "matlab", "numpy", "sympy")},
    ("RuleForms", "arrays"): _text(8_000),
    ("Line", "reason"): _markup("sentence"),
    ("Worked", "note"): _markup("sentence"),
    ("RuleDerivations", "instance"): _markup("formula"),
    ("Prose", "html"): _markup("paragraphs"),
    ("Prose", "text"): _text(LIMIT),
    ("Formula", "text"): _text(4_000),
    ("Lengths", "stated_text"): _text(4_000),
    ("Lengths", "engine_text"): _text(4_000),
    ("Formula", "latex"): _text(8_000),
    ("RuleRecord", "title"): _text(120),
    ("RuleRecord", "summary"): _text(LINE_LIMIT),
    ("RuleRecord", "aliases"): _text(64),
    ("RuleRecord", "tags"): _text(64),
    ("RuleRecord", "numpy"): _text(100),
    ("RuleRecord", "skip"): _text(LINE_LIMIT),
    ("Source", "source"): _text(200),
    ("Source", "where"): _text(200),
    ("Source", "url"): _text(500),
    ("Example", "name"): _text(120),
    ("Example", "source"): _text(200),
    ("Example", "why"): _text(LINE_LIMIT),
    ("Listing", "text"): _text(40_000),
    ("Listing", "output"): _text(10_000),
    ("Origin", "text"): _text(400_000),
    ("CheckResult", "detail"): _text(4_000),
    ("About", "title"): _text(80),
    ("About", "summary"): _text(LINE_LIMIT),
    ("About", "licence"): _text(120),
    ("About", "author"): _text(200),
    ("Section", "title"): _text(120),
    ("Section", "text"): _text(LIMIT),
    ("TableBlock", "title"): _text(120),
    ("TableBlock", "head"): _text(60),
    ("TableBlock", "rows"): _text(200),
    ("TableBlock", "note"): _text(LINE_LIMIT),
    ("PlotBlock", "title"): _text(120),
    ("PlotBlock", "x_label"): _text(60),
    ("PlotBlock", "y_label"): _text(60),
    ("PlotBlock", "description"): _text(LINE_LIMIT),
    ("PlotCurve", "label"): _text(60),
    ("NamedProse", "title"): _text(120),
    ("BlockRecord", "problem"): _text(LINE_LIMIT),
    ("FlowNode", "label"): _text(24),
    ("FlowNode", "shape"): _text(40),
    ("Kink", "name"): _text(120),
    ("Kink", "why"): _text(LINE_LIMIT),
    ("Mistake", "slip"): _text(20),
    ("Mistake", "shape"): _text(60),
    ("Mistake", "needed"): _text(60),
    ("Slope", "way"): _text(60),
}
"""How the fields of records are cleaned; all others are text of ordinary length."""


def cleaned(value: Value) -> Value:
    """A record, or a part of one, with all its texts and markup cleaned."""
    return _cleaned(value, _ORDINARY)  # type: ignore[no-any-return]


def _cleaned(value: Any, clean: Cleaner) -> Any:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, tuple):
        return tuple(_cleaned(item, clean) for item in value)
    if isinstance(value, dict):
        return {_cleaned(k, _ORDINARY): _cleaned(v, clean) for k, v in value.items()}
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return dataclasses.replace(value, **_cleaned_fields(value))
    return value


def _cleaned_fields(value: Any) -> dict[str, Any]:
    kind = type(value).__name__
    return {
        field.name: _cleaned(
            getattr(value, field.name), _CLEANERS.get((kind, field.name), _ORDINARY)
        )
        for field in dataclasses.fields(value)
    }
