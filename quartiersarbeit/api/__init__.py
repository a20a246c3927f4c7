"""What programs read: the network, the places, the money, agreed findings and published reports, as JSON (docs/api.md).

It only reads, and only what the token's person sees on the pages: the same `visible_to`, the same words for each
figure. `answering.py` says who may and how often, and how a refusal reads; `schemas.py` what an answer holds;
`reading.py` the addresses; `help.py` the page about them.
"""
