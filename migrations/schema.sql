-- What the migrations add up to. Written by `npm run schema`; change a migration, not this file.

-- Types

create type account_kind as enum ('funding', 'reserve', 'available', 'spent', 'committed', 'pending', 'held', 'owed', 'returned', 'recovered', 'commissioner', 'local-authority', 'pool', 'float', 'paid-in', 'paying', 'own', 'own-spent');
create type agreement_recorder as enum ('person', 'representative', 'care-coordinator');
create type announced_ending_outcome as enum ('took-effect', 'called-off', 'overtaken');
create type appeal_lodger as enum ('person', 'representative', 'advocate', 'care-coordinator', 'commissioner-officer');
create type appeal_status as enum ('awaiting-acceptance', 'lodged', 'not-accepted', 'upheld', 'varied', 'overturned', 'withdrawn');
create type appointment as enum ('jointly', 'severally', 'jointly-for-some');
create type assessing_side as enum ('health', 'council');
create type assessment_status as enum ('in-progress', 'completed', 'superseded', 'withdrawn');
create type attachment_adder as enum ('person', 'representative', 'advocate', 'care-coordinator', 'broker', 'commissioner-officer', 'team-manager', 'machine');
create type attachment_kind as enum ('case', 'decision', 'information-request', 'person-request', 'appeal', 'off-plan-request', 'surplus-recovery');
create type attachment_withdrawal as enum ('wrong-file', 'not-needed', 'about-somebody-else');
create type attempt_kind as enum ('person-search', 'sign-in', 'import-dry-run');
create type audit_finding as enum ('in-order', 'evidence-missing', 'not-in-order');
create type audited_kind as enum ('purchase', 'bank-details', 'line-move', 'give-back', 'off-plan-decision', 'payment', 'waiting-claim-decision');
create type bank_account_answer as enum ('theirs', 'not-theirs', 'no-answer');
create type bank_account_status as enum ('proposed', 'confirmed', 'refused', 'replaced');
create type broker_conflict_kind as enum ('relative-or-friend', 'money', 'works-for-provider', 'other');
create type brokerage_task as enum ('information', 'planning', 'arranging', 'review', 'research');
create type budget_element as enum ('health', 'social-care');
create type budget_method as enum ('one-off', 'required-services', 'historic-cost', 'points');
create type bulk_import_kind as enum ('people', 'cases', 'current-services', 'plans');
create type bulk_import_status as enum ('running', 'completed', 'failed');
create type capacity_decision as enum ('sign-plan', 'end-budget', 'manage-money', 'share-information');
create type capacity_outcome as enum ('has-capacity', 'lacks-capacity');
create type case_ending as enum ('declined', 'withdrawn', 'ended-at-review', 'died', 'moved-away', 'joined');
create type case_role as enum ('person', 'representative', 'advocate', 'care-coordinator', 'broker');
create type case_step as enum ('case-opened', 'expression-drafted', 'expression-submitted', 'information-requested', 'information-requested-of-coordinator', 'expression-accepted', 'assessment-begun', 'assessment-completed', 'budget-calculated', 'budget-adopted', 'budget-disclosed', 'plan-drafted', 'plan-submitted', 'plan-signed', 'plan-returned', 'plan-refused', 'plan-agreed-in-part', 'plan-agreed', 'budget-active', 'review-scheduled', 'finding-to-confirm', 'plan-to-change', 'review-done', 'expression-declined', 'budget-ended', 'case-withdrawn', 'person-died', 'moved-away', 'record-joined');
create type case_subject as enum ('case', 'expression-of-interest', 'needs-assessment', 'indicative-budget', 'support-plan', 'review', 'appeal', 'clock', 'announced-ending', 'said-for', 'death-report', 'crisis-episode', 'person-request', 'panel-meeting', 'cover-gap', 'take-over', 'provider-stop', 'health-need', 'off-plan-request', 'waiting-claim', 'spending-question', 'letter', 'bank-account', 'spending-check', 'payee-question', 'purchase', 'plan-line');
create type clock_kind as enum ('expression-decision', 'information-answer', 'assessment', 'calculation', 'disclosure', 'planning', 'signing', 'plan-decision', 'first-payment', 'review', 'finding-decision', 'appeal-acceptance', 'appeal-decision', 'cooling-off', 'objection', 'representation', 'death-confirmation', 'reduction-notice', 'stand-down', 'request-answer', 'cover-gap', 'take-over', 'provider-stop', 'practice-answer', 'off-plan-decision', 'claim-decision', 'spending-question', 'account-to-give-again', 'vetting', 'words-decision', 'payee-decision', 'agreement-signing', 'account-to-give');
create type concern_about as enum ('payee', 'member', 'line', 'case');
create type concern_entry_kind as enum ('taken', 'noted', 'told', 'frozen', 'renewed', 'lifting-asked', 'lifted', 'settled');
create type concern_level as enum ('low', 'medium', 'high');
create type concern_outcome as enum ('no-concern', 'substantiated', 'referred-on');
create type concern_raiser as enum ('person', 'representative', 'advocate', 'care-coordinator', 'broker', 'other', 'service');
create type concern_reason as enum ('money-taken', 'pressure', 'not-received', 'price-wrong', 'not-vetted', 'conflict-of-interest', 'plan-not-followed', 'neglect', 'other', 'same-document', 'same-purchase', 'receipt-out-of-time', 'unusual-sum', 'cash-burst', 'burst', 'new-payee-large-sum', 'round-sums', 'staff-paid-themselves', 'undeclared-tie', 'shared-bank-details', 'bank-name-differs', 'bank-details-denied', 'document-in-two-cases', 'account-changed-large-sum', 'feed-line-differs', 'reversed-without-receipt', 'cash-withdrawn', 'card-line-unmatched', 'name-like-stopped', 'audit-finding');
create type concern_referral as enum ('council', 'police', 'council-and-police');
create type concern_state as enum ('open', 'looking', 'settled');
create type concern_told as enum ('person', 'representative', 'raiser', 'council', 'police', 'trust', 'organisation', 'bank', 'regulator', 'other');
create type consent_form as enum ('in-person', 'by-post', 'by-phone', 'online', 'written');
create type consent_giver as enum ('person', 'representative');
create type consent_party as enum ('person', 'representative', 'staff');
create type consent_purpose as enum ('share-for-budget', 'share-for-brokerage', 'share-for-assessment');
create type correction_status as enum ('open', 'corrected', 'refused');
create type cost_unit as enum ('item', 'hour', 'session', 'day', 'night', 'mile');
create type course_enrolment_status as enum ('enrolled', 'waiting', 'withdrawn');
create type cover_gap_outcome as enum ('mended', 'accepted', 'plan-replaced', 'budget-ended');
create type crisis_episode_status as enum ('active', 'stood-down');
create type crisis_look_ground as enum ('person-asked', 'somebody-called', 'in-care', 'emergency-service-asked', 'crisis-is-on');
create type crisis_role as enum ('person', 'representative', 'advocate', 'care-coordinator', 'broker', 'crisis-team');
create type death_outcome as enum ('confirmed', 'in-error', 'case-ended');
create type decision_outcome as enum ('accepted', 'declined', 'agreed', 'agreed-in-part', 'returned', 'refused', 'reduced', 'ended', 'not-accepted', 'upheld', 'varied', 'overturned', 'agreed-with-reduction', 'recovered', 'left', 'set-off');
create type decision_subject as enum ('expression-of-interest', 'support-plan', 'review', 'appeal', 'case', 'surplus-recovery', 'off-plan-request', 'waiting-claim', 'health-need');
create type decision_tier as enum ('care-coordinator', 'team-manager', 'commissioner-lead', 'mdt-meeting', 'risk-enablement-panel', 'joint-panel', 'commissioner-officer', 'reviewer', 'gp-practice');
create type deployment as enum ('notional', 'third-party', 'direct-payment');
create type double_settlement as enum ('joined', 'different-people', 'gone-over');
create type entry_status as enum ('with-social-care-budget', 'without-social-care-budget');
create type ethnic_category as enum ('A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'J', 'K', 'L', 'M', 'N', 'P', 'R', 'S', 'Z', '99');
create type export_format as enum ('ndjson', 'csv');
create type expression_maker as enum ('person', 'representative', 'care-coordinator', 'commissioner-officer', 'machine');
create type expression_status as enum ('draft', 'submitted', 'information-requested', 'accepted', 'declined', 'withdrawn');
create type fallback_outcome as enum ('agreed', 'refused');
create type file_gone as enum ('infected', 'withdrawn');
create type file_scan as enum ('not-scanned', 'waiting', 'clean', 'infected', 'failed');
create type file_type as enum ('application/pdf', 'image/jpeg', 'image/png', 'image/heic');
create type freeze_about as enum ('payee', 'line', 'case');
create type giver as enum ('person', 'representative', 'holder', 'payee');
create type hand_over as enum ('in-person', 'by-post');
create type health_need_status as enum ('awaiting-practice', 'question-asked', 'agreed', 'declined', 'disputed', 'replaced', 'withdrawn');
create type hearing_way as enum ('in-person', 'in-writing', 'through-somebody', 'not-at-all');
create type identified_kind as enum ('person', 'case', 'organisation', 'support-plan');
create type identity_evidence as enum ('passport', 'driving-licence', 'other-photo-document', 'two-documents', 'vouched-for');
create type identity_source as enum ('seen-in-person', 'traced-on-pds', 'gp-record', 'trust-record');
create type import_outcome as enum ('made', 'there-already', 'refused');
create type information_answerer as enum ('person', 'care-coordinator');
create type ledger_entry_kind as enum ('allocation', 'purchase', 'reversal', 'release', 'reallocation', 'reserve', 'reserve-release', 'crisis', 'stand-down', 'commitment', 'instruction', 'settlement', 'failure', 'return', 'recovery', 'funding', 'float-deposit', 'float-return', 'float-purchase', 'float-reversal', 'move', 'carry-over', 'own-money', 'own-money-back');
create type legal_basis as enum ('person-chose', 'lasting-power-of-attorney', 'court-appointed-deputy', 'parental-responsibility', 'best-interests');
create type letter_delivery_way as enum ('by-post', 'in-person');
create type likeness as enum ('nhs-number', 'names-and-birth', 'reported');
create type line_pause_cause as enum ('in-hospital', 'detained', 'away', 'provider-unavailable', 'asked');
create type meeting_way as enum ('in-person', 'by-phone', 'online');
create type notification_channel as enum ('email', 'text');
create type notification_digest as enum ('at-once', 'daily', 'weekly');
create type notification_fault as enum ('nothing-sends', 'no-address', 'not-wanted', 'not-safe', 'paused', 'over', 'refused', 'gave-up');
create type notification_kind as enum ('letter-ready', 'your-turn', 'late', 'crisis-activated', 'review-due', 'said-for', 'file-not-usable', 'receipt-missing', 'concern-waiting', 'training-lapsing');
create type notification_status as enum ('waiting', 'sent', 'not-sent');
create type objection_answer as enum ('was-not-said', 'was-said');
create type off_plan_kind as enum ('more-of-line', 'not-in-plan');
create type off_plan_status as enum ('waiting', 'agreed', 'agreed-in-part', 'refused', 'withdrawn');
create type opening_ground as enum ('self', 'relation', 'referral', 'brought-over');
create type opening_task as enum ('decide', 'identity', 'pay');
create type organisation_kind as enum ('commissioner', 'trust', 'local-authority', 'brokerage-organisation', 'provider', 'gp-practice');
create type page_link_maker as enum ('person', 'care-coordinator', 'representative', 'advocate');
create type pause_reason as enum ('information-requested', 'payment-made', 'taken-back', 'budget-ended', 'person-paused');
create type payee_declared_tie as enum ('relative', 'same-household', 'own-organisation', 'other-interest');
create type payee_evidence_kind as enum ('dbs', 'insurance', 'registration', 'supervision');
create type payee_kind as enum ('individual-worker', 'volunteer', 'provider-organisation', 'broker-organisation', 'public-body');
create type payee_outcome as enum ('approved', 'refused');
create type payee_question_outcome as enum ('decided', 'no-tie', 'payee-ended', 'case-ended');
create type payment_cancellation as enum ('line-closed', 'plan-changed', 'schedule-changed', 'purchase-reversed', 'paid-after-all');
create type payment_file_format as enum ('csv', 'iso-20022', 'bacs');
create type payment_hold_reason as enum ('being-checked', 'agreement-missing', 'line-paused', 'provider-stopped', 'death-reported', 'identity-to-confirm', 'signature-disputed', 'payee-not-to-be-paid', 'service-agreement-missing', 'failed-before', 'bank-details-missing', 'agreed-rate-exceeded', 'account-changed');
create type payment_instrument as enum ('bank-account', 'pre-paid-card', 'broker-held-card', 'invoice');
create type payment_purpose as enum ('instalment', 'adjustment', 'again', 'owed', 'crisis');
create type payment_route as enum ('salaried-by-trust', 'invoiced-by-provider', 'paid-by-person', 'employed-by-person', 'other');
create type person_request_kind as enum ('another-broker', 'another-care-coordinator', 'question');
create type person_request_outcome as enum ('agreed', 'declined', 'answered', 'withdrawn');
create type plan_line_status as enum ('active', 'closed');
create type plan_status as enum ('draft', 'awaiting-signatures', 'awaiting-decision', 'returned', 'refused', 'agreed', 'active', 'superseded', 'withdrawn', 'ended', 'awaiting-notice');
create type practice_act_kind as enum ('agreed', 'declined', 'question', 'reply', 'told', 'disputed');
create type practice_way as enum ('signed-in', 'letter', 'email', 'telephone');
create type provider_stop_outcome as enum ('mended', 'budget-ended');
create type purchase_mark_reason as enum ('same-document', 'same-purchase', 'issued-before-plan', 'issued-far-off', 'reversed-with-receipt', 'reversed-without-receipt', 'feed-line-differs');
create type receipt_chase_step as enum ('first-reminder', 'second-reminder', 'paused', 'essential');
create type referral_outcome as enum ('accepted', 'denied');
create type request_owner as enum ('care-coordinator', 'team-manager', 'commissioner-officer');
create type resource_kind as enum ('community', 'recovery-college-course', 'peer-network', 'service-for-money');
create type review_cause as enum ('asked', 'crisis', 'appeal', 'needs-changed', 'provider-changed', 'concern');
create type review_finding as enum ('continue', 'change', 'increase', 'reduce', 'end');
create type review_kind as enum ('first', 'routine', 'rapid', 'requested');
create type review_status as enum ('scheduled', 'awaiting-decision', 'done', 'void', 'cancelled');
create type routing_reason as enum ('within-limit', 'over-limit', 'not-independent', 'preventive-reduction', 'crisis-gaps-accepted', 'over-indicative-budget', 'off-catalogue', 'conflict-of-interest', 'not-comfortable', 'breach', 'identity-unconfirmed');
create type safe_contact_setter as enum ('person', 'care-coordinator', 'commissioner-officer');
create type said_for_kind as enum ('withdrawal', 'ending-agreement', 'signature', 'appeal', 'service-agreement', 'information-answers', 'keeping', 'expression', 'review', 'removal', 'death', 'hearing', 'crisis-contingency', 'gap-acceptance', 'take-over-end', 'line-holding', 'service-less', 'deployment-agreement', 'recovery-answer', 'off-plan-request', 'waiting-claim', 'line-move', 'spending-answer', 'bank-account');
create type said_for_recorder as enum ('care-coordinator', 'commissioner-officer');
create type sample_method as enum ('random', 'risk');
create type service_kind as enum ('nhs-crisis', 'therapy', 'care-coordination', 'medicines', 'social-care', 'voluntary', 'other');
create type service_status as enum ('kept', 'at-risk', 'replaced', 'ending');
create type sharing_basis as enum ('vital-interests', 'safeguarding', 'court-order', 'legal-duty', 'public-interest');
create type sign_in_code_end as enum ('used', 'replaced', 'tried-too-often');
create type sign_in_link as enum ('before-codes', 'code', 'verified-nhs-number', 'record-joined');
create type simulation_status as enum ('running', 'completed', 'superseded', 'failed');
create type spending_check_about as enum ('words', 'payee');
create type spending_check_outcome as enum ('passed', 'refused');
create type spending_check_place as enum ('purchase', 'plan-line', 'card-feed-line', 'off-plan-request', 'waiting-claim');
create type spending_question_code as enum ('used-up-early', 'under-spent', 'quiet');
create type spending_question_outcome as enum ('answered', 'over', 'budget-ended');
create type stand_down_cause as enum ('last-day', 'asked', 'budget-ended');
create type surplus_recovery_kind as enum ('taken-back', 'set-off');
create type surplus_recovery_status as enum ('proposed', 'decided', 'recovered', 'left', 'overturned', 'lapsed', 'setting-off');
create type take_over_end as enum ('person', 'last-day', 'capacity', 'plan-replaced', 'budget-ended');
create type tier as enum ('care-coordinator', 'team-manager', 'commissioner-lead', 'mdt-meeting', 'risk-enablement-panel', 'joint-panel');
create type tier_holder as enum ('care-coordinator', 'team-manager', 'mdt-member', 'panel-member', 'lived-experience-member', 'commissioner-officer', 'local-authority-officer');
create type unmet_need_source as enum ('search', 'expressed');
create type vetting as enum ('dbs-seen', 'person-chooses', 'organisation');
create type wait_step as enum ('case-opened', 'expression-drafted', 'expression-submitted', 'information-requested', 'information-requested-of-coordinator', 'expression-accepted', 'assessment-begun', 'assessment-completed', 'budget-calculated', 'budget-adopted', 'budget-disclosed', 'plan-drafted', 'plan-submitted', 'plan-signed', 'plan-returned', 'plan-refused', 'plan-agreed-in-part', 'plan-agreed', 'budget-active', 'review-scheduled', 'finding-to-confirm', 'plan-to-change', 'review-done', 'expression-declined', 'budget-ended', 'case-withdrawn', 'person-died', 'moved-away', 'record-joined', 'broker-missing', 'plan-without-decider', 'appeal-to-accept', 'appeal-to-decide', 'step-late', 'ending-announced', 'objection-to-answer', 'death-to-confirm', 'death-error-to-confirm', 'crisis-active', 'request-to-answer', 'meeting-to-set', 'meeting-to-tell', 'hearing-to-say', 'cover-gap-opened', 'taken-over', 'provider-stopped', 'practice-asked', 'practice-question', 'practice-to-tell', 'health-need-not-agreed', 'council-to-assess', 'off-plan-to-decide', 'claim-to-decide', 'spending-to-ask', 'letter-to-give', 'plan-waits-for-budget', 'account-to-give-again', 'vetting-to-ask', 'words-to-decide', 'payee-to-decide', 'receipt-to-send', 'agreement-to-sign', 'account-to-give');
create type waiting_cause as enum ('late-step', 'cover-gap', 'taken-support');
create type waiting_claim_status as enum ('waiting', 'agreed', 'agreed-in-part', 'refused', 'withdrawn');
create type way_of_saying as enum ('in-person', 'by-post', 'by-phone', 'online');
create type way_of_signing as enum ('in-person', 'by-post', 'online');
create type webhook_delivery_status as enum ('waiting', 'delivered', 'dead', 'unseen');
create type webhook_status as enum ('on', 'paused', 'only-failed', 'gone', 'ended');

-- Functions

CREATE OR REPLACE FUNCTION public.audit_entry_to_outbox()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  insert into audit_outbox (commissioner_id, audit_entry_id) values (new.commissioner_id, new.audit_entry_id);
  return null;
end
$function$
;

CREATE OR REPLACE FUNCTION public.case_goes_over()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
  moment timestamptz := date_trunc('milliseconds', current_instant());
begin
  update support_plan p set changed_at = moment where p.commissioner_id = new.commissioner_id and p.case_id = new.case_id;
  update letter l set changed_at = moment where l.commissioner_id = new.commissioner_id and l.case_id = new.case_id;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.case_reference(case_id uuid)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
 SET search_path TO 'pg_catalog'
AS $function$
  with hash as (select sha256(uuid_send($1)) as h),
  number as (
    select ((get_byte(h, 0)::bigint << 32) + (get_byte(h, 1)::bigint << 24) + (get_byte(h, 2)::bigint << 16)
      + (get_byte(h, 3)::bigint << 8) + get_byte(h, 4)::bigint) as n from hash),
  digits as (
    select i, ((n / power(31::numeric, i - 1)::bigint) % 31)::int as digit from number, generate_series(1, 7) i)
  select string_agg(substr('123456789ABCDEFGHJKMNPQRSTVWXYZ', digit + 1, 1), '' order by i)
    || substr('123456789ABCDEFGHJKMNPQRSTVWXYZ', (sum(i * digit) % 31)::int + 1, 1) from digits
$function$
;

CREATE OR REPLACE FUNCTION public.current_commissioner()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (NULLIF(current_setting('app.commissioner_id'::text, true), ''::text))::uuid
;

CREATE OR REPLACE FUNCTION public.current_day()
 RETURNS date
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN ((COALESCE((NULLIF(current_setting('app.now'::text, true), ''::text))::timestamp with time zone, now()) AT TIME ZONE 'Europe/London'::text))::date
;

CREATE OR REPLACE FUNCTION public.current_instant()
 RETURNS timestamp with time zone
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN COALESCE((NULLIF(current_setting('app.now'::text, true), ''::text))::timestamp with time zone, now())
;

CREATE OR REPLACE FUNCTION public.current_service_frozen()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  if (
      (new.title, new.provider) is distinct from (old.title, old.provider)
      or (old.price_code is not null and new.price_code is distinct from old.price_code)
      or (old.relationship_with is not null and new.relationship_with is distinct from old.relationship_with)
      or (
        new.minutes_per_week is distinct from old.minutes_per_week
        and coalesce(old.minutes_per_week, old.minutes_before) is not null
        and (new.minutes_per_week is null or new.minutes_per_week < coalesce(old.minutes_per_week, old.minutes_before))
      )
      or (
        not (old.status <> 'kept' and new.status = 'kept')
        and (new.status, new.status_reason, new.replaced_by, new.replacement_starts_on, new.replacement_minutes_per_week, new.ends_on)
          is distinct from
          (old.status, old.status_reason, old.replaced_by, old.replacement_starts_on, old.replacement_minutes_per_week, old.ends_on)
      )
    )
    and exists (
      select from appeal a where a.commissioner_id = new.commissioner_id and a.case_id = new.case_id and a.status in ('awaiting-acceptance', 'lodged')
    ) then
    raise exception 'support is frozen while an appeal is open' using errcode = 'check_violation', constraint = 'current_service_frozen_by_appeal';
  end if;
  return new;
end
$function$
;

CREATE OR REPLACE FUNCTION public.death_changes_person()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  update person p set changed_at = current_instant() where p.commissioner_id = new.commissioner_id
    and p.person_id = (select c.person_id from budget_case c where c.commissioner_id = new.commissioner_id and c.case_id = new.case_id);
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.document_is_kept()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
  of_person uuid;
begin
  if tg_op = 'INSERT' then
    update stored_document s set is_kept = true where s.commissioner_id = new.commissioner_id and s.stored_document_id = new.document_id;
  elsif tg_op = 'DELETE' then
    update stored_document s set is_kept = false where s.commissioner_id = old.commissioner_id and s.stored_document_id = old.document_id;
  elsif new.gone_at is not null then
    select c.person_id into of_person from budget_case c where c.commissioner_id = old.commissioner_id and c.case_id = old.case_id;
    -- A hold that is being placed leads to the person: one of the two waits for the other.
    perform from person p where p.commissioner_id = old.commissioner_id and p.person_id = of_person for no key update;
    update stored_document s set is_kept = person_is_held(old.commissioner_id, of_person)
      where s.commissioner_id = old.commissioner_id and s.stored_document_id = old.document_id;
  end if;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.erase_person(erased uuid)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
  tenant constant uuid := current_commissioner();
  cases integer;
begin
  perform from person where commissioner_id = tenant and person_id = erased for update;
  if not found then
    return null;
  end if;
  -- What was joined into the record goes with it, and a hold on either keeps both.
  if exists (select from legal_hold h join person p on p.commissioner_id = tenant and p.person_id = h.person_id
      where h.commissioner_id = tenant and h.lifted_at is null and erased in (p.person_id, p.joined_into)) then
    raise exception 'a legal hold keeps the record' using errcode = 'check_violation', constraint = 'erase_person_held';
  end if;
  if exists (select from budget_case where commissioner_id = tenant and person_id = erased
      and (ended_at is null or ended_at > current_day() - interval '8 years')) then
    raise exception 'the record is in use' using errcode = 'check_violation', constraint = 'erase_person_in_use';
  end if;
  delete from simulated_case s using budget_case c
    where c.commissioner_id = tenant and c.person_id = erased and s.commissioner_id = tenant and s.case_id = c.case_id;
  -- Who looked is written beside the answers, and so has no key that leads to the person.
  delete from record_read r using person p
    where p.commissioner_id = tenant and erased in (p.person_id, p.joined_into) and r.commissioner_id = tenant and r.person_id = p.person_id;
  select count(*) into cases from budget_case where commissioner_id = tenant and person_id = erased;
  -- What is left says that there was a purchase like it, and no longer which.
  update purchase_mark m set like_purchase_id = null from purchase b, budget_case c, person p
    where p.commissioner_id = tenant and erased in (p.person_id, p.joined_into) and c.commissioner_id = tenant and c.person_id = p.person_id
      and b.commissioner_id = tenant and b.case_id = c.case_id and m.commissioner_id = tenant and m.like_purchase_id = b.purchase_id;
  delete from person where commissioner_id = tenant and person_id = erased;
  return cases;
end
$function$
;

CREATE OR REPLACE FUNCTION public.evidence_changes_payee()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
  moment timestamptz := date_trunc('milliseconds', current_instant());
begin
  update payee p set changed_at = moment
    where p.commissioner_id = new.commissioner_id and p.payee_id = new.payee_id and p.changed_at <> moment;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.hold_keeps_files()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  update stored_document s set is_kept = person_is_held(new.commissioner_id, c.person_id)
    from document d
    join budget_case c on c.commissioner_id = d.commissioner_id and c.case_id = d.case_id
    join person p on p.commissioner_id = c.commissioner_id and p.person_id = c.person_id
    where new.person_id in (p.person_id, p.joined_into) and p.commissioner_id = new.commissioner_id and d.gone_at is not null
      and s.commissioner_id = d.commissioner_id and s.stored_document_id = d.document_id;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.identifier_changes_what_has_it()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
  moment timestamptz := date_trunc('milliseconds', current_instant());
  has identifier := case when tg_op = 'DELETE' then old else new end;
begin
  if has.person_id is not null then
    update person p set changed_at = moment where p.commissioner_id = has.commissioner_id and p.changed_at <> moment
      and (p.person_id = has.person_id or tg_op = 'UPDATE' and p.person_id = old.person_id);
  elsif has.case_id is not null then
    update budget_case c set team_changed_at = moment
      where c.commissioner_id = has.commissioner_id and c.case_id = has.case_id and c.team_changed_at <> moment;
  elsif has.support_plan_id is not null then
    update support_plan s set changed_at = moment
      where s.commissioner_id = has.commissioner_id and s.support_plan_id = has.support_plan_id and s.changed_at <> moment;
  elsif has.organisation_id is not null then
    update organisation o set changed_at = moment
      where o.commissioner_id = has.commissioner_id and o.organisation_id = has.organisation_id and o.changed_at <> moment;
  end if;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.keep_when_changed()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  new.changed_at := date_trunc('milliseconds', current_instant());
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION public.keep_when_team_changed()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  new.team_changed_at := date_trunc('milliseconds', current_instant());
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION public.ledger_entry_has_postings()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  if not exists (select from ledger_posting p where p.commissioner_id = new.commissioner_id and p.ledger_entry_id = new.ledger_entry_id) then
    raise exception 'a ledger entry moves money' using errcode = 'check_violation', constraint = 'ledger_entry_has_postings';
  end if;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.ordered_id()
 RETURNS uuid
 LANGUAGE sql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  -- As uuidv7(), which PostgreSQL has from version 18: milliseconds first.
  select encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid())
    placing substring(int8send(floor(extract(epoch from clock_timestamp()) * 1000)::bigint) from 3) from 1 for 6), 52, 1), 53, 1), 'hex')::uuid
$function$
;

CREATE OR REPLACE FUNCTION public.person_is_held(tenant uuid, held uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select exists (select from person p join legal_hold h on h.commissioner_id = tenant and h.person_id in (p.person_id, p.joined_into)
    where p.commissioner_id = tenant and p.person_id = held and h.lifted_at is null)
$function$
;

CREATE OR REPLACE FUNCTION public.person_keep_former()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
  former json;
begin
  select json_object_agg(o.key, o.value) into former
    from jsonb_each(to_jsonb(old) - 'version' - 'name_letters' - 'changed_at') o join jsonb_each(to_jsonb(new)) n on n.key = o.key and n.value is distinct from o.value;
  if former is not null then
    insert into person_history (commissioner_id, person_history_id, person_id, version, former, changed_by, changed_at)
      values (old.commissioner_id,
        -- As uuidv7(), which PostgreSQL has from version 18: milliseconds first.
        encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid())
          placing substring(int8send(floor(extract(epoch from clock_timestamp()) * 1000)::bigint) from 3) from 1 for 6), 52, 1), 53, 1), 'hex')::uuid,
        old.person_id, old.version, former,
        coalesce(nullif(current_setting('app.actor_id', true), ''), 'migration'),
        coalesce(nullif(current_setting('app.now', true), '')::timestamptz, now()));
  end if;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.person_keep_identity()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  insert into recorded_identity (commissioner_id, person_id, version, nhs_number, given_name, family_name, name_letters, born_on, recorded_at)
    values (new.commissioner_id, new.person_id, new.version, new.nhs_number, new.given_name, new.family_name, new.name_letters, new.born_on,
      coalesce(nullif(current_setting('app.now', true), '')::timestamptz, now()));
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.place_changes_team()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  update budget_case c set team_changed_at = date_trunc('milliseconds', current_instant())
    where c.commissioner_id = new.commissioner_id and c.case_id = new.case_id;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.place_holds(left_at timestamp with time zone, until_on date)
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN ((left_at IS NULL) AND ((until_on IS NULL) OR (until_on >= current_day())))
;

CREATE OR REPLACE FUNCTION public.plan_line_within_agreement()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  if new.pays_back then
    if exists (select from waiting_claim w
      where w.commissioner_id = new.commissioner_id and w.plan_line_id = new.plan_line_id and w.agreed_pence = new.agreed_pence) then
      return null;
    end if;
  elsif new.agreed_pence = 0 or exists (
    select from support_plan p
      where p.commissioner_id = new.commissioner_id and p.support_plan_id = new.support_plan_id and p.status in ('agreed', 'active')
        and p.agreed_pence + (select coalesce(sum(r.agreed_pence), 0) from off_plan_request r
          where r.commissioner_id = new.commissioner_id and r.support_plan_id = new.support_plan_id and r.takes_from is null)
        >= (select sum(l.agreed_pence) from plan_line l
          where l.commissioner_id = new.commissioner_id and l.support_plan_id = new.support_plan_id and not l.pays_back)
  ) then
    return null;
  end if;
  raise exception 'a line is never more approved than its plan' using errcode = 'check_violation', constraint = 'plan_line_within_agreement';
end $function$
;

-- Tables

create table account (
  commissioner_id uuid not null,
  holder_id uuid not null,
  kind account_kind not null,
  case_id uuid,
  balance_pence bigint not null default 0,
  weight bigint
);

create table announced_ending (
  commissioner_id uuid not null,
  announced_ending_id uuid not null,
  case_id uuid not null,
  ending case_ending not null,
  words text,
  decision_id uuid,
  ends_after date not null,
  announced_at timestamp with time zone not null,
  closed_at timestamp with time zone,
  outcome announced_ending_outcome
);

create table appeal (
  commissioner_id uuid not null,
  appeal_id uuid not null,
  case_id uuid not null,
  decision_id uuid not null,
  status appeal_status not null,
  words text not null,
  late_because text,
  statutory boolean not null,
  lodged_by text not null,
  lodged_as appeal_lodger not null,
  lodged_at timestamp with time zone not null,
  outcome_decision_id uuid,
  ended_at timestamp with time zone,
  version integer not null,
  how way_of_saying,
  said_on date,
  changed_at timestamp with time zone not null default date_trunc('milliseconds'::text, current_instant())
);

create table attachment (
  commissioner_id uuid not null,
  attachment_id uuid not null,
  case_id uuid not null,
  kind attachment_kind not null,
  of_id uuid not null,
  title text,
  sha256 text not null,
  document_id uuid,
  added_by text not null,
  added_by_name text not null,
  added_as attachment_adder not null,
  added_at timestamp with time zone not null,
  withdrawn_at timestamp with time zone,
  withdrawn_by text,
  withdrawn_because attachment_withdrawal,
  withdrawn_words text,
  decision_id uuid generated always as (
CASE
    WHEN (kind = 'decision'::attachment_kind) THEN of_id
    ELSE NULL::uuid
END) stored,
  information_request_id uuid generated always as (
CASE
    WHEN (kind = 'information-request'::attachment_kind) THEN of_id
    ELSE NULL::uuid
END) stored,
  person_request_id uuid generated always as (
CASE
    WHEN (kind = 'person-request'::attachment_kind) THEN of_id
    ELSE NULL::uuid
END) stored,
  appeal_id uuid generated always as (
CASE
    WHEN (kind = 'appeal'::attachment_kind) THEN of_id
    ELSE NULL::uuid
END) stored,
  off_plan_request_id uuid generated always as (
CASE
    WHEN (kind = 'off-plan-request'::attachment_kind) THEN of_id
    ELSE NULL::uuid
END) stored,
  surplus_recovery_id uuid generated always as (
CASE
    WHEN (kind = 'surplus-recovery'::attachment_kind) THEN of_id
    ELSE NULL::uuid
END) stored,
  changed_at timestamp with time zone not null default date_trunc('milliseconds'::text, current_instant())
);

create table attempt (
  commissioner_id uuid not null,
  actor_id text not null,
  hour timestamp with time zone not null,
  kind attempt_kind not null,
  times integer not null
);

create table audit_entry (
  commissioner_id uuid not null,
  audit_entry_id uuid not null,
  type text not null,
  subject_id uuid not null,
  case_id uuid,
  actor_id text not null,
  organisation_id uuid,
  scheme_version integer,
  facts json not null,
  happened_at timestamp with time zone not null
);

create table audit_outbox (
  commissioner_id uuid not null,
  audit_entry_id uuid not null
);

create table audit_sample (
  commissioner_id uuid not null,
  audit_sample_id uuid not null,
  from_on date not null,
  until_on date not null,
  size integer not null,
  seed text not null,
  method sample_method not null,
  population integer not null,
  drawn_by text not null,
  drawn_at timestamp with time zone not null,
  kind audited_kind not null default 'purchase'::audited_kind
);

create table audit_sample_item (
  commissioner_id uuid not null,
  audit_sample_id uuid not null,
  purchase_id uuid,
  place integer not null,
  weight integer not null,
  finding audit_finding,
  finding_words text,
  found_by text,
  found_at timestamp with time zone,
  item_id uuid not null,
  bank_account_id uuid,
  line_move_id uuid,
  give_back_id uuid,
  decision_id uuid,
  payment_id uuid
);

create table audit_seal (
  commissioner_id uuid not null,
  sequence bigint not null,
  audit_entry_id uuid not null,
  hash text not null,
  sealed_at timestamp with time zone,
  key_id text,
  signature text
);

create table bank_account (
  commissioner_id uuid not null,
  bank_account_id uuid not null,
  payee_id uuid,
  case_id uuid,
  owner_id uuid not null,
  status bank_account_status not null,
  key_id text not null,
  sealed bytea not null,
  fingerprint bytea not null,
  name_matches boolean not null,
  document_hash text,
  to_tell boolean not null,
  proposed_by text not null,
  proposed_at timestamp with time zone not null,
  told_by text,
  told_at timestamp with time zone,
  told_how way_of_saying,
  told_on date,
  told_answer bank_account_answer,
  decided_by text,
  decided_at timestamp with time zone,
  because text
);

create table bank_account_twin (
  commissioner_id uuid not null,
  bank_account_id uuid not null,
  twin_id uuid not null
);

create table break_glass (
  commissioner_id uuid not null,
  break_glass_id uuid not null,
  case_id uuid not null,
  person_id uuid not null,
  actor_id text not null,
  actor_name text not null,
  organisation_id uuid,
  reason text not null,
  began_at timestamp with time zone not null,
  until_at timestamp with time zone not null
);

create table broker_conflict (
  commissioner_id uuid not null,
  broker_conflict_id uuid not null,
  case_id uuid not null,
  actor_id text not null,
  kind broker_conflict_kind not null,
  declared_by text not null,
  declared_as text not null,
  declared_at timestamp with time zone not null
);

create table broker_hand_over (
  commissioner_id uuid not null,
  broker_hand_over_id uuid not null,
  case_id uuid not null,
  from_member_id uuid not null,
  to_member_id uuid not null,
  open_steps text[] not null,
  spent_minutes integer not null,
  notes text not null,
  told_on date not null,
  told_how way_of_saying not null,
  handed_by text not null,
  handed_at timestamp with time zone not null
);

create table broker_qualification (
  commissioner_id uuid not null,
  broker_qualification_id uuid not null,
  staff_member_id uuid not null,
  course text not null,
  level integer,
  awarding_body text not null,
  awarded_on date not null,
  expires_on date,
  seen_by text not null,
  seen_at timestamp with time zone not null
);

create table brokerage_extension (
  commissioner_id uuid not null,
  brokerage_extension_id uuid not null,
  case_id uuid not null,
  minutes integer not null,
  because text not null,
  agreed_by text not null,
  agreed_at timestamp with time zone not null
);

create table brokerage_time (
  commissioner_id uuid not null,
  brokerage_time_id uuid not null,
  case_id uuid not null,
  broker_id text not null,
  organisation_id uuid,
  task brokerage_task not null,
  minutes integer not null,
  worked_on date not null,
  recorded_at timestamp with time zone not null,
  by_peer boolean not null
);

create table budget_calculation (
  commissioner_id uuid not null,
  budget_calculation_id uuid not null,
  case_id uuid not null,
  method budget_method not null,
  scheme_version integer not null,
  inputs json not null,
  steps json not null,
  amount_pence bigint not null,
  content_hash text not null,
  calculated_by text not null,
  calculated_at timestamp with time zone not null,
  facts json not null,
  cost_of_use_pence bigint,
  reserve_pence bigint not null,
  shares json not null,
  sentences_hashed boolean not null
);

create table budget_case (
  commissioner_id uuid not null,
  case_id uuid not null,
  person_id uuid not null,
  scheme_id uuid not null,
  scheme_version integer not null,
  trust_id uuid not null,
  step case_step not null,
  opened_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  ended_words text,
  version integer not null,
  ending case_ending,
  identity_confirmed boolean not null default false,
  ended_by_person boolean not null default false,
  reference text not null generated always as (case_reference(case_id)) stored,
  team_changed_at timestamp with time zone not null default date_trunc('milliseconds'::text, current_instant())
);

