import { type Refusal, refuse } from '../../shared/outcome.ts'
import type { EligibilityRules, EntryStatus } from '../scheme/eligibility.ts'
import type { SchemeRules } from '../scheme/scheme-rules.ts'
import type { Missing } from './readiness.ts'

type Eligibility = Pick<SchemeRules, 'eligibility'>

/** Whether it makes a difference how somebody comes: the scheme does not take both, or assesses one of them otherwise. */
export const entryMatters = ({ takes }: Pick<EligibilityRules, 'takes'>): boolean =>
  takes.length < 2 || takes.some(({ jointAssessment }) => jointAssessment)

const named: Readonly<Record<EntryStatus, string>> = {
  'with-social-care-budget': 'people who have a personal budget for social care',
  'without-social-care-budget': 'people who have no personal budget for social care',
}

/** Whether a scheme takes somebody who comes so. Where it makes a difference it has to be said. */
export function entryTaken(
  { eligibility }: Eligibility,
  entryStatus: EntryStatus | null,
): true | Refusal<'entry-status-missing' | 'entry-not-taken'> {
  if (entryStatus === null)
    return (
      !entryMatters(eligibility) ||
      refuse(
        'entry-status-missing',
        'Say whether the person has a personal budget for social care: it makes a difference in this scheme',
        '/entryStatus',
      )
    )
  if (eligibility.takes.some((taken) => taken.entryStatus === entryStatus)) return true
  const takes = eligibility.takes.map((taken) => named[taken.entryStatus]).join(' and ')
  return refuse('entry-not-taken', `This scheme takes ${takes}. ${eligibility.source}`, '/entryStatus')
}

/** Whether the NHS and the council assess somebody together who comes so. */
export const assessedJointly = ({ eligibility }: Eligibility, entryStatus: EntryStatus | null): boolean =>
  eligibility.takes.some((taken) => taken.entryStatus === entryStatus && taken.jointAssessment)

/** What an assessment lacks where the NHS and the council assess together: what each of them found of it as it is now. */
export function jointMissing(
  scheme: Eligibility,
  entryStatus: EntryStatus | null,
  found: { readonly health: boolean; readonly council: boolean },
): Missing[] {
  if (!assessedJointly(scheme, entryStatus) || (found.health && found.council)) return []
  const detail = found.health
    ? 'The council has not yet said what it found'
    : 'The person has no social-care budget, so the council assesses their needs with you: say what you found, and ask it'
  return [{ pointer: '/joint', code: 'joint-assessment-missing', detail }]
}
