import t from 'tap'
import type { CaseView } from '../../src/cases/schemas.ts'
import type { NeedsAssessment } from '../../src/needs-assessments/schemas.ts'
import { audited } from '../support/audit.ts'
import { unknownId } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { closed } from '../support/closed.ts'
import { fits } from '../support/fits.ts'
import { invalid, type Wrong } from '../support/invalid.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { anAssessment, aRating } from '../support/pathway-builders.ts'
import { refused } from '../support/refused.ts'
import { anyScript, notWords } from '../support/scripts.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)
const begin = (client: Client, caseId: string, more: object = {}, options = {}) =>
  client.post<NeedsAssessment>(`/v1/cases/${caseId}/needs-assessments`, { ...anAssessment(), ...more }, options)
const empty = { ratings: {}, strengths: [] }
const pathOf = ({ ids }: Journey) => `/v1/needs-assessments/${ids.needsAssessmentId}`
const one = { ifMatch: '"1"' }

/** Parts that no assessment may have, whether it is begun or changed. */
const wrong: Wrong[] = [
  [{ ratings: { juggling: aRating() } }, '/ratings/juggling'],
  [{ ratings: { 'Not/A~Key': aRating() } }, '/ratings/Not~1A~0Key'],
  [{ ratings: { ['x'.repeat(100)]: 7 } }, `/ratings/${'x'.repeat(60)}`, 'a key that is too long'],
  [{ ratings: { sleep: null } }, '/ratings/sleep'],
  ...[-1, 5, 1.5, '2', null].map((typicalDay): Wrong => {
    return [
      { ratings: { sleep: { ...aRating(), typicalDay } } },
      '/ratings/sleep/typicalDay',
      `typical day ${typicalDay}`,
    ]
  }),
  [{ ratings: { sleep: aRating({ worstDay: 5 }) } }, '/ratings/sleep/worstDay'],
  [{ ratings: { sleep: aRating({ worstDaysPerMonth: 31 }) } }, '/ratings/sleep/worstDaysPerMonth'],
  [{ ratings: { sleep: aRating({ withoutCurrentSupport: 5 }) } }, '/ratings/sleep/withoutCurrentSupport'],
  [{ ratings: { sleep: { ...aRating(), hiddenFromOthers: 'yes' } } }, '/ratings/sleep/hiddenFromOthers'],
  [{ ratings: { sleep: { ...aRating(), priority: 'urgent' } } }, '/ratings/sleep/priority'],
  [{ ratings: { sleep: { ...aRating(), score: 3 } } }, '/ratings/sleep/score'],
  ...Object.entries(notWords).flatMap(([name, words]): Wrong[] => [
    [{ ratings: { sleep: aRating({ words }) } }, '/ratings/sleep/words', `words: ${name}`],
    [{ strengths: ['My sister', words] }, '/strengths/1', `strength: ${name}`],
  ]),
  [{ strengths: Array.from({ length: 31 }, () => 'My sister') }, '/strengths'],
  [{ status: 'completed' }, '/status'],
  [{ instrument: 'another-one' }, '/instrument'],
]

t.test('201: the care coordinator begins it, or the person, or who acts for them', async (t) => {
  for (const who of ['careCoordinator', 'person', 'representative'] as const) {
    const journey = await journeyTo(service, 'expression-accepted')
    const entries = await audited(service, async () => {
      const answer = await begin(journey[who], journey.ids.caseId)
      t.equal(answer.status, 201, who)
      fits(t, answer.ok, {
        ...anAssessment(),
        caseId: journey.ids.caseId,
        instrument: 'mental-health-first',
        instrumentVersion: 1,
        status: 'in-progress',
        begunAt: '2026-11-24T09:30:00.000Z',
        completedAt: null,
      })
      const read = await journey.person.get(answer.headers.get('location') ?? '')
      t.same([read.ok, read.etag, answer.etag], [answer.ok, '"1"', '"1"'])
    })
    fits(t, entries, [{ type: 'needs-assessment.begun', facts: { instrument: 'mental-health-first' } }])
    const { stage, step, waitingFor } = (await journey.person.get<CaseView>(`/v1/cases/${journey.ids.caseId}`)).ok
    t.same([stage, step, waitingFor], ['needs-assessment', 'assessment-begun', ['care-coordinator', 'person']])
  }
})

t.test('201, 200: it may begin empty; words of any script are kept byte for byte', async (t) => {
  const { person, ids } = await journeyTo(service, 'expression-accepted')
  const { ok } = await begin(person, ids.caseId, empty)
  fits(t, ok, empty)
  const written = { ratings: { sleep: aRating({ words: anyScript }) }, strengths: [anyScript] }
  const path = `/v1/needs-assessments/${ok.id}`
  fits(t, (await person.patch(path, written, one)).ok, written)
  fits(t, (await person.get(path)).ok, written)
})

t.test('400: what breaks the contract, or rates what the instrument does not ask, is refused and named', async (t) => {
  const { careCoordinator, ids } = await journeyTo(service, 'expression-accepted')
  await invalid(t, service, wrong, (more) => begin(careCoordinator, ids.caseId, more))
  const missing: Wrong[] = [
    [{ ratings: undefined }, '/ratings'],
    [{ strengths: undefined }, '/strengths'],
    [{ ratings: { sleep: { ...aRating(), words: undefined } } }, '/ratings/sleep/words'],
  ]
  await invalid(t, service, missing, (more) => begin(careCoordinator, ids.caseId, more))
})

