import t from 'tap'
import { postCarryOver } from '../../src/ledger/carried-repository.ts'
import type { Actor } from '../../src/platform/access/access.ts'
import { newId } from '../../src/platform/work/new-id.ts'
import { letterOf } from '../decisions/acts.ts'
import { move } from '../line-moves/acts.ts'
import { agree, aNightWorker, aReduction, drums, onCall, withNightWorker } from '../preventive/acts.ts'
import { changed, draftChanged, sent } from '../sign-off/acts.ts'
import { buy, statementOf } from '../spending/acts.ts'
import type { Journey } from '../support/journey.ts'
import { proven } from '../support/proven.ts'
import { tenants } from '../support/seed.ts'
import { startService } from '../support/service.ts'
import { sweep } from '../support/sweep.ts'
import { decide, lodge } from './acts.ts'

const service = await startService(t)
t.beforeEach(() => service.clock.set('2026-11-24T09:30:00Z'))
t.afterEach(() => proven(service))
// The council pays for it too: nobody adds to support over time that the NHS alone pays for.
t.before(() =>
  service.database.sql(
    `update scheme_version set rules = jsonb_set(rules::jsonb, '{split,kind}', '"unattributed"')::json where scheme_id = $1`,
    [tenants.QYG.schemes['merseyside-one-off']],
  ),
)
const actor = { commissionerId: tenants.QYG.commissionerId, actorId: 'the-period-end' } as Actor

const night = async (journey: Journey) => (await statementOf(journey)).lines.findLast(({ key }) => key === 'night')
const use = async (journey: Journey, amountPence: number) => {
  const planLineId = (await night(journey))?.planLineId ?? ''
  void (await buy(journey, { amountPence, instrument: 'invoice', planLineId })).ok
}

/** The plan with less of the night worker takes effect; the appeal against it is lodged, and won, four weeks later. */
async function less(journey: Journey, lines: Parameters<typeof changed>[1]) {
  const { decision } = (await agree(journey.teamManager, await changed(journey, lines, [aReduction()]))).ok
  service.clock.set('2026-12-23T06:00:00Z')
  await sweep(service)
  return async () => {
    service.clock.set('2027-01-20T09:30:00Z')
    const appeal = (await lodge(journey.person, decision.id, { lateBecause: 'I was too unwell to write.' })).ok
    return (await decide(service.as('commissioner-officer'), appeal.id, 'overturned', [])).ok.decision
  }
}

for (const { used, carried, restored, told } of [
  { used: 0, carried: 6_000, restored: 10_000, told: 'is no part of what the person still has' },
  { used: 4_000, carried: 2_000, restored: 10_000, told: 'is used first' },
  { used: 8_000, carried: 0, restored: 8_000, told: 'what was used beyond it is taken off' },
])
  t.test(`what came over went on to the smaller line, and ${told}`, async (t) => {
    const journey = await withNightWorker(service, aNightWorker({ instrument: 'invoice', amountPence: 10_000 }))
    const { caseId } = journey.ids
    const planLineId = (await night(journey))?.planLineId ?? ''
    // Of the period before: of a line that is not of this case any more.
    const over = { fromLineId: newId(), planLineId, pence: 6_000 }
    await service.access.write(actor, (tx) => postCarryOver(tx, actor, caseId, [over], service.clock.now()))
    const smaller = aNightWorker({ instrument: 'invoice', amountPence: 5_000 })
    const win = await less(journey, [drums, onCall, smaller])
    t.match(await night(journey), { agreedPence: 5_000, carriedPence: 6_000, availablePence: 11_000 })
    if (used > 0) await use(journey, used)
    await win()
    const availablePence = restored + carried
    t.match(await night(journey), { agreedPence: restored, carriedPence: carried, availablePence })
    t.match((await statementOf(journey)).restored, [{ key: 'night', restoredPence: restored }])
  })

