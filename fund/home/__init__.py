"""What waits for each role: a home page that starts with the first task, and the menu that every page carries."""
