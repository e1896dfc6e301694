### The asker's own side, browsers' error names and what programs print: only what is special to each.
### What a topic does not say here is said by its base (data/codes.toml). One text is one line.

## On the asker's side

topic-asker-trouble = The trouble is on your side, so the site never heard your question.
    .title = Trouble on your side of the line
    .story = Something in your device, your browser or your network stopped the visit before it reached the site. That is good news: you can mend it yourself, or ask the people who run your network.
    .picture = You have not left your house yet. The restaurant is open and knows nothing of it.
    .behind = Before a page can load, your device needs a network, a name lookup and a free way out. One of these stopped it.
    .avoid = Restart the router now and then, and keep the browser up to date.
    .owner = Nothing to check on the site. If many visitors of one provider report it, look at that provider.
    .fact = Chrome's hidden dinosaur game is built for moments like this. Press the space bar.
    .closing = Small things on your side are the easiest of all to mend.

topic-asker-offline = Your device has no internet right now.
    .title = You are offline
    .story = Your browser could not find any network. The cable, the Wi-Fi or the mobile data is off, out of reach, or out of credit. Every site would fail the same way.
    .picture = Your front door is stuck. No restaurant in town can help with that.

topic-asker-network-changed = Your device moved to another network in the middle, so just try again.
    .title = Your network changed
    .story = Wi-Fi, mobile data or a VPN switched while the page was loading. The old line was dropped. One refresh mostly helps.
    .picture = You crossed to the other side of the street just as the restaurant's boy came with your parcel.
    .behind = The page came over one line, and that line went away before all was said. How far your request got can't be seen from the message.
    .avoid = Yes. Stay on one network while you pay or send something.

topic-asker-proxy = Your device takes a detour to the internet, and that detour is broken.
    .title = Your proxy does not work
    .story = A proxy is a helper that your web traffic passes through. Schools and companies use one; some programs set one without asking. Yours is down or wrongly set.
    .picture = Your taxi driver does not turn up, so you never reach the restaurant.

topic-asker-blocker = An ad blocker or another add-on in your browser stopped this.
    .title = Blocked by an add-on
    .story = Add-ons can stop parts of a page, or all of it. This one did. If you trust the site, allow it in the add-on, or look at it in a private window.
    .picture = Your own companion stops you in the street: "You are not going into that restaurant."

topic-asker-policy = Your school, company or family settings do not allow this site.
    .title = Blocked by your administrator
    .story = Whoever looks after this device or account made a list of sites, and this one is not allowed. The site itself may be fine.
    .picture = Your parents said no before you left the house.

topic-asker-dns-setting = Your device can't look up site names, so no site will open.
    .title = Your name lookup is broken
    .story = To find a site, your device asks a name server, a kind of phone book. The one set on your device or router does not answer or is set wrongly.
    .picture = You left your address list at home, so you stand in the street and know no restaurant at all.

topic-asker-browser = Your browser tripped over something of its own.
    .title = Trouble inside your browser
    .story = The stop came from the browser itself: its store of old copies, an add-on, a link it does not know, or a tab that was closed too soon. The site may never have been asked.
    .picture = The friend you sent tripped over a shoelace on the way. The restaurant is open and fine.

topic-captive-portal = The Wi-Fi you use wants you to log in before it lets you out.
    .title = This Wi-Fi wants you to log in
    .story = Hotels, trains, schools and cafes show a login page first. Until then every site fails, often with odd warnings. Open the Wi-Fi's own page and log in. Never click past a warning about a certificate (a site's ID card) to get there, and type no other password or card number while one shows.
    .picture = You are still in the hotel lobby. Sign at the desk, then cross the street to the restaurant.

topic-network-filter = A filter in your school, company or home network blocked this page.
    .title = Blocked by a filter on your network
    .story = The page you see is not from the site. It is from a filter that looks at what leaves your network. The site may be perfectly fine: others can see it.
    .picture = The school gate is locked at noon. The restaurant across the street is open.

topic-works-elsewhere = If it works on another network, the site is up, and the first network makes the difference.
    .title = It works on another network
    .story = You have just done the best test there is. Same site, other way, and it works. So look at what differs: your provider, your router, a filter, the name lookup, or a block of your address.
    .picture = Your friend takes the other road and sits in the restaurant already.

topic-works-in-private-window = If it works in a private window, something old in your normal one is in the way.
    .title = It works in a private window
    .story = A private window starts fresh: no old cookies, no store of old copies, most add-ons off. So the site is up, and something kept in your normal window confuses it. Delete this site's cookies, then turn add-ons off one by one.
    .picture = You come back in a fresh coat, and now the doorman lets you in.

topic-browser-cannot-reach = Your browser could not reach the site; the small code below says why.
    .title = This site can't be reached
    .story = This is only Chrome's headline. Below it stands a code in capital letters that begins with ERR or DNS. Send us that code, or the site's name, and we can say more.
    .picture = Your friend comes back from the restaurant's door and says "no dinner". You want to know why.

topic-browser-not-safe = Your browser does not trust the site's ID card, so it stopped in time.
    .title = Your connection is not private
    .story = This is only the headline of the warning. The small code on the page says what is wrong: run out, for another name, or not signed by anyone trusted. Until you know, type no passwords or card numbers.
    .picture = A man at the door says he is your waiter, but his ID card looks odd.

## Chrome, Edge, Opera and Brave: finding the name

topic-chrome-dns-probe-finished-nxdomain = Your browser asked for this name, and was told that there is no such name.
    .title = DNS_PROBE_FINISHED_NXDOMAIN
    .story = The internet's phone book has no entry. Mostly that is a typing mistake, or a name that ran out and was not renewed. Some schools and providers also give this answer for names they block.

topic-chrome-dns-probe-finished-no-internet = Your device has no internet, so no name can be looked up.
    .title = DNS_PROBE_FINISHED_NO_INTERNET

topic-chrome-dns-probe-finished-bad-config = The name lookup on your device or router is set wrongly.
    .title = DNS_PROBE_FINISHED_BAD_CONFIG

