### /privacy: what is kept, why, for how long, and how to have it deleted.

privacy-hint = We keep only what watching needs. Below you see what that is, and the buttons delete it.
privacy-title = What we keep
privacy-server = About this server
privacy-server-lasting = • What your admins set up: settings, watches, boards, planned work. It is kept as long as the bot is in this server, because without it we can’t watch.
privacy-server-looks = • Every look at a watched site: the time, how it went and how long it took. Single looks are kept for { $looks }, hourly figures for { $hours }. They show whether a site got slower.
privacy-server-outages = • Outages, daily figures, what your admins did about an outage, their notes, and who changed what: { $outages }. That is what the history shows.
privacy-server-shared = • Another server may watch the same site. Then its looks and outages are kept for as long as any of those servers wants to keep them.
privacy-server-after = • When the bot is removed from this server, we stop watching at once. After { $removed }, all of this is deleted. Whoever manages the server can delete it at any time: for them, `/privacy` has a button for that.
privacy-server-after-at-once = • When the bot is removed from this server, we stop watching at once, and all of this is deleted within an hour or so. Whoever manages the server can delete it at any time: for them, `/privacy` has a button for that.
privacy-member = About you
privacy-member-asking = • What you ask is not stored. An answer stays in the computer’s working memory for a while, without your name. To keep things fair, we also count there how often you asked. So that many who ask the same can share one answer, we remember there for three minutes what you asked about. If you press “Same here” or its neighbours, that is counted there for an hour. Nobody sees who asked or pressed. How many members had trouble, by the hour, stays there for two weeks, without any names. A restart clears all of that.
privacy-member-stored = • We store Discord’s number for you only if you did one of these things. You asked to be told when something is back. You marked an outage as known, muted or false. You wrote a note about one. You changed how the bot is set up.
privacy-member-length = • A wish to be told is kept with its outage. In a server, the rest is kept for { $outages } at most, and planned work as long as it stands.
privacy-never = What we never keep
privacy-never-text = Your messages, your name, your picture, lists of members, and the pages we look at. We don’t sell anything and we show no advertising.
privacy-others = Who else learns something
privacy-others-text = Whoever runs this bot can read what is kept. A site we look at sees that a bot looked, but not who asked. If our look fails, or somebody presses “Check from other places”, a service named Globalping learns which page it is about, but not who asked. What you type is seen by Discord too, under Discord’s own rules.

privacy-button-forget = Forget me
privacy-button-erase = Delete everything about this server
privacy-button-yes = Yes, forget me
privacy-button-no = No, leave it

privacy-forget-ask = Shall we forget you, in every server? You will no longer be told when something is back. What you asked or reported a moment ago counts no more. What you did stays in the lists, but as done by “somebody”. This can’t be undone.
privacy-forgotten = { $count ->
    [0] Done. We looked everywhere, and nothing we keep names you.
    [one] Done. We forgot you in the 1 place that named you.
   *[other] Done. We forgot you in all { $count } places that named you.
 } Messages already in channels stay as they are.
privacy-kept = Nothing was changed. We still know what we knew.

privacy-erase-form = Delete everything?
privacy-erase-label = Type: { $words }
privacy-erase-help = Watches, history and settings of this server will be gone for good.
privacy-erase-words = delete everything
privacy-erase-wrong = Nothing was deleted. To delete everything, press the button again and type exactly: { $words }
privacy-erased = Done. Everything about this server is deleted: watches, boards, settings, history and the list of changes. Messages already in your channels stay; you can delete them yourself.
