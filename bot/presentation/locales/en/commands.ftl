### What Discord lists for our commands. Names of commands are fixed in English in the code;
### a language may give its own. At most 100 characters each; context menus at most 32.

command-isitdown = Is it down, or is it you? The bot looks for itself and explains.
command-isitdown-target = A service (github), or an address (example.com)
command-explain = What does this error mean? Type the number, the code or the words you see.
command-explain-error = For example 502, 1015, ERR_CONNECTION_REFUSED, or a sentence from the page
menu-is-this-down = Is this down?
menu-explain-error = Explain this error
command-history = What was down, when and for how long? In words, as a picture, and as a list.
command-history-target = One of the things this server watches. Leave it out to see all of them.
command-history-days = How many days to look back. 30 if you leave it out.
