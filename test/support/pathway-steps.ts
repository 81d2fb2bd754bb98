import { aCardFeed } from '../card-feeds/acts.ts'
import { aResource } from '../resources/acts.ts'
import { aCase, aConsent, aMember, aPerson, aSaidFor } from './builders.ts'
import type { Client } from './client.ts'
import {
  accepted,
  anAssessment,
  anExpression,
  aPlan,
  aPurchase,
  aReceipt,
  aReviewCompletion,
  entries,
  interests,
} from './pathway-builders.ts'
import { confirmIdentity, linkSignIn } from './sign-in.ts'
import type { Journey } from './walk.ts'

/** What comes to be on the pathway, by the name that the contract gives its path parameter. */
export type IdName =
  | 'schemeId'
  | 'organisationId'
  | 'personId'
  | 'signInId'
  | 'caseId'
  | 'consentId'
  | 'memberId'
  | 'resourceId'
  | 'expressionId'
  | 'needsAssessmentId'
  | 'budgetCalculationId'
  | 'supportPlanId'
  | 'version'
  | 'contentHash'
  | 'decisionId'
  | 'planLineId'
  | 'purchaseId'
  | 'payeeId'
  | 'reviewId'

type Step = (journey: Journey, keep: (ids: Partial<Record<IdName, string>>) => void) => Promise<void>

interface Made {
  id: string
}

interface StatementLine {
  planLineId: string
  status: string
  deployment: string
}

const make = async <Body = Made>(client: Client, path: string, body?: unknown) =>
  (await client.post<Body>(`/v1${path}`, body)).ok

