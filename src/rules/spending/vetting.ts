import { daysAfter, type LocalDate } from '../../shared/dates.ts'
import { categoryOf, type SpendingCategory } from '../scheme/categories.ts'
import { type PaidBy, paysRegistered } from './payees.ts'

/**
 * How whoever gives support is known to be safe to be with: somebody saw what the Disclosure and Barring Service says of them; the person knows what such a check
 * is and chose them without one, as whoever employs somebody themself may; or it is no single human, and an organisation answers for whom it sends.
 */
export const vettings = ['dbs-seen', 'person-chooses', 'organisation'] as const
export type Vetting = (typeof vettings)[number]

/** What is said to whoever wants to pay them, and to the person: what a check is, and that it is theirs to ask for. */
export const whatDbsIs =
  'A DBS check says whether somebody was convicted of a crime, or is barred from work with people at risk. You may ask anybody who gives you support to show one.'

/** Schemes from before there was a list of categories name theirs as they like. */
const namesSupport = /(^|-)(support|care|carer|assistant|respite)(-|$)/

/** Whether somebody is asked who gives what is bought from a line: support by people, paid by the person or by a card, of whom no register keeps papers. */
export function asksWhoGives(
  line: PaidBy & { readonly category: string },
  rules: { readonly categories: readonly SpendingCategory[] | null },
): boolean {
  if (paysRegistered(line)) return false
  const group = categoryOf(rules, line.category)?.group
  return group === undefined ? namesSupport.test(line.category) : group === 'support' || group === 'crisis'
}

/** A year: what was seen or chosen longer ago is asked again. Set by the service: no source gives a time, and a check says nothing of the days after it. */
const daysOfVetting = 365
export const vettedStill = (decidedOn: LocalDate, today: LocalDate): boolean =>
  today <= daysAfter(decidedOn, daysOfVetting)
