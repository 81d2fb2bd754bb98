import t from 'tap'
import { sweepBreaches } from '../../src/breaches/sweep-breaches.ts'
import type { CaseView, Task } from '../../src/cases/schemas.ts'
import type { HealthNeed } from '../../src/health-needs/schemas.ts'
import { onBreach } from '../../src/on-breach.ts'
import type { Consent } from '../../src/people/consent-schemas.ts'
import { anActor } from '../support/actors.ts'
import { aConsent } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { agreedNeed, aLetter, suggestedNeed, theNeed } from '../support/health-element.ts'
import { journeyTo } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { tenants } from '../support/seed.ts'
import { startService } from '../support/service.ts'
import { unregistered } from '../support/staff.ts'

const service = await startService(t)
const gp = service.as('gp')
const { practiceId } = tenants.QYG
const assessed = () => journeyTo(service, 'assessment-completed', { scheme: 'south-kent-coast' })
const waits = async (client: Client, caseId: string, subjectId: string) =>
  (await client.get<CaseView>(`/v1/cases/${caseId}`)).ok.waits
    .filter((wait) => wait.subjectId === subjectId)
    .map(({ party, step }) => `${party} ${step}`)
const listed = async () =>
  (await gp.get<{ items: HealthNeed[] }>('/v1/health-needs?limit=100')).ok.items.map(({ id }) => id)

t.test('the practice is waited for, what it asks is answered, and each turn is somebody’s', async (t) => {
  const journey = await assessed()
  const { careCoordinator, person, ids } = journey
  const { id } = await suggestedNeed(journey)
  const path = `/v1/health-needs/${id}`
  const now = () => waits(person, ids.caseId, id)
  t.same(await now(), ['gp practice-asked', 'care-coordinator practice-asked'])
  const tasks = (await careCoordinator.get<{ items: Task[] }>('/v1/tasks')).ok.items
  t.match(
    tasks.find((task) => task.subjectId === id),
    { step: 'practice-asked', dueOn: '2026-12-08' },
    'ten working days',
  )
  await refused(t, service, () => careCoordinator.post(`${path}/reply`, { words: 'Nothing was asked.' }), 'wrong-state')
  await gp.post(`${path}/answer`, { outcome: 'question', words: 'What was tried?' })
  t.same(await now(), ['care-coordinator practice-question'])
  await careCoordinator.post(`${path}/reply`, { words: 'A pain clinic, twice.' })
  t.same(await now(), ['gp practice-asked', 'care-coordinator practice-asked'])
  await refused(t, service, () => gp.post(`${path}/answer`, { outcome: 'declined', words: null }), 'request-invalid')
  await gp.post(`${path}/answer`, {
    outcome: 'declined',
    words: 'Their need is for social care.',
    whatWouldChange: 'A letter of the pain clinic.',
  })
  t.same(await now(), ['care-coordinator health-need-not-agreed'])
  t.match((await person.get<HealthNeed>(path)).ok, {
    status: 'declined',
    acts: [{ kind: 'question' }, { kind: 'reply' }, { kind: 'declined', words: 'Their need is for social care.' }],
  })
})

t.test('late, it is the commissioner’s to see to as well', async (t) => {
  const journey = await assessed()
  const { officer, ids } = journey
  await suggestedNeed(journey)
  const before = service.clock.now().toISOString()
  service.clock.set('2026-12-09T09:30:00Z')
  await sweepBreaches({ database: service.access, now: service.clock.now }, onBreach)
  const { waits } = (await officer.get<CaseView>(`/v1/cases/${ids.caseId}`)).ok
  t.ok(waits.some(({ party, clock }) => party === 'commissioner-officer' && clock === 'practice-answer'))
  service.clock.set(before)
})

t.test('a GP sees the need as long as it is shared, of their practice and as registered staff', async (t) => {
  const journey = await assessed()
  const { person, officer, ids } = journey
  const { id } = await suggestedNeed(journey)
  const path = `/v1/health-needs/${id}`
  t.ok((await listed()).includes(id))
  await service.app.readLog.flush()
  const reads = (
    await person.get<{ items: { ground: string; operation: string }[] }>(`/v1/people/${ids.personId}/reads`)
  ).ok
  t.ok(reads.items.some(({ ground, operation }) => ground === 'practice' && operation === 'listAskedOfPractice'))
  const unknown = await unregistered(service, anActor('gp', { sub: 'gp-and-unknown' }))
  const agree = { outcome: 'agreed', words: null }
  await refused(t, service, () => unknown.post(`${path}/answer`, agree), 'staff-not-registered')
  for (const where of [`/v1/cases/${ids.caseId}/needs-assessments`, `/v1/cases/${ids.caseId}/support-plans`])
    t.equal((await gp.get(where)).problem.code, 'permission-missing', where)
  t.equal((await officer.post(`${path}/answer`, agree)).problem.code, 'permission-missing', 'nobody else answers here')

  const consents = (await person.get<{ items: Consent[] }>(`/v1/people/${ids.personId}/consents`)).ok.items
  const given = consents.find(({ organisationId }) => organisationId === practiceId)
  t.equal((await person.post(`/v1/consents/${given?.id}/withdrawal`)).status, 200)
  t.notOk((await listed()).includes(id))
  for (const read of [gp.get(path), gp.get(`${path}/patient`), gp.post(`${path}/answer`, agree)])
    t.equal((await read).status, 404, 'at once')
})

