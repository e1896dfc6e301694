"""The catalogue's companions: parts of shared pages, and answers of services that turn bots away.

The research they came from lies beside the repository, not in it.
"""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.catalogue import components, known_answers
from bot.catalogue.components import load_components
from bot.catalogue.known_answers import BodyKind, load_known_answers
from bot.catalogue.lookup import Catalogue
from bot.catalogue.rows import CatalogueError
from bot.catalogue.source import load_catalogue
from bot.statuspages.providers import providers
from bot.statuspages.scoping import MatchKind
from bot.triage.fusing import Known
from tests.unit.vendor_payloads import ANSWERS

ROOT = Path(__file__).parents[2]
RESEARCH = ROOT / ".." / "shared"
if not RESEARCH.is_dir():  # a worktree stands one folder deeper
    RESEARCH = ROOT / ".." / ".." / "shared"
needs_research = pytest.mark.skipif(
    not (RESEARCH / "services.csv").is_file(), reason="the research is not beside the repository"
)
VENDORS = {answer.provider for answer in ANSWERS}


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue()


def researched(name: str) -> list[dict[str, str]]:
    with (RESEARCH / name).open(encoding="utf-8", newline="") as rows:
        return list(csv.DictReader(rows))


@needs_research
@pytest.mark.parametrize("name", ["service-components.csv", "probe-expectations.csv"])
def test_every_researched_fact_is_carried_over(catalogue: Catalogue, name: str) -> None:
    ours = {
        "service-components.csv": set(load_components(catalogue)),
        "probe-expectations.csv": set(load_known_answers(catalogue)),
    }[name]
    assert {row["id"] for row in researched(name)} <= ours


@needs_research
def test_every_researched_part_keeps_its_id_and_name(catalogue: Catalogue) -> None:
    ours = load_components(catalogue)
    for row in researched("service-components.csv"):
        held = (ours[row["id"]].component_id, ours[row["id"]].name)
        wanted = {row["known_id"], row["match_value"]} - {""}
        assert wanted <= set(held), row["id"]


def test_what_a_vendor_feeds_is_read_by_an_adapter(catalogue: Catalogue) -> None:
    fed = {service.provider for service in catalogue.services if service.api_url}
    assert fed & VENDORS == VENDORS - {"ubisoft"}  # whose feed nobody saw answer in 2026
    assert set(providers()) >= VENDORS


def test_parts_belong_to_services_that_have_a_page(catalogue: Catalogue) -> None:
    for service_id in load_components(catalogue):
        service = catalogue.get(service_id)
        assert service is not None
        assert service.api_url, service_id


def test_no_service_of_metas_is_judged_by_its_business_page(catalogue: Catalogue) -> None:
    parts = load_components(catalogue)
    metas = [service.id for service in catalogue.services if service.provider == "meta"]
    assert metas
    assert all(parts[service_id].kind is MatchKind.RELATED for service_id in metas)


def test_the_first_answer_that_fits_is_the_narrower_one(catalogue: Catalogue) -> None:
    answers = load_known_answers(catalogue)
    kinds = [(one.marker, one.means) for one in answers["destiny-2"]]
    assert kinds == [('"ErrorCode":5', Known.MAINTENANCE), ("", Known.UP)]
    (chatgpt,) = answers["chatgpt"]
    assert (chatgpt.statuses, chatgpt.body) == ({403}, BodyKind.CHALLENGE)
    assert chatgpt.means is Known.EDGE
    assert answers["linkedin"][0].statuses == {429, 999}


PARTS = "service,kind,component_id,name\n"
ANSWERED = "service,status,body,marker,means\n"


@pytest.mark.parametrize(
    ("load", "text", "words"),
    [
        (load_components, f"{PARTS}nobody,part,1,\n", ["line 2", "'nobody'"]),
        (load_components, f"{PARTS}slack,all,1,\n", ["kind takes part, family", "'all'"]),
        (load_components, f"{PARTS}slack,part,,\n", ["needs a component_id or a name"]),
        (load_components, f"{PARTS}slack,family,1,\n", ["a family needs the name"]),
        (load_components, f"{PARTS}slack,page,1,\n", ["a whole page has neither"]),
        (load_components, f"{PARTS}slack,part,1,\nslack,part,2,\n", ["line 3", "twice"]),
        (load_components, f"{PARTS}slack,part,{'1' * 101},\n", ["no plain short text"]),
        (load_components, "service,kind\nslack,page\n", ["the columns are"]),
        (load_known_answers, f"{ANSWERED}nobody,200,any,,up\n", ["'nobody'"]),
        (load_known_answers, f"{ANSWERED}slack,many,any,,up\n", ["status takes", "'many'"]),
        (load_known_answers, f"{ANSWERED}slack,200|99,any,,up\n", ["status takes"]),
        (load_known_answers, f"{ANSWERED}slack,200,pdf,,up\n", ["body takes any, json", "'pdf'"]),
        (load_known_answers, f"{ANSWERED}slack,200,any,,fine\n", ["means takes up", "'fine'"]),
    ],
)
def test_a_bad_row_says_where_and_what(
    catalogue: Catalogue,
    tmp_path: Path,
    load: Callable[[Catalogue, Path], object],
    text: str,
    words: list[str],
) -> None:
    path = tmp_path / "facts.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CatalogueError) as caught:
        load(catalogue, path)
    assert [word for word in words if word not in str(caught.value)] == []


def test_both_files_are_part_of_the_package() -> None:
    assert components.OWN.is_file()
    assert known_answers.OWN.is_file()
