"""Every check of every rule of the pack."""

from __future__ import annotations

from jacobook.testing import Case, parametrize_rules


@parametrize_rules("geom")
def test_rule(case: Case) -> None:
    case.assert_passes()
