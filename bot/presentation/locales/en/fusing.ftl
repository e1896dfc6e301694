### One verdict out of all we have: our own look, other places, the official page, members.

## The first line of an answer, by the rule that decided; a rule without one keeps our own line.
## { $line } is what our own look says. { $state } is the state that is told.

fusing-own-network-down-elsewhere = { $line } Most other places see it down.
fusing-own-network-fine-elsewhere = { $line } Other places can reach it.
fusing-own-network-regional = { $line } Some other places reach it, others see it down.
fusing-own-network-official-trouble = { $line } Its own page reports trouble.
fusing-own-network-planned = { $line } Its own page tells of planned work.
fusing-own-network-members-trouble = { $line } Members here report trouble.
fusing-own-network-told-fine = { $line } Its own page says that all is fine.
fusing-own-network-members-fine = { $line } Members here say that it works.

fusing-unclear-outage = { $name } looks down: its own page reports an outage. What we saw ourselves is not clear.
fusing-unclear-down-elsewhere = { $line } Most other places see it down.
fusing-unclear-fine-elsewhere = { $line } Other places can reach it.
fusing-unclear-regional = { $line } Some other places reach it, others see it down.
fusing-unclear-official-trouble = { $line } Its own page reports trouble.
fusing-unclear-planned = { $line } Its own page tells of planned work.
fusing-unclear-members-trouble = { $line } Members here report trouble.
fusing-unclear-told-fine = { $line } Its own page says that all is fine.
fusing-unclear-members-fine = { $line } Members here say that it works.

fusing-failing-fine-elsewhere-admitted = { $name } looks down for some people. Our check fails and its own page says that something is broken, but other places reach it.
fusing-failing-fine-elsewhere-members-trouble = We can't tell if { $name } is down: it fails for us and for members here, but other places reach it.
fusing-failing-fine-elsewhere-planned = We can't tell if { $name } is up everywhere: it fails for us, and some other places reach it. Its own page tells of planned work.
fusing-failing-fine-elsewhere-trouble = We can't tell if { $name } is down: it fails for us, and other places reach it. Its own page reports some trouble.
fusing-our-side = { $name } fails for us but other places reach it, so it looks like our side. It most likely works for you.
fusing-failing-planned-members-fine = { $name } looks closed for planned work, but members here say that it works for them.
fusing-failing-planned = { $name } looks closed for planned work: it fails for us, and its own page tells of such work.
fusing-failing-regional = { $name } looks down in some parts of the world, and works in others.
fusing-failing-everywhere = { $line } Other places see it down too.
fusing-unfound-everywhere = { $line } Other places don't reach it either.
fusing-failing-admitted = { $line } Its own page says that something is broken.
fusing-failing-official-trouble = { $line } Its own page reports some trouble.
fusing-failing-members-fine = { $line } But members here say that it works for them.
fusing-failing-late-members-trouble = { $line } Members here report trouble too.
fusing-failing-members-trouble = { $line } Members here report trouble too.

fusing-closed-fine-elsewhere = { $name } tells us that it is closed for planned work, but other places get in.
fusing-closed-outage = { $name } looks down: it says that it is closed for planned work, but its own page calls it an outage.
fusing-closed-regional = { $line } But some other places get in.
fusing-closed-planned = { $line } Its own page says so too.
fusing-closed-trouble = { $line } Its own page reports some trouble.
fusing-closed-members-fine = { $line } But members here say that it works for them.

fusing-passing-down-elsewhere-admitted = { $name } looks down in most other places, and its own page reports an outage. It still answers us.
fusing-passing-down-elsewhere = We can't tell if { $name } is up: it answers us, but most other places see it down.
fusing-passing-outage-members-trouble = { $name } looks down for many: its own page and members here say so. Our own check still passes.
fusing-passing-regional = { $state ->
    [slow] { $line } Some other places see it down.
   *[other] { $name } seems to be up for us, but some other places see it down.
 }
fusing-slow-admitted = { $line } Its own page reports trouble.
fusing-slow-planned = { $line } Its own page tells of planned work.
fusing-slow-members-trouble = { $line } Members here report trouble too.
fusing-slow-members-fine = { $line } Members here say that it works for them.
fusing-passing-trouble-members-trouble = { $name } answers us, but its own page and members here report trouble. It may be one part or one region.
fusing-passing-outage = { $name } answers us, but its own page reports an outage. It may be one part or one region.
fusing-passing-official-trouble = { $name } seems to be up, but its own page reports trouble. It may be one part or one region.
fusing-passing-many-report = Our check of { $name } passes, but many members here report trouble. It may be one feature or one region.
fusing-passing-several-report = Our check of { $name } passes, but several members here report trouble. It may be one feature or one region.
fusing-passing-planned = { $name } seems to be up. Its own page tells of planned work.
fusing-passing-everywhere = { $name } is up: it works here and in other places.
fusing-passing-many-ask = { $name } seems to be up, but many members here are asking about it.
fusing-passing-unseen-told-fine = { $name } answers us, and its own page says that all is fine. We can't see all of it from here.
fusing-passing-website = The website of { $name } works. We can't check more than that from here.
fusing-passing-front = The front door of { $name } answers. We can't see from here if all of it works.
fusing-passing-part = The part of { $name } that we can check works. We can't see the rest.

