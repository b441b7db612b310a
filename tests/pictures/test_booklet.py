"""The booklet of an export: for people to read, in two languages; nothing in it lives."""

import re
from html.parser import HTMLParser

import pytest

from app.models.labels import read_words
from app.models.vocabulary import KeyHolder, KeyScope
from tests.house import LONG_AGO, House

# What a browser, a sheet of a calculation program or a template might take for more than text.
LIVE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    '"><script>alert(1)</script>',
    "' onmouseover='alert(1)",
    "</style><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "<a href=javascript:alert(1)>x</a>",
    "<iframe src=//evil.example></iframe>",
    "<!--#exec cmd=ls-->",
    "{{ 7*7 }}",
    "{% raw %}x{% endraw %}",
    "${7*7}",
    "<style>*{background:url(//evil.example)}</style>",
    "<meta http-equiv=refresh content=0>",
    "<base href=//evil.example>",
    "<form action=//evil.example><input></form>",
    "<object data=//evil.example></object>",
    "<link rel=stylesheet href=//evil.example>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "=cmd|' /C calc'!A0",
    "@SUM(1+1)",
    "+1+1",
    "<details open ontoggle=alert(1)>",
    "<math><mtext></mtext><mglyph><svg><mtext><style><img src onerror=alert(1)>",
    "-1+1",
)


