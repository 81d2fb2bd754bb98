-- A line of a feed that was matched by hand, and fits its purchase by payee or day no more, is looked at; and so is what is taken back before its receipt is there.
alter type purchase_mark_reason add value 'feed-line-differs';
alter type concern_reason add value 'feed-line-differs';
alter type concern_reason add value 'reversed-without-receipt';
