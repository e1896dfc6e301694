### Answers that are not whole yet.

# A look that takes long. { $name } is a service, or an address.
growing-waiting = { $name } has not answered us yet. We are still waiting for it.
growing-asks-places = We are also asking computers in other places if it works there.
growing-changes = This message changes by itself in a few seconds. If it does not, ask us again.

# The last line of an answer while others are asked.
growing-more = We are asking others too. This message changes by itself in a few seconds. If it does not, press “Check again”.
