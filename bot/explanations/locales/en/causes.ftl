### One topic for each cause of a verdict. Three depths: the message itself is the one sentence
### for a member, .story is for the curious, .owner is for whoever runs the site.
### The pictures all play in one restaurant. The guest is you. The waiter is the gateway, the kitchen
### the site's own servers, the door the first connection, the street the network, the address
### book DNS, the ID card the certificate, the doorman whatever blocks visitors, the menu the pages.
### One text is one line: a line break here would be one on the screen.

## Families: what their members share

topic-family-name =
    .avoid = Not really. You can keep bookmarks for the sites you use, so that a typing slip can't lead you astray.
    .closing = A name that does not work looks worse than it is. It says nothing bad about your device or your account.

topic-family-door =
    .avoid = Most likely not, because nothing you did led to it. It helps to know a second way to reach the people behind the site, such as their status page.
    .closing = A closed door is not a lost site. Doors like this one often open again soon.

topic-family-id-card =
    .avoid = You can keep your device, its browser and its clock up to date. The rest is up to the site.
    .closing = The warning is your browser doing its job. You did nothing wrong by seeing it.

topic-family-plate =
    .avoid = No. You asked properly. If you write long texts, keep a copy until they are sent.
    .closing = Half an answer is a hiccup, most of the time. The next try may well be fine.

topic-family-kitchen =
    .avoid = No. You did everything right, and it would have happened to anybody who came by just then.
    .closing = Somebody has most likely noticed by now. Have a drink of water and look again in a while.

topic-family-doorman =
    .avoid = Sometimes. A calm pace, a normal browser and no VPN make you look like the guest you are.
    .closing = Somebody is clearly at home. The doorman just has a strict day.

topic-family-menu =
    .avoid = Mostly. Save links from the address bar rather than from memory, and start from the front page when one fails.
    .closing = The site is alive and talks to you. Only this one page said no.

topic-family-sign =
    .avoid = No. The signs are put up by the site. You can only start again from its front page.
    .closing = A loop feels endless, but your browser stopped it in time. Nothing is harmed.

topic-family-us =
    .avoid = No. This one is about us, not about you.
    .closing = Thank you for asking. A second look costs you nothing.

## Nothing is wrong

topic-ok = The site works from where we look, so if it fails for you, the reason is near you.
    .title = It works from here
    .story = We opened the site and got a proper answer. That means its name, its servers and the way there are fine, at least from our place. If you still see an error, it may be your connection, your browser, a filter, or one single page or feature that we did not look at. We can't see your device or your network from here.
    .picture = We walked to the restaurant, and it was open. The waiter smiled and brought what we asked for. If your own door stays shut, the trouble may be in your street or at your table, not in the kitchen.
    .behind = Our check looked up the name, connected, checked the site's ID where there is one, and asked for one page. The reply came whole and with a code that means fine. We did not sign in, and we did not try every button.
    .avoid = You can make it rarer: keep your browser up to date and know how to switch to another network.
    .owner = Nothing to mend from what we saw. If members still report trouble, compare regions, app endpoints, sign-in and third-party services, which a look at one page does not cover.
    .fact = The very first website ever made, info.cern.ch, has a copy that still answers today.
    .closing = Good news: this is most likely something you can mend yourself.

topic-slow = The site works, but it takes much longer than it should.
    .title = It works, but slowly
    .story = We got a proper answer, but it took its time. A slow site is often a busy site: many people want something at once, and everybody waits a little. It can also be a long or jammed way between us and the site. Slow is not down. Pages may load late, pictures may be missing, and some buttons may give up.
    .picture = The restaurant is open and the food is good, but the room is packed. The waiter runs and the kitchen sweats. Your plate will come. It just takes longer than on a quiet day.
    .behind = We time every step: finding the name, connecting, checking the site's ID, and waiting for the first byte of the answer. One or more of these took far longer than usual for a healthy site.
    .avoid = A little. Come at a quieter hour, and don't reload while a page is still loading.
    .owner = Compare time to first byte inside and outside your network. Look at queue lengths, slow database queries, cache hit rate, CPU throttling and the health of services you call. If only some regions are slow, look at routing and your CDN.
    .fact = A rule of networking, written down as a joke in 1996, says: no matter how hard you push, you can't increase the speed of light.
    .closing = Slow things still arrive. A little patience is the best tool today.

## What we will not look at

topic-bad-target = We can't read this as the address of a site, so please check it and ask again.
    .title = That is not an address we can read
    .story = To look at a site we need its address, such as example.com or https://example.com. What we got has something in it that does not belong there, or lacks something. We don't guess, because a wrong guess could lead to the wrong site.
    .picture = You ask us to check a restaurant, but the note in our hand is smudged. We can't read the street or the name. Write it down once more, and we will walk there at once.
    .behind = Before we look anywhere, we take the address apart: its scheme, name, port and path. Hidden signs, spaces, passwords in the address or odd ways of writing numbers make us stop. Links like that are often used to trick people.
    .avoid = Yes. Copy the address from your browser's address bar, or type only the name, such as example.com.
    .owner = Nothing to check. If this is the address you hand out, give people the plain https form without credentials, unusual ports or encoded characters in the host.
    .fact = Each part of a name between two dots may have 63 letters at most, by a rule from 1987.
    .closing = One more try with the plain name, and we are on our way.

