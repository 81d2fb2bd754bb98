import t from 'tap'
import type { CaseMember } from '../../src/case-team/schemas.ts'
import type { CaseView } from '../../src/cases/schemas.ts'
import { decide, overLimit } from '../sign-off/acts.ts'
import { anActor } from '../support/actors.ts'
import { audited } from '../support/audit.ts'
import { aBasis, aMember } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { fits } from '../support/fits.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)
const teamOf = ({ ids }: Journey) => `/v1/cases/${ids.caseId}/members`
const add = (the: Journey, client: Client, more: Parameters<typeof aMember>[0]) =>
  client.post<CaseMember>(teamOf(the), aMember({ organisationId: null, ...more }))
const representative = (actorId: string, more: object = {}) =>
  ({ actorId, capacity: 'representative', basis: aBasis, ...more }) as const
const advocate = (actorId: string) => ({ actorId, capacity: 'advocate' }) as const
const placeOf = async (the: Journey, capacity: string) =>
  (await the.officer.get<{ items: CaseMember[] }>(teamOf(the))).ok.items.find((one) => one.capacity === capacity)
const depart = (the: Journey, client: Client, memberId = '') =>
  client.post<CaseMember>(`${teamOf(the)}/${memberId}/departure`)

t.test('403: nobody makes themselves the person’s representative or advocate', async (t) => {
  const the = await journeyTo(service, 'case-opened')
  for (const client of [the.careCoordinator, the.officer, the.person])
    for (const capacity of ['representative', 'advocate'] as const) {
      const basis = capacity === 'representative' && client !== the.person ? aBasis : null
      const own = { actorId: client.actor?.sub ?? '', capacity, basis }
      await refused(t, service, () => add(the, client, own), 'capacity-missing', `${own.actorId} ${capacity}`)
    }
})

t.test('409: who works on the case, or did, does not act or speak for the person', async (t) => {
  const the = await journeyTo(service, 'team-complete')
  for (const sub of ['the-care-coordinator', 'the-broker'])
    for (const body of [representative(sub), advocate(sub)])
      await refused(t, service, () => add(the, the.officer, body), 'member-not-independent', `${sub} ${body.capacity}`)
  await refused(
    t,
    service,
    () => add(the, the.person, advocate('the-broker')),
    'member-not-independent',
    'the person too',
  )
  await depart(the, the.careCoordinator, the.ids.memberId)
  const once = () => add(the, the.officer, representative('the-broker'))
  await refused(t, service, once, 'member-not-independent', 'who has left')
})

t.test('409: who acts or speaks for the person does not take up work on the case', async (t) => {
  const the = await journeyTo(service, 'team-complete')
  await depart(the, the.careCoordinator, the.ids.memberId)
  const sub = the.representative.actor?.sub ?? ''
  const broker = () => the.careCoordinator.post(teamOf(the), aMember({ actorId: sub }))
  await refused(t, service, broker, 'member-not-independent')
  const place = await placeOf(the, 'care-coordinator')
  await depart(the, the.officer, place?.id)
  const coordinator = () => add(the, the.officer, { actorId: sub, capacity: 'care-coordinator' })
  await refused(t, service, coordinator, 'member-not-independent')
})

t.test('201: the person chooses who acts for them, and that is the ground', async (t) => {
  const the = await journeyTo(service, 'case-opened')
  const entries = await audited(service, async () => {
    const answer = await add(the, the.person, { actorId: 'the-chosen', capacity: 'representative' })
    t.equal(answer.status, 201)
    t.same(answer.ok.basis, { kind: 'person-chose', since: '2026-11-24', evidence: null })
  })
  fits(t, entries, [
    { type: 'case.member-joined', facts: { capacity: 'representative', basis: 'person-chose', since: '2026-11-24' } },
  ])
  const chosen = service.as(anActor('representative', { sub: 'the-chosen' }))
  t.same((await chosen.get<CaseView>(`/v1/cases/${the.ids.caseId}`)).ok.capacities, ['representative'])
  t.equal((await add(the, chosen, advocate('who-speaks-up'))).status, 201)
  const another = () => add(the, chosen, { actorId: 'another', capacity: 'representative' })
  await refused(t, service, another, 'capacity-missing', 'who acts for the person names nobody else to')
})

