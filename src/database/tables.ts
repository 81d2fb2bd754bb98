// Written by `npm run schema` from the migrated database; change a migration, not this file.

import type { ColumnType, Generated } from 'kysely'
import type { JsonColumns } from './json-columns.ts'

/** A document: read as what it holds, written as its text. */
type Json<Name extends keyof JsonColumns> = ColumnType<JsonColumns[Name], string, string>
type NullableJson<Name extends keyof JsonColumns> = ColumnType<JsonColumns[Name] | null, string | null, string | null>

type AccountKind =
  | 'funding'
  | 'reserve'
  | 'available'
  | 'spent'
  | 'committed'
  | 'pending'
  | 'held'
  | 'owed'
  | 'returned'
  | 'recovered'
  | 'commissioner'
  | 'local-authority'
  | 'pool'
  | 'float'
  | 'paid-in'
  | 'paying'
  | 'own'
  | 'own-spent'

type AgreementRecorder = 'person' | 'representative' | 'care-coordinator'

type AnnouncedEndingOutcome = 'took-effect' | 'called-off' | 'overtaken'

type AppealLodger = 'person' | 'representative' | 'advocate' | 'care-coordinator' | 'commissioner-officer'

type AppealStatus = 'awaiting-acceptance' | 'lodged' | 'not-accepted' | 'upheld' | 'varied' | 'overturned' | 'withdrawn'

type Appointment = 'jointly' | 'severally' | 'jointly-for-some'

type AssessingSide = 'health' | 'council'

type AssessmentStatus = 'in-progress' | 'completed' | 'superseded' | 'withdrawn'

type AttachmentAdder =
  | 'person'
  | 'representative'
  | 'advocate'
  | 'care-coordinator'
  | 'broker'
  | 'commissioner-officer'
  | 'team-manager'
  | 'machine'

type AttachmentKind =
  | 'case'
  | 'decision'
  | 'information-request'
  | 'person-request'
  | 'appeal'
  | 'off-plan-request'
  | 'surplus-recovery'

type AttachmentWithdrawal = 'wrong-file' | 'not-needed' | 'about-somebody-else'

type AttemptKind = 'person-search' | 'sign-in' | 'import-dry-run'

type AuditFinding = 'in-order' | 'evidence-missing' | 'not-in-order'

type AuditedKind =
  | 'purchase'
  | 'bank-details'
  | 'line-move'
  | 'give-back'
  | 'off-plan-decision'
  | 'payment'
  | 'waiting-claim-decision'

type BankAccountAnswer = 'theirs' | 'not-theirs' | 'no-answer'

type BankAccountStatus = 'proposed' | 'confirmed' | 'refused' | 'replaced'

type BrokerConflictKind = 'relative-or-friend' | 'money' | 'works-for-provider' | 'other'

type BrokerageTask = 'information' | 'planning' | 'arranging' | 'review' | 'research'

type BudgetElement = 'health' | 'social-care'

type BudgetMethod = 'one-off' | 'required-services' | 'historic-cost' | 'points'

type BulkImportKind = 'people' | 'cases' | 'current-services' | 'plans'

type BulkImportStatus = 'running' | 'completed' | 'failed'

type CapacityDecision = 'sign-plan' | 'end-budget' | 'manage-money' | 'share-information'

type CapacityOutcome = 'has-capacity' | 'lacks-capacity'

type CaseEnding = 'declined' | 'withdrawn' | 'ended-at-review' | 'died' | 'moved-away' | 'joined'

type CaseRole = 'person' | 'representative' | 'advocate' | 'care-coordinator' | 'broker'

type CaseStep =
  | 'case-opened'
  | 'expression-drafted'
  | 'expression-submitted'
  | 'information-requested'
  | 'information-requested-of-coordinator'
  | 'expression-accepted'
  | 'assessment-begun'
  | 'assessment-completed'
  | 'budget-calculated'
  | 'budget-adopted'
  | 'budget-disclosed'
  | 'plan-drafted'
  | 'plan-submitted'
  | 'plan-signed'
  | 'plan-returned'
  | 'plan-refused'
  | 'plan-agreed-in-part'
  | 'plan-agreed'
  | 'budget-active'
  | 'review-scheduled'
  | 'finding-to-confirm'
  | 'plan-to-change'
  | 'review-done'
  | 'expression-declined'
  | 'budget-ended'
  | 'case-withdrawn'
  | 'person-died'
  | 'moved-away'
  | 'record-joined'

type CaseSubject =
  | 'case'
  | 'expression-of-interest'
  | 'needs-assessment'
  | 'indicative-budget'
  | 'support-plan'
  | 'review'
  | 'appeal'
  | 'clock'
  | 'announced-ending'
  | 'said-for'
  | 'death-report'
  | 'crisis-episode'
  | 'person-request'
  | 'panel-meeting'
  | 'cover-gap'
  | 'take-over'
  | 'provider-stop'
  | 'health-need'
  | 'off-plan-request'
  | 'waiting-claim'
  | 'spending-question'
  | 'letter'
  | 'bank-account'
  | 'spending-check'
  | 'payee-question'
  | 'purchase'
  | 'plan-line'

type ClockKind =
  | 'expression-decision'
  | 'information-answer'
  | 'assessment'
  | 'calculation'
  | 'disclosure'
  | 'planning'
  | 'signing'
  | 'plan-decision'
  | 'first-payment'
  | 'review'
  | 'finding-decision'
  | 'appeal-acceptance'
  | 'appeal-decision'
  | 'cooling-off'
  | 'objection'
  | 'representation'
  | 'death-confirmation'
  | 'reduction-notice'
  | 'stand-down'
  | 'request-answer'
  | 'cover-gap'
  | 'take-over'
  | 'provider-stop'
  | 'practice-answer'
  | 'off-plan-decision'
  | 'claim-decision'
  | 'spending-question'
  | 'account-to-give-again'
  | 'vetting'
  | 'words-decision'
  | 'payee-decision'
  | 'agreement-signing'
  | 'account-to-give'

type ConcernAbout = 'payee' | 'member' | 'line' | 'case'

type ConcernEntryKind = 'taken' | 'noted' | 'told' | 'frozen' | 'renewed' | 'lifting-asked' | 'lifted' | 'settled'

type ConcernLevel = 'low' | 'medium' | 'high'

type ConcernOutcome = 'no-concern' | 'substantiated' | 'referred-on'

type ConcernRaiser = 'person' | 'representative' | 'advocate' | 'care-coordinator' | 'broker' | 'other' | 'service'

type ConcernReason =
  | 'money-taken'
  | 'pressure'
  | 'not-received'
  | 'price-wrong'
  | 'not-vetted'
  | 'conflict-of-interest'
  | 'plan-not-followed'
  | 'neglect'
  | 'other'
  | 'same-document'
  | 'same-purchase'
  | 'receipt-out-of-time'
  | 'unusual-sum'
  | 'cash-burst'
  | 'burst'
  | 'new-payee-large-sum'
  | 'round-sums'
  | 'staff-paid-themselves'
  | 'undeclared-tie'
  | 'shared-bank-details'
  | 'bank-name-differs'
  | 'bank-details-denied'
  | 'document-in-two-cases'
  | 'account-changed-large-sum'
  | 'feed-line-differs'
  | 'reversed-without-receipt'
  | 'cash-withdrawn'
  | 'card-line-unmatched'
  | 'name-like-stopped'
  | 'audit-finding'

type ConcernReferral = 'council' | 'police' | 'council-and-police'

type ConcernState = 'open' | 'looking' | 'settled'

type ConcernTold =
  | 'person'
  | 'representative'
  | 'raiser'
  | 'council'
  | 'police'
  | 'trust'
  | 'organisation'
  | 'bank'
  | 'regulator'
  | 'other'

type ConsentForm = 'in-person' | 'by-post' | 'by-phone' | 'online' | 'written'

type ConsentGiver = 'person' | 'representative'

type ConsentParty = 'person' | 'representative' | 'staff'

type ConsentPurpose = 'share-for-budget' | 'share-for-brokerage' | 'share-for-assessment'

type CorrectionStatus = 'open' | 'corrected' | 'refused'

type CostUnit = 'item' | 'hour' | 'session' | 'day' | 'night' | 'mile'

type CourseEnrolmentStatus = 'enrolled' | 'waiting' | 'withdrawn'

type CoverGapOutcome = 'mended' | 'accepted' | 'plan-replaced' | 'budget-ended'

type CrisisEpisodeStatus = 'active' | 'stood-down'

type CrisisLookGround = 'person-asked' | 'somebody-called' | 'in-care' | 'emergency-service-asked' | 'crisis-is-on'

type CrisisRole = 'person' | 'representative' | 'advocate' | 'care-coordinator' | 'broker' | 'crisis-team'

type DeathOutcome = 'confirmed' | 'in-error' | 'case-ended'

type DecisionOutcome =
  | 'accepted'
  | 'declined'
  | 'agreed'
  | 'agreed-in-part'
  | 'returned'
  | 'refused'
  | 'reduced'
  | 'ended'
  | 'not-accepted'
  | 'upheld'
  | 'varied'
  | 'overturned'
  | 'agreed-with-reduction'
  | 'recovered'
  | 'left'
  | 'set-off'

type DecisionSubject =
  | 'expression-of-interest'
  | 'support-plan'
  | 'review'
  | 'appeal'
  | 'case'
  | 'surplus-recovery'
  | 'off-plan-request'
  | 'waiting-claim'
  | 'health-need'

type DecisionTier =
  | 'care-coordinator'
  | 'team-manager'
  | 'commissioner-lead'
  | 'mdt-meeting'
  | 'risk-enablement-panel'
  | 'joint-panel'
  | 'commissioner-officer'
  | 'reviewer'
  | 'gp-practice'

type Deployment = 'notional' | 'third-party' | 'direct-payment'

type DoubleSettlement = 'joined' | 'different-people' | 'gone-over'

type EntryStatus = 'with-social-care-budget' | 'without-social-care-budget'

type EthnicCategory =
  | 'A'
  | 'B'
  | 'C'
  | 'D'
  | 'E'
  | 'F'
  | 'G'
  | 'H'
  | 'J'
  | 'K'
  | 'L'
  | 'M'
  | 'N'
  | 'P'
  | 'R'
  | 'S'
  | 'Z'
  | '99'

type ExportFormat = 'ndjson' | 'csv'

type ExpressionMaker = 'person' | 'representative' | 'care-coordinator' | 'commissioner-officer' | 'machine'

type ExpressionStatus = 'draft' | 'submitted' | 'information-requested' | 'accepted' | 'declined' | 'withdrawn'

type FallbackOutcome = 'agreed' | 'refused'

type FileGone = 'infected' | 'withdrawn'

type FileScan = 'not-scanned' | 'waiting' | 'clean' | 'infected' | 'failed'

type FileType = 'application/pdf' | 'image/jpeg' | 'image/png' | 'image/heic'

type FreezeAbout = 'payee' | 'line' | 'case'

type Giver = 'person' | 'representative' | 'holder' | 'payee'

type HandOver = 'in-person' | 'by-post'

type HealthNeedStatus =
  | 'awaiting-practice'
  | 'question-asked'
  | 'agreed'
  | 'declined'
  | 'disputed'
  | 'replaced'
  | 'withdrawn'

