import t from 'tap'
import { constraintProblems, problems } from '../../src/problems.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)

/** Which constraints no client can break, and why. Whatever is not named here must have a problem of its own. */
const outOfReach: Record<string, string> = {
  commissioner_one_per_code: 'only `npm run provision` writes it',
  record_restriction_in_force: 'a second restriction is not inserted, and the operation says so',
  audit_seal_one_per_entry: 'only the sequencer writes it',
  audit_seal_signed: 'only the sequencer writes it',
  machine_client_confirmed_whole: 'who and when are written together',
  machine_client_ended_whole: 'who and when are written together',
  course_enrolment_once: 'what stands is looked at first, under the lock on the session',
  course_enrolment_whole_check: 'all are written at once',
  course_session_days_check: 'a rule says so first',
  course_session_taken_check: 'what is left is looked at first, under the lock on the session',
  unmet_need_once: 'what is recorded is looked at first, under the lock on the case',
  broker_conflict_once: 'what stands is looked at first, under the lock on the case',
  broker_qualification_days_check: 'a rule says so first',
  broker_qualification_level_check: 'the contract says so first',
  brokerage_extension_minutes_check: 'the contract says so first',
  case_pause_open: 'a rule says so first, under the lock on the case',
  clock_pause_one_open: 'a clock is paused and resumed under the lock on the case',
  crisis_contingency_one_per_version: 'the version is held to `If-Match`, under the lock on the case',
  concern_one_open: 'what is there is joined',
  concern_report_one_per_signal: 'what is there is left as it is',
  payment_reference_once: 'it is made of the identifier',
  deployment_agreement_one_open: 'the open one is looked at first, under the lock on the case',
  provider_stop_one_open: 'the open ones are looked at first, under the lock on the case',
  health_need_one_stands: 'the one that stands is replaced under the lock on the case',
  joint_finding_once: 'what the side has found is looked at first, under the lock on the case',
  provider_stop_by_organisation: 'it is looked up first',
  take_over_one_on: 'the one that is on is looked at first, under the lock on the case',
  take_over_by_organisation: 'a plan that names one is held to it when it is submitted',
  fallback_decision_pkey: 'the one before is looked at first, under the lock on the case',
  cover_gap_one_open: 'the newest is looked at first, under the lock on the case',
  crisis_episode_one_active: 'a rule says so first, under the lock on the case',
  crisis_reserve_not_overdrawn: 'a rule says so first, under the lock on the case',
  death_report_one_open: 'a rule says so first, under the lock on the case',
  announced_ending_one_open: 'a rule says so first, under the lock on the case',
  recorded_signing_one_open: 'asking again finds that it was asked',
  clock_one_running: 'started with the thing it measures, which is new or locked',
  indicative_budget_one_in_force: 'the one before is superseded under the lock on the case',
  plan_line_one_per_key: 'a plan with a key twice is refused before it is submitted',
  receipt_one_per_document: 'each file that is sent has an identifier of its own',
  card_feed_line_once: 'what is known is left out, under the lock on the case',
  float_reconciliation_one_per_period: 'the period begins after the one before, under the lock on the organisation',
  ledger_entry_has_postings: 'an entry is made with its postings by the service alone',
  ledger_posting_amount_pence_check: 'what moves nothing is not posted',
  ledger_posting_moves_check: 'the service moves between accounts of two kinds',
  account_weight: 'the service opens an account of a funder with its weight, and every other without',
  current_service_crisis_kept: 'a rule says so first, under the lock on the case',
  current_service_relationship_protected: 'a rule says so first, under the lock on the case',
  current_service_replacement_named: 'a rule says so first, under the lock on the case',
  current_service_end_known: 'a rule says so first, under the lock on the case',
  current_service_end_reasoned: 'a rule says so first, under the lock on the case',
  appeal_recorded_how: 'a rule says so first',
  case_member_basis_dated: 'the contract asks for both or neither',
  case_member_basis_of_representative: 'a rule says so first',
  consent_said_for_whole: 'the contract asks for both or neither',
  consent_withdrawn_said_whole: 'the contract asks for all of it, with the withdrawal',
  consent_withdrawn_whole: 'kept together by the one who withdraws',
  consent_ended_once: 'what has ended is not withdrawn, under the lock on the person',
  case_member_broker_by_ground: 'a ground is asked for first, under the lock on the case',
  referral_answered_whole: 'all are written at once',
  referral_opens_by_acceptance: 'both are written at once',
  referral_by_case: 'the case is new',
  likely_double_confirmed_by_another: 'a rule says so first, under the lock on the double',
  likely_double_confirmed_whole: 'both are written at once',
  likely_double_difference_whole: 'both are written at once',
  likely_double_different_by_two: 'a rule says so first, under the lock on the double',
  likely_double_of_two: 'a rule says so first',
  likely_double_once: 'what is there is left as it is',
  likely_double_goes_on: 'a rule says so first, under the lock on the double',
  likely_double_joined_by_two: 'a rule says so first, under the lock on the double',
  likely_double_proposed_whole: 'all are written at once',
  likely_double_settled_whole: 'all are written at once',
  person_born_on_as_known: 'the contract has the same pattern',
  person_joined_into_another: 'two records are joined, under the lock on their double',
  person_named: 'a rule says so first',
  sign_in_code_confirmed_whole: 'both are written at once',
  sign_in_code_ended_whole: 'both are written at once',
  sign_in_code_few_tries: 'the last try ends the code, under its lock',
  sign_in_code_known: 'both follow from how it is linked',
  sign_in_code_of_two: 'a rule says so first, under the lock on the code',
  sign_in_code_one_open: 'the one before is ended under the lock on the person',
  sign_in_end_proposed_whole: 'both are written at once',
  sign_in_ended_by_two: 'a rule says so first, under the lock on the sign-in',
  sign_in_ended_whole: 'both are written at once',
  bank_account_one_standing: 'a rule says so first, under the lock on the account and the case or payee',
  line_move_taken_back_once: 'what was recorded is objected to once, under the lock on the case',
  period_end_once: 'a rule says so first, under the lock on the case',
  audit_sample_item_of_one_check: 'a sample is of one kind, and each item is kept in the column of it',
  give_back_by_two_check: 'a rule says so first, under the lock on what is recorded',
  give_back_confirmed_check: 'both are written at once',
  give_back_two_papers_check: 'both are written at once',
  give_back_replaced_check: 'a rule says so first, under the lock on what is recorded',
  service_agreement_days_check: 'a rule says so first',
  service_agreement_rate_check: 'the contract asks for a penny at least',
  service_agreement_payer_whole_check: 'both are written at once',
  service_agreement_provider_whole_check: 'all are written at once',
  service_agreement_ended_whole_check: 'all are written at once',
  service_agreement_two_people_check: 'a rule says so first, under the lock on the agreement',
  service_agreement_with_payee: 'it is looked up first',
  service_agreement_of_holder: 'it is looked up first',
  service_agreement_renews: 'it is locked first',
  purchase_units_check: 'the contract asks for a quarter at least',
  purchase_unit_check: 'a rule says so first',
  payment_of_purchase_owed_check: 'the service writes it with who is paid',
  payment_one_per_purchase: 'a purchase is paid when it is recorded, and again once that failed or was given up',
  line_provider_ended_whole_check: 'both are written at once',
  line_provider_one_on: 'the one before is ended under the lock on the case',
  line_provider_is_payee: 'it is looked up first',
  payee_tie_once: 'what is declared is looked at first, under the lock on the case',
  payee_tie_ended_whole_check: 'all are written at once',
  payee_tie_ended_by_another_check: 'a rule says so first, under the lock on the case',
  payee_tie_to_payee: 'it is looked up first',
  spending_check_one_open: 'what was asked is looked at first, under the lock on the case',
  spending_check_place_check: 'each place is given with its own identifier',
  spending_check_decided_whole_check: 'all are written at once',
  plan_line_pays_back_closed: 'it is closed from the first',
  off_plan_vote_once: 'a rule says so first, under the lock on the case',
  waiting_claim_one_per_receipt: 'a rule says so first, under the lock on the case',
  waiting_claim_one_per_document: 'a document is put into the store for one request',
  spending_question_one_open: 'the open ones are looked at first, under the lock on the case',
  surplus_recovery_one_open: 'a rule says so first, under the lock on the case',
  purchase_reversed_whole: 'worked out together',
  purchase_reversed_within: 'a rule says so first, under the lock on the case',
  current_service_agreement_whole: 'a rule says so first, under the lock on the case',
}

