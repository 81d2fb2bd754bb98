import type { ColumnType, Generated } from 'kysely'

/** A document: read as what it holds, written as its text. */
type Json = ColumnType<unknown, string, string>
type Id = string
type Instant = Date
type LocalDate = string

interface Tenant {
  commissioner_id: Id
}

interface OrganisationTable extends Tenant {
  organisation_id: Id
  code: string
  name: string
  kind: string
  registered_at: Instant
}

interface SchemeTable extends Tenant {
  scheme_id: Id
  code: string
  title: string
}

interface SchemeVersionTable extends Tenant {
  scheme_id: Id
  version: number
  starts_on: LocalDate
  rules: Json
  published_at: Instant
}

interface SchemeDraftTable extends Tenant {
  scheme_draft_id: Id
  scheme_id: Id
  based_on_version: number | null
  rules: Json
  content_hash: string
  published_version: number | null
  drafted_by: string
  drafted_at: Instant
  changed_at: Instant
  version: number
}

interface SchemePublicationTable extends Tenant {
  scheme_id: Id
  version: number
  scheme_draft_id: Id
  simulation_id: Id
  equality_note: string
  published_by: string
  published_at: Instant
}

interface SimulationTable extends Tenant {
  simulation_id: Id
  scheme_draft_id: Id
  scheme_id: Id
  rules: Json
  content_hash: string
  based_on_version: number | null
  requested_by: string
  frozen_at: Instant
  status: string
  total: number
  done: number
  last_case_id: Id | null
  failures: number
  result: ColumnType<unknown, string | null, string | null>
  ended_at: Instant | null
}

interface SimulatedCaseTable extends Tenant {
  simulation_id: Id
  case_id: Id
  scheme_version: number | null
  ethnic_category: string
  language: string
  interpreter_needed: boolean
  calculated: boolean
  calculated_pence: number | null
  now_pence: number | null
  now_refused: string | null
  now_tier: string | null
  now_near: string | null
  proposed_pence: number | null
  proposed_refused: string | null
  proposed_tier: string | null
  proposed_near: string | null
}

interface PersonTable extends Tenant {
  person_id: Id
  nhs_number: string | null
  given_name: string
  family_name: string
  born_on: LocalDate
  subject: string | null
  ethnic_category: string
  language: string
  interpreter_needed: boolean
  communication_needs: string | null
  version: number
  registered_at: Instant
}

interface ConsentTable extends Tenant {
  consent_id: Id
  person_id: Id
  organisation_id: Id
  purpose: string
  given_how: string
  given_at: Instant
  recorded_by: string
  withdrawn_at: Instant | null
  withdrawn_by: string | null
}

interface BudgetCaseTable extends Tenant {
  case_id: Id
  person_id: Id
  scheme_id: Id
  scheme_version: number
  trust_id: Id
  moment: string
  waiting_for: string[]
  tier: string | null
  opened_at: Instant
  ended_at: Instant | null
  ended_words: string | null
  version: number
}

interface CaseMemberTable extends Tenant {
  case_member_id: Id
  case_id: Id
  actor_id: string
  capacity: string
  name: string
  organisation_id: Id | null
  relative: Generated<boolean>
  joined_at: Instant
  left_at: Instant | null
  basis: string | null
  basis_since: LocalDate | null
  basis_evidence: string | null
}

interface DeputyshipTable extends Tenant {
  deputyship_id: Id
  holder_id: string
  holder_name: string
  standing: string
  organisation_id: Id | null
  deputy_id: string
  deputy_name: string
  from_on: LocalDate
  until_on: LocalDate
  set_by: string
  set_at: Instant
  ended_at: Instant | null
  ended_by: string | null
}

interface ClockTable extends Tenant {
  clock_id: Id
  case_id: Id
  kind: string
  subject_id: Id
  started_on: LocalDate
  working_days: number
  paused_working_days: Generated<number>
  paused_on: LocalDate | null
  due_on: LocalDate
  stopped_on: LocalDate | null
  quiet_until: LocalDate | null
}

interface ClockPauseTable extends Tenant {
  clock_pause_id: Id
  clock_id: Id
  because: string
  from_on: LocalDate
  to_on: LocalDate | null
}

interface ExpressionOfInterestTable extends Tenant {
  expression_of_interest_id: Id
  case_id: Id
  status: string
  content: Json
  made_by: string
  made_as: string
  made_at: Instant
  submitted_at: Instant | null
  submitted_by: string | null
  version: number
}

