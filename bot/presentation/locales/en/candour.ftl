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

## gatewise official

candour-counted = Of the last { $counted } outages we saw, the page { $silent ->
    [0] told of every one.
   *[other] never told of { $silent }.
}
candour-usual = { $unit ->
    [hours] { $count ->
        [one] It usually told about an hour after our first failed look.
       *[other] It usually told about { $count } hours after our first failed look.
    }
   *[minutes] { $count ->
        [one] It usually told about a minute after our first failed look.
       *[other] It usually told about { $count } minutes after our first failed look.
    }
}
candour-prompt = It usually told as soon as we saw it, or before.
candour-unsure = We read it now and then: it may have been up to { $minutes ->
    [one] a minute
   *[other] { $minutes } minutes
} sooner.
