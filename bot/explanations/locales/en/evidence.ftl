### The facts a verdict rests on, one text for each id in bot/triage/evidence.py.
### Shown to people who open the details, so a technical word may stand here beside its meaning.

evidence-status = The site's answer carries the code { $code }.
evidence-answered-by = The answer was written by { $product }.
evidence-in-the-path = { $product } passed the answer on.
evidence-page-marker = { $branded ->
    [no] The page holds words that we know.
   *[yes] The page holds words that only { $product } writes.
  }
evidence-header-marker = { $branded ->
    [no] The notes before the page hold a sign that we know.
   *[yes] The notes before the page hold a sign of { $product }.
  }
evidence-vendor-code = { $product } names the error with its own number, { $code }.
evidence-proxy-status = The gateway itself reports the reason: { $error }.
evidence-upstream-status = The gateway says that it got the code { $code } from behind.
evidence-retry-after = { $unit ->
    [seconds] { $count ->
        [one] The site asks to come back in a second.
       *[other] The site asks to come back in { $count } seconds.
    }
    [minutes] { $count ->
        [one] The site asks to come back in about a minute.
       *[other] The site asks to come back in about { $count } minutes.
    }
   *[hours] { $count ->
        [one] The site asks to come back in about an hour.
       *[other] The site asks to come back in about { $count } hours.
    }
  }
evidence-failed-stage = { $failure ->
    [name_not_found] The name does not exist (the name servers say NXDOMAIN).
    [no_address] The name exists, but holds no address (no A and no AAAA record).
    [name_server_failed] The name servers failed (SERVFAIL).
    [resolve_timeout] No name server answered in time.
    [address_refused] The name leads to an address that is not public.
    [connect_refused] The server refused the connection at once.
    [connect_timeout] The server did not answer our hello in time.
    [connect_unreachable] There is no route to the server.
    [connect_reset] The connection was reset as it began.
    [tls_expired] The certificate has run out.
    [tls_not_yet_valid] The certificate is not valid yet.
    [tls_wrong_host] The certificate is for another name.
    [tls_untrusted] The certificate is not signed by anybody we trust.
    [tls_protocol] No secure line could be agreed on.
    [tls_timeout] The server fell silent while the secure line was set up.
    [tls_reset] The line was cut while it was being made secure.
    [reply_timeout] The server took our request, but not one byte came back in time.
    [empty_reply] The server closed the line without a byte.
    [reply_reset] The line was reset before an answer could be read.
    [garbled_reply] What came back is not a proper web answer.
    [headers_too_large] The notes before the page were too long to read.
    [headers_truncated] The line was closed in the middle of the notes before the page.
    [headers_stalled] The answer began, then stopped before the page.
    [reply_truncated] The page broke off before its end.
    [body_stalled] The page stopped half-way and did not go on.
    [redirect_loop] The site sends visitors in a circle.
    [redirect_refused] The site sends visitors to an address that we don't visit.
   *[other] { $stage ->
        [resolve] Our look failed while we looked up the name.
        [connect] Our look failed while we connected.
        [tls] Our look failed while the line was being made secure.
       *[exchange] Our look failed while we waited for the answer.
    }
  }
evidence-first-byte = The first byte of the answer came after { NUMBER($milliseconds, maximumFractionDigits: 0) } ms.
evidence-certificate-expires = { $ended ->
    [yes] The certificate ran out on { $date }.
   *[no] { $days ->
        [0] The certificate runs out today.
        [one] The certificate is valid for one more day, until { $date }.
       *[other] The certificate is valid for { $days } more days, until { $date }.
    }
  }
evidence-redirects = { $count ->
    [0] The site did not send us on.
    [one] The site sent us on once.
   *[other] The site sent us on { $count } times.
  }
evidence-from-cache = A store in front of the site answered. The site itself was not asked.
evidence-own-network = { $state ->
    [good] Our own network is fine.
    [bad] Our own network is in trouble.
   *[unchecked] We did not check our own network this time.
  }
evidence-refusal = { $reason ->
    [private_address] The address is private.
    [local_name] The name works only inside a private network.
    [empty] There was nothing to look at.
   *[other] We don't look at addresses like this one.
  }
evidence-expected-status = This watch waits for another code than { $code }.
evidence-expected-text = { $seen ->
    [missing] The text that this watch looks for is not on the page.
   *[unreadable] We could not read the page to look for the text of this watch.
  }
evidence-expected-speed = It took { NUMBER($milliseconds, maximumFractionDigits: 0) } ms; this watch allows { NUMBER($limit, maximumFractionDigits: 0) } ms.
