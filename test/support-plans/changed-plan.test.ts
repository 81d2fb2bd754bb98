import t from 'tap'
import type { CaseView } from '../../src/cases/schemas.ts'
import type { Review } from '../../src/reviews/schemas.ts'
import type { SignOffRoute } from '../../src/sign-off/route-schemas.ts'
import type { Statement } from '../../src/spending/schemas.ts'
import type { SupportPlan } from '../../src/support-plans/schemas.ts'
import { accountsOf } from '../ledger/accounts.ts'
import { type Changed, changed, decideChanged, sent } from '../sign-off/acts.ts'
import { buy, reverse, statementOf } from '../spending/acts.ts'
import { audited } from '../support/audit.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { aPlan, aPlanLine, aReason, aReviewCompletion, aWish } from '../support/pathway-builders.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)
const plansOf = (journey: Journey) => `/v1/cases/${journey.ids.caseId}/support-plans`
const caseOf = async (journey: Journey) => (await journey.person.get<CaseView>(`/v1/cases/${journey.ids.caseId}`)).ok
const planOf = async (journey: Journey, id: string) =>
  (await journey.person.get<SupportPlan>(`/v1/support-plans/${id}`)).ok
const planned = (...lines: Partial<ReturnType<typeof aPlanLine>>[]) =>
  aPlan(undefined, { lines: lines.map((line) => aPlanLine(line)) })
const agree = (client: Journey['broker'], plan: Pick<Changed, 'id' | 'contentHash'>) => decideChanged(client, plan)

t.test('a changed plan takes the place of the one in force when it is agreed, and not before', async (t) => {
  const journey = await journeyTo(service, 'purchase-made', { wish: aWish(40_000) })
  const [before] = (await statementOf(journey)).lines
  const next = await changed(journey, [{ key: 'lessons', title: 'Drum lessons', amountPence: 30_001 }])
  t.match(await planOf(journey, journey.ids.supportPlanId), { status: 'active' }, 'what is in force goes on')
  t.equal((await buy(journey, { amountPence: 1 })).status, 201, 'and can be spent from')
  t.match(
    await caseOf(journey),
    { stage: 'spending', step: 'budget-active', tier: 'care-coordinator' },
    'the case goes on spending, and who decides is waited for beside it',
  )

  // £99.99 and a penny are gone of £400.00: a plan of £300.01 is a penny too much by now, and was not when it was submitted.
  await refused(
    t,
    service,
    () => agree(journey.careCoordinator, next),
    'over-limit',
    'more than is left, and more than they may agree to in the period',
  )
  const purchases = (
    await journey.broker.get<{ items: { id: string; amountPence: number }[] }>(
      `/v1/cases/${journey.ids.caseId}/purchases`,
    )
  ).ok.items
  await reverse(journey, purchases.find(({ amountPence }) => amountPence === 1)?.id ?? '')
  const entries = await audited(service, async () => {
    t.equal((await agree(journey.careCoordinator, next)).status, 201)
  })
  t.match(
    entries.find(({ type }) => type === 'support-plan.superseded'),
    { facts: { by: next.id, releasedPence: 30_001 } },
  )
  t.match(await planOf(journey, journey.ids.supportPlanId), { status: 'superseded' })
  t.match(await planOf(journey, next.id), { status: 'agreed', agreedPence: 30_001 })

  const { lines, ...whole } = await statementOf(journey)
  t.match(whole, { agreedPence: 70_001, spentPence: 9_999, availablePence: 30_001, releasedPence: 30_001 })
  t.match(lines, [
    { planLineId: before?.planLineId, status: 'closed', availablePence: 0, releasedPence: 30_001 },
    { key: 'lessons', status: 'active', availablePence: 30_001, releasedPence: 0 },
  ])
  await refused(t, service, () => buy(journey, { amountPence: 1 }), 'budget-claimed', 'the line before is closed')
  const reviews = (await journey.person.get<{ items: Review[] }>(`/v1/cases/${journey.ids.caseId}/reviews`)).ok.items
  t.match(
    reviews,
    [{ kind: 'first', status: 'scheduled', supportPlanId: next.id }],
    'the review is held on the new plan',
  )
})

