import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import t from 'tap'
import type { CaseView } from '../../src/cases/schemas.ts'
import type { SupportPlan } from '../../src/support-plans/schemas.ts'
import { change, decide, overLimit, pathOf, read, readRoute, sign, submit, withinLimit } from '../sign-off/acts.ts'
import { anActor } from '../support/actors.ts'
import { audited } from '../support/audit.ts'
import { aMember } from '../support/builders.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { aPlanLine } from '../support/pathway-builders.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'
import { registerStaff } from '../support/staff.ts'

const service = await startService(t)
const other = { outcomes: [{ key: 'sleep', words: 'To sleep six hours.' }] }
const caseOf = async (journey: Journey) => (await journey.person.get<CaseView>(`/v1/cases/${journey.ids.caseId}`)).ok

t.test('200: the broker changes a draft part by part, and the rest stays', async (t) => {
  const journey = await journeyTo(service, 'plan-drafted')
  const before = await read(journey)
  const changed = await change(journey, { lines: [aPlanLine({ amountPence: 12_345 })] })
  t.match(changed.ok, { status: 'draft', totalPence: 12_345, outcomes: before.ok.outcomes })
  t.same(changed.ok.crisisContingency, before.ok.crisisContingency)
  t.not(changed.ok.contentHash, before.ok.contentHash)
  t.not(changed.etag, before.etag)
  t.same((await read(journey)).ok, { ...changed.ok, identifiers: [] })
})

t.test('a crisis contingency can be taken out again', async (t) => {
  const journey = await journeyTo(service, 'plan-drafted')
  t.equal((await change(journey, { crisisContingency: null })).ok.crisisContingency, null)
})

t.test('a change after signing voids signatures and route; the text that was signed stays readable', async (t) => {
  const journey = await journeyTo(service, 'plan-submitted')
  const signedText = (await read(journey)).ok
  await sign(journey, journey.broker, 'broker')
  await sign(journey, journey.person, 'person')
  t.same((await readRoute(journey)).signatures.filter(({ signedAt }) => signedAt).length, 2)

  const changed = (await change(journey, other)).ok
  t.match(changed, { status: 'draft', submittedVersion: null, tier: null })
  t.ok((await readRoute(journey)).signatures.every(({ signedAt, name }) => signedAt === null && name === null))
  t.match(await caseOf(journey), { stage: 'support-plan', step: 'plan-drafted', waitingFor: ['broker'] })
  const version = await journey.person.get(pathOf(journey, `/versions/${journey.ids.version}`))
  const { outcomes, lines, crisisContingency, totalPence, contentHash, submittedAt } = signedText
  t.match(version.ok, { outcomes, lines, crisisContingency, totalPence, contentHash, submittedAt })
  const kept = await service.database.sql(
    'select case_role from signature where support_plan_id = $1 and plan_version = $2 order by 1',
    [journey.ids.supportPlanId, journey.ids.version],
  )
  t.same(
    kept,
    [{ case_role: 'person' }, { case_role: 'broker' }],
    'the signatures stay beside the text they were given to',
  )
})

t.test('a change of a plan that waits for its decision takes it from the decider and stops the clock', async (t) => {
  const journey = await journeyTo(service, 'plan-signed', withinLimit)
  await change(journey, other)
  await refused(t, service, () => decide(journey, journey.careCoordinator), 'wrong-state')
  const { tier, clocks } = await caseOf(journey)
  t.equal(tier, null)
  t.match(
    clocks.find(({ kind }) => kind === 'plan-decision'),
    { stoppedOn: '2026-11-24' },
  )
  t.same((await readRoute(journey)).arrivals, [])
})

t.test('what was changed is signed anew: a signature on the text before does not count', async (t) => {
  const journey = await journeyTo(service, 'plan-signed', withinLimit)
  await change(journey, other)
  const { contentHash } = (await submit(journey)).ok
  await refused(
    t,
    service,
    () => sign(journey, journey.person, 'person'),
    'plan-version-stale',
    'the hash of the text before',
  )
  for (const [client, caseRole] of [
    [journey.broker, 'broker'],
    [journey.person, 'person'],
    [journey.careCoordinator, 'care-coordinator'],
  ] as const)
    t.equal((await sign(journey, client, caseRole, { contentHash })).status, 201, caseRole)
  t.match((await read(journey)).ok, { status: 'awaiting-decision', tier: 'care-coordinator' })
})

t.test('a change that changes nothing voids nothing', async (t) => {
  const journey = await journeyTo(service, 'plan-submitted')
  await sign(journey, journey.person, 'person')
  const before = await read(journey)
  const entries = await audited(service, async () => {
    const same = await change(journey, { outcomes: before.ok.outcomes, lines: before.ok.lines })
    t.same({ ...same.ok, identifiers: [] }, before.ok)
    t.equal(same.etag, before.etag)
  })
  t.same(entries, [])
})

