"""Which addresses may be looked at for whom. Private ones only for the operator's own servers."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Self

from bot.asking.answer import Asker
from bot.probing.addresses import PUBLIC_ONLY, AddressPolicy, Network


@dataclass(frozen=True, slots=True, kw_only=True)
class Policies:
    """The policy for everybody, and the one for the servers the operator named."""

    public: AddressPolicy
    private: AddressPolicy
    private_guilds: frozenset[int]

    @classmethod
    def build(
        cls,
        *,
        ports: Iterable[int] = (),
        denied_networks: Iterable[Network] = (),
        private_networks: Iterable[Network] = (),
        private_endings: Iterable[str] = (),
        private_guilds: Iterable[int] = (),
    ) -> Self:
        """Return policies: `ports` and `denied_networks` for all, the rest for those servers."""
        public = replace(
            PUBLIC_ONLY,
            ports=PUBLIC_ONLY.ports | frozenset(ports),
            denied_networks=tuple(denied_networks),
        )
        private = replace(
            public,
            private_networks=tuple(private_networks),
            private_endings=frozenset(private_endings),
        )
        return cls(public=public, private=private, private_guilds=frozenset(private_guilds))

    def for_asker(self, asker: Asker) -> AddressPolicy:
        """Return the policy for who asks. A DM or a user install has no server, so it is public."""
        return self.private if asker.guild_id in self.private_guilds else self.public

    def for_guilds(self, guild_ids: frozenset[int]) -> AddressPolicy:
        """Return the policy for a look that all these servers share: private if all of them may."""
        is_private = bool(guild_ids) and guild_ids <= self.private_guilds
        return self.private if is_private else self.public