t.test(
  '201: others say on what ground, since when and by what it is known; the words are not for everybody',
  async (t) => {
    const the = await journeyTo(service, 'case-opened')
    const entries = await audited(service, async () => {
      t.same((await add(the, the.careCoordinator, representative('the-attorney'))).ok.basis, aBasis)
    })
    fits(t, entries, [{ facts: { basis: 'lasting-power-of-attorney', since: '2026-03-02' } }])
    t.notMatch(JSON.stringify(entries), aBasis.evidence)
    const seen = async (client: Client) =>
      (await client.get<{ items: CaseMember[] }>(teamOf(the))).ok.items.at(-1)?.basis?.evidence
    for (const client of [the.person, the.careCoordinator, the.officer]) t.equal(await seen(client), aBasis.evidence)
    for (const client of [the.teamManager, service.as('auditor')]) t.equal(await seen(client), null)
  },
)

t.test(
  '400: a representative whom the person does not add has a ground that holds today; nobody else has one',
  async (t) => {
    const the = await journeyTo(service, 'case-opened')
    const faulty: [Client, Parameters<typeof aMember>[0], string][] = [
      [the.careCoordinator, { ...representative('one'), basis: null }, '/basis'],
      [the.officer, { actorId: 'one', capacity: 'representative' }, '/basis'],
      [the.officer, representative('one', { basis: { ...aBasis, since: '2026-11-25' } }), '/basis/since'],
      [the.officer, { ...advocate('one'), basis: aBasis }, '/basis'],
      [the.person, representative('one'), '/basis'],
    ]
    for (const [client, body, pointer] of faulty)
      fits(t, (await refused(t, service, () => add(the, client, body), 'request-invalid')).errors, [{ pointer }])
  },
)

t.test(
  '403: neither a manager nor a system says who acts for the person, and those who do shape no team',
  async (t) => {
    const the = await journeyTo(service, 'team-complete')
    for (const client of [the.teamManager, service.as('machine')])
      await refused(t, service, () => add(the, client, representative('one')), 'capacity-missing')
    await refused(t, service, () => add(the, service.as('machine'), advocate('one')), 'capacity-missing')
    for (const client of [the.person, the.representative]) {
      await refused(
        t,
        service,
        () => add(the, client, { actorId: 'one', capacity: 'care-coordinator' }),
        'capacity-missing',
      )
      await refused(t, service, () => depart(the, client, the.ids.memberId), 'capacity-missing')
    }
  },
)

t.test('409: the person is not put out of their own case', async (t) => {
  const the = await journeyTo(service, 'team-complete')
  const place = await placeOf(the, 'person')
  for (const client of [the.careCoordinator, the.officer, the.teamManager, the.person])
    await refused(t, service, () => depart(the, client, place?.id), 'person-stays', client.actor?.sub)
  t.equal((await the.person.get(`/v1/cases/${the.ids.caseId}`)).status, 200)
})

t.test('who acts or speaks for the person goes by themselves, or by the person or the commissioner', async (t) => {
  for (const by of ['person', 'officer', 'representative'] as const) {
    const the = await journeyTo(service, 'team-complete')
    const place = await placeOf(the, 'representative')
    for (const client of [the.careCoordinator, the.teamManager, service.as('machine')])
      await refused(t, service, () => depart(the, client, place?.id), 'capacity-missing', client.actor?.sub)
    t.equal((await depart(the, the[by], place?.id)).status, 200, by)
  }
  const the = await journeyTo(service, 'team-complete')
  const { id } = (await add(the, the.careCoordinator, advocate('the-advocate'))).ok
  for (const client of [the.careCoordinator, the.representative])
    await refused(t, service, () => depart(the, client, id), 'capacity-missing', client.actor?.sub)
  t.equal((await depart(the, service.as('advocate'), id)).status, 200)
})

t.test('403: who is or was the person’s advocate does not decide on their plan', async (t) => {
  const the = await journeyTo(service, 'plan-signed', overLimit)
  const { id } = (await add(the, the.officer, advocate('who-speaks-up'))).ok
  const promoted = service.as(anActor('team-manager', { sub: 'who-speaks-up' }))
  await refused(t, service, () => decide(the, promoted), 'decision-not-independent')
  t.equal((await depart(the, the.officer, id)).status, 200)
  await refused(t, service, () => decide(the, promoted), 'decision-not-independent', 'after they left')
  t.equal((await decide(the, the.teamManager)).status, 201)
})