topic-refused-by-policy = We don't look at this address, because it is private or not safe for us to visit.
    .title = We don't look there
    .story = Some addresses belong to homes, schools and companies, not to the public internet. Others could be used to make this bot knock on doors that are not its own. We look at public sites only. That keeps everyone safe: you, us and the owners of those networks.
    .picture = You ask us to look into a private kitchen, behind a house where no guests are served. We only visit restaurants that are open to the public. So we stay outside and tell you why.
    .behind = Each name is turned into numbers first. If even one of these numbers is private, local or reserved, we stop before any connection is made. The same check is made again for each redirect.
    .avoid = Yes. Ask about the public name of the site, the one that works from any network.
    .owner = If this name should be public, make sure that it resolves to public addresses only. A private address mixed in among public ones is enough for us to refuse. Check split-horizon DNS that leaks inner records.
    .fact = Nearly 18 million addresses are set aside for private use, and every home router may use the same ones.
    .closing = No harm was done: we never knocked.

topic-redirect-refused = The site sends visitors on to an address that we don't visit.
    .title = It leads to a place we don't visit
    .story = The site answered, but only to say: go somewhere else. The new address is private, broken or of a kind that we don't open. It may be a slip by the site's team, for example a link that only works inside their own network. We stopped there to stay safe, so we can't say how the rest looks.
    .picture = A sign at the restaurant says: please use the other door. But that door leads into a private house. We don't walk in there. Perhaps somebody hung up the wrong sign.
    .behind = A reply with a code from 300 to 399 can carry a new address. We check each new address just like the first one. This one is not a public web address, so we did not follow it.
    .owner = Look at the Location header of the redirect. Typical slips: an inner host name or private address behind a gateway, a missing host, a wrong scheme, an odd port, or a login portal that only exists inside.
    .fact = A redirect is only a polite hint: the browser decides whether it follows.
    .closing = Your browser has its own guards, so a stop like this one is nothing to fear.

## Names

topic-dns-nxdomain = There is no site with this name, so check the spelling first.
    .title = No such site
    .story = Every site has a name for people and a number for computers. To get there, your browser looks up the number in a huge shared address book. This time the book says: there is no such name. Perhaps the name is misspelled. Perhaps its owner let it run out. Or a filter on your network hides it from you.
    .picture = You look up a restaurant in the address book, but it is not in there. Perhaps you spelled it wrong. Perhaps it closed for good. You can't walk to a place that has no address.
    .behind = Your device asks a name server. That one asks others, until it reaches those that know all names with this ending. One of them answers NXDOMAIN, which means that no such name exists. The answer is kept for a while, so a name that was just mended can look missing for some time.
    .owner = Check that the domain is paid and not on hold at the registrar. Check that the registry lists your name servers and that they hold the record. Ask several public resolvers. A cached no lasts as long as the SOA record allows (RFC 2308), so mend it first and be patient after.
    .fact = A no is remembered too. By a rule from 1998, name servers keep the answer that a name does not exist.
    .closing = A missing name is often just a small slip of the finger.

topic-dns-no-address = The name exists, but no address is stored for it, so nobody can find the site.
    .title = A name without an address
    .story = The name is in the internet's address book, but the line for the address is empty. This can be on purpose: some names are only for mail. It can also be a mistake, for example when a site has just moved and somebody forgot one entry.
    .picture = The restaurant is in the address book, but its street and number are missing. You know that it exists. You just can't find out where to go.
    .behind = There are two kinds of address entries: A for older numbers and AAAA for newer ones. We asked for both. The name servers said that the name exists and that it has neither.
    .owner = Add an A or AAAA record, or check the target if the name is a CNAME. Look for records set on the wrong name (www or the bare domain), a deleted load balancer, and a host that has only private records outside your network.
    .fact = A name may exist only to receive mail. Then it has no web address at all, and that is quite all right.
    .closing = It takes one line in a table to mend this.

topic-dns-servfail = The servers that keep the site's name are in trouble, so nobody can look up where it is.
    .title = The name servers fail
    .story = The name most likely exists, but the computers that should tell its number can't answer properly. Perhaps they are down. Perhaps somebody changed a setting or a digital seal on the name broke. Without a number, browsers don't know where to go, even if the site itself runs well.
    .picture = You ask the clerk for the restaurant's address. The clerk opens the book and frowns: this page is torn, I can't tell you. The restaurant may be open and warm. You just don't learn where it is.
    .behind = Our resolver asked the servers in charge of this name and got SERVFAIL, which means that a server failed. A broken DNSSEC signature (the seal on a name) ends the same way, because a broken seal is never trusted.
    .owner = Query each authoritative server directly. Check that the zone loads, that the delegation matches, that servers are reachable over UDP and TCP, and that DNSSEC signatures are current and the DS record fits the key. Compare a query with checking disabled: if that works, it is DNSSEC.
    .fact = Some names fail on purpose: if the digital seal on a name is broken, good name servers give you an error in place of the address.
    .closing = The site behind the name may be fine. Only the signpost is broken.

topic-dns-timeout = Nobody answered in time when we asked where the site is.
    .title = No answer about the name
    .story = To visit a site, a computer first asks name servers for its number. We asked, and no answer came in time. These servers may be overloaded, under attack or cut off. The site itself may run well, but without the number nobody new finds it.
    .picture = You call to ask for the restaurant's address. It rings and rings, and nobody picks up. The restaurant may be open. You just can't find out where it is.
    .behind = Most questions about names travel in single small parcels that can get lost, so they are asked more than once. We asked again and waited. The silence lasted longer than our limit.
    .owner = Check that all authoritative servers are up and reachable from outside, over UDP and TCP port 53, with IPv4 and IPv6. Look for rate limiting, a firewall change, a flood of queries, and name servers that all sit in one network.
    .fact = The rule book of 1987 says to wait at least two to five seconds before you ask a name server again.
    .closing = Silence is often just a short jam. Try again in a few minutes.

## The door

