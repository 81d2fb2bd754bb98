import t from 'tap'
import { roles } from '../../src/permissions.ts'
import type { RecordRead } from '../../src/record-access/schemas.ts'
import { daysAfter } from '../../src/shared/dates.ts'
import { decide, overLimit } from '../sign-off/acts.ts'
import { anActor } from '../support/actors.ts'
import { aReferral } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { journeyTo } from '../support/journey.ts'
import { startService } from '../support/service.ts'
import { walk } from '../support/tour.ts'

interface Item {
  readonly person?: { readonly id: string } | null
  readonly id?: string
  readonly personId?: string
  readonly personIds?: readonly string[]
  readonly caseId?: string
  readonly planLineId?: string
}

const service = await startService(t)
await walk(service)
const unrelated = await journeyTo(service, 'person-registered')
await service
  .as(anActor('care-coordinator', { sub: 'a-stranger' }))
  .post<{ id: string }>('/v1/referrals', aReferral(unrelated.ids.personId))
const reviewed = await journeyTo(service, 'plan-agreed')
for (const [kind, dueOn] of [
  ['requested', service.clock.today()],
  ['routine', daysAfter(service.clock.today(), 30)],
] as const)
  await reviewed.person.post(`/v1/cases/${reviewed.ids.caseId}/reviews`, { kind, dueOn })
// The newest case of the trust is one on which its manager decided.
const over = await journeyTo(service, 'plan-signed', overLimit)
if ((await decide(over, over.teamManager)).status !== 201) throw new Error('the manager decides')
service.clock.advance({ minutes: 5 })
const casesOf = new Map(
  (await service.database.sql<{ case_id: string; person_id: string }>('select * from budget_case')).map((row) => [
    row.case_id,
    row.person_id,
  ]),
)
/** A provider is told of a line, and not whose it is. */
const linesOf = new Map(
  (
    await service.database.sql<{ plan_line_id: string; person_id: string }>(
      'select plan_line_id, person_id from plan_line join budget_case using (commissioner_id, case_id)',
    )
  ).map((row) => [row.plan_line_id, row.person_id]),
)
/**
 * They tell of the log itself, and would fill it with itself; or of a concern, which a look that the person reads of would tell; or of what the reader
 * was told already, which stands among the messages of the case.
 */
const ofTheLog = ['listEvents', 'listReads', 'listConcerns', 'listNotifications']
const lists = service.contract.operations.filter(
  ({ method, path, operationId, permission }) =>
    method === 'GET' && permission && !path.includes('{') && !ofTheLog.includes(operationId),
)

/** The people that an answer tells of: by their own identifier, or by their case's. */
function toldOf(items: readonly Item[]): string[] {
  const people = items.flatMap(({ id = '', personId, personIds, caseId, planLineId, person }) => [
    ...(personIds ?? []),
    personId ?? person?.id ?? casesOf.get(caseId ?? id) ?? linesOf.get(planLineId ?? id) ?? '',
  ])
  return [...new Set(people.filter((one) => one !== ''))].sort()
}

async function readsBy(actorId: string, operation: string) {
  await service.app.readLog.flush()
  const asked = `actorId=${actorId}&limit=100&from=${service.clock.now().toISOString()}`
  const { items } = (await service.as('privacy-officer').get<{ items: RecordRead[] }>(`/v1/record-reads?${asked}`)).ok
  return items.filter((read) => read.operation === operation)
}

t.test('every list keeps a read of each record that it tells of, whoever asks', async (t) => {
  const telling = new Set<string>()
  for (const role of roles)
    for (const { path, operationId } of lists) {
      const actor = anActor(role, { sub: `the-${role}` })
      const answer = await service.as(actor).get<{ items?: Item[] }>(`${path}?limit=3`)
      if (answer.status !== 200) continue
      const people = toldOf(answer.ok.items ?? [])
      const kept = await readsBy(actor.sub, operationId)
      t.same([...new Set(kept.map(({ personId }) => personId))].sort(), people, `${role} ${operationId}`)
      if (people.length > 0) telling.add(operationId)
    }
  t.same([...telling].sort(), [
    'getEventStart',
    'listAllSharingsWithoutConsent',
    'listAllUnmatchedCardFeedLines',
    'listAskedOfPractice',
    'listBreakGlass',
    'listCases',
    'listCrisisLooks',
    'listLeftOver',
    'listLikelyDoubles',
    'listMarkedPurchases',
    'listMissingReceipts',
    'listOpenCorrectionRequests',
    'listOpenSpendingChecks',
    'listOwnInvoices',
    'listOwnLines',
    'listReferrals',
    'listReviewsDue',
    'listReviewsDueSoon',
    'listSignIns',
    'listSpendingQuestions',
    'listTasks',
    'listUnansweredReferrals',
  ])
})