t.test('200: a change touches what it names: one domain of many, and nothing else', async (t) => {
  const journey = await journeyTo(service, 'assessment-begun')
  const before = (await journey.person.get<NeedsAssessment>(pathOf(journey))).ok
  const sleep = aRating({ worstDay: 4, words: null })
  const entries = await audited(service, async () => {
    const changed = await journey.person.patch<NeedsAssessment>(pathOf(journey), { ratings: { sleep } }, one)
    t.same(changed.ok, { ...before, ratings: { ...before.ratings, sleep } })
    const read = await journey.careCoordinator.get(pathOf(journey))
    t.same([read.ok, read.etag, changed.etag], [changed.ok, '"2"', '"2"'])
  })
  fits(t, entries, [{ type: 'needs-assessment.changed', facts: { fields: ['ratings'] } }])
})

t.test('400: a change is held to what a beginning is held to, and names something', async (t) => {
  const journey = await journeyTo(service, 'assessment-begun')
  const change = (patch: object) => journey.careCoordinator.patch(pathOf(journey), patch, one)
  await invalid(t, service, wrong, change)
  await invalid(t, service, [[{}, '/']], change)
})

t.test('428, 412: a change needs the ETag of what stands; of eight at once one is kept', async (t) => {
  const journey = await journeyTo(service, 'assessment-begun')
  const change = (ifMatch?: string) => () =>
    journey.careCoordinator.patch(pathOf(journey), { strengths: [] }, ifMatch ? { ifMatch } : {})
  await refused(t, service, change(), 'precondition-required')
  await refused(t, service, change('"9"'), 'precondition-failed')
  const answers = await Promise.all(Array.from({ length: 8 }, change('"1"')))
  t.same(answers.map((answer) => answer.status).sort(), [200, 412, 412, 412, 412, 412, 412, 412])
})

t.test('it is closed to those without the permission: brokers never see an assessment', async (t) => {
  const journey = await journeyTo(service, 'assessment-begun')
  const list = `/v1/cases/${journey.ids.caseId}/needs-assessments`
  await closed(t, service, 'assessment:write', (client) => begin(client, journey.ids.caseId))
  await closed(t, service, 'assessment:write', (client) => client.patch(pathOf(journey), { strengths: [] }, one))
  await closed(t, service, 'assessment:read', (client) => client.get(pathOf(journey)))
  await closed(t, service, 'assessment:read', (client) => client.get(list))
  for (const path of [pathOf(journey), list])
    t.equal((await journey.broker.get(path)).problem.permission, 'assessment:read', 'the broker of the case')
})

t.test('403: who holds the permission and does not stand on the case as one of them', async (t) => {
  const journey = await journeyTo(service, 'assessment-begun')
  const machine = service.as('machine')
  await refused(t, service, () => begin(machine, journey.ids.caseId), 'case-role-required')
  await refused(t, service, () => machine.patch(pathOf(journey), { strengths: [] }, one), 'case-role-required')
})

t.test('404: another person’s, and what is not there', async (t) => {
  const journey = await journeyTo(service, 'assessment-begun')
  const other = await journeyTo(service, 'expression-accepted')
  await refused(t, service, () => begin(other.person, journey.ids.caseId), 'not-found')
  await refused(t, service, () => begin(journey.person, unknownId()), 'not-found')
  for (const path of [pathOf(journey), `/v1/needs-assessments/${unknownId()}`]) {
    await refused(t, service, () => other.person.get(path), 'not-found')
    await refused(t, service, () => other.person.patch(path, { strengths: [] }, one), 'not-found')
  }
})

t.test('409: not before the expression is accepted, and one at a time', async (t) => {
  const journey = await journeyTo(service, 'team-complete')
  const beginning = () => begin(journey.careCoordinator, journey.ids.caseId)
  for (const pathwayStep of ['team-complete', 'expression-drafted', 'expression-submitted'] as const) {
    await journey.on(pathwayStep)
    await refused(t, service, beginning, 'wrong-state', pathwayStep)
  }
  await journey.on('expression-accepted')
  const answers = await Promise.all(Array.from({ length: 8 }, beginning))
  t.same(answers.map((answer) => answer.status).sort(), [201, 409, 409, 409, 409, 409, 409, 409])
  const { conflict } = await refused(t, service, beginning, 'assessment-in-progress')
  t.same(conflict, { kind: 'needs-assessment', id: answers.find(({ status }) => status === 201)?.ok.id })
})

t.test('409: nor once planning has opened, or the case has ended', async (t) => {
  for (const pathwayStep of ['budget-disclosed', 'plan-drafted', 'plan-signed', 'plan-agreed'] as const) {
    const journey = await journeyTo(service, pathwayStep)
    await refused(t, service, () => begin(journey.careCoordinator, journey.ids.caseId), 'wrong-state', pathwayStep)
  }
  const journey = await journeyTo(service, 'assessment-begun')
  await journey.person.post(`/v1/cases/${journey.ids.caseId}/withdrawal`, { words: null })
  await refused(t, service, () => journey.careCoordinator.patch(pathOf(journey), { strengths: [] }, one), 'case-ended')
})

t.test('a repeated key gets the assessment that was begun', async (t) => {
  const { careCoordinator, ids } = await journeyTo(service, 'expression-accepted')
  const first = await begin(careCoordinator, ids.caseId, {}, { key: 'begin-once' })
  const again = await begin(careCoordinator, ids.caseId, {}, { key: 'begin-once' })
  t.same([again.ok, again.etag], [first.ok, first.etag])
  await refused(
    t,
    service,
    () => begin(careCoordinator, ids.caseId, empty, { key: 'begin-once' }),
    'idempotency-key-reused',
  )
})
