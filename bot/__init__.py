"""LINE's face, the only room that knows LINE's wire format. Imports rooms below handlers."""
