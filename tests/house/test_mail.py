from email import policy
from email.parser import BytesParser

import pytest
from django.core.mail import EmailMultiAlternatives, mailers


@pytest.fixture
def folder(settings, tmp_path):
    """Where the mails of ./dev run go."""
    settings.MAILERS = {
        "default": {
            "BACKEND": "config.mail.EmlBackend",
            "OPTIONS": {"folder": tmp_path / "mail"},
        }
    }
    return tmp_path / "mail"


def send(**values):
    mail = EmailMultiAlternatives(
        **{
            "subject": "Inscription confirmée : journée, 22 mai",
            "body": "Bonjour Hélène,\n\nhttps://colloque.example/i/abc~def/",
            "from_email": "colloque@colloque.example",
            "to": ["helene@example.org"],
        }
        | values
    )
    mail.attach_alternative("<p>Bonjour Hélène,</p>", "text/html")
    mail.attach("journee.ics", "BEGIN:VCALENDAR", "text/calendar")
    return mailers["default"].send_messages([mail])


def test_each_mail_is_a_file_that_mail_programs_open(folder):
    assert send() == 1
    assert send() == 1

    first, second = sorted(folder.iterdir())
    assert first.name.endswith("-helene-example.org.eml")
    mail = BytesParser(policy=policy.default).parsebytes(second.read_bytes())
    assert mail["subject"] == "Inscription confirmée : journée, 22 mai"
    assert "/i/abc~def/" in mail.get_body(("plain",)).get_content()


def test_the_terminal_shows_what_its_reader_meets(folder, capsys):
    send()

    [path] = folder.iterdir()
    shown = capsys.readouterr().out
    assert "To: helene@example.org\n" in shown
    assert "Subject: Inscription confirmée : journée, 22 mai\n" in shown
    assert "Attached: journee.ics\n" in shown
    assert "\nhttps://colloque.example/i/abc~def/\n" in shown
    assert str(path) in shown


def test_a_mail_cannot_drive_the_terminal(folder, capsys):
    send(body="\x1b[2Jgone")

    assert "\x1b" not in capsys.readouterr().out


def test_an_address_cannot_choose_the_folder(folder):
    send(to=['"../../x"@example.org'])

    [path] = folder.iterdir()
    assert path.parent == folder
