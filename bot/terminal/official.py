"""`gatewise official`: read a service's official page and show what was understood."""

import json
import sys
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

from rich.padding import Padding

from bot.asking.candour import Candour
from bot.asking.inquiring import Inquiring, Inquiry, NoPage
from bot.presentation.candour import describe_candour, render_candour_record
from bot.presentation.official_page import (
    render_inquiry,
    render_inquiry_record,
    render_no_page,
    render_no_page_record,
)
from bot.presentation.terminal import make_console
from bot.statuspages.status import OfficialState
from bot.terminal.check import EXIT_FINE, EXIT_TROUBLE, EXIT_USAGE

Recall = Callable[[str], Awaitable[Candour | None]]  # how soon a service's page tells, by its id


async def show_official(
    asked: str, inquiring: Inquiring, recall: Recall, *, is_json: bool, locale: str
) -> int:
    """Print what an official page says. Return 0 for all fine, 2 for no such page, else 1."""
    found = await inquiring.inquire(asked)
    service = found.service if isinstance(found, Inquiry) else None
    candour = await recall(service.id) if service is not None else None
    if is_json:
        _print_record(asked, found, candour, locale)
    elif isinstance(found, NoPage):
        make_console(is_stderr=True).print(render_no_page(asked, found, locale))
    else:
        make_console().print(render_inquiry(found, datetime.now(UTC), locale))
        if candour is not None:
            make_console().print(Padding(describe_candour(candour, locale), (0, 0, 0, 2)))
    return exit_code(found)


def exit_code(found: Inquiry | NoPage) -> int:
    """Return 0 where the page says that all is fine, 2 where there is none, 1 for all else."""
    if isinstance(found, NoPage):
        return EXIT_USAGE
    is_fine = found.status.state is OfficialState.OPERATIONAL
    return EXIT_FINE if is_fine else EXIT_TROUBLE


def _print_record(
    asked: str, found: Inquiry | NoPage, candour: Candour | None, locale: str
) -> None:
    record = (
        render_no_page_record(asked, found, locale)
        if isinstance(found, NoPage)
        else {**render_inquiry_record(asked, found), "candour": render_candour_record(candour)}
    )
    sys.stdout.write(json.dumps(record) + "\n")
