"""One document model, and the composers that turn records into it."""
