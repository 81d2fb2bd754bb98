import pg from 'pg'
import t from 'tap'
import type { Decision, Letter } from '../../src/decisions/schemas.ts'
import { contentHash } from '../../src/platform/audit/content-hash.ts'
import { anActor } from '../support/actors.ts'
import { audited } from '../support/audit.ts'
import { aCase, aPerson, unknownId } from '../support/builders.ts'
import { closed } from '../support/closed.ts'
import { journeyTo } from '../support/journey.ts'
import { internalWords, sectionOf, wordsOf } from '../support/pages.ts'
import { aCurrentService, anExpression, aReason } from '../support/pathway-builders.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'
import { linkSignIn } from '../support/sign-in.ts'
import { decidePlan, letterOf, planRefused } from './acts.ts'

const service = await startService(t)
const refusedPlan = () => planRefused(service)

t.test('an appeal is answered by a letter too, and the Ombudsman is named in it', async (t) => {
  for (const [outcome, title, next] of [
    ['upheld', 'Your appeal: the decision stays as it was', /Nothing changes because of this/],
    ['varied', 'Your appeal: the decision is made again', /You change the plan with the person who helps you plan/],
    ['overturned', 'Your appeal: the decision was changed in your favour', /What your plan says can be bought now/],
  ] as const) {
    const { journey, decision } = await refusedPlan()
    const appeal = await journey.person.post<{ id: string }>(`/v1/decisions/${decision.id}/appeals`, {
      words: 'My nights.',
    })
    const body = { outcome, reasons: outcome === 'overturned' ? [] : [aReason] }
    const answer = await journey.officer.post<{ decision: Decision }>(`/v1/appeals/${appeal.ok.id}/decision`, body)
    const letter = await letterOf(journey.person, answer.ok.decision.id)
    t.match(letter.ok, `<h1>${title}</h1>`)
    t.match(sectionOf(letter, 'What happens next'), next)
    t.match(sectionOf(letter, 'Who decided'), /who took no part in the decision that you appealed against/)
    t.match(sectionOf(letter, 'If something is wrong'), /Parliamentary and Health Service Ombudsman/)
    t.notMatch(wordsOf(letter), /Appeal by/)
    t.notMatch(wordsOf(letter), internalWords)
  }
})

