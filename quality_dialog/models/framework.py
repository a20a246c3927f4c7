"""The framework (Rahmenkonzept) that quality is talked about against: versioned, replaceable data."""

from django.db import models

from quartiersarbeit.history import tracked


class FrameworkQuerySet(models.QuerySet):
    """Versions of frameworks."""

    def visible_to(self, user):
        """The framework is public to all who may sign in."""
        return self if user.is_authenticated else self.none()


@tracked()
class Framework(models.Model):
    """A version of a framework; the shipped one is an example until the city enters its own text."""

    name = models.CharField("Name", max_length=120)
    version = models.CharField("Fassung", max_length=40)
    valid_from = models.DateField("Gültig ab")
    description = models.TextField("Beschreibung", blank=True)
    is_example = models.BooleanField("Beispiel", default=False)

    objects = FrameworkQuerySet.as_manager()

    class Meta:
        verbose_name = "Rahmenkonzept"
        verbose_name_plural = "Rahmenkonzepte"
        ordering = ["-valid_from", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["name", "version"],
                name="framework_version_unique",
                violation_error_message="Diese Fassung gibt es schon.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.version})"


class FieldOfActionQuerySet(models.QuerySet):
    """Fields of action."""

    def visible_to(self, user):
        """Public like their framework."""
        return self if user.is_authenticated else self.none()


@tracked()
class FieldOfAction(models.Model):
    """A field of action (Handlungsfeld) of a framework."""

    framework = models.ForeignKey(
        Framework, models.CASCADE, related_name="fields", verbose_name="Rahmenkonzept"
    )
    code = models.CharField("Kürzel", max_length=10)
    title = models.CharField("Titel", max_length=160)
    position = models.PositiveSmallIntegerField("Reihenfolge", default=1)

    objects = FieldOfActionQuerySet.as_manager()

    class Meta:
        verbose_name = "Handlungsfeld"
        verbose_name_plural = "Handlungsfelder"
        ordering = ["framework", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["framework", "code"],
                name="field_of_action_code_unique",
                violation_error_message="Dieses Kürzel ist im Rahmenkonzept schon vergeben.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


class OfFieldQuerySet(models.QuerySet):
    """Criteria and indicators."""

    def visible_to(self, user):
        """Public like their framework."""
        return self if user.is_authenticated else self.none()


@tracked()
class Criterion(models.Model):
    """A criterion (Kriterium): a guiding question for reflection, not a score."""

    field = models.ForeignKey(
        FieldOfAction, models.CASCADE, related_name="criteria", verbose_name="Handlungsfeld"
    )
    code = models.CharField("Kürzel", max_length=10)
    guiding_question = models.TextField("Leitfrage")
    position = models.PositiveSmallIntegerField("Reihenfolge", default=1)

    objects = OfFieldQuerySet.as_manager()

    class Meta:
        verbose_name = "Kriterium"
        verbose_name_plural = "Kriterien"
        ordering = ["field", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["field", "code"],
                name="criterion_code_unique",
                violation_error_message="Dieses Kürzel ist im Handlungsfeld schon vergeben.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.guiding_question}"


@tracked()
class Indicator(models.Model):
    """An indicator (Kennzahl): what is counted, and in which unit."""

    field = models.ForeignKey(
        FieldOfAction, models.CASCADE, related_name="indicators", verbose_name="Handlungsfeld"
    )
    code = models.CharField("Kürzel", max_length=10)
    name = models.CharField("Name", max_length=120)
    definition = models.TextField("Definition", blank=True)
    unit = models.CharField("Einheit", max_length=40)
    position = models.PositiveSmallIntegerField("Reihenfolge", default=1)

    objects = OfFieldQuerySet.as_manager()

    class Meta:
        verbose_name = "Kennzahl"
        verbose_name_plural = "Kennzahlen"
        ordering = ["field", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["field", "code"],
                name="indicator_code_unique",
                violation_error_message="Dieses Kürzel ist im Handlungsfeld schon vergeben.",
            )
        ]

    def __str__(self) -> str:
        return self.name
