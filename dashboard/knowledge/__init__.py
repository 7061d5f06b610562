"""What the assistant answers: questions asked in vain, entries, added documents."""
