import { decidedOn } from './decided-on.ts'
import { type Ground, grounds, type Sight } from './sight.ts'
import type { View } from './views.ts'

const table: Readonly<Record<Ground, Sight>> = grounds

/** Whether a ground still opens a view of a case that has ended, however long ago; what is asked by no view, only where it opens all. */
export const opensAfterEnd = (ground: Ground, view: View | null): boolean => {
  const { afterEnd } = table[ground]
  return afterEnd === undefined || (view !== null && afterEnd.includes(view))
}

export const handsOver = (ground: Ground): boolean => table[ground].handsOver ?? false

/** Whether a ground opens a view, to look or to change something. */
export function opens(ground: Ground, view: View, writes = false): boolean {
  const { views, looksOnly = false } = table[ground]
  return views.includes(view) && !(writes && looksOnly)
}

/** Whether a ground falls away for a restricted record. */
export const isGeneral = (ground: Ground): boolean => table[ground].general ?? false

/** Whether any of these grounds opens the view. */
export const anyOpens = (held: readonly Ground[], view: View): boolean => held.some((ground) => opens(ground, view))

/** What is opened to who decided, whatever they decided on. */
const openedByEveryDecision = (view: View) =>
  Object.values<readonly View[]>(decidedOn).every((views) => views.includes(view))

/** Whether any of these grounds opens the view of a case, where it is not known what somebody decided on. */
export const surelyOpens = (held: readonly Ground[], view: View): boolean =>
  held.some((ground) => opens(ground, view) && (ground !== 'decided' || openedByEveryDecision(view)))
