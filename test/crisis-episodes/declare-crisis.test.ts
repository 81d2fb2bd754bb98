import t from 'tap'
import type { TaskPage } from '../../src/cases/list-schemas.ts'
import type { CrisisEpisode } from '../../src/crisis-episodes/schemas.ts'
import type { ReviewPage } from '../../src/reviews/schemas.ts'
import { countOf, times } from '../races/at-once.ts'
import { changed } from '../sign-off/acts.ts'
import { buy, statementOf } from '../spending/acts.ts'
import { aTier, daily } from '../support/crisis-builders.ts'
import type { Journey } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'
import { sweep } from '../support/sweep.ts'
import { agreed, declare, meansOf, planned, standDown } from './acts.ts'

const service = await startService(t)
const night = '2026-12-05T02:00:00Z'
async function agreedBefore(instant: string) {
  service.clock.set('2026-11-24T09:30:00Z')
  const journey = await agreed(service)
  service.clock.set(instant)
  return journey
}
const reviewsOf = async (journey: Journey) =>
  (await journey.person.get<typeof ReviewPage.static>(`/v1/cases/${journey.ids.caseId}/reviews`)).ok.items
const episodesOf = async (journey: Journey) =>
  (await journey.person.get<{ items: CrisisEpisode[] }>(`/v1/cases/${journey.ids.caseId}/crisis-episodes`)).ok.items
const reserveOf = async (journey: Journey) => (await statementOf(journey)).reserves[0]

t.test(
  'P8: at two in the night the person says so, and it is there: paid from what is put aside, signed off by nobody',
  async (t) => {
    const journey = await agreed(service)
    t.match(await reserveOf(journey), { setAsidePence: 10_230, drawnPence: 0, leftPence: 10_230, releasedPence: 0 })
    service.clock.set('2026-12-05T02:00:00Z')
    t.match(await meansOf(journey), {
      active: null,
      reservePence: 10_230,
      tiers: [
        {
          tier: 'bad-patch',
          declaredBy: ['person', 'care-coordinator'],
          pencePerDay: 1_400,
          takenPence: 0,
          daysLeft: 5,
        },
      ],
    })
    const answer = await declare(journey, { days: 3 })
    t.equal(answer.status, 201)
    t.match(answer.ok, {
      status: 'active',
      declaredAs: 'person',
      startsOn: '2026-12-05',
      endsOn: '2026-12-07',
      committedPence: 4_200,
      lines: [{ line: 'daily-support', pencePerDay: 1_400, committedPence: 4_200 }],
      stoodDownAt: null,
    })
    t.same((await journey.person.get(`/v1/crisis-episodes/${answer.ok.id}`)).ok, answer.ok)
    const statement = await statementOf(journey)
    t.match(statement.lines, [{ agreedPence: 98_000, crisisPence: 4_200, availablePence: 102_200 }])
    t.match(statement.reserves[0], { drawnPence: 4_200, leftPence: 6_030 })

    const planLineId = statement.lines[0]?.planLineId ?? ''
    const spent = { planLineId, instrument: 'invoice' as const, client: journey.broker, boughtOn: '2026-12-05' }
    t.equal((await buy(journey, { ...spent, amountPence: 102_201 })).problem.code, 'line-overspent')
    t.equal((await buy(journey, { ...spent, amountPence: 102_200 })).status, 201, 'all of it, to the penny')

    t.match(
      (await reviewsOf(journey)).find(({ kind }) => kind === 'rapid'),
      { status: 'scheduled', dueOn: '2026-12-11' },
      'a rapid review within five working days',
    )
    const tasks = (await journey.careCoordinator.get<typeof TaskPage.static>('/v1/tasks')).ok.items
    const task = tasks.find(({ caseId, step }) => caseId === journey.ids.caseId && step === 'crisis-active')
    t.match(task, { dueOn: '2026-12-07' }, 'the team is told')
  },
)

