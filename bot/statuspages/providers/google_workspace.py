"""Google Workspace (Gmail, Drive, Meet, Gemini): the same list of incidents as Google Cloud.

Source: https://www.google.com/appsstatus/dashboard/incidents.json, up to about 10 MB.
"""

from datetime import datetime

from bot.statuspages.document import LARGEST, Document
from bot.statuspages.provider import Provider
from bot.statuspages.providers.google_cloud import read_incidents
from bot.statuspages.status import OfficialStatus

BASE = "https://www.google.com/appsstatus/dashboard/"


def parse(document: Document, now: datetime) -> OfficialStatus:
    """Return what the dashboard's list of incidents says."""
    return read_incidents(document, now, "Google Workspace", BASE)


PROVIDER = Provider(name="google-workspace", parse=parse, largest=LARGEST)
