"""What can be asked: pure functions from a knowledge base and a question to an Answer."""
