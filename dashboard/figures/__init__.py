"""The figures of dimension 3.4; so far what each of them means."""
