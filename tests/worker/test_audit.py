"""`samenspel audit verify`: says that the log is whole, or where it breaks, and stands in the log itself."""

from collections.abc import Iterator

import pytest
from sqlalchemy import update
from typer.testing import CliRunner, Result

from app.cli import cli
from app.settings import settings
from tests.engine import variables_of
from tests.house import House
from tests.logged import ENTRY, Logged, sealed
from tests.services.test_sealing import mine, tamper


class Auditor:
    """The command, for one house."""

    def __init__(self, house: House) -> None:
        self.house = house

    def verify(self, *words: str) -> Result:
        return CliRunner().invoke(cli, ["audit", "verify", "--organisation", self.house.organisation_id, *words])


@pytest.fixture
def auditor(house: House, migrated_database: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Auditor]:
    for name, value in variables_of(migrated_database).items():
        monkeypatch.setenv(name, value)
    settings.cache_clear()
    yield Auditor(house)
    settings.cache_clear()


def test_a_whole_log_is_told_with_its_head(auditor: Auditor) -> None:
    auditor.house.resident()
    head = sealed(auditor.house)
    auditor.house.resident()
    found = auditor.verify("--head", str(head))
    assert found.exit_code == 0, found.output
    assert found.stdout.strip() == f"1 entries are whole. Head: {head}"
    assert "1 more wait to be sealed." in found.stderr
    assert Logged(auditor.house).last.operation == "audit_verify"


def test_where_it_breaks_is_told_and_the_command_fails(auditor: Auditor) -> None:
    for name in ("Truus", "Piet"):
        auditor.house.resident(name)
    sealed(auditor.house)
    changed = update(ENTRY).where(mine(auditor.house, 2)).values(operation="get_team")
    tamper(auditor.house, lambda connection: connection.execute(changed))
    found = auditor.verify()
    assert found.exit_code == 1
    assert "(altered at number 2, entry " in found.stdout
    assert str(Logged(auditor.house).entries[1].id) in found.stdout


def test_a_head_that_was_published_and_is_not_there_is_a_log_that_was_cut_off(auditor: Auditor) -> None:
    auditor.house.resident()
    sealed(auditor.house)
    found = auditor.verify("--head", f"7:{'a' * 64}")
    assert (found.exit_code, "(cut_off at number 2)" in found.stdout) == (1, True)
    found = auditor.verify("--head", f"1:{'a' * 64}")
    assert (found.exit_code, "(head_differs at number 1" in found.stdout) == (1, True)


@pytest.mark.parametrize("head", ["7", "x:y", f"7:{'A' * 64}", f"-1:{'a' * 64}"])
def test_a_head_that_is_none_is_refused(auditor: Auditor, head: str) -> None:
    found = auditor.verify("--head", head)
    assert (found.exit_code, "SEQUENCE:DIGEST" in found.output) == (2, True)


def test_an_empty_log_is_whole(auditor: Auditor) -> None:
    assert auditor.verify().stdout.startswith("0 entries are whole.")
