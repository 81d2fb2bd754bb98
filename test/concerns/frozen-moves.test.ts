import t from 'tap'
import type { Concern } from '../../src/concerns/schemas.ts'
import { move } from '../line-moves/acts.ts'
import { ask, because, buyFrom, decideOn, linesOf, withRoom } from '../off-plan-requests/acts.ts'
import { statementOf } from '../spending/acts.ts'
import { anActor } from '../support/actors.ts'
import type { Journey } from '../support/journey.ts'
import { proven } from '../support/proven.ts'
import { refused } from '../support/refused.ts'
import { defaultNow, startService } from '../support/service.ts'
import { liftFreeze, newestOf, raise, take } from './acts.ts'

const service = await startService(t)
const lead = service.as('safeguarding-lead')
const second = service.as(anActor('safeguarding-lead', { sub: 'second-lead' }))
t.beforeEach(() => service.clock.set(defaultNow))
t.afterEach(() => proven(service))

const lineIdOf = async (journey: Journey, key: string) =>
  (await statementOf(journey)).lines.find((line) => line.key === key)?.planLineId ?? ''

/** Freezes one line for a concern; gives the freeze. */
async function freezeLine(journey: Journey, key: string): Promise<string> {
  void (await raise(journey.person, journey)).ok
  const id = (await newestOf(lead, journey)) ?? ''
  for (const client of [lead, second]) void (await take(client, id)).ok
  const { freezes } = (
    await lead.post<Concern>(`/v1/concerns/${id}/freezes`, {
      about: 'line',
      planLineId: await lineIdOf(journey, key),
      payee: null,
      reason: 'The receipts are not of this shop.',
      until: service.clock.today(),
    })
  ).ok
  return freezes[0]?.id ?? ''
}
/** Two who handle the concern lift what is frozen for it. */
async function lift(id: string) {
  for (const client of [lead, second]) void (await liftFreeze(client, id)).ok
}

t.test('409 held-for-check: from a line that is frozen nothing goes, to another line or off the plan', async (t) => {
  const journey = await withRoom(service)
  const { id } = (await ask(journey, { takesFrom: 'mattress', amountPence: 1 })).ok
  const before = await linesOf(journey)
  const freeze = await freezeLine(journey, 'mattress')
  const wanted = { from: 'mattress', to: 'drum-kit', amountPence: 1 }
  const mattress = await lineIdOf(journey, 'mattress')
  for (const act of [
    () => buyFrom(journey, mattress, 1),
    () => move(journey, wanted),
    () => decideOn(journey.careCoordinator, id, 1),
  ]) {
    const problem = await refused(t, service, act, 'held-for-check')
    t.notMatch(JSON.stringify(problem), /concern|freeze|frozen|suspect|safeguard/i)
  }
  t.same(await linesOf(journey), before, 'not a penny has moved')
  await lift(freeze)
  t.equal((await decideOn(journey.careCoordinator, id, 1)).status, 201)
})

t.test('nor is more opened on it, or a line beside it that is held as it is; to say no takes nothing', async (t) => {
  const journey = await withRoom(service)
  const beside = (await ask(journey)).ok
  const other = (await ask(journey, { line: 'mattress', title: 'A stand', amountPence: 1 })).ok
  void (await freezeLine(journey, 'drum-kit'))
  await refused(t, service, () => decideOn(journey.careCoordinator, beside.id, 5_000), 'held-for-check')
  t.equal((await decideOn(journey.careCoordinator, beside.id, 0, because)).status, 201)
  t.equal((await decideOn(journey.careCoordinator, other.id, 1)).status, 201, 'as another line is held')
})
