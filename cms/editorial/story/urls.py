"""The addresses of stories, public versions, approval sheets and administrative records, below /admin/."""

from django.urls import path

from cms.editorial.story import sheet_views, views

urlpatterns = [
    path("full-log/<int:page_id>/", views.FullLogView.as_view(), name="full_log"),
    path("versions/<int:record_id>/", views.PublicVersionView.as_view(), name="public_version"),
    path("versions/<int:record_id>/page/", views.PublicVersionPageView.as_view(), name="public_version_page"),
    path("approval-sheet/<int:page_id>/", sheet_views.approval_sheet, name="approval_sheet"),
    path("records/", views.RecordsView.as_view(), name="administrative_records"),
]
