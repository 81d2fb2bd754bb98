import type { Funder } from '../rules/budgets/budget-rules.ts'
import type { CalculationStep } from '../rules/budgets/calculation.ts'
import type { ChannelChoice, NotificationKind } from '../rules/notifications/kinds.ts'
import type { LessPaid } from '../rules/payments/planned.ts'
import type { CrisisContingency } from '../rules/planning/crisis-contingency.ts'
import type { Activation } from '../rules/planning/crisis-tiers.ts'
import type { ToldService } from '../rules/planning/what-stays.ts'
import type { CaseFacts } from '../rules/progress/facts.ts'
import type { Heard } from '../rules/sign-off/hearings.ts'
import type { Reason } from '../rules/sign-off/reasons.ts'
import type { AgreementContent } from '../rules/spending/deployment-agreement.ts'
import type { PayeeTie } from '../rules/spending/payees.ts'
import type { GivenBackAs, Weighed } from '../rules/spending/recovery.ts'
import type { Pence } from '../shared/money.ts'

interface SurplusLine {
  readonly planLineId: string
  readonly line: string
  readonly title: string
  readonly proposedPence: Pence
  readonly decidedPence: Pence | null
  /** Only where it is set off. */
  readonly setOffPence?: Pence
  readonly recoveredPence: Pence
  readonly lessFor?: readonly LessPaid[]
  readonly givenBackPence?: Pence
  /** What of that is paid by payments of their own. */
  readonly owedPence?: Pence
  readonly givenBackAs?: GivenBackAs | null
}

interface PeriodEndLine {
  readonly planLineId: string
  readonly line: string
  readonly title: string
  readonly unspentPence: Pence
  readonly carriedPence: Pence
  readonly overPence: Pence
  readonly ringFenced: boolean
}

interface Share {
  readonly funder: Funder
  readonly amountPence: Pence
}

/** What there was before something was recorded for the person, as far as an objection puts it back. */
export interface BeforeSaid {
  readonly expression?: CaseFacts['expression']
  readonly assessment?: CaseFacts['assessment']
  readonly reviewId?: string
  /** An end of the budget that was announced and had not taken effect. */
  readonly announcedId?: string
  readonly expressionId?: string
  readonly service?: ToldService
  /** The version of the service that the agreement made. */
  readonly serviceVersion?: number
}

/**
 * What each JSON column holds. `unknown` where the type belongs to a domain, which the ground under all domains may not import,
 * and for rules, which are read by the functions that know their format. A JSON column that is missing here does not compile.
 */
export interface JsonColumns {
  'audit_entry.facts': Record<string, unknown>
  'bulk_import_line.errors': { pointer: string; code: string; detail: string }[]
  'budget_calculation.facts': unknown
  'budget_calculation.inputs': unknown
  'budget_calculation.shares': Share[]
  'budget_calculation.steps': (CalculationStep & { readonly sentence: string })[]
  'crisis_contingency_change.content': CrisisContingency
  'crisis_episode.lines': Activation['lines']
  'cover_gap.standing': CrisisContingency['worstTimes']
  'current_service.depends_on': { service: string | null; line: string | null }[]
  'current_service.hours': CrisisContingency['worstTimes']
  'current_service.hours_before': CrisisContingency['worstTimes']
  'death_report.before': BeforeSaid
  'deployment_agreement.content': AgreementContent
  'decision.heard': Heard
  'decision.lines': { readonly line: string; readonly outcome: 'agreed' | 'refused' }[]
  'decision.reasons': Reason[]
  'decision.shares': (Share & { readonly basisPoints: number })[]
  'expression_of_interest.content': unknown
  'indicative_budget.shares': Share[]
  'information_request.items': unknown
  'needs_assessment.content': unknown
  'notification_preference.channels': Partial<Record<NotificationKind, ChannelChoice>>
  'off_plan_request.ties': PayeeTie[]
  'off_plan_vote.reasons': Reason[]
  'person_history.former': Record<string, unknown>
  'review.content': unknown
  'review.route': unknown
  'said_for.before': BeforeSaid
  'scheme_draft.rules': unknown
  'scheme_version.rules': unknown
  'simulation.result': unknown
  'period_end.lines': PeriodEndLine[]
  'surplus_recovery.factors': (Weighed & { readonly because: string })[]
  'surplus_recovery.lines': SurplusLine[]
  'simulation.rules': unknown
  'support_plan.content': unknown
  'support_plan_version.content': unknown
  'vote.reasons': Reason[]
}
