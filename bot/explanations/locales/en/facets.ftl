### The parts every explanation is put together from. Reasons, steps and lists of what
### will not help are named by the topics in ../../data/*.toml.

## Before a sentence that fits best, but is not certain

likely = We are not sure, but this fits best: { $sentence }

## Whose fault it is

fault-nobody = Nobody's. Everything works as it should.
fault-asker = Most likely on your side, and yours to mend: something in your device, your network or the link you used.
fault-site = The site's, not yours. Only the people who run it can mend this.
fault-edge = The guard in front of the site, not you. The site's owner hires that guard and sets its rules.
fault-dns = Not yours, most likely. The site's name is in trouble, and that is for the site's owner to mend.
fault-network = Somewhere on the way between you and the site. It may be neither your fault nor theirs.
fault-bot = Ours. Our own network is in trouble, so please don't blame the site for this one.
fault-unclear = We can't tell yet. It may be the site, the way to it, or your own device.

## Is my data safe?

data-all-good = Yes. The page arrived whole and nothing looks wrong from here.
data-safe-reading = If you were only reading, yes. If you were paying or sending, check before you do it again: it may have gone through.
data-check-sending = Reading is safe. But if you just paid, posted or sent a form, look in your orders or e-mail before you try again. It may have gone through, and we can't see that from here.
data-never-sent = This try ended before anything of yours was sent. If an earlier try froze while you were paying or sending, check that one before you do it again.
data-turned-away = The site said no to this request, so most likely nothing was saved or charged. If you were paying, check your orders or your bank before you do it again.
data-stay-out = Stay careful. While the warning is there, don't type a password or card number: a stranger could be listening in. What you sent before the warning is not changed by it.
data-nothing-sent = Yes. We did not visit that address, so nothing was sent to it.
data-unclear = We can't see that from here. Reading is safe. If you were paying or sending, check before you do it again: it may have gone through.

## The usual reasons

reason-overload = Too many people want the site at once, and its computers can't keep up.
reason-timeout = One of the site's computers took too long, and the others stopped waiting.
reason-bug = There is a mistake in the site's program.
reason-crash = The site's program crashed and has not started again yet.
reason-restart = The site's computers are just restarting.
reason-deploy = The team put out a new version a moment ago, and something in it broke.
reason-maintenance = The team is working on the site, planned or not.
reason-database = The store where the site keeps its data is slow or not answering.
reason-memory = The site's computer ran out of memory or disk space.
reason-hosting = The company that rents out the site's computers has trouble.
reason-attack = Somebody floods the site with junk visits to knock it over.
reason-setting = Somebody changed a setting on the site's side, and it was the wrong one.
reason-firewall = A firewall (a guard for networks) on the site's side turns visits away.
reason-helper-service = Another service the site leans on is in trouble.
reason-link-inside = The line between the site's own computers is broken.
reason-own-connection = Your own internet connection dropped or is very weak.
reason-route = A line or a junction on the way to the site is broken or jammed.
reason-vpn = A VPN or proxy (a detour for your traffic) gets in the way.
reason-filter = A filter at school, at work or in an antivirus program gets in the way.
reason-wifi-login = The Wi-Fi wants you to sign in first, as in a hotel or a café.
reason-extension = An add-on in your browser, such as an ad blocker, gets in the way.
reason-browser-setting = A setting in your browser or device is wrong.
reason-old-browser = Your browser or device is too old for what the site asks.
reason-old-server = The site still uses security that today's browsers no longer accept.
reason-clock = The clock on your device shows the wrong date or time.
reason-typo = There is a typing mistake in the address.
reason-name-expired = The owner did not renew the site's name.
reason-name-gone = The site was closed and its name given up.
reason-name-new = The name is new or has just moved, and the news has not reached everyone.
reason-name-records = The entry for the name is missing or wrong.
reason-name-server = The computers that look up the site's name are in trouble.
reason-name-filter = Your provider, school or a filter hides this name.
reason-cert-expired = The site's ID card ran out, and nobody renewed it in time.
reason-cert-wrong-name = The site shows an ID card made for another name.
reason-cert-self-made = The site shows an ID card it made itself.
reason-cert-chain = The site forgot to send a part of its ID card.
reason-cert-early = The site's ID card starts to count at a later date.
reason-imposter = Somebody may be pretending to be the site. It is rare, but it happens.
reason-wrong-door = The wrong kind of program answers behind this door.
reason-not-connected = The name points to a place where this site was never set up.
reason-unpaid = The site's hosting plan is used up or not paid.
reason-asleep = The site runs on a free plan that falls asleep when nobody visits.
reason-shared-address = You share an internet address with people who misbehaved.
reason-too-fast = Too many requests came from you or your network in a short time.
reason-bot-check = The site wants to see that a person is there, not a program.
reason-region = The site does not serve your country or your network.
reason-no-permission = The page is only for certain people, or only from certain places.
reason-signed-out = You are not signed in, or the sign-in ran out.
reason-moved = The page was moved and the old link was left behind.
reason-deleted = The page was taken away on purpose.
reason-bad-link = The link is wrong or was cut off when it was copied.
reason-law = A court or an authority asked for it, or the site does it to obey a law.
reason-big-cookies = The browser sends too many or too big cookies (small notes a site keeps with you).
reason-old-cookies = Old cookies (small notes a site keeps with you) confuse the site.
reason-bad-form = The browser or app sent something the site does not understand.
reason-too-big = What was sent is bigger than the site allows.
reason-redirect-rule = Two rules on the site send visitors to each other.
reason-cut-line = The line broke while the page was on its way.
reason-slow-parts = One part of the page waits for something slow.
reason-far-away = The site is far away, or the way to it is jammed.
reason-bot-network = The network this bot lives in is in trouble.
reason-private-address = The address belongs to a home or company network, not to the public internet.
reason-unsafe-link = The link leads to something we don't look at, to keep everyone safe.
reason-unknown = Something else. What we saw does not say more, and we don't guess.

