import type { Static } from '@sinclair/typebox'
import { type Refusal, refuse } from '../../shared/outcome.ts'
import { called, date, id, thing } from '../../shared/schema.ts'
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

export const JointAssessment = thing(
  'JointAssessment',
  'Who in the council assessed the needs together with the care coordinator.',
  {
    organisationId: id(),
    assessor: called(200, 'Who there: their name and role.', 'Nadia Sample, social worker'),
    on: date(),
  },
)
export type JointAssessment = Static<typeof JointAssessment>

/** What an assessment lacks where the NHS and the council assess together: somebody of a council that takes part, on a day that has been. */
export function jointMissing(
  { eligibility }: Eligibility,
  entryStatus: EntryStatus | null,
  joint: JointAssessment | null,
  { isCouncil, today }: { readonly isCouncil: boolean; readonly today: string },
): Missing[] {
  const needed = eligibility.takes.some((taken) => taken.entryStatus === entryStatus && taken.jointAssessment)
  if (!joint) {
    const detail =
      'The person has no social-care budget, so the council assesses their needs with you: say who did, and when'
    return needed ? [{ pointer: '/joint', code: 'joint-assessment-missing', detail }] : []
  }
  return [
    ...(isCouncil
      ? []
      : [{ pointer: '/joint/organisationId', code: 'council-unknown', detail: 'names no council that takes part' }]),
    ...(joint.on > today ? [{ pointer: '/joint/on', code: 'date-ahead', detail: 'must not lie after today' }] : []),
  ]
}
