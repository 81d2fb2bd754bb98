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
import { anAssessment, aRating } from '../support/pathway-builders.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)
const complete = (client: Client, id: string, options = {}) =>
  client.post<NeedsAssessment>(`/v1/needs-assessments/${id}/completion`, undefined, options)
const caseOf = async ({ person, ids }: Journey) => (await person.get<CaseView>(`/v1/cases/${ids.caseId}`)).ok

t.test('200: every domain is rated, and the care coordinator completes it', async (t) => {
  const journey = await journeyTo(service, 'assessment-begun')
  const entries = await audited(service, async () => {
    const answer = await complete(journey.careCoordinator, journey.ids.needsAssessmentId)
    fits(t, answer.ok, { ...anAssessment(), status: 'completed', completedAt: '2026-11-24T09:30:00.000Z' })
    const read = await journey.person.get(`/v1/needs-assessments/${journey.ids.needsAssessmentId}`)
    t.same([read.ok, read.etag], [answer.ok, answer.etag])
  })
  fits(t, entries, [{ type: 'needs-assessment.completed', subject_id: journey.ids.needsAssessmentId }])
  const { stage, step, waitingFor } = await caseOf(journey)
  t.same([stage, step, waitingFor], ['budget-calculation', 'assessment-completed', ['care-coordinator']])
})

t.test('422: a domain that nobody asked about is a hidden need: all that is missing is named', async (t) => {
  const journey = await journeyTo(service, 'expression-accepted')
  const list = `/v1/cases/${journey.ids.caseId}/needs-assessments`
  const begun = await journey.person.post<NeedsAssessment>(list, { ratings: {}, strengths: [] })
  const path = `/v1/needs-assessments/${begun.ok.id}`
  const completing = () => complete(journey.careCoordinator, begun.ok.id)
  const domains = Object.keys(anAssessment().ratings)
  const missing = await refused(t, service, completing, 'assessment-incomplete')
  t.same(
    missing.errors?.map(({ pointer, code }) => [pointer, code]),
    [...domains.map((key) => [`/ratings/${key}`, 'rating-missing']), ['/worstTimes', 'worst-times-missing']],
  )
  const ratings = {
    ...anAssessment().ratings,
    sleep: aRating({ typicalDay: 3, worstDay: 2, withoutCurrentSupport: 1 }),
    home: aRating({ typicalDay: 2, worstDay: 2, withoutCurrentSupport: 1 }),
  }
  await journey.person.patch(path, { ratings, noWorstTimes: true }, { ifMatch: '"1"' })
  const wrong = await refused(t, service, completing, 'assessment-incomplete')
  t.same(wrong.errors?.map(({ pointer, code }) => [pointer, code]).sort(), [
    ['/ratings/home/withoutCurrentSupport', 'support-makes-worse'],
    ['/ratings/sleep/withoutCurrentSupport', 'support-makes-worse'],
    ['/ratings/sleep/worstDay', 'worst-better-than-typical'],
  ])
  const even = aRating({ typicalDay: 2, worstDay: 2, withoutCurrentSupport: 2 })
  await journey.person.patch(path, { ratings: { sleep: even, home: even } }, { ifMatch: '"2"' })
  t.equal((await completing()).status, 200)
})

t.test('422: when it is worst is asked of everybody, and that there are no such times is an answer too', async (t) => {
  const nights = [{ days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '05:00' }]
  for (const [worstTimes, noWorstTimes, code] of [
    [[], false, 'worst-times-missing'],
    [undefined, undefined, 'worst-times-missing'],
    [nights, true, 'worst-times-unclear'],
    [[], true, null],
    [nights, false, null],
    [nights, undefined, null],
  ] as const) {
    const journey = await journeyTo(service, 'expression-accepted')
    const { ratings, strengths } = anAssessment()
    const asked = { ...(worstTimes && { worstTimes }), ...(noWorstTimes !== undefined && { noWorstTimes }) }
    const list = `/v1/cases/${journey.ids.caseId}/needs-assessments`
    const { id } = (await journey.careCoordinator.post<NeedsAssessment>(list, { ratings, strengths, ...asked })).ok
    const completing = () => complete(journey.careCoordinator, id)
    if (code === null) t.match((await completing()).ok, { status: 'completed', ...asked })
    else {
      const { errors } = await refused(t, service, completing, 'assessment-incomplete')
      t.match(errors, [{ pointer: '/worstTimes', code }])
    }
  }
})

