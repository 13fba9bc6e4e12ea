"""Addresses of the review, below /admin/review/."""

from django.urls import path

from cms.editorial.review.decision_views import ApproveView, EditView, RecallView, ReturnView
from cms.editorial.review.proposal_views import AcceptView, DeclineView, ProposeView
from cms.editorial.review.send_views import SendView
from cms.editorial.review.views import DraftView, ReviewView

urlpatterns = [
    path("review/<int:page_id>/", ReviewView.as_view(), name="review"),
    path("review/<int:page_id>/draft/<int:revision_id>/", DraftView.as_view(), name="review_draft"),
    path("review/<int:page_id>/send/", SendView.as_view(), name="review_send"),
    path("review/<int:page_id>/approve/", ApproveView.as_view(), name="review_approve"),
    path("review/<int:page_id>/return/", ReturnView.as_view(), name="review_return"),
    path("review/<int:page_id>/take-back/", RecallView.as_view(), name="review_recall"),
    path("review/<int:page_id>/edit/", EditView.as_view(), name="review_edit"),
    path("review/<int:page_id>/propose/", ProposeView.as_view(), name="review_propose"),
    path(
        "review/<int:page_id>/proposals/<int:proposal_id>/accept/", AcceptView.as_view(), name="review_accept_proposal"
    ),
    path(
        "review/<int:page_id>/proposals/<int:proposal_id>/decline/",
        DeclineView.as_view(),
        name="review_decline_proposal",
    ),
]
