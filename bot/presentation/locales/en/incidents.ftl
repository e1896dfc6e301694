### What people do about an outage, and what those hear who asked to be told when it is over.
### { $name } is a watch's name, made harmless. { $who } names a member without pinging.

## What came of pressing or typing

respond-done-acknowledged = Done. The message now says that you know.
respond-done-muted = Done. The message stays as it is now, until this is over.
respond-done-retracted = Done. The message now says that it was a false alarm. The minutes no longer count in this server's history.
respond-done-noted = Done. The message now shows your update.
respond-already-acknowledged = { $who } said already that they know.
respond-already-muted = { $who } has muted this already.
respond-already-retracted = { $who } has called this a false alarm already.
respond-somebody = Somebody
respond-you-acknowledged = You said already that you know.
respond-you-muted = You have muted this already.
respond-you-retracted = You have called this a false alarm already.
respond-over = This is over already. There is nothing left to do.
respond-gone-button = We can't find what this button was made for. It may have been deleted, or belong to another channel.
respond-gone = There is no such incident in this server. Pick one from the list that you see while you type.
respond-empty-note = An update needs some words.

## A false alarm is called one only after a second thought

respond-ask = { $count ->
    [one] Was this a false alarm?
   *[other] Were all { $count } of these false alarms?
 }
respond-ask-means = Everybody in this channel will read that nothing was down, and the minutes will no longer count in this server's history. This can't be undone.
respond-yes = Yes, a false alarm
respond-no = No, keep it
respond-kept = Nothing was changed.

## Members who wait

respond-follow-done = We will tell you when it is over, in a direct message. If you take none from us, we will name you in this channel.
respond-follow-already = You have asked already. We will tell you when it is over.
respond-follow-over = This is over already. There is nothing to wait for.
follow-back = { $name } works again. It was down for { $length }.
follow-quick-again = { $name } is as quick as usual again.
follow-worse = { $name } is no longer slow: it stopped working.
follow-work-done = The planned work at { $name } is over.
follow-false-alarm = { $name } was not down after all. An admin of the server called it a false alarm.
follow-abandoned = That server no longer watches { $name }, so we can't tell you when it is back.
follow-abandoned-nameless = That server no longer watches it, so we can't tell you when it is back.
follow-nameless = What you asked about
follow-why = You asked us in <#{ $channel }> to tell you.
follow-why-here = You asked us to tell you. We could not send you a direct message.

## The list of incidents while somebody types. Plain text; times are UTC.

choice-open = { $name }, since { $when } UTC
choice-over = { $name }, { $when } UTC, over
choice-false = { $name }, { $when } UTC, false alarm
