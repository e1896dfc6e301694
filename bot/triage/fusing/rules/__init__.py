"""Every rule of fusing, in the order they are asked: the first that matches decides.

Within each group the more trusted sources speak first, and two that agree before one alone.
"""

from bot.triage.fusing.rule import FusingRule
from bot.triage.fusing.rules.blind import BLIND
from bot.triage.fusing.rules.failing import CLOSED, FAILING
from bot.triage.fusing.rules.passing import PASSING, SLOW
from bot.triage.fusing.rules.shut import SHUT

RULES: tuple[FusingRule, ...] = (*BLIND, *FAILING, *CLOSED, *SLOW, *PASSING, *SHUT)
