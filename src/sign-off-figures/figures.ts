import { medianWorkingDays } from '../rules/published/median-stay.ts'
import { escalationReasons } from '../rules/sign-off/sign-off.ts'
import { tiers } from '../rules/sign-off/sign-off-rules.ts'
import type { CountedDecisions, CountedStays, countEscalations, Period } from './repository.ts'
import type { SignOffFigures } from './schemas.ts'

const total = (counted: readonly { readonly plans: number }[]) => counted.reduce((sum, { plans }) => sum + plans, 0)

/** The figures of a period from what was counted; the parts of each number come to the number. */
export function toFigures(
  period: Period,
  decisions: readonly CountedDecisions[],
  stays: readonly CountedStays[],
  escalations: Awaited<ReturnType<typeof countEscalations>>,
): SignOffFigures {
  const all = total(decisions)
  const wentToPanel = total(decisions.filter((counted) => counted.wentToPanel))
  const seen = tiers.filter((tier) => [...decisions, ...stays].some((counted) => counted.tier === tier))
  return {
    ...period,
    decisions: all,
    wentToPanel,
    panelShare: all === 0 ? null : wentToPanel / all,
    tiers: seen.map((tier) => {
      const here = decisions.filter((counted) => counted.tier === tier)
      const of = (outcome: string) => total(here.filter((counted) => counted.outcome === outcome))
      return {
        tier,
        decisions: total(here),
        agreed: of('agreed'),
        agreedInPart: of('agreed-in-part'),
        returned: of('returned'),
        refused: of('refused'),
        medianWorkingDays: medianWorkingDays(stays.filter((stay) => stay.tier === tier)),
      }
    }),
    escalations: escalationReasons.map((because) => ({ because, plans: escalations.get(because) ?? 0 })),
  }
}
