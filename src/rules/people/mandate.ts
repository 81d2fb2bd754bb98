import { type Refusal, refuse } from '../../shared/outcome.ts'
import type { BasisKind } from './team.ts'

/*
 * What somebody may do in the person's place. The sources: Mental Capacity Act 2005, sections 9 to 11 (a lasting power of attorney is for health
 * and welfare, or for property and affairs, and several attorneys act jointly, or jointly and severally), 16 (so does a deputy, within the order),
 * 4 to 5 (best interests: a defence for one act of care, and no power).
 */

/** How several who are appointed together act. */
export const appointments = ['jointly', 'severally', 'jointly-for-some'] as const
export type Appointment = (typeof appointments)[number]

/** What a ground is about. */
export const matters = ['health-and-welfare', 'property-and-affairs'] as const
export type Matter = (typeof matters)[number]

/** What a ground is about, as it is kept. */
export const mattersIn = (welfare: boolean | null, property: boolean | null): Matter[] =>
  matters.filter((matter) => (matter === 'health-and-welfare' ? welfare : property))

/** How far a ground reaches. */
export interface Mandate {
  readonly actorId: string
  readonly basis: BasisKind
  readonly appointment: Appointment
  readonly matters: readonly Matter[]
}

/** What a representative does in the person's name that not every ground covers. */
type RepresentativeAct =
  | 'sign-plan'
  | 'end-budget'
  | 'spend'
  | 'settle-service'
  | 'say-what-is-wished'
  | 'tell-needs'
  | 'share-information'
  | 'give-up-appeal'
  | 'choose-advocate'

/**
 * What each operation is that somebody who acts for the person may do: an act that needs a ground which reaches so far; to speak up, which every
 * ground covers, since it gives up nothing and can only help; or the person's alone. An operation that is missing here may be done by nobody who
 * acts for somebody: a test holds this to the permissions of the role.
 */
export const actOfOperation = {
  addAttachment: 'speaks-up',
  sendAttachmentFile: 'speaks-up',
  withdrawAttachment: 'speaks-up',
  acceptCoverGap: 'say-what-is-wished',
  answerSpendingQuestion: 'speaks-up',
  answerSurplusRecovery: 'speaks-up',
  addCaseMember: 'choose-advocate',
  answerInformationRequest: 'say-what-is-wished',
  askForRecordedSigning: 'person-alone',
  askForOffPlanSpending: 'spend',
  askTeam: 'speaks-up',
  beginTakeOver: 'speaks-up',
  endTakeOver: 'staff-alone',
  beginNeedsAssessment: 'tell-needs',
  callOffEnding: 'speaks-up',
  changeCrisisContingency: 'say-what-is-wished',
  changeCurrentService: 'settle-service',
  changeExpressionOfInterest: 'speaks-up',
  changeNeedsAssessment: 'tell-needs',
  changeSupportPlan: 'say-what-is-wished',
  chooseHolding: 'spend',
  completeNeedsAssessment: 'staff-alone',
  completeReview: 'staff-alone',
  confirmNoServices: 'settle-service',
  // To read, by a link of their own; what they do on the pages is asked as anywhere.
  createPageLink: 'speaks-up',
  declarePayeeTie: 'speaks-up',
  declareCrisis: 'speaks-up',
  draftExpressionOfInterest: 'speaks-up',
  draftSupportPlan: 'say-what-is-wished',
  endCaseMembership: 'speaks-up',
  endRecordedSigning: 'person-alone',
  enrolOnCourse: 'say-what-is-wished',
  // Of their own account.
  setNotificationPreferences: 'speaks-up',
  withdrawFromCourse: 'say-what-is-wished',
  fileReceipt: 'spend',
  giveConsent: 'share-information',
  handOverBrokerage: 'staff-alone',
  lodgeAppeal: 'speaks-up',
  moveBetweenLines: 'spend',
  objectToConsent: 'person-alone',
  objectToSaidFor: 'speaks-up',
  pauseCase: 'say-what-is-wished',
  pauseLines: 'say-what-is-wished',
  recordCapacityAssessment: 'staff-alone',
  recordKeptBudget: 'staff-alone',
  recordConsentWithdrawal: 'staff-alone',
  recordCrisisContingency: 'staff-alone',
  recordExpressionSubmission: 'staff-alone',
  proposeBudgetBankAccount: 'spend',
  recordPurchase: 'spend',
  registerCurrentService: 'settle-service',
  requestCorrection: 'speaks-up',
  removeFromTeam: 'staff-alone',
  resumeCase: 'say-what-is-wished',
  resumeLine: 'say-what-is-wished',
  renewSpendingCheck: 'speaks-up',
  reversePurchase: 'spend',
  matchCardFeedLine: 'spend',
  raiseConcern: 'speaks-up',
  recordPurchaseOfLine: 'spend',
  registerSocialCareBudget: 'staff-alone',
  sendCardFeed: 'spend',
  sendReceiptFile: 'spend',
  sayHowToBeHeard: 'say-what-is-wished',
  stateReceiptLost: 'spend',
  scheduleReview: 'speaks-up',
  signDeploymentAgreement: 'sign-plan',
  signSupportPlan: 'sign-plan',
  standDownCrisis: 'settle-service',
  stateDisagreement: 'speaks-up',
  submitExpressionOfInterest: 'say-what-is-wished',
  submitSupportPlan: 'say-what-is-wished',
  claimForWaiting: 'spend',
  sendWaitingClaimFile: 'spend',
  withdrawWaitingClaim: 'spend',
  verifyRepresentative: 'staff-alone',
  withdrawAppeal: 'give-up-appeal',
  withdrawCase: 'end-budget',
  withdrawConsent: 'share-information',
  withdrawExpressionOfInterest: 'say-what-is-wished',
  withdrawOffPlanRequest: 'spend',
  withdrawPersonRequest: 'speaks-up',
  withdrawSupportPlan: 'say-what-is-wished',
} as const satisfies Record<string, RepresentativeAct | 'speaks-up' | 'person-alone' | 'staff-alone'>

