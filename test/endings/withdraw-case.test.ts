import t from 'tap'
import type { Appeal } from '../../src/appeals/schemas.ts'
import type { CaseView, TimelineEntry } from '../../src/cases/schemas.ts'
import type { CaseWithdrawn } from '../../src/endings/schemas.ts'
import { anActor, inTenant } from '../support/actors.ts'
import { audited } from '../support/audit.ts'
import { aSaidFor, unknownId } from '../support/builders.ts'
import { fits } from '../support/fits.ts'
import { journeyTo } from '../support/journey.ts'
import { aReason } from '../support/pathway-builders.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)
const words = { words: 'I would rather keep things as they are.' }

t.test('200: the person says no at any time and without penalty', async (t) => {
  for (const pathwayStep of ['case-opened', 'expression-submitted', 'assessment-begun', 'plan-signed'] as const) {
    const { person, ids } = await journeyTo(service, pathwayStep)
    const answer = await person.post<CaseView>(`/v1/cases/${ids.caseId}/withdrawal`, words)
    fits(t, answer.ok, { stage: 'ended', step: 'case-withdrawn', waitingFor: [], tier: null }, pathwayStep)
    t.equal(answer.ok.endedAt, '2026-11-24T09:30:00.000Z')
    t.match(answer.ok.next, /you can come back at any time/i)
  }
})

t.test('200: a representative says it for the person', async (t) => {
  const { representative, ids } = await journeyTo(service, 'team-complete')
  t.equal((await representative.post(`/v1/cases/${ids.caseId}/withdrawal`, { words: null })).status, 200)
})

t.test('it is on the record that the person said no, and not what they said', async (t) => {
  const { person, ids } = await journeyTo(service, 'case-opened')
  const entries = await audited(service, () => person.post(`/v1/cases/${ids.caseId}/withdrawal`, words))
  fits(t, entries, [
    {
      type: 'case.withdrawn',
      case_id: ids.caseId,
      facts: { saidAs: 'person', how: null, wordsGiven: true, appealsWithdrawn: [] },
    },
  ])
  const { items } = (await person.get<{ items: TimelineEntry[] }>(`/v1/cases/${ids.caseId}/timeline`)).ok
  fits(t, items[0], { type: 'case.withdrawn', actorId: person.actor?.sub })
})

t.test(
  '200: the care coordinator and the commissioner record it for the person, in their words, and how they said it',
  async (t) => {
    for (const role of ['careCoordinator', 'officer'] as const) {
      const journey = await journeyTo(service, 'team-complete')
      const withdraw = (body: object) => journey[role].post(`/v1/cases/${journey.ids.caseId}/withdrawal`, body)
      for (const [body, pointer] of [
        [{ words: null, saidFor: aSaidFor() }, '/words'],
        [words, '/saidFor'],
      ] as const) {
        const problem = await refused(t, service, () => withdraw(body), 'own-words-missing', `${role} ${pointer}`)
        t.match(problem.errors, [{ pointer }])
      }
      const entries = await audited(service, async () => {
        t.equal((await withdraw({ ...words, saidFor: aSaidFor() })).status, 200)
      })
      const saidAs = role === 'officer' ? 'commissioner-officer' : 'care-coordinator'
      fits(t, entries, [
        { type: 'said-for.recorded', facts: { kind: 'withdrawal', how: 'by-phone', recordedAs: saidAs } },
        { type: 'case.withdrawn', facts: { saidAs, how: 'by-phone', wordsGiven: true } },
      ])
    }
    const { person, ids } = await journeyTo(service, 'case-opened')
    const stray = () =>
      person.post(`/v1/cases/${ids.caseId}/withdrawal`, { ...words, saidFor: aSaidFor({ how: 'online' }) })
    t.match((await refused(t, service, stray, 'request-invalid')).errors, [{ pointer: '/saidFor' }])
  },
)

