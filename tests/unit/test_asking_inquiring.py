"""`gatewise official` names a service or an address: which page is meant, and which part of it."""

import pytest

from bot.asking.inquiring import Inquiring, Inquiry, NoPage
from bot.catalogue.components import load_components
from bot.catalogue.source import load_catalogue
from bot.probing.addresses import PUBLIC_ONLY
from bot.probing.target import Refusal
from bot.statuspages.status import OfficialState
from tests.unit.test_asking_official import OPENAI, Pages

CATALOGUE = load_catalogue()


def inquiring(pages: Pages) -> Inquiring:
    return Inquiring(
        pages=pages,
        catalogue=CATALOGUE,
        matches=load_components(CATALOGUE),
        policy=PUBLIC_ONLY,
    )


@pytest.mark.parametrize("name", ["chatgpt", "ChatGPT", "chat gpt", "chatgpt.com"])
async def test_a_service_is_named_by_any_of_its_names_and_its_part_is_meant(name: str) -> None:
    pages = Pages(OPENAI)
    found = await inquiring(pages).inquire(name)
    assert isinstance(found, Inquiry)
    assert found.service is not None
    assert found.service.id == "chatgpt"
    assert found.status.state is OfficialState.OPERATIONAL
    assert [one.name for one in found.status.components] == ["ChatGPT"]
    assert pages.asked[0].provider == "incidentio"


@pytest.mark.parametrize(
    "url",
    [
        "https://status.openai.com",
        "https://status.openai.com/",
        "https://status.openai.com/api/v2/summary.json",
        "status.openai.com",
    ],
)
async def test_an_address_of_the_catalogues_is_the_whole_page(url: str) -> None:
    pages = Pages(OPENAI)
    found = await inquiring(pages).inquire(url)
    assert isinstance(found, Inquiry)
    assert found.service is None
    assert found.status.state is OfficialState.MAJOR_OUTAGE
    assert (pages.asked[0].provider, len(found.status.components)) == ("incidentio", 2)


async def test_any_other_address_is_to_be_found_out() -> None:
    pages = Pages(OPENAI)
    assert isinstance(await inquiring(pages).inquire("https://status.example.com/x"), Inquiry)
    assert (pages.asked[0].provider, pages.asked[0].api_url) == ("", "")
    assert pages.asked[0].page_url == "https://status.example.com/x"


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("http://127.0.0.1/", Refusal.PRIVATE_ADDRESS),
        ("http://u:p@example.com/", Refusal.CREDENTIALS),
        ("ftp://example.com", Refusal.BAD_SCHEME),
        ("no such thing", Refusal.NOT_A_URL),
        ("", Refusal.EMPTY),
    ],
)
async def test_what_is_no_page_is_not_asked(text: str, refusal: Refusal) -> None:
    pages = Pages(OPENAI)
    assert await inquiring(pages).inquire(text) == NoPage(refusal=refusal)
    assert pages.asked == []


async def test_a_service_without_a_page_is_said() -> None:
    pages = Pages(OPENAI)
    found = await inquiring(pages).inquire("youtube")
    assert found == NoPage(service=CATALOGUE.get("youtube"))
    assert pages.asked == []


async def test_a_page_about_another_product_is_shown_without_a_verdict() -> None:
    related = [one for one in load_components(CATALOGUE).values() if one.kind == "related"]
    found = await inquiring(Pages(OPENAI)).inquire(related[0].service_id)
    assert isinstance(found, Inquiry)
    assert found.status.is_related
    assert found.status.state is OfficialState.UNKNOWN