topic-chrome-dns-probe-finished-bad-secure-config = The secure name lookup set in your browser does not work.
    .title = DNS_PROBE_FINISHED_BAD_SECURE_CONFIG

topic-chrome-dns-probe-possible = The name could not be looked up, and Chrome still checks why.
    .title = DNS_PROBE_POSSIBLE

topic-chrome-dns-probe-started = The name could not be looked up, and Chrome is checking why.
    .title = DNS_PROBE_STARTED

topic-chrome-err-name-not-resolved = Your browser could not find the address behind this name.
    .title = ERR_NAME_NOT_RESOLVED
    .story = It does not say why. The name may not exist, or the phone book of the internet could not be reached from where you are. If other sites open, look at the spelling first.

topic-chrome-err-name-resolution-failed = The lookup of this name failed.
    .title = ERR_NAME_RESOLUTION_FAILED

topic-chrome-err-icann-name-collision = This name is for an inside network, but it clashes with a new public ending.
    .title = ERR_ICANN_NAME_COLLISION
    .story = Your school or company uses a name of its own inside its network. By now the same name exists on the internet too, and your device asked there. The answer is a special address that only says: stop, wrong place.
    .picture = You ask for "Luigi's", as you call the canteen at school. The address book of the whole town answers, and means another one.
    .behind = Your network uses a name of its own that is also a public one by now. The public side answers with a special address, 127.0.53.53, as a warning.
    .owner = An internal name resolves to 127.0.53.53. Rename it, or use a domain you own.

topic-chrome-err-dns-timed-out = The lookup of this name took too long.
    .title = ERR_DNS_TIMED_OUT

topic-chrome-err-dns-server-failed = The internet's phone book said that it could not look this name up.
    .title = ERR_DNS_SERVER_FAILED

## Chrome, Edge, Opera and Brave: getting through

topic-chrome-err-connection-refused = The site's machine is there, but it turned your browser away at once.
    .title = ERR_CONNECTION_REFUSED
    .story = Your browser reached the right machine and got a clear no. The web server on it is not running, or a firewall (a guard) refuses you. If only your own device sees this, look at proxy and VPN settings.

topic-chrome-err-connection-timed-out = Your browser called the site, and nobody picked up.
    .title = ERR_CONNECTION_TIMED_OUT
    .story = No yes and no no, just silence. The site's machine may be off, a firewall (a guard) may swallow the call, or your own network may lose it. See whether other sites open.

topic-chrome-err-timed-out = Something took too long, so your browser stopped waiting.
    .title = ERR_TIMED_OUT
    .story = Chrome uses these words when nobody picks up, and also when the site picks up but does not answer. It may be the site, the way to it, or your network. If you were paying or sending, check before you do it again.

topic-chrome-err-connection-reset = The line was cut in the middle; your browser can't tell by whom.
    .title = ERR_CONNECTION_RESET
    .story = A reset is like a phone slammed down. It can be the site, a guard in front of it, a filter in your network, or your provider. Try another network: that tells the most.

topic-chrome-err-connection-closed = The other side hung up before the page came.
    .title = ERR_CONNECTION_CLOSED

topic-chrome-err-connection-aborted = The line broke off while your browser was talking to the site.
    .title = ERR_CONNECTION_ABORTED

topic-chrome-err-connection-failed = Your browser could not get a line to the site.
    .title = ERR_CONNECTION_FAILED

topic-chrome-err-empty-response = The site picked up, said nothing, and hung up.
    .title = ERR_EMPTY_RESPONSE
    .story = The line was fine, but not a single letter came. The site's program may have crashed, or it sends some visitors away without a word.

topic-chrome-err-address-unreachable = There is no way from your network to the site's address.
    .title = ERR_ADDRESS_UNREACHABLE

topic-chrome-err-address-invalid = This address can't be right, so your browser did not try it.
    .title = ERR_ADDRESS_INVALID

topic-chrome-err-internet-disconnected = Your device is offline.
    .title = ERR_INTERNET_DISCONNECTED

topic-chrome-err-network-changed = Your device moved to another network in the middle, so just try again.
    .title = ERR_NETWORK_CHANGED

topic-chrome-err-network-io-suspended = Your device went to sleep in the middle, so just try again.
    .title = ERR_NETWORK_IO_SUSPENDED

topic-chrome-err-network-access-denied = A guard on your own device keeps the browser from the network.
    .title = ERR_NETWORK_ACCESS_DENIED
    .story = A safety program or a rule on this device does not let the browser out. Restart the device and the browser first. If it stays, ask whoever looks after the device.

topic-chrome-err-proxy-connection-failed = Your device takes a detour to the internet, and that detour does not answer.
    .title = ERR_PROXY_CONNECTION_FAILED

topic-chrome-err-tunnel-connection-failed = The detour that your traffic takes could not open a way to the site.
    .title = ERR_TUNNEL_CONNECTION_FAILED

topic-chrome-err-socks-connection-failed = The detour that your traffic takes, such as Tor, found no way to the site.
    .title = ERR_SOCKS_CONNECTION_FAILED

topic-chrome-err-proxy-certificate-invalid = Your browser does not trust the detour it was told to take.
    .title = ERR_PROXY_CERTIFICATE_INVALID
    .story = Your traffic takes a detour, called a proxy. It must show an ID card, called a certificate, and that one can't be trusted. Type no passwords or card numbers on this network until it is mended. Ask the people who run it.

topic-chrome-err-mandatory-proxy-configuration-failed = Your device must take a detour to the internet, but could not load its map.
    .title = ERR_MANDATORY_PROXY_CONFIGURATION_FAILED

topic-chrome-err-proxy-auth-requested = Your own network wants you to log in before it lets you out.
    .title = ERR_PROXY_AUTH_REQUESTED

topic-chrome-err-blocked-by-client = An ad blocker or another add-on in your browser stopped this.
    .title = ERR_BLOCKED_BY_CLIENT