class Tags(HTMLParser):
    """The tags and attributes of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}


def booklet(
    house: House, resident: str, spoken: str = "nl", accept: str = "text/html"
) -> tuple[int, str, dict[str, str]]:
    """The answer of the booklet of a resident: status, page, headers."""
    key = house.key(KeyHolder.RESIDENT, KeyScope.CARE, person=resident)
    headers = {"Authorization": f"Bearer {key}", "Accept-Language": spoken}
    export = house.client.post("/v1/exports", json={"personId": resident}, headers=headers).json()["id"]
    answer = house.client.get(f"/v1/exports/{export}/booklet", headers=headers | {"Accept": accept})
    return answer.status_code, answer.text, dict(answer.headers)


@pytest.mark.parametrize(
    ("spoken", "title"), [("nl", "Wat er over u is vastgelegd"), ("en", "What is recorded about you")]
)
def test_it_can_be_read_in_two_languages(house: House, spoken: str, title: str) -> None:
    resident, nurse = house.resident("Truus"), house.caregiver("Sevim")
    relation = house.relation("B", resident, nurse)
    note = {"relationId": relation, "happenedOn": LONG_AGO, "rungA": 3, "reciprocal": True, "note": "Samen gezongen."}
    house.made("/moments", **note)
    house.story(resident, title="Soep", text="Samen soep gekookt.", tellerId=nurse)
    house.made("/roles", holderId=resident, title="Bakker", tense="was", meaning="Brood voor de straat.")
    house.made("/consents", residentId=resident, purpose="research", category="stories")
    status, page, headers = booklet(house, resident, spoken)
    assert (status, headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert f"<title>{title}</title>" in page
    assert f'<html lang="{spoken}">' in page
    for text in ("Truus", "Soep", "Samen soep gekookt.", "Samen gezongen.", "Bakker", "Brood voor de straat."):
        assert text in page
    assert "Sevim" not in page
    words = {text[spoken] for name, text in read_words("booklet").items() if name in {"stories", "moments", "roles"}}
    assert all(f"<h2>{one}</h2>" in page for one in words)


def text_of(page: str) -> str:
    """What a person reads of a page, on one line."""
    return " ".join(re.sub(r"<[^>]*>", " ", page.split("</head>")[1]).split())


def test_days_relations_rungs_and_senses_are_told_in_words(house: House) -> None:
    resident, nurse, other = house.resident("Truus"), house.caregiver("Sevim"), house.resident("Piet")
    relation = house.relation("B", resident, nurse, note="Kennen elkaar van vroeger.", startDate="2019-11-01")
    house.relation("D", resident, house.organisation_id)
    for day, rungs in (("2020-01-05", {"rungA": 3, "rungB": 3}), ("2020-03", {"rungA": 2})):
        house.made("/moments", relationId=relation, happenedOn=day, reciprocal=True, **rungs)
    anna = house.relative("Anna")
    house.relation("A", resident, anna, kind="daughter")
    beside = house.relation("C", anna, nurse, residentId=resident)
    house.made("/moments", relationId=beside, happenedOn="2020-02-01", rungA=1, reciprocal=True)
    story = house.story(resident, other, title="Soep", text="Samen gekookt.", happenedOn="2020-03-05")
    senses = [
        {"sense": sense, "subjectId": subject, "voice": "caregiver", "felt": "felt"}
        for sense, subject in (("security", resident), ("purpose", other))
    ]
    house.made(f"/stories/{story}/codings", **{"coderId": nurse, "as": "caregiver", "senses": senses})
    read = text_of(booklet(house, resident)[1])
    for told in (
        "iemand niet bekend, sinds 1 november 2019 Kennen elkaar van vroeger.",
        "het huis",
        "5 maart 2020",
        " maart 2020, met iemand, kennismaken en in gesprek gaan",
        "gaan 1 februari 2020, tussen twee anderen, elkaar informeren 5 januari 2020, met iemand, elkaar om raad",
        "Soep: veiligheid – gevoeld, volgens medewerker",
    ):
        assert told in read, told
    assert read.count("– gevoeld") == 1
    assert "2020-0" not in read


def test_it_tells_who_looked_in_an_emergency_and_why(house: House) -> None:
    teams = [house.made("/teams", name=name)["id"] for name in ("De Linde", "De Els")]
    stay = [{"teamId": teams[0], "fromDate": LONG_AGO}]
    resident = house.made("/residents", preferredName="Truus", stays=stay)["id"]
    member = [{"teamId": teams[1], "capacity": "member", "fromDate": LONG_AGO}]
    nurse = house.made("/caregivers", preferredName="Sevim", memberships=member)["id"]
    acting = {
        "Authorization": f"Bearer {house.key(KeyHolder.SYSTEM, KeyScope.CARE)}",
        "Samenspel-Acting-Person": nurse,
    }
    body = {"residentId": resident, "reason": "Zij is gevallen en riep om hulp."}
    assert house.client.post("/v1/emergency-accesses", json=body, headers=acting).status_code == 201
    page = booklet(house, resident)[1]
    assert "Toegang in noodgevallen" in page
    assert "Zij is gevallen en riep om hulp." in page


def test_it_loads_nothing_and_runs_nothing(house: House) -> None:
    _, page, headers = booklet(house, house.resident("Truus"))
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert headers["cache-control"] == "no-store"
    found = Tags(page)
    assert found.tags <= {
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "h1",
        "h2",
        "h3",
        "p",
        "dl",
        "dt",
        "dd",
        "article",
    }
    assert found.attributes <= {"lang", "charset", "name", "content", "class"}
    assert not re.search(r"https?:|url\(|@import", page)


def test_nothing_that_was_written_lives_in_it(house: House) -> None:
    """Eight fields of text with each of these in it; the tags of the page stay those of a page without them."""
    plain = Tags(booklet(house, house.resident("Truus"))[1])
    sent = 0
    for text in LIVE:
        resident = house.made("/residents", preferredName=text, lifeStory=[{"text": text, "voicedById": None}])["id"]
        relation = house.relation("B", resident, house.caregiver())
        note = {"relationId": relation, "happenedOn": LONG_AGO, "rungA": 3, "reciprocal": True, "note": text}
        house.made("/moments", **note)
        house.story(resident, title=text, text=text, placeText=text)
        house.made("/roles", holderId=resident, title=text, tense="was", meaning=text)
        status, page, _ = booklet(house, resident)
        found = Tags(page)
        assert status == 200
        assert found.tags - plain.tags <= {"article", "h2", "h3", "dl", "dt", "dd", "p"}, text
        assert found.attributes - plain.attributes <= {"class"}, text
        assert "49" not in re.findall(r"<h3>(.*?)</h3>", page)
        sent += 8
    assert sent >= 200


def test_a_booklet_is_no_json_and_json_is_no_booklet(house: House) -> None:
    resident = house.resident("Truus")
    assert booklet(house, resident, accept="application/json")[0] == 406
    key = house.key(KeyHolder.RESIDENT, KeyScope.CARE, person=resident)
    headers = {"Authorization": f"Bearer {key}"}
    export = house.client.post("/v1/exports", json={"personId": resident}, headers=headers).json()["id"]
    page_asked = headers | {"Accept": "text/html"}
    assert house.client.get(f"/v1/exports/{export}/content", headers=page_asked).status_code == 406
