import t from 'tap'
import type { Task } from '../../src/cases/schemas.ts'
import { accountants, ask, confirm, giveForBudget } from '../bank-accounts/acts.ts'
import { directPayment } from '../pay-runs/acts.ts'
import type { Client } from '../support/client.ts'
import { fits } from '../support/fits.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { tenants } from '../support/seed.ts'
import { startService } from '../support/service.ts'
import { sweep } from '../support/sweep.ts'
import { agreeOn, lineOf, signAgreement } from './acts.ts'

const service = await startService(t)
const { asker, confirmer } = accountants(service)
t.beforeEach(() => service.clock.set('2026-11-24T09:30:00Z'))

const tasksOf = async ({ ids }: Journey, client: Client, step: Task['step'], of?: string) =>
  (await client.get<{ items: Task[] }>('/v1/tasks?limit=100')).ok.items.filter(
    (task) => task.caseId === ids.caseId && task.step === step && (of === undefined || task.subjectId === of),
  )
/** What waits for the person and for an officer. */
const both = async (journey: Journey, step: Task['step'], of?: string) =>
  (await Promise.all([journey.person, journey.officer].map((client) => tasksOf(journey, client, step, of)))).map(
    ({ length }) => length,
  )

t.test('each of the two is waited for to sign how the money of a line is held, until they have', async (t) => {
  const journey = await journeyTo(service, 'plan-agreed')
  const line = await lineOf(journey)
  fits(t, (await tasksOf(journey, journey.person, 'agreement-to-sign', line))[0] ?? {}, {
    subject: 'plan-line',
    subjectId: line,
    waitingFor: 'person',
    clock: 'agreement-signing',
    dueOn: '2026-12-01',
    late: false,
  })
  t.same(await both(journey, 'agreement-to-sign', line), [1, 1])
  void (await signAgreement(journey, line, 'person')).ok
  t.same(await both(journey, 'agreement-to-sign', line), [0, 1])
  service.clock.set('2026-12-02T09:30:00Z')
  await sweep(service)
  fits(t, (await tasksOf(journey, journey.officer, 'agreement-to-sign', line))[0] ?? {}, { late: true })
  void (await signAgreement(journey, line, 'commissioner')).ok
  t.same(await both(journey, 'agreement-to-sign', line), [0, 0])
})

t.test('a way that is chosen and waits is waited for, and an account only while money goes into one', async (t) => {
  const journey = await directPayment(service)
  await agreeOn(journey)
  const line = await lineOf(journey)
  const signs = () => both(journey, 'agreement-to-sign', line)
  t.same(
    [await signs(), await both(journey, 'account-to-give')],
    [
      [0, 0],
      [1, 1],
    ],
  )
  const held = { deployment: 'third-party', instrument: 'broker-held-card', holderId: tenants.QYG.brokerageId }
  void (await journey.person.post(`/v1/cases/${journey.ids.caseId}/line-holdings`, { line: 'gym', ...held })).ok
  t.same(await signs(), [1, 1])
  void (await signAgreement(journey, line, 'person')).ok
  t.same(await signs(), [0, 1])
  t.same(await both(journey, 'account-to-give'), [1, 1], 'it is a direct payment still')
  void (await signAgreement(journey, line, 'commissioner')).ok
  t.same(
    [await signs(), await both(journey, 'account-to-give')],
    [
      [0, 0],
      [0, 0],
    ],
  )
})

t.test('a direct payment waits for an account, and again where the one that was given is refused', async (t) => {
  const journey = await directPayment(service)
  fits(t, (await tasksOf(journey, journey.person, 'account-to-give'))[0] ?? {}, {
    subject: 'bank-account',
    subjectId: journey.ids.caseId,
    clock: 'account-to-give',
    dueOn: '2026-12-01',
  })
  t.same(await both(journey, 'account-to-give'), [1, 1])
  const { id } = (await giveForBudget(journey)).ok
  t.same(await both(journey, 'account-to-give'), [0, 0])
  void (await confirmer.post(`/v1/bank-accounts/${id}/refusal`, { because: 'It is of a shop.' })).ok
  t.same(await both(journey, 'account-to-give'), [1, 1])
  const again = (await giveForBudget(journey)).ok
  if (again.toTell) void (await ask(asker, again.id, { toldOn: service.clock.today() })).ok
  void (await confirm(confirmer, again.id)).ok
  t.same(await both(journey, 'account-to-give'), [0, 0])
})