## What you can try

step-nothing = Nothing to mend. Just open the site.
step-refresh = Refresh the page once.
step-wait = Wait a few minutes, then try again.
step-wait-about = { $unit ->
    [seconds] { $count ->
        [one] Wait about a second, then try again. The site itself asks for that.
       *[other] Wait about { $count } seconds, then try again. The site itself asks for that.
    }
    [minutes] { $count ->
        [one] Wait about a minute, then try again. The site itself asks for that.
       *[other] Wait about { $count } minutes, then try again. The site itself asks for that.
    }
   *[hours] { $count ->
        [one] Wait about an hour, then try again. The site itself asks for that.
       *[other] Wait about { $count } hours, then try again. The site itself asks for that.
    }
  }
step-wait-maintenance = Wait until the work is done. It often takes minutes, sometimes a few hours.
step-another-time = Try at another time of day, when fewer people are there.
step-status-page = Look at the official status page, if there is one.
    .of = See what the official status page of { $name } says.
step-restart-browser = Close the browser fully and open it again.
step-restart-device = Restart your device.
step-restart-router = Unplug your router for half a minute, then plug it in again.
step-clear-cache = Clear the browser's cache (its store of old copies).
step-clear-cookies = Delete this site's cookies in your browser, then sign in again.
step-check-connection = Check your connection: does another site open?
step-another-browser = Try another browser.
step-another-device = Try another device.
step-another-network = Try another network, such as mobile data instead of Wi-Fi.
step-private-window = Open the page in a private window.
step-vpn-off = Turn off your VPN or proxy and try again.
step-extensions-off = Turn off ad blockers and other add-ons for this site.
step-change-dns = Try another name service (DNS), such as 1.1.1.1 or 9.9.9.9.
step-fix-clock = Set your device's date and time to automatic.
step-update-browser = Update your browser and your device.
step-check-spelling = Check the spelling of the address.
step-full-address = Type the whole address by hand, starting with https.
step-home-page = Start at the site's front page and look from there.
step-search = Search for the page's name on the site or on the web.
step-sign-in = Sign out and in again.
step-ask-access = If you should have access, ask whoever gave you the link.
step-wifi-login = Open the Wi-Fi's sign-in page and sign in there first.
step-open-yourself = Open the site in your own browser. It may well let you in.
step-prove-human = If the page shows a check for humans, wait or solve it.
step-allow-scripts = Allow JavaScript and cookies for this site.
step-slow-down = Slow down. Every extra try can make the wait longer.
step-copy-text = Copy what you wrote before you reload, so it isn't lost.
step-check-sent = If you were paying or sending, check first whether it went through.
step-stay-out = Leave the page. Don't click past the warning.
step-tell-owner = Tell the site's owner what you saw. They may not know yet.
step-smaller = Send less at once: a smaller file or a shorter text.
step-ask-again = Ask us again in a few minutes.
step-ask-others = Ask somebody on another network whether it works for them.
step-ask-admin = Ask whoever runs your network, at school or at work.
step-public-address = Ask about the site's public address instead.

## What will not help now

futile-refresh-many = Refreshing again and again: it only adds to the crowd.
futile-wait = Waiting: this does not go away by itself.
futile-restart-browser = Restarting your browser.
futile-restart-device = Restarting your device or router.
futile-clear-cache = Clearing your cache or cookies.
futile-another-browser = Trying another browser.
futile-another-network = Changing your network.
futile-vpn-off = Turning a VPN on or off.
futile-reinstall = Reinstalling the app.
futile-reset-password = Resetting your password.
futile-new-account = Making a new account.
futile-change-dns = Changing your DNS settings.
futile-change-address = Guessing other addresses of the same site.
futile-call-provider = Calling your internet provider.
futile-click-past = Clicking past the warning.
