import t from 'tap'
import type { CaseView } from '../../src/cases/schemas.ts'
import type { ExpressionOfInterest } from '../../src/expressions-of-interest/schemas.ts'
import type { NeedsAssessment } from '../../src/needs-assessments/schemas.ts'
import type { SignOffRoute } from '../../src/sign-off/route-schemas.ts'
import type { Purchase, Statement } from '../../src/spending/schemas.ts'
import type { SupportPlan } from '../../src/support-plans/schemas.ts'
import { fileReceipt } from '../spending/acts.ts'
import { aSaidFor } from '../support/builders.ts'
import { fits } from '../support/fits.ts'
import { journeyTo } from '../support/journey.ts'
import {
  accepted,
  anAssessment,
  anExpression,
  anInformationRequest,
  aPlan,
  aPurchase,
  aReviewCompletion,
  aWish,
} from '../support/pathway-builders.ts'
import { startService } from '../support/service.ts'
import { standing, whatHappened } from '../support/standing.ts'

t.test(
  'Amina: £400.00 from her own words to her first review, and at every step she reads where it stands',
  async (t) => {
    const service = await startService(t)
    const on = (day: string) => service.clock.set(`${day}T09:30:00Z`)
    on('2026-11-23')
    const journey = await journeyTo(service, 'team-complete')
    const { person, careCoordinator, broker, officer } = journey
    const make = async <Body = { id: string }>(client: typeof person, path: string, body?: object) =>
      (await client.post<Body>(`/v1${path}`, body)).ok
    const inCase = `/cases/${journey.ids.caseId}`
    const stands = async (expected: object) => fits(t, await standing(journey), expected)

    await stands({
      stage: 'expression-of-interest',
      waitingFor: ['person', 'care-coordinator'],
      next: 'Say in your own words what would help you get better, and send it.',
      tasksOf: ['person', 'care-coordinator'],
      clocks: [],
    })

    // What would help: she is told what is missing before she sends it.
    const interest = await make(person, `${inCase}/expressions-of-interest`, { ...anExpression(), answers: [] })
    const expression = `/expressions-of-interest/${interest.id}`
    fits(t, (await person.get(`/v1${expression}/readiness`)).ok, {
      ready: false,
      missing: [{ pointer: '/answers' }, {}],
    })
    await person.patch(`/v1${expression}`, { answers: anExpression().answers }, { ifMatch: '"1"' })
    fits(t, (await person.get(`/v1${expression}/readiness`)).ok, { ready: true, missing: [] })
    await make(person, `${expression}/submission`)
    await stands({
      next: 'The commissioner decides on your expression of interest, or asks you for more.',
      waitingFor: ['commissioner-officer'],
      tasksOf: ['commissioner-officer'],
      clocks: ['expression-decision: 2026-11-23 + 10 = 2026-12-07, runs'],
      lastHappened: 'expression-of-interest.submitted',
    })

    // More is asked, and the clock waits for her answer, which has a day of its own.
    const answer = 'information-answer: 2026-11-25 + 20 = 2026-12-23'
    on('2026-11-25')
    const asked = await make<ExpressionOfInterest>(
      officer,
      `${expression}/information-requests`,
      anInformationRequest(),
    )
    on('2026-11-27')
    await stands({
      next: 'Answer the questions that we asked. The time for the decision stops until you do.',
      tasksOf: ['person'],
      clocks: ['expression-decision: 2026-11-23 + 10 = 2026-12-09, paused', `${answer}, runs`],
      lastHappened: 'expression-of-interest.information-requested',
    })
    const request = asked.informationRequests[0]
    fits(t, request, { dueOn: '2026-12-23', items: [{ question: 'What would the drum kit cost?', why: /ceiling/ }] })
    on('2026-11-30')
    const answers = [{ key: 'costs', words: 'About £250, second-hand.' }]
    await make(person, `/information-requests/${request?.id}/answers`, { answers })
    await stands({
      waitingFor: ['commissioner-officer'],
      tasksOf: ['commissioner-officer'],
      clocks: ['expression-decision: 2026-11-23 + 10 = 2026-12-10, runs', `${answer}, stopped 2026-11-30`],
    })
    on('2026-12-10')
    await make(officer, `${expression}/decision`, accepted)
    await stands({
      stage: 'needs-assessment',
      next: 'Your care coordinator goes through your needs with you.',
      tasksOf: ['care-coordinator'],
      clocks: ['expression-decision: 2026-11-23 + 10 = 2026-12-10, stopped 2026-12-10', /information-answer/],
      clocksOfWaits: ['assessment: 2026-12-10 + 20 = 2027-01-12, runs'],
    })

    // Needs: she begins with what she can say herself, and they finish it together.
    const { sleep } = anAssessment().ratings
    const own = await make<NeedsAssessment>(person, `${inCase}/needs-assessments`, {
      ratings: { sleep },
      strengths: [],
      noWorstTimes: true,
    })
    await stands({
      stage: 'needs-assessment',
      tasksOf: ['person', 'care-coordinator'],
      next: /a typical day and a worst day/,
    })
    await careCoordinator.patch(`/v1/needs-assessments/${own.id}`, anAssessment(), { ifMatch: '"1"' })
    await make(careCoordinator, `/needs-assessments/${own.id}/completion`)
    await stands({
      stage: 'budget-calculation',
      tasksOf: ['care-coordinator'],
      next: /works out your budget and shows you how/,
    })

    // A budget that explains itself, and that she is told before planning opens.
    const preview = await make<{ contentHash: string }>(person, `${inCase}/budget-previews`, aWish())
    const calculation = await make<{ id: string; contentHash: string }>(
      careCoordinator,
      `${inCase}/budget-calculations`,
      aWish(),
    )
    t.equal(calculation.contentHash, preview.contentHash, 'what was kept is what she worked out')
    await stands({
      next: 'Your care coordinator chooses one calculation as your indicative budget, the amount that you plan with.',
      lastHappened: 'budget.calculated',
    })
    await make(careCoordinator, `${inCase}/indicative-budget`, { budgetCalculationId: calculation.id })
    await stands({ next: 'You are told the amount and how it was worked out, before planning starts.' })
    await make(careCoordinator, `${inCase}/indicative-budget/disclosure`, { how: 'in-person' })
    await stands({
      stage: 'support-plan',
      tasksOf: ['broker'],
      next: 'You make your support plan with your broker, or with your care coordinator if you have none.',
    })

    // The plan: signed by three, decided by the care coordinator.
    const drafted = await make<SupportPlan>(broker, `${inCase}/support-plans`, aPlan())
    const plan = `/support-plans/${drafted.id}`
    fits(t, (await person.get(`/v1${plan}/checks`)).ok, { ready: true, missing: [] })
    fits(t, (await person.get(`/v1${plan}/cover?at=2026-12-12T02:00:00Z`)).ok, {
      gaps: [],
      call: [{ name: 'Crisis line' }],
    })
    const { contentHash } = await make<SupportPlan>(broker, `${plan}/submission`)
    fits(t, (await person.get<SignOffRoute>(`/v1${plan}/sign-off-route`)).ok, {
      decides: 'care-coordinator',
      sentence: '£400.00 is within the care coordinator’s limit of £400.00, so the care coordinator decides.',
    })
    await stands({ stage: 'sign-off', tier: null, tasksOf: ['person', 'care-coordinator', 'broker'] })
    const sign = (client: typeof person, caseRole: string) =>
      make(client, `${plan}/signatures`, { caseRole, how: 'online', contentHash })
    await sign(broker, 'broker')
    await stands({ waitingFor: ['person', 'care-coordinator'], tasksOf: ['person', 'care-coordinator'] })
    await sign(person, 'person')
    await stands({ tasksOf: ['care-coordinator'], next: 'Those who must sign your plan sign it.' })
    await sign(careCoordinator, 'care-coordinator')
    const decision = 'plan-decision: 2026-12-10 + 5 = 2026-12-17'
    await stands({
      tier: 'care-coordinator',
      next: 'Everybody who must sign your plan has signed it. Now it is decided on.',
      tasksOf: ['care-coordinator'],
      clocks: [/expression-decision/, /information-answer/, `${decision}, runs`],
      clocksOfWaits: [
        'assessment: 2026-12-10 + 20 = 2027-01-12, stopped 2026-12-10',
        'calculation: 2026-12-10 + 10 = 2026-12-24, stopped 2026-12-10',
        'disclosure: 2026-12-10 + 5 = 2026-12-17, stopped 2026-12-10',
        'planning: 2026-12-10 + 20 = 2027-01-12, stopped 2026-12-10',
        'signing: 2026-12-10 + 10 = 2026-12-24, stopped 2026-12-10',
      ],
      lastHappened: 'support-plan.routed',
    })
    on('2026-12-11')
    await make(careCoordinator, `${plan}/decision`, { outcome: 'agreed', contentHash, reasons: [] })
    await stands({
      stage: 'spending',
      tier: null,
      tasksOf: ['person', 'care-coordinator', 'broker', 'commissioner-officer'],
      next: /What your plan says can be bought now\. .*you sign for that first/,
      clocks: [
        /expression-decision/,
        /information-answer/,
        `${decision}, stopped 2026-12-11`,
        'first-payment: 2026-12-11 + 10 = 2026-12-29, runs',
      ],
    })

    // How the money is held is signed for each line before anything is bought.
    for (const { planLineId } of (await person.get<Statement>(`/v1${inCase}/statement`)).ok.lines) {
      const agreement = `/plan-lines/${planLineId}/deployment-agreement`
      const { contentHash } = (await person.get<{ contentHash: string }>(`/v1${agreement}`)).ok
      await make(person, `${agreement}/signatures`, { party: 'person', contentHash })
      await make(officer, `${agreement}/signatures`, { party: 'commissioner', contentHash })
    }

    // Her broker buys by card; the statement is exact to the penny.
    const statement = async () => (await person.get<Statement>(`/v1${inCase}/statement`)).ok
    const [drums = '', mattress = ''] = (await statement()).lines.map((line) => line.planLineId)
    const buy = (line: string, amountPence: number) =>
      broker.post<Purchase>(
        `/v1/plan-lines/${line}/purchases`,
        aPurchase({ amountPence, boughtOn: service.clock.today() }),
      )
    on('2026-12-14')
    const kit = (await buy(drums, 24_999)).ok
    // The receipt shows that the shop was paid: what a broker typed alone is no first payment.
    void (await fileReceipt(journey, kit.id, { amountPence: 24_999, issuedOn: '2026-12-14' })).ok
    await stands({
      stage: 'spending',
      tasksOf: ['care-coordinator', 'broker'],
      next: /look at how it is going at your first review/,
    })
    const [tooMuch, lastPenny] = [await buy(drums, 2), await buy(drums, 1)]
    fits(t, tooMuch.problem, { code: 'line-overspent', detail: 'The line has £0.01 left; this is £0.02' })
    await make(broker, `/purchases/${lastPenny.ok.id}/reversal`, { reason: 'It was a test of the card.' })
    await buy(mattress, 14_950)
    const total = { agreedPence: 40_000, spentPence: 39_949, pendingReceiptPence: 14_950, availablePence: 51 }
    fits(t, await statement(), {
      ...total,
      lines: [
        { key: 'drum-kit', agreedPence: 25_000, spentPence: 24_999, pendingReceiptPence: 0, availablePence: 1 },
        { key: 'mattress', agreedPence: 15_000, spentPence: 14_950, pendingReceiptPence: 14_950, availablePence: 50 },
      ],
    })

    // The first review comes within three months of the agreement; it goes on, and the next is set.
    const reviews = async () => (await person.get<{ items: { id: string }[] }>(`/v1${inCase}/reviews`)).ok.items
    fits(t, await reviews(), [{ kind: 'first', status: 'scheduled', dueOn: '2027-03-11' }])
    on('2027-03-10')
    const done = await make(
      careCoordinator,
      `/reviews/${(await reviews())[0]?.id}/completion`,
      aReviewCompletion({ saidFor: aSaidFor({ saidOn: '2027-03-10' }) }),
    )
    fits(t, done, {
      review: { status: 'done', result: { finding: 'continue' } },
      nextReview: { kind: 'routine', dueOn: '2028-03-10' },
    })
    await stands({
      stage: 'spending',
      next: 'Your budget continues as the review found. The next review is set.',
      tasksOf: ['care-coordinator', 'broker'],
      endedAt: null,
      lastHappened: 'said-for.recorded',
    })
    fits(t, await statement(), total)
    const { clocks } = (await person.get<CaseView>(`/v1${inCase}`)).ok
    t.ok(clocks.every(({ breached }) => !breached))
    t.match(
      clocks.filter(({ kind }) => kind === 'first-payment' || kind === 'review'),
      [
        { kind: 'first-payment', stoppedOn: '2026-12-14' },
        { kind: 'review', dueOn: '2027-03-11', stoppedOn: '2027-03-10' },
        { kind: 'review', dueOn: '2028-03-10', stoppedOn: null },
      ],
    )
    t.same(
      (await whatHappened(journey)).map((entry) => entry.type),
      amina,
    )
  },
)

/** What is told of Amina, from the first to the last. */
const amina = `
  case.opened case.member-joined case.member-joined current-service.none-confirmed expression-of-interest.drafted expression-of-interest.changed
  expression-of-interest.submitted expression-of-interest.information-requested
  expression-of-interest.information-answered expression-of-interest.accepted letter.written
  needs-assessment.begun needs-assessment.changed needs-assessment.completed budget.calculated indicative-budget.adopted
  indicative-budget.disclosed support-plan.drafted support-plan.submitted support-plan.signed support-plan.signed
  support-plan.signed support-plan.routed review.scheduled support-plan.agreed letter.written deployment-agreement.signed deployment-agreement.signed
  deployment-agreement.in-force deployment-agreement.signed deployment-agreement.signed deployment-agreement.in-force purchase.recorded
  purchase.receipt-filed purchase.receipt-file-sent support-plan.active purchase.recorded purchase.reversed purchase.recorded review.done said-for.recorded
`.match(/\S+/g)
