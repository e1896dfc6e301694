### Status codes, Cloudflare's numbers, gateways, platforms and services: only what is special to each.
### What a topic does not say here is said by its base (data/codes.toml). One text is one line.

## Statuses that are news, not trouble (1xx, 2xx, 3xx)

topic-status-100 = The server says "go on, send the rest", so nothing is wrong.
    .title = 100 Continue
    .story = Before sending something big, a program may ask whether it is welcome at all. 100 is the quick yes. The real answer comes after it. You should never see this as a page: if you do, a program on the way stopped listening too early.
    .picture = You ask the waiter "may I order the big feast?" and he nods. The meal comes later.
    .fact = It pairs with the header "Expect: 100-continue", which saves sending a large file that would be turned away.

topic-status-101 = The site agreed to a live connection, so all is well.
    .title = 101 Switching Protocols
    .story = Chats, games and live scores start as a normal web request, then ask to keep the line open both ways. 101 is the site's "yes, let's". From then on the two sides speak another language on the same line, most often WebSocket.
    .picture = You and the waiter agree to stop passing notes and simply talk.
    .owner = If live features fail, look for a proxy that drops the Upgrade and Connection headers, or that closes idle lines too soon.
    .fact = Discord's own live connection to your app begins as a WebSocket, and over HTTP/1.1 a WebSocket begins with a 101.

topic-status-103 = The site gave your browser a head start, so nothing is wrong.
    .title = 103 Early Hints
    .story = While the site still builds the page, it can already tell the browser which styles and scripts will be needed. The browser fetches those in the gap. The real answer follows, with its own number.
    .picture = The waiter brings bread and cutlery while the kitchen still cooks.
    .owner = Some older programs stumble over 103 before the real answer. If only they fail, turn Early Hints off for them.
    .fact = It was published in 2017 as an experiment. Chrome began to use it in 2022, in its version 103, of all numbers.

topic-status-200 = The site answered and says that all is well.
    .title = 200 OK
    .story = 200 is what nearly every page you ever see comes with; you only hear of it when something looks wrong anyway. It means the server was happy with its own answer. It does not prove that the page holds what you hoped for: some sites print "something broke" on a page marked 200.
    .picture = The plate arrives, just as ordered. Whether you like the taste is another matter.
    .owner = A 200 from a cache does not prove that your own server is alive. Check for a word that only a healthy page has.

topic-status-201 = Your request worked, and something new was made.
    .title = 201 Created
    .story = You sent something, such as a post, a file or an order, and the site made a new entry for it. Sending it again may make a second one.
    .picture = The waiter takes your recipe, and the kitchen adds a new dish to the menu.

topic-status-202 = The site took your request and will work on it later.
    .title = 202 Accepted
    .story = Some jobs take too long to wait for: making a video, sending many mails. The site says yes now and does the work in the background. It is a promise to try, not a promise of success, so look again later.
    .picture = The waiter has your order on his pad. The kitchen has not started yet.

topic-status-204 = The request worked, and there is simply nothing to show.
    .title = 204 No Content
    .story = Saving a setting or pressing a button often needs no page in return. 204 says "done" and sends nothing, so your browser stays where it is.
    .picture = You tell the waiter "no onions". He nods. There is nothing to serve.
    .fact = Android phones test their internet by asking a Google address for a 204. A hotel's login page can't resist sending something, and so it is found out.

topic-status-206 = The site sent just the part that was asked for.
    .title = 206 Partial Content
    .story = Videos and big downloads come in pieces, so that you can jump ahead or carry on after a break. Each piece is a 206.
    .picture = You asked for one slice of the cake, and the waiter brings one slice on a plate.

topic-status-301 = The page has moved for good, and your browser will follow.
    .title = 301 Moved Permanently
    .story = The site tells your browser the new address and asks it to remember. Normally you notice nothing. If you land in the wrong place, your browser may remember an old move: try a private window.
    .picture = A sign on the door of the restaurant: "We moved to number 12, for good."
    .owner = Browsers keep a 301 for a long time. While you test, use 302 or 307, or send Cache-Control with a short life.
    .fact = A 301 may turn a sent form into a plain page visit, for historical reasons. 308 was made because of that.

topic-status-302 = The page is at another address for now, and your browser follows.
    .title = 302 Found
    .story = This is the everyday "go over there": after you log in, for the right language, or from a short link. Your browser goes there by itself.
    .picture = A sign at the entrance: "Today we serve on the terrace." You walk around the house, and dinner goes on.
    .fact = In HTTP/1.0 it was named "Moved Temporarily". The name changed to "Found", the confusion stayed.

topic-status-303 = Your form arrived, and the result is on another page.
    .title = 303 See Other
    .story = After you send a form, the site sends you on to a page with the result. That way a refresh shows the result again and does not send the form twice.
    .picture = You pay at the till, and a sign sends you to the counter to collect your meal.
    .owner = Use 303 after a POST: it stops double orders when people press refresh.

topic-status-304 = Nothing has changed, so your browser shows its saved copy.
    .title = 304 Not Modified
    .story = Your browser asked "is my copy still good?" and the site said yes. Nothing is sent again, so pages open faster. If you see an old page, press refresh with Shift held down.
    .picture = The waiter says: "Same menu as last week, keep the one in your hand."
    .owner = If visitors see stale pages, check ETag and Last-Modified: a 304 is only as honest as they are.

topic-status-307 = The page is elsewhere for now, and your browser follows.
    .title = 307 Temporary Redirect
    .story = Like 302, with one promise: whatever you sent is sent again, unchanged, to the new address. Your browser may also show a 307 of its own when it changes http to https by itself.
    .picture = A sign on your table says "closed today". The waiter carries your order to the next one, word for word.
    .fact = The 307 you see in Chrome's tools with "Internal Redirect" never left your computer.

topic-status-308 = The page has moved for good, and what you send goes along.
    .title = 308 Permanent Redirect
    .story = The strict brother of 301: a new address for ever, and a form stays a form on the way.
    .picture = A sign says that the restaurant moved for good, and your order slip moves with it unchanged.
    .fact = Google used 308 for "resume an upload" before it became the number for a redirect.

## The request was not accepted (4xx)

topic-status-400 = The site could not understand what your browser sent.
    .title = 400 Bad Request
    .story = Somewhere in the request was something the server could not read: a mangled link, an old cookie (a small note a site keeps in your browser), or a form cut short. The site is alive, since it answered. Most often a fresh start helps: open the front page, or clear this site's cookies. If a program sent it, its message is malformed.
    .picture = You order in a language the waiter can't read. He brings the slip back.
    .owner = Look for the exact words. "Request Header Or Cookie Too Large" is a cookie problem. "The plain HTTP request was sent to HTTPS port" is http spoken to an https port. A bad Host header also ends here.

topic-status-401 = The site wants you to log in first.
    .title = 401 Unauthorized
    .story = The site works, but it does not know who you are. Your login ran out, was never there, or a program has a wrong key. Log in again. For a status check a 401 is good news: the service is alive and guards its door.
    .picture = The waiter asks for your booking. No booking, no table, but the kitchen is busy as ever.
    .owner = A 401 must carry WWW-Authenticate (RFC 9110 section 11.6.1). If all users get 401 at once, look at token expiry, clocks and the signing key.
    .fact = It is called "Unauthorized" but means "we don't know who you are". "We know, and no" is 403.

topic-status-402 = The site says that something has to be paid first.
    .title = 402 Payment Required
    .story = The rules keep this number for later use, so each service gives it its own meaning: a plan that ran out, an unpaid bill, a quota used up. The page or the app should say which. If it is not your account, only the site's owner can settle it.
    .picture = The waiter points at the bill from last time.
    .owner = Check your hosting bill and plan limits. Shopify sends 402 for a frozen shop, others for a used-up free plan.
    .fact = The rules of 1997 already kept 402 "for future use". They still do.

topic-status-403 = The site is up, but it will not show you this page.
    .title = 403 Forbidden
    .story = The server understood you and said no. Perhaps the page is private, your account lacks a right, or a guard does not like your network, country or VPN. Logging in again only helps if the page is meant for you. The site itself is alive.
    .picture = The door says "staff only". The restaurant is open, just not that door.
    .owner = Check file permissions, directory index, access rules and your firewall's event log. On some platforms a stopped or unpaid app also says 403.
    .fact = A server may say 404 in place of 403, to hide that the page exists at all. RFC 9110 allows it.

topic-status-404 = The site works, but this page is not there.
    .title = 404 Not Found
    .story = You reached the site, and it looked, and found nothing at that address. The link may be old, mistyped or cut off in a chat. The rest of the site most likely works fine: try the front page or its search.
    .picture = You order a dish that is not on the menu. The kitchen is fine.
    .owner = If good pages give 404 after a change, look at routes, rewrite rules and letter case. If every page does, the request reaches the wrong site or an empty release.
    .fact = A story says that 404 was a room at CERN. Robert Cailliau, who was there when the web was made, calls that a myth.

topic-status-405 = The page is there, but it can't be used in this way.
    .title = 405 Method Not Allowed
    .story = Browsers can ask for a page, send a form, or delete things. This page does not take what was tried, for example a form sent to a page that can only be read. Go back and use the site's own button.
    .picture = You hold out your money at the coat rack. The waiter shakes his head: wrong counter for that.
    .owner = The answer must list the allowed methods in Allow. Check the form's method, missing routes, and proxies that turn POST into GET on a 301 or 302.

topic-status-406 = The site has no version of this that your app will take.
    .title = 406 Not Acceptable
    .story = An app can say "only this format, please". The site has none like that. Security filters on shared hosting also send 406 when they dislike a request. In a browser, try a plain visit to the front page.
    .picture = You want it vegan, cold and to go. The waiter looks through the menu twice and finds no such dish.
    .owner = Compare the Accept headers with what you offer. If ModSecurity runs, look at its audit log first.

