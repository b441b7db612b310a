"""Which issuers a service knows, as its settings say: each once, over https, and for one organisation."""

import json
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError
from pydantic_settings import SettingsError

from app import settings
from app.settings import Issuer, Settings

ORGANISATION = "018f0000-0000-7000-8000-000000000001"
GOOD = {
    "issuer": "https://login.huis.example/realms/linde",
    "audience": "samenspel",
    "organisation_id": ORGANISATION,
    "jwks_url": "https://login.huis.example/realms/linde/certs?v=1",
}


def set_to(monkeypatch: pytest.MonkeyPatch, *issuers: object) -> list[Issuer]:
    monkeypatch.setenv("SAMENSPEL_ISSUERS", json.dumps(issuers))
    return Settings().issuers


def test_there_are_none_unless_somebody_names_them() -> None:
    assert Settings().issuers == []


def test_an_issuer_is_read_as_it_was_written(monkeypatch: pytest.MonkeyPatch) -> None:
    (found,) = set_to(monkeypatch, GOOD)
    assert found.model_dump(mode="json", exclude={"algorithms"}) == GOOD
    assert found.algorithms == {"RS256", "ES256", "EdDSA"}
    assert set_to(monkeypatch, GOOD | {"algorithms": ["ES256"]})[0].algorithms == {"ES256"}


def test_issuers_may_stand_in_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "issuers.json"
    file.write_text(json.dumps([GOOD], indent=1), encoding="utf-8")
    monkeypatch.setenv("SAMENSPEL_ISSUERS", "")
    monkeypatch.delenv("SAMENSPEL_ISSUERS")
    monkeypatch.setenv("SAMENSPEL_ISSUERS_FILE", str(file))
    settings._from_files()
    assert [one.issuer for one in Settings().issuers] == [GOOD["issuer"]]


@pytest.mark.parametrize("host", ["127.0.0.1:8080", "localhost", "[::1]:9"])
def test_on_this_machine_http_will_do(monkeypatch: pytest.MonkeyPatch, host: str) -> None:
    urls = {"issuer": f"http://{host}/a", "jwks_url": f"http://{host}/b"}
    assert set_to(monkeypatch, GOOD | urls)[0].issuer == f"http://{host}/a"


@pytest.mark.parametrize("member", ["issuer", "jwks_url"])
@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("http://login.huis.example", "https"),
        ("http://127.0.0.1.huis.example", "https"),
        ("http://localhost.huis.example", "https"),
        ("http://127.0.0.2", "https"),
        ("http://0.0.0.0", "https"),
        ("http://127.0.0.1@huis.example", "no user"),
        ("https://anna:secret@huis.example", "no user"),
        ("https://huis.example/#a", "fragment"),
        ("http://localhost\\@huis.example", "backslash"),
        ("https://huis.example/\n", "visible"),
        (" https://huis.example", "visible"),
        ("https://huis\u3002example", "visible"),
        ("ftp://huis.example", "URL scheme"),
        ("huis.example", "URL"),
        ("https://", "URL"),
        ("", "visible"),
        ("https://huis.example/" + "a" * 500, "500"),
        (1, "string"),
    ],
)
def test_a_url_that_is_not_safe_is_refused_at_the_start(
    monkeypatch: pytest.MonkeyPatch, member: str, url: object, why: str
) -> None:
    with pytest.raises(ValidationError, match=rf"(?s)issuers\.0\.{member}.*{why}"):
        set_to(monkeypatch, GOOD | {member: url})


@pytest.mark.parametrize(
    "wrong",
    [
        {"issuer": "https://huis.example/?a=1"},
        {"audience": ""},
        {"organisation_id": "linde"},
        {"algorithms": []},
        {"algorithms": ["HS256"]},
        {"algorithms": ["none"]},
        {"algorithms": "ES256"},
        {"secret": "x"},
    ],
)
def test_an_issuer_that_makes_no_sense_is_refused_at_the_start(
    monkeypatch: pytest.MonkeyPatch, wrong: dict[str, Any]
) -> None:
    with pytest.raises(ValidationError, match=rf"issuers\.0\.{next(iter(wrong))}"):
        set_to(monkeypatch, GOOD | wrong)


@pytest.mark.parametrize("member", GOOD)
def test_an_issuer_with_something_missing_is_refused(monkeypatch: pytest.MonkeyPatch, member: str) -> None:
    with pytest.raises(ValidationError, match=rf"issuers\.0\.{member}"):
        set_to(monkeypatch, {name: value for name, value in GOOD.items() if name != member})


@pytest.mark.parametrize("end", ["", "/"])
def test_an_issuer_is_named_once(monkeypatch: pytest.MonkeyPatch, end: str) -> None:
    twice = GOOD | {"issuer": GOOD["issuer"] + end, "organisation_id": ORGANISATION[:-1] + "2"}
    with pytest.raises(ValidationError, match="named once"):
        set_to(monkeypatch, GOOD, twice)
    assert len(set_to(monkeypatch, GOOD, GOOD | {"issuer": "https://elders.example"})) == 2


@pytest.mark.parametrize("text", ["[", "{}", "https://huis.example"])
def test_what_is_no_list_is_refused(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setenv("SAMENSPEL_ISSUERS", text)
    with pytest.raises((ValidationError, SettingsError), match="issuers"):
        Settings()
