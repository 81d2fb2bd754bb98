import t from 'tap'
import type { TaskPage } from '../../src/cases/list-schemas.ts'
import type { PanelMeeting } from '../../src/panel-meetings/schemas.ts'
import { decide, escalateTo, mdtMembers, overLimit, vote } from '../sign-off/acts.ts'
import { inTenant } from '../support/actors.ts'
import { aSaidFor } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'
import { meet, sayHeard } from './acts.ts'

const service = await startService(t)
t.beforeEach(async () => service.clock.set('2026-11-24T09:30:00Z'))
const nextWeek = '2026-12-01T14:00:00.000Z'
/** A plan that waits for the meeting of the team, and nobody has set the day. */
const atMeeting = async () => escalateTo(await journeyTo(service, 'plan-signed', overLimit), 'mdt-meeting', 'unmet')
const read = (client: Client, id: string) => client.get<PanelMeeting>(`/v1/panel-meetings/${id}`)
const stepsOf = async ({ ids }: Journey, client: Client) =>
  (await client.get<typeof TaskPage.static>('/v1/tasks?limit=100')).ok.items
    .filter(({ caseId }) => caseId === ids.caseId)
    .map(({ step }) => step)
const hearing = (client: Client, id: string, way: string, words: string | null = null) =>
  client.post<PanelMeeting>(`/v1/panel-meetings/${id}/hearing`, { way, words })
const [one, two] = mdtMembers({ service } as Journey)
if (!one || !two) throw new Error('the meeting has two members')

t.test('P19: the person is told of the meeting, writes to it, and the decision and its letter say so', async (t) => {
  const journey = await atMeeting()
  t.same(await stepsOf(journey, journey.careCoordinator), ['meeting-to-set'])
  await refused(t, service, () => vote(journey, one), 'person-unheard', 'no meeting is set')
  const { id, ...set } = (await meet(journey, { startsAt: nextWeek })).ok
  t.match(set, {
    tier: 'mdt-meeting',
    sits: ['mdt-member'],
    toldOn: '2026-11-24',
    inTimeFrom: '2026-12-01',
    inTime: true,
  })
  t.same(await stepsOf(journey, journey.careCoordinator), [])
  t.match((await read(journey.person, id)).ok, { status: 'set', startsAt: nextWeek })
  t.ok((await stepsOf(journey, journey.person)).includes('hearing-to-say'))
  await refused(t, service, () => sayHeard(journey.person, id, { way: 'in-writing' }), 'request-invalid')
  const words = 'I need the drums to stay calm at night.'
  await sayHeard(journey.person, id, { way: 'in-writing', words, lessNotice: false })
  t.notOk((await stepsOf(journey, journey.person)).includes('hearing-to-say'))
  t.match((await read(one, id)).ok.wish, { way: 'in-writing', words }, 'who sits there reads it')
  t.match((await read(journey.broker, id)).ok.wish, { way: 'in-writing', words: null }, 'and no broker')
  await refused(t, service, () => vote(journey, one), 'person-unheard', 'it has not begun')
  service.clock.set(nextWeek)
  await vote(journey, one)
  await vote(journey, two)
  const { decision } = (await decide(journey, two)).ok
  t.same(decision.heard, { meetingId: id, on: '2026-12-01', way: 'in-writing', through: null })
  const letter = await journey.person.get<string>(`/v1/decisions/${decision.id}/letter`)
  t.match(letter.ok, /They met on 1 December 2026\. They read what you wrote to them\./)
  t.equal((await read(journey.person, id)).ok.status, 'held')
  await refused(t, service, () => sayHeard(journey.person, id), 'wrong-state')
})

t.test(
  'told too late it decides nothing, unless the person says that less is fine; moved, they are told anew',
  async (t) => {
    const journey = await atMeeting()
    const { id, ...late } = (await meet(journey, { startsAt: '2026-11-30T14:00:00Z' })).ok
    t.match(late, { inTime: false, inTimeFrom: '2026-12-01' }, 'a working day too few')
    service.clock.set('2026-11-30T14:00:00Z')
    const problem = await refused(t, service, () => vote(journey, one), 'person-unheard')
    t.match(problem.detail, '24 November 2026')
    t.equal((await sayHeard(journey.person, id)).ok.inTime, true)
    await vote(journey, one)
    const move = { startsAt: '2026-12-03T14:00:00Z', way: 'online', place: 'A link by e-mail', words: 'Two are ill.' }
    const path = `/v1/panel-meetings/${id}/moves`
    await refused(t, service, () => journey.broker.post(path, move), 'permission-missing')
    const moved = (await journey.teamManager.post<PanelMeeting>(path, move)).ok
    t.match(moved, { toldOn: '2026-11-30', inTime: false, movedWords: 'Two are ill.', wish: { lessNotice: false } })
    service.clock.set('2026-12-03T14:00:00Z')
    await refused(t, service, () => vote(journey, two), 'person-unheard')
    await refused(t, service, () => meet(journey), 'wrong-state', 'one at a time')
    const off = await journey.officer.post<PanelMeeting>(`/v1/panel-meetings/${id}/cancellation`, { words: 'No room.' })
    t.match(off.ok, { status: 'called-off', calledOffWords: 'No room.' })
    await refused(t, service, () => journey.officer.post(path, move), 'wrong-state')
    t.ok((await stepsOf(journey, journey.careCoordinator)).includes('meeting-to-set'))
  },
)

