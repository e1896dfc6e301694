"""The shapes of JSON that travel, and how they are written."""

import json
from typing import Any

Json = dict[str, Any]

_ENCODER = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False)


def to_bytes(value: object) -> bytes:
    """Write JSON as Discord does: no spaces, UTF-8."""
    return _ENCODER.encode(value).encode()
