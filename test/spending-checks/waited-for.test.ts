import t from 'tap'
import type { Task } from '../../src/cases/schemas.ts'
import type { SpendingCheck } from '../../src/spending-checks/schemas.ts'
import { aPost, byPost, setPreferences, tell } from '../notifications/acts.ts'
import { buy } from '../spending/acts.ts'
import { anActor } from '../support/actors.ts'
import { audited } from '../support/audit.ts'
import type { Client } from '../support/client.ts'
import { journeyTo } from '../support/journey.ts'
import { startService } from '../support/service.ts'
import { sweep } from '../support/sweep.ts'
import { checksOf, decideCheck, renewCheck } from './acts.ts'

const post = await aPost(t)
const service = await startService(t, { transports: byPost(post) })
t.beforeEach(() => service.clock.set('2026-11-24T09:30:00Z'))
const doubtful = { amountPence: 1200, bought: 'Whiskey the dog’s lead' }
const tasksOf = async (client: Client, caseId: string) =>
  (await client.get<{ items: Task[] }>(`/v1/tasks?caseId=${caseId}`)).ok.items.filter(
    ({ subject }) => subject === 'spending-check',
  )
const openTo = async (client: Client) =>
  (await client.get<{ items: SpendingCheck[] }>('/v1/spending-checks?limit=100')).ok.items.map(({ id }) => id)

t.test('words in doubt wait for an officer or the manager of the team, for three working days', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  const { caseId } = journey.ids
  const { officer, teamManager, careCoordinator, broker } = journey
  t.same(await tasksOf(officer, caseId), [])
  t.equal((await buy(journey, doubtful)).problem.code, 'words-in-doubt')
  const [check] = await checksOf(journey)
  const task = {
    subjectId: check?.id,
    step: 'words-to-decide',
    clock: 'words-decision',
    dueOn: '2026-11-27',
    late: false,
  }
  t.match(await tasksOf(officer, caseId), [{ ...task, waitingFor: 'commissioner-officer' }])
  t.match(await tasksOf(teamManager, caseId), [{ ...task, waitingFor: 'team-manager' }])
  for (const other of [careCoordinator, broker, journey.person]) t.same(await tasksOf(other, caseId), [])
  void (await decideCheck(teamManager, check?.id ?? '', 'refused')).ok
  t.same(await tasksOf(officer, caseId), [], 'it was decided')
  void (await renewCheck(journey.person, check?.id ?? '')).ok
  t.same(await tasksOf(teamManager, caseId), [], 'who refused them before does not decide again')
  t.equal((await tasksOf(officer, caseId)).length, 1)
})

t.test('who may decide reads the queue: a manager that of their trust, and nobody what they do not see', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  void (await buy(journey, doubtful)).problem
  const [check] = await checksOf(journey)
  const id = check?.id ?? ''
  t.ok((await openTo(journey.teamManager)).includes(id))
  t.ok((await openTo(journey.officer)).includes(id))
  t.ok((await openTo(service.as('auditor'))).includes(id))
  const elsewhere = service.as(anActor('team-manager', { sub: 'manager-elsewhere', organisation: 'RW5' }))
  t.notOk((await openTo(elsewhere)).includes(id))
  const first = await journey.officer.get<{ items: SpendingCheck[]; next: string | null }>(
    '/v1/spending-checks?limit=1',
  )
  t.equal(first.ok.items.length, 1)
})

t.test('a late one is told as other late ones are, and goes on waiting', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  await setPreferences(journey.teamManager, { email: 'manager@trust.example' })
  await tell(service)
  post.mails.splice(0)
  void (await buy(journey, doubtful)).problem
  await tell(service)
  t.match(
    post.mails.splice(0).filter(({ to }) => to === 'manager@trust.example'),
    [{ text: /Something is waiting for you\./ }],
  )
  service.clock.set('2026-11-28T09:30:00Z')
  const entries = await audited(service, () => sweep(service).then(() => undefined))
  t.match(
    entries.filter((entry) => entry.case_id === journey.ids.caseId),
    [{ type: 'case.step-late', facts: { clock: 'words-decision' } }],
  )
  await tell(service)
  t.match(
    post.mails.splice(0).filter(({ to }) => to === 'manager@trust.example'),
    [{ text: /Something is late\./ }],
  )
  t.match(await tasksOf(journey.officer, journey.ids.caseId), [{ late: true, dueOn: '2026-11-27' }])
})

t.test('it waits also while the person has paused their case, and after the case has ended', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  const { caseId } = journey.ids
  void (await buy(journey, doubtful)).problem
  void (await journey.person.post(`/v1/cases/${caseId}/pauses`, { until: null, words: 'My mother is ill.' })).ok
  t.match(await tasksOf(journey.officer, caseId), [{ dueOn: '2026-11-27' }])
  void (await journey.person.post(`/v1/cases/${caseId}/resumption`)).ok
  t.equal((await journey.person.post(`/v1/cases/${caseId}/withdrawal`, { words: 'It is too much.' })).status, 200)
  t.match(await tasksOf(journey.officer, caseId), [{ dueOn: '2026-11-27' }])
})
