import type { Static } from '@sinclair/typebox'
import t from 'tap'
import type { CaseMember } from '../../src/case-team/schemas.ts'
import type { CaseView } from '../../src/cases/schemas.ts'
import type { ExpressionDecided } from '../../src/expressions-of-interest/schemas.ts'
import { actingOn } from '../support/acting.ts'
import { anActor } from '../support/actors.ts'
import { audited } from '../support/audit.ts'
import { aCase, aSaidFor, unknownId } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { closed } from '../support/closed.ts'
import { fits } from '../support/fits.ts'
import { invalid, type Wrong } from '../support/invalid.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { accepted, anExpression, anInformationRequest, aReason } from '../support/pathway-builders.ts'
import { refused } from '../support/refused.ts'
import { anyScript, notWords } from '../support/scripts.ts'
import { startService } from '../support/service.ts'
import { sameHuman } from '../support/staff.ts'

const service = await startService(t)
const declined = { outcome: 'declined', reasons: [aReason] } as const
const decide = (client: Client, id: string, body: object = accepted, options = {}) =>
  client.post<Static<typeof ExpressionDecided>>(`/v1/expressions-of-interest/${id}/decision`, body, options)
const caseOf = async ({ person, ids }: Journey) => (await person.get<CaseView>(`/v1/cases/${ids.caseId}`)).ok

t.test('201: accepted, the care coordinator needs to act and the clock has stopped', async (t) => {
  const journey = await journeyTo(service, 'expression-submitted')
  const entries = await audited(service, async () => {
    const answer = await decide(journey.officer, journey.ids.expressionId)
    t.equal(answer.status, 201)
    const { decision, expressionOfInterest } = answer.ok
    fits(t, decision, {
      caseId: journey.ids.caseId,
      subject: 'expression-of-interest',
      subjectId: journey.ids.expressionId,
      subjectVersion: 2,
      outcome: 'accepted',
      tier: 'commissioner-officer',
      reasons: [],
      gapsAcceptedBecause: null,
      decidedByName: 'Quillon commissioner officer',
      decidedAt: '2026-11-24T09:30:00.000Z',
      schemeVersion: 1,
    })
    t.same((await journey.person.get(answer.headers.get('location') ?? '')).ok, decision)
    const read = await journey.person.get(`/v1/expressions-of-interest/${journey.ids.expressionId}`)
    t.same([read.ok, read.etag], [expressionOfInterest, answer.etag])
    t.equal(expressionOfInterest.status, 'accepted')
  })
  fits(t, entries, [
    { type: 'expression-of-interest.accepted', scheme_version: 1, facts: { reasons: [] } },
    { type: 'letter.written', facts: { outcome: 'accepted' } },
  ])
  const { stage, step, waitingFor, clocks } = await caseOf(journey)
  t.same([stage, step, waitingFor], ['needs-assessment', 'expression-accepted', ['care-coordinator']])
  fits(t, clocks, [
    { kind: 'expression-decision', stoppedOn: '2026-11-24', breached: false },
    { kind: 'assessment', startedOn: '2026-11-24', stoppedOn: null, breached: false },
  ])
})

t.test('201: declined, with reasons in plain words; the case ends and the person can come back', async (t) => {
  const journey = await journeyTo(service, 'expression-submitted')
  const reasons = [
    {
      code: 'available-free',
      whatWouldChange: anyScript,
      signpost: 'The music room of the college is free.',
      line: null,
    },
    { code: 'not-eligible', whatWouldChange: 'Nothing that you could do.' },
  ]
  const entries = await audited(service, async () => {
    const { decision } = (await decide(journey.officer, journey.ids.expressionId, { outcome: 'declined', reasons })).ok
    t.same(decision.reasons, [
      { ...reasons[0], sentence: 'The same is available to you free of charge.' },
      { ...reasons[1], sentence: 'The scheme is meant for people in other circumstances.', line: null, signpost: null },
    ])
  })
  fits(t, entries, [
    { type: 'expression-of-interest.declined', facts: { reasons: ['available-free', 'not-eligible'] } },
    { type: 'letter.written', facts: { outcome: 'declined' } },
  ])
  const ended = await caseOf(journey)
  fits(t, ended, { stage: 'ended', step: 'expression-declined', waitingFor: [], endedAt: '2026-11-24T09:30:00.000Z' })
  fits(t, ended.next, /What you have now stays/)
  fits(t, ended.clocks, [{ stoppedOn: '2026-11-24' }])
  await refused(t, service, () => decide(journey.officer, journey.ids.expressionId), 'case-ended')
  t.equal((await journey.careCoordinator.post('/v1/cases', aCase(journey.ids.personId))).status, 201)
})