topic-connect-refused = The site's computer is there, but it turns visits away at once.
    .title = The site refuses connections
    .story = We found the site's computer, and it answered at once: nobody here takes visitors. Most of the time the program that should serve the site has stopped or is just restarting. Sometimes a guard in front of it says no. It is a clear no, not a silence, so your own connection is most likely fine.
    .picture = You reach the restaurant and try the door. It is locked. You can see the building, the lights may even be on, but nobody lets you in. The staff may have gone home, or they are about to open.
    .behind = To start, a computer sends a small hello. A healthy site says hello back. This one sent a reset, which means that no program listens at this door. Some firewalls send the same no on purpose.
    .owner = Is the process running, and does it listen on the right port and address (not only on 127.0.0.1)? Look at its log for a crash at start. Check port mappings, security groups and firewall rules that reject, the load balancer's listeners, and IPv6 records that point to nothing.
    .fact = A busy site may refuse visits instead of sending an error page. The web's own standard says that this is allowed.

topic-connect-timeout = We knocked, but nobody opened in time.
    .title = The site does not respond
    .story = We sent a hello to the site's computer and waited, but nothing came back. The computer may be off or overloaded, a guard may throw away visits without a word, or a line on the way is broken. From outside, these look the same, so we don't guess which it is.
    .picture = You knock at the restaurant's door. No answer. You knock again. Still nothing. Is it closed? Is the staff too busy to hear you? From the street you can't tell.
    .behind = A connection begins with a small hello that must be answered. We sent it, it was repeated a few times, and no answer came before our limit. A clear no would have been quicker, so here the hello or its answer got lost.
    .owner = Check that the host is up and its address is right. Look for a firewall or security group that drops packets, a full accept queue, a DDoS filter, a dead load balancer node or a route that was withdrawn. Test from two outside networks, on IPv4 and IPv6.
    .fact = The internet's rule book tells a computer to keep knocking for at least three minutes. Most programs lose patience much sooner.

topic-connect-unreachable = From here, there is no way to the site right now.
    .title = No way to the site
    .story = The internet is a web of roads with junctions. A junction told us that it knows no way to this address. A line may be cut, a provider may be in trouble, or the site's network may have vanished from the map. It can also be that only some places are affected.
    .picture = You set out for the restaurant, but a policeman stops you: this road ends here, there is no way through. The restaurant may be open. You just can't get to its street.
    .behind = When a router, one of the internet's junctions, has no path to an address, it can send back a note which says that it is unreachable. We got such a note, or our own system found no path.
    .owner = Check that your prefixes are announced (look at BGP from outside), that the host's gateway and ARP or neighbour entries work, and that no firewall rejects with an ICMP message. Check IPv6 too: a AAAA record without a working route looks like this.
    .fact = In 1990 a joke standard sent internet parcels by carrier pigeon. In 2001 some people tried it: of nine parcels, four were answered.
    .closing = Roads get mended, and the people whose job that is are most likely on it.

topic-connect-reset = The connection was cut off just as it began.
    .title = Cut off at the start
    .story = We reached the site's door, but the line was cut right away. The program behind may have crashed, be full, or be protected by a guard that does not like the visit. It may also be something on the way that cuts lines. The cut alone does not say which.
    .picture = The restaurant's door opens a crack. Before you can say a word, it slams shut. Perhaps the staff is in a panic. Perhaps the doorman did not like your coat.
    .behind = The other side, or something on the way, sent a reset. That is a tiny parcel that says: forget this line, now. It ends everything at once, without a goodbye.
    .owner = Look for crash loops, a full accept queue, connection limits, an intrusion filter or a load balancer without healthy members. Capture packets on the host: if it never sent the RST, something on the way did.
    .fact = A hang-up like this is one single bit, switched on in a tiny parcel.

## The ID card

topic-tls-expired = The site's ID card has run out, so your browser can't be sure who it talks to.
    .title = The site's certificate has expired
    .story = A site shows a digital ID card, called a certificate. It proves that you talk to the real site. Such a card is only valid for a while. This one has run out. Most of the time, somebody forgot to renew it or the machine that does so got stuck. It is rarely an attack, but you can't tell from here, so don't go past the warning with secrets.
    .picture = At the restaurant's door you ask for its licence. It is the right name and the right stamp, but the date is last week's. It is most likely still the same place. A careful guest waits until they have a new one.
    .behind = Each certificate carries a first and a last day. Your device compares both with its own clock. If the last day is over, the browser stops before anything private is sent.
    .owner = Renew the certificate and reload every server that shows it. Check the renewal job and its log, all nodes and regions, and IPv6. Alert on days left, not on failure. Make sure that the full chain is served, not just the new leaf.
    .fact = These ID cards live shorter and shorter: from 2029, a public one may be valid for 47 days at most.

topic-tls-not-yet-valid = The site's ID card is not valid yet, so browsers don't trust it.
    .title = The certificate is not valid yet
    .story = A site shows a digital ID card, called a certificate, with a first and a last day. The first day of this one is still to come. Either the site put it up too early, or the clock that checks it runs late. Our own clock says that it is too early, too, but check yours as well.
    .picture = The restaurant shows its licence, but the stamp says: valid from tomorrow. Somebody was too quick to hang it up. Or the calendar on the wall is wrong.
    .behind = Each certificate carries a first and a last day. Your device compares both with its own clock. If the first day has not come, the browser stops.
    .owner = Check the notBefore date of the certificate and the clock of the machine that issued it. Serve the old certificate until the new one counts. Sync all hosts by NTP.
    .fact = Until the year 2049, these ID cards write the year with two digits only.

