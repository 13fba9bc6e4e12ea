from cms.pages.models.base import BasePage
from cms.pages.models.body import BodyPage, PageAttachment, PageCorrection
from cms.pages.models.catalogue import CatalogueEntry
from cms.pages.models.links import Link, LinkUse
from cms.pages.models.old_address import OldAddress
from cms.pages.models.section import SectionPage

__all__ = [
    "BasePage",
    "BodyPage",
    "CatalogueEntry",
    "Link",
    "LinkUse",
    "OldAddress",
    "PageAttachment",
    "PageCorrection",
    "SectionPage",
]
