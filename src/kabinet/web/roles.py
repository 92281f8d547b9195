"""What the roles are called."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from kabinet.access.rules import CompanyRole, Role

__all__ = ["COMPANY_ROLES", "MAY", "ROLES", "Role"]

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

COMPANY_ROLES: dict[CompanyRole, Promise] = {
    CompanyRole.ADMINISTRATOR: gettext_lazy("Administrator"),
    CompanyRole.NUMBERS: gettext_lazy("Numbers and services"),
    CompanyRole.FINANCE: gettext_lazy("Finance"),
    CompanyRole.CLAIMS: gettext_lazy("Claims"),
    CompanyRole.READER: gettext_lazy("Reading only"),
}

# What each of them may do, said to whoever chooses.
MAY: dict[CompanyRole, Promise] = {
    CompanyRole.ADMINISTRATOR: gettext_lazy("Everything, and who else comes in."),
    CompanyRole.NUMBERS: gettext_lazy(
        "Sees the numbers, orders changes and hands numbers over. Sees no money."
    ),
    CompanyRole.FINANCE: gettext_lazy("Sees balances and charges. Changes nothing."),
    CompanyRole.CLAIMS: gettext_lazy("Sees charges, files claims and reads the answers."),
    CompanyRole.READER: gettext_lazy("Sees numbers and requests. Changes nothing."),
}
