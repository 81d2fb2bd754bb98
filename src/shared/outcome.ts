/** Why a rule says no: a code from the register of problems, a sentence for the reader, and the field where there is one. */
export interface Refusal<Code extends string = string> {
  readonly refused: true
  readonly code: Code
  readonly detail: string
  readonly pointer?: string
}

/** A refusal, to be returned by a rule. Rules never throw. */
export function refuse<const Code extends string>(code: Code, detail: string, pointer?: string): Refusal<Code> {
  return pointer === undefined ? { refused: true, code, detail } : { refused: true, code, detail, pointer }
}

/** Narrows what a rule returned. */
export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && 'refused' in value && value.refused === true
}
