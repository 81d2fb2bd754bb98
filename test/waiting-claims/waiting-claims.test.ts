import t from 'tap'
import type { Appeal } from '../../src/appeals/schemas.ts'
import { proveLedger } from '../../src/ledger/proof-repository.ts'
import { lodge } from '../appeals/acts.ts'
import { gapOpened } from '../cover-gaps/acts.ts'
import { letterOf } from '../decisions/acts.ts'
import { advance, handOver, payers, paymentsOf, results } from '../pay-runs/acts.ts'
import { buy, fileReceipt, statementOf } from '../spending/acts.ts'
import { anActor } from '../support/actors.ts'
import { audited } from '../support/audit.ts'
import { aSaidFor } from '../support/builders.ts'
import { journeyTo } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'
import { aReceiptFile, because, claim, decideClaim, decidedLate, readClaim, sendReceipt, withReceipt } from './acts.ts'

const service = await startService(t)
t.beforeEach(() => service.clock.set('2026-11-24T09:30:00Z'))
const proven = async () => {
  for await (const { different } of proveLedger(service.access)) t.same(different, [])
}

t.test('what was paid while a decision was late is owed beside the budget, and paid with the next run', async (t) => {
  const { journey, late } = await decidedLate(service)
  const before = await statementOf(journey)
  const made = (await claim(journey, { ...late, ...withReceipt, spentOn: '2026-12-03' })).ok
  const waited = { waitedFrom: '2026-12-02', waitedUntil: '2026-12-04', status: 'waiting', fileSent: false }
  t.match(made, { ...waited, tier: 'team-manager', claimedAs: 'person', dueOn: '2026-12-11' })
  t.match((await sendReceipt(journey.person, made.id)).status, 201)
  t.equal((await journey.teamManager.get(`/v1/waiting-claims/${made.id}/file`)).status, 200)
  await refused(t, service, () => decideClaim(journey.careCoordinator, made.id, 2_500), 'not-the-decider')
  const { decision, waitingClaim } = (await decideClaim(journey.teamManager, made.id, 2_500)).ok
  t.match(decision, { subject: 'waiting-claim', outcome: 'agreed', tier: 'team-manager' })
  t.match(waitingClaim, { status: 'agreed', agreedPence: 2_500, fileSent: true })
  const letter = (await letterOf(journey.person, decision.id)).ok
  t.match(letter, /We pay back what you paid while you waited/)
  t.match(letter, /3 December 2026/)
  t.match(await statementOf(journey), {
    owedPence: 2_500,
    spentPence: before.spentPence + 2_500,
    availablePence: before.availablePence,
    agreedPence: before.agreedPence + 2_500,
  })
  await proven()
  const [payment] = await paymentsOf(journey)
  t.match(payment, { purpose: 'owed', amountPence: 2_500, state: 'planned', from: '2026-12-03' })
  const run = await handOver(service, '2026-12-31')
  t.match(await statementOf(journey), { owedPence: 2_500, pendingPence: 0, availablePence: before.availablePence })
  service.clock.set('2026-12-31T18:00:00Z')
  const { taken } = (
    await results(service, payers(service).drafter, run.id, [`${payment?.reference},paid,2026-12-31,`])
  ).ok
  t.equal(taken, 1)
  await advance(service)
  t.match(await statementOf(journey), { owedPence: 0, pendingPence: 0, heldPence: 0, spentPence: 2_500 })
  t.match(await journey.person.get<{ step: string }>(`/v1/cases/${journey.ids.caseId}`), {
    body: { step: 'plan-agreed' },
  })
  await proven()
})

t.test('what the bank could not pay is owed again', async (t) => {
  const { journey, late } = await decidedLate(service)
  const { id } = (await claim(journey, { ...late, spentOn: '2026-12-02' })).ok
  await decideClaim(journey.teamManager, id, 2_500)
  const [payment] = await paymentsOf(journey)
  const run = await handOver(service, '2026-12-31')
  await results(service, payers(service).drafter, run.id, [`${payment?.reference},failed,,account-closed`])
  await advance(service)
  t.match(await statementOf(journey), { owedPence: 2_500, pendingPence: 0 })
  const again = (await paymentsOf(journey)).find(({ state }) => state === 'held')
  t.match(again, { purpose: 'owed', holdReason: 'failed-before', amountPence: 2_500 })
  await proven()
})

