### Work that a vendor plans, as an event of a server's own. { $vendor } is the catalogue's name.
### { $title } and { $text } are the vendor's own: cut and made harmless. In a name there is no markup.

event-name = Planned work on { $vendor }
event-name-titled = Planned work on { $vendor }: { $title }
event-source = The status page of { $vendor } tells of this work. { $vendor } may not work for a while.
event-wrote = They write: «{ $text }»
event-endless = They do not say when it ends. We put down one hour.
event-kept = We keep this event up to date, and delete it when the work is over or called off.
