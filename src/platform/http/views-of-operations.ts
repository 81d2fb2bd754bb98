import type { View } from '../../permission-views.ts'
import { type Operation, viewOf } from './route.ts'

/** What of a record each operation of the contract is about, by its name, from when its table is loaded. */
const viewByOperation = new Map<string, View | null>()

/** The same operation, of which it is known from now on what it is about. */
export function withView(operation: Operation): Operation {
  viewByOperation.set(operation.id, viewOf(operation))
  return operation
}

/** The operations that are about a view of which this holds, or about nobody's record. One that is there no more can be about anything, and is none of them. */
export const operationsAbout = (isOpened: (view: View) => boolean): string[] =>
  [...viewByOperation].flatMap(([id, view]) => (view === null || isOpened(view) ? [id] : []))
