"""Which client is on Discord at the moment: the supervisor uses up one after another."""

import discord


class Connection:
    """The way to Discord for whoever writes without being asked: announcements, boards."""

    def __init__(self) -> None:
        self._client: discord.Client | None = None

    @property
    def client(self) -> discord.Client | None:
        """The client that is logged in; None between two attempts."""
        return self._client

    def open(self, client: discord.Client) -> None:
        """Take a client that has logged in."""
        self._client = client

    def close(self, client: discord.Client) -> None:
        """Let go of a client that is closing, unless another one took its place."""
        if self._client is client:
            self._client = None

    def language_of(self, guild_id: int) -> str | None:
        """Return the language that a server's own settings name; None where we can't know."""
        guild = self._client.get_guild(guild_id) if self._client is not None else None
        return None if guild is None else guild.preferred_locale.value