topic-tls-wrong-host = The site shows an ID card made for another name, so don't type secrets there.
    .title = The certificate is for another name
    .story = A site shows a digital ID card, called a certificate. This one was made for a different name. Often it is a slip: the site moved, or one name was forgotten. In a hotel or café it can be the Wi-Fi's sign-in page that jumps in between. It could also be somebody who pretends, so stay careful.
    .picture = The sign says Golden Spoon, but the licence on the wall says Silver Fork. Perhaps they share a building. Perhaps somebody mixed up the frames. Or it is not the place you think. A careful guest does not hand over a credit card here.
    .behind = The browser compares the name in the address bar with the names on the card. None of them fits. It stops before anything private is sent.
    .owner = Check which certificate is served for this exact name with SNI. Add the name (with and without www) to the certificate. Look for a default virtual host that answers for unknown names, a CDN without this domain, or DNS that points to the wrong machine.
    .fact = On such a card, a star can stand for one part of a name, but never for two.

topic-tls-untrusted = Nobody we trust has signed the site's ID card, so don't type secrets there.
    .title = The certificate is not trusted
    .story = A site shows a digital ID card, called a certificate. Trusted offices sign such cards. This one is signed by somebody we don't know, by the site itself, or a part of it is missing. It may be a test site, a slip, or a filter that reads along on your network. It could also be somebody who pretends.
    .picture = The restaurant shows a licence, but it is written by hand and signed by the cook himself. It may be a fine place. But anyone could have written that paper, so you keep your wallet in your pocket.
    .behind = The browser follows the signatures from the site's card up to an office that it knows. Here the trail ends before it gets there.
    .owner = Serve the full chain, with the intermediate certificates: browsers often hide a missing one, other programs don't. Replace self-signed or private certificates on public names. Check what another network sees, to rule out an inspecting filter.
    .fact = Your device carries a list of trusted offices. Every safe page you open goes back to one of them.

topic-tls-protocol = The site and its visitors can't agree on how to talk in secret.
    .title = No secure line possible
    .story = Before a page comes over a safe line, both sides must agree on a way to keep it secret. Here they found none. The site may be too old or badly set up, or something that is not a web site answers at this door. Your device may also be too old, but our check is up to date and failed too.
    .picture = You and the waiter want to whisper, so that nobody else can hear. But you don't know any common language. The waiter shrugs, and you can't even order.
    .behind = Both sides list the versions and methods they know. If the lists have nothing in common, or one side sends something else, the talk ends with an alert and no page is asked for.
    .owner = Offer TLS 1.2 and 1.3 with current ciphers. Check that this port really speaks TLS (a plain HTTP listener on 443 is a classic), that a certificate exists for this name, and that client certificates aren't asked for by mistake. Read the alert in the log.
    .closing = Without a safe line, your browser sends none of your secrets. That is good news.
    .fact = Two old ways of locking a web page, from 1999 and 2006, were officially retired in March 2021.

topic-tls-timeout = The site opened its door, but then never showed its ID.
    .title = No answer to the ID check
    .story = We reached the site's computer and asked for its digital ID card. Then nothing more came. The computer may be overloaded, or a filter on the way swallows this part. Without the card, no page can be sent safely, so the try ends here.
    .picture = The restaurant's door opens, and you ask to see the licence. The waiter goes to fetch it and does not come back. You wait in the hall until you give up.
    .behind = After the first hello comes the ID check. Our side sent its part, the other side fell silent, and our limit ran out.
    .owner = Look for CPU starvation, exhausted workers, a stuck hardware or OCSP call, or a load balancer with a dead target in TCP mode. Check the MTU and that ICMP is not blocked: large certificate packets get lost first.
    .closing = Without the ID card, your browser sends none of your secrets. So you can simply try again.
    .fact = The newest way to open a safe line needs one trip there and back. The older one needed two.

topic-tls-reset = The site hung up in the middle of the ID check.
    .title = Hung up during the ID check
    .story = We reached the site's computer and began the ID check that makes a line safe. In the middle of it, the line was cut. The program may have crashed, may not know this site's name, or a filter on the way cut it. The cut alone does not say which.
    .picture = The waiter at the door begins to show you the licence. Half-way, he turns around, goes in and locks up. You never get to read the paper, and you can't order.
    .behind = The ID check is a talk of a few messages. Before it was done, the other side or something on the way closed the line. No page was asked for yet.
    .owner = Check that a certificate exists for this name: many servers just close when SNI is unknown. Look for crashes, a TCP balancer with dead targets, a protocol filter, or plain HTTP expected on this port. Compare a capture on the host with one outside.
    .closing = Your browser had not asked for anything yet. So you can simply try again.
    .fact = Your browser says the site's name at the very start of the ID check, because many sites may share one computer.

## The reply

topic-reply-timeout = The site picked up, but then said nothing until we had to give up.
    .title = Connected, but no answer
    .story = We reached the site, asked for the page and waited. Not one byte came back in time. The site is there, but something in it is stuck or far too busy. It may be waiting for its own data store, or have too many visits in line.
    .picture = You sit down and order. The waiter nods and walks into the kitchen. You wait, and wait. No plate, no word. At some point you have to leave.
    .behind = The connection stood and our request was sent. The server kept the line open without sending anything. Our limit ran out first. We can't see from here what it was waiting for.
    .owner = Look at requests in flight, busy workers or threads, the database pool, locks and slow outside calls. Check that the app answers on the machine itself. Give slow calls a timeout shorter than your visitors' patience, so that an error can be told.
    .fact = Web servers don't wait for ever either. The web's rule book says that they usually hang up on a line that stays quiet.
    .closing = A stuck site is often set free by a restart, and its team can do that quickly.

topic-empty-reply = The site picked up and hung up again without a single word.
    .title = An empty reply
    .story = We reached the site and asked for the page. Then the line was closed, politely but without any answer at all. A program that crashed, a restart, or a rule that sends some visitors away without a word can look like this.
    .picture = The waiter takes your order and goes. A moment later the lights go out and the door swings open: please leave. There was no plate, not even an excuse.
    .behind = A proper answer starts with a line that holds a code, such as 200 for fine. Here the line was closed before even one byte of it came.
    .owner = Look for crashes and worker kills (out of memory), for a keep-alive limit shorter than the balancer's, for a rule that closes without a reply (nginx 444), and for a TCP balancer whose targets are down. Check that this port isn't meant for HTTPS.
    .fact = One well-known web server can be told to hang up without a word. Its makers gave that trick a number of its own: 444.

