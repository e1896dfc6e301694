"""A PostgreSQL for the bot that is killed."""

from collections.abc import Iterator

import pytest

from tests.fakes.postgres import NoPostgres, Postgres


@pytest.fixture
def postgres_url() -> Iterator[str]:
    """Where an empty PostgreSQL database is."""
    try:
        running = Postgres.running()
        server = running.__enter__()
    except NoPostgres as reason:
        pytest.skip(f"no PostgreSQL: {reason}")
    try:
        yield server.url(server.create("crash"))
    finally:
        running.__exit__(None, None, None)
