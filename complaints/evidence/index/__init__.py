"""The pack's index: each figure with its formula, value and page, each file with its SHA-256."""
