"""The report on both engines counts what ran, and says so when PostgreSQL was tested less."""

from pathlib import Path

import pytest

from tests.report import LEAST_LINES, main

RAN = '<testcase classname="tests.test_story" name="a" time="2.5"/>'
SKIPPED = '<testcase classname="tests.test_story" name="b" time="0"><skipped message="why"/></testcase>'


LINE = '{"event": "request"}\n'


def reports(folder: Path, *, sqlite: str, postgresql: str) -> Path:
    for engine, cases in (("sqlite", sqlite), ("postgresql", postgresql)):
        (folder / f"test-{engine}.xml").write_text(f"<testsuites>{cases}</testsuites>", encoding="utf-8")
    (folder / "steps.tsv").write_text("7\tcheck\n", encoding="utf-8")
    (folder / "lines-sqlite-gw0.log").write_text(LINE * LEAST_LINES, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("sqlite", "postgresql", "exit_code", "says"),
    [
        (RAN, RAN, 0, ""),
        (RAN, RAN + RAN, 0, ""),
        (RAN + RAN, RAN, 1, "Fewer tests ran on PostgreSQL (1) than on SQLite (2)."),
        (RAN + RAN, RAN + SKIPPED, 1, "Fewer tests ran on PostgreSQL (1) than on SQLite (2)."),
        (SKIPPED, SKIPPED, 1, "No test ran on SQLite."),
        ("", "", 1, "No test ran on SQLite."),
    ],
)
def test_fewer_tests_on_postgresql_than_on_sqlite_is_wrong(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], sqlite: str, postgresql: str, exit_code: int, says: str
) -> None:
    assert main(reports(tmp_path, sqlite=sqlite, postgresql=postgresql)) == exit_code
    assert capsys.readouterr().err.strip() == says


def test_the_slowest_parts_stand_on_top(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(reports(tmp_path, sqlite=RAN + RAN, postgresql=RAN))
    told = [line.split(maxsplit=1) for line in capsys.readouterr().out.splitlines()[-3:]]
    assert told == [["7.0", "check"], ["5.0", "sqlite: tests.test_story"], ["2.5", "postgresql: tests.test_story"]]


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        (LINE * (LEAST_LINES - 1), f"Only {LEAST_LINES - 1} log lines were kept; {LEAST_LINES} is the least."),
        (LINE * LEAST_LINES + "Kanarie\n", "Log lines hold what stands in personal fields: kanarie."),
    ],
)
def test_a_log_line_with_personal_data_is_wrong_and_so_are_too_few_lines(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], lines: str, says: str
) -> None:
    folder = reports(tmp_path, sqlite=RAN, postgresql=RAN)
    (folder / "lines-sqlite-gw0.log").write_text(lines, encoding="utf-8")
    assert main(folder) == 1
    assert capsys.readouterr().err.strip() == says
