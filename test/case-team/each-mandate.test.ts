import { createHash } from 'node:crypto'
import t from 'tap'
import type { BoundOperation } from '../../src/rules/people/mandate.ts'
import { lodge, refusedPlan } from '../appeals/acts.ts'
import { giveForBudget } from '../bank-accounts/acts.ts'
import { sendFeed, unmatchedLine } from '../card-feeds/acts.ts'
import { accept, gapOpened } from '../cover-gaps/acts.ts'
import { changeContingency } from '../crisis-contingencies/acts.ts'
import { agreed, declare, standDown } from '../crisis-episodes/acts.ts'
import { change as changeService } from '../current-services/acts.ts'
import { lineOf, signAgreement } from '../deployment-agreements/acts.ts'
import { move } from '../line-moves/acts.ts'
import { ask, withRoom } from '../off-plan-requests/acts.ts'
import { meet, sayHeard } from '../panel-meetings/acts.ts'
import { courseWith, enrol } from '../resources/acts.ts'
import { change, escalateTo, overLimit, pathOf, sign, submit } from '../sign-off/acts.ts'
import { buy, fileHash, reverse } from '../spending/acts.ts'
import { actingOn, assessCapacity } from '../support/acting.ts'
import { aConsent, aMember } from '../support/builders.ts'
import type { Answer, Client } from '../support/client.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import {
  aCurrentService,
  anAssessment,
  anExpression,
  anInformationRequest,
  aPlan,
  aPlanLine,
  aWish,
} from '../support/pathway-builders.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'
import { claim, decidedLate, sendReceipt, withReceipt } from '../waiting-claims/acts.ts'

const service = await startService(t)
t.beforeEach(async () => service.clock.set('2026-11-24T09:30:00Z'))

/** A case at which the person themselves could do the operation now, and the request. */
type Asked = { readonly journey: Journey; readonly send: (client: Client) => Promise<Answer<object>> }
type Set = () => Promise<Asked>

const atStep =
  (step: Parameters<typeof journeyTo>[1], send: (journey: Journey, client: Client) => Promise<Answer<object>>): Set =>
  async () => {
    const journey = await journeyTo(service, step)
    return { journey, send: (client) => send(journey, client) }
  }

/** A plan whose money the person has as a direct payment. */
async function paidDirectly() {
  const journey = await journeyTo(service, 'plan-drafted', { scheme: 'kent-peer-brokerage', wish: aWish(30_000) })
  const line = { deployment: 'direct-payment', instrument: 'bank-account', holderId: null } as const
  await change(journey, { lines: [aPlanLine({ amountPence: 30_000, ...line })] })
  await journey.on('money-agreed')
  const pay = (client: Client) => buy(journey, { client, instrument: line.instrument })
  return { journey, pay, bought: async () => (await pay(journey.person)).ok.id }
}

/** A line of a feed for which no purchase is known. */
async function lineOfFeed(journey: Journey): Promise<string> {
  void (await sendFeed(journey, journey.person, '2026-11-24,99.99,A CAFE')).ok
  return unmatchedLine(journey)
}

