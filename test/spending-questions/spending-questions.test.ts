import t from 'tap'
import type { Task } from '../../src/cases/schemas.ts'
import { agreed, declare } from '../crisis-episodes/acts.ts'
import { buy, reverse, statementOf } from '../spending/acts.ts'
import { inTenant } from '../support/actors.ts'
import { audited } from '../support/audit.ts'
import { aSaidFor } from '../support/builders.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'
import { sweep } from '../support/sweep.ts'
import { look, openFor, questionsOf, quietWeeks, say } from './acts.ts'

const service = await startService(t)
t.beforeEach(() => service.clock.set('2026-11-24T09:30:00Z'))
const tasksOf = async ({ ids }: Pick<Journey, 'ids'>, client: Journey['careCoordinator']) =>
  (await client.get<{ items: Task[] }>('/v1/tasks?limit=100')).ok.items.filter((one) => one.caseId === ids.caseId)
const steps = async (journey: Journey, client = journey.careCoordinator) =>
  (await tasksOf(journey, client)).filter(({ step }) => step === 'spending-to-ask').length

t.test('a quiet budget is a task for the team to ask the person, and nothing is taken away', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  await buy(journey, { amountPence: 100 })
  service.clock.advance({ days: 41 })
  await look(service)
  t.same(await questionsOf(journey), [], '41 days are not asked about')
  service.clock.set('2027-01-11T09:30:00Z')
  const before = await statementOf(journey)
  const entries = await audited(service, () => look(service).then(() => undefined))
  t.match(
    entries.filter(({ type }) => type.startsWith('spending')),
    [{ type: 'spending-question.asked', facts: { line: 'mattress', code: 'quiet', since: '2026-11-24' } }],
  )
  const [question, ...others] = await questionsOf(journey)
  t.same(others, [], 'one question a line, and none of the line of which something was bought')
  t.match(question, { line: 'mattress', code: 'quiet', since: '2026-11-24', askBy: '2027-01-25', outcome: null })
  t.match(question?.sentence, /Nothing was bought for this yet/)
  t.same({ ...(await statementOf(journey)), asOf: '' }, { ...before, asOf: '' }, 'no penny has moved')
  t.equal(await steps(journey), 1)
  service.clock.set('2027-01-12T09:30:00Z')
  t.equal(await look(service), 0, 'once a week')
  service.clock.set('2027-01-18T09:30:00Z')
  await look(service)
  t.equal((await questionsOf(journey)).length, 1, 'it is not asked twice')
  const answered = (await say(journey.person, question?.id ?? '')).ok
  t.match(answered, { outcome: 'answered', answer: 'The class was full.' })
  t.equal(await steps(journey), 0)
  await refused(t, service, () => say(journey.person, answered.id), 'wrong-state')
  service.clock.set('2027-03-14T09:30:00Z')
  await look(service)
  t.equal((await questionsOf(journey)).length, 1, 'for eight weeks nobody asks again')
  service.clock.set('2027-03-22T09:30:00Z')
  await look(service)
  t.equal((await questionsOf(journey)).length, 2)
})

t.test('it is over by itself once something is bought, or the budget ends', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  await quietWeeks(service)
  t.equal((await questionsOf(journey)).length, 2)
  await buy(journey, { amountPence: 100 })
  service.clock.advance({ days: 7 })
  await look(service)
  t.same((await questionsOf(journey)).map(({ line, outcome }) => [line, outcome]).sort(), [
    ['drum-kit', 'over'],
    ['mattress', null],
  ])
  const body = { words: 'I do not want it any more.' }
  void (await journey.person.post(`/v1/cases/${journey.ids.caseId}/withdrawal`, body)).ok
  t.ok((await questionsOf(journey)).every(({ outcome }) => outcome !== null))
  t.equal(await steps(journey), 0)
  service.clock.advance({ days: 7 })
  t.equal(await look(service), 0, 'nothing is looked at any more')
})

