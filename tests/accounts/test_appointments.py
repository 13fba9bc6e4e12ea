"""A new approver does not approve for a while what the one who appointed them had a hand in; approvers hear of it."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.log_actions import LogContext
from wagtail.models import Workflow, WorkflowPage

from cms.editorial import drafts, emergency, gate, notices
from cms.editorial.four_eyes import NotFourEyes, Shown
from cms.editorial.models import AdministrativeRecord, Appointment, FourEyesTask, is_approver
from cms.editorial.people import appointments
from cms.editorial.roles import APPROVERS, apply_roles
from newsroom import migration
from newsroom.models import MigrationBatch
from tests import factories
from tests.support import workflow_action, write_past_the_gate

pytestmark = pytest.mark.django_db


def approvers() -> Group:
    return Group.objects.get(name=APPROVERS)


def told() -> set[str]:
    """Return the addresses of all mail so far."""
    return {address for message in mail.outbox for address in message.to}


def account_form(client, person, **fields) -> dict:
    """Return what the form of an account posts as it stands, with `fields` over it."""
    form = client.get(reverse("wagtailusers_users:edit", args=[person.pk])).context["form"]
    data = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in (data | fields).items() if value not in (None, False)}


def edit_account(client, person, **fields):
    return client.post(reverse("wagtailusers_users:edit", args=[person.pk]), account_form(client, person, **fields))


@pytest.fixture
def writing_administrator(administrator, department):
    """An administrator who drafts too."""
    administrator.groups.add(department.group)
    return factories.fresh(administrator)


@pytest.fixture
def appointed(writing_administrator, approver):
    """Somebody whom that administrator made an approver."""
    person = factories.UserFactory(last_name="Bùi", first_name="Mới")
    with LogContext(user=writing_administrator):
        person.groups.add(approvers())
    return factories.fresh(person)


def long_ago(appointment: Appointment) -> None:
    """Let an appointment be as old as binds nobody any more."""
    moment = timezone.now() - appointments.BOUND - timedelta(minutes=1)
    table = Appointment._meta.db_table
    # Only who takes the records' triggers away changes one.
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"DROP TRIGGER {table}_UPDATE")
    write_past_the_gate(f"UPDATE {table} SET created_at = %s WHERE id = %s", moment, appointment.pk)


def test_the_form_of_an_account_makes_an_appointment_and_tells_the_approvers(client, administrator, approver):
    person = factories.UserFactory()
    client.force_login(administrator)
    assert edit_account(client, person, groups=[approvers().pk]).status_code == 302
    row = Appointment.objects.first()
    assert (row.user, row.appointed_by) == (person, administrator)
    assert approver.email in told()


def test_a_group_that_takes_in_members_makes_appointments(administrator):
    person = factories.UserFactory()
    with LogContext(user=administrator):
        approvers().user_set.add(person)
    assert Appointment.objects.get(user=person).appointed_by == administrator


def test_a_step_that_another_group_decides_appoints_its_members(administrator, drafter, department, colleague):
    task = FourEyesTask.objects.order_by("pk").first()
    with LogContext(user=administrator):
        task.groups.add(department.group)
    assert set(Appointment.objects.values_list("user", "appointed_by")) >= {
        (drafter.pk, administrator.pk),
        (colleague.pk, administrator.pk),
    }


def test_a_step_that_is_enabled_again_appoints_its_members(administrator, drafter, department):
    task = FourEyesTask.objects.create(name="Bước khác", active=False)
    task.groups.add(department.group)
    assert not Appointment.objects.filter(user=drafter).exists()
    task.active = True
    with LogContext(user=administrator):
        task.save()
    assert Appointment.objects.get(user=drafter).appointed_by == administrator


def test_superusers_and_reactivated_approvers_are_appointed_too(administrator, superuser):
    person = factories.UserFactory()
    person.is_superuser = True
    with LogContext(user=superuser):
        person.save()
    assert Appointment.objects.get(user=person).appointed_by == superuser
    left = factories.approver(is_active=False)
    assert not Appointment.objects.filter(user=left).exists()
    left.is_active = True
    with LogContext(user=administrator):
        left.save(update_fields=["is_active"])
    assert Appointment.objects.get(user=left).appointed_by == administrator


def test_who_stays_an_approver_is_not_appointed_again(administrator, approver):
    count = Appointment.objects.filter(user=approver).count()
    other = Group.objects.create(name="Nhóm khác")
    with LogContext(user=administrator):
        FourEyesTask.objects.order_by("pk").first().groups.add(other)
        approver.groups.add(other)
        factories.fresh(approver).save()
    assert Appointment.objects.filter(user=approver).count() == count


def test_the_command_line_and_the_table_of_roles_bind_nobody(approver):
    count = Appointment.objects.count()
    apply_roles()
    assert Appointment.objects.count() == count
    assert Appointment.objects.get(user=approver).appointed_by is None
    assert appointments.appointed_recently_by(approver, timezone.now()) == set()


def test_a_new_approver_does_not_approve_what_their_appointer_wrote(client, section, writing_administrator, appointed):
    page = factories.submitted(section, writing_administrator)
    with pytest.raises(NotFourEyes, match=str(writing_administrator)):
        drafts.approve(page, appointed)
    client.force_login(appointed)
    workflow_action(client, page, "approve")
    assert not factories.fresh(page).live


def test_nor_what_the_appointer_sent_or_corrected(section, drafter, writing_administrator, appointed):
    page = factories.draft(section, drafter)
    drafts.submit(page, writing_administrator)
    with pytest.raises(NotFourEyes):
        drafts.approve(factories.fresh(page), appointed)


def test_the_gate_asks_again_when_it_publishes(section, writing_administrator, appointed):
    page = factories.submitted(section, writing_administrator)
    task_state = page.current_workflow_task_state
    # Past the step's own check, as a script could.
    task_state.status, task_state.finished_by = "approved", appointed
    task_state.finished_at, task_state.revision = timezone.now(), page.latest_revision
    task_state.save()
    with pytest.raises(PermissionDenied):
        gate.publish_with_record(page.current_workflow_state, appointed)
    assert not factories.fresh(page).live


def test_another_approver_approves_it_and_the_new_one_approves_what_others_wrote(
    section, drafter, approver, writing_administrator, appointed
):
    assert factories.published(section, writing_administrator, by=approver).live
    assert factories.published(section, drafter, by=appointed, page=factories.news("Khác")).live


def test_a_new_approver_does_not_confirm_the_emergency_of_their_appointer(section, drafter, approver):
    person = factories.UserFactory()
    with LogContext(user=approver):
        person.groups.add(approvers())
    person = factories.fresh(person)
    page = factories.draft(section, drafter)
    emergency.force(page, approver, "Bão số 9: mai học sinh nghỉ học", Shown.of(page))
    with pytest.raises(NotFourEyes):
        emergency.confirm(factories.fresh(page), person)


def test_it_binds_for_thirty_days(section, writing_administrator, appointed):
    row = Appointment.objects.get(user=appointed)
    before = row.created_at + appointments.BOUND - timedelta(seconds=1)
    assert appointments.appointed_recently_by(appointed, before) == {writing_administrator.pk}
    assert appointments.appointed_recently_by(appointed, row.created_at + appointments.BOUND) == set()
    long_ago(row)
    assert factories.published(section, writing_administrator, by=appointed).live


def test_an_appointment_by_a_friend_does_not_wash_off_the_other(writing_administrator, superuser, appointed):
    with LogContext(user=superuser):
        appointed.groups.remove(approvers())
        appointed.groups.add(approvers())
    bound = appointments.appointed_recently_by(appointed, timezone.now())
    assert bound == {writing_administrator.pk, superuser.pk}


def test_bulk_activation_is_refused(client, administrator):
    left = factories.approver(is_active=False)
    client.force_login(administrator)
    address = reverse("wagtail_bulk_action", args=["accounts", "user", "set_active_state"])
    client.post(f"{address}?id={left.pk}", {"mark_as_active": "True"})
    assert not factories.fresh(left).is_active


def test_another_hand_on_an_approvers_password_is_told_and_recorded(client, administrator, approver, second_approver):
    mail.outbox.clear()
    client.force_login(administrator)
    new = "mot-mat-khau-khac-han"
    edit_account(client, approver, password1=new, password2=new)
    record = AdministrativeRecord.objects.first()
    assert (record.action, record.user, record.object_pk) == ("password_reset", administrator, str(approver.pk))
    assert new not in str([record.before, record.after])
    assert second_approver.email in told()


def test_an_approvers_e_mail_in_anothers_hand_is_told_too(client, administrator, approver, second_approver):
    mail.outbox.clear()
    client.force_login(administrator)
    edit_account(client, approver, email="khac@sgddt.example")
    assert AdministrativeRecord.objects.first().action == "email_reset"
    assert second_approver.email in told()


def test_ones_own_password_and_a_drafters_are_told_to_nobody(administrator, approver, drafter):
    mail.outbox.clear()
    with LogContext(user=approver):
        approver.set_password("mot-mat-khau-khac-han")
        approver.save()
    with LogContext(user=administrator):
        drafter.set_password("mot-mat-khau-khac-han")
        drafter.save()
    approver.set_password("mot-mat-khau-khac-nua")
    approver.save()
    assert mail.outbox == []


def test_a_change_of_the_steps_is_told_once_and_recorded(section, superuser, approver):
    mail.outbox.clear()
    workflow = Workflow.objects.order_by("pk").first()
    with LogContext(user=superuser):
        workflow.name = "Tên khác"
        workflow.save()
        WorkflowPage.objects.update_or_create(page=section, defaults={"workflow": workflow})
        FourEyesTask.objects.order_by("pk").first().groups.remove(approvers())
    changed = AdministrativeRecord.objects.filter(user=superuser)
    assert {record.model for record in changed} >= {"wagtailcore.workflow", "wagtailcore.workflowpage"}
    assert {"groups": [APPROVERS]} in [record.before for record in changed]
    assert len(mail.outbox) == 1
    assert is_approver(superuser)


def test_who_is_bound_is_not_asked_and_holds_up_no_step(section, department, drafter, colleague, approver, appointed):
    """A head who was made an approver by the drafter would be the only one who could take the step."""
    with LogContext(user=drafter):
        colleague.groups.add(approvers())
    department.heads.add(colleague)
    page = factories.submitted(section, drafter)
    assert page.current_workflow_task.name == APPROVERS
    asked = notices.deciders(page)
    assert {approver.pk, appointed.pk} <= asked
    assert colleague.pk not in asked


def test_a_new_approver_does_not_decide_about_a_batch_of_their_appointer(
    section, department, approver, writing_administrator, appointed
):
    batch = MigrationBatch.objects.create(
        title="Cổng cũ", section=section, department=department, submitter=writing_administrator, state="waiting"
    )
    with translation.override("en"):
        assert "made you an approver" in migration.refusal(batch, appointed)
        assert "made you an approver" not in migration.refusal(batch, approver)
    with pytest.raises(NotFourEyes):
        migration.decide(batch, appointed, shown="")
