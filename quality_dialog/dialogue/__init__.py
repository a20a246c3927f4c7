"""How well the work goes: a year's dialogue between equals.

Each year a **Cycle** opens a **Dialogue** per site. Partners give their **Assessment** and **IndicatorValue**s; either
side raises **Finding**s; a **Statement** answers one exact wording; a **Measure** has an owner and a day. Knows
nothing of the report, which reads it.
"""
