### Why we don't look at something, and what to do instead: one text for each Refusal.

refusal-empty = There is nothing to look at yet. Type the name of a service or an address, such as example.com.
refusal-too-long = This address is too long for us. Try only the first part of it, such as example.com.
refusal-not-a-url = We can't read this as an address. Type it like example.com or https://example.com.
refusal-bad-characters = There are hidden or odd characters in this address. Type it by hand instead of pasting it.
refusal-bad-scheme = We only look at web pages. Use an address that starts with http or https.
refusal-credentials = This address holds a user name or a password. Take out that part, and don't post it anywhere.
refusal-bad-port = We don't look at this port (the number after the colon). Leave it out and ask again.
refusal-bad-host = The name in this address can't be right. Check its spelling, for example example.com.
refusal-bad-address = This number address is written in an odd way. Use the site's name, such as example.com.
refusal-local-name = This name works only inside a home or company network. Ask about a public site instead.
refusal-private-address = This address belongs to a private network, and we only look at public sites. Ask about the site's public name.

### Why a question was not looked at: one text for each DeclineReason. $wait is one of wait-length.

declined-member-budget = You have asked a lot in a short time. Please ask again in { $wait }.
declined-server-budget = This Discord server has asked a lot in a short time. Please ask again in { $wait }.
declined-target-budget = We looked at this site several times just now, and we don't want to flood it. Please ask again in { $wait }.
declined-bot-budget = So many people ask us right now that we need a short break. Please ask again in { $wait }.
declined-busy = Many checks are in line before yours. Please ask again in { $wait }.
declined-ambiguous = That name can mean more than one service. Pick the one you mean from the list, or type its full name.
declined-several = You named more than one service, and we check one at a time. Name just one.
declined-not-found = We know no service of that name. Pick one from the list, or type its address, such as example.com.

wait-length = { $unit ->
    [seconds] { $count ->
        [one] a second
       *[other] { $count } seconds
    }
    [minutes] { $count ->
        [one] a minute
       *[other] about { $count } minutes
    }
   *[hours] { $count ->
        [one] an hour
       *[other] about { $count } hours
    }
  }
