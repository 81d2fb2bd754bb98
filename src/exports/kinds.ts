import type { Database } from '../database/tables.ts'
import { type By, kept } from '../subject-access/kept.ts'

type Table = keyof Database

/** What is about a person or a case, and an officer of the commissioner may read: as the record of a person tells it, by its table of what is kept. */
const ofPeople = [
  ...(['person', 'identity_confirmation', 'person_history', 'recorded_identity', 'identifier', 'consent'] as const),
  ...(['sharing_without_consent', 'record_request', 'correction_request', 'legal_hold'] as const),
  ...(['budget_case', 'referral', 'case_opening', 'case_member', 'representation', 'capacity_assessment'] as const),
  ...(['said_for', 'recorded_signing', 'announced_ending', 'death_report', 'case_pause', 'case_wait'] as const),
  ...(['clock', 'clock_pause', 'person_request', 'panel_meeting', 'expression_of_interest'] as const),
  ...(['information_request', 'needs_assessment', 'joint_finding', 'health_need', 'practice_act'] as const),
  ...(['current_service', 'no_services', 'social_care_budget', 'budget_calculation', 'indicative_budget'] as const),
  ...(['support_plan', 'support_plan_version', 'signature', 'routing', 'vote', 'decision', 'letter'] as const),
  ...(['plan_line', 'line_holding', 'line_pause', 'line_move', 'line_provider', 'deployment_agreement'] as const),
  ...(['crisis_contingency_change', 'crisis_reserve', 'crisis_episode', 'cover_gap', 'provider_stop'] as const),
  ...(['take_over', 'fallback_decision', 'broker_hand_over', 'brokerage_time', 'brokerage_extension'] as const),
  ...(['course_enrolment', 'unmet_need', 'review', 'appeal', 'attachment', 'document', 'account'] as const),
  ...(['ledger_entry', 'ledger_posting', 'purchase', 'receipt', 'receipt_chase'] as const),
  ...(['receipt_loss', 'card_feed', 'card_feed_line', 'payment', 'period_end', 'give_back', 'restored_line'] as const),
  ...(['surplus_recovery', 'off_plan_request', 'off_plan_vote', 'waiting_claim', 'spending_question'] as const),
  ...(['spending_check', 'spending_check_use', 'payee_tie', 'payee_decision', 'payee_question'] as const),
] as const satisfies readonly Table[]

/** What is the commissioner's and about no person whom it pays for. */
const ofTheCommissioner = [
  ...(['commissioner', 'organisation', 'scheme', 'scheme_council', 'scheme_draft', 'scheme_version'] as const),
  ...(['scheme_publication', 'staff_member', 'staff_identity', 'broker_qualification', 'delegation'] as const),
  ...(['machine_client', 'payee', 'payee_contact_change', 'payee_evidence', 'service_agreement'] as const),
  ...(['pay_run', 'pay_run_result'] as const),
  ...(['organisation_float', 'float_payment', 'float_reconciliation', 'resource', 'resource_source'] as const),
  ...(['resource_term', 'course_session', 'decision_tally', 'escalation_tally', 'stay_tally', 'erasure'] as const),
  'records_export',
] as const satisfies readonly Table[]

const concerns = 'What is in a concern opens to who has taken it, and shows nowhere else.'
const safety = 'How somebody is reached safely is for those who work with them, one person at a time.'
const looks = 'Who looked at a record, and who is kept out of it, is for the person and the privacy officer.'
const secret = 'With it, somebody could sign in, or be taken for us.'
const bank = 'Account numbers are sealed, and nobody is given them in bulk.'
const staffLife = 'What a member of staff declares about their own life.'
const machinery = 'How the service does its work; all that it tells is exported where it belongs.'
const tried = 'What was tried out, and never held.'

