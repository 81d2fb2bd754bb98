import { appealOperations } from './appeals/operations.ts'
import { appealSchemas } from './appeals/schemas.ts'
import { attachmentOperations } from './attachments/operations.ts'
import { attachmentSchemas } from './attachments/schemas.ts'
import { bankAccountOperations } from './bank-accounts/operations.ts'
import { bankAccountSchemas } from './bank-accounts/schemas.ts'
import { sweepBreaches } from './breaches/sweep-breaches.ts'
import { brokerageOperations } from './brokerage/operations.ts'
import { brokerageSchemas } from './brokerage/schemas.ts'
import { unmetSchemas } from './brokerage/unmet-schemas.ts'
import { budgetOperations } from './budgets/operations.ts'
import { budgetSchemas } from './budgets/schemas.ts'
import { CalculationVerification } from './budgets/verification-schemas.ts'
import { advanceImports } from './bulk-imports/advance-imports.ts'
import { forgetImports } from './bulk-imports/forget-imports.ts'
import { bulkImportOperations } from './bulk-imports/operations.ts'
import { bulkImportSchemas } from './bulk-imports/schemas.ts'
import { capacityOperations } from './capacity/operations.ts'
import { capacitySchemas } from './capacity/schemas.ts'
import { cardFeedOperations } from './card-feeds/operations.ts'
import { cardFeedSchemas } from './card-feeds/schemas.ts'
import { sightOfCases } from './case-access/sight.ts'
import { projectWaitingOf } from './case-access/waiting-repository.ts'
import { casePauseOperations } from './case-pauses/operations.ts'
import { casePauseSchemas } from './case-pauses/schemas.ts'
import { sweepPauses } from './case-pauses/sweep-pauses.ts'
import { brokerPlaceSchemas } from './case-team/broker-schemas.ts'
import { brokerPlaceOperations } from './case-team/operations.ts'
import { caseListSchemas } from './cases/list-schemas.ts'
import { caseOperations } from './cases/operations.ts'
import { caseSchemas } from './cases/schemas.ts'
import { SchemeVersionChange } from './cases/version-schemas.ts'
import { settleReplaced } from './closing/settle-before-closing.ts'
import { lookForSignals } from './concerns/look-for-signals.ts'
import { concernOperations } from './concerns/operations.ts'
import { findConcern } from './concerns/repository.ts'
import { concernSchemas } from './concerns/schemas.ts'
import { consentOperations } from './consents/operations.ts'
import { sharingSchemas } from './consents/sharing-schemas.ts'
import { sweepEnded } from './consents/sweep-ended.ts'
import { followAgreement } from './cover-gaps/follow-agreement.ts'
import { coverGapOperations } from './cover-gaps/operations.ts'
import { crisisContingencyOperations } from './crisis-contingencies/operations.ts'
import { crisisSchemas } from './crisis-contingencies/schemas.ts'
import { watchCover } from './crisis-contingencies/watch-cover.ts'
import { crisisEpisodeOperations } from './crisis-episodes/operations.ts'
import { crisisEpisodeSchemas } from './crisis-episodes/schemas.ts'
import { currentServiceOperations } from './current-services/operations.ts'
import { currentServiceSchemas } from './current-services/schemas.ts'
import { socialCareSchemas } from './current-services/social-care-schemas.ts'
import { letterToGiveSchemas } from './decisions/letters-to-give-schemas.ts'
import { decisionOperations } from './decisions/operations.ts'
import { decisionSchemas } from './decisions/schemas.ts'
import { leaveWork } from './delegations/leave-work.ts'
import { delegationOperations } from './delegations/operations.ts'
import { delegationSchemas } from './delegations/schemas.ts'
import { deploymentAgreementOperations } from './deployment-agreements/operations.ts'
import { deploymentAgreementSchemas } from './deployment-agreements/schemas.ts'
import { endingOperations } from './endings/operations.ts'
import { endingSchemas } from './endings/schemas.ts'
import { eventOperations } from './events/operations.ts'
import { eventSchemas } from './events/schemas.ts'
import { exportOperations } from './exports/operations.ts'
import { exportSchemas } from './exports/schemas.ts'
import { expressionOperations } from './expressions-of-interest/operations.ts'
import { expressionSchemas } from './expressions-of-interest/schemas.ts'
import { findingOperations } from './findings/operations.ts'
import { findingSchemas } from './findings/schemas.ts'
import { floatOperations } from './floats/operations.ts'
import { floatSchemas } from './floats/schemas.ts'
import { giveBackOperations } from './give-backs/operations.ts'
import { giveBackSchemas } from './give-backs/schemas.ts'
import { healthNeedOperations } from './health-needs/operations.ts'
import { healthNeedSchemas } from './health-needs/schemas.ts'
import { identifierSchemas } from './identifiers/schemas.ts'
import { lineHoldingOperations } from './line-holdings/operations.ts'
import { lineHoldingSchemas } from './line-holdings/schemas.ts'
import { lineMoveOperations } from './line-moves/operations.ts'
import { lineMoveSchemas } from './line-moves/schemas.ts'
import { linePauseOperations } from './line-pauses/operations.ts'
import { linePauseSchemas } from './line-pauses/schemas.ts'
import { lineProviderOperations } from './line-providers/operations.ts'
import { lineProviderSchemas } from './line-providers/schemas.ts'
import { machineClientOperations } from './machine-clients/operations.ts'
import { machineClientSchemas } from './machine-clients/schemas.ts'
import { meOperations } from './me/operations.ts'
import { meSchemas } from './me/schemas.ts'
import { jointSchemas } from './needs-assessments/joint-schemas.ts'
import { assessmentOperations } from './needs-assessments/operations.ts'
import { assessmentSchemas } from './needs-assessments/schemas.ts'
import { askAfterLetters } from './notifications/ask-after-letters.ts'
import { notificationOperations } from './notifications/operations.ts'
import { notificationSchemas } from './notifications/schemas.ts'
import { forgetNotifications, sendNotifications } from './notifications/send-notifications.ts'
import { objectionOperations } from './objections/operations.ts'
import { offPlanOperations } from './off-plan-requests/operations.ts'
import { offPlanSchemas } from './off-plan-requests/schemas.ts'
import { onBreach } from './on-breach.ts'
import { organisationOperations } from './organisations/operations.ts'
import { organisationSchemas } from './organisations/schemas.ts'
import { pageLinkOperations } from './page-links/operations.ts'
import { pageLinkSchemas } from './page-links/schemas.ts'
import { panelMeetingOperations } from './panel-meetings/operations.ts'
import { panelMeetingSchemas } from './panel-meetings/schemas.ts'
import { gates } from './pay-gates.ts'
import { advancePayRuns } from './pay-runs/advance-pay-runs.ts'
import { payRunOperations } from './pay-runs/operations.ts'
import { payRunSchemas } from './pay-runs/schemas.ts'
import { payeeOperations } from './payees/operations.ts'
import { payeeSchemas } from './payees/schemas.ts'
import { followAgreements } from './payments/follow-agreements.ts'
import { followHoldings } from './payments/follow-holdings.ts'
import { followPayees } from './payments/follow-payees.ts'
import { paymentOperations } from './payments/operations.ts'
import { replanPayments } from './payments/plan-payments.ts'
import { paymentSchemas } from './payments/schemas.ts'
import { peopleOperations } from './people/operations.ts'
import { peopleSchemas } from './people/schemas.ts'
import { stillSees } from './people/still-sees.ts'
import { endPeriods } from './period-ends/end-periods.ts'
import { periodEndOperations } from './period-ends/operations.ts'
import { periodEndSchemas } from './period-ends/schemas.ts'
import { personRequestOperations } from './person-requests/operations.ts'
import { personRequestSchemas } from './person-requests/schemas.ts'
import type { Sight } from './platform/http/operation.ts'
import type { BackgroundWork } from './platform/work/background.ts'
import { providerStopOperations } from './provider-stops/operations.ts'
import { providerStopSchemas } from './provider-stops/schemas.ts'
import { recordAccessOperations } from './record-access/operations.ts'
import { recordAccessSchemas } from './record-access/schemas.ts'
import { recordJoiningOperations } from './record-joining/operations.ts'
import { recordJoiningSchemas } from './record-joining/schemas.ts'
import { courseSchemas } from './resources/course-schemas.ts'
import { importSchemas } from './resources/import-schemas.ts'
import { openReferralSchemas } from './resources/open-referral-schemas.ts'
import { resourceOperations } from './resources/operations.ts'
import { resourceSchemas } from './resources/schemas.ts'
import { retentionOperations } from './retention/operations.ts'
import { removeDue } from './retention/run-retention.ts'
import { retentionSchemas } from './retention/schemas.ts'
import { reviewOperations } from './reviews/operations.ts'
import { reviewSchemas } from './reviews/schemas.ts'
import { saidForOperations } from './said-for/operations.ts'
import { saidForSchemas } from './said-for/schemas.ts'
import { schemeCouncilSchemas } from './schemes/council-schemas.ts'
import { schemeDraftSchemas } from './schemes/draft-schemas.ts'
import { schemeOperations } from './schemes/operations.ts'
import { schemeSchemas } from './schemes/schemas.ts'
import { serviceAgreementOperations } from './service-agreements/operations.ts'
import { serviceAgreementSchemas } from './service-agreements/schemas.ts'
import { commonSchemas } from './shared/schema.ts'
import { signInOperations } from './sign-ins/operations.ts'
import { signInSchemas } from './sign-ins/schemas.ts'
import { signOffOperations } from './sign-off/operations.ts'
import { signOffSchemas } from './sign-off/schemas.ts'
import { signOffFigureOperations } from './sign-off-figures/operations.ts'
import { signOffFigureSchemas } from './sign-off-figures/schemas.ts'
import { advanceSimulations } from './simulations/advance-simulations.ts'
import { simulationOperations } from './simulations/operations.ts'
import { simulationSchemas } from './simulations/schemas.ts'
import { chaseReceipts } from './spending/chase-receipts.ts'
import { spendingOperations } from './spending/operations.ts'
import { spendingSchemas } from './spending/schemas.ts'
import { watchSpending } from './spending/watch-spending.ts'
import { lookAtLines } from './spending-checks/look-at-lines.ts'
import { spendingCheckOperations } from './spending-checks/operations.ts'
import { spendingCheckSchemas } from './spending-checks/schemas.ts'
import { spendingQuestionOperations } from './spending-questions/operations.ts'
import { spendingQuestionSchemas } from './spending-questions/schemas.ts'
import { staffOperations } from './staff/operations.ts'
import { qualificationSchemas } from './staff/qualification-schemas.ts'
import { staffSchemas } from './staff/schemas.ts'
import { subjectAccessOperations } from './subject-access/operations.ts'
import { subjectAccessSchemas } from './subject-access/schemas.ts'
import { supportPlanOperations } from './support-plans/operations.ts'
import { listKnownLines, listPlanLineKeys } from './support-plans/plan-lines-repository.ts'
import { supportPlanSchemas } from './support-plans/schemas.ts'
import { surplusRecoveryOperations } from './surplus-recoveries/operations.ts'
import { surplusRecoverySchemas } from './surplus-recoveries/schemas.ts'
import { takeSurpluses } from './surplus-recoveries/take-surpluses.ts'
import { endTakeOverOn } from './take-overs/end-take-over.ts'
import { takeOverOperations } from './take-overs/operations.ts'
import { takeOverSchemas } from './take-overs/schemas.ts'
import { waitingClaimOperations } from './waiting-claims/operations.ts'
import { waitingClaimSchemas } from './waiting-claims/schemas.ts'
import { deliverWebhooks, forgetDeliveries } from './webhooks/deliver-webhooks.ts'
import { webhookOperations } from './webhooks/operations.ts'
import { webhookSchemas } from './webhooks/schemas.ts'

