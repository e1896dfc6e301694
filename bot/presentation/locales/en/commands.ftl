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
