import { Problem } from '../platform/http/errors.ts'

/** A place in the order of events, as an opaque cursor. */
export function cursorAfter(sequence: number): string {
  return Buffer.from(String(sequence), 'latin1').toString('base64url')
}

/** The place that a cursor stands for; the beginning where there is none. */
export function sequenceAt(cursor: string | undefined): number {
  if (cursor === undefined) return 0
  const text = Buffer.from(cursor, 'base64url').toString('latin1')
  if (!/^(0|[1-9]\d{0,14})$/.test(text)) throw new Problem('cursor-invalid')
  return Number(text)
}