t.test('only what was bought while they waited, by days that the service works out', async (t) => {
  const { journey, late } = await decidedLate(service)
  for (const spentOn of ['2026-12-01', '2026-12-05', '2025-12-03', '2027-01-01'])
    await refused(t, service, () => claim(journey, { ...late, spentOn }), 'spent-out-of-time', spentOn)
  for (const spentOn of ['2026-12-02', '2026-12-04'])
    t.equal((await claim(journey, { ...late, spentOn })).status, 201, spentOn)
  const inTime = await journeyTo(service, 'money-agreed')
  const { clocks } = (
    await inTime.person.get<{ clocks: { id: string; kind: string }[] }>(`/v1/cases/${inTime.ids.caseId}`)
  ).ok
  const causeId = clocks.find(({ kind }) => kind === 'plan-decision')?.id
  await refused(t, service, () => claim(inTime, { causeId }), 'nothing-was-late')
  const own = clocks.find(({ kind }) => kind === 'planning')?.id
  await refused(t, service, () => claim(inTime, { causeId: own }), 'nothing-was-late', 'no step that staff owe alone')
  await refused(t, service, () => claim(inTime, late), 'request-invalid', 'of another case')
  await refused(t, service, () => claim(inTime, { cause: 'taken-support' }), 'request-invalid')
  const early = await journeyTo(service, 'plan-signed')
  await refused(t, service, () => claim(early, { causeId }), 'request-invalid')
})

t.test('a receipt is paid back once, and never what the budget has paid', async (t) => {
  const { journey, late } = await decidedLate(service)
  const of = { ...late, ...withReceipt, spentOn: '2026-12-03' }
  const { id } = (await claim(journey, of)).ok
  await refused(t, service, () => claim(journey, of), 'receipt-held')
  t.equal((await journey.person.post(`/v1/waiting-claims/${id}/withdrawal`)).status, 200)
  await refused(t, service, () => journey.person.post(`/v1/waiting-claims/${id}/withdrawal`), 'wrong-state')
  const again = (await claim(journey, of)).ok
  const other = { raw: Buffer.from('%PDF-1.7\n1\n%%EOF'), headers: aReceiptFile.headers }
  const path = `/v1/waiting-claims/${again.id}/file`
  t.equal((await journey.person.post(path, undefined, other)).problem.code, 'document-differs')
  const bought = (await buy(journey, { boughtOn: service.clock.today() })).ok
  const hash = 'a'.repeat(64)
  await fileReceipt(journey, bought.id, { documentHash: hash, issuedOn: service.clock.today() })
  await refused(t, service, () => claim(journey, { ...of, documentHash: hash }), 'receipt-held')
  const without = { documentHash: null, noReceiptBecause: null }
  await refused(t, service, () => claim(journey, { ...of, ...without }), 'request-invalid')
  await refused(t, service, () => claim(journey, { ...of, category: 'gambling' }), 'spending-excluded')
  await refused(t, service, () => claim(journey, { ...of, bought: 'Two bottles of whisky' }), 'spending-excluded')
})