fusing-shut-down-elsewhere = { $name } looks down: most other places say so. Our own check can't see inside.
fusing-shut-down-elsewhere-members-fine = { $name } looks down: most other places say so. But members here say that it works for them.
fusing-blocked-fine-elsewhere-planned = { $name } works in other places. Its own page tells of planned work.
fusing-blocked-fine-elsewhere = { $name } works in other places. It only keeps our check out.
fusing-blocked-fine-elsewhere-trouble = { $name } works in other places, but its own page reports trouble. It may be one part or one region.
fusing-blocked-fine-elsewhere-members-trouble = { $name } works in other places, but members here report trouble. It may be one part or one region.
fusing-shut-regional = { $state ->
    [blocked] { $name } keeps our check out. Some other places reach it, others see it down.
   *[other] { $line } But some other places see it down.
 }
fusing-answering-everywhere-trouble = { $line } Its own page reports trouble.
fusing-shut-outage = { $name } looks down: its own page reports an outage. Our own check can't see inside.
fusing-shut-official-trouble = { $state ->
    [blocked] { $name } keeps our check out, and its own page reports some trouble. We can't see how bad it is.
   *[other] { $line } Its own page reports some trouble.
 }
fusing-shut-members-trouble = { $state ->
    [blocked] { $name } keeps our check out, and members here report trouble. We can't see how bad it is.
   *[other] { $line } Members here report trouble.
 }
fusing-shut-planned = { $state ->
    [blocked] { $name } keeps our check out. Its own page tells of planned work.
   *[other] { $line } Its own page tells of planned work.
 }
fusing-blocked-everywhere = { $name } keeps programs like ours out, here and in other places. People often get in.
fusing-blocked-told-fine = { $name } keeps our check out, but its own page says that all is fine. It most likely works for you.
fusing-blocked-members-fine = { $name } keeps our check out, but members here say that it works.
fusing-blocked-as-always = { $name } turned our check away, as it always does. Try it in your browser.
fusing-answering-members-fine = { $line } Members here say that it works for them.

## Why: one line for each source, most trusted first. { $when } is a time that Discord shows as
## "2 minutes ago"; { $fact } one more thing about our own look, or nothing.

fusing-because-own-network = Our own network is in trouble, so our look says little ({ $when }).
fusing-because-probe-passing = Our check passes ({ $when }).
fusing-because-probe-known = It answers just as it does when all is well ({ $when }).
fusing-because-probe-part = The part that we can check works ({ $when }).
fusing-because-probe-front = Its front door answers ({ $when }).
fusing-because-probe-website = Its website works ({ $when }).
fusing-because-probe-slow = Our check passes, but slowly ({ $when }).
fusing-because-probe-blocked = It turned our check away ({ $when }).
fusing-because-probe-always = It turned our check away, as it always does ({ $when }).
fusing-because-probe-answering = It answers our check, but not with this page ({ $when }).
fusing-because-probe-failing = Our check fails ({ $when }).
fusing-because-probe-unfound = Our check finds no site by this name ({ $when }).
fusing-because-probe-closed = It tells our check that it is closed for planned work ({ $when }).
fusing-because-probe-refused = We did not look ({ $when }).
fusing-because-probe-unclear = Our check brought nothing clear ({ $when }).

# { $reached } and { $down } are how many places reach it and see it down, { $asked } how many were asked.
fusing-because-places-reached = { $down ->
    [0] { $reached } of { $asked } other places reach it ({ $when }).
    [one] { $reached } of { $asked } other places reach it, 1 sees it down ({ $when }).
   *[other] { $reached } of { $asked } other places reach it, { $down } see it down ({ $when }).
 }
fusing-because-places-turned-away = { $reached } of { $asked } other places reach it, but most get turned away ({ $when }).
fusing-because-places-split = Other places disagree: { $reached } reach it, { $down } see it down ({ $when }).
fusing-because-places-down = { $down } of { $asked } other places see it down ({ $when }).
fusing-because-places-none = Other places did not tell us enough ({ $when }).

# { $count } and { $fine } are how many different members, within the last hour.
fusing-because-crowd-trouble = { $fine ->
    [0] { $count } members here report trouble ({ $when }).
    [one] { $count } members here report trouble, 1 says that it works ({ $when }).
   *[other] { $count } members here report trouble, { $fine } say that it works ({ $when }).
 }