type HearingWay = 'in-person' | 'in-writing' | 'through-somebody' | 'not-at-all'

type IdentifiedKind = 'person' | 'case' | 'organisation' | 'support-plan'

type IdentityEvidence = 'passport' | 'driving-licence' | 'other-photo-document' | 'two-documents' | 'vouched-for'

type IdentitySource = 'seen-in-person' | 'traced-on-pds' | 'gp-record' | 'trust-record'

type ImportOutcome = 'made' | 'there-already' | 'refused'

type InformationAnswerer = 'person' | 'care-coordinator'

type LedgerEntryKind =
  | 'allocation'
  | 'purchase'
  | 'reversal'
  | 'release'
  | 'reallocation'
  | 'reserve'
  | 'reserve-release'
  | 'crisis'
  | 'stand-down'
  | 'commitment'
  | 'instruction'
  | 'settlement'
  | 'failure'
  | 'return'
  | 'recovery'
  | 'funding'
  | 'float-deposit'
  | 'float-return'
  | 'float-purchase'
  | 'float-reversal'
  | 'move'
  | 'carry-over'
  | 'own-money'
  | 'own-money-back'

type LegalBasis =
  | 'person-chose'
  | 'lasting-power-of-attorney'
  | 'court-appointed-deputy'
  | 'parental-responsibility'
  | 'best-interests'

type LetterDeliveryWay = 'by-post' | 'in-person'

type Likeness = 'nhs-number' | 'names-and-birth' | 'reported'

type LinePauseCause = 'in-hospital' | 'detained' | 'away' | 'provider-unavailable' | 'asked'

type MeetingWay = 'in-person' | 'by-phone' | 'online'

type NotificationChannel = 'email' | 'text'

type NotificationDigest = 'at-once' | 'daily' | 'weekly'

type NotificationFault =
  | 'nothing-sends'
  | 'no-address'
  | 'not-wanted'
  | 'not-safe'
  | 'paused'
  | 'over'
  | 'refused'
  | 'gave-up'

type NotificationKind =
  | 'letter-ready'
  | 'your-turn'
  | 'late'
  | 'crisis-activated'
  | 'review-due'
  | 'said-for'
  | 'file-not-usable'
  | 'receipt-missing'
  | 'concern-waiting'
  | 'training-lapsing'

type NotificationStatus = 'waiting' | 'sent' | 'not-sent'

type ObjectionAnswer = 'was-not-said' | 'was-said'

type OffPlanKind = 'more-of-line' | 'not-in-plan'

type OffPlanStatus = 'waiting' | 'agreed' | 'agreed-in-part' | 'refused' | 'withdrawn'

type OpeningGround = 'self' | 'relation' | 'referral' | 'brought-over'

type OpeningTask = 'decide' | 'identity' | 'pay'

type OrganisationKind =
  | 'commissioner'
  | 'trust'
  | 'local-authority'
  | 'brokerage-organisation'
  | 'provider'
  | 'gp-practice'

type PageLinkMaker = 'person' | 'care-coordinator' | 'representative' | 'advocate'

type PauseReason = 'information-requested' | 'payment-made' | 'taken-back' | 'budget-ended' | 'person-paused'

type PayeeDeclaredTie = 'relative' | 'same-household' | 'own-organisation' | 'other-interest'

type PayeeEvidenceKind = 'dbs' | 'insurance' | 'registration' | 'supervision'

type PayeeKind = 'individual-worker' | 'volunteer' | 'provider-organisation' | 'broker-organisation' | 'public-body'

type PayeeOutcome = 'approved' | 'refused'

type PayeeQuestionOutcome = 'decided' | 'no-tie' | 'payee-ended' | 'case-ended'

type PaymentCancellation = 'line-closed' | 'plan-changed' | 'schedule-changed' | 'purchase-reversed' | 'paid-after-all'

type PaymentFileFormat = 'csv' | 'iso-20022' | 'bacs'

type PaymentHoldReason =
  | 'being-checked'
  | 'agreement-missing'
  | 'line-paused'
  | 'provider-stopped'
  | 'death-reported'
  | 'identity-to-confirm'
  | 'signature-disputed'
  | 'payee-not-to-be-paid'
  | 'service-agreement-missing'
  | 'failed-before'
  | 'bank-details-missing'
  | 'agreed-rate-exceeded'
  | 'account-changed'

type PaymentInstrument = 'bank-account' | 'pre-paid-card' | 'broker-held-card' | 'invoice'

type PaymentPurpose = 'instalment' | 'adjustment' | 'again' | 'owed' | 'crisis'

type PaymentRoute = 'salaried-by-trust' | 'invoiced-by-provider' | 'paid-by-person' | 'employed-by-person' | 'other'

type PersonRequestKind = 'another-broker' | 'another-care-coordinator' | 'question'

type PersonRequestOutcome = 'agreed' | 'declined' | 'answered' | 'withdrawn'

type PlanLineStatus = 'active' | 'closed'

type PlanStatus =
  | 'draft'
  | 'awaiting-signatures'
  | 'awaiting-decision'
  | 'returned'
  | 'refused'
  | 'agreed'
  | 'active'
  | 'superseded'
  | 'withdrawn'
  | 'ended'
  | 'awaiting-notice'

type PracticeActKind = 'agreed' | 'declined' | 'question' | 'reply' | 'told' | 'disputed'

type PracticeWay = 'signed-in' | 'letter' | 'email' | 'telephone'

type ProviderStopOutcome = 'mended' | 'budget-ended'

type PurchaseMarkReason =
  | 'same-document'
  | 'same-purchase'
  | 'issued-before-plan'
  | 'issued-far-off'
  | 'reversed-with-receipt'
  | 'reversed-without-receipt'
  | 'feed-line-differs'

type ReceiptChaseStep = 'first-reminder' | 'second-reminder' | 'paused' | 'essential'

type ReferralOutcome = 'accepted' | 'denied'

type RequestOwner = 'care-coordinator' | 'team-manager' | 'commissioner-officer'

type ResourceKind = 'community' | 'recovery-college-course' | 'peer-network' | 'service-for-money'

type ReviewCause = 'asked' | 'crisis' | 'appeal' | 'needs-changed' | 'provider-changed' | 'concern'

type ReviewFinding = 'continue' | 'change' | 'increase' | 'reduce' | 'end'

type ReviewKind = 'first' | 'routine' | 'rapid' | 'requested'

type ReviewStatus = 'scheduled' | 'awaiting-decision' | 'done' | 'void' | 'cancelled'

type RoutingReason =
  | 'within-limit'
  | 'over-limit'
  | 'not-independent'
  | 'preventive-reduction'
  | 'crisis-gaps-accepted'
  | 'over-indicative-budget'
  | 'off-catalogue'
  | 'conflict-of-interest'
  | 'not-comfortable'
  | 'breach'
  | 'identity-unconfirmed'

type SafeContactSetter = 'person' | 'care-coordinator' | 'commissioner-officer'

type SaidForKind =
  | 'withdrawal'
  | 'ending-agreement'
  | 'signature'
  | 'appeal'
  | 'service-agreement'
  | 'information-answers'
  | 'keeping'
  | 'expression'
  | 'review'
  | 'removal'
  | 'death'
  | 'hearing'
  | 'crisis-contingency'
  | 'gap-acceptance'
  | 'take-over-end'
  | 'line-holding'
  | 'service-less'
  | 'deployment-agreement'
  | 'recovery-answer'
  | 'off-plan-request'
  | 'waiting-claim'
  | 'line-move'
  | 'spending-answer'
  | 'bank-account'

type SaidForRecorder = 'care-coordinator' | 'commissioner-officer'

type SampleMethod = 'random' | 'risk'

type ServiceKind = 'nhs-crisis' | 'therapy' | 'care-coordination' | 'medicines' | 'social-care' | 'voluntary' | 'other'

type ServiceStatus = 'kept' | 'at-risk' | 'replaced' | 'ending'

type SharingBasis = 'vital-interests' | 'safeguarding' | 'court-order' | 'legal-duty' | 'public-interest'

type SignInCodeEnd = 'used' | 'replaced' | 'tried-too-often'

type SignInLink = 'before-codes' | 'code' | 'verified-nhs-number' | 'record-joined'

type SimulationStatus = 'running' | 'completed' | 'superseded' | 'failed'

type SpendingCheckAbout = 'words' | 'payee'

type SpendingCheckOutcome = 'passed' | 'refused'

type SpendingCheckPlace = 'purchase' | 'plan-line' | 'card-feed-line' | 'off-plan-request' | 'waiting-claim'

type SpendingQuestionCode = 'used-up-early' | 'under-spent' | 'quiet'

type SpendingQuestionOutcome = 'answered' | 'over' | 'budget-ended'

type StandDownCause = 'last-day' | 'asked' | 'budget-ended'

type SurplusRecoveryKind = 'taken-back' | 'set-off'

type SurplusRecoveryStatus = 'proposed' | 'decided' | 'recovered' | 'left' | 'overturned' | 'lapsed' | 'setting-off'

type TakeOverEnd = 'person' | 'last-day' | 'capacity' | 'plan-replaced' | 'budget-ended'

type Tier =
  | 'care-coordinator'
  | 'team-manager'
  | 'commissioner-lead'
  | 'mdt-meeting'
  | 'risk-enablement-panel'
  | 'joint-panel'

type TierHolder =
  | 'care-coordinator'
  | 'team-manager'
  | 'mdt-member'
  | 'panel-member'
  | 'lived-experience-member'
  | 'commissioner-officer'
  | 'local-authority-officer'

type UnmetNeedSource = 'search' | 'expressed'

type Vetting = 'dbs-seen' | 'person-chooses' | 'organisation'

type WaitStep =
  | 'case-opened'
  | 'expression-drafted'
  | 'expression-submitted'
  | 'information-requested'
  | 'information-requested-of-coordinator'
  | 'expression-accepted'
  | 'assessment-begun'
  | 'assessment-completed'
  | 'budget-calculated'
  | 'budget-adopted'
  | 'budget-disclosed'
  | 'plan-drafted'
  | 'plan-submitted'
  | 'plan-signed'
  | 'plan-returned'
  | 'plan-refused'
  | 'plan-agreed-in-part'
  | 'plan-agreed'
  | 'budget-active'
  | 'review-scheduled'
  | 'finding-to-confirm'
  | 'plan-to-change'
  | 'review-done'
  | 'expression-declined'
  | 'budget-ended'
  | 'case-withdrawn'
  | 'person-died'
  | 'moved-away'
  | 'record-joined'
  | 'broker-missing'
  | 'plan-without-decider'
  | 'appeal-to-accept'
  | 'appeal-to-decide'
  | 'step-late'
  | 'ending-announced'
  | 'objection-to-answer'
  | 'death-to-confirm'
  | 'death-error-to-confirm'
  | 'crisis-active'
  | 'request-to-answer'
  | 'meeting-to-set'
  | 'meeting-to-tell'
  | 'hearing-to-say'
  | 'cover-gap-opened'
  | 'taken-over'
  | 'provider-stopped'
  | 'practice-asked'
  | 'practice-question'
  | 'practice-to-tell'
  | 'health-need-not-agreed'
  | 'council-to-assess'
  | 'off-plan-to-decide'
  | 'claim-to-decide'
  | 'spending-to-ask'
  | 'letter-to-give'
  | 'plan-waits-for-budget'
  | 'account-to-give-again'
  | 'vetting-to-ask'
  | 'words-to-decide'
  | 'payee-to-decide'
  | 'receipt-to-send'
  | 'agreement-to-sign'
  | 'account-to-give'

