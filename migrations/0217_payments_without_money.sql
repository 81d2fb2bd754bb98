-- A payment for which its line has nothing set aside waits by itself, and holds up nobody else in its run.
alter type payment_hold_reason add value 'money-missing';
