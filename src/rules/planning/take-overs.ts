import { daysAfter, type LocalDate } from '../../shared/dates.ts'

/** Why a take-over ended. */
export const takeOverEnds = ['person', 'last-day', 'capacity', 'plan-replaced', 'budget-ended'] as const
export type TakeOverEnd = (typeof takeOverEnds)[number]

/** Kinds of organisation that are paid from a plan: theirs is an interest of their own in what is bought. */
const paidKinds: readonly string[] = ['provider', 'brokerage-organisation']
export const isPaidProvider = (kind: string | undefined): boolean => kind !== undefined && paidKinds.includes(kind)

/** The last day of a take-over that begins today. */
export const lastDay = ({ longestDays }: { readonly longestDays: number }, today: LocalDate): LocalDate =>
  daysAfter(today, longestDays - 1)

/** Whether a take-over is for a line; where none is named it is for all. */
export const takesOver = ({ lines }: { readonly lines: readonly string[] }, line: string): boolean =>
  lines.length === 0 || lines.includes(line)
