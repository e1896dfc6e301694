"""What a running bot's database knows of how soon official pages tell."""

from datetime import UTC, datetime

from bot.asking.candour import Candour, sum_up
from bot.settings import StorageSettings
from bot.storage.checkup import DatabaseState, check_up
from bot.storage.database import Database, read_url
from bot.storage.lags import LagStore
from bot.watching.listening import REMEMBERED
from bot.watching.recording import StoreUnavailable


async def recall_candour(settings: StorageSettings, service_id: str) -> Candour | None:
    """Return how soon a service's page tells; None where too little or no database is there."""
    url = settings.url.get_secret_value()
    if (await check_up(url)).state is not DatabaseState.READY:
        return None
    database = Database(read_url(url))
    try:
        lags = await LagStore(database).lags(datetime.now(UTC) - REMEMBERED)
    except StoreUnavailable:
        return None
    finally:
        await database.aclose()
    return sum_up(lag for lag in lags if lag.service_id == service_id)
