import { dateInWords, type LocalDate } from '../../shared/dates.ts'
import { type Refusal, refuse } from '../../shared/outcome.ts'
import type { SchemeRules } from '../scheme/scheme-rules.ts'

/** What ties a broker to a person or to those who would be paid. */
export const brokerConflictKinds = ['relative-or-friend', 'money', 'works-for-provider', 'other'] as const

/** What a broker was trained in, and until when it holds; null: without an end. */
export interface Qualification {
  readonly course: string
  readonly level: number | null
  readonly awardedOn: LocalDate
  readonly expiresOn: LocalDate | null
}

/**
 * Whether a broker has on this day what the scheme asks of them (Lambeth: a day of support planning and a day of recovery planning; Together: level 4).
 * Peer brokers can be asked for other things than others.
 */
export function isQualified(
  { brokerage }: Pick<SchemeRules, 'brokerage'>,
  broker: { readonly peer: boolean; readonly qualifications: readonly Qualification[] },
  on: LocalDate,
): true | Refusal<'broker-unqualified'> {
  const asked = (brokerage.brokersNeed ?? []).filter(({ of }) => of === 'all' || (of === 'peers') === broker.peer)
  const lacking = asked.find(
    ({ course, level }) =>
      !broker.qualifications.some(
        (one) =>
          one.course === course &&
          (level === null || (one.level ?? 0) >= level) &&
          one.awardedOn <= on &&
          (one.expiresOn === null || on <= one.expiresOn),
      ),
  )
  if (!lacking) return true
  const level = lacking.level === null ? '' : ` at level ${lacking.level} or above`
  return refuse(
    'broker-unqualified',
    `The scheme asks of its brokers: ${lacking.name}${level}. They do not have it on ${dateInWords(on)}`,
    '/actorId',
  )
}
