"""Floor 4: how well the work goes, and who is told.

Each year a **Cycle** opens a **Dialogue** per site: city and partners look at the work against the
criteria of a **Framework**. Partners give their **Assessment** and **IndicatorValue**s; either side
raises **Finding**s. A partner's **Statement** answers one exact wording; silence is never consent, and
dissent is printed. A **Measure** has an owner and a date. Out of all floors comes the **Report** for the
**Meeting**s of the committees: `report/` asks for the facts, drafts the text, makes the paper that
`quartiersarbeit.ground.paper` draws, and freezes it. Only `report/money.py` reads the funding, and ratings never
influence it.
"""