/** Every named schema of the contract, in the order of the pathway. */
export const domainSchemas = [
  commonSchemas,
  schemeSchemas,
  schemeDraftSchemas,
  schemeCouncilSchemas,
  identifierSchemas,
  organisationSchemas,
  meSchemas,
  staffSchemas,
  qualificationSchemas,
  machineClientSchemas,
  delegationSchemas,
  payeeSchemas,
  bankAccountSchemas,
  serviceAgreementSchemas,
  peopleSchemas,
  sharingSchemas,
  signInSchemas,
  recordJoiningSchemas,
  caseSchemas,
  caseListSchemas,
  pageLinkSchemas,
  brokerPlaceSchemas,
  SchemeVersionChange,
  saidForSchemas,
  capacitySchemas,
  currentServiceSchemas,
  socialCareSchemas,
  decisionSchemas,
  letterToGiveSchemas,
  expressionSchemas,
  assessmentSchemas,
  jointSchemas,
  healthNeedSchemas,
  budgetSchemas,
  CalculationVerification,
  crisisSchemas,
  resourceSchemas,
  courseSchemas,
  openReferralSchemas,
  importSchemas,
  brokerageSchemas,
  unmetSchemas,
  supportPlanSchemas,
  bulkImportSchemas,
  spendingCheckSchemas,
  panelMeetingSchemas,
  signOffSchemas,
  signOffFigureSchemas,
  concernSchemas,
  spendingSchemas,
  lineMoveSchemas,
  giveBackSchemas,
  cardFeedSchemas,
  floatSchemas,
  deploymentAgreementSchemas,
  paymentSchemas,
  payRunSchemas,
  lineProviderSchemas,
  reviewSchemas,
  crisisEpisodeSchemas,
  personRequestSchemas,
  periodEndSchemas,
  surplusRecoverySchemas,
  offPlanSchemas,
  waitingClaimSchemas,
  spendingQuestionSchemas,
  takeOverSchemas,
  providerStopSchemas,
  casePauseSchemas,
  lineHoldingSchemas,
  linePauseSchemas,
  findingSchemas,
  appealSchemas,
  attachmentSchemas,
  endingSchemas,
  recordAccessSchemas,
  simulationSchemas,
  subjectAccessSchemas,
  retentionSchemas,
  exportSchemas,
  eventSchemas,
  webhookSchemas,
  notificationSchemas,
].flat()

