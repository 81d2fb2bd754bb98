import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import t from 'tap'
import type { BudgetCalculation, BudgetPreview } from '../../src/budgets/schemas.ts'
import type { CaseView } from '../../src/cases/schemas.ts'
import { audited } from '../support/audit.ts'
import { unknownId } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { closed } from '../support/closed.ts'
import { fits } from '../support/fits.ts'
import { invalid, type Wrong } from '../support/invalid.ts'
import { journeyTo } from '../support/journey.ts'
import { aWish } from '../support/pathway-builders.ts'
import { refused } from '../support/refused.ts'
import { anyScript, notWords } from '../support/scripts.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)
const calculate = (client: Client, caseId: string, body: object = aWish(), options = {}) =>
  client.post<BudgetCalculation>(`/v1/cases/${caseId}/budget-calculations`, body, options)
const preview = (client: Client, caseId: string, body: object = aWish(), options = {}) =>
  client.post<BudgetPreview>(`/v1/cases/${caseId}/budget-previews`, body, options)
const item = { key: 'drum-kit', title: 'A drum kit, for co-ordination', amountPence: 25_000 }
const itemsOf = (...pence: number[]) => ({
  method: 'one-off',
  items: pence.map((amountPence, index) => ({ key: `item-${index}`, title: `Thing number ${index}`, amountPence })),
})

const wrong: Wrong[] = [
  [{ method: 'historic-guess' }, '/method'],
  [{ method: undefined }, '/method', 'no method'],
  [{ items: [] }, '/items'],
  [{ items: undefined }, '/items', 'no items'],
  [
    { items: Array.from({ length: 51 }, (_, index) => ({ ...item, key: `item-${index}`, amountPence: 1_000 })) },
    '/items',
    'too many',
  ],
  ...[0, -1, 400.5, '40000', 1e12].map((amountPence): Wrong => {
    return [{ items: [{ ...item, amountPence }] }, '/items/0/amountPence', `${amountPence} pence`]
  }),
  ...Object.entries(notWords).map(([name, title]): Wrong => [{ items: [{ ...item, title }] }, '/items/0/title', name]),
  [{ items: [item, { ...item, key: 'B' }] }, '/items/1/key', 'not a key'],
  [{ items: [item, { ...item, key: 'mattress' }, item] }, '/items/2/key', 'a key twice'],
  [{ items: [{ ...item, currency: 'GBP' }] }, '/items/0/currency'],
  [{ amountPence: 40_000 }, '/amountPence'],
]

t.test('201: a calculation explains itself, step by step, and the steps come to the amount', async (t) => {
  const journey = await journeyTo(service, 'assessment-completed')
  const entries = await audited(service, async () => {
    const answer = await calculate(journey.careCoordinator, journey.ids.caseId)
    t.equal(answer.status, 201)
    const { steps, amountPence } = answer.ok
    fits(t, answer.ok, {
      caseId: journey.ids.caseId,
      method: 'one-off',
      schemeVersion: 1,
      inputs: aWish(),
      amountPence: 40_000,
    })
    t.equal(
      steps.reduce((total, step) => total + step.amountPence, 0),
      amountPence,
    )
    t.same(
      steps.map((step) => step.sentence),
      [
        'You asked for “A drum kit, for co-ordination”, which costs £250.00.',
        'You asked for “A mattress, to sleep”, which costs £150.00.',
        'Together that is £400.00. This scheme offers one person £400.00 to £1,000.00, so nothing is taken off.',
      ],
    )
    t.same((await journey.person.get(answer.headers.get('location') ?? '')).ok, answer.ok)
  })
  fits(t, entries, [
    { type: 'budget.calculated', scheme_version: 1, facts: { method: 'one-off', amountPence: 40_000 } },
  ])
  const { step, waitingFor } = (await journey.person.get<CaseView>(`/v1/cases/${journey.ids.caseId}`)).ok
  t.same([step, waitingFor], ['budget-calculated', ['care-coordinator']])
})

