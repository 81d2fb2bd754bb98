import type { Static } from '@sinclair/typebox'
import t from 'tap'
import type { Appeal } from '../../src/appeals/schemas.ts'
import type { BrokerageTime } from '../../src/brokerage/schemas.ts'
import type { UnmetNeed } from '../../src/brokerage/unmet-schemas.ts'
import type { BulkImport, BulkImportLine } from '../../src/bulk-imports/schemas.ts'
import type { BrokerConflict } from '../../src/case-team/broker-schemas.ts'
import type { Opening } from '../../src/cases/opening-repository.ts'
import type { Referral } from '../../src/cases/referral-schemas.ts'
import type { AnnouncedOutcome } from '../../src/closing/announced-repository.ts'
import type { DeathOutcome } from '../../src/closing/death-repository.ts'
import type { Sharing } from '../../src/consents/sharing-schemas.ts'
import type { CrisisEpisode } from '../../src/crisis-episodes/schemas.ts'
import type { CurrentService } from '../../src/current-services/schemas.ts'
import type { ClosedLists } from '../../src/database/tables.ts'
import type { Decision } from '../../src/decisions/schemas.ts'
import type { ExportFormat } from '../../src/exports/schemas.ts'
import type { ExpressionOfInterest, InformationRequest } from '../../src/expressions-of-interest/schemas.ts'
import type { Account } from '../../src/ledger/book-repository.ts'
import type { AgreedLine } from '../../src/ledger/lines-repository.ts'
import type { LinePause } from '../../src/line-pauses/schemas.ts'
import type { Side } from '../../src/needs-assessments/joint-repository.ts'
import type { NeedsAssessment } from '../../src/needs-assessments/schemas.ts'
import type { Setter } from '../../src/notifications/safe-contact-repository.ts'
import type { Notification } from '../../src/notifications/schemas.ts'
import type { OffPlanRequest } from '../../src/off-plan-requests/schemas.ts'
import type { Organisation } from '../../src/organisations/schemas.ts'
import type { PageLink } from '../../src/page-links/schemas.ts'
import type { PayRun } from '../../src/pay-runs/schemas.ts'
import type { PayeeDecision } from '../../src/payees/schemas.ts'
import type { DeclaredTie, PayeeQuestion } from '../../src/payees/tie-schemas.ts'
import type { Payment } from '../../src/payments/schemas.ts'
import type { Consent } from '../../src/people/consent-schemas.ts'
import type { LikelyDouble, Person } from '../../src/people/schemas.ts'
import type { PersonRequest } from '../../src/person-requests/schemas.ts'
import type { KeptFile } from '../../src/platform/http/files.ts'
import type { FileType } from '../../src/platform/http/sent-file.ts'
import type { CourseEnrolment } from '../../src/resources/course-schemas.ts'
import type { Review } from '../../src/reviews/schemas.ts'
import type { CrisisLookGround } from '../../src/rules/access/crisis-looks.ts'
import type { OpeningTask } from '../../src/rules/access/openings.ts'
import type { HealthNeedStatus, PracticeActKind, PracticeWay } from '../../src/rules/assessment/health-needs.ts'
import type { BudgetMethod } from '../../src/rules/budgets/budget-rules.ts'
import type { AttachmentAdder, AttachmentKind, AttachmentWithdrawal } from '../../src/rules/evidence/attachments.ts'
import type {
  Digest,
  NotificationChannel,
  NotificationFault,
  NotificationKind,
} from '../../src/rules/notifications/kinds.ts'
import type { LetterDeliveryWay } from '../../src/rules/notifications/letters.ts'
import type { CapacityDecision, CapacityOutcome } from '../../src/rules/people/capacity.ts'
import type { Party } from '../../src/rules/people/consent.ts'
import type { IdentifiedKind } from '../../src/rules/people/identifiers.ts'
import type { IdentityEvidence, IdentitySource } from '../../src/rules/people/identity.ts'
import type { Appointment } from '../../src/rules/people/mandate.ts'
import type { RecorderForPerson, SaidForKind, WayOfSaying } from '../../src/rules/people/recording.ts'
import type { AttemptKind } from '../../src/rules/people/sign-ins.ts'
import type { BasisKind } from '../../src/rules/people/team.ts'
import type { Recorder, ServiceKind, ServiceStatus } from '../../src/rules/planning/continuity.ts'
import type { CoverGapOutcome } from '../../src/rules/planning/cover-gaps.ts'
import type { CrisisRole } from '../../src/rules/planning/crisis-tiers.ts'
import type { Element } from '../../src/rules/planning/elements.ts'
import type { CostUnit } from '../../src/rules/planning/line-schedule.ts'
import type { ProviderStopOutcome } from '../../src/rules/planning/provider-stops.ts'
import type { ResourceKind } from '../../src/rules/planning/resources.ts'
import type { TakeOverEnd } from '../../src/rules/planning/take-overs.ts'
import type { ClockKind, PauseReason } from '../../src/rules/progress/clocks.ts'
import type { Ending } from '../../src/rules/progress/endings.ts'
import type { CaseStep, Step } from '../../src/rules/progress/steps.ts'
import type { Subject } from '../../src/rules/progress/waits.ts'
import type { Finding } from '../../src/rules/reviews-and-appeals/reviews.ts'
import type { EntryStatus } from '../../src/rules/scheme/eligibility.ts'
import type { HearingWay, MeetingWay } from '../../src/rules/sign-off/hearings.ts'
import type { Route } from '../../src/rules/sign-off/sign-off.ts'
import type { CaseRole, Tier, TierHolder } from '../../src/rules/sign-off/sign-off-rules.ts'
import { caseRoles, tierHolders } from '../../src/rules/sign-off/sign-off-rules.ts'
import type { BankAccountAnswer, BankAccountStatus } from '../../src/rules/spending/bank-accounts.ts'
import type { PurchaseMark } from '../../src/rules/spending/evidence.ts'
import type { Giver } from '../../src/rules/spending/give-backs.ts'
import type { ChaseStep } from '../../src/rules/spending/missing-receipts.ts'
import type { EvidenceKind, PayeeKind } from '../../src/rules/spending/payees.ts'
import type { CheckOutcome, CheckPlace, CheckSubject } from '../../src/rules/spending/spending-checks.ts'
import type { Vetting } from '../../src/rules/spending/vetting.ts'
import type { SaidForPerson } from '../../src/said-for/schemas.ts'
import type { FileScan } from '../../src/shared/file-scans.ts'
import type { SignIn, SignInCode } from '../../src/sign-ins/schemas.ts'
import type { Signature } from '../../src/sign-off/schemas.ts'
import type { SimulationSummary } from '../../src/simulations/schemas.ts'
import type { SpendingQuestion } from '../../src/spending-questions/schemas.ts'
import type { CorrectionRequest } from '../../src/subject-access/schemas.ts'
import type { Plan } from '../../src/support-plans/repository.ts'
import type { SurplusRecovery } from '../../src/surplus-recoveries/schemas.ts'
import type { FallbackDecision } from '../../src/take-overs/schemas.ts'
import type { WaitingClaim } from '../../src/waiting-claims/schemas.ts'
import type { Webhook, WebhookDelivery } from '../../src/webhooks/schemas.ts'
import { openDatabase } from '../support/database.ts'
import { type ConcernLists, sameConcerns } from './concern-lists.ts'

