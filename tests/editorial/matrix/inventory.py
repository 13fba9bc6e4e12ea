"""Every way to write that the installed packages and the portal offer, and where the matrix has it or why it has not.

`test_inventory` derives the same from the packages: what appears there and not here, or here and no more there, fails.
`TAKEN` names the routes of the matrix; `LEFT_OUT` says why a way cannot make a page public, or where it is tested.
"""

# Addresses whose view takes more than GET, by the name of the view.

ADDRESSES_TAKEN = {
    "confirm_emergency": "confirm",
    "force_publication": "force force_without_reason force_unseen",
    "review_accept_proposal": "screen_accept_proposal screen_accept_proposal_and_approve",
    "review_approve": "screen_approve screen_approve_unseen screen_approve_stale screen_approve_by_another_pages_step",
    "review_decline_proposal": "screen_decline_proposal",
    "review_propose": "screen_propose",
    "review_recall": "screen_recall",
    "review_return": "screen_return",
    "review_send": "screen_send",
    "wagtail_bulk_action": "bulk_publish bulk_unpublish bulk_unpublish_without_reason bulk_delete bulk_move",
    "wagtail_localize:convert_to_alias": "localize_to_alias",
    "wagtail_localize:stop_translation": "localize_restart_publish",
    "wagtail_localize:submit_page_translation": "localize_submit",
    "wagtail_localize:update_translations": "localize_update localize_update_publish",
    "wagtailadmin_api:pages:action": "api_publish api_unpublish api_delete api_copy api_create_alias api_convert_alias "
    "api_move api_copy_for_translation api_translation_alias api_revert",
    "wagtailadmin_pages:add": "create_publish",
    "wagtailadmin_pages:collect_workflow_action_data": "collect_approve",
    "wagtailadmin_pages:convert_alias": "convert_alias",
    "wagtailadmin_pages:copy": "copy_publish copy_alias",
    "wagtailadmin_pages:delete": "delete",
    "wagtailadmin_pages:edit": "form_publish form_submit form_approve form_approve_untouched form_cancel form_restart "
    "form_everything form_over_a_newer_version revert_publish dialog_approve json_autosave localize_editor_publish "
    "localize_restart_publish",
    "wagtailadmin_pages:lock": "lock",
    "wagtailadmin_pages:move_confirm": "move",
    "wagtailadmin_pages:revisions_unschedule": "unschedule",
    "wagtailadmin_pages:set_page_position": "reorder",
    "wagtailadmin_pages:set_privacy": "restrict unrestrict",
    "take_out_of_bin": "take_out_of_bin",
    "wagtailadmin_pages:unpublish": "unpublish unpublish_without_reason",
    "wagtailadmin_pages:workflow_action": "approve reject approve_unseen approve_stale approve_other_hash "
    "approve_by_another_pages_task",
    "wagtailadmin_workflows:disable": "disable_workflow",
    "wagtailadmin_workflows:disable_task": "disable_task",
    "wagtailadmin_workflows:remove": "remove_workflow_and_submit",
}