type WaitingCause = 'late-step' | 'cover-gap' | 'taken-support'

type WaitingClaimStatus = 'waiting' | 'agreed' | 'agreed-in-part' | 'refused' | 'withdrawn'

type WayOfSaying = 'in-person' | 'by-post' | 'by-phone' | 'online'

type WayOfSigning = 'in-person' | 'by-post' | 'online'

type WebhookDeliveryStatus = 'waiting' | 'delivered' | 'dead' | 'unseen'

type WebhookStatus = 'on' | 'paused' | 'only-failed' | 'gone' | 'ended'

/** Every type of the database that is a closed list, by its name there. */
export interface ClosedLists {
  account_kind: AccountKind
  agreement_recorder: AgreementRecorder
  announced_ending_outcome: AnnouncedEndingOutcome
  appeal_lodger: AppealLodger
  appeal_status: AppealStatus
  appointment: Appointment
  assessing_side: AssessingSide
  assessment_status: AssessmentStatus
  attachment_adder: AttachmentAdder
  attachment_kind: AttachmentKind
  attachment_withdrawal: AttachmentWithdrawal
  attempt_kind: AttemptKind
  audit_finding: AuditFinding
  audited_kind: AuditedKind
  bank_account_answer: BankAccountAnswer
  bank_account_status: BankAccountStatus
  broker_conflict_kind: BrokerConflictKind
  brokerage_task: BrokerageTask
  budget_element: BudgetElement
  budget_method: BudgetMethod
  bulk_import_kind: BulkImportKind
  bulk_import_status: BulkImportStatus
  capacity_decision: CapacityDecision
  capacity_outcome: CapacityOutcome
  case_ending: CaseEnding
  case_role: CaseRole
  case_step: CaseStep
  case_subject: CaseSubject
  clock_kind: ClockKind
  concern_about: ConcernAbout
  concern_entry_kind: ConcernEntryKind
  concern_level: ConcernLevel
  concern_outcome: ConcernOutcome
  concern_raiser: ConcernRaiser
  concern_reason: ConcernReason
  concern_referral: ConcernReferral
  concern_state: ConcernState
  concern_told: ConcernTold
  consent_form: ConsentForm
  consent_giver: ConsentGiver
  consent_party: ConsentParty
  consent_purpose: ConsentPurpose
  correction_status: CorrectionStatus
  cost_unit: CostUnit
  course_enrolment_status: CourseEnrolmentStatus
  cover_gap_outcome: CoverGapOutcome
  crisis_episode_status: CrisisEpisodeStatus
  crisis_look_ground: CrisisLookGround
  crisis_role: CrisisRole
  death_outcome: DeathOutcome
  decision_outcome: DecisionOutcome
  decision_subject: DecisionSubject
  decision_tier: DecisionTier
  deployment: Deployment
  double_settlement: DoubleSettlement
  entry_status: EntryStatus
  ethnic_category: EthnicCategory
  export_format: ExportFormat
  expression_maker: ExpressionMaker
  expression_status: ExpressionStatus
  fallback_outcome: FallbackOutcome
  file_gone: FileGone
  file_scan: FileScan
  file_type: FileType
  freeze_about: FreezeAbout
  giver: Giver
  hand_over: HandOver
  health_need_status: HealthNeedStatus
  hearing_way: HearingWay
  identified_kind: IdentifiedKind
  identity_evidence: IdentityEvidence
  identity_source: IdentitySource
  import_outcome: ImportOutcome
  information_answerer: InformationAnswerer
  ledger_entry_kind: LedgerEntryKind
  legal_basis: LegalBasis
  letter_delivery_way: LetterDeliveryWay
  likeness: Likeness
  line_pause_cause: LinePauseCause
  meeting_way: MeetingWay
  notification_channel: NotificationChannel
  notification_digest: NotificationDigest
  notification_fault: NotificationFault
  notification_kind: NotificationKind
  notification_status: NotificationStatus
  objection_answer: ObjectionAnswer
  off_plan_kind: OffPlanKind
  off_plan_status: OffPlanStatus
  opening_ground: OpeningGround
  opening_task: OpeningTask
  organisation_kind: OrganisationKind
  page_link_maker: PageLinkMaker
  pause_reason: PauseReason
  payee_declared_tie: PayeeDeclaredTie
  payee_evidence_kind: PayeeEvidenceKind
  payee_kind: PayeeKind
  payee_outcome: PayeeOutcome
  payee_question_outcome: PayeeQuestionOutcome
  payment_cancellation: PaymentCancellation
  payment_file_format: PaymentFileFormat
  payment_hold_reason: PaymentHoldReason
  payment_instrument: PaymentInstrument
  payment_purpose: PaymentPurpose
  payment_route: PaymentRoute
  person_request_kind: PersonRequestKind
  person_request_outcome: PersonRequestOutcome
  plan_line_status: PlanLineStatus
  plan_status: PlanStatus
  practice_act_kind: PracticeActKind
  practice_way: PracticeWay
  provider_stop_outcome: ProviderStopOutcome
  purchase_mark_reason: PurchaseMarkReason
  receipt_chase_step: ReceiptChaseStep
  referral_outcome: ReferralOutcome
  request_owner: RequestOwner
  resource_kind: ResourceKind
  review_cause: ReviewCause
  review_finding: ReviewFinding
  review_kind: ReviewKind
  review_status: ReviewStatus
  routing_reason: RoutingReason
  safe_contact_setter: SafeContactSetter
  said_for_kind: SaidForKind
  said_for_recorder: SaidForRecorder
  sample_method: SampleMethod
  service_kind: ServiceKind
  service_status: ServiceStatus
  sharing_basis: SharingBasis
  sign_in_code_end: SignInCodeEnd
  sign_in_link: SignInLink
  simulation_status: SimulationStatus
  spending_check_about: SpendingCheckAbout
  spending_check_outcome: SpendingCheckOutcome
  spending_check_place: SpendingCheckPlace
  spending_question_code: SpendingQuestionCode
  spending_question_outcome: SpendingQuestionOutcome
  stand_down_cause: StandDownCause
  surplus_recovery_kind: SurplusRecoveryKind
  surplus_recovery_status: SurplusRecoveryStatus
  take_over_end: TakeOverEnd
  tier: Tier
  tier_holder: TierHolder
  unmet_need_source: UnmetNeedSource
  vetting: Vetting
  wait_step: WaitStep
  waiting_cause: WaitingCause
  waiting_claim_status: WaitingClaimStatus
  way_of_saying: WayOfSaying
  way_of_signing: WayOfSigning
  webhook_delivery_status: WebhookDeliveryStatus
  webhook_status: WebhookStatus
}

interface AccountTable {
  commissioner_id: string
  holder_id: string
  kind: AccountKind
  case_id: string | null
  balance_pence: Generated<number>
  weight: number | null
}

interface AnnouncedEndingTable {
  commissioner_id: string
  announced_ending_id: string
  case_id: string
  ending: CaseEnding
  words: string | null
  decision_id: string | null
  ends_after: string
  announced_at: Date
  closed_at: Date | null
  outcome: AnnouncedEndingOutcome | null
}

interface AppealTable {
  commissioner_id: string
  appeal_id: string
  case_id: string
  decision_id: string
  status: AppealStatus
  words: string
  late_because: string | null
  statutory: boolean
  lodged_by: string
  lodged_as: AppealLodger
  lodged_at: Date
  outcome_decision_id: string | null
  ended_at: Date | null
  version: number
  how: WayOfSaying | null
  said_on: string | null
  changed_at: Generated<Date>
}

interface AttachmentTable {
  commissioner_id: string
  attachment_id: string
  case_id: string
  kind: AttachmentKind
  of_id: string
  title: string | null
  sha256: string
  document_id: string | null
  added_by: string
  added_by_name: string
  added_as: AttachmentAdder
  added_at: Date
  withdrawn_at: Date | null
  withdrawn_by: string | null
  withdrawn_because: AttachmentWithdrawal | null
  withdrawn_words: string | null
  decision_id: Generated<string | null>
  information_request_id: Generated<string | null>
  person_request_id: Generated<string | null>
  appeal_id: Generated<string | null>
  off_plan_request_id: Generated<string | null>
  surplus_recovery_id: Generated<string | null>
  changed_at: Generated<Date>
}

interface AttemptTable {
  commissioner_id: string
  actor_id: string
  hour: Date
  kind: AttemptKind
  times: number
}

interface AuditEntryTable {
  commissioner_id: string
  audit_entry_id: string
  type: string
  subject_id: string
  case_id: string | null
  actor_id: string
  organisation_id: string | null
  scheme_version: number | null
  facts: Json<'audit_entry.facts'>
  happened_at: Date
}

interface AuditOutboxTable {
  commissioner_id: string
  audit_entry_id: string
}

interface AuditSampleTable {
  commissioner_id: string
  audit_sample_id: string
  from_on: string
  until_on: string
  size: number
  seed: string
  method: SampleMethod
  population: number
  drawn_by: string
  drawn_at: Date
  kind: Generated<AuditedKind>
}

interface AuditSampleItemTable {
  commissioner_id: string
  audit_sample_id: string
  purchase_id: string | null
  place: number
  weight: number
  finding: AuditFinding | null
  finding_words: string | null
  found_by: string | null
  found_at: Date | null
  item_id: string
  bank_account_id: string | null
  line_move_id: string | null
  give_back_id: string | null
  decision_id: string | null
  payment_id: string | null
}

interface AuditSealTable {
  commissioner_id: string
  sequence: number
  audit_entry_id: string
  hash: string
  sealed_at: Date | null
  key_id: string | null
  signature: string | null
}

interface BankAccountTable {
  commissioner_id: string
  bank_account_id: string
  payee_id: string | null
  case_id: string | null
  owner_id: string
  status: BankAccountStatus
  key_id: string
  sealed: Buffer
  fingerprint: Buffer
  name_matches: boolean
  document_hash: string | null
  to_tell: boolean
  proposed_by: string
  proposed_at: Date
  told_by: string | null
  told_at: Date | null
  told_how: WayOfSaying | null
  told_on: string | null
  told_answer: BankAccountAnswer | null
  decided_by: string | null
  decided_at: Date | null
  because: string | null
}

interface BankAccountTwinTable {
  commissioner_id: string
  bank_account_id: string
  twin_id: string
}

interface BreakGlassTable {
  commissioner_id: string
  break_glass_id: string
  case_id: string
  person_id: string
  actor_id: string
  actor_name: string
  organisation_id: string | null
  reason: string
  began_at: Date
  until_at: Date
}

interface BrokerConflictTable {
  commissioner_id: string
  broker_conflict_id: string
  case_id: string
  actor_id: string
  kind: BrokerConflictKind
  declared_by: string
  declared_as: string
  declared_at: Date
}

interface BrokerHandOverTable {
  commissioner_id: string
  broker_hand_over_id: string
  case_id: string
  from_member_id: string
  to_member_id: string
  open_steps: string[]
  spent_minutes: number
  notes: string
  told_on: string
  told_how: WayOfSaying
  handed_by: string
  handed_at: Date
}

