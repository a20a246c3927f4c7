"""Floor 1: who works together, and on what terms.

The story begins with a talk. A **Negotiation** with a housing company or a service provider moves step
by step from planned to concluded, or pauses, or fails; why it did is kept, and a public wording of the
reason reaches the committees. What is agreed becomes an **Agreement** with its parties, resting on a
**Mandate** of a **Committee**. **Partner** and **Contact** say who the others are, **User** who may sign
in and for whom they speak. Nothing here knows where the work is done (sites), what it costs (funding)
or how well it goes (quality_dialog): those floors stand on this one.
"""
