"""`python -m sandbox`: run the local Discord alone, until Ctrl-C."""

import argparse
import asyncio
import signal
import sys

from sandbox.discord import StandIn


async def serve(port: int, *, rate_limits: bool) -> None:
    """Run a stand-in and print what the bot needs to find it."""
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stopped.set)
    async with StandIn(port=port, rate_limits=rate_limits) as discord:
        settings = f"DISCORD_API_URL={discord.api_url}\nDISCORD_TOKEN={discord.token}\n"
        sys.stdout.write(settings)
        sys.stdout.flush()
        await stopped.wait()


def main() -> None:
    """Read the command line and run."""
    parser = argparse.ArgumentParser(prog="python -m sandbox", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="port on 127.0.0.1; 0 takes a free one")
    parser.add_argument("--no-rate-limits", action="store_true", help="never answer 429")
    chosen = parser.parse_args()
    asyncio.run(serve(chosen.port, rate_limits=not chosen.no_rate_limits))


if __name__ == "__main__":
    main()
