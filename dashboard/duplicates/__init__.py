"""Tickets that may tell of one problem: shown beside a ticket, put together, taken apart."""
