"""Addresses of the desks."""

from django.urls import path

from kabinet.web.backoffice.views import (
    case,
    deciding,
    finding,
    handling,
    lists,
    passports,
    people,
    records,
    tasks,
    users,
)

app_name = "desk"
urlpatterns = [
    path("", lists.home, name="home"),
    path("queue/", lists.queue, name="queue"),
    path("queue/take/", lists.take_ticked, name="take_ticked"),
    path("register/", lists.register, name="register"),
    path("board/", lists.board, name="board"),
    path("search/", finding.search, name="search"),
    path("search/passport/", finding.by_passport, name="by_passport"),
    path("cases/<str:reference>/", case.case, name="case"),
    path("cases/<str:reference>/take/", handling.take, name="take"),
    path("cases/<str:reference>/put-back/", handling.put_back, name="put_back"),
    path("cases/<str:reference>/give/", handling.give, name="give"),
    path("cases/<str:reference>/route/", handling.route, name="route"),
    path("cases/<str:reference>/note/", handling.write_note, name="note"),
    path("cases/<str:reference>/clocks/<str:rule>/", handling.time_out, name="clock"),
    path("cases/<str:reference>/evidence/<str:token>/", case.evidence, name="evidence"),
    path("cases/<str:reference>/letter/<str:which>.<str:form>", case.paper, name="paper"),
    path("cases/<str:reference>/passport/", passports.typed, name="typed_passport"),
    path("cases/<str:reference>/decide/", deciding.decide, name="decide"),
    path("cases/<str:reference>/sign/", deciding.sign, name="sign"),
    path("cases/<str:reference>/send-back/", deciding.send_back, name="send_back"),
    path("cases/<str:reference>/answer/", deciding.answer, name="answer"),
    path("people/<int:party_id>/", people.person, name="person"),
    path("people/<int:party_id>/passport/", people.passport, name="passport"),
    path("people/<int:party_id>/data.json", people.export, name="export"),
    path("people/<int:party_id>/erase/", people.erase, name="erase"),
    path("journal/", records.journal, name="journal"),
    path("users/", users.users, name="users"),
    path("users/new/", users.new, name="new_user"),
    path("users/<int:user_id>/", users.user, name="user"),
    path("tasks/", tasks.tasks, name="tasks"),
    path("tasks/<int:task_id>/revive/", tasks.revive, name="revive"),
    path("keys/", users.keys, name="keys"),
]
