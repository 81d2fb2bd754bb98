import { type Refusal, refuse } from '../../shared/outcome.ts'
import type { View } from '../access/views.ts'

/** What evidence can hang on. A concern is none of them: what is in one leaves no trace on a case. */
export const attachmentKinds = [
  'case',
  'decision',
  'information-request',
  'person-request',
  'appeal',
  'off-plan-request',
  'surplus-recovery',
] as const
export type AttachmentKind = (typeof attachmentKinds)[number]

/** In which roles somebody can put it there. */
export const attachmentAdders = [
  'person',
  'representative',
  'advocate',
  'care-coordinator',
  'broker',
  'commissioner-officer',
  'team-manager',
  'machine',
] as const
export type AttachmentAdder = (typeof attachmentAdders)[number]

/** Why one is taken back. */
export const attachmentWithdrawals = ['wrong-file', 'not-needed', 'about-somebody-else'] as const
export type AttachmentWithdrawal = (typeof attachmentWithdrawals)[number]

export const mostOfOneThing = 50
export const mostOfCase = 500
/** With those that were taken back, of which a row stays. */
export const mostEver = 2_000

interface Carries {
  /** What opens the thing opens what staff hang on it: what the person gives as evidence is as private as their words, whatever it hangs on. */
  readonly view: View
  readonly by: readonly AttachmentAdder[]
  /** Nothing is added to it once it is closed. */
  readonly whileOpen: boolean
  /** It can be added to though the case has ended. */
  readonly afterEnd?: true
}

const theirs = ['person', 'representative', 'advocate'] as const
/** In which roles what is given as evidence is the person's own words as well. */
export const attachmentsInOwnWords: readonly AttachmentAdder[] = theirs
const managers = ['commissioner-officer', 'team-manager'] as const

/** Who may hang what on which thing, and who sees it. */
export const carries: Readonly<Record<AttachmentKind, Carries>> = {
  case: { view: 'own-words', by: [...theirs, 'care-coordinator', ...managers, 'machine'], whileOpen: false },
  // Whoever decides says on what; the person's own evidence is in their appeal.
  decision: { view: 'decisions', by: managers, whileOpen: false },
  'information-request': { view: 'own-words', by: [...theirs, 'care-coordinator'], whileOpen: false },
  'person-request': { view: 'own-words', by: [...theirs, 'care-coordinator', ...managers], whileOpen: true },
  appeal: { view: 'own-words', by: [...theirs, 'care-coordinator', ...managers], whileOpen: true, afterEnd: true },
  'off-plan-request': { view: 'money', by: [...theirs, 'care-coordinator', 'broker'], whileOpen: true },
  'surplus-recovery': { view: 'money', by: [...theirs, 'care-coordinator', ...managers], whileOpen: true },
}

/** The views that somebody needs, all of them, to see what was hung on a thing of the kind in this role. */
export const viewsOfAttachment = (kind: AttachmentKind, addedAs: AttachmentAdder): readonly View[] =>
  attachmentsInOwnWords.includes(addedAs) ? [carries[kind].view, 'own-words'] : [carries[kind].view]

/** Whether a thing takes evidence as it is now, and its case does: something new, or another copy of what nobody can get. */
export function isOpenFor(
  kind: AttachmentKind,
  { isOpen, hasEnded }: { readonly isOpen: boolean; readonly hasEnded: boolean },
): true | Refusal<'wrong-state' | 'case-ended'> {
  if (hasEnded && !carries[kind].afterEnd) return refuse('case-ended', 'The case has ended')
  if (carries[kind].whileOpen && !isOpen)
    return refuse('wrong-state', 'This is closed: what it was settled on stays as it was')
  return true
}

/** Whether there is room for one more. */
export function mayAttach(held: {
  readonly ofThing: number
  readonly ofCase: number
  readonly ever: number
}): true | Refusal<'attachments-full'> {
  if (held.ofThing >= mostOfOneThing)
    return refuse('attachments-full', `There are ${mostOfOneThing} files here already, which is the most`)
  if (held.ever >= mostEver)
    return refuse(
      'attachments-full',
      `${mostEver} files were put on the case, with those taken back, which is the most`,
    )
  if (held.ofCase >= mostOfCase)
    return refuse('attachments-full', `There are ${mostOfCase} files on the case already, which is the most`)
  return true
}

/**
 * Whether somebody may take one back. Who put it there does while nobody has settled anything on it; what is about somebody else goes whenever that
 * is noticed (UK GDPR art. 5(1)(d) and (f)), by them or an officer. Once something was settled on it, by an officer who did not put it there: what was looked at does not go by
 * the word of whom it may speak against.
 */
export function mayTakeBack(
  because: AttachmentWithdrawal,
  { own, officer, isOpen }: { readonly own: boolean; readonly officer: boolean; readonly isOpen: boolean },
): true | Refusal<'case-role-required' | 'wrong-state'> {
  const wrongPerson = because === 'about-somebody-else'
  if (!own && !(wrongPerson && officer))
    return refuse(
      'case-role-required',
      'Who put it here takes it back; an officer does where it is about somebody else',
    )
  if (!isOpen && !wrongPerson)
    return refuse('wrong-state', 'What it hangs on is closed: it stays, unless it is about somebody else')
  if (!isOpen && (own || !officer))
    return refuse('case-role-required', 'What it hangs on is closed: another officer takes it back')
  return true
}
