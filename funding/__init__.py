"""Floor 3: with what money.

A **FiscalYear** opens with an appropriation that rests on a mandate; *available* is that plus what was
carried over. An **Allocation** gives a site's recipient money for a purpose; its amount is the sum of its
**Decisions**, drafted by one person and approved by another, immutable from then on. A **Disbursement**
pays an instalment, a **ProofOfUse** accounts for it, a **RepaymentClaim** asks back what was not used.
Five figures — available, planned, committed, paid, proven — are defined once, as QuerySet words; the
database itself refuses the 80.001st euro. `rules.py` holds the arithmetic, without the ORM.
"""
