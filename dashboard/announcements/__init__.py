"""What is announced: the banner, the emergency text, what closed offices say."""