t.test(
  'what is recorded for a practice has evidence, counts once it was told, and can be disputed for it',
  async (t) => {
    const journey = await assessed()
    const { careCoordinator, officer, ids } = journey
    const { id } = await suggestedNeed(journey)
    const path = `/v1/health-needs/${id}`
    const record = (client: Client, more: object = {}) =>
      client.post<HealthNeed>(`${path}/recorded-answer`, aLetter(more))
    t.equal((await record(officer, { documentHash: null })).status, 400)
    await refused(t, service, () => record(officer, { on: '2026-11-23' }), 'request-invalid', 'before it was asked')
    const broker = service.as(anActor('commissioner-officer', { sub: 'the-broker' }))
    await refused(t, service, () => record(broker), 'recorder-has-stake', 'a broker by another role of theirs')
    const tell = (client: Client) => client.post<HealthNeed>(`${path}/telling`, { way: 'email', on: '2026-11-24' })
    await refused(t, service, () => tell(officer), 'wrong-state', 'there is nothing to tell')
    t.match((await record(officer, { way: 'telephone' })).ok, { status: 'agreed', counts: false })
    t.same(await waits(officer, ids.caseId, id), [
      'care-coordinator practice-to-tell',
      'commissioner-officer practice-to-tell',
    ])
    await refused(t, service, () => tell(officer), 'second-person-needed')
    t.match((await tell(careCoordinator)).ok, { counts: true })
    await refused(t, service, () => tell(careCoordinator), 'wrong-state')

    const said = { words: 'Nobody rang us.' }
    const { outcome: _, words: __, ...recorded } = aLetter()
    const dispute = (client: Client, more: object = {}) =>
      client.post<HealthNeed>(`${path}/dispute`, { ...said, ...more })
    await refused(t, service, () => dispute(careCoordinator), 'request-invalid', 'it has evidence as well')
    await refused(t, service, () => dispute(officer, { recorded }), 'second-person-needed')
    t.match((await dispute(careCoordinator, { recorded })).ok, { status: 'disputed', counts: false })
    t.same(await waits(officer, ids.caseId, id), [
      'care-coordinator health-need-not-agreed',
      'commissioner-officer health-need-not-agreed',
    ])
    await refused(t, service, () => dispute(gp), 'wrong-state', 'once')
  },
)

t.test('another need is agreed anew, and what was agreed by sign-in is disputed by nobody', async (t) => {
  const journey = await assessed()
  const { careCoordinator, ids } = journey
  const first = await agreedNeed(journey)
  await refused(t, service, () => gp.post(`/v1/health-needs/${first.id}/dispute`, { words: 'No.' }), 'wrong-state')
  const again = { organisationId: practiceId, words: `${theNeed} And sleep.` }
  const second = (await careCoordinator.post<HealthNeed>(`/v1/cases/${ids.caseId}/health-needs`, again)).ok
  t.match(second, { status: 'awaiting-practice', counts: false })
  t.match((await careCoordinator.get(`/v1/health-needs/${first.id}`)).ok, { status: 'replaced', counts: false })
  t.notOk((await listed()).includes(first.id))
  const all = await careCoordinator.get<{ items: HealthNeed[] }>(`/v1/cases/${ids.caseId}/health-needs`)
  t.same(
    all.ok.items.map(({ id }) => id),
    [second.id, first.id],
  )
})

t.test(
  'where a scheme adds nothing to a social-care budget no GP is asked; and not before the needs are assessed',
  async (t) => {
    const elsewhere = await journeyTo(service, 'assessment-completed')
    const early = await journeyTo(service, 'assessment-begun', { scheme: 'south-kent-coast' })
    for (const { careCoordinator, person, ids } of [elsewhere, early]) {
      const consent = aConsent({ organisationId: practiceId, purpose: 'share-for-assessment' })
      await person.post(`/v1/people/${ids.personId}/consents`, consent)
      const ask = () =>
        careCoordinator.post(`/v1/cases/${ids.caseId}/health-needs`, { organisationId: practiceId, words: theNeed })
      await refused(t, service, ask, 'wrong-state')
    }
  },
)
