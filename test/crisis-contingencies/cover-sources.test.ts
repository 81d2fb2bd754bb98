import t from 'tap'
import type { CurrentService } from '../../src/current-services/schemas.ts'
import { change as changeService } from '../current-services/acts.ts'
import { change, pathOf, submit, withinLimit } from '../sign-off/acts.ts'
import { journeyTo } from '../support/journey.ts'
import { aCrisisContingency, aCurrentService } from '../support/pathway-builders.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'
import { changeContingency, readContingency, whoToCall } from './acts.ts'

const service = await startService(t)
const everyDay = [1, 2, 3, 4, 5, 6, 7]
const always = [{ days: everyDay, from: '00:00', to: '24:00' }]
const nights = [{ days: everyDay, from: '20:00', to: '08:00' }]
const source = (more: object = {}) => ({
  kind: 'kept-crisis-line' as const,
  name: 'Night team',
  contact: '0151 496 0001',
  line: null,
  windows: nights,
  ...more,
})

async function withServices() {
  const journey = await journeyTo(service, 'plan-drafted', withinLimit)
  const register = async (more: object) =>
    (
      await journey.person.post<CurrentService>(
        `/v1/cases/${journey.ids.caseId}/current-services`,
        aCurrentService({ relationshipWith: null, ...more }),
      )
    ).ok
  const team = await register({ kind: 'nhs-crisis', title: 'Night team', hours: nights })
  const group = await register({ kind: 'voluntary', title: 'Evening group' })
  return { journey, team, group }
}

t.test('cover stands on what is registered, within its hours; what does not is named, with why', async (t) => {
  const { journey, team, group } = await withServices()
  const told = async (cover: object[]) => {
    await change(journey, { crisisContingency: aCrisisContingency({ cover: cover as never, worstTimes: nights }) })
    const { errors } = await refused(t, service, () => submit(journey), 'plan-incomplete')
    const { missing } = (await journey.person.get<{ missing: typeof errors }>(pathOf(journey, '/checks'))).ok
    t.same(missing, errors, 'the checks say the same')
    return errors?.map(({ pointer, code }) => `${pointer.replace('/crisisContingency/cover/', '')} ${code}`)
  }
  t.same(
    await told([
      source(),
      source({ service: journey.ids.caseId }),
      source({ service: team.id, windows: [{ days: [1], from: '07:59', to: '08:01' }, ...nights] }),
      source({ service: group.id }),
      source({ kind: 'plan-line' }),
      source({ kind: 'crisis-tier', name: 'Crisis line' }),
      source({ kind: 'crisis-tier', tier: 'bad-patch' }),
    ]),
    [
      '0/name nothing-registered',
      '1/service service-unknown',
      '2/windows outside-hours',
      '3/service service-unknown',
      '4/line line-missing',
      '4/name nothing-registered',
      '5/tier crisis-tier-missing',
      '6/tier crisis-tier-unknown',
    ],
  )
  await change(journey, {
    crisisContingency: aCrisisContingency({
      worstTimes: nights,
      cover: [source({ service: team.id.toUpperCase() }), source({ name: ' crisis LINE ', windows: always })],
    }),
  })
  t.equal((await submit(journey)).status, 200, 'a service in capitals, and a contact by its name')
})

t.test('a service that ends, or has fewer hours, covers what it still does: the gap is there at once', async (t) => {
  const { journey, team, group } = await withServices()
  await journey.on('plan-agreed')
  const cover = [
    source({ service: team.id }),
    source({
      kind: 'helpline',
      name: 'Evening group',
      service: group.id,
      windows: [{ days: [1], from: '17:00', to: '21:00' }],
    }),
  ]
  const changedOnce = await changeContingency(journey, { cover, worstTimes: nights })
  t.equal(changedOnce.status, 200)
  const at = async (instant: string) => (await whoToCall(journey, instant)).call.map(({ name }) => name)
  t.same(await at('2026-11-30T20:30:00Z'), ['Night team', 'Evening group'])
  await changeService(journey.careCoordinator, group.id, {
    status: 'ending',
    endsOn: '2026-12-01',
    statusReason: 'The group closes.',
  })
  await changeService(journey.person, team.id, {
    hours: [{ days: everyDay, from: '20:00', to: '02:00' }],
    statusReason: 'Nobody is there after two.',
  })
  t.same(await at('2026-11-30T20:30:00Z'), ['Night team'])
  t.same(await at('2026-11-30T02:00:00Z'), [], 'where the hours end, nobody can be called')
  t.match((await whoToCall(journey, '2026-11-30T01:59:00Z')).call, [{ until: '2026-11-30T02:00:00.000Z' }])
  const { gaps } = (await readContingency(journey)).ok
  t.same(gaps[0], { day: 1, from: '02:00', to: '20:00', worstTime: true })
  const page = (await journey.person.get<string>(`/v1/cases/${journey.ids.caseId}/crisis-contingency/page`)).ok
  t.notMatch(page, 'Evening group', 'what is over is not printed')
  t.match(page, /Night team.*: every day from 00:00 to 02:00; every day from 20:00 to 24:00/)
})
