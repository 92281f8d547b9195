"""What the roles are called."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from kabinet.access.rules import Role

__all__ = ["ROLES", "Role"]

ROLES: dict[Role, Promise] = {
    Role.REGISTRY: gettext_lazy("Registry clerk"),
    Role.CLAIMS_OFFICER: gettext_lazy("Claims officer"),
    Role.CLAIMS_LEAD: gettext_lazy("Lead of the claims desk"),
    Role.CARE_AGENT: gettext_lazy("Care agent"),
    Role.SHOWROOM: gettext_lazy("Showroom clerk"),
    Role.PROCESSING: gettext_lazy("Processing-centre clerk"),
    Role.SUPERVISOR: gettext_lazy("Supervisor"),
    Role.AUDITOR: gettext_lazy("Auditor, data officer"),
    Role.ADMINISTRATOR: gettext_lazy("Administrator"),
    Role.PERSONAL_MANAGER: gettext_lazy("Personal manager"),
    Role.BILLING: gettext_lazy("Billing clerk"),
}
