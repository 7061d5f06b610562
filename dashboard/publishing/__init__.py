"""What of a ticket everybody may read and see: officers clear words and photos, or hide them."""
