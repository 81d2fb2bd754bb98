import t from 'tap'
import type { CaseView, Task } from '../../src/cases/schemas.ts'
import type { LetterToGive } from '../../src/decisions/letters-to-give-schemas.ts'
import { aPost, byPost, setContact, setPreferences, tell } from '../notifications/acts.ts'
import { anActor } from '../support/actors.ts'
import { unknownId } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { aReason } from '../support/pathway-builders.ts'
import { refused } from '../support/refused.ts'
import { tenants } from '../support/seed.ts'
import { startService } from '../support/service.ts'

const post = await aPost(t)
const service = await startService(t, { transports: byPost(post) })
await setPreferences(service.as('care-coordinator'), { email: 'coordinator@trust.example' })
const yourTurn = 'Something is waiting for you.'

const all = async (client: Client, query = '') => {
  const items: LetterToGive[] = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    const path = `/v1/letters-to-give?limit=2${query}${cursor === '' ? '' : `&cursor=${cursor}`}`
    const page: { items: LetterToGive[]; nextCursor: string | null } = (
      await client.get<{ items: LetterToGive[]; nextCursor: string | null }>(path)
    ).ok
    items.push(...page.items)
    cursor = page.nextCursor
  }
  return items
}
const ofCase = async (client: Client, { ids }: Journey, query = '') =>
  (await all(client, query)).filter(({ caseId }) => caseId === ids.caseId)
const tasksOf = async (client: Client, { ids }: Journey) =>
  (await client.get<{ items: Task[] }>('/v1/tasks?limit=100')).ok.items.filter(
    ({ caseId, subject }) => caseId === ids.caseId && subject === 'letter',
  )
/** A case of somebody who gave no address, with a letter about a decision. */
async function withLetter() {
  const journey = await journeyTo(service, 'plan-submitted')
  await tell(service)
  for (const { decisionId } of await ofCase(journey.officer, journey)) await give(journey, decisionId)
  await journey.on('plan-agreed')
  await tell(service)
  post.mails.splice(0)
  return journey
}
const give = ({ careCoordinator }: Journey, decisionId = '', how = 'in-person') =>
  careCoordinator.post(`/v1/decisions/${decisionId}/letter/delivery`, { how, on: service.clock.today() })

t.test(
  'a letter that nobody could be told of is listed until it is given, and waits for the care coordinator',
  async (t) => {
    const journey = await withLetter()
    const { decisionId } = journey.known
    t.match(await ofCase(journey.officer, journey), [{ decisionId, instead: 'post' }])
    t.match(await ofCase(journey.careCoordinator, journey), [{ decisionId, instead: 'post' }])
    t.match(await tasksOf(journey.careCoordinator, journey), [
      { subjectId: decisionId, step: 'letter-to-give', waitingFor: 'care-coordinator' },
    ])
    await tell(service)
    t.ok(
      post.mails.some(({ to, text }) => to === 'coordinator@trust.example' && text.includes(yourTurn)),
      'they are told as of anything that waits for them',
    )
    await setContact(journey.person, journey.ids.personId, { mayPost: false })
    t.match(await ofCase(journey.officer, journey), [{ decisionId, instead: 'hand-over' }])
    t.equal((await give(journey, decisionId)).status, 201)
    t.same(await ofCase(journey.officer, journey), [])
    t.same(await tasksOf(journey.careCoordinator, journey), [])
  },
)

t.test('who may not know how the person can be reached is not told of it', async (t) => {
  const journey = await withLetter()
  for (const client of [journey.representative, journey.teamManager, journey.broker])
    await refused(t, service, () => client.get('/v1/letters-to-give'), 'permission-missing')
  const seen = (await journey.representative.get<CaseView>(`/v1/cases/${journey.ids.caseId}`)).ok
  t.notOk(seen.waits.some(({ subject }) => subject === 'letter'))
  const stranger = service.as(anActor('care-coordinator', { sub: 'another-coordinator' }))
  t.same(await ofCase(stranger, journey), [])
  t.equal((await ofCase(journey.officer, journey)).length, 1)
  await service
    .as('privacy-officer')
    .post(`/v1/people/${journey.ids.personId}/restriction`, { reason: 'A relative works there.' })
  t.same(await ofCase(journey.officer, journey), [], 'a restricted record is with its team')
  t.equal((await ofCase(journey.careCoordinator, journey)).length, 1)
})

/** The waits of a case that a record or an export has, by what they are about. */
const subjectsOf = (rows: readonly Record<string, unknown>[], { ids }: Journey) =>
  rows.filter(({ case_id }) => case_id === ids.caseId).map(({ subject }) => subject)

t.test('the record tells the person that they could not be told, and nobody who acts for them', async (t) => {
  const journey = await withLetter()
  const told = async (client: Client) => {
    const path = `/v1/people/${journey.ids.personId}/record`
    const { sections } = (await client.get<{ sections: { record: string; items: Record<string, unknown>[] }[] }>(path))
      .ok
    return subjectsOf(sections.find(({ record }) => record === 'case-wait')?.items ?? [], journey)
  }
  t.ok((await told(journey.person)).includes('letter'))
  const seen = await told(journey.representative)
  t.ok(seen.includes('support-plan'), 'they read what else waits')
  t.notOk(seen.includes('letter'))
})

t.test('an export has no wait for a letter', async (t) => {
  const journey = await withLetter()
  const asked = { kind: 'case-wait', format: 'ndjson', because: 'We move to another system.' }
  const { id } = (await journey.officer.post<{ id: string }>('/v1/exports', asked, { key: 'letters-export' })).ok
  const text = String((await journey.officer.get<string>(`/v1/exports/${id}/file`)).body)
  const rows = text
    .trimEnd()
    .split('\n')
    .map((line) => (JSON.parse(line).record ?? {}) as Record<string, unknown>)
  t.ok(subjectsOf(rows, journey).includes('support-plan'))
  t.notOk(subjectsOf(rows, journey).includes('letter'))
})

t.test(
  'it is listed of a case that has ended, of a trust alone where that is asked, and of nobody who died',
  async (t) => {
    const journey = await journeyTo(service, 'expression-submitted')
    await tell(service)
    void (
      await journey.officer.post(`/v1/expressions-of-interest/${journey.ids.expressionId}/decision`, {
        ...{ outcome: 'declined', reasons: [aReason] },
      })
    ).ok
    await tell(service)
    post.mails.splice(0)
    await tell(service)
    const [letter] = await ofCase(journey.officer, journey, `&trustId=${tenants.QYG.trustId}`)
    t.match(letter, { instead: 'post', appealBy: String })
    t.same(await ofCase(journey.officer, journey, `&trustId=${unknownId()}`), [])
    t.equal((await tasksOf(journey.careCoordinator, journey)).length, 1)
    t.ok(post.mails.some(({ to, text }) => to === 'coordinator@trust.example' && text.includes(yourTurn)))
    const listed = await all(journey.officer)
    t.same(
      listed.map(({ decisionId }) => decisionId),
      listed.map(({ decisionId }) => decisionId).sort(),
      'the oldest first',
    )
    await service.database.sql(`update budget_case set ending = 'died' where case_id = $1`, [journey.ids.caseId])
    t.same(await ofCase(journey.officer, journey), [])
  },
)
