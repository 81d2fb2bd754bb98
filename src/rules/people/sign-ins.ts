import { oneOf } from '../../shared/schema.ts'

/** How a code for a sign-in reaches the person. Not by phone or e-mail: whoever reads along there is not seen. */
export const handOvers = ['in-person', 'by-post'] as const
export const HandOver = oneOf(handOvers, {
  $id: 'HandOver',
  description: 'How the code reaches the person: in person, or by a letter to their address.',
})

/** Long enough for a letter, second class, on a Friday before a bank holiday is not: whoever misses it is given another. */
export const hoursCodeHolds = 72
/** A code is burnt after so many wrong second facts. */
export const mostTriesOfCode = 5
/** Codes for one person in a day, whoever issues them: one that is lost, and one that was mistyped. More is somebody at the wrong address, or a guess. */
export const mostCodesInDay = 3

/** How often somebody may ask what would tell too much if it were asked without end. */
export const mostAttempts = {
  /** A clinic of a day looks up a few dozen people; a list of random numbers needs thousands. */
  'person-search': { inHour: 60, inDay: 300 },
  /** A person types one code, wrong once or twice. */
  'sign-in': { inHour: 5, inDay: 10 },
  /** A file is tried, mended and tried again; each tells of as many people as it has lines. */
  'import-dry-run': { inHour: 10, inDay: 30 },
} as const
export type AttemptKind = keyof typeof mostAttempts

/** Whether a date of birth that somebody says is the one recorded, as far as it is known: a year, a month or a day. */
export function isBornOn(recorded: string, said: string): boolean {
  return said === recorded || said.startsWith(`${recorded}-`)
}
