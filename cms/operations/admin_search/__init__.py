"""Wagtail's own index, which serves the admin's search and choosers, made to fold: accents, đ and tones do not matter.

`fields` folds what goes into the index, `backend` what is asked of it. Both sides go through `cms.text.folding.fold`.
"""
