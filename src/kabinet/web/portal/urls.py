"""Addresses of the subscriber's account."""

from django.urls import path

from kabinet.web.portal.views import account, claims, dispute, privacy

app_name = "portal"
urlpatterns = [
    path("", account.home, name="home"),
    path("numbers/<str:identifier>/", account.number, name="number"),
    path("numbers/<str:identifier>/services/<int:connected_id>/stop/", account.stop, name="stop"),
    path("charges/", account.charges, name="charges"),
    path("dispute/", dispute.dispute, name="dispute"),
    path("dispute/settle/", dispute.settle, name="settle"),
    path("claims/", claims.claims, name="claims"),
    path("claims/<str:reference>/", claims.claim, name="claim"),
    path("claims/<str:reference>/<str:which>.<str:form>", claims.paper, name="paper"),
    path("privacy/", privacy.privacy, name="privacy"),
    path("privacy/consents/<slug:purpose>/", privacy.consent, name="consent"),
    path("privacy/data.json", privacy.export, name="export"),
]
