-- The sentences of a calculation are kept as they were told, and are no part of its hash: better words make no calculation another one.
-- What was stored before keeps the hash that it has, with the sentences in it.
alter table budget_calculation add column sentences_hashed boolean not null default true;
alter table budget_calculation alter column sentences_hashed drop default;
