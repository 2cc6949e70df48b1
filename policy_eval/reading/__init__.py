"""Files → the model: text, YAML values, what is wrong with them and where, the JSON Schema."""
