import type { Case } from '../cases/case.ts'
import { needStanding } from '../cases/open-for-writing.ts'
import type { AgreedLine } from '../ledger/lines-repository.ts'
import type { Actor } from '../platform/access.ts'
import { Problem } from '../platform/errors.ts'

/**
 * Who spends from a line, by how its money is held: the broker whose organisation holds it; the person who has it as a direct payment,
 * or whoever acts for them; or, where no money changes hands, those who apply it for the person (S.I. 2012/2996 reg. 32B).
 */
export function needSpender(the: Case, actor: Actor, line: Pick<AgreedLine, 'deployment' | 'holderId'>): void {
  switch (line.deployment) {
    case 'third-party':
      needStanding(the, actor, 'broker')
      if (line.holderId !== actor.organisationId)
        throw new Problem('capacity-missing', 'Only the organisation that holds the money of this line spends it')
      return
    case 'direct-payment':
      needStanding(the, actor, 'person', 'representative')
      return
    case 'notional':
      needStanding(the, actor, 'care-coordinator', 'broker')
  }
}
