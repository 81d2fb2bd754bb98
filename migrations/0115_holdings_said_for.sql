-- How the money of a line is held, recorded for the person at their word.
alter type said_for_kind add value 'line-holding';
