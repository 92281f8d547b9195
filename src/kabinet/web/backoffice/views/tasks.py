"""Jobs that were given up: why, and one press to try again."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from kabinet.access.rules import Permit
from kabinet.kit import clock
from kabinet.tasks import actions, queries
from kabinet.tasks.models import Task
from kabinet.web.policy import allow, signed_in


@allow(Permit.SEE_DEAD_TASKS)
@require_GET
def tasks(request: HttpRequest) -> HttpResponse:
    return render(
        request,
        "backoffice/tasks.html",
        {"dead": queries.dead()[:100], "backlog": queries.backlog(clock.now())},
    )


@allow(POST=Permit.SEE_DEAD_TASKS)
@require_POST
def revive(request: HttpRequest, task_id: int) -> HttpResponse:
    try:
        actions.revive(task_id=task_id, by=signed_in(request), at=clock.now())
    except (Task.DoesNotExist, actions.NotDead):
        messages.info(request, _("It was tried again already."))
    else:
        messages.success(request, _("It is tried again now."))
    return redirect("desk:tasks")
