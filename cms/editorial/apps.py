from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EditorialConfig(AppConfig):
    name = "cms.editorial"
    label = "editorial"
    verbose_name = _("Editorial work")

    def ready(self):
        from cms.editorial import administration, audit, copies, erasure, guide_places, signals, steps
        from cms.editorial.erasure import carrying_out, mail
        from cms.editorial.notices import receivers, reminders
        from cms.editorial.people import appointments, watched
        from cms.editorial.review import proposals, warnings
        from cms.editorial.story import inspection
        from cms.editorial.taking_down import bin as drafts_bin
        from cms.editorial.taking_down import withdrawal
        from cms.operations import due

        signals.connect()
        receivers.connect()
        administration.connect()
        copies.connect()
        proposals.connect()
        warnings.register(warnings.changed_silently)
        warnings.register(warnings.files_changed_by_others)
        warnings.register(withdrawal.warn)
        appointments.connect()
        watched.connect()
        inspection.connect()
        erasure.register(mail.erase)
        guide_places.register()
        due.register("carry out erasures", carrying_out.finish_all, every=timedelta(minutes=1))
        due.register("empty the bin", drafts_bin.empty, every=timedelta(hours=1))
        due.register("audit publications", audit.nightly, every=timedelta(days=1), lease=timedelta(hours=6))
        due.register("end inspections", inspection.end_terms, every=timedelta(hours=1))
        due.register("remind of what waits", reminders.remind, every=timedelta(minutes=1))
        due.register("pass on steps", steps.pass_on_all, every=timedelta(minutes=1))
