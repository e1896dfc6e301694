### What a channel reads about an incident: one message, edited until it is over.
### The first line carries the whole message. { $name } is a watch's name, made harmless.
### No text here counts minutes while something lasts: Discord draws { $ago } live.

## Lengths of time

announce-more = { $count } more
announce-speed = { NUMBER($seconds, minimumFractionDigits: 1, maximumFractionDigits: 1) } seconds

## First lines

announce-nameless = A site that was watched here
announce-down = { $name } is down.
announce-down-because = { $name } is down. { $sentence }
announce-down-unclear = { $name } is down. We can't tell why yet.
announce-down-unmet = { $name } is not as it should be. { $fact }
# { $line } is what the latest look says.
announce-unsettled = { $line } Before that, it was down.
announce-unsettled-unknown = { $name } was down. We can't tell yet if it is back.
announce-unstable = { $name } is unstable: it keeps going down and coming back.
announce-slow = { $name } is up, but slow right now.
announce-slow-took = { $name } is up, but slow: a page takes { $took }.
announce-slow-usual = { $name } is up, but slow: a page takes { $took }. Most days it takes { $usual }.
announce-closed = { $name } is closed for planned work. Its own page says so.
# { $ago } is drawn live: "in 13 days". What was measured in days is no measure of hours.
announce-expiring = { $days ->
    [0] The security certificate of { $name } runs out before { $latest }.
   *[other] The security certificate of { $name } runs out { $ago }.
 }
announce-back = { $name } is back. It was down for { $length }.
announce-back-breaks = { $name } is back. It was down for { $length } in all, with breaks.
announce-back-missed = { $name } is back. We did not see when it went down.
announce-quick-again = { $name } is as fast as usual again. It was slow for { $length }.
announce-worse = { $name } was slow for { $length }. Then it stopped working.
announce-work-done = The planned work at { $name } is over. It took { $length }.
announce-false = False alarm: { $name } was not down. An admin of this server told us so.
announce-false-ours = False alarm: { $name } was not down. The mistake was ours, and we are sorry.
# They stay true when the watch goes on later, or in another channel.
announce-abandoned = We stopped telling of { $name } here while it had trouble.
announce-abandoned-down = We stopped telling of { $name } here while it was down.
announce-abandoned-nameless = We stopped telling of this site here while it had trouble.
announce-abandoned-nameless-down = We stopped telling of this site here while it was down.
announce-gone = What this message told of was deleted, so there is nothing more to say here.

## Second lines

announce-since-down = Down since { $date }, { $ago }.
announce-went-down = It went down on { $date }, { $ago }.
announce-since = Since { $date }, { $ago }.
announce-from-to = From { $begins } to { $ends }.
announce-again = It was back for { $length }, then it went down again.
announce-again-often = It has come back { $count } times, and each time it went down again.
announce-breaks = In between it worked for { $length }.
announce-unstable-quiet = We won't write about each change. We will say here when it has been calm for an hour.
announce-expiring-meaning = That is around { $date }. If nobody renews it in time, browsers will warn people to stay away. Until then all works as usual.
announce-retracted = { $user } told us { $ago }. It no longer counts in the history.
announce-retracted-ours = We noticed { $ago }. It no longer counts in the history.
announce-abandoned-why = Its watch was paused, moved, changed or removed, so this message can't say how it went on.

## Below the line

announce-heading-was = What it was
announce-was = { $title }. { $sentence }
announce-heading-admins = From this server's team
announce-heading-notes = Updates
announce-acknowledged = { $user }, { $ago }: we know about this.
announce-muted = { $user }, { $ago }: muted. We write here again when it is over.
announce-note = { $date }, { $user }: { $text }
announce-note-about = { $date }, { $user }, about { $name }: { $text }
# In the place of a member who asked to be forgotten.
announce-somebody = Somebody
announce-notes-older = { $count ->
    [one] 1 older update is in the history.
   *[other] { $count } older updates are in the history.
 }
