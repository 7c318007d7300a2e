"""Pages of codes: one for each, in the list, and linked from the findings of packs."""

from __future__ import annotations

import json

from jacobook.cli.reports import REPORTS
from jacobook.codes import CODES
from jacobook_site.code_pages import INDEX, PARTS, code_link, code_pages, code_path


def test_every_code_has_a_page_and_a_line_in_the_list() -> None:
    pages = code_pages()
    assert set(pages) == {INDEX, *map(code_path, CODES)}
    for code, told in CODES.items():
        assert told.meaning in pages[code_path(code)] and told.mend in pages[code_path(code)]
        assert f">{code}</a>" in pages[INDEX]
        assert code[:3] in PARTS


def test_a_made_up_code_is_no_link() -> None:
    assert code_link("packs/acme/index.md", "<b>") == "&lt;b&gt;"
    assert 'href="../../codes/JB101/index.html"' in code_link("packs/acme/index.md", "JB101")


def test_the_schemas_of_reports_are_published(pages) -> None:  # type: ignore[no-untyped-def]
    for name in REPORTS:
        schema = json.loads(pages[f"schemas/{name}-1.json"])
        assert schema["$ref"].endswith(REPORTS[name].__name__)