interface BrokerQualificationTable {
  commissioner_id: string
  broker_qualification_id: string
  staff_member_id: string
  course: string
  level: number | null
  awarding_body: string
  awarded_on: string
  expires_on: string | null
  seen_by: string
  seen_at: Date
}

interface BrokerageExtensionTable {
  commissioner_id: string
  brokerage_extension_id: string
  case_id: string
  minutes: number
  because: string
  agreed_by: string
  agreed_at: Date
}

interface BrokerageTimeTable {
  commissioner_id: string
  brokerage_time_id: string
  case_id: string
  broker_id: string
  organisation_id: string | null
  task: BrokerageTask
  minutes: number
  worked_on: string
  recorded_at: Date
  by_peer: boolean
}

interface BudgetCalculationTable {
  commissioner_id: string
  budget_calculation_id: string
  case_id: string
  method: BudgetMethod
  scheme_version: number
  inputs: Json<'budget_calculation.inputs'>
  steps: Json<'budget_calculation.steps'>
  amount_pence: number
  content_hash: string
  calculated_by: string
  calculated_at: Date
  facts: Json<'budget_calculation.facts'>
  cost_of_use_pence: number | null
  reserve_pence: number
  shares: Json<'budget_calculation.shares'>
  sentences_hashed: boolean
}

interface BudgetCaseTable {
  commissioner_id: string
  case_id: string
  person_id: string
  scheme_id: string
  scheme_version: number
  trust_id: string
  step: CaseStep
  opened_at: Date
  ended_at: Date | null
  ended_words: string | null
  version: number
  ending: CaseEnding | null
  identity_confirmed: Generated<boolean>
  ended_by_person: Generated<boolean>
  reference: Generated<string>
  team_changed_at: Generated<Date>
}

interface BulkImportTable {
  commissioner_id: string
  bulk_import_id: string
  kind: BulkImportKind
  dry_run: boolean
  status: BulkImportStatus
  total: number
  made: number
  there_already: number
  refused: number
  failures: number
  started_by: string
  started_for: string | null
  started_at: Date
  ended_at: Date | null
  started_by_name: string
  matched: number
}

interface BulkImportLineTable {
  commissioner_id: string
  bulk_import_id: string
  line: number
  outcome: ImportOutcome
  thing_id: string | null
  errors: NullableJson<'bulk_import_line.errors'>
}

interface BulkImportMarkTable {
  commissioner_id: string
  bulk_import_id: string
  mark: Buffer
}

interface BulkImportPartTable {
  commissioner_id: string
  bulk_import_id: string
  part: number
  key_id: string
  sealed: Buffer
}

interface CapacityAssessmentTable {
  commissioner_id: string
  capacity_assessment_id: string
  case_id: string
  decision: CapacityDecision
  result: CapacityOutcome
  assessed_on: string
  assessed_by_name: string
  assessed_by_profession: string
  method_words: string
  support_words: string
  fluctuates: boolean
  review_on: string | null
  recorded_by: string
  recorded_at: Date
}

interface CardFeedTable {
  commissioner_id: string
  card_feed_id: string
  case_id: string
  lines_added: number
  lines_known: number
  sent_by: string
  sent_at: Date
}

interface CardFeedLineTable {
  commissioner_id: string
  card_feed_line_id: string
  card_feed_id: string
  case_id: string
  line_hash: string
  paid_on: string
  amount_pence: number
  merchant: string
  reference: string
  purchase_id: string | null
  matched_by: string | null
  matched_at: Date | null
  is_cash: Generated<boolean>
}

interface CaseMemberTable {
  commissioner_id: string
  case_member_id: string
  case_id: string
  actor_id: string
  case_role: CaseRole
  name: string
  organisation_id: string | null
  joined_at: Date
  left_at: Date | null
  relative: Generated<boolean>
  basis: LegalBasis | null
  basis_since: string | null
  basis_evidence: string | null
  consent_id: string | null
  sharing_without_consent_id: string | null
  until_on: string | null
  chosen_by_person: Generated<boolean>
}

interface CaseOpeningTable {
  commissioner_id: string
  case_id: string
  ground: OpeningGround
  opened_by: string
  opened_for: string | null
  entry_status: EntryStatus | null
}

interface CasePauseTable {
  commissioner_id: string
  case_pause_id: string
  case_id: string
  from_on: string
  until_on: string | null
  words: string | null
  paused_by: string
  paused_as: CaseRole
  paused_at: Date
  ended_on: string | null
  ended_by: string | null
  ended_at: Date | null
}

interface CaseWaitTable {
  commissioner_id: string
  case_id: string
  subject: CaseSubject
  subject_id: string
  party: string
  step: WaitStep
  not_by: Generated<string[]>
  clock_kind: ClockKind | null
  clock_subject_id: string | null
  tier: Tier | null
  place: number
  since: Date
  trust_id: string
}

interface ClockTable {
  commissioner_id: string
  clock_id: string
  case_id: string
  kind: ClockKind
  subject_id: string
  started_on: string
  working_days: number
  paused_working_days: Generated<number>
  paused_on: string | null
  due_on: string
  stopped_on: string | null
  fixed_on: string | null
  reported_on: string | null
  escalate_on: string | null
  changed_at: Generated<Date>
}

interface ClockPauseTable {
  commissioner_id: string
  clock_pause_id: string
  clock_id: string
  because: PauseReason
  from_on: string
  to_on: string | null
}

interface CommissionerTable {
  commissioner_id: string
  code: string
  name: string
}

interface ConcernTable {
  commissioner_id: string
  concern_id: string
  case_id: string
  about: ConcernAbout
  about_key: string
  case_member_id: string | null
  plan_line_id: string | null
  payee: string | null
  level: ConcernLevel
  state: Generated<ConcernState>
  opened_at: Date
  outcome: ConcernOutcome | null
  referred_to: ConcernReferral | null
  settled_at: Date | null
  told_to_person: Generated<boolean>
  due_on: string
}

interface ConcernEntryTable {
  commissioner_id: string
  concern_entry_id: string
  concern_id: string
  kind: ConcernEntryKind
  words: string | null
  told: ConcernTold | null
  actor_id: string
  actor_name: string
  at: Date
}

interface ConcernReportTable {
  commissioner_id: string
  concern_report_id: string
  concern_id: string
  case_id: string
  reason: ConcernReason
  level: ConcernLevel
  words: string | null
  purchase_id: string | null
  raised_by: string
  raised_as: ConcernRaiser
  raised_at: Date
  waiting_claim_id: string | null
  card_feed_line_id: string | null
}

interface ConflictOfInterestTable {
  commissioner_id: string
  conflict_of_interest_id: string
  case_id: string
  support_plan_id: string
  actor_id: string
  name: string
  declared_as: string
  words: string | null
  declared_at: Date
}

interface ConsentTable {
  commissioner_id: string
  consent_id: string
  person_id: string
  organisation_id: string
  purpose: ConsentPurpose
  given_how: ConsentForm
  given_at: Date
  recorded_by: string
  withdrawn_at: Date | null
  withdrawn_by: string | null
  giver: ConsentGiver
  said_on: string | null
  evidence: string | null
  until_on: string | null
  withdrawn_as: ConsentParty | null
  lapsed_at: Date | null
  withdrawn_said_on: string | null
  withdrawn_how: WayOfSaying | null
  withdrawn_present: string | null
  withdrawn_evidence: string | null
  changed_at: Generated<Date>
}

interface ContactAddressTable {
  commissioner_id: string
  contact_address_id: string
  person_id: string | null
  actor_id: string | null
  notification_id: string | null
  key_id: string
  sealed: Buffer
}

interface CorrectionRequestTable {
  commissioner_id: string
  correction_request_id: string
  person_id: string
  record: string
  record_id: string | null
  words: string
  asked_by: string
  asked_as: ConsentParty
  asked_at: Date
  due_on: string
  status: CorrectionStatus
  reason: string | null
  answered_by: string | null
  answered_by_name: string | null
  answered_at: Date | null
  statement: string | null
  stated_at: Date | null
}

interface CourseEnrolmentTable {
  commissioner_id: string
  course_enrolment_id: string
  course_session_id: string
  case_id: string
  status: CourseEnrolmentStatus
  asked_by: string
  asked_as: string
  asked_at: Date
  enrolled_at: Date | null
  withdrawn_at: Date | null
}

interface CourseSessionTable {
  commissioner_id: string
  course_session_id: string
  resource_id: string
  starts_on: string
  ends_on: string
  times: string
  place: string
  places: number
  taken: number
  registered_by: string
  registered_at: Date
}

interface CoverGapTable {
  commissioner_id: string
  cover_gap_id: string
  case_id: string
  support_plan_id: string
  tier: Tier | null
  standing: Json<'cover_gap.standing'>
  opened_at: Date
  person_because: string | null
  person_accepted_by: string | null
  person_accepted_as: CaseRole | null
  person_accepted_at: Date | null
  decider_because: string | null
  decided_by: string | null
  decided_by_name: string | null
  decided_at: Date | null
  outcome: CoverGapOutcome | null
  closed_at: Date | null
}

interface CrisisContingencyChangeTable {
  commissioner_id: string
  crisis_contingency_change_id: string
  case_id: string
  support_plan_id: string
  version: number
  content: Json<'crisis_contingency_change.content'>
  changed_by: string
  changed_as: CaseRole
  changed_at: Date
}

interface CrisisEpisodeTable {
  commissioner_id: string
  crisis_episode_id: string
  case_id: string
  support_plan_id: string
  tier_key: string
  status: CrisisEpisodeStatus
  declared_by: string
  declared_as: CrisisRole
  declared_at: Date
  starts_on: string
  ends_on: string
  lines: Json<'crisis_episode.lines'>
  committed_pence: number
  returned_pence: Generated<number>
  stood_down_by: string | null
  stood_down_at: Date | null
  stand_down_cause: StandDownCause | null
}

interface CrisisLookTable {
  commissioner_id: string
  crisis_look_id: string
  person_id: string
  actor_id: string
  actor_name: string
  organisation_id: string
  ground: CrisisLookGround
  began_at: Date
  until_at: Date
}

interface CrisisReserveTable {
  commissioner_id: string
  support_plan_id: string
  case_id: string
  period_from: string
  set_aside_pence: number
  drawn_pence: Generated<number>
  closed_on: string | null
}

interface CurrentServiceTable {
  commissioner_id: string
  current_service_id: string
  case_id: string
  kind: ServiceKind
  title: string
  provider: string
  price_code: string | null
  minutes_per_week: number | null
  relationship_with: string | null
  status: ServiceStatus
  status_reason: string | null
  replaced_by: string | null
  ends_on: string | null
  person_agreed_on: string | null
  person_agreed_words: string | null
  registered_at: Date
  registered_by: string
  version: number
  replacement_starts_on: string | null
  replacement_minutes_per_week: number | null
  person_agreed_as: AgreementRecorder | null
  person_agreed_recorded_by: string | null
  minutes_before: number | null
  hours: NullableJson<'current_service.hours'>
  hours_before: NullableJson<'current_service.hours_before'>
  minutes_wanted: number | null
  payment_route: PaymentRoute | null
  payment_route_other: string | null
  depends_on: NullableJson<'current_service.depends_on'>
  brought_over_as: string | null
}

