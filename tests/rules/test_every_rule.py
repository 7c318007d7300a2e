"""Every rule of the book goes through every check."""

import pytest

from jacobook.testing import parametrize_rules


@parametrize_rules()
def test_rule(case):
    case.assert_passes()


@pytest.mark.exhaustive
@parametrize_rules(exhaustive=True)
def test_rule_exhaustively(case):
    case.assert_passes()