topic-reply-reset = The line was cut before a whole answer came.
    .title = Cut off before the answer
    .story = We reached the site and asked for the page. Then the line was cut hard, before a whole answer could come. Most often, a program on the other side crashed or was restarted. A guard or a broken line on the way can do the same.
    .picture = You have ordered, and the waiter is on his way between the kitchen and your table. Then he stumbles, and whatever he carried is on the floor. Nothing reaches you.
    .behind = The other side, or something on the way, sent a reset while we waited for the first lines of the reply. If anything had come by then, it was too little to be read as an answer.
    .owner = Match the time with crash and restart logs. Look for out-of-memory kills, deploys that don't drain connections, limits in the balancer and security devices that reset. A capture on the host shows who sent the RST.
    .fact = A polite goodbye on the internet has several steps. A reset skips them all and hangs up at once.

topic-garbled-reply = The site answered, but its answer makes no sense.
    .title = An answer nobody can read
    .story = We asked for the page and got bytes back, but they are not a proper web answer. Perhaps a different kind of program sits behind this door. Perhaps the site's program is broken and mixes things up. A browser would show an error here, too.
    .picture = You order soup, and the waiter puts down a plate of garbage. It came quickly and with a smile. But it is not food, and you can't eat it.
    .behind = A web answer has a strict form: one line with a code, then notes about the page, then the page. What came breaks this form or says two things that can't both be true. To guess its meaning would be risky, so programs refuse it.
    .owner = Check what really listens on this port (SSH, a database, TLS on a plain port). Look for a double Content-Length, Content-Length next to chunked, control characters in headers, or output written before the headers. Reproduce it with a raw client.
    .fact = The first version of the web's language, in 1991, had no codes and no notes at all. The reply was just the page.

topic-headers-too-large = The site's answer began with so many notes that we had to stop reading.
    .title = Too much before the page
    .story = Each web answer starts with short notes about the page. Here these notes were so big that we stopped, as browsers and gateways do at some point. Often a program piles up cookies or puts far too much into one note. It is a bug on the site's side.
    .picture = The waiter wants to serve you but reads out the rules of the house first. He reads, and reads, and does not stop. At some point you get up, because you will never see a plate.
    .behind = Programs set a limit for the notes in front of a page, so that nobody can fill up their memory. This reply went past ours before the page began.
    .owner = Find the large header: Set-Cookie loops, a huge Content-Security-Policy, debug headers or tokens that grow. Keep the whole header section under 4 KB: some gateways stop there by default, and visitors behind them see a 502.
    .fact = When your browser is the one that sends too much, there is a code for it: 431, from 2012.

topic-reply-truncated = Only a part of the page came, and then the line broke.
    .title = The page was cut off
    .story = The site answered and began to send the page, but the line closed before it was whole. You may see half a page, missing pictures or an error. A program may have crashed half-way, or a machine in between gave up or filled up.
    .picture = The waiter brings your plate, but half of the meal is missing. The kitchen stopped cooking in the middle, and he carried out what was there.
    .behind = A reply says how long it is, or marks its end. This one stopped before that point. So we know for sure that a part is missing.
    .owner = Look for errors while the body is written: exceptions in streamed pages, worker timeouts, full disks for buffering, a wrong Content-Length, HTTP/2 stream resets. Compare bytes sent in the access log with the real size.
    .fact = The web's rules make programs mark a cut-off page as not whole, so that half a page isn't kept as a whole one.

topic-body-stalled = The page began to come, but then it stopped.
    .title = The page got stuck half-way
    .story = The site answered and began to send the page. Then nothing more came, although the line stayed open. Something inside the site is slow or stuck, or the line on the way is jammed.
    .picture = The starter was on the table at once. But the main dish never comes. The waiter is still there, he looks at the kitchen, and the kitchen is silent.
    .behind = We got the first part of the reply, which was fine. Then we waited for the rest until our limit ran out. The server had not closed the line, so it may have meant to send more.
    .owner = Look for a slow query or outside call in a streamed page, a full send buffer, a gateway that buffers to a slow disk, or an MTU problem on the path. Check the worker's state while it hangs.
    .fact = A server may send hints about a page before the page is ready, with the code 103. Most visitors never notice.

topic-redirect-loop = The site keeps sending visitors around in circles.
    .title = Going round in circles
    .story = The site said: go to another page. That one said: go back. And so on, without an end. Browsers and we stop after a while. Most often two rules on the site fight each other. Sometimes old cookies (small notes that the site keeps in your browser) lead you into the circle.
    .picture = A sign at the door of the restaurant says: please use the back door. The sign at the back door says: please use the front door. You walk around the house until you are dizzy, and never get in.
    .behind = Each reply carried a code that means moved, with a new address. We followed step by step and came back to a page that we had already seen, or there were just too many steps.
    .owner = Follow the Location headers one by one. The classic: a CDN talks plain HTTP to the site while the site forces HTTPS. Others: www against bare domain, trailing slash rules, language or login redirects that need a cookie.
    .fact = An old rule told browsers to follow five such signs at most. Today's browsers follow up to twenty.

## The kitchen