t.test('the same inputs give the same hash, which anybody can compute from what they were told', async (t) => {
  const journey = await journeyTo(service, 'budget-calculated')
  const kept = (
    await journey.person.get<BudgetCalculation>(`/v1/budget-calculations/${journey.ids.budgetCalculationId}`)
  ).ok
  const again = (await preview(journey.person, journey.ids.caseId)).ok
  const { contentHash, ...content } = again
  // The sentences tell the facts, and are no part of them.
  const steps = content.steps.map(({ sentence: _, ...facts }) => facts)
  t.equal(contentHash, kept.contentHash)
  t.equal(
    createHash('sha256')
      .update(canonicalize({ ...content, steps }) ?? '')
      .digest('hex'),
    contentHash,
  )
  const backwards = { ...aWish(), items: aWish().items.toReversed() }
  t.not((await preview(journey.person, journey.ids.caseId, backwards)).ok.contentHash, contentHash)
})

t.test('200: a preview stores nothing, at any time, for whoever may read the assessment', async (t) => {
  const journey = await journeyTo(service, 'team-complete')
  const before = await service.database.fingerprint()
  for (const client of [
    journey.person,
    journey.representative,
    journey.careCoordinator,
    journey.officer,
    journey.teamManager,
  ])
    fits(t, (await preview(client, journey.ids.caseId, aWish(100_000), { key: null })).ok, { amountPence: 100_000 })
  t.same(await service.database.fingerprint(), before)
})

t.test('422: the band is inclusive, to the penny; outside it the sum and the band are told', async (t) => {
  const journey = await journeyTo(service, 'assessment-completed')
  for (const pence of [40_000, 40_001, 100_000])
    t.equal((await calculate(journey.careCoordinator, journey.ids.caseId, aWish(pence))).ok.amountPence, pence)
  t.equal(
    (await calculate(journey.careCoordinator, journey.ids.caseId, itemsOf(33_333, 33_333, 33_334))).ok.amountPence,
    100_000,
  )
  const outside = [
    [aWish(39_999), '£399.99'],
    [aWish(100_001), '£1,000.01'],
    [itemsOf(50_000, 50_001), '£1,000.01'],
    [aWish(99_999_999_999), '£999,999,999.99'],
  ] as const
  for (const [wish, sum] of outside)
    for (const work of [calculate, preview]) {
      const problem = await refused(
        t,
        service,
        () => work(journey.careCoordinator, journey.ids.caseId, wish),
        'wish-outside-band',
      )
      fits(t, problem, { errors: [{ pointer: '/items' }] })
      t.equal(problem.detail, `The items come to ${sum}; the scheme offers £400.00 to £1,000.00`)
    }
})

t.test('400: what breaks the contract is refused, and the field is named', async (t) => {
  const { careCoordinator, ids } = await journeyTo(service, 'assessment-completed')
  await invalid(t, service, wrong, (more) => calculate(careCoordinator, ids.caseId, { ...aWish(), ...more }))
  await invalid(t, service, wrong, (more) => preview(careCoordinator, ids.caseId, { ...aWish(), ...more }))
})

t.test('201: a title of any script is kept byte for byte, in the inputs and in the sentence', async (t) => {
  const { careCoordinator, ids } = await journeyTo(service, 'assessment-completed')
  const title = anyScript.slice(0, 200)
  const { ok } = await calculate(careCoordinator, ids.caseId, {
    ...aWish(),
    items: [{ ...item, title, amountPence: 40_000 }],
  })
  const kept = (await careCoordinator.get<BudgetCalculation>(`/v1/budget-calculations/${ok.id}`)).ok
  t.match(kept.inputs, { items: [{ title }] })
  t.equal(kept.steps[0]?.sentence, `You asked for “${title}”, which costs £400.00.`)
})

