### The view from other places, and what members of a server report.

## Buttons below an answer

button-elsewhere = Check from other places
button-same-here = Same here
button-works-for-me = Works for me
button-slow = Slow

## What other places see. { $places } are countries in a row: "Germany, Brazil and India".

elsewhere-down-too = { $name }: { $count } of { $asked } other places { $count ->
    [one] sees
   *[other] see
 } it down too: { $places }.
elsewhere-down = { $name }: { $count } of { $asked } other places { $count ->
    [one] sees
   *[other] see
 } it down: { $places }.
elsewhere-none-down = { $name }: no other place sees it down.
elsewhere-fine = Fine from { $places }.
elsewhere-turned-away = It turned visitors like us away in { $places }.
elsewhere-no-word = No word from { $places }.
elsewhere-not-all = Not every place answered in time.
elsewhere-somewhere = somewhere else

## What it means

elsewhere-means-down = Most other places see it down. So it is most likely not just you.
elsewhere-means-reached = Other places reach it, so it is there.
elsewhere-means-turned-away = Other places reach it and get turned away, as programs often do. So it is there.
elsewhere-means-split = Some other places reach it and some don't. It depends on where you are.
elsewhere-means-unclear = That is too little to tell what is going on. Try again in a minute.

## Place by place. { $where } is a country, perhaps with a network.

heading-places = Place by place
elsewhere-network = { $place } ({ $network })
elsewhere-sight-up = { $where }: it answered with HTTP status { $status }
elsewhere-sight-down = { $status ->
    [0] { $where }: no answer
   *[other] { $where }: broken, HTTP status { $status }
 }
elsewhere-sight-untrusted = { $where }: its security certificate can't be trusted
elsewhere-sight-blocked = { $where }: turned away with HTTP status { $status }
elsewhere-sight-unknown = { $where }: we don't know
elsewhere-from-where =
    Asked through Globalping: computers on home connections around the world.
    We can't see your own connection.

## When other places can't be asked

elsewhere-problem-away = We can't reach the service that looks from other places. Our own answer stands.
elsewhere-problem-late = The other places took too long to answer. Our own answer stands.
elsewhere-problem-limited = The service that looks from other places needs a break from us. Our own answer stands.
elsewhere-problem-refused = The service that looks from other places does not look at this. Our own answer stands.
elsewhere-problem-unreadable = The service that looks from other places said something we don't understand. Our own answer stands.
elsewhere-spent = Other places were asked often enough for now, so that the free service lasts for everyone.
elsewhere-private = We don't tell others about this address: it may be private. So other places can't look at it.

## What members report. { $count } is how many different members, within the last hour.

report-thanks-trouble = Thank you.
report-thanks-fine = Thank you. Good to hear that it works for you.
report-thanks-slow = Thank you. We noted that it is slow for you.
report-again = Thank you, we have that from you already.
report-count = { $count ->
    [0] No member here reports trouble in the last hour.
    [one] 1 member here reports trouble in the last hour.
   *[other] { $count } members here report trouble in the last hour.
 }
report-no-members = That only counts in a server that added this bot.