topic-app-error = Something broke inside the site itself while it made your page.
    .title = The site's own program failed
    .story = The site got your request and started to work on it. Then its own program hit something that it did not expect and gave up. It can be a mistake in the program, a new version that went wrong, or a data store that does not answer. You can't mend it, but its makers get a note in their logs.
    .picture = The waiter took your order and the kitchen is open. But the cook dropped the pan, and something is burning. The waiter comes back and says: sorry, something went wrong in there.
    .behind = The code 500 and its kin mean that the server ran into an unexpected condition. The page does not say more, on purpose: details would help attackers. The real reason is in the site's own logs.
    .owner = Read the application log at this minute. Was there a deploy, a migration or a changed setting? Check the database, the disk, memory, expired keys and outside services. Roll back if it began with a release.
    .fact = In 1947, engineers found a moth in a computer, taped it into the log book and wrote: first actual case of bug being found.
    .closing = Errors like this ring alarm bells at the site. Give the cooks a moment.

topic-upstream-bad-reply = The site's front desk is up, but the servers behind it gave it a bad answer.
    .title = A bad answer from behind
    .story = Big sites have a front desk, called a gateway. It takes your request and hands it to other servers, which make the page. Here the front desk works, but what it got from behind was broken, cut off or nothing at all. Often those servers are overloaded, crashing or just restarting. The front desk can't mend that. It can only tell you.
    .picture = You order, and the waiter walks into the kitchen. But the kitchen hands him a plate of garbage, or throws him out. He won't serve that. So he comes back and says: sorry, I got nothing from the kitchen that I can bring you.
    .behind = Your request reached the gateway. It opened or reused a line to a server behind it and asked there. The answer was no valid one. Many gateways use the same error page for a refused line, a cut line and plain nonsense, so the page alone does not say which.
    .owner = Read the gateway's error log at this minute: it names the real reason. Then check that the app runs and listens on the port the gateway uses, its crash and memory logs, header sizes, keep-alive times (the app's longer than the gateway's), and TLS or HTTP version between the two.
    .fact = This error is older than most people who see it: the code 502 was in the web's rule book of 1996.
    .closing = The front desk is alive, which is a good sign. The kitchen is often back soon.

topic-upstream-unreachable = The site's front desk is up, but it can't reach the servers behind it.
    .title = The servers behind can't be reached
    .story = Big sites have a front desk, called a gateway. It hands your request to other servers, which make the page. Here the front desk could not even start to talk with them. They may be down, restarting, or cut off from it. You reached the site all right. The break is inside.
    .picture = The waiter takes your order and walks to the kitchen. But the kitchen door is locked and nobody opens. He comes back with empty hands. He is sorry, but without a kitchen there is no meal.
    .behind = The gateway found no server behind it that accepts a connection. Either they turned it away, or they did not respond, or all of them were marked as sick before.
    .owner = Check that the app runs, listens on the right address and port, and that the gateway may reach it (firewall, security group, network policy). Look at health checks: a wrong check path takes all servers out at once. Check the upstream's address after deploys.
    .fact = Since 2022 there is a standard way for a front desk to say what went wrong behind it.

topic-upstream-timeout = The site's front desk is up, but the servers behind it took too long.
    .title = The servers behind took too long
    .story = Big sites have a front desk, called a gateway. It asks other servers for your page and waits. Here it waited as long as it is allowed to, and then gave up. The servers behind are most likely overloaded or stuck on something slow. A lighter page of the same site may still work.
    .picture = You order, and the waiter hands your order to the kitchen. He waits at the hatch. The kitchen is swamped, and no plate comes. After a while he must tell you: sorry, this takes too long today.
    .behind = The gateway has a clock for each request. It ran out before a full answer came from behind. The server behind may even go on with the work, although nobody waits for it any more.
    .owner = Find the slow part: database locks, outside calls, full worker pools, cold starts. Compare the gateway's read timeout with the app's own. Move long work to a queue. Make sure that a timeout while connecting (network) and while reading (app) can be told apart in your logs.
    .fact = One popular gateway waits 60 seconds for the kitchen, unless it is told to wait longer.
    .closing = A jam clears when the crowd thins out. Later today may be all it takes.

topic-upstream-tls = The site's front desk is up, but it does not trust the servers behind it.
    .title = A failed ID check behind the front
    .story = Big sites have a front desk. It talks to the servers behind it over a safe line and checks their digital ID card, called a certificate. That check failed. The card may have run out, carry the wrong name, or both sides can't agree on how to talk. Your own line to the front desk is fine.
    .picture = The waiter goes to the kitchen. A new rule says: check the cook's ID first. But the card has run out, or it belongs to someone else. So the waiter does not take the plate, and you get nothing.
    .behind = There are two safe lines: one from you to the front, one from the front to the servers behind. The first works, or you could not read the error. The second could not be set up.
    .owner = Check the certificate on the server behind: dates, names, full chain, and the name the gateway sends in SNI. Check that both share TLS versions and ciphers. If your CDN checks strictly, use a publicly trusted or the CDN's own origin certificate.
    .fact = The s in https covers your line up to the front desk. What lies behind it is up to the site.

topic-upstream-dns = The site's front desk is up, but it can't find the servers behind it.
    .title = The front can't find what is behind
    .story = Big sites have a front desk. It looks up the address of the servers behind it in the internet's address book, just as your browser does. That look-up failed. Perhaps the entry was deleted or misspelled, or its name servers are down. Your own connection is fine.
    .picture = The restaurant has moved its kitchen to another house. The waiter looks up the new address, but it is not in the book. He does not know where to take your order.
    .behind = The gateway knows the servers behind it by name. It tried to turn that name into a number and got no useful answer.
    .owner = Check the host name of the origin in your gateway or CDN settings. Does it resolve from the outside, and from the gateway's own network? Look at deleted cloud hosts, CNAME targets, private zones, and gateways that look a name up only at start.
    .fact = Even the computers inside one site often find each other by name, with the same kind of address book that you use.