topic-status-407 = Your own network wants you to log in before it lets you out.
    .title = 407 Proxy Authentication Required
    .story = A proxy is a helper that all web traffic in your school or company passes through. It sent this, not the site. Log in to the network, or ask the people who run it.
    .picture = The porter of your own house wants a badge before you may leave for the restaurant.
    .behind = The visit got no further than your own network. Its proxy answered in place of the site, with a number that means: log in to me first.
    .avoid = Yes. Log in to the network before you start, and keep its password where you find it.
    .owner = A public site should never send 407. If yours does, a forward proxy is placed where a reverse proxy belongs.
    .closing = The site knows nothing of this. It never even heard your question.

topic-status-408 = The site waited too long for your side to finish asking.
    .title = 408 Request Timeout
    .story = The connection was open, but the full question did not arrive in time. A weak Wi-Fi, a big upload or a sleeping tab can do that. Just try again.
    .picture = You sat down and kept thinking. After a while the waiter took the menu away.
    .owner = Look at the client's upload speed and your header and body timeouts. HAProxy logs these as cR.
    .fact = Browsers may send the same request again by themselves after a 408.

topic-status-409 = Your change clashes with one that was made before it.
    .title = 409 Conflict
    .story = Two people edited the same thing, a name is already taken, or the same button was pressed twice. Reload the page, look at the newest state, and make your change again.
    .picture = Two guests reserve the same table at the same time. The waiter can only seat one.
    .owner = Say in the answer what clashed. Cloudflare also uses 409 for its errors 1018 and 1023.

topic-status-410 = This page was removed on purpose and will not come back.
    .title = 410 Gone
    .story = A 404 says "not here". A 410 says "it was here, and we took it away". Search engines may drop such pages. An archive of the web may still have a copy.
    .picture = The dish was crossed off the menu with a thick pen.

topic-status-411 = The site wants to know the size before it takes an upload.
    .title = 411 Length Required
    .story = Browsers nearly always say how much they send, so this mostly happens to scripts and old programs. If you see it in a browser, try without a VPN.
    .picture = "How many guests?" asks the waiter, before he gives you a table.
    .owner = Have the client send Content-Length, or allow chunked uploads.

topic-status-412 = The thing you wanted to change was changed by someone else first.
    .title = 412 Precondition Failed
    .story = The app said "change it only if it is still as I know it". It was not, so nothing was changed. Reload and try again. This is a guard that keeps people from wiping out each other's work.
    .picture = You tell the waiter: "The last slice, if it is still there." It is not, so he brings nothing.

topic-status-413 = The file or form you sent is too big for this site.
    .title = 413 Content Too Large
    .story = Sites set a limit for uploads. Yours was above it, so nothing was saved. Make the file smaller, or send it in parts.
    .picture = You bring twenty friends, and the waiter has a table for four.
    .owner = nginx allows 1 MB unless the directive client max body size says more. Check every layer: Cloudflare, nginx, PHP (the limits for posts and for uploaded files) and the app.
    .fact = It has had three names: Request Entity Too Large, Payload Too Large, and now Content Too Large.

topic-status-414 = The web address is too long for this site.
    .title = 414 URI Too Long
    .story = Some links carry a whole form inside them, or they grew longer at every step of a redirect loop. Start again from the front page.
    .picture = Your order slip is so long that it rolls out of the door. The waiter gives up at page nine.
    .owner = Look for a redirect that appends to itself, and for forms that should use POST.

topic-status-415 = The site can't use the kind of file that was sent.
    .title = 415 Unsupported Media Type
    .story = The upload arrived, but in a format the site does not take. Save it as another kind, such as JPEG or PDF. For programs: the Content-Type is wrong or missing.
    .picture = You hand the waiter a bag of gravel and ask for soup.

topic-status-416 = Your download asked for a part of the file that is not there.
    .title = 416 Range Not Satisfiable
    .story = A resumed download said "go on from here", but the file is shorter than that, or has changed. Delete the half file and start the download anew.
    .picture = You ask the waiter for the ninth slice of a cake that was cut in eight.

topic-status-417 = A program asked the site for a promise that it can't give.
    .title = 417 Expectation Failed
    .story = The only promise in use is "Expect: 100-continue": may I send something big? This server, or a helper on the way, does not play along. Browsers do not send it, so it is about a script or an app.
    .picture = "Will you say yes before I order?" The waiter only takes orders.
    .owner = Switch off Expect: 100-continue in the client, or fix the proxy that does not know it.

topic-status-418 = This is a joke: the server claims to be a teapot.
    .title = 418 I'm a teapot
    .story = In 1998 a joke standard described coffee pots on the internet. A teapot that is asked for coffee answers 418. Some sites use it for fun, and some use it to turn away robots. If a real page says so, the site may have taken you for a robot.
    .picture = You order coffee. The waiter is a teapot.
    .owner = If you did not set this yourself, a security filter or a joke in a framework did. Real clients can't know what to do with it.
    .fact = In 2017 there was a plan to drop 418 from well-known programming tools. A page called "Save 418" spoke up for it, and it stayed. The number is now reserved so that nobody else may use it.
    .closing = Short and stout, but not broken.

topic-status-421 = Your question reached a server that does not look after this site.
    .title = 421 Misdirected Request
    .story = One line was reused for two sites, and the server behind it only knows one. Browsers can try again on a fresh line by themselves. If it does not go away, close the browser and open it again.
    .picture = The waiter carried your order to the kitchen of the house next door.
    .owner = Check which names one certificate covers and which server each of them reaches. HTTP/2 lets browsers share a connection between names of one certificate. A wrong SNI or Host does the same.

topic-status-422 = The site read what you sent, but something in it is wrong.
    .title = 422 Unprocessable Content
    .story = The form arrived in one piece, but a part of it makes no sense to the site: a date in the past, a missing field. The page mostly marks it in red. Correct it and send again.
    .picture = "One steak, no steak, please." The waiter can read it, but nobody can cook it.

topic-status-423 = Someone else is using this file, so it is locked for now.
    .title = 423 Locked
    .story = Shared folders on the web can lock a file while one person edits it. Wait until they are done, or ask who has it open.
    .picture = You ask the waiter for the pepper mill. It is in use at another table.

topic-status-424 = This step failed because a step before it failed.
    .title = 424 Failed Dependency
    .story = Several things were to be done in a row. One did not work, so the others were not tried. The first failure is the one to look at.
    .picture = The waiter is sorry: no dough today, so no pizza, and no pizza bread either.

topic-status-425 = The site asks your browser to try again once the line is fully safe.
    .title = 425 Too Early
    .story = To be fast, a browser may ask its question before the secure greeting is finished. For some pages a site will not risk that. Browsers try again by themselves, so you should hardly ever see it.
    .picture = You order while still hanging up your coat. The waiter asks you to sit down first.
    .owner = Forward the Early-Data header, and answer 425 only for requests that must not be replayed.

topic-status-426 = The site only talks to newer apps or browsers.
    .title = 426 Upgrade Required
    .story = The server wants another way of talking than your app used: a newer protocol, or a live connection. Update the app or the browser. A plain visit to an address made for live connections shows it too.
    .picture = The restaurant takes orders by tablet only, and you brought a pencil.
    .owner = You must name the wanted protocol in Upgrade. A WebSocket server behind a proxy that drops Upgrade headers is the classic.

topic-status-428 = The site wants proof that you saw the newest version first.
    .title = 428 Precondition Required
    .story = To keep two people from wiping out each other's work, the site demands "change it only if it is still like this". The app did not say so. Reload and try again.
    .picture = The waiter asks which menu you read. The old one is void.

topic-status-429 = You or your network asked too often, so the site says "slow down".
    .title = 429 Too Many Requests
    .story = Sites limit how often one visitor may ask. The limit may count your whole school, your VPN or your bot. It goes away by itself if you wait. Asking again and again can make it last longer.
    .picture = Your table called the waiter forty times in a minute. He now takes a break from it.
    .owner = Send Retry-After, and count per account before you count per address: whole cities can share one.
    .fact = Before 2012 there was no number for this. Twitter made up its own: 420, "Enhance Your Calm".

topic-status-431 = Your browser sent too many small notes that it keeps for this site.
    .title = 431 Request Header Fields Too Large
    .story = Cookies are small notes a site leaves in your browser, and it gets all of them back on every visit. When they grow too many, the site refuses. Delete the cookies of this site, then open it again.
    .picture = You bring every receipt you ever got. The waiter can't find the order among them.
    .owner = Count your cookies, above all on the parent domain. Raise limits only after that. Node's limit is 16 KB, nginx has four buffers of 8 KB.

topic-status-451 = The law or a court keeps this page from being shown to you.
    .title = 451 Unavailable For Legal Reasons
    .story = The site itself works. It, or your provider, was told not to show this page, often in one country only. Some sites in America also show it to all of Europe, out of worry about privacy law.
    .picture = The dish is still on the menu, with a black bar across it. The town has banned it.
    .fact = The number honours Ray Bradbury's novel Fahrenheit 451, about burning books. The standard thanks him.

## Unofficial 4xx codes seen in the wild

topic-status-419 = The form was open too long, so the site no longer trusts it.
    .title = 419 Page Expired
    .story = Sites made with Laravel put a secret stamp into each form. After some hours, or when cookies (small notes a site keeps in your browser) are off, the stamp is no good. Reload the page, log in if asked, and fill the form in again. Copy long texts first.
    .picture = Your booking slip is from yesterday. The waiter asks you to take a new one.
    .owner = Check how long sessions live, where they are kept, the domain and the Secure flag of the session cookie, the hidden token in each form, and caches that keep forms.
    .fact = No standard knows 419. It is Laravel's own.

topic-status-420 = The site says you asked too often, and asks you to calm down.
    .title = 420 Enhance Your Calm
    .story = This old, made-up number means the same as 429: too many questions in a short time. Wait a little. Some frameworks use 420 for other failures of their own.
    .picture = The waiter brings a cup of tea and asks for a quiet minute.
    .fact = The phrase is from the film Demolition Man. It lives on inside HTTP/2, where error 11 is officially named "enhance your calm".

