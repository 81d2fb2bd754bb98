import type { CaseFacts } from './facts.ts'
import { type Wait, waiting } from './waits.ts'

/** The person can call off an end of their budget that they did not ask for themselves, until it takes effect. */
export function waitsOfAnnouncedEnding(facts: CaseFacts): Wait[] {
  const { announcedEnding } = facts
  if (!announcedEnding) return []
  const { id } = announcedEnding
  return waiting(facts)(
    { subject: 'announced-ending', subjectId: id },
    'ending-announced',
    { kind: 'cooling-off', subjectId: id },
    'person',
  )
}

/** That something was not the person is looked at by an officer of the commissioner who did not record it, also where the case has ended. */
export function waitsOfObjections({ objections }: CaseFacts): Wait[] {
  return objections.map(({ id, notBy }) => ({
    subject: 'said-for',
    subjectId: id,
    party: 'commissioner-officer',
    step: 'objection-to-answer',
    notBy,
    clock: { kind: 'objection', subjectId: id },
    tier: null,
  }))
}
