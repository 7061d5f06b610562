"""Citizens who may not report for a while: deciding it on a ticket, the list, lifting it."""