topic-status-430 = A Shopify shop took this request for an attack or a robot.
    .title = 430 Shopify Security Rejection
    .story = Shopify, which runs many web shops, sends this unofficial number when a request looks unsafe or too hasty. Wait a few minutes, and turn off VPNs and tools that add things to pages.
    .picture = The doorman does not like the look of your bag.

topic-status-440 = You were logged out because you were away too long.
    .title = 440 Login Time-out
    .story = Microsoft's mail and office pages send this number when a login has run out. Log in again. Text you were writing may be lost, so copy it first if it is still on the screen.
    .picture = You were on the phone for an hour, and the waiter gave your table away.

topic-status-444 = The server hung up without a word, and it did so on purpose.
    .title = 444 No Response
    .story = 444 is a number that the web server nginx only writes into its own log. It closes the line and sends nothing. Visitors see "empty response" in its place. Owners use it against robots and for names they do not serve.
    .picture = The doorman looks at you and shuts the door without a word.
    .owner = Look for "return 444" in the nginx configuration. In a default server block it also hits real visitors whose host name was forgotten in the list of server names.

topic-status-449 = The site wants you to add something and then try again.
    .title = 449 Retry With
    .story = A number of Microsoft's own. The request is fine but lacks some detail, and the app should ask you for it. If you see it as a page, update the app or log in again.
    .picture = "And to drink?" The waiter will not go before you say.

topic-status-450 = Parental controls on this computer block the page.
    .title = 450 Blocked by Windows Parental Controls
    .story = The block is on your own device or account, not at the site. Whoever set up the family account can allow it.
    .picture = The adult at your table tells the doorman not to let you into that room.
    .behind = Windows looks at each address before the browser may go there. This one is not on the list of allowed ones, so the site was never asked.

topic-status-460 = The visitor's side hung up before the site had answered.
    .title = 460 Client closed connection
    .story = This number comes from Amazon's load balancer, a front desk for sites, and is only found in logs. Someone closed the tab, lost the network, or an app has too little patience. Many of these at once mean that the site is slow.
    .picture = The guest left while the waiter was still on his way with the soup.
    .owner = Compare the client's timeout with the balancer's idle timeout (60 s unless changed) and with how long your answers take.

topic-status-463 = The request passed through far too many stops on its way.
    .title = 463 Too many forwarded addresses
    .story = Each helper on the way adds its address to a list. Amazon's load balancer, a front desk for sites, refuses when the list has more than 30. That mostly means a loop, or a forged list.
    .picture = The order slip went through thirty hands. The waiter no longer trusts it.
    .owner = Look for a proxy loop, and reset X-Forwarded-For at the first proxy you trust.

topic-status-464 = The site's front desk and its servers are set to speak different languages.
    .title = 464 Incompatible protocol
    .story = Amazon's load balancer, a front desk for sites, got a request in one version of the web's language, but the servers behind it are set to take another. Only the owner can put it right.
    .picture = The waiter speaks French, the kitchen only takes Greek.
    .owner = Match the target group's protocol version (HTTP/1.1, HTTP/2, gRPC) with what clients send.

topic-status-494 = Your browser sent too many small notes that it keeps for this site.
    .title = 494 Request header too large
    .story = nginx uses 494 inside and shows it as "400 Request Header Or Cookie Too Large". Delete this site's cookies and open it again.
    .picture = Your pockets are so full of old receipts that the waiter can't find the order among them.
    .owner = Look at the size and number of cookies first, then at nginx's large client header buffers.

topic-status-495 = The site did not accept the digital key your device showed.
    .title = 495 SSL Certificate Error
    .story = Some company pages let in only devices with a digital key, called a client certificate. Yours is wrong or too old. Ask the people who gave it to you.
    .picture = Your club card has run out, so the man at the door hands it back.
    .owner = Check which CA nginx trusts for clients, how deep it verifies, when the client certificate expires, and the revocation lists.

topic-status-496 = This site only lets in devices with a special digital key.
    .title = 496 SSL Certificate Required
    .story = The page is guarded by a client certificate, a digital key on your device. Your browser showed none. If you should have one, ask the people who run the site.
    .picture = Members only, and you did not show a card.

topic-status-497 = The visit came in the open, but this door only takes safe lines.
    .title = 497 HTTP Request Sent to HTTPS Port
    .story = The address should begin with https. nginx shows this as "400 The plain HTTP request was sent to HTTPS port". Type https, a colon and two slashes in front of the address.
    .picture = You shout your order through the door. The waiter points at the intercom.
    .owner = nginx can send such visitors on: an error page for 497 that redirects to https. Behind a balancer, check that it speaks TLS to this port.

topic-status-498 = The pass from your login is wrong or has run out, so log in again.
    .title = 498 Invalid Token
    .story = Map services by Esri send this number. An app showed a pass that is no longer good. Log in again, or renew the key.
    .picture = You show the doorman a voucher with last year's date on it.

topic-status-499 = The visitor's side hung up before the site had answered.
    .title = 499 Client Closed Request
    .story = nginx writes 499 into its log when the other side goes away first. A closed tab, a lost phone signal, or an app or front desk with less patience than the server. Nobody ever sees it as a page. What was asked may still have been done.
    .picture = The guest walked out just as the plate left the kitchen.
    .owner = Many 499s mean slow answers. A balancer in front with a shorter timeout than nginx is the usual hidden "client".

topic-status-999 = LinkedIn took the visitor for a robot and sent it away.
    .title = 999 Request denied
    .story = LinkedIn answers 999 to programs it does not want, such as link checkers. In a browser the same page mostly opens. So this number does not mean that LinkedIn is down.
    .picture = The doorman turns away anyone who looks like a food critic.
    .fact = No standard has a status above 599. LinkedIn does not mind.

topic-status-4xx-other = The site is alive, but it did not accept this request.
    .title = Status { $status }
    .story = Numbers from 400 to 499 say that the request could not be served as it was sent. This one is rare or made up by one product, so its exact meaning depends on the site. Try the front page, or log in again.
    .owner = By RFC 9110 section 15, an unknown 4xx is treated like 400. Look in the documentation of the product that sent it.

## The server's side failed (5xx)

topic-status-500 = Something broke inside the site while it made your page.
    .title = 500 Internal Server Error
    .story = The site's program ran into something it was not ready for, and gave up. It could be a mistake in the code, a full disk or a lost database. Your device and your network are fine. A refresh may work, if only some requests fail.
    .picture = The cook drops the pan. The waiter can only say sorry.
    .owner = The cause is in the application's log at that very second, not in the access log. Look at the newest release, the database, the disk and the memory first.
    .fact = 500 is one of the fifteen codes listed for HTTP/1.0, in 1996.

topic-status-501 = The site does not know how to do what it was asked.
    .title = 501 Not Implemented
    .story = The server has never heard of this kind of request. That is mostly a matter of programs, not people. For a normal visit it points to a mistake in the site's settings.
    .picture = You ask the waiter for ice cream. The kitchen has one pizza oven and nothing else.
    .owner = Check which method was used, and whether a proxy or a minimal server in front can handle it at all.

topic-status-502 = The site's front desk is up, but the server behind it gave no usable answer.
    .title = 502 Bad Gateway
    .story = Big sites have a front desk that takes your request and asks a server behind it. The front desk works, or you would not see this page. The server behind it did not answer properly: it may be down, just starting again, or talking nonsense. A 502 alone does not tell which.
    .picture = The waiter went to the kitchen and came back with garbage on the plate. He does not dare to serve it.
    .owner = Read the front server's error log: "connection refused", "prematurely closed" and "invalid header" are three different faults behind the same page. Then look at restarts, memory kills and keep-alive times of the app.
    .fact = One nginx 502 page stands for at least nine different faults behind it. From outside they all look the same.

topic-status-503 = The site can't serve you right now: too busy, or closed for work.
    .title = 503 Service Unavailable
    .story = 503 means "not now", in the hope of soon. Too many visitors at once, planned work, or no server left that is fit to answer. Waiting is the best help: every refresh adds to the queue.
    .picture = The restaurant is full, or the cook is on a break. The waiter puts up a sign: "Not right now."
    .owner = Check first who said it: nginx says 503 for its own limits, HAProxy when no server is left, a cloud balancer when no target is registered. Send Retry-After when you know how long.
    .fact = A server may add a note named Retry-After to a 503, and say in it when to come back.
    .closing = Full houses empty again. Give it a little while.

topic-status-504 = The site's front desk waited, but the server behind it took too long.
    .title = 504 Gateway Timeout
    .story = The front desk asked the server behind it and looked at its watch, often for 30 or 60 seconds. No answer came in time. The work may still be going on back there: if you were paying or sending, check before you do it again.
    .picture = The waiter waits at the kitchen hatch. And waits. Then he comes back with empty hands.
    .owner = The elapsed time tells: near a connect timeout means network or firewall, near the read timeout means a slow app or database query. Raising the timeout hides it.
    .fact = HTTP/1.0 had no 504. It came with HTTP/1.1, in 1997.

topic-status-505 = The site does not speak this version of the web's language.
    .title = 505 HTTP Version Not Supported
    .story = Browsers agree on a version first, so people hardly ever see this. A very old program, a helper on the way, or a space inside a link can cause it.
    .picture = You order in Latin. The waiter is impressed, but helpless.
    .owner = Look at the raw request line: an unescaped space in the path makes some servers read the rest as the version.

topic-status-506 = The site's settings go in a circle, so it can't pick a page for you.
    .title = 506 Variant Also Negotiates
    .story = The site can offer several versions of a page and choose one. Here the choice leads to another choice, without end. Only the owner can fix it.
    .picture = The menu says "see the other menu". The other menu says "see the first".

topic-status-507 = The site has no room left to save what you sent.
    .title = 507 Insufficient Storage
    .story = A full disk or a full account. If it is your own cloud folder, free some space. If not, only the owner can.
    .picture = The fridge in the kitchen is full. Your leftovers don't fit.

