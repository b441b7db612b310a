"""The command: which files it reads, what it prints and writes, and its exit code."""

import io
import json
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from rich.console import Console

from app.exchange.command import import_paths
from app.models.vocabulary import Language
from tests.exchange.bringing import Said, everything, found, line, named, patient, related
from tests.house import House

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures" / "fhir"


class Told:
    """What the command gave back and printed."""

    def __init__(self, house: House, *paths: str | Path, **options: Any) -> None:  # noqa: ANN401  as the command's own
        paper = io.StringIO()
        out = Console(file=paper, width=200, force_terminal=options.pop("terminal", False))
        self.code = import_paths(house.database, UUID(house.organisation_id), paths, "ons", out=out, **options)
        self.text = paper.getvalue()


def written(folder: Path, name: str, *contents: object) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = name.endswith(("ndjson", "jsonl"))
    path.write_text("\n".join(map(json.dumps, contents)) if lines else json.dumps(contents[0]), encoding="utf-8")
    return path


def bundle(*resources: Said, kind: str = "collection", **urls: str) -> Said:
    entries = [
        {"fullUrl": urls.get(one.get("id", ""), f"urn:x:{at}"), "resource": one} for at, one in enumerate(resources)
    ]
    return {"resourceType": "Bundle", "type": kind, "entry": entries}


def test_our_own_examples_come_in_by_folder(house: House) -> None:
    told = Told(house, FIXTURES)
    assert told.code == 0, told.text
    assert "type_not_imported" in told.text
    assert len(house.seen("/residents")["items"]) == 2
    assert len(house.seen("/relatives")["items"]) == 3
    before = everything(house)
    assert Told(house, FIXTURES).code == 0
    assert everything(house) == before


def test_folders_are_read_whole_and_other_files_left_alone(house: House, tmp_path: Path) -> None:
    written(tmp_path, "a/one.json", patient("p1"))
    written(tmp_path, "a/b/two.ndjson", patient("p2"), line("team", "t1", name="Team"))
    (tmp_path / "a" / "leesmij.md").write_text("# niets", encoding="utf-8")
    assert Told(house, tmp_path).code == 0
    assert len(house.seen("/residents")["items"]) == 2


@pytest.mark.parametrize("kind", ["collection", "transaction", "batch", "searchset", "document"])
def test_a_bundle_comes_in_with_references_by_its_own_addresses(house: House, tmp_path: Path, kind: str) -> None:
    resources = [
        {**related("r1", name=[named()]), "patient": {"reference": "urn:uuid:0b1c2d3e-0000-4000-8000-000000000001"}},
        {"resourceType": "Patient", "identifier": [{"system": "urn:ons", "value": "7"}]},
    ]
    content = bundle(*resources, kind=kind)
    content["entry"][1]["fullUrl"] = "urn:uuid:0b1c2d3e-0000-4000-8000-000000000001"
    content["entry"].append({"request": {"method": "DELETE", "url": "Patient/9"}})
    told = Told(house, written(tmp_path, "bundel.json", content))
    assert told.code == 0, told.text
    resident = found(house, "residents", "urn:ons", "7")["id"]
    assert found(house, "relations", "ons:RelatedPerson", "r1")["residentId"] == resident


REFERENCES = [
    "Patient/p1",
    "https://ecd.example/fhir/Patient/p1",
    "https://ecd.example/fhir/Patient/p1/_history/3",
    "Patient?identifier=urn:ons|7",
]


@pytest.mark.parametrize("reference", REFERENCES)
def test_a_reference_leads_to_the_resident_however_it_is_written(house: House, tmp_path: Path, reference: str) -> None:
    one = {**related(), "patient": {"reference": reference}}
    other = patient("p1", identifier=[{"system": "urn:ons", "value": "7"}])
    assert Told(house, written(tmp_path, "rijen.ndjson", one, other)).code == 0


def test_what_a_resource_contains_comes_in_too(house: House, tmp_path: Path) -> None:
    inside = {"resourceType": "Practitioner", "id": "d", "name": [named("Kaya", "Bilal")]}
    role = {"resourceType": "PractitionerRole", "id": "f1", "contained": [inside], "practitioner": {"reference": "#d"}}
    assert Told(house, written(tmp_path, "rol.json", role)).code == 0
    assert found(house, "caregivers", "ons:PractitionerRole", "f1")["name"]["family"] == "Kaya"


