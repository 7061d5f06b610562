"""What may go wrong over an e-mail, in two words: try again, or give up."""


class MailError(Exception):
    """Root of what the mail server answers; the text is fit for the operator's page."""


class Retryable(MailError):
    """It may go well later: no connection, a busy server, a wrong password mended meanwhile."""


class Refused(MailError):
    """This mail will never be taken."""
