### A board: one message with everything a server watches. { $name } is made harmless.
### Nothing here counts time: a board changes only when something changes.

## The first line carries the whole message

board-empty = Nothing is watched in this server yet.
board-all-up = { $count ->
    [one] The one thing we watch here works.
   *[other] All { $count } things we watch here work.
 }
board-down = { $down ->
    [one] { $names } is down. Watched here: { $count }.
   *[other] { $down } of the { $count } things we watch here are down: { $names }.
 }
board-trouble = { $down ->
    [one] { $names } is unstable: it keeps going down and coming back. Watched here: { $count }.
   *[other] { $down } of the { $count } things we watch here are down or unstable: { $names }.
 }
board-names-more = { $names } and { $more } more
board-mixed = Nothing is down. Not all is as usual, though.
board-resting = We look at nothing right now: everything here is paused.
board-new = We have only just begun to look.
board-blind = We can't tell right now: our own network has trouble. Below is what we saw last.

## One line for each watch: a mark, the name, and how it is. { $since } is drawn live: "2 hours ago".

board-line = { $mark } **{ $name }** { $state }
board-is-down = is down. It began { $since }
board-is-unstable = is unstable: it keeps going down and coming back. It began { $since }
board-is-slow = is slow. It began { $since }
board-is-maintenance = is closed for work, says its own page. It began { $since }
board-is-planned = has planned work until { $until }
board-is-false-alarm = works, say the admins here; our look says it is down
board-is-up = works
board-is-new = was not looked at yet
board-is-paused = is paused: nobody looks
board-more = And { $count } more.
board-title = What we watch here
board-footer = This message changes only when something changes. We keep looking.
board-begin = An admin can begin with /watch add.

## What came of /board

board-created = Done. The board is in { $channel }, and it keeps itself up to date.
board-recreated = Done. There was one in { $channel } that somebody deleted twice, so we had stopped. Here is a new one.
board-exists = There is a board in { $channel } already. A channel has only one.
board-too-many = This server has { $most } boards. That is as many as it may have: remove one first.
board-refused = We can't write in { $channel }, so there is no board. Please let us see the channel, send messages and embed links there, and try again.
board-unsure = Discord did not answer in time. The board will appear in { $channel } as soon as it does.
board-removed = Done. The board in { $channel } is gone.
board-none = There is no board in { $channel }.
board-given-up = { $count ->
    [one] A board was deleted twice, so we stopped posting it: { $channels }.
   *[other] These boards were deleted twice, so we stopped posting them: { $channels }.
 } To have it back, use /board create there.