topic-chrome-err-blocked-by-administrator = Your school or company does not allow this page on this device.
    .title = ERR_BLOCKED_BY_ADMINISTRATOR

topic-chrome-err-blocked-by-response = The site does not let its page be shown inside another page.
    .title = ERR_BLOCKED_BY_RESPONSE
    .story = A page was to be shown as a part of another page, or a file to be used elsewhere. The site it belongs to said that it does not want this. Open it in a tab of its own.
    .picture = You ask to have the dish carried to the restaurant next door. The waiter shakes his head: only at our own tables.
    .behind = The file came with a note that says where it may be used. The browser read the note and kept the file out of this page.
    .avoid = No. This is a matter between the makers of the pages or the app.
    .owner = X-Frame-Options, frame-ancestors or Cross-Origin-Resource-Policy forbids this use.
    .closing = A guard did its job here, and nothing of yours is harmed.

topic-chrome-err-blocked-by-csp = The site's own safety rules stopped a part of its page.
    .title = ERR_BLOCKED_BY_CSP
    .story = A site can tell browsers which parts of a page may load, to keep strangers' code out. This part was not on the list. Often an add-on put it there, or the owner forgot one entry.
    .picture = Somebody puts a dish on your table that is not on the order. The waiter takes it away again.
    .behind = The page came with a list of places that its parts may come from. This part is from somewhere else, so the browser did not load it.
    .avoid = No. This is a matter between the makers of the pages or the app.
    .owner = Your Content-Security-Policy blocks it. The console names the directive.
    .closing = A guard did its job here, and nothing of yours is harmed.

topic-chrome-err-blocked-by-orb = The browser stopped a file from another site that it did not expect there.
    .title = ERR_BLOCKED_BY_ORB
    .story = The page asked another site for a picture or a script and got something else, often an error page. The browser kept it out, to protect you. The rest of the page may work.
    .picture = You order a drink from the bar next door, and they hand you a letter. The waiter keeps it.
    .behind = A page may show pictures and scripts of other sites, but not read their private pages. When the wrong kind comes back, the browser hands over nothing.
    .avoid = No. This is a matter between the makers of the pages or the app.
    .owner = A cross-origin file came with the wrong type, often an error page in place of an image.
    .closing = A guard did its job here, and nothing of yours is harmed.

topic-chrome-err-cleartext-not-permitted = The app only allows secure pages, and this link is not secure.
    .title = ERR_CLEARTEXT_NOT_PERMITTED
    .story = Apps on Android refuse plain, open links unless their maker allowed them. The link should begin with https. The maker of the app or the site has to correct it.
    .picture = You want to shout your order across the street. Your friend pulls you inside first.
    .behind = The app has a rule: no plain http. So nothing was sent, and the site was not asked at all.
    .avoid = No. This is a matter between the makers of the pages or the app.
    .owner = Android apps forbid plain http unless the network security config allows it. Use https.
    .closing = A guard did its job here, and nothing of yours is harmed.

topic-chrome-err-access-denied = Something on your device did not let the browser in.
    .title = ERR_ACCESS_DENIED
    .story = The browser wanted something on your own device, mostly a file, and was not allowed to have it. Close the browser and open it again. On a device of a school or company, ask the people who look after it.

topic-chrome-err-failed = Something went wrong in your browser, and it does not say what.
    .title = ERR_FAILED

topic-chrome-err-aborted = The page was stopped before it was done, by you or by the page.
    .title = ERR_ABORTED

topic-chrome-err-cache-miss = You went back to a page that was made from a form; reload only if you mean to.
    .title = ERR_CACHE_MISS
    .story = The browser no longer has the page, and to show it again it would have to send the form again. If that form was a payment or a post, check first whether it went through.

topic-chrome-err-file-not-found = A file on your own device, or in an add-on, is not there any more.
    .title = ERR_FILE_NOT_FOUND

topic-chrome-err-invalid-url = This link is not a proper web address.
    .title = ERR_INVALID_URL

topic-chrome-err-unknown-url-scheme = This link wants an app that your device does not have.
    .title = ERR_UNKNOWN_URL_SCHEME

topic-chrome-err-unsafe-port = Your browser will not visit this port, to keep you safe.
    .title = ERR_UNSAFE_PORT
    .story = A port is a numbered door of a machine. Some doors belong to mail and other services, and browsers stay away from them.
    .owner = Move the service to 80, 443, 8080 or 8443.

topic-chrome-err-unsafe-redirect = The site sent your browser to a place that is not safe to go.
    .title = ERR_UNSAFE_REDIRECT

## Chrome, Edge, Opera and Brave: the answer

topic-chrome-err-too-many-redirects = The site sends your browser in circles, so it stopped.
    .title = ERR_TOO_MANY_REDIRECTS
    .story = One page says "go there", the other says "go back". Old cookies (small notes a site keeps in your browser) can do it, so delete those of this site first. If it stays, the site's settings are wrong.
    .owner = The classic: Cloudflare in Flexible mode while the server forces https. Set it to Full (strict). Then look for www against bare name, and for a missing X-Forwarded-Proto.

topic-chrome-err-invalid-redirect = The site sent your browser on to an address that does not work.
    .title = ERR_INVALID_REDIRECT

topic-chrome-err-invalid-response = The site answered, but not in a way that a browser can read.
    .title = ERR_INVALID_RESPONSE

topic-chrome-err-invalid-http-response = Something answered, but it was not a web page.
    .title = ERR_INVALID_HTTP_RESPONSE
    .story = Behind this address sits a program that speaks another language than the web's. The port in the address may be wrong, or the site is set up wrongly.

topic-chrome-err-invalid-chunked-encoding = The pieces of the page did not fit together.
    .title = ERR_INVALID_CHUNKED_ENCODING

topic-chrome-err-incomplete-chunked-encoding = The page broke off before its last piece came.
    .title = ERR_INCOMPLETE_CHUNKED_ENCODING
    .owner = The app stopped in the middle of a stream, a proxy buffer ran full, or a virus scanner cut it.