t.test(
  'what comes back for a line that has closed goes to the funding, and the ledger agrees with the statement',
  async (t) => {
    const journey = await journeyTo(service, 'purchase-made', { wish: aWish(40_000) })
    await agree(journey.careCoordinator, await changed(journey, [{ amountPence: 10_000 }]))
    await reverse(journey, journey.ids.purchaseId)
    const statement: Statement = await statementOf(journey)
    t.match(statement, { spentPence: 0, availablePence: 10_000, releasedPence: 40_000 })
    const accounts = await accountsOf(journey)
    t.equal(accounts.given, 10_000)
    for (const line of statement.lines) t.equal(accounts[`available ${line.planLineId}`], line.availablePence)
  },
)

t.test(
  'P10: a changed plan that takes preventive support away goes to the forced tier, whatever its amount',
  async (t) => {
    const night = { key: 'night', title: 'A night worker', preventive: true, holdsBack: 'Nights in crisis' }
    const journey = await journeyTo(service, 'plan-drafted', { wish: aWish(40_000) })
    const { etag } = await journey.broker.get(`/v1/support-plans/${journey.ids.supportPlanId}`)
    const lines = [aPlanLine({ amountPence: 10_000 }), aPlanLine({ ...night, amountPence: 20_000 })]
    await journey.broker.patch(`/v1/support-plans/${journey.ids.supportPlanId}`, { lines }, { ifMatch: etag })
    await journey.on('purchase-made')
    const because = {
      line: 'night',
      because: 'provider-ended',
      words: 'They closed.',
      fallbackLine: 'drum-kit',
    } as const
    const less = await changed(journey, [{ amountPence: 5_000 }], [because])
    const route = (await journey.broker.get<SignOffRoute>(`/v1/support-plans/${less.id}/sign-off-route`)).ok
    t.match(route, { decides: 'team-manager', sentence: /Support that holds a need back would be reduced/ })
    await refused(t, service, () => agree(journey.careCoordinator, less), 'not-the-decider')
  },
)

t.test('a finding that asks for a change leads to a changed plan; a refused one leaves what is in force', async (t) => {
  const journey = await journeyTo(service, 'receipt-filed', { wish: aWish(40_000) })
  const finding = aReviewCompletion({ finding: 'change', reasons: [] })
  await journey.careCoordinator.post(`/v1/reviews/${journey.ids.reviewId}/completion`, finding)
  t.match(await caseOf(journey), { step: 'plan-to-change', waitingFor: ['broker'] })
  const next = await changed(journey, [{ key: 'lessons', amountPence: 10_000 }])
  await journey.careCoordinator.post(`/v1/support-plans/${next.id}/decision`, {
    outcome: 'refused',
    contentHash: next.contentHash,
    reasons: [aReason],
  })
  t.match(await caseOf(journey), { step: 'plan-to-change', next: /What you have stays until/ })
  t.match(await planOf(journey, journey.ids.supportPlanId), { status: 'active' })
  t.equal((await buy(journey, { amountPence: 100 })).status, 201)
})