/** The steps, in the order of the pathway. Each is reached from the one before it, over HTTP, by whoever does it in life. */
export const steps = {
  async 'person-registered'(journey, keep) {
    const { id } = await make(journey.careCoordinator, '/people', aPerson())
    keep({ personId: id, signInId: (await linkSignIn(journey, id)).id })
    void (await confirmIdentity(journey, id)).ok
  },

  async 'case-opened'({ careCoordinator, ids, scheme }, keep) {
    const where = { schemeId: ids.schemeId, ...entries[scheme] }
    keep({ caseId: (await make(careCoordinator, '/cases', aCase(ids.personId, where))).id })
  },

  async 'team-complete'({ broker: sent, careCoordinator, person, representative, ids }, keep) {
    const consent = await make(person, `/people/${ids.personId}/consents`, aConsent())
    const broker = await make(careCoordinator, `/cases/${ids.caseId}/members`, aMember())
    const second = {
      actorId: representative.actor?.sub ?? '',
      caseRole: 'representative',
      organisationId: null,
    } as const
    await make(person, `/cases/${ids.caseId}/members`, aMember({ ...second, name: 'Quillon Representative' }))
    await make(person, `/cases/${ids.caseId}/current-services/none`)
    const payee = { kind: 'provider-organisation', name: 'City Drum School', organisationId: null, contact: null }
    const { id: payeeId } = await make(careCoordinator, '/payees', payee)
    const resource = await make(sent, '/resources', aResource())
    keep({ consentId: consent.id, memberId: broker.id, payeeId, resourceId: resource.id })
  },

  async 'expression-drafted'({ person, ids, scheme }, keep) {
    keep({
      expressionId: (
        await make(person, `/cases/${ids.caseId}/expressions-of-interest`, anExpression(interests[scheme]))
      ).id,
    })
  },

  async 'expression-submitted'({ person, ids }) {
    await make(person, `/expressions-of-interest/${ids.expressionId}/submission`)
  },

  async 'expression-accepted'({ officer, ids }) {
    await make(officer, `/expressions-of-interest/${ids.expressionId}/decision`, accepted)
  },

  async 'assessment-begun'({ careCoordinator, ids }, keep) {
    const assessment = await make(careCoordinator, `/cases/${ids.caseId}/needs-assessments`, anAssessment())
    keep({ needsAssessmentId: assessment.id })
  },

  async 'assessment-completed'({ careCoordinator, ids }) {
    await make(careCoordinator, `/needs-assessments/${ids.needsAssessmentId}/completion`)
  },

  async 'budget-calculated'({ careCoordinator, ids, wish }, keep) {
    const calculation = await make(careCoordinator, `/cases/${ids.caseId}/budget-calculations`, wish)
    keep({ budgetCalculationId: calculation.id })
  },

  async 'budget-adopted'({ careCoordinator, ids }) {
    const { budgetCalculationId } = ids
    await make(careCoordinator, `/cases/${ids.caseId}/indicative-budget`, { budgetCalculationId })
  },

  async 'budget-disclosed'({ careCoordinator, ids }) {
    await make(careCoordinator, `/cases/${ids.caseId}/indicative-budget/disclosure`, { how: 'in-person' })
  },

  async 'plan-drafted'({ broker, ids, wish }, keep) {
    keep({ supportPlanId: (await make(broker, `/cases/${ids.caseId}/support-plans`, aPlan(wish))).id })
  },

  async 'plan-submitted'({ broker, ids }, keep) {
    const path = `/support-plans/${ids.supportPlanId}/submission`
    const plan = await make<{ contentHash: string; submittedVersion: number }>(broker, path)
    keep({ contentHash: plan.contentHash, version: String(plan.submittedVersion) })
  },

  async 'plan-signed'({ broker, person, careCoordinator, ids: { supportPlanId, contentHash } }) {
    const signers = { broker, person, 'care-coordinator': careCoordinator }
    for (const [caseRole, signer] of Object.entries(signers))
      await make(signer, `/support-plans/${supportPlanId}/signatures`, { caseRole, how: 'online', contentHash })
  },

  /** By the care coordinator up to £400.00, above that by the team manager. */
  async 'plan-agreed'({ careCoordinator, teamManager, broker, ids }, keep) {
    const { supportPlanId, contentHash } = ids
    const { tier } = (await broker.get<{ tier: string }>(`/v1/support-plans/${supportPlanId}`)).ok
    const decider = tier === 'care-coordinator' ? careCoordinator : teamManager
    const body = { outcome: 'agreed', contentHash, reasons: [] }
    const decided = await make<{ decision: Made }>(decider, `/support-plans/${supportPlanId}/decision`, body)
    const statement = await broker.get<{ lines: { planLineId: string }[] }>(`/v1/cases/${ids.caseId}/statement`)
    const planLineId = statement.ok.lines[0]?.planLineId
    keep({ decisionId: decided.decision.id, ...(planLineId === undefined ? {} : { planLineId }) })
  },

  /** By the person and an officer, for each line whose money an organisation holds: it buys nothing before. A direct payment is paid by the tests that pay. */
  async 'money-agreed'({ person, officer, ids }) {
    const { lines } = (await person.get<{ lines: StatementLine[] }>(`/v1/cases/${ids.caseId}/statement`)).ok
    const toSign = lines.filter(({ status, deployment }) => status === 'active' && deployment === 'third-party')
    for (const { planLineId } of toSign) {
      const path = `/plan-lines/${planLineId}/deployment-agreement`
      const { contentHash } = (await person.get<{ contentHash: string }>(`/v1${path}`)).ok
      await make(person, `${path}/signatures`, { party: 'person', contentHash })
      await make(officer, `${path}/signatures`, { party: 'commissioner', contentHash })
    }
  },

  async 'purchase-made'({ broker, ids, service }, keep) {
    const boughtOn = service.clock.today()
    const asked = aPurchase({ boughtOn })
    const purchase = await make(broker, `/plan-lines/${ids.planLineId}/purchases`, asked)
    // The issuer says so too: what somebody typed alone is no first payment.
    const paid = `${boughtOn},${(asked.amountPence / 100).toFixed(2)},${asked.payee}`
    await make(broker, `/cases/${ids.caseId}/card-feeds`, aCardFeed(paid))
    const reviews = await broker.get<{ items: Made[] }>(`/v1/cases/${ids.caseId}/reviews`)
    const reviewId = reviews.ok.items[0]?.id
    keep({ purchaseId: purchase.id, ...(reviewId === undefined ? {} : { reviewId }) })
  },

  async 'receipt-filed'({ broker, ids, service }) {
    const issuedOn = service.clock.today()
    await make(broker, `/purchases/${ids.purchaseId}/receipt`, aReceipt({ issuedOn }))
  },

  async 'review-done'({ careCoordinator, ids, service }) {
    const saidFor = aSaidFor({ saidOn: service.clock.today() })
    await make(careCoordinator, `/reviews/${ids.reviewId}/completion`, aReviewCompletion({ saidFor }))
  },
} satisfies Record<string, Step>

export type PathwayStep = keyof typeof steps
export const pathwaySteps = Object.keys(steps) as PathwayStep[]