topic-chrome-err-content-length-mismatch = The page was shorter than the site had promised.
    .title = ERR_CONTENT_LENGTH_MISMATCH
    .owner = Look for an app that crashes in the middle, a full proxy temp folder, or a wrong Content-Length.

topic-chrome-err-content-decoding-failed = The page came packed, and your browser could not unpack it.
    .title = ERR_CONTENT_DECODING_FAILED
    .owner = Content-Encoding says gzip or br, and the body is not. Double compression and broken caches do that.

topic-chrome-err-response-headers-too-big = The first part of the site's answer was too big for your browser.
    .title = ERR_RESPONSE_HEADERS_TOO_BIG

topic-chrome-err-response-headers-truncated = The site's answer broke off in its very first part.
    .title = ERR_RESPONSE_HEADERS_TRUNCATED

topic-chrome-err-response-headers-multiple-content-length = The site gave two sizes for one page, so your browser stopped.
    .title = ERR_RESPONSE_HEADERS_MULTIPLE_CONTENT_LENGTH

topic-chrome-err-http-response-code-failure = The site answered with an error number and an empty page.
    .title = ERR_HTTP_RESPONSE_CODE_FAILURE

topic-chrome-err-http2-protocol-error = Site and browser got out of step while they talked.
    .title = ERR_HTTP2_PROTOCOL_ERROR
    .story = HTTP/2 is a fast way to talk on one line. Something in it broke the rules: often the page was cut off behind the scenes, or a virus scanner looked into it.
    .owner = Look at the gateway's log: a truncated body, an illegal header, or a response above a buffer limit shows up as this.

topic-chrome-err-http2-ping-failed = The line to the site went dead, so try again.
    .title = ERR_HTTP2_PING_FAILED
    .story = Browser and site had a line. The browser asked "are you still there?" and heard nothing. Often the network changed or slept. If you were paying or sending, check before you do it again.

topic-chrome-err-http2-server-refused-stream = The site took no more requests on this line, so try again.
    .title = ERR_HTTP2_SERVER_REFUSED_STREAM

topic-chrome-err-quic-protocol-error = The new, fast line to the site broke.
    .title = ERR_QUIC_PROTOCOL_ERROR
    .story = QUIC is the newest way to talk to big sites. Some networks and their guards do not cope with it. Another network, or another browser, shows where the fault is.

topic-chrome-err-quic-handshake-failed = The new, fast line to the site could not be opened.
    .title = ERR_QUIC_HANDSHAKE_FAILED

topic-chrome-err-too-many-retries = Your browser tried again and again and then gave up.
    .title = ERR_TOO_MANY_RETRIES

## Chrome, Edge, Opera and Brave: the safe line

topic-chrome-err-cert-date-invalid = By your device's clock, the site's ID card is out of date.
    .title = NET::ERR_CERT_DATE_INVALID
    .story = Every safe site shows an ID card with a first and a last day. Today is not between them. Either the site forgot to renew it, or your device's clock is wrong. Look at your clock first. Type no passwords or card numbers while the warning is there.

topic-chrome-err-cert-common-name-invalid = The ID card on this line belongs to another name.
    .title = NET::ERR_CERT_COMMON_NAME_INVALID
    .story = Either the site is set up wrongly, or something in between answers in its place. In a hotel or train that is mostly the Wi-Fi's own login page. Type no passwords or card numbers while the warning is there.

topic-chrome-err-cert-authority-invalid = No one that your browser trusts has signed the site's ID card.
    .title = NET::ERR_CERT_AUTHORITY_INVALID
    .story = The site made its ID itself, or it forgot a part of it. It can also be a virus scanner or a company filter that looks into your traffic, or a new device that is missing an update. Type no passwords or card numbers while the warning is there.

topic-chrome-err-cert-contains-errors = The site's ID card has mistakes in it.
    .title = NET::ERR_CERT_CONTAINS_ERRORS

topic-chrome-err-cert-invalid = Your browser can't accept the site's ID card at all.
    .title = NET::ERR_CERT_INVALID

topic-chrome-err-cert-revoked = The site's ID card was cancelled, so do not trust it now.
    .title = NET::ERR_CERT_REVOKED
    .story = The office that gave out the ID took it back. That happens when a secret was lost, or when the ID was given out by mistake. The owner needs a new one. Type nothing secret there until then.

topic-chrome-err-cert-unable-to-check-revocation = Your browser could not check whether the ID card is still good.
    .title = NET::ERR_CERT_UNABLE_TO_CHECK_REVOCATION

topic-chrome-err-cert-weak-signature-algorithm = The site's ID card is sealed in a way that is too easy to forge.
    .title = NET::ERR_CERT_WEAK_SIGNATURE_ALGORITHM

topic-chrome-err-cert-weak-key = The site's ID card uses a lock that is too weak.
    .title = NET::ERR_CERT_WEAK_KEY

topic-chrome-err-cert-validity-too-long = The site's ID card runs for longer than is allowed.
    .title = NET::ERR_CERT_VALIDITY_TOO_LONG

topic-chrome-err-cert-symantec-legacy = The site's ID card is from an office that is no longer trusted.
    .title = NET::ERR_CERT_SYMANTEC_LEGACY

topic-chrome-err-cert-known-interception-blocked = This ID card is known to be used for listening in, so your browser stopped.
    .title = NET::ERR_CERT_KNOWN_INTERCEPTION_BLOCKED
    .story = This ID card, called a certificate, is on a list of cards that were made to read other people's traffic. Something between you and the site uses it. Type no passwords or card numbers on this network. Try another one.

topic-chrome-err-certificate-transparency-required = The site's ID card is not on the public list where it must be.
    .title = NET::ERR_CERTIFICATE_TRANSPARENCY_REQUIRED

