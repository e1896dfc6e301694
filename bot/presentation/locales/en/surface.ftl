### What people read in Discord around an explanation: headings, buttons, notices.
### Explanations themselves are in bot/explanations/locales.

## Headings of an answer

heading-saw = What we saw
heading-means = What it means
heading-do = What you can do
heading-data = Is my data safe?
heading-picture = A picture from life
heading-reasons = The usual reasons
heading-fault = Whose fault is it?
heading-behind = Behind the scenes
heading-avoid = Can I avoid it?
heading-fact = Good to know
heading-story = The longer story
heading-evidence = What we found
heading-stages = Step by step
heading-owner = For whoever runs the site

## An answer

# { $when } is a time that Discord shows as "12 seconds ago".
looked = Looked { $when }.
list-item = • { $text }
step-item = { $number }. { $text }
futile = Won't help now: { $text }
sure-high = Sure: nothing else fits what we saw.
sure-medium = Fairly sure: this fits best, but other reasons are possible.
sure-low = Not sure: we can't tell from out here.
from-where = We looked from one place, the computer this bot runs on. We can't see your own connection.
this-site = this site
this-address = this address

# The first line of an answer about something that is down. { $line } says what is wrong with it.
line-not-you = { $line } It's not you.
line-likely-not-you = { $line } It does not seem to be you.

## Whose fault is it? What one look tells beyond the error's own explanation.
## blame-<state>-<cause>, or blame-<state> where the cause adds nothing.

blame-up = Not the site's, as far as we can see. If it fails for you, look near you first.
blame-slow = Most likely not yours: it was slow for us too. It may be the site or the way to it.
blame-answering = Nobody's, most likely. The site works, but it did not take our request. Yours may get through.
blame-answering-not-found = The link's, most likely: it may be old or misspelt. The site itself works.
blame-answering-gone = Nobody's. The site took this page away on purpose.
blame-answering-access-denied = Nobody's. The site works, but this page is not meant for every visitor.
blame-answering-legal-block = Not yours. Somebody with the right to do so had this page blocked.
blame-blocked = Nobody's. The site keeps programs like ours out. People often get in.
blame-blocked-legal-block = Not yours. Somebody with the right to do so had this page blocked.
blame-maintenance = Nobody's. This looks like planned work, and the site's team is at it.
blame-down = Most likely not yours: our check failed too, without your connection. It may be the site or the way to it.
blame-no-such-site = We can't tell. The name may be misspelt, or its owner gave it up.

## Details

stage-resolve = Finding the address: { $ms } ms
stage-connect = Connecting: { $ms } ms
stage-tls = Agreeing on a secure line: { $ms } ms
stage-first-byte = Waiting for the answer: { $ms } ms
stage-total = All in all: { $ms } ms
stage-redirect = { $host } sent us on after { $ms } ms.
stage-none = We did not get as far as sending anything.
fact-host = Asked: { $host }
fact-status = Answer: HTTP status { $status }
fact-answered-by = Answered by: { $product }
fact-addresses = Addresses behind the name: { $count }
fact-certificate = { $days ->
    [one] The security certificate is good for 1 more day.
   *[other] The security certificate is good for { $days } more days.
 }
details-rule = Decided by rule { $rule }.
details-fresh = We no longer have the details of that look, so we looked again. This is from { $when }.
details-of = Details of the look { $when }.

## Buttons

button-again = Check again
button-meaning = What does this mean?
button-details = Details
button-status-page = Official status page
button-story = The whole story
button-suggestion = Check { $name }

## Notices

notice-help =
    Ask this bot whether a site or service is down. For example:
    • `/isitdown github`, or mention the bot and write: is github down?
    • `/explain 502` tells you what an error means.
    • On any message: **Apps**, then **Is this down?** or **Explain this error**.
notice-no-question = We found no site or service in that message. Name one, like "is github down?", or use `/isitdown`.
notice-unreadable-reply =
    We can't read the message you replied to: Discord shows us only messages that name us.
    On that message, use **Apps**, then **Is this down?** or **Explain this error**.
notice-no-target-in-message = We found no link and no service we know in that message. Try `/isitdown` and type what you mean.
notice-no-error-in-message = We found no error we know in that message. Try `/explain` with the number or the words you see, like `502`.
notice-no-such-error =
    We don't know that error. Type the number (`502`), the code (`ERR_CONNECTION_REFUSED`) or a sentence from the error page.
    If a site does not work for you, `/isitdown` looks at it.
notice-outdated = This button is from an older version of this bot. Please ask again with `/isitdown`.
notice-retype = The address is too long or too private to keep in a button. Please ask again with `/isitdown`.
notice-newest = That is our newest look, from { $when }. We look at the same thing only every now and then.
notice-trouble = Something went wrong on our side, not yours. Please try again in a minute.
notice-updated = This bot was just updated. Please try again in a minute, or restart Discord if the command looks different.
notice-no-permission = Only people who may manage this server can do that. Ask somebody who has the permission **Manage Server**.
notice-store-away = We can't reach our memory right now, so nothing was changed. Try again in a minute.
notice-too-fast = That was a lot in a short time, so we did not do this one.
notice-again-later = { $seconds ->
    [one] Try again in 1 second.
   *[other] Try again in { $seconds } seconds.
 }
notice-again-minutes = { $minutes ->
    [one] Try again in about 1 minute.
   *[other] Try again in about { $minutes } minutes.
 }

## How long, and several things in a row

length-seconds = { $count ->
    [one] 1 second
   *[other] { $count } seconds
 }
length-minutes = { $count ->
    [one] 1 minute
   *[other] { $count } minutes
 }
length-hours = { $count ->
    [one] 1 hour
   *[other] { $count } hours
 }
length-days = { $count ->
    [one] 1 day
   *[other] { $count } days
 }
row-and = { $first } and { $last }
