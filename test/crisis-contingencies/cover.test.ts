import t from 'tap'
import type { Cover } from '../../src/crisis-contingencies/schemas.ts'
import { change, decide, pathOf, sign, submit, withinLimit } from '../sign-off/acts.ts'
import { journeyTo } from '../support/journey.ts'
import { aCrisisContingency } from '../support/pathway-builders.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)
const everyDay = [1, 2, 3, 4, 5, 6, 7]
const kept = {
  kind: 'kept-crisis-line' as const,
  name: 'Crisis line',
  contact: '111, option 2',
  line: null,
  windows: [{ days: everyDay, from: '08:00', to: '00:00' }],
}
const night = {
  kind: 'informal' as const,
  name: 'Sadia',
  contact: 'in her room',
  line: null,
  windows: [{ days: [7], from: '22:00', to: '08:00' }],
}
const worstTimes = [{ days: [5], from: '22:00', to: '06:00' }]
const gapsAccepted = 'I have a plan with my sister for those nights.'

const contacts = [
  { name: 'Crisis line', contact: '111, option 2', role: 'NHS mental health crisis line' },
  { name: 'Sadia', contact: 'in her room', role: 'My sister' },
]

async function planned(more: Parameters<typeof aCrisisContingency>[0]) {
  const journey = await journeyTo(service, 'plan-drafted', withinLimit)
  await change(journey, {
    crisisContingency: aCrisisContingency({ contacts, cover: [kept, night], worstTimes, ...more }),
  })
  return journey
}

t.test('P4: the gaps of the week are named day by day, with those that touch the worst times', async (t) => {
  const journey = await planned({})
  const { gaps } = (await journey.person.get<Cover>(pathOf(journey, '/cover'))).ok
  t.same(
    gaps.map(({ day, from, to, worstTime }) => `${day} ${from}-${to}${worstTime ? ' worst' : ''}`),
    ['2 00:00-08:00', '3 00:00-08:00', '4 00:00-08:00', '5 00:00-08:00', '6 00:00-08:00 worst', '7 00:00-08:00'],
  )
})

t.test('P4: who do I call at this minute, by the clock in England, in winter and in summer', async (t) => {
  const journey = await planned({})
  const at = async (instant?: string) => {
    const answer = await journey.person.get<Cover>(
      pathOf(journey, `/cover${instant ? `?at=${encodeURIComponent(instant)}` : ''}`),
    )
    return [answer.ok.at, ...answer.ok.call.map(({ name }) => name)]
  }
  t.same(await at(), ['2026-11-24T09:30:00.000Z', 'Crisis line'], 'now')
  t.same(await at('2026-11-30T07:59:00Z'), ['2026-11-30T07:59:00.000Z', 'Sadia'], 'Monday before eight')
  t.same(await at('2026-11-30T08:00:00Z'), ['2026-11-30T08:00:00.000Z', 'Crisis line'])
  t.same(await at('2026-11-29T22:00:00Z'), ['2026-11-29T22:00:00.000Z', 'Crisis line', 'Sadia'], 'Sunday night')
  t.same(await at('2026-07-06T06:59:00Z'), ['2026-07-06T06:59:00.000Z', 'Sadia'], 'an hour earlier in UTC in summer')
  t.same(await at('2026-07-06T07:00:00Z'), ['2026-07-06T07:00:00.000Z', 'Crisis line'])
  t.same(await at('2026-11-30T09:59:00+02:00'), ['2026-11-30T07:59:00.000Z', 'Sadia'], 'with an offset')
  t.same(await at('2026-11-25T03:00:00Z'), ['2026-11-25T03:00:00.000Z'], 'nobody')
})

t.test('400: an instant that is none, and a field that nobody asks for', async (t) => {
  const journey = await planned({})
  for (const query of ['at=now', 'at=2026-02-30T00:00:00Z', 'at=2016-12-31T23:59:60Z', 'at=2026-11-24', 'day=1', 'at='])
    t.equal((await journey.person.get(pathOf(journey, `/cover?${query}`))).problem.code, 'request-invalid', query)
})

t.test('a plan without a crisis contingency covers nothing', async (t) => {
  const journey = await journeyTo(service, 'plan-drafted')
  await change(journey, { crisisContingency: null })
  const cover = (await journey.person.get<Cover>(pathOf(journey, '/cover'))).ok
  t.equal(cover.gaps.length, 7)
  t.same(cover.call, [])
})

t.test('422: gaps at the worst times need the person’s word before the plan goes to be signed', async (t) => {
  const journey = await planned({})
  const { errors } = await refused(t, service, () => submit(journey), 'plan-incomplete')
  t.match(errors, [{ pointer: '/crisisContingency/gapsAccepted', code: 'cover-gap' }])
})

async function signedWithGaps() {
  const journey = await planned({ gapsAccepted })
  await journey.on('plan-submitted')
  await sign(journey, journey.broker, 'broker')
  await sign(journey, journey.person, 'person')
  await sign(journey, journey.careCoordinator, 'care-coordinator')
  return journey
}

t.test('422: and the decider’s word too before it is agreed, which is kept with the decision', async (t) => {
  const journey = await signedWithGaps()
  await refused(
    t,
    service,
    () => decide(journey, journey.careCoordinator),
    'not-the-decider',
    'the scheme has the team manager decide',
  )
  for (const more of [{}, { gapsAcceptedBecause: null }]) {
    const { errors } = await refused(
      t,
      service,
      () => decide(journey, journey.teamManager, 'agreed', more),
      'gaps-not-accepted',
    )
    t.match(errors, [{ pointer: '/gapsAcceptedBecause' }])
  }
  const gapsAcceptedBecause = 'The duty team rings on Fridays.'
  const decided = await decide(journey, journey.teamManager, 'agreed', { gapsAcceptedBecause })
  t.match(decided.ok, { decision: { outcome: 'agreed', gapsAcceptedBecause } })
  t.match((await journey.person.get(`/v1/decisions/${decided.ok.decision.id}`)).ok, { gapsAcceptedBecause })
})

t.test('a plan with gaps can be returned without accepting them', async (t) => {
  const journey = await signedWithGaps()
  const { decision } = (await decide(journey, journey.teamManager, 'returned')).ok
  t.equal(decision.outcome, 'returned')
  t.notOk('gapsAcceptedBecause' in decision)
})

t.test('where there is no gap at the worst times, nothing was accepted, whatever is sent', async (t) => {
  const journey = await journeyTo(service, 'plan-signed', withinLimit)
  const decided = await decide(journey, journey.careCoordinator, 'agreed', { gapsAcceptedBecause: 'It is fine.' })
  t.match(decided.ok, { decision: { outcome: 'agreed', gapsAcceptedBecause: null } })
})