topic-chrome-err-ssl-protocol-error = Site and browser could not set up a safe line.
    .title = ERR_SSL_PROTOCOL_ERROR
    .story = Something broke the rules of the secret handshake. The site may not speak https at this door, its settings may be broken, or a filter on your side meddles.

topic-chrome-err-ssl-version-or-cipher-mismatch = Site and browser know no secret language in common.
    .title = ERR_SSL_VERSION_OR_CIPHER_MISMATCH
    .story = Either the site only knows old, unsafe ways, or your browser is too old. On Cloudflare it mostly means that there is no ID card for this very name yet.
    .owner = Behind Cloudflare, wait until the certificate is active and check that the name is covered: free ones cover only one level of subdomains. If not, offer TLS 1.2 and 1.3.

topic-chrome-err-ssl-unrecognized-name-alert = The machine says that it does not know a site by this name.
    .title = ERR_SSL_UNRECOGNIZED_NAME_ALERT
    .story = The machine was reached, and it said that it has no site by this name. The name may point to the wrong place, or the site was not set up there yet. Until that is mended there is no safe line, so type nothing secret.
    .picture = You give the name of the restaurant at the door. The man inside says: never heard of it.
    .behind = At the start of the ID check your browser says which site it wants. The machine found no such name in its list and ended the talk.

topic-chrome-err-bad-ssl-client-auth-cert = This site only lets in devices with a special digital key.
    .title = ERR_BAD_SSL_CLIENT_AUTH_CERT
    .story = Some company pages ask your device for a digital key of its own, called a client certificate. Yours is missing, too old, or not the one they want. Ask the people who gave it to you.
    .behind = Before any page comes, the two sides greet each other. In that greeting the site asked for a card of your device, and it did not get one that it accepts.

topic-chrome-err-ssl-client-auth-cert-needed = This site only lets in devices with a special digital key.
    .title = ERR_SSL_CLIENT_AUTH_CERT_NEEDED
    .story = Some company pages ask your device for a digital key of its own, called a client certificate. Your browser did not show one. If you should have one, ask the people who run the site.
    .behind = Before any page comes, the two sides greet each other. In that greeting the site asked for a card of your device, and it did not get one that it accepts.

topic-chrome-err-ssl-pinned-key-not-in-cert-chain = The ID card is not one of those this site is known for.
    .title = ERR_SSL_PINNED_KEY_NOT_IN_CERT_CHAIN

topic-chrome-err-ech-fallback-certificate-invalid = The hidden greeting between your browser and the site failed.
    .title = ERR_ECH_FALLBACK_CERTIFICATE_INVALID
    .story = A new way of greeting hides even the name of the site you visit. It did not work here, and the stand-in ID card, called a certificate, did not fit either. Try another network. Type no passwords or card numbers while the warning is there.

topic-chrome-err-ssl-server-cert-bad-format = The site's ID card can't be read.
    .title = ERR_SSL_SERVER_CERT_BAD_FORMAT

## Firefox

topic-firefox-ns-error-unknown-host = Firefox could not find a site by this name.
    .title = NS_ERROR_UNKNOWN_HOST

topic-firefox-ns-error-connection-refused = The site's machine is there, but it turned Firefox away at once.
    .title = NS_ERROR_CONNECTION_REFUSED

topic-firefox-ns-error-net-timeout = The site took too long, so Firefox stopped waiting.
    .title = NS_ERROR_NET_TIMEOUT

topic-firefox-ns-error-net-reset = The line was cut in the middle; Firefox can't tell by whom.
    .title = NS_ERROR_NET_RESET

topic-firefox-ns-error-net-interrupt = The line broke while the page was on its way.
    .title = NS_ERROR_NET_INTERRUPT

topic-firefox-ns-error-redirect-loop = The site sends Firefox in circles, so it stopped.
    .title = NS_ERROR_REDIRECT_LOOP

topic-firefox-ns-error-offline = Firefox is set to work offline, or your device has no internet.
    .title = NS_ERROR_OFFLINE

topic-firefox-ns-error-proxy-connection-refused = Firefox was sent on a detour, and that detour turns it away.
    .title = NS_ERROR_PROXY_CONNECTION_REFUSED

topic-firefox-ns-error-net-partial-transfer = The page broke off before it was complete.
    .title = NS_ERROR_NET_PARTIAL_TRANSFER

topic-firefox-ns-error-net-empty-response = The site picked up, said nothing, and hung up.
    .title = NS_ERROR_NET_EMPTY_RESPONSE

topic-firefox-ns-error-corrupted-content = The page came broken, so Firefox did not show it.
    .title = NS_ERROR_CORRUPTED_CONTENT

topic-firefox-ns-error-unknown-proxy-host = Firefox is told to take a detour, but it can't find it.
    .title = NS_ERROR_UNKNOWN_PROXY_HOST

topic-firefox-pr-connect-reset-error = The line was cut in the middle; Firefox can't tell by whom.
    .title = PR_CONNECT_RESET_ERROR
    .story = A reset is like a phone slammed down. The site, a guard, a filter in your network or your provider may have done it. Another network tells the most.

topic-firefox-pr-connect-refused-error = The site's machine is there, but it turned Firefox away at once.
    .title = PR_CONNECT_REFUSED_ERROR

topic-firefox-pr-connect-timeout-error = Firefox called the site, and nobody picked up.
    .title = PR_CONNECT_TIMEOUT_ERROR

topic-firefox-pr-io-timeout-error = The site took too long, so Firefox stopped waiting.
    .title = PR_IO_TIMEOUT_ERROR

topic-firefox-pr-network-unreachable-error = There is no way from your network to the site.
    .title = PR_NETWORK_UNREACHABLE_ERROR

topic-firefox-pr-host-unreachable-error = There is no way from your network to the site's machine.
    .title = PR_HOST_UNREACHABLE_ERROR

topic-firefox-pr-end-of-file-error = The other side hung up while the safe line was being set up.
    .title = PR_END_OF_FILE_ERROR
    .story = The handshake that makes a line secret broke off. The site may be at fault. A VPN, a proxy or a virus scanner on your side can do it too.

