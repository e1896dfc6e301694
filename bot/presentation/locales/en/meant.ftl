## Which service somebody meant, asked above a row of buttons

meant-or = { $first } or { $last }
meant-one = Did you mean { $names }? Press the button below, and we check it.
meant-several = Did you mean { $names }? Press a button below, and we check that one.
meant-first = We check one at a time. Which one first: { $names }? Press a button below.

# In the list while somebody types: something this server watches.
meant-watch = { $name } (watched here)
meant-watch-gone = We could not find that watch in this server. It may have been removed, or our memory is slow just now. Pick from the list again.
