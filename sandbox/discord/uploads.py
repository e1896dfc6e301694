"""Files that people give to a command: their client uploads them, the bot reads them.

Discord serves them from `ephemeral-attachments` (interactions/receiving-and-responding.mdx,
Resolved Data Structure; the address as its clients see it).
"""

from collections import OrderedDict
from dataclasses import dataclass

from aiohttp import web

from sandbox.discord.core import Core
from sandbox.discord.json_types import Json

ROUTE = "/cdn/ephemeral-attachments/{application_id}/{id:[0-9]{1,20}}/{filename}"
MOST = 100  # files; who comes too late for one finds it gone, as after Discord's expiry


@dataclass(slots=True, kw_only=True, eq=False)
class PickedFile:
    """A file somebody picked for an option."""

    id: int
    filename: str
    content: bytes
    content_type: str
    url: str
    is_lost: bool = False  # Discord does not hand it out any more


class Uploads:
    """The files of this Discord that belong to no message."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._files: OrderedDict[int, PickedFile] = OrderedDict()

    def pick(
        self, filename: str, content: bytes, *, content_type: str = "application/octet-stream"
    ) -> PickedFile:
        """Upload a file, as a client does when somebody picks it."""
        file_id, application = self._core.world.ids.next(), self._core.world.application.id
        url = f"{self._core.origin}/cdn/ephemeral-attachments/{application}/{file_id}/{filename}"
        picked = PickedFile(
            id=file_id, filename=filename, content=content, content_type=content_type, url=url
        )
        self._files[file_id] = picked
        if len(self._files) > MOST:
            self._files.popitem(last=False)
        return picked

    def find(self, file_id: int) -> PickedFile | None:
        """Return a file that somebody picked, while it is here."""
        return self._files.get(file_id)

    async def serve(self, request: web.Request) -> web.Response:
        """Hand a file out."""
        picked = self.find(int(request.match_info["id"]))
        if picked is None or picked.is_lost:
            raise web.HTTPNotFound
        return web.Response(body=picked.content, content_type=picked.content_type)


def picked_payload(picked: PickedFile) -> Json:
    """Describe a file as an interaction's `resolved.attachments` does."""
    return {
        "id": str(picked.id),
        "filename": picked.filename,
        "size": len(picked.content),
        "url": picked.url,
        "proxy_url": picked.url,
        "content_type": picked.content_type,
        "ephemeral": True,
    }