topic-status-508 = The site used up its share of power, or it ran in a circle.
    .title = 508 Loop Detected
    .story = In the standard, 508 is about folders that contain themselves. On shared web hosting it mostly means "Resource Limit Is Reached": the site used all the power it pays for. Wait and come back.
    .picture = Four restaurants share one kitchen, and this one has used up its hour at the stove.
    .behind = Many sites share one machine, and each has a share of its power. A counter watches over it. While a site is above its share, the machine answers with this number in its place.
    .owner = On CloudLinux hosting, look at the LVE faults (CPU, entry processes, memory). In WebDAV, look for a binding loop.

topic-status-509 = The site has used up the data traffic it paid for.
    .title = 509 Bandwidth Limit Exceeded
    .story = Some hosting plans only include so much traffic a month. It is used up, and the host shows this in place of the site. It ends when the owner pays for more, or when a new month begins.
    .picture = The kitchen has used up all the plates it was given for this month.
    .behind = No standard knows 509. The hosting company counts what a site sends in a month, and shows this number in place of the site once the share is used up.
    .owner = Raise the limit, or put a cache in front. Then look in the log for a robot that took it all.

topic-status-510 = The site wants an extra that the request did not bring.
    .title = 510 Not Extended
    .story = A leftover of an experiment from the year 2000 that nearly nobody uses. If you see it, a program or a security filter has its own idea of this number.
    .picture = "Without the special coupon, no dessert," says the waiter. Nobody prints that coupon any more.
    .fact = The experiment behind 510 was declared historic. The number stays on the books.

topic-status-511 = The Wi-Fi you use wants you to log in first.
    .title = 511 Network Authentication Required
    .story = Hotels, trains and cafes show a login page before they let you out. This number comes from that network, not from the site. Open any page in a browser and look for the login page.
    .picture = You have not even left the hotel lobby. The restaurant is across the street.
    .avoid = Yes. On a new Wi-Fi, open its login page before anything else.
    .owner = Your site does not send this. If visitors report it, they sit behind a captive portal.
    .fact = The standard asks real sites never to send 511. It is only for the network in between.
    .closing = The site is not the problem. Mostly one login is all it takes.

## Unofficial 5xx codes seen in the wild

topic-status-529 = The service has too much to do right now.
    .title = 529 Site is overloaded
    .story = An unofficial number. Anthropic's Claude sends it with the word "Overloaded" when all users together ask for too much. Qualys uses it in the same sense. It is not about your account: wait a little and try again.
    .picture = Every table is full and the kitchen hatch is stacked with orders.
    .behind = No standard knows 529. It means much the same as 503, the usual number for "too busy right now".
    .owner = If you call such a service, wait longer after each failure, add some chance to the wait, and show a kind message.

topic-status-530 = The company in front of the site can't find the site's own server.
    .title = 530
    .story = With Cloudflare, a 530 comes with a second number on the page, most often 1016 or 1033: that one tells the real story. Some hosts use 530 in their own way, for example for a site that is switched off.
    .picture = The waiter has lost the way to the kitchen.
    .owner = Read the 1xxx number in the page body. For 1016, check the DNS record of the origin. For 1033, check that the tunnel runs.

topic-status-540 = The owner or the shop system has switched this page off for now.
    .title = 540 Temporarily Disabled
    .story = Shopify sends this unofficial number when a page of a shop is turned off for a while. Come back later.
    .picture = A sign on the dish: "not today".

topic-status-561 = The login service that this site relies on sent back an error.
    .title = 561 Login service error
    .story = Amazon's load balancer, a front desk for sites, can ask another service who you are. That service answered with an error, so nobody can log in right now. Wait, or start the login again from the front page.
    .picture = The office that hands out the guest passes has lost its key, so the kitchen may not serve anyone.
    .owner = Check the OIDC client secret, the redirect addresses and the identity provider's status.

topic-status-598 = A helper on the way waited too long for the site's answer.
    .title = 598 Network read timeout
    .story = Some front desks made this number up: the line was open, but no answer came in time. It means much the same as 504.
    .picture = The waiter heard pans in the kitchen, but no plate came.

topic-status-599 = A helper on the way could not get through to the site in time.
    .title = 599 Network connect timeout
    .story = Some front desks and programs made this number up for "no real answer at all". The request never reached the site, or no reply came back.
    .picture = You ring at the door of the restaurant, and nobody comes.
    .fact = Tornado, a Python tool, uses 599 for any request that got no HTTP answer at all.

topic-status-5xx-other = The site says that it failed on its own side.
    .title = Status { $status }
    .story = Numbers from 500 to 599 mean that your request may be fine, but the server could not do its work. This one is rare or made up by one product, so its exact meaning depends on the site. Waiting is the best you can do.
    .owner = By RFC 9110 section 15, an unknown 5xx is treated like 500. Look in the documentation of the product that sent it.

## Cloudflare's own numbers, 52x: Cloudflare could not get an answer from the site's own server

topic-cloudflare-520 = Cloudflare reached the site's server, but got an answer it could not use.
    .title = Cloudflare 520: Web server is returning an unknown error
    .story = Cloudflare is a guard and helper that many sites place in front of their own server. It works here. The server behind it answered with nothing, with half an answer, or with gibberish. Often the site's program crashed in the middle of a sentence.
    .picture = The waiter comes back from the kitchen with an empty plate, or one full of bolts.
    .owner = Look for crashes in the server's error log at that time, headers above 128 KB (mostly cookies), a firewall that cuts Cloudflare's addresses off, and HTTP/2 to the origin that does not hold. Pausing Cloudflare for a minute shows the raw answer.
    .fact = 520 is the number for answers that fit no other number. The clearer faults have their own, from 521 to 526.

topic-cloudflare-521 = Cloudflare is fine, but the site's own server turns it away.
    .title = Cloudflare 521: Web server is down
    .story = Cloudflare knocked at the site's server and was refused at once. Either the server program is not running, or its firewall (a guard for networks) keeps Cloudflare out. Your device and your connection are fine. Only the people who run the site can mend it.
    .picture = The waiter runs to the kitchen, and the kitchen door is locked.
    .owner = Is the web server running and listening on 443 (or 80 with Flexible)? Do iptables, fail2ban or the host's firewall allow Cloudflare's addresses? A rate limit that counts Cloudflare as one visitor does this too.

topic-cloudflare-522 = Cloudflare is fine, but the site's own server does not pick up.
    .title = Cloudflare 522: Connection timed out
    .story = Cloudflare called the site's server and heard nothing for many seconds. The server may be off, drowned in work, moved to another address, or hidden behind a firewall, a guard that throws calls away. It is not your connection.
    .picture = The waiter rings the kitchen bell. Nobody comes, nobody even shouts.
    .owner = The first suspect is a firewall or limit that drops Cloudflare's addresses. Then a changed origin address in DNS, an overloaded host, or lost packets. Cloudflare gives up when no SYN+ACK comes within 19 seconds, or when its request is not acknowledged within 90.
    .fact = 521 is a slammed door, 522 is silence. The difference is the first thing that an engineer looks at.

topic-cloudflare-523 = Cloudflare finds no way to the site's own server.
    .title = Cloudflare 523: Origin is unreachable
    .story = Somewhere between Cloudflare and the site's server a road is missing. Often the site moved to a new address and Cloudflare still has the old one, or a network in between has trouble.
    .picture = The waiter walks to the kitchen and finds a wall where the door was.
    .owner = Check the A and AAAA records first, then the route: a traceroute from the origin to a Cloudflare address shows where it ends.

topic-cloudflare-524 = The site's server took the question, but gave no answer in about two minutes.
    .title = Cloudflare 524: A timeout occurred
    .story = Cloudflare reached the server, asked, and waited: 120 seconds, unless the owner pays for more. The server is alive but very slow, or stuck in a long job. That job may still finish: check before you send or pay again.
    .picture = The kitchen said "coming" two minutes ago. The waiter can't stand there for ever.
    .owner = Find the slow query or job. Long work belongs in a queue with a status page to ask, or on a name that is not proxied. Only Enterprise plans can raise the limit. A slow upload to the origin ends here too, after 30 seconds.

topic-cloudflare-525 = Cloudflare and the site's server could not agree on a safe line.
    .title = Cloudflare 525: SSL handshake failed
    .story = Before they talk, the two shake hands to make the line secret. That handshake broke. Nothing is wrong with your own line to Cloudflare. The site's owner has to look at the server's security settings.
    .picture = Waiter and kitchen have a secret handshake, and today they don't match.
    .owner = Is there a certificate on the origin, does port 443 answer, does it support SNI and a cipher that Cloudflare offers? Errors that come and go point to restarts or overload.

topic-cloudflare-526 = Cloudflare does not trust the ID card of the site's own server.
    .title = Cloudflare 526: Invalid SSL certificate
    .story = Servers show an ID card, called a certificate. The one behind Cloudflare has run out, is home-made, or is for another name. Cloudflare is set to be strict, so it will not go on. It protects what you send.
    .picture = The kitchen shows an ID card that ran out last week, so the waiter won't take food from it.
    .owner = Renew the origin's certificate, or install a free Cloudflare Origin CA one. Check name, chain and date. Do not switch to a weaker mode in place of the repair.

topic-cloudflare-527 = A link between Cloudflare and the site's server broke.
    .title = Cloudflare 527: Railgun error
    .story = Railgun was a fast lane between Cloudflare and a site's server. Cloudflare has given it up, so this number should be history.
    .picture = The food lift between kitchen and hall is stuck, and lifts are no longer made.
    .owner = Remove Railgun: Cloudflare no longer supports it.

topic-cloudflare-530 = Cloudflare can't find the site's own server, so it has no page for you.
    .title = Cloudflare 530
    .story = A 530 never comes alone: the page shows a second number that says more. 1016 means that the server's name leads nowhere. 1033 means that its tunnel to Cloudflare is down.
    .picture = The waiter has lost the way to the kitchen. A second note says why.
    .owner = Read the 1xxx number in the body and start there.

## Cloudflare's own numbers, 1xxx: names and settings

