import t from 'tap'
import { instruct, settle } from '../../src/ledger/payment-moves-repository.ts'
import type { Actor } from '../../src/platform/access/access.ts'
import { letterOf } from '../decisions/acts.ts'
import { changed } from '../sign-off/acts.ts'
import { buy, reverse, statementOf } from '../spending/acts.ts'
import type { Journey } from '../support/journey.ts'
import type { aPlanLine } from '../support/pathway-builders.ts'
import { provenBook } from '../support/proven.ts'
import { tenants } from '../support/seed.ts'
import { startService } from '../support/service.ts'
import { sweep } from '../support/sweep.ts'
import { agree, aNightWorker, aReduction, drums, onCall, planOf, withNightWorker } from './acts.ts'

const service = await startService(t)
t.afterEach(() => provenBook(service))

const nightOf = async (journey: Journey) => (await statementOf(journey)).lines.findLast(({ key }) => key === 'night')

/** So much of the line is paid out: it is in hand. */
async function payOut(journey: Journey, pence: number) {
  const actor = { commissionerId: tenants.QYG.commissionerId, actorId: 'the-pay-run' } as Actor
  const planLineId = (await nightOf(journey))?.planLineId ?? ''
  const paid = { caseId: journey.ids.caseId, planLineId, pence }
  await service.access.write(actor, async (tx) => {
    instruct(tx, actor, [{ ...paid, from: 'available' }], service.clock.now())
    settle(tx, actor, [{ ...paid, from: 'pending', to: 'held' }], service.clock.now())
  })
}
const buyNight = async (journey: Journey, amountPence: number, boughtOn = service.clock.today()) => {
  const planLineId = (await nightOf(journey))?.planLineId ?? ''
  return (await buy(journey, { amountPence, instrument: 'invoice', planLineId, boughtOn })).ok
}

/** £50.00 of £200.00 is in hand when less of the line is agreed. Gives the line as it is once the notice is over. */
async function afterNotice(
  less: Partial<ReturnType<typeof aPlanLine>>,
  during: (journey: Journey) => Promise<unknown>,
) {
  service.clock.set('2026-11-24T09:30:00Z')
  const journey = await withNightWorker(service, aNightWorker({ instrument: 'invoice' }))
  await payOut(journey, 5_000)
  const night = aNightWorker({ instrument: 'invoice', amountPence: 10_000, ...less })
  const plan = await changed(journey, [drums, onCall, night], [aReduction()])
  const { decision } = (await agree(journey.teamManager, plan)).ok
  if (less.schedule)
    t.match(
      (await letterOf(journey.person, decision.id)).ok,
      'It would end on 31 May 2027 and not when its money is spent',
    )
  service.clock.set('2026-12-03T09:30:00Z')
  await during(journey)
  service.clock.set('2026-12-23T06:00:00Z')
  await sweep(service)
  t.match(await planOf(journey, plan.id), { status: 'agreed' })
  return nightOf(journey)
}

t.test('what is bought with money in hand takes nothing of what is agreed', async (t) => {
  const bought = await afterNotice({}, (journey) => buyNight(journey, 5_000))
  t.match(bought, { status: 'active', agreedPence: 10_000, availablePence: 10_000, heldPence: 0 })
  const before = await afterNotice({}, (journey) => buyNight(journey, 3_000, '2026-11-24'))
  t.match(before, { agreedPence: 10_000, availablePence: 10_000, heldPence: 2_000 }, 'nor what was bought before it')
})

t.test('what the budget pays meanwhile is not had again: what is bought beside it, and what is paid out', async (t) => {
  const both = await afterNotice({}, async (journey) => {
    await buyNight(journey, 7_000)
    await payOut(journey, 3_000)
  })
  t.match(both, { agreedPence: 5_000, availablePence: 5_000, heldPence: 3_000 }, 'twenty and thirty less')
  const undone = await afterNotice({}, async (journey) => {
    const { id } = await buyNight(journey, 7_000)
    await reverse(journey, id)
  })
  t.match(undone, { agreedPence: 10_000, availablePence: 10_000, heldPence: 5_000 })
})

t.test('what is paid out for the days of the notice takes nothing of a line that is for those after it', async (t) => {
  const weekly = { quantity: 1, unit: 'hour', unitPence: 350, frequency: 'weekly', times: null } as const
  const until = '2027-05-31'
  const scheduled = (from: string, amountPence: number) => ({
    ...{ amountPence, checkedBy: 'care-coordinator' as const },
    schedule: { ...weekly, from, until },
  })
  const pays = (journey: Journey) => payOut(journey, 1_000)
  const later = await afterNotice(scheduled('2026-12-23', 8_000), pays)
  t.match(later, { agreedPence: 8_000, heldPence: 6_000 })
  const both = await afterNotice(scheduled('2026-11-24', 9_450), pays)
  t.match(both, { agreedPence: 8_450, heldPence: 6_000 })
})