create table bulk_import (
  commissioner_id uuid not null,
  bulk_import_id uuid not null,
  kind bulk_import_kind not null,
  dry_run boolean not null,
  status bulk_import_status not null,
  total integer not null,
  made integer not null,
  there_already integer not null,
  refused integer not null,
  failures integer not null,
  started_by text not null,
  started_for uuid,
  started_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  started_by_name text not null,
  matched integer not null
);

create table bulk_import_line (
  commissioner_id uuid not null,
  bulk_import_id uuid not null,
  line integer not null,
  outcome import_outcome not null,
  thing_id uuid,
  errors json
);

create table bulk_import_mark (
  commissioner_id uuid not null,
  bulk_import_id uuid not null,
  mark bytea not null
);

create table bulk_import_part (
  commissioner_id uuid not null,
  bulk_import_id uuid not null,
  part integer not null,
  key_id text not null,
  sealed bytea not null
);

create table capacity_assessment (
  commissioner_id uuid not null,
  capacity_assessment_id uuid not null,
  case_id uuid not null,
  decision capacity_decision not null,
  result capacity_outcome not null,
  assessed_on date not null,
  assessed_by_name text not null,
  assessed_by_profession text not null,
  method_words text not null,
  support_words text not null,
  fluctuates boolean not null,
  review_on date,
  recorded_by text not null,
  recorded_at timestamp with time zone not null
);

create table card_feed (
  commissioner_id uuid not null,
  card_feed_id uuid not null,
  case_id uuid not null,
  lines_added integer not null,
  lines_known integer not null,
  sent_by text not null,
  sent_at timestamp with time zone not null
);

create table card_feed_line (
  commissioner_id uuid not null,
  card_feed_line_id uuid not null,
  card_feed_id uuid not null,
  case_id uuid not null,
  line_hash text not null,
  paid_on date not null,
  amount_pence bigint not null,
  merchant text not null,
  reference text not null,
  purchase_id uuid,
  matched_by text,
  matched_at timestamp with time zone,
  is_cash boolean not null default false
);

create table case_member (
  commissioner_id uuid not null,
  case_member_id uuid not null,
  case_id uuid not null,
  actor_id text not null,
  case_role case_role not null,
  name text not null,
  organisation_id uuid,
  joined_at timestamp with time zone not null,
  left_at timestamp with time zone,
  relative boolean not null default false,
  basis legal_basis,
  basis_since date,
  basis_evidence text,
  consent_id uuid,
  sharing_without_consent_id uuid,
  until_on date,
  chosen_by_person boolean not null default false
);

create table case_opening (
  commissioner_id uuid not null,
  case_id uuid not null,
  ground opening_ground not null,
  opened_by text not null,
  opened_for uuid,
  entry_status entry_status
);

create table case_pause (
  commissioner_id uuid not null,
  case_pause_id uuid not null,
  case_id uuid not null,
  from_on date not null,
  until_on date,
  words text,
  paused_by text not null,
  paused_as case_role not null,
  paused_at timestamp with time zone not null,
  ended_on date,
  ended_by text,
  ended_at timestamp with time zone
);

create table case_wait (
  commissioner_id uuid not null,
  case_id uuid not null,
  subject case_subject not null,
  subject_id uuid not null,
  party text not null,
  step wait_step not null,
  not_by text[] not null default '{}'::text[],
  clock_kind clock_kind,
  clock_subject_id uuid,
  tier tier,
  place integer not null,
  since timestamp with time zone not null,
  trust_id uuid not null
);

create table clock (
  commissioner_id uuid not null,
  clock_id uuid not null,
  case_id uuid not null,
  kind clock_kind not null,
  subject_id uuid not null,
  started_on date not null,
  working_days integer not null,
  paused_working_days integer not null default 0,
  paused_on date,
  due_on date not null,
  stopped_on date,
  fixed_on date,
  reported_on date,
  escalate_on date,
  changed_at timestamp with time zone not null default date_trunc('milliseconds'::text, current_instant())
);

create table clock_pause (
  commissioner_id uuid not null,
  clock_pause_id uuid not null,
  clock_id uuid not null,
  because pause_reason not null,
  from_on date not null,
  to_on date
);

create table commissioner (
  commissioner_id uuid not null,
  code text not null,
  name text not null
);

create table concern (
  commissioner_id uuid not null,
  concern_id uuid not null,
  case_id uuid not null,
  about concern_about not null,
  about_key text not null,
  case_member_id uuid,
  plan_line_id uuid,
  payee text,
  level concern_level not null,
  state concern_state not null default 'open'::concern_state,
  opened_at timestamp with time zone not null,
  outcome concern_outcome,
  referred_to concern_referral,
  settled_at timestamp with time zone,
  told_to_person boolean not null default false,
  due_on date not null
);

create table concern_entry (
  commissioner_id uuid not null,
  concern_entry_id uuid not null,
  concern_id uuid not null,
  kind concern_entry_kind not null,
  words text,
  told concern_told,
  actor_id text not null,
  actor_name text not null,
  at timestamp with time zone not null
);

create table concern_report (
  commissioner_id uuid not null,
  concern_report_id uuid not null,
  concern_id uuid not null,
  case_id uuid not null,
  reason concern_reason not null,
  level concern_level not null,
  words text,
  purchase_id uuid,
  raised_by text not null,
  raised_as concern_raiser not null,
  raised_at timestamp with time zone not null,
  waiting_claim_id uuid,
  card_feed_line_id uuid
);

create table conflict_of_interest (
  commissioner_id uuid not null,
  conflict_of_interest_id uuid not null,
  case_id uuid not null,
  support_plan_id uuid not null,
  actor_id text not null,
  name text not null,
  declared_as text not null,
  words text,
  declared_at timestamp with time zone not null
);

create table consent (
  commissioner_id uuid not null,
  consent_id uuid not null,
  person_id uuid not null,
  organisation_id uuid not null,
  purpose consent_purpose not null,
  given_how consent_form not null,
  given_at timestamp with time zone not null,
  recorded_by text not null,
  withdrawn_at timestamp with time zone,
  withdrawn_by text,
  giver consent_giver not null,
  said_on date,
  evidence text,
  until_on date,
  withdrawn_as consent_party,
  lapsed_at timestamp with time zone,
  withdrawn_said_on date,
  withdrawn_how way_of_saying,
  withdrawn_present text,
  withdrawn_evidence text,
  changed_at timestamp with time zone not null default date_trunc('milliseconds'::text, current_instant())
);

create table contact_address (
  commissioner_id uuid not null,
  contact_address_id uuid not null,
  person_id uuid,
  actor_id text,
  notification_id uuid,
  key_id text not null,
  sealed bytea not null
);

create table correction_request (
  commissioner_id uuid not null,
  correction_request_id uuid not null,
  person_id uuid not null,
  record text not null,
  record_id uuid,
  words text not null,
  asked_by text not null,
  asked_as consent_party not null,
  asked_at timestamp with time zone not null,
  due_on date not null,
  status correction_status not null,
  reason text,
  answered_by text,
  answered_by_name text,
  answered_at timestamp with time zone,
  statement text,
  stated_at timestamp with time zone
);

create table course_enrolment (
  commissioner_id uuid not null,
  course_enrolment_id uuid not null,
  course_session_id uuid not null,
  case_id uuid not null,
  status course_enrolment_status not null,
  asked_by text not null,
  asked_as text not null,
  asked_at timestamp with time zone not null,
  enrolled_at timestamp with time zone,
  withdrawn_at timestamp with time zone
);

create table course_session (
  commissioner_id uuid not null,
  course_session_id uuid not null,
  resource_id uuid not null,
  starts_on date not null,
  ends_on date not null,
  times text not null,
  place text not null,
  places integer not null,
  taken integer not null,
  registered_by text not null,
  registered_at timestamp with time zone not null
);

create table cover_gap (
  commissioner_id uuid not null,
  cover_gap_id uuid not null,
  case_id uuid not null,
  support_plan_id uuid not null,
  tier tier,
  standing json not null,
  opened_at timestamp with time zone not null,
  person_because text,
  person_accepted_by text,
  person_accepted_as case_role,
  person_accepted_at timestamp with time zone,
  decider_because text,
  decided_by text,
  decided_by_name text,
  decided_at timestamp with time zone,
  outcome cover_gap_outcome,
  closed_at timestamp with time zone
);

create table crisis_contingency_change (
  commissioner_id uuid not null,
  crisis_contingency_change_id uuid not null,
  case_id uuid not null,
  support_plan_id uuid not null,
  version integer not null,
  content json not null,
  changed_by text not null,
  changed_as case_role not null,
  changed_at timestamp with time zone not null
);

create table crisis_episode (
  commissioner_id uuid not null,
  crisis_episode_id uuid not null,
  case_id uuid not null,
  support_plan_id uuid not null,
  tier_key text not null,
  status crisis_episode_status not null,
  declared_by text not null,
  declared_as crisis_role not null,
  declared_at timestamp with time zone not null,
  starts_on date not null,
  ends_on date not null,
  lines json not null,
  committed_pence bigint not null,
  returned_pence bigint not null default 0,
  stood_down_by text,
  stood_down_at timestamp with time zone,
  stand_down_cause stand_down_cause
);

create table crisis_look (
  commissioner_id uuid not null,
  crisis_look_id uuid not null,
  person_id uuid not null,
  actor_id text not null,
  actor_name text not null,
  organisation_id uuid not null,
  ground crisis_look_ground not null,
  began_at timestamp with time zone not null,
  until_at timestamp with time zone not null
);

create table crisis_reserve (
  commissioner_id uuid not null,
  support_plan_id uuid not null,
  case_id uuid not null,
  period_from date not null,
  set_aside_pence bigint not null,
  drawn_pence bigint not null default 0,
  closed_on date
);

create table current_service (
  commissioner_id uuid not null,
  current_service_id uuid not null,
  case_id uuid not null,
  kind service_kind not null,
  title text not null,
  provider text not null,
  price_code text,
  minutes_per_week integer,
  relationship_with text,
  status service_status not null,
  status_reason text,
  replaced_by text,
  ends_on date,
  person_agreed_on date,
  person_agreed_words text,
  registered_at timestamp with time zone not null,
  registered_by text not null,
  version integer not null,
  replacement_starts_on date,
  replacement_minutes_per_week integer,
  person_agreed_as agreement_recorder,
  person_agreed_recorded_by text,
  minutes_before integer,
  hours json,
  hours_before json,
  minutes_wanted integer,
  payment_route payment_route,
  payment_route_other text,
  depends_on json,
  brought_over_as text
);

create table death_report (
  commissioner_id uuid not null,
  death_report_id uuid not null,
  case_id uuid not null,
  died_on date not null,
  reported_by text not null,
  reported_at timestamp with time zone not null,
  evidence text,
  closed_by text,
  closed_at timestamp with time zone,
  outcome death_outcome,
  before json,
  error_evidence text,
  error_proposed_by text,
  error_proposed_at timestamp with time zone,
  error_confirmed_by text,
  error_confirmed_at timestamp with time zone,
  denied boolean not null default false,
  contestable_until date
);

create table decision (
  commissioner_id uuid not null,
  decision_id uuid not null,
  case_id uuid not null,
  subject decision_subject not null,
  subject_id uuid not null,
  subject_version integer not null,
  outcome decision_outcome not null,
  tier decision_tier not null,
  reasons json not null,
  gaps_accepted_because text,
  decided_by text not null,
  decided_by_name text not null,
  decided_at timestamp with time zone not null,
  scheme_version integer not null,
  lines json,
  shares json,
  in_place_of text,
  in_place_of_name text,
  appeal_by date,
  heard json
);

create table decision_tally (
  commissioner_id uuid not null,
  decided_on date not null,
  scheme_id uuid not null,
  tier decision_tier not null,
  outcome decision_outcome not null,
  went_to_panel boolean not null,
  plans integer not null
);

create table delegation (
  commissioner_id uuid not null,
  delegation_id uuid not null,
  holder_id text not null,
  holder_name text not null,
  tier_role tier_holder not null,
  organisation_id uuid,
  delegate_id text not null,
  delegate_name text not null,
  from_on date not null,
  until_on date not null,
  set_by text not null,
  set_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  ended_by text
);

create table deployment_agreement (
  commissioner_id uuid not null,
  deployment_agreement_id uuid not null,
  case_id uuid not null,
  line text not null,
  deployment deployment not null,
  instrument payment_instrument not null,
  holder_id uuid,
  content json not null,
  content_hash text not null,
  drafted_at timestamp with time zone not null,
  person_signed_by text,
  person_signed_as case_role,
  person_signed_at timestamp with time zone,
  commissioner_signed_by text,
  commissioner_signed_at timestamp with time zone,
  ended_at timestamp with time zone
);

create table document (
  commissioner_id uuid not null,
  document_id uuid not null,
  case_id uuid not null,
  media_type file_type not null,
  size_bytes integer not null,
  sha256 text not null,
  added_by text not null,
  added_at timestamp with time zone not null,
  scan file_scan not null default 'not-scanned'::file_scan,
  scan_tries integer not null default 0,
  scan_due_at timestamp with time zone not null default '-infinity'::timestamp with time zone,
  scanned_at timestamp with time zone,
  gone_at timestamp with time zone,
  gone_because file_gone,
  stored_document_id uuid generated always as (
CASE
    WHEN (gone_at IS NULL) THEN document_id
    ELSE NULL::uuid
END) stored,
  replaced_by uuid,
  scan_asked_at timestamp with time zone,
  scan_ended_at timestamp with time zone,
  refused_at timestamp with time zone,
  changed_at timestamp with time zone not null default date_trunc('milliseconds'::text, current_instant())
);

create table erasure (
  commissioner_id uuid not null,
  erasure_id uuid not null,
  person_id uuid not null,
  rule text not null,
  cases integer not null,
  erased_at timestamp with time zone not null
);

create table escalation_tally (
  commissioner_id uuid not null,
  passed_on date not null,
  scheme_id uuid not null,
  because routing_reason not null,
  passed_before_on date not null,
  plans integer not null
);

create table expression_of_interest (
  commissioner_id uuid not null,
  expression_of_interest_id uuid not null,
  case_id uuid not null,
  status expression_status not null,
  content json not null,
  made_by text not null,
  made_as expression_maker not null,
  made_at timestamp with time zone not null,
  submitted_at timestamp with time zone,
  version integer not null,
  submitted_by text
);

create table fallback_decision (
  commissioner_id uuid not null,
  support_plan_id uuid not null,
  outcome fallback_outcome not null,
  because text not null,
  decided_by text not null,
  decided_by_name text not null,
  decided_at timestamp with time zone not null
);

create table float_payment (
  commissioner_id uuid not null,
  float_payment_id uuid not null,
  organisation_id uuid not null,
  kind ledger_entry_kind not null,
  amount_pence bigint not null,
  paid_on date not null,
  reference text not null,
  recorded_by text not null,
  recorded_at timestamp with time zone not null,
  reference_letters text not null,
  confirmed_by text,
  confirmed_at timestamp with time zone,
  replaced_at timestamp with time zone
);

create table float_reconciliation (
  commissioner_id uuid not null,
  float_reconciliation_id uuid not null,
  organisation_id uuid not null,
  period_from date not null,
  period_until date not null,
  opening_pence bigint not null,
  deposits_pence bigint not null,
  returns_pence bigint not null,
  purchases_pence bigint not null,
  reversals_pence bigint not null,
  stated_pence bigint not null,
  explanation text,
  stated_by text not null,
  stated_by_name text not null,
  stated_at timestamp with time zone not null,
  signed_by text,
  signed_by_name text,
  signed_at timestamp with time zone,
  replaced_at timestamp with time zone,
  instead_of uuid
);

create table give_back (
  commissioner_id uuid not null,
  give_back_id uuid not null,
  case_id uuid not null,
  plan_line_id uuid not null,
  amount_pence bigint not null,
  given_by giver not null,
  received_on date not null,
  reference text not null,
  evidence text not null,
  to_funders boolean not null,
  recorded_by text not null,
  recorded_at timestamp with time zone not null,
  reference_letters text not null,
  confirmed_by text,
  confirmed_at timestamp with time zone,
  replaced_at timestamp with time zone,
  confirmed_evidence text,
  payment_id uuid
);

create table health_need (
  commissioner_id uuid not null,
  health_need_id uuid not null,
  case_id uuid not null,
  needs_assessment_id uuid not null,
  organisation_id uuid not null,
  words text not null,
  status health_need_status not null,
  suggested_by text not null,
  suggested_by_name text not null,
  suggested_at timestamp with time zone not null
);

create table idempotency_record (
  commissioner_id uuid not null,
  actor_id text not null,
  key text not null,
  request_hash text not null,
  answer text not null,
  stored_at timestamp with time zone not null
);

create table identifier (
  commissioner_id uuid not null,
  system text not null,
  value text not null,
  token text not null generated always as (((system || '|'::text) || value)) stored,
  kind identified_kind not null generated always as (
CASE
    WHEN (person_id IS NOT NULL) THEN 'person'::identified_kind
    WHEN (case_id IS NOT NULL) THEN 'case'::identified_kind
    WHEN (organisation_id IS NOT NULL) THEN 'organisation'::identified_kind
    ELSE 'support-plan'::identified_kind
END) stored,
  person_id uuid,
  case_id uuid,
  organisation_id uuid,
  support_plan_id uuid,
  set_by text not null,
  set_at timestamp with time zone not null
);

create table identity_confirmation (
  commissioner_id uuid not null,
  identity_confirmation_id uuid not null,
  person_id uuid not null,
  source identity_source not null,
  evidence identity_evidence,
  confirmed_on date not null,
  confirmed_by text not null,
  organisation_id uuid,
  recorded_at timestamp with time zone not null,
  ended_at timestamp with time zone
);

create table indicative_budget (
  commissioner_id uuid not null,
  indicative_budget_id uuid not null,
  case_id uuid not null,
  budget_calculation_id uuid not null,
  amount_pence bigint not null,
  adopted_by text not null,
  adopted_at timestamp with time zone not null,
  disclosed_at timestamp with time zone,
  disclosed_by text,
  disclosed_how way_of_saying,
  superseded_at timestamp with time zone,
  reserve_pence bigint not null,
  shares json not null,
  period_from date not null,
  period_until date not null
);

create table information_request (
  commissioner_id uuid not null,
  information_request_id uuid not null,
  expression_of_interest_id uuid not null,
  case_id uuid not null,
  items json not null,
  asked_by text not null,
  asked_at timestamp with time zone not null,
  due_on date not null,
  answered_at timestamp with time zone,
  answer_by information_answerer not null
);

create table joint_finding (
  commissioner_id uuid not null,
  joint_finding_id uuid not null,
  case_id uuid not null,
  needs_assessment_id uuid not null,
  assessment_version integer not null,
  side assessing_side not null,
  organisation_id uuid not null,
  took_part text[] not null,
  words text not null,
  social_care_reference text,
  social_care_pence bigint,
  social_care_pays_for text,
  found_by text not null,
  found_by_name text not null,
  found_at timestamp with time zone not null
);

create table ledger_entry (
  commissioner_id uuid not null,
  ledger_entry_id uuid not null,
  case_id uuid,
  kind ledger_entry_kind not null,
  plan_line_id uuid,
  purchase_id uuid,
  recorded_by text not null,
  recorded_at timestamp with time zone not null
);

create table ledger_posting (
  commissioner_id uuid not null,
  ledger_entry_id uuid not null,
  place integer not null,
  from_id uuid not null,
  from_kind account_kind not null,
  to_id uuid not null,
  to_kind account_kind not null,
  amount_pence bigint not null
);

create table legal_hold (
  commissioner_id uuid not null,
  legal_hold_id uuid not null,
  person_id uuid not null,
  reason text not null,
  placed_by text not null,
  placed_at timestamp with time zone not null,
  lifted_at timestamp with time zone,
  lifted_by text
);

create table letter (
  commissioner_id uuid not null,
  decision_id uuid not null,
  case_id uuid not null,
  title text not null,
  html text not null,
  content_hash text not null,
  written_at timestamp with time zone not null,
  changed_at timestamp with time zone not null default date_trunc('milliseconds'::text, current_instant())
);

create table letter_delivery (
  commissioner_id uuid not null,
  decision_id uuid not null,
  how letter_delivery_way not null,
  delivered_on date not null,
  recorded_by text not null,
  recorded_at timestamp with time zone not null
);

create table likely_double (
  commissioner_id uuid not null,
  likely_double_id uuid not null,
  first_person_id uuid not null,
  second_person_id uuid not null,
  likeness likeness not null,
  found_at timestamp with time zone not null,
  goes_on_id uuid,
  join_proposed_by text,
  join_proposed_at timestamp with time zone,
  settled_as double_settlement,
  settled_by text,
  settled_at timestamp with time zone,
  join_confirmed_by text,
  join_confirmed_at timestamp with time zone,
  difference_proposed_by text,
  difference_proposed_at timestamp with time zone
);

create table line_holding (
  commissioner_id uuid not null,
  line_holding_id uuid not null,
  case_id uuid not null,
  plan_line_id uuid not null,
  from_deployment deployment not null,
  from_instrument payment_instrument not null,
  from_holder_id uuid,
  deployment deployment not null,
  instrument payment_instrument not null,
  holder_id uuid,
  chosen_by text not null,
  chosen_as case_role not null,
  chosen_at timestamp with time zone not null,
  took_effect_at timestamp with time zone
);

create table line_move (
  commissioner_id uuid not null,
  line_move_id uuid not null,
  case_id uuid not null,
  support_plan_id uuid not null,
  from_line_id uuid not null,
  to_line_id uuid not null,
  amount_pence bigint not null,
  words text not null,
  moved_as case_role not null,
  moved_by text not null,
  moved_at timestamp with time zone not null,
  takes_back uuid
);

create table line_pause (
  commissioner_id uuid not null,
  line_pause_id uuid not null,
  case_id uuid not null,
  plan_line_id uuid not null,
  cause line_pause_cause not null,
  from_on date not null,
  until_on date,
  paused_by text not null,
  paused_as case_role not null,
  paused_at timestamp with time zone not null,
  resumed_on date,
  resumed_by text
);

create table line_provider (
  commissioner_id uuid not null,
  line_provider_id uuid not null,
  case_id uuid not null,
  plan_line_id uuid not null,
  payee_id uuid not null,
  named_by text not null,
  named_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  ended_by text
);

create table machine_client (
  commissioner_id uuid not null,
  machine_client_id uuid not null,
  client_id text not null,
  organisation_id uuid,
  name text not null,
  scopes text[] not null,
  registered_by text not null,
  registered_at timestamp with time zone not null,
  ended_by text,
  ended_at timestamp with time zone,
  confirmed_by text,
  confirmed_at timestamp with time zone,
  origins text[] not null default '{}'::text[]
);

create table needs_assessment (
  commissioner_id uuid not null,
  needs_assessment_id uuid not null,
  case_id uuid not null,
  instrument text not null,
  instrument_version integer not null,
  status assessment_status not null,
  content json not null,
  assessor_id text not null,
  begun_at timestamp with time zone not null,
  completed_at timestamp with time zone,
  version integer not null
);

create table no_services (
  commissioner_id uuid not null,
  case_id uuid not null,
  confirmed_by text not null,
  confirmed_as case_role not null,
  confirmed_at timestamp with time zone not null
);

create table notification (
  commissioner_id uuid not null,
  notification_id uuid not null,
  kind notification_kind not null,
  about text not null,
  case_id uuid,
  person_id uuid,
  actor_id text,
  decision_id uuid,
  status notification_status not null,
  bundled boolean not null,
  made_at timestamp with time zone not null,
  due_at timestamp with time zone not null,
  claimed_until timestamp with time zone,
  attempts integer not null,
  failing_since timestamp with time zone,
  channel notification_channel,
  reference uuid,
  message_id text,
  fault notification_fault,
  settled_at timestamp with time zone,
  urgency integer not null
);

create table notification_preference (
  commissioner_id uuid not null,
  notification_preference_id uuid not null,
  person_id uuid,
  actor_id text,
  channels json not null,
  digest notification_digest not null,
  digest_hour integer not null,
  digest_day integer not null,
  set_at timestamp with time zone not null,
  version integer not null,
  roles text[] not null default '{}'::text[],
  organisation_id uuid
);

create table notification_reading (
  commissioner_id uuid not null,
  looked_to bigint not null,
  reviews_looked_on date,
  failures_asked_at timestamp with time zone
);

create table off_plan_request (
  commissioner_id uuid not null,
  off_plan_request_id uuid not null,
  case_id uuid not null,
  support_plan_id uuid not null,
  kind off_plan_kind not null,
  line text not null,
  title text not null,
  category text not null,
  amount_pence bigint not null,
  because text not null,
  outcomes text[] not null,
  takes_from text,
  payee text,
  payee_id uuid,
  ties json not null,
  asked_by text not null,
  asked_as case_role not null,
  asked_at timestamp with time zone not null,
  status off_plan_status not null,
  tier tier not null,
  agreed_pence bigint,
  plan_line_id uuid,
  decision_id uuid,
  closed_at timestamp with time zone,
  round integer not null default 1,
  element budget_element
);

create table off_plan_vote (
  commissioner_id uuid not null,
  off_plan_vote_id uuid not null,
  off_plan_request_id uuid not null,
  tier tier not null,
  tier_role tier_holder not null,
  human_id text not null,
  voted_by text not null,
  agrees boolean not null,
  lived_experience boolean not null,
  reasons json not null,
  voted_at timestamp with time zone not null,
  round integer not null
);

create table organisation (
  commissioner_id uuid not null,
  organisation_id uuid not null,
  code text not null,
  name text not null,
  kind organisation_kind not null,
  registered_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  address_lines text[],
  postcode text,
  changed_at timestamp with time zone not null default date_trunc('milliseconds'::text, current_instant())
);

create table organisation_float (
  commissioner_id uuid not null,
  organisation_id uuid not null,
  opened_by text not null,
  opened_at timestamp with time zone not null
);

create table page_link (
  commissioner_id uuid not null,
  page_link_id uuid not null,
  case_id uuid not null,
  subject text not null,
  organisation_id uuid,
  made_as page_link_maker not null,
  code_hash text not null,
  made_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  opened_at timestamp with time zone,
  session_hash text,
  seen_at timestamp with time zone,
  closed_at timestamp with time zone
);

create table panel_meeting (
  commissioner_id uuid not null,
  panel_meeting_id uuid not null,
  case_id uuid not null,
  support_plan_id uuid not null,
  tier tier not null,
  starts_at timestamp with time zone not null,
  way meeting_way not null,
  place text not null,
  sits text[] not null,
  set_by text not null,
  set_by_name text not null,
  set_at timestamp with time zone not null,
  moved_words text,
  told_on date,
  told_how way_of_saying,
  told_evidence text,
  told_recorded_by text,
  wish hearing_way,
  wish_words text,
  speaker text,
  less_notice boolean not null default false,
  wish_by text,
  wish_at timestamp with time zone,
  heard hearing_way,
  heard_words text,
  heard_recorded_by text,
  heard_recorded_at timestamp with time zone,
  called_off_at timestamp with time zone,
  called_off_by text,
  called_off_words text
);

create table pay_run (
  commissioner_id uuid not null,
  pay_run_id uuid not null,
  until_on date not null,
  pay_on date not null,
  payer_id uuid not null,
  service_user_number text,
  drafted_by text not null,
  drafted_at timestamp with time zone not null,
  reviewed_by text,
  reviewed_at timestamp with time zone,
  approved_by text,
  approved_at timestamp with time zone,
  instructed_at timestamp with time zone,
  payment_count integer not null,
  total_pence bigint not null,
  filed_at timestamp with time zone,
  filed_by text,
  file_format payment_file_format,
  file_mark text,
  settled_at timestamp with time zone,
  cancelled_at timestamp with time zone,
  version integer not null default 1,
  cancel_asked_by text,
  cancel_asked_at timestamp with time zone,
  cancelled_by text,
  changed_at timestamp with time zone not null default date_trunc('milliseconds'::text, current_instant())
);

create table pay_run_result (
  commissioner_id uuid not null,
  reference text not null,
  pay_run_id uuid not null,
  paid_on date,
  failure text,
  imported_by text not null,
  imported_at timestamp with time zone not null,
  taken_at timestamp with time zone,
  failure_before text,
  corrected_by text,
  corrected_because text,
  corrected_at timestamp with time zone
);

create table payee (
  commissioner_id uuid not null,
  payee_id uuid not null,
  kind payee_kind not null,
  name text not null,
  name_key text not null,
  organisation_id uuid,
  contact text,
  registered_by text not null,
  registered_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  ending_asked_by text,
  ending_asked_at timestamp with time zone,
  to_follow uuid,
  reopening_asked_by text,
  reopening_asked_at timestamp with time zone,
  reopening_because text,
  reopened_by text,
  reopened_at timestamp with time zone,
  reopened_because text,
  contact_asked text,
  contact_asked_by text,
  contact_asked_at timestamp with time zone,
  changed_at timestamp with time zone not null default date_trunc('milliseconds'::text, current_instant())
);

create table payee_contact_change (
  commissioner_id uuid not null,
  payee_contact_change_id uuid not null,
  payee_id uuid not null,
  contact_before text,
  asked_by text not null,
  changed_by text not null,
  changed_at timestamp with time zone not null,
  told_on date
);

create table payee_decision (
  commissioner_id uuid not null,
  payee_decision_id uuid not null,
  case_id uuid not null,
  payee_id uuid not null,
  outcome payee_outcome not null,
  ties text[] not null,
  because text not null,
  decided_by text not null,
  decided_at timestamp with time zone not null,
  team_ties text[] not null,
  declared_tie_ids text[] not null
);

create table payee_evidence (
  commissioner_id uuid not null,
  payee_evidence_id uuid not null,
  payee_id uuid not null,
  kind payee_evidence_kind not null,
  issued_on date not null,
  expires_on date not null,
  document_hash text,
  seen_by text not null,
  seen_at timestamp with time zone not null,
  shared_because text
);

create table payee_question (
  commissioner_id uuid not null,
  payee_question_id uuid not null,
  case_id uuid not null,
  payee_id uuid not null,
  ties text[] not null,
  asked_at timestamp with time zone not null,
  outcome payee_question_outcome,
  closed_at timestamp with time zone
);

create table payee_tie (
  commissioner_id uuid not null,
  payee_tie_id uuid not null,
  case_id uuid not null,
  payee_id uuid not null,
  tie payee_declared_tie not null,
  words text not null,
  declared_as case_role not null,
  declared_by text not null,
  declared_at timestamp with time zone not null,
  ended_because text,
  ended_by text,
  ended_at timestamp with time zone
);

create table payment (
  commissioner_id uuid not null,
  payment_id uuid not null,
  case_id uuid not null,
  plan_line_id uuid not null,
  payee_id uuid,
  purpose payment_purpose not null,
  amount_pence bigint not null,
  from_on date not null,
  until_on date not null,
  due_on date not null,
  reference text not null,
  planned_at timestamp with time zone not null,
  hold_reason payment_hold_reason,
  held_by text,
  held_at timestamp with time zone,
  pay_run_id uuid,
  instructed_at timestamp with time zone,
  settled_at timestamp with time zone,
  paid_on date,
  failure text,
  cancelled_at timestamp with time zone,
  cancelled_because payment_cancellation,
  purchase_id uuid,
  released_at timestamp with time zone,
  to_hold boolean not null,
  owed_for_days boolean not null default false,
  held_before payment_hold_reason,
  above_rate_pence bigint not null default 0,
  instead_of uuid,
  changed_at timestamp with time zone not null default date_trunc('milliseconds'::text, current_instant()),
  release_is_past boolean not null default false
);

create table period_end (
  commissioner_id uuid not null,
  period_end_id uuid not null,
  case_id uuid not null,
  support_plan_id uuid not null,
  from_on date not null,
  until_on date not null,
  scheme_version integer not null,
  lines json not null,
  over_pence bigint not null,
  ended_at timestamp with time zone not null
);

create table person (
  commissioner_id uuid not null,
  person_id uuid not null,
  nhs_number character(10),
  given_name text,
  family_name text,
  born_on text not null,
  ethnic_category ethnic_category not null,
  language text not null,
  interpreter_needed boolean not null,
  communication_needs text,
  version integer not null,
  registered_at timestamp with time zone not null,
  registered_by text,
  registered_for uuid,
  joined_into uuid,
  name_letters text not null,
  changed_at timestamp with time zone not null default date_trunc('milliseconds'::text, current_instant())
);

create table person_history (
  commissioner_id uuid not null,
  person_history_id uuid not null,
  person_id uuid not null,
  version integer not null,
  former json not null,
  changed_by text not null,
  changed_at timestamp with time zone not null
);

create table person_request (
  commissioner_id uuid not null,
  person_request_id uuid not null,
  case_id uuid not null,
  kind person_request_kind not null,
  owner request_owner not null,
  words text not null,
  asked_by text not null,
  asked_as case_role not null,
  asked_at timestamp with time zone not null,
  outcome person_request_outcome,
  answer_words text,
  answered_by text,
  answered_by_name text,
  answered_at timestamp with time zone
);

create table plan_line (
  commissioner_id uuid not null,
  plan_line_id uuid not null,
  case_id uuid not null,
  support_plan_id uuid not null,
  key text not null,
  title text not null,
  category text not null,
  deployment deployment not null,
  instrument payment_instrument not null,
  holder_id uuid,
  agreed_pence bigint not null,
  status plan_line_status not null,
  closed_on date,
  crisis_pence bigint not null default 0,
  pays_back boolean not null default false,
  moved_pence bigint not null default 0,
  carried_pence bigint not null default 0,
  look_on date not null default '-infinity'::date,
  element budget_element
);

create table practice_act (
  commissioner_id uuid not null,
  practice_act_id uuid not null,
  case_id uuid not null,
  health_need_id uuid not null,
  kind practice_act_kind not null,
  words text,
  gp_name text,
  gp_post text,
  way practice_way not null,
  on_day date not null,
  document_hash text,
  done_by text not null,
  done_by_name text not null,
  done_at timestamp with time zone not null,
  what_would_change text
);

create table provider_stop (
  commissioner_id uuid not null,
  provider_stop_id uuid not null,
  case_id uuid not null,
  organisation_id uuid not null,
  lines text[] not null,
  stopped_on date not null,
  reported_by text not null,
  reported_at timestamp with time zone not null,
  outcome provider_stop_outcome,
  closed_at timestamp with time zone
);

create table purchase (
  commissioner_id uuid not null,
  purchase_id uuid not null,
  case_id uuid not null,
  plan_line_id uuid not null,
  amount_pence bigint not null,
  payee text not null,
  bought text not null,
  bought_on date not null,
  instrument payment_instrument not null,
  bought_by text not null,
  recorded_at timestamp with time zone not null,
  reversed_at timestamp with time zone,
  reversal_reason text,
  reversed_pence bigint not null default 0,
  payee_id uuid,
  chase_on date,
  missing_since date,
  float_organisation_id uuid,
  quarter_units integer,
  unit cost_unit,
  asked_again_on date,
  own_pence bigint not null default 0,
  own_reversed_pence bigint not null default 0,
  changed_at timestamp with time zone not null default date_trunc('milliseconds'::text, current_instant())
);

create table purchase_mark (
  commissioner_id uuid not null,
  purchase_id uuid not null,
  reason purchase_mark_reason not null,
  like_purchase_id uuid,
  marked_at timestamp with time zone not null,
  purchase_mark_id uuid not null default ordered_id()
);

create table receipt (
  commissioner_id uuid not null,
  receipt_id uuid not null,
  purchase_id uuid not null,
  amount_pence bigint not null,
  issued_on date not null,
  document_hash text not null,
  received_by text not null,
  received_at timestamp with time zone not null,
  document_id uuid,
  changed_at timestamp with time zone not null default date_trunc('milliseconds'::text, current_instant())
);

create table receipt_chase (
  commissioner_id uuid not null,
  purchase_id uuid not null,
  step receipt_chase_step not null,
  chased_on date not null,
  lifted_by text,
  lifted_because text,
  lifted_at timestamp with time zone,
  changed_at timestamp with time zone not null default date_trunc('milliseconds'::text, current_instant())
);

create table receipt_loss (
  commissioner_id uuid not null,
  purchase_id uuid not null,
  because text not null,
  said_by text not null,
  said_at timestamp with time zone not null,
  accepted_by text,
  accepted_because text,
  accepted_at timestamp with time zone,
  changed_at timestamp with time zone not null default date_trunc('milliseconds'::text, current_instant())
);

create table record_opening (
  commissioner_id uuid not null,
  record_opening_id uuid not null,
  person_id uuid not null,
  actor_id text not null,
  actor_name text not null,
  task opening_task not null,
  reason text not null,
  until_on date not null,
  opened_by text not null,
  opened_at timestamp with time zone not null,
  ended_at timestamp with time zone
);

create table record_read (
  commissioner_id uuid not null,
  record_read_id uuid not null,
  person_id uuid not null,
  case_id uuid,
  actor_id text not null,
  actor_name text not null,
  organisation_id uuid,
  ground text not null,
  operation text not null,
  read_at timestamp with time zone not null
);

create table record_request (
  commissioner_id uuid not null,
  record_request_id uuid not null,
  person_id uuid not null,
  reason text not null,
  received_on date not null,
  due_on date not null,
  recorded_by text not null,
  recorded_at timestamp with time zone not null
);

create table record_restriction (
  commissioner_id uuid not null,
  record_restriction_id uuid not null,
  person_id uuid not null,
  reason text not null,
  restricted_by text not null,
  restricted_at timestamp with time zone not null,
  lifted_by text,
  lifted_at timestamp with time zone
);

create table recorded_identity (
  commissioner_id uuid not null,
  person_id uuid not null,
  version integer not null,
  nhs_number character(10),
  given_name text,
  family_name text,
  name_letters text not null,
  born_on text not null,
  recorded_at timestamp with time zone not null
);

create table recorded_signing (
  commissioner_id uuid not null,
  recorded_signing_id uuid not null,
  case_id uuid not null,
  asked_by text not null,
  asked_at timestamp with time zone not null,
  ended_at timestamp with time zone
);

create table records_export (
  commissioner_id uuid not null,
  records_export_id uuid not null,
  records_of text,
  format export_format not null,
  because text not null,
  asked_by text not null,
  asked_by_name text not null,
  asked_at timestamp with time zone not null
);

create table referral (
  commissioner_id uuid not null,
  referral_id uuid not null,
  person_id uuid not null,
  scheme_id uuid not null,
  trust_id uuid not null,
  organisation_id uuid not null,
  referred_by text not null,
  referred_on date not null,
  received_how way_of_saying not null,
  recorded_by text not null,
  recorded_by_name text not null,
  recorded_for uuid,
  coordinates boolean not null,
  recorded_at timestamp with time zone not null,
  answer_by date not null,
  outcome referral_outcome,
  answered_by text,
  answered_at timestamp with time zone,
  case_id uuid,
  entry_status entry_status
);

