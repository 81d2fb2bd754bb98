import t from 'tap'
import type { Concern } from '../../src/concerns/schemas.ts'
import { anActor, inTenant } from '../support/actors.ts'
import { aMember, unknownId } from '../support/builders.ts'
import { journeyTo } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'
import { memberOf, newestOf, raise, take } from './acts.ts'

const service = await startService(t)
const lead = service.as('safeguarding-lead')

t.test(
  '200: everybody on the case can raise a concern, and is told that it was received and nothing else',
  async (t) => {
    const journey = await journeyTo(service, 'money-agreed')
    const { person, careCoordinator, broker, officer, ids } = journey
    const manager = service.as('team-manager')
    const answers = []
    for (const client of [person, careCoordinator, broker, officer, manager])
      answers.push((await raise(client, journey)).ok)
    for (const answer of answers) t.same(Object.keys(answer), ['id', 'receivedAt'])
    t.equal(new Set(answers.map(({ id }) => id)).size, 5)
    const id = (await newestOf(lead, journey)) ?? ''
    const concern = (await take(lead, id)).ok
    t.match(concern, { about: 'case', caseId: ids.caseId, level: 'medium', state: 'looking', outcome: null })
    t.same(
      concern.reports.map(({ raisedAs }) => raisedAs),
      ['person', 'care-coordinator', 'broker', 'other', 'other'],
      'they are one concern',
    )
  },
)

t.test(
  'one open concern is about one thing, as grave as the gravest, and a new one follows the one that was settled',
  async (t) => {
    const journey = await journeyTo(service, 'money-agreed')
    const of = { about: 'payee', payee: 'City Drum Shop' } as const
    await raise(journey.person, journey, { ...of, level: 'low' })
    await raise(journey.broker, journey, { ...of, payee: 'city-drum SHOP', level: 'high' })
    const first = (await newestOf(lead, journey)) ?? ''
    const { level, reports } = (await take(lead, first)).ok
    t.equal(level, 'high')
    t.equal(reports.length, 2)
    await raise(journey.person, journey, { ...of, level: 'low' })
    t.equal((await lead.get<Concern>(`/v1/concerns/${first}`)).ok.level, 'high', 'a lesser one does not make it less')
    void (
      await lead.post(`/v1/concerns/${first}/settlement`, {
        outcome: 'no-concern',
        referredTo: null,
        words: 'The receipts agree.',
        tellPerson: false,
      })
    ).ok
    await raise(journey.person, journey, of)
    t.not(await newestOf(lead, journey), first)
  },
)

t.test('what it is about is one thing of the case', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  const other = await journeyTo(service, 'money-agreed')
  const memberId = await memberOf(journey, 'broker')
  t.equal((await raise(journey.person, journey, { about: 'member', memberId })).status, 200)
  t.equal(
    (await raise(journey.person, journey, { about: 'line', planLineId: journey.ids.planLineId ?? '' })).status,
    200,
  )
  for (const wrong of [
    { about: 'member', memberId: await memberOf(other, 'broker') },
    { about: 'line', planLineId: other.ids.planLineId ?? '' },
    { about: 'line', planLineId: unknownId() },
  ] as const)
    await refused(t, service, () => raise(journey.person, journey, wrong), 'reference-unknown')
  for (const wrong of [
    { about: 'member' },
    { about: 'payee' },
    { about: 'case', memberId },
    { about: 'payee', payee: 'City Drum Shop', memberId },
  ] as const)
    await refused(t, service, () => raise(journey.person, journey, wrong), 'request-invalid')
})

t.test('404: nobody raises a concern about a case that they do not see', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  for (const stranger of [
    service.as(anActor('broker', { sub: 'a-stranger' })),
    service.as(anActor('person', { sub: 'a-stranger' })),
    service.as(inTenant('QOP', 'commissioner-officer')),
  ])
    await refused(t, service, () => raise(stranger, journey), 'not-found')
})

