"""A list as somebody wants to see it again: its filters and order, under a name of their own."""

from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import Now

from partners.models.user import User
from quartiersarbeit.ground.constraints import CheckConstraint, filled, once
from quartiersarbeit.ground.refusals import refuse
from quartiersarbeit.ground.sorting import german_key

MOST = 20  # of one list: more are not overlooked at a glance


class SavedViewQuerySet(models.QuerySet):
    """What people want to see again."""

    def visible_to(self, user):
        """One's own."""
        return self.filter(user=user.pk)

    @transaction.atomic
    def keep(self, *, name: str, path: str, query: str, by: User) -> "SavedView":
        """Keep this list as it stands; refuses more than MOST of one list (code `saved_views_enough`)."""
        User.objects.select_for_update(no_key=True, of=["self"]).get(pk=by.pk)  # two at once count each other
        if self.filter(user=by, path=path).count() >= MOST:
            refuse(
                "saved_views_enough",
                f"Mehr als {MOST} Ansichten einer Liste sind nicht möglich. Entfernen Sie zuerst eine.",
                field="name",
            )
        return self.create(user=by, path=path, query=query, name=name)


class SavedView(models.Model):
    """One list as one person wants it (gemerkte Ansicht): its address, and what is asked of it.

    It stands in no history: how somebody names what they look for is nobody else's to read.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="saved_views", verbose_name="Person")
    path = models.CharField("Liste", max_length=200)
    query = models.CharField("Auswahl", max_length=1000, blank=True)
    name = models.CharField("Name der Ansicht", max_length=60)
    made_at = models.DateTimeField("Gemerkt", db_default=Now())

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        verbose_name = "gemerkte Ansicht"
        verbose_name_plural = "gemerkte Ansichten"
        ordering = [german_key("name"), "pk"]
        default_permissions = ()
        constraints = [
            once(
                "saved_view_name_once",
                "user path name",
                "So heißt schon eine Ihrer Ansichten dieser Liste.",
                field="name",
            ),
            filled("saved_view_has_name", "name", "Geben Sie der Ansicht einen Namen.", field="name"),
            CheckConstraint(
                name="saved_view_of_this_house",
                field="path",
                condition=Q(path__regex=r"^/[^/\\]"),
                violation_error_message="Merken lässt sich nur eine Liste dieser Anwendung.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The list, so as it was kept."""
        return f"{self.path}?{self.query}" if self.query else self.path