t.test(
  'under-spending against the schedule, and money that runs out before the plan does, are asked about',
  async (t) => {
    const journey = await agreed(service)
    const { lines } = await statementOf(journey)
    const paid = {
      client: journey.careCoordinator,
      planLineId: lines[0]?.planLineId ?? '',
      instrument: 'invoice' as const,
    }
    service.clock.set('2027-01-11T09:30:00Z')
    const slow = (await buy(journey, { ...paid, amountPence: 9_800 })).ok
    await look(service)
    t.match(await questionsOf(journey), [{ code: 'under-spent', since: '2027-01-11', outcome: null }])
    await reverse(journey, slow.id, journey.careCoordinator)
    const left = (await statementOf(journey)).lines[0]?.availablePence ?? 0
    await buy(journey, { ...paid, amountPence: left - 100 })
    service.clock.set('2027-01-18T09:30:00Z')
    await look(service)
    t.match(await questionsOf(journey), [
      { code: 'used-up-early', since: '2027-01-18', outcome: null },
      { code: 'under-spent', outcome: 'over' },
    ])
  },
)

t.test('somebody in a crisis is not asked about money', async (t) => {
  const journey = await agreed(service)
  service.clock.advance({ days: 42 })
  await declare(journey)
  await look(service)
  t.same(await questionsOf(journey), [])
})

t.test(
  'staff record what the person says only as said for them, and the person can say that it was not so',
  async (t) => {
    const journey = await journeyTo(service, 'money-agreed')
    await quietWeeks(service)
    const [question] = await questionsOf(journey)
    const id = question?.id ?? ''
    await refused(t, service, () => say(journey.careCoordinator, id), 'own-words-missing')
    await refused(t, service, () => say(journey.person, id, { words: ' ' }), 'request-invalid')
    const saidFor = aSaidFor({ saidOn: service.clock.today() })
    t.match((await say(journey.careCoordinator, id, { saidFor })).ok, { outcome: 'answered' })
    const told = (await journey.person.get<{ items: { id: string }[] }>(`/v1/cases/${journey.ids.caseId}/said-for-me`))
      .ok
    const objection = await journey.person.post(`/v1/said-for/${told.items[0]?.id}/objection`, {
      words: 'I never said it.',
    })
    t.equal(objection.status, 200)
    const asked = (await questionsOf(journey)).find((one) => one.id === id)
    t.match(asked, { outcome: null, answer: null }, 'the person is asked again')
    t.equal(await steps(journey), 2)
  },
)

t.test('what nobody asks about is late, and the commissioner’s too', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  await quietWeeks(service)
  const [question] = await questionsOf(journey)
  service.clock.set(`${question?.askBy}T20:00:00Z`)
  await sweep(service)
  const late = async () => (await tasksOf(journey, journey.officer)).filter(({ step }) => step === 'step-late').length
  const before = await late()
  service.clock.advance({ days: 1 })
  await sweep(service)
  t.equal(await late(), before + 2, 'one for each of the two lines')
})

t.test('listed for those who see the case, the longest first, page by page', async (t) => {
  const first = await journeyTo(service, 'money-agreed')
  service.clock.advance({ days: 1 })
  const second = await journeyTo(service, 'money-agreed')
  await quietWeeks(service)
  const mine = ({ items }: Awaited<ReturnType<typeof openFor>>) =>
    items.filter(({ caseId }) => [first.ids.caseId, second.ids.caseId].includes(caseId))
  const all = mine(await openFor(first.officer, '?limit=100'))
  t.same(
    all.map(({ caseId, since }) => [caseId, since]),
    [first, first, second, second].map(({ ids }, place) => [ids.caseId, place < 2 ? '2026-11-24' : '2026-11-25']),
  )
  const pages = []
  let query = '?limit=1'
  for (let next: string | null = ''; next !== null; query = `?limit=1&cursor=${next}`) {
    const page: Awaited<ReturnType<typeof openFor>> = await openFor(first.officer, query)
    pages.push(page)
    next = page.nextCursor
    if (next === null) break
  }
  t.same(pages.flatMap(mine), all)
  t.same(
    mine(await openFor(first.person)).map(({ caseId }) => caseId),
    [first.ids.caseId, first.ids.caseId],
  )
  t.same((await openFor(service.as(inTenant('QOP', 'commissioner-officer')))).items, [])
  const id = all[0]?.id ?? ''
  const read = (client: Journey['person']) => () => client.get(`/v1/spending-questions/${id}`)
  t.match((await read(first.person)()).body, { id, line: all[0]?.line })
  await refused(t, service, read(second.person), 'not-found')
  await refused(t, service, () => say(second.person, id), 'not-found')
  await refused(t, service, read(service.as(inTenant('QOP', 'commissioner-officer'))), 'not-found')
})
