"""Payments step by step: planned, certified, released, paid, reversed — each by its person, once."""

import io
from datetime import date, timedelta
from decimal import Decimal
from html import unescape

import openpyxl
import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from funding.models import Disbursement, PaymentRun, Reversal, Withdrawal
from funding.models.worklist import everything, worklist
from quartiersarbeit import german
from quartiersarbeit.trail import entries if False else german as _unused  # noqa
