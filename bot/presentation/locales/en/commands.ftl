### What Discord lists for our commands. Names of commands are fixed in English in the code;
### a language may give its own. At most 100 characters each; context menus at most 32.

command-isitdown = Is it down, or is it you? The bot looks for itself and explains.
command-isitdown-target = A service (github), or an address (example.com)
command-explain = What does this error mean? Type the number, the code or the words you see.
command-explain-error = For example 502, 1015, ERR_CONNECTION_REFUSED, or a sentence from the page
command-settings = Set up this bot for your server: channel, language, times, who may ask
command-privacy = See what this bot keeps about you and this server, and have it deleted
menu-is-this-down = Is this down?
menu-explain-error = Explain this error
command-incident = What to do about an outage
command-incident-which = Which one? Type a part of its name, or pick it from the list
command-incident-note = Add an update of your own to the message about an outage
command-incident-text = What people should know, in up to 500 characters
command-incident-know = Show everybody that you know about an outage
command-incident-mute = Leave the message about an outage as it is until the outage is over
command-incident-retract = Call an outage a false alarm, in public, and take it out of the history
command-board = One message that shows how everything watched here is doing
command-board-create = Post a board that keeps itself up to date
command-board-remove = Take a board away
command-board-channel = Where; without it, this channel
command-history = What was down, when and for how long? In words, as a picture, and as a list.
command-history-target = One of the things this server watches. Leave it out to see all of them.
command-history-days = How many days to look back. 30 if you leave it out.
