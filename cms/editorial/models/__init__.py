from cms.editorial.models.audits import PublicationAudit
from cms.editorial.models.departments import Department
from cms.editorial.models.people import Appointment, InspectionTerm
from cms.editorial.models.proposals import Proposal
from cms.editorial.models.records import AdministrativeRecord, Contribution, FileContribution, PublicationRecord
from cms.editorial.models.submissions import Change, Submission
from cms.editorial.models.taking_down import BinnedDraft, Erasure, Withdrawal
from cms.editorial.models.tasks import DepartmentHeadTask, FourEyesTask, HeadTaskState, approvers, is_approver
from cms.editorial.models.warnings import Clearance, WarningAnswer

__all__ = [
    "AdministrativeRecord",
    "Appointment",
    "BinnedDraft",
    "Change",
    "Clearance",
    "Contribution",
    "Department",
    "DepartmentHeadTask",
    "Erasure",
    "FileContribution",
    "FourEyesTask",
    "HeadTaskState",
    "InspectionTerm",
    "Proposal",
    "PublicationAudit",
    "PublicationRecord",
    "Submission",
    "WarningAnswer",
    "Withdrawal",
    "approvers",
    "is_approver",
]