interface InformationRequestTable extends Tenant {
  information_request_id: Id
  expression_of_interest_id: Id
  case_id: Id
  items: Json
  asked_by: string
  asked_at: Instant
  due_on: LocalDate
  answered_at: Instant | null
  answer_by: string
}

interface DecisionTable extends Tenant {
  decision_id: Id
  case_id: Id
  subject: string
  subject_id: Id
  subject_version: number
  outcome: string
  tier: string
  reasons: Json
  gaps_accepted_because: string | null
  decided_by: string
  decided_by_name: string
  decided_at: Instant
  scheme_version: number
  lines: ColumnType<unknown, string | null, string | null>
  shares: ColumnType<unknown, string | null, string | null>
  in_place_of: string | null
  in_place_of_name: string | null
}

interface LetterTable extends Tenant {
  decision_id: Id
  case_id: Id
  title: string
  html: string
  content_hash: string
  written_at: Instant
}

interface NeedsAssessmentTable extends Tenant {
  needs_assessment_id: Id
  case_id: Id
  instrument: string
  instrument_version: number
  status: string
  content: Json
  assessor_id: string
  begun_at: Instant
  completed_at: Instant | null
  version: number
}

interface BudgetCalculationTable extends Tenant {
  budget_calculation_id: Id
  case_id: Id
  method: string
  scheme_version: number
  inputs: Json
  steps: Json
  amount_pence: number
  facts: Json
  cost_of_use_pence: number | null
  reserve_pence: number
  shares: Json
  content_hash: string
  sentences_hashed: boolean
  calculated_by: string
  calculated_at: Instant
}

interface IndicativeBudgetTable extends Tenant {
  indicative_budget_id: Id
  case_id: Id
  budget_calculation_id: Id
  amount_pence: number
  reserve_pence: number
  shares: Json
  adopted_by: string
  adopted_at: Instant
  disclosed_at: Instant | null
  disclosed_by: string | null
  disclosed_how: string | null
  superseded_at: Instant | null
}

interface CurrentServiceTable extends Tenant {
  current_service_id: Id
  case_id: Id
  kind: string
  title: string
  provider: string
  price_code: string | null
  minutes_per_week: number | null
  minutes_before: number | null
  relationship_with: string | null
  fate: string
  fate_because: string | null
  replaced_by: string | null
  ends_on: LocalDate | null
  person_agreed_on: LocalDate | null
  person_agreed_words: string | null
  person_agreed_as: string | null
  person_agreed_recorded_by: string | null
  replacement_starts_on: LocalDate | null
  replacement_minutes_per_week: number | null
  registered_at: Instant
  registered_by: string
  version: number
}

interface SupportPlanTable extends Tenant {
  support_plan_id: Id
  case_id: Id
  status: string
  content: Json
  total_pence: number
  content_hash: string
  author_ids: string[]
  submitted_version: number | null
  tier: string | null
  opened_at: Instant
  submitted_at: Instant | null
  agreed_at: Instant | null
  agreed_pence: number | null
  version: number
}

interface SupportPlanVersionTable extends Tenant {
  support_plan_id: Id
  version: number
  content: Json
  total_pence: number
  content_hash: string
  submitted_by: string
  submitted_at: Instant
}

interface SignatureTable extends Tenant {
  signature_id: Id
  support_plan_id: Id
  plan_version: number
  capacity: string
  actor_id: string
  name: string
  how: string
  content_hash: string
  recorded_by: string
  signed_at: Instant
}

interface RoutingTable extends Tenant {
  routing_id: Id
  support_plan_id: Id
  plan_version: number
  tier: string
  because: string
  sentence: string
  passed_on_by: string | null
  arrived_at: Instant
}

interface ConflictOfInterestTable extends Tenant {
  conflict_of_interest_id: Id
  case_id: Id
  support_plan_id: Id
  actor_id: string
  name: string
  standing: string
  words: string | null
  declared_at: Instant
}

interface VoteTable extends Tenant {
  vote_id: Id
  support_plan_id: Id
  plan_version: number
  tier: string
  actor_id: string
  name: string
  lived_experience: boolean
  standing: string
  agrees: boolean
  except_lines: string[]
  in_place_of: string | null
  reasons: Json
  voted_at: Instant
}

