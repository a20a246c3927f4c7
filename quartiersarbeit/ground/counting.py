"""What is counted for a monitor: requests, how long they took, what they asked of the database, what was refused.

The numbers live in the process, and where PROMETHEUS_MULTIPROC_DIR names a folder, in files that all processes of the
server share (prometheus-client does both). Labels name patterns of addresses and rules of ours, never a person, a
record or anything somebody typed, so that they stay few and say nothing of anybody.
"""

from prometheus_client import Counter, Histogram

NOWHERE = "-"  # what no address of ours answered

requests = Counter("quartiersarbeit_requests", "Anfragen", ["method", "view", "status"])
seconds = Histogram(
    "quartiersarbeit_request_seconds",
    "Dauer einer Anfrage",
    ["view"],
    buckets=(0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30),
)
queries = Histogram(
    "quartiersarbeit_request_queries",
    "Datenbankabfragen einer Anfrage",
    ["view"],
    buckets=(0, 2, 5, 10, 20, 40, 80, 160),
)
refusals = Counter("quartiersarbeit_refusals", "Abgelehntes, nach der Regel", ["rule"])
