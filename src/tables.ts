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
  joined_at: Instant
  left_at: Instant | null
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
  content_hash: string
  calculated_by: string
  calculated_at: Instant
}

interface IndicativeBudgetTable extends Tenant {
  indicative_budget_id: Id
  case_id: Id
  budget_calculation_id: Id
  amount_pence: number
  adopted_by: string
  adopted_at: Instant
  disclosed_at: Instant | null
  disclosed_by: string | null
  disclosed_how: string | null
  superseded_at: Instant | null
}

interface SupportPlanTable extends Tenant {
  support_plan_id: Id
  case_id: Id
  status: string
  content: Json
  total_pence: number
  content_hash: string
  author_id: string
  submitted_version: number | null
  tier: string | null
  opened_at: Instant
  submitted_at: Instant | null
  agreed_at: Instant | null
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

interface VoteTable extends Tenant {
  vote_id: Id
  support_plan_id: Id
  plan_version: number
  tier: string
  actor_id: string
  name: string
  lived_experience: boolean
  agrees: boolean
  reasons: Json
  voted_at: Instant
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
  person: PersonTable
  consent: ConsentTable
  budget_case: BudgetCaseTable
  case_member: CaseMemberTable
  clock: ClockTable
  expression_of_interest: ExpressionOfInterestTable
  information_request: InformationRequestTable
  decision: DecisionTable
  needs_assessment: NeedsAssessmentTable
  budget_calculation: BudgetCalculationTable
  indicative_budget: IndicativeBudgetTable
  support_plan: SupportPlanTable
  support_plan_version: SupportPlanVersionTable
  signature: SignatureTable
  routing: RoutingTable
  vote: VoteTable
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
