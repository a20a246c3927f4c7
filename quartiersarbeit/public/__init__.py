"""What everybody reads without an account, where the city has switched it on (PUBLIC_PAGES): published reports without
names of persons, the check of a paper, and open data.

Never drafts, never anything that depends on who asks: every page here is the same for everybody, sets no cookie and may
be kept by any cache.
"""