/** Every operation that is held to the reach of a ground: one that is missing here does not compile. */
const operations: Readonly<Record<BoundOperation, Set>> = {
  draftSupportPlan: atStep('budget-disclosed', ({ ids }, client) =>
    client.post(`/v1/cases/${ids.caseId}/support-plans`, aPlan()),
  ),
  changeSupportPlan: atStep('plan-drafted', (journey, client) => change(journey, { outcomes: [] }, { client })),
  submitSupportPlan: atStep('plan-drafted', (journey, client) => submit(journey, client)),
  withdrawSupportPlan: atStep('plan-drafted', (journey, client) => client.post(pathOf(journey, '/withdrawal'))),
  pauseLines: atStep('plan-agreed', ({ ids }, client) =>
    client.post(`/v1/cases/${ids.caseId}/line-pauses`, {
      lines: ['drum-kit'],
      cause: 'asked',
      from: service.clock.today(),
      until: null,
    }),
  ),
  moveBetweenLines: atStep('plan-agreed', (journey, client) => move(journey, {}, client)),
  async chooseHolding() {
    const journey = await agreed(service)
    const direct = { line: 'daily-support', deployment: 'direct-payment', instrument: 'bank-account', holderId: null }
    return { journey, send: (client) => client.post(`/v1/cases/${journey.ids.caseId}/line-holdings`, direct) }
  },
  async signDeploymentAgreement() {
    const journey = await journeyTo(service, 'plan-agreed')
    const planLineId = await lineOf(journey)
    await assessCapacity(journey)
    return { journey, send: (client) => signAgreement(journey, planLineId, 'person', client) }
  },
  async askForOffPlanSpending() {
    const journey = await withRoom(service)
    return { journey, send: (client) => ask(journey, {}, client) }
  },
  async claimForWaiting() {
    const { journey, late } = await decidedLate(service)
    return { journey, send: (client) => claim(journey, late, client) }
  },
  async sendWaitingClaimFile() {
    const { journey, late } = await decidedLate(service)
    const { id } = (await claim(journey, { ...late, ...withReceipt })).ok
    return { journey, send: (client) => sendReceipt(client, id) }
  },
  async withdrawWaitingClaim() {
    const { journey, late } = await decidedLate(service)
    const { id } = (await claim(journey, late)).ok
    return { journey, send: (client) => client.post(`/v1/waiting-claims/${id}/withdrawal`) }
  },
  async withdrawOffPlanRequest() {
    const journey = await withRoom(service)
    const { id } = (await ask(journey)).ok
    return { journey, send: (client) => client.post(`/v1/off-plan-requests/${id}/withdrawal`) }
  },
  async resumeLine() {
    const journey = await journeyTo(service, 'money-agreed')
    const pause = { lines: ['drum-kit'], cause: 'asked', from: service.clock.today(), until: null }
    const path = `/v1/cases/${journey.ids.caseId}/line-pauses`
    const { items } = (await journey.person.post<{ items: { id: string }[] }>(path, pause)).ok
    return { journey, send: (client) => client.post(`/v1/line-pauses/${items[0]?.id}/resumption`) }
  },
  proposeBudgetBankAccount: atStep('plan-agreed', (journey, client) => giveForBudget(journey, {}, client)),
  async enrolOnCourse() {
    const journey = await journeyTo(service, 'team-complete')
    const courseSessionId = (await courseWith(service, 5)).id
    const path = `/v1/cases/${journey.ids.caseId}/course-enrolments`
    return { journey, send: (client) => client.post(path, { courseSessionId }) }
  },
  async withdrawFromCourse() {
    const journey = await journeyTo(service, 'team-complete')
    const { id } = (await enrol(journey, (await courseWith(service, 5)).id)).ok
    return { journey, send: (client) => client.post(`/v1/course-enrolments/${id}/withdrawal`) }
  },
  pauseCase: atStep('team-complete', ({ ids }, client) =>
    client.post(`/v1/cases/${ids.caseId}/pauses`, { until: null, words: null }),
  ),
  async resumeCase() {
    const journey = await journeyTo(service, 'team-complete')
    const at = `/v1/cases/${journey.ids.caseId}`
    void (await journey.person.post(`${at}/pauses`, { until: null, words: null })).ok
    return { journey, send: (client) => client.post(`${at}/resumption`) }
  },
  async sayHowToBeHeard() {
    const journey = await escalateTo(await journeyTo(service, 'plan-signed', overLimit), 'mdt-meeting', 'unmet')
    const { id } = (await meet(journey)).ok
    return { journey, send: (client) => sayHeard(client, id) }
  },
  async changeCrisisContingency() {
    const journey = await journeyTo(service, 'money-agreed')
    return { journey, send: (client) => changeContingency(journey, { triggers: [] }, client) }
  },
  async acceptCoverGap() {
    const { journey, gap } = await gapOpened(service)
    return { journey, send: (client) => accept(gap.id, client) }
  },
  async standDownCrisis() {
    const journey = await agreed(service)
    const { id } = (await declare(journey, { days: 2 })).ok
    return { journey, send: (client) => standDown(journey, id, client) }
  },
  addCaseMember: atStep('team-complete', ({ ids }, client) =>
    client.post(
      `/v1/cases/${ids.caseId}/members`,
      aMember({ actorId: 'an-advocate', caseRole: 'advocate', organisationId: null }),
    ),
  ),
  async answerInformationRequest() {
    const journey = await journeyTo(service, 'expression-submitted')
    const path = `/v1/expressions-of-interest/${journey.ids.expressionId}/information-requests`
    const { ok } = await journey.officer.post<{ informationRequests: { id: string }[] }>(path, anInformationRequest())
    const answers = [{ key: 'costs', words: 'About £250.' }]
    const id = ok.informationRequests[0]?.id
    return { journey, send: (client) => client.post(`/v1/information-requests/${id}/answers`, { answers }) }
  },
  beginNeedsAssessment: atStep('expression-accepted', ({ ids }, client) =>
    client.post(`/v1/cases/${ids.caseId}/needs-assessments`, anAssessment()),
  ),
  async changeCurrentService() {
    const journey = await journeyTo(service, 'team-complete')
    const { ok } = await journey.person.post<{ id: string }>(
      `/v1/cases/${journey.ids.caseId}/current-services`,
      aCurrentService(),
    )
    return { journey, send: (client) => changeService(client, ok.id, { minutesPerWeek: 90 }) }
  },
  changeNeedsAssessment: atStep('assessment-begun', async ({ ids }, client) => {
    const path = `/v1/needs-assessments/${ids.needsAssessmentId}`
    return client.patch(path, { strengths: ['My sister'] }, { ifMatch: (await client.get(path)).etag })
  }),
  async fileReceipt() {
    const { journey, bought } = await paidDirectly()
    const id = await bought()
    return { journey, send: (client) => fileHash(journey, id, {}, client) }
  },
  async stateReceiptLost() {
    const { journey, bought } = await paidDirectly()
    const id = await bought()
    const body = { because: 'It was in the bag that was stolen.' }
    return { journey, send: (client) => client.post(`/v1/purchases/${id}/receipt-loss`, body) }
  },
  async sendReceiptFile() {
    const { journey, bought } = await paidDirectly()
    const id = await bought()
    const raw = Buffer.from('%PDF-1.7\n%%EOF')
    const documentHash = createHash('sha256').update(raw).digest('hex')
    void (await fileHash(journey, id, { documentHash }, journey.person)).ok
    const file = { raw, headers: { 'content-type': 'application/pdf' } }
    return { journey, send: (client) => client.post(`/v1/purchases/${id}/receipt/file`, undefined, file) }
  },
  async sendCardFeed() {
    const { journey } = await paidDirectly()
    return { journey, send: (client) => sendFeed(journey, client, '2026-11-24,12.00,A CAFE') }
  },
  async matchCardFeedLine() {
    const { journey, bought } = await paidDirectly()
    const purchaseId = await bought()
    const lineId = await lineOfFeed(journey)
    return { journey, send: (client) => client.post(`/v1/card-feed-lines/${lineId}/match`, { purchaseId }) }
  },
  async recordPurchaseOfLine() {
    const { journey } = await paidDirectly()
    const lineId = await lineOfFeed(journey)
    const body = { planLineId: journey.ids.planLineId, bought: 'Lunch after the class' }
    return { journey, send: (client) => client.post(`/v1/card-feed-lines/${lineId}/purchase`, body) }
  },
  giveConsent: atStep('team-complete', ({ ids }, client) =>
    client.post(`/v1/people/${ids.personId}/consents`, aConsent({ purpose: 'share-for-budget' })),
  ),
  async recordPurchase() {
    const { journey, pay } = await paidDirectly()
    return { journey, send: pay }
  },
  confirmNoServices: atStep('case-opened', ({ ids }, client) =>
    client.post(`/v1/cases/${ids.caseId}/current-services/none`),
  ),
  registerCurrentService: atStep('team-complete', ({ ids }, client) =>
    client.post(`/v1/cases/${ids.caseId}/current-services`, aCurrentService()),
  ),
  async reversePurchase() {
    const { journey, bought } = await paidDirectly()
    const id = await bought()
    return { journey, send: (client) => reverse(journey, id, client) }
  },
  async signSupportPlan() {
    const journey = await journeyTo(service, 'plan-submitted')
    await assessCapacity(journey)
    return { journey, send: (client) => sign(journey, client, 'representative') }
  },
  async submitExpressionOfInterest() {
    const journey = await journeyTo(service, 'team-complete')
    const path = `/v1/cases/${journey.ids.caseId}/expressions-of-interest`
    const { id } = (await journey.person.post<{ id: string }>(path, anExpression())).ok
    return { journey, send: (client) => client.post(`/v1/expressions-of-interest/${id}/submission`) }
  },
  async withdrawAppeal() {
    const { journey, decisionId } = await refusedPlan(service)
    const { id } = (await lodge(journey.person, decisionId)).ok
    return { journey, send: (client) => client.post(`/v1/appeals/${id}/withdrawal`) }
  },
  withdrawCase: atStep('plan-agreed', ({ ids }, client) =>
    client.post(`/v1/cases/${ids.caseId}/withdrawal`, { words: null }),
  ),
  async withdrawConsent() {
    const journey = await journeyTo(service, 'team-complete')
    const path = `/v1/people/${journey.ids.personId}/consents`
    const { id } = (await journey.person.post<{ id: string }>(path, aConsent({ purpose: 'share-for-budget' }))).ok
    return { journey, send: (client) => client.post(`/v1/consents/${id}/withdrawal`) }
  },
  withdrawExpressionOfInterest: atStep('expression-submitted', ({ ids }, client) =>
    client.post(`/v1/expressions-of-interest/${ids.expressionId}/withdrawal`),
  ),
}

for (const [operation, set] of Object.entries(operations))
  t.test(`${operation} asks of a representative that their ground reaches so far`, async (t) => {
    const { journey, send } = await set()
    const short = await actingOn(journey, 'in-best-interests', { kind: 'best-interests' })
    // Somebody who acts in best interests does not see the money, so to them its purchases, accounts, moves and claims are not there.
    const spends = /receipt|purchase|card|account|between|offplan|waiting/i.test(operation)
    await refused(t, service, () => send(short), spends ? 'not-found' : 'mandate-missing')
    const whole = await actingOn(journey, 'for-all')
    const { status, body } = await send(whole)
    t.ok(status < 300, `and lets them whose ground does: ${status} ${JSON.stringify(body)}`)
  })
