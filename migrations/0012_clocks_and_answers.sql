-- Who answers what was asked, who sent an expression of interest, and the other times in which a clock stands still.

alter table information_request add column answer_by text not null default 'person' check (answer_by in ('person', 'care-coordinator'));
alter table information_request alter column answer_by drop default;

-- Whoever made or sent an expression of interest does not decide on it. Null: it was sent before this was kept, or not yet.
alter table expression_of_interest add column submitted_by text;

-- Besides the time in which the person has the ball: from when what the clock measures was done until it was undone.
alter table clock_pause drop constraint clock_pause_because_check;
alter table clock_pause add constraint clock_pause_because_check check (because in ('information-requested', 'payment-made', 'budget-ended'));
