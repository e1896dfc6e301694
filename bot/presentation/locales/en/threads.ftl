### Names of threads below announcements. Discord shows them as they are: no markup, 100 characters.
### { $name } is a watch's name of up to 60 characters. They are never changed, so they stay true.

thread-outage = Outage of { $name }, { $day }
thread-outage-nameless = Outage, { $day }
thread-outages = Several outages, { $day }
thread-day = { $day } { $month ->
    [1] Jan
    [2] Feb
    [3] Mar
    [4] Apr
    [5] May
    [6] Jun
    [7] Jul
    [8] Aug
    [9] Sep
    [10] Oct
    [11] Nov
   *[12] Dec
 }
