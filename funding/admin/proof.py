"""Proofs of use with their lines, attachments and returns in the admin."""

import hashlib

from django import forms
from django.contrib import admin
from django.db import models

from funding.admin.parts import ALLOCATION, OF_ALLOCATION, PROOF, euros
from funding.models import (
    ProofAttachment,
    ProofIncome,
    ProofLine,
    ProofOfUse,
    ProofReceipt,
    ProofReturn,
    ProofSample,
    SampleMember,
)
from quartiersarbeit.ground import uploads
from quartiersarbeit.ground.admin import GuardedAdmin, OnlyToLookAt, Rows


class ProofLineInline(Rows):
    model = ProofLine


class ProofIncomeInline(Rows):
    model = ProofIncome


class ProofReceiptInline(Rows):
    model = ProofReceipt


class AttachmentForm(forms.ModelForm):
    """A new document gets its checksum with it; the two must never tell different stories."""

    def save(self, commit: bool = True) -> ProofAttachment:
        if "file" in self.changed_data:
            kept = self.instance
            kept.sha256 = hashlib.file_digest(kept.file.open("rb"), "sha256").hexdigest()
            kept.file.seek(0)
            kept.size, kept.pages = self.extent.size, self.extent.pages
        return super().save(commit)

    def clean(self):
        """The same rule as on the page of the proof: a whole PDF or picture."""
        data = super().clean() or self.cleaned_data
        if "file" in self.changed_data and data.get("file"):
            self.extent = uploads.document(data["file"], field="file")
        return data


# Stored documents have no address of their own, so the widget links to none.
NO_LINK = {models.FileField: {"widget": forms.FileInput}}


class ProofAttachmentInline(Rows):
    model = ProofAttachment
    form = AttachmentForm
    formfield_overrides = NO_LINK
    readonly_fields = ("sha256",)


class ProofReturnInline(OnlyToLookAt, Rows):
    model = ProofReturn


@admin.register(ProofOfUse)
class ProofOfUseAdmin(GuardedAdmin):
    list_display = ("allocation", "due_on", "submitted_on", "accepted_on")
    list_filter = (
        ("submitted_on", admin.EmptyFieldListFilter),
        ("accepted_on", admin.EmptyFieldListFilter),
        "allocation__fiscal_year",
    )
    list_select_related = ALLOCATION
    search_fields = OF_ALLOCATION
    date_hierarchy = "due_on"
    inlines = [
        ProofLineInline,
        ProofIncomeInline,
        ProofReceiptInline,
        ProofAttachmentInline,
        ProofReturnInline,
    ]


class OfProof(GuardedAdmin):
    """What the lists of a proof's parts have in common."""

    list_select_related = PROOF
    search_fields = ("proof__allocation__site__name", "proof__allocation__recipient__name")


@admin.register(ProofLine)
class ProofLineAdmin(OfProof):
    list_display = (
        "proof",
        "category",
        euros("planned", "Geplant"),
        euros("spent", "Ausgegeben"),
        euros("own_funds", "Eigenmittel"),
    )
    list_filter = ("category",)


@admin.register(ProofIncome)
class ProofIncomeAdmin(OfProof):
    list_display = ("proof", "source", euros("amount", "Betrag"))
    list_filter = ("source",)


@admin.register(ProofReceipt)
class ProofReceiptAdmin(OfProof):
    list_display = ("number", "proof", "category", "dated_on", "payee", euros("amount", "Betrag"))
    list_filter = ("category",)
    search_fields = ("number", "payee", *OfProof.search_fields)
    date_hierarchy = "dated_on"


@admin.register(ProofSample)
class ProofSampleAdmin(OnlyToLookAt, GuardedAdmin):
    """Announced, drawn and dropped on its page; here only to look at."""

    list_display = ("fiscal_year", "below", "percent", "fixed_on", "drawn_on", "dropped_on")
    list_filter = ("fiscal_year",)
    search_fields = ("=fiscal_year__year", "seed")
    date_hierarchy = "fixed_on"


@admin.register(SampleMember)
class SampleMemberAdmin(OnlyToLookAt, OfProof):
    """Written by the drawing; here only to look at."""

    list_display = ("number", "sample", "proof", "rank", "is_drawn")
    list_select_related = ("sample__fiscal_year", *PROOF)
    list_filter = ("sample__fiscal_year", "is_drawn")
    search_fields = ("number", *OfProof.search_fields)


@admin.register(ProofAttachment)
class ProofAttachmentAdmin(OfProof):
    form = AttachmentForm
    formfield_overrides = NO_LINK
    list_display = ("title", "proof", "sha256")
    readonly_fields = ("sha256",)
    search_fields = ("title", *OfProof.search_fields)


@admin.register(ProofReturn)
class ProofReturnAdmin(OnlyToLookAt, OfProof):
    """Kept when a proof is given back; here only to look at."""

    list_display = ("proof", "on", "by", "reasons")
    list_select_related = (*PROOF, "by")
    search_fields = ("reasons", *OfProof.search_fields)
    date_hierarchy = "on"