topic-cloudflare-1000 = The site's settings send Cloudflare back to itself, so it stopped.
    .title = Cloudflare 1000: DNS points to prohibited IP
    .story = The owner entered an address that belongs to Cloudflare as the place of the site. That would go in a circle. Only the owner can correct it.
    .picture = The note for the kitchen says: "Ask the waiter." The waiter puts it back on the street.
    .owner = Point the A record to the real server. Look for a second proxy that sends the request to Cloudflare again, and for doubled X-Forwarded-For headers.

topic-cloudflare-1001 = Cloudflare does not know the name you asked for, or it leads nowhere.
    .title = Cloudflare 1001: DNS resolution error
    .story = The name reached Cloudflare, but no site there goes by it. It may be new, removed, or pointed at the wrong place by its owner.
    .picture = The waiter looks in the book. There is no restaurant by that name on this street.
    .owner = A name that is not on Cloudflare cannot CNAME to one that is, unless it is added as a custom hostname. Check that the CNAME target resolves.

topic-cloudflare-1002 = The site's settings point to an address that can't be right.
    .title = Cloudflare 1002: DNS points to a prohibited or local address
    .story = The owner entered an address of Cloudflare, or one that only works inside a home network. Cloudflare won't go there.
    .picture = The note for the kitchen gives the waiter's own home address.
    .owner = Set the A or CNAME record to the public address that your host gave you.

topic-cloudflare-1003 = You used a bare number as the address, and Cloudflare needs the site's name.
    .title = Cloudflare 1003: Direct IP access not allowed
    .story = Many sites share one Cloudflare address. From the number alone it can't know which one you want. Type the site's name.
    .picture = You sit down in a hall with forty kitchens and tell the waiter "the usual". From which one?
    .owner = Clients must send the right Host and SNI. Scripts that connect to an address by number end here.

topic-cloudflare-1004 = Cloudflare does not serve this site, either not yet or not any more.
    .title = Cloudflare 1004: Host not configured to serve web traffic
    .story = The site was just added and the news is still on its way, or Cloudflare switched it off for breaking its rules.
    .picture = The restaurant is in the guide, but its door is sealed.
    .owner = Wait five minutes after a change of DNS. If it stays, ask Cloudflare's support.

topic-cloudflare-1013 = Your request gave two different names for the site, so Cloudflare stopped.
    .title = Cloudflare 1013: Host name and SNI mismatch
    .story = A secure visit names the site twice: once for the lock, once for the page. They did not match. A VPN, or a filter or virus scanner that looks into secure traffic, can cause it.
    .picture = You booked as Smith. At the door you say Jones.
    .owner = Clients must send the same name in SNI and Host.

topic-cloudflare-1014 = The site's name points into someone else's Cloudflare account, which is not allowed.
    .title = Cloudflare 1014: CNAME Cross-User Banned
    .story = The owner pointed this name at another customer's name. Cloudflare forbids that without a special service. Only the owner can fix it.
    .picture = You booked a table in a restaurant that belongs to a rival house.
    .owner = The target's owner needs Cloudflare for SaaS (custom hostnames). For R2 buckets, check zone hold.

topic-cloudflare-1016 = Cloudflare can't find the address of the site's own server.
    .title = Cloudflare 1016: Origin DNS error
    .story = Cloudflare has a name for the site's server, but that name leads nowhere. Perhaps it was deleted, mistyped, or the service it belonged to is gone.
    .picture = The waiter has the name of the kitchen, but nobody can tell him where it is.
    .owner = Check that the A record is there, and that every CNAME target and load-balancer origin resolves from outside.

topic-cloudflare-1018 = Cloudflare does not know this site yet, or lost track of it.
    .title = Cloudflare 1018: Could not find host
    .story = The site was just set up and the news has not reached all of Cloudflare, or the partner who set it up has a problem.
    .picture = The new restaurant is not in the guide yet.
    .owner = It comes with HTTP 409. If it stays for more than some minutes, send Cloudflare the Ray ID.

topic-cloudflare-1023 = Cloudflare does not know this site yet, or its settings are broken.
    .title = Cloudflare 1023: Could not find host
    .story = Much like 1018: a fresh site that is still being spread, or a mistake at the partner who set it up. Try again in a few minutes.
    .picture = The new restaurant is still waiting for its sign.
    .owner = It comes with HTTP 409. Check the partner's DNS.

topic-cloudflare-1034 = The site's name points at an address that Cloudflare keeps for itself.
    .title = Cloudflare 1034: Edge IP restricted
    .story = Some owners used 1.1.1.1 as a stand-in address. Cloudflare does not allow that any more. A name that was not set up at the company that runs the shop or site shows this too.
    .picture = The restaurant gave the town hall as its address.
    .owner = For names without an origin use 192.0.2.0 or 100::. If not, point to an address that is yours.

## Cloudflare's own numbers, 1xxx: a guard said no

topic-cloudflare-1005 = The site is up, but its owner keeps out everyone from your network.
    .title = Cloudflare 1005: Your network is banned
    .story = The owner told Cloudflare to refuse a whole network, most often a hosting company or a VPN. It is nothing personal.
    .picture = The doorman turns away everyone who comes by that one bus.

topic-cloudflare-1006 = The site is up, but its owner has banned your internet address.
    .title = Cloudflare 1006: Your IP address has been banned
    .story = Your address may be shared with others, for instance by a VPN, a school or a phone company. Somebody there may have misbehaved. Only the site's owner can lift it; Cloudflare can't.
    .picture = The doorman has a list, and your street number is on it.
    .owner = Find the Ray ID or address under Security, Events. Look at IP Access Rules and Zone Lockdown.

topic-cloudflare-1007 = The site is up, but its owner has banned your internet address.
    .title = Cloudflare 1007: Your IP address has been banned

topic-cloudflare-1008 = The site is up, but its owner has banned your internet address.
    .title = Cloudflare 1008: Your IP address has been banned

topic-cloudflare-1106 = The site is up, but its owner has banned your internet address.
    .title = Cloudflare 1106: Your IP address has been banned

topic-cloudflare-1009 = The site is up, but its owner does not serve your country.
    .title = Cloudflare 1009: Country or region banned
    .story = The owner chose which countries may visit. If you use a VPN, the site believes that you are where the VPN ends.
    .picture = The door says "locals only".
    .owner = Check IP Access Rules and custom rules by country. Visitors' addresses are sometimes placed in the wrong country.

topic-cloudflare-1010 = The site's guard thinks your browser is a robot.
    .title = Cloudflare 1010: Banned by your browser's signature
    .story = Cloudflare looked at how your browser presents itself, and the owner does not accept that kind. Unusual browsers, scripts and some privacy tools look like robots.
    .picture = The doorman does not let in anyone with a mask.
    .owner = Browser Integrity Check does this. Turn it off for API paths that scripts are meant to use.

topic-cloudflare-1011 = This file may only be seen on its own site, not from elsewhere.
    .title = Cloudflare 1011: Hotlinking denied
    .story = Somebody showed a picture or file of this site on another page. The owner does not allow that, since it costs them traffic. Open the site itself.
    .picture = You may eat here, but not carry plates to the place next door.
    .owner = Hotlink Protection in Scrape Shield does this.

topic-cloudflare-1012 = The site turned you away because your network looked dangerous to it.
    .title = Cloudflare 1012: Access denied
    .story = Something from your computer or network looked harmful. It may be a virus, or a neighbour on the same address. A scan with the virus scanner you already have is a good idea.
    .picture = The doorman saw muddy boots, perhaps not even yours.

topic-cloudflare-1015 = You or your network asked too often, so the site shut you out for a while.
    .title = Cloudflare 1015: You are being rate limited
    .story = The owner set a limit on how often one address may ask. You, or someone you share an address with, went over it. It ends by itself. Trying again and again can make it last longer.
    .picture = Somebody at your table rang the bell once too often. The waiter comes back in a while.
    .owner = Rate limiting rules: if a window of 1 second catches normal people, try 10 seconds. A Discord bot that sees this has its address banned for a while: stop at once, and wait even if there is no Retry-After.

topic-cloudflare-1020 = The site is up, but its guard won't let you in.
    .title = Cloudflare 1020: Access denied
    .story = The owner wrote rules about who may visit, and one of them fits you: your network, your country, your VPN, or something in the link. It is a decision of the site, not an outage. Other people may see the site as always.
    .picture = The doorman shakes his head. Behind him the restaurant is full and cheerful.
    .owner = Search the visitor's Ray ID under Security, Events. It shows the rule that matched.

## Cloudflare's own numbers, 1xxx: rules and programs at the edge

topic-cloudflare-1019 = A small program of the site called itself again and again, so it was stopped.
    .title = Cloudflare 1019: Worker loop
    .story = Sites can run little programs, called Workers, inside Cloudflare. This one went in a circle.
    .picture = Waiter one asks waiter two, who asks waiter one.
    .owner = A Worker must not fetch an address that runs it again. The limit is 16 calls deep.

topic-cloudflare-1021 = A small program of the site tried to reach a place it may not go.
    .title = Cloudflare 1021: Worker asked for a forbidden host
    .story = Sites can run little programs inside Cloudflare. This one asked for something out of its reach. Only the owner can fix it.

topic-cloudflare-1022 = Cloudflare could not start the small program that makes this page.
    .title = Cloudflare 1022: Worker could not be reached
    .story = This one is inside Cloudflare. It mostly passes in minutes.
    .owner = Look at Cloudflare's status page.

topic-cloudflare-1024 = A small program of the site tried to reach a place it may not go.
    .title = Cloudflare 1024: Worker asked for a Cloudflare address
    .story = Programs inside Cloudflare may not ask Cloudflare's own bare addresses. Only the owner can fix it.

topic-cloudflare-1025 = The site has used up its share of Cloudflare's computing for now.
    .title = Cloudflare 1025: Please check back later
    .story = The site runs small programs inside Cloudflare, and its plan has a limit. It is reached. Come back later.
    .picture = The kitchen has cooked all the meals it paid for today.
    .owner = Move to a paid Workers plan, or cut down on requests that run the Worker.