create table representation (
  commissioner_id uuid not null,
  case_member_id uuid not null,
  case_id uuid not null,
  actor_id text not null,
  name text not null,
  relative boolean not null,
  basis legal_basis not null,
  basis_since date not null,
  basis_evidence text not null,
  appointment appointment not null,
  for_welfare boolean not null,
  for_property boolean not null,
  until_on date,
  added_by text not null,
  added_at timestamp with time zone not null,
  verified_by text,
  verified_at timestamp with time zone,
  verified_evidence text
);

create table resource (
  commissioner_id uuid not null,
  resource_id uuid not null,
  kind resource_kind not null,
  name text not null,
  description text not null,
  run_by text not null,
  organisation_id uuid,
  cost text not null,
  price_pence bigint,
  places integer,
  languages text[] not null,
  culture text,
  accessibility text,
  areas text[] not null,
  needs text[] not null,
  contact text not null,
  from_on date not null,
  until_on date,
  checked_on date,
  checked_by text,
  checked_by_name text,
  registered_by text not null,
  registered_at timestamp with time zone not null,
  changed_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  version integer not null
);

create table resource_source (
  commissioner_id uuid not null,
  source text not null,
  source_id text not null,
  resource_id uuid not null,
  content_hash text not null,
  imported_by text not null,
  imported_at timestamp with time zone not null
);

create table resource_term (
  commissioner_id uuid not null,
  resource_id uuid not null,
  term text not null,
  cost text not null
);

create table restored_line (
  commissioner_id uuid not null,
  plan_line_id uuid not null,
  appeal_id uuid not null,
  case_id uuid not null,
  lost_from date not null,
  restored_on date not null,
  restored_pence bigint not null,
  lost_pence bigint not null
);

create table review (
  commissioner_id uuid not null,
  review_id uuid not null,
  case_id uuid not null,
  support_plan_id uuid,
  kind review_kind not null,
  status review_status not null,
  due_on date not null,
  scheduled_at timestamp with time zone not null,
  content json,
  finding review_finding,
  done_by text,
  done_at timestamp with time zone,
  version integer not null,
  route json,
  because review_cause,
  changed_at timestamp with time zone not null default date_trunc('milliseconds'::text, current_instant())
);

create table routing (
  commissioner_id uuid not null,
  routing_id uuid not null,
  support_plan_id uuid not null,
  plan_version integer not null,
  tier tier not null,
  because routing_reason not null,
  sentence text not null,
  passed_on_by text,
  arrived_at timestamp with time zone not null
);

create table safe_contact (
  commissioner_id uuid not null,
  person_id uuid not null,
  may_email boolean not null,
  may_text boolean not null,
  may_post boolean not null,
  from_time text,
  to_time text,
  paused boolean not null,
  paused_until date,
  said_on date,
  how way_of_saying,
  present text,
  evidence text,
  set_by text not null,
  set_as safe_contact_setter not null,
  set_at timestamp with time zone not null,
  version integer not null
);

create table safe_contact_not_to (
  commissioner_id uuid not null,
  person_id uuid not null,
  case_member_id uuid not null
);

create table said_for (
  commissioner_id uuid not null,
  said_for_id uuid not null,
  case_id uuid not null,
  kind said_for_kind not null,
  subject_id uuid not null,
  words text,
  said_on date not null,
  how way_of_saying,
  present text,
  evidence text not null,
  recorded_by text not null,
  recorded_as said_for_recorder not null,
  recorded_at timestamp with time zone not null,
  objection_by date not null,
  before json,
  objected_at timestamp with time zone,
  objected_by text,
  objected_words text,
  answered_at timestamp with time zone,
  answered_by text,
  answer objection_answer,
  answer_words text,
  version integer not null default 1
);

create table schema_migration (
  name text not null,
  hash text not null,
  applied_at timestamp with time zone not null default now()
);

create table scheme (
  commissioner_id uuid not null,
  scheme_id uuid not null,
  code text not null,
  title text not null
);

create table scheme_council (
  commissioner_id uuid not null,
  scheme_council_id uuid not null,
  scheme_id uuid not null,
  organisation_id uuid not null,
  enrolled_by text not null,
  enrolled_at timestamp with time zone not null,
  ended_by text,
  ended_at timestamp with time zone,
  pays boolean not null default true
);

create table scheme_draft (
  commissioner_id uuid not null,
  scheme_draft_id uuid not null,
  scheme_id uuid not null,
  based_on_version integer,
  rules json not null,
  content_hash text not null,
  published_version integer,
  drafted_by text not null,
  drafted_at timestamp with time zone not null,
  changed_at timestamp with time zone not null,
  version integer not null,
  author_ids text[] not null default '{}'::text[],
  proposed_starts_on date,
  proposed_note text,
  proposed_by text,
  proposed_at timestamp with time zone
);

create table scheme_publication (
  commissioner_id uuid not null,
  scheme_id uuid not null,
  version integer not null,
  scheme_draft_id uuid not null,
  simulation_id uuid not null,
  equality_note text not null,
  published_by text not null,
  published_at timestamp with time zone not null,
  proposed_by text
);

create table scheme_version (
  commissioner_id uuid not null,
  scheme_id uuid not null,
  version integer not null,
  starts_on date not null,
  rules json not null,
  published_at timestamp with time zone not null
);

create table service_agreement (
  commissioner_id uuid not null,
  service_agreement_id uuid not null,
  payee_id uuid not null,
  holder_id uuid,
  renews_id uuid,
  what text not null,
  categories text[] not null,
  unit cost_unit not null,
  rate_pence bigint not null,
  from_on date not null,
  until_on date not null,
  drafted_by text not null,
  drafted_at timestamp with time zone not null,
  payer_signed_by text,
  payer_signed_at timestamp with time zone,
  provider_signed_by text,
  provider_signed_at timestamp with time zone,
  provider_signatory text,
  provider_document_hash text,
  ended_on date,
  ended_because text,
  ended_by text,
  ended_at timestamp with time zone,
  followed_at timestamp with time zone,
  changed_at timestamp with time zone not null default date_trunc('milliseconds'::text, current_instant())
);

create table sharing_without_consent (
  commissioner_id uuid not null,
  sharing_without_consent_id uuid not null,
  person_id uuid not null,
  organisation_id uuid not null,
  purpose consent_purpose not null,
  legal_basis sharing_basis not null,
  reason text not null,
  until_on date not null,
  decided_by text not null,
  decided_by_name text not null,
  decided_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  ended_by text
);

create table sign_in (
  commissioner_id uuid not null,
  sign_in_id uuid not null,
  person_id uuid not null,
  subject text not null,
  linked_by sign_in_link not null,
  sign_in_code_id uuid,
  linked_at timestamp with time zone not null,
  end_proposed_by text,
  end_proposed_at timestamp with time zone,
  ended_by text,
  ended_at timestamp with time zone
);

create table sign_in_code (
  commissioner_id uuid not null,
  sign_in_code_id uuid not null,
  person_id uuid not null,
  locator text not null,
  hash text not null,
  handed_over hand_over not null,
  issued_by text not null,
  issued_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  confirmed_by text,
  confirmed_at timestamp with time zone,
  tries integer not null default 0,
  ended_at timestamp with time zone,
  ended_as sign_in_code_end
);

create table signal_watch (
  commissioner_id uuid not null,
  looked_to uuid not null
);

create table signature (
  commissioner_id uuid not null,
  signature_id uuid not null,
  support_plan_id uuid not null,
  plan_version integer not null,
  case_role case_role not null,
  actor_id text not null,
  name text not null,
  how way_of_signing not null,
  content_hash text not null,
  recorded_by text not null,
  signed_at timestamp with time zone not null,
  said_for_id uuid
);

create table simulated_case (
  commissioner_id uuid not null,
  simulation_id uuid not null,
  case_id uuid not null,
  scheme_version integer,
  ethnic_category ethnic_category not null,
  language text not null,
  interpreter_needed boolean not null,
  calculated boolean not null,
  now_pence bigint,
  now_refused text,
  now_tier tier,
  now_near text,
  proposed_pence bigint,
  proposed_refused text,
  proposed_tier tier,
  proposed_near text,
  calculated_pence bigint
);

create table simulation (
  commissioner_id uuid not null,
  simulation_id uuid not null,
  scheme_draft_id uuid not null,
  scheme_id uuid not null,
  rules json not null,
  content_hash text not null,
  requested_by text not null,
  frozen_at timestamp with time zone not null,
  status simulation_status not null,
  total integer not null,
  done integer not null,
  last_case_id uuid,
  failures integer not null,
  result json,
  ended_at timestamp with time zone,
  based_on_version integer
);

create table social_care_budget (
  commissioner_id uuid not null,
  social_care_budget_id uuid not null,
  case_id uuid not null,
  organisation_id uuid not null,
  reference text not null,
  amount_pence bigint not null,
  pays_for text not null,
  from_on date not null,
  evidence text not null,
  needs_assessment_id uuid,
  recorded_by text not null,
  recorded_by_name text not null,
  recorded_at timestamp with time zone not null
);

create table spending_check (
  commissioner_id uuid not null,
  spending_check_id uuid not null,
  case_id uuid not null,
  found_in spending_check_place not null,
  plan_line_id uuid,
  support_plan_id uuid,
  line text,
  card_feed_line_id uuid,
  amount_pence bigint,
  words text not null,
  words_hash text not null,
  uses text[] not null,
  said text,
  asked_by text not null,
  asked_at timestamp with time zone not null,
  outcome spending_check_outcome,
  because text,
  decided_by text,
  decided_at timestamp with time zone,
  payee text,
  off_plan_request_id uuid,
  waiting_claim_id uuid,
  about spending_check_about not null,
  vetting vetting
);

create table spending_check_use (
  commissioner_id uuid not null,
  spending_check_id uuid not null,
  purchase_id uuid not null
);

create table spending_freeze (
  commissioner_id uuid not null,
  spending_freeze_id uuid not null,
  concern_id uuid not null,
  case_id uuid not null,
  about freeze_about not null,
  plan_line_id uuid,
  payee text,
  payee_letters text,
  reason text not null,
  placed_by text not null,
  placed_by_name text not null,
  placed_at timestamp with time zone not null,
  until_on date not null,
  lifted_at timestamp with time zone,
  kept_since timestamp with time zone,
  lifting_asked_by text,
  lifting_asked_at timestamp with time zone,
  lifting_because text
);

create table spending_question (
  commissioner_id uuid not null,
  spending_question_id uuid not null,
  case_id uuid not null,
  plan_line_id uuid not null,
  code spending_question_code not null,
  since date not null,
  sentence text not null,
  asked_at timestamp with time zone not null,
  outcome spending_question_outcome,
  answer text,
  answered_by text,
  closed_at timestamp with time zone
);

create table staff_identity (
  commissioner_id uuid not null,
  actor_id text not null,
  staff_member_id uuid not null,
  added_by text not null,
  added_at timestamp with time zone not null,
  confirmed_by text,
  confirmed_at timestamp with time zone
);

create table staff_member (
  commissioner_id uuid not null,
  staff_member_id uuid not null,
  organisation_id uuid,
  name text,
  registered_by text not null,
  registered_at timestamp with time zone not null,
  ended_by text,
  ended_at timestamp with time zone,
  is_peer boolean not null default false
);

create table stay_tally (
  commissioner_id uuid not null,
  decided_on date not null,
  scheme_id uuid not null,
  tier tier not null,
  arrived_on date not null,
  left_on date not null,
  plans integer not null
);

create table stored_document (
  commissioner_id uuid not null,
  stored_document_id uuid not null,
  put_at timestamp with time zone not null,
  is_kept boolean not null default false
);

create table support_plan (
  commissioner_id uuid not null,
  support_plan_id uuid not null,
  case_id uuid not null,
  status plan_status not null,
  content json not null,
  total_pence bigint not null,
  content_hash text not null,
  author_ids text[] not null,
  submitted_version integer,
  tier tier,
  opened_at timestamp with time zone not null,
  submitted_at timestamp with time zone,
  agreed_at timestamp with time zone,
  version integer not null,
  agreed_pence bigint,
  withdrawn_at timestamp with time zone,
  period_from date,
  period_until date,
  agreed_limit_pence bigint,
  takes_effect_after date,
  superseded_by uuid,
  changed_at timestamp with time zone not null default date_trunc('milliseconds'::text, current_instant()),
  waits_since date,
  short_pence bigint
);

create table support_plan_version (
  commissioner_id uuid not null,
  support_plan_id uuid not null,
  version integer not null,
  content json not null,
  total_pence bigint not null,
  content_hash text not null,
  submitted_by text not null,
  submitted_at timestamp with time zone not null
);

create table surplus_recovery (
  commissioner_id uuid not null,
  surplus_recovery_id uuid not null,
  case_id uuid not null,
  support_plan_id uuid not null,
  status surplus_recovery_status not null,
  lines json not null,
  words text not null,
  told_on date not null,
  told_how way_of_saying not null,
  answer text,
  answered_by text,
  answered_at timestamp with time zone,
  factors json not null,
  proposed_by text not null,
  proposed_at timestamp with time zone not null,
  decision_id uuid,
  taken_after date,
  closed_at timestamp with time zone,
  kind surplus_recovery_kind not null default 'taken-back'::surplus_recovery_kind,
  looked_on date
);

create table take_over (
  commissioner_id uuid not null,
  take_over_id uuid not null,
  case_id uuid not null,
  support_plan_id uuid not null,
  actor_id text not null,
  actor_name text not null,
  organisation_id uuid,
  lines text[] not null,
  began_by text not null,
  began_as case_role not null,
  began_at timestamp with time zone not null,
  until_on date not null,
  ended_by text,
  ended_at timestamp with time zone,
  ended_because take_over_end
);

create table unmet_need (
  commissioner_id uuid not null,
  unmet_need_id uuid not null,
  case_id uuid not null,
  source unmet_need_source not null,
  need text not null,
  district text not null,
  language text not null,
  recorded_by text not null,
  recorded_on date not null,
  recorded_at timestamp with time zone not null
);

create table vote (
  commissioner_id uuid not null,
  vote_id uuid not null,
  support_plan_id uuid not null,
  plan_version integer not null,
  tier tier not null,
  actor_id text not null,
  name text not null,
  lived_experience boolean not null,
  agrees boolean not null,
  reasons json not null,
  voted_at timestamp with time zone not null,
  tier_role tier_holder not null,
  except_lines text[] not null,
  in_place_of text
);

create table waiting_claim (
  commissioner_id uuid not null,
  waiting_claim_id uuid not null,
  case_id uuid not null,
  cause waiting_cause not null,
  cause_id uuid not null,
  window_from date not null,
  window_until date not null,
  bought text not null,
  category text not null,
  amount_pence bigint not null,
  spent_on date not null,
  words text not null,
  document_hash text,
  no_receipt_because text,
  document_id uuid,
  claimed_by text not null,
  claimed_as case_role not null,
  claimed_at timestamp with time zone not null,
  status waiting_claim_status not null,
  tier tier,
  agreed_pence bigint,
  plan_line_id uuid,
  decision_id uuid,
  closed_at timestamp with time zone
);

create table webhook (
  commissioner_id uuid not null,
  webhook_id uuid not null,
  organisation_id uuid,
  url text not null,
  types text[],
  status webhook_status not null,
  looked_to bigint not null,
  failing_since timestamp with time zone,
  registered_by text not null,
  registered_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  version integer not null,
  left_alone_until timestamp with time zone
);

create table webhook_delivery (
  commissioner_id uuid not null,
  webhook_delivery_id uuid not null,
  webhook_id uuid not null,
  audit_entry_id uuid,
  sequence bigint,
  case_id uuid,
  status webhook_delivery_status not null,
  attempts integer not null,
  since_at timestamp with time zone not null,
  due_at timestamp with time zone not null,
  claimed_until timestamp with time zone,
  tried_at timestamp with time zone,
  last_status integer,
  settled_at timestamp with time zone
);

create table webhook_secret (
  commissioner_id uuid not null,
  webhook_secret_id uuid not null,
  webhook_id uuid not null,
  key_id text not null,
  sealed bytea not null,
  made_at timestamp with time zone not null,
  until_at timestamp with time zone
);

-- Constraints