t.test(
  'the record of a change says which signatures it voided, and none where the plan had been returned',
  async (t) => {
    const signed = await journeyTo(service, 'plan-signed', withinLimit)
    const [voided] = await audited(service, () => change(signed, other))
    t.match(voided, {
      type: 'support-plan.changed',
      facts: { fields: ['outcomes'], voidedVersion: Number(signed.ids.version) },
    })
    const returned = await journeyTo(service, 'plan-signed', withinLimit)
    await decide(returned, returned.careCoordinator, 'returned')
    const [changed] = await audited(service, () => change(returned, other))
    t.match(changed, { facts: { voidedVersion: null } })
    t.match((await read(returned)).ok, { status: 'draft' })
  },
)

t.test('428, 412: a change names the version that was read, and no other', async (t) => {
  const journey = await journeyTo(service, 'plan-drafted')
  const { etag } = await read(journey)
  await refused(t, service, () => journey.broker.patch(pathOf(journey), other), 'precondition-required')
  await change(journey, other)
  for (const ifMatch of [etag, '"0"', '"99"', 'W/"2"', 'nonsense'])
    await refused(t, service, () => change(journey, { lines: [] }, { ifMatch }), 'precondition-failed', ifMatch)
  t.equal((await change(journey, { lines: [] }, { ifMatch: '*' })).status, 200, 'a star is whatever version there is')
})

t.test('409: what is decided is not changed', async (t) => {
  const agreed = await journeyTo(service, 'plan-agreed')
  await refused(t, service, () => change(agreed, other), 'wrong-state', 'agreed')
  const journey = await journeyTo(service, 'plan-signed', withinLimit)
  await decide(journey, journey.careCoordinator, 'refused')
  await refused(t, service, () => change(journey, other), 'wrong-state', 'refused')
})

t.test(
  '403: nobody but the person and the broker changes the plan, the person’s own care coordinator neither',
  async (t) => {
    const journey = await journeyTo(service, 'plan-drafted')
    await refused(t, service, () => change(journey, other, { client: journey.careCoordinator }), 'case-role-required')
    t.equal((await change(journey, other, { client: journey.person })).status, 200)
  },
)

t.test('400: an empty change and an unknown field are refused', async (t) => {
  const journey = await journeyTo(service, 'plan-drafted')
  for (const patch of [{}, { totalPence: 1 }, { status: 'agreed' }, { lines: null }])
    await refused(t, service, () => change(journey, patch as object), 'request-invalid', JSON.stringify(patch))
})

t.test(
  'the content hash can be made again by a client, from what it reads, in whatever order it was sent',
  async (t) => {
    const journey = await journeyTo(service, 'plan-drafted')
    const odd = { words: 'Schlafen – “dormir” 😴\u2028 e\u0301', key: 'sleep' }
    const { ok: plan } = await change(journey, { outcomes: [odd] })
    const hashOf = ({ id, outcomes, lines, crisisContingency }: SupportPlan) => {
      const text = canonicalize({ crisisContingency, lines, outcomes, supportPlanId: id }) ?? ''
      return createHash('sha256').update(text, 'utf8').digest('hex')
    }
    t.equal(plan.contentHash, hashOf(plan))
    t.equal((await read(journey, journey.person)).ok.contentHash, hashOf((await read(journey, journey.person)).ok))
    const turned = { key: odd.key, words: odd.words }
    t.equal(
      (await change(journey, { outcomes: [turned] })).ok.contentHash,
      plan.contentHash,
      'the same in another order',
    )
  },
)

t.test('two plans with the same content have different hashes: a signature is to one plan', async (t) => {
  const first = await journeyTo(service, 'plan-drafted')
  const second = await journeyTo(service, 'plan-drafted')
  t.same((await read(first)).ok.lines, (await read(second)).ok.lines)
  t.not((await read(first)).ok.contentHash, (await read(second)).ok.contentHash)
})

t.test(
  '403: whoever wrote a part of the plan neither decides on it nor hears the appeal, whoever wrote last',
  async (t) => {
    const journey = await journeyTo(service, 'plan-drafted', overLimit)
    const team = `/v1/cases/${journey.ids.caseId}/members`
    await journey.careCoordinator.post(`${team}/${journey.ids.memberId}/departure`)
    await registerStaff(service, 'broker', 'second-broker')
    await journey.careCoordinator.post(team, aMember({ actorId: 'second-broker' }))
    const second = service.as(anActor('broker', { sub: 'second-broker' }))
    await change(journey, other, { client: second, ifMatch: (await read(journey, second)).etag })
    const { contentHash } = (await submit(journey, second)).ok
    const now = { ...journey, ids: { ...journey.known, contentHash } as Journey['ids'] }
    await sign(now, second, 'broker')
    await sign(now, journey.person, 'person')
    await sign(now, journey.careCoordinator, 'care-coordinator')
    const first = service.as(anActor('team-manager', { sub: journey.broker.actor?.sub ?? '' }))
    await refused(t, service, () => decide(now, first, 'agreed'), 'decision-not-independent')
    const { id } = (await decide(now, journey.teamManager, 'refused')).ok.decision
    const appeal = await journey.person.post<{ id: string }>(`/v1/decisions/${id}/appeals`, {
      words: 'I need the drums.',
    })
    const body = { outcome: 'overturned', reasons: [] }
    const hear = () => first.post(`/v1/appeals/${appeal.ok.id}/decision`, body)
    await refused(t, service, hear, 'reviewer-not-independent')
  },
)
