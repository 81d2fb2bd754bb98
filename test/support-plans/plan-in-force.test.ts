import t from 'tap'
import { statementOf } from '../spending/acts.ts'
import { journeyTo } from '../support/journey.ts'
import { aWish } from '../support/road-builders.ts'
import { startService } from '../support/service.ts'
import { changed, decideChanged } from './acts.ts'

const service = await startService(t)

t.test(
  'however many plans there were, the lines in force are closed by the next and stand in the statement',
  async (t) => {
    const the = await journeyTo(service, 'purchase-made', { wish: aWish(40_000) })
    // Five hundred lines of plans before it.
    await service.database.sql(`begin; set local session_replication_role = replica;
    insert into plan_line select commissioner_id, overlay(plan_line_id::text placing lpad(n::text, 8, '0') from 1 for 8)::uuid,
      case_id, support_plan_id, 'before-' || n, title, category, deployment, instrument, holder_id, 1, 0, 'closed'
      from plan_line, generate_series(1, 500) n where plan_line_id = '${the.ids.planLineId}'; commit`)
    const next = await changed(the, [{ key: 'lessons', amountPence: 30_000 }])
    t.equal((await decideChanged(the.careCoordinator, next)).status, 201)
    const { lines, availablePence } = await statementOf(the)
    t.match(lines.slice(-2), [
      { planLineId: the.ids.planLineId, status: 'closed', releasedPence: 30_001 },
      { key: 'lessons', status: 'active' },
    ])
    t.equal(availablePence, 30_000)
  },
)
