"""The made-up resources of `tests/fixtures/fhir`, as Python values."""

import json
from pathlib import Path
from typing import Any

from app.exchange.fhir.resources import READERS

FOLDER = Path(__file__).resolve().parents[1] / "fixtures" / "fhir"


def _resources() -> list[dict[str, Any]]:
    whole = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.json"))]
    apart = [entry["resource"] for one in whole for entry in one.get("entry", [{"resource": one}])]
    return [one for one in apart if one["resourceType"] in READERS]


SAMPLES = _resources()