/** The list of the code that each closed list of the database repeats. */
interface InCode extends ConcernLists {
  agreement_recorder: Recorder
  announced_ending_outcome: AnnouncedOutcome
  appeal_lodger: Appeal['lodgedAs']
  attachment_adder: AttachmentAdder
  attachment_kind: AttachmentKind
  attachment_withdrawal: AttachmentWithdrawal
  appeal_status: Appeal['status']
  appointment: Appointment
  assessment_status: NeedsAssessment['status']
  attempt_kind: AttemptKind
  identity_evidence: IdentityEvidence
  identity_source: IdentitySource
  brokerage_task: BrokerageTime['task']
  budget_element: Element
  budget_method: BudgetMethod
  capacity_decision: CapacityDecision
  capacity_outcome: CapacityOutcome
  case_ending: Ending
  entry_status: EntryStatus
  case_role: CaseRole
  case_step: CaseStep
  case_subject: Subject
  clock_kind: ClockKind
  consent_form: Consent['givenHow']
  consent_giver: Consent['giver']
  consent_party: Party
  consent_purpose: Consent['purpose']
  correction_status: CorrectionRequest['status']
  cover_gap_outcome: CoverGapOutcome
  provider_stop_outcome: ProviderStopOutcome
  health_need_status: HealthNeedStatus
  practice_act_kind: PracticeActKind
  practice_way: PracticeWay
  assessing_side: Side
  fallback_outcome: FallbackDecision['outcome']
  take_over_end: TakeOverEnd
  crisis_episode_status: CrisisEpisode['status']
  crisis_look_ground: CrisisLookGround
  crisis_role: CrisisRole
  death_outcome: DeathOutcome
  decision_outcome: Decision['outcome']
  decision_subject: Decision['subject']
  decision_tier: Decision['tier']
  deployment: AgreedLine['deployment']
  double_settlement: NonNullable<LikelyDouble['settledAs']>
  ethnic_category: Person['ethnicCategory']
  expression_maker: ExpressionOfInterest['madeAs']
  export_format: ExportFormat
  file_gone: NonNullable<KeptFile['goneBecause']>
  file_scan: FileScan
  file_type: FileType
  receipt_chase_step: ChaseStep
  expression_status: ExpressionOfInterest['status']
  hand_over: SignInCode['handedOver']
  information_answerer: InformationRequest['answerBy']
  account_kind: Account['kind']
  payee_kind: PayeeKind
  bank_account_answer: BankAccountAnswer
  bank_account_status: BankAccountStatus
  payee_evidence_kind: EvidenceKind
  payee_outcome: PayeeDecision['outcome']
  giver: Giver
  spending_check_place: CheckPlace
  payee_declared_tie: DeclaredTie['tie']
  cost_unit: Static<typeof CostUnit>
  spending_check_outcome: CheckOutcome
  spending_check_about: CheckSubject
  vetting: Vetting
  broker_conflict_kind: BrokerConflict['kind']
  course_enrolment_status: CourseEnrolment['status']
  unmet_need_source: UnmetNeed['source']
  waiting_cause: WaitingClaim['cause']
  waiting_claim_status: WaitingClaim['status']
  off_plan_kind: OffPlanRequest['kind']
  off_plan_status: OffPlanRequest['status']
  payee_question_outcome: NonNullable<PayeeQuestion['outcome']>
  spending_question_code: SpendingQuestion['code']
  spending_question_outcome: NonNullable<SpendingQuestion['outcome']>
  surplus_recovery_kind: SurplusRecovery['kind']
  surplus_recovery_status: SurplusRecovery['status']
  ledger_entry_kind:
    | 'funding'
    | 'commitment'
    | 'instruction'
    | 'settlement'
    | 'failure'
    | 'return'
    | 'recovery'
    | 'move'
    | 'carry-over'
    | 'own-money'
    | 'own-money-back'
    | 'allocation'
    | 'purchase'
    | 'reversal'
    | 'release'
    | 'reallocation'
    | 'reserve'
    | 'reserve-release'
    | 'crisis'
    | 'stand-down'
    | `float-${'deposit' | 'return' | 'purchase' | 'reversal'}`
  legal_basis: BasisKind
  opening_task: OpeningTask
  opening_ground: Opening['ground']
  referral_outcome: NonNullable<Referral['outcome']>
  likeness: LikelyDouble['likeness']
  objection_answer: NonNullable<NonNullable<SaidForPerson['objection']>['outcome']>
  organisation_kind: Organisation['kind']
  resource_kind: ResourceKind
  pause_reason: PauseReason
  payment_cancellation: NonNullable<Payment['cancelledBecause']>
  payment_file_format: NonNullable<PayRun['fileFormat']>
  payment_hold_reason: NonNullable<Payment['holdReason']>
  payment_instrument: AgreedLine['instrument']
  payment_purpose: Payment['purpose']
  payment_route: NonNullable<CurrentService['paymentRoute']>['kind']
  plan_line_status: AgreedLine['status']
  plan_status: Plan['status']
  purchase_mark_reason: PurchaseMark
  review_finding: Finding
  review_cause: NonNullable<Review['because']>
  review_kind: Review['kind']
  review_status: Review['status']
  routing_reason: Route['because']
  said_for_kind: SaidForKind
  said_for_recorder: RecorderForPerson
  service_status: ServiceStatus
  sharing_basis: Sharing['legalBasis']
  service_kind: ServiceKind
  sign_in_code_end: NonNullable<SignInCode['endedAs']>
  sign_in_link: SignIn['linkedBy']
  bulk_import_kind: BulkImport['kind']
  bulk_import_status: BulkImport['status']
  import_outcome: BulkImportLine['outcome']
  identified_kind: IdentifiedKind
  page_link_maker: PageLink['madeAs']
  line_pause_cause: LinePause['cause']
  hearing_way: HearingWay
  meeting_way: MeetingWay
  person_request_kind: PersonRequest['kind']
  person_request_outcome: NonNullable<PersonRequest['outcome']>
  request_owner: PersonRequest['owner']
  simulation_status: SimulationSummary['status']
  stand_down_cause: NonNullable<CrisisEpisode['standDownCause']>
  tier: Tier
  tier_holder: TierHolder
  wait_step: Step
  way_of_saying: WayOfSaying
  way_of_signing: Signature['how']
  letter_delivery_way: LetterDeliveryWay
  notification_kind: NotificationKind
  notification_channel: NotificationChannel
  notification_fault: NotificationFault
  notification_digest: Digest
  notification_status: Notification['state']
  safe_contact_setter: Setter
  webhook_status: Webhook['status']
  webhook_delivery_status: WebhookDelivery['status']
}

