-- What was bought around a day is looked for in whichever order it was recorded.
create index purchase_by_day on purchase (commissioner_id, case_id, bought_on);