t.test(
  'who wanted to be there, or somebody for them, is heard first; otherwise than they wished has a reason',
  async (t) => {
    const journey = await atMeeting()
    const { id } = (await meet(journey)).ok
    await refused(t, service, () => sayHeard(journey.person, id, { through: 'My sister' }), 'request-invalid')
    await refused(t, service, () => sayHeard(journey.person, id, { way: 'through-somebody' }), 'request-invalid')
    await sayHeard(journey.person, id, { way: 'through-somebody', through: 'Robin Ahmed' })
    await refused(t, service, () => vote(journey, one), 'person-unheard', 'nobody has spoken')
    await refused(t, service, () => hearing(journey.careCoordinator, id, 'not-at-all'), 'request-invalid')
    t.equal((await hearing(journey.careCoordinator, id, 'through-somebody')).ok.heard, 'through-somebody')
    await vote(journey, one)
    await vote(journey, two)
    const { decision } = (await decide(journey, two)).ok
    t.same(decision.heard, { meetingId: id, on: '2026-11-24', way: 'through-somebody', through: 'Robin Ahmed' })
  },
)

t.test(
  'a person who cannot see it here is told by somebody, and said for; they can say that it was not them',
  async (t) => {
    const journey = await atMeeting()
    const { careCoordinator, ids, person, representative } = journey
    const members = (
      await careCoordinator.get<{ items: { id: string; caseRole: string }[] }>(`/v1/cases/${ids.caseId}/members`)
    ).ok
    const place = (role: string) => members.items.find(({ caseRole }) => caseRole === role)?.id
    void (await representative.post(`/v1/cases/${ids.caseId}/members/${place('representative')}/departure`)).ok
    await service.database.sql(`update case_member set left_at = now() where case_id = $1 and case_role = 'person'`, [
      ids.caseId,
    ])
    const { id, toldOn } = (await meet(journey, { startsAt: nextWeek })).ok
    t.equal(toldOn, null)
    t.ok((await stepsOf(journey, careCoordinator)).includes('meeting-to-tell'))
    service.clock.set(nextWeek)
    await refused(t, service, () => vote(journey, one), 'person-unheard', 'nobody told them')
    const telling = { toldOn: '2026-11-23', how: 'in-person', evidence: 'We read the letter together.' }
    const path = `/v1/panel-meetings/${id}/telling`
    await refused(t, service, () => careCoordinator.post(path, telling), 'request-invalid', 'before it was set')
    t.match((await careCoordinator.post<PanelMeeting>(path, { ...telling, toldOn: '2026-11-24' })).ok, { inTime: true })
    await refused(t, service, () => careCoordinator.post(path, { ...telling, toldOn: '2026-11-24' }), 'wrong-state')
    t.ok((await stepsOf(journey, careCoordinator)).includes('hearing-to-say'), 'and asked')
    await refused(t, service, () => sayHeard(careCoordinator, id), 'own-words-missing')
    const said = { words: 'No, thank you.', lessNotice: false, saidFor: aSaidFor({ saidOn: '2026-12-01' }) }
    t.match((await sayHeard(careCoordinator, id, said)).ok.wish, { way: 'not-at-all', words: 'No, thank you.' })
    await service.database.sql(`update case_member set left_at = null where case_id = $1 and case_role = 'person'`, [
      ids.caseId,
    ])
    const { items } = (
      await person.get<{ items: { id: string; kind: string }[] }>(`/v1/cases/${ids.caseId}/said-for-me`)
    ).ok
    const told = items.find(({ kind }) => kind === 'hearing')
    t.equal((await person.post(`/v1/said-for/${told?.id}/objection`, { words: null })).status, 200)
    t.equal((await read(person, id)).ok.wish, null)
  },
)

t.test('a meeting is of a plan that waits for one, as it was when the day was set', async (t) => {
  const signed = await journeyTo(service, 'plan-signed')
  await refused(t, service, () => meet(signed), 'wrong-state', 'one person decides')
  const journey = await atMeeting()
  await refused(t, service, () => meet(journey, { sits: ['panel-member'] }), 'request-invalid')
  await refused(t, service, () => meet(journey, { startsAt: '2026-11-24T09:29:59Z' }), 'request-invalid')
  await refused(t, service, () => meet(journey, {}, journey.person), 'permission-missing')
  const { id } = (await meet(journey)).ok
  for (const client of [signed.person, service.as(inTenant('QOP', 'commissioner-officer'))])
    await refused(t, service, () => read(client, id), 'not-found')
  await journey.broker.patch(
    `/v1/support-plans/${journey.ids.supportPlanId}`,
    { outcomes: [] },
    {
      ifMatch: (await journey.broker.get(`/v1/support-plans/${journey.ids.supportPlanId}`)).etag,
    },
  )
  t.equal((await read(journey.person, id)).ok.status, 'overtaken')
})
