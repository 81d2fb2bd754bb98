import t from 'tap'
import type { AuditSample, AuditSampleItem } from '../../src/concerns/sample-schemas.ts'
import { type AuditedKind, auditedKinds } from '../../src/rules/concerns/audit-samples.ts'
import { accountants, giveForBudget, giveForPayee } from '../bank-accounts/acts.ts'
import { paidOut, record, secondOfficer } from '../give-backs/acts.ts'
import { move } from '../line-moves/acts.ts'
import { ask, because, decideOn, withRoom } from '../off-plan-requests/acts.ts'
import { paymentsOf } from '../pay-runs/acts.ts'
import { register } from '../payees/acts.ts'
import { inTenant } from '../support/actors.ts'
import { journeyTo } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'
import { claim, decideClaim, decidedLate } from '../waiting-claims/acts.ts'

const service = await startService(t)
const auditor = service.as('auditor')
const day = service.clock.today()

// Two decisions on money off the plan, a payment, give-backs by one and by two, moves, and changes of bank details, on one day.
const roomy = await withRoom(service)
const decided: string[] = []
for (const agreed of [5_000, 0]) {
  const { id } = (await ask(roomy)).ok
  decided.push((await decideOn(roomy.careCoordinator, id, agreed, agreed === 0 ? because : {})).ok.decision.id)
}
const { journey: paid, planLineId } = await paidOut(service)
const [settled] = await paymentsOf(paid)
const byTwo = (await record(paid, planLineId, { amountPence: 1_000, reference: 'FPI-1' })).ok
void (await record(paid, planLineId, { amountPence: 1_000, reference: 'FPI-1' }, secondOfficer(paid))).ok
service.clock.advance({ minutes: 1 })
const alone = (await record(paid, planLineId, { amountPence: 2_000, reference: 'FPI-2' })).ok
const moving = await journeyTo(service, 'plan-agreed')
const moved = (await move(moving, { amountPence: 100 })).ok
service.clock.advance({ minutes: 1 })
const movedAgain = (await move(moving, { amountPence: 200 })).ok
const { id: payeeId } = (await register(service.as('care-coordinator'))).ok
const ofPayee = (await giveForPayee(accountants(service).giver, payeeId, {})).ok
const ofBudget = (await giveForBudget(moving, { accountNumber: '12121212' })).ok
service.clock.advance({ days: 1 })

const draw = (of: AuditedKind, more: object = {}, client = auditor) => {
  const sample = { of, from: day, until: day, size: 20, method: 'risk', ...more }
  return client.post<AuditSample>('/v1/audit-samples', sample)
}
const itemsOf = async ({ id }: AuditSample) =>
  (await auditor.get<{ items: AuditSampleItem[] }>(`/v1/audit-samples/${id}/items`)).ok.items
const isSame = async ({ id }: AuditSample) =>
  (await auditor.get<{ same: boolean }>(`/v1/audit-samples/${id}/verification`)).ok.same
/** What was drawn, by its identifier: of which case, how much, and how many tickets. */
const drawnOf = async (of: AuditedKind) => {
  const items = await itemsOf((await draw(of)).ok)
  return Object.fromEntries(items.map((item) => [item.id, [item.caseId, item.amountPence, item.weight]]))
}

t.test('each kind is drawn with weights that fit it', async (t) => {
  const { caseId } = moving.ids
  t.same(await drawnOf('bank-details'), { [ofPayee.id]: [null, null, 1], [ofBudget.id]: [caseId, null, 3] })
  t.same(await drawnOf('line-move'), { [moved.id]: [caseId, 100, 1], [movedAgain.id]: [caseId, 200, 4] })
  t.same(
    await drawnOf('give-back'),
    { [byTwo.id]: [paid.ids.caseId, 1_000, 1], [alone.id]: [paid.ids.caseId, 2_000, 6] },
    'one alone, after another of the same month',
  )
  const off = [roomy.ids.caseId, 5_000, 3]
  t.same(await drawnOf('off-plan-decision'), Object.fromEntries(decided.map((id) => [id, off])))
  t.same(await drawnOf('payment'), { [settled?.id ?? '']: [paid.ids.caseId, 10_000, 1] })
  t.same(await drawnOf('purchase'), {})
})

t.test('the seed that was kept draws the same of each kind, also once what was drawn has gone on', async (t) => {
  const samples: AuditSample[] = []
  for (const of of auditedKinds) {
    const one = (await draw(of, { size: 1 })).ok
    t.equal(one.of, of)
    samples.push(one)
  }
  // What happened at the very instant of drawing counts as before it.
  service.clock.advance({ minutes: 1 })
  const same = { amountPence: 2_000, reference: 'FPI-2', receivedOn: day }
  void (await record(paid, planLineId, same, secondOfficer(paid))).ok
  void (await giveForPayee(accountants(service).giver, payeeId, { accountNumber: '66667777' }))
  for (const sample of samples) t.equal(await isSame(sample), true, sample.of)
})

t.test('what was found is kept once of each item, and no bank details are in what is told', async (t) => {
  const sample = (await draw('bank-details')).ok
  const items = await itemsOf(sample)
  t.match(
    items.find(({ id }) => id === ofPayee.id),
    { of: 'bank-details', payeeId, caseId: null, on: day },
  )
  t.notMatch(JSON.stringify(items), /55779911|12121212|20-00-00/)
  const path = (id: string) => `/v1/audit-samples/${sample.id}/items/${id}/finding`
  const found = { finding: 'not-in-order', words: 'The paper is of another account.' }
  t.match((await auditor.post<AuditSampleItem>(path(ofPayee.id), found)).ok, { ...found, of: 'bank-details' })
  await refused(t, service, () => auditor.post(path(ofPayee.id), found), 'wrong-state')
  await refused(t, service, () => auditor.post(path(moved.id), found), 'not-found', 'of another sample')
})

t.test(
  'what is of a record that is kept to its team is drawn and not shown, and nothing of another tenant',
  async (t) => {
    const privacy = service.as('privacy-officer')
    const path = `/v1/people/${moving.ids.personId}/restriction`
    void (await privacy.post(path, { reason: 'A relative works there.' })).ok
    const sample = (await draw('bank-details')).ok
    t.equal(sample.population, 2)
    t.same(
      (await itemsOf(sample)).map(({ id }) => id),
      [ofPayee.id],
    )
    t.same(await drawnOf('line-move'), {})
    void (await privacy.post(`${path}/lifting`)).ok
    for (const of of auditedKinds)
      t.equal((await draw(of, {}, service.as(inTenant('QOP', 'auditor')))).ok.population, 0, of)
  },
)

t.test('what was decided on claims is drawn, also where it was refused: without a receipt more often', async (t) => {
  const { journey, late } = await decidedLate(service)
  const on = service.clock.today()
  const decisions: string[] = []
  for (const agreedPence of [2_500, 0]) {
    const { id } = (await claim(journey, { ...late, spentOn: '2026-12-04', bought: `Taxi ${agreedPence}` })).ok
    const reasons = agreedPence === 0 ? because : {}
    decisions.push((await decideClaim(journey.teamManager, id, agreedPence, reasons)).ok.decision.id)
    service.clock.advance({ minutes: 1 })
  }
  service.clock.advance({ days: 1 })
  const sample = (await draw('waiting-claim-decision', { from: on, until: on })).ok
  const drawn = Object.fromEntries((await itemsOf(sample)).map((item) => [item.id, [item.amountPence, item.weight]]))
  t.same(drawn, { [decisions[0] ?? '']: [2_500, 3], [decisions[1] ?? '']: [2_500, 6] })
  t.equal(await isSame(sample), true)
})