topic-firefox-sec-error-expired-certificate = By your device's clock, the site's ID card has run out.
    .title = SEC_ERROR_EXPIRED_CERTIFICATE

topic-firefox-sec-error-expired-issuer-certificate = The office that signed the site's ID card has an ID that ran out.
    .title = SEC_ERROR_EXPIRED_ISSUER_CERTIFICATE
    .story = A site's ID card, called a certificate, is signed by an office that has an ID of its own. The office's ID has run out by your device's clock. Look at the clock first. Type no passwords or card numbers while the warning is there.

topic-firefox-sec-error-unknown-issuer = Firefox does not know who signed the site's ID card.
    .title = SEC_ERROR_UNKNOWN_ISSUER
    .story = The site made its ID itself, or forgot to send a part of it. If you see it on big, well-known sites, a virus scanner or a filter is looking into your traffic. Type no passwords or card numbers while the warning is there.

topic-firefox-sec-error-untrusted-issuer = Firefox does not trust whoever signed the site's ID card.
    .title = SEC_ERROR_UNTRUSTED_ISSUER

topic-firefox-sec-error-revoked-certificate = The site's ID card was cancelled, so do not trust it now.
    .title = SEC_ERROR_REVOKED_CERTIFICATE
    .story = The office that gave out the ID took it back. That happens when a secret was lost, or when the ID was given out by mistake. The owner needs a new one. Type nothing secret there until then.

topic-firefox-sec-error-ocsp-future-response = Your device's clock is likely wrong.
    .title = SEC_ERROR_OCSP_FUTURE_RESPONSE
    .story = Firefox asked whether the site's ID card is still good. The answer carries a date that lies ahead of your clock. So set the clock of your device first. If it is right, the fault is at the site. Type nothing secret while the warning is there.

topic-firefox-sec-error-bad-signature = The seal on the site's ID card does not fit.
    .title = SEC_ERROR_BAD_SIGNATURE

topic-firefox-mozilla-pkix-error-self-signed-cert = The site made its ID card itself, so no one vouches for it.
    .title = MOZILLA_PKIX_ERROR_SELF_SIGNED_CERT

topic-firefox-mozilla-pkix-error-mitm-detected = Something on your side reads your traffic, mostly a virus scanner or a filter.
    .title = MOZILLA_PKIX_ERROR_MITM_DETECTED
    .story = Something between you and the site opens the safe line and reads along. Mostly it is a virus scanner or a filter at school or work. It could also be a stranger. Type no passwords or card numbers until you know which.

topic-firefox-mozilla-pkix-error-not-yet-valid-certificate = By your device's clock, the site's ID card is not good yet.
    .title = MOZILLA_PKIX_ERROR_NOT_YET_VALID_CERTIFICATE

topic-firefox-ssl-error-bad-cert-domain = The ID card on this line belongs to another name.
    .title = SSL_ERROR_BAD_CERT_DOMAIN

topic-firefox-ssl-error-no-cypher-overlap = Site and browser know no secret language in common.
    .title = SSL_ERROR_NO_CYPHER_OVERLAP

topic-firefox-ssl-error-unsupported-version = The site only knows old ways to keep a line safe.
    .title = SSL_ERROR_UNSUPPORTED_VERSION

topic-firefox-ssl-error-rx-record-too-long = Firefox asked for a safe line, but the other end only speaks in the open.
    .title = SSL_ERROR_RX_RECORD_TOO_LONG

topic-firefox-ssl-error-handshake-failure-alert = The site broke off while the safe line was being set up.
    .title = SSL_ERROR_HANDSHAKE_FAILURE_ALERT

topic-firefox-ssl-error-internal-error-alert = The site tripped while it set up the safe line.
    .title = SSL_ERROR_INTERNAL_ERROR_ALERT
    .owner = On Cloudflare this often means that no certificate covers this name.

topic-firefox-ssl-error-protocol-version-alert = Site and browser can't agree on how to keep the line safe.
    .title = SSL_ERROR_PROTOCOL_VERSION_ALERT

topic-firefox-ssl-error-unrecognized-name-alert = The machine says that it does not know a site by this name.
    .title = SSL_ERROR_UNRECOGNIZED_NAME_ALERT
    .story = The machine was reached, and it said that it has no site by this name. The name may point to the wrong place, or the site was not set up there yet. Until that is mended there is no safe line, so type nothing secret.
    .picture = You give the name of the restaurant at the door. The man inside says: never heard of it.
    .behind = At the start of the ID check your browser says which site it wants. The machine found no such name in its list and ended the talk.

topic-firefox-cannot-find = Firefox could not find the address behind this name.
    .title = Hmm. We're having trouble finding that site.
    .story = It does not say why. The name may not exist, the lookup may be broken where you are, or you are offline. See whether another site opens.

topic-firefox-timed-out = The site took too long, so Firefox stopped waiting.
    .title = The connection has timed out (Firefox)
    .story = Firefox says the same when nobody picks up and when the site picks up but does not answer. It may be the site, the way to it, or your network.

## Safari, iPhone and Mac

topic-safari-cannot-find = Safari could not find a site by this name.
    .title = Safari can't find the server
    .story = Mostly a typing mistake, or a name that is gone. If no site opens at all, your own network or a private relay is the trouble.

topic-safari-cannot-connect = Safari found the site's machine, but got no line to it.
    .title = Safari can't connect to the server
    .story = Apple may use the same words for a clear no and for other failures on the way. Often the site's server is not running.

topic-safari-dropped = The line broke before the page came; Safari can't tell by whom.
    .title = The server unexpectedly dropped the connection (Safari)

topic-safari-timed-out = The site took too long, so your device stopped waiting.
    .title = The server is not responding (Safari)
    .story = Apple uses the same number for "nobody picked up" and for "picked up, but no answer". It may be the site, the way to it, or your network.

topic-safari-no-secure-connection = Your device and the site could not set up a safe line.
    .title = Safari can't establish a secure connection

