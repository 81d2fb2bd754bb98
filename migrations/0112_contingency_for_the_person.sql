-- What is to happen in a crisis, recorded for the person between plans, in their words.
alter type said_for_kind add value 'crisis-contingency';