interface DeathReportTable {
  commissioner_id: string
  death_report_id: string
  case_id: string
  died_on: string
  reported_by: string
  reported_at: Date
  evidence: string | null
  closed_by: string | null
  closed_at: Date | null
  outcome: DeathOutcome | null
  before: NullableJson<'death_report.before'>
  error_evidence: string | null
  error_proposed_by: string | null
  error_proposed_at: Date | null
  error_confirmed_by: string | null
  error_confirmed_at: Date | null
  denied: Generated<boolean>
  contestable_until: string | null
}

interface DecisionTable {
  commissioner_id: string
  decision_id: string
  case_id: string
  subject: DecisionSubject
  subject_id: string
  subject_version: number
  outcome: DecisionOutcome
  tier: DecisionTier
  reasons: Json<'decision.reasons'>
  gaps_accepted_because: string | null
  decided_by: string
  decided_by_name: string
  decided_at: Date
  scheme_version: number
  lines: NullableJson<'decision.lines'>
  shares: NullableJson<'decision.shares'>
  in_place_of: string | null
  in_place_of_name: string | null
  appeal_by: string | null
  heard: NullableJson<'decision.heard'>
}

interface DecisionTallyTable {
  commissioner_id: string
  decided_on: string
  scheme_id: string
  tier: DecisionTier
  outcome: DecisionOutcome
  went_to_panel: boolean
  plans: number
}

interface DelegationTable {
  commissioner_id: string
  delegation_id: string
  holder_id: string
  holder_name: string
  tier_role: TierHolder
  organisation_id: string | null
  delegate_id: string
  delegate_name: string
  from_on: string
  until_on: string
  set_by: string
  set_at: Date
  ended_at: Date | null
  ended_by: string | null
}

interface DeploymentAgreementTable {
  commissioner_id: string
  deployment_agreement_id: string
  case_id: string
  line: string
  deployment: Deployment
  instrument: PaymentInstrument
  holder_id: string | null
  content: Json<'deployment_agreement.content'>
  content_hash: string
  drafted_at: Date
  person_signed_by: string | null
  person_signed_as: CaseRole | null
  person_signed_at: Date | null
  commissioner_signed_by: string | null
  commissioner_signed_at: Date | null
  ended_at: Date | null
}

interface DocumentTable {
  commissioner_id: string
  document_id: string
  case_id: string
  media_type: FileType
  size_bytes: number
  sha256: string
  added_by: string
  added_at: Date
  scan: Generated<FileScan>
  scan_tries: Generated<number>
  scan_due_at: Generated<Date>
  scanned_at: Date | null
  gone_at: Date | null
  gone_because: FileGone | null
  stored_document_id: Generated<string | null>
  replaced_by: string | null
  scan_asked_at: Date | null
  scan_ended_at: Date | null
  refused_at: Date | null
  changed_at: Generated<Date>
}

interface ErasureTable {
  commissioner_id: string
  erasure_id: string
  person_id: string
  rule: string
  cases: number
  erased_at: Date
}

interface EscalationTallyTable {
  commissioner_id: string
  passed_on: string
  scheme_id: string
  because: RoutingReason
  passed_before_on: string
  plans: number
}

interface ExpressionOfInterestTable {
  commissioner_id: string
  expression_of_interest_id: string
  case_id: string
  status: ExpressionStatus
  content: Json<'expression_of_interest.content'>
  made_by: string
  made_as: ExpressionMaker
  made_at: Date
  submitted_at: Date | null
  version: number
  submitted_by: string | null
}

interface FallbackDecisionTable {
  commissioner_id: string
  support_plan_id: string
  outcome: FallbackOutcome
  because: string
  decided_by: string
  decided_by_name: string
  decided_at: Date
}

interface FloatPaymentTable {
  commissioner_id: string
  float_payment_id: string
  organisation_id: string
  kind: LedgerEntryKind
  amount_pence: number
  paid_on: string
  reference: string
  recorded_by: string
  recorded_at: Date
  reference_letters: string
  confirmed_by: string | null
  confirmed_at: Date | null
  replaced_at: Date | null
}

interface FloatReconciliationTable {
  commissioner_id: string
  float_reconciliation_id: string
  organisation_id: string
  period_from: string
  period_until: string
  opening_pence: number
  deposits_pence: number
  returns_pence: number
  purchases_pence: number
  reversals_pence: number
  stated_pence: number
  explanation: string | null
  stated_by: string
  stated_by_name: string
  stated_at: Date
  signed_by: string | null
  signed_by_name: string | null
  signed_at: Date | null
  replaced_at: Date | null
  instead_of: string | null
}

interface GiveBackTable {
  commissioner_id: string
  give_back_id: string
  case_id: string
  plan_line_id: string
  amount_pence: number
  given_by: Giver
  received_on: string
  reference: string
  evidence: string
  to_funders: boolean
  recorded_by: string
  recorded_at: Date
  reference_letters: string
  confirmed_by: string | null
  confirmed_at: Date | null
  replaced_at: Date | null
  confirmed_evidence: string | null
  payment_id: string | null
}

interface HealthNeedTable {
  commissioner_id: string
  health_need_id: string
  case_id: string
  needs_assessment_id: string
  organisation_id: string
  words: string
  status: HealthNeedStatus
  suggested_by: string
  suggested_by_name: string
  suggested_at: Date
}

interface IdempotencyRecordTable {
  commissioner_id: string
  actor_id: string
  key: string
  request_hash: string
  answer: string
  stored_at: Date
}

interface IdentifierTable {
  commissioner_id: string
  system: string
  value: string
  token: Generated<string>
  kind: Generated<IdentifiedKind>
  person_id: string | null
  case_id: string | null
  organisation_id: string | null
  support_plan_id: string | null
  set_by: string
  set_at: Date
}

interface IdentityConfirmationTable {
  commissioner_id: string
  identity_confirmation_id: string
  person_id: string
  source: IdentitySource
  evidence: IdentityEvidence | null
  confirmed_on: string
  confirmed_by: string
  organisation_id: string | null
  recorded_at: Date
  ended_at: Date | null
}

interface IndicativeBudgetTable {
  commissioner_id: string
  indicative_budget_id: string
  case_id: string
  budget_calculation_id: string
  amount_pence: number
  adopted_by: string
  adopted_at: Date
  disclosed_at: Date | null
  disclosed_by: string | null
  disclosed_how: WayOfSaying | null
  superseded_at: Date | null
  reserve_pence: number
  shares: Json<'indicative_budget.shares'>
  period_from: string
  period_until: string
}

interface InformationRequestTable {
  commissioner_id: string
  information_request_id: string
  expression_of_interest_id: string
  case_id: string
  items: Json<'information_request.items'>
  asked_by: string
  asked_at: Date
  due_on: string
  answered_at: Date | null
  answer_by: InformationAnswerer
}

interface JointFindingTable {
  commissioner_id: string
  joint_finding_id: string
  case_id: string
  needs_assessment_id: string
  assessment_version: number
  side: AssessingSide
  organisation_id: string
  took_part: string[]
  words: string
  social_care_reference: string | null
  social_care_pence: number | null
  social_care_pays_for: string | null
  found_by: string
  found_by_name: string
  found_at: Date
}

interface LedgerEntryTable {
  commissioner_id: string
  ledger_entry_id: string
  case_id: string | null
  kind: LedgerEntryKind
  plan_line_id: string | null
  purchase_id: string | null
  recorded_by: string
  recorded_at: Date
}

interface LedgerPostingTable {
  commissioner_id: string
  ledger_entry_id: string
  place: number
  from_id: string
  from_kind: AccountKind
  to_id: string
  to_kind: AccountKind
  amount_pence: number
}

interface LegalHoldTable {
  commissioner_id: string
  legal_hold_id: string
  person_id: string
  reason: string
  placed_by: string
  placed_at: Date
  lifted_at: Date | null
  lifted_by: string | null
}

interface LetterTable {
  commissioner_id: string
  decision_id: string
  case_id: string
  title: string
  html: string
  content_hash: string
  written_at: Date
  changed_at: Generated<Date>
}

interface LetterDeliveryTable {
  commissioner_id: string
  decision_id: string
  how: LetterDeliveryWay
  delivered_on: string
  recorded_by: string
  recorded_at: Date
}

interface LikelyDoubleTable {
  commissioner_id: string
  likely_double_id: string
  first_person_id: string
  second_person_id: string
  likeness: Likeness
  found_at: Date
  goes_on_id: string | null
  join_proposed_by: string | null
  join_proposed_at: Date | null
  settled_as: DoubleSettlement | null
  settled_by: string | null
  settled_at: Date | null
  join_confirmed_by: string | null
  join_confirmed_at: Date | null
  difference_proposed_by: string | null
  difference_proposed_at: Date | null
}

interface LineHoldingTable {
  commissioner_id: string
  line_holding_id: string
  case_id: string
  plan_line_id: string
  from_deployment: Deployment
  from_instrument: PaymentInstrument
  from_holder_id: string | null
  deployment: Deployment
  instrument: PaymentInstrument
  holder_id: string | null
  chosen_by: string
  chosen_as: CaseRole
  chosen_at: Date
  took_effect_at: Date | null
}

interface LineMoveTable {
  commissioner_id: string
  line_move_id: string
  case_id: string
  support_plan_id: string
  from_line_id: string
  to_line_id: string
  amount_pence: number
  words: string
  moved_as: CaseRole
  moved_by: string
  moved_at: Date
  takes_back: string | null
}

interface LinePauseTable {
  commissioner_id: string
  line_pause_id: string
  case_id: string
  plan_line_id: string
  cause: LinePauseCause
  from_on: string
  until_on: string | null
  paused_by: string
  paused_as: CaseRole
  paused_at: Date
  resumed_on: string | null
  resumed_by: string | null
}

interface LineProviderTable {
  commissioner_id: string
  line_provider_id: string
  case_id: string
  plan_line_id: string
  payee_id: string
  named_by: string
  named_at: Date
  ended_at: Date | null
  ended_by: string | null
}

interface MachineClientTable {
  commissioner_id: string
  machine_client_id: string
  client_id: string
  organisation_id: string | null
  name: string
  scopes: string[]
  registered_by: string
  registered_at: Date
  ended_by: string | null
  ended_at: Date | null
  confirmed_by: string | null
  confirmed_at: Date | null
  origins: Generated<string[]>
}

interface NeedsAssessmentTable {
  commissioner_id: string
  needs_assessment_id: string
  case_id: string
  instrument: string
  instrument_version: number
  status: AssessmentStatus
  content: Json<'needs_assessment.content'>
  assessor_id: string
  begun_at: Date
  completed_at: Date | null
  version: number
}

interface NoServicesTable {
  commissioner_id: string
  case_id: string
  confirmed_by: string
  confirmed_as: CaseRole
  confirmed_at: Date
}

interface NotificationTable {
  commissioner_id: string
  notification_id: string
  kind: NotificationKind
  about: string
  case_id: string | null
  person_id: string | null
  actor_id: string | null
  decision_id: string | null
  status: NotificationStatus
  bundled: boolean
  made_at: Date
  due_at: Date
  claimed_until: Date | null
  attempts: number
  failing_since: Date | null
  channel: NotificationChannel | null
  reference: string | null
  message_id: string | null
  fault: NotificationFault | null
  settled_at: Date | null
  urgency: number
}

