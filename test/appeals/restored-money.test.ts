import t from 'tap'
import { postCarryOver } from '../../src/ledger/carried-repository.ts'
import { instruct, settle } from '../../src/ledger/payment-moves-repository.ts'
import type { Actor } from '../../src/platform/access/access.ts'
import type { Tx } from '../../src/platform/database/database.ts'
import { newId } from '../../src/platform/work/new-id.ts'
import { agree, aNightWorker, aReduction, drums, onCall, withNightWorker } from '../preventive/acts.ts'
import { changed } from '../sign-off/acts.ts'
import { buy, statementOf } from '../spending/acts.ts'
import type { Journey } from '../support/journey.ts'
import { provenBook } from '../support/proven.ts'
import { tenants } from '../support/seed.ts'
import { startService } from '../support/service.ts'
import { sweep } from '../support/sweep.ts'
import { decide, lodge } from './acts.ts'

const service = await startService(t)
t.beforeEach(() => service.clock.set('2026-11-24T09:30:00Z'))
t.afterEach(() => provenBook(service))
const actor = { commissionerId: tenants.QYG.commissionerId, actorId: 'the-pay-run' } as Actor
const now = new Date('2026-11-24T09:30:00Z')
const asService = (work: (tx: Tx) => Promise<void> | void) =>
  service.access.write(actor, async (tx) => {
    await work(tx)
  })
const lineOf = async (journey: Journey, key: string) =>
  (await statementOf(journey)).lines.findLast((line) => line.key === key)

t.test('what the person holds of a line, and what came over to it, is there again with the line', async (t) => {
  const journey = await withNightWorker(service, aNightWorker({ instrument: 'invoice' }))
  const { caseId } = journey.ids
  const { planLineId = '' } = (await lineOf(journey, 'night')) ?? {}
  const paid = { caseId, planLineId, pence: 5_000 }
  await asService(async (tx) => {
    // Of the period before: of a line that is not of this case any more.
    await postCarryOver(tx, actor, caseId, [{ fromLineId: newId(), planLineId, pence: 7_000 }], now)
    instruct(tx, actor, [{ ...paid, from: 'available' }], now)
    settle(tx, actor, [{ ...paid, from: 'pending', to: 'held' }], now)
  })
  t.match(await lineOf(journey, 'night'), { availablePence: 22_000, heldPence: 5_000, carriedPence: 7_000 })
  const less = await changed(journey, [drums, onCall], [aReduction()])
  const { decision } = (await agree(journey.teamManager, less)).ok
  service.clock.set('2026-12-23T06:00:00Z')
  await sweep(service)
  t.match(await lineOf(journey, 'night'), { status: 'closed', heldPence: 5_000 })
  service.clock.set('2027-01-20T09:30:00Z')
  const appeal = (await lodge(journey.person, decision.id, { lateBecause: 'I was too unwell to write.' })).ok
  t.equal((await decide(service.as('commissioner-officer'), appeal.id, 'overturned', [])).status, 201)
  const night = await lineOf(journey, 'night')
  t.match(night, {
    status: 'active',
    agreedPence: 20_000,
    heldPence: 5_000,
    carriedPence: 7_000,
    availablePence: 22_000,
  })
  const all = { amountPence: 27_000, instrument: 'invoice', planLineId: night?.planLineId ?? '' } as const
  t.equal((await buy(journey, all)).status, 201, 'and can be spent, to the last penny')
})

for (const { inHand, cutTo, restored, told } of [
  { inHand: 5_000, cutTo: 10_000, restored: 13_000, told: 'what was in hand is no part of what was used since' },
  { inHand: 15_000, cutTo: 4_000, restored: 3_000, told: 'also where more was in hand than was left' },
])
  t.test(`a line that went on, smaller, is given back but for what was paid since: ${told}`, async (t) => {
    const journey = await withNightWorker(service, aNightWorker({ instrument: 'invoice' }))
    const { caseId } = journey.ids
    const pay = async (pence: number) => {
      const { planLineId = '' } = (await lineOf(journey, 'night')) ?? {}
      const paid = { caseId, planLineId, pence }
      await asService((tx) => {
        instruct(tx, actor, [{ ...paid, from: 'available' }], service.clock.now())
        settle(tx, actor, [{ ...paid, from: 'pending', to: 'held' }], service.clock.now())
      })
    }
    await pay(inHand)
    const smaller = aNightWorker({ instrument: 'invoice', amountPence: cutTo })
    const less = await changed(journey, [drums, onCall, smaller], [aReduction()])
    const { decision } = (await agree(journey.teamManager, less)).ok
    service.clock.set('2026-12-23T06:00:00Z')
    await sweep(service)
    t.match(await lineOf(journey, 'night'), { agreedPence: cutTo, availablePence: cutTo, heldPence: inHand })
    service.clock.set('2027-01-12T09:30:00Z')
    await pay(2_000)
    const { planLineId = '' } = (await lineOf(journey, 'night')) ?? {}
    void (await buy(journey, { amountPence: 1_000, instrument: 'invoice', planLineId })).ok
    service.clock.set('2027-01-20T09:30:00Z')
    const appeal = (await lodge(journey.person, decision.id, { lateBecause: 'I was too unwell to write.' })).ok
    t.equal((await decide(service.as('commissioner-officer'), appeal.id, 'overturned', [])).status, 201)
    t.match(await lineOf(journey, 'night'), {
      status: 'active',
      agreedPence: restored,
      availablePence: restored,
      heldPence: inHand + 2_000 - 1_000,
    })
    t.match((await statementOf(journey)).restored, [{ key: 'night', restoredPence: restored }])
  })