ADDRESSES_LEFT_OUT = {
    "shows only": """
        admin/^.*/$ archive archive_month archive_year bin components department_news departments feed most_read
        news_sitemap permalink private_rendition reading_help robots search search_suggestions site_map sitemap
        sitemap_part wagtail_localize:download_pofile
        wagtailadmin_error_test wagtailadmin_explore wagtailadmin_explore_results wagtailadmin_explore_root
        wagtailadmin_javascript_catalog wagtailadmin_pages:add_subpage wagtailadmin_pages:choose_parent
        wagtailadmin_pages:history wagtailadmin_pages:history_results wagtailadmin_pages:revisions_compare
        wagtailadmin_pages:revisions_index wagtailadmin_pages:revisions_view wagtailadmin_pages:search
        wagtailadmin_pages:search_results wagtailadmin_pages:type_use wagtailadmin_pages:type_use_results
        wagtailadmin_pages:usage wagtailadmin_pages:view_draft wagtailadmin_pages:workflow_history
        wagtailadmin_pages:workflow_history_detail wagtailadmin_pages:workflow_preview wagtailadmin_sprite
        wagtailadmin_tag_autocomplete wagtailadmin_tag_model_autocomplete wagtaildocs_serve wagtailimages:preview
        wagtail_serve moving_in:batch moving_in:batches moving_in:draft approval_sheet photographs paste
        """,
    "a preview: kept in the session of who asks for it": """
        wagtailadmin_pages:preview_on_add wagtailadmin_pages:preview_on_edit wagtail_localize:preview_translation
        wagtailsettings:preview_on_edit
        """,
    "leads to another screen, which is in the matrix": """
        wagtailadmin_pages:move wagtailadmin_pages:confirm_workflow_cancellation wagtailadmin_pages:revisions_revert
        """,
    "a chooser: answers with what is to be put into a form": """
        wagtailadmin_choose_page_anchor_link wagtailadmin_choose_page_email_link
        wagtailadmin_choose_page_external_link wagtailadmin_choose_page_phone_link
        wagtailadmin_workflows:select_task_type wagtailadmin_workflows:task_chosen
        wagtailembeds:chooser wagtailembeds:chooser_upload wagtailimages_chooser:select_format
        """,
    "one's own account, session or password; counting a read or a search": """
        count_search count_view wagtailadmin_account wagtailadmin_dismissibles wagtailadmin_editing_sessions:ping
        wagtailadmin_editing_sessions:release wagtailadmin_login wagtailadmin_logout wagtailadmin_password_reset
        wagtailadmin_password_reset_confirm wagtailcore_authenticate_with_password wagtailcore_login
        wagtaildocs_authenticate_with_password
        """,
    "takes a lock away: what is locked was not public by it, and does not become so": "wagtailadmin_pages:unlock",
    "who may approve, not what was approved: accounts, groups and departments are the administrators'": """
        departments:add departments:copy departments:delete departments:edit hand_over
        inspection_terms:add inspection_terms:delete inspection_terms:edit
        wagtailusers_groups:add wagtailusers_groups:delete wagtailusers_groups:edit
        wagtailusers_users:add wagtailusers_users:copy wagtailusers_users:delete wagtailusers_users:edit
        """,
    "which steps there are: the last one is a four-eyes task or nothing is published (disable_*, empty_workflow)": """
        wagtailadmin_workflows:add wagtailadmin_workflows:add_task wagtailadmin_workflows:edit
        wagtailadmin_workflows:edit_task wagtailadmin_workflows:enable wagtailadmin_workflows:enable_task
        wagtailadmin_workflows:task_chooser_create
        """,
    "the translation memory: a page takes from it by save_target alone, which is in the matrix": """
        wagtail_localize:edit_override wagtail_localize:edit_string_translation wagtail_localize:machine_translate
        wagtail_localize:upload_pofile
        """,
    "no page: there is no snippet that is translated": "wagtail_localize:submit_snippet_translation",
    "files: private until a public page uses them, and what is shown of them is part of its hash (tests/media)": """
        wagtailadmin_collections:add wagtailadmin_collections:delete wagtailadmin_collections:edit
        wagtailadmin_collections:set_privacy wagtaildocs:add wagtaildocs:add_multiple
        wagtaildocs:create_multiple_from_uploaded_document wagtaildocs:delete wagtaildocs:delete_multiple
        wagtaildocs:delete_upload_multiple wagtaildocs:edit wagtaildocs:edit_multiple wagtaildocs_chooser:create
        wagtailimages:add wagtailimages:add_multiple wagtailimages:create_multiple_from_uploaded_image
        wagtailimages:delete wagtailimages:delete_multiple wagtailimages:delete_upload_multiple wagtailimages:edit
        wagtailimages:edit_multiple wagtailimages_chooser:create photographs_upload photographs_describe
        """,
    "the site and its settings: administrators, on record (docs/decisions/0009)": """
        wagtaillocales:add wagtaillocales:copy wagtaillocales:delete wagtaillocales:edit wagtailsettings:edit
        wagtailsites:add wagtailsites:copy wagtailsites:delete wagtailsites:edit
        """,
    "pages that are public already, put first for certain searches, on record (tests/search/test_page_picks)": """
        wagtailsearchpromotions:add wagtailsearchpromotions:delete wagtailsearchpromotions:edit
        """,
    "a batch of the old portal, decided by one with no hand in it (tests/newsroom/test_migration_decisions)": """
        moving_in:decide moving_in:decline moving_in:open
        """,
    "saves a draft and sends it, as an edit and its sending would (test_corrections)": """
        correct_page
        """,
    "makes a draft by the editor's path (tests/pages/test_from_word)": "compose_from_word compose_from_word_letters",
    "personal data taken out of what was approved, by two approvers (test_erasure)": "ask_erasure erasure",
}

