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
import { remove } from '../support/removal.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)
const teamOf = ({ ids }: Journey) => `/v1/cases/${ids.caseId}/members`
const add = (journey: Journey, client: Client, more: Parameters<typeof aMember>[0]) =>
  client.post<CaseMember>(teamOf(journey), aMember({ organisationId: null, ...more }))
const representative = (actorId: string, more: object = {}) =>
  ({ actorId, caseRole: 'representative', basis: aBasis, ...more }) as const
const advocate = (actorId: string) => ({ actorId, caseRole: 'advocate' }) as const
const placeOf = async (journey: Journey, caseRole: string) =>
  (await journey.officer.get<{ items: CaseMember[] }>(teamOf(journey))).ok.items.find(
    (one) => one.caseRole === caseRole,
  )
const depart = (journey: Journey, client: Client, memberId = '') =>
  client.post<CaseMember>(`${teamOf(journey)}/${memberId}/departure`)

t.test('403: nobody makes themselves the person’s representative or advocate', async (t) => {
  const journey = await journeyTo(service, 'case-opened')
  for (const client of [journey.careCoordinator, journey.officer, journey.person])
    for (const caseRole of ['representative', 'advocate'] as const) {
      const basis = caseRole === 'representative' && client !== journey.person ? aBasis : null
      const own = { actorId: client.actor?.sub ?? '', caseRole, basis }
      await refused(t, service, () => add(journey, client, own), 'case-role-required', `${own.actorId} ${caseRole}`)
    }
})

t.test('409: who works on the case, or did, does not act or speak for the person', async (t) => {
  const journey = await journeyTo(service, 'team-complete')
  for (const sub of ['the-care-coordinator', 'the-broker'])
    for (const body of [representative(sub), advocate(sub)])
      await refused(
        t,
        service,
        () => add(journey, journey.officer, body),
        'member-not-independent',
        `${sub} ${body.caseRole}`,
      )
  await refused(
    t,
    service,
    () => add(journey, journey.person, advocate('the-broker')),
    'member-not-independent',
    'the person too',
  )
  await depart(journey, journey.careCoordinator, journey.ids.memberId)
  const once = () => add(journey, journey.officer, representative('the-broker'))
  await refused(t, service, once, 'member-not-independent', 'who has left')
})

t.test('409: who acts or speaks for the person does not take up work on the case', async (t) => {
  const journey = await journeyTo(service, 'team-complete')
  await depart(journey, journey.careCoordinator, journey.ids.memberId)
  const sub = journey.representative.actor?.sub ?? ''
  const broker = () => journey.careCoordinator.post(teamOf(journey), aMember({ actorId: sub }))
  await refused(t, service, broker, 'member-not-independent')
  const place = await placeOf(journey, 'care-coordinator')
  await depart(journey, journey.officer, place?.id)
  const coordinator = () => add(journey, journey.officer, { actorId: sub, caseRole: 'care-coordinator' })
  await refused(t, service, coordinator, 'member-not-independent')
})

t.test('201: the person chooses who acts for them, and that is the ground', async (t) => {
  const journey = await journeyTo(service, 'case-opened')
  const entries = await audited(service, async () => {
    const answer = await add(journey, journey.person, { actorId: 'the-chosen', caseRole: 'representative' })
    t.equal(answer.status, 201)
    fits(t, answer.ok.basis ?? {}, {
      kind: 'person-chose',
      since: '2026-11-24',
      evidence: null,
      appointment: 'severally',
    })
  })
  fits(t, entries, [
    { type: 'case.member-joined', facts: { caseRole: 'representative', basis: 'person-chose', since: '2026-11-24' } },
  ])
  const chosen = service.as(anActor('representative', { sub: 'the-chosen' }))
  t.same((await chosen.get<CaseView>(`/v1/cases/${journey.ids.caseId}`)).ok.caseRoles, ['representative'])
  t.equal((await add(journey, chosen, advocate('who-speaks-up'))).status, 201)
  const another = () => add(journey, chosen, { actorId: 'another', caseRole: 'representative' })
  await refused(t, service, another, 'case-role-required', 'who acts for the person names nobody else to')
})

