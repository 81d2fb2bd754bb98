import t from 'tap'
import type { CaseView, Task } from '../../src/cases/schemas.ts'
import type { CaseWithdrawn } from '../../src/endings/schemas.ts'
import type { SaidForPerson } from '../../src/said-for/schemas.ts'
import { decidePlan } from '../decisions/acts.ts'
import { agreeOnLine } from '../deployment-agreements/acts.ts'
import { decideChanged, sent } from '../sign-off/acts.ts'
import { anActor } from '../support/actors.ts'
import { aMember, aSaidFor } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { fits } from '../support/fits.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { anInformationRequest, aPurchase, aReason } from '../support/pathway-builders.ts'
import { refused } from '../support/refused.ts'
import { tenants } from '../support/seed.ts'
import { startService } from '../support/service.ts'
import { sameHuman } from '../support/staff.ts'

const service = await startService(t)
const words = 'No thanks.'
const withdraw = ({ ids }: Journey, client: Client, more: object = {}) =>
  client.post<CaseWithdrawn>(`/v1/cases/${ids.caseId}/withdrawal`, { words, saidFor: aSaidFor(), ...more })
const saidFor = async ({ person, ids }: Journey) =>
  (await person.get<{ items: SaidForPerson[] }>(`/v1/cases/${ids.caseId}/said-for-me`)).ok.items
const object = async (journey: Journey, client: Client = journey.person) =>
  client.post<SaidForPerson>(`/v1/said-for/${(await saidFor(journey))[0]?.id}/objection`, { words: null })
const caseOf = async ({ person, ids }: Journey) => (await person.get<CaseView>(`/v1/cases/${ids.caseId}`)).ok
const sign = ({ ids }: Journey, client: Client, caseRole: string, more: object = {}) =>
  client.post(`/v1/support-plans/${ids.supportPlanId}/signatures`, {
    caseRole,
    how: 'in-person',
    contentHash: ids.contentHash,
    ...more,
  })
const another = service.as(anActor('commissioner-officer', { sub: 'another-officer' }))
t.beforeEach(async () => service.clock.set('2026-11-24T09:30:00Z'))

t.test('“that was not me”: a case that ended by recorded words is open again, as it was', async (t) => {
  for (const step of ['expression-submitted', 'assessment-begun', 'budget-disclosed', 'plan-drafted'] as const) {
    const journey = await journeyTo(service, step)
    const before = await caseOf(journey)
    t.match((await withdraw(journey, journey.officer)).ok, { ending: 'withdrawn' }, step)
    t.equal((await object(journey)).status, 200, step)
    const after = await caseOf(journey)
    const party = ({ waitingFor }: CaseView) => waitingFor.filter((one) => one !== 'commissioner-officer')
    fits(t, { ...after, was: party(after) }, { endedAt: null, ending: null, step: before.step, was: party(before) })
    const runs = (view: CaseView) => view.clocks.filter(({ stoppedOn }) => stoppedOn === null).map(({ kind }) => kind)
    t.same(
      runs(after)
        .filter((kind) => kind !== 'objection')
        .sort(),
      runs(before).sort(),
      `${step}: its clocks`,
    )
  }
})

t.test('it is raised to an officer who did not record it, with a clock, and answered once', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  await withdraw(journey, journey.officer, { reasons: [aReason] })
  const { id } = (await object(journey)).ok
  t.equal(
    (await caseOf(journey)).waits.some(({ step }) => step === 'ending-announced'),
    false,
    'the end is called off',
  )
  await refused(t, service, () => object(journey), 'wrong-state', 'once')
  const tasksOf = async (client: Client) =>
    (await client.get<{ items: Task[] }>('/v1/tasks?limit=100')).ok.items.filter(({ subjectId }) => subjectId === id)
  t.same(await tasksOf(journey.officer), [], 'not to who recorded it')
  fits(t, await tasksOf(another), [{ step: 'objection-to-answer', clock: 'objection', dueOn: '2026-12-08' }])
  const answer = (client: Client) =>
    client.post(`/v1/said-for/${id}/objection/answer`, { outcome: 'was-not-said', words: 'It was not you.' })
  await refused(t, service, () => answer(journey.officer), 'reviewer-not-independent')
  await refused(t, service, () => answer(journey.teamManager), 'case-role-required')
  t.equal((await answer(another)).status, 200)
  await refused(t, service, () => answer(another), 'wrong-state', 'answered once')
  t.match((await saidFor(journey))[0]?.objection, { outcome: 'was-not-said', answerWords: 'It was not you.' })
})

