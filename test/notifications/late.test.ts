import t from 'tap'
import { ask, withRoom } from '../off-plan-requests/acts.ts'
import { change, decide, sign, submit, withinLimit } from '../sign-off/acts.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { aPlanLine } from '../support/pathway-builders.ts'
import { startService } from '../support/service.ts'
import { sweep } from '../support/sweep.ts'
import { aPost, byPost, setContact, setPreferences, tell } from './acts.ts'

const post = await aPost(t)
const service = await startService(t, { transports: byPost(post), now: '2026-12-21T09:30:00Z' })
const at = (day: string) => service.clock.set(`${day}T09:30:00Z`)
t.beforeEach(() => at('2026-12-21'))

const coordinator = 'chris@trust.example'
let people = 0

/** A journey whose person can be told, and how often they, or somebody else, are told since they were last asked that something is late. */
async function watched(journey: Journey, also = 'me') {
  people += 1
  const email = `late-${people}@example.org`
  void (await setContact(journey.person, journey.ids.personId, { email })).ok
  await setPreferences(journey.careCoordinator, { email: coordinator })
  const timesTold = async () => {
    await sweep(service)
    await tell(service)
    const late = post.mails.splice(0).filter(({ text }) => text.includes('Something is late.'))
    return late.filter(({ to }) => to === email || to === also).length
  }
  t.equal(await timesTold(), 0)
  return timesTold
}

t.test(
  'a plan that goes up because nobody decided in time is late, to the person and to who looks after them',
  async (t) => {
    const journey = await journeyTo(service, 'plan-signed', withinLimit)
    const timesTold = await watched(journey, coordinator)
    at('2026-12-30')
    t.equal(await timesTold(), 0, 'the last day is no lateness')
    at('2026-12-31')
    t.equal(await timesTold(), 2)
    at('2027-01-02')
    t.equal(await timesTold(), 0, 'it is told once')
    at('2027-01-09')
    t.equal(await timesTold(), 2, 'the next tier was late as well')
    let told = 4
    for (const day of ['2027-01-19', '2027-01-29', '2027-02-08', '2027-02-18', '2027-03-08', '2027-04-08']) {
      at(day)
      told += await timesTold()
    }
    const entries = await service.database.sql<{ type: string }>(
      `select type from audit_entry where case_id = $1 and type in ('support-plan.escalated', 'case.step-late') order by audit_entry_id`,
      [journey.ids.caseId],
    )
    t.equal(entries.at(-1)?.type, 'case.step-late', 'the last tier is late')
    t.equal(told, 2 * entries.length, 'each tier once, and the last too')
  },
)

t.test('so is a request beside the plan', async (t) => {
  const journey = await withRoom(service)
  const timesTold = await watched(journey)
  const { dueOn } = (await ask(journey, { amountPence: 10_000 })).ok
  at(String(dueOn))
  t.equal(await timesTold(), 0)
  service.clock.advance({ days: 1 })
  t.equal(await timesTold(), 1)
})

t.test(
  'what was returned and is late again is told again, and what was decided before it is sent is not',
  async (t) => {
    const journey = await journeyTo(service, 'plan-signed', withinLimit)
    const timesTold = await watched(journey)
    at('2026-12-31')
    t.equal(await timesTold(), 1)
    void (await decide(journey, journey.teamManager, 'returned')).ok
    void (await change(journey, { lines: [aPlanLine({ amountPence: 39_999 })] })).ok
    const { contentHash } = (await submit(journey)).ok
    for (const [client, role] of [
      [journey.broker, 'broker'],
      [journey.person, 'person'],
      [journey.careCoordinator, 'care-coordinator'],
    ] as const)
      void (await sign(journey, client, role, { contentHash })).ok
    at('2027-01-05')
    t.equal(await timesTold(), 0)
    at('2027-02-01')
    t.equal(await timesTold(), 1, 'another clock is late')

    const decided = await journeyTo(service, 'plan-signed', withinLimit)
    const timesToldOf = await watched(decided)
    at('2027-03-01')
    await sweep(service)
    void (await decide(decided, decided.teamManager)).ok
    t.equal(await timesToldOf(), 0)
  },
)
