"""What an answer about senses says of itself."""

import pytest

from app.models.vocabulary import BalanceStatus
from app.services.scoring.balance_results import Reckoning


@pytest.mark.parametrize("status", BalanceStatus)
def test_five_statuses_have_a_balance_and_four_have_none(status: BalanceStatus) -> None:
    without = {"no_evidence", "insufficient", "not_scored", "withheld"}
    assert Reckoning(status=status).sufficient is (status not in without)
