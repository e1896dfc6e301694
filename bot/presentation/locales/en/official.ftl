### What a service's own official status page says.

## One line of an answer. { $when } is a time that Discord shows as "2 minutes ago".
## { $title } is the vendor's own, cut and made harmless.

official-fine = Their own page says: all fine ({ $when }).
official-silent = Their own page says nothing of it yet ({ $when }).
official-noticed = Their own page shows no outage, but tells of this: «{ $title }» ({ $when }).
official-outage = Their own page reports an outage ({ $when }).
official-outage-titled = Their own page reports an outage: «{ $title }» ({ $when }).
official-partial = Their own page reports that a part is out ({ $when }).
official-partial-titled = Their own page reports that a part is out: «{ $title }» ({ $when }).
official-trouble = Their own page reports some trouble ({ $when }).
official-trouble-titled = Their own page reports some trouble: «{ $title }» ({ $when }).
official-planned = Their own page says that planned work is under way ({ $when }).
official-planned-titled = Their own page says that planned work is under way: «{ $title }» ({ $when }).
official-unclear = Their own page says nothing that we understand ({ $when }).
official-unread = We could not read their own page ({ $when }). That says nothing about the service.

# After one of the above.
official-whole-page = That is about everything they offer, not this alone.

## gatewise official

official-state-operational = all fine
official-state-degraded = some trouble
official-state-partial_outage = partial outage
official-state-major_outage = outage
official-state-maintenance = planned work
official-state-unknown = unknown
official-problem-unreachable = The page did not answer, or not to the end.
official-problem-slow = The page did not answer in time.
official-problem-refused = The page stands, or sends us, where we do not go: a private address, an unusual port, or no web address at all.
official-problem-lost = The page sends us on and on.
official-problem-turned_away = The page turns us away, or asks us to come back later.
official-problem-failing = The page answers with an error.
official-problem-too_large = The page’s answer is too long to read.
official-problem-not_understood = The page answers, but not in any way we can read.
official-no-verdict = That says nothing about the service itself.
official-read = Read { $when } from { $page }, as { $provider }.
official-tried = Asked { $when } at { $page }.
official-updated = The page says that it changed { $when }.
official-part-missing = The part that stands for this service was not found, so this is the whole page.
official-related = The page is about another product, so there is no verdict from it.
official-components = { $total ->
    [one] Its one part
   *[other] Its { $total } parts
 }
official-parts-fine = { $count ->
    [one] 1 part is fine.
   *[other] { $count } parts are fine.
 }
official-now = What goes on
official-ahead = What is planned
official-over = What is over
official-more = { $count ->
    [one] 1 more is not shown.
   *[other] { $count } more are not shown.
 }
official-from = since { $when }
official-until = until { $when }
official-changed = last told { $when }
official-untitled = no title
official-nothing-named = Nothing is known by the name of { $asked }. Name a service, or the whole address of a status page.
official-no-page = We know no official page for { $service }.