t.test('what the person moved to the line since is there beside what is given back', async (t) => {
  const journey = await withNightWorker(service, aNightWorker({ instrument: 'invoice', amountPence: 10_000 }))
  const smaller = aNightWorker({ instrument: 'invoice', amountPence: 9_500 })
  const win = await less(journey, [{ amountPence: 10_000 }, onCall, smaller])
  t.equal((await move(journey, { from: 'drum-kit', to: 'night', amountPence: 1_000 })).status, 201)
  await win()
  t.match(await night(journey), { agreedPence: 11_000, movedPence: 0, availablePence: 11_000 })
  const drum = (await statementOf(journey)).lines.findLast(({ key }) => key === 'drum-kit')
  t.match(drum, { availablePence: 9_000 }, 'the other line has what is left by the move')
  t.match((await statementOf(journey)).restored, [{ key: 'night', restoredPence: 10_000 }])
})

const weekly = {
  quantity: 2,
  unit: 'hour',
  unitPence: 350,
  frequency: 'weekly',
  times: null,
  from: '2026-11-24',
  until: '2027-05-31',
} as const
const scheduled = { amountPence: 18_900, schedule: weekly, checkedBy: 'care-coordinator' } as const

t.test('what was used of the smaller line is no part of what was lost between', async (t) => {
  const line = aNightWorker({ ...scheduled, instrument: 'invoice' })
  const journey = await withNightWorker(service, line)
  const win = await less(journey, [
    drums,
    onCall,
    { ...line, amountPence: 9_450, schedule: { ...weekly, quantity: 1 } },
  ])
  await use(journey, 1_400)
  const decision = await win()
  // 132 days of £7.00 a week; 28 days of £3.50 a week that there was less.
  t.match((await statementOf(journey)).restored, [{ key: 'night', restoredPence: 13_200, lostPence: 1_400 }])
  t.match((await letterOf(journey.person, decision.id)).ok, 'Your budget would have paid £14.00 for it in that time.')
})

t.test('a line of which the person pays a part, and that a later plan put back, is not given back again', async (t) => {
  const line = aNightWorker({ ...scheduled, instrument: 'invoice', amountPence: 12_600, ownPence: 6_300 })
  const journey = await withNightWorker(service, line)
  const half = { ...line, amountPence: 6_300, ownPence: 3_150, schedule: { ...weekly, quantity: 1 } }
  const win = await less(journey, [drums, onCall, half])
  const back = { ...weekly, from: '2026-12-23' }
  // 160 days of £7.00 a week, of which the person pays a third.
  const again = { ...line, amountPence: 10_667, ownPence: 5_333, schedule: back }
  t.equal((await agree(journey.careCoordinator, await changed(journey, [drums, onCall, again]), [])).status, 201)
  await use(journey, 1_400)
  await win()
  t.same((await statementOf(journey)).restored, [])
})

t.test('what the person moved from the line since is not given back', async (t) => {
  const line = aNightWorker({ preventive: false, holdsBack: null, instrument: 'invoice', amountPence: 10_000 })
  const journey = await withNightWorker(service, line)
  const drafted = await draftChanged(journey, [{ amountPence: 10_000 }, onCall, { ...line, amountPence: 9_500 }])
  const { decision } = (await agree(journey.careCoordinator, await sent(journey, drafted.ok.id))).ok
  service.clock.set('2026-12-23T06:00:00Z')
  await sweep(service)
  t.equal((await move(journey, { from: 'night', to: 'drum-kit', amountPence: 500 })).status, 201)
  service.clock.set('2027-01-20T09:30:00Z')
  const appeal = (await lodge(journey.person, decision.id, { lateBecause: 'I was too unwell to write.' })).ok
  void (await decide(service.as('commissioner-officer'), appeal.id, 'overturned', [])).ok
  t.match(await night(journey), { agreedPence: 9_500, movedPence: 0, availablePence: 9_500 })
  const drum = (await statementOf(journey)).lines.findLast(({ key }) => key === 'drum-kit')
  t.match(drum, { availablePence: 10_500 })
})
