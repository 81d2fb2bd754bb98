/** Who gives money back that was paid out to be spent on a line. */
export const givers = ['person', 'representative', 'holder'] as const
export type Giver = (typeof givers)[number]
