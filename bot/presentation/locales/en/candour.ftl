### How soon a service's own page usually tells of an outage.

candour-late = { $unit ->
    [hours] { $count ->
        [one] Their page is usually about an hour late.
       *[other] Their page is usually about { $count } hours late.
    }
   *[minutes] { $count ->
        [one] Their page is usually about a minute late.
       *[other] Their page is usually about { $count } minutes late.
    }
}
candour-silent = Their page did not mention { $silent } of the last { $counted } outages we saw while they lasted.
