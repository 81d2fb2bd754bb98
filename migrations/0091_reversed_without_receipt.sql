-- A purchase that was reversed before its receipt was filed is marked too: the money went out and came back, and no document says for what.
alter type purchase_mark_reason add value 'reversed-without-receipt';