t.test('the ground is the one that opened the record, and the row after the page is not told of', async (t) => {
  const kept = (role: string, operation: string) => readsBy(`the-${role}`, operation)
  for (const [role, operation, ...grounds] of [
    ['person', 'listCases', 'own'],
    ['representative', 'listCases', 'acts-for'],
    ['broker', 'listCases', 'brokerage'],
    // The newest is one on which they decided, which is nearer than the trust.
    ['team-manager', 'listCases', 'decided', 'trust'],
    ['auditor', 'listCases', 'audit'],
    ['care-coordinator', 'listTasks', 'team'],
    ['commissioner-officer', 'listLikelyDoubles', 'commissioner'],
    ['auditor', 'listMarkedPurchases', 'audit'],
    ['privacy-officer', 'listBreakGlass', 'privacy'],
    ['privacy-officer', 'listCrisisLooks', 'privacy'],
    ['auditor', 'listCrisisLooks', 'audit'],
    ['gp', 'listAskedOfPractice', 'practice'],
    ['provider-officer', 'listOwnLines', 'provider'],
    ['provider-officer', 'listOwnInvoices', 'provider'],
  ] as const)
    t.same(
      [...new Set((await kept(role, operation)).map((read) => read.ground))].sort(),
      grounds,
      `${role} ${operation}`,
    )
  service.clock.advance({ minutes: 5 })
  const { items, nextCursor } = (
    await service.as('commissioner-officer').get<{ items: Item[]; nextCursor: string | null }>('/v1/cases?limit=1')
  ).ok
  t.ok(nextCursor, 'there is more')
  t.same(
    (await kept('commissioner-officer', 'listCases')).map(({ caseId }) => caseId),
    [items[0]?.id],
  )
})

t.test('who sees a referral because it is said to be theirs has that ground', async (t) => {
  const named = anActor('care-coordinator', { sub: 'of-the-other-trust', organisation: 'RW5' })
  await service.as(named).get('/v1/referrals')
  const reads = await readsBy('of-the-other-trust', 'listReferrals')
  t.same([...new Set(reads.map(({ ground }) => ground))], ['referred'])
  t.match(
    reads.filter(({ personId }) => personId === unrelated.ids.personId),
    [{ caseId: null }],
  )
})

/** The lists in which somebody is told of any record. */
async function listsThatTell(client: Client): Promise<string[]> {
  const theirs = new RegExp([...casesOf.entries()].flat().join('|'))
  const telling: string[] = []
  for (const { path, operationId } of lists) {
    const answer = await client.get<object>(`${path}?limit=100`)
    if (answer.status === 200 && theirs.test(JSON.stringify(answer.ok))) telling.push(operationId)
  }
  return telling.sort()
}

t.test('no list tells of a restricted record to who sees records because they see everybody’s', async (t) => {
  const officer = service.as(anActor('commissioner-officer', { sub: 'who-did-nothing-here' }))
  const general = [officer, service.as('auditor'), service.as('machine')]
  const before = new Set((await Promise.all(general.map(listsThatTell))).flat())
  t.same([...before].sort(), [
    'getEventStart',
    'listAllSharingsWithoutConsent',
    'listAllUnmatchedCardFeedLines',
    'listCases',
    'listCrisisLooks',
    'listLeftOver',
    'listLikelyDoubles',
    'listMarkedPurchases',
    'listMissingReceipts',
    'listOpenCorrectionRequests',
    'listOpenSpendingChecks',
    'listReferrals',
    'listReviewsDue',
    'listReviewsDueSoon',
    'listSignIns',
    'listSpendingQuestions',
    'listTasks',
    'listUnansweredReferrals',
  ])
  const privacy = service.as('privacy-officer')
  for (const personId of new Set(casesOf.values()))
    await privacy.post(`/v1/people/${personId}/restriction`, { reason: 'A relative works at the trust.' })
  t.same(await Promise.all(general.map(listsThatTell)), [[], [], []])
  t.same(
    await listsThatTell(privacy),
    ['listBreakGlass', 'listCrisisLooks', 'listRestrictedRecords'],
    'who answers for it sees it',
  )
})
