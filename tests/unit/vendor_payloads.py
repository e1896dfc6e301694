"""Small answers in each vendor's form, with made-up trouble, and what each says."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

NOW = datetime(2026, 9, 4, 12, 0, tzinfo=UTC)
SOON = "2026-09-04T18:00:00+00:00"
EARLIER = "2026-09-04T09:00:00+00:00"
LONG_AGO = "2026-08-01T09:00:00+00:00"


@dataclass(frozen=True, kw_only=True)
class Answer:
    provider: str
    says: str
    body: Any  # JSON, or XML as text


def google(impact: str, newest: str, end: str | None) -> list[dict[str, Any]]:
    return [
        {
            "id": "inc1",
            "begin": LONG_AGO,
            "end": end,
            "modified": EARLIER,
            "external_desc": "Something is slow",
            "most_recent_update": {"when": EARLIER, "text": "We look into it", "status": newest},
            "status_impact": impact,
            "affected_products": [{"title": "Maps", "id": "maps1"}],
            "uri": "incidents/inc1",
        }
    ]


def aws(status: str, told: str) -> list[dict[str, Any]]:
    return [
        {
            "date": "1785600000",
            "arn": "arn:1",
            "region_name": "Nowhere",
            "status": status,
            "service": "s3-nowhere-1",
            "service_name": "Storage",
            "summary": "Errors",
            "event_log": [{"message": "We look into it", "status": 1, "timestamp": told}],
            "impacted_services": {"s3-nowhere-1": {"service_name": "S3", "current": status}},
        }
    ]


def rss(*items: str) -> str:
    told = "".join(
        f"<item><guid>{title}</guid><title>{title}</title>"
        "<pubDate>Fri, 04 Sep 2026 09:00:00 Z</pubDate></item>"
        for title in items
    )
    return (
        '<?xml version="1.0"?><rss version="2.0"><channel><title>Azure Status</title>'
        f"<lastBuildDate>Fri, 04 Sep 2026 11:00:00 Z</lastBuildDate>{told}</channel></rss>"
    )


def slack(kind: str, stage: str) -> dict[str, Any]:
    row = {"id": 1, "title": "Slow", "type": kind, "status": stage, "services": ["Messaging"]}
    return {"status": "active", "active_incidents": [row]}


def apple(kind: str, stage: str, end: int | None) -> dict[str, Any]:
    event = {
        "messageId": "1",
        "statusType": kind,
        "message": "Some people see errors",
        "epochStartDate": 1788500000000,
        "epochEndDate": end,
        "eventStatus": stage,
    }
    return {
        "services": [
            {"serviceName": "App Store", "events": []},
            {"serviceName": "iMessage", "events": [event]},
        ]
    }


def heroku(colour: str) -> dict[str, Any]:
    systems = [{"system": "Apps", "status": colour}, {"system": "Data", "status": "green"}]
    return {"status": systems, "incidents": [], "scheduled": []}


def xbox_json(state: str) -> dict[str, Any]:
    scenario = {"Id": 2, "Name": "Sign-in", "Status": {"Name": state}, "Incidents": []}
    return {
        "Status": {"Overall": {"State": state, "LastUpdated": EARLIER}},
        "CoreServices": [{"Id": 1, "Name": "Account", "Scenarios": [scenario]}],
    }


def xbox_xml(state: str) -> str:
    return (
        f"<ServiceStatus><Status><Overall><State>{state}</State></Overall></Status><CoreServices>"
        "<Category><Name>Account</Name><Scenarios><Scenario><Id>2</Id><Name>Sign-in</Name>"
        f"<Status><Name>{state}</Name></Status><Incidents/></Scenario></Scenarios></Category>"
        "</CoreServices></ServiceStatus>"
    )


def playstation(kind: str, start: str, end: str | None) -> dict[str, Any]:
    event = {"statusId": "1", "statusType": kind, "startDate": start, "endDate": end}
    services = [
        {"serviceId": 1, "serviceName": "Account", "status": [event], "resources": []},
        {"serviceId": 2, "serviceName": "Store", "status": [], "resources": []},
    ]
    return {
        "regionName": "SCEA",
        "status": [],
        "countries": [{"countryCode": "US", "status": [], "services": services}],
    }


def nintendo(where: str, stage: str, begin: str, end: str) -> dict[str, Any]:
    row = {
        "platform": ["Switch"],
        "software_title": "A game",
        "services": "Online play",
        "begin": begin,
        "end": end,
        "event_status": stage,
    }
    return {"lang": "en_US", "operational_statuses": [], "temporary_maintenances": [], where: [row]}


def riot(severity: str | None, stage: str | None, archived: str | None = None) -> dict[str, Any]:
    row = {
        "id": 1,
        "created_at": EARLIER,
        "archive_at": archived,
        "titles": [{"locale": "fr_FR", "content": "Panne"}, {"locale": "en_US", "content": "Slow"}],
        "updates": [],
        "incident_severity": severity,
        "maintenance_status": stage,
    }
    lists: dict[str, Any] = {"incidents": [], "maintenances": []}
    lists["incidents" if severity else "maintenances"].append(row)
    return {"id": "NA1", "name": "North America", **lists}


def rockstar(word: str) -> dict[str, Any]:
    return {
        "statuses": [
            {"tag": "rdo", "name": "Red Dead Online", "status": "UP", "message": ""},
            {"tag": "gtao", "name": "Grand Theft Auto Online", "status": word, "message": ""},
        ]
    }


def ubisoft(word: str) -> list[dict[str, Any]]:
    row = {"AppId": "1", "Name": "A game", "Platform": "PC", "Status": word, "Maintenance": None}
    return [row]


def epic(word: str, indicator: str) -> dict[str, Any]:
    game = {"id": "wf1ys2kx4pxc", "name": "Fortnite", "status": word, "group": True}
    login = {"id": "login", "name": "Login", "status": word, "group_id": "wf1ys2kx4pxc"}
    other = {"id": "rl", "name": "Rocket League", "status": "operational", "group": True}
    return {"status": {"indicator": indicator}, "components": [game, login, other]}


def meta(word: str) -> list[dict[str, Any]]:
    quiet = {"id": 1, "name": "Login", "status": "No known issues"}
    return [
        {"id": "whatsapp-business-api", "services": [{"id": 4, "name": "Cloud", "status": word}]},
        {"id": "facebook-login", "services": [quiet]},
    ]


def stripe(word: str) -> dict[str, Any]:
    return {"UptimeStatus": word, "message": "x", "uptimeData": [{"key": "api", "warning": None}]}


def paypal(word: str) -> dict[str, Any]:
    quiet = {"id": "1", "name": "Checkout", "status": {"production": "Operational"}}
    return {"result": [quiet, {"id": "2", "name": "Payouts", "status": {"production": word}}]}


def zendesk(*, outage: bool, resolved: str | None) -> dict[str, Any]:
    attributes = {"name": "Slow", "outage": outage, "degradation": True, "resolvedAt": resolved}
    hit = {"serviceId": 1, "outage": outage, "degradation": True, "resolvedAt": resolved}
    return {
        "data": [{"id": "1", "type": "incident", "attributes": attributes}],
        "included": [{"type": "incidentService", "attributes": hit}],
    }


PAST = ("Thursday, September 3, 2026  7 :50 PM", "Thursday, September 3, 2026  9 :00 PM")
PRESENT = ("Friday, September 4, 2026  4 :50 AM", "Friday, September 4, 2026  5 :30 AM")
AHEAD = ("Friday, September 11, 2026  4 :50 AM", "Friday, September 11, 2026  5 :30 AM")
M365 = [
    {"ServiceWorkloadName": "outlook", "ServiceDisplayName": "Outlook.com", "Status": "Operational"}
]
M365_WIDE = {"Status": "Available", "Title": "", "Message": "", "LastUpdatedTime": EARLIER}
INSTANCE = {"key": "NA1", "location": "NA", "status": "OK"}
IMPACT = {"startTime": EARLIER, "endTime": None, "severity": "major"}


def answer(provider: str, says: str, body: object) -> Answer:
    return Answer(provider=provider, says=says, body=body)


ANSWERS = (
    answer("google-cloud", "major_outage", google("SERVICE_OUTAGE", "SERVICE_OUTAGE", None)),
    answer("google-cloud", "operational", google("SERVICE_OUTAGE", "AVAILABLE", EARLIER)),
    answer("google-cloud", "degraded", google("SERVICE_OUTAGE", "SERVICE_DISRUPTION", SOON)),
    answer("google-workspace", "operational", google("SERVICE_OUTAGE", "AVAILABLE", None)),
    answer("aws", "partial_outage", aws("3", "1788500000")),
    answer("aws", "degraded", aws("2", "1788500000")),
    answer("aws", "operational", aws("1", "1788500000")),
    answer("aws", "operational", aws("0", "1788500000")),
    answer("aws", "operational", aws("3", "1785600000")),
    answer("azure", "operational", rss()),
    answer("azure", "operational", rss("Mitigated - Networking", "PIR - Storage", "Resolved - X")),
    answer("azure", "degraded", rss("Networking - East US - Investigating")),
    answer("azure", "partial_outage", rss("Resolved - A", "Outage of Storage")),
    answer("microsoft365", "operational", M365),
    answer("microsoft365", "degraded", [*M365, {**M365[0], "Status": "serviceDegradation"}]),
    answer("microsoft365", "partial_outage", [{**M365[0], "Status": "Service Interruption"}]),
    answer("microsoft365", "operational", M365_WIDE),
    answer("slack", "operational", {"status": "ok", "active_incidents": []}),
    answer("slack", "operational", slack("notice", "active")),
    answer("slack", "degraded", slack("incident", "active")),
    answer("slack", "major_outage", slack("outage", "active")),
    answer("apple", "degraded", apple("Issue", "ongoing", None)),
    answer("apple", "major_outage", apple("Outage", "ongoing", None)),
    answer("apple", "operational", apple("Outage", "resolved", 1788510000000)),
    answer("apple", "operational", apple("Outage", "ongoing", 1788510000000)),
    answer("apple", "operational", apple("Maintenance", "upcoming", None)),
    answer("salesforce", "operational", []),
    answer("salesforce", "partial_outage", [{"id": 1, "IncidentImpacts": [IMPACT]}]),
    answer("salesforce", "operational", [INSTANCE, {**INSTANCE, "status": "MAINTENANCE_CORE"}]),
    answer("salesforce", "degraded", [INSTANCE, {**INSTANCE, "status": "MINOR_INCIDENT_CORE"}]),
    answer("heroku", "operational", heroku("green")),
    answer("heroku", "degraded", heroku("yellow")),
    answer("heroku", "major_outage", heroku("red")),
    answer("heroku", "maintenance", heroku("blue")),
    answer("xbox", "operational", xbox_json("None")),
    answer("xbox", "partial_outage", xbox_json("Impacted")),
    answer("xbox", "operational", xbox_xml("None")),
    answer("xbox", "major_outage", xbox_xml("Unavailable")),
    answer("playstation", "partial_outage", playstation("Outage", EARLIER, None)),
    answer("playstation", "operational", playstation("Outage", LONG_AGO, EARLIER)),
    answer("playstation", "operational", playstation("Maintenance", SOON, None)),
    answer("playstation", "maintenance", playstation("Maintenance", EARLIER, SOON)),
    answer("nintendo", "partial_outage", nintendo("operational_statuses", "1", *PRESENT)),
    answer("nintendo", "operational", nintendo("operational_statuses", "1", *PAST)),
    answer("nintendo", "maintenance", nintendo("temporary_maintenances", "1", *PRESENT)),
    answer("nintendo", "operational", nintendo("temporary_maintenances", "0", *AHEAD)),
    answer("nintendo", "operational", nintendo("temporary_maintenances", "3", *PRESENT)),
    answer("riot", "operational", riot("info", None)),
    answer("riot", "degraded", riot("warning", None)),
    answer("riot", "major_outage", riot("critical", None)),
    answer("riot", "operational", riot("critical", None, EARLIER)),
    answer("riot", "maintenance", riot(None, "in_progress")),
    answer("riot", "operational", riot(None, "scheduled")),
    answer("rockstar", "operational", rockstar("UP")),
    answer("rockstar", "degraded", rockstar("LIMITED")),
    answer("rockstar", "major_outage", rockstar("DOWN")),
    answer("ubisoft", "operational", ubisoft("Online")),
    answer("ubisoft", "major_outage", ubisoft("Interrupted")),
    answer("ubisoft", "maintenance", ubisoft("Maintenance")),
    answer("epicgames", "operational", epic("operational", "none")),
    answer("epicgames", "partial_outage", epic("partial_outage", "major")),
    answer("meta", "operational", meta("Resolved")),
    answer("meta", "degraded", meta("Medium disruptions")),
    answer("meta", "partial_outage", meta("High disruptions")),
    answer("stripe", "operational", stripe("up")),
    answer("stripe", "degraded", stripe("degraded")),
    answer("stripe", "major_outage", stripe("down")),
    answer("stripe", "unknown", stripe("paused")),
    answer("paypal", "operational", paypal("Informational")),
    answer("paypal", "degraded", paypal("Service Disruption")),
    answer("paypal", "maintenance", paypal("Under Maintenance")),
    answer("zendesk", "operational", {"data": [], "included": []}),
    answer("zendesk", "operational", zendesk(outage=True, resolved=EARLIER)),
    answer("zendesk", "degraded", zendesk(outage=False, resolved=None)),
    answer("zendesk", "major_outage", zendesk(outage=True, resolved=None)),
    answer("steam", "operational", {"servertime": 1788520000, "servertimestring": "Fri Sep  4"}),
    answer("steam", "unknown", {"servertime": 1780000000, "servertimestring": "Thu May 28"}),
)
