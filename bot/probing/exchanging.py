"""The exchange stage: send a request down a line, read what comes back, name what goes wrong."""

import ssl

from bot.probing.dialing import LegFailed
from bot.probing.http1 import Ending, Progress, ReplyReader
from bot.probing.line import DeadlinePassed, Line
from bot.probing.observation import Failure, Stage
from bot.probing.tls import TlsSocket

_READ_BYTES = 64 * 1024
_CUT_OFF = (ssl.SSLEOFError, ssl.SSLZeroReturnError)


async def send(line: Line, request: bytes) -> None:
    """Send a whole request. A peer that has stopped listening may still have said something."""
    left = memoryview(request)
    try:
        while left:
            rest = left
            sent = await line.run(lambda: line.sock.send(rest), writing=True)  # noqa: B023 - run now
            left = left[sent:]
    except DeadlinePassed:
        raise LegFailed(Failure.REPLY_TIMEOUT, Stage.EXCHANGE) from None
    except OSError:
        return  # what it said, or that it is gone, comes out when we read


async def receive(line: Line, reader: ReplyReader) -> None:
    """Read once and feed the reader. Raises `LegFailed`; afterwards look at `reader.progress`."""
    sock = line.sock
    # TLS may hold bytes of which the socket below knows nothing any more.
    held = isinstance(sock, TlsSocket) and sock.has_more()
    try:
        data = await line.run(lambda: sock.recv(_READ_BYTES), eager=held)
    except DeadlinePassed:
        _finish(reader, Ending.TIMEOUT)
    except _CUT_OFF:
        _finish(reader, Ending.CLOSED)
    except ssl.SSLError:
        # TLS 1.3 says after the handshake that it wants a client certificate, for one.
        if reader.progress is Progress.NOTHING:
            raise LegFailed(Failure.TLS_PROTOCOL, Stage.TLS) from None
        _finish(reader, Ending.RESET)
    except OSError:
        _finish(reader, Ending.RESET)
    else:
        if not data:
            _finish(reader, Ending.CLOSED)
        elif failure := reader.feed(data):
            raise LegFailed(failure, Stage.EXCHANGE)


def _finish(reader: ReplyReader, ending: Ending) -> None:
    if failure := reader.end(ending):
        raise LegFailed(failure, Stage.EXCHANGE) from None
