import type { Static } from '@sinclair/typebox'
import t from 'tap'
import type { CardFeedLine } from '../../src/card-feeds/schemas.ts'
import type { LineSpenders } from '../../src/deployment-agreements/schemas.ts'
import { sendFeed, unmatchedLine } from '../card-feeds/acts.ts'
import { agreed as agreedForCrises, declare } from '../crisis-episodes/acts.ts'
import { ask, buyFrom, decideOn, withRoom } from '../off-plan-requests/acts.ts'
import { change } from '../sign-off/acts.ts'
import { buy } from '../spending/acts.ts'
import { aSaidFor } from '../support/builders.ts'
import { aTier, daily } from '../support/crisis-builders.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { aPlanLine, aWish } from '../support/pathway-builders.ts'
import { refused } from '../support/refused.ts'
import { tenants } from '../support/seed.ts'
import { defaultNow, startService } from '../support/service.ts'
import { agreeOn, agreeOnLine, lineOf, signAgreement } from './acts.ts'

const service = await startService(t)
t.beforeEach(() => service.clock.set(defaultNow))

const waits = (buys: () => ReturnType<typeof buy>, why?: string) => refused(t, service, buys, 'agreement-missing', why)
const held = {
  deployment: 'third-party',
  instrument: 'broker-held-card',
  holderId: tenants.QYG.brokerageId,
} as const

t.test(
  '409 agreement-missing: the broker buys nothing until the person and the commissioner have signed',
  async (t) => {
    const journey = await journeyTo(service, 'plan-agreed')
    const line = await lineOf(journey)
    t.same(await waiting(journey), ['drum-kit', 'mattress'])
    const problem = await waits(() => buy(journey))
    t.match(problem, { status: 409, title: /the person and the commissioner sign it first/ })
    await signAgreement(journey, line, 'person')
    await waits(() => buy(journey), 'one of the two')
    await signAgreement(journey, line, 'commissioner')
    t.equal((await buy(journey)).status, 201)
    t.same(await waiting(journey), ['mattress'])
    const mattress = await lineOf(journey, 'mattress')
    await waits(() => buy(journey, { planLineId: mattress }), 'each line has an agreement of its own')
  },
)

t.test('what a card paid before is listed, and becomes a purchase once it is signed', async (t) => {
  const journey = await journeyTo(service, 'plan-agreed')
  const { broker, officer, ids } = journey
  t.match((await sendFeed(journey, broker, '2026-11-24,50.00,CITY DRUM SHOP')).ok, { linesMatched: 0 })
  const id = await unmatchedLine(journey)
  const record = () =>
    broker.post<CardFeedLine>(`/v1/card-feed-lines/${id}/purchase`, {
      planLineId: ids.planLineId,
      bought: 'Drumsticks',
    })
  await refused(t, service, record, 'agreement-missing')
  const path = `/v1/cases/${ids.caseId}/unmatched-card-feed-lines`
  t.match((await officer.get<{ items: CardFeedLine[] }>(path)).ok.items, [{ id, purchaseId: null }])
  service.clock.set('2026-11-26T09:30:00Z')
  await agreeOn(journey)
  t.match((await record()).ok, { id, paidOn: '2026-11-24', purchaseId: /./ })
})

t.test('a signature that was not the person’s is none: what was bought by it stays, and nothing more is', async (t) => {
  const journey = await journeyTo(service, 'plan-agreed')
  const { careCoordinator, person, ids } = journey
  await signAgreement(journey, await lineOf(journey), 'person', careCoordinator, { saidFor: aSaidFor() })
  await signAgreement(journey, await lineOf(journey), 'commissioner')
  t.equal((await buy(journey, { amountPence: 1 })).status, 201)
  const [told] = (await person.get<{ items: { id: string }[] }>(`/v1/cases/${ids.caseId}/said-for-me`)).ok.items
  t.equal((await person.post(`/v1/said-for/${told?.id}/objection`, { words: null })).status, 200)
  await waits(() => buy(journey, { amountPence: 1 }))
})

t.test('what keeps a crisis off, and what a crisis brought, is bought without waiting for a signature', async (t) => {
  const preventive = await journeyTo(service, 'plan-drafted', { wish: aWish(40_000) })
  const walks = aPlanLine({ amountPence: 40_000, preventive: true, holdsBack: 'Nights in crisis' })
  await change(preventive, { lines: [walks] })
  await preventive.on('plan-agreed')
  t.same(await waiting(preventive), [])
  t.equal((await buy(preventive)).status, 201)
  const inCrisis = await agreedForCrises(service, [aTier()], [{ ...daily, ...held }])
  const planLineId = await lineOf(inCrisis)
  void (await declare(inCrisis)).ok
  t.equal((await buy(inCrisis, { planLineId, amountPence: 100 })).status, 201)
})

t.test('what is opened beside the plan is signed for as any other line', async (t) => {
  const journey = await withRoom(service)
  t.equal((await buy(journey)).status, 201)
  const { id } = (await ask(journey)).ok
  const { planLineId } = (await decideOn(journey.careCoordinator, id, 5_000)).ok.offPlanRequest
  await waits(() => buyFrom(journey, planLineId, 1_000))
  await agreeOnLine(journey, planLineId)
  t.equal((await buyFrom(journey, planLineId, 1_000)).status, 201)
})

t.test('it is asked of the way in which the money was held on the day, and of no other', async (t) => {
  const walks = aPlanLine({ key: 'walks', amountPence: 20_000 })
  const journey = await agreedForCrises(service, [aTier()], [daily, walks])
  const planLineId = await lineOf(journey, 'walks')
  const before = () => buy(journey, { planLineId, amountPence: 100, boughtOn: '2026-11-24' })
  const choose = (way: object) =>
    journey.person.post(`/v1/cases/${journey.ids.caseId}/line-holdings`, { line: 'walks', ...way })
  service.clock.set('2026-11-26T09:30:00Z')
  t.equal((await choose({ deployment: 'notional', instrument: 'invoice', holderId: null })).status, 201)
  t.equal((await buy(journey, { planLineId, amountPence: 100, instrument: 'invoice' })).status, 201)
  await waits(before, 'it was held by the broker that day')
  t.match((await choose(held)).ok, { tookEffectAt: null })
  await agreeOn(journey, 'walks')
  t.equal((await before()).status, 201)
})

/** The lines from which nothing is bought yet, as those who spend read it. */
const waiting = async ({ broker, ids }: Journey) =>
  (await broker.get<Static<typeof LineSpenders>>(`/v1/support-plans/${ids.supportPlanId}/spenders`)).ok.lines
    .filter(({ waitsForAgreement }) => waitsForAgreement)
    .map(({ line }) => line)
