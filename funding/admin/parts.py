"""What the lists of money have in common: filters, what is joined, amounts as people read them."""

from django.contrib import admin

from quartiersarbeit.ground import german

APPROVED = ("approved_on", admin.EmptyFieldListFilter)
PAID = ("paid_on", admin.EmptyFieldListFilter)
OF_ALLOCATION = ("allocation__site__name", "allocation__recipient__name", "allocation__recipient__short_name")
ALLOCATION = ("allocation__site", "allocation__fiscal_year")
PROOF = ("proof__allocation__site", "proof__allocation__fiscal_year")


def euros(name: str, label: str):
    """A column of the list with an amount as people read it."""

    @admin.display(description=label, ordering=name)
    def shown(record) -> str:
        return german.euro(getattr(record, name))

    return shown
