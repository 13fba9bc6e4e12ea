from cms.editorial.models.audits import PublicationAudit
from cms.editorial.models.departments import Department
from cms.editorial.models.records import AdministrativeRecord, Contribution, FileContribution, PublicationRecord
from cms.editorial.models.tasks import FourEyesTask, is_approver

__all__ = [
    "AdministrativeRecord",
    "Contribution",
    "Department",
    "FileContribution",
    "FourEyesTask",
    "PublicationAudit",
    "PublicationRecord",
    "is_approver",
]
