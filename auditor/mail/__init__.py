"""Mails: written beside what they tell, rendered once, handed over as often as it takes."""

from auditor.mail.delivery import Delivery, send_unsent
from auditor.mail.letter import Letter, write_letter
from auditor.mail.sender import Sender, SmtpServer, sender_from

__all__ = ["Delivery", "Letter", "Sender", "SmtpServer", "send_unsent", "sender_from", "write_letter"]
