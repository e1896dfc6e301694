### What Discord lists for our commands. Names of commands are fixed in English in the code;
### a language may give its own. At most 100 characters each; context menus at most 32.

command-isitdown = Is it down, or is it you? The bot looks for itself and explains.
command-isitdown-target = A service (github), or an address (example.com)
command-explain = What does this error mean? Type the number, the code or the words you see.
command-explain-error = For example 502, 1015, ERR_CONNECTION_REFUSED, or a sentence from the page
menu-is-this-down = Is this down?
menu-explain-error = Explain this error

command-watch = What this server watches, and where it is announced
command-watch-add = Watch a site or service: we look once, and ask before we save
command-watch-edit = Change a watch: only what you give here is changed
command-watch-remove = Stop watching something, and delete its history
command-watch-pause = Let a watch rest: nobody looks, nothing is announced
command-watch-resume = Let a paused watch go on
command-watch-test = Look now, and see what would be announced. Only you see it
command-watch-list = All watches of this server, and how they are doing now
command-watch-export = All watches of this server as a file
command-watch-import = Bring watches in from a file: you see what would change before it is saved
command-watch-target = A service (github), or an address (example.com)
command-watch-watch = Which watch: type a part of its name, then pick it
command-watch-channel = Where to announce: a text or announcement channel
command-watch-name = What to call it in announcements
command-watch-interval = How often to look, like 30s, 5m or 1h
command-watch-role = A role to ping when it goes down
command-watch-no-role = Ping nobody any more
command-watch-expect-status = The answer it should give, like 200 or 200,301-302. none: nothing special
command-watch-expect-text = Words that must stand on the page. none: nothing special
command-watch-certificate-days = Warn this many days before the certificate ends. 0: as usual (14, 7 and 2)
command-watch-slow-after = From when it is slow, like 2s. none: as usual
command-watch-quiet-hours = When nobody is pinged, like 22:00-07:00. none: always ping
command-watch-format = The form of the file
command-watch-file = A YAML or JSON file, as /watch export gives it
command-watch-text = Or the same as a text
command-watch-replace = Also remove what the file leaves out, with its history
command-maintenance = Planned work: in that time nothing new is announced
command-maintenance-add = Plan work, once or every week
command-maintenance-list = All planned work of this server
command-maintenance-remove = Call planned work off
command-maintenance-when = Like "sun 02:00-04:00" or "2026-12-24 22:00 to 2026-12-25 02:00"
command-maintenance-watch = Which watch. Leave it out for all of them
command-maintenance-note = What is done, for the admins of this server
command-maintenance-work = Which planned work: pick it from the list
command-watch-rehearse = Play a made-up outage in a channel, to see what people would read
command-watch-stage = Where to play it. Leave it out for the channel of the watch
