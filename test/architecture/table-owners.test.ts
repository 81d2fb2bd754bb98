import t from 'tap'
import { type Source, sources } from '../support/sources.ts'

/** Which folder of src owns which table: only its files write there. Any folder may read. */
const tablesOf: Readonly<Record<string, readonly string[]>> = {
  platform: ['audit_entry', 'audit_outbox', 'audit_seal', 'idempotency_record', 'record_read', 'stored_document'],
  attempts: ['attempt'],
  identifiers: ['identifier'],
  'bulk-imports': ['bulk_import', 'bulk_import_line', 'bulk_import_mark', 'bulk_import_part'],
  organisations: ['organisation'],
  'bank-accounts': ['bank_account', 'bank_account_twin'],
  'line-moves': ['line_move'],
  'give-backs': ['give_back'],
  'period-ends': ['period_end'],
  payees: ['payee', 'payee_contact_change', 'payee_decision', 'payee_evidence', 'payee_question', 'payee_tie'],
  'surplus-recoveries': ['surplus_recovery'],
  'spending-checks': ['spending_check', 'spending_check_use'],
  'service-agreements': ['service_agreement'],
  'line-providers': ['line_provider'],
  'waiting-claims': ['waiting_claim'],
  'off-plan-requests': ['off_plan_request', 'off_plan_vote'],
  'spending-questions': ['spending_question'],
  'machine-clients': ['machine_client'],
  notifications: [
    'contact_address',
    'letter_delivery',
    'notification',
    'notification_preference',
    'notification_reading',
    'safe_contact',
    'safe_contact_not_to',
  ],
  webhooks: ['webhook', 'webhook_secret', 'webhook_delivery'],
  staff: ['broker_qualification', 'staff_member', 'staff_identity'],
  schemes: ['commissioner', 'scheme', 'scheme_council', 'scheme_draft', 'scheme_publication', 'scheme_version'],
  people: ['consent', 'identity_confirmation', 'likely_double', 'person', 'person_history', 'recorded_identity'],
  'subject-access': ['record_request', 'correction_request'],
  retention: ['legal_hold', 'erasure'],
  exports: ['records_export'],
  consents: ['sharing_without_consent'],
  'sign-ins': ['sign_in', 'sign_in_code'],
  'page-links': ['page_link'],
  cases: ['case_opening', 'referral'],
  clocks: ['clock', 'clock_pause'],
  'case-progress': ['case_wait'],
  'case-access': ['budget_case'],
  'case-team': ['broker_conflict', 'broker_hand_over', 'case_member', 'representation'],
  capacity: ['capacity_assessment'],
  'said-for': ['recorded_signing', 'said_for'],
  delegations: ['delegation'],
  'current-services': ['current_service', 'no_services', 'social_care_budget'],
  decisions: ['decision', 'letter'],
  'expressions-of-interest': ['expression_of_interest', 'information_request'],
  'needs-assessments': ['joint_finding', 'needs_assessment'],
  'health-needs': ['health_need', 'practice_act'],
  budgets: ['budget_calculation', 'indicative_budget'],
  ledger: ['account', 'crisis_reserve', 'plan_line', 'ledger_entry', 'ledger_posting', 'restored_line'],
  resources: ['course_enrolment', 'course_session', 'resource', 'resource_source', 'resource_term'],
  brokerage: ['brokerage_extension', 'brokerage_time', 'unmet_need'],
  'support-plans': ['support_plan', 'support_plan_version'],
  'sign-off': [
    'signature',
    'routing',
    'conflict_of_interest',
    'vote',
    'decision_tally',
    'escalation_tally',
    'stay_tally',
  ],
  concerns: [
    'audit_sample',
    'audit_sample_item',
    'concern',
    'concern_entry',
    'concern_report',
    'signal_watch',
    'spending_freeze',
  ],
  documents: ['document'],
  spending: ['purchase', 'receipt', 'purchase_mark', 'receipt_chase', 'receipt_loss'],
  'card-feeds': ['card_feed', 'card_feed_line'],
  floats: ['organisation_float', 'float_payment', 'float_reconciliation'],
  reviews: ['review'],
  'deployment-agreements': ['deployment_agreement'],
  payments: ['payment'],
  'pay-runs': ['pay_run', 'pay_run_result'],
  'line-holdings': ['line_holding'],
  'line-pauses': ['line_pause'],
  'person-requests': ['person_request'],
  'crisis-contingencies': ['cover_gap', 'crisis_contingency_change'],
  'case-pauses': ['case_pause'],
  'panel-meetings': ['panel_meeting'],
  'crisis-episodes': ['crisis_episode'],
  'provider-stops': ['provider_stop'],
  'take-overs': ['fallback_decision', 'take_over'],
  closing: ['announced_ending', 'death_report'],
  appeals: ['appeal'],
  attachments: ['attachment'],
  'record-access': ['break_glass', 'crisis_look', 'record_opening', 'record_restriction'],
  simulations: ['simulation', 'simulated_case'],
}

/** Written by the database, whoever changes what they follow. */
const byTrigger = ['person_history', 'recorded_identity']

const files = await sources('src')

/** Tables that a file changes, by Kysely or in SQL text. Comments are left out. */
function written({ text }: Source): Set<string> {
  const code = text.replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')
  const byKysely = /\b(?:insertInto|updateTable|deleteFrom|mergeInto|insertMany)\((?:tx, )?\s*['"`](\w+)/g
  const bySql =
    /\b(?:insert\s+into|delete\s+from|merge\s+into|update)\s+(\w+)(?=\s*\(|\s+(?:\w+\s+)?(?:set|where|select|values|using)\b)/gi
  return new Set([...code.matchAll(byKysely), ...code.matchAll(bySql)].map(([, table = '']) => table))
}

t.test('every table has one owner', async (t) => {
  const generated = files.find(({ path }) => path.endsWith('/tables.ts'))?.text ?? ''
  const body = /export interface Database \{\n([\s\S]*?)\n\}/.exec(generated)?.[1] ?? ''
  const tables = [...body.matchAll(/^ {2}(\w+):/gm)].map(([, name = '']) => name)
  t.ok(tables.length > 30)
  t.same(Object.values(tablesOf).flat().sort(), tables.sort())
})

t.test('no file writes a table of another folder', async (t) => {
  const owned = new Map(Object.entries(tablesOf).flatMap(([folder, tables]) => tables.map((table) => [table, folder])))
  const crossing: string[] = []
  const seen = new Set<string>()
  for (const file of files)
    for (const table of written(file)) {
      const owner = owned.get(table)
      if (owner) seen.add(table)
      if (owner && owner !== file.path.split('/')[1]) crossing.push(`${file.path} writes ${table}`)
    }
  t.same(crossing, [])
  t.same(
    [...owned.keys()].filter((table) => !seen.has(table) && !byTrigger.includes(table)),
    [],
    'the writes of every table are found',
  )
})