interface NotificationPreferenceTable {
  commissioner_id: string
  notification_preference_id: string
  person_id: string | null
  actor_id: string | null
  channels: Json<'notification_preference.channels'>
  digest: NotificationDigest
  digest_hour: number
  digest_day: number
  set_at: Date
  version: number
  roles: Generated<string[]>
  organisation_id: string | null
}

interface NotificationReadingTable {
  commissioner_id: string
  looked_to: number
  reviews_looked_on: string | null
  failures_asked_at: Date | null
}

interface OffPlanRequestTable {
  commissioner_id: string
  off_plan_request_id: string
  case_id: string
  support_plan_id: string
  kind: OffPlanKind
  line: string
  title: string
  category: string
  amount_pence: number
  because: string
  outcomes: string[]
  takes_from: string | null
  payee: string | null
  payee_id: string | null
  ties: Json<'off_plan_request.ties'>
  asked_by: string
  asked_as: CaseRole
  asked_at: Date
  status: OffPlanStatus
  tier: Tier
  agreed_pence: number | null
  plan_line_id: string | null
  decision_id: string | null
  closed_at: Date | null
  round: Generated<number>
  element: BudgetElement | null
}

interface OffPlanVoteTable {
  commissioner_id: string
  off_plan_vote_id: string
  off_plan_request_id: string
  tier: Tier
  tier_role: TierHolder
  human_id: string
  voted_by: string
  agrees: boolean
  lived_experience: boolean
  reasons: Json<'off_plan_vote.reasons'>
  voted_at: Date
  round: number
}

interface OrganisationTable {
  commissioner_id: string
  organisation_id: string
  code: string
  name: string
  kind: OrganisationKind
  registered_at: Date
  ended_at: Date | null
  address_lines: string[] | null
  postcode: string | null
  changed_at: Generated<Date>
}

interface OrganisationFloatTable {
  commissioner_id: string
  organisation_id: string
  opened_by: string
  opened_at: Date
}

interface PageLinkTable {
  commissioner_id: string
  page_link_id: string
  case_id: string
  subject: string
  organisation_id: string | null
  made_as: PageLinkMaker
  code_hash: string
  made_at: Date
  expires_at: Date
  opened_at: Date | null
  session_hash: string | null
  seen_at: Date | null
  closed_at: Date | null
}

interface PanelMeetingTable {
  commissioner_id: string
  panel_meeting_id: string
  case_id: string
  support_plan_id: string
  tier: Tier
  starts_at: Date
  way: MeetingWay
  place: string
  sits: string[]
  set_by: string
  set_by_name: string
  set_at: Date
  moved_words: string | null
  told_on: string | null
  told_how: WayOfSaying | null
  told_evidence: string | null
  told_recorded_by: string | null
  wish: HearingWay | null
  wish_words: string | null
  speaker: string | null
  less_notice: Generated<boolean>
  wish_by: string | null
  wish_at: Date | null
  heard: HearingWay | null
  heard_words: string | null
  heard_recorded_by: string | null
  heard_recorded_at: Date | null
  called_off_at: Date | null
  called_off_by: string | null
  called_off_words: string | null
}

interface PayRunTable {
  commissioner_id: string
  pay_run_id: string
  until_on: string
  pay_on: string
  payer_id: string
  service_user_number: string | null
  drafted_by: string
  drafted_at: Date
  reviewed_by: string | null
  reviewed_at: Date | null
  approved_by: string | null
  approved_at: Date | null
  instructed_at: Date | null
  payment_count: number
  total_pence: number
  filed_at: Date | null
  filed_by: string | null
  file_format: PaymentFileFormat | null
  file_mark: string | null
  settled_at: Date | null
  cancelled_at: Date | null
  version: Generated<number>
  cancel_asked_by: string | null
  cancel_asked_at: Date | null
  cancelled_by: string | null
  changed_at: Generated<Date>
}

interface PayRunResultTable {
  commissioner_id: string
  reference: string
  pay_run_id: string
  paid_on: string | null
  failure: string | null
  imported_by: string
  imported_at: Date
  taken_at: Date | null
  failure_before: string | null
  corrected_by: string | null
  corrected_because: string | null
  corrected_at: Date | null
}

interface PayeeTable {
  commissioner_id: string
  payee_id: string
  kind: PayeeKind
  name: string
  name_key: string
  organisation_id: string | null
  contact: string | null
  registered_by: string
  registered_at: Date
  ended_at: Date | null
  ending_asked_by: string | null
  ending_asked_at: Date | null
  to_follow: string | null
  reopening_asked_by: string | null
  reopening_asked_at: Date | null
  reopening_because: string | null
  reopened_by: string | null
  reopened_at: Date | null
  reopened_because: string | null
  contact_asked: string | null
  contact_asked_by: string | null
  contact_asked_at: Date | null
  changed_at: Generated<Date>
}

interface PayeeContactChangeTable {
  commissioner_id: string
  payee_contact_change_id: string
  payee_id: string
  contact_before: string | null
  asked_by: string
  changed_by: string
  changed_at: Date
  told_on: string | null
}

interface PayeeDecisionTable {
  commissioner_id: string
  payee_decision_id: string
  case_id: string
  payee_id: string
  outcome: PayeeOutcome
  ties: string[]
  because: string
  decided_by: string
  decided_at: Date
  team_ties: string[]
  declared_tie_ids: string[]
}

interface PayeeEvidenceTable {
  commissioner_id: string
  payee_evidence_id: string
  payee_id: string
  kind: PayeeEvidenceKind
  issued_on: string
  expires_on: string
  document_hash: string | null
  seen_by: string
  seen_at: Date
  shared_because: string | null
}

interface PayeeQuestionTable {
  commissioner_id: string
  payee_question_id: string
  case_id: string
  payee_id: string
  ties: string[]
  asked_at: Date
  outcome: PayeeQuestionOutcome | null
  closed_at: Date | null
}

interface PayeeTieTable {
  commissioner_id: string
  payee_tie_id: string
  case_id: string
  payee_id: string
  tie: PayeeDeclaredTie
  words: string
  declared_as: CaseRole
  declared_by: string
  declared_at: Date
  ended_because: string | null
  ended_by: string | null
  ended_at: Date | null
}

interface PaymentTable {
  commissioner_id: string
  payment_id: string
  case_id: string
  plan_line_id: string
  payee_id: string | null
  purpose: PaymentPurpose
  amount_pence: number
  from_on: string
  until_on: string
  due_on: string
  reference: string
  planned_at: Date
  hold_reason: PaymentHoldReason | null
  held_by: string | null
  held_at: Date | null
  pay_run_id: string | null
  instructed_at: Date | null
  settled_at: Date | null
  paid_on: string | null
  failure: string | null
  cancelled_at: Date | null
  cancelled_because: PaymentCancellation | null
  purchase_id: string | null
  released_at: Date | null
  to_hold: boolean
  owed_for_days: Generated<boolean>
  held_before: PaymentHoldReason | null
  above_rate_pence: Generated<number>
  instead_of: string | null
  changed_at: Generated<Date>
  release_is_past: Generated<boolean>
}

interface PeriodEndTable {
  commissioner_id: string
  period_end_id: string
  case_id: string
  support_plan_id: string
  from_on: string
  until_on: string
  scheme_version: number
  lines: Json<'period_end.lines'>
  over_pence: number
  ended_at: Date
}

interface PersonTable {
  commissioner_id: string
  person_id: string
  nhs_number: string | null
  given_name: string | null
  family_name: string | null
  born_on: string
  ethnic_category: EthnicCategory
  language: string
  interpreter_needed: boolean
  communication_needs: string | null
  version: number
  registered_at: Date
  registered_by: string | null
  registered_for: string | null
  joined_into: string | null
  name_letters: string
  changed_at: Generated<Date>
}

interface PersonHistoryTable {
  commissioner_id: string
  person_history_id: string
  person_id: string
  version: number
  former: Json<'person_history.former'>
  changed_by: string
  changed_at: Date
}

interface PersonRequestTable {
  commissioner_id: string
  person_request_id: string
  case_id: string
  kind: PersonRequestKind
  owner: RequestOwner
  words: string
  asked_by: string
  asked_as: CaseRole
  asked_at: Date
  outcome: PersonRequestOutcome | null
  answer_words: string | null
  answered_by: string | null
  answered_by_name: string | null
  answered_at: Date | null
}

interface PlanLineTable {
  commissioner_id: string
  plan_line_id: string
  case_id: string
  support_plan_id: string
  key: string
  title: string
  category: string
  deployment: Deployment
  instrument: PaymentInstrument
  holder_id: string | null
  agreed_pence: number
  status: PlanLineStatus
  closed_on: string | null
  crisis_pence: Generated<number>
  pays_back: Generated<boolean>
  moved_pence: Generated<number>
  carried_pence: Generated<number>
  look_on: Generated<string>
  element: BudgetElement | null
}

interface PracticeActTable {
  commissioner_id: string
  practice_act_id: string
  case_id: string
  health_need_id: string
  kind: PracticeActKind
  words: string | null
  gp_name: string | null
  gp_post: string | null
  way: PracticeWay
  on_day: string
  document_hash: string | null
  done_by: string
  done_by_name: string
  done_at: Date
  what_would_change: string | null
}

interface ProviderStopTable {
  commissioner_id: string
  provider_stop_id: string
  case_id: string
  organisation_id: string
  lines: string[]
  stopped_on: string
  reported_by: string
  reported_at: Date
  outcome: ProviderStopOutcome | null
  closed_at: Date | null
}

interface PurchaseTable {
  commissioner_id: string
  purchase_id: string
  case_id: string
  plan_line_id: string
  amount_pence: number
  payee: string
  bought: string
  bought_on: string
  instrument: PaymentInstrument
  bought_by: string
  recorded_at: Date
  reversed_at: Date | null
  reversal_reason: string | null
  reversed_pence: Generated<number>
  payee_id: string | null
  chase_on: string | null
  missing_since: string | null
  float_organisation_id: string | null
  quarter_units: number | null
  unit: CostUnit | null
  asked_again_on: string | null
  own_pence: Generated<number>
  own_reversed_pence: Generated<number>
  changed_at: Generated<Date>
}

interface PurchaseMarkTable {
  commissioner_id: string
  purchase_id: string
  reason: PurchaseMarkReason
  like_purchase_id: string | null
  marked_at: Date
  purchase_mark_id: Generated<string>
}

interface ReceiptTable {
  commissioner_id: string
  receipt_id: string
  purchase_id: string
  amount_pence: number
  issued_on: string
  document_hash: string
  received_by: string
  received_at: Date
  document_id: string | null
  changed_at: Generated<Date>
}

interface ReceiptChaseTable {
  commissioner_id: string
  purchase_id: string
  step: ReceiptChaseStep
  chased_on: string
  lifted_by: string | null
  lifted_because: string | null
  lifted_at: Date | null
  changed_at: Generated<Date>
}

interface ReceiptLossTable {
  commissioner_id: string
  purchase_id: string
  because: string
  said_by: string
  said_at: Date
  accepted_by: string | null
  accepted_because: string | null
  accepted_at: Date | null
  changed_at: Generated<Date>
}

interface RecordOpeningTable {
  commissioner_id: string
  record_opening_id: string
  person_id: string
  actor_id: string
  actor_name: string
  task: OpeningTask
  reason: string
  until_on: string
  opened_by: string
  opened_at: Date
  ended_at: Date | null
}

