import t from 'tap'
import { buy, statementOf } from '../spending/acts.ts'
import { journeyTo } from '../support/journey.ts'
import { proven } from '../support/proven.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)
t.beforeEach(() => service.clock.set('2026-11-24T09:30:00Z'))

t.test('a statement has every line and their whole sums, however many came after the first', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  t.equal((await buy(journey, { amountPence: 1_000 })).status, 201)
  const before = await statementOf(journey)
  // As so many claims that were paid back leave them, without the claims: the trigger that asks for those is left out.
  await service.database.sql('alter table plan_line disable trigger user')
  await service.database.sql(
    `insert into plan_line (commissioner_id, plan_line_id, case_id, support_plan_id, key, title, category, deployment, instrument, agreed_pence, status, closed_on, pays_back)
      select commissioner_id, uuidv7(), case_id, support_plan_id, 'paid-back-' || n, 'A taxi', category, deployment, instrument, 0, 'closed', '2026-11-24', true
      from plan_line, generate_series(1, 500) n where plan_line_id = $1`,
    [journey.ids.planLineId],
  )
  await service.database.sql('alter table plan_line enable trigger user')
  const after = await statementOf(journey)
  t.equal(after.lines.length, before.lines.length + 500)
  t.equal(after.lines[0]?.planLineId, journey.ids.planLineId, 'the oldest first')
  t.match(after, { agreedPence: before.agreedPence, spentPence: 1_000, sources: before.sources })
  await proven(service)
})
