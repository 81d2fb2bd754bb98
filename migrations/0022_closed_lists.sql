-- Closed lists are types: the database refuses a word that its list does not have. Words that a scheme or a client may
-- choose stay text: categories of spending, instruments of assessment, payees, types of events. The values are in the order
-- in which they happen or go up; tests hold them equal to the lists in the code.

create type agreement_recorder as enum ('person', 'representative', 'care-coordinator');
create type appeal_lodger as enum ('person', 'representative', 'advocate', 'care-coordinator', 'commissioner-officer');
create type appeal_status as enum ('awaiting-acceptance', 'lodged', 'not-accepted', 'upheld', 'varied', 'overturned', 'withdrawn');
create type assessment_status as enum ('in-progress', 'completed', 'superseded', 'withdrawn');
create type brokerage_task as enum ('information', 'planning', 'arranging', 'review', 'research');
create type budget_method as enum ('one-off', 'required-services', 'historic-cost', 'points');
create type case_ending as enum ('declined', 'withdrawn', 'ended-at-review', 'died', 'moved-away', 'joined');
create type case_step as enum ('case-opened', 'expression-drafted', 'expression-submitted', 'information-requested',
  'information-requested-of-coordinator', 'expression-accepted', 'assessment-begun', 'assessment-completed', 'budget-calculated', 'budget-adopted',
  'budget-disclosed', 'plan-drafted', 'plan-submitted', 'plan-signed', 'plan-returned', 'plan-refused', 'plan-agreed-in-part', 'plan-agreed',
  'budget-active', 'review-scheduled', 'finding-to-confirm', 'plan-to-change', 'review-done', 'expression-declined', 'budget-ended',
  'case-withdrawn', 'person-died', 'moved-away', 'record-joined');
create type case_subject as enum ('case', 'expression-of-interest', 'needs-assessment', 'indicative-budget', 'support-plan', 'review', 'appeal', 'clock');
create type case_role as enum ('person', 'representative', 'advocate', 'care-coordinator', 'broker');
create type clock_kind as enum ('expression-decision', 'information-answer', 'assessment', 'calculation', 'disclosure', 'planning', 'signing',
  'plan-decision', 'first-payment', 'review', 'finding-decision', 'appeal-acceptance', 'appeal-decision');
create type consent_purpose as enum ('share-for-budget', 'share-for-brokerage', 'share-for-assessment');
create type decision_outcome as enum ('accepted', 'declined', 'agreed', 'agreed-in-part', 'returned', 'refused', 'reduced', 'ended',
  'not-accepted', 'upheld', 'varied', 'overturned');
create type decision_subject as enum ('expression-of-interest', 'support-plan', 'review', 'appeal');
create type decision_tier as enum ('care-coordinator', 'team-manager', 'commissioner-lead', 'mdt-meeting', 'risk-enablement-panel',
  'joint-panel', 'commissioner-officer', 'reviewer');
