### What members of a server do about a thing: how many report trouble, and how many ask.

# After a number of members that report trouble. { $usual } is how many do at this hour of other days.
members-usual-nobody = Most days, no one does at this hour.
members-usual-fewer = { $usual ->
    [one] Usually 1 does at this hour.
   *[other] Usually { $usual } do at this hour.
 }
members-usual-so = That is usual for this hour.

# How many different members asked. It is true for good: the message stays in the channel.
members-asking = { $count ->
    [one] 1 member asked about it within 3 minutes.
   *[other] { $count } members asked about it within 3 minutes.
 }

# Instead of the same long answer again. { $link } leads to the message that everybody can read.
members-pointer = Here is one answer for everybody: { $link }