/** Who may see what, for every answer. */
export const sight: Sight = {
  ...sightOfCases,
  // Of what is no record, concerns alone are told to some and not to others.
  stillSees: async (reads, actor, seen, about) =>
    (await stillSees(reads, actor, seen)) &&
    (about === undefined || (await findConcern(reads, actor, about)) !== undefined),
}

/** What the domains do between requests, each at its own pace. */
export const domainWork: readonly BackgroundWork[] = [
  {
    name: 'breaches',
    everyMilliseconds: 60_000,
    work: (platform, closing) => sweepBreaches(platform, onBreach, closing),
  },
  { name: 'case-pauses', everyMilliseconds: 60_000, work: sweepPauses },
  { name: 'period-ends', everyMilliseconds: 60_000, work: endPeriods },
  {
    name: 'surplus-recoveries',
    everyMilliseconds: 60_000,
    work: (platform, closing) => takeSurpluses(platform, closing),
  },
  { name: 'service-agreements', everyMilliseconds: 60_000, work: followAgreements },
  { name: 'payees', everyMilliseconds: 60_000, work: followPayees },
  { name: 'receipts', everyMilliseconds: 60_000, work: chaseReceipts },
  { name: 'spending-questions', everyMilliseconds: 60_000, work: watchSpending },
  { name: 'consents', everyMilliseconds: 60_000, work: sweepEnded },
  { name: 'concern-signals', everyMilliseconds: 60_000, work: lookForSignals },
  // A few records are due in a day; a run that finds none costs a look at those that ended long ago.
  { name: 'retention-schedule', everyMilliseconds: 6 * 3_600_000, work: removeDue },
  {
    name: 'pay-runs',
    everyMilliseconds: 2_000,
    work: (platform, closing) => advancePayRuns(platform, gates, closing),
  },
  {
    name: 'simulations',
    everyMilliseconds: 2_000,
    work: (platform, closing) => advanceSimulations({ ...platform, closing }),
  },
  { name: 'bulk-imports', everyMilliseconds: 1_000, work: advanceImports },
  { name: 'old-imports', everyMilliseconds: 3_600_000, work: forgetImports },
  { name: 'webhooks', everyMilliseconds: 1_000, work: deliverWebhooks },
  { name: 'old-deliveries', everyMilliseconds: 3_600_000, work: forgetDeliveries },
  { name: 'notifications', everyMilliseconds: 2_000, work: sendNotifications },
  { name: 'undelivered-letters', everyMilliseconds: 60_000, work: askAfterLetters },
  { name: 'old-notifications', everyMilliseconds: 3_600_000, work: forgetNotifications },
]

