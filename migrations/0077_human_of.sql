-- Statements ask for the human behind an account themselves: a function that reads a table cannot be sent to another machine.
drop function human_of(uuid, text);
