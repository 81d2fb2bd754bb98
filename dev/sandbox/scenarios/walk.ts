import { createHash } from 'node:crypto'
import type { Operations } from '../../../sdk/typescript/src/index.ts'
import { londonDate } from '../../../src/shared/dates.ts'
import { actorIdOf, type SchemeName } from './catalogue.ts'
import { aContingency, anAssessment, aPerson, aTier, dailySupport } from './given.ts'
import { ofScheme } from './of-scheme.ts'

/** Where the walks begin: what of the tenant each of them names. */
export interface Ground {
  readonly schemeIds: Readonly<Record<SchemeName, string>>
  readonly trustId: string
  readonly brokerageId: string
  readonly councilId: string
  readonly practiceId: string
}

/** One person on their way through a scheme, with the clients of all who are on it. */
export interface Walk {
  readonly scheme: SchemeName
  readonly index: number
  readonly ground: Ground
  readonly person: Operations
  /** A sample actor's. */
  readonly as: (who: string) => Operations
  readonly now: () => Date
  /** Whether a line of the plan holds a need back, so that to reduce it is confirmed by somebody else. */
  readonly preventive: boolean
  /** Whether the plan has a tier for crises. */
  readonly crisis: boolean
  readonly ids: Readonly<Record<Made, string>>
  readonly keep: (made: Partial<Record<Made, string>>) => void
}

type Made =
  | 'personId'
  | 'caseId'
  | 'expressionId'
  | 'needsAssessmentId'
  | 'budgetCalculationId'
  | 'supportPlanId'
  | 'contentHash'
  | 'reviewId'

type Step = (walk: Walk) => Promise<unknown>

export const todayOf = ({ now }: Walk) => londonDate(now())

export const saidOf = (walk: Walk) => ({
  saidOn: todayOf(walk),
  how: 'in-person' as const,
  present: 'The person and their care coordinator',
  evidence: 'A note of the conversation',
})

