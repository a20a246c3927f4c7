"""Mail: what is due and what others did, written once a day or at once, and sent outside every request.

`reminding` decides what is to be told to whom on a day, `composing` writes it, `sending` gives it to the queue and,
in the worker, to the mail server.
"""
