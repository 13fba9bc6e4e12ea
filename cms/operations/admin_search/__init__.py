"""The admin's search and choosers, made to fold: accents, đ and tones do not matter.

Wagtail's own index serves pages, pictures and documents: `fields` folds what goes into it, `backend` what is asked of
it. What the index does not know is looked through (`lists`, `tasks`, `tags`) or folded by the database (`history`).
All of them go by `cms.text.folding.fold`.
"""
