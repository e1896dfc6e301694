### What an operator reads on the command line.

## States, as one word at the start of a line

state-up = up
state-slow = slow
state-answering = answering
state-blocked = blocked
state-maintenance = maintenance
state-down = down
state-no_such_site = no such site
state-unknown = unknown
state-refused = refused

stages = { $stages }
stage-name-resolve = look-up { $ms } ms
stage-name-connect = connect { $ms } ms
stage-name-tls = secure line { $ms } ms
stage-name-first_byte = first byte { $ms } ms
stage-name-total = in all { $ms } ms
checking = looking
no-explanation = I know no error like that. Try the number (502), the name (ERR_CONNECTION_REFUSED) or a sentence from the page.
no-targets = Nothing to look at. Name at least one address, or “-” to read them from standard input.
heading-help = What helps
heading-futile = What won’t help
heading-sources = Sources

## gatewise db

db-backed-up = The backup is in { $path }. It holds everything the bot keeps, so store it safely.
db-restored = The database is now the one from { $path }. What was there before is in { $before }.
db-upgraded = The database is ready. Its revision is { $revision }.

## gatewise doctor

level-fine = fine
level-note = note
level-problem = problem
doctor-token-accepted = Discord accepts the token. The bot is called { $name }.
doctor-token-missing = There is no DISCORD_TOKEN, so “gatewise run” starts against the local stand-in. To join real servers, put the token from Discord’s developer portal into .env.
doctor-token-refused = Discord refuses the token. Copy it again from the developer portal (Bot, Reset Token) into DISCORD_TOKEN.
doctor-token-unreachable = Discord did not answer, so the token could not be checked. Look at the network findings below, then try again.
doctor-intents = No privileged intent is needed; none is asked for.
doctor-invite = Invite the bot with this link: { $link }
doctor-network-unchecked = WATCH_CANARIES is off, so name look-ups, the way out and the clock were not checked. When this machine’s network fails, the bot will blame the sites.
doctor-dns = Name look-ups work: { $total } of { $total } names were found.
doctor-dns-failing = { $count } of { $total } well-known names were not found. Check the name servers in /etc/resolv.conf, or set PROBE_NAMESERVERS.
doctor-dns-private = Well-known names lead to private addresses. A proxy or filter answers your look-ups. The bot refuses such addresses; set PROBE_NAMESERVERS to an honest name server.
doctor-egress = The way out works: { $count } of { $total } well-known sites answered.
doctor-egress-failing = { $count } of { $total } well-known sites answered. The bot would say “I can’t tell” for everything. Check the firewall for outgoing ports 80 and 443.
doctor-clock = The clock is right, to within { $seconds } s.
doctor-clock-wrong = The clock is { $seconds } s off. Certificates and times would be judged wrongly. Turn on time synchronisation (NTP).
doctor-clock-unknown = The clock could not be checked: no well-known site answered with its time.
doctor-private-open = { $count ->
    [one] Members of 1 server
   *[other] Members of { $count } servers
 } may look into these private networks: { $networks }. If that is not what you want, empty PRIVATE_NETWORKS and PRIVATE_GUILDS.
doctor-files = The process may open { $limit } files and sockets.
doctor-files-few = The process may open only { $limit } files and sockets. Raise the limit to { $wanted } or more (ulimit -n).
doctor-database-ready = The database opens, is up to date (revision { $revision }) and can be written.
doctor-database-missing = There is no database yet. The first start makes one.
doctor-database-older = The database is of an older version. The next start brings it up to date; a backup before that is a good idea (gatewise db backup).
doctor-database-newer = The database is of a newer Gatewise (its revision is { $revision }). Install that version again, or restore a backup made before (gatewise db restore).
doctor-database-read-only = The database can’t be written. Give the user that runs the bot the right to write it, and to write in its folder.
doctor-database-closed = The database does not open. Check DATABASE_URL, and that the database is running and not damaged. A backup can be put in its place (gatewise db restore).
doctor-database-unusable = DATABASE_URL is no address of a database we can use. It begins with sqlite:/// or postgresql://.
doctor-disk = There is room on the database’s disk: { $free } GiB are free.
doctor-disk-nearly-full = Only { $free } MiB are free on the database’s disk. Make room soon.
doctor-disk-full = Only { $free } MiB are free on the database’s disk. The bot will soon be unable to remember anything. Make room now.
doctor-sqlite-old = SQLite { $version } has a known bug, rare and guarded against here. { $wanted } or newer is better: update the system or Python.
doctor-name-meant = { $name } is no setting of Gatewise, so it does nothing. Did you mean { $meant }?
doctor-name-unknown = { $name } is no setting of Gatewise, so it does nothing. All settings are in .env.example.
