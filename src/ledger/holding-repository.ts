import type { Database } from '../database/tables.ts'
import { posted } from '../platform/database/prepared.ts'
import type { Slots } from '../platform/database/slots.ts'

/** Holds the money of a line in another way from now on. */
export const setHolding = posted(
  (
    tx,
    of: Slots<{
      commissionerId: string
      lineId: string
      deployment: Database['plan_line']['deployment']
      instrument: Database['plan_line']['instrument']
      holderId: string | null
    }>,
  ) =>
    tx
      .updateTable('plan_line')
      .set({ deployment: of.deployment, instrument: of.instrument, holder_id: of.holderId })
      .where('commissioner_id', '=', of.commissionerId)
      .where('plan_line_id', '=', of.lineId),
)
