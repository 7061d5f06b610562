"""The figures of dimension 3.4: summary, cuts, tickets behind each, levels, improvements."""
