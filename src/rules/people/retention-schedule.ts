import { type LocalDate, monthsAfter } from '../../shared/dates.ts'

/**
 * How long a record is kept. The source: NHS Records Management Code of Practice 2021 (updated August 2023), appendix II: mental-health
 * records are kept for 20 years after the person was last seen, or 10 years after death; referrals that are not accepted for 2 years. A record
 * holds care and money together, so the longest of its periods decides.
 */
export const retentionSchedule = [
  {
    rule: 'after-death',
    years: 10,
    since: 'death',
    says: 'The person died, and nothing was done about their cases since.',
  },
  {
    rule: 'after-last-contact',
    years: 20,
    since: 'last-contact',
    says: 'Every case of the person has ended, and nothing was done about them since.',
  },
  {
    rule: 'never-a-case',
    years: 2,
    since: 'registration',
    says: 'The person was registered, and no case was ever opened.',
  },
] as const
export type RetentionRule = (typeof retentionSchedule)[number]

/** What nothing happened to since before this day is no longer kept by the rule. */
export const keptSince = ({ years }: Pick<RetentionRule, 'years'>, today: LocalDate): LocalDate =>
  monthsAfter(today, -12 * years)
