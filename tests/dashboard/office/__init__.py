"""The pages on which an office sets what all share."""
