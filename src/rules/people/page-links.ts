import { oneOf } from '../../shared/schema.ts'

/** Who makes a link that opens a person's pages. */
export const pageLinkMakers = ['person', 'care-coordinator', 'representative', 'advocate'] as const
export type PageLinkMaker = (typeof pageLinkMakers)[number]
export const PageLinkMaker = oneOf(pageLinkMakers, {
  $id: 'PageLinkMaker',
  description:
    'Who made a link: the person, their care coordinator, or who acts or speaks for them. Values may be added.',
})

/** Long enough to hand over a telephone or to open an e-mail; a link that is found later opens nothing. */
export const minutesLinkHolds = 15
/** A session that nobody uses for so long is over: the device may be somebody else's by now. */
export const minutesSessionIdle = 30
/** However busy it is, a session is over after so long. */
export const hoursSessionLasts = 8

/**
 * What the pages let whoever opened them do. A link that staff made only shows, and no more than they may see themselves: what the person says and
 * signs, they say with a link that they made by their own sign-in, since nobody can tell who opens the one of staff. Whoever acts or speaks for the
 * person makes theirs by their own sign-in too, for themselves.
 */
export const pagesOnlyShow = (madeAs: PageLinkMaker): boolean => madeAs === 'care-coordinator'

/** Whether the pages are somebody's who is there for the person, and says things in their own name. */
export const isForPerson = (madeAs: PageLinkMaker): madeAs is 'representative' | 'advocate' =>
  madeAs === 'representative' || madeAs === 'advocate'
