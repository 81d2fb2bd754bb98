import { type Refusal, refuse } from '../../shared/outcome.ts'
import type { CurrentService } from './continuity.ts'
import { isLowered, losesCode, losesHours } from './service-size.ts'

/** A service as it is told: what it is called, and who gives it. */
export interface NamedService extends CurrentService {
  readonly title: string
  readonly provider: string
}

const terms = ['replacedBy', 'replacementStartsOn', 'replacementMinutesPerWeek', 'endsOn'] as const

/**
 * What may be made of a service while an appeal is open: only something better. It can be kept after all, there can be more of it, and
 * what was not said can be said: a name, a code. What the person appeals about stands meanwhile as it stood, its reason too.
 */
export function frozen(before: NamedService, after: NamedService): Refusal<'support-frozen'> | undefined {
  const field = frozenField(before, after)
  return field && refuse('support-frozen', 'This stays as it is while an appeal is open', `/${field}`)
}

function frozenField(before: NamedService, after: NamedService): keyof NamedService | undefined {
  const keptAfterAll = before.status !== 'kept' && after.status === 'kept'
  if (before.title !== after.title) return 'title'
  if (before.provider !== after.provider) return 'provider'
  if (losesCode(before, after)) return 'serviceCode'
  if (isLowered(before, after)) return 'minutesPerWeek'
  if (losesHours(before, after)) return 'hours'
  if (before.relationshipWith !== null && before.relationshipWith !== after.relationshipWith) return 'relationshipWith'
  if (keptAfterAll) return undefined
  if (before.status !== after.status) return 'status'
  return (
    terms.find((term) => before[term] !== after[term]) ??
    (before.statusReason === after.statusReason ? undefined : 'statusReason')
  )
}

/** Who changes the name of a service, and whether that is still the day on which it was registered. */
export interface Renaming {
  readonly byWhoRegistered: boolean
  readonly sameDay: boolean
}

/**
 * Whether a service may be called so. An NHS crisis service keeps its name and who gives it: a register that says "no crisis team" takes
 * it away as surely as an end does. Who registered it corrects a slip on the same day.
 */
export function mayRename(
  before: NamedService,
  after: NamedService,
  { byWhoRegistered, sameDay }: Renaming,
): true | Refusal<'kept-service-not-tradable'> {
  if (before.kind !== 'nhs-crisis' || (byWhoRegistered && sameDay)) return true
  const field = (['title', 'provider'] as const).find((name) => before[name] !== after[name])
  if (field === undefined) return true
  return refuse(
    'kept-service-not-tradable',
    'The name and provider of an NHS crisis service are corrected only by who registered it, on the same day',
    `/${field}`,
  )
}