interface RecordReadTable {
  commissioner_id: string
  record_read_id: string
  person_id: string
  case_id: string | null
  actor_id: string
  actor_name: string
  organisation_id: string | null
  ground: string
  operation: string
  read_at: Date
}

interface RecordRequestTable {
  commissioner_id: string
  record_request_id: string
  person_id: string
  reason: string
  received_on: string
  due_on: string
  recorded_by: string
  recorded_at: Date
}

interface RecordRestrictionTable {
  commissioner_id: string
  record_restriction_id: string
  person_id: string
  reason: string
  restricted_by: string
  restricted_at: Date
  lifted_by: string | null
  lifted_at: Date | null
}

interface RecordedIdentityTable {
  commissioner_id: string
  person_id: string
  version: number
  nhs_number: string | null
  given_name: string | null
  family_name: string | null
  name_letters: string
  born_on: string
  recorded_at: Date
}

interface RecordedSigningTable {
  commissioner_id: string
  recorded_signing_id: string
  case_id: string
  asked_by: string
  asked_at: Date
  ended_at: Date | null
}

interface RecordsExportTable {
  commissioner_id: string
  records_export_id: string
  records_of: string | null
  format: ExportFormat
  because: string
  asked_by: string
  asked_by_name: string
  asked_at: Date
}

interface ReferralTable {
  commissioner_id: string
  referral_id: string
  person_id: string
  scheme_id: string
  trust_id: string
  organisation_id: string
  referred_by: string
  referred_on: string
  received_how: WayOfSaying
  recorded_by: string
  recorded_by_name: string
  recorded_for: string | null
  coordinates: boolean
  recorded_at: Date
  answer_by: string
  outcome: ReferralOutcome | null
  answered_by: string | null
  answered_at: Date | null
  case_id: string | null
  entry_status: EntryStatus | null
}

interface RepresentationTable {
  commissioner_id: string
  case_member_id: string
  case_id: string
  actor_id: string
  name: string
  relative: boolean
  basis: LegalBasis
  basis_since: string
  basis_evidence: string
  appointment: Appointment
  for_welfare: boolean
  for_property: boolean
  until_on: string | null
  added_by: string
  added_at: Date
  verified_by: string | null
  verified_at: Date | null
  verified_evidence: string | null
}

interface ResourceTable {
  commissioner_id: string
  resource_id: string
  kind: ResourceKind
  name: string
  description: string
  run_by: string
  organisation_id: string | null
  cost: string
  price_pence: number | null
  places: number | null
  languages: string[]
  culture: string | null
  accessibility: string | null
  areas: string[]
  needs: string[]
  contact: string
  from_on: string
  until_on: string | null
  checked_on: string | null
  checked_by: string | null
  checked_by_name: string | null
  registered_by: string
  registered_at: Date
  changed_at: Date
  ended_at: Date | null
  version: number
}

interface ResourceSourceTable {
  commissioner_id: string
  source: string
  source_id: string
  resource_id: string
  content_hash: string
  imported_by: string
  imported_at: Date
}

interface ResourceTermTable {
  commissioner_id: string
  resource_id: string
  term: string
  cost: string
}

interface RestoredLineTable {
  commissioner_id: string
  plan_line_id: string
  appeal_id: string
  case_id: string
  lost_from: string
  restored_on: string
  restored_pence: number
  lost_pence: number
}

interface ReviewTable {
  commissioner_id: string
  review_id: string
  case_id: string
  support_plan_id: string | null
  kind: ReviewKind
  status: ReviewStatus
  due_on: string
  scheduled_at: Date
  content: NullableJson<'review.content'>
  finding: ReviewFinding | null
  done_by: string | null
  done_at: Date | null
  version: number
  route: NullableJson<'review.route'>
  because: ReviewCause | null
  changed_at: Generated<Date>
}

interface RoutingTable {
  commissioner_id: string
  routing_id: string
  support_plan_id: string
  plan_version: number
  tier: Tier
  because: RoutingReason
  sentence: string
  passed_on_by: string | null
  arrived_at: Date
}

interface SafeContactTable {
  commissioner_id: string
  person_id: string
  may_email: boolean
  may_text: boolean
  may_post: boolean
  from_time: string | null
  to_time: string | null
  paused: boolean
  paused_until: string | null
  said_on: string | null
  how: WayOfSaying | null
  present: string | null
  evidence: string | null
  set_by: string
  set_as: SafeContactSetter
  set_at: Date
  version: number
}

interface SafeContactNotToTable {
  commissioner_id: string
  person_id: string
  case_member_id: string
}

interface SaidForTable {
  commissioner_id: string
  said_for_id: string
  case_id: string
  kind: SaidForKind
  subject_id: string
  words: string | null
  said_on: string
  how: WayOfSaying | null
  present: string | null
  evidence: string
  recorded_by: string
  recorded_as: SaidForRecorder
  recorded_at: Date
  objection_by: string
  before: NullableJson<'said_for.before'>
  objected_at: Date | null
  objected_by: string | null
  objected_words: string | null
  answered_at: Date | null
  answered_by: string | null
  answer: ObjectionAnswer | null
  answer_words: string | null
  version: Generated<number>
}

interface SchemeTable {
  commissioner_id: string
  scheme_id: string
  code: string
  title: string
}

interface SchemeCouncilTable {
  commissioner_id: string
  scheme_council_id: string
  scheme_id: string
  organisation_id: string
  enrolled_by: string
  enrolled_at: Date
  ended_by: string | null
  ended_at: Date | null
  pays: Generated<boolean>
}

interface SchemeDraftTable {
  commissioner_id: string
  scheme_draft_id: string
  scheme_id: string
  based_on_version: number | null
  rules: Json<'scheme_draft.rules'>
  content_hash: string
  published_version: number | null
  drafted_by: string
  drafted_at: Date
  changed_at: Date
  version: number
  author_ids: Generated<string[]>
  proposed_starts_on: string | null
  proposed_note: string | null
  proposed_by: string | null
  proposed_at: Date | null
}

interface SchemePublicationTable {
  commissioner_id: string
  scheme_id: string
  version: number
  scheme_draft_id: string
  simulation_id: string
  equality_note: string
  published_by: string
  published_at: Date
  proposed_by: string | null
}

interface SchemeVersionTable {
  commissioner_id: string
  scheme_id: string
  version: number
  starts_on: string
  rules: Json<'scheme_version.rules'>
  published_at: Date
}

interface ServiceAgreementTable {
  commissioner_id: string
  service_agreement_id: string
  payee_id: string
  holder_id: string | null
  renews_id: string | null
  what: string
  categories: string[]
  unit: CostUnit
  rate_pence: number
  from_on: string
  until_on: string
  drafted_by: string
  drafted_at: Date
  payer_signed_by: string | null
  payer_signed_at: Date | null
  provider_signed_by: string | null
  provider_signed_at: Date | null
  provider_signatory: string | null
  provider_document_hash: string | null
  ended_on: string | null
  ended_because: string | null
  ended_by: string | null
  ended_at: Date | null
  followed_at: Date | null
  changed_at: Generated<Date>
}

interface SharingWithoutConsentTable {
  commissioner_id: string
  sharing_without_consent_id: string
  person_id: string
  organisation_id: string
  purpose: ConsentPurpose
  legal_basis: SharingBasis
  reason: string
  until_on: string
  decided_by: string
  decided_by_name: string
  decided_at: Date
  ended_at: Date | null
  ended_by: string | null
}

interface SignInTable {
  commissioner_id: string
  sign_in_id: string
  person_id: string
  subject: string
  linked_by: SignInLink
  sign_in_code_id: string | null
  linked_at: Date
  end_proposed_by: string | null
  end_proposed_at: Date | null
  ended_by: string | null
  ended_at: Date | null
}

interface SignInCodeTable {
  commissioner_id: string
  sign_in_code_id: string
  person_id: string
  locator: string
  hash: string
  handed_over: HandOver
  issued_by: string
  issued_at: Date
  expires_at: Date
  confirmed_by: string | null
  confirmed_at: Date | null
  tries: Generated<number>
  ended_at: Date | null
  ended_as: SignInCodeEnd | null
}

interface SignalWatchTable {
  commissioner_id: string
  looked_to: string
}

interface SignatureTable {
  commissioner_id: string
  signature_id: string
  support_plan_id: string
  plan_version: number
  case_role: CaseRole
  actor_id: string
  name: string
  how: WayOfSigning
  content_hash: string
  recorded_by: string
  signed_at: Date
  said_for_id: string | null
}

interface SimulatedCaseTable {
  commissioner_id: string
  simulation_id: string
  case_id: string
  scheme_version: number | null
  ethnic_category: EthnicCategory
  language: string
  interpreter_needed: boolean
  calculated: boolean
  now_pence: number | null
  now_refused: string | null
  now_tier: Tier | null
  now_near: string | null
  proposed_pence: number | null
  proposed_refused: string | null
  proposed_tier: Tier | null
  proposed_near: string | null
  calculated_pence: number | null
}

interface SimulationTable {
  commissioner_id: string
  simulation_id: string
  scheme_draft_id: string
  scheme_id: string
  rules: Json<'simulation.rules'>
  content_hash: string
  requested_by: string
  frozen_at: Date
  status: SimulationStatus
  total: number
  done: number
  last_case_id: string | null
  failures: number
  result: NullableJson<'simulation.result'>
  ended_at: Date | null
  based_on_version: number | null
}

interface SocialCareBudgetTable {
  commissioner_id: string
  social_care_budget_id: string
  case_id: string
  organisation_id: string
  reference: string
  amount_pence: number
  pays_for: string
  from_on: string
  evidence: string
  needs_assessment_id: string | null
  recorded_by: string
  recorded_by_name: string
  recorded_at: Date
}

interface SpendingCheckTable {
  commissioner_id: string
  spending_check_id: string
  case_id: string
  found_in: SpendingCheckPlace
  plan_line_id: string | null
  support_plan_id: string | null
  line: string | null
  card_feed_line_id: string | null
  amount_pence: number | null
  words: string
  words_hash: string
  uses: string[]
  said: string | null
  asked_by: string
  asked_at: Date
  outcome: SpendingCheckOutcome | null
  because: string | null
  decided_by: string | null
  decided_at: Date | null
  payee: string | null
  off_plan_request_id: string | null
  waiting_claim_id: string | null
  about: SpendingCheckAbout
  vetting: Vetting | null
}

interface SpendingCheckUseTable {
  commissioner_id: string
  spending_check_id: string
  purchase_id: string
}

interface SpendingFreezeTable {
  commissioner_id: string
  spending_freeze_id: string
  concern_id: string
  case_id: string
  about: FreezeAbout
  plan_line_id: string | null
  payee: string | null
  payee_letters: string | null
  reason: string
  placed_by: string
  placed_by_name: string
  placed_at: Date
  until_on: string
  lifted_at: Date | null
  kept_since: Date | null
  lifting_asked_by: string | null
  lifting_asked_at: Date | null
  lifting_because: string | null
}

interface SpendingQuestionTable {
  commissioner_id: string
  spending_question_id: string
  case_id: string
  plan_line_id: string
  code: SpendingQuestionCode
  since: string
  sentence: string
  asked_at: Date
  outcome: SpendingQuestionOutcome | null
  answer: string | null
  answered_by: string | null
  closed_at: Date | null
}

