"""How well a rule answers a search.

Names count most, then the title, then tags, then the summary. A rule counts only if it mentions
every word; of equal rules the one that more others refer to is first.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from jacobook.rule import Rule, numpy_names

_WORD = re.compile(r"[^\s,;:()\[\]\-]+")
_SMALL = frozenset(
    {"a", "an", "and", "as", "by", "for", "from", "in", "is", "of", "on", "the", "to", "with"}
)
_LIBRARIES = ("numpy.", "scipy.")


def words_of(text: str) -> tuple[str, ...]:
    """The words of a search that tell something, in small letters.

    >>> words_of("The inverse of a matrix"), words_of("np.linalg.svd")
    (('inverse', 'matrix'), ('numpy.linalg.svd',))
    """
    found = [_plain(word) for word in _WORD.findall(text.lower())]
    return tuple(word for word in found if word not in _SMALL) or tuple(found)


def _plain(word: str) -> str:
    """A word in British spelling, and NumPy by its full name."""
    return re.sub(r"iz(?=e|ing|ation)", "is", re.sub(r"^np\.", "numpy.", word))


@dataclass(frozen=True, slots=True)
class Entry:
    """What a search compares with of one rule.

    Attributes:
        rule: the rule.
        id: its id, in the spelling of searches.
        names: the id, operation and aliases, and the functions it answers for.
        called: what it is called in formulas: its operation, aliases, last words of functions.
        title: the words of its title, joined by blanks.
        tags: the same of each tag.
        text: title, tags, summary and function, in small letters and British spelling.
        letters: all of these; a word that is not in here finds nothing.
        weight: more for an operation with maps of its own than for a statement about others, and
            less for a rule that only takes the calls of a function apart.
        place: its place among rules that answer as well: those that more others refer to first.
    """

    rule: Rule
    id: str
    names: frozenset[str]
    called: frozenset[str]
    title: str
    tags: tuple[str, ...]
    text: str
    letters: str
    weight: int
    place: tuple[int, int, str]


def entries(rules: Iterable[Rule]) -> tuple[Entry, ...]:
    """The entries of a book."""
    every = tuple(rules)
    referred = Counter(name for rule in every for name in rule.see_also)
    return tuple(_entry(rule, referred[rule.id]) for rule in every)


def _entry(rule: Rule, referred: int) -> Entry:
    functions = numpy_names(rule)
    told = f"{rule.title} {' '.join(rule.tags)} {rule.summary} {rule.function}"
    called = {rule.op, *rule.aliases, *map(_last, functions)} - {""}
    names = frozenset(_plain(name.lower()) for name in {rule.id, *called, *functions})
    title, tags = " ".join(words_of(rule.title)), tuple(" ".join(words_of(t)) for t in rule.tags)
    text = " ".join(map(_plain, told.lower().split()))
    return Entry(
        rule=rule,
        id=_plain(rule.id),
        names=names,
        called=frozenset(_plain(name.lower()) for name in called),
        title=title,
        tags=tags,
        text=text,
        letters="\n".join([_plain(rule.id), *sorted(names), title, *tags, text]),
        weight=_weight(rule),
        place=(-referred, len(rule.id), rule.id),
    )


def _weight(rule: Rule) -> int:
    if rule.kind != "derived":
        return 4 * bool(rule.op)
    takes_apart = rule.op not in map(_last, numpy_names(rule))
    return -12 if takes_apart and rule.op.endswith(_CALLS) else 0


_CALLS = ("_call", "_scipy")
"""How operations end that take the calls of a function apart, for which another rule is named."""


def _last(name: str) -> str:
    return name.rpartition(".")[2]


def score(entry: Entry, words: Sequence[str]) -> int:
    """How well an entry answers: 0 if a word is missing."""
    scores = [_of_word(entry, word) for word in words]
    if not all(scores):
        return 0
    return max(sum(scores) + _of_phrase(entry, words) + entry.weight, 1)


def _of_word(entry: Entry, word: str) -> int:
    """What one word finds: a name, a word of the title or of a tag, or letters anywhere."""
    if word.startswith(_LIBRARIES):
        return _of_function(entry, word)
    forms = {word, word.removesuffix("s") or word}
    if not _is_in(forms, [entry.letters]):
        return 0
    parts = entry.id.split(".")
    in_name = 6 * (word in entry.called) or 5 * (word == parts[-1]) or 2 * _is_in(forms, parts)
    in_title = 4 * bool(forms & set(entry.title.split())) or 2 * _is_in(forms, [entry.title])
    in_tags = 2 * any(forms & set(tag.split()) for tag in entry.tags)
    return in_name + in_title + in_tags + _is_in(forms, [entry.text, *entry.names])


def _is_in(forms: Iterable[str], texts: Sequence[str]) -> bool:
    """Whether one of some texts has one of the forms of a word among its letters."""
    return any(form in text for form in forms for text in texts)


def _of_function(entry: Entry, function: str) -> int:
    """What the full name of a function finds: who answers for it, or is called as it is."""
    if function in entry.names:
        return 20
    same = _last(function) in (entry.rule.op, _last(entry.id))
    return 6 * same or int(_is_in([function], list(entry.names)))


def _of_phrase(entry: Entry, words: Sequence[str]) -> int:
    """What the words find as a whole."""
    phrase, joined = " ".join(words), {"".join(words), "_".join(words)}
    found = 20 * (phrase == entry.title) + 16 * (phrase == entry.id)
    found += 12 * (phrase in entry.tags) + 12 * bool(joined & entry.called)
    found += 10 * (len(words) > 1 and _last(entry.id) in joined)
    return found + 5 * entry.title.startswith(f"{phrase} ")