alter table account add constraint account_pkey PRIMARY KEY (commissioner_id, holder_id, kind);
alter table account add constraint account_not_overdrawn CHECK ((((kind)::text = ANY (ARRAY['float'::text, 'paid-in'::text])) OR
CASE
    WHEN ((kind)::text = 'funding'::text) THEN true
    WHEN ((kind)::text = ANY (ARRAY['commissioner'::text, 'local-authority'::text, 'pool'::text, 'own'::text])) THEN (balance_pence <= 0)
    ELSE (balance_pence >= 0)
END));
alter table account add constraint account_of_somebody_check CHECK (((case_id IS NULL) = ((kind)::text = ANY (ARRAY['float'::text, 'paid-in'::text]))));
alter table account add constraint account_weight CHECK (((((kind)::text = ANY (ARRAY['commissioner'::text, 'local-authority'::text, 'pool'::text])) = (weight IS NOT NULL)) AND (COALESCE(weight, (0)::bigint) >= 0)));
alter table account add constraint account_of_case FOREIGN KEY (commissioner_id, case_id) REFERENCES budget_case(commissioner_id, case_id) ON DELETE CASCADE;
alter table announced_ending add constraint announced_ending_pkey PRIMARY KEY (commissioner_id, announced_ending_id);
alter table announced_ending add constraint announced_ending_closed_whole_check CHECK (((closed_at IS NULL) = (outcome IS NULL)));
alter table announced_ending add constraint announced_ending_of_case FOREIGN KEY (commissioner_id, case_id) REFERENCES budget_case(commissioner_id, case_id) ON DELETE CASCADE;
alter table announced_ending add constraint announced_ending_of_decision FOREIGN KEY (commissioner_id, decision_id) REFERENCES decision(commissioner_id, decision_id) ON DELETE CASCADE;
alter table appeal add constraint appeal_pkey PRIMARY KEY (commissioner_id, appeal_id);
alter table appeal add constraint appeal_recorded_how CHECK (((how IS NOT NULL) OR (lodged_as = ANY (ARRAY['person'::appeal_lodger, 'representative'::appeal_lodger, 'advocate'::appeal_lodger]))));
alter table appeal add constraint appeal_of_case FOREIGN KEY (commissioner_id, case_id) REFERENCES budget_case(commissioner_id, case_id) ON DELETE CASCADE;
alter table appeal add constraint appeal_of_decision FOREIGN KEY (commissioner_id, decision_id) REFERENCES decision(commissioner_id, decision_id) ON DELETE CASCADE;
alter table appeal add constraint appeal_outcome FOREIGN KEY (commissioner_id, outcome_decision_id) REFERENCES decision(commissioner_id, decision_id) ON DELETE CASCADE;
alter table attachment add constraint attachment_pkey PRIMARY KEY (commissioner_id, attachment_id);
alter table attachment add constraint attachment_no_words_check CHECK (((withdrawn_because IS DISTINCT FROM 'about-somebody-else'::attachment_withdrawal) OR ((withdrawn_words IS NULL) AND (title IS NULL))));
alter table attachment add constraint attachment_of_itself_check CHECK (((kind <> 'case'::attachment_kind) OR (of_id = case_id)));
alter table attachment add constraint attachment_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text));
alter table attachment add constraint attachment_title_check CHECK (((title IS NOT NULL) OR ((withdrawn_because IS NOT NULL) AND (withdrawn_because = 'about-somebody-else'::attachment_withdrawal))));
alter table attachment add constraint attachment_withdrawn_check CHECK ((num_nulls(withdrawn_at, withdrawn_by, withdrawn_because) = ANY (ARRAY[0, 3])));
alter table attachment add constraint attachment_withdrawn_words_check CHECK (((withdrawn_words IS NULL) OR (withdrawn_at IS NOT NULL)));
alter table attachment add constraint attachment_document FOREIGN KEY (commissioner_id, document_id) REFERENCES document(commissioner_id, document_id) ON DELETE CASCADE;
alter table attachment add constraint attachment_of_appeal FOREIGN KEY (commissioner_id, appeal_id) REFERENCES appeal(commissioner_id, appeal_id) ON DELETE CASCADE;
alter table attachment add constraint attachment_of_case FOREIGN KEY (commissioner_id, case_id) REFERENCES budget_case(commissioner_id, case_id) ON DELETE CASCADE;
alter table attachment add constraint attachment_of_decision FOREIGN KEY (commissioner_id, decision_id) REFERENCES decision(commissioner_id, decision_id) ON DELETE CASCADE;
alter table attachment add constraint attachment_of_information_request FOREIGN KEY (commissioner_id, information_request_id) REFERENCES information_request(commissioner_id, information_request_id) ON DELETE CASCADE;
alter table attachment add constraint attachment_of_off_plan_request FOREIGN KEY (commissioner_id, off_plan_request_id) REFERENCES off_plan_request(commissioner_id, off_plan_request_id) ON DELETE CASCADE;
alter table attachment add constraint attachment_of_person_request FOREIGN KEY (commissioner_id, person_request_id) REFERENCES person_request(commissioner_id, person_request_id) ON DELETE CASCADE;
alter table attachment add constraint attachment_of_surplus_recovery FOREIGN KEY (commissioner_id, surplus_recovery_id) REFERENCES surplus_recovery(commissioner_id, surplus_recovery_id) ON DELETE CASCADE;
alter table attempt add constraint attempt_pkey PRIMARY KEY (commissioner_id, actor_id, hour, kind);
alter table attempt add constraint attempt_commissioner_id_fkey FOREIGN KEY (commissioner_id) REFERENCES commissioner(commissioner_id);
alter table audit_entry add constraint audit_entry_pkey PRIMARY KEY (commissioner_id, audit_entry_id);
alter table audit_entry add constraint audit_entry_commissioner_id_fkey FOREIGN KEY (commissioner_id) REFERENCES commissioner(commissioner_id);
alter table audit_outbox add constraint audit_outbox_pkey PRIMARY KEY (commissioner_id, audit_entry_id);
alter table audit_sample add constraint audit_sample_pkey PRIMARY KEY (commissioner_id, audit_sample_id);
alter table audit_sample add constraint audit_sample_days_check CHECK ((from_on <= until_on));
alter table audit_sample add constraint audit_sample_size_check CHECK ((size > 0));
alter table audit_sample_item add constraint audit_sample_item_pkey PRIMARY KEY (commissioner_id, audit_sample_id, item_id);
alter table audit_sample_item add constraint audit_sample_item_found_whole_check CHECK ((num_nonnulls(finding, finding_words, found_by, found_at) = ANY (ARRAY[0, 4])));
alter table audit_sample_item add constraint audit_sample_item_of_one_check CHECK (((num_nonnulls(purchase_id, bank_account_id, line_move_id, give_back_id, decision_id, payment_id) = 1) AND (item_id = COALESCE(purchase_id, bank_account_id, line_move_id, give_back_id, decision_id, payment_id))));
alter table audit_sample_item add constraint audit_sample_item_of_bank_account FOREIGN KEY (commissioner_id, bank_account_id) REFERENCES bank_account(commissioner_id, bank_account_id) ON DELETE CASCADE;
alter table audit_sample_item add constraint audit_sample_item_of_decision FOREIGN KEY (commissioner_id, decision_id) REFERENCES decision(commissioner_id, decision_id) ON DELETE CASCADE;
alter table audit_sample_item add constraint audit_sample_item_of_give_back FOREIGN KEY (commissioner_id, give_back_id) REFERENCES give_back(commissioner_id, give_back_id) ON DELETE CASCADE;
alter table audit_sample_item add constraint audit_sample_item_of_line_move FOREIGN KEY (commissioner_id, line_move_id) REFERENCES line_move(commissioner_id, line_move_id) ON DELETE CASCADE;
alter table audit_sample_item add constraint audit_sample_item_of_payment FOREIGN KEY (commissioner_id, payment_id) REFERENCES payment(commissioner_id, payment_id) ON DELETE CASCADE;
alter table audit_sample_item add constraint audit_sample_item_of_purchase FOREIGN KEY (commissioner_id, purchase_id) REFERENCES purchase(commissioner_id, purchase_id) ON DELETE CASCADE;
alter table audit_sample_item add constraint audit_sample_item_of_sample FOREIGN KEY (commissioner_id, audit_sample_id) REFERENCES audit_sample(commissioner_id, audit_sample_id);
alter table audit_seal add constraint audit_seal_pkey PRIMARY KEY (commissioner_id, sequence);
alter table audit_seal add constraint audit_seal_one_per_entry UNIQUE (commissioner_id, audit_entry_id);
alter table audit_seal add constraint audit_seal_sequence_check CHECK ((sequence > 0));
alter table audit_seal add constraint audit_seal_signed CHECK (((sealed_at IS NOT NULL) AND (key_id IS NOT NULL) AND (signature IS NOT NULL))) NOT VALID;
alter table audit_seal add constraint audit_seal_commissioner_id_fkey FOREIGN KEY (commissioner_id) REFERENCES commissioner(commissioner_id);
alter table audit_seal add constraint audit_seal_of_entry FOREIGN KEY (commissioner_id, audit_entry_id) REFERENCES audit_entry(commissioner_id, audit_entry_id);
alter table bank_account add constraint bank_account_pkey PRIMARY KEY (commissioner_id, bank_account_id);
alter table bank_account add constraint bank_account_decided_check CHECK (((status = 'proposed'::bank_account_status) = (decided_at IS NULL)));
alter table bank_account add constraint bank_account_decided_whole_check CHECK ((num_nonnulls(decided_by, decided_at) = ANY (ARRAY[0, 2])));
alter table bank_account add constraint bank_account_owner_check CHECK (((num_nonnulls(payee_id, case_id) = 1) AND (owner_id = COALESCE(payee_id, case_id))));
alter table bank_account add constraint bank_account_sealed_check CHECK ((((octet_length(sealed) >= 29) AND (octet_length(sealed) <= 2000)) AND (octet_length(fingerprint) = 32)));
alter table bank_account add constraint bank_account_told_first_check CHECK (((NOT to_tell) OR (status <> ALL (ARRAY['confirmed'::bank_account_status, 'replaced'::bank_account_status])) OR (told_answer = ANY (ARRAY['theirs'::bank_account_answer, 'no-answer'::bank_account_answer]))));
alter table bank_account add constraint bank_account_told_whole_check CHECK ((num_nonnulls(told_by, told_at, told_how, told_on, told_answer) = ANY (ARRAY[0, 5])));
alter table bank_account add constraint bank_account_of_case FOREIGN KEY (commissioner_id, case_id) REFERENCES budget_case(commissioner_id, case_id) ON DELETE CASCADE;
alter table bank_account add constraint bank_account_of_payee FOREIGN KEY (commissioner_id, payee_id) REFERENCES payee(commissioner_id, payee_id);
alter table bank_account_twin add constraint bank_account_twin_pkey PRIMARY KEY (commissioner_id, bank_account_id, twin_id);
alter table bank_account_twin add constraint bank_account_twin_of FOREIGN KEY (commissioner_id, bank_account_id) REFERENCES bank_account(commissioner_id, bank_account_id) ON DELETE CASCADE;
alter table bank_account_twin add constraint bank_account_twin_with FOREIGN KEY (commissioner_id, twin_id) REFERENCES bank_account(commissioner_id, bank_account_id) ON DELETE CASCADE;
alter table break_glass add constraint break_glass_pkey PRIMARY KEY (commissioner_id, break_glass_id);
alter table break_glass add constraint break_glass_of_case FOREIGN KEY (commissioner_id, case_id) REFERENCES budget_case(commissioner_id, case_id) ON DELETE CASCADE;
alter table break_glass add constraint break_glass_of_person FOREIGN KEY (commissioner_id, person_id) REFERENCES person(commissioner_id, person_id) ON DELETE CASCADE;
alter table broker_conflict add constraint broker_conflict_pkey PRIMARY KEY (commissioner_id, broker_conflict_id);
alter table broker_conflict add constraint broker_conflict_once UNIQUE (commissioner_id, case_id, actor_id);
alter table broker_conflict add constraint broker_conflict_of_case FOREIGN KEY (commissioner_id, case_id) REFERENCES budget_case(commissioner_id, case_id) ON DELETE CASCADE;
alter table broker_hand_over add constraint broker_hand_over_pkey PRIMARY KEY (commissioner_id, broker_hand_over_id);
alter table broker_hand_over add constraint broker_hand_over_from FOREIGN KEY (commissioner_id, from_member_id) REFERENCES case_member(commissioner_id, case_member_id) ON DELETE CASCADE;
alter table broker_hand_over add constraint broker_hand_over_of_case FOREIGN KEY (commissioner_id, case_id) REFERENCES budget_case(commissioner_id, case_id) ON DELETE CASCADE;
alter table broker_hand_over add constraint broker_hand_over_to FOREIGN KEY (commissioner_id, to_member_id) REFERENCES case_member(commissioner_id, case_member_id) ON DELETE CASCADE;
alter table broker_qualification add constraint broker_qualification_pkey PRIMARY KEY (commissioner_id, broker_qualification_id);
alter table broker_qualification add constraint broker_qualification_days_check CHECK ((expires_on >= awarded_on));
alter table broker_qualification add constraint broker_qualification_level_check CHECK (((level >= 1) AND (level <= 8)));
alter table broker_qualification add constraint broker_qualification_of_staff FOREIGN KEY (commissioner_id, staff_member_id) REFERENCES staff_member(commissioner_id, staff_member_id);
alter table brokerage_extension add constraint brokerage_extension_pkey PRIMARY KEY (commissioner_id, brokerage_extension_id);
alter table brokerage_extension add constraint brokerage_extension_minutes_check CHECK ((minutes > 0));
alter table brokerage_extension add constraint brokerage_extension_of_case FOREIGN KEY (commissioner_id, case_id) REFERENCES budget_case(commissioner_id, case_id) ON DELETE CASCADE;
alter table brokerage_time add constraint brokerage_time_pkey PRIMARY KEY (commissioner_id, brokerage_time_id);
alter table brokerage_time add constraint brokerage_time_minutes_check CHECK ((minutes <> 0));
alter table brokerage_time add constraint brokerage_time_of_case FOREIGN KEY (commissioner_id, case_id) REFERENCES budget_case(commissioner_id, case_id) ON DELETE CASCADE;
alter table budget_calculation add constraint budget_calculation_pkey PRIMARY KEY (commissioner_id, budget_calculation_id);
alter table budget_calculation add constraint budget_calculation_amount_pence_check CHECK ((amount_pence >= 0));
alter table budget_calculation add constraint budget_calculation_check CHECK (((reserve_pence >= 0) AND (reserve_pence <= amount_pence)));
alter table budget_calculation add constraint budget_calculation_cost_of_use_pence_check CHECK ((cost_of_use_pence >= 0));
alter table budget_calculation add constraint budget_calculation_of_case FOREIGN KEY (commissioner_id, case_id) REFERENCES budget_case(commissioner_id, case_id) ON DELETE CASCADE;
alter table budget_case add constraint budget_case_pkey PRIMARY KEY (commissioner_id, case_id);
alter table budget_case add constraint budget_case_ended_by_person_check CHECK (((NOT ended_by_person) OR (ending IS NOT NULL)));
alter table budget_case add constraint budget_case_ending_check CHECK (((ending IS NULL) = (ended_at IS NULL)));
alter table budget_case add constraint budget_case_of_person FOREIGN KEY (commissioner_id, person_id) REFERENCES person(commissioner_id, person_id) ON DELETE CASCADE;
alter table budget_case add constraint budget_case_under_rules FOREIGN KEY (commissioner_id, scheme_id, scheme_version) REFERENCES scheme_version(commissioner_id, scheme_id, version);
alter table budget_case add constraint budget_case_with_trust FOREIGN KEY (commissioner_id, trust_id) REFERENCES organisation(commissioner_id, organisation_id);
alter table bulk_import add constraint bulk_import_pkey PRIMARY KEY (commissioner_id, bulk_import_id);
alter table bulk_import add constraint bulk_import_completed_check CHECK (((status <> 'completed'::bulk_import_status) OR (((made + there_already) + refused) = total)));
alter table bulk_import add constraint bulk_import_counts_check CHECK (((total > 0) AND (made >= 0) AND (there_already >= 0) AND (refused >= 0) AND (((made + there_already) + refused) <= total)));
alter table bulk_import add constraint bulk_import_ended_check CHECK (((status = 'running'::bulk_import_status) = (ended_at IS NULL)));
alter table bulk_import add constraint bulk_import_failures_check CHECK ((failures >= 0));
alter table bulk_import add constraint bulk_import_matched_check CHECK ((matched >= 0));
alter table bulk_import add constraint bulk_import_commissioner_id_fkey FOREIGN KEY (commissioner_id) REFERENCES commissioner(commissioner_id);
alter table bulk_import_line add constraint bulk_import_line_pkey PRIMARY KEY (commissioner_id, bulk_import_id, line);
alter table bulk_import_line add constraint bulk_import_line_check CHECK (((line > 0) AND ((outcome = 'refused'::import_outcome) = (errors IS NOT NULL))));
alter table bulk_import_line add constraint bulk_import_line_of_import FOREIGN KEY (commissioner_id, bulk_import_id) REFERENCES bulk_import(commissioner_id, bulk_import_id) ON DELETE CASCADE;
alter table bulk_import_mark add constraint bulk_import_mark_pkey PRIMARY KEY (commissioner_id, bulk_import_id, mark);
alter table bulk_import_mark add constraint bulk_import_mark_of_import FOREIGN KEY (commissioner_id, bulk_import_id) REFERENCES bulk_import(commissioner_id, bulk_import_id) ON DELETE CASCADE;
alter table bulk_import_part add constraint bulk_import_part_pkey PRIMARY KEY (commissioner_id, bulk_import_id, part);
alter table bulk_import_part add constraint bulk_import_part_of_import FOREIGN KEY (commissioner_id, bulk_import_id) REFERENCES bulk_import(commissioner_id, bulk_import_id) ON DELETE CASCADE;
alter table capacity_assessment add constraint capacity_assessment_pkey PRIMARY KEY (commissioner_id, capacity_assessment_id);
alter table capacity_assessment add constraint capacity_assessment_reviewed_check CHECK (((result = 'has-capacity'::capacity_outcome) OR (review_on IS NOT NULL)));
alter table capacity_assessment add constraint capacity_assessment_of_case FOREIGN KEY (commissioner_id, case_id) REFERENCES budget_case(commissioner_id, case_id) ON DELETE CASCADE;
alter table card_feed add constraint card_feed_pkey PRIMARY KEY (commissioner_id, card_feed_id);
alter table card_feed add constraint card_feed_lines_check CHECK (((lines_added >= 0) AND (lines_known >= 0)));
alter table card_feed add constraint card_feed_of_case FOREIGN KEY (commissioner_id, case_id) REFERENCES budget_case(commissioner_id, case_id) ON DELETE CASCADE;
alter table card_feed_line add constraint card_feed_line_pkey PRIMARY KEY (commissioner_id, card_feed_line_id);
alter table card_feed_line add constraint card_feed_line_amount_check CHECK ((amount_pence <> 0));
alter table card_feed_line add constraint card_feed_line_matched_whole_check CHECK ((num_nonnulls(purchase_id, matched_by, matched_at) = ANY (ARRAY[0, 3])));
alter table card_feed_line add constraint card_feed_line_of_case FOREIGN KEY (commissioner_id, case_id) REFERENCES budget_case(commissioner_id, case_id) ON DELETE CASCADE;
alter table card_feed_line add constraint card_feed_line_of_feed FOREIGN KEY (commissioner_id, card_feed_id) REFERENCES card_feed(commissioner_id, card_feed_id) ON DELETE CASCADE;
alter table card_feed_line add constraint card_feed_line_of_purchase FOREIGN KEY (commissioner_id, purchase_id) REFERENCES purchase(commissioner_id, purchase_id) ON DELETE CASCADE;
alter table case_member add constraint case_member_pkey PRIMARY KEY (commissioner_id, case_member_id);
alter table case_member add constraint case_member_basis_dated CHECK (((basis IS NULL) = (basis_since IS NULL)));
alter table case_member add constraint case_member_basis_of_representative CHECK (((basis IS NULL) OR (case_role = 'representative'::case_role)));
alter table case_member add constraint case_member_broker_by_ground CHECK (((case_role <> 'broker'::case_role) OR (left_at IS NOT NULL) OR ((consent_id IS NULL) <> (sharing_without_consent_id IS NULL))));
alter table case_member add constraint case_member_by_consent FOREIGN KEY (commissioner_id, consent_id) REFERENCES consent(commissioner_id, consent_id) ON DELETE CASCADE;
alter table case_member add constraint case_member_by_sharing FOREIGN KEY (commissioner_id, sharing_without_consent_id) REFERENCES sharing_without_consent(commissioner_id, sharing_without_consent_id) ON DELETE CASCADE;
alter table case_member add constraint case_member_from_organisation FOREIGN KEY (commissioner_id, organisation_id) REFERENCES organisation(commissioner_id, organisation_id);
alter table case_member add constraint case_member_of_case FOREIGN KEY (commissioner_id, case_id) REFERENCES budget_case(commissioner_id, case_id) ON DELETE CASCADE;
alter table case_opening add constraint case_opening_pkey PRIMARY KEY (commissioner_id, case_id);
alter table case_opening add constraint case_opening_commissioner_id_fkey FOREIGN KEY (commissioner_id) REFERENCES commissioner(commissioner_id);
alter table case_opening add constraint case_opening_for FOREIGN KEY (commissioner_id, opened_for) REFERENCES organisation(commissioner_id, organisation_id);
alter table case_opening add constraint case_opening_of_case FOREIGN KEY (commissioner_id, case_id) REFERENCES budget_case(commissioner_id, case_id) ON DELETE CASCADE;
alter table case_pause add constraint case_pause_pkey PRIMARY KEY (commissioner_id, case_pause_id);
alter table case_pause add constraint case_pause_days_check CHECK (((until_on >= from_on) AND (ended_on >= from_on)));
alter table case_pause add constraint case_pause_ended_whole_check CHECK ((num_nonnulls(ended_on, ended_by, ended_at) = ANY (ARRAY[0, 3])));
alter table case_pause add constraint case_pause_of_case FOREIGN KEY (commissioner_id, case_id) REFERENCES budget_case(commissioner_id, case_id) ON DELETE CASCADE;
alter table case_wait add constraint case_wait_pkey PRIMARY KEY (commissioner_id, case_id, subject_id, subject, party);
alter table case_wait add constraint case_wait_clock_check CHECK (((clock_kind IS NULL) = (clock_subject_id IS NULL)));
alter table case_wait add constraint case_wait_party_check CHECK ((party = ANY (ARRAY['person'::text, 'representative'::text, 'advocate'::text, 'care-coordinator'::text, 'broker'::text, 'team-manager'::text, 'mdt-member'::text, 'panel-member'::text, 'lived-experience-member'::text, 'commissioner-officer'::text, 'local-authority-officer'::text, 'gp'::text])));
alter table case_wait add constraint case_wait_of_case FOREIGN KEY (commissioner_id, case_id) REFERENCES budget_case(commissioner_id, case_id) ON DELETE CASCADE;
alter table clock add constraint clock_pkey PRIMARY KEY (commissioner_id, clock_id);
alter table clock add constraint clock_paused_working_days_check CHECK ((paused_working_days >= 0));
alter table clock add constraint clock_working_days_check CHECK ((working_days > 0));
alter table clock add constraint clock_of_case FOREIGN KEY (commissioner_id, case_id) REFERENCES budget_case(commissioner_id, case_id) ON DELETE CASCADE;
alter table clock_pause add constraint clock_pause_pkey PRIMARY KEY (commissioner_id, clock_pause_id);
alter table clock_pause add constraint clock_pause_days_check CHECK ((to_on >= from_on));
alter table clock_pause add constraint clock_pause_of_clock FOREIGN KEY (commissioner_id, clock_id) REFERENCES clock(commissioner_id, clock_id) ON DELETE CASCADE;
alter table commissioner add constraint commissioner_pkey PRIMARY KEY (commissioner_id);
alter table commissioner add constraint commissioner_one_per_code UNIQUE (code);
alter table concern add constraint concern_pkey PRIMARY KEY (commissioner_id, concern_id);
alter table concern add constraint concern_about_one_check CHECK ((num_nonnulls(case_member_id, plan_line_id, payee) =
CASE
    WHEN (about = 'case'::concern_about) THEN 0
    ELSE 1
END));
alter table concern add constraint concern_referred_check CHECK (((NOT (outcome IS DISTINCT FROM 'referred-on'::concern_outcome)) = (referred_to IS NOT NULL)));
alter table concern add constraint concern_settled_whole_check CHECK ((((outcome IS NULL) = (settled_at IS NULL)) AND ((state = 'settled'::concern_state) = (settled_at IS NOT NULL))));
alter table concern add constraint concern_of_case FOREIGN KEY (commissioner_id, case_id) REFERENCES budget_case(commissioner_id, case_id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;
alter table concern_entry add constraint concern_entry_pkey PRIMARY KEY (commissioner_id, concern_entry_id);
alter table concern_entry add constraint concern_entry_told_check CHECK (((kind = 'told'::concern_entry_kind) = (told IS NOT NULL)));
alter table concern_entry add constraint concern_entry_of_concern FOREIGN KEY (commissioner_id, concern_id) REFERENCES concern(commissioner_id, concern_id) ON DELETE CASCADE;
alter table concern_report add constraint concern_report_pkey PRIMARY KEY (commissioner_id, concern_report_id);
alter table concern_report add constraint concern_report_one_thing_check CHECK ((num_nonnulls(purchase_id, waiting_claim_id, card_feed_line_id) <= 1));
alter table concern_report add constraint concern_report_of_concern FOREIGN KEY (commissioner_id, concern_id) REFERENCES concern(commissioner_id, concern_id) ON DELETE CASCADE;
alter table conflict_of_interest add constraint conflict_of_interest_pkey PRIMARY KEY (commissioner_id, conflict_of_interest_id);
alter table conflict_of_interest add constraint conflict_of_interest_one_per_plan UNIQUE (commissioner_id, support_plan_id, actor_id);
alter table conflict_of_interest add constraint conflict_of_interest_on_plan FOREIGN KEY (commissioner_id, support_plan_id) REFERENCES support_plan(commissioner_id, support_plan_id) ON DELETE CASCADE;
alter table consent add constraint consent_pkey PRIMARY KEY (commissioner_id, consent_id);
alter table consent add constraint consent_ended_once CHECK (((withdrawn_at IS NULL) OR (lapsed_at IS NULL)));
alter table consent add constraint consent_said_for_whole CHECK (((said_on IS NULL) = (evidence IS NULL)));
alter table consent add constraint consent_withdrawn_said_whole CHECK (((num_nulls(withdrawn_said_on, withdrawn_how, withdrawn_present, withdrawn_evidence) = ANY (ARRAY[0, 4])) AND ((withdrawn_said_on IS NULL) OR (withdrawn_at IS NOT NULL))));
alter table consent add constraint consent_withdrawn_whole CHECK ((((withdrawn_at IS NULL) = (withdrawn_as IS NULL)) AND ((withdrawn_at IS NULL) = (withdrawn_by IS NULL))));
alter table consent add constraint consent_of_person FOREIGN KEY (commissioner_id, person_id) REFERENCES person(commissioner_id, person_id) ON DELETE CASCADE;
alter table consent add constraint consent_to_organisation FOREIGN KEY (commissioner_id, organisation_id) REFERENCES organisation(commissioner_id, organisation_id);
alter table contact_address add constraint contact_address_pkey PRIMARY KEY (commissioner_id, contact_address_id);
alter table contact_address add constraint contact_address_of_one_check CHECK ((num_nonnulls(person_id, actor_id, notification_id) = 1));
alter table contact_address add constraint contact_address_sealed_check CHECK (((octet_length(sealed) >= 29) AND (octet_length(sealed) <= 1000)));
alter table contact_address add constraint contact_address_commissioner_id_fkey FOREIGN KEY (commissioner_id) REFERENCES commissioner(commissioner_id);
alter table contact_address add constraint contact_address_of_notification FOREIGN KEY (commissioner_id, notification_id) REFERENCES notification(commissioner_id, notification_id) ON DELETE CASCADE;
alter table contact_address add constraint contact_address_of_person FOREIGN KEY (commissioner_id, person_id) REFERENCES person(commissioner_id, person_id) ON DELETE CASCADE;
alter table correction_request add constraint correction_request_pkey PRIMARY KEY (commissioner_id, correction_request_id);
alter table correction_request add constraint correction_request_answered_check CHECK ((((answered_at IS NULL) = (status = 'open'::correction_status)) AND ((answered_at IS NULL) = (answered_by IS NULL))));
alter table correction_request add constraint correction_request_refused_check CHECK (((status <> 'refused'::correction_status) OR (reason IS NOT NULL)));
alter table correction_request add constraint correction_request_statement_check CHECK ((((statement IS NULL) = (stated_at IS NULL)) AND ((statement IS NULL) OR (status = 'refused'::correction_status))));
alter table correction_request add constraint correction_request_of_person FOREIGN KEY (commissioner_id, person_id) REFERENCES person(commissioner_id, person_id) ON DELETE CASCADE;
alter table course_enrolment add constraint course_enrolment_pkey PRIMARY KEY (commissioner_id, course_enrolment_id);
alter table course_enrolment add constraint course_enrolment_whole_check CHECK ((((withdrawn_at IS NULL) = (status <> 'withdrawn'::course_enrolment_status)) AND ((status <> 'enrolled'::course_enrolment_status) OR (enrolled_at IS NOT NULL))));
alter table course_enrolment add constraint course_enrolment_of_case FOREIGN KEY (commissioner_id, case_id) REFERENCES budget_case(commissioner_id, case_id) ON DELETE CASCADE;
alter table course_enrolment add constraint course_enrolment_of_session FOREIGN KEY (commissioner_id, course_session_id) REFERENCES course_session(commissioner_id, course_session_id);
alter table course_session add constraint course_session_pkey PRIMARY KEY (commissioner_id, course_session_id);
alter table course_session add constraint course_session_days_check CHECK ((ends_on >= starts_on));
alter table course_session add constraint course_session_taken_check CHECK (((taken >= 0) AND (taken <= places)));
alter table course_session add constraint course_session_of_resource FOREIGN KEY (commissioner_id, resource_id) REFERENCES resource(commissioner_id, resource_id);
alter table cover_gap add constraint cover_gap_pkey PRIMARY KEY (commissioner_id, cover_gap_id);
alter table cover_gap add constraint cover_gap_accepted_whole_check CHECK ((num_nonnulls(person_because, person_accepted_by, person_accepted_as, person_accepted_at) = ANY (ARRAY[0, 4])));
alter table cover_gap add constraint cover_gap_closed_whole_check CHECK (((outcome IS NULL) = (closed_at IS NULL)));
alter table cover_gap add constraint cover_gap_decided_whole_check CHECK ((num_nonnulls(decider_because, decided_by, decided_by_name, decided_at) = ANY (ARRAY[0, 4])));
alter table cover_gap add constraint cover_gap_of_case FOREIGN KEY (commissioner_id, case_id) REFERENCES budget_case(commissioner_id, case_id) ON DELETE CASCADE;
alter table cover_gap add constraint cover_gap_of_plan FOREIGN KEY (commissioner_id, support_plan_id) REFERENCES support_plan(commissioner_id, support_plan_id) ON DELETE CASCADE;
alter table crisis_contingency_change add constraint crisis_contingency_change_pkey PRIMARY KEY (commissioner_id, crisis_contingency_change_id);
alter table crisis_contingency_change add constraint crisis_contingency_one_per_version UNIQUE (commissioner_id, case_id, version);
alter table crisis_contingency_change add constraint crisis_contingency_version_check CHECK ((version > 1));
alter table crisis_contingency_change add constraint crisis_contingency_change_of_case FOREIGN KEY (commissioner_id, case_id) REFERENCES budget_case(commissioner_id, case_id) ON DELETE CASCADE;
alter table crisis_contingency_change add constraint crisis_contingency_change_of_plan FOREIGN KEY (commissioner_id, support_plan_id) REFERENCES support_plan(commissioner_id, support_plan_id) ON DELETE CASCADE;
alter table crisis_episode add constraint crisis_episode_pkey PRIMARY KEY (commissioner_id, crisis_episode_id);
alter table crisis_episode add constraint crisis_episode_days_check CHECK ((starts_on <= ends_on));
alter table crisis_episode add constraint crisis_episode_pence_check CHECK (((committed_pence > 0) AND ((returned_pence >= 0) AND (returned_pence <= committed_pence))));
alter table crisis_episode add constraint crisis_episode_stood_down_whole_check CHECK (((num_nonnulls(stood_down_by, stood_down_at, stand_down_cause) = ANY (ARRAY[0, 3])) AND ((status = 'active'::crisis_episode_status) = (stood_down_at IS NULL))));
alter table crisis_episode add constraint crisis_episode_of_case FOREIGN KEY (commissioner_id, case_id) REFERENCES budget_case(commissioner_id, case_id) ON DELETE CASCADE;
alter table crisis_episode add constraint crisis_episode_of_plan FOREIGN KEY (commissioner_id, support_plan_id) REFERENCES support_plan(commissioner_id, support_plan_id) ON DELETE CASCADE;
alter table crisis_look add constraint crisis_look_pkey PRIMARY KEY (commissioner_id, crisis_look_id);
alter table crisis_look add constraint crisis_look_of_person FOREIGN KEY (commissioner_id, person_id) REFERENCES person(commissioner_id, person_id) ON DELETE CASCADE;
alter table crisis_reserve add constraint crisis_reserve_pkey PRIMARY KEY (commissioner_id, support_plan_id);
alter table crisis_reserve add constraint crisis_reserve_not_overdrawn CHECK (((drawn_pence >= 0) AND (drawn_pence <= set_aside_pence)));
alter table crisis_reserve add constraint crisis_reserve_set_aside_check CHECK ((set_aside_pence >= 0));
alter table crisis_reserve add constraint crisis_reserve_of_case FOREIGN KEY (commissioner_id, case_id) REFERENCES budget_case(commissioner_id, case_id) ON DELETE CASCADE;
alter table crisis_reserve add constraint crisis_reserve_of_plan FOREIGN KEY (commissioner_id, support_plan_id) REFERENCES support_plan(commissioner_id, support_plan_id) ON DELETE CASCADE;
alter table current_service add constraint current_service_pkey PRIMARY KEY (commissioner_id, current_service_id);
alter table current_service add constraint current_service_agreement_whole CHECK (((person_agreed_on IS NULL) OR ((person_agreed_as IS NOT NULL) AND (person_agreed_recorded_by IS NOT NULL) AND ((person_agreed_as <> 'care-coordinator'::agreement_recorder) OR (person_agreed_words IS NOT NULL)))));
alter table current_service add constraint current_service_crisis_kept CHECK (((kind <> 'nhs-crisis'::service_kind) OR (status = 'kept'::service_status)));
alter table current_service add constraint current_service_end_known CHECK (((status <> 'ending'::service_status) OR (ends_on IS NOT NULL)));
alter table current_service add constraint current_service_end_reasoned CHECK (((status <> 'ending'::service_status) OR (person_agreed_on IS NOT NULL) OR (status_reason IS NOT NULL)));
alter table current_service add constraint current_service_minutes_before_check CHECK ((minutes_before >= 0));
alter table current_service add constraint current_service_minutes_per_week_check CHECK ((minutes_per_week >= 0));
alter table current_service add constraint current_service_relationship_protected CHECK (((relationship_with IS NULL) OR (status = ANY (ARRAY['kept'::service_status, 'at-risk'::service_status])) OR (person_agreed_on IS NOT NULL)));
alter table current_service add constraint current_service_replacement_minutes_per_week_check CHECK ((replacement_minutes_per_week >= 0));
alter table current_service add constraint current_service_replacement_named CHECK (((status <> 'replaced'::service_status) OR (replaced_by IS NOT NULL)));
alter table current_service add constraint current_service_route_check CHECK (((payment_route_other IS NULL) OR (NOT (payment_route IS DISTINCT FROM 'other'::payment_route))));
alter table current_service add constraint current_service_wanted_check CHECK (((minutes_wanted >= 0) AND (minutes_wanted <= 10080)));
alter table current_service add constraint current_service_of_case FOREIGN KEY (commissioner_id, case_id) REFERENCES budget_case(commissioner_id, case_id) ON DELETE CASCADE;
alter table death_report add constraint death_report_pkey PRIMARY KEY (commissioner_id, death_report_id);
alter table death_report add constraint death_report_closed_whole_check CHECK ((num_nonnulls(closed_by, closed_at, outcome) = ANY (ARRAY[0, 3])));
alter table death_report add constraint death_report_error_by_two_check CHECK (((num_nonnulls(error_confirmed_by, error_confirmed_at) = ANY (ARRAY[0, 2])) AND ((error_confirmed_by IS NULL) OR (error_confirmed_by <> error_proposed_by))));
alter table death_report add constraint death_report_error_whole_check CHECK ((num_nonnulls(error_evidence, error_proposed_by, error_proposed_at) = ANY (ARRAY[0, 3])));
alter table death_report add constraint death_report_of_case FOREIGN KEY (commissioner_id, case_id) REFERENCES budget_case(commissioner_id, case_id) ON DELETE CASCADE;
alter table decision add constraint decision_pkey PRIMARY KEY (commissioner_id, decision_id);
alter table decision add constraint decision_of_case FOREIGN KEY (commissioner_id, case_id) REFERENCES budget_case(commissioner_id, case_id) ON DELETE CASCADE;
alter table decision_tally add constraint decision_tally_pkey PRIMARY KEY (commissioner_id, decided_on, scheme_id, tier, outcome, went_to_panel) INCLUDE (plans);
alter table decision_tally add constraint decision_tally_plans_check CHECK ((plans > 0));
alter table decision_tally add constraint decision_tally_of_scheme FOREIGN KEY (commissioner_id, scheme_id) REFERENCES scheme(commissioner_id, scheme_id);
alter table delegation add constraint delegation_pkey PRIMARY KEY (commissioner_id, delegation_id);
alter table delegation add constraint delegation_days_check CHECK ((until_on >= from_on));
alter table delegation add constraint delegation_of_another_check CHECK ((holder_id <> delegate_id));
alter table delegation add constraint delegation_commissioner_id_fkey FOREIGN KEY (commissioner_id) REFERENCES commissioner(commissioner_id);
alter table delegation add constraint delegation_in_organisation FOREIGN KEY (commissioner_id, organisation_id) REFERENCES organisation(commissioner_id, organisation_id);
alter table deployment_agreement add constraint deployment_agreement_pkey PRIMARY KEY (commissioner_id, deployment_agreement_id);
alter table deployment_agreement add constraint deployment_agreement_commissioner_whole_check CHECK ((num_nonnulls(commissioner_signed_by, commissioner_signed_at) = ANY (ARRAY[0, 2])));
alter table deployment_agreement add constraint deployment_agreement_held_check CHECK (((deployment <> 'notional'::deployment) AND ((deployment = 'third-party'::deployment) = (holder_id IS NOT NULL))));
alter table deployment_agreement add constraint deployment_agreement_person_whole_check CHECK ((num_nonnulls(person_signed_by, person_signed_as, person_signed_at) = ANY (ARRAY[0, 3])));
alter table deployment_agreement add constraint deployment_agreement_by_organisation FOREIGN KEY (commissioner_id, holder_id) REFERENCES organisation(commissioner_id, organisation_id);
alter table deployment_agreement add constraint deployment_agreement_of_case FOREIGN KEY (commissioner_id, case_id) REFERENCES budget_case(commissioner_id, case_id) ON DELETE CASCADE;
alter table document add constraint document_pkey PRIMARY KEY (commissioner_id, document_id);
alter table document add constraint document_gone_check CHECK (((gone_at IS NULL) = (gone_because IS NULL)));
alter table document add constraint document_infected_check CHECK (((scan <> 'infected'::file_scan) OR (gone_at IS NOT NULL)));
alter table document add constraint document_scan_tries_check CHECK ((scan_tries >= 0));
alter table document add constraint document_scanned_check CHECK (((scanned_at IS NULL) = (scan = ANY (ARRAY['not-scanned'::file_scan, 'waiting'::file_scan]))));
alter table document add constraint document_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text));
alter table document add constraint document_size_bytes_check CHECK ((size_bytes > 0));
alter table document add constraint document_of_case FOREIGN KEY (commissioner_id, case_id) REFERENCES budget_case(commissioner_id, case_id) ON DELETE CASCADE;
alter table document add constraint document_of_stored FOREIGN KEY (commissioner_id, stored_document_id) REFERENCES stored_document(commissioner_id, stored_document_id);
alter table document add constraint document_replaced_by FOREIGN KEY (commissioner_id, replaced_by) REFERENCES document(commissioner_id, document_id) ON DELETE CASCADE;
alter table erasure add constraint erasure_pkey PRIMARY KEY (commissioner_id, erasure_id);
alter table erasure add constraint erasure_commissioner_id_fkey FOREIGN KEY (commissioner_id) REFERENCES commissioner(commissioner_id);
alter table escalation_tally add constraint escalation_tally_pkey PRIMARY KEY (commissioner_id, passed_on, scheme_id, because, passed_before_on) INCLUDE (plans);
alter table escalation_tally add constraint escalation_tally_plans_check CHECK ((plans > 0));
alter table escalation_tally add constraint escalation_tally_of_scheme FOREIGN KEY (commissioner_id, scheme_id) REFERENCES scheme(commissioner_id, scheme_id);
alter table expression_of_interest add constraint expression_of_interest_pkey PRIMARY KEY (commissioner_id, expression_of_interest_id);
alter table expression_of_interest add constraint expression_of_interest_of_case FOREIGN KEY (commissioner_id, case_id) REFERENCES budget_case(commissioner_id, case_id) ON DELETE CASCADE;
alter table fallback_decision add constraint fallback_decision_pkey PRIMARY KEY (commissioner_id, support_plan_id);
alter table fallback_decision add constraint fallback_decision_of_plan FOREIGN KEY (commissioner_id, support_plan_id) REFERENCES support_plan(commissioner_id, support_plan_id) ON DELETE CASCADE;
alter table float_payment add constraint float_payment_pkey PRIMARY KEY (commissioner_id, float_payment_id);
alter table float_payment add constraint float_payment_amount_check CHECK ((amount_pence > 0));
alter table float_payment add constraint float_payment_by_two_check CHECK ((confirmed_by <> recorded_by));
alter table float_payment add constraint float_payment_confirmed_check CHECK (((confirmed_by IS NULL) OR (confirmed_at IS NOT NULL)));
alter table float_payment add constraint float_payment_kind_check CHECK (((kind)::text = ANY (ARRAY['float-deposit'::text, 'float-return'::text])));
alter table float_payment add constraint float_payment_replaced_check CHECK (((replaced_at IS NULL) OR (confirmed_at IS NULL)));
alter table float_payment add constraint float_payment_of_organisation FOREIGN KEY (commissioner_id, organisation_id) REFERENCES organisation(commissioner_id, organisation_id);
alter table float_reconciliation add constraint float_reconciliation_pkey PRIMARY KEY (commissioner_id, float_reconciliation_id);
alter table float_reconciliation add constraint float_reconciliation_explained_check CHECK (((explanation IS NOT NULL) OR (stated_pence = ((((opening_pence + deposits_pence) - returns_pence) - purchases_pence) + reversals_pence))));
alter table float_reconciliation add constraint float_reconciliation_period_check CHECK ((period_from <= period_until));
alter table float_reconciliation add constraint float_reconciliation_signed_stands_check CHECK (((replaced_at IS NULL) OR (signed_at IS NULL)));
alter table float_reconciliation add constraint float_reconciliation_signed_whole_check CHECK ((num_nonnulls(signed_by, signed_by_name, signed_at) = ANY (ARRAY[0, 3])));
alter table float_reconciliation add constraint float_reconciliation_instead_of FOREIGN KEY (commissioner_id, instead_of) REFERENCES float_reconciliation(commissioner_id, float_reconciliation_id);
alter table float_reconciliation add constraint float_reconciliation_of_float FOREIGN KEY (commissioner_id, organisation_id) REFERENCES organisation_float(commissioner_id, organisation_id);
alter table give_back add constraint give_back_pkey PRIMARY KEY (commissioner_id, give_back_id);
alter table give_back add constraint give_back_amount_check CHECK ((amount_pence > 0));
alter table give_back add constraint give_back_by_two_check CHECK ((confirmed_by <> recorded_by));
alter table give_back add constraint give_back_confirmed_check CHECK (((confirmed_by IS NULL) OR (confirmed_at IS NOT NULL)));
alter table give_back add constraint give_back_of_payee_check CHECK ((((given_by)::text = 'payee'::text) = (payment_id IS NOT NULL)));
alter table give_back add constraint give_back_replaced_check CHECK (((replaced_at IS NULL) OR (confirmed_at IS NULL)));
alter table give_back add constraint give_back_two_papers_check CHECK (((confirmed_evidence IS NULL) OR (confirmed_by IS NOT NULL)));
alter table give_back add constraint give_back_of_case FOREIGN KEY (commissioner_id, case_id) REFERENCES budget_case(commissioner_id, case_id) ON DELETE CASCADE;
alter table give_back add constraint give_back_of_line FOREIGN KEY (commissioner_id, plan_line_id) REFERENCES plan_line(commissioner_id, plan_line_id) ON DELETE CASCADE;
alter table give_back add constraint give_back_of_payment FOREIGN KEY (commissioner_id, payment_id) REFERENCES payment(commissioner_id, payment_id) ON DELETE CASCADE;
alter table health_need add constraint health_need_pkey PRIMARY KEY (commissioner_id, health_need_id);
alter table health_need add constraint health_need_of_assessment FOREIGN KEY (commissioner_id, needs_assessment_id) REFERENCES needs_assessment(commissioner_id, needs_assessment_id) ON DELETE CASCADE;
alter table health_need add constraint health_need_of_case FOREIGN KEY (commissioner_id, case_id) REFERENCES budget_case(commissioner_id, case_id) ON DELETE CASCADE;
alter table health_need add constraint health_need_of_practice FOREIGN KEY (commissioner_id, organisation_id) REFERENCES organisation(commissioner_id, organisation_id);
alter table idempotency_record add constraint idempotency_record_pkey PRIMARY KEY (commissioner_id, actor_id, key);
alter table idempotency_record add constraint idempotency_record_commissioner_id_fkey FOREIGN KEY (commissioner_id) REFERENCES commissioner(commissioner_id);
alter table identifier add constraint identifier_pkey PRIMARY KEY (commissioner_id, token, kind);
alter table identifier add constraint identifier_of_one_check CHECK ((num_nonnulls(person_id, case_id, organisation_id, support_plan_id) = 1));
alter table identifier add constraint identifier_without_bar_check CHECK (((POSITION(('|'::text) IN (system)) = 0) AND (POSITION(('|'::text) IN (value)) = 0)));
alter table identifier add constraint identifier_commissioner_id_fkey FOREIGN KEY (commissioner_id) REFERENCES commissioner(commissioner_id);
alter table identifier add constraint identifier_of_case FOREIGN KEY (commissioner_id, case_id) REFERENCES budget_case(commissioner_id, case_id) ON DELETE CASCADE;
alter table identifier add constraint identifier_of_organisation FOREIGN KEY (commissioner_id, organisation_id) REFERENCES organisation(commissioner_id, organisation_id);
alter table identifier add constraint identifier_of_person FOREIGN KEY (commissioner_id, person_id) REFERENCES person(commissioner_id, person_id) ON DELETE CASCADE;
alter table identifier add constraint identifier_of_plan FOREIGN KEY (commissioner_id, support_plan_id) REFERENCES support_plan(commissioner_id, support_plan_id) ON DELETE CASCADE;
alter table identity_confirmation add constraint identity_confirmation_pkey PRIMARY KEY (commissioner_id, identity_confirmation_id);
alter table identity_confirmation add constraint identity_confirmation_seen_check CHECK (((source = 'seen-in-person'::identity_source) = (evidence IS NOT NULL)));
alter table identity_confirmation add constraint identity_confirmation_at FOREIGN KEY (commissioner_id, organisation_id) REFERENCES organisation(commissioner_id, organisation_id);
alter table identity_confirmation add constraint identity_confirmation_of_person FOREIGN KEY (commissioner_id, person_id) REFERENCES person(commissioner_id, person_id) ON DELETE CASCADE;
alter table indicative_budget add constraint indicative_budget_pkey PRIMARY KEY (commissioner_id, indicative_budget_id);
alter table indicative_budget add constraint indicative_budget_amount_pence_check CHECK ((amount_pence >= 0));
alter table indicative_budget add constraint indicative_budget_check CHECK (((reserve_pence >= 0) AND (reserve_pence <= amount_pence)));
alter table indicative_budget add constraint indicative_budget_period_check CHECK ((period_from <= period_until));
alter table indicative_budget add constraint indicative_budget_from_calculation FOREIGN KEY (commissioner_id, budget_calculation_id) REFERENCES budget_calculation(commissioner_id, budget_calculation_id) ON DELETE CASCADE;
alter table indicative_budget add constraint indicative_budget_of_case FOREIGN KEY (commissioner_id, case_id) REFERENCES budget_case(commissioner_id, case_id) ON DELETE CASCADE;
alter table information_request add constraint information_request_pkey PRIMARY KEY (commissioner_id, information_request_id);
alter table information_request add constraint information_request_of_expression FOREIGN KEY (commissioner_id, expression_of_interest_id) REFERENCES expression_of_interest(commissioner_id, expression_of_interest_id) ON DELETE CASCADE;
alter table joint_finding add constraint joint_finding_pkey PRIMARY KEY (commissioner_id, joint_finding_id);
alter table joint_finding add constraint joint_finding_once UNIQUE (commissioner_id, needs_assessment_id, assessment_version, side);
alter table joint_finding add constraint joint_finding_social_care_check CHECK ((((social_care_pence IS NULL) = (social_care_pays_for IS NULL)) AND ((social_care_pence IS NULL) = (social_care_reference IS NULL)) AND ((social_care_pence IS NULL) OR ((social_care_pence > 0) AND (side = 'council'::assessing_side)))));
alter table joint_finding add constraint joint_finding_of_assessment FOREIGN KEY (commissioner_id, needs_assessment_id) REFERENCES needs_assessment(commissioner_id, needs_assessment_id) ON DELETE CASCADE;
alter table joint_finding add constraint joint_finding_of_case FOREIGN KEY (commissioner_id, case_id) REFERENCES budget_case(commissioner_id, case_id) ON DELETE CASCADE;
alter table joint_finding add constraint joint_finding_of_organisation FOREIGN KEY (commissioner_id, organisation_id) REFERENCES organisation(commissioner_id, organisation_id);
alter table ledger_entry add constraint ledger_entry_pkey PRIMARY KEY (commissioner_id, ledger_entry_id);
alter table ledger_entry add constraint ledger_entry_of_somebody_check CHECK (((case_id IS NULL) = ((kind)::text ~~ 'float-%'::text)));
alter table ledger_entry add constraint ledger_entry_of_case FOREIGN KEY (commissioner_id, case_id) REFERENCES budget_case(commissioner_id, case_id) ON DELETE CASCADE;
alter table ledger_entry add constraint ledger_entry_of_line FOREIGN KEY (commissioner_id, plan_line_id) REFERENCES plan_line(commissioner_id, plan_line_id) ON DELETE CASCADE;
alter table ledger_posting add constraint ledger_posting_pkey PRIMARY KEY (commissioner_id, ledger_entry_id, place);
alter table ledger_posting add constraint ledger_posting_amount_pence_check CHECK ((amount_pence > 0));
alter table ledger_posting add constraint ledger_posting_moves_check CHECK (((from_id <> to_id) OR (from_kind <> to_kind)));
alter table ledger_posting add constraint ledger_posting_from FOREIGN KEY (commissioner_id, from_id, from_kind) REFERENCES account(commissioner_id, holder_id, kind) ON DELETE CASCADE;
alter table ledger_posting add constraint ledger_posting_of_entry FOREIGN KEY (commissioner_id, ledger_entry_id) REFERENCES ledger_entry(commissioner_id, ledger_entry_id) ON DELETE CASCADE;
alter table ledger_posting add constraint ledger_posting_to FOREIGN KEY (commissioner_id, to_id, to_kind) REFERENCES account(commissioner_id, holder_id, kind) ON DELETE CASCADE;
alter table legal_hold add constraint legal_hold_pkey PRIMARY KEY (commissioner_id, legal_hold_id);
alter table legal_hold add constraint legal_hold_on_person FOREIGN KEY (commissioner_id, person_id) REFERENCES person(commissioner_id, person_id) ON DELETE CASCADE;
alter table letter add constraint letter_pkey PRIMARY KEY (commissioner_id, decision_id);
alter table letter add constraint letter_of_case FOREIGN KEY (commissioner_id, case_id) REFERENCES budget_case(commissioner_id, case_id) ON DELETE CASCADE;
alter table letter add constraint letter_of_decision FOREIGN KEY (commissioner_id, decision_id) REFERENCES decision(commissioner_id, decision_id) ON DELETE CASCADE;
alter table letter_delivery add constraint letter_delivery_pkey PRIMARY KEY (commissioner_id, decision_id);
alter table letter_delivery add constraint letter_delivery_of_decision FOREIGN KEY (commissioner_id, decision_id) REFERENCES decision(commissioner_id, decision_id) ON DELETE CASCADE;
alter table likely_double add constraint likely_double_pkey PRIMARY KEY (commissioner_id, likely_double_id);
alter table likely_double add constraint likely_double_confirmed_by_another CHECK (((join_confirmed_by IS NULL) OR ((join_proposed_by IS NOT NULL) AND (join_confirmed_by <> join_proposed_by))));
alter table likely_double add constraint likely_double_confirmed_whole CHECK (((join_confirmed_by IS NULL) = (join_confirmed_at IS NULL)));
alter table likely_double add constraint likely_double_difference_whole CHECK (((difference_proposed_by IS NULL) = (difference_proposed_at IS NULL)));
alter table likely_double add constraint likely_double_different_by_two CHECK (((settled_as IS DISTINCT FROM 'different-people'::double_settlement) OR ((difference_proposed_by IS NOT NULL) AND (difference_proposed_by <> settled_by)))) NOT VALID;
alter table likely_double add constraint likely_double_goes_on CHECK (((goes_on_id = first_person_id) OR (goes_on_id = second_person_id)));
alter table likely_double add constraint likely_double_joined_by_two CHECK (((settled_as IS DISTINCT FROM 'joined'::double_settlement) OR ((join_proposed_by IS NOT NULL) AND (join_proposed_by <> settled_by))));
alter table likely_double add constraint likely_double_of_two CHECK ((first_person_id <> second_person_id));
alter table likely_double add constraint likely_double_proposed_whole CHECK ((num_nonnulls(goes_on_id, join_proposed_by, join_proposed_at) = ANY (ARRAY[0, 3])));
alter table likely_double add constraint likely_double_settled_whole CHECK ((num_nonnulls(settled_as, settled_by, settled_at) = ANY (ARRAY[0, 3])));
alter table likely_double add constraint likely_double_commissioner_id_fkey FOREIGN KEY (commissioner_id) REFERENCES commissioner(commissioner_id);
alter table likely_double add constraint likely_double_first FOREIGN KEY (commissioner_id, first_person_id) REFERENCES person(commissioner_id, person_id) ON DELETE CASCADE;
alter table likely_double add constraint likely_double_second FOREIGN KEY (commissioner_id, second_person_id) REFERENCES person(commissioner_id, person_id) ON DELETE CASCADE;
alter table line_holding add constraint line_holding_pkey PRIMARY KEY (commissioner_id, line_holding_id);
alter table line_holding add constraint line_holding_held_by FOREIGN KEY (commissioner_id, holder_id) REFERENCES organisation(commissioner_id, organisation_id);
alter table line_holding add constraint line_holding_of_case FOREIGN KEY (commissioner_id, case_id) REFERENCES budget_case(commissioner_id, case_id) ON DELETE CASCADE;
alter table line_holding add constraint line_holding_of_line FOREIGN KEY (commissioner_id, plan_line_id) REFERENCES plan_line(commissioner_id, plan_line_id) ON DELETE CASCADE;
alter table line_holding add constraint line_holding_was_held_by FOREIGN KEY (commissioner_id, from_holder_id) REFERENCES organisation(commissioner_id, organisation_id);
alter table line_move add constraint line_move_pkey PRIMARY KEY (commissioner_id, line_move_id);
alter table line_move add constraint line_move_taken_back_once UNIQUE (commissioner_id, takes_back);
alter table line_move add constraint line_move_amount_check CHECK ((amount_pence > 0));
alter table line_move add constraint line_move_two_lines_check CHECK ((from_line_id <> to_line_id));
alter table line_move add constraint line_move_from_line FOREIGN KEY (commissioner_id, from_line_id) REFERENCES plan_line(commissioner_id, plan_line_id) ON DELETE CASCADE;
alter table line_move add constraint line_move_of_case FOREIGN KEY (commissioner_id, case_id) REFERENCES budget_case(commissioner_id, case_id) ON DELETE CASCADE;
alter table line_move add constraint line_move_of_move FOREIGN KEY (commissioner_id, takes_back) REFERENCES line_move(commissioner_id, line_move_id) ON DELETE CASCADE;
alter table line_move add constraint line_move_of_plan FOREIGN KEY (commissioner_id, support_plan_id) REFERENCES support_plan(commissioner_id, support_plan_id) ON DELETE CASCADE;
alter table line_move add constraint line_move_to_line FOREIGN KEY (commissioner_id, to_line_id) REFERENCES plan_line(commissioner_id, plan_line_id) ON DELETE CASCADE;
alter table line_pause add constraint line_pause_pkey PRIMARY KEY (commissioner_id, line_pause_id);
alter table line_pause add constraint line_pause_days_check CHECK (((until_on IS NULL) OR (until_on >= from_on)));
alter table line_pause add constraint line_pause_resumed_whole_check CHECK ((num_nonnulls(resumed_on, resumed_by) = ANY (ARRAY[0, 2])));
alter table line_pause add constraint line_pause_of_case FOREIGN KEY (commissioner_id, case_id) REFERENCES budget_case(commissioner_id, case_id) ON DELETE CASCADE;
alter table line_pause add constraint line_pause_of_line FOREIGN KEY (commissioner_id, plan_line_id) REFERENCES plan_line(commissioner_id, plan_line_id) ON DELETE CASCADE;
alter table line_provider add constraint line_provider_pkey PRIMARY KEY (commissioner_id, line_provider_id);
alter table line_provider add constraint line_provider_ended_whole_check CHECK ((num_nonnulls(ended_at, ended_by) = ANY (ARRAY[0, 2])));
alter table line_provider add constraint line_provider_is_payee FOREIGN KEY (commissioner_id, payee_id) REFERENCES payee(commissioner_id, payee_id);
alter table line_provider add constraint line_provider_of_case FOREIGN KEY (commissioner_id, case_id) REFERENCES budget_case(commissioner_id, case_id) ON DELETE CASCADE;
alter table line_provider add constraint line_provider_of_line FOREIGN KEY (commissioner_id, plan_line_id) REFERENCES plan_line(commissioner_id, plan_line_id) ON DELETE CASCADE;
alter table machine_client add constraint machine_client_pkey PRIMARY KEY (commissioner_id, machine_client_id);
alter table machine_client add constraint machine_client_confirmed_whole CHECK (((confirmed_by IS NULL) = (confirmed_at IS NULL)));
alter table machine_client add constraint machine_client_ended_whole CHECK (((ended_by IS NULL) = (ended_at IS NULL)));
alter table machine_client add constraint machine_client_commissioner_id_fkey FOREIGN KEY (commissioner_id) REFERENCES commissioner(commissioner_id);
alter table machine_client add constraint machine_client_of_organisation FOREIGN KEY (commissioner_id, organisation_id) REFERENCES organisation(commissioner_id, organisation_id);
alter table needs_assessment add constraint needs_assessment_pkey PRIMARY KEY (commissioner_id, needs_assessment_id);
alter table needs_assessment add constraint needs_assessment_of_case FOREIGN KEY (commissioner_id, case_id) REFERENCES budget_case(commissioner_id, case_id) ON DELETE CASCADE;
alter table no_services add constraint no_services_pkey PRIMARY KEY (commissioner_id, case_id);
alter table no_services add constraint no_services_of_case FOREIGN KEY (commissioner_id, case_id) REFERENCES budget_case(commissioner_id, case_id) ON DELETE CASCADE;
alter table notification add constraint notification_pkey PRIMARY KEY (commissioner_id, notification_id);
alter table notification add constraint notification_once UNIQUE NULLS NOT DISTINCT (commissioner_id, person_id, actor_id, kind, about);
alter table notification add constraint notification_attempts_check CHECK ((attempts >= 0));
alter table notification add constraint notification_fault_check CHECK (((status = 'not-sent'::notification_status) = (fault IS NOT NULL)));
alter table notification add constraint notification_of_somebody_check CHECK ((((person_id IS NULL) = ((kind)::text = ANY (ARRAY['concern-waiting'::text, 'training-lapsing'::text]))) AND ((person_id IS NOT NULL) OR ((case_id IS NULL) AND (actor_id IS NOT NULL)))));
alter table notification add constraint notification_sent_check CHECK ((((status = 'sent'::notification_status) = (message_id IS NOT NULL)) AND ((status <> 'sent'::notification_status) OR (channel IS NOT NULL))));
alter table notification add constraint notification_settled_check CHECK (((status = 'waiting'::notification_status) = (settled_at IS NULL)));
alter table notification add constraint notification_urgency_check CHECK (((urgency >= 0) AND (urgency <= 2)));
alter table notification add constraint notification_commissioner_id_fkey FOREIGN KEY (commissioner_id) REFERENCES commissioner(commissioner_id);
alter table notification add constraint notification_of_case FOREIGN KEY (commissioner_id, case_id) REFERENCES budget_case(commissioner_id, case_id) ON DELETE CASCADE;
alter table notification add constraint notification_of_person FOREIGN KEY (commissioner_id, person_id) REFERENCES person(commissioner_id, person_id) ON DELETE CASCADE;
alter table notification_preference add constraint notification_preference_pkey PRIMARY KEY (commissioner_id, notification_preference_id);
alter table notification_preference add constraint notification_preference_day_check CHECK (((digest_day >= 1) AND (digest_day <= 7)));
alter table notification_preference add constraint notification_preference_hour_check CHECK (((digest_hour >= 0) AND (digest_hour <= 23)));
alter table notification_preference add constraint notification_preference_of_one_check CHECK ((num_nonnulls(person_id, actor_id) = 1));
alter table notification_preference add constraint notification_preference_roles_of_accounts_check CHECK (((actor_id IS NOT NULL) OR ((cardinality(roles) = 0) AND (organisation_id IS NULL))));
alter table notification_preference add constraint notification_preference_commissioner_id_fkey FOREIGN KEY (commissioner_id) REFERENCES commissioner(commissioner_id);
alter table notification_preference add constraint notification_preference_of_person FOREIGN KEY (commissioner_id, person_id) REFERENCES person(commissioner_id, person_id) ON DELETE CASCADE;
alter table notification_reading add constraint notification_reading_pkey PRIMARY KEY (commissioner_id);
alter table notification_reading add constraint notification_reading_looked_to_check CHECK ((looked_to >= 0));
alter table notification_reading add constraint notification_reading_commissioner_id_fkey FOREIGN KEY (commissioner_id) REFERENCES commissioner(commissioner_id);
alter table off_plan_request add constraint off_plan_request_pkey PRIMARY KEY (commissioner_id, off_plan_request_id);
alter table off_plan_request add constraint off_plan_request_agreed_check CHECK (((status <> ALL (ARRAY['agreed'::off_plan_status, 'agreed-in-part'::off_plan_status])) OR (agreed_pence IS NOT NULL)));
alter table off_plan_request add constraint off_plan_request_agreed_pence_check CHECK (((agreed_pence >= 1) AND (agreed_pence <= amount_pence)));
alter table off_plan_request add constraint off_plan_request_amount_pence_check CHECK ((amount_pence > 0));
alter table off_plan_request add constraint off_plan_request_closed_check CHECK (((closed_at IS NULL) = (status = 'waiting'::off_plan_status)));
alter table off_plan_request add constraint off_plan_request_line_check CHECK (((agreed_pence IS NULL) = (plan_line_id IS NULL)));
alter table off_plan_request add constraint off_plan_request_round_check CHECK ((round > 0));
alter table off_plan_request add constraint off_plan_request_of_case FOREIGN KEY (commissioner_id, case_id) REFERENCES budget_case(commissioner_id, case_id) ON DELETE CASCADE;
alter table off_plan_request add constraint off_plan_request_of_line FOREIGN KEY (commissioner_id, plan_line_id) REFERENCES plan_line(commissioner_id, plan_line_id) ON DELETE CASCADE;
alter table off_plan_request add constraint off_plan_request_of_plan FOREIGN KEY (commissioner_id, support_plan_id) REFERENCES support_plan(commissioner_id, support_plan_id) ON DELETE CASCADE;
alter table off_plan_request add constraint off_plan_request_pays FOREIGN KEY (commissioner_id, payee_id) REFERENCES payee(commissioner_id, payee_id);
alter table off_plan_vote add constraint off_plan_vote_pkey PRIMARY KEY (commissioner_id, off_plan_vote_id);
alter table off_plan_vote add constraint off_plan_vote_once UNIQUE (commissioner_id, off_plan_request_id, round, tier, human_id);
alter table off_plan_vote add constraint off_plan_vote_of_request FOREIGN KEY (commissioner_id, off_plan_request_id) REFERENCES off_plan_request(commissioner_id, off_plan_request_id) ON DELETE CASCADE;
alter table organisation add constraint organisation_pkey PRIMARY KEY (commissioner_id, organisation_id);
alter table organisation add constraint organisation_address_lines CHECK (((cardinality(address_lines) >= 1) AND (cardinality(address_lines) <= 5)));
alter table organisation add constraint organisation_address_whole CHECK (((address_lines IS NULL) = (postcode IS NULL)));
alter table organisation add constraint organisation_commissioner_id_fkey FOREIGN KEY (commissioner_id) REFERENCES commissioner(commissioner_id);
alter table organisation_float add constraint organisation_float_pkey PRIMARY KEY (commissioner_id, organisation_id);
alter table organisation_float add constraint organisation_float_of FOREIGN KEY (commissioner_id, organisation_id) REFERENCES organisation(commissioner_id, organisation_id);
alter table page_link add constraint page_link_pkey PRIMARY KEY (commissioner_id, page_link_id);
alter table page_link add constraint page_link_of_staff_check CHECK (
CASE (made_as)::text
    WHEN 'person'::text THEN (organisation_id IS NULL)
    WHEN 'care-coordinator'::text THEN (organisation_id IS NOT NULL)
    ELSE true
END);
alter table page_link add constraint page_link_opened_in_time_check CHECK (((opened_at IS NULL) OR (opened_at < expires_at)));
alter table page_link add constraint page_link_opened_whole_check CHECK ((num_nonnulls(opened_at, session_hash, seen_at) = ANY (ARRAY[0, 3])));
alter table page_link add constraint page_link_commissioner_id_fkey FOREIGN KEY (commissioner_id) REFERENCES commissioner(commissioner_id);
alter table page_link add constraint page_link_of_case FOREIGN KEY (commissioner_id, case_id) REFERENCES budget_case(commissioner_id, case_id) ON DELETE CASCADE;
alter table page_link add constraint page_link_of_organisation FOREIGN KEY (commissioner_id, organisation_id) REFERENCES organisation(commissioner_id, organisation_id);
alter table panel_meeting add constraint panel_meeting_pkey PRIMARY KEY (commissioner_id, panel_meeting_id);
alter table panel_meeting add constraint panel_meeting_called_off_whole_check CHECK ((num_nonnulls(called_off_at, called_off_by, called_off_words) = ANY (ARRAY[0, 3])));
alter table panel_meeting add constraint panel_meeting_heard_whole_check CHECK ((num_nonnulls(heard, heard_recorded_by, heard_recorded_at) = ANY (ARRAY[0, 3])));
alter table panel_meeting add constraint panel_meeting_speaker_check CHECK ((COALESCE((wish = 'through-somebody'::hearing_way), false) = (speaker IS NOT NULL)));
alter table panel_meeting add constraint panel_meeting_told_whole_check CHECK ((num_nonnulls(told_how, told_evidence, told_recorded_by) = ANY (ARRAY[0, 3])));
alter table panel_meeting add constraint panel_meeting_wish_whole_check CHECK ((num_nonnulls(wish, wish_by, wish_at) = ANY (ARRAY[0, 3])));
alter table panel_meeting add constraint panel_meeting_wish_words_check CHECK (((wish IS DISTINCT FROM 'in-writing'::hearing_way) OR (wish_words IS NOT NULL)));
alter table panel_meeting add constraint panel_meeting_of_case FOREIGN KEY (commissioner_id, case_id) REFERENCES budget_case(commissioner_id, case_id) ON DELETE CASCADE;
alter table panel_meeting add constraint panel_meeting_of_plan FOREIGN KEY (commissioner_id, support_plan_id) REFERENCES support_plan(commissioner_id, support_plan_id) ON DELETE CASCADE;
alter table pay_run add constraint pay_run_pkey PRIMARY KEY (commissioner_id, pay_run_id);
alter table pay_run add constraint pay_run_approved_whole_check CHECK (((num_nonnulls(approved_by, approved_at) = ANY (ARRAY[0, 2])) AND ((approved_at IS NULL) OR (reviewed_at IS NOT NULL))));
alter table pay_run add constraint pay_run_cancel_asked_check CHECK (((num_nonnulls(cancel_asked_by, cancel_asked_at) = ANY (ARRAY[0, 2])) AND ((cancel_asked_at IS NULL) OR (approved_at IS NOT NULL))));
alter table pay_run add constraint pay_run_cancelled_by_two_check CHECK (((cancelled_at IS NULL) OR (approved_at IS NULL) OR ((num_nonnulls(cancel_asked_by, cancelled_by) = 2) AND (cancelled_by <> cancel_asked_by))));
alter table pay_run add constraint pay_run_cancelled_unfiled_check CHECK (((cancelled_at IS NULL) OR (filed_at IS NULL)));
alter table pay_run add constraint pay_run_filed_whole_check CHECK ((num_nonnulls(filed_at, filed_by, file_format, file_mark) = ANY (ARRAY[0, 4])));
alter table pay_run add constraint pay_run_reviewed_whole_check CHECK ((num_nonnulls(reviewed_by, reviewed_at) = ANY (ARRAY[0, 2])));
alter table pay_run add constraint pay_run_two_people_check CHECK (((approved_by <> drafted_by) AND (approved_by <> reviewed_by)));
alter table pay_run_result add constraint pay_run_result_pkey PRIMARY KEY (commissioner_id, reference);
alter table pay_run_result add constraint pay_run_result_corrected_check CHECK (((num_nonnulls(failure_before, corrected_by, corrected_because, corrected_at) = ANY (ARRAY[0, 4])) AND ((corrected_at IS NULL) OR ((paid_on IS NOT NULL) AND (corrected_by <> imported_by)))));
alter table pay_run_result add constraint pay_run_result_outcome_check CHECK ((num_nonnulls(paid_on, failure) = 1));
alter table pay_run_result add constraint pay_run_result_of_payment FOREIGN KEY (commissioner_id, reference) REFERENCES payment(commissioner_id, reference) ON DELETE CASCADE;
alter table pay_run_result add constraint pay_run_result_of_run FOREIGN KEY (commissioner_id, pay_run_id) REFERENCES pay_run(commissioner_id, pay_run_id);
alter table payee add constraint payee_pkey PRIMARY KEY (commissioner_id, payee_id);
alter table payee add constraint payee_contact_asked_whole_check CHECK ((num_nonnulls(contact_asked, contact_asked_by, contact_asked_at) = ANY (ARRAY[0, 3])));
alter table payee add constraint payee_ending_asked_check CHECK (((ending_asked_by IS NULL) = (ending_asked_at IS NULL)));
alter table payee add constraint payee_reopened_check CHECK ((num_nonnulls(reopened_by, reopened_at, reopened_because) = ANY (ARRAY[0, 3])));
alter table payee add constraint payee_reopening_asked_check CHECK (((num_nonnulls(reopening_asked_by, reopening_asked_at) = ANY (ARRAY[0, 2])) AND ((reopening_asked_at IS NULL) OR ((ended_at IS NOT NULL) AND (reopening_because IS NOT NULL)))));
alter table payee add constraint payee_of_organisation FOREIGN KEY (commissioner_id, organisation_id) REFERENCES organisation(commissioner_id, organisation_id);
alter table payee_contact_change add constraint payee_contact_change_pkey PRIMARY KEY (commissioner_id, payee_contact_change_id);
alter table payee_contact_change add constraint payee_contact_change_of_payee FOREIGN KEY (commissioner_id, payee_id) REFERENCES payee(commissioner_id, payee_id) ON DELETE CASCADE;
alter table payee_decision add constraint payee_decision_pkey PRIMARY KEY (commissioner_id, payee_decision_id);
alter table payee_decision add constraint payee_decision_of_case FOREIGN KEY (commissioner_id, case_id) REFERENCES budget_case(commissioner_id, case_id) ON DELETE CASCADE;
alter table payee_decision add constraint payee_decision_on_payee FOREIGN KEY (commissioner_id, payee_id) REFERENCES payee(commissioner_id, payee_id) ON DELETE CASCADE;
alter table payee_evidence add constraint payee_evidence_pkey PRIMARY KEY (commissioner_id, payee_evidence_id);
alter table payee_evidence add constraint payee_evidence_days_check CHECK ((expires_on >= issued_on));
alter table payee_evidence add constraint payee_evidence_of_payee FOREIGN KEY (commissioner_id, payee_id) REFERENCES payee(commissioner_id, payee_id) ON DELETE CASCADE;
alter table payee_question add constraint payee_question_pkey PRIMARY KEY (commissioner_id, payee_question_id);
alter table payee_question add constraint payee_question_closed_whole_check CHECK ((num_nonnulls(outcome, closed_at) = ANY (ARRAY[0, 2])));
alter table payee_question add constraint payee_question_of_case FOREIGN KEY (commissioner_id, case_id) REFERENCES budget_case(commissioner_id, case_id) ON DELETE CASCADE;
alter table payee_question add constraint payee_question_of_payee FOREIGN KEY (commissioner_id, payee_id) REFERENCES payee(commissioner_id, payee_id) ON DELETE CASCADE;
alter table payee_tie add constraint payee_tie_pkey PRIMARY KEY (commissioner_id, payee_tie_id);
alter table payee_tie add constraint payee_tie_ended_by_another_check CHECK ((ended_by <> declared_by));
alter table payee_tie add constraint payee_tie_ended_whole_check CHECK ((num_nonnulls(ended_because, ended_by, ended_at) = ANY (ARRAY[0, 3])));
alter table payee_tie add constraint payee_tie_of_case FOREIGN KEY (commissioner_id, case_id) REFERENCES budget_case(commissioner_id, case_id) ON DELETE CASCADE;
alter table payee_tie add constraint payee_tie_to_payee FOREIGN KEY (commissioner_id, payee_id) REFERENCES payee(commissioner_id, payee_id) ON DELETE CASCADE;
alter table payment add constraint payment_pkey PRIMARY KEY (commissioner_id, payment_id);
alter table payment add constraint payment_reference_once UNIQUE (commissioner_id, reference);
alter table payment add constraint payment_above_rate_check CHECK ((above_rate_pence >= 0));
alter table payment add constraint payment_amount_check CHECK ((amount_pence > 0));
alter table payment add constraint payment_cancelled_whole_check CHECK (((cancelled_at IS NULL) = (cancelled_because IS NULL)));
alter table payment add constraint payment_days_check CHECK ((until_on >= from_on));
alter table payment add constraint payment_held_before_check CHECK (((held_before IS NULL) OR (pay_run_id IS NOT NULL)));
alter table payment add constraint payment_held_by_hand_check CHECK (((held_by IS NULL) OR (hold_reason = 'being-checked'::payment_hold_reason)));
alter table payment add constraint payment_held_whole_check CHECK ((((hold_reason IS NULL) = (held_at IS NULL)) AND ((held_by IS NULL) OR (hold_reason IS NOT NULL))));
alter table payment add constraint payment_in_run_free_check CHECK (((pay_run_id IS NULL) OR ((hold_reason IS NULL) AND (cancelled_at IS NULL))));
alter table payment add constraint payment_instead_of_other_check CHECK ((instead_of <> payment_id));
alter table payment add constraint payment_instructed_in_run_check CHECK (((instructed_at IS NULL) OR (pay_run_id IS NOT NULL)));
alter table payment add constraint payment_of_purchase_owed_check CHECK (((purchase_id IS NULL) OR (purpose = 'owed'::payment_purpose)));
alter table payment add constraint payment_owed_for_days_check CHECK (((NOT owed_for_days) OR ((purpose = 'owed'::payment_purpose) AND (purchase_id IS NULL))));
alter table payment add constraint payment_settled_check CHECK (((settled_at IS NULL) OR ((instructed_at IS NOT NULL) AND (num_nonnulls(paid_on, failure) = 1))));
alter table payment add constraint payment_to_hold_check CHECK (
CASE
    WHEN (purchase_id IS NOT NULL) THEN (NOT to_hold)
    WHEN (purpose = 'owed'::payment_purpose) THEN true
    ELSE (to_hold OR (payee_id IS NOT NULL))
END);
alter table payment add constraint payment_in_run FOREIGN KEY (commissioner_id, pay_run_id) REFERENCES pay_run(commissioner_id, pay_run_id);
alter table payment add constraint payment_instead_of_payment FOREIGN KEY (commissioner_id, instead_of) REFERENCES payment(commissioner_id, payment_id) ON DELETE CASCADE;
alter table payment add constraint payment_of_case FOREIGN KEY (commissioner_id, case_id) REFERENCES budget_case(commissioner_id, case_id) ON DELETE CASCADE;
alter table payment add constraint payment_of_line FOREIGN KEY (commissioner_id, plan_line_id) REFERENCES plan_line(commissioner_id, plan_line_id) ON DELETE CASCADE;
alter table payment add constraint payment_of_payee FOREIGN KEY (commissioner_id, payee_id) REFERENCES payee(commissioner_id, payee_id);
alter table payment add constraint payment_of_purchase FOREIGN KEY (commissioner_id, purchase_id) REFERENCES purchase(commissioner_id, purchase_id) ON DELETE CASCADE;
alter table payment add constraint payment_instead_of_once EXCLUDE USING gist (numrange((uuid_hash_extended(instead_of, (0)::bigint))::numeric, (uuid_hash_extended(instead_of, (0)::bigint))::numeric, '[]'::text) WITH &&, daterange(from_on, until_on, '[]'::text) WITH &&) WHERE (((instead_of IS NOT NULL) AND (cancelled_at IS NULL)));
alter table period_end add constraint period_end_pkey PRIMARY KEY (commissioner_id, period_end_id);
alter table period_end add constraint period_end_once UNIQUE (commissioner_id, support_plan_id);
alter table period_end add constraint period_end_days_check CHECK ((until_on >= from_on));
alter table period_end add constraint period_end_over_check CHECK ((over_pence >= 0));
alter table period_end add constraint period_end_of_case FOREIGN KEY (commissioner_id, case_id) REFERENCES budget_case(commissioner_id, case_id) ON DELETE CASCADE;
alter table period_end add constraint period_end_of_plan FOREIGN KEY (commissioner_id, support_plan_id) REFERENCES support_plan(commissioner_id, support_plan_id) ON DELETE CASCADE;
alter table person add constraint person_pkey PRIMARY KEY (commissioner_id, person_id);
alter table person add constraint person_born_on_as_known CHECK ((born_on ~ '^\d{4}(-\d{2}(-\d{2})?)?$'::text));
alter table person add constraint person_joined_into_another CHECK ((joined_into <> person_id));
alter table person add constraint person_named CHECK (((given_name IS NOT NULL) OR (family_name IS NOT NULL)));
alter table person add constraint person_commissioner_id_fkey FOREIGN KEY (commissioner_id) REFERENCES commissioner(commissioner_id);
alter table person add constraint person_joined_into FOREIGN KEY (commissioner_id, joined_into) REFERENCES person(commissioner_id, person_id) ON DELETE CASCADE;
alter table person add constraint person_registered_for FOREIGN KEY (commissioner_id, registered_for) REFERENCES organisation(commissioner_id, organisation_id);
alter table person_history add constraint person_history_pkey PRIMARY KEY (commissioner_id, person_history_id);
alter table person_history add constraint person_history_of_person FOREIGN KEY (commissioner_id, person_id) REFERENCES person(commissioner_id, person_id) ON DELETE CASCADE;
alter table person_request add constraint person_request_pkey PRIMARY KEY (commissioner_id, person_request_id);
alter table person_request add constraint person_request_answered_whole_check CHECK ((num_nonnulls(outcome, answered_by, answered_at) = ANY (ARRAY[0, 3])));
alter table person_request add constraint person_request_declined_with_words_check CHECK (((outcome IS NULL) OR (outcome = ANY (ARRAY['agreed'::person_request_outcome, 'withdrawn'::person_request_outcome])) OR (answer_words IS NOT NULL)));
alter table person_request add constraint person_request_of_case FOREIGN KEY (commissioner_id, case_id) REFERENCES budget_case(commissioner_id, case_id) ON DELETE CASCADE;
alter table plan_line add constraint plan_line_pkey PRIMARY KEY (commissioner_id, plan_line_id);
alter table plan_line add constraint plan_line_one_per_key UNIQUE (commissioner_id, support_plan_id, key);
alter table plan_line add constraint plan_line_agreed_pence_check CHECK ((agreed_pence >= 0));
alter table plan_line add constraint plan_line_carried_check CHECK ((carried_pence >= 0));
alter table plan_line add constraint plan_line_closed_check CHECK (((status = 'closed'::plan_line_status) = (closed_on IS NOT NULL)));
alter table plan_line add constraint plan_line_crisis_pence_check CHECK ((crisis_pence >= 0));
alter table plan_line add constraint plan_line_moved_check CHECK ((((agreed_pence + moved_pence) + carried_pence) >= 0));
alter table plan_line add constraint plan_line_pays_back_closed CHECK (((NOT pays_back) OR (status = 'closed'::plan_line_status)));
alter table plan_line add constraint plan_line_held_by FOREIGN KEY (commissioner_id, holder_id) REFERENCES organisation(commissioner_id, organisation_id);
alter table plan_line add constraint plan_line_of_case FOREIGN KEY (commissioner_id, case_id) REFERENCES budget_case(commissioner_id, case_id) ON DELETE CASCADE;
alter table plan_line add constraint plan_line_of_plan FOREIGN KEY (commissioner_id, support_plan_id) REFERENCES support_plan(commissioner_id, support_plan_id) ON DELETE CASCADE;
alter table practice_act add constraint practice_act_pkey PRIMARY KEY (commissioner_id, practice_act_id);
alter table practice_act add constraint practice_act_change_check CHECK (((kind = 'declined'::practice_act_kind) = (what_would_change IS NOT NULL))) NOT VALID;
alter table practice_act add constraint practice_act_evidence_check CHECK (((kind = ANY (ARRAY['reply'::practice_act_kind, 'told'::practice_act_kind])) OR (way = 'signed-in'::practice_way) OR (document_hash IS NOT NULL)));
alter table practice_act add constraint practice_act_gp_check CHECK (((kind = ANY (ARRAY['reply'::practice_act_kind, 'told'::practice_act_kind])) = (gp_name IS NULL)));
alter table practice_act add constraint practice_act_reason_check CHECK (((kind = ANY (ARRAY['agreed'::practice_act_kind, 'told'::practice_act_kind])) OR (words IS NOT NULL)));
alter table practice_act add constraint practice_act_of_case FOREIGN KEY (commissioner_id, case_id) REFERENCES budget_case(commissioner_id, case_id) ON DELETE CASCADE;
alter table practice_act add constraint practice_act_of_need FOREIGN KEY (commissioner_id, health_need_id) REFERENCES health_need(commissioner_id, health_need_id) ON DELETE CASCADE;
alter table provider_stop add constraint provider_stop_pkey PRIMARY KEY (commissioner_id, provider_stop_id);
alter table provider_stop add constraint provider_stop_closed_whole_check CHECK (((outcome IS NULL) = (closed_at IS NULL)));
alter table provider_stop add constraint provider_stop_by_organisation FOREIGN KEY (commissioner_id, organisation_id) REFERENCES organisation(commissioner_id, organisation_id);
alter table provider_stop add constraint provider_stop_of_case FOREIGN KEY (commissioner_id, case_id) REFERENCES budget_case(commissioner_id, case_id) ON DELETE CASCADE;
alter table purchase add constraint purchase_pkey PRIMARY KEY (commissioner_id, purchase_id);
alter table purchase add constraint purchase_amount_pence_check CHECK ((amount_pence > 0));
alter table purchase add constraint purchase_own_check CHECK (((own_reversed_pence >= 0) AND (own_reversed_pence <= own_pence)));
alter table purchase add constraint purchase_reversed_whole CHECK (((reversed_at IS NULL) = (reversed_pence < amount_pence)));
alter table purchase add constraint purchase_reversed_within CHECK (((reversed_pence >= 0) AND (reversed_pence <= amount_pence)));
alter table purchase add constraint purchase_unit_check CHECK (((unit IS NULL) OR (quarter_units IS NOT NULL)));
alter table purchase add constraint purchase_units_check CHECK ((quarter_units > 0));
alter table purchase add constraint purchase_of_line FOREIGN KEY (commissioner_id, plan_line_id) REFERENCES plan_line(commissioner_id, plan_line_id) ON DELETE CASCADE;
alter table purchase add constraint purchase_of_payee FOREIGN KEY (commissioner_id, payee_id) REFERENCES payee(commissioner_id, payee_id);
alter table purchase_mark add constraint purchase_mark_pkey PRIMARY KEY (commissioner_id, purchase_id, reason);
alter table purchase_mark add constraint purchase_mark_like FOREIGN KEY (commissioner_id, like_purchase_id) REFERENCES purchase(commissioner_id, purchase_id);
alter table purchase_mark add constraint purchase_mark_of FOREIGN KEY (commissioner_id, purchase_id) REFERENCES purchase(commissioner_id, purchase_id) ON DELETE CASCADE;
alter table receipt add constraint receipt_pkey PRIMARY KEY (commissioner_id, receipt_id);
alter table receipt add constraint receipt_one_per_purchase UNIQUE (commissioner_id, purchase_id);
alter table receipt add constraint receipt_amount_pence_check CHECK ((amount_pence > 0));
alter table receipt add constraint receipt_document FOREIGN KEY (commissioner_id, document_id) REFERENCES document(commissioner_id, document_id) ON DELETE CASCADE;
alter table receipt add constraint receipt_of_purchase FOREIGN KEY (commissioner_id, purchase_id) REFERENCES purchase(commissioner_id, purchase_id) ON DELETE CASCADE;
alter table receipt_chase add constraint receipt_chase_pkey PRIMARY KEY (commissioner_id, purchase_id, step, chased_on);
alter table receipt_chase add constraint receipt_chase_lifted_check CHECK (((lifted_at IS NULL) OR (step = 'paused'::receipt_chase_step)));
alter table receipt_chase add constraint receipt_chase_lifted_whole_check CHECK ((num_nonnulls(lifted_by, lifted_because, lifted_at) = ANY (ARRAY[0, 3])));
alter table receipt_chase add constraint receipt_chase_of_purchase FOREIGN KEY (commissioner_id, purchase_id) REFERENCES purchase(commissioner_id, purchase_id) ON DELETE CASCADE;
alter table receipt_loss add constraint receipt_loss_pkey PRIMARY KEY (commissioner_id, purchase_id);
alter table receipt_loss add constraint receipt_loss_accepted_whole_check CHECK ((num_nonnulls(accepted_by, accepted_because, accepted_at) = ANY (ARRAY[0, 3])));
alter table receipt_loss add constraint receipt_loss_of_purchase FOREIGN KEY (commissioner_id, purchase_id) REFERENCES purchase(commissioner_id, purchase_id) ON DELETE CASCADE;
alter table record_opening add constraint record_opening_pkey PRIMARY KEY (commissioner_id, record_opening_id);
alter table record_opening add constraint record_opening_of_person FOREIGN KEY (commissioner_id, person_id) REFERENCES person(commissioner_id, person_id) ON DELETE CASCADE;
alter table record_read add constraint record_read_pkey PRIMARY KEY (commissioner_id, record_read_id);
alter table record_read add constraint record_read_commissioner_id_fkey FOREIGN KEY (commissioner_id) REFERENCES commissioner(commissioner_id);
alter table record_request add constraint record_request_pkey PRIMARY KEY (commissioner_id, record_request_id);
alter table record_request add constraint record_request_of_person FOREIGN KEY (commissioner_id, person_id) REFERENCES person(commissioner_id, person_id) ON DELETE CASCADE;
alter table record_restriction add constraint record_restriction_pkey PRIMARY KEY (commissioner_id, record_restriction_id);
alter table record_restriction add constraint record_restriction_lifted_check CHECK (((lifted_by IS NULL) = (lifted_at IS NULL)));
alter table record_restriction add constraint record_restriction_of_person FOREIGN KEY (commissioner_id, person_id) REFERENCES person(commissioner_id, person_id) ON DELETE CASCADE;
alter table recorded_identity add constraint recorded_identity_pkey PRIMARY KEY (commissioner_id, person_id, version);
alter table recorded_identity add constraint recorded_identity_commissioner_id_fkey FOREIGN KEY (commissioner_id) REFERENCES commissioner(commissioner_id);
alter table recorded_identity add constraint recorded_identity_of_person FOREIGN KEY (commissioner_id, person_id) REFERENCES person(commissioner_id, person_id) ON DELETE CASCADE;
alter table recorded_signing add constraint recorded_signing_pkey PRIMARY KEY (commissioner_id, recorded_signing_id);
alter table recorded_signing add constraint recorded_signing_of_case FOREIGN KEY (commissioner_id, case_id) REFERENCES budget_case(commissioner_id, case_id) ON DELETE CASCADE;
alter table records_export add constraint records_export_pkey PRIMARY KEY (commissioner_id, records_export_id);
alter table records_export add constraint records_export_csv_of_one_check CHECK (((format <> 'csv'::export_format) OR (records_of IS NOT NULL)));
alter table records_export add constraint records_export_commissioner_id_fkey FOREIGN KEY (commissioner_id) REFERENCES commissioner(commissioner_id);
alter table referral add constraint referral_pkey PRIMARY KEY (commissioner_id, referral_id);
alter table referral add constraint referral_answered_whole CHECK ((((outcome IS NULL) = (answered_at IS NULL)) AND ((outcome IS NULL) = (answered_by IS NULL))));
alter table referral add constraint referral_opens_by_acceptance CHECK (
CASE
    WHEN (outcome IS NULL) THEN (case_id IS NULL)
    WHEN (outcome = 'accepted'::referral_outcome) THEN (case_id IS NOT NULL)
    ELSE true
END);
alter table referral add constraint referral_commissioner_id_fkey FOREIGN KEY (commissioner_id) REFERENCES commissioner(commissioner_id);
alter table referral add constraint referral_for FOREIGN KEY (commissioner_id, recorded_for) REFERENCES organisation(commissioner_id, organisation_id);
alter table referral add constraint referral_from FOREIGN KEY (commissioner_id, organisation_id) REFERENCES organisation(commissioner_id, organisation_id);
alter table referral add constraint referral_in_scheme FOREIGN KEY (commissioner_id, scheme_id) REFERENCES scheme(commissioner_id, scheme_id);
alter table referral add constraint referral_of_case FOREIGN KEY (commissioner_id, case_id) REFERENCES budget_case(commissioner_id, case_id) ON DELETE CASCADE;
alter table referral add constraint referral_of_person FOREIGN KEY (commissioner_id, person_id) REFERENCES person(commissioner_id, person_id) ON DELETE CASCADE;
alter table referral add constraint referral_to_trust FOREIGN KEY (commissioner_id, trust_id) REFERENCES organisation(commissioner_id, organisation_id);
alter table representation add constraint representation_pkey PRIMARY KEY (commissioner_id, case_member_id);
alter table representation add constraint representation_by_another_check CHECK (((verified_by IS NULL) OR ((verified_by <> added_by) AND (verified_by <> actor_id))));
alter table representation add constraint representation_reaches_check CHECK ((for_welfare OR for_property));
alter table representation add constraint representation_verified_whole_check CHECK ((((verified_at IS NULL) = (verified_by IS NULL)) AND ((verified_at IS NULL) = (verified_evidence IS NULL))));
alter table representation add constraint representation_of_case FOREIGN KEY (commissioner_id, case_id) REFERENCES budget_case(commissioner_id, case_id) ON DELETE CASCADE;
alter table resource add constraint resource_pkey PRIMARY KEY (commissioner_id, resource_id);
alter table resource add constraint resource_checked_whole_check CHECK ((num_nonnulls(checked_on, checked_by, checked_by_name) = ANY (ARRAY[0, 3])));
alter table resource add constraint resource_cost_check CHECK (((cost = ANY (ARRAY['free'::text, 'low'::text, 'priced'::text])) AND ((cost <> 'free'::text) OR (price_pence IS NULL))));
alter table resource add constraint resource_days_check CHECK ((until_on >= from_on));
alter table resource add constraint resource_places_check CHECK ((places > 0));
alter table resource add constraint resource_of_organisation FOREIGN KEY (commissioner_id, organisation_id) REFERENCES organisation(commissioner_id, organisation_id);
alter table resource_source add constraint resource_source_pkey PRIMARY KEY (commissioner_id, source, source_id);
alter table resource_source add constraint resource_source_of FOREIGN KEY (commissioner_id, resource_id) REFERENCES resource(commissioner_id, resource_id);
alter table resource_term add constraint resource_term_pkey PRIMARY KEY (commissioner_id, resource_id, term);
alter table resource_term add constraint resource_term_of FOREIGN KEY (commissioner_id, resource_id) REFERENCES resource(commissioner_id, resource_id) ON DELETE CASCADE;
alter table restored_line add constraint restored_line_pkey PRIMARY KEY (commissioner_id, plan_line_id, appeal_id);
alter table restored_line add constraint restored_line_days_check CHECK ((restored_on >= lost_from));
alter table restored_line add constraint restored_line_pence_check CHECK (((restored_pence >= 0) AND (lost_pence >= 0)));
alter table restored_line add constraint restored_line_by_appeal FOREIGN KEY (commissioner_id, appeal_id) REFERENCES appeal(commissioner_id, appeal_id) ON DELETE CASCADE;
alter table restored_line add constraint restored_line_of_case FOREIGN KEY (commissioner_id, case_id) REFERENCES budget_case(commissioner_id, case_id) ON DELETE CASCADE;
alter table restored_line add constraint restored_line_of_line FOREIGN KEY (commissioner_id, plan_line_id) REFERENCES plan_line(commissioner_id, plan_line_id) ON DELETE CASCADE;
alter table review add constraint review_pkey PRIMARY KEY (commissioner_id, review_id);
alter table review add constraint review_support_plan_check CHECK (((support_plan_id IS NULL) = (status = ANY (ARRAY['scheduled'::review_status, 'awaiting-decision'::review_status]))));
alter table review add constraint review_of_case FOREIGN KEY (commissioner_id, case_id) REFERENCES budget_case(commissioner_id, case_id) ON DELETE CASCADE;
alter table review add constraint review_of_plan FOREIGN KEY (commissioner_id, support_plan_id) REFERENCES support_plan(commissioner_id, support_plan_id) ON DELETE CASCADE;
alter table routing add constraint routing_pkey PRIMARY KEY (commissioner_id, routing_id);
alter table routing add constraint routing_of_version FOREIGN KEY (commissioner_id, support_plan_id, plan_version) REFERENCES support_plan_version(commissioner_id, support_plan_id, version) ON DELETE CASCADE;
alter table safe_contact add constraint safe_contact_pkey PRIMARY KEY (commissioner_id, person_id);
alter table safe_contact add constraint safe_contact_hours_check CHECK ((num_nonnulls(from_time, to_time) = ANY (ARRAY[0, 2])));
alter table safe_contact add constraint safe_contact_paused_check CHECK ((paused OR (paused_until IS NULL)));
alter table safe_contact add constraint safe_contact_said_check CHECK ((num_nonnulls(said_on, how, present, evidence) =
CASE
    WHEN (set_as = 'person'::safe_contact_setter) THEN 0
    ELSE 4
END));
alter table safe_contact add constraint safe_contact_commissioner_id_fkey FOREIGN KEY (commissioner_id) REFERENCES commissioner(commissioner_id);
alter table safe_contact add constraint safe_contact_of_person FOREIGN KEY (commissioner_id, person_id) REFERENCES person(commissioner_id, person_id) ON DELETE CASCADE;
alter table safe_contact_not_to add constraint safe_contact_not_to_pkey PRIMARY KEY (commissioner_id, person_id, case_member_id);
alter table safe_contact_not_to add constraint safe_contact_not_to_of_contact FOREIGN KEY (commissioner_id, person_id) REFERENCES safe_contact(commissioner_id, person_id) ON DELETE CASCADE;
alter table safe_contact_not_to add constraint safe_contact_not_to_of_member FOREIGN KEY (commissioner_id, case_member_id) REFERENCES case_member(commissioner_id, case_member_id) ON DELETE CASCADE;
alter table said_for add constraint said_for_pkey PRIMARY KEY (commissioner_id, said_for_id);
alter table said_for add constraint said_for_answered_whole_check CHECK ((((answered_at IS NULL) = (answer IS NULL)) AND ((answered_at IS NULL) OR (objected_at IS NOT NULL))));
alter table said_for add constraint said_for_how_it_was_said_check CHECK (((((kind)::text = ANY (ARRAY['removal'::text, 'death'::text, 'service-less'::text])) = (how IS NULL)) AND (((kind)::text = ANY (ARRAY['removal'::text, 'death'::text, 'service-less'::text])) = (present IS NULL))));
alter table said_for add constraint said_for_objected_whole_check CHECK (((objected_at IS NULL) = (objected_by IS NULL)));
alter table said_for add constraint said_for_of_case FOREIGN KEY (commissioner_id, case_id) REFERENCES budget_case(commissioner_id, case_id) ON DELETE CASCADE;
alter table schema_migration add constraint schema_migration_pkey PRIMARY KEY (name);
alter table scheme add constraint scheme_pkey PRIMARY KEY (commissioner_id, scheme_id);
alter table scheme add constraint scheme_one_per_code UNIQUE (commissioner_id, code);
alter table scheme add constraint scheme_commissioner_id_fkey FOREIGN KEY (commissioner_id) REFERENCES commissioner(commissioner_id);
alter table scheme_council add constraint scheme_council_pkey PRIMARY KEY (commissioner_id, scheme_council_id);
alter table scheme_council add constraint scheme_council_ended_check CHECK (((ended_by IS NULL) = (ended_at IS NULL)));
alter table scheme_council add constraint scheme_council_is FOREIGN KEY (commissioner_id, organisation_id) REFERENCES organisation(commissioner_id, organisation_id);
alter table scheme_council add constraint scheme_council_of_scheme FOREIGN KEY (commissioner_id, scheme_id) REFERENCES scheme(commissioner_id, scheme_id);
alter table scheme_draft add constraint scheme_draft_pkey PRIMARY KEY (commissioner_id, scheme_draft_id);
alter table scheme_draft add constraint scheme_draft_proposed_check CHECK ((((proposed_by IS NULL) = (proposed_at IS NULL)) AND ((proposed_by IS NULL) = (proposed_starts_on IS NULL)) AND ((proposed_by IS NULL) = (proposed_note IS NULL))));
alter table scheme_draft add constraint scheme_draft_based_on FOREIGN KEY (commissioner_id, scheme_id, based_on_version) REFERENCES scheme_version(commissioner_id, scheme_id, version);
alter table scheme_draft add constraint scheme_draft_of_scheme FOREIGN KEY (commissioner_id, scheme_id) REFERENCES scheme(commissioner_id, scheme_id);
alter table scheme_draft add constraint scheme_draft_published_as FOREIGN KEY (commissioner_id, scheme_id, published_version) REFERENCES scheme_version(commissioner_id, scheme_id, version);
alter table scheme_publication add constraint scheme_publication_pkey PRIMARY KEY (commissioner_id, scheme_id, version);
alter table scheme_publication add constraint scheme_publication_after_simulation FOREIGN KEY (commissioner_id, simulation_id) REFERENCES simulation(commissioner_id, simulation_id);
alter table scheme_publication add constraint scheme_publication_of_draft FOREIGN KEY (commissioner_id, scheme_draft_id) REFERENCES scheme_draft(commissioner_id, scheme_draft_id);
alter table scheme_publication add constraint scheme_publication_of_version FOREIGN KEY (commissioner_id, scheme_id, version) REFERENCES scheme_version(commissioner_id, scheme_id, version);
alter table scheme_version add constraint scheme_version_pkey PRIMARY KEY (commissioner_id, scheme_id, version);
alter table scheme_version add constraint scheme_version_one_per_start UNIQUE (commissioner_id, scheme_id, starts_on);
alter table scheme_version add constraint scheme_version_version_check CHECK ((version > 0));
alter table scheme_version add constraint scheme_version_of_scheme FOREIGN KEY (commissioner_id, scheme_id) REFERENCES scheme(commissioner_id, scheme_id);
alter table service_agreement add constraint service_agreement_pkey PRIMARY KEY (commissioner_id, service_agreement_id);
alter table service_agreement add constraint service_agreement_days_check CHECK ((until_on >= from_on));
alter table service_agreement add constraint service_agreement_ended_whole_check CHECK ((num_nonnulls(ended_on, ended_because, ended_by, ended_at) = ANY (ARRAY[0, 4])));
alter table service_agreement add constraint service_agreement_payer_whole_check CHECK ((num_nonnulls(payer_signed_by, payer_signed_at) = ANY (ARRAY[0, 2])));
alter table service_agreement add constraint service_agreement_provider_whole_check CHECK (((num_nonnulls(provider_signed_by, provider_signed_at) = ANY (ARRAY[0, 2])) AND ((provider_document_hash IS NULL) OR (provider_signatory IS NOT NULL))));
alter table service_agreement add constraint service_agreement_rate_check CHECK ((rate_pence > 0));
alter table service_agreement add constraint service_agreement_two_people_check CHECK ((payer_signed_by <> provider_signed_by));
alter table service_agreement add constraint service_agreement_of_holder FOREIGN KEY (commissioner_id, holder_id) REFERENCES organisation(commissioner_id, organisation_id);
alter table service_agreement add constraint service_agreement_renews FOREIGN KEY (commissioner_id, renews_id) REFERENCES service_agreement(commissioner_id, service_agreement_id);
alter table service_agreement add constraint service_agreement_with_payee FOREIGN KEY (commissioner_id, payee_id) REFERENCES payee(commissioner_id, payee_id);
alter table sharing_without_consent add constraint sharing_without_consent_pkey PRIMARY KEY (commissioner_id, sharing_without_consent_id);
alter table sharing_without_consent add constraint sharing_without_consent_of_person FOREIGN KEY (commissioner_id, person_id) REFERENCES person(commissioner_id, person_id) ON DELETE CASCADE;
alter table sharing_without_consent add constraint sharing_without_consent_with_organisation FOREIGN KEY (commissioner_id, organisation_id) REFERENCES organisation(commissioner_id, organisation_id);
alter table sign_in add constraint sign_in_pkey PRIMARY KEY (commissioner_id, sign_in_id);
alter table sign_in add constraint sign_in_code_known CHECK (((linked_by = 'code'::sign_in_link) = (sign_in_code_id IS NOT NULL)));
alter table sign_in add constraint sign_in_end_proposed_whole CHECK (((end_proposed_by IS NULL) = (end_proposed_at IS NULL)));
alter table sign_in add constraint sign_in_ended_by_two CHECK (((ended_by IS NULL) OR (ended_by = subject) OR ((end_proposed_by IS NOT NULL) AND (end_proposed_by <> ended_by))));
alter table sign_in add constraint sign_in_ended_whole CHECK (((ended_by IS NULL) = (ended_at IS NULL)));
alter table sign_in add constraint sign_in_by_code FOREIGN KEY (commissioner_id, sign_in_code_id) REFERENCES sign_in_code(commissioner_id, sign_in_code_id) ON DELETE CASCADE;
alter table sign_in add constraint sign_in_commissioner_id_fkey FOREIGN KEY (commissioner_id) REFERENCES commissioner(commissioner_id);
alter table sign_in add constraint sign_in_of_person FOREIGN KEY (commissioner_id, person_id) REFERENCES person(commissioner_id, person_id) ON DELETE CASCADE;
alter table sign_in_code add constraint sign_in_code_pkey PRIMARY KEY (commissioner_id, sign_in_code_id);
alter table sign_in_code add constraint sign_in_code_confirmed_whole CHECK (((confirmed_by IS NULL) = (confirmed_at IS NULL)));
alter table sign_in_code add constraint sign_in_code_ended_whole CHECK (((ended_at IS NULL) = (ended_as IS NULL)));
alter table sign_in_code add constraint sign_in_code_few_tries CHECK (((tries >= 0) AND (tries <= 5)));
alter table sign_in_code add constraint sign_in_code_of_two CHECK ((confirmed_by <> issued_by));
alter table sign_in_code add constraint sign_in_code_commissioner_id_fkey FOREIGN KEY (commissioner_id) REFERENCES commissioner(commissioner_id);
alter table sign_in_code add constraint sign_in_code_of_person FOREIGN KEY (commissioner_id, person_id) REFERENCES person(commissioner_id, person_id) ON DELETE CASCADE;
alter table signal_watch add constraint signal_watch_pkey PRIMARY KEY (commissioner_id);
alter table signature add constraint signature_pkey PRIMARY KEY (commissioner_id, signature_id);
alter table signature add constraint signature_one_per_case_role_and_version UNIQUE NULLS NOT DISTINCT (commissioner_id, support_plan_id, plan_version, case_role, actor_id, said_for_id);
alter table signature add constraint signature_of_version FOREIGN KEY (commissioner_id, support_plan_id, plan_version) REFERENCES support_plan_version(commissioner_id, support_plan_id, version) ON DELETE CASCADE;
alter table simulated_case add constraint simulated_case_pkey PRIMARY KEY (commissioner_id, simulation_id, case_id);
alter table simulated_case add constraint simulated_case_of_simulation FOREIGN KEY (commissioner_id, simulation_id) REFERENCES simulation(commissioner_id, simulation_id);
alter table simulation add constraint simulation_pkey PRIMARY KEY (commissioner_id, simulation_id);
alter table simulation add constraint simulation_done_check CHECK ((done >= 0));
alter table simulation add constraint simulation_failures_check CHECK ((failures >= 0));
alter table simulation add constraint simulation_total_check CHECK ((total >= 0));
alter table simulation add constraint simulation_based_on FOREIGN KEY (commissioner_id, scheme_id, based_on_version) REFERENCES scheme_version(commissioner_id, scheme_id, version);
alter table simulation add constraint simulation_of_draft FOREIGN KEY (commissioner_id, scheme_draft_id) REFERENCES scheme_draft(commissioner_id, scheme_draft_id);
alter table simulation add constraint simulation_of_scheme FOREIGN KEY (commissioner_id, scheme_id) REFERENCES scheme(commissioner_id, scheme_id);
alter table social_care_budget add constraint social_care_budget_pkey PRIMARY KEY (commissioner_id, social_care_budget_id);
alter table social_care_budget add constraint social_care_budget_amount_check CHECK ((amount_pence > 0));
alter table social_care_budget add constraint social_care_budget_of_assessment FOREIGN KEY (commissioner_id, needs_assessment_id) REFERENCES needs_assessment(commissioner_id, needs_assessment_id) ON DELETE CASCADE;
alter table social_care_budget add constraint social_care_budget_of_case FOREIGN KEY (commissioner_id, case_id) REFERENCES budget_case(commissioner_id, case_id) ON DELETE CASCADE;
alter table social_care_budget add constraint social_care_budget_of_council FOREIGN KEY (commissioner_id, organisation_id) REFERENCES organisation(commissioner_id, organisation_id);
alter table spending_check add constraint spending_check_pkey PRIMARY KEY (commissioner_id, spending_check_id);
alter table spending_check add constraint spending_check_decided_whole_check CHECK ((num_nonnulls(outcome, because, decided_by, decided_at) = ANY (ARRAY[0, 4])));
alter table spending_check add constraint spending_check_place_check CHECK (
CASE (found_in)::text
    WHEN 'purchase'::text THEN (plan_line_id IS NOT NULL)
    WHEN 'plan-line'::text THEN ((support_plan_id IS NOT NULL) AND (line IS NOT NULL))
    WHEN 'off-plan-request'::text THEN ((off_plan_request_id IS NOT NULL) AND (line IS NOT NULL))
    WHEN 'waiting-claim'::text THEN ((waiting_claim_id IS NOT NULL) AND (line IS NOT NULL))
    ELSE (card_feed_line_id IS NOT NULL)
END);
alter table spending_check add constraint spending_check_vetting_check CHECK (((vetting IS NOT NULL) = ((about = 'payee'::spending_check_about) AND COALESCE((outcome = 'passed'::spending_check_outcome), false))));
alter table spending_check add constraint spending_check_of_case FOREIGN KEY (commissioner_id, case_id) REFERENCES budget_case(commissioner_id, case_id) ON DELETE CASCADE;
alter table spending_check add constraint spending_check_of_claim FOREIGN KEY (commissioner_id, waiting_claim_id) REFERENCES waiting_claim(commissioner_id, waiting_claim_id) ON DELETE CASCADE;
alter table spending_check add constraint spending_check_of_feed_line FOREIGN KEY (commissioner_id, card_feed_line_id) REFERENCES card_feed_line(commissioner_id, card_feed_line_id) ON DELETE CASCADE;
alter table spending_check add constraint spending_check_of_line FOREIGN KEY (commissioner_id, plan_line_id) REFERENCES plan_line(commissioner_id, plan_line_id) ON DELETE CASCADE;
alter table spending_check add constraint spending_check_of_plan FOREIGN KEY (commissioner_id, support_plan_id) REFERENCES support_plan(commissioner_id, support_plan_id) ON DELETE CASCADE;
alter table spending_check add constraint spending_check_of_request FOREIGN KEY (commissioner_id, off_plan_request_id) REFERENCES off_plan_request(commissioner_id, off_plan_request_id) ON DELETE CASCADE;
alter table spending_check_use add constraint spending_check_use_pkey PRIMARY KEY (commissioner_id, spending_check_id, purchase_id);
alter table spending_check_use add constraint spending_check_use_by_purchase FOREIGN KEY (commissioner_id, purchase_id) REFERENCES purchase(commissioner_id, purchase_id) ON DELETE CASCADE;
alter table spending_check_use add constraint spending_check_use_of_check FOREIGN KEY (commissioner_id, spending_check_id) REFERENCES spending_check(commissioner_id, spending_check_id) ON DELETE CASCADE;
alter table spending_freeze add constraint spending_freeze_pkey PRIMARY KEY (commissioner_id, spending_freeze_id);
alter table spending_freeze add constraint spending_freeze_about_one_check CHECK ((((about = 'line'::freeze_about) = (plan_line_id IS NOT NULL)) AND ((about = 'payee'::freeze_about) = (payee IS NOT NULL)) AND ((payee IS NULL) = (payee_letters IS NULL))));
alter table spending_freeze add constraint spending_freeze_lifting_asked_check CHECK ((num_nonnulls(lifting_asked_by, lifting_asked_at, lifting_because) = ANY (ARRAY[0, 3])));
alter table spending_freeze add constraint spending_freeze_of_concern FOREIGN KEY (commissioner_id, concern_id) REFERENCES concern(commissioner_id, concern_id) ON DELETE CASCADE;
alter table spending_question add constraint spending_question_pkey PRIMARY KEY (commissioner_id, spending_question_id);
alter table spending_question add constraint spending_question_answered_check CHECK ((((answer IS NULL) = (answered_by IS NULL)) AND ((answer IS NULL) OR (NOT (outcome IS DISTINCT FROM 'answered'::spending_question_outcome)))));
alter table spending_question add constraint spending_question_closed_whole_check CHECK (((outcome IS NULL) = (closed_at IS NULL)));
alter table spending_question add constraint spending_question_of_case FOREIGN KEY (commissioner_id, case_id) REFERENCES budget_case(commissioner_id, case_id) ON DELETE CASCADE;
alter table spending_question add constraint spending_question_of_line FOREIGN KEY (commissioner_id, plan_line_id) REFERENCES plan_line(commissioner_id, plan_line_id) ON DELETE CASCADE;
alter table staff_identity add constraint staff_identity_pkey PRIMARY KEY (commissioner_id, staff_member_id, actor_id);
alter table staff_identity add constraint staff_identity_taken UNIQUE (commissioner_id, actor_id);
alter table staff_identity add constraint staff_identity_confirmed_check CHECK (((confirmed_by IS NULL) = (confirmed_at IS NULL)));
alter table staff_identity add constraint staff_identity_of FOREIGN KEY (commissioner_id, staff_member_id) REFERENCES staff_member(commissioner_id, staff_member_id);
alter table staff_member add constraint staff_member_pkey PRIMARY KEY (commissioner_id, staff_member_id);
alter table staff_member add constraint staff_member_ended_check CHECK (((ended_by IS NULL) = (ended_at IS NULL)));
alter table staff_member add constraint staff_member_at FOREIGN KEY (commissioner_id, organisation_id) REFERENCES organisation(commissioner_id, organisation_id);
alter table stay_tally add constraint stay_tally_pkey PRIMARY KEY (commissioner_id, decided_on, scheme_id, tier, arrived_on, left_on) INCLUDE (plans);
alter table stay_tally add constraint stay_tally_plans_check CHECK ((plans > 0));
alter table stay_tally add constraint stay_tally_of_scheme FOREIGN KEY (commissioner_id, scheme_id) REFERENCES scheme(commissioner_id, scheme_id);
alter table stored_document add constraint stored_document_pkey PRIMARY KEY (commissioner_id, stored_document_id);
alter table support_plan add constraint support_plan_pkey PRIMARY KEY (commissioner_id, support_plan_id);
alter table support_plan add constraint support_plan_agreed_check CHECK (((agreed_pence >= 1) AND (agreed_pence <= total_pence)));
alter table support_plan add constraint support_plan_agreed_when_check CHECK (((agreed_pence IS NULL) = (agreed_at IS NULL)));
alter table support_plan add constraint support_plan_notice_check CHECK (((status = 'awaiting-notice'::plan_status) <= (takes_effect_after IS NOT NULL)));
alter table support_plan add constraint support_plan_period_check CHECK ((((period_from IS NULL) = (period_until IS NULL)) AND (period_from <= period_until)));
alter table support_plan add constraint support_plan_short_check CHECK ((((waits_since IS NULL) = (short_pence IS NULL)) AND ((short_pence IS NULL) OR (short_pence > 0))));
alter table support_plan add constraint support_plan_total_pence_check CHECK ((total_pence >= 0));
alter table support_plan add constraint support_plan_of_case FOREIGN KEY (commissioner_id, case_id) REFERENCES budget_case(commissioner_id, case_id) ON DELETE CASCADE;
alter table support_plan add constraint support_plan_superseded_by FOREIGN KEY (commissioner_id, superseded_by) REFERENCES support_plan(commissioner_id, support_plan_id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;
alter table support_plan_version add constraint support_plan_version_pkey PRIMARY KEY (commissioner_id, support_plan_id, version);
alter table support_plan_version add constraint support_plan_version_of_plan FOREIGN KEY (commissioner_id, support_plan_id) REFERENCES support_plan(commissioner_id, support_plan_id) ON DELETE CASCADE;
alter table surplus_recovery add constraint surplus_recovery_pkey PRIMARY KEY (commissioner_id, surplus_recovery_id);
alter table surplus_recovery add constraint surplus_recovery_answered_whole_check CHECK ((((answer IS NULL) = (answered_at IS NULL)) AND ((answer IS NULL) = (answered_by IS NULL))));
alter table surplus_recovery add constraint surplus_recovery_closed_check CHECK (((closed_at IS NULL) = (status = ANY (ARRAY['proposed'::surplus_recovery_status, 'decided'::surplus_recovery_status, 'setting-off'::surplus_recovery_status]))));
alter table surplus_recovery add constraint surplus_recovery_setting_off_check CHECK (((status <> 'setting-off'::surplus_recovery_status) OR (kind = 'set-off'::surplus_recovery_kind)));
alter table surplus_recovery add constraint surplus_recovery_of_case FOREIGN KEY (commissioner_id, case_id) REFERENCES budget_case(commissioner_id, case_id) ON DELETE CASCADE;
alter table surplus_recovery add constraint surplus_recovery_of_plan FOREIGN KEY (commissioner_id, support_plan_id) REFERENCES support_plan(commissioner_id, support_plan_id) ON DELETE CASCADE;
alter table take_over add constraint take_over_pkey PRIMARY KEY (commissioner_id, take_over_id);
alter table take_over add constraint take_over_ended_whole_check CHECK ((num_nonnulls(ended_by, ended_at, ended_because) = ANY (ARRAY[0, 3])));
alter table take_over add constraint take_over_by_organisation FOREIGN KEY (commissioner_id, organisation_id) REFERENCES organisation(commissioner_id, organisation_id);
alter table take_over add constraint take_over_of_case FOREIGN KEY (commissioner_id, case_id) REFERENCES budget_case(commissioner_id, case_id) ON DELETE CASCADE;
alter table take_over add constraint take_over_of_plan FOREIGN KEY (commissioner_id, support_plan_id) REFERENCES support_plan(commissioner_id, support_plan_id) ON DELETE CASCADE;
alter table unmet_need add constraint unmet_need_pkey PRIMARY KEY (commissioner_id, unmet_need_id);
alter table unmet_need add constraint unmet_need_once UNIQUE (commissioner_id, case_id, need, district, language);
alter table unmet_need add constraint unmet_need_of_case FOREIGN KEY (commissioner_id, case_id) REFERENCES budget_case(commissioner_id, case_id) ON DELETE CASCADE;
alter table vote add constraint vote_pkey PRIMARY KEY (commissioner_id, vote_id);
alter table vote add constraint vote_one_per_member_and_version UNIQUE (commissioner_id, support_plan_id, plan_version, tier, actor_id);
alter table vote add constraint vote_on_version FOREIGN KEY (commissioner_id, support_plan_id, plan_version) REFERENCES support_plan_version(commissioner_id, support_plan_id, version) ON DELETE CASCADE;
alter table waiting_claim add constraint waiting_claim_pkey PRIMARY KEY (commissioner_id, waiting_claim_id);
alter table waiting_claim add constraint waiting_claim_agreed_check CHECK (((status <> ALL (ARRAY['agreed'::waiting_claim_status, 'agreed-in-part'::waiting_claim_status])) OR (agreed_pence IS NOT NULL)));
alter table waiting_claim add constraint waiting_claim_agreed_pence_check CHECK (((agreed_pence >= 1) AND (agreed_pence <= amount_pence)));
alter table waiting_claim add constraint waiting_claim_amount_pence_check CHECK ((amount_pence > 0));
alter table waiting_claim add constraint waiting_claim_closed_check CHECK (((closed_at IS NULL) = (status = 'waiting'::waiting_claim_status)));
alter table waiting_claim add constraint waiting_claim_file_check CHECK (((document_id IS NULL) OR (document_hash IS NOT NULL)));
alter table waiting_claim add constraint waiting_claim_in_window_check CHECK (((spent_on >= window_from) AND (spent_on <= window_until)));
alter table waiting_claim add constraint waiting_claim_line_check CHECK (((agreed_pence IS NULL) = (plan_line_id IS NULL)));
alter table waiting_claim add constraint waiting_claim_receipt_check CHECK ((num_nonnulls(document_hash, no_receipt_because) = 1));
alter table waiting_claim add constraint waiting_claim_document FOREIGN KEY (commissioner_id, document_id) REFERENCES document(commissioner_id, document_id) ON DELETE CASCADE;
alter table waiting_claim add constraint waiting_claim_of_case FOREIGN KEY (commissioner_id, case_id) REFERENCES budget_case(commissioner_id, case_id) ON DELETE CASCADE;
alter table waiting_claim add constraint waiting_claim_of_line FOREIGN KEY (commissioner_id, plan_line_id) REFERENCES plan_line(commissioner_id, plan_line_id) ON DELETE CASCADE;
alter table webhook add constraint webhook_pkey PRIMARY KEY (commissioner_id, webhook_id);
alter table webhook add constraint webhook_ended_check CHECK (((status = ANY (ARRAY['gone'::webhook_status, 'ended'::webhook_status])) = (ended_at IS NOT NULL)));
alter table webhook add constraint webhook_looked_to_check CHECK ((looked_to >= 0));
alter table webhook add constraint webhook_commissioner_id_fkey FOREIGN KEY (commissioner_id) REFERENCES commissioner(commissioner_id);
alter table webhook add constraint webhook_of_organisation FOREIGN KEY (commissioner_id, organisation_id) REFERENCES organisation(commissioner_id, organisation_id);
alter table webhook_delivery add constraint webhook_delivery_pkey PRIMARY KEY (commissioner_id, webhook_delivery_id);
alter table webhook_delivery add constraint webhook_delivery_once UNIQUE (commissioner_id, webhook_id, sequence);
alter table webhook_delivery add constraint webhook_delivery_attempts_check CHECK ((attempts >= 0));
alter table webhook_delivery add constraint webhook_delivery_of_event_check CHECK (((num_nonnulls(audit_entry_id, sequence) = ANY (ARRAY[0, 2])) AND ((case_id IS NULL) OR (sequence IS NOT NULL))));
alter table webhook_delivery add constraint webhook_delivery_settled_check CHECK (((status = 'waiting'::webhook_delivery_status) = (settled_at IS NULL)));
alter table webhook_delivery add constraint webhook_delivery_of_case FOREIGN KEY (commissioner_id, case_id) REFERENCES budget_case(commissioner_id, case_id) ON DELETE CASCADE;
alter table webhook_delivery add constraint webhook_delivery_of_webhook FOREIGN KEY (commissioner_id, webhook_id) REFERENCES webhook(commissioner_id, webhook_id);
alter table webhook_secret add constraint webhook_secret_pkey PRIMARY KEY (commissioner_id, webhook_secret_id);
alter table webhook_secret add constraint webhook_secret_sealed_check CHECK (((octet_length(sealed) >= 29) AND (octet_length(sealed) <= 500)));
alter table webhook_secret add constraint webhook_secret_of_webhook FOREIGN KEY (commissioner_id, webhook_id) REFERENCES webhook(commissioner_id, webhook_id);

-- Indexes

CREATE INDEX account_by_case ON public.account USING btree (commissioner_id, case_id);
CREATE UNIQUE INDEX announced_ending_one_open ON public.announced_ending USING btree (commissioner_id, case_id) WHERE (closed_at IS NULL);
CREATE INDEX appeal_by_case ON public.appeal USING btree (commissioner_id, case_id, appeal_id DESC);
CREATE INDEX appeal_by_decision ON public.appeal USING btree (commissioner_id, decision_id, appeal_id DESC);
CREATE UNIQUE INDEX appeal_one_open_per_decision ON public.appeal USING btree (commissioner_id, decision_id) WHERE (status = ANY (ARRAY['awaiting-acceptance'::appeal_status, 'lodged'::appeal_status]));
CREATE INDEX appeal_open ON public.appeal USING btree (commissioner_id, case_id) WHERE (status = ANY (ARRAY['awaiting-acceptance'::appeal_status, 'lodged'::appeal_status]));
CREATE INDEX attachment_by_appeal ON public.attachment USING btree (commissioner_id, appeal_id) WHERE (appeal_id IS NOT NULL);
CREATE INDEX attachment_by_case ON public.attachment USING btree (commissioner_id, case_id, attachment_id);
CREATE INDEX attachment_by_decision ON public.attachment USING btree (commissioner_id, decision_id) WHERE (decision_id IS NOT NULL);
CREATE INDEX attachment_by_information_request ON public.attachment USING btree (commissioner_id, information_request_id) WHERE (information_request_id IS NOT NULL);
CREATE INDEX attachment_by_off_plan_request ON public.attachment USING btree (commissioner_id, off_plan_request_id) WHERE (off_plan_request_id IS NOT NULL);
CREATE INDEX attachment_by_person_request ON public.attachment USING btree (commissioner_id, person_request_id) WHERE (person_request_id IS NOT NULL);
CREATE INDEX attachment_by_surplus_recovery ON public.attachment USING btree (commissioner_id, surplus_recovery_id) WHERE (surplus_recovery_id IS NOT NULL);
CREATE UNIQUE INDEX attachment_one_per_document ON public.attachment USING btree (commissioner_id, document_id) WHERE (document_id IS NOT NULL);
CREATE INDEX audit_entry_by_case ON public.audit_entry USING btree (commissioner_id, case_id, audit_entry_id DESC) WHERE (case_id IS NOT NULL);
CREATE INDEX audit_entry_of_cases ON public.audit_entry USING btree (commissioner_id, happened_at, case_id) WHERE (case_id IS NOT NULL);
CREATE INDEX audit_entry_of_person ON public.audit_entry USING btree (commissioner_id, subject_id) WHERE (case_id IS NULL);
CREATE INDEX audit_sample_item_by_bank_account ON public.audit_sample_item USING btree (commissioner_id, bank_account_id) WHERE (bank_account_id IS NOT NULL);
CREATE INDEX audit_sample_item_by_decision ON public.audit_sample_item USING btree (commissioner_id, decision_id) WHERE (decision_id IS NOT NULL);
CREATE INDEX audit_sample_item_by_give_back ON public.audit_sample_item USING btree (commissioner_id, give_back_id) WHERE (give_back_id IS NOT NULL);
CREATE INDEX audit_sample_item_by_line_move ON public.audit_sample_item USING btree (commissioner_id, line_move_id) WHERE (line_move_id IS NOT NULL);
CREATE INDEX audit_sample_item_by_payment ON public.audit_sample_item USING btree (commissioner_id, payment_id) WHERE (payment_id IS NOT NULL);
CREATE INDEX audit_sample_item_by_purchase ON public.audit_sample_item USING btree (commissioner_id, purchase_id) WHERE (purchase_id IS NOT NULL);
CREATE INDEX audit_sample_item_without_evidence ON public.audit_sample_item USING btree (commissioner_id, purchase_id) WHERE ((finding = 'evidence-missing'::audit_finding) AND (purchase_id IS NOT NULL));
CREATE INDEX bank_account_by_case ON public.bank_account USING btree (commissioner_id, case_id, bank_account_id DESC) WHERE (case_id IS NOT NULL);
CREATE INDEX bank_account_by_confirmation ON public.bank_account USING btree (commissioner_id, decided_at) WHERE (status = 'confirmed'::bank_account_status);
CREATE INDEX bank_account_by_fingerprint ON public.bank_account USING btree (commissioner_id, fingerprint);
CREATE INDEX bank_account_by_key ON public.bank_account USING btree (commissioner_id, key_id, bank_account_id);
CREATE INDEX bank_account_by_last_act ON public.bank_account USING btree (commissioner_id, GREATEST(proposed_at, told_at, decided_at));
CREATE INDEX bank_account_by_owner ON public.bank_account USING btree (commissioner_id, owner_id, status);
CREATE INDEX bank_account_by_payee ON public.bank_account USING btree (commissioner_id, payee_id, bank_account_id DESC) WHERE (payee_id IS NOT NULL);
CREATE INDEX bank_account_by_proposal ON public.bank_account USING brin (proposed_at);
CREATE UNIQUE INDEX bank_account_one_standing ON public.bank_account USING btree (commissioner_id, owner_id, status) WHERE (status = ANY (ARRAY['confirmed'::bank_account_status, 'proposed'::bank_account_status]));
CREATE INDEX bank_account_waiting ON public.bank_account USING btree (commissioner_id, bank_account_id DESC) WHERE (status = 'proposed'::bank_account_status);
CREATE INDEX bank_account_twin_by_twin ON public.bank_account_twin USING btree (commissioner_id, twin_id);
CREATE INDEX break_glass_by_person ON public.break_glass USING btree (commissioner_id, person_id, break_glass_id DESC);
CREATE INDEX break_glass_of_actor ON public.break_glass USING btree (commissioner_id, actor_id, until_at);
CREATE INDEX broker_hand_over_by_case ON public.broker_hand_over USING btree (commissioner_id, case_id, broker_hand_over_id DESC);
CREATE INDEX broker_hand_over_by_from ON public.broker_hand_over USING btree (commissioner_id, from_member_id);
CREATE INDEX broker_hand_over_by_to ON public.broker_hand_over USING btree (commissioner_id, to_member_id);
CREATE INDEX broker_qualification_by_staff ON public.broker_qualification USING btree (commissioner_id, staff_member_id, course);
CREATE INDEX broker_qualification_lapsing ON public.broker_qualification USING btree (commissioner_id, expires_on, broker_qualification_id) WHERE (expires_on IS NOT NULL);
CREATE INDEX brokerage_extension_by_case ON public.brokerage_extension USING btree (commissioner_id, case_id, brokerage_extension_id DESC);
CREATE INDEX brokerage_time_by_broker ON public.brokerage_time USING btree (commissioner_id, broker_id, worked_on);
CREATE INDEX brokerage_time_by_case ON public.brokerage_time USING btree (commissioner_id, case_id, brokerage_time_id DESC);
CREATE INDEX brokerage_time_by_organisation ON public.brokerage_time USING btree (commissioner_id, organisation_id, worked_on);
CREATE INDEX budget_calculation_by_case ON public.budget_calculation USING btree (commissioner_id, case_id, budget_calculation_id DESC);
CREATE INDEX budget_case_by_change_of_team ON public.budget_case USING btree (commissioner_id, team_changed_at, case_id);
CREATE INDEX budget_case_by_person ON public.budget_case USING btree (commissioner_id, person_id, trust_id);
CREATE INDEX budget_case_by_scheme ON public.budget_case USING btree (commissioner_id, scheme_id, case_id);
CREATE INDEX budget_case_by_step ON public.budget_case USING btree (commissioner_id, step, case_id DESC);
CREATE INDEX budget_case_by_trust ON public.budget_case USING btree (commissioner_id, trust_id, case_id DESC);
CREATE INDEX budget_case_ended ON public.budget_case USING btree (commissioner_id, ended_at) WHERE (ended_at IS NOT NULL);
CREATE UNIQUE INDEX budget_case_one_in_flight ON public.budget_case USING btree (commissioner_id, person_id, scheme_id) WHERE (ended_at IS NULL);
CREATE UNIQUE INDEX budget_case_one_per_reference ON public.budget_case USING btree (commissioner_id, reference);
CREATE INDEX budget_case_unconfirmed ON public.budget_case USING btree (commissioner_id, case_id DESC) WHERE ((NOT identity_confirmed) AND (ended_at IS NULL));
CREATE INDEX budget_case_unconfirmed_by_trust ON public.budget_case USING btree (commissioner_id, trust_id, case_id DESC) WHERE ((NOT identity_confirmed) AND (ended_at IS NULL));
CREATE INDEX budget_case_under_way ON public.budget_case USING btree (commissioner_id, case_id DESC) WHERE (ended_at IS NULL);
CREATE INDEX budget_case_under_way_by_scheme ON public.budget_case USING btree (commissioner_id, scheme_id, case_id DESC) WHERE (ended_at IS NULL);
CREATE INDEX bulk_import_by_starter ON public.bulk_import USING btree (commissioner_id, started_by, started_at);
CREATE INDEX bulk_import_ended ON public.bulk_import USING btree (commissioner_id, ended_at) WHERE (status <> 'running'::bulk_import_status);
CREATE UNIQUE INDEX bulk_import_one_running ON public.bulk_import USING btree (commissioner_id) WHERE (status = 'running'::bulk_import_status);
CREATE INDEX bulk_import_line_refused ON public.bulk_import_line USING btree (commissioner_id, bulk_import_id, line) WHERE (outcome = 'refused'::import_outcome);
CREATE INDEX capacity_assessment_by_case ON public.capacity_assessment USING btree (commissioner_id, case_id, capacity_assessment_id DESC);
CREATE INDEX card_feed_by_case ON public.card_feed USING btree (commissioner_id, case_id, card_feed_id DESC);
CREATE INDEX card_feed_by_sending ON public.card_feed USING btree (commissioner_id, sent_at);
CREATE INDEX card_feed_line_by_case ON public.card_feed_line USING btree (commissioner_id, case_id, card_feed_line_id DESC);
CREATE INDEX card_feed_line_by_feed ON public.card_feed_line USING btree (commissioner_id, card_feed_id);
CREATE INDEX card_feed_line_by_purchase ON public.card_feed_line USING btree (commissioner_id, purchase_id) WHERE (purchase_id IS NOT NULL);
CREATE INDEX card_feed_line_cash ON public.card_feed_line USING btree (commissioner_id, case_id, paid_on) WHERE is_cash;
CREATE INDEX card_feed_line_cash_of_feed ON public.card_feed_line USING btree (commissioner_id, card_feed_id) WHERE (is_cash AND (purchase_id IS NULL));
CREATE UNIQUE INDEX card_feed_line_once ON public.card_feed_line USING btree (commissioner_id, case_id, line_hash);
CREATE UNIQUE INDEX card_feed_line_one_per_purchase ON public.card_feed_line USING btree (commissioner_id, purchase_id) WHERE ((amount_pence > 0) AND (purchase_id IS NOT NULL));
CREATE INDEX card_feed_line_unmatched ON public.card_feed_line USING btree (commissioner_id, case_id, card_feed_line_id DESC) WHERE (purchase_id IS NULL);
CREATE INDEX card_feed_line_unmatched_by_day ON public.card_feed_line USING btree (commissioner_id, paid_on, card_feed_line_id) WHERE (purchase_id IS NULL);
CREATE INDEX card_feed_line_unmatched_of_feed ON public.card_feed_line USING btree (commissioner_id, card_feed_id) WHERE (purchase_id IS NULL);
CREATE INDEX case_member_by_actor ON public.case_member USING btree (commissioner_id, actor_id, case_id DESC) INCLUDE (case_role) WHERE (left_at IS NULL);
CREATE INDEX case_member_by_brokerage ON public.case_member USING btree (commissioner_id, organisation_id, case_id DESC) WHERE ((left_at IS NULL) AND (case_role = 'broker'::case_role));
CREATE INDEX case_member_by_case ON public.case_member USING btree (commissioner_id, case_id);
CREATE INDEX case_member_by_consent ON public.case_member USING btree (commissioner_id, consent_id) WHERE ((left_at IS NULL) AND (consent_id IS NOT NULL));
CREATE INDEX case_member_by_sharing ON public.case_member USING btree (commissioner_id, sharing_without_consent_id) WHERE ((left_at IS NULL) AND (sharing_without_consent_id IS NOT NULL));
CREATE UNIQUE INDEX case_member_one_per_case_role ON public.case_member USING btree (commissioner_id, case_id, case_role) WHERE ((left_at IS NULL) AND (case_role = ANY (ARRAY['person'::case_role, 'broker'::case_role, 'care-coordinator'::case_role])));
CREATE INDEX case_pause_by_case ON public.case_pause USING btree (commissioner_id, case_id, case_pause_id DESC);
CREATE UNIQUE INDEX case_pause_open ON public.case_pause USING btree (commissioner_id, case_id) WHERE (ended_on IS NULL);
CREATE INDEX case_pause_to_end ON public.case_pause USING btree (commissioner_id, until_on) WHERE ((ended_on IS NULL) AND (until_on IS NOT NULL));
CREATE INDEX case_wait_by_party ON public.case_wait USING btree (commissioner_id, party, case_id DESC);
CREATE INDEX case_wait_by_trust ON public.case_wait USING btree (commissioner_id, trust_id, party, case_id DESC);
CREATE INDEX case_wait_letters ON public.case_wait USING btree (commissioner_id, subject_id) WHERE (subject = 'letter'::case_subject);
CREATE INDEX clock_by_case ON public.clock USING btree (commissioner_id, case_id, clock_id);
CREATE UNIQUE INDEX clock_one_running ON public.clock USING btree (commissioner_id, subject_id, kind) WHERE (stopped_on IS NULL);
CREATE INDEX clock_overdue ON public.clock USING btree (commissioner_id, GREATEST(due_on, escalate_on), clock_id) WHERE ((stopped_on IS NULL) AND (paused_on IS NULL) AND (reported_on IS NULL));
CREATE INDEX clock_running_by_day ON public.clock USING btree (commissioner_id, due_on, case_id) WHERE ((stopped_on IS NULL) AND (paused_on IS NULL));
CREATE INDEX clock_pause_by_clock ON public.clock_pause USING btree (commissioner_id, clock_id, clock_pause_id);
CREATE UNIQUE INDEX clock_pause_one_open ON public.clock_pause USING btree (commissioner_id, clock_id) WHERE (to_on IS NULL);
CREATE INDEX concern_by_case ON public.concern USING btree (commissioner_id, case_id);
CREATE INDEX concern_by_level ON public.concern USING btree (commissioner_id, level, concern_id DESC);
CREATE INDEX concern_due ON public.concern USING btree (commissioner_id, due_on, concern_id) WHERE (settled_at IS NULL);
CREATE INDEX concern_due_by_level ON public.concern USING btree (commissioner_id, level, due_on, concern_id) WHERE (settled_at IS NULL);
CREATE UNIQUE INDEX concern_one_open ON public.concern USING btree (commissioner_id, case_id, about_key) WHERE (settled_at IS NULL);
CREATE INDEX concern_entry_by_concern ON public.concern_entry USING btree (commissioner_id, concern_id, concern_entry_id);
CREATE INDEX concern_report_by_case ON public.concern_report USING btree (commissioner_id, case_id);
CREATE INDEX concern_report_by_concern ON public.concern_report USING btree (commissioner_id, concern_id, concern_report_id);
CREATE INDEX concern_report_by_purchase ON public.concern_report USING btree (commissioner_id, purchase_id) WHERE (purchase_id IS NOT NULL);
CREATE UNIQUE INDEX concern_report_one_per_claim ON public.concern_report USING btree (commissioner_id, waiting_claim_id, reason) WHERE (waiting_claim_id IS NOT NULL);
CREATE UNIQUE INDEX concern_report_one_per_feed_line ON public.concern_report USING btree (commissioner_id, card_feed_line_id, reason) WHERE (card_feed_line_id IS NOT NULL);
CREATE UNIQUE INDEX concern_report_one_per_signal ON public.concern_report USING btree (commissioner_id, purchase_id, reason) WHERE ((purchase_id IS NOT NULL) AND (raised_as = 'service'::concern_raiser));
CREATE INDEX conflict_of_interest_by_case ON public.conflict_of_interest USING btree (commissioner_id, case_id);
CREATE INDEX consent_by_change ON public.consent USING btree (commissioner_id, changed_at, consent_id);
CREATE INDEX consent_by_person ON public.consent USING btree (commissioner_id, person_id, consent_id DESC);
CREATE UNIQUE INDEX consent_one_in_force ON public.consent USING btree (commissioner_id, person_id, organisation_id, purpose) WHERE ((withdrawn_at IS NULL) AND (lapsed_at IS NULL));
CREATE INDEX consent_to_lapse ON public.consent USING btree (commissioner_id, until_on) WHERE ((withdrawn_at IS NULL) AND (lapsed_at IS NULL) AND (until_on IS NOT NULL));
CREATE INDEX contact_address_by_key ON public.contact_address USING btree (commissioner_id, key_id, contact_address_id);
CREATE UNIQUE INDEX contact_address_one_each_account ON public.contact_address USING btree (commissioner_id, actor_id) WHERE (actor_id IS NOT NULL);
CREATE UNIQUE INDEX contact_address_one_each_notification ON public.contact_address USING btree (commissioner_id, notification_id) WHERE (notification_id IS NOT NULL);
CREATE UNIQUE INDEX contact_address_one_each_person ON public.contact_address USING btree (commissioner_id, person_id) WHERE (person_id IS NOT NULL);
CREATE INDEX correction_request_by_person ON public.correction_request USING btree (commissioner_id, person_id, correction_request_id DESC);
CREATE INDEX correction_request_open ON public.correction_request USING btree (commissioner_id, correction_request_id) WHERE (answered_at IS NULL);
CREATE INDEX course_enrolment_by_case ON public.course_enrolment USING btree (commissioner_id, case_id, course_enrolment_id DESC);
CREATE UNIQUE INDEX course_enrolment_once ON public.course_enrolment USING btree (commissioner_id, course_session_id, case_id) WHERE (withdrawn_at IS NULL);
CREATE INDEX course_enrolment_waiting ON public.course_enrolment USING btree (commissioner_id, course_session_id, course_enrolment_id) WHERE (status = 'waiting'::course_enrolment_status);
CREATE INDEX course_session_by_resource ON public.course_session USING btree (commissioner_id, resource_id, course_session_id DESC);
CREATE INDEX cover_gap_by_case ON public.cover_gap USING btree (commissioner_id, case_id, cover_gap_id DESC);
CREATE INDEX cover_gap_by_plan ON public.cover_gap USING btree (commissioner_id, support_plan_id);
CREATE UNIQUE INDEX cover_gap_one_open ON public.cover_gap USING btree (commissioner_id, case_id) WHERE (closed_at IS NULL);
CREATE INDEX crisis_contingency_change_by_case ON public.crisis_contingency_change USING btree (commissioner_id, case_id);
CREATE INDEX crisis_episode_by_case ON public.crisis_episode USING btree (commissioner_id, case_id, crisis_episode_id DESC);
CREATE UNIQUE INDEX crisis_episode_one_active ON public.crisis_episode USING btree (commissioner_id, case_id) WHERE (stood_down_at IS NULL);
CREATE INDEX crisis_look_by_person ON public.crisis_look USING btree (commissioner_id, person_id, crisis_look_id DESC);
CREATE INDEX crisis_look_of_actor ON public.crisis_look USING btree (commissioner_id, actor_id, until_at);
CREATE INDEX crisis_reserve_by_case ON public.crisis_reserve USING btree (commissioner_id, case_id);
CREATE UNIQUE INDEX current_service_brought_over_once ON public.current_service USING btree (commissioner_id, brought_over_as) WHERE (brought_over_as IS NOT NULL);
CREATE INDEX current_service_by_case ON public.current_service USING btree (commissioner_id, case_id, current_service_id);
CREATE INDEX death_report_by_case ON public.death_report USING btree (commissioner_id, case_id, death_report_id DESC);
CREATE UNIQUE INDEX death_report_one_open ON public.death_report USING btree (commissioner_id, case_id) WHERE (closed_at IS NULL);
CREATE INDEX decision_by_case ON public.decision USING btree (commissioner_id, case_id, decision_id DESC);
CREATE INDEX decision_by_decider ON public.decision USING btree (commissioner_id, decided_by, case_id);
CREATE INDEX decision_off_plan ON public.decision USING btree (commissioner_id, decided_at) WHERE (subject = 'off-plan-request'::decision_subject);
CREATE INDEX decision_on_claims ON public.decision USING btree (commissioner_id, decided_at) WHERE (subject = 'waiting-claim'::decision_subject);
CREATE INDEX delegation_by_delegate ON public.delegation USING btree (commissioner_id, delegate_id, until_on) WHERE (ended_at IS NULL);
CREATE INDEX delegation_by_holder ON public.delegation USING btree (commissioner_id, holder_id, delegation_id DESC);
CREATE INDEX delegation_by_organisation ON public.delegation USING btree (commissioner_id, organisation_id, delegation_id DESC);
CREATE INDEX delegation_of_delegate ON public.delegation USING btree (commissioner_id, delegate_id, delegation_id DESC);
CREATE INDEX deployment_agreement_by_case ON public.deployment_agreement USING btree (commissioner_id, case_id, deployment_agreement_id DESC);
CREATE UNIQUE INDEX deployment_agreement_one_open ON public.deployment_agreement USING btree (commissioner_id, case_id, line, deployment, instrument, COALESCE(holder_id, '00000000-0000-0000-0000-000000000000'::uuid)) WHERE (ended_at IS NULL);
CREATE INDEX document_by_case ON public.document USING btree (commissioner_id, case_id);
CREATE INDEX document_by_what_replaced ON public.document USING btree (commissioner_id, replaced_by) WHERE (replaced_by IS NOT NULL);
CREATE INDEX document_found_harmful ON public.document USING btree (commissioner_id, document_id) WHERE ((scan = 'infected'::file_scan) AND (replaced_by IS NULL));
CREATE INDEX document_in_store ON public.document USING btree (commissioner_id, stored_document_id) WHERE (gone_at IS NULL);
CREATE INDEX document_to_scan ON public.document USING btree (commissioner_id, scan_due_at) WHERE ((scan = ANY (ARRAY['not-scanned'::file_scan, 'waiting'::file_scan, 'failed'::file_scan])) AND (gone_at IS NULL));
CREATE INDEX expression_of_interest_by_case ON public.expression_of_interest USING btree (commissioner_id, case_id, expression_of_interest_id DESC);
CREATE UNIQUE INDEX expression_of_interest_one_per_case ON public.expression_of_interest USING btree (commissioner_id, case_id) WHERE (status <> ALL (ARRAY['withdrawn'::expression_status, 'declined'::expression_status]));
CREATE INDEX float_payment_by_organisation ON public.float_payment USING btree (commissioner_id, organisation_id, float_payment_id DESC);
CREATE UNIQUE INDEX float_payment_once ON public.float_payment USING btree (commissioner_id, organisation_id, kind, reference_letters) WHERE (replaced_at IS NULL);
CREATE INDEX float_reconciliation_by_organisation ON public.float_reconciliation USING btree (commissioner_id, organisation_id, float_reconciliation_id DESC);
CREATE UNIQUE INDEX float_reconciliation_instead_of_once ON public.float_reconciliation USING btree (commissioner_id, instead_of) WHERE (instead_of IS NOT NULL);
CREATE UNIQUE INDEX float_reconciliation_one_per_period ON public.float_reconciliation USING btree (commissioner_id, organisation_id, period_from) WHERE (replaced_at IS NULL);
CREATE INDEX give_back_by_case ON public.give_back USING btree (commissioner_id, case_id, give_back_id DESC);
CREATE INDEX give_back_by_payment ON public.give_back USING btree (commissioner_id, payment_id) WHERE (payment_id IS NOT NULL);
CREATE INDEX give_back_by_recording ON public.give_back USING brin (recorded_at);
CREATE UNIQUE INDEX give_back_once ON public.give_back USING btree (commissioner_id, reference_letters) WHERE (replaced_at IS NULL);
CREATE INDEX health_need_by_assessment ON public.health_need USING btree (commissioner_id, needs_assessment_id);
CREATE INDEX health_need_by_case ON public.health_need USING btree (commissioner_id, case_id, health_need_id DESC);
CREATE INDEX health_need_by_practice ON public.health_need USING btree (commissioner_id, organisation_id, health_need_id DESC);
CREATE UNIQUE INDEX health_need_one_stands ON public.health_need USING btree (commissioner_id, case_id) WHERE (status <> ALL (ARRAY['replaced'::health_need_status, 'withdrawn'::health_need_status]));
CREATE INDEX idempotency_record_by_age ON public.idempotency_record USING btree (commissioner_id, stored_at);
CREATE INDEX identifier_by_case ON public.identifier USING btree (commissioner_id, case_id) WHERE (case_id IS NOT NULL);
CREATE INDEX identifier_by_organisation ON public.identifier USING btree (commissioner_id, organisation_id) WHERE (organisation_id IS NOT NULL);
CREATE INDEX identifier_by_person ON public.identifier USING btree (commissioner_id, person_id) WHERE (person_id IS NOT NULL);
CREATE INDEX identifier_by_plan ON public.identifier USING btree (commissioner_id, support_plan_id) WHERE (support_plan_id IS NOT NULL);
CREATE INDEX identity_confirmation_by_person ON public.identity_confirmation USING btree (commissioner_id, person_id, identity_confirmation_id DESC);
CREATE INDEX indicative_budget_by_case ON public.indicative_budget USING btree (commissioner_id, case_id, indicative_budget_id DESC);
CREATE UNIQUE INDEX indicative_budget_one_in_force ON public.indicative_budget USING btree (commissioner_id, case_id) WHERE (superseded_at IS NULL);
CREATE INDEX information_request_by_expression ON public.information_request USING btree (commissioner_id, expression_of_interest_id, information_request_id);
CREATE INDEX joint_finding_by_case ON public.joint_finding USING btree (commissioner_id, case_id);
CREATE INDEX joint_finding_by_organisation ON public.joint_finding USING btree (commissioner_id, organisation_id);
CREATE INDEX ledger_entry_by_case ON public.ledger_entry USING btree (commissioner_id, case_id, ledger_entry_id);
CREATE INDEX ledger_posting_from_account ON public.ledger_posting USING btree (commissioner_id, from_id, ledger_entry_id);
CREATE INDEX ledger_posting_to_account ON public.ledger_posting USING btree (commissioner_id, to_id, ledger_entry_id);
CREATE INDEX legal_hold_by_person ON public.legal_hold USING btree (commissioner_id, person_id, legal_hold_id DESC);
CREATE INDEX letter_by_case ON public.letter USING btree (commissioner_id, case_id, decision_id DESC);
CREATE INDEX letter_by_change ON public.letter USING btree (commissioner_id, changed_at, decision_id);
CREATE INDEX likely_double_by_first ON public.likely_double USING btree (commissioner_id, first_person_id);
CREATE INDEX likely_double_by_second ON public.likely_double USING btree (commissioner_id, second_person_id);
CREATE UNIQUE INDEX likely_double_once ON public.likely_double USING btree (commissioner_id, LEAST(first_person_id, second_person_id), GREATEST(first_person_id, second_person_id));
CREATE INDEX likely_double_open ON public.likely_double USING btree (commissioner_id, likely_double_id DESC) WHERE (settled_at IS NULL);
CREATE INDEX line_holding_by_case ON public.line_holding USING btree (commissioner_id, case_id, line_holding_id DESC);
CREATE INDEX line_holding_by_line ON public.line_holding USING btree (commissioner_id, plan_line_id);
CREATE INDEX line_move_by_case ON public.line_move USING btree (commissioner_id, case_id, line_move_id DESC);
CREATE INDEX line_move_by_day ON public.line_move USING brin (moved_at);
CREATE INDEX line_move_by_from_line ON public.line_move USING btree (commissioner_id, from_line_id);
CREATE INDEX line_move_by_plan ON public.line_move USING btree (commissioner_id, support_plan_id);
CREATE INDEX line_move_by_to_line ON public.line_move USING btree (commissioner_id, to_line_id);
CREATE INDEX line_pause_by_case ON public.line_pause USING btree (commissioner_id, case_id, line_pause_id DESC);
CREATE INDEX line_pause_by_line ON public.line_pause USING btree (commissioner_id, plan_line_id);
CREATE INDEX line_provider_by_case ON public.line_provider USING btree (commissioner_id, case_id, payee_id);
CREATE INDEX line_provider_by_line ON public.line_provider USING btree (commissioner_id, plan_line_id, line_provider_id DESC);
CREATE INDEX line_provider_by_payee ON public.line_provider USING btree (commissioner_id, payee_id, line_provider_id DESC);
CREATE UNIQUE INDEX line_provider_one_on ON public.line_provider USING btree (commissioner_id, plan_line_id) WHERE (ended_at IS NULL);
CREATE UNIQUE INDEX machine_client_one_in_force ON public.machine_client USING btree (commissioner_id, client_id) WHERE (ended_at IS NULL);
CREATE INDEX needs_assessment_by_case ON public.needs_assessment USING btree (commissioner_id, case_id, needs_assessment_id DESC);
CREATE UNIQUE INDEX needs_assessment_one_in_progress ON public.needs_assessment USING btree (commissioner_id, case_id) WHERE (status = 'in-progress'::assessment_status);
CREATE INDEX notification_by_account ON public.notification USING btree (commissioner_id, actor_id, notification_id DESC) WHERE (actor_id IS NOT NULL);
CREATE INDEX notification_by_case ON public.notification USING btree (commissioner_id, case_id, notification_id DESC);
CREATE INDEX notification_due ON public.notification USING btree (commissioner_id, urgency, due_at) WHERE (status = 'waiting'::notification_status);
CREATE INDEX notification_due_to_account ON public.notification USING btree (commissioner_id, actor_id, due_at) WHERE ((status = 'waiting'::notification_status) AND (actor_id IS NOT NULL));
CREATE INDEX notification_letter_sent ON public.notification USING btree (commissioner_id, settled_at) WHERE ((actor_id IS NULL) AND (decision_id IS NOT NULL) AND (status = 'sent'::notification_status));
CREATE INDEX notification_not_told_of ON public.notification USING btree (commissioner_id, case_id, decision_id) WHERE ((actor_id IS NULL) AND (decision_id IS NOT NULL) AND (status = 'not-sent'::notification_status));
CREATE INDEX notification_of_letter ON public.notification USING btree (commissioner_id, decision_id) WHERE ((actor_id IS NULL) AND (decision_id IS NOT NULL));
CREATE INDEX notification_settled ON public.notification USING btree (commissioner_id, settled_at) WHERE ((decision_id IS NULL) AND (settled_at IS NOT NULL));
CREATE INDEX notification_to_person ON public.notification USING btree (commissioner_id, person_id, notification_id DESC) WHERE (actor_id IS NULL);
CREATE UNIQUE INDEX notification_preference_one_each_account ON public.notification_preference USING btree (commissioner_id, actor_id) WHERE (actor_id IS NOT NULL);
CREATE UNIQUE INDEX notification_preference_one_each_person ON public.notification_preference USING btree (commissioner_id, person_id) WHERE (person_id IS NOT NULL);
CREATE INDEX off_plan_request_by_case ON public.off_plan_request USING btree (commissioner_id, case_id, off_plan_request_id DESC);
CREATE INDEX off_plan_request_by_line ON public.off_plan_request USING btree (commissioner_id, plan_line_id);
CREATE INDEX off_plan_request_by_payee ON public.off_plan_request USING btree (commissioner_id, payee_id);
CREATE INDEX off_plan_request_by_plan ON public.off_plan_request USING btree (commissioner_id, support_plan_id);
CREATE INDEX organisation_by_change ON public.organisation USING btree (commissioner_id, changed_at, organisation_id);
CREATE INDEX organisation_by_code ON public.organisation USING btree (commissioner_id, code, organisation_id);
CREATE UNIQUE INDEX organisation_one_per_code ON public.organisation USING btree (commissioner_id, code) WHERE (ended_at IS NULL);
CREATE INDEX page_link_by_case ON public.page_link USING btree (commissioner_id, case_id, page_link_id DESC);
CREATE UNIQUE INDEX page_link_by_code ON public.page_link USING btree (commissioner_id, code_hash);
CREATE UNIQUE INDEX page_link_by_session ON public.page_link USING btree (commissioner_id, session_hash) WHERE (session_hash IS NOT NULL);
CREATE INDEX panel_meeting_by_case ON public.panel_meeting USING btree (commissioner_id, case_id, panel_meeting_id DESC);
CREATE INDEX panel_meeting_open ON public.panel_meeting USING btree (commissioner_id, support_plan_id) WHERE (called_off_at IS NULL);
CREATE INDEX pay_run_by_change ON public.pay_run USING btree (commissioner_id, changed_at, pay_run_id);
CREATE INDEX pay_run_by_day ON public.pay_run USING btree (commissioner_id, pay_on, pay_run_id);
CREATE INDEX pay_run_working ON public.pay_run USING btree (commissioner_id, pay_run_id) WHERE ((approved_at IS NOT NULL) AND (settled_at IS NULL));
CREATE INDEX pay_run_result_left ON public.pay_run_result USING btree (commissioner_id, pay_run_id, reference) WHERE (taken_at IS NULL);
CREATE INDEX payee_by_change ON public.payee USING btree (commissioner_id, changed_at, payee_id);
CREATE INDEX payee_by_kind ON public.payee USING btree (commissioner_id, kind, payee_id DESC);
CREATE INDEX payee_by_name ON public.payee USING btree (commissioner_id, name_key, payee_id);
CREATE INDEX payee_by_organisation ON public.payee USING btree (commissioner_id, organisation_id) WHERE (organisation_id IS NOT NULL);
CREATE INDEX payee_ended ON public.payee USING btree (commissioner_id, payee_id DESC) WHERE (ended_at IS NOT NULL);
CREATE INDEX payee_to_follow ON public.payee USING btree (commissioner_id, payee_id) WHERE (to_follow IS NOT NULL);
CREATE INDEX payee_contact_change_by_payee ON public.payee_contact_change USING btree (commissioner_id, payee_id, changed_at DESC);
CREATE INDEX payee_decision_by_case ON public.payee_decision USING btree (commissioner_id, case_id, payee_decision_id DESC);
CREATE INDEX payee_decision_by_payee ON public.payee_decision USING btree (commissioner_id, payee_id);
CREATE INDEX payee_evidence_by_document ON public.payee_evidence USING btree (commissioner_id, document_hash) WHERE (document_hash IS NOT NULL);
CREATE INDEX payee_evidence_by_expiry ON public.payee_evidence USING btree (commissioner_id, expires_on, payee_evidence_id);
CREATE INDEX payee_evidence_by_payee ON public.payee_evidence USING btree (commissioner_id, payee_id, kind, expires_on DESC);
CREATE INDEX payee_evidence_by_registration ON public.payee_evidence USING btree (commissioner_id, document_hash) WHERE ((kind = 'registration'::payee_evidence_kind) AND (document_hash IS NOT NULL));
CREATE INDEX payee_question_by_case ON public.payee_question USING btree (commissioner_id, case_id, payee_question_id DESC);
CREATE INDEX payee_question_by_payee ON public.payee_question USING btree (commissioner_id, payee_id);
CREATE UNIQUE INDEX payee_question_one_open ON public.payee_question USING btree (commissioner_id, case_id, payee_id) WHERE (closed_at IS NULL);
CREATE INDEX payee_tie_by_case ON public.payee_tie USING btree (commissioner_id, case_id, payee_tie_id DESC);
CREATE INDEX payee_tie_by_payee ON public.payee_tie USING btree (commissioner_id, payee_id);
CREATE UNIQUE INDEX payee_tie_once ON public.payee_tie USING btree (commissioner_id, case_id, payee_id, tie) WHERE (ended_at IS NULL);
CREATE INDEX payment_by_case ON public.payment USING btree (commissioner_id, case_id, payment_id DESC);
CREATE INDEX payment_by_line ON public.payment USING btree (commissioner_id, plan_line_id, from_on);
CREATE INDEX payment_by_payee ON public.payment USING btree (commissioner_id, payee_id, payment_id DESC) WHERE (payee_id IS NOT NULL);
CREATE INDEX payment_by_run ON public.payment USING btree (commissioner_id, pay_run_id, payment_id) WHERE (pay_run_id IS NOT NULL);
CREATE INDEX payment_by_settling ON public.payment USING btree (commissioner_id, settled_at) WHERE (settled_at IS NOT NULL);
CREATE INDEX payment_due ON public.payment USING btree (commissioner_id, due_on, payment_id) WHERE ((pay_run_id IS NULL) AND (cancelled_at IS NULL));
CREATE INDEX payment_held_of_line ON public.payment USING btree (commissioner_id, plan_line_id) WHERE ((to_hold OR ((purchase_id IS NOT NULL) AND (payee_id IS NULL))) AND (paid_on IS NOT NULL));
CREATE INDEX payment_instead_of ON public.payment USING btree (commissioner_id, instead_of) WHERE (instead_of IS NOT NULL);
CREATE INDEX payment_of_case_by_day ON public.payment USING btree (case_id, due_on, payment_id);
CREATE INDEX payment_of_case_by_payee ON public.payment USING btree (commissioner_id, case_id, payee_id) WHERE (payee_id IS NOT NULL);
CREATE UNIQUE INDEX payment_one_per_purchase ON public.payment USING btree (commissioner_id, purchase_id) WHERE ((purchase_id IS NOT NULL) AND (cancelled_at IS NULL) AND (failure IS NULL));
CREATE INDEX period_end_by_case ON public.period_end USING btree (commissioner_id, case_id, period_end_id DESC);
CREATE INDEX period_end_left_over ON public.period_end USING btree (commissioner_id, period_end_id DESC) WHERE (over_pence > 0);
CREATE INDEX person_by_change ON public.person USING btree (commissioner_id, changed_at, person_id);
CREATE INDEX person_by_joined_into ON public.person USING btree (commissioner_id, joined_into) WHERE (joined_into IS NOT NULL);
CREATE INDEX person_by_nhs_number ON public.person USING btree (commissioner_id, nhs_number) WHERE (nhs_number IS NOT NULL);
CREATE INDEX person_by_registration ON public.person USING btree (commissioner_id, registered_at);
CREATE INDEX person_history_by_person ON public.person_history USING btree (commissioner_id, person_id, person_history_id DESC);
CREATE INDEX person_request_by_case ON public.person_request USING btree (commissioner_id, case_id, person_request_id DESC);
CREATE INDEX person_request_open ON public.person_request USING btree (commissioner_id, case_id) WHERE (answered_at IS NULL);
CREATE INDEX plan_line_by_case ON public.plan_line USING btree (commissioner_id, case_id, plan_line_id);
CREATE INDEX plan_line_by_holder ON public.plan_line USING btree (commissioner_id, holder_id, case_id);
CREATE INDEX plan_line_to_look ON public.plan_line USING btree (commissioner_id, look_on, plan_line_id) WHERE (status = 'active'::plan_line_status);
CREATE INDEX practice_act_by_case ON public.practice_act USING btree (commissioner_id, case_id);
CREATE INDEX practice_act_by_need ON public.practice_act USING btree (commissioner_id, health_need_id, practice_act_id);
CREATE INDEX provider_stop_by_case ON public.provider_stop USING btree (commissioner_id, case_id, provider_stop_id DESC);
CREATE UNIQUE INDEX provider_stop_one_open ON public.provider_stop USING btree (commissioner_id, case_id, organisation_id) WHERE (closed_at IS NULL);
CREATE INDEX purchase_by_case ON public.purchase USING btree (commissioner_id, case_id, purchase_id);
CREATE INDEX purchase_by_payee ON public.purchase USING btree (commissioner_id, payee_id, purchase_id DESC) WHERE (payee_id IS NOT NULL);
CREATE INDEX purchase_by_recording ON public.purchase USING brin (recorded_at);
CREATE INDEX purchase_missing_receipt ON public.purchase USING btree (commissioner_id, missing_since, purchase_id) WHERE (missing_since IS NOT NULL);
CREATE INDEX purchase_missing_receipt_of_case ON public.purchase USING btree (commissioner_id, case_id, purchase_id) WHERE (missing_since IS NOT NULL);
CREATE INDEX purchase_of_case_by_day ON public.purchase USING btree (commissioner_id, case_id, bought_on, purchase_id);
CREATE INDEX purchase_to_chase ON public.purchase USING btree (commissioner_id, chase_on, purchase_id) WHERE (chase_on IS NOT NULL);
CREATE INDEX purchase_mark_by_like ON public.purchase_mark USING btree (commissioner_id, like_purchase_id) WHERE (like_purchase_id IS NOT NULL);
CREATE INDEX purchase_mark_in_order ON public.purchase_mark USING btree (commissioner_id, purchase_mark_id);
CREATE INDEX receipt_by_document ON public.receipt USING btree (commissioner_id, document_hash);
CREATE UNIQUE INDEX receipt_one_per_document ON public.receipt USING btree (commissioner_id, document_id) WHERE (document_id IS NOT NULL);
CREATE INDEX record_opening_by_person ON public.record_opening USING btree (commissioner_id, person_id, record_opening_id DESC);
CREATE INDEX record_read_by_actor ON public.record_read USING btree (commissioner_id, actor_id, record_read_id DESC);
CREATE INDEX record_read_of_person ON public.record_read USING btree (commissioner_id, person_id, record_read_id DESC);
CREATE INDEX record_request_by_person ON public.record_request USING btree (commissioner_id, person_id, record_request_id DESC);
CREATE UNIQUE INDEX record_restriction_in_force ON public.record_restriction USING btree (commissioner_id, person_id) WHERE (lifted_at IS NULL);
CREATE INDEX recorded_identity_by_letters ON public.recorded_identity USING btree (commissioner_id, name_letters);
CREATE INDEX recorded_identity_by_number ON public.recorded_identity USING btree (commissioner_id, nhs_number) WHERE (nhs_number IS NOT NULL);
CREATE UNIQUE INDEX recorded_signing_one_open ON public.recorded_signing USING btree (commissioner_id, case_id) WHERE (ended_at IS NULL);
CREATE UNIQUE INDEX referral_by_case ON public.referral USING btree (commissioner_id, case_id) WHERE (case_id IS NOT NULL);
CREATE INDEX referral_by_organisation ON public.referral USING btree (commissioner_id, organisation_id, referral_id DESC);
CREATE INDEX referral_by_person ON public.referral USING btree (commissioner_id, person_id, referral_id DESC);
CREATE INDEX referral_by_recorder ON public.referral USING btree (commissioner_id, recorded_by, referral_id DESC);
CREATE INDEX representation_by_case ON public.representation USING btree (commissioner_id, case_id);
CREATE INDEX resource_by_term ON public.resource_term USING btree (commissioner_id, term, cost, resource_id);
CREATE INDEX restored_line_of_one_appeal ON public.restored_line USING btree (commissioner_id, appeal_id);
CREATE INDEX restored_line_of_one_case ON public.restored_line USING btree (commissioner_id, case_id);
CREATE INDEX review_by_case ON public.review USING btree (commissioner_id, case_id, review_id DESC);
CREATE INDEX review_by_day ON public.review USING btree (commissioner_id, due_on, review_id) WHERE (status = 'scheduled'::review_status);
CREATE UNIQUE INDEX review_one_scheduled_per_kind ON public.review USING btree (commissioner_id, case_id, kind) WHERE (status = ANY (ARRAY['scheduled'::review_status, 'awaiting-decision'::review_status]));
CREATE INDEX routing_by_plan ON public.routing USING btree (commissioner_id, support_plan_id, routing_id);
CREATE INDEX safe_contact_not_to_by_member ON public.safe_contact_not_to USING btree (commissioner_id, case_member_id);
CREATE INDEX said_for_by_case ON public.said_for USING btree (commissioner_id, case_id, said_for_id DESC);
CREATE INDEX said_for_by_subject ON public.said_for USING btree (commissioner_id, subject_id);
CREATE INDEX scheme_council_by_scheme ON public.scheme_council USING btree (commissioner_id, scheme_id, scheme_council_id DESC);
CREATE UNIQUE INDEX scheme_council_one_in_force ON public.scheme_council USING btree (commissioner_id, organisation_id, scheme_id) WHERE (ended_at IS NULL);
CREATE INDEX scheme_draft_by_scheme ON public.scheme_draft USING btree (commissioner_id, scheme_id, scheme_draft_id DESC);
CREATE INDEX service_agreement_by_change ON public.service_agreement USING btree (commissioner_id, changed_at, service_agreement_id);
CREATE INDEX service_agreement_by_end ON public.service_agreement USING btree (commissioner_id, until_on, service_agreement_id) WHERE ((payer_signed_at IS NOT NULL) AND (provider_signed_at IS NOT NULL) AND (ended_on IS NULL));
CREATE INDEX service_agreement_by_holder ON public.service_agreement USING btree (commissioner_id, holder_id) WHERE (holder_id IS NOT NULL);
CREATE INDEX service_agreement_by_payee ON public.service_agreement USING btree (commissioner_id, payee_id, service_agreement_id DESC);
CREATE UNIQUE INDEX service_agreement_renewed_once ON public.service_agreement USING btree (commissioner_id, renews_id) WHERE ((renews_id IS NOT NULL) AND (ended_on IS NULL));
CREATE INDEX service_agreement_to_follow ON public.service_agreement USING btree (commissioner_id, service_agreement_id) WHERE ((followed_at IS NULL) AND (payer_signed_at IS NOT NULL) AND (provider_signed_at IS NOT NULL));
CREATE INDEX sharing_without_consent_by_person ON public.sharing_without_consent USING btree (commissioner_id, person_id, sharing_without_consent_id DESC);
CREATE UNIQUE INDEX sharing_without_consent_one_in_force ON public.sharing_without_consent USING btree (commissioner_id, person_id, organisation_id, purpose) WHERE (ended_at IS NULL);
CREATE INDEX sharing_without_consent_to_end ON public.sharing_without_consent USING btree (commissioner_id, until_on) WHERE (ended_at IS NULL);
CREATE INDEX sign_in_by_person ON public.sign_in USING btree (commissioner_id, person_id, sign_in_id DESC);
CREATE UNIQUE INDEX sign_in_one_per_person ON public.sign_in USING btree (commissioner_id, person_id) WHERE (ended_at IS NULL);
CREATE UNIQUE INDEX sign_in_one_per_subject ON public.sign_in USING btree (commissioner_id, subject) WHERE (ended_at IS NULL);
CREATE INDEX sign_in_code_by_locator ON public.sign_in_code USING btree (commissioner_id, locator);
CREATE INDEX sign_in_code_by_person ON public.sign_in_code USING btree (commissioner_id, person_id, sign_in_code_id DESC);
CREATE UNIQUE INDEX sign_in_code_one_open ON public.sign_in_code USING btree (commissioner_id, person_id) WHERE (ended_at IS NULL);
CREATE INDEX simulated_case_by_case ON public.simulated_case USING btree (commissioner_id, case_id);
CREATE INDEX simulation_by_draft ON public.simulation USING btree (commissioner_id, scheme_draft_id, simulation_id DESC);
CREATE UNIQUE INDEX simulation_one_running ON public.simulation USING btree (commissioner_id, scheme_draft_id) WHERE (status = 'running'::simulation_status);
CREATE INDEX simulation_under_way ON public.simulation USING btree (commissioner_id, simulation_id) WHERE (status = 'running'::simulation_status);
CREATE INDEX social_care_budget_by_assessment ON public.social_care_budget USING btree (commissioner_id, needs_assessment_id);
CREATE INDEX social_care_budget_by_case ON public.social_care_budget USING btree (commissioner_id, case_id, social_care_budget_id DESC);
CREATE INDEX social_care_budget_by_council ON public.social_care_budget USING btree (commissioner_id, organisation_id);
CREATE INDEX spending_check_by_case ON public.spending_check USING btree (commissioner_id, case_id, spending_check_id DESC);
CREATE INDEX spending_check_by_claim ON public.spending_check USING btree (commissioner_id, waiting_claim_id) WHERE (waiting_claim_id IS NOT NULL);
CREATE INDEX spending_check_by_feed_line ON public.spending_check USING btree (commissioner_id, card_feed_line_id) WHERE (card_feed_line_id IS NOT NULL);
CREATE INDEX spending_check_by_line ON public.spending_check USING btree (commissioner_id, plan_line_id) WHERE (plan_line_id IS NOT NULL);
CREATE INDEX spending_check_by_plan ON public.spending_check USING btree (commissioner_id, support_plan_id) WHERE (support_plan_id IS NOT NULL);
CREATE INDEX spending_check_by_request ON public.spending_check USING btree (commissioner_id, off_plan_request_id) WHERE (off_plan_request_id IS NOT NULL);
CREATE INDEX spending_check_by_words ON public.spending_check USING btree (commissioner_id, case_id, words_hash, spending_check_id DESC);
CREATE UNIQUE INDEX spending_check_one_open ON public.spending_check USING btree (commissioner_id, case_id, words_hash) WHERE (outcome IS NULL);
CREATE INDEX spending_check_open ON public.spending_check USING btree (commissioner_id, spending_check_id) WHERE (outcome IS NULL);
CREATE INDEX spending_check_use_by_purchase ON public.spending_check_use USING btree (commissioner_id, purchase_id);
CREATE INDEX spending_freeze_by_case ON public.spending_freeze USING btree (commissioner_id, case_id) WHERE (lifted_at IS NULL);
CREATE INDEX spending_freeze_by_concern ON public.spending_freeze USING btree (commissioner_id, concern_id, spending_freeze_id);
CREATE INDEX spending_freeze_ending ON public.spending_freeze USING btree (commissioner_id, until_on) WHERE ((lifted_at IS NULL) AND (kept_since IS NULL));
CREATE INDEX spending_freeze_of_case ON public.spending_freeze USING btree (commissioner_id, case_id, spending_freeze_id);
CREATE INDEX spending_question_by_case ON public.spending_question USING btree (commissioner_id, case_id, spending_question_id DESC);
CREATE UNIQUE INDEX spending_question_one_open ON public.spending_question USING btree (commissioner_id, plan_line_id) WHERE (closed_at IS NULL);
CREATE INDEX spending_question_open ON public.spending_question USING btree (commissioner_id, since, spending_question_id) WHERE (closed_at IS NULL);
CREATE INDEX staff_member_by_organisation ON public.staff_member USING btree (commissioner_id, organisation_id, staff_member_id DESC);
CREATE INDEX stored_document_to_remove ON public.stored_document USING btree (commissioner_id, put_at) WHERE (NOT is_kept);
CREATE INDEX support_plan_by_case ON public.support_plan USING btree (commissioner_id, case_id, support_plan_id DESC);
CREATE INDEX support_plan_by_change ON public.support_plan USING btree (commissioner_id, changed_at, support_plan_id);
CREATE INDEX support_plan_by_last_day ON public.support_plan USING btree (commissioner_id, period_until, support_plan_id) WHERE (status = ANY (ARRAY['agreed'::plan_status, 'active'::plan_status]));
CREATE INDEX support_plan_by_successor ON public.support_plan USING btree (commissioner_id, superseded_by);
CREATE UNIQUE INDEX support_plan_one_in_flight ON public.support_plan USING btree (commissioner_id, case_id) WHERE (status = ANY (ARRAY['draft'::plan_status, 'awaiting-signatures'::plan_status, 'awaiting-decision'::plan_status, 'returned'::plan_status, 'awaiting-notice'::plan_status]));
CREATE UNIQUE INDEX support_plan_one_in_force ON public.support_plan USING btree (commissioner_id, case_id) WHERE (status = ANY (ARRAY['agreed'::plan_status, 'active'::plan_status]));
CREATE INDEX surplus_recovery_by_case ON public.surplus_recovery USING btree (commissioner_id, case_id, surplus_recovery_id DESC);
CREATE INDEX surplus_recovery_by_plan ON public.surplus_recovery USING btree (commissioner_id, support_plan_id);
CREATE UNIQUE INDEX surplus_recovery_one_open ON public.surplus_recovery USING btree (commissioner_id, case_id) WHERE (closed_at IS NULL);
CREATE INDEX surplus_recovery_to_take ON public.surplus_recovery USING btree (commissioner_id, taken_after) WHERE ((closed_at IS NULL) AND (taken_after IS NOT NULL));
CREATE INDEX take_over_by_case ON public.take_over USING btree (commissioner_id, case_id, take_over_id DESC);
CREATE INDEX take_over_by_plan ON public.take_over USING btree (commissioner_id, support_plan_id);
CREATE INDEX take_over_of_actor ON public.take_over USING btree (commissioner_id, actor_id) WHERE (ended_at IS NULL);
CREATE UNIQUE INDEX take_over_one_on ON public.take_over USING btree (commissioner_id, case_id) WHERE (ended_at IS NULL);
CREATE INDEX unmet_need_by_day ON public.unmet_need USING btree (commissioner_id, recorded_on);
CREATE INDEX vote_by_member ON public.vote USING btree (commissioner_id, actor_id, support_plan_id);
CREATE INDEX waiting_claim_by_case ON public.waiting_claim USING btree (commissioner_id, case_id, waiting_claim_id DESC);
CREATE INDEX waiting_claim_by_day ON public.waiting_claim USING btree (commissioner_id, case_id, spent_on);
CREATE INDEX waiting_claim_by_line ON public.waiting_claim USING btree (commissioner_id, plan_line_id);
CREATE INDEX waiting_claim_by_receipt ON public.waiting_claim USING btree (commissioner_id, document_hash) WHERE ((document_hash IS NOT NULL) AND (status <> 'withdrawn'::waiting_claim_status));
CREATE INDEX waiting_claim_by_time ON public.waiting_claim USING btree (commissioner_id, claimed_at) WHERE ((no_receipt_because IS NULL) AND (status <> 'withdrawn'::waiting_claim_status));
CREATE UNIQUE INDEX waiting_claim_one_per_document ON public.waiting_claim USING btree (commissioner_id, document_id) WHERE (document_id IS NOT NULL);
CREATE UNIQUE INDEX waiting_claim_one_per_receipt ON public.waiting_claim USING btree (commissioner_id, case_id, document_hash) WHERE (status <> 'withdrawn'::waiting_claim_status);
CREATE INDEX webhook_by_organisation ON public.webhook USING btree (commissioner_id, organisation_id, webhook_id DESC);
CREATE INDEX webhook_on ON public.webhook USING btree (commissioner_id, webhook_id) WHERE (status = 'on'::webhook_status);
CREATE UNIQUE INDEX webhook_one_per_url ON public.webhook USING btree (commissioner_id, organisation_id, url) NULLS NOT DISTINCT WHERE (ended_at IS NULL);
CREATE INDEX webhook_delivery_by_case ON public.webhook_delivery USING btree (commissioner_id, case_id);
CREATE INDEX webhook_delivery_by_status ON public.webhook_delivery USING btree (commissioner_id, webhook_id, status, webhook_delivery_id DESC);
CREATE INDEX webhook_delivery_by_webhook ON public.webhook_delivery USING btree (commissioner_id, webhook_id, webhook_delivery_id DESC);
CREATE INDEX webhook_delivery_due ON public.webhook_delivery USING btree (commissioner_id, webhook_id, due_at) WHERE (status = 'waiting'::webhook_delivery_status);
CREATE INDEX webhook_delivery_in_order ON public.webhook_delivery USING btree (commissioner_id, webhook_id, case_id, sequence) WHERE (status = 'waiting'::webhook_delivery_status);
CREATE INDEX webhook_delivery_settled ON public.webhook_delivery USING btree (commissioner_id, settled_at) WHERE (settled_at IS NOT NULL);
CREATE INDEX webhook_delivery_settled_of_webhook ON public.webhook_delivery USING btree (commissioner_id, webhook_id, settled_at) WHERE (settled_at IS NOT NULL);
CREATE INDEX webhook_secret_by_key ON public.webhook_secret USING btree (commissioner_id, key_id, webhook_secret_id);
CREATE INDEX webhook_secret_by_webhook ON public.webhook_secret USING btree (commissioner_id, webhook_id, webhook_secret_id DESC);
CREATE UNIQUE INDEX webhook_secret_one_newest ON public.webhook_secret USING btree (commissioner_id, webhook_id) WHERE (until_at IS NULL);

-- Triggers

CREATE TRIGGER appeal_changed BEFORE UPDATE ON public.appeal FOR EACH ROW EXECUTE FUNCTION keep_when_changed();
CREATE TRIGGER attachment_changed BEFORE UPDATE ON public.attachment FOR EACH ROW EXECUTE FUNCTION keep_when_changed();
CREATE TRIGGER audit_entry_to_outbox AFTER INSERT ON public.audit_entry FOR EACH ROW EXECUTE FUNCTION audit_entry_to_outbox();
CREATE TRIGGER budget_case_goes_over AFTER UPDATE ON public.budget_case FOR EACH ROW WHEN ((old.person_id <> new.person_id)) EXECUTE FUNCTION case_goes_over();
CREATE TRIGGER budget_case_team_changed BEFORE UPDATE ON public.budget_case FOR EACH ROW WHEN (((old.ended_at IS DISTINCT FROM new.ended_at) OR (old.person_id <> new.person_id))) EXECUTE FUNCTION keep_when_team_changed();
CREATE TRIGGER place_changes_team AFTER INSERT OR UPDATE ON public.case_member FOR EACH ROW EXECUTE FUNCTION place_changes_team();
CREATE TRIGGER clock_changed BEFORE UPDATE ON public.clock FOR EACH ROW EXECUTE FUNCTION keep_when_changed();
CREATE TRIGGER consent_changed BEFORE UPDATE ON public.consent FOR EACH ROW EXECUTE FUNCTION keep_when_changed();
CREATE TRIGGER current_service_frozen BEFORE UPDATE ON public.current_service FOR EACH ROW EXECUTE FUNCTION current_service_frozen();
CREATE TRIGGER death_changes_person AFTER UPDATE ON public.death_report FOR EACH ROW WHEN (((old.outcome IS DISTINCT FROM new.outcome) AND ((old.outcome = 'confirmed'::death_outcome) OR (new.outcome = 'confirmed'::death_outcome)))) EXECUTE FUNCTION death_changes_person();
CREATE TRIGGER document_changed BEFORE UPDATE ON public.document FOR EACH ROW EXECUTE FUNCTION keep_when_changed();
CREATE TRIGGER document_is_kept AFTER INSERT OR DELETE OR UPDATE OF gone_at ON public.document FOR EACH ROW EXECUTE FUNCTION document_is_kept();
CREATE TRIGGER identifier_changes_what_has_it AFTER INSERT OR DELETE OR UPDATE ON public.identifier FOR EACH ROW EXECUTE FUNCTION identifier_changes_what_has_it();
CREATE CONSTRAINT TRIGGER ledger_entry_has_postings AFTER INSERT ON public.ledger_entry DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_entry_has_postings();
CREATE TRIGGER hold_keeps_files AFTER INSERT OR UPDATE OF lifted_at, person_id ON public.legal_hold FOR EACH ROW EXECUTE FUNCTION hold_keeps_files();
CREATE TRIGGER organisation_changed BEFORE UPDATE ON public.organisation FOR EACH ROW EXECUTE FUNCTION keep_when_changed();
CREATE TRIGGER pay_run_changed BEFORE UPDATE ON public.pay_run FOR EACH ROW EXECUTE FUNCTION keep_when_changed();
CREATE TRIGGER payee_changed BEFORE UPDATE ON public.payee FOR EACH ROW EXECUTE FUNCTION keep_when_changed();
CREATE TRIGGER evidence_changes_payee AFTER INSERT ON public.payee_evidence FOR EACH ROW EXECUTE FUNCTION evidence_changes_payee();
CREATE TRIGGER payment_changed BEFORE UPDATE ON public.payment FOR EACH ROW EXECUTE FUNCTION keep_when_changed();
CREATE TRIGGER person_changed BEFORE UPDATE ON public.person FOR EACH ROW EXECUTE FUNCTION keep_when_changed();
CREATE TRIGGER person_keep_former AFTER UPDATE ON public.person FOR EACH ROW EXECUTE FUNCTION person_keep_former();
CREATE TRIGGER person_keep_identity_changed AFTER UPDATE ON public.person FOR EACH ROW WHEN (((((old.nhs_number IS DISTINCT FROM new.nhs_number) OR (old.given_name IS DISTINCT FROM new.given_name)) OR (old.family_name IS DISTINCT FROM new.family_name)) OR (old.born_on IS DISTINCT FROM new.born_on))) EXECUTE FUNCTION person_keep_identity();
CREATE TRIGGER person_keep_identity_registered AFTER INSERT ON public.person FOR EACH ROW EXECUTE FUNCTION person_keep_identity();
CREATE CONSTRAINT TRIGGER plan_line_within_agreement AFTER INSERT OR UPDATE OF agreed_pence ON public.plan_line DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION plan_line_within_agreement();
CREATE TRIGGER purchase_changed BEFORE UPDATE ON public.purchase FOR EACH ROW EXECUTE FUNCTION keep_when_changed();
CREATE TRIGGER receipt_changed BEFORE UPDATE ON public.receipt FOR EACH ROW EXECUTE FUNCTION keep_when_changed();
CREATE TRIGGER receipt_chase_changed BEFORE UPDATE ON public.receipt_chase FOR EACH ROW EXECUTE FUNCTION keep_when_changed();
CREATE TRIGGER receipt_loss_changed BEFORE UPDATE ON public.receipt_loss FOR EACH ROW EXECUTE FUNCTION keep_when_changed();
CREATE TRIGGER review_changed BEFORE UPDATE ON public.review FOR EACH ROW EXECUTE FUNCTION keep_when_changed();
CREATE TRIGGER service_agreement_changed BEFORE UPDATE ON public.service_agreement FOR EACH ROW EXECUTE FUNCTION keep_when_changed();
CREATE TRIGGER support_plan_changed BEFORE UPDATE ON public.support_plan FOR EACH ROW EXECUTE FUNCTION keep_when_changed();

-- Row-level security

alter table account enable row level security;
alter table account force row level security;
create policy tenant on account for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table announced_ending enable row level security;
alter table announced_ending force row level security;
create policy tenant on announced_ending for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table appeal enable row level security;
alter table appeal force row level security;
create policy tenant on appeal for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table attachment enable row level security;
alter table attachment force row level security;
create policy tenant on attachment for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table attempt enable row level security;
alter table attempt force row level security;
create policy tenant on attempt for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table audit_entry enable row level security;
alter table audit_entry force row level security;
create policy tenant on audit_entry for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table audit_outbox enable row level security;
alter table audit_outbox force row level security;
create policy tenant on audit_outbox for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table audit_sample enable row level security;
alter table audit_sample force row level security;
create policy tenant on audit_sample for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table audit_sample_item enable row level security;
alter table audit_sample_item force row level security;
create policy tenant on audit_sample_item for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table audit_seal enable row level security;
alter table audit_seal force row level security;
create policy tenant on audit_seal for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table bank_account enable row level security;
alter table bank_account force row level security;
create policy tenant on bank_account for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table bank_account_twin enable row level security;
alter table bank_account_twin force row level security;
create policy tenant on bank_account_twin for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table break_glass enable row level security;
alter table break_glass force row level security;
create policy tenant on break_glass for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table broker_conflict enable row level security;
alter table broker_conflict force row level security;
create policy tenant on broker_conflict for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table broker_hand_over enable row level security;
alter table broker_hand_over force row level security;
create policy tenant on broker_hand_over for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table broker_qualification enable row level security;
alter table broker_qualification force row level security;
create policy tenant on broker_qualification for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table brokerage_extension enable row level security;
alter table brokerage_extension force row level security;
create policy tenant on brokerage_extension for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table brokerage_time enable row level security;
alter table brokerage_time force row level security;
create policy tenant on brokerage_time for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table budget_calculation enable row level security;
alter table budget_calculation force row level security;
create policy tenant on budget_calculation for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table budget_case enable row level security;
alter table budget_case force row level security;
create policy tenant on budget_case for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table bulk_import enable row level security;
alter table bulk_import force row level security;
create policy tenant on bulk_import for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table bulk_import_line enable row level security;
alter table bulk_import_line force row level security;
create policy tenant on bulk_import_line for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table bulk_import_mark enable row level security;
alter table bulk_import_mark force row level security;
create policy tenant on bulk_import_mark for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table bulk_import_part enable row level security;
alter table bulk_import_part force row level security;
create policy tenant on bulk_import_part for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table capacity_assessment enable row level security;
alter table capacity_assessment force row level security;
create policy tenant on capacity_assessment for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table card_feed enable row level security;
alter table card_feed force row level security;
create policy tenant on card_feed for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table card_feed_line enable row level security;
alter table card_feed_line force row level security;
create policy tenant on card_feed_line for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table case_member enable row level security;
alter table case_member force row level security;
create policy tenant on case_member for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table case_opening enable row level security;
alter table case_opening force row level security;
create policy tenant on case_opening for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table case_pause enable row level security;
alter table case_pause force row level security;
create policy tenant on case_pause for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table case_wait enable row level security;
alter table case_wait force row level security;
create policy tenant on case_wait for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table clock enable row level security;
alter table clock force row level security;
create policy tenant on clock for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table clock_pause enable row level security;
alter table clock_pause force row level security;
create policy tenant on clock_pause for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table concern enable row level security;
alter table concern force row level security;
create policy tenant on concern for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table concern_entry enable row level security;
alter table concern_entry force row level security;
create policy tenant on concern_entry for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table concern_report enable row level security;
alter table concern_report force row level security;
create policy tenant on concern_report for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table conflict_of_interest enable row level security;
alter table conflict_of_interest force row level security;
create policy tenant on conflict_of_interest for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table consent enable row level security;
alter table consent force row level security;
create policy tenant on consent for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table contact_address enable row level security;
alter table contact_address force row level security;
create policy tenant on contact_address for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table correction_request enable row level security;
alter table correction_request force row level security;
create policy tenant on correction_request for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table course_enrolment enable row level security;
alter table course_enrolment force row level security;
create policy tenant on course_enrolment for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table course_session enable row level security;
alter table course_session force row level security;
create policy tenant on course_session for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table cover_gap enable row level security;
alter table cover_gap force row level security;
create policy tenant on cover_gap for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table crisis_contingency_change enable row level security;
alter table crisis_contingency_change force row level security;
create policy tenant on crisis_contingency_change for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table crisis_episode enable row level security;
alter table crisis_episode force row level security;
create policy tenant on crisis_episode for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table crisis_look enable row level security;
alter table crisis_look force row level security;
create policy tenant on crisis_look for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table crisis_reserve enable row level security;
alter table crisis_reserve force row level security;
create policy tenant on crisis_reserve for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table current_service enable row level security;
alter table current_service force row level security;
create policy tenant on current_service for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table death_report enable row level security;
alter table death_report force row level security;
create policy tenant on death_report for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table decision enable row level security;
alter table decision force row level security;
create policy tenant on decision for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table decision_tally enable row level security;
alter table decision_tally force row level security;
create policy tenant on decision_tally for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table delegation enable row level security;
alter table delegation force row level security;
create policy tenant on delegation for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table deployment_agreement enable row level security;
alter table deployment_agreement force row level security;
create policy tenant on deployment_agreement for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table document enable row level security;
alter table document force row level security;
create policy tenant on document for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table erasure enable row level security;
alter table erasure force row level security;
create policy tenant on erasure for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table escalation_tally enable row level security;
alter table escalation_tally force row level security;
create policy tenant on escalation_tally for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table expression_of_interest enable row level security;
alter table expression_of_interest force row level security;
create policy tenant on expression_of_interest for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table fallback_decision enable row level security;
alter table fallback_decision force row level security;
create policy tenant on fallback_decision for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table float_payment enable row level security;
alter table float_payment force row level security;
create policy tenant on float_payment for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table float_reconciliation enable row level security;
alter table float_reconciliation force row level security;
create policy tenant on float_reconciliation for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table give_back enable row level security;
alter table give_back force row level security;
create policy tenant on give_back for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table health_need enable row level security;
alter table health_need force row level security;
create policy tenant on health_need for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table idempotency_record enable row level security;
alter table idempotency_record force row level security;
create policy tenant on idempotency_record for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table identifier enable row level security;
alter table identifier force row level security;
create policy tenant on identifier for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table identity_confirmation enable row level security;
alter table identity_confirmation force row level security;
create policy tenant on identity_confirmation for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table indicative_budget enable row level security;
alter table indicative_budget force row level security;
create policy tenant on indicative_budget for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table information_request enable row level security;
alter table information_request force row level security;
create policy tenant on information_request for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table joint_finding enable row level security;
alter table joint_finding force row level security;
create policy tenant on joint_finding for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table ledger_entry enable row level security;
alter table ledger_entry force row level security;
create policy tenant on ledger_entry for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table ledger_posting enable row level security;
alter table ledger_posting force row level security;
create policy tenant on ledger_posting for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table legal_hold enable row level security;
alter table legal_hold force row level security;
create policy tenant on legal_hold for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table letter enable row level security;
alter table letter force row level security;
create policy tenant on letter for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table letter_delivery enable row level security;
alter table letter_delivery force row level security;
create policy tenant on letter_delivery for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table likely_double enable row level security;
alter table likely_double force row level security;
create policy tenant on likely_double for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table line_holding enable row level security;
alter table line_holding force row level security;
create policy tenant on line_holding for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table line_move enable row level security;
alter table line_move force row level security;
create policy tenant on line_move for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table line_pause enable row level security;
alter table line_pause force row level security;
create policy tenant on line_pause for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table line_provider enable row level security;
alter table line_provider force row level security;
create policy tenant on line_provider for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table machine_client enable row level security;
alter table machine_client force row level security;
create policy tenant on machine_client for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table needs_assessment enable row level security;
alter table needs_assessment force row level security;
create policy tenant on needs_assessment for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table no_services enable row level security;
alter table no_services force row level security;
create policy tenant on no_services for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table notification enable row level security;
alter table notification force row level security;
create policy tenant on notification for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table notification_preference enable row level security;
alter table notification_preference force row level security;
create policy tenant on notification_preference for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table notification_reading enable row level security;
alter table notification_reading force row level security;
create policy tenant on notification_reading for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table off_plan_request enable row level security;
alter table off_plan_request force row level security;
create policy tenant on off_plan_request for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table off_plan_vote enable row level security;
alter table off_plan_vote force row level security;
create policy tenant on off_plan_vote for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table organisation enable row level security;
alter table organisation force row level security;
create policy tenant on organisation for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table organisation_float enable row level security;
alter table organisation_float force row level security;
create policy tenant on organisation_float for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table page_link enable row level security;
alter table page_link force row level security;
create policy tenant on page_link for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table panel_meeting enable row level security;
alter table panel_meeting force row level security;
create policy tenant on panel_meeting for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table pay_run enable row level security;
alter table pay_run force row level security;
create policy tenant on pay_run for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table pay_run_result enable row level security;
alter table pay_run_result force row level security;
create policy tenant on pay_run_result for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table payee enable row level security;
alter table payee force row level security;
create policy tenant on payee for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table payee_contact_change enable row level security;
alter table payee_contact_change force row level security;
create policy tenant on payee_contact_change for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table payee_decision enable row level security;
alter table payee_decision force row level security;
create policy tenant on payee_decision for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table payee_evidence enable row level security;
alter table payee_evidence force row level security;
create policy tenant on payee_evidence for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table payee_question enable row level security;
alter table payee_question force row level security;
create policy tenant on payee_question for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table payee_tie enable row level security;
alter table payee_tie force row level security;
create policy tenant on payee_tie for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table payment enable row level security;
alter table payment force row level security;
create policy tenant on payment for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table period_end enable row level security;
alter table period_end force row level security;
create policy tenant on period_end for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table person enable row level security;
alter table person force row level security;
create policy tenant on person for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table person_history enable row level security;
alter table person_history force row level security;
create policy tenant on person_history for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table person_request enable row level security;
alter table person_request force row level security;
create policy tenant on person_request for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table plan_line enable row level security;
alter table plan_line force row level security;
create policy tenant on plan_line for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table practice_act enable row level security;
alter table practice_act force row level security;
create policy tenant on practice_act for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table provider_stop enable row level security;
alter table provider_stop force row level security;
create policy tenant on provider_stop for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table purchase enable row level security;
alter table purchase force row level security;
create policy tenant on purchase for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table purchase_mark enable row level security;
alter table purchase_mark force row level security;
create policy tenant on purchase_mark for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table receipt enable row level security;
alter table receipt force row level security;
create policy tenant on receipt for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table receipt_chase enable row level security;
alter table receipt_chase force row level security;
create policy tenant on receipt_chase for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table receipt_loss enable row level security;
alter table receipt_loss force row level security;
create policy tenant on receipt_loss for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table record_opening enable row level security;
alter table record_opening force row level security;
create policy tenant on record_opening for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table record_read enable row level security;
alter table record_read force row level security;
create policy tenant on record_read for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table record_request enable row level security;
alter table record_request force row level security;
create policy tenant on record_request for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table record_restriction enable row level security;
alter table record_restriction force row level security;
create policy tenant on record_restriction for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table recorded_identity enable row level security;
alter table recorded_identity force row level security;
create policy tenant on recorded_identity for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table recorded_signing enable row level security;
alter table recorded_signing force row level security;
create policy tenant on recorded_signing for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table records_export enable row level security;
alter table records_export force row level security;
create policy tenant on records_export for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table referral enable row level security;
alter table referral force row level security;
create policy tenant on referral for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table representation enable row level security;
alter table representation force row level security;
create policy tenant on representation for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table resource enable row level security;
alter table resource force row level security;
create policy tenant on resource for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table resource_source enable row level security;
alter table resource_source force row level security;
create policy tenant on resource_source for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table resource_term enable row level security;
alter table resource_term force row level security;
create policy tenant on resource_term for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table restored_line enable row level security;
alter table restored_line force row level security;
create policy tenant on restored_line for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table review enable row level security;
alter table review force row level security;
create policy tenant on review for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table routing enable row level security;
alter table routing force row level security;
create policy tenant on routing for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table safe_contact enable row level security;
alter table safe_contact force row level security;
create policy tenant on safe_contact for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table safe_contact_not_to enable row level security;
alter table safe_contact_not_to force row level security;
create policy tenant on safe_contact_not_to for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table said_for enable row level security;
alter table said_for force row level security;
create policy tenant on said_for for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table scheme enable row level security;
alter table scheme force row level security;
create policy tenant on scheme for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table scheme_council enable row level security;
alter table scheme_council force row level security;
create policy tenant on scheme_council for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table scheme_draft enable row level security;
alter table scheme_draft force row level security;
create policy tenant on scheme_draft for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table scheme_publication enable row level security;
alter table scheme_publication force row level security;
create policy tenant on scheme_publication for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table scheme_version enable row level security;
alter table scheme_version force row level security;
create policy tenant on scheme_version for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table service_agreement enable row level security;
alter table service_agreement force row level security;
create policy tenant on service_agreement for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table sharing_without_consent enable row level security;
alter table sharing_without_consent force row level security;
create policy tenant on sharing_without_consent for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table sign_in enable row level security;
alter table sign_in force row level security;
create policy tenant on sign_in for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table sign_in_code enable row level security;
alter table sign_in_code force row level security;
create policy tenant on sign_in_code for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table signal_watch enable row level security;
alter table signal_watch force row level security;
create policy tenant on signal_watch for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table signature enable row level security;
alter table signature force row level security;
create policy tenant on signature for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table simulated_case enable row level security;
alter table simulated_case force row level security;
create policy tenant on simulated_case for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table simulation enable row level security;
alter table simulation force row level security;
create policy tenant on simulation for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table social_care_budget enable row level security;
alter table social_care_budget force row level security;
create policy tenant on social_care_budget for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table spending_check enable row level security;
alter table spending_check force row level security;
create policy tenant on spending_check for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table spending_check_use enable row level security;
alter table spending_check_use force row level security;
create policy tenant on spending_check_use for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table spending_freeze enable row level security;
alter table spending_freeze force row level security;
create policy tenant on spending_freeze for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table spending_question enable row level security;
alter table spending_question force row level security;
create policy tenant on spending_question for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table staff_identity enable row level security;
alter table staff_identity force row level security;
create policy tenant on staff_identity for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table staff_member enable row level security;
alter table staff_member force row level security;
create policy tenant on staff_member for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table stay_tally enable row level security;
alter table stay_tally force row level security;
create policy tenant on stay_tally for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table stored_document enable row level security;
alter table stored_document force row level security;
create policy tenant on stored_document for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table support_plan enable row level security;
alter table support_plan force row level security;
create policy tenant on support_plan for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table support_plan_version enable row level security;
alter table support_plan_version force row level security;
create policy tenant on support_plan_version for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table surplus_recovery enable row level security;
alter table surplus_recovery force row level security;
create policy tenant on surplus_recovery for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table take_over enable row level security;
alter table take_over force row level security;
create policy tenant on take_over for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table unmet_need enable row level security;
alter table unmet_need force row level security;
create policy tenant on unmet_need for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table vote enable row level security;
alter table vote force row level security;
create policy tenant on vote for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table waiting_claim enable row level security;
alter table waiting_claim force row level security;
create policy tenant on waiting_claim for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table webhook enable row level security;
alter table webhook force row level security;
create policy tenant on webhook for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table webhook_delivery enable row level security;
alter table webhook_delivery force row level security;
create policy tenant on webhook_delivery for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));
alter table webhook_secret enable row level security;
alter table webhook_secret force row level security;
create policy tenant on webhook_secret for all to public using ((commissioner_id = current_commissioner())) with check ((commissioner_id = current_commissioner()));

