"""Every rule, in the order they are asked."""

from bot.triage.rule import Rule
from bot.triage.rules.blocks import BLOCKS
from bot.triage.rules.edges import EDGES
from bot.triage.rules.failures import FAILURES
from bot.triage.rules.gateways import GATEWAYS
from bot.triage.rules.pages import APP_PAGES, MAINTENANCE, WRONG_PAGES
from bot.triage.rules.platforms import PLATFORMS
from bot.triage.rules.proxies import PROXIES
from bot.triage.rules.reports import REPORTS
from bot.triage.rules.statuses import CLIENT_ERRORS, SERVER_ERRORS, UP

# From what decides to what merely hints: how the look failed, who refuses us, what edges and
# platforms say of themselves, planned work, gateways' reports and pages, the bare status.
RULES: tuple[Rule, ...] = (
    *FAILURES,
    *BLOCKS,
    *EDGES,
    *PLATFORMS,
    *MAINTENANCE,
    *REPORTS,
    *WRONG_PAGES,
    *GATEWAYS,
    *PROXIES,
    *APP_PAGES,
    *UP,
    *CLIENT_ERRORS,
    *SERVER_ERRORS,
)
