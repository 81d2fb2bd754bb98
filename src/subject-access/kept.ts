import type { Database } from '../database/tables.ts'
import { type View, viewOfCaseIdentifiers } from '../rules/access/views.ts'
import { attachmentKinds, attachmentsInOwnWords, carries } from '../rules/evidence/attachments.ts'
import type { Party } from '../rules/people/consent.ts'

type Table = keyof Database

/** A column that names the person or one of their cases; or the row of another table that does, by its key. */
export type By = 'person_id' | 'case_id' | { readonly table: Table; readonly key: string }

/** How the rows of a table hang on a person, or why none of them is theirs to read. */
type Kept = Told | { readonly leftOut: string }
export interface Told {
  readonly title: string
  /** What it is a part of: who acts for the person reads it where their ground opens that. */
  readonly view: View
  readonly by: By
  /** Further ways, where a row hangs on one of several things. */
  readonly alsoBy?: readonly By[]
  /** Rows with this in the column are a part of another view. */
  readonly apart?: readonly { readonly column: string; readonly value: string; readonly view: View }[]
  /** Rows with any of these in the column are a part of this view as well as of their own. */
  readonly besides?: { readonly column: string; readonly values: readonly string[]; readonly view: View }
  /** Rows that are the file of an attachment, or one whose place that took, are read by whoever reads the attachment, and not by this view. */
  readonly asAttachment?: true
  /** Rows that tell of an operation are read by whoever could read what it was about. */
  readonly asOperation?: true
  /** Rows of no case are theirs too where they are about the person. */
  readonly orSubject?: true
  /** The person alone reads it, and of its rows those with this in the column. Who acts for them, and staff who answer for them, could be who it is about. */
  readonly personAlone?: { readonly column: string; readonly value: string; readonly because: string }
  /** Columns that are not told, each with its reason. */
  readonly without?: Readonly<Record<string, string>>
}

const ofPerson = (view: View, title: string, without: Told['without'] = {}): Kept => ({
  view,
  title,
  by: 'person_id',
  without,
})
const ofCase = (view: View, title: string, without: Told['without'] = {}): Kept => ({
  view,
  title,
  by: 'case_id',
  without,
})
const notOfAPerson = (leftOut: string): Kept => ({ leftOut })
const membersVote = 'Members vote as a meeting; who voted how is about them.'
const policy = notOfAPerson('The commissioner’s policy. It is about nobody.')

const concernsLeftOut =
  'Only you read what you were concerned about yourself, and what those who looked into a concern said that you may read. The rest is kept from everybody, as telling it could hinder what is looked into, or show who raised it (Data Protection Act 2018, schedule 2, paragraphs 2 and 16). We say this to everybody, whether there is a concern or not.'
const tally = notOfAPerson(
  'How many plans of everybody were decided on in a day. Each of your decisions is told above.',
)

/**
 * What is kept about a person, in the order in which it is told: the one table from which subject access is answered (UK GDPR article 15).
 * What is left out says why (article 15(4) and Data Protection Act 2018, schedule 2). A table without an entry does not compile.
 */
