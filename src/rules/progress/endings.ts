/** How a case can end. `said` is whether the person says it, in their words or recorded for them; the others are facts that staff record. */
export const endings = ['declined', 'withdrawn', 'ended-at-review', 'died', 'moved-away', 'joined'] as const
export type Ending = (typeof endings)[number]

/** The endings that staff record as a fact, with the day, and without words of the person. */
export const recordedEndings = ['died', 'moved-away', 'joined'] as const satisfies readonly Ending[]
