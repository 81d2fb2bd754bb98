export const conflictKinds = [
  'case',
  'expression-of-interest',
  'needs-assessment',
  'support-plan',
  'review',
  'crisis-episode',
  'appeal',
  'simulation',
  'likely-double',
] as const
export type ConflictKind = (typeof conflictKinds)[number]

/** The thing that is in the way. */
export interface Conflict {
  readonly kind: ConflictKind
  readonly id: string
}

/** Why a rule says no: a code from the register of problems, a sentence for the reader, and the field where there is one. */
export interface Refusal<Code extends string = string> {
  readonly refused: true
  readonly code: Code
  readonly detail: string
  readonly pointer?: string
  readonly conflict?: Conflict
}

/** A refusal that names what is in the way. */
export function refuseFor<const Code extends string>(code: Code, detail: string, conflict: Conflict): Refusal<Code> {
  return { refused: true, code, detail, conflict }
}

/** A refusal, to be returned by a rule. Rules never throw. */
export function refuse<const Code extends string>(code: Code, detail: string, pointer?: string): Refusal<Code> {
  return pointer === undefined ? { refused: true, code, detail } : { refused: true, code, detail, pointer }
}

/** Narrows what a rule returned. */
export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && 'refused' in value && value.refused === true
}