/** Names that a trigger raises its refusal by. */
const raised = ['current_service_frozen_by_appeal']

t.test('what a client can break has a problem of its own', async (t) => {
  const constraints = await service.database.sql<{ name: string }>(
    `select i.relname as name from pg_index x join pg_class i on i.oid = x.indexrelid
      where x.indisunique and not x.indisprimary and i.relnamespace = 'public'::regnamespace
    union select k.conname from pg_constraint k where k.contype = 'c' and k.connamespace = 'public'::regnamespace
    order by 1`,
  )
  t.ok(constraints.length > 15)
  for (const { name } of constraints) {
    const known = constraintProblems[name] !== undefined || outOfReach[name] !== undefined
    // Amounts and counts: the contract's own minimum is the same, so the check is never reached.
    t.ok(known || name.endsWith('_check'), name)
  }
  const keys = await service.database.sql<{ name: string }>(
    `select k.conname as name from pg_constraint k where k.contype = 'p' and k.connamespace = 'public'::regnamespace`,
  )
  const names = new Set([...constraints, ...keys].map((row) => row.name).concat(raised))
  for (const name of Object.keys(constraintProblems)) t.ok(names.has(name), `${name} is a constraint of the database`)
  for (const code of Object.values(constraintProblems)) t.equal(problems[code][0], 409, code)
})
