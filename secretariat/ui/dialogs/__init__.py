"""The few dialogs that inline editing cannot replace."""