/** The way itself, a step at a time: each from the one before it, by whoever does it in life. */
export const way = {
  async 'case-opened'(walk) {
    const { scheme, index, ground, person, as, keep } = walk
    const coordinator = as('care-coordinator')
    const somebody = aPerson(scheme, index)
    const { bornOn } = somebody
    const { id: personId } = await coordinator.registerPerson({ body: somebody })
    const issued = await coordinator.issueSignInCode({ personId, body: { handedOver: 'in-person' } })
    await as('commissioner-officer').confirmSignInCode({ signInCodeId: issued.id })
    await person.linkSignIn({ body: { code: issued.code, bornOn } })
    const { entryStatus } = ofScheme[scheme]
    const { id: caseId } = await coordinator.openCase({
      body: {
        personId,
        schemeId: ground.schemeIds[scheme],
        trustId: ground.trustId,
        ground: { kind: 'relation' },
        ...(entryStatus ? { entryStatus } : {}),
      },
    })
    const seen = { source: 'seen-in-person', evidence: 'passport', confirmedOn: todayOf(walk), bornOn } as const
    // Nobody who could have to decide on the plan later.
    await as('mdt-member-1').confirmIdentity({ personId, body: seen })
    const organisationId = ground.brokerageId
    await person.giveConsent({ personId, body: { organisationId, purpose: 'share-for-brokerage', givenHow: 'online' } })
    const broker = { actorId: actorIdOf('broker'), caseRole: 'broker', name: 'Sandbox Broker', organisationId } as const
    await coordinator.addCaseMember({ caseId, body: broker })
    await person.confirmNoServices({ caseId })
    keep({ personId, caseId })
  },

  async 'expression-drafted'({ scheme, person, ids: { caseId }, keep }) {
    keep({ expressionId: (await person.draftExpressionOfInterest({ caseId, body: ofScheme[scheme].interest })).id })
  },

  'expression-submitted': ({ person, ids: { expressionId } }) => person.submitExpressionOfInterest({ expressionId }),

  'expression-accepted': ({ as, ids: { expressionId } }) =>
    as('commissioner-officer').decideExpressionOfInterest({ expressionId, body: { outcome: 'accepted', reasons: [] } }),

  async 'assessment-begun'({ as, ids: { caseId }, keep }) {
    const { id } = await as('care-coordinator').beginNeedsAssessment({ caseId, body: anAssessment })
    keep({ needsAssessmentId: id })
  },

  async 'assessment-completed'(walk) {
    const { scheme, ground, person, as, ids } = walk
    const { personId, caseId, needsAssessmentId } = ids
    const coordinator = as('care-coordinator')
    await coordinator.completeNeedsAssessment({ needsAssessmentId })
    if (ofScheme[scheme].entryStatus !== 'with-social-care-budget') return
    await coordinator.registerSocialCareBudget({
      caseId,
      body: {
        organisationId: ground.councilId,
        reference: `SC-${caseId.slice(0, 8)}`,
        amountPence: 300_000,
        paysFor: 'Somebody who cooks with them, six hours a week.',
        fromOn: todayOf(walk),
        evidence: 'The council’s letter, which they showed me.',
      },
    })
    const organisationId = ground.practiceId
    await person.giveConsent({
      personId,
      body: { organisationId, purpose: 'share-for-assessment', givenHow: 'online' },
    })
    const words = 'Panic and pain that no treatment has helped so far.'
    const { id: healthNeedId } = await coordinator.suggestHealthNeed({ caseId, body: { organisationId, words } })
    await as('gp').answerHealthNeed({ healthNeedId, body: { outcome: 'agreed', words: null } })
  },

  async 'budget-calculated'({ scheme, as, ids: { caseId }, keep }) {
    const { id } = await as('care-coordinator').calculateBudget({ caseId, body: ofScheme[scheme].inputs })
    keep({ budgetCalculationId: id })
  },

  'budget-adopted': ({ as, ids: { caseId, budgetCalculationId } }) =>
    as('care-coordinator').adoptIndicativeBudget({ caseId, body: { budgetCalculationId } }),

  'budget-disclosed': ({ as, ids: { caseId } }) =>
    as('care-coordinator').discloseIndicativeBudget({ caseId, body: { how: 'in-person' } }),

  async 'plan-drafted'(walk) {
    const { scheme, ground, as, preventive, crisis, ids, keep } = walk
    const { caseId } = ids
    const [first, ...others] = ofScheme[scheme].lines(ground.brokerageId)
    if (!first) throw new Error('a plan has a line')
    const held = preventive ? { ...first, preventive: true, holdsBack: 'Nights in crisis' } : first
    const body = {
      outcomes: [{ key: 'sleep', words: 'To sleep through the night.' }],
      lines: crisis ? [dailySupport(todayOf(walk))] : [held, ...others],
      crisisContingency: crisis ? { ...aContingency, tiers: [aTier] } : aContingency,
    }
    keep({ supportPlanId: (await as('broker').draftSupportPlan({ caseId, body })).id })
  },

  async 'plan-submitted'({ as, ids: { supportPlanId }, keep }) {
    const { contentHash } = await as('broker').submitSupportPlan({ supportPlanId })
    if (contentHash === null) throw new Error('what is submitted has a hash')
    keep({ contentHash })
  },

  async 'plan-signed'({ person, as, ids: { supportPlanId, contentHash } }) {
    for (const caseRole of ['broker', 'person', 'care-coordinator'] as const)
      await (caseRole === 'person' ? person : as(caseRole)).signSupportPlan({
        supportPlanId,
        body: { caseRole, how: 'online', contentHash },
      })
  },

  'plan-agreed': ({ scheme, as, ids: { supportPlanId, contentHash } }) =>
    as(ofScheme[scheme].decides).decideSupportPlan({
      supportPlanId,
      body: { outcome: 'agreed', contentHash, reasons: [] },
    }),

  async 'budget-active'(walk) {
    const { scheme, person, as, ids, keep } = walk
    const { caseId } = ids
    const broker = as('broker')
    const { line, ...bought } = ofScheme[scheme].bought
    const { lines } = await broker.getStatement({ caseId })
    const planLineId = lines.find(({ key }) => key === line)?.planLineId ?? ''
    const { contentHash } = await person.getDeploymentAgreement({ planLineId })
    await person.signDeploymentAgreement({ planLineId, body: { party: 'person', contentHash } })
    const officer = as('commissioner-officer')
    await officer.signDeploymentAgreement({ planLineId, body: { party: 'commissioner', contentHash } })
    const how = { boughtOn: todayOf(walk), instrument: 'broker-held-card' } as const
    const { id: purchaseId } = await broker.recordPurchase({ planLineId, body: { ...bought, ...how } })
    // What was only typed is no first payment: the document of the receipt shows it.
    const document = `%PDF-1.7\n${bought.payee} for ${purchaseId}`
    const receipt = { amountPence: bought.amountPence, issuedOn: how.boughtOn, documentHash: hashOf(document) }
    await broker.fileReceipt({ purchaseId, body: receipt })
    await broker.sendReceiptFile({ purchaseId, body: new Blob([document], { type: 'application/pdf' }) })
    const { items } = await as('care-coordinator').listReviews({ caseId })
    keep({ reviewId: items[0]?.id ?? '' })
  },
} as const satisfies Record<string, Step>

const hashOf = (document: string): string => createHash('sha256').update(document).digest('hex')

export type WayStep = keyof typeof way
const waySteps = Object.keys(way) as WayStep[]

/** From the start to a step. */
export async function walkTo(walk: Walk, to: WayStep, signal: AbortSignal): Promise<void> {
  for (const step of waySteps.slice(0, waySteps.indexOf(to) + 1)) {
    signal.throwIfAborted()
    await way[step](walk)
  }
}
