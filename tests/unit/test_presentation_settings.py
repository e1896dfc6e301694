"""The settings panel, the list of changes and `/privacy`, in words; and what controls carry."""

import re
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

import bot.presentation
from bot.presentation.asking_rights import render_not_asked
from bot.presentation.changes import describe_change, render_changes
from bot.presentation.governing_ids import Control, Touch, decode, encode
from bot.presentation.limits import CUSTOM_ID, LABEL, OPTIONS, fit
from bot.presentation.privacy import erase_form, is_meant, render_privacy
from bot.presentation.rendered import Rendered
from bot.presentation.settings_choices import ChoiceRefused, Server, read_choice
from bot.presentation.settings_forms import form_of, render_zones
from bot.presentation.settings_panel import render_keeping, render_panel, render_telling
from bot.presentation.settings_words import LENGTHS, Panel
from bot.presentation.words import surface_texts
from bot.watching.channels import Need
from bot.watching.limits import Retention
from bot.watching.maintenance import OnceWindow, canonical
from bot.watching.ports import NOBODY, AskScope, AuditEntry, GuildSettings
from bot.watching.time_zones import MOST, load_atlas
from bot.watching.watch import QuietHours

NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)
ROOM = Path(bot.presentation.__file__).parent
SOURCES = [*ROOM.glob("*.py"), *(ROOM.parents[1] / "cogs").glob("*.py")]
FLUENT = (ROOM / "locales/en/settings.ftl", ROOM / "locales/en/privacy.ftl")
LITERAL = re.compile(r'"((?:settings|privacy|asking)-[a-z{][^"\s]*|welcome)"')
SERVER = Server(id=1, channel_ids={10}, role_ids={20})
FULL = GuildSettings(
    guild_id=1,
    channel_id=10,
    locale="en",
    time_zone=ZoneInfo("America/Argentina/ComodRivadavia"),
    quiet_hours=QuietHours(begins=time(22), ends=time(7)),
    pings=False,
    threads=True,
    events=True,
    who_may_ask=AskScope.ROLE,
    ask_role_id=20,
    sample_hours=24,
    rollup_days=30,
    incident_days=90,
)


def panel(settings: GuildSettings = FULL, **values: object) -> Panel:
    shown = Panel(settings=settings, most=Retention(), server_locale="de", now=NOW)
    return replace(shown, **values)  # type: ignore[arg-type]


def patterns() -> list[re.Pattern[str]]:
    """Return what the code names: literals, and formatted ones with their gaps left open."""
    code = "\n".join(path.read_text(encoding="utf-8") for path in SOURCES)
    return [
        re.compile(re.sub(r"\\\{.+?\\\}", "[a-z-]*", re.escape(text)))
        for text in LITERAL.findall(code)
    ]


def written() -> set[str]:
    lines = "\n".join(path.read_text(encoding="utf-8") for path in FLUENT)
    return set(re.findall(r"^([a-z][a-z-]*) =", lines, re.MULTILINE))


def test_every_text_is_used_and_every_literal_is_there() -> None:
    named = patterns()
    assert not [name for name in written() if not any(one.fullmatch(name) for one in named)]
    whole = [one.pattern.replace("\\", "") for one in named if "[" not in one.pattern]
    assert len(whole) > 40
    assert not [name for name in whole if not surface_texts().has(name)]


@pytest.mark.parametrize("control", Control)
def test_ids_come_back_as_they_were(control: Control) -> None:
    arguments = {
        Control.ZONE: ("", "Europe/Berlin", "Etc/GMT+3"),
        Control.PINGS: ("on", "off"),
        Control.THREADS: ("on", "off"),
        Control.EVENTS: ("on", "off"),
        Control.CHANGES: ("0", "6"),
        Control.FORGET: ("", "yes", "no"),
    }.get(control, ("",))
    for argument in arguments:
        custom_id = encode(control, argument)
        assert len(custom_id) <= CUSTOM_ID
        assert decode(custom_id) == Touch(control, argument)


@given(st.text(max_size=120) | st.text(max_size=30).map(lambda text: f"s1:{text}"))
def test_whatever_is_forged_only_what_we_wrote_is_understood(text: str) -> None:
    touch = decode(text)
    assert touch is None or encode(touch.control, touch.argument) == text


