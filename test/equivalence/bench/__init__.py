"""Does the unit execute what the script executed? See ../README.md."""
