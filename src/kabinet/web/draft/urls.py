"""Addresses of the interview."""

from django.urls import path

from kabinet.web.draft.views import answers, evidence, filing, papers

app_name = "draft"
urlpatterns = [
    path("new/<slug:kind>/", answers.new, name="new"),
    path("<str:token>/", answers.overview, name="overview"),
    path("<str:token>/q/<slug:question_id>/", answers.question, name="question"),
    path("<str:token>/discard/", answers.discard, name="discard"),
    path("<str:token>/evidence/", evidence.evidence, name="evidence"),
    path("<str:token>/evidence/<int:evidence_id>/remove/", evidence.remove, name="remove"),
    path("<str:token>/check/", filing.check, name="check"),
    path("<str:token>/code/", filing.code, name="code"),
    path("<str:token>/file/", filing.file, name="file"),
    path("<str:token>/done/", filing.done, name="done"),
    path("<str:token>/letter.<str:form>", papers.letter, name="letter"),
    path("<str:token>/deadlines.ics", papers.deadlines, name="ics"),
]