create type deployment as enum ('notional', 'third-party', 'direct-payment');
create type ethnic_category as enum ('A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'J', 'K', 'L', 'M', 'N', 'P', 'R', 'S', 'Z', '99');
create type expression_maker as enum ('person', 'representative', 'care-coordinator', 'commissioner-officer', 'machine');
create type expression_status as enum ('draft', 'submitted', 'information-requested', 'accepted', 'declined', 'withdrawn');
create type information_answerer as enum ('person', 'care-coordinator');
create type ledger_entry_kind as enum ('allocation', 'purchase', 'reversal', 'release', 'reallocation');
create type legal_basis as enum ('person-chose', 'lasting-power-of-attorney', 'deputy-of-court', 'parental-responsibility', 'best-interests');
create type organisation_kind as enum ('commissioner', 'trust', 'local-authority', 'brokerage-organisation', 'provider', 'gp-practice');
create type pause_reason as enum ('information-requested', 'payment-made', 'budget-ended');
create type payment_instrument as enum ('bank-account', 'pre-paid-card', 'broker-held-card', 'invoice');
create type plan_line_status as enum ('active', 'closed');
create type plan_status as enum ('draft', 'awaiting-signatures', 'awaiting-decision', 'returned', 'refused', 'agreed', 'active', 'superseded', 'withdrawn', 'ended');
create type review_finding as enum ('continue', 'change', 'increase', 'reduce', 'end');
create type review_kind as enum ('first', 'routine', 'rapid', 'requested');
create type review_status as enum ('scheduled', 'awaiting-decision', 'done', 'void');
create type routing_reason as enum ('within-limit', 'over-limit', 'not-independent', 'preventive-reduction', 'crisis-gaps-accepted',
  'over-indicative-budget', 'off-catalogue', 'conflict-of-interest', 'not-comfortable', 'breach');
create type service_fate as enum ('kept', 'at-risk', 'replaced', 'ending');
create type service_kind as enum ('nhs-crisis', 'therapy', 'care-coordination', 'medicines', 'social-care', 'voluntary', 'other');
create type simulation_status as enum ('running', 'completed', 'superseded', 'failed');
create type tier as enum ('care-coordinator', 'team-manager', 'commissioner-lead', 'mdt-meeting', 'risk-enablement-panel', 'joint-panel');
create type tier_holder as enum ('care-coordinator', 'team-manager', 'mdt-member', 'panel-member', 'lived-experience-member',
  'commissioner-officer', 'local-authority-officer');
create type wait_step as enum ('case-opened', 'expression-drafted', 'expression-submitted', 'information-requested',
  'information-requested-of-coordinator', 'expression-accepted', 'assessment-begun', 'assessment-completed', 'budget-calculated', 'budget-adopted',
  'budget-disclosed', 'plan-drafted', 'plan-submitted', 'plan-signed', 'plan-returned', 'plan-refused', 'plan-agreed-in-part', 'plan-agreed',
  'budget-active', 'review-scheduled', 'finding-to-confirm', 'plan-to-change', 'review-done', 'expression-declined', 'budget-ended',
  'case-withdrawn', 'person-died', 'moved-away', 'record-joined',
  'broker-missing', 'plan-without-decider', 'appeal-to-accept', 'appeal-to-decide', 'step-late');
create type way_of_saying as enum ('in-person', 'by-post', 'by-phone', 'online');
create type way_of_signing as enum ('in-person', 'by-post', 'online');

-- Conditions of indexes and checks compare with text: they are dropped, and made again over the types.
drop index appeal_one_open_per_decision, appeal_open, case_member_one_per_capacity, decision_by_day,
  expression_of_interest_one_per_case, needs_assessment_one_in_progress, review_one_scheduled_per_kind, simulation_one_running,
  simulation_under_way, support_plan_one_in_flight, support_plan_one_in_force;
alter table appeal drop constraint appeal_recorded_how;
alter table case_member drop constraint case_member_basis_of_representative;
alter table clock_pause drop constraint clock_pause_because_check;
alter table current_service
  drop constraint current_service_agreement_whole,
  drop constraint current_service_crisis_kept,
  drop constraint current_service_end_known,
  drop constraint current_service_end_reasoned,
  drop constraint current_service_relationship_protected,
  drop constraint current_service_replacement_named;
alter table information_request drop constraint information_request_answer_by_check;
alter table plan_line drop constraint plan_line_closed_check;

alter table appeal
  alter status type appeal_status using status::appeal_status,
  alter lodged_as type appeal_lodger using lodged_as::appeal_lodger,
  alter how type way_of_saying using how::way_of_saying;
alter table brokerage_time alter task type brokerage_task using task::brokerage_task;
alter table budget_calculation alter method type budget_method using method::budget_method;
alter table budget_case
  alter step type case_step using step::case_step,
  alter ending type case_ending using ending::case_ending;
alter table case_wait
  alter subject type case_subject using subject::case_subject,
  alter step type wait_step using step::wait_step,
  alter clock_kind type clock_kind using clock_kind::clock_kind,
  alter tier type tier using tier::tier;
alter table case_member
  alter capacity type case_role using capacity::case_role,
  alter basis type legal_basis using basis::legal_basis;
alter table clock alter kind type clock_kind using kind::clock_kind;
alter table clock_pause alter because type pause_reason using because::pause_reason;
alter table consent
  alter purpose type consent_purpose using purpose::consent_purpose,
  alter given_how type way_of_saying using given_how::way_of_saying;
alter table current_service
  alter kind type service_kind using kind::service_kind,
  alter fate type service_fate using fate::service_fate,
  alter person_agreed_as type agreement_recorder using person_agreed_as::agreement_recorder;
alter table decision
  alter subject type decision_subject using subject::decision_subject,
  alter outcome type decision_outcome using outcome::decision_outcome,
  alter tier type decision_tier using tier::decision_tier;
alter table deputyship alter standing type tier_holder using standing::tier_holder;
alter table expression_of_interest
  alter status type expression_status using status::expression_status,
  alter made_as type expression_maker using made_as::expression_maker;
alter table indicative_budget alter disclosed_how type way_of_saying using disclosed_how::way_of_saying;
alter table information_request alter answer_by type information_answerer using answer_by::information_answerer;
alter table ledger_entry alter kind type ledger_entry_kind using kind::ledger_entry_kind;
alter table needs_assessment alter status type assessment_status using status::assessment_status;
alter table organisation alter kind type organisation_kind using kind::organisation_kind;
alter table person alter ethnic_category type ethnic_category using ethnic_category::ethnic_category;
alter table plan_line
  alter deployment type deployment using deployment::deployment,
  alter instrument type payment_instrument using instrument::payment_instrument,
  alter status type plan_line_status using status::plan_line_status;
alter table purchase alter instrument type payment_instrument using instrument::payment_instrument;
alter table review
  alter kind type review_kind using kind::review_kind,
  alter status type review_status using status::review_status,
  alter finding type review_finding using finding::review_finding;
alter table routing
  alter tier type tier using tier::tier,
  alter because type routing_reason using because::routing_reason;
alter table signature
  alter capacity type case_role using capacity::case_role,
  alter how type way_of_signing using how::way_of_signing;
alter table simulated_case
  alter ethnic_category type ethnic_category using ethnic_category::ethnic_category,
  alter now_tier type tier using now_tier::tier,
  alter proposed_tier type tier using proposed_tier::tier;
alter table simulation alter status type simulation_status using status::simulation_status;
alter table support_plan
  alter status type plan_status using status::plan_status,
  alter tier type tier using tier::tier;
alter table vote
  alter tier type tier using tier::tier,
  alter standing type tier_holder using standing::tier_holder;

alter table appeal add constraint appeal_recorded_how
  check (how is not null or lodged_as in ('person', 'representative', 'advocate'));
alter table case_member add constraint case_member_basis_of_representative check (basis is null or capacity = 'representative');
alter table current_service
  add constraint current_service_agreement_whole check (person_agreed_on is null or (person_agreed_as is not null
    and person_agreed_recorded_by is not null and (person_agreed_as <> 'care-coordinator' or person_agreed_words is not null))),
  add constraint current_service_crisis_kept check (kind <> 'nhs-crisis' or fate = 'kept'),
  add constraint current_service_end_known check (fate <> 'ending' or ends_on is not null),
  add constraint current_service_end_reasoned check (fate <> 'ending' or person_agreed_on is not null or fate_because is not null),
  add constraint current_service_relationship_protected
    check (relationship_with is null or fate in ('kept', 'at-risk') or person_agreed_on is not null),
  add constraint current_service_replacement_named check (fate <> 'replaced' or replaced_by is not null);
alter table plan_line add constraint plan_line_closed_check check ((status = 'closed') = (closed_on is not null));

create unique index appeal_one_open_per_decision on appeal (commissioner_id, decision_id) where status in ('awaiting-acceptance', 'lodged');
create index appeal_open on appeal (commissioner_id, case_id) where status in ('awaiting-acceptance', 'lodged');
create unique index case_member_one_per_capacity on case_member (commissioner_id, case_id, capacity)
  where left_at is null and capacity in ('person', 'broker', 'care-coordinator');
create index decision_by_day on decision (commissioner_id, decided_at) where subject = 'support-plan';
create unique index expression_of_interest_one_per_case on expression_of_interest (commissioner_id, case_id)
  where status not in ('withdrawn', 'declined');
create unique index needs_assessment_one_in_progress on needs_assessment (commissioner_id, case_id) where status = 'in-progress';
create unique index review_one_scheduled_per_kind on review (commissioner_id, case_id, kind) where status in ('scheduled', 'awaiting-decision');
create unique index simulation_one_running on simulation (commissioner_id, scheme_draft_id) where status = 'running';
create index simulation_under_way on simulation (commissioner_id, simulation_id) where status = 'running';
create unique index support_plan_one_in_flight on support_plan (commissioner_id, case_id)
  where status in ('draft', 'awaiting-signatures', 'awaiting-decision', 'returned');
create unique index support_plan_one_in_force on support_plan (commissioner_id, case_id) where status in ('agreed', 'active');

-- The equality of enum types is not leakproof: under row-level security an index is read by what stands before them.
drop index clock_one_running;
create unique index clock_one_running on clock (commissioner_id, subject_id, kind) where stopped_on is null;
