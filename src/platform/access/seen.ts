import type { Reads } from '../database/database.ts'

/** Whose record was opened within a transaction, and on what ground. */
export interface Seen {
  /** Null where it was the person's own details that were opened. */
  readonly caseId: string | null
  readonly personId: string
  readonly ground: string
}

const opened = new WeakMap<object, Map<string, Seen>>()

/** Notes that a record was opened. Each counts once for a transaction, on the ground that it was first opened on. */
export function noteSeen(reads: Reads, seen: Seen): void {
  const before = opened.get(reads) ?? new Map<string, Seen>()
  const name = `${seen.personId} ${seen.caseId}`
  if (!before.has(name)) before.set(name, seen)
  opened.set(reads, before)
}

/** The records that a transaction has opened. */
export const seenIn = (reads: Reads): readonly Seen[] => [...(opened.get(reads)?.values() ?? [])]