t.test('where a review asks for more, the budget is worked out anew, told, and planned with', async (t) => {
  const journey = await journeyTo(service, 'receipt-filed', { wish: aWish(40_000) })
  const { caseId, reviewId } = journey.ids
  service.clock.advance({ days: 1 })
  t.teardown(() => service.clock.advance({ days: -1 }))
  const finding = aReviewCompletion({ finding: 'increase', reasons: [] })
  await journey.careCoordinator.post(`/v1/reviews/${reviewId}/completion`, finding)
  const made = await journey.careCoordinator.post<{ id: string }>(
    `/v1/cases/${caseId}/budget-calculations`,
    aWish(60_000),
  )
  const budgetCalculationId = made.ok.id
  await journey.careCoordinator.post(`/v1/cases/${caseId}/indicative-budget`, { budgetCalculationId })
  const draft = () => journey.broker.post(plansOf(journey), planned({ amountPence: 60_000 }))
  await refused(t, service, draft, 'budget-not-disclosed')
  await journey.careCoordinator.post(`/v1/cases/${caseId}/indicative-budget/disclosure`, { how: 'in-person' })
  const over = (await journey.broker.post<SupportPlan>(plansOf(journey), planned({ amountPence: 50_002 }))).ok
  const { missing } = (await journey.broker.get<{ missing: object[] }>(`/v1/support-plans/${over.id}/checks`)).ok
  t.match(missing, [{ code: 'budget-exceeded', detail: /has £500\.01 left/ }], 'a one-off budget is one budget')
  const { etag } = await journey.broker.get(`/v1/support-plans/${over.id}`)
  const lines = [aPlanLine({ amountPence: 50_001 })]
  await journey.broker.patch(`/v1/support-plans/${over.id}`, { lines }, { ifMatch: etag })
  t.equal((await agree(journey.teamManager, await sent(journey, over.id))).status, 201)
})

t.test('what was spent before and came back does not make a later budget larger', async (t) => {
  const journey = await journeyTo(service, 'receipt-filed', { wish: aWish(40_000) })
  const { caseId, reviewId, purchaseId } = journey.ids
  const finding = aReviewCompletion({ finding: 'change', reasons: [] })
  await journey.careCoordinator.post(`/v1/reviews/${reviewId}/completion`, finding)
  service.clock.advance({ days: 1 })
  t.teardown(() => service.clock.advance({ days: -1 }))
  const made = await journey.careCoordinator.post<{ id: string }>(
    `/v1/cases/${caseId}/budget-calculations`,
    aWish(40_000),
  )
  await journey.careCoordinator.post(`/v1/cases/${caseId}/indicative-budget`, { budgetCalculationId: made.ok.id })
  await journey.careCoordinator.post(`/v1/cases/${caseId}/indicative-budget/disclosure`, { how: 'in-person' })
  await reverse(journey, purchaseId)
  const draft = (await journey.broker.post<SupportPlan>(plansOf(journey), planned({ amountPence: 40_001 }))).ok
  const { missing } = (await journey.broker.get<{ missing: object[] }>(`/v1/support-plans/${draft.id}/checks`)).ok
  t.match(missing, [{ code: 'budget-exceeded', detail: /has £400\.00 left/ }])
})

t.test('P5: while an appeal is open no changed plan leaves less than there is', async (t) => {
  const journey = await journeyTo(service, 'plan-signed')
  const decided = await journey.careCoordinator.post<{ decision: { id: string } }>(
    `/v1/support-plans/${journey.ids.supportPlanId}/decision`,
    {
      outcome: 'agreed-in-part',
      contentHash: journey.ids.contentHash,
      lines: [
        { line: 'drum-kit', outcome: 'agreed' },
        { line: 'mattress', outcome: 'refused' },
      ],
      reasons: [{ ...aReason, line: 'mattress' }],
    },
  )
  await journey.person.post(`/v1/decisions/${decided.ok.decision.id}/appeals`, { words: 'Nobody asked me.' })
  const less = await changed(journey, [{ amountPence: 24_999 }])
  await refused(t, service, () => agree(journey.careCoordinator, less), 'support-frozen')
  await journey.careCoordinator.post(`/v1/support-plans/${less.id}/decision`, {
    outcome: 'refused',
    contentHash: less.contentHash,
    reasons: [aReason],
  })
  t.equal((await agree(journey.careCoordinator, await changed(journey, [{ amountPence: 25_000 }]))).status, 201)
})
