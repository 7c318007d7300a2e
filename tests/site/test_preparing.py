"""Pages are prepared by a process beside the build as they would be in it."""

from jacobook_site import child, preparing
from jacobook_site.placeholders import raw
from jacobook_site.preparing import Preparing, ready
from jacobook_site.twins import twin_of

PAGE = f"# Title\n\n{raw('<p>One <b>word</b></p>')}\n\n```python\nx = 1\n```\n"
PAGES = {f"{number}.md": f"---\nhide: [toc]\n---\n{PAGE}\n{number}\n" for number in range(60)}


def bodies():
    return {path: text.split("---\n", 2)[2] for path, text in PAGES.items()}


def test_a_page_is_split_into_text_pieces_and_twin():
    made = ready(PAGE)
    assert made.pieces[0] == "<p>One <b>word</b></p>" and 'class="highlight"' in made.pieces[1]
    assert "<" not in made.text and "x = 1" not in made.text
    twin = twin_of(PAGE)
    assert "One **word**" in twin and "```python\nx = 1\n```" in twin


def everything(many):
    """What is made of each page: ready for the converter, and its twin."""
    return {
        path: (many.page(path, text), many.twin(path, text)()) for path, text in bodies().items()
    }


EVERYTHING = {path: (ready(text), twin_of(text)) for path, text in bodies().items()}


def test_a_process_makes_the_same(monkeypatch):
    monkeypatch.setattr(preparing, "cores", lambda: 2)
    many = Preparing(PAGES)
    monkeypatch.setattr(preparing, "ready", None)  # this process does nothing
    monkeypatch.setattr(preparing, "twin_of", None)
    made = everything(many)
    many.end()
    assert made == EVERYTHING


def test_a_process_that_dies_is_not_missed(monkeypatch):
    monkeypatch.setattr(preparing, "cores", lambda: 2)
    monkeypatch.setattr(child.sys, "executable", "/bin/false")
    many = Preparing(PAGES)
    made = everything(many)
    many.end()
    assert made == EVERYTHING


def test_a_page_that_others_have_changed_is_prepared_as_it_is(monkeypatch):
    monkeypatch.setattr(preparing, "cores", lambda: 2)
    many = Preparing(PAGES)
    assert many.page("1.md", "changed") == ready("changed")
    assert many.twin("1.md", "changed")() == "changed\n"
    many.end()


def test_few_pages_start_no_process(monkeypatch):
    monkeypatch.setattr(preparing, "Child", None)
    few = Preparing({"a.md": PAGE})
    assert few.page("a.md", PAGE) == ready(PAGE) and few.twin("a.md", PAGE)() == twin_of(PAGE)
    few.end()
