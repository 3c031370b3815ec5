"""Pages that show or end tasks."""
