"""How dates, times and numbers are written and read in forms, by language (FORMAT_MODULE_PATH).

Django's own Vietnamese formats write 22-11-2026 with the hour before it and do not group thousands.
"""