t.test('P15: an open appeal is taken back with it, which is said, and the person can appeal again', async (t) => {
  const journey = await journeyTo(service, 'plan-signed')
  const refusal = { outcome: 'refused', contentHash: journey.ids.contentHash, reasons: [aReason] }
  const path = `/v1/support-plans/${journey.ids.supportPlanId}/decision`
  const { decision } = (await journey.careCoordinator.post<{ decision: { id: string } }>(path, refusal)).ok
  const lodge = () => journey.person.post<Appeal>(`/v1/decisions/${decision.id}/appeals`, { words: 'Nobody asked me.' })
  const { id } = (await lodge()).ok
  let said: CaseWithdrawn | undefined
  const entries = await audited(service, async () => {
    said = (await journey.person.post<CaseWithdrawn>(`/v1/cases/${journey.ids.caseId}/withdrawal`, words)).ok
  })
  t.same(said?.appealsWithdrawn, [id])
  t.match(said?.whatStays.at(-1), /Your open appeal is taken back with this.*you can appeal again/)
  t.match(
    entries.filter(({ type }) => type === 'appeal.withdrawn'),
    [{ subject_id: id }],
  )
  t.match((await journey.person.get(`/v1/appeals/${id}`)).ok, {
    status: 'withdrawn',
    dueOn: null,
    endedAt: said?.endedAt,
  })
  t.match((await lodge()).ok, { status: 'lodged', statutory: true, dueOn: '2026-12-22' }, 'with a clock of its own')
})

t.test('403: nobody else ends it for them, whatever they may see', async (t) => {
  const { officer, broker, ids } = await journeyTo(service, 'team-complete')
  const withdraw = (client: typeof officer) => () => client.post(`/v1/cases/${ids.caseId}/withdrawal`, words)
  const elsewhere = service.as(anActor('care-coordinator', { sub: broker.actor?.sub ?? '' }))
  await refused(t, service, withdraw(elsewhere), 'not-found', 'a broker who is a care coordinator elsewhere')
  await refused(t, service, withdraw(service.as('machine')), 'case-role-required', 'machine')
  await refused(t, service, withdraw(broker), 'permission-missing', 'broker')
})

t.test('404: another person and another commissioner do not see the case', async (t) => {
  const first = await journeyTo(service, 'case-opened')
  const second = await journeyTo(service, 'case-opened')
  const withdraw = (client: typeof first.person, caseId: string) => () =>
    client.post(`/v1/cases/${caseId}/withdrawal`, words)
  await refused(t, service, withdraw(second.person, first.ids.caseId), 'not-found')
  await refused(t, service, withdraw(service.as(inTenant('QOP', 'person')), first.ids.caseId), 'not-found')
  await refused(t, service, withdraw(first.person, unknownId()), 'not-found')
})

t.test('409: a case ends once', async (t) => {
  const { person, ids } = await journeyTo(service, 'case-opened')
  const withdraw = () => person.post(`/v1/cases/${ids.caseId}/withdrawal`, words)
  await withdraw()
  await refused(t, service, withdraw, 'case-ended')
})

t.test('409: of eight who end it at once, with keys of their own, one does', async (t) => {
  const { person, ids } = await journeyTo(service, 'case-opened')
  const withdraw = () => person.post(`/v1/cases/${ids.caseId}/withdrawal`, words)
  const answers = await Promise.all(Array.from({ length: 8 }, withdraw))
  t.same(answers.map((answer) => answer.status).sort(), [200, 409, 409, 409, 409, 409, 409, 409])
})

t.test('400: what the person says is words or null', async (t) => {
  const { person, ids } = await journeyTo(service, 'case-opened')
  for (const body of [{}, { words: '' }, { words: 7 }, { words: 'x'.repeat(2001) }, { words: null, reason: 'cost' }]) {
    const withdraw = () => person.post(`/v1/cases/${ids.caseId}/withdrawal`, body)
    await refused(t, service, withdraw, 'request-invalid', JSON.stringify(body).slice(0, 30))
  }
})