type Same<A, B> = [A, B] extends [B, A] ? true : false
/** Does not compile where the two lists differ, or where a list has nothing in the code. */
const same: { readonly [Name in keyof ClosedLists]: Same<ClosedLists[Name], InCode[Name]> } = {
  ...sameConcerns,
  letter_delivery_way: true,
  notification_kind: true,
  notification_channel: true,
  notification_fault: true,
  notification_digest: true,
  notification_status: true,
  safe_contact_setter: true,
  webhook_status: true,
  webhook_delivery_status: true,
  agreement_recorder: true,
  announced_ending_outcome: true,
  appeal_lodger: true,
  attachment_adder: true,
  attachment_kind: true,
  attachment_withdrawal: true,
  appeal_status: true,
  appointment: true,
  assessment_status: true,
  attempt_kind: true,
  identity_evidence: true,
  identity_source: true,
  brokerage_task: true,
  budget_element: true,
  budget_method: true,
  capacity_decision: true,
  capacity_outcome: true,
  case_ending: true,
  entry_status: true,
  case_role: true,
  case_step: true,
  case_subject: true,
  clock_kind: true,
  consent_form: true,
  consent_giver: true,
  consent_party: true,
  consent_purpose: true,
  correction_status: true,
  cover_gap_outcome: true,
  provider_stop_outcome: true,
  health_need_status: true,
  practice_act_kind: true,
  practice_way: true,
  assessing_side: true,
  fallback_outcome: true,
  take_over_end: true,
  crisis_episode_status: true,
  crisis_look_ground: true,
  crisis_role: true,
  death_outcome: true,
  decision_outcome: true,
  decision_subject: true,
  decision_tier: true,
  deployment: true,
  double_settlement: true,
  ethnic_category: true,
  expression_maker: true,
  export_format: true,
  file_gone: true,
  file_scan: true,
  file_type: true,
  receipt_chase_step: true,
  expression_status: true,
  hand_over: true,
  information_answerer: true,
  account_kind: true,
  payee_kind: true,
  bank_account_answer: true,
  bank_account_status: true,
  payee_evidence_kind: true,
  payee_outcome: true,
  giver: true,
  spending_check_place: true,
  payee_declared_tie: true,
  cost_unit: true,
  spending_check_outcome: true,
  spending_check_about: true,
  vetting: true,
  broker_conflict_kind: true,
  course_enrolment_status: true,
  unmet_need_source: true,
  waiting_cause: true,
  waiting_claim_status: true,
  off_plan_kind: true,
  off_plan_status: true,
  payee_question_outcome: true,
  spending_question_code: true,
  spending_question_outcome: true,
  surplus_recovery_kind: true,
  surplus_recovery_status: true,
  ledger_entry_kind: true,
  legal_basis: true,
  opening_task: true,
  opening_ground: true,
  referral_outcome: true,
  likeness: true,
  objection_answer: true,
  organisation_kind: true,
  resource_kind: true,
  pause_reason: true,
  payment_cancellation: true,
  payment_file_format: true,
  payment_hold_reason: true,
  payment_instrument: true,
  payment_purpose: true,
  payment_route: true,
  plan_line_status: true,
  plan_status: true,
  purchase_mark_reason: true,
  review_finding: true,
  review_cause: true,
  review_kind: true,
  review_status: true,
  routing_reason: true,
  said_for_kind: true,
  said_for_recorder: true,
  service_status: true,
  sharing_basis: true,
  service_kind: true,
  sign_in_code_end: true,
  sign_in_link: true,
  bulk_import_kind: true,
  bulk_import_status: true,
  import_outcome: true,
  identified_kind: true,
  page_link_maker: true,
  line_pause_cause: true,
  hearing_way: true,
  meeting_way: true,
  person_request_kind: true,
  person_request_outcome: true,
  request_owner: true,
  simulation_status: true,
  stand_down_cause: true,
  tier: true,
  tier_holder: true,
  wait_step: true,
  way_of_saying: true,
  way_of_signing: true,
}