-- Grants

grant insert, select, update (balance_pence) on account to recovery_budgets_app;
grant insert, select, update (closed_at, outcome) on announced_ending to recovery_budgets_app;
grant insert, select, update (status, outcome_decision_id, ended_at, version) on appeal to recovery_budgets_app;
grant insert, select, update (title, sha256, document_id, withdrawn_at, withdrawn_by, withdrawn_because, withdrawn_words) on attachment to recovery_budgets_app;
grant delete, insert, select, update (times) on attempt to recovery_budgets_app;
grant insert, select on audit_entry to recovery_budgets_app;
grant delete, insert, select on audit_outbox to recovery_budgets_app;
grant insert, select on audit_sample to recovery_budgets_app;
grant insert, select, update (finding, finding_words, found_by, found_at) on audit_sample_item to recovery_budgets_app;
grant insert, select on audit_seal to recovery_budgets_app;
grant insert, select, update (status, key_id, sealed, fingerprint, told_by, told_at, told_how, told_on, told_answer, decided_by, decided_at, because) on bank_account to recovery_budgets_app;
grant insert, select on bank_account_twin to recovery_budgets_app;
grant insert, select on break_glass to recovery_budgets_app;
grant insert, select on broker_conflict to recovery_budgets_app;
grant insert, select on broker_hand_over to recovery_budgets_app;
grant insert, select on broker_qualification to recovery_budgets_app;
grant insert, select on brokerage_extension to recovery_budgets_app;
grant insert, select on brokerage_time to recovery_budgets_app;
grant insert, select on budget_calculation to recovery_budgets_app;
grant insert, select, update (person_id, scheme_version, step, ended_at, ended_words, version, ending, identity_confirmed, ended_by_person, team_changed_at) on budget_case to recovery_budgets_app;
grant delete, insert, select, update (status, made, there_already, refused, failures, ended_at, matched) on bulk_import to recovery_budgets_app;
grant insert, select on bulk_import_line to recovery_budgets_app;
grant delete, insert, select on bulk_import_mark to recovery_budgets_app;
grant delete, insert, select on bulk_import_part to recovery_budgets_app;
grant insert, select on capacity_assessment to recovery_budgets_app;
grant insert, select on card_feed to recovery_budgets_app;
grant insert, select, update (purchase_id, matched_by, matched_at) on card_feed_line to recovery_budgets_app;
grant insert, select, update (name, left_at) on case_member to recovery_budgets_app;
grant insert, select on case_opening to recovery_budgets_app;
grant insert, select, update (ended_on, ended_by, ended_at) on case_pause to recovery_budgets_app;
grant delete, insert, select, update (step, not_by, clock_kind, clock_subject_id, tier, place, since) on case_wait to recovery_budgets_app;
grant insert, select, update (working_days, paused_working_days, paused_on, due_on, stopped_on, reported_on, escalate_on) on clock to recovery_budgets_app;
grant insert, select, update (to_on) on clock_pause to recovery_budgets_app;
grant select on commissioner to recovery_budgets_app;
grant insert, select, update (level, state, outcome, referred_to, settled_at, told_to_person, due_on) on concern to recovery_budgets_app;
grant insert, select on concern_entry to recovery_budgets_app;
grant insert, select on concern_report to recovery_budgets_app;
grant insert, select on conflict_of_interest to recovery_budgets_app;
grant insert, select, update (person_id, withdrawn_at, withdrawn_by, withdrawn_as, lapsed_at, withdrawn_said_on, withdrawn_how, withdrawn_present, withdrawn_evidence) on consent to recovery_budgets_app;
grant delete, insert, select, update (key_id, sealed) on contact_address to recovery_budgets_app;
grant insert, select, update (person_id, status, reason, answered_by, answered_by_name, answered_at, statement, stated_at) on correction_request to recovery_budgets_app;
grant insert, select, update (status, enrolled_at, withdrawn_at) on course_enrolment to recovery_budgets_app;
grant insert, select, update (taken) on course_session to recovery_budgets_app;
grant insert, select, update (standing, person_because, person_accepted_by, person_accepted_as, person_accepted_at, decider_because, decided_by, decided_by_name, decided_at, outcome, closed_at) on cover_gap to recovery_budgets_app;
grant insert, select on crisis_contingency_change to recovery_budgets_app;
grant insert, select, update (status, returned_pence, stood_down_by, stood_down_at, stand_down_cause) on crisis_episode to recovery_budgets_app;
grant insert, select on crisis_look to recovery_budgets_app;
grant insert, select, update (set_aside_pence, drawn_pence, closed_on) on crisis_reserve to recovery_budgets_app;
grant insert, select, update (title, provider, price_code, minutes_per_week, relationship_with, status, status_reason, replaced_by, ends_on, person_agreed_on, person_agreed_words, version, replacement_starts_on, replacement_minutes_per_week, person_agreed_as, person_agreed_recorded_by, minutes_before, hours, hours_before, minutes_wanted, payment_route, payment_route_other, depends_on) on current_service to recovery_budgets_app;
grant insert, select, update (died_on, evidence, closed_by, closed_at, outcome, before, error_evidence, error_proposed_by, error_proposed_at, error_confirmed_by, error_confirmed_at, denied) on death_report to recovery_budgets_app;
grant insert, select on decision to recovery_budgets_app;
grant insert, select, update (plans) on decision_tally to recovery_budgets_app;
grant insert, select, update (ended_at, ended_by) on delegation to recovery_budgets_app;
grant insert, select, update (person_signed_by, person_signed_as, person_signed_at, commissioner_signed_by, commissioner_signed_at, ended_at) on deployment_agreement to recovery_budgets_app;
grant insert, select, update (scan, scan_tries, scan_due_at, scanned_at, gone_at, gone_because, replaced_by, scan_asked_at, scan_ended_at, refused_at) on document to recovery_budgets_app;
grant insert, select on erasure to recovery_budgets_app;
grant insert, select, update (plans) on escalation_tally to recovery_budgets_app;
grant insert, select, update (status, content, submitted_at, version, submitted_by) on expression_of_interest to recovery_budgets_app;
grant insert, select on fallback_decision to recovery_budgets_app;
grant insert, select, update (confirmed_by, confirmed_at, replaced_at) on float_payment to recovery_budgets_app;
grant insert, select, update (signed_by, signed_by_name, signed_at, replaced_at) on float_reconciliation to recovery_budgets_app;
grant insert, select, update (to_funders, confirmed_by, confirmed_at, replaced_at, confirmed_evidence) on give_back to recovery_budgets_app;
grant insert, select, update (status) on health_need to recovery_budgets_app;
grant delete, insert, select on idempotency_record to recovery_budgets_app;
grant delete, insert, select, update (person_id) on identifier to recovery_budgets_app;
grant insert, select, update (ended_at) on identity_confirmation to recovery_budgets_app;
grant insert, select, update (disclosed_at, disclosed_by, disclosed_how, superseded_at) on indicative_budget to recovery_budgets_app;
grant insert, select, update (items, answered_at) on information_request to recovery_budgets_app;
grant insert, select on joint_finding to recovery_budgets_app;
grant insert, select on ledger_entry to recovery_budgets_app;
grant insert, select on ledger_posting to recovery_budgets_app;
grant insert, select, update (person_id, lifted_at, lifted_by) on legal_hold to recovery_budgets_app;
grant insert, select, update (changed_at) on letter to recovery_budgets_app;
grant insert, select on letter_delivery to recovery_budgets_app;
grant insert, select, update (likeness, found_at, goes_on_id, join_proposed_by, join_proposed_at, settled_as, settled_by, settled_at, join_confirmed_by, join_confirmed_at, difference_proposed_by, difference_proposed_at) on likely_double to recovery_budgets_app;
grant insert, select, update (took_effect_at) on line_holding to recovery_budgets_app;
grant insert, select on line_move to recovery_budgets_app;
grant insert, select, update (resumed_on, resumed_by) on line_pause to recovery_budgets_app;
grant insert, select, update (ended_at, ended_by) on line_provider to recovery_budgets_app;
grant insert, select, update (ended_by, ended_at, confirmed_by, confirmed_at) on machine_client to recovery_budgets_app;
grant insert, select, update (status, content, completed_at, version) on needs_assessment to recovery_budgets_app;
grant insert, select on no_services to recovery_budgets_app;
grant delete, insert, select, update (status, due_at, claimed_until, attempts, failing_since, channel, reference, message_id, fault, settled_at) on notification to recovery_budgets_app;
grant insert, select, update (channels, digest, digest_hour, digest_day, set_at, version, roles, organisation_id) on notification_preference to recovery_budgets_app;
grant insert, select, update (looked_to, reviews_looked_on, failures_asked_at) on notification_reading to recovery_budgets_app;
grant insert, select, update (support_plan_id, ties, status, tier, agreed_pence, plan_line_id, decision_id, closed_at, round) on off_plan_request to recovery_budgets_app;
grant insert, select on off_plan_vote to recovery_budgets_app;
grant insert, select, update (ended_at, address_lines, postcode, changed_at) on organisation to recovery_budgets_app;
grant insert, select on organisation_float to recovery_budgets_app;
grant insert, select, update (opened_at, session_hash, seen_at, closed_at) on page_link to recovery_budgets_app;
grant insert, select, update (starts_at, way, place, set_by, set_by_name, set_at, moved_words, told_on, told_how, told_evidence, told_recorded_by, wish, wish_words, speaker, less_notice, wish_by, wish_at, heard, heard_words, heard_recorded_by, heard_recorded_at, called_off_at, called_off_by, called_off_words) on panel_meeting to recovery_budgets_app;
grant insert, select, update (reviewed_by, reviewed_at, approved_by, approved_at, instructed_at, payment_count, total_pence, filed_at, filed_by, file_format, file_mark, settled_at, cancelled_at, version, cancel_asked_by, cancel_asked_at, cancelled_by) on pay_run to recovery_budgets_app;
grant insert, select, update (paid_on, failure, taken_at, failure_before, corrected_by, corrected_because, corrected_at) on pay_run_result to recovery_budgets_app;
grant insert, select, update (contact, ended_at, ending_asked_by, ending_asked_at, to_follow, reopening_asked_by, reopening_asked_at, reopening_because, reopened_by, reopened_at, reopened_because, contact_asked, contact_asked_by, contact_asked_at, changed_at) on payee to recovery_budgets_app;
grant insert, select on payee_contact_change to recovery_budgets_app;
grant insert, select on payee_decision to recovery_budgets_app;
grant insert, select on payee_evidence to recovery_budgets_app;
grant insert, select, update (outcome, closed_at) on payee_question to recovery_budgets_app;
grant insert, select, update (ended_because, ended_by, ended_at) on payee_tie to recovery_budgets_app;
grant insert, select, update (payee_id, hold_reason, held_by, held_at, pay_run_id, instructed_at, settled_at, paid_on, failure, cancelled_at, cancelled_because, released_at, held_before, instead_of, release_is_past) on payment to recovery_budgets_app;
grant insert, select on period_end to recovery_budgets_app;
grant insert, select, update (nhs_number, given_name, family_name, born_on, ethnic_category, language, interpreter_needed, communication_needs, version, joined_into, name_letters, changed_at) on person to recovery_budgets_app;
grant insert, select on person_history to recovery_budgets_app;
grant insert, select, update (outcome, answer_words, answered_by, answered_by_name, answered_at) on person_request to recovery_budgets_app;
grant insert, select, update (deployment, instrument, holder_id, agreed_pence, status, closed_on, crisis_pence, moved_pence, carried_pence, look_on) on plan_line to recovery_budgets_app;
grant insert, select on practice_act to recovery_budgets_app;
grant insert, select, update (outcome, closed_at) on provider_stop to recovery_budgets_app;
grant insert, select, update (reversed_at, reversal_reason, reversed_pence, chase_on, missing_since, asked_again_on, own_reversed_pence) on purchase to recovery_budgets_app;
grant insert, select on purchase_mark to recovery_budgets_app;
grant insert, select, update (issued_on, document_hash, received_by, received_at, document_id) on receipt to recovery_budgets_app;
grant insert, select, update (lifted_by, lifted_because, lifted_at) on receipt_chase to recovery_budgets_app;
grant insert, select, update (accepted_by, accepted_because, accepted_at) on receipt_loss to recovery_budgets_app;
grant insert, select, update (ended_at) on record_opening to recovery_budgets_app;
grant insert, select on record_read to recovery_budgets_app;
grant insert, select, update (person_id) on record_request to recovery_budgets_app;
grant insert, select, update (lifted_by, lifted_at) on record_restriction to recovery_budgets_app;
grant insert, select on recorded_identity to recovery_budgets_app;
grant insert, select, update (ended_at) on recorded_signing to recovery_budgets_app;
grant insert, select on records_export to recovery_budgets_app;
grant insert, select, update (person_id, outcome, answered_by, answered_at, case_id) on referral to recovery_budgets_app;
grant insert, select, update (verified_by, verified_at, verified_evidence) on representation to recovery_budgets_app;
grant insert, select, update (kind, name, description, run_by, organisation_id, cost, price_pence, places, languages, culture, accessibility, areas, needs, contact, from_on, until_on, checked_on, checked_by, checked_by_name, changed_at, ended_at, version) on resource to recovery_budgets_app;
grant insert, select, update (content_hash, imported_by, imported_at) on resource_source to recovery_budgets_app;
grant delete, insert, select on resource_term to recovery_budgets_app;
grant insert, select on restored_line to recovery_budgets_app;
grant insert, select, update (support_plan_id, status, due_on, content, finding, done_by, done_at, version, route) on review to recovery_budgets_app;
grant insert, select on routing to recovery_budgets_app;
grant insert, select, update (may_email, may_text, may_post, from_time, to_time, paused, paused_until, said_on, how, present, evidence, set_by, set_as, set_at, version) on safe_contact to recovery_budgets_app;
grant delete, insert, select on safe_contact_not_to to recovery_budgets_app;
grant insert, select, update (objected_at, objected_by, objected_words, answered_at, answered_by, answer, answer_words, version) on said_for to recovery_budgets_app;
grant select on schema_migration to recovery_budgets_app;
grant insert, select on scheme to recovery_budgets_app;
grant insert, select, update (ended_by, ended_at) on scheme_council to recovery_budgets_app;
grant insert, select, update (based_on_version, rules, content_hash, published_version, changed_at, version, author_ids, proposed_starts_on, proposed_note, proposed_by, proposed_at) on scheme_draft to recovery_budgets_app;
grant insert, select on scheme_publication to recovery_budgets_app;
grant insert, select on scheme_version to recovery_budgets_app;
grant insert, select, update (payer_signed_by, payer_signed_at, provider_signed_by, provider_signed_at, provider_signatory, provider_document_hash, ended_on, ended_because, ended_by, ended_at, followed_at) on service_agreement to recovery_budgets_app;
grant insert, select, update (person_id, ended_at, ended_by) on sharing_without_consent to recovery_budgets_app;
grant insert, select, update (end_proposed_by, end_proposed_at, ended_by, ended_at) on sign_in to recovery_budgets_app;
grant insert, select, update (confirmed_by, confirmed_at, tries, ended_at, ended_as) on sign_in_code to recovery_budgets_app;
grant insert, select, update (looked_to) on signal_watch to recovery_budgets_app;
grant insert, select on signature to recovery_budgets_app;
grant delete, insert, select on simulated_case to recovery_budgets_app;
grant insert, select, update (status, total, done, last_case_id, failures, result, ended_at) on simulation to recovery_budgets_app;
grant insert, select on social_care_budget to recovery_budgets_app;
grant insert, select, update (outcome, because, decided_by, decided_at, vetting) on spending_check to recovery_budgets_app;
grant insert, select on spending_check_use to recovery_budgets_app;
grant insert, select, update (lifted_at, kept_since, lifting_asked_by, lifting_asked_at, lifting_because) on spending_freeze to recovery_budgets_app;
grant insert, select, update (outcome, answer, answered_by, closed_at) on spending_question to recovery_budgets_app;
grant insert, select, update (confirmed_by, confirmed_at) on staff_identity to recovery_budgets_app;
grant insert, select, update (ended_by, ended_at) on staff_member to recovery_budgets_app;
grant insert, select, update (plans) on stay_tally to recovery_budgets_app;
grant delete, insert, select, update (is_kept) on stored_document to recovery_budgets_app;
grant insert, select, update (status, content, total_pence, content_hash, author_ids, submitted_version, tier, submitted_at, agreed_at, version, agreed_pence, withdrawn_at, period_from, period_until, agreed_limit_pence, takes_effect_after, superseded_by, changed_at, waits_since, short_pence) on support_plan to recovery_budgets_app;
grant insert, select on support_plan_version to recovery_budgets_app;
grant insert, select, update (status, lines, answer, answered_by, answered_at, factors, decision_id, taken_after, closed_at, looked_on) on surplus_recovery to recovery_budgets_app;
grant insert, select, update (ended_by, ended_at, ended_because) on take_over to recovery_budgets_app;
grant insert, select on unmet_need to recovery_budgets_app;
grant insert, select on vote to recovery_budgets_app;
grant insert, select, update (document_hash, document_id, status, tier, agreed_pence, plan_line_id, decision_id, closed_at) on waiting_claim to recovery_budgets_app;
grant insert, select, update (url, types, status, looked_to, failing_since, ended_at, version, left_alone_until) on webhook to recovery_budgets_app;
grant delete, insert, select, update (status, attempts, since_at, due_at, claimed_until, tried_at, last_status, settled_at) on webhook_delivery to recovery_budgets_app;
grant delete, insert, select, update (key_id, sealed, until_at) on webhook_secret to recovery_budgets_app;
