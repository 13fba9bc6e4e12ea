"""What each person's every way with a page leads to: the decisions of the matrix, to be read.

A table begins with the routes and the kinds of page that it decides about; its columns are who acts, its rows the
state of the page. A row may name several states. The words are those of `outcomes.LEGEND`: "." is nothing at all,
"draft" a draft that nobody else sees, PUBLIC an approval by somebody who had no hand in it, and so on.

Who: `author` wrote and submitted each page; `approver+` and `super+` had a hand in it too, so they decide nothing about
it; `colleague` is of the author's department, `stranger` of another one; `outsider` may not enter the admin; `nobody`
is not signed in, or a shell. Everybody but nobody may submit translations here, which no role may do by itself.
"""

TABLES = """
# The page's form. Whatever is pressed beside "save", it keeps a draft, or submits it.

create_publish: news
         nobody  outsider  author  colleague  stranger  approver  approver+  admin  super  super+
new      .       .         copy    copy       copy      .         copy       copy   copy   copy

form_publish: news
           nobody  outsider  author  colleague  stranger  approver  approver+  admin  super  super+
draft      .       .         draft   draft      .         .         draft      draft  draft  draft
waiting    .       .         .       .          .         draft     draft      .      .      .
returned   .       .         draft   draft      .         .         draft      draft  draft  draft
scheduled  .       .         .       .          .         .         .          .      .      .
public     .       .         draft   draft      .         .         draft      draft  draft  draft
changed    .       .         draft   draft      .         .         draft      draft  draft  draft
reviewed   .       .         .       .          .         draft     draft      .      .      .
withdrawn  .       .         draft   draft      .         .         draft      draft  draft  draft
binned     .       .         .       .          .         .         .          .      .      .

form_submit: news
                            nobody  outsider  author  colleague  stranger  approver  approver+  admin  super  super+
draft, returned             .       .         waits   waits      .         .         waits      waits  waits  waits
waiting                     .       .         .       .          .         draft     draft      .      .      .
withdrawn                   .       .         draft   draft      .         .         draft      draft  draft  draft

# Where something should be looked at twice (it was taken down, it changes what is public), the form leads to the last
# look, and that sends.

screen_send: news
                            nobody  outsider  author  colleague  stranger  approver  approver+  admin  super  super+
draft, returned, withdrawn  .       .         waits   waits      .         .         waits      waits  waits  waits
public, changed             .       .         waits   waits      .         .         waits      waits  waits  waits
waiting, scheduled, binned  .       .         .       .          .         .         .          .      .      .
reviewed                    .       .         .       .          .         .         .          .      .      .

form_approve: news
         nobody  outsider  author  colleague  stranger  approver  approver+  admin  super  super+
waiting  .       .         .       .          .         draft     draft      .      .      .
changed  .       .         draft   draft      .         .         draft      draft  draft  draft

form_approve_untouched, dialog_approve: news
         nobody  outsider  author  colleague  stranger  approver  approver+  admin  super  super+
waiting  .       .         .       .          .         PUBLIC    draft      .      .      .

form_cancel: news
         nobody  outsider  author  colleague  stranger  approver  approver+  admin  super   super+
waiting  .       .         recall  .          .         draft     draft      .      .       .

form_restart: news
          nobody  outsider  author  colleague  stranger  approver  approver+  admin  super  super+
returned  .       .         waits   draft      .         .         draft      draft  draft  draft

form_everything: news
         nobody  outsider  author  colleague  stranger  approver  approver+  admin  super   super+
waiting  .       .         recall  .          .         draft     draft      .      .       .
changed  .       .         draft   draft      .         .         draft      draft  draft   draft

form_over_a_newer_version: news
         nobody  outsider  author  colleague  stranger  approver  approver+  admin  super  super+
changed  .       .         .       .          .         .         .          .      .      .

revert_publish, json_autosave: news
         nobody  outsider  author  colleague  stranger  approver  approver+  admin  super  super+
changed  .       .         draft   draft      .         .         draft      draft  draft  draft

# The decision. It carries what was on the screen, and is for approvers who had no hand in it.

approve: news
                             nobody  outsider  author  colleague  stranger  approver  approver+  admin  super   super+
waiting, reviewed            .       .         .       .          .         PUBLIC    .          .      PUBLIC  .
draft, returned, scheduled   .       .         .       .          .         .         .          .      .       .
public, changed, withdrawn   .       .         .       .          .         .         .          .      .       .
binned                       .       .         .       .          .         .         .          .      .       .

reject: news
         nobody  outsider  author  colleague  stranger  approver  approver+  admin  super  super+
waiting  .       .         .       .          .         back      back       .      back   back

approve_unseen, approve_stale, approve_other_hash, approve_by_another_pages_task, collect_approve: news
         nobody  outsider  author  colleague  stranger  approver  approver+  admin  super  super+
waiting  .       .         .       .          .         .         .          .      .      .

drafts_approve: news
         nobody  outsider  author  colleague  stranger  approver  approver+  admin  super   super+
waiting  .       .         .       .          .         PUBLIC    .          .      PUBLIC  .

# The review screen: the same decisions, at the step and about the draft that was shown. Drafters take proposals over.

screen_approve: news
                             nobody  outsider  author  colleague  stranger  approver  approver+  admin  super   super+
waiting, reviewed            .       .         .       .          .         PUBLIC    .          .      PUBLIC  .
draft, returned, scheduled   .       .         .       .          .         .         .          .      .       .
public, changed, withdrawn   .       .         .       .          .         .         .          .      .       .
binned                       .       .         .       .          .         .         .          .      .       .

screen_approve_unseen, screen_approve_stale, screen_approve_by_another_pages_step, screen_propose: news
         nobody  outsider  author  colleague  stranger  approver  approver+  admin  super  super+
waiting  .       .         .       .          .         .         .          .      .      .

screen_return: news
         nobody  outsider  author  colleague  stranger  approver  approver+  admin  super  super+
waiting  .       .         .       .          .         back      back       .      back   back
public   .       .         .       .          .         .         .          .      .      .

screen_recall: news
         nobody  outsider  author  colleague  stranger  approver  approver+  admin  super  super+
waiting  .       .         recall  .          .         .         .          .      .      .
public   .       .         .       .          .         .         .          .      .      .

screen_accept_proposal, screen_accept_proposal_and_approve: news
                   nobody  outsider  author  colleague  stranger  approver  approver+  admin  super  super+
waiting, returned  .       .         draft   draft      .         .         draft      .      .      .

screen_decline_proposal: news
         nobody  outsider  author  colleague  stranger  approver  approver+  admin  super  super+
waiting  .       .         .       .          .         .         .          .      .      .

# Past the task's own check: the gate asks again who it was.

task_approve: news
          nobody  outsider  author  colleague  stranger  approver  approver+  admin  super   super+
reviewed  .       .         .       .          .         PUBLIC    .          .      PUBLIC  .

workflow_finish: news
          nobody  outsider  author  colleague  stranger  approver  approver+  admin  super  super+
reviewed  .       .         .       .          .         .         .          .      .      .

# Emergencies. An approver's own word, with a reason, about what was on the screen; flagged until another one agrees.

force: news
                         nobody  outsider  author  colleague  stranger  approver  approver+  admin  super    super+
draft, waiting, changed  .       .         .       .          .         FLAGGED   FLAGGED    .      FLAGGED  FLAGGED
scheduled, public        .       .         .       .          .         .         .          .      .        .

emergency_force: news
         nobody  outsider  author  colleague  stranger  approver  approver+  admin  super    super+
waiting  .       .         .       .          .         FLAGGED   FLAGGED    .      FLAGGED  FLAGGED

force_without_reason, force_unseen: news
       nobody  outsider  author  colleague  stranger  approver  approver+  admin  super  super+
draft  .       .         .       .          .         .         .          .      .      .

confirm: forced
        nobody  outsider  author  colleague  stranger  approver  approver+  admin  super   super+
public  .       .         .       .          .         agreed    .          .      agreed  .

# Taking down is for approvers; places, order and privacy of what is public are for administrators, on record.

unpublish: news
                    nobody  outsider  author  colleague  stranger  approver  approver+  admin  super  super+
draft, scheduled    .       .         .       .          .         .         .          .      .      .
public, reviewed    .       .         .       .          .         down      down       .      down   down

unschedule: news
           nobody  outsider  author  colleague  stranger  approver  approver+  admin  super  super+
scheduled  .       .         .       .          .         off       off        .      off    off

unpublish_without_reason, bulk_unpublish_without_reason: news
         nobody  outsider  author  colleague  stranger  approver  approver+  admin  super  super+
public   .       .         .       .          .         .         .          .      .      .

# What was never approved goes into the bin, by whoever began it; what ever was is kept for ever.

delete: news
                            nobody  outsider  author  colleague  stranger  approver  approver+  admin   super   super+
draft, waiting              .       .         binned  .          .         .         .          binned  binned  binned
changed, withdrawn          .       .         .       .          .         .         .          .       .       .
scheduled, binned           .       .         .       .          .         .         .          .       .       .

take_out_of_bin: news
         nobody  outsider  author    colleague  stranger  approver  approver+  admin     super     super+
draft    .       .         .         .          .         .         .          .         .         .
binned   .       .         restored  restored   .         restored  restored   restored  restored  restored

move: news
         nobody  outsider  author  colleague  stranger  approver  approver+  admin  super  super+
draft    .       .         moved   .          .         .         .          moved  moved  moved
changed  .       .         .       .          .         .         .          moved  moved  moved

move: restricted
        nobody  outsider  author  colleague  stranger  approver  approver+  admin  super  super+
public  .       .         .       .          .         .         .          .      .      .

unrestrict: restricted
        nobody  outsider  author  colleague  stranger  approver  approver+  admin  super  super+
public  .       .         .       .          .         .         .          shown  shown  shown

restrict: news
         nobody  outsider  author  colleague  stranger  approver  approver+  admin   super   super+
changed  .       .         .       .          .         .         .          hidden  hidden  hidden

reorder: news
         nobody  outsider  author  colleague  stranger  approver  approver+  admin  super  super+
changed  .       .         .       .          .         .         .          order  order  order

lock: news
         nobody  outsider  author  colleague  stranger  approver  approver+  admin   super   super+
changed  .       .         .       .          .         .         .          locked  locked  locked

copy_publish: news
         nobody  outsider  author  colleague  stranger  approver  approver+  admin  super  super+
draft    .       .         copy    copy       .         .         copy       copy   copy   copy
changed  .       .         copy    copy       .         .         .          copy   .      .

copy_alias: news
         nobody  outsider  author  colleague  stranger  approver  approver+  admin  super  super+
changed  .       .         copy    copy       .         .         .          copy   .      .

convert_alias: news
         nobody  outsider  author  colleague  stranger  approver  approver+  admin  super  super+
changed  .       .         .       .          .         .         .          .      .      .

# Many at once.

bulk_publish: news
                nobody  outsider  author  colleague  stranger  approver  approver+  admin  super  super+
draft, changed  .       .         .       .          .         .         .          .      .      .

bulk_unpublish: news
         nobody  outsider  author  colleague  stranger  approver  approver+  admin  super  super+
changed  .       .         .       .          .         down      down       .      down   down

bulk_delete: news
         nobody  outsider  author  colleague  stranger  approver  approver+  admin   super   super+
draft    .       .         binned  .          .         .         .          binned  binned  binned
changed  .       .         .       .          .         .         .          .       .       .

bulk_move: news
         nobody  outsider  author  colleague  stranger  approver  approver+  admin  super  super+
changed  .       .         .       .          .         .         .          moved  moved  moved

# The admin's API.

api_publish: news
                nobody  outsider  author  colleague  stranger  approver  approver+  admin  super  super+
draft, changed  .       .         .       .          .         .         .          .      .      .

api_unpublish: news
         nobody  outsider  author  colleague  stranger  approver  approver+  admin  super  super+
changed  .       .         .       .          .         down      down       .      down   down

api_delete: news
         nobody  outsider  author  colleague  stranger  approver  approver+  admin   super   super+
draft    .       .         binned  .          .         .         .          binned  binned  binned
changed  .       .         .       .          .         .         .          .       .       .

api_copy, api_create_alias, api_convert_alias, api_translation_alias: news
         nobody  outsider  author  colleague  stranger  approver  approver+  admin  super  super+
changed  .       .         .       .          .         .         .          .      .      .

api_copy_for_translation: news
         nobody  outsider  author  colleague  stranger  approver  approver+  admin  super  super+
changed  .       .         .       .          .         .         .          .      copy   copy

api_move: news
         nobody  outsider  author  colleague  stranger  approver  approver+  admin  super  super+
changed  .       .         .       .          .         .         .          moved  moved  moved

api_revert: news
         nobody  outsider  author  colleague  stranger  approver  approver+  admin  super  super+
changed  .       .         draft   draft      .         .         draft      draft  draft  draft

# Translations. A translation is a draft of its own, and approved for itself.

localize_submit: news
        nobody  outsider  author  colleague  stranger  approver  approver+  admin  super  super+
public  .       .         copy    copy       .         copy      copy       copy   copy   copy

localize_update_publish: translation
        nobody  outsider  author  colleague  stranger  approver  approver+  admin  super  super+
draft   .       .         draft   draft      .         draft     draft      draft  draft  draft
public  .       .         .       .          .         .         .          .      .      .

localize_update, localize_editor_publish, localize_restart_publish, localize_to_alias: translation
        nobody  outsider  author  colleague  stranger  approver  approver+  admin  super  super+
public  .       .         .       .          .         .         .          .      .      .

save_target, save_target_as_draft: translation
        nobody  author  approver  super
draft   draft   draft   draft     draft
public  .       .       .         .

localize_sync_alias: translation
               nobody  author  approver  super
draft, public  .       .       .         .

# The approval itself. A workflow that ends without an approver ends without a publication.

disable_task: news
         nobody  outsider  author  colleague  stranger  approver  approver+  admin  super  super+
waiting  .       .         .       .          .         .         .          .      .      .

disable_workflow: news
         nobody  outsider  author  colleague  stranger  approver  approver+  admin  super   super+
waiting  .       .         .       .          .         .         .          .      recall  recall

remove_workflow_and_submit: news
       nobody  outsider  author  colleague  stranger  approver  approver+  admin  super  super+
draft  .       .         waits   waits      .         .         waits      draft  draft  draft

empty_workflow_and_submit: news
       nobody  outsider  author  colleague  stranger  approver  approver+  admin  super  super+
draft  .       .         draft   draft      .         .         draft      draft  draft  draft

# Code that asks for no permission: a shell, an add-on. It makes drafts, and takes down; it puts nothing up.

save_live, revision_publish: news
                nobody  author  approver  super
draft, changed  .       .       .         .

save_base_live, save_live_field, add_attachment, first_revision_publish, page_publish, publish_action, edit_action: news
         nobody  author  approver  super
changed  .       .       .         .

save_revision_publish, revert_action: news
         nobody  author  approver  super
changed  draft   draft   draft     draft

copy_action, page_copy, alias_action, convert_alias_action, translation_alias_action: news
         nobody  author  approver  super
changed  .       .       .         .

translation_action: news
         nobody  author  approver  super
changed  copy    copy    copy      copy

workflow_restart: news
         nobody  author  approver  super
changed  waits   waits   waits     waits

unpublish_action: news
         nobody  author  approver  super
changed  down    .       down      down

withdraw: news
                 nobody  author  approver  super
changed          .       .       down      down
draft, withdrawn .       .       .         .

delete_action: news
                            nobody  author  approver  super
draft                       gone    gone    .         gone
changed, withdrawn          .       .       .         .

query_delete: news
                              nobody  author  approver  super
draft                         gone    gone    gone      gone
changed, withdrawn, scheduled .       .       .         .

bin_action: news
         nobody  author  approver  super
draft    .       binned  .         binned
changed  .       .       .         .

move_action: news
         nobody  author  approver  super
changed  moved   .       .         moved

add_live_child: news
     nobody  author  approver  super
new  .       .       .         .

command_import: news
     nobody  outsider  author  colleague  stranger  approver  approver+  admin  super  super+
new  .       .         waits   waits      .         .         waits      waits  waits  waits

# Commands and the clock. The hour brings what was approved for it, and nothing else.

clock: news
           nobody
scheduled  PUBLIC

forged_schedule: news
         nobody
changed  .

forged_schedule_by_wagtails_command: news
         nobody
changed  .

empty_the_bin: news
        nobody
binned  gone

command_move_pages: news
         nobody
changed  moved

command_fixtree, command_set_url_paths, command_purge_revisions, command_update_index: news
         nobody
changed  .

command_sync_locale_trees, command_create_log_entries, command_audit, command_publish_migration: news
         nobody
changed  .

# Every kind of page alike.

form_publish: announcement, event, info, section, home
         nobody  outsider  author  colleague  stranger  approver  approver+  admin  super  super+
changed  .       .         draft   draft      .         .         draft      draft  draft  draft

approve: announcement, event, info, section, home
         nobody  outsider  author  colleague  stranger  approver  approver+  admin  super   super+
waiting  .       .         .       .          .         PUBLIC    .          .      PUBLIC  .

save_live: announcement, event, info, section, home
       nobody  outsider  author  colleague  stranger  approver  approver+  admin  super  super+
draft  .       .         .       .          .         .         .          .      .      .
"""
