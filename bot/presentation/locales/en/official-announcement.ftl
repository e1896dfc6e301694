### What a vendor's own status page tells, as a channel reads it: beside our own check or alone.
### { $name } is a watch's name, { $vendor } the catalogue's name for whose page it is. { $title },
### { $stage } and { $text } are the vendor's own: cut and made harmless. Sentences of theirs stand
### between « and », which they can't close.

## Alone: the first line

theirs-open = The status page of { $name } reports trouble: «{ $title }».
theirs-open-untitled = The status page of { $name } reports trouble.
theirs-open-several = { $count ->
    [one] The status page of { $name } reports trouble: «{ $title }», and 1 thing more.
   *[other] The status page of { $name } reports trouble: «{ $title }», and { $count } things more.
 }
theirs-over = The status page of { $name } says that the trouble is over. We read of it there for { $length }.
theirs-over-dropped = The status page of { $name } no longer tells of trouble. It did for { $length }.

## Alone: below it

theirs-began = They say that it began on { $date }, { $ago }.
theirs-heard = We read it first on { $date }, { $ago }.
theirs-own-fine = Our own check passed when we read this. So it may be one part or one region.
theirs-own-bad = Our own check met trouble too. If that stays, we say so here.
theirs-own-unclear = Our own check could not tell if it works.

theirs-abandoned-why = Its watch was changed, or its status page says nothing any more. So we can't say here how it went on.

## Beside what our own check sees

theirs-too = Their own status page reports trouble too: «{ $title }».
theirs-too-untitled = Their own status page reports trouble too.
theirs-still = Their own status page still reports trouble: «{ $title }».
theirs-still-untitled = Their own status page still reports trouble.
theirs-over-beside = Their own status page says that the trouble is over.
theirs-over-dropped-beside = Their own status page no longer tells of trouble.
theirs-own-goes-on = Our own check still sees trouble.

## Their words

theirs-heading = What { $vendor } writes
theirs-heading-last = What { $vendor } wrote last
theirs-wrote = «{ $text }» ({ $when })
theirs-wrote-stage = { $stage }: «{ $text }» ({ $when })
theirs-stage = { $stage } ({ $when })
theirs-about = **«{ $title }»**
theirs-link = [Read it on their page]({ $link })
theirs-more = { $count ->
    [one] 1 thing more is on [their page]({ $link }).
   *[other] { $count } things more are on [their page]({ $link }).
 }

## Several watches in one message

theirs-group-open = { $count ->
    [one] The status page of { $names } reports trouble.
   *[other] The status pages of { $names } report trouble.
 }
theirs-group-over = { $count ->
    [one] The status page of { $names } says that the trouble is over.
   *[other] The status pages of { $names } say that the trouble is over.
 }

## Told elsewhere

theirs-pointer = Our own check of { $name } saw trouble, too. One message tells of all of it: { $link }
theirs-pointer-soon = Our own check of { $name } saw trouble, too. A new message in this channel will tell of all of it.

## Later

theirs-ends = The status page of { $name } says that the trouble is over.
theirs-past = { $when }, { $length }: their own page told of trouble. It does not count as down.
theirs-past-titled = { $when }, { $length }: their own page told of trouble, «{ $title }». It does not count as down.

## What admins choose. `own`, `page`, `parts` and `off` are typed as they stand.

theirs-part = Follows the status page: { $value }
theirs-follows-own = what it tells of { $service }
theirs-follows-page = all of the page of { $service }
theirs-follows-parts = of the page of { $service }: { $parts }
wrong-bad-official = We don't understand what to follow. Type `own` for the service's own part of its status page, `page` for all of it, `parts` with names like `parts API; Logins`, or `off`.
wrong-no-official = We know no status page for this that we can read. Name a service that has one, like `own of github`, or leave `official` out.
wrong-page-unread = We could not read that status page right now. Nothing was changed. Try again in a few minutes.
wrong-no-parts = That status page tells of no parts. Use `page` to follow all of it.
theirs-parts-ask = { $count ->
    [one] The status page of { $name } has 1 part. Choose it to follow it.
   *[other] The status page of { $name } has { $count } parts. Which of them should this watch follow?
 }
theirs-parts-pick = Parts to follow
theirs-parts-many = The status page of { $name } has { $count } parts, too many for a menu. Type names instead, like `official:parts API; Logins`.
theirs-parts-some = Some of them: { $parts }.
theirs-listed = follows its status page
theirs-choice-own = own: what the status page tells of this service
theirs-choice-parts = parts: choose parts of the status page from a menu
theirs-choice-page = page: all that the status page tells
theirs-choice-off = off: follow no status page
