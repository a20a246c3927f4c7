"""The rights of a deputy: what an absent person's roles give, for as long as the absence lasts."""

from allauth.account.auth_backends import AuthenticationBackend
from django.utils import timezone

from partners.models import User
from quartiersarbeit.ground.roles import looks_on


class Roles(AuthenticationBackend):
    """Signs in as allauth does, and says what somebody's roles give, one's own and lent.

    Django's backends keep the answer on the person, one place for all of them; so one behind this adds nothing and
    asks nothing again.
    """

    def get_user(self, user_id: int) -> User | None:
        """As Django's, and with the person what they may: in one question."""
        user = User.objects.signed_in(user_id)
        return user if user and self.user_can_authenticate(user) else None

    def get_group_permissions(self, user_obj: User, obj=None) -> set[str]:
        """As Django's, and the rights of those whom this person stands in for: in one question."""
        if not user_obj.is_active or user_obj.is_anonymous or obj is not None or user_obj.is_superuser:
            return super().get_group_permissions(user_obj, obj)
        if not hasattr(user_obj, "_group_perm_cache"):
            user_obj._group_perm_cache = user_obj.rights_of_roles
        return user_obj._group_perm_cache

    def get_user_permissions(self, user_obj: User, obj=None) -> set[str]:
        """As Django's; of somebody whose time is over, what still lets them read, and then nothing."""
        if not user_obj.is_active or user_obj.is_anonymous or obj is not None or user_obj.is_superuser:
            return super().get_user_permissions(user_obj, obj)
        if not hasattr(user_obj, "_user_perm_cache"):
            given = user_obj.personal_rights
            if given and (over := user_obj.fading):
                reads = over.reads(timezone.localdate())
                given = {right for right in given if reads and looks_on(right)}
            user_obj._user_perm_cache = given  # type: ignore[attr-defined]
        return user_obj._user_perm_cache  # type: ignore[attr-defined]
