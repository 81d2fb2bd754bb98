import type { Static } from '@sinclair/typebox'
import t from 'tap'
import type { CaseView } from '../../src/cases/schemas.ts'
import type { InstrumentList, NeedsAssessment } from '../../src/needs-assessments/schemas.ts'
import { everybody } from '../support/actors.ts'
import { audited } from '../support/audit.ts'
import { unknownId } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { closed } from '../support/closed.ts'
import { fits } from '../support/fits.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { anAssessment, aRating } from '../support/road-builders.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)
const complete = (client: Client, id: string, options = {}) =>
  client.post<NeedsAssessment>(`/v1/needs-assessments/${id}/completion`, undefined, options)
const caseOf = async ({ person, ids }: Journey) => (await person.get<CaseView>(`/v1/cases/${ids.caseId}`)).ok

t.test('200: every domain is rated, and the care coordinator completes it', async (t) => {
  const the = await journeyTo(service, 'assessment-begun')
  const entries = await audited(service, async () => {
    const answer = await complete(the.careCoordinator, the.ids.needsAssessmentId)
    fits(t, answer.ok, { ...anAssessment(), status: 'completed', completedAt: '2026-11-24T09:30:00.000Z' })
    const read = await the.person.get(`/v1/needs-assessments/${the.ids.needsAssessmentId}`)
    t.same([read.ok, read.etag], [answer.ok, answer.etag])
  })
  fits(t, entries, [{ type: 'needs-assessment.completed', subject_id: the.ids.needsAssessmentId }])
  const { stage, step, waitingFor } = await caseOf(the)
  t.same([stage, step, waitingFor], ['budget-calculation', 'assessment-completed', ['care-coordinator']])
})

t.test('422: a domain that nobody asked about is a hidden need: all that is missing is named', async (t) => {
  const the = await journeyTo(service, 'expression-accepted')
  const list = `/v1/cases/${the.ids.caseId}/needs-assessments`
  const begun = await the.person.post<NeedsAssessment>(list, { ratings: {}, strengths: [] })
  const path = `/v1/needs-assessments/${begun.ok.id}`
  const completing = () => complete(the.careCoordinator, begun.ok.id)
  const domains = Object.keys(anAssessment().ratings)
  const missing = await refused(t, service, completing, 'assessment-incomplete')
  t.same(
    missing.errors?.map(({ pointer, code }) => [pointer, code]),
    domains.map((key) => [`/ratings/${key}`, 'rating-missing']),
  )
  const ratings = {
    ...anAssessment().ratings,
    sleep: aRating({ typicalDay: 3, worstDay: 2, withoutCurrentSupport: 1 }),
    home: aRating({ typicalDay: 2, worstDay: 2, withoutCurrentSupport: 1 }),
  }
  await the.person.patch(path, { ratings }, { ifMatch: '"1"' })
  const wrong = await refused(t, service, completing, 'assessment-incomplete')
  t.same(wrong.errors?.map(({ pointer, code }) => [pointer, code]).sort(), [
    ['/ratings/home/withoutCurrentSupport', 'support-makes-worse'],
    ['/ratings/sleep/withoutCurrentSupport', 'support-makes-worse'],
    ['/ratings/sleep/worstDay', 'worst-better-than-typical'],
  ])
  const even = aRating({ typicalDay: 2, worstDay: 2, withoutCurrentSupport: 2 })
  await the.person.patch(path, { ratings: { sleep: even, home: even } }, { ifMatch: '"2"' })
  t.equal((await completing()).status, 200)
})

t.test('403: neither the person nor who acts for them completes it alone', async (t) => {
  const the = await journeyTo(service, 'assessment-begun')
  for (const client of [the.person, the.representative, service.as('machine')])
    await refused(
      t,
      service,
      () => complete(client, the.ids.needsAssessmentId),
      'capacity-missing',
      client.actor?.sub ?? '',
    )
})

t.test('it is closed to those without the permission', async (t) => {
  const { ids } = await journeyTo(service, 'assessment-begun')
  await closed(t, service, 'assessment:write', (client) => complete(client, ids.needsAssessmentId))
})