t.test('it is closed to those without the permission', async (t) => {
  const { ids } = await journeyTo(service, 'budget-calculated')
  const { caseId } = ids
  await closed(t, service, 'budget:write', (client) => calculate(client, caseId))
  await closed(t, service, 'budget:read', (client) => preview(client, caseId))
  await closed(t, service, 'budget:read', (client) => client.get(`/v1/cases/${caseId}/budget-calculations`))
  await closed(t, service, 'budget:read', (client) => client.get(`/v1/budget-calculations/${ids.budgetCalculationId}`))
})

t.test('201, 404: the care coordinator, an officer or a system calculates; nobody on another case does', async (t) => {
  const journey = await journeyTo(service, 'assessment-completed')
  const other = await journeyTo(service, 'team-complete')
  for (const client of [journey.careCoordinator, journey.officer, service.as('machine')])
    t.equal((await calculate(client, journey.ids.caseId)).status, 201, client.actor?.sub ?? '')
  const elsewhere = service.as({
    ...(journey.careCoordinator.actor ?? { sub: '', commissioner: '' }),
    sub: 'another-coordinator',
  })
  await refused(t, service, () => calculate(elsewhere, journey.ids.caseId), 'not-found', 'another coordinator')
  await refused(t, service, () => preview(other.person, journey.ids.caseId), 'not-found', 'another person')
  for (const work of [calculate, preview])
    await refused(t, service, () => work(journey.careCoordinator, unknownId()), 'not-found', 'unknown case')
  const path = `/v1/budget-calculations/${unknownId()}`
  await refused(t, service, () => journey.person.get(path), 'not-found', 'unknown calculation')
})

t.test('409: not before the needs are known, nor once planning goes on, nor for a case that has ended', async (t) => {
  for (const pathwayStep of [
    'team-complete',
    'expression-submitted',
    'expression-accepted',
    'assessment-begun',
    'plan-drafted',
    'plan-agreed',
  ] as const) {
    const journey = await journeyTo(service, pathwayStep)
    await refused(t, service, () => calculate(journey.careCoordinator, journey.ids.caseId), 'wrong-state', pathwayStep)
  }
  const journey = await journeyTo(service, 'budget-calculated')
  await journey.person.post(`/v1/cases/${journey.ids.caseId}/withdrawal`, { words: null })
  await refused(t, service, () => calculate(journey.careCoordinator, journey.ids.caseId), 'case-ended')
})

t.test('there may be many; they are listed page by page, newest first, and none replaces another', async (t) => {
  const journey = await journeyTo(service, 'assessment-completed')
  const made: BudgetCalculation[] = []
  for (const pence of [40_000, 50_000, 60_000])
    made.unshift((await calculate(journey.careCoordinator, journey.ids.caseId, aWish(pence))).ok)
  const list = `/v1/cases/${journey.ids.caseId}/budget-calculations`
  t.same((await journey.person.get(list)).ok, { items: made, nextCursor: null })
  const first = (await journey.person.get<{ items: unknown[]; nextCursor: string }>(`${list}?limit=2`)).ok
  t.same(first.items, made.slice(0, 2))
  t.same((await journey.person.get(`${list}?limit=2&cursor=${first.nextCursor}`)).ok, {
    items: made.slice(2),
    nextCursor: null,
  })
})

t.test('eight at once are eight calculations; one key is one', async (t) => {
  const journey = await journeyTo(service, 'assessment-completed')
  const many = await Promise.all(
    Array.from({ length: 8 }, () => calculate(journey.careCoordinator, journey.ids.caseId)),
  )
  t.equal(new Set(many.map((answer) => answer.ok.id)).size, 8)
  const first = await calculate(journey.careCoordinator, journey.ids.caseId, aWish(), { key: 'once' })
  const again = await calculate(journey.careCoordinator, journey.ids.caseId, aWish(), { key: 'once' })
  t.same(again.ok, first.ok)
  const other = () => calculate(journey.careCoordinator, journey.ids.caseId, aWish(50_000), { key: 'once' })
  await refused(t, service, other, 'idempotency-key-reused')
})