t.test(
  'who handles a concern takes it first, notes what was found and who was told, and settles it with a reason',
  async (t) => {
    const journey = await journeyTo(service, 'money-agreed')
    await raise(journey.person, journey, { about: 'payee', payee: 'City Drum Shop' })
    const id = (await newestOf(lead, journey)) ?? ''
    const of = `/v1/concerns/${id}`
    const words = 'The bank confirms it.'
    for (const ask of [
      () => lead.get(of),
      () => lead.get(`${of}/purchases`),
      () => lead.post(`${of}/notes`, { words, told: null }),
    ])
      await refused(t, service, ask, 'concern-not-taken')
    await take(lead, id)
    t.equal((await take(lead, id)).ok.entries.length, 1, 'it is taken once')
    const second = service.as(anActor('safeguarding-lead', { sub: 'second-lead', name: 'Quillon Second' }))
    await take(second, id)
    await lead.post(`${of}/notes`, { words, told: null })
    await second.post(`${of}/notes`, { words: 'They were told by letter.', told: 'bank' })
    const end = { outcome: 'referred-on', referredTo: 'council-and-police', words: 'It is theft.', tellPerson: false }
    for (const wrong of [
      { ...end, referredTo: null },
      { ...end, outcome: 'substantiated' },
    ])
      await refused(t, service, () => lead.post(`${of}/settlement`, wrong), 'request-invalid')
    const settled = (await lead.post<Concern>(`${of}/settlement`, end)).ok
    t.match(settled, { state: 'settled', outcome: 'referred-on', referredTo: 'council-and-police' })
    t.same(
      settled.entries.map(({ kind, told, byName }) => [kind, told, byName]),
      [
        ['taken', null, 'Quillon safeguarding lead'],
        ['taken', null, 'Quillon Second'],
        ['noted', null, 'Quillon safeguarding lead'],
        ['told', 'bank', 'Quillon Second'],
        ['settled', null, 'Quillon safeguarding lead'],
      ],
    )
    t.same((await second.get<Concern>(of)).ok, settled)
    await refused(t, service, () => lead.post(`${of}/settlement`, end), 'wrong-state')
    await refused(t, service, () => lead.post(`${of}/notes`, { words, told: null }), 'wrong-state')
  },
)

t.test('who handles a concern reads the purchases of the case', async (t) => {
  const journey = await journeyTo(service, 'receipt-filed')
  await raise(journey.person, journey)
  const id = (await newestOf(lead, journey)) ?? ''
  await take(lead, id)
  const { items } = (await lead.get<{ items: { boughtBy: string }[] }>(`/v1/concerns/${id}/purchases`)).ok
  t.match(items, [{ boughtBy: 'the-broker', planLineId: journey.ids.planLineId }])
})

t.test(
  '404: who is or was on the team of the case knows of no concern about it, by any account of theirs',
  async (t) => {
    const journey = await journeyTo(service, 'money-agreed')
    const suspect = anActor('safeguarding-lead', { sub: 'lead-and-representative' })
    const asLead = service.as(suspect)
    await raise(journey.person, journey)
    const id = (await newestOf(asLead, journey)) ?? ''
    const takeUnder = (key: string) => asLead.post(`/v1/concerns/${id}/taking`, undefined, { key })
    t.equal((await takeUnder('K-1')).status, 200)
    const advocate = { ...aMember(), caseRole: 'advocate', actorId: suspect.sub, organisationId: null }
    void (await journey.person.post(`/v1/cases/${journey.ids.caseId}/members`, advocate)).ok
    const asked = () => [
      asLead.get(`/v1/concerns/${id}`),
      asLead.get(`/v1/concerns/${id}/purchases`),
      take(asLead, id),
      asLead.post(`/v1/concerns/${id}/notes`, { words: 'Nothing to see.', told: null }),
    ]
    for (const answer of await Promise.all(asked())) t.equal(answer.problem.code, 'not-found')
    t.equal((await takeUnder('K-1')).problem.code, 'not-found', 'and no stored answer is given again')
    t.equal(await newestOf(asLead, journey), undefined)
    const member = await memberOf(journey, 'advocate')
    void (await journey.person.post(`/v1/cases/${journey.ids.caseId}/members/${member}/departure`)).ok
    for (const answer of await Promise.all(asked()))
      t.equal(answer.problem.code, 'not-found', 'nor once they have left')
    t.ok(await newestOf(lead, journey))
  },
)
