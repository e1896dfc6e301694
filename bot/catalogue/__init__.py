"""Known services: names, aliases, what to look at, and where the official status page is."""