t.test('422: a decision against the person has a reason that the scheme knows, and the field is named', async (t) => {
  const { officer, ids } = await journeyTo(service, 'expression-submitted')
  const refusing = async (body: object, code: 'reason-required' | 'reason-unknown', pointer: string) =>
    fits(t, (await refused(t, service, () => decide(officer, ids.expressionId, body), code)).errors, [
      { pointer, code },
    ])
  await refusing({ outcome: 'declined', reasons: [] }, 'reason-required', '/reasons')
  const unknown = [aReason, { ...aReason, code: 'too-expensive' }]
  await refusing({ outcome: 'declined', reasons: unknown }, 'reason-unknown', '/reasons/1/code')
  await refusing({ outcome: 'accepted', reasons: unknown }, 'reason-unknown', '/reasons/1/code')
})

t.test('400: what breaks the contract is refused, and the field is named', async (t) => {
  const { officer, ids } = await journeyTo(service, 'expression-submitted')
  const reason = (more: object) => ({ reasons: [{ ...aReason, ...more }] })
  const wrong: Wrong[] = [
    [{ outcome: 'agreed' }, '/outcome'],
    [{ outcome: undefined }, '/outcome', 'no outcome'],
    [{ reasons: undefined }, '/reasons', 'no reasons'],
    [{ reasons: Array.from({ length: 21 }, () => aReason) }, '/reasons', 'too many'],
    [reason({ code: 'Not A Code' }), '/reasons/0/code'],
    [reason({ whatWouldChange: undefined }), '/reasons/0/whatWouldChange', 'nothing would change it'],
    [reason({ sentence: 'In my own words' }), '/reasons/0/sentence'],
    ...Object.entries(notWords).map(
      ([name, words]) => [reason({ whatWouldChange: words }), '/reasons/0/whatWouldChange', name] as const,
    ),
    [{ decidedByName: 'Somebody else' }, '/decidedByName'],
  ]
  await invalid(t, service, wrong, (more) => decide(officer, ids.expressionId, { ...declined, ...more }))
})

t.test('400: a decision needs an Idempotency-Key; 412: and, where an ETag is given, the right one', async (t) => {
  const { officer, ids } = await journeyTo(service, 'expression-submitted')
  const deciding = (options: object) => () => decide(officer, ids.expressionId, accepted, options)
  await refused(t, service, deciding({ key: null }), 'idempotency-key-required')
  await refused(t, service, deciding({ ifMatch: '"1"' }), 'precondition-failed')
  t.equal((await deciding({ ifMatch: '"2"' })()).status, 201)
})

t.test('it is closed to those without the permission', async (t) => {
  const { ids } = await journeyTo(service, 'expression-submitted')
  await closed(t, service, 'expression:decide', (client) => decide(client, ids.expressionId))
})

t.test('403: a system does not decide, nor an officer who acts for the person', async (t) => {
  const journey = await journeyTo(service, 'expression-submitted')
  const { officer, ids } = journey
  await refused(t, service, () => decide(service.as('machine'), ids.expressionId), 'permission-missing', 'machine')
  await actingOn(journey, 'the-mother')
  const related = service.as(anActor('commissioner-officer', { sub: 'the-mother' }))
  await refused(t, service, () => decide(related, ids.expressionId, declined), 'own-case')
  t.equal((await decide(officer, ids.expressionId)).status, 201)
})

t.test('403: who is or was on the team does not decide as an officer, in the same account or another', async (t) => {
  const { careCoordinator, officer, ids } = await journeyTo(service, 'expression-submitted')
  const path = `/v1/cases/${ids.caseId}/members`
  const team = (await careCoordinator.get<{ items: CaseMember[] }>(path)).ok.items
  const place = team.find(({ actorId }) => actorId === 'the-broker')?.id
  const broker = service.as(anActor('commissioner-officer', { sub: 'the-broker' }))
  await sameHuman(service, 'second-account', anActor('commissioner-officer', { sub: 'the-broker' }))
  const again = service.as(anActor('commissioner-officer', { sub: 'second-account' }))
  const refusedBoth = async (when: string) => {
    for (const client of [broker, again])
      await refused(
        t,
        service,
        () => decide(client, ids.expressionId),
        'decision-not-independent',
        `${client.actor?.sub}, ${when}`,
      )
  }
  await refusedBoth('on the team')
  await t.equal((await careCoordinator.post(`${path}/${place}/departure`)).status, 200)
  await refusedBoth('off the team')
  t.equal((await decide(officer, ids.expressionId)).status, 201)
})