interface AppealTable extends Tenant {
  appeal_id: Id
  case_id: Id
  decision_id: Id
  status: string
  words: string
  late_because: string | null
  owed: boolean
  lodged_by: string
  lodged_as: string
  lodged_at: Instant
  how: string | null
  outcome_decision_id: Id | null
  ended_at: Instant | null
  version: number
}

interface BrokerageTimeTable extends Tenant {
  brokerage_time_id: Id
  case_id: Id
  broker_id: string
  organisation_id: Id | null
  task: string
  minutes: number
  worked_on: LocalDate
  recorded_at: Instant
}

interface PlanLineTable extends Tenant {
  plan_line_id: Id
  case_id: Id
  support_plan_id: Id
  key: string
  title: string
  category: string
  deployment: string
  instrument: string
  holder_id: Id | null
  agreed_pence: number
  spent_pence: Generated<number>
  status: string
  closed_on: LocalDate | null
}

interface LedgerEntryTable extends Tenant {
  ledger_entry_id: Id
  case_id: Id
  kind: string
  plan_line_id: Id | null
  purchase_id: Id | null
  recorded_by: string
  recorded_at: Instant
}

interface LedgerPostingTable extends Tenant {
  ledger_entry_id: Id
  account: string
  amount_pence: number
}

interface PurchaseTable extends Tenant {
  purchase_id: Id
  case_id: Id
  plan_line_id: Id
  amount_pence: number
  payee: string
  bought: string
  bought_on: LocalDate
  instrument: string
  bought_by: string
  recorded_at: Instant
  reversed_at: Instant | null
  reversal_reason: string | null
}

interface ReceiptTable extends Tenant {
  receipt_id: Id
  purchase_id: Id
  amount_pence: number
  issued_on: LocalDate
  document_hash: string
  received_by: string
  received_at: Instant
}

interface ReviewTable extends Tenant {
  review_id: Id
  case_id: Id
  support_plan_id: Id
  kind: string
  status: string
  due_on: LocalDate
  scheduled_at: Instant
  content: ColumnType<unknown, string | null, string | null>
  route: ColumnType<unknown, string | null, string | null>
  finding: string | null
  done_by: string | null
  done_at: Instant | null
  version: number
}

interface AuditEntryTable extends Tenant {
  audit_entry_id: Id
  type: string
  subject_id: Id
  case_id: Id | null
  actor_id: string
  organisation_id: Id | null
  scheme_version: number | null
  facts: Json
  happened_at: Instant
}

interface AuditSealTable extends Tenant {
  sequence: number
  audit_entry_id: Id
  hash: string
}

interface AuditOutboxTable extends Tenant {
  audit_entry_id: Id
}

interface IdempotencyRecordTable extends Tenant {
  actor_id: string
  key: string
  request_hash: string
  answer: string
  stored_at: Instant
}

/** The table of contents of the data. Held against the real schema by a test. */
export interface Database {
  commissioner: Tenant & { code: string; name: string }
  organisation: OrganisationTable
  scheme: SchemeTable
  scheme_version: SchemeVersionTable
  scheme_draft: SchemeDraftTable
  scheme_publication: SchemePublicationTable
  simulation: SimulationTable
  simulated_case: SimulatedCaseTable
  person: PersonTable
  consent: ConsentTable
  budget_case: BudgetCaseTable
  case_member: CaseMemberTable
  deputyship: DeputyshipTable
  clock: ClockTable
  clock_pause: ClockPauseTable
  expression_of_interest: ExpressionOfInterestTable
  information_request: InformationRequestTable
  decision: DecisionTable
  letter: LetterTable
  needs_assessment: NeedsAssessmentTable
  budget_calculation: BudgetCalculationTable
  indicative_budget: IndicativeBudgetTable
  current_service: CurrentServiceTable
  support_plan: SupportPlanTable
  support_plan_version: SupportPlanVersionTable
  signature: SignatureTable
  routing: RoutingTable
  conflict_of_interest: ConflictOfInterestTable
  vote: VoteTable
  appeal: AppealTable
  brokerage_time: BrokerageTimeTable
  plan_line: PlanLineTable
  ledger_entry: LedgerEntryTable
  ledger_posting: LedgerPostingTable
  purchase: PurchaseTable
  receipt: ReceiptTable
  review: ReviewTable
  audit_entry: AuditEntryTable
  audit_seal: AuditSealTable
  audit_outbox: AuditOutboxTable
  idempotency_record: IdempotencyRecordTable
}