t.test('404: another person’s, and what is not there', async (t) => {
  const the = await journeyTo(service, 'assessment-begun')
  const other = await journeyTo(service, 'team-complete')
  await refused(t, service, () => complete(other.person, the.ids.needsAssessmentId), 'not-found')
  await refused(t, service, () => complete(the.careCoordinator, unknownId()), 'not-found')
})

t.test('412, 409: the version that was read, and once; what is complete does not change', async (t) => {
  const the = await journeyTo(service, 'assessment-begun')
  const path = `/v1/needs-assessments/${the.ids.needsAssessmentId}`
  const completing = (options: object) => () => complete(the.careCoordinator, the.ids.needsAssessmentId, options)
  await refused(t, service, completing({ ifMatch: '"2"' }), 'precondition-failed')
  t.equal((await completing({ ifMatch: '"1"' })()).status, 200)
  await refused(t, service, completing({}), 'wrong-state', 'a second time')
  const change = () => the.careCoordinator.patch(path, { strengths: [] }, { ifMatch: '"2"' })
  await refused(t, service, change, 'wrong-state', 'a change')
})

t.test('409: of eight who complete it at once, one does; a repeated key gets that answer', async (t) => {
  const the = await journeyTo(service, 'assessment-begun')
  const id = the.ids.needsAssessmentId
  const keys = Array.from({ length: 8 }, (_, index) => `complete-${index}`)
  const answers = await Promise.all(keys.map((key) => complete(the.careCoordinator, id, { key })))
  t.same(answers.map((answer) => answer.status).sort(), [200, 409, 409, 409, 409, 409, 409, 409])
  const won = answers.findIndex((answer) => answer.status === 200)
  const again = await complete(the.careCoordinator, id, { key: keys[won] })
  t.same([again.ok, again.etag], [answers[won]?.ok, answers[won]?.etag])
})

t.test('until planning opens another may be made, which takes the place of the first', async (t) => {
  for (const station of ['assessment-completed', 'budget-calculated', 'budget-adopted'] as const) {
    const the = await journeyTo(service, station)
    const list = `/v1/cases/${the.ids.caseId}/needs-assessments`
    const next = (await the.careCoordinator.post<NeedsAssessment>(list, anAssessment())).ok
    const early = () => the.careCoordinator.post(`/v1/cases/${the.ids.caseId}/budget-calculations`, the.wish)
    await refused(t, service, early, 'wrong-state', `${station}: no budget while needs are looked at again`)
    fits(t, (await the.person.get(list)).ok, { items: [{ status: 'in-progress' }, { status: 'completed' }] })
    await complete(the.careCoordinator, next.id)
    const { items } = (await the.person.get<{ items: NeedsAssessment[] }>(list)).ok
    t.same(
      items.map(({ id, status }) => [id, status]),
      [
        [next.id, 'completed'],
        [the.ids.needsAssessmentId, 'superseded'],
      ],
    )
    t.equal((await caseOf(the)).step, 'assessment-completed')
  }
})

t.test('the list is told page by page, newest first', async (t) => {
  const the = await journeyTo(service, 'assessment-completed')
  const list = `/v1/cases/${the.ids.caseId}/needs-assessments`
  await the.careCoordinator.post(list, anAssessment())
  const all = (await the.person.get<{ items: NeedsAssessment[] }>(list)).ok.items
  const first = (await the.person.get<{ items: NeedsAssessment[]; nextCursor: string }>(`${list}?limit=1`)).ok
  const second = (await the.person.get<{ items: NeedsAssessment[] }>(`${list}?limit=1&cursor=${first.nextCursor}`)).ok
  t.same([...first.items, ...second.items], all)
  fits(t, second, { nextCursor: null })
})

t.test(
  'whoever works with schemes reads the instruments: fourteen domains of life, and what the ratings mean',
  async (t) => {
    for (const [name, actor] of everybody) {
      const { items } = (await service.as(actor).get<Static<typeof InstrumentList>>('/v1/needs-instruments')).ok
      fits(t, items, [{ code: 'mental-health-first', version: 1 }], name)
      t.same(
        items[0]?.domains.map((domain) => domain.key),
        Object.keys(anAssessment().ratings),
        name,
      )
      t.same(
        items[0]?.scale.map((step) => step.rating),
        [0, 1, 2, 3, 4],
        name,
      )
    }
    t.equal((await service.withToken(undefined).get('/v1/needs-instruments')).problem.code, 'unauthenticated')
  },
)