topic-overloaded = The site has more to do than it can handle right now.
    .title = Too busy right now
    .story = The site is there and answers, but it says that it can't serve you at the moment. Mostly there are too many visitors, or a part of its computers is missing. It protects itself by sending some people away, so that it does not fall over for everyone. It can also be a short pause while something restarts.
    .picture = The restaurant is packed to the last chair, and people queue in the street. The waiter at the door says: we can't seat anyone now, please come back later. The kitchen is fine. It just can't cook faster.
    .behind = A code such as 503 means that the server can't handle the request for now, and that this should pass. It may say when to come back. Gateways send it, too, when they have no free or healthy server to ask.
    .owner = Look at load, queue lengths, worker and connection limits, and the number of healthy servers. Was there a traffic peak, an attack or a lost node? Shed load early, cache more, add capacity, and send Retry-After with an honest time.
    .fact = A site may tell your browser when to come back, either as a date or as a number of seconds.
    .closing = A crowd is a sign of life. It will thin out.

topic-maintenance = The site is being worked on, and it should be back when the work is done.
    .title = Closed for maintenance
    .story = The people who run the site have put up a note: we are working on it. This is mostly planned. They may move data, put in a new version or swap machines. Nothing is broken on your side. If they gave a time, take it as a good guess.
    .picture = A sign hangs on the restaurant's door: closed today, we are painting the kitchen. Nobody is hurt, and the cook is in a good mood. Come back later, and it will smell of fresh paint.
    .behind = The site swapped its pages for one note and sends it to everybody, with a code that means: not now. Behind it, the team can work in peace.
    .avoid = No, but many sites announce such work on their status page days before.
    .owner = Send the note as a 503 with Retry-After, so that search engines and bots know it will pass. Put the end time into the page and onto your status page. Remember to take the note down: check it from outside.
    .fact = Search engines know about breaks, too: the code 503 tells them to come back later.
    .closing = Planned work is good work. Have a break while they have theirs.

topic-misrouted = A server answered, but this site is not set up on it.
    .title = The wrong house answered
    .story = We reached a working server, but it does not know this site. It shows a default page or says that the name is unknown. The site may have just moved, may have been removed, or its name points to the wrong place. Many sites share one server, so a small slip is enough.
    .picture = You follow the address to the restaurant, but a stranger opens. No restaurant here, he says, this is an office. The address in the book is old, or somebody hung the sign on the wrong house.
    .behind = With each request, your browser says which site it wants. The server looks in its list. If the name is not in it, it sends a default page or an error.
    .owner = Check that the domain is added to the hosting plan or CDN, that the virtual host or ingress rule matches this exact name, and that DNS points to the right place. Remove stale records: a stranger could claim a forgotten name.
    .avoid = No. But if the name is old, look for the site's new address.
    .fact = Many sites can share one address. That works because your browser says which one it wants, and since 1997 it has to.
    .closing = It looks odd, but a wrong address is among the easier things to mend.

topic-http-error = The site answered with an error of its own and could not show the page.
    .title = The site reports an error
    .story = We reached the site, and it answered with an error code that means trouble on its side. The code does not say much more. It may be a bug, an overload or work in progress. We don't guess which.
    .picture = The waiter comes out of the kitchen and shakes his head. He says a word that you have never heard. You only understand: no meal right now, and it isn't your fault.
    .behind = Codes from 500 to 599 mean that the server could not do what was asked, although the request looked fine. Some sites and their guards make up codes of their own in this range.
    .owner = Find this code in the logs of each layer: CDN, balancer, gateway, app. Only one of them made it. If it is your own code, a standard one (500, 502, 503, 504) tells visitors and machines more.
    .fact = A browser need not know every code. If it meets a strange one from 500 to 599, it treats it as a plain 500.

## The doorman

topic-rate-limited = The site says that too many requests came in a short time and asks you to slow down.
    .title = Too many requests
    .story = The site counts how often somebody asks. When it is too often, it says: not so fast. That may be you, an app on your device, or somebody who shares your internet address, as in a school or with a VPN. If it was our own check that was too quick, your browser may still get in. The limit ends by itself.
    .picture = You call the waiter again and again. At some point he says: please wait a little, other guests want something too. He is not angry. He will come back.
    .behind = A code such as 429 means too many requests. The site may add how long to wait. Each new try can start the clock again.
    .owner = Check whether the limit is per address, per account or per key, and whether shared addresses (schools, mobile networks) hit it. Send Retry-After. Look for clients that retry without a pause. Let well-behaved monitors through.
    .fact = The code for too many requests is from 2012. The same paper gave us a code for hotel Wi-Fi sign-in pages: 511.
    .closing = Just breathe. This lifts by itself.

topic-bot-blocked = The site most likely works, but it keeps programs like ours out, so try it in your browser.
    .title = It won't let our check in
    .story = The site has a guard that tells people from programs. Our check is a program, and it says so honestly. So the guard stopped it, or asked it to prove that it is human. That is not an outage. Your own browser will most likely get in, maybe after a short check. What lies behind the guard we can't see.
    .picture = A doorman stands in front of the restaurant. He looks at us: sorry, no robots. You, as a real guest, will most likely be let in after a short look. We can see the lights on inside, but not your table.
    .behind = The guard looks at many signs: the address, the speed, how the browser behaves. Then it lets a visit through, gives it a small test, or turns it away. The site's own servers may never hear of it.
    .owner = Nothing is broken. If you want honest monitors to see you, allow their user agent on a health page that needs no test. Watch for real people who get caught: VPN users, old browsers, screen readers.
    .fact = CAPTCHA is short for a very long name: a test to tell computers and humans apart. Its best-known paper is from 2003.

