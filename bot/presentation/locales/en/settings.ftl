### The settings panel. Only whoever manages a server sees it.
### Its first line says it all; the card below says every setting in words, the menus change them.

settings-own-language-name = English
settings-title = Settings of this server
settings-hint = These are your server’s settings. Pick something below to change it. Every choice is saved at once.
settings-saved = Saved. { $what }
settings-unsaved = Nothing was changed. { $why }
settings-outdated = This panel is from an older version of this bot. Please open it again with `/settings`.
settings-not-here = This bot is not a member of this server, so there is nothing to set here. Add the bot to the server first.

## What each setting is called

settings-name-channel = Announcements
settings-name-askers = Who may ask
settings-name-language = Language
settings-name-zone = Time zone
settings-name-quiet = Quiet hours
settings-name-pings = Role pings
settings-name-threads = Threads
settings-name-events = Events of planned work
settings-name-keeping = How long we keep things

## What each setting is, in a sentence

settings-channel = New watches announce in { $channel }, unless they name another channel.
settings-channel-none = No channel is chosen. A new watch announces where `/watch add` is used, unless it names a channel.
settings-channel-gone = The channel that was chosen is gone. Please pick another one below.
settings-channel-missing = We can’t write there properly yet. Please allow us in that channel: { $permissions }.
settings-channel-unknown = We don’t see that channel. Pick a text or announcement channel of this server.
settings-askers-everyone = Everyone may ask whether something is down.
settings-askers-managers = Only people who may manage this server can ask whether something is down.
settings-askers-role = Members with the role { $role } can ask whether something is down. So can people who may manage this server.
settings-askers-role-none = Pick the role in the menu below. Until then, only people who may manage this server can ask.
settings-askers-role-gone = The role that was chosen is gone. Please pick another one below. Until then, only people who may manage this server can ask.
settings-role-unknown = We don’t see that role. Pick a role of this server.
settings-language = Announcements are in { $language }.
settings-language-own = Announcements are in { $language }, the server’s own language as far as we speak it.
settings-zone = Times of day are those of { $zone }. It is { $now } there.
settings-quiet = From { $begins } to { $ends } we ping no role. Outages are still announced. The times are those of { $zone }.
settings-quiet-none = There are none. Roles may be pinged at any time.
settings-pings-on = On. When we are sure of an outage, we ping the role of the watch, if it has one.
settings-pings-off = Off. We never ping anybody.
settings-threads-on = The message of each new outage gets a thread to talk in. We write nothing there ourselves.
settings-threads-off = Our messages get no threads.
settings-threads-missing = But we can’t open threads yet. Please allow us where outages are announced: Create Public Threads.
settings-events-on = On. When a status page that a watch follows tells of planned work, we also add it to this server’s events.
settings-events-off = Off. Planned work is told in messages alone.
settings-events-missing = But we can’t make events yet. Please allow us in the server settings: Create Events.
settings-keeping = Single looks for { $looks }, hourly figures for { $hours }, outages for { $outages }.
settings-looks = Single looks are kept for { $length }.
settings-hours = Hourly figures are kept for { $length }.
settings-outages = Outages, daily figures and the list of changes are kept for { $length }.

## Menus and buttons

settings-pick-channel = Announcements: pick a channel
settings-pick-askers = Who may ask: pick
settings-pick-role = Who may ask: pick the role
settings-pick-language = Language: pick
settings-pick-looks = Single looks: pick how long
settings-pick-hours = Hourly figures: pick how long
settings-pick-outages = Outages: pick how long
settings-option-everyone = Everyone may ask
settings-option-role = Members with one role may ask
settings-option-managers = Only who manages the server may ask
settings-option-own-language = The server’s own language
settings-option-keep = Keep for { $length }
settings-option-most = The longest this bot’s operator allows
settings-button-zone = Time zone
settings-button-quiet = Quiet hours
settings-button-telling = Pings, threads and events
settings-button-pings-on = Turn role pings on
settings-button-pings-off = Turn role pings off
settings-button-threads-on = Turn threads on
settings-button-threads-off = Turn threads off
settings-button-events-on = Turn events on
settings-button-events-off = Turn events off
settings-button-keeping = How long we keep things
settings-button-changes = Last changes
settings-button-back = Back to the settings
settings-button-again = Type it again
settings-button-newer = Newer changes
settings-button-older = Older changes

