"""What every test may ask for: an engine, a database of its own."""

import logging
import os
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from uuid import UUID

import pytest
from anyio.from_thread import start_blocking_portal
from fastapi import FastAPI
from hypothesis import settings
from starlette.testclient import TestClient

from app import logs, schema
from app.database import Database
from app.demo.issuing import RunningIssuer, running_issuer
from app.main import create_app
from tests.engine import (
    OF_NO_DATABASE,
    SERVER_VARIABLE,
    engine_name,
    engine_version,
    new_database,
    on_postgresql,
    settings_of,
)
from tests.house import House, open_house
from tests.postgres import running_postgres

# How long an example takes says something about the machine, nothing about the code.
settings.register_profile("samenspel", deadline=None, parent=settings.get_profile(settings.get_current_profile_name()))
settings.load_profile("samenspel")

# What SQLite does not have; `tests/test_cli.py` tells what is said there instead.
OF_POSTGRESQL = {"test_row_security.py", "test_service_role.py", "test_database_roles.py"}


# Hundreds of requests in each test, along ways that other tests go too: watching which lines run would make them take
# half as long again, and tell nothing new.
UNWATCHED = {
    "tests.demo.test_callers",
    "tests.exchange.test_national_examples",
    "tests.policy.test_consent_model",
    "tests.policy.test_matrix",
    "tests.policy.test_rules",
    "tests.policy.test_seen",
    "tests.test_bad_input",
    "tests.test_contract",
    "tests.test_guides",
    "tests.test_memory",
    "tests.test_scoring_over_http",
    "tests.test_search",
    "tests.test_statements",
    "tests.test_tenant_wall",
}


# A test asks thousands of times a minute from one address; the tests of the limits set their own.
NO_LIMITS = dict.fromkeys(
    (f"SAMENSPEL_RATE_{name}" for name in ("PER_ACTOR", "PER_ORGANISATION", "PER_ADDRESS", "UNRECOGNISED")), "0"
) | dict.fromkeys(("SAMENSPEL_PERSONS_SEEN_PER_HOUR", "SAMENSPEL_PERSONS_SEEN_PER_HOUR_SYSTEM"), "0")


def pytest_configure(config: pytest.Config) -> None:
    """Start a server when PostgreSQL is asked for and none is given; the workers of xdist inherit its URL."""
    os.environ.update(NO_LIMITS)
    _keep_lines()
    try:
        if on_postgresql():  # where no file beside the database holds one
            os.environ["SAMENSPEL_SECRET_KEY"] = "a secret of the tests, which is long"
        if on_postgresql() and SERVER_VARIABLE not in os.environ:
            stack = ExitStack()
            config.add_cleanup(stack.close)
            os.environ[SERVER_VARIABLE] = stack.enter_context(running_postgres()).url
            stack.callback(os.environ.pop, SERVER_VARIABLE)
    except (RuntimeError, ValueError) as error:
        raise pytest.UsageError(str(error)) from error


def _keep_lines() -> None:
    """Write every log line of this run to a file, in which `tests/report.py` looks for personal data."""
    folder, worker = os.environ.get("SAMENSPEL_TEST_LINES"), os.environ.get("PYTEST_XDIST_WORKER", "main")
    if folder:
        path = Path(folder) / f"lines-{engine_name()}-{worker}.log"
        stream = path.open("w", encoding="utf-8")
        logs.set_up(stream=stream)
        logging.getLogger().addHandler(logging.StreamHandler(stream))


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """Leave out what an engine does not have, or what knows no database and ran already, so that nothing is a skip."""
    if not on_postgresql():
        return True if collection_path.name in OF_POSTGRESQL else None
    return True if _name_of(collection_path) in OF_NO_DATABASE else None


