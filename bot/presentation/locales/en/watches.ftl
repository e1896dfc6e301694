### What admins read when they configure what is watched. Private messages, all of them.

## One watch, part by part

watch-part-target = Looks at: { $value }
watch-part-name = Name: { $value }
watch-part-channel = Tells: { $value }
watch-part-interval = How often: { $value }
watch-part-role = Pings: { $value }
watch-part-status = Expected answer: { $value }
watch-part-text = Expected text: { $value }
watch-part-days = Certificate: { $value }
watch-part-slow = Slow after: { $value }
watch-part-quiet = No pings at: { $value }, in the time zone of this server
watch-part-paused = Now: { $value }
watch-days = { $days ->
    [one] warn 1 day before it ends
   *[other] warn { $days } days before it ends
 }
watch-is-paused = paused
watch-nothing = nothing
watch-change = { $old } → { $new }
watch-every = every { $unit ->
    [days] { $count ->
        [one] day
       *[other] { $count } days
    }
    [hours] { $count ->
        [one] hour
       *[other] { $count } hours
    }
    [minutes] { $count ->
        [one] minute
       *[other] { $count } minutes
    }
    [seconds] { $count ->
        [one] second
       *[other] { $count } seconds
    }
   *[milliseconds] { $count } milliseconds
 }
watch-seconds = { $seconds ->
    [one] 1 second
   *[other] { $seconds } seconds
 }

## Adding one: what we saw, and what it means to watch that

watch-save-it = { $seen } Save this watch?
watch-seen-up = We can reach { $name }: it answers { $status } in { $ms } ms.
watch-seen-answering = { $name } answers, but with { $status } instead of a page.
watch-seen-unmet = { $name } answers { $status }, but not with what you expect.
watch-means-answering = { $expected ->
    [yes] That is the answer you expect, so all is well.
   *[no]
    We count that as working, because the site is alive.
    If { $status } is right for this address, add `expect_status:{ $status }`. If it should be a normal page, add `expect_status:200`: any other answer then counts as down.
 }
watch-means-slow = It works. We announce that it is slow only if it stays slow.
watch-means-blocked =
    While it keeps our check out, we can't tell whether it works for people, so we never announce it as down.
    Another address of the same site, like its status page, may let us in.
watch-means-maintenance = While its own page speaks of planned work, we say just that, and don't call it an outage.
watch-means-down = You can watch it all the same. Our first look tells nobody. If { $looks } looks in a row say the same, we announce it in { $channel }.
watch-means-unknown = You can watch it all the same. What we can't tell, we never announce.
watch-not-saved-yet = Nothing is saved yet. The buttons work for 15 minutes.
watch-button-save = Save
watch-button-cancel = Cancel
watch-saved = Saved. We watch { $name } from now on, and tell { $channel } when it goes down and when it is back.
watch-saved-next = What now? Our first look comes within a minute or two. `/watch list` shows how it is doing, and `/watch rehearse` plays a made-up outage, so that you see what people will read.
watch-dropped = Nothing was saved.

## Changing, pausing, removing

watch-edited = Saved. This changed for { $name }:
watch-paused = { $name } is paused. Nobody looks at it and nothing is announced until you use `/watch resume`.
watch-paused-already = { $name } was paused already.
watch-resumed = We watch { $name } again.
watch-resumed-already = We watch { $name } already.
watch-remove-it = Remove { $name }? Its history goes with it, and nobody can bring that back.
watch-button-remove = Remove it
watch-button-keep = Keep it
watch-removed = { $name } is removed, and its history with it.
watch-kept = Nothing was removed.

## Trying one out

watch-heading-told = What we would announce
watch-heading-found = What we found
watch-trial-nothing = Nothing: it works.
watch-trial-stays = Nothing new: { $channel } was told already, and it goes on.
watch-trial-down = If the next looks say the same, { $channel } reads:
watch-trial-back = If the next look says the same, { $channel } reads that it is back.
watch-trial-work = If the next looks say the same, { $channel } reads about planned work:
watch-trial-slow = Nothing yet. If it stays slow, { $channel } reads that it is slow.
watch-trial-never = Nothing: what we can't judge from here, we never announce as down.
watch-trial-certificate = { $days ->
    [one] Also: its security certificate ends in 1 day.
   *[other] Also: its security certificate ends in { $days } days.
 }
watch-trial-paused = But this watch is paused, so nothing is announced.
watch-trial-planned = But work is planned right now, so nothing new is announced.
watch-trial-only = Only you see this. The look is not part of the history.

## All of them