fusing-because-crowd-fine = { $count ->
    [0] { $fine } members here say that it works for them ({ $when }).
    [one] { $fine } members here say that it works for them, 1 reports trouble ({ $when }).
   *[other] { $fine } members here say that it works for them, { $count } report trouble ({ $when }).
 }
fusing-because-crowd-asking = { $asking } members here asked about it just now.

## What it means where sources differ, or where others know more than we do.

fusing-means-everyone = So it looks down for most people, not just for us or for you. All you can do is wait.
fusing-means-unfound = So nobody whom we asked can reach a site by this name. Check how it is spelt.
fusing-means-our-side = So it looks like our side: the way from us to it, or the part of it that answers us. It most likely works for you.
fusing-means-regional = So it seems to work in some parts of the world and not in others. It may depend on where you are.
fusing-means-some = So it is in trouble, but not for everyone. It may be one part or one region.
fusing-means-some-or-us = It fails for us, and other places reach it. It may be one part or one region, or just our side. Try it yourself.
fusing-means-admitted = Those who run it know that something is broken. All you can do is wait.
fusing-means-conflict = We and members have trouble with it, while other places reach it. We can't know which of us is right. Try it yourself.
fusing-means-hardly-anyone = It answers us, but most other places see it down. It may be broken in many parts of the world, or just coming back.
fusing-means-places-word = We can't look inside, but most other places see it down. So it is most likely not just you.
fusing-means-words-differ = We can't look inside. Most other places see it down, and members here say that it works. Try it yourself.
fusing-means-word-of-owner = We can't look inside, so we take the word of those who run it: something is broken, and they know.
fusing-means-planned-by-owner = Those who run it say that they are working on it. Planned work is no breakdown: it comes back when they are done.
fusing-means-planned-maybe = Those who run it are working on it. If something fails for you, that may be why. Planned work is no breakdown.
fusing-means-outage-not-notice = It speaks of planned work, but those who run it call it an outage. Something is broken, and they know.
fusing-means-outage-agreed = Those who run it and members here agree that it is broken. What we can check still answers, so it may not be broken for everyone.
fusing-means-part = What we can check works. But it is only one look at one part, so something else may well be broken.
fusing-means-part-agreed = What we can check works. But those who run it and members here report trouble, so something else is most likely broken.
fusing-means-asking = What we can check works. But when many ask at once, something is often wrong. If it fails for you, press **Same here**.
fusing-means-part-elsewhere = Other places reach it. But something of it may be broken that such a look does not show.
fusing-means-kept-out-here = So it works, and only turns us away. It most likely works for you.
fusing-means-kept-out-everywhere = So it is there, but it turns programs like ours away. People often get in.
fusing-means-likely-fine = It turns programs like ours away, but others say that it works. It most likely works for you.
fusing-means-kept-out-always = It turns programs like ours away even on its best days. So we can't know if it works: try it yourself.
fusing-means-blind = We can't look inside. What others say is all that we have, and it does not tell us how bad it is.
fusing-means-fine-everywhere = It answers us and others too. If it fails for you, look near you first.
fusing-means-page-for-all = The site is there for others as well. What may be missing is just this page.
fusing-means-website = People can read its website. If the service itself fails, we would not see it from here.
fusing-means-told-unseen = Something of it answers us, and those who run it say that all is fine. We can't check the rest ourselves.
fusing-means-front = Its front door answers us on good days and bad. So we can't know if all of it works: try it yourself.
fusing-means-checked-part = The part that we can check works. If another part fails, we would not see it from here.
fusing-means-closed-for-some = It tells us that it is closed, but others get in. It may be closed in some places, or open again just now.
fusing-means-planned-for-some = Those who run it are working on it. So it may be closed for some people, and open for others.
fusing-means-told-down = We can't tell ourselves. Most other places see it down, so it may be down for many.
fusing-means-told-fine = We can't tell ourselves, but other places reach it. It may well work for you.
fusing-means-told-trouble = We can't tell ourselves. Others report trouble, so it may not be just you.
fusing-means-told-planned = We can't tell ourselves. Those who run it say that they are working on it.
fusing-means-works-for-members = It fails for us and works for members here. It may be the way from us to it, or one region.

## Whose fault it is, where our own look alone would say something else.

fusing-blame-our-side = Not yours. It looks like our side, or the way from us to the site.
fusing-blame-regional = Most likely not yours. It may be the site or the way to it, in some parts of the world.
fusing-blame-others = Most likely not yours: others have trouble with it too.
fusing-blame-official = Not yours. Those who run it say themselves that something is broken.
fusing-blame-planned = Nobody's. It is planned work, and those who run it are at it.
fusing-blame-planned-maybe = Most likely nobody's: if it fails for you, it may be the planned work.
fusing-blame-open = We can't tell. If it fails for you, others may have the same trouble.

## Small print

fusing-from-here-and-elsewhere = We looked from the computer this bot runs on, and asked other places. We can't see your own connection.
fusing-details-rule = Weighed by rule { $rule }.