def _name_of(path: Path) -> str:
    """The name of a module or a package of tests."""
    return ".".join(path.relative_to(Path(__file__).parent.parent).with_suffix("").parts)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Watch the lines of tests that may reach new ones: on PostgreSQL those about what SQLite does not have."""
    for item in items:
        watched = item.path.name in OF_POSTGRESQL if on_postgresql() else _name_of(item.path) not in UNWATCHED
        if not watched:
            item.add_marker(pytest.mark.no_cover)


def pytest_report_header() -> str:
    return f"database: {engine_version()}"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how many requests were sent where a test counted them (`record_property("requests", …)`)."""
    reports = [
        report for found in terminalreporter.stats.values() for report in found if getattr(report, "when", "") == "call"
    ]
    counted = [value for report in reports for name, value in report.user_properties if name == "requests"]
    if counted:
        terminalreporter.write_line(f"{sum(counted)} requests with something wrong in them, in {len(counted)} tests")
    asked = [value for report in reports for name, value in report.user_properties if name == "authorised"]
    if asked:
        sent, allowed = (sum(column) for column in zip(*asked, strict=True))
        terminalreporter.write_line(f"{sent} requests in the matrix of rights, {allowed} of them allowed")
    for sent, most in (value for report in reports for name, value in report.user_properties if name == "memory"):
        terminalreporter.write_line(f"{sent} abusive requests, none of which took more than {most} MB")


@pytest.fixture(scope="module", autouse=True)
def one_loop() -> Iterator[None]:
    """One event loop for all requests of a module: a client would else start one, with a thread, for each.

    Not for all modules: a thread of one that is not watched would not be watched again.
    """
    with start_blocking_portal() as portal, pytest.MonkeyPatch.context() as patch:
        patch.setattr(TestClient, "portal", portal)
        yield


@pytest.fixture(scope="session")
def engine() -> str:
    """The engine under the tests: `sqlite` or `postgresql`."""
    return engine_name()


@pytest.fixture
def empty_database(tmp_path: Path) -> Iterator[str]:
    """The URL of a database of this test alone, without tables."""
    with new_database(tmp_path) as url:
        yield url


@pytest.fixture(scope="session")
def migrated_database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of one migrated database for all tests of this worker; each house in it sees itself alone."""
    with new_database(tmp_path_factory.mktemp("database")) as url:
        database = Database(settings_of(url))
        schema.migrate(database)
        database.close()
        yield url


@pytest.fixture(scope="session")
def service(migrated_database: str) -> Iterator[FastAPI]:
    """The whole service on that database."""
    app = create_app(settings_of(migrated_database))
    yield app
    app.state.database.close()


@pytest.fixture
def database(service: FastAPI) -> Database:
    """The database under the service."""
    found: Database = service.state.database
    return found


@pytest.fixture
def house(service: FastAPI) -> Iterator[House]:
    """A house of its own for every test."""
    with open_house(service) as opened:
        yield opened


@pytest.fixture
def other_house(service: FastAPI) -> Iterator[House]:
    """A second house on the same service, which must never show through."""
    with open_house(service, "De Wilg") as opened:
        yield opened


@pytest.fixture
def client(house: House) -> TestClient:
    """A client with the care key of the house."""
    return house.client


@pytest.fixture(scope="session")
def identity_provider() -> Iterator[RunningIssuer]:
    """A local issuer of access tokens, as a process of its own."""
    with running_issuer() as running:
        yield running


@pytest.fixture
def officer(house: House, identity_provider: RunningIssuer, migrated_database: str) -> Iterator[TestClient]:
    """A client with the token of a privacy officer of the house."""
    login = {"issuer": identity_provider.url, "subject": "pim", "duties": ["privacy_officer"]}
    assert house.ask("PUT", f"/people/{house.caregiver('Pim')}/logins", {"logins": [login]}).status_code == 200
    known = {"issuers": [identity_provider.issuer(UUID(house.organisation_id))]}
    app = create_app(settings_of(migrated_database).model_copy(update=known))
    yield TestClient(app, headers={"Authorization": f"Bearer {identity_provider.token('pim')}"})
    app.state.database.close()