watch-list-empty = This server watches nothing yet. Start with `/watch add`, for example `/watch add target:github`.
watch-list-sum = { $count ->
    [one] This server has 1 watch
   *[other] This server has { $count } watches
 }{ $down ->
    [0] : none is down
    [one] : 1 is down
   *[other] : { $down } are down
 }{ $paused ->
    [0] {""}
    [one] , 1 is paused
   *[other] , { $paused } are paused
 }.{ $closed ->
    [0] {""}
    [one] {" "}1 can't write to its channel, see below.
   *[other] {" "}{ $closed } can't write to their channels, see below.
 }
watch-list-page = Page { $page } of { $pages }
watch-list-where = { $host } · tells { $channel } · { $interval }
watch-list-gone = **Broken:** its channel is gone. Choose another with `/watch edit`.
watch-list-missing = **Broken:** in that channel we still need: { $needs }.
watch-list-suspended = **Broken:** Discord refused our last message there. Check what this bot may do in that channel.
watch-state-new = Not looked at yet
watch-state-up = Up
watch-state-slow = Up, but slow. It began { $since }
watch-state-unstable = Unstable: up and down again and again. It began { $since }
watch-state-suspect = Our last look failed. We are looking again to be sure
watch-state-down = **Down.** It began { $since }
watch-state-recovering = It answers again. We are looking once more to be sure
watch-state-maintenance = Closed for planned work. It began { $since }
watch-state-blocked = It keeps our check out. We can't tell whether it works for people
watch-state-unknown = We can't tell right now
watch-state-refused = **Not looked at.** Its name leads somewhere that we don't look at, like a private network
watch-state-paused = Paused
watch-button-back = Back
watch-button-next = Next
watch-button-log = Last changes

## What is missing in a channel, as Discord names it

watch-need-view = View Channel
watch-need-send = Send Messages
watch-need-embed = Embed Links
watch-need-history = Read Message History

## When something is not done

watch-not-done = Nothing was saved. { $count } things to mend:
watch-outdated = This button is too old or from an older version of this bot. Please use the command again.
wrong-bad-name = A name needs 1 to { $most } characters that can be seen.
wrong-bad-interval = We can't read that interval. Write it like `30s`, `5m` or `1h`.
wrong-interval-too-short = That is too often. The shortest interval here is { $least }.
wrong-interval-too-long = That is too seldom. The longest interval is { $most }.
wrong-bad-status = We can't read the expected answer. Write codes from 100 to 599, like `200` or `200,301-302`. Write `none` to expect nothing special.
wrong-bad-text = The expected text needs 1 to { $most } characters. Write `none` to expect nothing special.
wrong-bad-days = Certificate days is a whole number from 0 to { $most }. 0 means as usual: 14, 7 and 2 days.
wrong-bad-slow = We can't read when it is slow. Write a time from `100ms` to `60s`, like `2s`. Write `none` for as usual.
wrong-bad-quiet = We can't read the quiet hours. Write them like `22:00-07:00`. Write `none` for no quiet hours.
wrong-bad-paused = `paused` is `true` or `false`.
wrong-bad-id = The { $key } must be an id: the long number that Discord copies with **Copy ID**.
wrong-target-missing = `target` is missing: what should we look at?
wrong-channel-missing = `channel` is missing, and this server has no usual channel. Write the channel's id.
wrong-no-channel = { $channel } is not a channel we can announce in. Choose a text or announcement channel of this server as the `channel`.
wrong-channel-closed = We can't announce in { $channel } yet. There we still need: { $needs }. Open the channel's settings, then **Permissions**, add this bot and allow that. Then try again.
wrong-no-role = That role is not there any more. Choose another.
wrong-role-everyone = We never ping everyone. Choose a role that people can pick for themselves.
wrong-role-silent = We may not ping { $role } in { $channel }. In the server's settings, open **Roles**, choose the role and switch on **Allow anyone to @mention this role**. Then try again.
wrong-exists = That channel follows this address already. See `/watch list`.
wrong-too-many = { $most ->
    [one] A server can have 1 watch. Remove it first.
   *[other] A server can have { $most } watches. Remove one first.
 }
wrong-no-such-watch = There is no such watch in this server. Pick one from the list while you type.
wrong-no-such-work = There is no such planned work in this server. Pick one from the list while you type.
wrong-too-many-works = A server can have { $most } entries of planned work. Remove one first.
wrong-work-over = That time is over already. Choose one that is still to come.
wrong-file-too-long = There are { $count } watches in this file, and a server can have { $most }. Take some out of the file.
wrong-nothing-new = Nothing to change: it is like that already. Give at least one thing that should be different.
wrong-outdated = This question is too old, was answered already, or something changed meanwhile. Please use the command again.
wrong-unknown-key = We don't know the key { $key }. Known are: target, channel, name, interval, role, expect_status, expect_text, certificate_days, slow_after, quiet_hours, official, paused.
wrong-twice = It is the same target and channel as entry { $number }.
wrong-not-an-entry = It is no list of keys and short texts, like `target: github.com`.

