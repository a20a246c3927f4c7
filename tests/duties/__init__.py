"""Each kind of duty once: how it comes to be, when it is due, who takes the step on which page.

A case is a function that makes the record and says the rest; `tests/test_duties.py` asks the same of all of them.
"""
