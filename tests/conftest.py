"""The order of the tests."""

from __future__ import annotations

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Those of the site come first: the first worker then makes what they share, and no other does."""
    items.sort(key=lambda item: item.path.parent.name != "site")