## Files

import-exported = { $count ->
    [one] Here is your watch as a file. You can change it and bring it back with `/watch import`.
   *[other] Here are your { $count } watches as a file. You can change it and bring it back with `/watch import`.
 }
import-would = This file would add { $added }, change { $changed } and remove { $removed }. { $same } would stay as they are. Save?
import-again = The watches of this server changed meanwhile, so please look again.
import-done = Saved. Added: { $added }. Changed: { $changed }. Removed: { $removed }. As before: { $same }.
import-nothing = This file changes nothing. { $same ->
    [0] There is no watch in it.
    [one] The watch in it is here already.
   *[other] All { $same } watches in it are here already.
 }
import-heading-add = Would be added
import-heading-change = Would be changed
import-heading-remove = Would be removed, with their history
import-one = { $name } in { $channel }
import-changed = { $watch }: { $parts }
import-more = … and { $count } more
import-wrong = { $count ->
    [one] Nothing was saved. There is 1 mistake in this file:
   *[other] Nothing was saved. There are { $count } mistakes in this file:
 }
import-located = Entry { $number }: { $sentence }
import-located-line = Entry { $number }, line { $line }: { $sentence }
import-no-file = Give us a file or a text. If you did, Discord did not hand it over: please try again.
import-at-line = Look at line { $line }.
import-how = Start from `/watch export`: that file has the right form.
import-unreadable-too-large = This file is too large. We read up to 256 KiB.
import-unreadable-not-text = This file is no text. Save it as UTF-8.
import-unreadable-empty = There is nothing in this file.
import-unreadable-bad-yaml = We can't read this file as YAML. Often a colon, a quote or an indent is wrong.
import-unreadable-bad-json = We can't read this file as JSON. Often a comma or a quote is missing.
import-unreadable-too-clever = We read plain files only: no anchors, aliases, tags or several documents.
import-unreadable-too-deep = Something in this file is nested too deep. A watch is a plain list of keys and texts.
import-unreadable-too-much = There is more in this file than this server may watch.
import-unreadable-no-list = There is no list of watches in this file: it belongs under `watches:`.
import-unreadable-bad-version = This file is from a newer version of this bot.
import-unreadable-twice = A key stands twice in the same entry.

## Planned work

work-planned = Planned for { $who }.
work-means = In that time nothing new is announced, and it does not count as an outage. What is still down when it ends is announced then.
work-for-all = all watches of this server
work-heading-all = All watches of this server
work-once = Once, from { $begins } to { $ends }.
work-weekly = Every week: { $days }, { $begins } to { $ends } ({ $zone }).
work-next = Next: { $begins } to { $ends }.
work-starts = It begins { $when }.
work-running = It is running now.
work-over = It is over.
work-daily = every day
work-day-mon = Monday
work-day-tue = Tuesday
work-day-wed = Wednesday
work-day-thu = Thursday
work-day-fri = Friday
work-day-sat = Saturday
work-day-sun = Sunday
work-note = Note: { $note }
work-none = No work is planned. Plan some with `/maintenance add`, for example `when:sun 02:00-04:00`.
work-list = { $count ->
    [one] There is 1 entry of planned work.
   *[other] There are { $count } entries of planned work.
 }
work-more = … and { $count } more. You find each of them with /maintenance remove, by typing a part of it.
work-cancelled = The planned work for { $who } is off. From now on we announce as usual.
work-wrong-empty = Write when the work is planned, like `sun 02:00-04:00`.
work-wrong-not-a-window = We can't read that time. Write days and hours, like `sun 02:00-04:00 Europe/Berlin`, or two dates, like `2026-12-24 22:00 to 2026-12-25 02:00`.
work-wrong-bad-day = Write days like `mon`, `sat,sun`, `mon-fri` or `daily`.
work-wrong-bad-time = Write hours from 00:00 to 23:59, like `02:00-04:00`.
work-wrong-bad-date = That date does not exist. Write dates like `2026-12-24 22:00`.
work-wrong-bad-zone = We don't know that time zone. Write region and city, like `Europe/Berlin`, or `UTC`.
work-wrong-no-length = It ends when it begins. Give it a length.
work-wrong-ends-before-it-begins = It ends before it begins. Swap the two dates.
work-wrong-too-long = Planned work may last 31 days at most. For longer, pause the watch.

## Who changed what