interface StaffIdentityTable {
  commissioner_id: string
  actor_id: string
  staff_member_id: string
  added_by: string
  added_at: Date
  confirmed_by: string | null
  confirmed_at: Date | null
}

interface StaffMemberTable {
  commissioner_id: string
  staff_member_id: string
  organisation_id: string | null
  name: string | null
  registered_by: string
  registered_at: Date
  ended_by: string | null
  ended_at: Date | null
  is_peer: Generated<boolean>
}

interface StayTallyTable {
  commissioner_id: string
  decided_on: string
  scheme_id: string
  tier: Tier
  arrived_on: string
  left_on: string
  plans: number
}

interface StoredDocumentTable {
  commissioner_id: string
  stored_document_id: string
  put_at: Date
  is_kept: Generated<boolean>
}

interface SupportPlanTable {
  commissioner_id: string
  support_plan_id: string
  case_id: string
  status: PlanStatus
  content: Json<'support_plan.content'>
  total_pence: number
  content_hash: string
  author_ids: string[]
  submitted_version: number | null
  tier: Tier | null
  opened_at: Date
  submitted_at: Date | null
  agreed_at: Date | null
  version: number
  agreed_pence: number | null
  withdrawn_at: Date | null
  period_from: string | null
  period_until: string | null
  agreed_limit_pence: number | null
  takes_effect_after: string | null
  superseded_by: string | null
  changed_at: Generated<Date>
  waits_since: string | null
  short_pence: number | null
}

interface SupportPlanVersionTable {
  commissioner_id: string
  support_plan_id: string
  version: number
  content: Json<'support_plan_version.content'>
  total_pence: number
  content_hash: string
  submitted_by: string
  submitted_at: Date
}

interface SurplusRecoveryTable {
  commissioner_id: string
  surplus_recovery_id: string
  case_id: string
  support_plan_id: string
  status: SurplusRecoveryStatus
  lines: Json<'surplus_recovery.lines'>
  words: string
  told_on: string
  told_how: WayOfSaying
  answer: string | null
  answered_by: string | null
  answered_at: Date | null
  factors: Json<'surplus_recovery.factors'>
  proposed_by: string
  proposed_at: Date
  decision_id: string | null
  taken_after: string | null
  closed_at: Date | null
  kind: Generated<SurplusRecoveryKind>
  looked_on: string | null
}

interface TakeOverTable {
  commissioner_id: string
  take_over_id: string
  case_id: string
  support_plan_id: string
  actor_id: string
  actor_name: string
  organisation_id: string | null
  lines: string[]
  began_by: string
  began_as: CaseRole
  began_at: Date
  until_on: string
  ended_by: string | null
  ended_at: Date | null
  ended_because: TakeOverEnd | null
}

interface UnmetNeedTable {
  commissioner_id: string
  unmet_need_id: string
  case_id: string
  source: UnmetNeedSource
  need: string
  district: string
  language: string
  recorded_by: string
  recorded_on: string
  recorded_at: Date
}

interface VoteTable {
  commissioner_id: string
  vote_id: string
  support_plan_id: string
  plan_version: number
  tier: Tier
  actor_id: string
  name: string
  lived_experience: boolean
  agrees: boolean
  reasons: Json<'vote.reasons'>
  voted_at: Date
  tier_role: TierHolder
  except_lines: string[]
  in_place_of: string | null
}

interface WaitingClaimTable {
  commissioner_id: string
  waiting_claim_id: string
  case_id: string
  cause: WaitingCause
  cause_id: string
  window_from: string
  window_until: string
  bought: string
  category: string
  amount_pence: number
  spent_on: string
  words: string
  document_hash: string | null
  no_receipt_because: string | null
  document_id: string | null
  claimed_by: string
  claimed_as: CaseRole
  claimed_at: Date
  status: WaitingClaimStatus
  tier: Tier | null
  agreed_pence: number | null
  plan_line_id: string | null
  decision_id: string | null
  closed_at: Date | null
}

interface WebhookTable {
  commissioner_id: string
  webhook_id: string
  organisation_id: string | null
  url: string
  types: string[] | null
  status: WebhookStatus
  looked_to: number
  failing_since: Date | null
  registered_by: string
  registered_at: Date
  ended_at: Date | null
  version: number
  left_alone_until: Date | null
}

interface WebhookDeliveryTable {
  commissioner_id: string
  webhook_delivery_id: string
  webhook_id: string
  audit_entry_id: string | null
  sequence: number | null
  case_id: string | null
  status: WebhookDeliveryStatus
  attempts: number
  since_at: Date
  due_at: Date
  claimed_until: Date | null
  tried_at: Date | null
  last_status: number | null
  settled_at: Date | null
}

interface WebhookSecretTable {
  commissioner_id: string
  webhook_secret_id: string
  webhook_id: string
  key_id: string
  sealed: Buffer
  made_at: Date
  until_at: Date | null
}

export interface Database {
  account: AccountTable
  announced_ending: AnnouncedEndingTable
  appeal: AppealTable
  attachment: AttachmentTable
  attempt: AttemptTable
  audit_entry: AuditEntryTable
  audit_outbox: AuditOutboxTable
  audit_sample: AuditSampleTable
  audit_sample_item: AuditSampleItemTable
  audit_seal: AuditSealTable
  bank_account: BankAccountTable
  bank_account_twin: BankAccountTwinTable
  break_glass: BreakGlassTable
  broker_conflict: BrokerConflictTable
  broker_hand_over: BrokerHandOverTable
  broker_qualification: BrokerQualificationTable
  brokerage_extension: BrokerageExtensionTable
  brokerage_time: BrokerageTimeTable
  budget_calculation: BudgetCalculationTable
  budget_case: BudgetCaseTable
  bulk_import: BulkImportTable
  bulk_import_line: BulkImportLineTable
  bulk_import_mark: BulkImportMarkTable
  bulk_import_part: BulkImportPartTable
  capacity_assessment: CapacityAssessmentTable
  card_feed: CardFeedTable
  card_feed_line: CardFeedLineTable
  case_member: CaseMemberTable
  case_opening: CaseOpeningTable
  case_pause: CasePauseTable
  case_wait: CaseWaitTable
  clock: ClockTable
  clock_pause: ClockPauseTable
  commissioner: CommissionerTable
  concern: ConcernTable
  concern_entry: ConcernEntryTable
  concern_report: ConcernReportTable
  conflict_of_interest: ConflictOfInterestTable
  consent: ConsentTable
  contact_address: ContactAddressTable
  correction_request: CorrectionRequestTable
  course_enrolment: CourseEnrolmentTable
  course_session: CourseSessionTable
  cover_gap: CoverGapTable
  crisis_contingency_change: CrisisContingencyChangeTable
  crisis_episode: CrisisEpisodeTable
  crisis_look: CrisisLookTable
  crisis_reserve: CrisisReserveTable
  current_service: CurrentServiceTable
  death_report: DeathReportTable
  decision: DecisionTable
  decision_tally: DecisionTallyTable
  delegation: DelegationTable
  deployment_agreement: DeploymentAgreementTable
  document: DocumentTable
  erasure: ErasureTable
  escalation_tally: EscalationTallyTable
  expression_of_interest: ExpressionOfInterestTable
  fallback_decision: FallbackDecisionTable
  float_payment: FloatPaymentTable
  float_reconciliation: FloatReconciliationTable
  give_back: GiveBackTable
  health_need: HealthNeedTable
  idempotency_record: IdempotencyRecordTable
  identifier: IdentifierTable
  identity_confirmation: IdentityConfirmationTable
  indicative_budget: IndicativeBudgetTable
  information_request: InformationRequestTable
  joint_finding: JointFindingTable
  ledger_entry: LedgerEntryTable
  ledger_posting: LedgerPostingTable
  legal_hold: LegalHoldTable
  letter: LetterTable
  letter_delivery: LetterDeliveryTable
  likely_double: LikelyDoubleTable
  line_holding: LineHoldingTable
  line_move: LineMoveTable
  line_pause: LinePauseTable
  line_provider: LineProviderTable
  machine_client: MachineClientTable
  needs_assessment: NeedsAssessmentTable
  no_services: NoServicesTable
  notification: NotificationTable
  notification_preference: NotificationPreferenceTable
  notification_reading: NotificationReadingTable
  off_plan_request: OffPlanRequestTable
  off_plan_vote: OffPlanVoteTable
  organisation: OrganisationTable
  organisation_float: OrganisationFloatTable
  page_link: PageLinkTable
  panel_meeting: PanelMeetingTable
  pay_run: PayRunTable
  pay_run_result: PayRunResultTable
  payee: PayeeTable
  payee_contact_change: PayeeContactChangeTable
  payee_decision: PayeeDecisionTable
  payee_evidence: PayeeEvidenceTable
  payee_question: PayeeQuestionTable
  payee_tie: PayeeTieTable
  payment: PaymentTable
  period_end: PeriodEndTable
  person: PersonTable
  person_history: PersonHistoryTable
  person_request: PersonRequestTable
  plan_line: PlanLineTable
  practice_act: PracticeActTable
  provider_stop: ProviderStopTable
  purchase: PurchaseTable
  purchase_mark: PurchaseMarkTable
  receipt: ReceiptTable
  receipt_chase: ReceiptChaseTable
  receipt_loss: ReceiptLossTable
  record_opening: RecordOpeningTable
  record_read: RecordReadTable
  record_request: RecordRequestTable
  record_restriction: RecordRestrictionTable
  recorded_identity: RecordedIdentityTable
  recorded_signing: RecordedSigningTable
  records_export: RecordsExportTable
  referral: ReferralTable
  representation: RepresentationTable
  resource: ResourceTable
  resource_source: ResourceSourceTable
  resource_term: ResourceTermTable
  restored_line: RestoredLineTable
  review: ReviewTable
  routing: RoutingTable
  safe_contact: SafeContactTable
  safe_contact_not_to: SafeContactNotToTable
  said_for: SaidForTable
  scheme: SchemeTable
  scheme_council: SchemeCouncilTable
  scheme_draft: SchemeDraftTable
  scheme_publication: SchemePublicationTable
  scheme_version: SchemeVersionTable
  service_agreement: ServiceAgreementTable
  sharing_without_consent: SharingWithoutConsentTable
  sign_in: SignInTable
  sign_in_code: SignInCodeTable
  signal_watch: SignalWatchTable
  signature: SignatureTable
  simulated_case: SimulatedCaseTable
  simulation: SimulationTable
  social_care_budget: SocialCareBudgetTable
  spending_check: SpendingCheckTable
  spending_check_use: SpendingCheckUseTable
  spending_freeze: SpendingFreezeTable
  spending_question: SpendingQuestionTable
  staff_identity: StaffIdentityTable
  staff_member: StaffMemberTable
  stay_tally: StayTallyTable
  stored_document: StoredDocumentTable
  support_plan: SupportPlanTable
  support_plan_version: SupportPlanVersionTable
  surplus_recovery: SurplusRecoveryTable
  take_over: TakeOverTable
  unmet_need: UnmetNeedTable
  vote: VoteTable
  waiting_claim: WaitingClaimTable
  webhook: WebhookTable
  webhook_delivery: WebhookDeliveryTable
  webhook_secret: WebhookSecretTable
}
