"""The meeting workspace: one module a step."""
