"""Floor 2: where the work is done.

A **Neighbourhood** lies in one of the city's districts; in it, a **Site** offers the people of the
quarter what its **Offers** say. The city pays for a limited number of places: each **Seat** rests on a
mandate, and a **Coverage** gives a site its seat under an agreement for a period. No seat twice at a
time, no site twice at a time — so *at most ten project sites* holds at every moment, by construction of
the database. An **Assignment** says which partner plays which role at a site, and since when. This floor
knows the agreements below it and nothing of the money above.
"""