/**
 * Every operation of the contract: one table for each domain, in the order of the pathway. What follows from a later step of the
 * pathway is handed to the earlier one here, so that no import runs forward.
 */
export const domainOperations = [
  schemeOperations(projectWaitingOf),
  organisationOperations,
  meOperations,
  machineClientOperations,
  staffOperations(leaveWork),
  delegationOperations,
  payeeOperations(replanPayments),
  bankAccountOperations,
  serviceAgreementOperations,
  peopleOperations,
  signInOperations,
  recordJoiningOperations,
  caseOperations,
  pageLinkOperations,
  brokerPlaceOperations,
  saidForOperations,
  capacityOperations((tx, context, caseId) => endTakeOverOn(tx, context, caseId, 'capacity')),
  consentOperations,
  currentServiceOperations({ keysOf: listPlanLineKeys, linesOf: listKnownLines }, watchCover),
  decisionOperations,
  expressionOperations,
  assessmentOperations,
  healthNeedOperations,
  budgetOperations,
  resourceOperations,
  brokerageOperations,
  supportPlanOperations,
  bulkImportOperations,
  spendingCheckOperations,
  panelMeetingOperations,
  signOffOperations({ onAgreed: followAgreement, onReplaced: settleReplaced, lookAtLines }),
  signOffFigureOperations,
  concernOperations,
  spendingOperations,
  lineMoveOperations,
  giveBackOperations,
  cardFeedOperations,
  floatOperations,
  deploymentAgreementOperations,
  paymentOperations,
  payRunOperations(gates),
  lineProviderOperations,
  reviewOperations,
  crisisContingencyOperations,
  crisisEpisodeOperations,
  lineHoldingOperations(followHoldings),
  linePauseOperations(replanPayments),
  personRequestOperations,
  coverGapOperations,
  periodEndOperations,
  surplusRecoveryOperations,
  offPlanOperations,
  waitingClaimOperations,
  spendingQuestionOperations,
  takeOverOperations,
  providerStopOperations,
  casePauseOperations,
  findingOperations,
  appealOperations,
  attachmentOperations,
  endingOperations,
  recordAccessOperations,
  objectionOperations,
  simulationOperations,
  subjectAccessOperations,
  retentionOperations,
  exportOperations,
  eventOperations,
  webhookOperations,
  notificationOperations,
].flat()
