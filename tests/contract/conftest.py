"""One body of tests over every database that storage speaks to."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Iterator
from itertools import count
from pathlib import Path

import pytest
import pytest_asyncio

from bot.storage.database import Database, read_url
from bot.storage.migrating import open_database
from tests.contract.household import Household
from tests.fakes.postgres import NoPostgres, Postgres

NUMBERS = count()


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    try:
        running = Postgres.running()
        server = running.__enter__()
    except NoPostgres as reason:
        pytest.skip(f"no PostgreSQL: {reason}")
    try:
        yield server
    finally:
        running.__exit__(None, None, None)


async def _migrate(url: str) -> None:
    await (await open_database(url)).aclose()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "gatewise.db"
    asyncio.run(_migrate(f"sqlite:///{path}"))
    return path


@pytest.fixture(scope="session")
def postgres_template(postgres: Postgres) -> str:
    postgres.create("migrated")
    asyncio.run(_migrate(postgres.url("migrated")))
    return "migrated"


@pytest.fixture(params=["sqlite", "postgres"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where an empty database is, or will be."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/gatewise.db"
    server: Postgres = request.getfixturevalue("postgres")
    return server.url(server.create(f"empty{next(NUMBERS)}"))


@pytest.fixture(params=["sqlite", "postgres"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a migrated database is."""
    if request.param == "sqlite":
        path = tmp_path / "gatewise.db"
        shutil.copy(request.getfixturevalue("sqlite_template"), path)
        return f"sqlite:///{path}"
    server: Postgres = request.getfixturevalue("postgres")
    template: str = request.getfixturevalue("postgres_template")
    return server.url(server.create(f"test{next(NUMBERS)}", template=template))


@pytest_asyncio.fixture
async def database(url: str) -> AsyncIterator[Database]:
    opened = Database(read_url(url))
    yield opened
    await opened.aclose()


@pytest_asyncio.fixture
async def household(database: Database) -> Household:
    return Household(database)