topic-safari-certificate = Your device does not trust the site's ID card.
    .title = This connection is not private (Safari)

topic-safari-too-many-redirects = The site sends Safari in circles, so it stopped.
    .title = Too many redirects occurred (Safari)

## What programs say

topic-tool-name-not-found = A program could not find the address behind this name.
    .title = The name could not be looked up
    .story = These words come from a program such as curl, Node or Python. They do not say whether the name does not exist or whether the lookup itself is broken where the program runs. Look at the spelling, then try the name from another place.
    .owner = Inside a container, check its resolver first. Then compare with a public resolver.

topic-tool-name-temporary = The internet's phone book did not answer a program in time.
    .title = EAI_AGAIN: temporary failure in name resolution
    .story = This is about the lookup, not about the name: nobody said that the name is wrong. Inside a container it mostly means that the container has no way out.
    .owner = Check /etc/resolv.conf, the container's network, and whether UDP port 53 gets out.

topic-tool-cannot-connect = A program found the site's machine, but got no line to it.
    .title = curl (7): could not connect
    .story = curl uses 7 for "refused" and for "no way there". The rest of the line says which.

topic-tool-timed-out = A program waited for the site until its patience ran out.
    .title = curl (28): timed out
    .story = "Connection timed out" means that nobody picked up. "Operation timed out … with 0 bytes received" means that the site picked up but did not answer.

topic-tool-reset = The line was cut in the middle, and the program can't tell by whom.
    .title = ECONNRESET: the line was cut
    .story = The site, a guard or your own network may have cut it. In Node, "socket hang up" can also mean that the site closed the line and said nothing.
    .owner = Often a keep-alive race: the server closes an idle line just as it is used again. Make the server's keep-alive longer than the client's.

topic-tool-certificate-chain = The site forgot to send a part of its ID card.
    .title = unable to get local issuer certificate
    .story = An ID card comes as a chain: the site's own, and one or two that vouch for it. A middle part is missing. Browsers often fill the gap by themselves; programs do not.
    .owner = Serve fullchain.pem, not cert.pem. If only one machine complains, its list of trusted roots is old, or a company filter sits in between.

topic-tool-tls-error = A program and the site could not set up a safe line.
    .title = curl (35): TLS handshake failed

topic-tool-certificate = A program does not trust the site's ID card; the words after it say why.
    .title = curl (60): certificate problem
    .owner = Expired, wrong name, self-signed or incomplete chain: read the rest of the line. Do not use -k in anything that matters.

## What somebody else saw: the same causes, told without "we looked"

topic-said-ok = This number means that all went as it should.
    .title = A number that means fine
    .story = Not every number is an error. Those below 400 are how a site says "go on", "here you are" or "look over there". If something still looks wrong, the reason lies elsewhere.
    .picture = The waiter nods, and the kitchen goes on with its work.
    .behind = Every answer on the web begins with a number of three digits. 1 means wait, 2 means done, 3 means elsewhere, 4 means that the request was not accepted, 5 means that the server failed.
    .avoid = There is nothing to avoid. It is a normal part of every visit.
    .owner = Nothing to mend. If visitors report trouble all the same, look at what the page holds, not at its number.
    .fact = The very first version of the web's language, from 1991, had no numbers at all: only a page, or nothing.
    .closing = No need to worry about this one.

topic-said-name = The address behind this name could not be found.
    .title = The name could not be looked up
    .story = Each site has a name for people and a number for machines. Looking up the number failed. The name may be misspelt or gone, the servers that keep it may be in trouble, or the lookup is broken where you are. These words do not tell which.
    .picture = You look for the restaurant in the address book and get no address. Is the name spelt wrong, or is the book out of reach? You can't tell from here.
    .behind = Your device asks a name server, which asks others until one of them knows. Somewhere along that chain the answer was no, or nothing.
    .owner = Compare a public resolver, the authoritative servers and the machine where it failed. If only one place fails, the trouble is there.
    .closing = Look at the letters first. It takes a second and is often enough.

topic-said-name-timeout = The lookup of this name took too long.
    .title = The name lookup took too long
    .story = To visit a site, a device first asks a name server for its number. No answer came in time. The name server may be busy or cut off, or your own connection is down. If other sites open, try again in a minute.
    .behind = Questions about names travel in small parcels that can get lost, so they are asked more than once. Each time there was silence.

topic-said-connect-refused = The site's machine is there, but it turned the visit away at once.
    .title = The connection was refused
    .story = The right machine was found, and it said a clear no. Most often the program that should serve the site has stopped or is just starting. A guard on the machine can say no as well.
    .behind = Each machine has numbered doors. When no program listens behind one, the machine itself answers: closed.

topic-said-connect-timeout = The call to the site got no reply at all.
    .title = The connection timed out
    .story = No yes and no no, just silence. The site's machine may be off or very busy, a guard may throw calls away without a word, or your own network loses them. If other sites open, it is likely the site.
    .behind = A connection begins with a small hello that must be answered. It was sent again a few times, and nothing came back before the limit.

topic-said-connect-unreachable = There is no way from this network to the site's machine.
    .title = There is no way there
    .story = The internet is a web of roads with junctions. One of them knows no way to this address. A line may be cut, the machine may be gone, or your own network has lost its link.
    .behind = When a junction has no path to an address, it can send back a note that says so. Your own device says it too when it has no network.

topic-said-connect-reset = The line was cut, and the message can't tell by whom.
    .title = The connection was reset
    .story = A reset is like a phone slammed down. It can be the site, a guard in front of it, a filter in your network, or your provider. The message looks the same for all of them. Another network tells the most.

topic-said-empty-reply = The other side hung up before an answer came.
    .title = The line was closed without an answer
    .story = The line stood and the question was sent. Then it was closed, and nothing had come. A program that crashed, a restart, a rule that sends some visitors away without a word, or a lost connection can look like this.
    .behind = A proper answer starts with a line that holds a number. Here the line was closed before that.