export const kept: Readonly<Record<Table, Kept>> = {
  person: ofPerson('identity', 'Who you are', {
    name_letters: 'The letters of your names, sorted, to find records that are alike.',
  }),
  identity_confirmation: ofPerson('identity', 'Who confirmed who you are'),
  person_history: ofPerson('identity', 'What was recorded about you before'),
  recorded_identity: ofPerson('identity', 'Who you were recorded as, now and before', {
    name_letters: 'The letters of your names, sorted, to find records that are alike.',
  }),
  identifier: {
    view: 'identity',
    title: 'By what other systems know you, your cases and your plans',
    by: 'person_id',
    alsoBy: ['case_id', { table: 'support_plan', key: 'support_plan_id' }],
    apart: [
      { column: 'kind', value: 'case', view: viewOfCaseIdentifiers },
      { column: 'kind', value: 'support-plan', view: 'plan' },
    ],
    without: { token: 'It is the system and the value, written together.' },
  },
  bulk_import: notOfAPerson(
    'Files that the commissioner brought over from another system. What came of them is told above.',
  ),
  bulk_import_part: notOfAPerson('Lines that wait to be brought over. They go when they are done.'),
  bulk_import_mark: notOfAPerson('Keyed marks of lines that wait. They go when all are done.'),
  bulk_import_line: notOfAPerson('What became of each line of a file, without what was in it.'),
  sign_in: ofPerson('sign-in', 'How you sign in'),
  sign_in_code: ofPerson('sign-in', 'Codes that were made for you to sign in', {
    locator: 'With it, somebody could look for the code.',
    hash: 'With it, somebody could look for the code.',
  }),
  page_link: ofCase('access', 'Links that were made to open your pages', {
    code_hash: 'With it, somebody could look for the code.',
    session_hash: 'With it, somebody could look for an open page.',
  }),
  consent: ofPerson('consents', 'What you agreed to share'),
  sharing_without_consent: ofPerson('safeguarding', 'What was shared without your consent'),
  record_read: { view: 'access', title: 'Who looked at your record', by: 'person_id', asOperation: true },
  record_restriction: ofPerson('safeguarding', 'When your record was kept to your team'),
  record_opening: ofPerson('safeguarding', 'To whom your restricted record was opened'),
  break_glass: ofPerson('safeguarding', 'Who looked in an emergency, and why'),
  crisis_look: ofPerson('looks', 'Which crisis teams looked, and on what ground'),
  record_request: ofPerson('identity', 'When you asked for your record'),
  correction_request: ofPerson('own-words', 'Corrections that were asked for'),
  legal_hold: ofPerson('identity', 'Why your record must be kept', {
    reason: 'It can tell what lawyers advised (Data Protection Act 2018, schedule 2, paragraph 19).',
  }),
  budget_case: ofPerson('summary', 'Your cases'),
  referral: ofPerson('summary', 'Who referred you, and what was answered'),
  case_opening: ofCase('summary', 'How your cases were opened'),
  case_member: ofCase('team', 'Your team'),
  representation: ofCase('team', 'On what ground somebody acts for you'),
  capacity_assessment: ofCase('assessment', 'Whether you could make a decision'),
  said_for: {
    view: 'own-words',
    title: 'What others recorded for you',
    by: 'case_id',
    apart: [{ column: 'kind', value: 'removal', view: 'safeguarding' }],
  },
  recorded_signing: ofCase('plan', 'When you asked others to write down your signature'),
  announced_ending: ofCase('summary', 'Endings that were announced'),
  no_services: ofCase('services', 'That you have no services'),
  line_holding: ofCase('plan', 'How you chose the money of your plan to be held'),
  deployment_agreement: ofCase('plan', 'What you and the commissioner signed on how your money is held'),
  payment: ofCase('money', 'Payments of your budget', {
    held_by: 'Who holds a payment is not told while it is looked at.',
    held_before: 'Told in what happened with it: what it is held for again if its run is given up.',
  }),
  pay_run: notOfAPerson('Payments of everybody that are approved together. Each of yours is told above.'),
  pay_run_result: notOfAPerson('What the bank said of a payment. It is told with each of yours above.'),
  line_pause: ofCase('plan', 'When lines of your plan paused'),
  period_end: ofCase('money', 'What was not spent when the period of a plan was over'),
  give_back: ofCase('money', 'What came back of the money that was paid out for you'),
  line_move: ofCase('money', 'What you moved between the lines of your plan'),
  case_pause: ofCase('own-words', 'When you paused your case'),
  panel_meeting: ofCase('own-words', 'Meetings about your plans, and how you were heard'),
  person_request: ofCase('own-words', 'What you asked of those who work with you'),
  crisis_contingency_change: ofCase('plan', 'What is to happen in a crisis, as you changed it'),
  restored_line: ofCase('money', 'What was given back to you after an appeal'),
  cover_gap: ofCase('plan', 'Where nobody could be called at your worst times'),
  provider_stop: ofCase('plan', 'When an organisation of your plan stopped'),
  take_over: ofCase('plan', 'When somebody you chose took over'),
  fallback_decision: {
    view: 'plan',
    title: 'Whether an organisation may take over',
    by: { table: 'support_plan', key: 'support_plan_id' },
  },
  spending_check: ofCase(
    'money',
    'What somebody looked at, since its words may name what no budget buys, or nobody had vetted who would be paid',
  ),
  spending_check_use: {
    view: 'money',
    title: 'What was bought once somebody had looked at its words',
    by: { table: 'purchase', key: 'purchase_id' },
  },
  line_provider: ofCase('money', 'Which provider gives a line of your plan'),
  payee_tie: ofCase('money', 'What somebody declared of a tie to who is paid'),
  payee_question: ofCase('money', 'That somebody was asked whether somebody close to you is paid'),
  payee_decision: ofCase('money', 'Whether somebody close to you is paid'),
  waiting_claim: ofCase('money', 'What you paid for while you waited, and asked back'),
  off_plan_request: ofCase('money', 'What was asked for that was not in your plan'),
  off_plan_vote: {
    view: 'sign-off',
    title: 'How a meeting or panel voted on what you asked for',
    by: { table: 'off_plan_request', key: 'off_plan_request_id' },
    without: {
      human_id: membersVote,
      voted_by: membersVote,
      lived_experience: 'It tells about the health of a member.',
    },
  },
  spending_question: ofCase('money', 'What you were asked about money that was not spent'),
  surplus_recovery: ofCase('money', 'Whether money that was not spent is taken back or set off'),
  crisis_reserve: ofCase('money', 'What was put aside for a crisis'),
  crisis_episode: ofCase('plan', 'When you had more support in a crisis'),
  death_report: ofCase('summary', 'When somebody recorded that you died'),
  case_wait: {
    ...ofCase('summary', 'Who needs to act now'),
    // That they could not be told of a letter is kept from who acts for them, as who is told of it is.
    apart: [{ column: 'subject', value: 'letter', view: 'safeguarding' }],
  },
  clock: ofCase('summary', 'The time that each step may take'),
  clock_pause: { view: 'summary', title: 'When a clock was paused', by: { table: 'clock', key: 'clock_id' } },
  expression_of_interest: ofCase('own-words', 'How you asked for a budget'),
  information_request: ofCase('own-words', 'What you were asked'),
  health_need: ofCase('health-need', 'The health needs that your GP practice was asked about'),
  practice_act: ofCase('health-need', 'What was said between your GP practice and those who work with you'),
  social_care_budget: ofCase('services', 'Your budget for social care from the council'),
  joint_finding: ofCase('assessment', 'What the NHS and the council found together'),
  needs_assessment: ofCase('assessment', 'Your needs assessments'),
  current_service: ofCase('services', 'The services that you have'),
  budget_calculation: ofCase('assessment', 'How your budget was worked out'),
  indicative_budget: ofCase('budget', 'Your indicative budgets'),
  course_enrolment: ofCase('plan', 'Places on courses that you have, or wait for'),
  course_session: notOfAPerson('When courses are given.'),
  resource_source: notOfAPerson('From which directory an entry of ours came.'),
  unmet_need: ofCase('plan', 'Needs of yours for which nothing was found'),
  broker_hand_over: ofCase('plan', 'When one broker handed you over to another'),
  broker_conflict: notOfAPerson('What a broker declares about their own life. It is about them.'),
  broker_qualification: notOfAPerson('What brokers were trained in. It is about them.'),
  brokerage_extension: ofCase('plan', 'When more of the brokers’ time was agreed for you'),
  brokerage_time: ofCase('plan', 'The time that brokers spent with you'),
  support_plan: ofCase('plan', 'Your support plans'),
  support_plan_version: {
    view: 'plan',
    title: 'Your support plans as they were submitted',
    by: { table: 'support_plan', key: 'support_plan_id' },
  },
  signature: { view: 'sign-off', title: 'Who signed', by: { table: 'support_plan', key: 'support_plan_id' } },
  routing: {
    view: 'sign-off',
    title: 'Where your plans went to be decided',
    by: { table: 'support_plan', key: 'support_plan_id' },
  },
  vote: {
    view: 'sign-off',
    title: 'How a meeting voted on your plans',
    by: { table: 'support_plan', key: 'support_plan_id' },
    without: {
      name: membersVote,
      actor_id: membersVote,
      in_place_of: membersVote,
      lived_experience: 'It tells about the health of a member.',
    },
  },
  conflict_of_interest: notOfAPerson('What a member of staff declares about their own life. It is about them.'),
  decision: ofCase('decisions', 'Decisions and their reasons'),
  letter: ofCase('letters', 'Letters to you', {
    html: 'The letter itself is a page of its own, at the address of its decision.',
  }),
  plan_line: ofCase('plan', 'What was agreed to be bought'),
  purchase: ofCase('money', 'What was bought'),
  purchase_mark: notOfAPerson(
    'What looks odd about a purchase is kept from everybody but those who look at accounts: it would help who has something to hide (Data Protection Act 2018, schedule 2, paragraph 2).',
  ),
  attachment: {
    view: 'summary',
    title: 'Files that hang on your cases',
    by: 'case_id',
    apart: attachmentKinds.map((value) => ({ column: 'kind', value, view: carries[value].view })),
    besides: { column: 'added_as', values: attachmentsInOwnWords, view: 'own-words' },
  },
  document: { view: 'money', title: 'Files that were kept with your cases', by: 'case_id', asAttachment: true },
  receipt: { view: 'money', title: 'Receipts', by: { table: 'purchase', key: 'purchase_id' } },
  receipt_chase: {
    view: 'money',
    title: 'When a receipt was asked for',
    by: { table: 'purchase', key: 'purchase_id' },
  },
  receipt_loss: {
    view: 'money',
    title: 'Receipts that are lost',
    by: { table: 'purchase', key: 'purchase_id' },
  },
  card_feed: ofCase('money', 'What issuers of cards sent'),
  card_feed_line: ofCase('money', 'What issuers of cards say was paid', {
    line_hash: 'The letters of the line, to know it again.',
    is_cash: 'Told by who was paid.',
  }),
  account: ofCase('money', 'The accounts of your budget, and what is on them'),
  ledger_entry: ofCase('money', 'When money went from one of your accounts to another'),
  ledger_posting: {
    view: 'money',
    title: 'The amounts that went from one of your accounts to another',
    by: { table: 'ledger_entry', key: 'ledger_entry_id' },
  },
  concern: {
    view: 'safeguarding',
    title: 'Concerns that were looked into, and what was found',
    by: 'case_id',
    personAlone: { column: 'told_to_person', value: 'true', because: concernsLeftOut },
    without: { about_key: 'It is how the service finds a concern, and says nothing else.' },
  },
  concern_report: {
    view: 'safeguarding',
    title: 'What you were concerned about',
    by: 'case_id',
    personAlone: { column: 'raised_as', value: 'person', because: concernsLeftOut },
    without: { concern_id: 'It could show that somebody else was concerned as well.' },
  },
  concern_entry: notOfAPerson(concernsLeftOut),
  spending_freeze: notOfAPerson(concernsLeftOut),
  audit_sample: notOfAPerson('How purchases were drawn for audit. It is about nobody.'),
  audit_sample_item: notOfAPerson(
    'What is checked, and was found, is kept from everybody: it would help who has something to hide (Data Protection Act 2018, schedule 2, paragraph 2).',
  ),
  signal_watch: notOfAPerson('How far the service has looked. It is about nobody.'),
  review: ofCase('own-words', 'Reviews'),
  appeal: ofCase('own-words', 'Appeals'),
  audit_entry: { view: 'timeline', title: 'What happened, and who did it', by: 'case_id', orSubject: true },
  simulated_case: ofCase('assessment', 'Where your case was used to try out new rules'),
  audit_outbox: notOfAPerson('A queue of what happened, which is told above.'),
  audit_seal: notOfAPerson('Proof that what happened was not changed. It holds hashes alone.'),
  idempotency_record: notOfAPerson(
    'Answers that are kept for seven days for those who ask twice. All of it is told above.',
  ),
  stored_document: notOfAPerson('What is in the store of files, by its number alone. Your files are told above.'),
  likely_double: notOfAPerson(
    'That two records may be of one person: it is about somebody else as well, until it is settled.',
  ),
  attempt: notOfAPerson('How often somebody searched or tried a code in an hour. It is about them.'),
  staff_member: notOfAPerson('About members of staff.'),
  staff_identity: notOfAPerson('About members of staff.'),
  machine_client: notOfAPerson('About systems.'),
  webhook: notOfAPerson('Where systems are told that something happened.'),
  webhook_secret: notOfAPerson('What a system knows us by.'),
  notification: ofPerson('safeguarding', 'That you and your team were told that there was something for you'),
  letter_delivery: {
    view: 'safeguarding',
    title: 'How letters were given to you',
    by: { table: 'decision', key: 'decision_id' },
  },
  notification_preference: ofPerson('safeguarding', 'What you want to be told of, and how', {
    roles: 'Of accounts of staff alone.',
    organisation_id: 'Of accounts of staff alone.',
  }),
  notification_reading: notOfAPerson('How far the service has read what happened.'),
  contact_address: ofPerson('safeguarding', 'That an address of yours is known: your safe contact has it', {
    key_id: 'It tells how the address is sealed.',
    sealed: 'Your safe contact tells it.',
  }),
  safe_contact: ofPerson('safeguarding', 'How you can be reached safely'),
  safe_contact_not_to: ofPerson('safeguarding', 'Who is not to be told'),
  webhook_delivery: ofCase('timeline', 'That a system was told that something happened on your case'),
  records_export: notOfAPerson(
    'That an officer took out what the commissioner holds. That your record was looked at is told above.',
  ),
  erasure: notOfAPerson('It says which records are gone. While you have one, there is none about you.'),
  delegation: notOfAPerson('Who decides in whose place, among staff.'),
  organisation_float: notOfAPerson('What organisations hold for everybody. What was bought for you is told above.'),
  float_payment: notOfAPerson('What organisations were paid for everybody.'),
  float_reconciliation: notOfAPerson('What organisations hold for everybody. What was bought for you is told above.'),
  organisation: notOfAPerson('About organisations.'),
  service_agreement: notOfAPerson('What was agreed with providers.'),
  payee: notOfAPerson('About those who are paid.'),
  bank_account: ofCase('money', 'That there is an account for the direct payments, and how far it is confirmed', {
    key_id: 'It tells how the account is sealed.',
    sealed: 'It is the account, sealed so that nobody can read it here.',
    fingerprint: 'By it the service finds who else is paid into the same account, and it says nothing else.',
  }),
  bank_account_twin: notOfAPerson('By which two who are paid into one account are found.'),
  payee_contact_change: notOfAPerson('How those who are paid were reached before.'),
  payee_evidence: notOfAPerson('About those who are paid.'),
  resource: notOfAPerson('About groups, courses and services.'),
  resource_term: notOfAPerson('About groups, courses and services.'),
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
const ofAnother =
  'It can be about who acts for the person, so the person alone reads it (Data Protection Act 2018, schedule 3).'

/** What is not told, and why: to who acts for the person, also what no ground of theirs opens. */
export const leftOutFor = (party: Party) =>
  Object.entries(kept).flatMap(([table, entry]) => {
    if ('leftOut' in entry) return [{ record: recordOf(table), because: entry.leftOut }]
    if (entry.personAlone) return [{ record: recordOf(table), because: entry.personAlone.because }]
    return party === 'representative' && entry.view === 'safeguarding'
      ? [{ record: recordOf(table), because: ofAnother }]
      : []
  })
