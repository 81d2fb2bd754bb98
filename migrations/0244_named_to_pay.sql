-- A restricted record is opened to a finance officer, to pay what was agreed on it: else nobody could confirm the account of its person.
alter type opening_task add value 'pay';