const database = await openDatabase(t)

t.test('every closed list of the database is a list of the code, value for value', async (t) => {
  const rows = await database.sql<{ name: string }>(
    "select typname as name from pg_type where typnamespace = 'public'::regnamespace and typtype = 'e'",
  )
  t.same(Object.keys(same).sort(), rows.map(({ name }) => name).sort())
})

t.test('a column whose words are a closed list is of its type, and refuses any other word', async (t) => {
  const columns = await database.sql<{ table: string; column: string; type: string }>(
    `select c.relname as table, a.attname as column, y.typname as type from pg_attribute a
      join pg_class c on c.oid = a.attrelid and c.relkind = 'r' join pg_type y on y.oid = a.atttypid and y.typtype = 'e'
      where c.relnamespace = 'public'::regnamespace and a.attnum > 0 and not a.attisdropped`,
  )
  t.same([...new Set(columns.map(({ type }) => type))].sort(), Object.keys(same).sort(), 'none is without a column')
  for (const { table, column } of columns)
    await t.rejects(
      database.sql(`update "${table}" set "${column}" = 'agred'`),
      { code: '22P02', message: /^invalid input value for enum/ },
      `${table}.${column}`,
    )
})

t.test('a status, an outcome or a tier is never open text', async (t) => {
  const open = await database.sql<{ name: string }>(
    `select table_name || '.' || column_name as name from information_schema.columns
      where table_schema = 'public' and data_type = 'text' and column_name ~ '(^|_)(status|outcome|tier|kind|role|how|method|finding)$'`,
  )
  t.same(open, [])
})

t.test('who can be waited for is a closed list as well, of text: an index is read by it', async (t) => {
  const [check] = await database.sql<{ list: string }>(
    "select pg_get_constraintdef(oid) as list from pg_constraint where conname = 'case_wait_party_check'",
  )
  const words = [...(check?.list ?? '').matchAll(/'([a-z-]+)'/g)].map(([, word]) => word)
  t.same(words.sort(), [...new Set([...caseRoles, ...tierHolders, 'gp'])].sort())
})