topic-access-denied = The site answers, but it did not let this visit in.
    .title = Access denied
    .story = The site understood the request and said no. Perhaps the page is only for members, for some countries or for people inside a company. Perhaps a guard thought that the visit looked odd. It said no to our visit. It may treat yours in another way.
    .picture = The doorman looks at his list and shakes his head. Members only, or not from here. The restaurant is open, and others are eating inside. You just are not on the list, or he mistook you for someone else.
    .behind = The code 403 means that the server understood but refuses. The code 401 means that you must sign in first. Both come from a server that works.
    .owner = Check rules of the firewall, country blocks, file rights, hot-link protection and missing index pages. Does the log name a rule? Compare with a visit from a home network. Send 401, not 403, where a sign-in would help.
    .fact = A site may hide a page by saying that it does not exist. The standard allows 404 in place of a plain no.

topic-legal-block = The site must not show this page here, for legal reasons.
    .title = Blocked for legal reasons
    .story = Somebody with the right to do so, such as a court or an authority, asked for this page to be blocked. Or the site blocks it to keep a law where you or we are. The site itself and its other pages may be fine.
    .picture = The dish is on the menu, but a strip is glued over it: not allowed in this town. The waiter can't serve it to you, even if the kitchen could cook it.
    .behind = The code 451 means not available for legal reasons. The reply should say who asked for it, but it does not have to.
    .avoid = No. The rule is made for the place that your visit comes from.
    .owner = Say in the page which demand or law it is, and link to the party that set the block (RFC 7725 has a link relation for this). Check that the block covers only the regions it should.
    .fact = The code 451 is a nod to the book Fahrenheit 451, and its standard thanks the writer, Ray Bradbury.
    .closing = It isn't about you. It is a rule between the site and the law.

## The menu

topic-not-found = The site is up, but this page is not there.
    .title = Page not found
    .story = The site answered at once: I have no such page. Perhaps the link has a typing slip, the page was moved, or it was taken away. The rest of the site most likely works. If every page says this, the site may be set up wrongly.
    .picture = You sit in the restaurant and order a dish. The waiter looks at the menu: we don't have that. The kitchen is warm and the cook is there. Just pick another dish, or look at the menu again.
    .behind = The code 404 means that the server has nothing to show under this address. It does not say if that is for now or for good.
    .owner = Look at where the bad link comes from (Referer in the log). Redirect moved pages to their new place. If all pages fail, check the document root, the rewrite rules, the base path and the last deploy.
    .fact = The code 404 never says if a page is gone for now or for ever. There is a code of its own for that: 410.

topic-gone = The site is up, but this page was taken away for good.
    .title = Gone for good
    .story = The site says clearly: there was a page here, and it was removed on purpose. It most likely won't come back at this address. The rest of the site may be fine. Perhaps the page has a new home, or somebody kept a copy.
    .picture = You ask for last year's soup. The waiter says: we took that off the menu, and it won't return. He would be glad to bring you something else.
    .behind = The code 410 means that the page is gone and that this is most likely for good. Unlike 404, the site's owner says so on purpose.
    .owner = If this was not meant, look for a rule that marks whole folders as gone. If it was, link to a page that helps. Search engines may drop such pages.
    .fact = The web forgets: of the pages that were there in 2013, 38 in 100 could not be found ten years later.

topic-client-error = The site is up, but it could not accept this request.
    .title = The site did not accept the request
    .story = The site answered that something is wrong with what it was asked. It can be an odd link, old cookies (small notes a site keeps in your browser), a sign-in that ran out, or a page that is only for apps. Our check asks like a simple browser, so your own visit may fare better.
    .picture = You order, but the waiter does not get it. Sorry, he says, I can't write that down like this. The kitchen is fine. Try to say it in another way.
    .behind = Codes from 400 to 499 mean that the server works but sees a mistake in the request. The exact code says what kind.
    .owner = Look up the exact code in the log and which layer made it. Check limits for header and body size, allowed methods, the app's routes, token expiry and clock drift. An address meant only for apps is fine as it is.
    .fact = A browser need not know every code. If it meets a strange one from 400 to 499, it treats it as a plain 400.

## Ourselves

topic-own-network = Our own network is in trouble, so we can't tell how the site is.
    .title = Our own network is in trouble
    .story = Before we blame a site, we check our own line with a few well-known places. Right now these fail too. So the trouble is most likely with us. The site may be fine. Please try it yourself, or ask us again later.
    .picture = We wanted to look at the restaurant for you. But our own street is flooded, and we can't get out of the house. So we can't say if it is open. Have a look yourself.
    .behind = We keep an eye on several big, independent places. If most of them fail at the same time, we don't trust our own view and say so instead of a wrong alarm.
    .owner = Nothing to check on the site. Whoever hosts this bot should look at its network, its name servers and its firewall.
    .fact = A joke standard of 1996 says: it is easier to move a problem around than to solve it. So we don't push ours onto the site.
    .closing = Sorry about that. We would rather tell you nothing than something false.

topic-unknown = We looked, but what we saw does not tell us whether the site works.
    .title = We can't tell
    .story = Our look at the site gave no clear picture. Some signs say this, others say that, or the answer was too odd to judge. We could guess, but a guess helps nobody. Try the site yourself, and ask us again in a few minutes.
    .picture = We stand in front of the restaurant. The light is on, but the door is shut, and a radio plays inside. Is it open? We honestly can't say. Knock yourself, or come back with us later.
    .behind = Each look has steps: the name, the connection, the ID check, the answer. What they gave us does not fit any case that we know for sure.
    .owner = Look at the details of this check and compare them with your own logs at that minute. If the signs conflict, look for mixed versions, one sick server among several, or a region that differs.
    .fact = Among the web's official codes there is none that means: I don't know. So we say it in words.
    .closing = Not knowing is a fine place to start. A second look often clears it up.
