"""Online services that know where places are: asked politely, answers kept, nothing accepted by itself."""