t.test('less, or nothing, has its reason and its appeal; won, the rest is owed', async (t) => {
  const { journey, late } = await decidedLate(service)
  const { id } = (await claim(journey, { ...late, spentOn: '2026-12-03' })).ok
  await refused(t, service, () => decideClaim(journey.teamManager, id, 2_501), 'request-invalid')
  await refused(t, service, () => decideClaim(journey.teamManager, id, 1_000), 'reason-required')
  const { decision } = (await decideClaim(journey.teamManager, id, 1_000, because)).ok
  t.match(decision, { outcome: 'agreed-in-part', reasons: [{ code: 'outcome-not-clear' }] })
  await refused(t, service, () => decideClaim(journey.teamManager, id, 2_500), 'wrong-state')
  const reviewer = service.as(anActor('commissioner-officer', { sub: 'a-second-officer' }))
  const varied = (await lodge(journey.person, decision.id)).ok as Appeal
  const body = { outcome: 'varied', ...because }
  t.equal((await reviewer.post(`/v1/appeals/${varied.id}/decision`, body)).status, 201)
  t.match(await readClaim(journey, id), { status: 'waiting', agreedPence: 1_000 })
  await refused(
    t,
    service,
    () => decideClaim(journey.teamManager, id, 999, because),
    'request-invalid',
    'what was agreed stays',
  )
  const second = (await decideClaim(journey.teamManager, id, 1_500, because)).ok.decision
  const won = (await lodge(journey.person, second.id)).ok as Appeal
  const overturned = await reviewer.post(`/v1/appeals/${won.id}/decision`, { outcome: 'overturned', reasons: [] })
  t.equal(overturned.status, 201)
  t.match(await readClaim(journey, id), { status: 'agreed', agreedPence: 2_500 })
  t.match(await statementOf(journey), { owedPence: 2_500 })
  t.same((await paymentsOf(journey)).map(({ amountPence }) => amountPence).toSorted(), [1_000, 1_000, 500].toSorted())
  await proven()
})

t.test(
  'nobody of the team decides, nor who recorded it; over the tier’s limit it goes up, slices together',
  async (t) => {
    const { journey, late } = await decidedLate(service)
    const of = { ...late, spentOn: '2026-12-03' }
    const recorded = { saidFor: aSaidFor({ saidOn: '2026-12-04' }) }
    await refused(t, service, () => claim(journey, of, journey.careCoordinator), 'own-words-missing')
    await refused(t, service, () => claim(journey, of, journey.broker), 'case-role-required')
    const { id } = (await claim(journey, { ...of, ...recorded, amountPence: 99_999 }, journey.careCoordinator)).ok
    t.match(await readClaim(journey, id), { tier: 'team-manager', claimedAs: 'care-coordinator' })
    t.equal((await claim(journey, { ...of, amountPence: 1 })).ok.tier, 'team-manager', 'to the penny')
    const over = (await claim(journey, { ...of, amountPence: 1 })).ok
    t.equal(over.tier, null, 'an officer of the commissioner')
    await refused(t, service, () => decideClaim(journey.teamManager, over.id, 1), 'case-role-required')
    t.match((await decideClaim(journey.officer, over.id, 1)).ok.decision, { tier: 'commissioner-officer' })
    await refused(t, service, () => decideClaim(journey.person, id, 1), 'permission-missing')
  },
)

t.test('cover that fell away is a wait; an end of the case takes nothing back', async (t) => {
  const { gap, journey } = await gapOpened(service)
  const entries = await audited(service, async () => {
    const of = { cause: 'cover-gap', causeId: gap.id }
    const { id } = (await claim(journey, of)).ok
    t.equal((await journey.person.post(`/v1/cases/${journey.ids.caseId}/withdrawal`, { words: null })).status, 200)
    t.match(await readClaim(journey, id), { status: 'waiting' })
    t.match((await decideClaim(journey.teamManager, id, 2_500)).ok.waitingClaim, { status: 'agreed' })
    const late = (await claim(journey, { ...of, amountPence: 100 })).ok
    const refusal = (await decideClaim(journey.teamManager, late.id, 0, because)).ok.decision
    const appeal = (await lodge(journey.person, refusal.id)).ok as Appeal
    const won = { outcome: 'overturned', reasons: [] }
    t.equal((await journey.officer.post(`/v1/appeals/${appeal.id}/decision`, won)).status, 201)
    const { ending } = (await journey.person.get<{ ending: string }>(`/v1/cases/${journey.ids.caseId}`)).ok
    t.equal(ending, 'withdrawn', 'no case is open again for it')
  })
  t.ok(entries.some(({ type }) => type === 'waiting-claim.decided'))
  t.match(await statementOf(journey), { owedPence: 2_600, availablePence: 0 })
  await proven()
})