@given(
    st.sampled_from(Control),
    st.text(max_size=40) | st.sampled_from(["everyone", "own", "most", "10", "20", "1", "on"]),
)
def test_whatever_is_chosen_the_settings_stay_sound(control: Control, value: str) -> None:
    try:
        edit = read_choice(Touch(control), (value,), SERVER)
    except ChoiceRefused:
        return
    changed = edit(FULL)
    assert changed.channel_id in {None, 10}
    assert changed.ask_role_id in {None, 20}
    render_panel(panel(changed), "en")


def test_every_setting_is_said_in_words() -> None:
    shown = render_panel(panel(missing=(Need.SEND, Need.HISTORY)), "en")
    assert shown.card is not None
    text = "\n".join(field.value for field in shown.card.fields)
    for words in ("<#10>", "Send Messages, Read Message History", "<@&20>", "22:00 to 07:00"):
        assert words in text
    assert "It is 09:00 there" in text
    assert "Single looks for 24 hours, hourly figures for 30 days, outages for 90 days." in text
    assert not shown.pings
    assert "Settings of this server" in shown.without_card().content


def test_what_threads_lack_is_said_only_where_they_are_wanted() -> None:
    lacking = "Please allow us where outages are announced: Create Public Threads."
    for settings, is_said in ((FULL, True), (replace(FULL, threads=False), False)):
        for render in (render_panel, render_telling):
            shown = render(panel(settings, may_open_threads=False), "en")
            assert (lacking in shown.without_card().content) is is_said
            assert lacking not in render(panel(settings), "en").without_card().content


def sizes(shown: Rendered) -> None:
    """Say that nothing has to be cut, left out or shown twice."""
    fitted = fit(shown)
    assert fitted == shown
    assert len(shown.menus) + (len(shown.buttons) + 4) // 5 <= 5
    assert all(len(button.label) <= LABEL for button in shown.buttons)
    ids = [*(one.custom_id for one in shown.menus), *(one.custom_id for one in shown.buttons)]
    assert len(ids) == len(set(ids))
    for menu in shown.menus:
        values = [option.value for option in menu.options]
        assert len(values) == len(set(values)) <= OPTIONS
        assert sum(option.is_chosen for option in menu.options) <= 1


@pytest.mark.parametrize("scope", AskScope)
@pytest.mark.parametrize("most", [Retention(), Retention(samples=timedelta(hours=1))])
def test_every_page_fits_a_message(scope: AskScope, most: Retention) -> None:
    for settings in (GuildSettings(guild_id=1), FULL):
        shown = panel(replace(settings, who_may_ask=scope), most=most)
        sizes(render_panel(shown, "en"))
        sizes(render_keeping(shown, "en"))
        sizes(render_telling(shown, "en"))
        sizes(render_privacy(most, "en", is_server=True, is_manager=True))
        sizes(render_privacy(most, "en", is_server=False))
    longest = sorted(load_atlas().names.values(), key=len)[-MOST:]
    sizes(render_zones(tuple(longest), "en"))


def test_no_menu_offers_more_than_the_operator_allows() -> None:
    most = Retention(samples=timedelta(hours=7), rollups=timedelta(days=8))
    shown = render_keeping(panel(most=most), "en")
    values = [[option.value for option in menu.options] for menu in shown.menus]
    assert values[0] == ["1", "6", "most"]
    assert values[1] == ["1", "7", "most"]
    for menu, control in zip(shown.menus, LENGTHS, strict=True):
        for option in menu.options:
            read_choice(Touch(control), (option.value,), SERVER)


def entry(action: str = "settings", user_id: int = 7, **detail: object) -> AuditEntry:
    return AuditEntry(user_id=user_id, at=NOW, action=action, detail=detail)


