### One line that carries the verdict in words: push notifications and screen readers read only this.
### headline-<state>-<cause>, or headline-<state> where the cause adds nothing. The message speaks
### when we are sure; .likely speaks when we are not. Never more than 90 characters beside the name.

## Up and slow

headline-up = { $name } is up: it works from where we look.
    .likely = { $name } looks up: it works from where we look.
headline-slow = { $name } is up, but slow right now.
    .likely = { $name } seems to be up, but slow right now.

## Alive, but this page says no

headline-answering = { $name } is up, but it did not show us this page.
    .likely = { $name } seems to be up, but it did not show us this page.
headline-answering-not-found = { $name } is up, but this page is not there.
    .likely = { $name } seems to be up, but this page is not there.
headline-answering-gone = { $name } is up, but this page was taken away for good.
    .likely = { $name } seems to be up, but this page was taken away.
headline-answering-access-denied = { $name } is up, but this page is not open to everyone.
    .likely = { $name } seems to be up, but this page is not open to everyone.
headline-answering-client-error = { $name } is up, but it did not accept our request.
    .likely = { $name } seems to be up, but it did not accept our request.
headline-answering-rate-limited = { $name } is up, but it says that we ask too often.
    .likely = { $name } seems to be up, but it says that we ask too often.
headline-answering-legal-block = { $name } is up, but it may not show this page here.
    .likely = { $name } seems to be up, but it may not show this page here.
headline-answering-misrouted = { $name } has no site set up here: some other page answered.
    .likely = { $name } most likely has no site set up here: some other page answered.
headline-answering-redirect-loop = { $name } is up, but it sends visitors around in circles.
    .likely = { $name } seems to be up, but it sends visitors around in circles.

## Alive, but closed to us

headline-blocked = { $name } seems to be up, but it won't let our check in. Try it yourself.
headline-blocked-bot-blocked = { $name } keeps our check out. It is most likely up: try it in your browser.
headline-blocked-access-denied = { $name } answers, but a guard turned our check away. Try it yourself.
    .likely = { $name } seems to be up, but it turned our check away. Try it yourself.
headline-blocked-rate-limited = { $name } answers, but says that we ask too often. Try it yourself.
    .likely = { $name } seems to be up, but it says that we ask too often. Try it yourself.
headline-blocked-legal-block = { $name } is up, but the law keeps it shut where we look from.
    .likely = { $name } seems to be up, but the law keeps it shut where we look from.

## Planned work

headline-maintenance = { $name } is closed for maintenance: its team is at work on it.
    .likely = { $name } looks closed for maintenance.

## Down

headline-down = { $name } is down.
    .likely = { $name } looks down, but we can't tell why.
headline-down-dns-nxdomain = { $name } is down: its name does not exist.
    .likely = { $name } looks down: its name does not seem to exist.
headline-down-dns-no-address = { $name } is down: its name leads to no address.
    .likely = { $name } looks down: its name seems to lead nowhere.
headline-down-dns-servfail = { $name } is down: the servers that keep its name are failing.
    .likely = { $name } looks down: the servers that keep its name seem to fail.
headline-down-dns-timeout = { $name } is down: the servers that keep its name don't answer.
    .likely = { $name } looks down: the servers that keep its name did not answer us.
headline-down-connect-refused = { $name } is down: its servers are refusing connections.
    .likely = { $name } looks down: its servers refused our visit.
headline-down-connect-timeout = { $name } is down: its servers don't answer when we knock.
    .likely = { $name } looks down: nobody answered when we knocked.
headline-down-connect-unreachable = { $name } is down: there is no way to reach its servers.
    .likely = { $name } looks down: we found no way to its servers.
headline-down-connect-reset = { $name } is down: it cuts each visit off at the start.
    .likely = { $name } looks down: our visit was cut off at the start.
headline-down-tls-expired = { $name } is not safe to open: its certificate has run out.
    .likely = { $name } does not look safe to open: its certificate seems to have run out.
headline-down-tls-not-yet-valid = { $name } is not safe to open: its certificate is not valid yet.
    .likely = { $name } does not look safe to open: its certificate seems to be too new.
headline-down-tls-wrong-host = { $name } is not safe to open: its certificate is for another name.
    .likely = { $name } does not look safe to open: its certificate seems to be for another name.
