"""Shopbook: the conversation between a shop and its sales book."""