# Bulk actions, as app.model.action.

BULK_TAKEN = {
    "wagtailcore.page.delete": "bulk_delete",
    "wagtailcore.page.move": "bulk_move",
    "wagtailcore.page.publish": "bulk_publish",
    "wagtailcore.page.unpublish": "bulk_unpublish bulk_unpublish_without_reason",
}

BULK_LEFT_OUT = {
    "accounts": "accounts.user.assign_role",
    "files, as above": """
        media.customdocument.add_tags media.customdocument.add_to_collection media.customdocument.delete
        media.customimage.add_tags media.customimage.add_to_collection media.customimage.delete
        """,
}

# Wagtail's actions as code: the classes of `wagtail.actions`, and what the admin's API offers.

ACTIONS_TAKEN = {
    "BinPageAction": "bin_action",
    "ConvertAliasPageAction": "convert_alias_action",
    "CopyPageAction": "copy_action",
    "CopyPageForTranslationAction": "translation_action translation_alias_action",
    "CreatePageAliasAction": "alias_action",
    "DeletePageAction": "delete_action",
    "EditPageAction": "edit_action",
    "MovePageAction": "move_action",
    "PublishPageRevisionAction": "publish_action",
    "RevertToPageRevisionAction": "revert_action",
    "UnpublishPageAction": "unpublish_action",
}

ACTIONS_LEFT_OUT = {
    "what a class for pages extends": """
        BaseAction CopyForTranslationAction CreateAction DeleteAction EditAction PublishRevisionAction
        RevertToRevisionAction UnpublishAction
        """,
    "made of a form, through add_child as a draft: add_live_child is the same without the form": "CreatePageAction",
}

API_TAKEN = {
    "convert_alias": "api_convert_alias",
    "copy": "api_copy",
    "copy_for_translation": "api_copy_for_translation api_translation_alias",
    "create_alias": "api_create_alias",
    "delete": "api_delete",
    "move": "api_move",
    "publish": "api_publish",
    "revert_to_page_revision": "api_revert",
    "unpublish": "api_unpublish",
}

# Modules of wagtail and wagtail_localize in which something is published, taken down or set live.

PUBLISHERS_TAKEN = {
    "wagtail.actions.copy_for_translation": "translation_action translation_alias_action",
    "wagtail.actions.copy_page": "copy_action page_copy",
    "wagtail.actions.create": "create_publish",
    "wagtail.actions.create_page": "create_publish",
    "wagtail.actions.edit": "edit_action",
    "wagtail.actions.publish_page_revision": "publish_action",
    "wagtail.actions.publish_revision": "publish_action revision_publish page_publish",
    "wagtail.actions.unpublish": "unpublish_action",
    "wagtail.actions.unpublish_page": "unpublish_action",
    "wagtail.admin.api.actions.copy": "api_copy",
    "wagtail.admin.api.actions.publish": "api_publish",
    "wagtail.admin.views.pages.bulk_actions.publish": "bulk_publish",
    "wagtail.admin.views.pages.bulk_actions.unpublish": "bulk_unpublish",
    "wagtail.admin.views.pages.copy": "copy_publish copy_alias",
    "wagtail.admin.views.pages.create": "create_publish",
    "wagtail.admin.views.pages.edit": "form_publish",
    "wagtail.management.commands.publish_scheduled": "clock forged_schedule_by_wagtails_command",
    "wagtail.models.draft_state": "save_live",
    "wagtail.models.pages": "page_publish localize_sync_alias",
    "wagtail.models.revisions": "revision_publish",
    "wagtail.workflows": "workflow_finish",
    "wagtail_localize.models": "save_target save_target_as_draft",
    "wagtail_localize.operations": "localize_submit",
    "wagtail_localize.views.convert": "localize_to_alias localize_sync_alias",
    "wagtail_localize.views.edit_translation": "localize_editor_publish",
    "wagtail_localize.views.update_translations": "localize_update_publish",
}

