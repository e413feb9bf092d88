"""The bare app that Colloque is measured beside: one file, the same flow, no more.

A page with an event and its rows; a form of six fields; one transaction that locks,
counts and inserts; a receipt. It has sessions, mails, languages and limits for nobody.
"""

import os

import dj_database_url
import django
from django.conf import settings

settings.configure(
    SECRET_KEY=os.environ["SECRET_KEY"],
    ALLOWED_HOSTS=["localhost"],
    ROOT_URLCONF=__name__,
    DATABASES={
        "default": dj_database_url.parse(os.environ["DATABASE_URL"], conn_max_age=60)
    },
    SECURE_PROXY_SSL_HEADER=("HTTP_X_FORWARDED_PROTO", "https"),
    MIDDLEWARE=[
        "django.middleware.security.SecurityMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.middleware.clickjacking.XFrameOptionsMiddleware",
    ],
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates"}],
    USE_TZ=True,
)
django.setup()

from django import forms  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.db import connection, models, transaction  # noqa: E402
from django.http import HttpResponse  # noqa: E402
from django.shortcuts import redirect  # noqa: E402
from django.template import RequestContext, Template  # noqa: E402
from django.urls import path  # noqa: E402


class BareEvent(models.Model):
    title = models.CharField(max_length=200)
    seats = models.PositiveIntegerField()

    class Meta:
        app_label = "bare"

    def __str__(self) -> str:
        return self.title


class BareRow(models.Model):
    event = models.ForeignKey(BareEvent, models.CASCADE)
    start = models.TimeField()
    title = models.CharField(max_length=200)
    speaker = models.CharField(max_length=200)

    class Meta:
        app_label = "bare"

    def __str__(self) -> str:
        return self.title


class BareRegistration(models.Model):
    event = models.ForeignKey(BareEvent, models.CASCADE)
    given_name = models.CharField(max_length=80)
    family_name = models.CharField(max_length=80)
    email = models.EmailField()
    profile = models.CharField(max_length=80)
    institution = models.CharField(max_length=150)
    needs = models.TextField(blank=True)
    is_confirmed = models.BooleanField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        app_label = "bare"
        constraints = [
            models.UniqueConstraint("event", "email", name="bare_once_per_email")
        ]

    def __str__(self) -> str:
        return self.email


class BareForm(forms.ModelForm):
    profile = forms.ChoiceField(
        choices=[(name, name) for name in "abcd"], widget=forms.RadioSelect
    )

    class Meta:
        model = BareRegistration
        fields = "given_name family_name email profile institution needs".split()


PAGE = Template(
    "<!doctype html><html lang=fr><title>{{ event.title }}</title><h1>{{ event.title }}"
    "</h1><a href='/form/{{ event.pk }}/'>S’inscrire</a><ol>{% for row in rows %}<li>"
    "<time>{{ row.start }}</time> <h2>{{ row.title }}</h2> {{ row.speaker }}</li>"
    "{% endfor %}</ol></html>"
)
FORM = Template(
    "<!doctype html><html lang=fr><title>{{ event.title }}</title><form method=post>"
    "{% csrf_token %}{{ form.as_p }}<button name='register'>OK</button></form></html>"
)
RECEIPT = Template("<!doctype html><html lang=fr><h1>{{ event.title }}</h1></html>")


def show(request, template: Template, **context) -> HttpResponse:
    return HttpResponse(template.render(RequestContext(request, context)))


def page(request, pk: int) -> HttpResponse:
    event = BareEvent.objects.get(pk=pk)
    rows = BareRow.objects.filter(event=event).order_by("start")
    return show(request, PAGE, event=event, rows=rows)


def register(request, pk: int) -> HttpResponse:
    form = BareForm(request.POST or None)
    if not form.is_valid():
        event = BareEvent.objects.get(pk=pk)
        return show(request, FORM, event=event, form=form)
    with transaction.atomic():
        event = BareEvent.objects.select_for_update(no_key=True).get(pk=pk)
        taken = BareRegistration.objects.filter(event=event, is_confirmed=True).count()
        form.instance.event = event
        form.instance.is_confirmed = taken < event.seats
        form.save()
    response = redirect(f"/receipt/{pk}/")
    response.status_code = 303
    return response


def receipt(request, pk: int) -> HttpResponse:
    return show(request, RECEIPT, event=BareEvent.objects.get(pk=pk))


def make(request, seats: int) -> HttpResponse:
    """Make the tables where they are missing, and an event; answers with its key."""
    if BareEvent._meta.db_table not in connection.introspection.table_names():
        with connection.schema_editor() as editor:
            for model in (BareEvent, BareRow, BareRegistration):
                editor.create_model(model)
            index = models.Index(
                fields=["event"],
                name="bare_confirmed",
                condition=models.Q(is_confirmed=True),
            )
            editor.add_index(BareRegistration, index)
    event = BareEvent.objects.create(title="Journée d’essai", seats=seats)
    BareRow.objects.bulk_create(
        BareRow(event=event, start=f"{9 + n // 2}:{n % 2 * 30:02}", title=f"Séance {n}")
        for n in range(16)
    )
    return HttpResponse(str(event.pk))


urlpatterns = [
    path("make/<int:seats>/", make),
    path("page/<int:pk>/", page),
    path("form/<int:pk>/", register),
    path("receipt/<int:pk>/", receipt),
]
application = get_wsgi_application()
