-- A purchase that was reversed though its receipt is filed is marked for those who look at accounts: the money is back, and the document says it was spent.
alter type purchase_mark_reason add value 'reversed-with-receipt';