topic-said-reply-timeout = The line stood, but no answer came in time.
    .title = No answer in time
    .story = The site picked up, took the question, and then nothing came back before the limit. Something in it is stuck or far too busy. The work may still be going on, so check before you send or pay again.
    .behind = Everyone on the way has a limit for waiting: your browser, the front desk, the load balancer. The shortest one ran out first.

topic-said-reply-reset = The line was cut before the answer was whole.
    .title = The answer was cut off
    .story = The answer had been asked for, and then the line was torn off. A program on the other side crashed or was restarted, a guard cut it, or your own connection dropped.
    .behind = The other side, or something on the way, ended the line at once. What had come so far can't be read as an answer.

topic-said-truncated = The page broke off before it was complete.
    .title = The page broke off
    .behind = An answer says how long it is, or marks its end. This one stopped before that point, so a part is missing.

topic-said-garbled = Something answered, but not in the language of the web.
    .title = Not a proper web answer
    .story = Bytes came back, but they are not a proper web answer. Perhaps another kind of program sits behind this door, the wrong port is in the address, or the site's program is broken.

topic-said-headers-too-large = The first part of the site's answer was too big.
    .title = The first part of the answer is too big
    .story = Each web answer starts with short notes about the page. Here these notes were bigger than what is allowed. Often a program writes too many cookies, which are small notes a site keeps with you.

topic-said-body-stalled = The answer began to come, and then it stopped.
    .title = The answer stopped in the middle
    .behind = The first part of the answer was fine. Then nothing more came, though the line stayed open, until the limit for waiting ran out.

topic-said-redirect-loop = The site sends visitors in circles, so the browser stopped.
    .title = Sent in circles
    .story = One page says "go there", the other says "go back", and so on without an end. Old cookies (small notes a site keeps in your browser) can do it, so delete those of this site first. If it stays, two rules on the site fight each other.
    .behind = Each answer carried a number that means moved, with a new address. The steps led back to a page that was seen before, or there were too many of them. Chrome and Firefox stop after 20.

topic-said-redirect-refused = The site sent the browser on to an address that does not work.
    .title = Sent to a place that does not work
    .story = The site answered, but only to say: go somewhere else. That other address is broken, or of a kind that browsers don't open from the web. It is most likely a slip by the site's team.
    .picture = A sign at the restaurant says: please use the other door. But there is no other door.
    .behind = An answer with a number from 300 to 399 can carry a new address. Browsers check each one and stop when it is not safe or not valid.

topic-said-tls-not-yet-valid = By your device's clock, the site's ID card is not good yet.
    .title = The ID card is not good yet
    .story = A site shows an ID card, called a certificate, with a first and a last day. By your device's clock the first day is still to come. Very often that clock is simply wrong. If it is right, the site put the card up too early. Type no passwords or card numbers while the warning is there.

topic-said-tls-protocol = Your side and the site could not set up a safe line.
    .title = No safe line
    .story = Before a page comes over a safe line, both sides must agree on a way to keep it secret. They found none, or the talk broke down. The site may be too old or badly set up, your browser too old, or a filter on your side gets in between.

topic-said-tls-untrusted = Nobody that your device trusts vouches for the site's ID card.
    .title = The ID card is not trusted
    .story = A site shows an ID card, called a certificate. Trusted offices sign such cards. This one is made by the site itself, a part of it is missing, or something is wrong with its seal. A virus scanner or a company filter that looks into your traffic causes it too. Type no passwords or card numbers while the warning is there.

topic-said-tls-reset = The other side hung up while the safe line was being set up.
    .title = Cut off while the safe line was set up
    .story = The handshake that makes a line secret broke off. The site may be at fault. A VPN, a proxy or a virus scanner on the way can do it too. Another network tells the most.

topic-said-tls-timeout = The line stood, but the safe greeting got no answer in time.
    .title = No answer while the safe line was set up
    .story = The site's machine picked up. Then the talk about how to keep the line secret stopped, and nothing more came. The machine may be very busy, or a filter on the way swallows this part.
    .behind = After the first hello, both sides agree on a secret. One side sent its part, the other fell silent, and the limit for waiting ran out.

topic-said-rate-limited = Something was done too often in a short time, so you have to wait a little.
    .title = You are being rate limited
    .story = The site counts how often somebody asks. It may be you, an app on your device, or somebody who shares your address, as in a school or with a VPN. The limit ends by itself. Each new try can make it start over.

topic-said-blocked = The site is up, but it does not let your internet address in.
    .title = Your address is blocked
    .story = Your address may be shared with others, for instance by a VPN, a school or a phone company. Somebody there may have misbehaved, or a guard made a mistake. Only the people who run the site can lift the block.

topic-said-http-error = The answer was an error number and no page.
    .title = An error number
    .story = The site was reached, and it answered with a number that means trouble. These words do not say which number, so they do not say more.
    .behind = Behind every page is a number. When the site sends no page along with a bad number, the browser shows its own.

topic-browser-fetch-failed = A script on a page got no answer, and the browser hides why.
    .title = Failed to fetch
    .story = Pages ask for more data in the background. One of these questions failed. The browser does not tell the page why, to protect you: it may be the site, your network, a blocker, or a rule against asking other sites.
    .picture = Your friend went to the restaurant for you and only shrugs when he comes back from the door.
    .owner = Open the browser's console: a missing CORS header, a blocked or mixed-content request and a dead server all end in these words.

topic-said-little = These words alone do not tell what is wrong.
    .title = These words do not say enough
    .story = Some messages are only a headline. The small print, a code or a number says more. Send that along, or the name of the site, and the answer gets better.
    .picture = Your friend comes back from the restaurant's door and only says "no". You want to know why.
    .behind = One headline often stands for ten different faults. The code beside it is what tells them apart.
    .avoid = No. But a picture of the whole page, small print and all, saves you many questions.
    .owner = Ask people for the full page with its number and the time. The headline alone leads nowhere.
    .closing = A code and a site's name, and the riddle is mostly half solved.
