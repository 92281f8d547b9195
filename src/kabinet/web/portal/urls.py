"""Addresses of the subscriber's account."""

from django.urls import path

from kabinet.web.portal.views import (
    account,
    attorneys,
    claims,
    dispute,
    members,
    money,
    owner,
    papers,
    privacy,
)

app_name = "portal"
urlpatterns = [
    path("", account.home, name="home"),
    path("numbers/<str:identifier>/", account.number, name="number"),
    path("numbers/<str:identifier>/services/<int:connected_id>/stop/", account.stop, name="stop"),
    path("charges/", account.charges, name="charges"),
    path("money/", money.money, name="money"),
    path("money/cover/", money.cover, name="cover"),
    path("money/pay/", money.pay, name="pay"),
    path("money/pay/code.svg", money.code, name="pay_code"),
    path("dispute/", dispute.dispute, name="dispute"),
    path("dispute/settle/", dispute.settle, name="settle"),
    path("claims/", claims.claims, name="claims"),
    path("claims/<str:reference>/", claims.claim, name="claim"),
    path("claims/<str:reference>/<str:which>.<str:form>", claims.paper, name="paper"),
    path("company/", members.members, name="members"),
    path("company/invite/", members.invite, name="invite"),
    path("company/members/<int:membership_id>/", members.member, name="member"),
    path("company/members/<int:membership_id>/remove/", members.remove, name="remove_member"),
    path("company/invitations/<int:invitation_id>/withdraw/", members.withdraw, name="withdraw"),
    path("company/attorneys/", attorneys.attorneys, name="attorneys"),
    path("company/attorneys/new/", attorneys.new, name="new_attorney"),
    path("company/attorneys/<int:attorney_id>/revoke/", attorneys.revoke, name="revoke_attorney"),
    path("company/attorneys/<int:attorney_id>/scan/", attorneys.scan, name="attorney_scan"),
    path("owner/", owner.data, name="owner"),
    path("owner/change/", owner.change, name="owner_change"),
    path("owner/requests/<str:reference>/", owner.asked, name="owner_request"),
    path("papers/", papers.requests, name="requests"),
    path("papers/<str:reference>/", papers.papers, name="papers"),
    path("papers/<str:reference>/visit/", papers.visit, name="visit"),
    path("papers/<str:reference>/<slug:kind>/", papers.send, name="paper_send"),
    path("papers/<str:reference>/<slug:kind>/file", papers.file, name="paper_file"),
    path("papers/<str:reference>/<slug:kind>/form.<slug:ending>", papers.form, name="paper_form"),
    path("privacy/", privacy.privacy, name="privacy"),
    path("privacy/consents/<slug:purpose>/", privacy.consent, name="consent"),
    path("privacy/data.json", privacy.export, name="export"),
]
