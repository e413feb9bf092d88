"""Accounts, for superusers alone. Roles are given on the page of an event."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.forms import BaseUserCreationForm, UserChangeForm
from django.contrib.auth.models import Group
from django.utils.translation import gettext_lazy as _

from events.admin.scoped import ScopedAdmin
from events.models import User

# Rights come from roles on events: groups and permissions are not used.
admin.site.unregister(Group)


class NewUserForm(BaseUserCreationForm):
    class Meta:
        model = User
        fields = ["email", "name", "language", "may_create_events"]


class UserForm(UserChangeForm):
    class Meta(UserChangeForm.Meta):
        model = User
        fields = "__all__"
        field_classes = {}


@admin.register(User)
class UserAdmin(ScopedAdmin, DjangoUserAdmin):
    see_verb = None
    history_verb = None

    form = UserForm
    add_form = NewUserForm
    add_form_template = None
    list_display = ["email", "name", "language", "may_create_events", "is_superuser"]
    list_filter = ["is_active", "may_create_events", "is_superuser"]
    ordering = ["name", "email"]
    search_fields = ["name", "email"]
    search_help_text = _("Name or email address")
    filter_horizontal = []
    readonly_fields = ["last_login", "joined_at"]
    fieldsets = [
        (None, {"fields": ["email", "name", "language", "password"]}),
        (_("Rights"), {"fields": ["is_active", "may_create_events", "is_superuser"]}),
        (_("Dates"), {"fields": ["last_login", "joined_at"]}),
    ]
    add_fieldsets = [
        (
            None,
            {
                "fields": [
                    "email",
                    "name",
                    "language",
                    "may_create_events",
                    "password1",
                    "password2",
                ]
            },
        )
    ]