topic-cloudflare-1027 = The site's free daily share of visits is used up until tomorrow.
    .title = Cloudflare 1027: Daily limit reached
    .story = The page is made by a small program inside Cloudflare, and its free plan allows a set number of runs a day. It starts again at midnight by world time (UTC).
    .picture = The kitchen hangs out a note: "Sold out for today."
    .owner = The free plan's daily request limit resets at 00:00 UTC.

topic-cloudflare-1033 = The site's own server has lost its link to Cloudflare.
    .title = Cloudflare 1033: Tunnel error
    .story = This site keeps a private tunnel from its server to Cloudflare. The tunnel is down: the server is off, asleep or offline. Home servers show this when they lose power or internet.
    .picture = The food lift from the kitchen does not answer.
    .owner = Is cloudflared running and can it reach the internet on port 7844? Run it as a service, with a second copy elsewhere.

topic-cloudflare-1035 = A rule of the site rewrote your link into one that can't work.
    .title = Cloudflare 1035: Invalid request rewrite (path)
    .story = The owner set a rule that changes addresses on the way. Its result is not a valid path.
    .picture = The waiter crosses out your dish and writes another one on the slip. The kitchen can't read it.
    .behind = Before a request goes on to the site, Cloudflare applies the owner's rules to it. One of these rules could not be applied, so the request went no further.
    .avoid = No. Only the owner can mend the rule.
    .owner = A rewritten path must start with a slash, must not be empty, and must not lead into /cdn-cgi/.
    .closing = It is one line in a list of rules, and quickly mended once the owner sees it.

topic-cloudflare-1036 = A rule of the site made your link too long to work.
    .title = Cloudflare 1036: Invalid request rewrite (too long)
    .story = The owner set a rule that changes addresses on the way. Its result is longer than Cloudflare allows.
    .owner = Shorten the expression for the new path or query.

topic-cloudflare-1037 = A rule of the site could not be worked out, so your visit stopped there.
    .title = Cloudflare 1037: Invalid rewrite rule
    .story = The owner set a rule that changes requests on the way. It needs a detail that your visit did not bring.
    .owner = Guard every part of the expression: a header may be missing.

topic-cloudflare-1040 = A rule of the site tried to change something it may not touch.
    .title = Cloudflare 1040: Invalid request rewrite (header)
    .story = The owner set a rule that changes requests on the way. Cloudflare forbids this change.
    .owner = Reserved request headers cannot be modified.

topic-cloudflare-1041 = A rule of the site wrote something that is not allowed.
    .title = Cloudflare 1041: Invalid request rewrite (header value)
    .story = The owner set a rule that adds a note to each request. The note is too long or has a character that is not allowed.
    .owner = Shorten the header value and remove special characters.

topic-cloudflare-1042 = Two small programs of the site may not talk to each other this way.
    .title = Cloudflare 1042: Worker called another Worker
    .story = The page is made by a small program inside Cloudflare. It asked another one on the same site in a way that is not supported.
    .owner = Use a service binding, not fetch, between Workers of one zone.

topic-cloudflare-1101 = A small program that makes this page has crashed.
    .title = Cloudflare 1101: Worker threw an exception
    .story = The site runs little programs, called Workers, inside Cloudflare. This one hit a mistake in its own code. Your device is fine. Some pages of the site may still work.
    .picture = The cook in the small kitchen by the door dropped the pan.
    .owner = Look at the Worker's logs (wrangler tail) for the uncaught exception.

topic-cloudflare-1102 = A small program that makes this page worked too long and was stopped.
    .title = Cloudflare 1102: Worker exceeded its limits
    .story = The site runs little programs inside Cloudflare. Each may only think for a short time. This one needed longer.
    .picture = The egg timer in the kitchen rang before the cook was done.
    .owner = Cut CPU time: parsing and loops count, waiting for the network does not. Paid plans have higher limits.

topic-cloudflare-1103 = Cloudflare has stopped the small program that makes this page.
    .title = Cloudflare 1103: Worker blocked
    .story = Only the owner can sort this out, with Cloudflare's support.
    .owner = Contact Cloudflare Support: their documentation says no more than that.

topic-cloudflare-1104 = There is an account already with nearly the same mail address.
    .title = Cloudflare 1104: E-mail variation already taken
    .story = Cloudflare treats addresses that differ only by dots or a plus sign as one. Log in with the older one, or use another address.

topic-cloudflare-1200 = Too many visitors wait for the site's own server, so Cloudflare let no more in.
    .title = Cloudflare 1200: Cache connection limit
    .story = Requests pile up at Cloudflare faster than the site's server takes them. To protect itself Cloudflare turns some away. Waiting helps, refreshing does not.
    .picture = The queue to the kitchen hatch reaches the street.
    .owner = Let the origin accept connections faster, and cache more so that fewer requests reach it.

topic-cloudflare-other = Cloudflare, the guard in front of the site, stopped this request.
    .title = A Cloudflare error
    .story = Cloudflare has a long list of numbers starting with 1. They fall into three kinds: a guard that said no, a name or setting that leads nowhere, and a small program that failed. This number is a rare one. The words on the page say more than the number.
    .owner = Look up the number in Cloudflare's documentation, and note the Ray ID and the time.

## Words on Cloudflare's pages

topic-cloudflare-host-error = Your browser and Cloudflare work, but the site's own server has a problem.
    .title = Cloudflare: "Host Error"
    .story = Cloudflare draws three pictures: you, Cloudflare and the host. The red one is the one with the problem. Here it is the host, the site's own server. The number at the top says more. You can only wait.
    .picture = Guest: fine. Waiter: fine. Kitchen: on fire.
    .owner = The number in the title tells which fault it was. Everything to look at is on the origin's side.

topic-cloudflare-own-error = Cloudflare itself has a problem, so the site behind it can't be reached.
    .title = Cloudflare: "Cloudflare Error"
    .story = Cloudflare draws three pictures: you, Cloudflare and the host. Here the middle one is red. The site's own server may be well. Problems inside Cloudflare hit many sites at once and are mostly short.
    .picture = The kitchen is ready, but the waiter has fainted.
    .owner = Check cloudflarestatus.com, and note the Ray ID and data centre from the page.

