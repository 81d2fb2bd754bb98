import t from 'tap'
import type { CaseView } from '../../src/cases/schemas.ts'
import type { ExpressionOfInterest } from '../../src/expressions-of-interest/schemas.ts'
import { anActor } from '../support/actors.ts'
import { audited } from '../support/audit.ts'
import { aMember, unknownId } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { closed } from '../support/closed.ts'
import { fits } from '../support/fits.ts'
import { invalid, type Wrong } from '../support/invalid.ts'
import { journeyTo } from '../support/journey.ts'
import { anExpression } from '../support/pathway-builders.ts'
import { refused } from '../support/refused.ts'
import { anyScript, notWords } from '../support/scripts.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)
const begin = (client: Client, caseId: string, more: object = {}, options = {}) =>
  client.post<ExpressionOfInterest>(
    `/v1/cases/${caseId}/expressions-of-interest`,
    { ...anExpression(), ...more },
    options,
  )
const empty = { goals: [], basis: null, targetGroup: null, answers: [] }

t.test('201: the person, who acts for them, staff and the trust’s system may write it down', async (t) => {
  for (const madeAs of ['person', 'representative', 'care-coordinator', 'commissioner-officer', 'machine'] as const) {
    const journey = await journeyTo(service, 'team-complete')
    const maker =
      { person: journey.person, representative: journey.representative }[madeAs as 'person'] ?? service.as(madeAs)
    const entries = await audited(service, async () => {
      const answer = await begin(maker, journey.ids.caseId)
      t.equal(answer.status, 201, madeAs)
      t.equal(answer.etag, '"1"')
      fits(t, answer.ok, { ...anExpression(), caseId: journey.ids.caseId, status: 'draft', madeAs, submittedAt: null })
      t.equal(answer.ok.madeAt, '2026-11-24T09:30:00.000Z')
      t.same(answer.ok.informationRequests, [])
      const read = await journey.person.get(answer.headers.get('location') ?? '')
      t.same([read.ok, read.etag], [answer.ok, '"1"'])
    })
    fits(t, entries, [{ type: 'expression-of-interest.drafted', case_id: journey.ids.caseId, facts: { madeAs } }])
    t.equal(entries.length, 1)
    const { step, waitingFor, clocks } = (await journey.person.get<CaseView>(`/v1/cases/${journey.ids.caseId}`)).ok
    t.same([step, waitingFor, clocks], ['expression-drafted', ['person', 'care-coordinator'], []])
  }
})

t.test('201: a draft may be as empty as the person needs it to be', async (t) => {
  const { person, ids } = await journeyTo(service, 'team-complete')
  fits(t, (await begin(person, ids.caseId, empty)).ok, empty)
})

t.test('201: words of any script are kept byte for byte', async (t) => {
  const { person, ids } = await journeyTo(service, 'team-complete')
  const written = { goals: [{ words: anyScript }], answers: [{ question: 'what-now', words: anyScript.repeat(9) }] }
  const { ok } = await begin(person, ids.caseId, written)
  const path = `/v1/expressions-of-interest/${ok.id}`
  t.same((await person.get<ExpressionOfInterest>(path)).ok.goals, written.goals)
  t.same((await person.get<ExpressionOfInterest>(path)).ok.answers, written.answers)
  const changed = await person.patch<ExpressionOfInterest>(path, { goals: [...written.goals, ...written.goals] }, one)
  t.same(changed.ok.goals, [...written.goals, ...written.goals])
})
const one = { ifMatch: '"1"' }

t.test('400: what breaks the contract is refused, and the field is named', async (t) => {
  const { person, ids } = await journeyTo(service, 'team-complete')
  const answer = { question: 'what-now', words: 'My therapist.' }
  const wrong: Wrong[] = [
    ...Object.entries(notWords).map(([name, words]) => [{ goals: [{ words }] }, '/goals/0/words', name] as const),
    [{ goals: [{ words: 'x'.repeat(2001) }] }, '/goals/0/words'],
    [{ goals: Array.from({ length: 21 }, () => ({ words: 'Sleep' })) }, '/goals'],
    [{ goals: [{ words: 'Sleep', priority: 1 }] }, '/goals/0/priority'],
    [{ goals: ['Sleep'] }, '/goals/0'],
    [{ goals: null }, '/goals'],
    [{ basis: 'charity' }, '/basis'],
    [{ targetGroup: 'No Key' }, '/targetGroup'],
    [{ targetGroup: 7 }, '/targetGroup'],
    [{ answers: [answer, { ...answer, words: notWords.NUL }] }, '/answers/1/words'],
    [{ answers: [{ ...answer, question: '../etc' }] }, '/answers/0/question'],
    [{ answers: undefined }, '/answers'],
    [{ status: 'accepted' }, '/status'],
    [{ madeAs: 'person' }, '/madeAs'],
  ]
  await invalid(t, service, wrong, (more) => begin(person, ids.caseId, more))
})

