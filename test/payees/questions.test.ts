import t from 'tap'
import type { Task } from '../../src/cases/schemas.ts'
import type { PayeeQuestion } from '../../src/payees/tie-schemas.ts'
import { buy } from '../spending/acts.ts'
import { audited } from '../support/audit.ts'
import type { Client } from '../support/client.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { startService } from '../support/service.ts'
import { sweep } from '../support/sweep.ts'
import { payable } from './acts.ts'

const service = await startService(t)
t.beforeEach(() => service.clock.set('2026-11-24T09:30:00Z'))
const worker = (name: string) =>
  payable(
    service.as('care-coordinator'),
    { kind: 'individual-worker', name },
    ['dbs', 'insurance'],
    service.as('commissioner-officer'),
  )
const declare = (client: Client, { ids }: Journey, payeeId: string, tie = 'same-household') =>
  client.post<{ id: string }>(`/v1/cases/${ids.caseId}/payees/${payeeId}/ties`, { tie, words: 'They live together.' })
const decide = (client: Client, { ids }: Journey, payeeId: string, outcome = 'approved') =>
  client.post(`/v1/cases/${ids.caseId}/payees/${payeeId}/decision`, { outcome, because: 'Nobody else speaks Urdu.' })
const questions = async ({ ids, person }: Journey) =>
  (await person.get<{ items: PayeeQuestion[] }>(`/v1/cases/${ids.caseId}/payee-questions`)).ok.items
const tasks = async ({ ids }: Journey, client: Client) =>
  (await client.get<{ items: Task[] }>(`/v1/tasks?caseId=${ids.caseId}`)).ok.items.filter(
    ({ step }) => step === 'payee-to-decide',
  )

t.test('a tie that is declared asks who may decide, by a day, and one that is late is told as such', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  const { officer, teamManager, person, broker } = journey
  const { id } = await worker('Robin Lodger')
  const entries = await audited(service, () => declare(person, journey, id))
  t.match(
    entries.filter(({ type }) => type === 'payee-question.asked'),
    [{ facts: { payeeId: id, ties: ['same-household'] } }],
  )
  const [question] = await questions(journey)
  t.match(question, { payeeId: id, ties: ['same-household'], outcome: null, closedAt: null })
  const task = { subject: 'payee-question', subjectId: question?.id, clock: 'payee-decision', dueOn: '2026-12-01' }
  t.match(await tasks(journey, officer), [task])
  t.match(await tasks(journey, teamManager), [task])
  t.same(await tasks(journey, broker), [])
  void (await declare(broker, journey, id, 'other-interest')).ok
  t.equal((await questions(journey)).length, 1, 'one question asks about them all')
  service.clock.set('2026-12-02T09:30:00Z')
  const late = await audited(service, () => sweep(service).then(() => undefined))
  t.match(
    late.filter(({ subject_id }) => subject_id === question?.id),
    [{ type: 'case.step-late', facts: { clock: 'payee-decision' } }],
  )
  void (await decide(officer, journey, id)).ok
  t.same([...(await tasks(journey, officer)), ...(await tasks(journey, teamManager))], [])
  t.match(await questions(journey), [{ outcome: 'decided' }])
})

t.test(
  'a purchase that is refused for a tie of the team asks, once; nothing is asked once it was refused',
  async (t) => {
    const journey = await journeyTo(service, 'money-agreed')
    const [member] = await service.database.sql<{ name: string }>(
      `select name from case_member where case_id = $1 and case_role = 'care-coordinator'`,
      [journey.ids.caseId],
    )
    const { id } = await worker(member?.name ?? '')
    const pay = () => buy(journey, { amountPence: 100, payeeId: id, payee: member?.name ?? '' })
    t.equal((await pay()).problem.code, 'payee-to-decide')
    t.equal((await pay()).problem.code, 'payee-to-decide')
    t.match(await questions(journey), [{ payeeId: id, ties: ['same-name'], outcome: null }])
    t.equal((await questions(journey)).length, 1)
    void (await decide(journey.teamManager, journey, id, 'refused')).ok
    t.equal((await pay()).problem.code, 'payee-to-decide')
    t.match(await questions(journey), [{ outcome: 'decided' }])
    t.equal((await questions(journey)).length, 1, 'it was decided')
    t.same(await tasks(journey, journey.officer), [])
  },
)

t.test('a tie that is found to be none asks nobody any more, unless another is left', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  const { id } = await worker('Robin Lodger')
  const first = (await declare(journey.person, journey, id)).ok
  const second = (await declare(journey.person, journey, id, 'relative')).ok
  const end = (tie: { id: string }) =>
    journey.teamManager.post(`/v1/payee-ties/${tie.id}/ending`, { because: 'It is another of this name.' })
  void (await end(first)).ok
  t.match(await questions(journey), [{ outcome: null }])
  void (await end(second)).ok
  t.match(await questions(journey), [{ outcome: 'no-tie' }])
  t.same(await tasks(journey, journey.officer), [])
})

t.test('a question closes with the payee, and on every case; it is no task any more', async (t) => {
  const [one, other] = [await journeyTo(service, 'money-agreed'), await journeyTo(service, 'money-agreed')]
  const { id } = await worker('Robin Leaver')
  for (const journey of [one, other]) void (await declare(journey.person, journey, id)).ok
  const entries = await audited(service, async () => {
    void (await one.officer.post(`/v1/payees/${id}/ending`)).ok
  })
  t.same(
    entries.filter(({ type }) => type === 'payee-question.closed').map(({ case_id, facts }) => [case_id, facts]),
    [one, other].map(({ ids }) => [ids.caseId, { payeeId: id, outcome: 'payee-ended' }]),
  )
  for (const journey of [one, other]) {
    t.match(await questions(journey), [{ outcome: 'payee-ended' }])
    t.same(await tasks(journey, journey.officer), [])
  }
})

t.test('a question closes with the case, where nobody could decide it, and is asked again with it', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  const { officer, teamManager, careCoordinator, ids } = journey
  const { id } = await worker('Robin Stayer')
  void (await declare(journey.person, journey, id)).ok
  const death = `/v1/cases/${ids.caseId}/death`
  void (await careCoordinator.post(`/v1/cases/${ids.caseId}/ending`, { ending: 'died', on: '2026-11-24' })).ok
  void (await officer.post(`${death}/confirmation`, { on: '2026-11-24', evidence: 'The medical certificate.' })).ok
  t.match(await questions(journey), [{ outcome: 'case-ended' }])
  void (await officer.post(`${death}/error`, { evidence: 'I met her this morning.' })).ok
  void (await teamManager.post(`${death}/error/confirmation`)).ok
  t.match(await questions(journey), [{ outcome: null, payeeId: id }, { outcome: 'case-ended' }])
  void (await decide(teamManager, journey, id)).ok
  t.match(await questions(journey), [{ outcome: 'decided' }, { outcome: 'case-ended' }])
})