## Lengths


## Forms

settings-zone-form = Time zone
settings-zone-label = Your city, or the name of the zone
settings-zone-help = For example: Berlin, New York, Europe/London
settings-zone-several = Nothing was changed yet: that could be several time zones. Which one do you mean?
settings-zone-none = Nothing was changed: we know no time zone like that. Type the nearest large city, or a name like Europe/Berlin.
settings-quiet-form = Quiet hours
settings-quiet-label = From when to when
settings-quiet-help = For example 22:00-07:00. Leave it empty for no quiet hours.
settings-quiet-bad = We did not understand these hours. Type two times with a dash between, like 22:00-07:00.

## Pings, threads and events

settings-telling-title = Pings, threads and events
settings-telling-hint = Here you choose what happens besides our messages. Every choice is saved at once.

## How long we keep things

settings-keeping-title = How long we keep things
settings-keeping-hint = Here you choose how long we remember. Shorter is possible at any time. What is older is deleted within an hour or so.
settings-keeping-shared = Another server may watch the same site. Then what we saw of it is kept for as long as any of those servers wants to keep it.

## Last changes

settings-changes-title = Last changes
settings-changes-hint = { $count ->
    [0] Nobody has changed anything yet.
    [one] Here is the only change so far.
   *[other] Here are the last changes, newest first.
 }
settings-change = { $when }: { $who } { $what }
settings-change-more = { $first }; { $second }
settings-somebody = Somebody
settings-did-channel = chose { $channel } for announcements
settings-did-channel-none = chose no channel for announcements
settings-did-askers-everyone = let everyone ask
settings-did-askers-role = let one role ask
settings-did-askers-managers = let only people who manage the server ask
settings-did-ask-role = chose the role { $role } for asking
settings-did-ask-role-none = chose no role for asking
settings-did-language = chose { $language } as the language
settings-did-language-own = chose the server’s own language
settings-did-zone = set the time zone to { $zone }
settings-did-quiet = set quiet hours: { $begins } to { $ends }
settings-did-quiet-begins = let quiet hours begin at { $begins }
settings-did-quiet-ends = let quiet hours end at { $ends }
settings-did-quiet-none = removed the quiet hours
settings-did-pings-on = turned role pings on
settings-did-pings-off = turned role pings off
settings-did-threads-on = turned threads on
settings-did-threads-off = turned threads off
settings-did-events-on = turned events of planned work on
settings-did-events-off = turned events of planned work off
settings-did-looks = had single looks kept for { $length }
settings-did-hours = had hourly figures kept for { $length }
settings-did-outages = had outages kept for { $length }
settings-did-longest = had things kept as long as the operator allows
settings-did-watch-added = added the watch { $name }
settings-did-watch-changed = changed the watch { $name }{ $paused ->
    [yes] , which is paused now
   *[no] {""}
 }
settings-did-watch-removed = removed the watch { $name }
settings-did-maintenance-planned = planned work: { $window }
settings-did-maintenance-cancelled = called off planned work: { $window }
settings-did-incident-acknowledged = said that an outage is known
settings-did-incident-muted = muted an outage
settings-did-incident-retracted = called an outage a false alarm
settings-did-incident-note = wrote a note about an outage
settings-did-other = made another change

## Asking where not everybody may

asking-managers-only = In this server, only people who may manage it can have things looked at. You can ask us in a direct message instead.
asking-role-only = In this server, only members with the role { $role } can have things looked at. You can ask us in a direct message instead.

## Coming into a server

welcome = Hello! This bot tells you whether a site or service is down. Try `/isitdown github`. If you manage this server, start with `/watch add` to hear of outages, and `/settings` for the rest.