t.test('it is closed to those without the permission, and not there for other commissioners', async (t) => {
  const { ids } = await journeyTo(service, 'expression-drafted')
  const path = `/v1/expressions-of-interest/${ids.expressionId}`
  await closed(t, service, 'expression:write', (client) => begin(client, ids.caseId))
  await closed(t, service, 'expression:write', (client) => client.patch(path, { goals: [] }, one))
  await closed(t, service, 'expression:read', (client) => client.get(path))
  await closed(t, service, 'expression:read', (client) => client.get(`${path}/readiness`))
  await closed(t, service, 'expression:read', (client) => client.get(`/v1/cases/${ids.caseId}/expressions-of-interest`))
})

t.test('403: who stands by the person without acting for them does not write for them', async (t) => {
  const { careCoordinator, ids } = await journeyTo(service, 'expression-drafted')
  const body = aMember({ actorId: 'stands-by', caseRole: 'advocate', organisationId: null })
  await careCoordinator.post(`/v1/cases/${ids.caseId}/members`, body)
  const standsBy = service.as(anActor('representative', { sub: 'stands-by' }))
  const path = `/v1/expressions-of-interest/${ids.expressionId}`
  t.equal((await standsBy.get(path)).status, 200)
  await refused(t, service, () => begin(standsBy, ids.caseId), 'case-role-required', 'begin')
  await refused(t, service, () => standsBy.patch(path, { goals: [] }, one), 'case-role-required', 'change')
})

t.test('404: what is not there, or belongs to a case that one is not on', async (t) => {
  const { person, ids } = await journeyTo(service, 'expression-drafted')
  const other = await journeyTo(service, 'team-complete')
  const path = `/v1/expressions-of-interest/${ids.expressionId}`
  await refused(t, service, () => begin(other.person, ids.caseId), 'not-found', 'another person begins')
  await refused(t, service, () => other.person.patch(path, { goals: [] }, one), 'not-found', 'another person changes')
  await refused(t, service, () => other.person.get(path), 'not-found', 'another person reads')
  await refused(t, service, () => other.person.get(`${path}/readiness`), 'not-found', 'another person asks')
  await refused(t, service, () => begin(person, unknownId()), 'not-found', 'unknown case')
  const unknown = `/v1/expressions-of-interest/${unknownId()}`
  await refused(t, service, () => person.get(unknown), 'not-found', 'unknown expression')
  await refused(t, service, () => person.get(`${unknown}/readiness`), 'not-found', 'readiness of an unknown one')
  await refused(t, service, () => person.patch(unknown, { goals: [] }, one), 'not-found', 'change of an unknown one')
})

t.test('409: a case has one expression of interest, and none where it has gone on or ended', async (t) => {
  const journey = await journeyTo(service, 'expression-drafted')
  const second = await refused(t, service, () => begin(journey.person, journey.ids.caseId), 'expression-exists')
  t.same(second.conflict, { kind: 'expression-of-interest', id: journey.ids.expressionId })
  await journey.on('expression-submitted')
  await refused(t, service, () => begin(journey.person, journey.ids.caseId), 'wrong-state', 'submitted')
  await journey.on('expression-accepted')
  await refused(t, service, () => begin(journey.person, journey.ids.caseId), 'wrong-state', 'accepted')
  await journey.person.post(`/v1/cases/${journey.ids.caseId}/withdrawal`, { words: null })
  await refused(t, service, () => begin(journey.person, journey.ids.caseId), 'case-ended')
})

t.test('409: of eight drafts that are begun at once, one is kept', async (t) => {
  const { person, ids } = await journeyTo(service, 'team-complete')
  const answers = await Promise.all(Array.from({ length: 8 }, () => begin(person, ids.caseId)))
  t.same(answers.map((answer) => answer.status).sort(), [201, 409, 409, 409, 409, 409, 409, 409])
  const { items } = (
    await person.get<{ items: ExpressionOfInterest[] }>(`/v1/cases/${ids.caseId}/expressions-of-interest`)
  ).ok
  t.equal(items.length, 1)
})

t.test('a repeated key gets the draft that was begun, also after it was changed', async (t) => {
  const { person, ids } = await journeyTo(service, 'team-complete')
  const key = 'begin-once'
  const first = await begin(person, ids.caseId, {}, { key })
  await person.patch(`/v1/expressions-of-interest/${first.ok.id}`, { goals: [] }, one)
  const again = await begin(person, ids.caseId, {}, { key })
  t.same([again.ok, again.etag, again.headers.get('idempotency-replayed')], [first.ok, first.etag, 'true'])
  await refused(t, service, () => begin(person, ids.caseId, empty, { key }), 'idempotency-key-reused')
})
