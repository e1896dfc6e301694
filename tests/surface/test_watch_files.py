"""`/watch export|import`: shown first, then all or nothing."""

import json

import pytest

from tests.surface.admins import add, fill, press, run, stored
from tests.surface.conftest import Scene


async def test_what_goes_out_changes_nothing_when_it_comes_back(scene: Scene) -> None:
    await add(scene, name='Mine: "it\'s" 😀', expect_status="200,301-302", expect_text="a: b")
    for format_ in ("yaml", "json"):
        exported = await run(scene, "/watch export", format=format_)
        (file,) = exported.attachments
        assert file.filename == f"watches.{format_}"
        picked = scene.discord.uploads.pick(file.filename, file.content)
        told = await run(scene, "/watch import", file=picked, replace=True)
        assert told.content == "This file changes nothing. The watch in it is here already."


async def test_a_file_is_shown_first_and_saved_as_a_whole(scene: Scene) -> None:
    kept = await add(scene, name="Mine")
    general, status = scene.discord.general, scene.discord.status
    await fill(scene, 1)
    text = f"""
watches:
  - target: {kept.target.url}
    channel: {general.id}
    name: Ours
    interval: 60s
  - target: example.com
    channel: {status.id}
    certificate_days: 21
"""
    asked = await run(scene, "/watch import", text=text, replace=True)
    assert "This file would add 1, change 1 and remove 1. 0 would stay" in asked.content
    assert "Name: Mine → Ours" in asked.text
    assert "Would be removed, with their history" in asked.text
    assert len(await stored(scene)) == 2
    done = await press(scene, asked, "Save")
    assert done.content == "Saved. Added: 1. Changed: 1. Removed: 1. As before: 0."
    after = await stored(scene)
    assert [(one.name, one.target.host) for one in after] == [
        ("example.com", "example.com"),
        ("Ours", "127.0.0.1"),
    ]
    assert after[1].id == kept.id
    assert len(scene.app.line.following) == 2


async def test_what_a_file_leaves_out_stays_unless_it_is_to_go(scene: Scene) -> None:
    await fill(scene, 2)
    text = f"- target: example.com\n  channel: {scene.discord.status.id}"
    asked = await run(scene, "/watch import", text=text)
    assert "add 1, change 0 and remove 0. 2 would stay" in asked.content
    cancelled = await press(scene, asked, "Cancel")
    assert cancelled.content == "Nothing was saved."
    assert len(await stored(scene)) == 2


async def test_what_changed_meanwhile_is_shown_again(scene: Scene) -> None:
    text = f"- target: {scene.sites['fine']}\n  channel: {scene.discord.general.id}\n  name: Ours"
    asked = await run(scene, "/watch import", text=text)
    await add(scene, name="Mine")
    again = await press(scene, asked, "Save")
    assert "changed meanwhile, so please look again" in again.content
    assert "add 0, change 1" in again.content
    assert "Saved" in (await press(scene, again, "Save")).content
    assert [one.name for one in await stored(scene)] == ["Ours"]


async def test_every_mistake_of_a_file_is_told_with_its_place(scene: Scene) -> None:
    channel = scene.discord.general.id
    text = f"""watches:
  - target: example.com
    channel: {channel}
    interval: 1s
  - target: http://10.0.0.1/
    channel: 17
  - target: example.com
    channel: {channel}
    colour: red
  - just words
  - channel: {channel}
    expect_status: 9999
"""
    told = await run(scene, "/watch import", text=text)
    assert "There are 7 mistakes in this file" in told.content
    for words in (
        "Entry 1, line 4: That is too often",
        "Entry 2, line 5: This address belongs to a private network",
        "Entry 2, line 6: <#17> is not a channel",
        "Entry 3, line 9: We don't know the key colour",
        "Entry 4: It is no list of keys",
        "Entry 5, line 11: `target` is missing",
        "Entry 5, line 12: We can't read the expected answer",
    ):
        assert words in told.text
    assert await stored(scene) == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a: &x [1]\nb: *x", "no anchors"),
        ("{", "JSON"),
        ("- target: [", "YAML"),
        ("- target: !!python/object x", "no anchors"),
        ("hello", "no list of watches"),
    ],
)
async def test_what_is_no_list_of_watches_is_refused(scene: Scene, text: str, words: str) -> None:
    told = await run(scene, "/watch import", text=text)
    assert words in told.content
    assert "Start from `/watch export`" in told.content


async def test_files_that_are_too_large_or_lost_are_refused(scene: Scene) -> None:
    large = scene.discord.uploads.pick("a.yaml", b"#" * (256 * 1024 + 1))
    assert "too large" in (await run(scene, "/watch import", file=large)).content
    lost = scene.discord.uploads.pick("a.yaml", b"watches: []")
    lost.is_lost = True
    for options in ({"file": lost}, {}):
        told = await run(scene, "/watch import", **options)
        assert told.content.startswith("Give us a file or a text")


async def test_a_file_can_hold_no_more_than_a_server_may_watch(scene: Scene) -> None:
    channel = str(scene.discord.status.id)
    entries = [{"target": f"site{number}.example", "channel": channel} for number in range(51)]
    told = await run(scene, "/watch import", text=json.dumps({"watches": entries}))
    assert "There are 51 watches in this file, and a server can have 50" in told.text
    await fill(scene, 50)
    told = await run(scene, "/watch import", text=json.dumps([entries[50]]))
    assert "A server can have 50 watches" in told.text


async def test_an_empty_server_has_nothing_to_export(scene: Scene) -> None:
    told = await run(scene, "/watch export")
    assert "watches nothing yet" in told.content
    assert not told.attachments
