import { moments } from '../rules/progress.ts'
import type { Case } from './case.ts'
import type { CaseSummary } from './schemas.ts'

/** The case for the wire: the moment's stage and sentence beside it. */
export function toCaseSummary(the: Case): CaseSummary {
  const { stage, next } = moments[the.moment]
  return {
    id: the.id,
    personId: the.personId,
    schemeId: the.schemeId,
    schemeVersion: the.schemeVersion,
    trustId: the.trustId,
    stage,
    moment: the.moment,
    waitingFor: [...the.waitingFor],
    tier: the.tier,
    next,
    capacities: [...the.capacities],
    openedAt: the.openedAt.toISOString(),
    endedAt: the.endedAt?.toISOString() ?? null,
  }
}