t.test('403: neither the person nor who acts for them completes it alone', async (t) => {
  const journey = await journeyTo(service, 'assessment-begun')
  for (const client of [journey.person, journey.representative, service.as('machine')])
    await refused(
      t,
      service,
      () => complete(client, journey.ids.needsAssessmentId),
      'case-role-required',
      client.actor?.sub ?? '',
    )
})

t.test('it is closed to those without the permission', async (t) => {
  const { ids } = await journeyTo(service, 'assessment-begun')
  await closed(t, service, 'assessment:write', (client) => complete(client, ids.needsAssessmentId))
})

t.test('404: another person’s, and what is not there', async (t) => {
  const journey = await journeyTo(service, 'assessment-begun')
  const other = await journeyTo(service, 'team-complete')
  await refused(t, service, () => complete(other.person, journey.ids.needsAssessmentId), 'not-found')
  await refused(t, service, () => complete(journey.careCoordinator, unknownId()), 'not-found')
})

t.test('412, 409: the version that was read, and once; what is complete does not change', async (t) => {
  const journey = await journeyTo(service, 'assessment-begun')
  const path = `/v1/needs-assessments/${journey.ids.needsAssessmentId}`
  const completing = (options: object) => () =>
    complete(journey.careCoordinator, journey.ids.needsAssessmentId, options)
  await refused(t, service, completing({ ifMatch: '"2"' }), 'precondition-failed')
  t.equal((await completing({ ifMatch: '"1"' })()).status, 200)
  await refused(t, service, completing({}), 'wrong-state', 'a second time')
  const change = () => journey.careCoordinator.patch(path, { strengths: [] }, { ifMatch: '"2"' })
  await refused(t, service, change, 'wrong-state', 'a change')
})

t.test('409: of eight who complete it at once, one does; a repeated key gets that answer', async (t) => {
  const journey = await journeyTo(service, 'assessment-begun')
  const id = journey.ids.needsAssessmentId
  const keys = Array.from({ length: 8 }, (_, index) => `complete-${index}`)
  const answers = await Promise.all(keys.map((key) => complete(journey.careCoordinator, id, { key })))
  t.same(answers.map((answer) => answer.status).sort(), [200, 409, 409, 409, 409, 409, 409, 409])
  const won = answers.findIndex((answer) => answer.status === 200)
  const again = await complete(journey.careCoordinator, id, { key: keys[won] })
  t.same([again.ok, again.etag], [answers[won]?.ok, answers[won]?.etag])
})

t.test('until planning opens another may be made, which takes the place of the first', async (t) => {
  for (const pathwayStep of ['assessment-completed', 'budget-calculated', 'budget-adopted'] as const) {
    const journey = await journeyTo(service, pathwayStep)
    const list = `/v1/cases/${journey.ids.caseId}/needs-assessments`
    const next = (await journey.careCoordinator.post<NeedsAssessment>(list, anAssessment())).ok
    const early = () =>
      journey.careCoordinator.post(`/v1/cases/${journey.ids.caseId}/budget-calculations`, journey.wish)
    await refused(t, service, early, 'wrong-state', `${pathwayStep}: no budget while needs are looked at again`)
    fits(t, (await journey.person.get(list)).ok, { items: [{ status: 'in-progress' }, { status: 'completed' }] })
    await complete(journey.careCoordinator, next.id)
    const { items } = (await journey.person.get<{ items: NeedsAssessment[] }>(list)).ok
    t.same(
      items.map(({ id, status }) => [id, status]),
      [
        [next.id, 'completed'],
        [journey.ids.needsAssessmentId, 'superseded'],
      ],
    )
    t.equal((await caseOf(journey)).step, 'assessment-completed')
  }
})

t.test('the list is told page by page, newest first', async (t) => {
  const journey = await journeyTo(service, 'assessment-completed')
  const list = `/v1/cases/${journey.ids.caseId}/needs-assessments`
  await journey.careCoordinator.post(list, anAssessment())
  const all = (await journey.person.get<{ items: NeedsAssessment[] }>(list)).ok.items
  const first = (await journey.person.get<{ items: NeedsAssessment[]; nextCursor: string }>(`${list}?limit=1`)).ok
  const second = (await journey.person.get<{ items: NeedsAssessment[] }>(`${list}?limit=1&cursor=${first.nextCursor}`))
    .ok
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
