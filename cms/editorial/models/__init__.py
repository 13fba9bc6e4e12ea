from cms.editorial.models.departments import Department
from cms.editorial.models.records import Contribution, PublicationRecord
from cms.editorial.models.tasks import FourEyesTask

__all__ = ["Contribution", "Department", "FourEyesTask", "PublicationRecord"]
