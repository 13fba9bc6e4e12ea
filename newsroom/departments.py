"""Departments as readers meet them: each has an address by its short name. Kept per generation."""

from dataclasses import dataclass
from datetime import date

from cms.editorial.models import Department
from cms.reading import generation
from cms.text.slugs import slugify
from cms.text.sorting import sort_key


@dataclass(frozen=True)
class Office:
    """A department: `pk`, the `slug` of its address, its `name`, and the day on which it closes or closed (None)."""

    pk: int
    slug: str
    name: str
    active_until: date | None


def offices() -> list[Office]:
    """Return all departments by name, in Vietnamese order."""
    return generation.kept("offices", _offices)


def slug_of(department: Department) -> str:
    """Return what the address of the department ends in."""
    return next(office.slug for office in offices() if office.pk == department.pk)


def department_at(slug: str) -> Office | None:
    """Return the department at this address, None where there is none."""
    return next((office for office in offices() if office.slug == slug), None)


def _offices() -> list[Office]:
    found, taken = [], set()
    for department in Department.objects.order_by("pk"):
        slug = slugify(department.short_name)
        while not slug or slug in taken:
            # Two short names may differ by marks or case alone; the older one keeps its address.
            slug = f"{slug}-{department.pk}".lstrip("-")
        taken.add(slug)
        found.append(Office(department.pk, slug, department.name, department.active_until))
    return sorted(found, key=lambda office: sort_key(office.name))