t.test('names and words are shown as they were written, and never become markup', async (t) => {
  const hostile = {
    givenName: '<script>alert("x")</script>',
    familyName: `O'Brien "the" & רחל 👩🏽‍🚀 ${'x'.repeat(60)}`,
    communicationNeeds: '</main><img src=x onerror=alert(1)>\nSecond line',
  }
  const person = service.as(anActor('person', { sub: 'the-hostile-person' }))
  const coordinator = service.as('care-coordinator')
  const made = await coordinator.post<{ id: string }>('/v1/people', aPerson(hostile))
  const who = { careCoordinator: coordinator, officer: service.as('commissioner-officer'), person }
  await linkSignIn(who, made.ok.id)
  const opened = await coordinator.post<{ id: string }>('/v1/cases', aCase(made.ok.id))
  const service1 = aCurrentService({ title: '<b>Therapy</b>', provider: '"Trust" & Co', relationshipWith: "D'Arcy" })
  await person.post(`/v1/cases/${opened.ok.id}/current-services`, service1)
  const expression = await person.post<{ id: string }>(
    `/v1/cases/${opened.ok.id}/expressions-of-interest`,
    anExpression(),
  )
  await person.post(`/v1/expressions-of-interest/${expression.ok.id}/submission`)
  const officer = service.as(anActor('commissioner-officer', { name: '<i>Officer</i>' }))
  const refusal = {
    outcome: 'declined',
    reasons: [{ ...aReason, whatWouldChange: '<a href="//x">Click</a> & \u202esee', signpost: '</li>' }],
  }
  const answer = await officer.post<{ decision: Decision }>(
    `/v1/expressions-of-interest/${expression.ok.id}/decision`,
    refusal,
  )
  const letter = await letterOf(person, answer.ok.decision.id)
  const [, body = ''] = letter.ok.split('</head>')
  const tags = new Set([...body.matchAll(/<\/?([a-z0-9]+)/gi)].map(([, tag]) => tag))
  t.same(
    [...tags].filter((tag) => /^(script|img|b|i|a|iframe|svg|style|link|object|form)$/i.test(tag ?? '')),
    [],
  )
  t.notMatch(body, /\s(on[a-z]+|href|src|style)="/)
  t.match(body, '<p>Dear <bdi>&lt;script&gt;', 'a name stands apart from the words around it')
  t.notMatch(body, '\u202e', 'no word turns the direction of what stands around it')
  const words = wordsOf(letter)
  for (const shown of [
    'Dear <script>alert("x")</script> O\'Brien "the" & רחל 👩🏽‍🚀',
    '<b>Therapy</b>, with D\'Arcy, from "Trust" & Co',
    '<a href="//x">Click</a> & see',
    '<i>Officer</i>',
    '</main><img src=x onerror=alert(1)> Second line',
  ])
    t.match(words, shown)
})

t.test('the page runs nothing, fetches nothing, and stands in no frame', async (t) => {
  const { letter, journey, decision } = await refusedPlan()
  const policy = letter.headers.get('content-security-policy') ?? ''
  t.match(
    policy,
    /^default-src 'none'; style-src 'sha256-[A-Za-z0-9+/=]{44}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'$/,
  )
  t.equal(letter.headers.get('content-language'), 'en-GB')
  t.equal(letter.headers.get('cache-control'), 'no-store')
  t.equal(letter.headers.get('x-content-type-options'), 'nosniff')
  t.match(letter.ok, /^<!doctype html>\n<html lang="en-GB" dir="ltr" class="standard">/)
  const large = await letterOf(journey.person, decision.id, '?print=large')
  t.match(large.ok, '<html lang="en-GB" dir="ltr" class="large">')
  t.equal(wordsOf(large), wordsOf(letter), 'in large print it says the same')
  await refused(t, service, () => letterOf(journey.person, decision.id, '?print=huge'), 'request-invalid')
})

t.test('a letter is kept word by word under its hash, and the service can neither change nor remove it', async (t) => {
  const journey = await journeyTo(service, 'plan-signed')
  const entries = await audited(service, () => decidePlan(journey, 'refused'))
  const [row] = await service.database.sql<{ decision_id: string; title: string; html: string; content_hash: string }>(
    `select * from letter where case_id = $1 and title like '%not agreed%'`,
    [journey.ids.caseId],
  )
  t.equal(row?.content_hash, contentHash({ decisionId: row?.decision_id, title: row?.title, html: row?.html }))
  t.match(
    entries.find((entry) => entry.type === 'letter.written'),
    { subject_id: row?.decision_id, facts: { outcome: 'refused', contentHash: row?.content_hash } },
    'its hash is in the audit',
  )
  const letter = await letterOf(journey.person, row?.decision_id ?? '')
  t.ok(letter.ok.includes(row?.html ?? 'nothing'))
  const client = new pg.Client({ connectionString: service.database.serviceUrl })
  await client.connect()
  t.teardown(() => client.end())
  const denied = { code: '42501' }
  await t.rejects(client.query(`update letter set html = 'x'`), denied)
  await t.rejects(client.query('delete from letter'), denied)
})

t.test('a letter that is not what its hash says is not shown', async (t) => {
  const { journey, decision } = await refusedPlan()
  await service.database.sql(`update letter set html = replace(html, '£250', '£25') where decision_id = $1`, [
    decision.id,
  ])
  await t.rejects(letterOf(journey.person, decision.id), /unexpected error.*internal-error/)
})

t.test('there is no letter without a decision, and no decision without a letter', async (t) => {
  const journey = await journeyTo(service, 'plan-signed')
  await refused(t, service, () => decidePlan(journey, 'refused', { reasons: [] }), 'reason-required')
  await service.database.sql('alter table letter add constraint no_more check (false) not valid')
  t.teardown(() => service.database.sql('alter table letter drop constraint if exists no_more'))
  const before = await service.database.fingerprint()
  await t.rejects(decidePlan(journey, 'refused'), /500/)
  t.same(await service.database.fingerprint(), before, 'where the letter cannot be kept, nothing is decided')
  await service.database.sql('alter table letter drop constraint no_more')
  t.equal((await decidePlan(journey, 'refused')).status, 201)
})

t.test('letters are listed newest first, a page at a time', async (t) => {
  const { journey } = await refusedPlan()
  const path = `/v1/cases/${journey.ids.caseId}/letters`
  const first = (await journey.person.get<{ items: Letter[]; nextCursor: string }>(`${path}?limit=1`)).ok
  t.match(first.items, [{ title: 'Your support plan was not agreed' }])
  const rest = (await journey.person.get<{ items: Letter[] }>(`${path}?cursor=${first.nextCursor}`)).ok
  t.match(rest.items, [{ title: 'Your expression of interest was accepted' }])
})

t.test('the letter is for those on the case: others do not find it, and no other role reads it', async (t) => {
  const { journey, decision } = await refusedPlan()
  for (const client of [journey.representative, journey.careCoordinator, journey.officer, journey.teamManager])
    t.equal((await letterOf(client, decision.id)).status, 200, client.actor?.sub ?? '')
  await refused(
    t,
    service,
    () => letterOf(journey.broker, decision.id),
    'not-found',
    'a letter is no part of brokerage',
  )
  const other = await journeyTo(service, 'case-opened')
  await refused(t, service, () => letterOf(other.person, decision.id), 'not-found')
  await refused(t, service, () => letterOf(journey.person, unknownId()), 'not-found')
  await closed(t, service, 'letter:read', (client) => letterOf(client, decision.id))
  await closed(t, service, 'letter:read', (client) => client.get(`/v1/cases/${journey.ids.caseId}/letters`))
})
