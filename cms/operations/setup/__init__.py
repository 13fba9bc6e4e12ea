"""What `make` runs to prepare a machine.

`venv` and `packages` use the standard library alone: nothing else is there yet.
"""
