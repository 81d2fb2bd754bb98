-- What was frozen of a case before, for whichever concern, says who may freeze it again.
create index spending_freeze_of_case on spending_freeze (commissioner_id, case_id, spending_freeze_id);
