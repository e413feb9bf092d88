"""Sentences of Django’s admin that our French catalogue says in plainer words.

A catalogue of the project comes before Django’s. Nothing uses this list but the tool
that collects messages.
"""

from django.utils.translation import gettext_noop

SENTENCES = [
    gettext_noop("Add %(name)s"),
    gettext_noop("Add %s"),
    gettext_noop("Add another %(verbose_name)s"),
    gettext_noop("Change selected %(model)s"),
    gettext_noop("Changed {fields} for {name} “{object}”."),
    gettext_noop("Delete selected %(model)s"),
    gettext_noop("Forgotten your login credentials?"),
    gettext_noop("Select all objects on this page for an action"),
    gettext_noop("Select this object for an action - {}"),
    gettext_noop("The %(name)s “%(obj)s” was deleted successfully."),
    gettext_noop("The {name} “{obj}” was added successfully."),
    gettext_noop(
        "The {name} “{obj}” was added successfully. You may add another {name} below."
    ),
    gettext_noop("The {name} “{obj}” was changed successfully."),
    gettext_noop(
        "The {name} “{obj}” was changed successfully. You may add another {name} below."
    ),
    gettext_noop(
        "The {name} “{obj}” was changed successfully. You may edit it again below."
    ),
    gettext_noop(
        "This object doesn’t have a change history. It probably wasn’t added via this "
        "admin site."
    ),
    gettext_noop("View selected %(model)s"),
]
