"""`./dev faults`: registrations and mails survive processes that are killed."""
