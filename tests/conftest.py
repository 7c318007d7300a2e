"""The order of the tests, and which of them one worker runs."""

from __future__ import annotations

import pytest


@pytest.hookimpl(tryfirst=True)  # before groups are read from the marks
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Those of the site come first: the first worker then makes what they share, and no other does.

    Those that read the built site are one group, for the same reason.
    """
    items.sort(key=lambda item: item.path.parent.name != "site")
    for item in items:
        if "site_build" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.xdist_group("built site"))
