import { readFile } from 'node:fs/promises'
import t from 'tap'
import { paidOut, recordByTwo } from '../give-backs/acts.ts'
import { advance, handOver, payers, paymentsOf, results } from '../pay-runs/acts.ts'
import { buy, statementOf } from '../spending/acts.ts'
import { proven } from '../support/proven.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)
t.beforeEach(() => service.clock.set('2026-11-24T09:30:00Z'))

/** What the migration plans for those who laid something out before it, as it is written there. */
const migration = await readFile(
  new URL('../../migrations/0234_paid_for_what_was_laid_out.sql', import.meta.url),
  'utf8',
)
const plan = /^insert into payment .+? laid_out;$/ms.exec(migration)?.[0] ?? ''

t.test('what was laid out before anybody was paid for it is paid by the migration, once', async (t) => {
  const { journey, planLineId } = await paidOut(service)
  t.equal((await recordByTwo(journey, planLineId)).status, 201)
  const bought = { client: journey.person, instrument: 'bank-account', planLineId } as const
  const { id } = (await buy(journey, { ...bought, amountPence: 10_000 })).ok
  const reason = 'The shop took one of them back.'
  void (await journey.person.post(`/v1/purchases/${id}/reversal`, { reason, amountPence: 1_000 })).ok
  await service.database.sql('delete from payment where purchase_id is not null and payee_id is null')
  t.match(await statementOf(journey), { owedPence: 3_000 })
  await service.database.sql(plan)
  await service.database.sql(plan)
  const owed = (await paymentsOf(journey)).filter(({ purpose }) => purpose === 'owed')
  t.match(owed, [{ payeeId: null, amountPence: 3_000, from: '2026-11-24', dueOn: '2026-11-24', state: 'planned' }])
  t.match(owed[0]?.reference, /^[0-9A-Z]{18}$/)
  const run = await handOver(service, '2026-11-24')
  void (await results(service, payers(service).drafter, run.id, [`${owed[0]?.reference},paid,2026-11-24,`])).ok
  await advance(service)
  t.match(await statementOf(journey), { owedPence: 0, spentPence: 9_000 })
  await proven(service)
})
