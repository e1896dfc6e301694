### What people read about the past: /history, its picture, its buttons, its files.

## Lengths, days and numbers

history-ms = { $count } ms
history-s = { $count } s
history-monday = Monday
history-tuesday = Tuesday
history-wednesday = Wednesday
history-thursday = Thursday
history-friday = Friday
history-saturday = Saturday
history-sunday = Sunday
history-january = January
history-february = February
history-march = March
history-april = April
history-may = May
history-june = June
history-july = July
history-august = August
history-september = September
history-october = October
history-november = November
history-december = December
history-date = { $day } { $month }
history-time = { $day }, { $time }
history-today = today
history-now = now
history-on-today = today
history-on-yesterday = yesterday
history-on-weekday = on { $day }
history-on-date = on { $day }

## The sentence. { $when } is one of the next three.

history-last-hours = in the last 24 hours
history-last-days = in the last { $days } days
history-since = since we began to watch { $day }
history-it = It
history-down-now = { $name } is down right now.
history-fine = { $name } was not down { $when }.
history-down = { $count ->
    [one] { $name } was down once { $when }: { $longest }.
   *[other] { $name } was down { $count } times { $when }: { $total } in all, the longest { $longest }.
 }
history-length-on = { $length } { $day }
history-down-still = { $name } was down once { $when }: { $total } so far.
history-unseen = { $name } was not watched { $when }, so we can't say how it was.
history-never = { $name } has not been watched yet, so there is nothing to tell.
history-watched-all = We watched the whole time.
history-watched = We watched { $percent } % of the time.
history-kept = We keep history for { $length }, so there is nothing older.

## The same in numbers

history-heading-numbers = In numbers
history-heading-incidents = What happened
history-heading-page = What happened, page { $page } of { $pages }
history-number-up = Up: { $percent } % of the time we watched
history-number-down = Down: { $count ->
    [0] never
    [one] once, { $total }
   *[other] { $count } times, { $total } in all
 }
history-number-longest = Longest: { $length }, from { $when }
history-number-watched = Watched: { $percent } % of the time
history-number-missed = Watched: { $percent } % of the time, { $length } missing
history-number-planned = Planned work: { $length }, not counted
history-number-since = Watched since { $when }
history-number-pace = Response time: typically { $typical }, slowest { $slowest }
history-number-failed = { $failed } of { $looks } looks failed

## Incidents

history-outage = { $when }, down for { $length }: { $what }.
history-outage-open = Since { $when }, down for { $length } so far: { $what }.
history-outage-planned = { $when }, { $length }: { $what }. It was planned work, so it does not count.
history-retracted = { $when }, { $length }: a false alarm. It does not count.
history-slow = { $when }, slow for { $length }.
history-slow-open = Slow since { $when }.
history-certificate = { $when }: the security certificate was about to run out.
history-maintenance = { $when }, { $length }: the site's own page spoke of planned work.
history-abandoned = { $line } We stopped watching before it was over.
history-noted = { $line } Note: { $note }
history-some-cause = we don't know why
history-nothing = Nothing happened, as far as we saw.

## The server's overview

history-all-none = This server watches nothing yet, so there is no history. An admin can add a watch with `/watch add`.
history-all-fine = { $count ->
    [one] The one thing this server watches was not down { $when }.
   *[other] None of the { $count } things this server watches was down { $when }.
 }
history-all-down = { $count ->
    [one] The one thing this server watches was down { $when }.
   *[other] { $down } of the { $count } things this server watches { $down ->
        [one] was
       *[other] were
    } down { $when }.
 }
history-all-now = Down right now: { $names }.
history-all-hint = For more about one of them, use /history with its name.

## Buttons

history-button-newer = Newer
history-button-older = Older
history-button-day = 24 hours
history-button-month = 30 days
history-button-quarter = 90 days
history-button-paces = Response times
history-button-days = Day by day
history-button-export = Export

## Refusals and trouble

history-unknown = This server has no watch with that name. Pick one of the names that Discord suggests while you type.
history-gone = This server does not watch that any more, so its history is gone.
history-outdated = This button is from an older version of this bot. Please ask again with `/history`.
history-no-store = We can't reach our memory right now. Try again in a minute.
history-admins-only = You can only export this history if you manage this server.
history-no-files = We may not attach files in this channel. Allow that in the channel's permissions, or try another channel.
history-exported = Here is the history of { $name }, { $when }: incidents and days as tables (CSV), and all of it as JSON. Times are UTC.
history-file-incidents = Table of incidents
history-file-days = Table of days
history-file-all = All of it as JSON

## The picture

history-chart-days = The last { $days } days
history-chart-hours = The last 24 hours
history-chart-paces = Response times, last { $days } days
history-chart-paces-hours = Response times, last 24 hours
history-chart-up = Up { $percent } %
history-chart-typical = Typically { $typical }
history-chart-watched = We watched { $percent } % of the time. Time zone: { $zone }.
history-chart-watched-since = Watched since { $day }, { $percent } % of the time. Time zone: { $zone }.
history-chart-nothing = We did not watch in this time
history-chart-no-times = No times kept
history-key-up = Up
history-key-down = Down
history-key-planned = Planned work
history-key-unwatched = Not watched
history-key-untimed = No times kept
history-key-typical = Typical
history-key-slower = Slower looks
history-key-failed = Failed

## The picture in words

history-alt-days = Chart with one bar for each of { $count } days. { $sentence }
history-alt-bad = Days with trouble: { $days }.
history-alt-bad-more = Days with trouble: { $days }, and { $more } more.
history-alt-bad-day = { $day } ({ $length })
history-alt-unwatched = Not watched on { $count ->
    [one] 1 day
   *[other] { $count } days
 }.
history-alt-paces = Chart of response times { $when }. { $typical }
history-alt-typical = Typically { $typical }, slowest { $slowest }.
history-alt-untimed = No response was timed.
history-alt-failed = { $failed } of { $looks } looks failed.
