"""Takes in what people paste into a body: HTML of Word, LibreOffice, Google Docs and pages of the web.

`wellformed` closes what was left open, `sheets` reads the style sheet, `numbering` makes lists of what Word calls
lists, `old_fonts` finds text written before Unicode, `pasted` puts them together; `views` answers the editor's script.
What the HTML then becomes is the business of cms.pages.composing, which Word files share.
"""
