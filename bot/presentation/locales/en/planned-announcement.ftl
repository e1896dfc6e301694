### Work that a vendor plans, as a channel reads it. { $name } is a watch's name, { $date } and { $ago }
### when the work begins, or in "until" ends. { $title } and { $text } are the vendor's own: cut and made
### harmless, between « and », which they can't close.

ahead-day = Work on { $name } is planned: it begins { $ago }, on { $date }. So says its status page.
ahead-soon = Planned work on { $name } begins { $ago }, on { $date }. It may not work for a while.
ahead-begun = Planned work on { $name } should be under way since { $date }. It may not work for a while.
ahead-handed-on = Planned work on { $name } begins soon. A newer message in this channel tells of it.
ahead-over = The planned work on { $name } is over, as its status page tells it.
ahead-run-out = The planned work on { $name } should be over. Its status page does not say how it ended.
ahead-dropped = The work planned on { $name } is no longer on its status page. So it may not happen.
ahead-unread = The status page of { $name } tells of planned work.

ahead-until = It is planned to end { $ago }, on { $date }.
ahead-moved = The time was changed since we first told of it.
ahead-again = We write again 15 minutes before.

ahead-wrote = «{ $text }»
ahead-past = { $when }: its status page told of planned work. It does not count as down.
ahead-past-titled = { $when }: its status page told of planned work, «{ $title }». It does not count as down.

## Several in one message

ahead-group = { $count ->
    [one] The status page of { $names } tells of planned work.
   *[other] The status pages of { $names } tell of planned work.
 }
ahead-group-over = { $count ->
    [one] The planned work that the status page of { $names } told of is past.
   *[other] The planned work that the status pages of { $names } told of is past.
 }
