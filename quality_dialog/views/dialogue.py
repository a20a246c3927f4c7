"""The quality dialogue's pages: a year, a site, a finding with all voices, and the measures.

Counts tell how far the talk has come, never how good a site is: nothing here ranks or sums ratings.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.contrib.auth.decorators import permission_required
from django.db.models import Count, Exists, OuterRef, Prefetch, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from partners.badges import EXAMPLE, example_columns
from quality_dialog.models import (
    Assessment,
    Criterion,
    Cycle,
    Dialogue,
    Finding,
    Indicator,
    IndicatorValue,
    Measure,
    Statement,
)
from quality_dialog.models.finding import Stance
from quartiersarbeit import german
from quartiersarbeit.listing import Badge, Column, Table, answer_list

CITY = "Stadt Bielefeld"
AGREED = Badge("Einvernehmen", "success")
DISPUTED = Badge("abweichende Auffassung", "warning")
OPEN = Badge("offen", "info")
DRAFT = Badge("Entwurf, noch nicht geteilt")
