"""What events say of themselves to machines."""

from django.utils import timezone
from django.utils.translation import get_language

from cms.pages.meta.facts import Facts, description_of
from cms.pages.meta.json_ld import known, moment
from cms.pages.meta.publisher import publisher_in
from events.models import EventPage

ON_SITE = "https://schema.org/OfflineEventAttendanceMode"


def of_event(page: EventPage) -> Facts:
    organiser = page.organiser or publisher_in(get_language()).name
    node = {
        "@type": "Event",
        "name": page.title,
        "description": description_of(page),
        "startDate": _time(page.starts_at, page.all_day),
        "endDate": _time(page.ends_at, page.all_day),
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": ON_SITE if page.place else "",
        "location": known({"@type": "Place", "name": page.place, "address": page.place}) if page.place else None,
        "organizer": {"@type": "Organization", "name": organiser} if organiser else None,
        "url": page.full_url,
    }
    department = page.entry.department_name if page.entry else ""
    return Facts(
        nodes=(known(node),),
        creators=tuple(filter(None, [page.organiser or department])),
        published=page.listed_at,
        modified=page.last_published_at,
    )


def _time(value, all_day: bool) -> str:
    return timezone.localdate(value).isoformat() if all_day else moment(value)