t.test('nobody records again what the person has said was not them, until somebody has answered', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  const no = (client: Client) => withdraw(journey, client, { reasons: [aReason] })
  t.equal((await no(journey.careCoordinator)).status, 200)
  const { id } = (await object(journey)).ok
  await refused(t, service, () => no(journey.careCoordinator), 'objected-to')
  const account = anActor('care-coordinator', { sub: 'the-coordinators-other-account' })
  await sameHuman(service, account.sub, anActor('care-coordinator'))
  const members = `/v1/cases/${journey.ids.caseId}/members`
  const { items } = (await journey.officer.get<{ items: { id: string; caseRole: string }[] }>(members)).ok
  const place = items.find(({ caseRole }) => caseRole === 'care-coordinator')
  await journey.officer.post(`${members}/${place?.id}/departure`)
  const colleague = { actorId: account.sub, caseRole: 'care-coordinator', organisationId: tenants.QYG.trustId } as const
  t.equal((await journey.officer.post(members, aMember(colleague))).status, 201)
  await refused(t, service, () => no(service.as(account)), 'objected-to', 'nor by another account')
  const answer = { outcome: 'was-not-said', words: 'It was not you.' }
  t.equal((await another.post(`/v1/said-for/${id}/objection/answer`, answer)).status, 200)
  t.equal((await no(service.as(account))).status, 200, 'once it is answered')
})

t.test('an appeal and a signature neither, under whatever plan or number', async (t) => {
  const journey = await journeyTo(service, 'plan-signed')
  const { decision } = (await decidePlan(journey, 'refused')).ok
  const lodge = (client: Client) => client.post(`/v1/decisions/${decision.id}/appeals`, { words, saidFor: aSaidFor() })
  t.equal((await lodge(journey.careCoordinator)).status, 201)
  t.equal((await object(journey)).status, 200)
  await refused(t, service, () => lodge(journey.careCoordinator), 'objected-to')
  t.equal((await lodge(journey.officer)).status, 201, 'to somebody else they can say it')
})

t.test('403, 409: not by staff, and not after its day', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  await withdraw(journey, journey.careCoordinator, { reasons: [aReason] })
  await refused(t, service, () => object(journey, journey.careCoordinator), 'case-role-required')
  const [said] = await saidFor(journey)
  service.clock.set(`${said?.objectionBy}T09:30:00Z`)
  service.clock.advance({ days: 1 })
  await refused(t, service, () => object(journey), 'objection-late')
})

t.test('who signs in signs themselves, unless they ask otherwise by their own act', async (t) => {
  const journey = await journeyTo(service, 'plan-submitted')
  const paper = { saidFor: aSaidFor({ how: 'in-person' }) }
  const record = () => sign(journey, journey.careCoordinator, 'person', paper)
  await refused(t, service, record, 'person-signs-themselves')
  const path = `/v1/cases/${journey.ids.caseId}/recorded-signing`
  await refused(t, service, () => journey.careCoordinator.post(path), 'case-role-required', 'staff do not ask')
  t.equal((await journey.person.post(path)).status, 200)
  t.equal((await journey.person.post(`${path}/withdrawal`)).status, 200)
  await refused(t, service, record, 'person-signs-themselves', 'taken back')
  t.equal((await journey.person.post(path)).status, 200)
  const bare = () => sign(journey, journey.careCoordinator, 'person')
  t.match((await refused(t, service, bare, 'own-words-missing')).errors, [{ pointer: '/saidFor' }])
  t.equal((await record()).status, 201)
  fits(t, await saidFor(journey), [{ kind: 'signature', subjectId: journey.ids.supportPlanId }])
})

t.test('a signature that was not theirs counts no longer, and what was agreed by it is not spent', async (t) => {
  for (const decided of [false, true]) {
    const journey = await journeyTo(service, 'plan-submitted')
    await journey.person.post(`/v1/cases/${journey.ids.caseId}/recorded-signing`)
    await sign(journey, journey.broker, 'broker')
    await sign(journey, journey.careCoordinator, 'person', { saidFor: aSaidFor({ how: 'in-person' }) })
    await sign(journey, journey.careCoordinator, 'care-coordinator')
    if (!decided) {
      t.equal((await object(journey)).status, 200)
      const path = `/v1/support-plans/${journey.ids.supportPlanId}`
      t.match((await journey.person.get(path)).ok, { status: 'awaiting-signatures', tier: null })
      t.equal((await sign(journey, journey.person, 'person')).status, 201, 'they sign themselves')
      t.match((await journey.person.get(path)).ok, { status: 'awaiting-decision' })
      continue
    }
    await decidePlan(journey, 'agreed')
    const { lines } = (
      await journey.broker.get<{ lines: { planLineId: string }[] }>(`/v1/cases/${journey.ids.caseId}/statement`)
    ).ok
    await agreeOnLine(journey, lines[0]?.planLineId)
    const buy = () =>
      journey.broker.post(`/v1/plan-lines/${lines[0]?.planLineId}/purchases`, aPurchase({ amountPence: 1 }))
    t.equal((await buy()).status, 201)
    const { id } = (await object(journey)).ok
    await refused(t, service, buy, 'spending-stopped')
    const answer = { outcome: 'was-said', words: 'We looked at the paper with you.' }
    t.equal((await journey.officer.post(`/v1/said-for/${id}/objection/answer`, answer)).status, 200)
    t.equal((await buy()).status, 201)
  }
})