def test_rejected_rows_are_written_corrected_and_sent_again(house: House, tmp_path: Path) -> None:
    rejects = tmp_path / "geweigerd.ndjson"
    files = [
        written(tmp_path, "goed.json", patient("p1")),
        written(tmp_path, "fout.ndjson", related("r1", of="p9"), line("team", "t1", naam="Team")),
    ]
    with files[1].open("a", encoding="utf-8") as more:
        more.write("\n{geen json\n")
    told = Told(house, *files, rejects=rejects, language=Language.NL)
    assert told.code == 1
    assert "fout.ndjson, line 1 /patient" in told.text
    assert "fout.ndjson, line 3" in told.text
    lines = rejects.read_text(encoding="utf-8").splitlines()
    assert len(lines) == 3
    rejects.write_text(
        "\n".join(lines[:2]).replace("Patient/p9", "Patient/p1").replace("naam", "name"), encoding="utf-8"
    )
    assert Told(house, rejects).code == 0
    assert found(house, "relations", "ons:RelatedPerson", "r1")


def test_the_report_names_every_row_and_nobody(house: House, tmp_path: Path) -> None:
    report = tmp_path / "verslag.json"
    secret = patient("p1", name=[named("Geheim", "Naam")], birthDate="geheim", telecom=[{"value": "0612345678"}])
    rows = written(tmp_path, "rijen.ndjson", secret, {"resourceType": "Goal", "id": "g"}, related(of="geheim"))
    told = Told(house, rows, report=report, language=Language.EN)
    said = json.loads(report.read_text(encoding="utf-8"))
    assert said["rows"] == {"total": 3, "created": 1, "updated": 0, "unchanged": 0, "rejected": 1, "notImported": 1}
    assert [one["line"] for one in said["items"]] == [1, 2, 3]
    assert said["items"][2]["errors"][0] | {"detail": ""} == {
        "code": "reference_not_found",
        "pointer": "/patient",
        "detail": "",
    }
    assert "eheim" not in told.text + report.read_text(encoding="utf-8")
    assert "0612345678" not in told.text + report.read_text(encoding="utf-8")


def test_a_dry_run_says_so_and_keeps_nothing(house: House, tmp_path: Path) -> None:
    before = everything(house)
    told = Told(house, written(tmp_path, "a.json", patient("p1")), dry_run=True, language=Language.NL)
    assert told.code == 0
    assert "er is niets bewaard" in told.text
    assert everything(house) == before


def test_a_terminal_shows_how_far_it_is(house: House, tmp_path: Path) -> None:
    assert Told(house, written(tmp_path, "a.json", patient("p1")), terminal=True).code == 0


@pytest.mark.parametrize("name", ["bestaat-niet.json", "leeg"])
def test_a_path_with_nothing_to_read_is_said(house: House, tmp_path: Path, name: str) -> None:
    (tmp_path / "leeg").mkdir()
    told = Told(house, tmp_path / name)
    assert (told.code, name in told.text) == (2, True)


@pytest.mark.parametrize("source", ["", "met spatie", "dubbel:punt", "x" * 101, "bsn"])
def test_a_source_needs_a_plain_name(house: House, tmp_path: Path, source: str) -> None:
    path = written(tmp_path, "a.json", patient("p1"))
    assert (
        import_paths(house.database, UUID(house.organisation_id), [path], source, out=Console(file=io.StringIO())) == 2
    )


TEXTS = {
    "malformed": (b"{", 1),
    "malformed.json": (b"{", 1),
    "lines without a suffix": (b'{"resourceType":"Patient","id":"a"}\n{"resourceType":"Patient","id":"b"}', 0),
    "lines.json": (b'{"resourceType":"Patient","id":"a"}\n{"resourceType":"Patient","id":"b"}', 0),
    "bom.json": (b'\xef\xbb\xbf{"resourceType":"Patient","id":"a"}', 0),
    "surrogate.json": (b'{"resourceType":"Patient","id":"a","birthDate":"\\ud800"}', 1),
    "latin.json": (b'{"resourceType":"Patient","id":"\xe9"}', 1),
    "number.ndjson": (b"5\n\n", 1),
    "empty.ndjson": (b"\n\n", 0),
}


@pytest.mark.parametrize(("name", "content", "code"), [(name, *one) for name, one in TEXTS.items()], ids=list(TEXTS))
def test_a_text_of_any_kind_is_read_or_refused(
    house: House, tmp_path: Path, name: str, content: bytes, code: int
) -> None:
    (tmp_path / name).write_bytes(content)
    assert Told(house, tmp_path / name).code == code


def test_bundles_inside_bundles_have_a_bottom(house: House, tmp_path: Path) -> None:
    content = bundle(patient("p1"))
    assert Told(house, written(tmp_path, "a.json", bundle(content))).code == 0
    for _ in range(5):
        content = bundle(content)
    assert Told(house, written(tmp_path, "b.json", content)).code == 1