topic-cloudflare-502-origin = Cloudflare works, but the site's own server said that it got no good answer.
    .title = 502 Bad Gateway (said by the site's own server)
    .story = This page in Cloudflare's style with "The web server reported a bad gateway error" means that the site's own front server said 502. So there are two waiters, and the second one has the problem with the kitchen.
    .picture = The head waiter is fine. The one who fetches from the kitchen shrugs.
    .owner = Cloudflare only repeats your 502. Look at the error log of your own proxy, such as nginx, and at the app behind it.

topic-cloudflare-502-own = Cloudflare made this page itself, and it often goes away in moments.
    .title = 502 Bad Gateway (made by Cloudflare)
    .story = A plain page with the word "cloudflare" at the bottom is not from the site. It can be a short hiccup while Cloudflare moves traffic to another place, or an answer from the site that it could not unpack.
    .owner = If it stays, note the time and the page /cdn-cgi/trace for Cloudflare's support. Broken gzip or a wrong Content-Length at the origin does this too.

topic-cloudflare-challenge = The site is most likely up; it only checks that you are a person.
    .title = "Just a moment…" (a check for people)
    .story = A guard in front of the site wants to be sure that no robot is knocking. Mostly it lets you through after some seconds. If it turns in circles, a blocker, a VPN, strict cookie settings or a wrong clock gets in its way. A real check never asks you to copy, paste or run anything: if a page does, close it.
    .picture = The doorman asks you to smile once before he opens.
    .behind = The page runs a small test in your browser. If the result looks human, you get a pass, kept as a cookie, and the real page loads.
    .avoid = Keep your browser up to date, and allow cookies and scripts for the site.
    .owner = Look at the challenge solve rate. Leave API paths and feeds out of challenges: programs can't solve them.
    .closing = It is a door with a bell, not a closed door.

topic-cloudflare-blocked = The site is up, but its guard won't let you in.
    .title = "Sorry, you have been blocked" (Cloudflare)
    .story = The site uses Cloudflare to keep attackers out. Something about your visit matched one of its rules: your network, your VPN, a word you typed, or a broken link. It is about this visit, not about the whole site being down.
    .picture = The doorman shakes his head. Behind him the restaurant is open.
    .owner = Search the visitor's Ray ID under Security, Events. It shows the rule that matched.

topic-cloudflare-ray-id = A Ray ID is just the number of your visit, so it does not say what is wrong.
    .title = A Cloudflare Ray ID
    .story = Cloudflare gives each visit a number, to find it again later. It only shows that Cloudflare drew the page. The other words and numbers on the page say what happened. Send those too, and we can tell you more.
    .picture = You hold a cloakroom ticket from the door. It proves that you were here, not what you ate.
    .owner = With the Ray ID you can find the request in your Cloudflare logs and security events.

## Gateways and load balancers: words on their pages and in their logs

topic-gateway-no-backends = The site's front desk is up, but it has no healthy server to ask.
    .title = No server left to answer
    .story = A front desk, called a load balancer, shares visitors among several servers. It checks them all the time. Right now none of them counts as fit, or none was ever set up. It could also be that their names were not found.
    .picture = The waiter looks into the kitchen. All the cooks have gone home.
    .owner = Which health check fails, and since when? Look at the checks' own path and timeout first. One bad release can fail all checks at once. No server registered at all looks the same.

topic-gateway-refused = The site's own server is not there: its front desk was turned away at once.
    .title = The server behind refused the connection
    .story = The front desk knocked at the server behind it and got an instant no. The program there is not running, or listens elsewhere.
    .picture = The kitchen door is locked, and a sign says so.
    .owner = Is the app running, on this address and port? localhost may mean ::1 while the app listens on 127.0.0.1. In containers, localhost is the container itself.

topic-gateway-connect-timeout = The site's front desk called the server behind it, and nobody picked up.
    .title = The server behind did not pick up
    .story = The call was not refused, it just got no reply. That is a machine that is off, an address that changed, or a firewall (a guard) in between.
    .picture = The waiter rings the kitchen. It rings and rings.
    .owner = Look for a firewall or security group that drops the port, a host that is down, or a changed address.

topic-gateway-no-route = The site's front desk has no way to reach the server behind it.
    .title = No way to the server behind
    .story = The network between the two says that it does not know the way. A cable, a route or a whole machine is missing.
    .picture = The corridor to the kitchen is walled up.
    .owner = "No route to host" is a missing route or neighbour, or a firewall that rejects with that message.

topic-gateway-closed-early = The site's own server took the question, then hung up without an answer.
    .title = The server behind hung up without an answer
    .story = The front desk reached the server behind it and asked. The server closed the line and said nothing. Mostly its program crashed or was just being restarted.
    .picture = The waiter hands in your order. The cook looks at it and leaves the kitchen by the back door.
    .owner = Crashed worker, memory kill, a restart during a release, or a keep-alive shorter than the proxy's. Plain http spoken to a TLS port looks the same.

topic-gateway-reset = The site's own server cut the line in the middle of the talk.
    .title = The server behind cut the line
    .story = The front desk was waiting for an answer, and the line was torn off. A crash, a firewall (a guard) or a full queue on the server's side does that.
    .picture = The hatch to the kitchen slams shut.
    .owner = Check for crashes, connection limits and firewalls between proxy and app.

topic-gateway-bad-headers = The site's own server answered, but its answer broke the rules.
    .title = The server behind talked nonsense
    .story = Answers on the web must begin in a set way. This one did not, or its first part was too big. A wrong port or a faulty program does that.
    .picture = What came from the kitchen is not food.
    .owner = "Too big header": raise the proxy buffer size or send fewer cookies. "No valid header": is that port really http, and does the app print before its headers?

topic-gateway-stalled = The site's own server began to answer, and then fell silent.
    .title = The server behind stopped in the middle
    .story = The first part of the page came, the rest did not. The program behind got stuck halfway.
    .picture = You get half the plate, and then nobody comes any more.
    .behind = The first part of the answer was fine. Then nothing more came, though the line stayed open, until the front desk had waited long enough.
    .owner = "while reading upstream" means that the headers were fine. Look for a slow stream, a lock, or a full disk.

topic-gateway-upstream-tls = The site's front desk does not trust the ID card of the server behind it.
    .title = The safe line to the server behind failed
    .story = Inside a site too, computers show each other an ID card. Here it had run out, was home-made, or was for another name.
    .picture = The waiter asks the kitchen for its ID card. It is out of date.
    .owner = Renew the internal certificate, send and check the right server name, and trust the right CA. Do not turn verification off.

topic-gateway-upstream-dns = The site's front desk could not look up where its own server is.
    .title = The name of the server behind was not found
    .story = The front desk knows the server behind it by name. The lookup of that name failed. A typo, a deleted entry, or a broken lookup service.
    .picture = The waiter forgot which floor the kitchen is on.
    .owner = 3 means no such name, 2 a failing name server, 110 no answer. Check the resolver directive, and names in containers that come and go.

topic-gateway-limit = The site's front desk let no more in, since too many came at once.
    .title = The front desk limits requests
    .story = The owner set a limit on how many requests or lines one visitor may have. It was reached. The server behind may be doing fine.
    .picture = The doorman counts the guests and closes the rope.
    .owner = nginx answers 503 for this unless told to say 429, which is clearer. Check that it counts by the visitor's address, not your balancer's.

topic-gateway-queue-full = The site has more visitors than its servers can take right now.
    .title = The front desk's queue is full
    .story = All lines to the servers behind are in use, and the queue is full too. New visitors are turned away to protect the rest.
    .picture = Every table is taken, and so is every chair in the waiting room. The kitchen can't cook faster.
    .owner = Find out why answers are slow before you raise limits. The pool size, circuit breaker or maxconn is doing its job.

topic-gateway-503 = The site's front desk is up, but it can't serve you right now.
    .title = 503 Service Temporarily Unavailable
    .story = This wording comes from nginx and some cloud front desks. It can be a limit on visitors, planned work, or no server behind that is ready. It does not tell which.
    .picture = The waiter says "not now" and does not say why.
    .owner = Stock nginx only says 503 for its own limits or a written "return 503". In Kubernetes it means a service without ready pods. On AWS, a target group without targets.

topic-gateway-http-on-https = The visit came in the open, but this door only takes safe lines.
    .title = Plain http on a secure port
    .story = The site is alive. It just wants to be visited with https in front of its name. If the link came from the site itself, its owner mixed up a setting.
    .picture = You speak plain words into a phone that only understands secret code.
    .owner = Either the client must use https, or your proxy must speak TLS to its backend. Check that "ssl" is where you want it, and the scheme of the backend's address.

topic-gateway-https-on-http = Your side asked for a safe line, but the other end only speaks in the open.
    .title = Secure https on a plain port
    .story = One side tried to start a secret talk, and the other answered in plain words. Mostly the wrong port (the number after the name) is in the address, or the site forgot to switch security on. Type no passwords or card numbers there until it does.
    .picture = You whisper the password. The waiter shouts the menu.
    .owner = Port 443 serves plain http, or the proxy was told https for an http backend. Often "ssl" is missing from the listen line.

topic-gateway-varnish = The site's fast copy keeper is up, but the server behind it failed.
    .title = Guru Meditation (Varnish)
    .story = Varnish keeps copies of pages to serve them fast. It had no copy and had to ask the server behind it, and that went wrong. It says the same for every kind of fault, so nobody can tell which from outside.
    .picture = The buffet ran empty, and the kitchen does not bring more.
    .owner = varnishlog shows FetchError with the real reason. Its "Retry-After: 5" is a constant, not a promise.
    .fact = "Guru Meditation" comes from the Amiga home computer of 1985, where it was the name of a crash.

topic-gateway-fastly = Fastly is up, but it got no good answer from the site's server.
    .title = Fastly error 503
    .story = Fastly keeps copies of sites all over the world. It had to ask the site's own server and failed. The title of the page names the reason, such as "first byte timeout" or "connection refused".
    .picture = The waiter of the branch asked the main kitchen for the dish, and nothing came.
    .owner = Read the words after 503. They name the fault. Over HTTP/2 the words are only in the body.

topic-gateway-apache-reply = The site's front desk is up, but the server behind it gave no good answer.
    .title = Proxy Error (Apache)
    .story = Apache, the front desk, asked the server behind it. That server closed the line, cut it, or took too long: Apache says the same in all three cases.
    .picture = The waiter comes back from the kitchen with nothing in his hands.
    .owner = "Error reading from remote server" also covers read timeouts: only the elapsed time tells. See ProxyTimeout and the app's log.

topic-gateway-apache-503 = The site's front desk can't get through to the server behind it.
    .title = 503 Service Unavailable (Apache)
    .story = The page speaks of maintenance or too many visitors, but these are Apache's fixed words. It shows them whenever the server behind refuses or does not pick up. So do not read too much into "maintenance".
    .picture = The sign says "closed for cleaning or very busy". It is the only sign they own.
    .owner = Is the backend running? After one failure Apache leaves it out for 60 seconds (retry=).

topic-gateway-envoy = The site's front desk could not get an answer from the server behind it.
    .title = upstream connect error (Envoy)
    .story = Envoy is a front desk used inside many large sites. It lost the server behind it before any answer came. The words after "reset reason" say how.
    .picture = The waiter went to the kitchen and came back without a word.
    .owner = Read the reset reason and the response flags (UF, UC, UT, UO, UH). "Remote connection failure" also covers a failed TLS check.

topic-gateway-cloudfront = Amazon's copy keeper stopped this visit, or got no answer from the site.
    .title = The request could not be satisfied (CloudFront)
    .story = CloudFront keeps copies of sites near to you. It shows this page for two kinds of trouble: it could not reach the site's server, or a rule keeps you out. "Request blocked" on the page means the second.
    .picture = The waiter of the branch can't serve you: either the main kitchen is silent, or a rule says no.
    .owner = A 502 means TLS or DNS trouble with the origin, a 504 a slow or firewalled one, a 403 a WAF or geo rule. Note the Request ID.

topic-gateway-azure-front-door = Microsoft's front desk is up, but it got nothing from the site behind it.
    .title = Our services aren't available right now (Azure Front Door)
    .story = Azure Front Door stands in front of many sites. It shows this page when the site's server does not answer, and also when the name was never set up. The page does not say which.
    .picture = The waiter reads from a card: "We are not available." The card has no second side.
    .owner = Check the origin's health, its certificate name and timeouts, and that the host name is bound to a route.

topic-gateway-google = Google's front desk is up, but it got no good answer behind it.
    .title = Google's error page
    .story = Google serves its own products and other people's sites with the same machines. This page says that the part behind did not answer well. "That's all we know" is honest: nothing more can be seen from outside.
    .picture = The waiter says sorry very politely, and that is all he knows.
    .owner = For your own site, the load balancer's log has a field with the details of the status. It tells a failed connect from a closed one.

topic-gateway-iis = The site's front desk is up, but the server behind it gave no good answer.
    .title = 502 from a Microsoft gateway
    .story = This wording comes from Microsoft's front desks. The server behind is down, counts as unfit, or answered too late.
    .picture = The waiter asked the kitchen and can't use what he got.
    .owner = For Application Gateway, look at backend health. For ARR, 502.3 is a connection error or timeout, 502.4 no server in the farm.

topic-gateway-haproxy-502 = The site's front desk is up, but the server behind broke off its answer.
    .title = 502 Bad Gateway (HAProxy)
    .story = HAProxy, the front desk, got an answer it could not use: cut short, empty or nonsense. Mostly the program behind crashed.
    .picture = The plate from the kitchen is broken in half.
    .owner = The log's two letters tell: SH is closed or reset by the server, PH is a reply HAProxy rejected.

topic-gateway-slow-visitor = The site waited for the visitor's side to finish asking, and gave up.
    .title = The visitor was too slow
    .story = The line was open, but the question did not come in full. A weak network or a sleeping device does that.
    .picture = The guest keeps the menu and says nothing.
    .owner = cR is a timeout while waiting for the client's request. Many at once can be a slow-request attack.

topic-gateway-denied = A rule at the site's front desk said no to this visit.
    .title = Denied by a rule
    .story = The server behind was never asked. The front desk has a rule that fits this visit and turns it away, or keeps it waiting on purpose.
    .picture = The doorman shakes his head.
    .owner = PR with 403 is a deny rule, with 400 a request HAProxy could not read. PT is a tarpit: it holds the visitor on purpose.

## Hosting platforms and frameworks

topic-default-site = The server works, but it shows its test page in place of the site.
    .title = A default page
    .story = A fresh web server shows a welcome page until someone puts a site on it. So the machine is alive, but your request reached no real site: it is not set up yet, or a setting was lost.
    .picture = The restaurant is open and lit. There are no tables in it yet.
    .owner = The Host name matched no server block, or the release folder is empty. A status 200 here fools simple monitors: check for a word of your own page.

topic-platform-no-app = The hosting company is up, but no site is connected to this name.
    .title = No site at this address
    .story = The name leads to a hosting company, and that company does not know which site is meant. The site was removed, paused, renamed or never connected.
    .picture = You found the right street and the right house, but no restaurant ever moved in.
    .owner = Add the domain to the project or service. If the project is gone, remove the DNS record: strangers could claim the name.

topic-site-stopped = The machine is up, but the site on it is switched off.
    .title = The site is switched off
    .story = The hosting still answers, but the site's program was stopped: by its owner, by a used-up quota, or because it crashed too often. It is not about your rights, even if the page says 403.
    .picture = The lights are on, but the kitchen was told to go home.
    .owner = Azure: check the app's state and quota. IIS: an application pool that fails five times in five minutes is stopped (rapid-fail protection); see the event log.

topic-platform-app-silent = The hosting works, but the site's own program does not answer.
    .title = Application failed to respond (Railway)
    .story = Railway, the hosting company, found the right site, but its program did not pick up. It has crashed, is just starting, or listens at the wrong door.
    .picture = The kitchen is lit, but no one stands at the stove.
    .owner = Listen on 0.0.0.0 and on $PORT. Then look at the deployment log for crashes and memory.

topic-heroku-app-error = The hosting works, but the site's own program failed or was too slow.
    .title = Application error (Heroku)
    .story = Heroku shows this one page for many faults: the program crashed, is not running, or took more than 30 seconds. If the page came at once, it was likely a crash. After half a minute, it was likely too slow.
    .picture = The cook has left the kitchen, or he is still chopping after half an hour. The waiter can't tell.
    .owner = The log has the real code: H10 crashed, H12 timeout, H14 no dynos, H20 boot timeout.

topic-function-timeout = The small program that makes this page took too long and was stopped.
    .title = The site's function took too long (Vercel)
    .story = Some sites run each request as a short job with a time limit. This one did not finish in time.
    .picture = The egg timer in the kitchen rang before the dish was done.
    .owner = Raise maxDuration, or make the slow call faster. Look at cold starts and database connections.

topic-function-crashed = The small program that makes this page crashed.
    .title = The site's function crashed (Vercel)
    .story = Some sites run each request as a short job. This one hit a mistake. Your device is fine.
    .picture = The cook dropped the pan, and the kitchen starts again with the next guest.
    .owner = Look at the function's runtime log: an uncaught exception, or a missing environment variable.

topic-github-unicorn = GitHub took too long to make this page, and gave up.
    .title = Unicorn (GitHub)
    .story = GitHub's pink unicorn shows up when a page needs too long or too many people ask at once. It says nothing bad about your code. A refresh often works, big pages fail more often.
    .picture = The kitchen can't finish your steak in time, so it sends out a unicorn and an apology.

topic-database-down = The site is up, but it can't reach the store where its content lives.
    .title = Error establishing a database connection
    .story = The program of the site runs. The database, which holds all texts and accounts, does not answer. Either it is down, too busy, or the password between the two is wrong. What is kept in it is most likely still there. It just can't be read right now.
    .picture = The cook is in the kitchen, but the larder is locked.
    .owner = Is the database running, and does its disk have room? Too many connections? Check DB_HOST and the password in wp-config.php.
    .fact = It is WordPress's best-known sentence, and WordPress runs about four of ten websites.

topic-wordpress-update = The site is putting in an update and should be back soon.
    .title = Briefly unavailable for scheduled maintenance (WordPress)
    .story = WordPress hides a site while it updates itself or an add-on. That mostly takes seconds. If the page stays for more than ten minutes, the update got stuck, and the owner must remove one small file.
    .picture = A small sign at the door: "Floor is wet, back in a minute."
    .owner = Delete the file .maintenance in the main folder if an update was cut off. WordPress ignores it after ten minutes.

topic-route-missing = The site's program is alive, but it has no page at this address.
    .title = Cannot GET (Express)
    .story = These words are written by Express, a tool that many sites are built with. The program runs and answers. It just knows no such page.
    .picture = The waiter is there and friendly, but this dish is not on his menu.
    .owner = The process is fine. Check the route, the order of middleware, a base path lost in the proxy, and whether the build's static files are there.

topic-worker-killed = The site's program was stopped by force, often because memory ran out.
    .title = A worker was killed
    .story = The part of the program that served a visitor was killed in the middle. Most often the machine had no memory left. The visitor saw an error; a new worker starts by itself.
    .picture = One cook had to leave the kitchen at once. A new one puts on the apron.
    .owner = Check the kernel log for the OOM killer, and memory per worker times the number of workers. SIGSEGV is a crash inside an extension.

topic-worker-timeout = The site's program worked too long on one request and was stopped.
    .title = A worker took too long
    .story = Each worker has a time limit. This one got stuck, perhaps in a slow database question or a call to another service, and was replaced.
    .picture = The head of the kitchen sends the slow cook away and starts the dish anew.
    .owner = gunicorn's limit is 30 seconds unless changed. Find the slow call; raising the limit only moves the pain.

topic-php-workers-full = The site has more visitors than its program has hands.
    .title = All PHP workers are busy
    .story = The site's program has a fixed number of workers. All of them are busy, so new visitors wait or get an error.
    .picture = Every cook in the kitchen has a pan in both hands.
    .owner = First find out why workers are slow: turn on the slow log. Then count memory per worker before you raise the number of children.

topic-own-backend-refused = A program looked for its own helper on the same machine, and it was not running.
    .title = ECONNREFUSED 127.0.0.1
    .story = 127.0.0.1 means "this very computer". So a program tried to reach its database or its own server there and found nobody. It says nothing about a site on the internet.
    .picture = The waiter turns to his own kitchen, and it is dark.
    .owner = Start the helper (database, API), or correct its address. In a container, 127.0.0.1 is the container itself, not the host.

## Guards of other companies

topic-guard-blocked = The site is up, but a guard in front of it turned this visit away.
    .title = Blocked by a guard
    .story = A company hired by the site looks at each visit and stops what seems harmful. Something in yours matched: your network, a VPN, an add-on, or what you typed. The number on the page is for the site's support.
    .picture = The doorman has a list, and something on it fits you.
    .owner = Take the incident, reference or support ID from the page: it leads to the rule that matched.

## Services people ask about most

topic-chatgpt-busy = Too many people are using ChatGPT right now, so it turns some away.
    .title = ChatGPT is busy
    .story = The message is about OpenAI's computers, not about you. It comes at busy hours or during trouble. It says nothing bad about your account or your earlier chats. Copy a long question before you reload.
    .picture = Every table is taken, the kitchen is at full steam, and the queue goes around the block.

topic-openai-server-error = Something broke at OpenAI while it worked on your question.
    .title = The server had an error (OpenAI)
    .story = The fault is on OpenAI's side. One more try after a moment often works. A program should wait a little longer after each failed try.
    .picture = The kitchen dropped your plate and says sorry.

topic-chatgpt-something-wrong = ChatGPT could not finish, and this message does not say why.
    .title = Something went wrong (ChatGPT)
    .story = The same words appear when OpenAI has trouble, when your connection drops for a second, and when a chat has grown very long. Copy your question, reload the page and try once more.
    .picture = The waiter says "something went wrong" and does not know what.

topic-discord-rate-limit = Something was done too often in a short time, so Discord asks you to wait.
    .title = You are being rate limited (Discord)
    .story = Discord limits how fast anyone may post, react or ask. Most limits end within seconds. This is not an outage.
    .picture = The waiter says: one order at a time, please.
    .owner = Honour the wait in the answer and the rate-limit headers. 10,000 bad answers in 10 minutes get your address banned for a while.

## Further words

topic-gateway-haproxy-503 = The site's front desk could not hand you to any server behind it.
    .title = 503 No server is available (HAProxy)
    .story = HAProxy, the front desk, tried and found no one to take your request. The servers behind may be down, refuse, be full, or not be set up. The page is the same for all of these.
    .picture = The waiter looks around the kitchen for a cook and finds none free.
    .owner = The elapsed time is the only clue on the page. The log's two letters and the server state on the stats page tell the rest.

topic-tool-disconnected = The site hung up before a usable answer came.
    .title = Server disconnected
    .story = A program says this when the line closes with no answer. Some say the very same when an answer came that made no sense. So it shows only that nothing usable arrived.
    .picture = The waiter walked off, or mumbled. Either way you have no dinner.
    .owner = httpx says the same for garbage bytes, an SSH banner and half a status line. Look with curl -v what really came.

topic-everyone-or-me = That is the right question, and another network can answer it best.
    .title = Down for everyone, or just me?
    .story = If the site opens on mobile data but not on your Wi-Fi, the trouble is near you. If it fails on both, it is likely the site. Tell us the site's name and we look for you, from where we are.
    .picture = You stand at a locked door. Ask someone who comes from the other side of town.
