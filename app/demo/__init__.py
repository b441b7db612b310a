"""The demo house: made-up people of a house that does not exist, made by replaying their years through the services."""
