"""Pages that hosting platforms write when the app they host is missing, asleep or broken."""

from bot.triage.rule import Outcome, Rule, on, only, outcome, within
from bot.triage.verdict import Cause, Confidence, Hop, State

_HIGH, _LOW = Confidence.HIGH, Confidence.LOW
_SERVER_ERRORS = within(500, 599)


def _page(name: str, comment: str, conclusion: Outcome) -> Rule:
    """Write the rule of one platform page; its id is the page's."""
    return Rule(id=name, comment=comment, signs=only(name), outcome=conclusion)


def _down(hop: Hop, cause: Cause, confidence: Confidence = Confidence.HIGH) -> Outcome:
    return outcome(State.DOWN, hop, cause, confidence)


PLATFORMS = (
    Rule(
        id="platform-no-site",
        comment="The platform has nothing under that name: never made, deleted or disconnected.",
        signs=only(
            *("heroku-no-app", "vercel-no-deployment", "netlify-no-site", "github-pages-none"),
            *("s3-no-bucket", "wix-no-site", "squarespace-none", "pantheon-unknown"),
            "azure-no-app",
        ),
        outcome=_down(Hop.EDGE, Cause.MISROUTED),
    ),
    Rule(
        id="platform-no-app",
        comment="One answer for a name that leads nowhere and an app that was paused or never ran.",
        signs=only("railway-no-app", "render-no-server"),
        outcome=_down(Hop.UNKNOWN, Cause.MISROUTED, Confidence.MEDIUM),
    ),
    Rule(
        id="platform-stopped",
        comment="Its owner, or a quota, has stopped the app: no permission problem.",
        signs=only("azure-stopped", "vercel-paused", "shopify-unavailable", "suspended"),
        outcome=_down(Hop.ORIGIN, Cause.MISROUTED, Confidence.MEDIUM),
    ),
    _page(
        "heroku-app-error",
        "One page for crashed, hung and never started.",
        _down(Hop.ORIGIN, Cause.APP_ERROR, Confidence.MEDIUM),
    ),
    _page(
        "heroku-maintenance",
        "Maintenance mode, switched on by the owner.",
        outcome(State.MAINTENANCE, Hop.ORIGIN, Cause.MAINTENANCE, _HIGH),
    ),
    _page(
        "vercel-timeout",
        "The function ran out of its time.",
        _down(Hop.ORIGIN, Cause.UPSTREAM_TIMEOUT),
    ),
    _page(
        "vercel-throttled",
        "Too many of its functions run at once.",
        _down(Hop.ORIGIN, Cause.OVERLOADED),
    ),
    _page("vercel-crash", "The function crashed.", _down(Hop.ORIGIN, Cause.APP_ERROR)),
    Rule(
        id="vercel-error",
        comment="Another of Vercel's own error codes, from its router or the build.",
        signs=only("vercel-error"),
        statuses=_SERVER_ERRORS,
        outcome=_down(Hop.EDGE, Cause.HTTP_ERROR, Confidence.MEDIUM),
    ),
    _page(
        "render-asleep",
        "A free instance that failed to wake up; the next try often works.",
        _down(Hop.ORIGIN, Cause.UPSTREAM_UNREACHABLE),
    ),
    _page(
        "render-error",
        "Render's router got no answer from the app.",
        _down(Hop.ORIGIN, Cause.UPSTREAM_BAD_REPLY, Confidence.MEDIUM),
    ),
    _page(
        "railway-no-reply",
        "Nothing listens on the app's port, it crashed, or it has too much to do.",
        _down(Hop.ORIGIN, Cause.UPSTREAM_UNREACHABLE, Confidence.MEDIUM),
    ),
    _page(
        "fly-no-machine",
        "No machine of the app is running or healthy.",
        _down(Hop.ORIGIN, Cause.UPSTREAM_UNREACHABLE),
    ),
    _page(
        "github-unicorn",
        "GitHub's own app took too long or is overloaded.",
        _down(Hop.ORIGIN, Cause.OVERLOADED, Confidence.MEDIUM),
    ),
    _page(
        "ngrok-offline",
        "The tunnel's other end is not running.",
        _down(Hop.ORIGIN, Cause.UPSTREAM_UNREACHABLE),
    ),
    _page(
        "ngrok-upstream",
        "The tunnel runs, the app behind it refused.",
        _down(Hop.ORIGIN, Cause.UPSTREAM_UNREACHABLE),
    ),
    Rule(
        id="iis-start-failure",
        comment="IIS is only the messenger: the ASP.NET app failed to start.",
        signs=only("iis-start-failure"),
        outcome=_down(Hop.ORIGIN, Cause.APP_ERROR),
    ),
    Rule(
        id="httpsys-503",
        comment="http.sys answers itself: the pool is stopped, keeps crashing, or is full.",
        signs=only("httpsys-503"),
        outcome=_down(Hop.ORIGIN, Cause.APP_ERROR, Confidence.MEDIUM),
    ),
    Rule(
        id="httpsys-bad-host",
        comment="http.sys has no site bound to that name.",
        signs=only("httpsys-bad-host"),
        statuses=on(400, 404),
        outcome=outcome(State.ANSWERING, Hop.GATEWAY, Cause.MISROUTED),
    ),
)