t.test('a signature under an earlier text that was not theirs stops nothing of what they signed since', async (t) => {
  for (const decided of [false, true]) {
    const journey = await journeyTo(service, 'plan-submitted')
    const { ids, person, broker, careCoordinator } = journey
    await person.post(`/v1/cases/${ids.caseId}/recorded-signing`)
    await sign(journey, broker, 'broker')
    await sign(journey, careCoordinator, 'person', { saidFor: aSaidFor({ how: 'in-person' }) })
    await sign(journey, careCoordinator, 'care-coordinator')
    await decidePlan(journey, 'returned')
    const plan = await sent(journey, ids.supportPlanId)
    if (decided) t.equal((await decideChanged(careCoordinator, plan)).status, 201)
    t.equal((await object(journey)).status, 200)
    const { status } = (await person.get<{ status: string }>(`/v1/support-plans/${ids.supportPlanId}`)).ok
    t.equal(status, decided ? 'agreed' : 'awaiting-decision')
    if (!decided) continue
    const { lines } = (await broker.get<{ lines: { planLineId: string }[] }>(`/v1/cases/${ids.caseId}/statement`)).ok
    await agreeOnLine(journey, lines[0]?.planLineId)
    const bought = await broker.post(`/v1/plan-lines/${lines[0]?.planLineId}/purchases`, aPurchase({ amountPence: 1 }))
    t.equal(bought.status, 201)
  }
})

t.test('an appeal that others recorded is taken back, and none of the person’s right is used up', async (t) => {
  const journey = await journeyTo(service, 'plan-signed')
  const { decision } = (await decidePlan(journey, 'refused')).ok
  const lodge = (client: Client, more: object = {}) =>
    client.post<{ id: string; statutory: boolean }>(`/v1/decisions/${decision.id}/appeals`, { words, ...more })
  const { id } = (await lodge(journey.careCoordinator, { saidFor: aSaidFor() })).ok
  t.equal((await object(journey)).status, 200)
  t.match((await journey.person.get(`/v1/appeals/${id}`)).ok, { status: 'withdrawn' })
  const second = (await lodge(another, { saidFor: aSaidFor() })).ok
  const upheld = { outcome: 'upheld', reasons: [aReason] }
  t.equal((await journey.officer.post(`/v1/appeals/${second.id}/decision`, upheld)).status, 201)
  t.match((await lodge(journey.person)).ok, { status: 'lodged', statutory: true })
})

t.test('case 6: an appeal is in time by the day on which it was said', async (t) => {
  const journey = await journeyTo(service, 'plan-signed')
  const { decision } = (await decidePlan(journey, 'refused')).ok
  service.clock.set('2027-06-01T09:30:00Z')
  const lodge = (saidOn: string) =>
    journey.careCoordinator.post(`/v1/decisions/${decision.id}/appeals`, { words, saidFor: aSaidFor({ saidOn }) })
  await refused(t, service, () => lodge('2027-06-01'), 'late-reason-required')
  const answer = await lodge('2026-12-01')
  t.match(answer.ok, { saidOn: '2026-12-01', lodgedAt: '2027-06-01T09:30:00.000Z', lateBecause: null })
})

t.test('answers that staff write down for the person say how they are known, and can be undone', async (t) => {
  const journey = await journeyTo(service, 'expression-submitted')
  const expression = `/v1/expressions-of-interest/${journey.ids.expressionId}`
  const asked = await journey.officer.post<{ informationRequests: { id: string }[] }>(
    `${expression}/information-requests`,
    anInformationRequest(),
  )
  const answers = [{ key: 'costs', words: 'About £250.' }]
  const answer = (more: object = {}) =>
    journey.careCoordinator.post(`/v1/information-requests/${asked.ok.informationRequests[0]?.id}/answers`, {
      answers,
      ...more,
    })
  t.match((await refused(t, service, () => answer(), 'own-words-missing')).errors, [{ pointer: '/saidFor' }])
  t.equal((await answer({ saidFor: aSaidFor() })).status, 200)
  t.equal((await object(journey)).status, 200)
  t.match((await journey.person.get(expression)).ok, {
    status: 'information-requested',
    informationRequests: [{ answeredAt: null, items: [{ answer: null }] }],
  })
  const running = (await caseOf(journey)).clocks.filter(({ stoppedOn }) => stoppedOn === null)
  t.same(running.map(({ kind, paused }) => `${kind} ${paused}`).sort(), [
    'expression-decision true',
    'information-answer false',
    'objection false',
  ])
})