PUBLISHERS_LEFT_OUT = {
    "not in our addresses: it would be found among them": "wagtail.api.v3.routers.pages",
    "not for pages": "wagtail.admin.views.generic.mixins wagtail.admin.views.generic.models",
    "takes down what is deleted, or all of a queryset": "wagtail.query wagtail.signal_handlers",
}

# Management commands, and the work that the worker does by the clock (its names with "_" for spaces).

COMMANDS_TAKEN = {
    "audit_publication": "command_audit",
    "create_log_entries_from_revisions": "command_create_log_entries",
    "fixtree": "command_fixtree",
    "import_articles": "command_import",
    "move_pages": "command_move_pages",
    "publish_migration": "command_publish_migration",
    "publish_scheduled": "clock forged_schedule",
    "publish_scheduled_pages": "forged_schedule_by_wagtails_command",
    "purge_revisions": "command_purge_revisions",
    "set_url_paths": "command_set_url_paths",
    "sync_locale_trees": "command_sync_locale_trees",
    "update_index": "command_update_index",
    "wagtail_update_index": "command_update_index",
}

COMMANDS_LEFT_OUT = {
    "the database itself, past every rule: the audit finds it (test_audit), PostgreSQL refuses it (test_last_line)": """
        dbshell flush loaddata migrate shell sqlflush sqlmigrate sqlsequencereset
        """,
    "Django's own, about no page": """
        changepassword check clearsessions collectstatic compilemessages createcachetable createsuperuser diffsettings
        dumpdata findstatic inspectdb makemessages makemigrations optimizemigration remove_stale_contenttypes
        runserver sendtestemail showmigrations squashmigrations startapp startproject test testserver
        """,
    "tags, tokens, references, renditions and search": """
        api_tokens convert_mariadb_uuids deduplicate_tags enable_fuzzystrmatch enable_trigram enable_unaccent
        purge_embeds rebuild_references_index rebuild_search remove_orphaned_tags searchpromotions_garbage_collect
        show_references_index wagtail_update_image_renditions
        """,
    "two named people, on record (tests/home, tests/editorial/test_audit)": """
        attest_publication build_sample_site found_site
        """,
    "about no page": "apply_roles outbox serve translations work",
}

DUE_TAKEN = {
    "audit_publications": "command_audit",
    "empty_the_bin": "empty_the_bin",
    "publish_moved_articles": "command_publish_migration",
    "publish_scheduled_pages": "clock forged_schedule",
}

DUE_LEFT_OUT = {
    "passes on a step that nobody can take; the gate asks as ever (test_steps)": "pass_on_steps",
    "what two approvers agreed to erase (test_erasure)": "carry_out_erasures",
    "files, figures and the index of the search": """
        make_renditions make_share_images roll_up_views settle_public_files sweep_share_images tidy_search
        write_search_rows
        """,
    "files that wait for their sender's answer": "sweep_word_files",
    "mails; a reminder is kept in the history of its page": "remind_of_what_waits",
    "about no page": """
        deliver_mail end_inspections forget_old_mail forget_rare_searches refresh_statistics remove_expired_sessions
        roll_up_searches
        """,
    "read pages and files, and write beside them (test_link_checking, test_document_words)": """
        check_links forget_unused_links note_links read_documents
        """,
}
