"""What is held, told as it is: one module a question, and none rests on another."""