t.test(
  '201: others say on what ground, since when and by what it is known; the words are not for everybody',
  async (t) => {
    const journey = await journeyTo(service, 'case-opened')
    const entries = await audited(service, async () => {
      t.same((await add(journey, journey.careCoordinator, representative('the-attorney'))).ok.basis, {
        ...aBasis,
        verifiedAt: null,
      })
    })
    fits(t, entries, [{ facts: { basis: 'lasting-power-of-attorney', since: '2026-03-02' } }])
    t.notMatch(JSON.stringify(entries), aBasis.evidence)
    const seen = async (client: Client) =>
      (await client.get<{ items: CaseMember[] }>(teamOf(journey))).ok.items.at(-1)?.basis?.evidence
    for (const client of [journey.person, journey.careCoordinator, journey.officer])
      t.equal(await seen(client), aBasis.evidence)
    for (const client of [journey.teamManager, service.as('auditor')]) t.equal(await seen(client), null)
  },
)

t.test(
  '400: a representative whom the person does not add has a ground that holds today; nobody else has one',
  async (t) => {
    const journey = await journeyTo(service, 'case-opened')
    const faulty: [Client, Parameters<typeof aMember>[0], string][] = [
      [journey.careCoordinator, { ...representative('one'), basis: null }, '/basis'],
      [journey.officer, { actorId: 'one', caseRole: 'representative' }, '/basis'],
      [journey.officer, representative('one', { basis: { ...aBasis, since: '2026-11-25' } }), '/basis/since'],
      [journey.officer, { ...advocate('one'), basis: aBasis }, '/basis'],
      [journey.person, representative('one'), '/basis'],
    ]
    for (const [client, body, pointer] of faulty)
      fits(t, (await refused(t, service, () => add(journey, client, body), 'request-invalid')).errors, [{ pointer }])
  },
)

t.test(
  '403: neither a manager nor a system says who acts for the person, and those who do shape no team',
  async (t) => {
    const journey = await journeyTo(service, 'team-complete')
    for (const client of [journey.teamManager, service.as('machine')])
      await refused(t, service, () => add(journey, client, representative('one')), 'case-role-required')
    await refused(t, service, () => add(journey, service.as('machine'), advocate('one')), 'case-role-required')
    for (const client of [journey.person, journey.representative]) {
      await refused(
        t,
        service,
        () => add(journey, client, { actorId: 'one', caseRole: 'care-coordinator' }),
        'case-role-required',
      )
      await refused(t, service, () => depart(journey, client, journey.ids.memberId), 'case-role-required')
    }
  },
)

t.test('409: the person is not put out of their own case', async (t) => {
  const journey = await journeyTo(service, 'team-complete')
  const place = await placeOf(journey, 'person')
  for (const client of [journey.careCoordinator, journey.officer, journey.teamManager, journey.person])
    await refused(t, service, () => depart(journey, client, place?.id), 'person-stays', client.actor?.sub)
  t.equal((await journey.person.get(`/v1/cases/${journey.ids.caseId}`)).status, 200)
})

t.test('who acts or speaks for the person goes by themselves, or by the person', async (t) => {
  for (const by of ['person', 'representative'] as const) {
    const journey = await journeyTo(service, 'team-complete')
    const place = await placeOf(journey, 'representative')
    for (const client of [journey.careCoordinator, journey.officer, journey.teamManager, service.as('machine')])
      await refused(t, service, () => depart(journey, client, place?.id), 'case-role-required', client.actor?.sub)
    t.equal((await depart(journey, journey[by], place?.id)).status, 200, by)
  }
  const journey = await journeyTo(service, 'team-complete')
  const { id } = (await add(journey, journey.careCoordinator, advocate('the-advocate'))).ok
  for (const client of [journey.careCoordinator, journey.representative])
    await refused(t, service, () => depart(journey, client, id), 'case-role-required', client.actor?.sub)
  t.equal((await depart(journey, service.as('advocate'), id)).status, 200)
})

t.test('403: who is or was the person’s advocate does not decide on their plan', async (t) => {
  const journey = await journeyTo(service, 'plan-signed', overLimit)
  const { id } = (await add(journey, journey.officer, advocate('who-speaks-up'))).ok
  const promoted = service.as(anActor('team-manager', { sub: 'who-speaks-up' }))
  await refused(t, service, () => decide(journey, promoted), 'decision-not-independent')
  t.equal((await remove(journey, id)).status, 200)
  await refused(t, service, () => decide(journey, promoted), 'decision-not-independent', 'after they left')
  t.equal((await decide(journey, journey.teamManager)).status, 201)
})
