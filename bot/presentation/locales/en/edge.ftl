### What admins are told, once, about a channel that we can't write in.

# { $channel } is shown by Discord as the channel's name.
edge-hidden = We can't announce outages in { $channel } any more: we may not see that channel.
edge-forbidden = We can't announce outages in { $channel } any more: we may not write there.
edge-no-text = We can't tell of outages in { $channel } any more. That channel takes no messages.
edge-locked = We can't announce outages in { $channel } any more: it is locked.
edge-refused = We can't announce outages in { $channel } any more: Discord won't let us write there.
edge-gone = A channel that we announced outages in was deleted. Nobody hears of them there any more.

edge-mend-permissions = To change that, open the channel's settings and choose "Permissions". Add this bot and allow it: View Channel, Send Messages, Embed Links, Read Message History. Then we go on by ourselves.
edge-mend-gone = To change that, choose another channel with `/watch edit`.
edge-mend-other = To change that, choose a text channel with `/watch edit`.
edge-mend-locked = To change that, unlock it or choose another channel with `/watch edit`.

edge-meanwhile = We keep watching: `/history` stays complete. We tell you this once.

# { $server } is the server's name.
edge-server = This is about your server { $server }.
