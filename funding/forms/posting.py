"""What people type about where payments are booked: of a year, and otherwise of one allocation."""

from funding.models import Allocation, FiscalYear
from funding.models.posting import POSTING, posted
from quartiersarbeit.ground.forms import FactsForm


class YearPostingForm(FactsForm):
    """Its verb is `FiscalYear.post_to`."""

    MODEL = FiscalYear
    FACTS = POSTING


class AllocationPostingForm(FactsForm):
    """Its verb is `Allocation.post_to`; at each field stands what the year says."""

    MODEL = Allocation
    FACTS = POSTING

    def __init__(self, *args, facts: Allocation, **kwargs):
        super().__init__(*args, facts=facts, **kwargs)
        for name in POSTING:
            said = posted([(name, getattr(facts.fiscal_year, name))])
            self.fields[name].help_text = f"Leer: wie das Haushaltsjahr, {said[0][1]}." if said else ""
