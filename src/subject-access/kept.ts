import type { Database } from '../database/tables.ts'

type Table = keyof Database

/** How the rows of a table hang on a person, or why none of them is theirs to read. */
type Kept = Told | { readonly leftOut: string }
export interface Told {
  readonly title: string
  /** A column that names the person or one of their cases; or the row of another table that does, by its key. */
  readonly by: 'person_id' | 'case_id' | { readonly table: Table; readonly key: string }
  /** Rows of no case are theirs too where they are about the person. */
  readonly orSubject?: true
  /** Columns that are not told, each with its reason. */
  readonly without?: Readonly<Record<string, string>>
}

const ofPerson = (title: string, without: Told['without'] = {}): Kept => ({ title, by: 'person_id', without })
const ofCase = (title: string, without: Told['without'] = {}): Kept => ({ title, by: 'case_id', without })
const notOfAPerson = (leftOut: string): Kept => ({ leftOut })
const policy = notOfAPerson('The commissioner’s policy. It is about nobody.')

const tally = notOfAPerson(
  'How many plans of everybody were decided on in a day. Each of your decisions is told above.',
)

/**
 * What is kept about a person, in the order in which it is told: the one table from which subject access is answered (UK GDPR article 15).
 * What is left out says why (article 15(4) and Data Protection Act 2018, schedule 2). A table without an entry does not compile.
 */
export const kept: Readonly<Record<Table, Kept>> = {
  person: ofPerson('Who you are', {
    name_letters: 'The letters of your names, sorted, to find records that are alike.',
  }),
  identity_confirmation: ofPerson('Who confirmed who you are'),
  person_history: ofPerson('What was recorded about you before'),
  sign_in: ofPerson('How you sign in'),
  sign_in_code: ofPerson('Codes that were made for you to sign in', {
    locator: 'With it, somebody could look for the code.',
    hash: 'With it, somebody could look for the code.',
  }),
  consent: ofPerson('What you agreed to share'),
  sharing_without_consent: ofPerson('What was shared without your consent'),
  record_read: ofPerson('Who looked at your record'),
  record_restriction: ofPerson('When your record was kept to your team'),
  break_glass: ofPerson('Who looked in an emergency, and why'),
  record_request: ofPerson('When you asked for your record'),
  correction_request: ofPerson('Corrections that were asked for'),
  legal_hold: ofPerson('Why your record must be kept', {
    reason: 'It can tell what lawyers advised (Data Protection Act 2018, schedule 2, paragraph 19).',
  }),
  budget_case: ofPerson('Your cases'),
  case_opening: ofCase('How your cases were opened'),
  case_member: ofCase('Your team'),
  representation: ofCase('On what ground somebody acts for you'),
  capacity_assessment: ofCase('Whether you could make a decision'),
  said_for: ofCase('What others recorded for you'),
  recorded_signing: ofCase('When you asked others to write down your signature'),
  announced_ending: ofCase('Endings that were announced'),
  death_report: ofCase('When somebody recorded that you died'),
  case_wait: ofCase('Who needs to act now'),
  clock: ofCase('The time that each step may take'),
  clock_pause: { title: 'When a clock was paused', by: { table: 'clock', key: 'clock_id' } },
  expression_of_interest: ofCase('How you asked for a budget'),
  information_request: ofCase('What you were asked'),
  needs_assessment: ofCase('Your needs assessments'),
  current_service: ofCase('The services that you have'),
  budget_calculation: ofCase('How your budget was worked out'),
  indicative_budget: ofCase('Your indicative budgets'),
  brokerage_time: ofCase('The time that brokers spent with you'),
  support_plan: ofCase('Your support plans'),
  support_plan_version: {
    title: 'Your support plans as they were submitted',
    by: { table: 'support_plan', key: 'support_plan_id' },
  },
  signature: { title: 'Who signed', by: { table: 'support_plan', key: 'support_plan_id' } },
  routing: { title: 'Where your plans went to be decided', by: { table: 'support_plan', key: 'support_plan_id' } },
  vote: {
    title: 'How a meeting voted on your plans',
    by: { table: 'support_plan', key: 'support_plan_id' },
    without: {
      name: 'Members vote as a meeting; who voted how is about them.',
      actor_id: 'Members vote as a meeting; who voted how is about them.',
      in_place_of: 'Members vote as a meeting; who voted how is about them.',
      lived_experience: 'It tells about the health of a member.',
    },
  },
  conflict_of_interest: notOfAPerson('What a member of staff declares about their own life. It is about them.'),
  decision: ofCase('Decisions and their reasons'),
  letter: ofCase('Letters to you', { html: 'The letter itself is a page of its own, at the address of its decision.' }),
  plan_line: ofCase('What was agreed to be bought'),
  purchase: ofCase('What was bought'),
  purchase_mark: {
    title: 'What was odd about a purchase',
    by: { table: 'purchase', key: 'purchase_id' },
    without: { like_purchase_id: 'The other purchase can be somebody else’s.' },
  },
  receipt: { title: 'Receipts', by: { table: 'purchase', key: 'purchase_id' } },
  ledger_entry: ofCase('The accounts of your budget'),
  ledger_posting: { title: 'The amounts in your accounts', by: { table: 'ledger_entry', key: 'ledger_entry_id' } },
  review: ofCase('Reviews'),
  appeal: ofCase('Appeals'),
  audit_entry: { title: 'What happened, and who did it', by: 'case_id', orSubject: true },
  simulated_case: ofCase('Where your case was used to try out new rules'),
  audit_outbox: notOfAPerson('A queue of what happened, which is told above.'),
  audit_seal: notOfAPerson('Proof that what happened was not changed. It holds hashes alone.'),
  idempotency_record: notOfAPerson(
    'Answers that are kept for seven days for those who ask twice. All of it is told above.',
  ),
  likely_double: notOfAPerson(
    'That two records may be of one person: it is about somebody else as well, until it is settled.',
  ),
  attempt: notOfAPerson('How often somebody searched or tried a code in an hour. It is about them.'),
  staff_member: notOfAPerson('About members of staff.'),
  staff_identity: notOfAPerson('About members of staff.'),
  machine_client: notOfAPerson('About systems.'),
  erasure: notOfAPerson('It says which records are gone. While you have one, there is none about you.'),
  delegation: notOfAPerson('Who decides in whose place, among staff.'),
  organisation: notOfAPerson('About organisations.'),
  commissioner: notOfAPerson('About commissioners.'),
  scheme: policy,
  scheme_council: policy,
  scheme_draft: policy,
  scheme_publication: policy,
  scheme_version: policy,
  simulation: policy,
  decision_tally: tally,
  escalation_tally: tally,
  stay_tally: tally,
}

/** The kind of record that a table keeps, as the contract names it. */
const recordOf = (table: string) => table.replaceAll('_', '-')

/** The tables that are told, in their order. */
export const told = Object.entries(kept).flatMap(([table, entry]) =>
  'leftOut' in entry ? [] : [{ record: recordOf(table), table, entry }],
)
/** What is not told, and why. */
export const leftOut = Object.entries(kept).flatMap(([table, entry]) =>
  'leftOut' in entry ? [{ record: recordOf(table), because: entry.leftOut }] : [],
)
