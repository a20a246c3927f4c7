"""The pages of floor 1, one module per aggregate.

The sites' floor lies above. What these pages show of it they reach from a record by its reverse relation
(`partner.assignments`), which answers `visible_to` like any other; they import nothing from there.
"""