t.test(
  'it stands down by itself on its last day, once, also where the service was away; what was not needed is kept for the next',
  async (t) => {
    const journey = await agreedBefore(night)
    const { id } = (await declare(journey, { days: 2 })).ok
    service.clock.set('2026-12-06T23:59:00Z')
    await sweep(service)
    t.match((await episodesOf(journey))[0], { status: 'active' }, 'its last day is a day of it')
    service.clock.set('2026-12-09T09:00:00Z')
    await Promise.all([sweep(service), sweep(service, service.access)])
    await sweep(service)
    t.match((await episodesOf(journey))[0], { id, status: 'stood-down', standDownCause: 'last-day', returnedPence: 0 })
    t.match(await reserveOf(journey), { drawnPence: 2_800, leftPence: 7_430 })
    t.equal(
      (
        await journey.person.get<{ items: { type: string }[] }>(`/v1/cases/${journey.ids.caseId}/timeline?limit=100`)
      ).ok.items.filter(({ type }) => type === 'crisis.stood-down').length,
      1,
    )
    t.equal((await standDown(journey, id)).problem.code, 'wrong-state')
  },
)

t.test('who feels better says so: the days that were not needed go back, and count towards no cap', async (t) => {
  const journey = await agreedBefore(night)
  const { id } = (await declare(journey, { days: 5 })).ok
  t.match(await meansOf(journey), { active: { id }, reservePence: 3_230, tiers: [{ takenPence: 7_000, daysLeft: 2 }] })
  service.clock.set('2026-12-06T12:00:00Z')
  t.match((await standDown(journey, id)).ok, { status: 'stood-down', returnedPence: 4_200, standDownCause: 'asked' })
  t.match((await statementOf(journey)).lines, [{ crisisPence: 2_800 }])
  t.match(await meansOf(journey), { active: null, reservePence: 7_430, tiers: [{ takenPence: 2_800, daysLeft: 5 }] })
})

t.test('over a cap it is refused with the sums, and the rapid review is set all the same', async (t) => {
  const journey = await agreedBefore(night)
  const answer = await declare(journey, { days: 6 })
  t.equal(answer.status, 409)
  t.match(answer.problem, {
    code: 'crisis-cap-reached',
    detail:
      'One day comes to £14.00. One crisis can cost £70.00; of the £98.00 for the budget’s period £98.00 is left, and £102.30 is put aside. The longest is 7 days, and the budget is for the days until 23 November 2027. That makes 5 days.',
    errors: [{ pointer: '/days', code: 'crisis-cap-reached' }],
  })
  t.same(await episodesOf(journey), [])
  t.match(await reserveOf(journey), { drawnPence: 0 })
  t.match(
    (await reviewsOf(journey)).map(({ kind }) => kind),
    ['rapid'],
  )

  t.equal((await declare(journey, { days: 5 })).status, 201, 'at the cap')
  service.clock.set('2026-12-10T09:00:00Z')
  await sweep(service)
  t.match(
    (await declare(journey, { days: 3 })).problem,
    { code: 'crisis-cap-reached' },
    'a day over the cap of the year',
  )
  t.match((await declare(journey)).ok, { committedPence: 2_800 }, 'as many days as there can be')
})

t.test('what others paused is there again in a crisis, and is not paused in one', async (t) => {
  const journey = await agreedBefore(night)
  const path = `/v1/cases/${journey.ids.caseId}/line-pauses`
  const pause = { lines: ['daily-support'], cause: 'away', from: '2026-12-05', until: '2026-12-20' }
  t.equal((await journey.careCoordinator.post(path, pause)).status, 201)
  await declare(journey, { days: 2 })
  const { items } = (await journey.person.get<{ items: { resumedOn: string | null }[] }>(path)).ok
  t.match(items, [{ resumedOn: '2026-12-05' }])
  await refused(t, service, () => journey.broker.post(path, pause), 'crisis-active')
})

t.test('at the same instant, sixteen times: one', async (t) => {
  const journey = await agreedBefore(night)
  const answers = await times(16, () => declare(journey, { days: 1 }))
  t.same(countOf(answers), { 201: 1, 'crisis-active': 15 })
  t.match(await reserveOf(journey), { drawnPence: 1_400 })
  t.equal((await episodesOf(journey)).length, 1)
})

