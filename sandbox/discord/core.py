"""The heart of the stand-in: what every route, connection and person shares."""

from sandbox.discord.changes import Changes
from sandbox.discord.clock import JumpableClock
from sandbox.discord.commands import Commands
from sandbox.discord.faults import Faults
from sandbox.discord.interactions import Interactions
from sandbox.discord.json_types import Json
from sandbox.discord.messages import Messages
from sandbox.discord.old_edits import OldEdits
from sandbox.discord.payloads import guild_create_payload
from sandbox.discord.rate_limits import RateLimits
from sandbox.discord.recorder import Recorder
from sandbox.discord.scheduled_events import ScheduledEvents, event_payload
from sandbox.discord.sessions import Sessions
from sandbox.discord.things import Guild
from sandbox.discord.world import World


class Core:
    """One Discord, without its sockets. `origin` is where it can be reached, once it listens."""

    def __init__(
        self, *, shards: int = 1, max_concurrency: int = 1, rate_limits: bool = True
    ) -> None:
        self.origin = ""
        self.gateway_url = ""
        self.clock = JumpableClock()
        self.changes = Changes()
        self.world = World(self.clock)
        self.recorder = Recorder()
        self.sessions = Sessions(
            self.clock, self.recorder.hear, shards=shards, max_concurrency=max_concurrency
        )
        self.commands = Commands(self.world.ids)
        self.faults = Faults()
        self.old_edits = OldEdits(self.clock, enabled=rate_limits)
        self.limits = RateLimits(self.clock, enabled=rate_limits)
        self.scheduled_events = ScheduledEvents(self.clock, self.sessions, self.changes)
        self.messages = Messages(self.world, self.sessions, self.changes)
        self.interactions = Interactions(self.world, self.sessions, self.messages)

    def arrival(self, guild: Guild) -> Json:
        """Describe a server as GUILD_CREATE does, its planned events too."""
        planned = [event_payload(event) for event in self.scheduled_events.of(guild)]
        about = guild_create_payload(guild, self.world.bot)
        return {**about, "guild_scheduled_events": planned}

    def listen_at(self, origin: str) -> None:
        """Tell everyone who writes addresses where this Discord is."""
        self.origin = origin
        self.gateway_url = f"{origin.replace('http', 'ws', 1)}/gateway/"
        self.messages.origin = f"{origin}/cdn"
