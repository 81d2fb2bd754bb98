import t from 'tap'
import type { CrisisEpisode } from '../../src/crisis-episodes/schemas.ts'
import type { ReviewPage } from '../../src/reviews/schemas.ts'
import { countOf, times } from '../races/at-once.ts'
import { statementOf } from '../spending/acts.ts'
import { aTier } from '../support/crisis-builders.ts'
import type { Journey } from '../support/journey.ts'
import { startService } from '../support/service.ts'
import { sweep } from '../support/sweep.ts'
import { agreed, declare } from './acts.ts'

const service = await startService(t)

/** A plan with such a tier, agreed on 24 November 2026; its budget is for the days until 23 November 2027. */
async function agreedBefore(instant: string, tier: Parameters<typeof aTier>[0]) {
  service.clock.set('2026-11-24T09:30:00Z')
  const journey = await agreed(service, [aTier(tier)])
  service.clock.set(instant)
  return journey
}
const rapidOf = async ({ person, ids }: Journey) =>
  (await person.get<typeof ReviewPage.static>(`/v1/cases/${ids.caseId}/reviews`)).ok.items.filter(
    ({ kind, status }) => kind === 'rapid' && status === 'scheduled',
  )
const drawn = async (journey: Journey) => (await statementOf(journey)).reserves[0]?.drawnPence
const episodes = async ({ person, ids }: Journey) =>
  (await person.get<{ items: CrisisEpisode[] }>(`/v1/cases/${ids.caseId}/crisis-episodes`)).ok.items

t.test('a penny over a cap is refused with the sums and opens the rapid review; at the cap it is there', async (t) => {
  for (const [tier, sums] of [
    [{ capPence: 4_199, yearCapPence: 10_230 }, /One crisis can cost £41.99;.*That makes 2 days\./],
    [
      { capPence: 4_199, yearCapPence: 4_199 },
      /of the £41.99 for the budget’s period £41.99 is left.*That makes 2 days\./,
    ],
  ] as const) {
    const journey = await agreedBefore('2026-12-05T02:00:00Z', tier)
    const { problem } = await declare(journey, { days: 3 })
    t.match(problem, { code: 'crisis-cap-reached', detail: sums })
    t.same([await drawn(journey), await episodes(journey)], [0, []])
    t.equal((await rapidOf(journey)).length, 1, 'opened all the same')
    t.equal((await declare(journey, { days: 2 })).status, 201)
  }
  for (const caps of [
    { capPence: 4_200, yearCapPence: 10_230 },
    { capPence: 4_200, yearCapPence: 4_200 },
  ]) {
    const journey = await agreedBefore('2026-12-05T02:00:00Z', caps)
    t.equal((await declare(journey, { days: 3 })).ok.committedPence, 4_200, 'to the penny')
  }
})

t.test('what is put aside for a penny less than a day pays for none, and the review is opened', async (t) => {
  const journey = await agreedBefore('2026-12-05T02:00:00Z', {
    capPence: 10_230,
    yearCapPence: 10_230,
    longestDays: 90,
  })
  t.match((await declare(journey)).ok, { committedPence: 9_800, endsOn: '2026-12-11' }, 'seven days of £102.30')
  service.clock.set('2026-12-12T02:00:00Z')
  await sweep(service)
  const { problem } = await declare(journey, { days: 1 })
  t.match(problem, { code: 'crisis-cap-reached', detail: /£4.30 is put aside.*That makes 0 days\./ })
  t.equal(await drawn(journey), 9_800)
})

t.test(
  'at the end of the year there are as many days as the budget has, and the night after it there are none',
  async (t) => {
    const journey = await agreedBefore('2027-11-23T23:59:00Z', {})
    t.match((await declare(journey, { days: 2 })).problem, {
      code: 'crisis-cap-reached',
      detail: /until 23 November 2027\. That makes 1 day\./,
    })
    t.match((await declare(journey)).ok, { startsOn: '2027-11-23', endsOn: '2027-11-23', committedPence: 1_400 })

    const late = await agreedBefore('2027-11-24T00:00:00Z', {})
    t.match((await declare(late, { days: 1 })).problem, { code: 'crisis-cap-reached', detail: /That makes 0 days\./ })
    t.same([await drawn(late), await episodes(late)], [0, []])
    t.equal((await rapidOf(late)).length, 1)
  },
)

t.test('two who declare at one instant, the person and the care coordinator, have one between them', async (t) => {
  const journey = await agreedBefore('2026-12-05T02:00:00Z', {})
  const clients = [journey.person, journey.careCoordinator]
  const answers = (
    await Promise.all(clients.map((client) => times(2, () => declare(journey, { days: 5 }, client))))
  ).flat()
  t.same(countOf(answers), { 201: 1, 'crisis-active': 3 })
  t.equal(await drawn(journey), 7_000)
  t.equal((await rapidOf(journey)).length, 1, 'and one rapid review')
})