t.test('only who the plan names, a tier that it has, and while nothing stops the money', async (t) => {
  const journey = await agreedBefore(night)
  await refused(t, service, () => declare(journey, {}, journey.broker), 'case-role-required')
  await refused(t, service, () => declare(journey, {}, journey.officer), 'permission-missing')
  const unknown = await refused(t, service, () => declare(journey, { tier: 'nonsense' }), 'reference-unknown')
  t.match(unknown.errors, [{ pointer: '/tier' }])
  t.equal((await declare(journey, {}, journey.careCoordinator)).ok.declaredAs, 'care-coordinator')
  const changed = await refused(t, service, () => declare(journey), 'crisis-active')
  t.match(changed.conflict, { kind: 'crisis-episode' })
})

t.test('a tier is agreed with the plan: who declares it, a line with a unit, caps that the reserve pays', async (t) => {
  const faulty = aTier({
    declaredBy: ['care-coordinator'],
    lines: [
      { line: 'daily-support', extraPerDay: 6 },
      { line: 'nonsense', extraPerDay: 1 },
    ],
    capPence: 8_399,
    yearCapPence: 8_398,
  })
  service.clock.set('2026-11-24T09:30:00Z')
  const { journey, drafted } = await planned(service, [faulty, aTier({ yearCapPence: 10_231 })])
  const { errors } = await refused(
    t,
    service,
    () => journey.broker.post(`/v1/support-plans/${drafted.id}/submission`),
    'plan-incomplete',
  )
  t.same(
    errors?.map(({ pointer, code }) => `${pointer.replace('/crisisContingency/tiers/', '')} ${code}`),
    [
      '0/declaredBy person-missing',
      '0/lines/1/line line-unknown',
      '0/capPence cap-too-low',
      '0/yearCapPence cap-too-low',
      '1/key key-repeated',
      '1/yearCapPence reserve-exceeded',
    ],
  )
})

t.test('while it is on, no other plan takes the place of the one that pays for it', async (t) => {
  const journey = await agreedBefore(night)
  const { id } = (await declare(journey, { days: 2 })).ok
  const { id: planId, contentHash } = await changed(journey, [{ ...daily, key: 'daily-support' }])
  const body = { outcome: 'agreed', contentHash, reasons: [] }
  const decider = (await journey.broker.get<{ tier: string }>(`/v1/support-plans/${planId}`)).ok.tier
  const client = decider === 'care-coordinator' ? journey.careCoordinator : journey.teamManager
  const ask = () => client.post(`/v1/support-plans/${planId}/decision`, body)
  t.match((await refused(t, service, ask, 'crisis-active')).conflict, { kind: 'crisis-episode', id })
  await standDown(journey, id)
  t.equal((await ask()).status, 201)
  const { reserves, lines } = await statementOf(journey)
  t.match(reserves, [
    { setAsidePence: 10_230, drawnPence: 0, leftPence: 10_230 },
    { drawnPence: 0, leftPence: 0, releasedPence: 10_230 },
  ])
  t.match(
    lines.map(({ crisisPence }) => crisisPence),
    [0, 0],
  )
})

t.test(
  'when the budget ends, the crisis ends with it, and what was put aside and not needed is released and said',
  async (t) => {
    const journey = await agreedBefore(night)
    await declare(journey, { days: 2 })
    const ended = await journey.person.post(`/v1/cases/${journey.ids.caseId}/withdrawal`, { words: null })
    t.equal(ended.status, 200)
    t.match((await episodesOf(journey))[0], { status: 'stood-down', standDownCause: 'budget-ended' })
    const { reserves, lines } = await statementOf(journey)
    t.match(reserves, [{ setAsidePence: 10_230, drawnPence: 0, leftPence: 0, releasedPence: 10_230 }])
    t.match(lines, [{ agreedPence: 98_000, crisisPence: 0, availablePence: 0, releasedPence: 98_000 }])
  },
)