@pytest.mark.parametrize(
    ("detail", "words"),
    [
        ({"channel_id": 10}, "chose <#10> for announcements"),
        ({"channel_id": None}, "chose no channel for announcements"),
        ({"who_may_ask": "managers"}, "let only people who manage the server ask"),
        (
            {"who_may_ask": "role", "ask_role_id": 20},
            "let one role ask; chose the role <@&20> for asking",
        ),
        ({"ask_role_id": None}, "chose no role for asking"),
        ({"locale": None}, "chose the server’s own language"),
        ({"locale": "en"}, "chose English as the language"),
        ({"time_zone": "Asia/Tokyo"}, r"set the time zone to Asia\/Tokyo"),
        ({"quiet_begins": "22:00", "quiet_ends": "07:00"}, "set quiet hours: 22:00 to 07:00"),
        ({"quiet_begins": "23:00"}, "let quiet hours begin at 23:00"),
        ({"quiet_ends": "06:00"}, "let quiet hours end at 06:00"),
        ({"quiet_begins": None, "quiet_ends": None}, "removed the quiet hours"),
        ({"pings": True}, "turned role pings on"),
        ({"threads": True}, "turned threads on"),
        ({"events": True}, "turned events of planned work on"),
        ({"events": False}, "turned events of planned work off"),
        ({"pings": False, "threads": False}, "turned role pings off; turned threads off"),
        ({"sample_hours": 24}, "had single looks kept for 24 hours"),
        ({"rollup_days": 30}, "had hourly figures kept for 30 days"),
        ({"incident_days": None}, "had things kept as long as the operator allows"),
        ({}, "made another change"),
    ],
)
def test_a_change_of_settings_in_words(detail: dict[str, object], words: str) -> None:
    when = f"<t:{int(NOW.timestamp())}:f>"
    assert describe_change(entry(**detail), "en") == f"{when}: <@7> {words}"


@pytest.mark.parametrize(
    "action",
    [
        *("watch-added", "watch-changed", "watch-removed"),
        *("maintenance-planned", "maintenance-cancelled", "incident-note"),
        *("incident-acknowledged", "incident-muted", "incident-retracted"),
    ],
)
def test_other_changes_have_words_of_their_own(action: str) -> None:
    assert "another change" not in describe_change(entry(action), "en")
    assert "another change" in describe_change(entry("of a later version"), "en")


def test_planned_work_is_told_as_people_read_times() -> None:
    once = OnceWindow(begins=NOW, ends=NOW + timedelta(hours=2))
    said = describe_change(entry("maintenance-planned", window=canonical(once)), "en")
    begins, ends = (int(moment.timestamp()) for moment in (once.begins, once.ends))
    assert said.endswith(f"planned work: <t:{begins}:f> – <t:{ends}:f>")
    said = describe_change(entry("maintenance-cancelled", window="@everyone"), "en")
    assert "called off planned work" in said
    assert "@everyone" not in said


def test_a_name_in_a_change_is_harmless_and_who_is_forgotten_is_somebody() -> None:
    said = describe_change(entry("watch-added", NOBODY, name="@everyone [x](http://y)"), "en")
    assert "Somebody added the watch" in said
    assert "@everyone" not in said
    assert "](" not in said


def test_changes_come_in_pages_with_a_way_to_both_sides() -> None:
    entries = [entry(pings=True)] * 40
    labels = [
        [button.label for button in render_changes(entries, page, "en").buttons]
        for page in range(3)
    ]
    back = "Back to the settings"
    assert labels == [
        ["Older changes", back],
        ["Newer changes", "Older changes", back],
        ["Newer changes", back],
    ]
    sizes(render_changes([entry(time_zone="x" * 60, channel_id=2**63)] * 100, 1, "en"))


def test_nothing_is_deleted_without_the_exact_words() -> None:
    assert is_meant(" delete  everything ", "en")
    assert not any(is_meant(typed, "en") for typed in ("", "delete", "Delete everything", "yes"))
    assert "delete everything" in erase_form("en").label


def test_forms_hold_what_is_set_now() -> None:
    assert form_of(Control.QUIET, FULL, "en").text == "22:00-07:00"
    assert form_of(Control.QUIET, GuildSettings(guild_id=1), "en").text == ""
    assert form_of(Control.ZONE, FULL, "en").text == FULL.time_zone.key
    for form in (form_of(Control.QUIET, FULL, "en"), erase_form("en")):
        assert len(form.title) <= 45
        assert len(form.label) <= 45
        assert len(form.description) <= 100


def test_a_server_that_deletes_at_once_is_told_so() -> None:
    shown = render_privacy(Retention(removed=timedelta()), "en", is_server=True)
    assert shown.card is not None
    assert "deleted within an hour or so" in shown.card.description


def test_who_may_not_ask_is_told_who_may() -> None:
    assert "<@&20>" in render_not_asked(FULL, "en").content
    managers = replace(FULL, who_may_ask=AskScope.MANAGERS)
    assert "<@&" not in render_not_asked(managers, "en").content
    assert render_not_asked(managers, "en").is_private