/** What is not exported, and why. A table that is neither exported nor named here is an error of the compiler. */
export const notExported = {
  concern: concerns,
  concern_entry: concerns,
  concern_report: concerns,
  spending_freeze: concerns,
  audit_sample: concerns,
  audit_sample_item: concerns,
  signal_watch: concerns,
  purchase_mark: 'What looks odd about a purchase is for those who look at accounts (`listMarkedPurchases`).',
  safe_contact: safety,
  safe_contact_not_to: safety,
  contact_address: safety,
  notification: safety,
  notification_preference: safety,
  notification_reading: safety,
  letter_delivery:
    'That a letter was given, and on which day, is told by `listEvents` (`letter.delivered`); how says what is safe.',
  record_read: looks,
  record_restriction: looks,
  record_opening: looks,
  break_glass: looks,
  crisis_look: looks,
  sign_in: secret,
  sign_in_code: secret,
  page_link: secret,
  webhook: secret,
  webhook_secret: secret,
  bank_account: bank,
  bank_account_twin: bank,
  conflict_of_interest: staffLife,
  broker_conflict: staffLife,
  likely_double: 'That two records may be of one person, until it is settled.',
  simulation: tried,
  simulated_case: tried,
  audit_entry: 'What happened is told in its order, with its seals, by `listEvents`.',
  audit_outbox: machinery,
  audit_seal: machinery,
  attempt: machinery,
  bulk_import: machinery,
  bulk_import_line: machinery,
  bulk_import_mark: machinery,
  bulk_import_part: machinery,
  idempotency_record: machinery,
  stored_document: 'The files themselves: of each, `document` has the kind, the size and the SHA-256.',
  webhook_delivery: machinery,
} as const satisfies Record<Exclude<Table, (typeof ofPeople)[number] | (typeof ofTheCommissioner)[number]>, string>

/** What the record of a person leaves out for them and an export does not, each with its reason. */
export const toldInExports: Partial<Readonly<Record<Table, Readonly<Record<string, string>>>>> = {
  legal_hold: { reason: 'Officers place holds and read why they stand (`listLegalHolds`).' },
  letter: { html: 'A person reads the letter at its own address; whoever moves the records takes it with them.' },
}

/** Columns that stay here: what no operation tells in bulk is in no record of a person either. */
function columnsLeftOut(table: Table): string[] {
  const entry = kept[table]
  const ofRecord = 'leftOut' in entry ? [] : Object.keys(entry.without ?? {})
  const told = toldInExports[table] ?? {}
  return ofRecord.filter((column) => !(column in told))
}

export interface ExportedKind {
  readonly kind: string
  readonly table: string
  /** What a row hangs on a person by, where it does: a restricted record is not exported. */
  readonly by: By | null
  /** Further ways, where a row hangs on one of several things. */
  readonly alsoBy: readonly By[]
  readonly without: readonly string[]
  /** Rows that stay here, by what a column says: how somebody is reached safely. */
  readonly notOf: readonly { readonly column: string; readonly value: string }[]
}

/** The way from a row of a table to whose it is. */
export function wayFrom(table: string): By | null {
  const entry = kept[table as Table]
  return 'leftOut' in entry ? null : entry.by
}

/** The further ways. */
function otherWaysFrom(table: Table): readonly By[] {
  const entry = kept[table]
  return 'leftOut' in entry ? [] : (entry.alsoBy ?? [])
}

/** What the record tells by the view of how somebody is reached. */
function rowsLeftOut(table: Table): ExportedKind['notOf'] {
  const entry = kept[table]
  return 'leftOut' in entry ? [] : (entry.apart ?? []).filter(({ view }) => view === 'safeguarding')
}

const kindNameOf = (table: string) => table.replaceAll('_', '-')
const kindOf = (table: Table): ExportedKind => ({
  kind: kindNameOf(table),
  table,
  by: wayFrom(table),
  alsoBy: otherWaysFrom(table),
  without: ['commissioner_id', ...columnsLeftOut(table)],
  notOf: rowsLeftOut(table),
})

/** What stays here of each kind that is not exported, for whoever takes the rest elsewhere. */
export const leftOutKinds = Object.entries(notExported).map(([table, because]) => ({
  kind: kindNameOf(table),
  because,
}))
/** What is exported, in its order: the one table of it. */
export const exportedKinds: readonly ExportedKind[] = [...ofPeople, ...ofTheCommissioner].map(kindOf)
/** The rows of exported kinds that stay here, by what a column says. */
export const leftOutRows = Object.fromEntries(
  exportedKinds
    .filter(({ notOf }) => notOf.length > 0)
    .map(({ kind, notOf }) => [kind, notOf.map(({ column, value }) => ({ column, value }))] as const),
)
/** The columns of exported kinds that stay here. */
export const leftOutColumns = Object.fromEntries(
  [...ofPeople, ...ofTheCommissioner]
    .map((table) => [kindNameOf(table), columnsLeftOut(table)] as const)
    .filter(([, columns]) => columns.length > 0),
)
export const exportedKindNames = exportedKinds.map(({ kind }) => kind)
/** Those that are about people, for the record of who looked. */
export const isOfPeople = ({ table }: ExportedKind): boolean => (ofPeople as readonly string[]).includes(table)