/** The operations that are held to the reach of a ground. */
export type BoundOperation = {
  [Id in keyof typeof actOfOperation]: (typeof actOfOperation)[Id] extends RepresentativeAct ? Id : never
}[keyof typeof actOfOperation]

/**
 * What each act needs: what it is about, and which appointments can do it alone. Joint attorneys sign a plan one after the other, so that it is
 * signed by all; the rest is one act of one person. A best-interests decision carries none of these: section 5 is a defence for care that is
 * given, and gives nobody the power to sign, to spend, or to give something up in the person's name.
 */
const needs: Readonly<
  Record<RepresentativeAct, { readonly matters: readonly Matter[]; readonly alone: readonly Appointment[] }>
> = {
  'sign-plan': { matters: ['health-and-welfare'], alone: appointments },
  'end-budget': { matters: ['health-and-welfare', 'property-and-affairs'], alone: ['severally'] },
  spend: { matters: ['property-and-affairs'], alone: ['severally', 'jointly-for-some'] },
  'settle-service': { matters: ['health-and-welfare'], alone: ['severally'] },
  'say-what-is-wished': { matters: ['health-and-welfare'], alone: ['severally', 'jointly-for-some'] },
  'tell-needs': { matters: ['health-and-welfare'], alone: ['severally', 'jointly-for-some'] },
  'share-information': { matters: ['health-and-welfare'], alone: ['severally'] },
  'choose-advocate': { matters: ['health-and-welfare'], alone: ['severally', 'jointly-for-some'] },
  'give-up-appeal': { matters: ['health-and-welfare', 'property-and-affairs'], alone: ['severally'] },
}

/** Whether a ground covers an operation. */
export function covers(mandate: Mandate, operation: BoundOperation): true | Refusal<'mandate-missing'> {
  const { alone, matters } = needs[actOfOperation[operation]]
  if (mandate.basis === 'best-interests')
    return refuse('mandate-missing', 'A best-interests decision gives nobody the power to do this in the person’s name')
  if (!alone.includes(mandate.appointment))
    return refuse('mandate-missing', 'Who was appointed jointly does not do this alone')
  const missing = matters.find((matter) => !mandate.matters.includes(matter))
  return missing === undefined || refuse('mandate-missing', `This needs a ground for ${missing.replaceAll('-', ' ')}`)
}

/** Whether somebody acts only with all who were appointed with them, in what weighs as much as a plan or an end. */
export const isJoint = ({ appointment }: Mandate): boolean => appointment !== 'severally'

/** Which grounds hold only while the person cannot make the decision themselves (sections 11(7), 20(1) and 5(1)). */
export const needsLackOfCapacity = ({ basis, matters }: Mandate): boolean =>
  basis === 'court-appointed-deputy' ||
  basis === 'best-interests' ||
  (basis === 'lasting-power-of-attorney' && matters.includes('health-and-welfare'))

/**
 * The roles in which a plan is signed: who was appointed jointly has signed for the person only once all have who were appointed with them.
 */
export function rolesSigned<R extends string>(
  signed: readonly { readonly caseRole: R; readonly actorId: string }[],
  joint: readonly string[],
): R[] {
  const all = joint.every((id) =>
    signed.some(({ caseRole, actorId }) => caseRole === 'representative' && actorId === id),
  )
  return signed
    .filter(({ caseRole, actorId }) => caseRole !== 'representative' || all || !joint.includes(actorId))
    .map(({ caseRole }) => caseRole)
}