headline-down-tls-untrusted = { $name } is not safe to open: its certificate can't be trusted.
    .likely = { $name } does not look safe to open: we can't trust its certificate.
headline-down-tls-protocol = { $name } is down: no safe line to it can be set up.
    .likely = { $name } looks down: we could not set up a safe line to it.
headline-down-tls-timeout = { $name } is down: it opens, but never shows its ID.
    .likely = { $name } looks down: it opened, but never showed its ID.
headline-down-tls-reset = { $name } is down: it hangs up during the ID check.
    .likely = { $name } looks down: it hung up during the ID check.
headline-down-reply-timeout = { $name } is down: it picks up, but then says nothing.
    .likely = { $name } looks down: it picked up, but then said nothing.
headline-down-empty-reply = { $name } is down: it hangs up without a word.
    .likely = { $name } looks down: it hung up without a word.
headline-down-reply-reset = { $name } is down: it hangs up before a whole answer comes.
    .likely = { $name } looks down: the line was cut before a whole answer came.
headline-down-garbled-reply = { $name } is down: its answer makes no sense.
    .likely = { $name } looks down: its answer makes no sense to us.
headline-down-headers-too-large = { $name } is down: its answer starts with far too much.
    .likely = { $name } looks down: its answer starts with far too much.
headline-down-reply-truncated = { $name } is in trouble: its pages break off half-way.
    .likely = { $name } looks to be in trouble: its page broke off half-way.
headline-down-body-stalled = { $name } is in trouble: its pages get stuck half-way.
    .likely = { $name } looks to be in trouble: its page got stuck half-way.
headline-down-redirect-loop = { $name } is down: it sends visitors around in circles.
    .likely = { $name } looks down: it seems to send visitors around in circles.
headline-down-redirect-refused = { $name } is down: it sends visitors to a place that is not public.
    .likely = { $name } looks down: it seems to send visitors to the wrong place.
headline-down-app-error = { $name } is down: something broke inside the site.
    .likely = { $name } looks down: most likely something broke inside the site.
headline-down-upstream-bad-reply = { $name } is down: its front desk gets bad answers from the servers behind it.
    .likely = { $name } looks down: most likely the servers behind its front desk fail.
headline-down-upstream-unreachable = { $name } is down: its front desk can't reach the servers behind it.
    .likely = { $name } looks down: most likely its front desk can't reach the servers behind it.
headline-down-upstream-timeout = { $name } is down: the servers behind its front desk take too long.
    .likely = { $name } looks down: most likely the servers behind its front desk take too long.
headline-down-upstream-tls = { $name } is down: its front desk can't trust the servers behind it.
    .likely = { $name } looks down: most likely its front desk can't trust the servers behind it.
headline-down-upstream-dns = { $name } is down: its front desk can't find the servers behind it.
    .likely = { $name } looks down: most likely its front desk can't find the servers behind it.
headline-down-overloaded = { $name } is down: it has more to do than it can handle.
    .likely = { $name } looks down: most likely it has too much to do.
headline-down-misrouted = { $name } is down: a server answers, but the site is not set up there.
    .likely = { $name } looks down: most likely the site is not set up where its name leads.
headline-down-http-error = { $name } is down: it answers with an error of its own.
    .likely = { $name } looks down: it answers with an error.

## No such site

headline-no-such-site = { $name } can't be found: there is no site with this name.
    .likely = { $name } can't be found: most likely there is no site with this name.
headline-no-such-site-dns-no-address = { $name } can't be found: the name leads to no address.
    .likely = { $name } can't be found: the name seems to lead nowhere.
headline-no-such-site-misrouted = { $name } can't be found: no site is set up under this name.
    .likely = { $name } can't be found: most likely no site is set up under this name.

## We can't tell, or we won't look

headline-unknown = We can't tell if { $name } is up: what we saw is not clear.
headline-unknown-own-network = We can't tell if { $name } is up: our own network is in trouble.
headline-unknown-dns-servfail = We can't tell if { $name } is up: its name could not be looked up.
headline-unknown-dns-timeout = We can't tell if { $name } is up: nobody told us where it is.
headline-unknown-redirect-refused = We can't tell if { $name } is up: it leads to a place we don't visit.
headline-refused = We don't look at { $name }: it is not a public address.
headline-refused-bad-target = We can't read this as the address of a site. Please check it and ask again.
headline-refused-redirect-refused = We stopped: { $name } leads to a place that we don't visit.