announce-footer = We keep this message up to date until it is over.

## Several at once. { $names } is a list: "A, B and C".

announce-group-down = { $count ->
    [one] { $names } is down.
   *[other] { $names } are down.
 }
announce-group-unsettled = { $count ->
    [one] { $names } is not well yet.
   *[other] { $names } are not well yet.
 }
announce-group-unstable = { $count ->
    [one] { $names } keeps going down and coming back.
   *[other] { $names } keep going down and coming back.
 }
announce-group-slow = { $count ->
    [one] { $names } is slow.
   *[other] { $names } are slow.
 }
announce-group-closed = { $count ->
    [one] { $names } is closed for planned work.
   *[other] { $names } are closed for planned work.
 }
announce-group-expiring = { $count ->
    [one] The security certificate of { $names } runs out soon.
   *[other] The security certificates of { $names } run out soon.
 }
announce-group-back = { $count ->
    [one] { $names } was down, but is back.
   *[other] { $names } were down, but are back.
 }
announce-group-quick-again = { $count ->
    [one] { $names } was slow, but is as fast as usual again.
   *[other] { $names } were slow, but are as fast as usual again.
 }
announce-group-worse = { $count ->
    [one] { $names } was slow, and then stopped working.
   *[other] { $names } were slow, and then stopped working.
 }
announce-group-work-done = The planned work at { $names } is over.
announce-group-false-alarm = { $count ->
    [one] False alarm: { $names } was not down.
   *[other] False alarm: { $names } were not down.
 }
announce-group-abandoned = We stopped telling of { $names } here.
announce-shared-edge = All that are down stand behind { $product }, a firm that guards many sites and makes them faster.
announce-shared-cause = All that are down fail in the same way: { $title }.
announce-listed-down = { $name } is down: { $title }.
announce-listed = { $line } { $when }
announce-listed-since = Since { $date }.
announce-listed-from-to = From { $begins } to { $ends }.
announce-listed-more = { $count ->
    [one] And 1 more.
   *[other] And { $count } more.
 }

## Told late: Discord was away, or we were not allowed to write

announce-late = We could not write here for a while. { $line }
announce-late-back = While we could not write here, { $name } was down for { $length }. It is back.
announce-late-why = Discord could not be reached for a while, or we were not allowed to write here. We kept watching all the time. This message tells what happened meanwhile.

## Told elsewhere. { $link } leads to the message.

announce-pointer = { $name } is one of several with trouble. One message tells of them all: { $link }
announce-pointer-soon = { $name } is one of several with trouble. One message in this channel will tell of them all.

## Buttons

announce-button-know = We know
announce-button-mute = Mute
announce-button-false = False alarm
announce-button-follow = Tell me when it's back
announce-button-follow-end = Tell me when it's over
announce-button-history = History
announce-button-history-of = History of { $name }
announce-button-late = Why so late?

## A rehearsal: an outage made up on request. { $line } is the real first line.

rehearse-line = Rehearsal: { $line }
rehearse-footer = This is a rehearsal. The outage is made up, no role is pinged, and nothing is kept.
rehearse-note = We are on it. This is what a note from { $command } looks like.
rehearse-noticed = We noticed a first failure. In a real outage we would look twice more, and say nothing until all three looks fail.
rehearse-watching = All three looks failed, so we told <#{ $channel }>. Watch how our one message there changes.
rehearse-done = That was the rehearsal: { $link }. Nothing of it was kept, and no role was pinged. You may delete the message.
rehearse-busy = A rehearsal is going on in this server already. Try again in a minute.
rehearse-no-channel = We can't write in <#{ $channel }>. Please check that we may see that channel and send messages there, and try again.
rehearse-stopped = The rehearsal had to stop. Its message is gone, or we may not change it any more.
rehearse-trouble = Discord did not take our message, so the rehearsal stopped. Try again in a few minutes.
rehearse-press = This is only a rehearsal, so the button does nothing here. In a real outage it would work.
