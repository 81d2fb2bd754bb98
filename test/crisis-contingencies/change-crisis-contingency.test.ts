import t from 'tap'
import type { CrisisContingencyHistory } from '../../src/crisis-contingencies/schemas.ts'
import { changed, decideChanged } from '../sign-off/acts.ts'
import { journeyTo } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'
import { changeContingency, readContingency, whoToCall } from './acts.ts'

const service = await startService(t)
const start = '2026-11-24T09:30:00Z'
const sister = {
  kind: 'informal' as const,
  name: 'Sadia',
  contact: 'in her room',
  line: null,
  windows: [{ days: [7], from: '22:00', to: '08:00' }],
}
const contacts = [{ name: 'Sadia', contact: 'in her room', role: 'My sister' }]

t.test(
  'the person changes it between plans: it stands at once, nobody signs it off, and what stood before is kept',
  async (t) => {
    service.clock.set(start)
    const journey = await journeyTo(service, 'plan-agreed')
    const before = await readContingency(journey)
    t.match(before.ok, { version: 1, changedAs: null, supportPlanId: journey.ids.supportPlanId })
    service.clock.set('2026-12-01T02:00:00Z')
    const whatHelps = ['The cat on my lap.']
    const after = await changeContingency(journey, {
      whatHelps,
      contacts,
      cover: [sister],
      gapsAccepted: 'I know, and I agree.',
    })
    t.match(after.ok, {
      version: 2,
      changedAs: 'person',
      inForceSince: '2026-12-01T02:00:00.000Z',
      crisisContingency: { whatHelps, cover: [sister], warningSigns: before.ok.crisisContingency.warningSigns },
    })
    t.same((await readContingency(journey, journey.broker)).ok, after.ok)
    const plan = (await journey.person.get<{ contentHash: string }>(`/v1/support-plans/${journey.ids.supportPlanId}`))
      .ok
    t.equal(plan.contentHash, journey.ids.contentHash, 'what was signed is as it was')
    const { items } = (
      await journey.person.get<typeof CrisisContingencyHistory.static>(
        `/v1/cases/${journey.ids.caseId}/crisis-contingencies`,
      )
    ).ok
    t.same(items, [after.ok, before.ok])

    t.match((await whoToCall(journey, '2026-11-30T02:00:00Z')).call, [{ name: 'Crisis line' }], 'as it stood then')
    t.match(await whoToCall(journey, '2026-12-02T02:00:00Z'), { call: [], nextFrom: '2026-12-06T22:00:00.000Z' })
    t.same((await whoToCall(journey, '2026-12-07T07:59:00Z')).call, [
      { name: 'Sadia', contact: 'in her room', until: '2026-12-07T08:00:00.000Z' },
    ])
  },
)

t.test('what a changed plan agrees takes its place', async (t) => {
  service.clock.set(start)
  const journey = await journeyTo(service, 'plan-agreed')
  await changeContingency(journey, { triggers: ['Noise'] })
  service.clock.set('2026-12-01T09:00:00Z')
  const plan = await changed(journey, [{ amountPence: 25_000 }, { key: 'mattress', amountPence: 15_000 }])
  const decided = await decideChanged(journey.careCoordinator, plan)
  t.equal(decided.status, 201)
  t.match((await readContingency(journey)).ok, {
    version: 3,
    changedAs: null,
    supportPlanId: plan.id,
    crisisContingency: { triggers: ['Anniversaries'] },
  })
})

t.test(
  'what is needed stays: signs, somebody to call, the lines that pay, and a gap at the worst times that is accepted',
  async (t) => {
    service.clock.set(start)
    const journey = await journeyTo(service, 'plan-agreed')
    const told = async (patch: object) =>
      (await refused(t, service, () => changeContingency(journey, patch), 'crisis-contingency-incomplete')).errors?.map(
        ({ pointer, code }) => `${pointer} ${code}`,
      )
    t.same(await told({ warningSigns: [], contacts: [] }), [
      '/warningSigns warning-sign-missing',
      '/contacts contact-missing',
      '/cover/0/name nothing-registered',
    ])
    t.same(await told({ contacts, cover: [{ ...sister, line: 'nonsense' }] }), [
      '/cover/0/line line-unknown',
      '/gapsAccepted cover-gap',
    ])
    t.same(await told({ cover: [] }), ['/gapsAccepted cover-gap'])
    t.same(
      await told({ cover: [], worstTimes: [] }),
      ['/gapsAccepted cover-gap'],
      'no cover and no worst times is a gap',
    )
    const invalid = await refused(
      t,
      service,
      () => changeContingency(journey, { tiers: [] } as never),
      'request-invalid',
    )
    t.ok(invalid.errors?.length, 'money is agreed with a plan')
  },
)

t.test('only the person, or who acts for them; and only what stands', async (t) => {
  service.clock.set(start)
  const journey = await journeyTo(service, 'plan-agreed')
  const { etag } = await readContingency(journey)
  for (const client of [journey.broker, journey.careCoordinator])
    await refused(t, service, () => changeContingency(journey, { triggers: [] }, client), 'case-role-required')
  await refused(t, service, () => changeContingency(journey, { triggers: [] }, journey.officer), 'permission-missing')
  t.equal((await changeContingency(journey, { triggers: [] }, journey.representative)).ok.changedAs, 'representative')
  await refused(
    t,
    service,
    () => changeContingency(journey, { triggers: ['Noise'] }, journey.person, etag ?? ''),
    'precondition-failed',
  )
  const early = await journeyTo(service, 'plan-drafted')
  await refused(t, service, () => changeContingency(early, { triggers: [] }, early.person, '"1"'), 'nothing-to-review')
  await refused(t, service, () => early.person.get(`/v1/cases/${early.ids.caseId}/crisis-contingency`), 'not-found')
})

t.test('one page to print: who to call now stands first, and what somebody wrote is not run', async (t) => {
  service.clock.set(start)
  const journey = await journeyTo(service, 'plan-agreed')
  t.equal((await changeContingency(journey, { whatHelps: ['<script>alert(1)</script>'] })).ok.version, 2)
  const page = (await journey.person.get<string>(`/v1/cases/${journey.ids.caseId}/crisis-contingency/page`)).ok
  t.match(page, 'Who to call now')
  t.ok(page.indexOf('Crisis line') < page.indexOf('What not to do'))
  t.match(page, /Crisis line<\/bdi>, <bdi[^>]*>111, option 2<\/bdi>: every day at any time/)
  t.match(page, 'alert(1)')
  t.notMatch(page, '<script')
})
