"""Makes drafts of what was written elsewhere: a Word file, or what was copied from one.

`html` turns HTML into the blocks of a body, `article` finds title, summary, captions and sign-off in it (both pure);
`package` opens a .docx that may be hostile, `word` reads it, `views` make the draft.
"""