t.test('403: an officer who made or sent it does not decide on it', async (t) => {
  const author = service.as(anActor('commissioner-officer', { sub: 'the-author' }))
  const sender = service.as(anActor('commissioner-officer', { sub: 'the-sender' }))
  const journey = await journeyTo(service, 'team-complete')
  const path = `/v1/cases/${journey.ids.caseId}/expressions-of-interest`
  const { id } = (await author.post<{ id: string }>(path, anExpression())).ok
  await sender.post(`/v1/expressions-of-interest/${id}/recorded-submission`, { saidFor: aSaidFor() })
  await sameHuman(service, 'the-author-again', anActor('commissioner-officer', { sub: 'the-author' }))
  const again = service.as(anActor('commissioner-officer', { sub: 'the-author-again' }))
  for (const client of [author, sender, again])
    await refused(t, service, () => decide(client, id), 'decision-not-independent', client.actor?.sub)
  t.equal((await decide(journey.officer, id)).status, 201)
})

t.test('403: after an appeal has varied it, the first decider does not decide again', async (t) => {
  const journey = await journeyTo(service, 'expression-submitted')
  const { decision } = (await decide(journey.officer, journey.ids.expressionId, declined)).ok
  const words = 'Nobody asked me about my nights.'
  const appeal = await journey.person.post<{ id: string }>(`/v1/decisions/${decision.id}/appeals`, { words })
  const second = service.as(anActor('commissioner-officer', { sub: 'the-second-officer' }))
  await second.post(`/v1/appeals/${appeal.ok.id}/decision`, { outcome: 'varied', reasons: [aReason] })
  await refused(t, service, () => decide(journey.officer, journey.ids.expressionId), 'decision-not-independent')
  t.equal((await decide(second, journey.ids.expressionId)).status, 201)
})

t.test('404: what is not there', async (t) => {
  await refused(t, service, () => decide(service.as('commissioner-officer'), unknownId()), 'not-found')
})

t.test('409: what was not sent, waits for answers, was taken back or decided on is not decided on', async (t) => {
  const journey = await journeyTo(service, 'expression-drafted')
  const path = `/v1/expressions-of-interest/${journey.ids.expressionId}`
  const deciding = () => decide(journey.officer, journey.ids.expressionId)
  await refused(t, service, deciding, 'wrong-state', 'draft')
  await journey.on('expression-submitted')
  await journey.officer.post(`${path}/information-requests`, anInformationRequest())
  await refused(t, service, deciding, 'wrong-state', 'asked')
  await journey.person.post(`${path}/withdrawal`)
  await refused(t, service, deciding, 'wrong-state', 'taken back')
  const other = await journeyTo(service, 'expression-accepted')
  await refused(t, service, () => decide(other.officer, other.ids.expressionId, declined), 'wrong-state', 'decided')
})

t.test('409: of eight who decide at once, for and against, one does, and that is what stands', async (t) => {
  const journey = await journeyTo(service, 'expression-submitted')
  const answers = await Promise.all(
    Array.from({ length: 8 }, (_, index) =>
      decide(journey.officer, journey.ids.expressionId, index % 2 ? accepted : declined),
    ),
  )
  t.same(answers.map((answer) => answer.status).sort(), [201, 409, 409, 409, 409, 409, 409, 409])
  const won = answers.find((answer) => answer.status === 201)?.ok
  const { items } = (await journey.person.get<{ items: unknown[] }>(`/v1/cases/${journey.ids.caseId}/decisions`)).ok
  t.same(items, [won?.decision])
  t.equal((await caseOf(journey)).step, `expression-${won?.decision.outcome}`)
})

t.test('409: where the person takes it back while it is decided on, one of the two has happened', async (t) => {
  for (let round = 0; round < 5; round += 1) {
    const journey = await journeyTo(service, 'expression-submitted')
    const path = `/v1/expressions-of-interest/${journey.ids.expressionId}`
    const [decided, back] = await Promise.all([
      decide(journey.officer, journey.ids.expressionId),
      journey.person.post(`${path}/withdrawal`),
    ])
    t.same([decided.status, back.status].sort(), decided.status === 201 ? [201, 409] : [200, 409])
    const status = decided.status === 201 ? 'accepted' : 'withdrawn'
    fits(t, (await journey.person.get(path)).ok, { status })
    t.equal((await caseOf(journey)).step, status === 'accepted' ? 'expression-accepted' : 'case-opened')
  }
})

t.test('a repeated key gets the decision; with another outcome it is refused', async (t) => {
  const { officer, ids } = await journeyTo(service, 'expression-submitted')
  const first = await decide(officer, ids.expressionId, accepted, { key: 'decide-once' })
  const again = await decide(officer, ids.expressionId, accepted, { key: 'decide-once' })
  t.same([again.status, again.ok, again.etag], [201, first.ok, first.etag])
  const other = () => decide(officer, ids.expressionId, declined, { key: 'decide-once' })
  await refused(t, service, other, 'idempotency-key-reused')
})
