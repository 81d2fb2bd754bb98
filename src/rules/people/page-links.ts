import type { PersonOrCoordinator } from './person-or-coordinator.ts'

/** Long enough to hand over a telephone or to open an e-mail; a link that is found later opens nothing. */
export const minutesLinkHolds = 15
/** A session that nobody uses for so long is over: the device may be somebody else's by now. */
export const minutesSessionIdle = 30
/** However busy it is, a session is over after so long. */
export const hoursSessionLasts = 8

/**
 * What the pages let whoever opened them do. A link that staff made only shows, and no more than they may see themselves: what the person says and
 * signs, they say with a link that they made by their own sign-in, since nobody can tell who opens the one of staff.
 */
export const pagesOnlyShow = (madeAs: PersonOrCoordinator): boolean => madeAs !== 'person'
