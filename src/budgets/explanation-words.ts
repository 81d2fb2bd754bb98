import type { Funder } from '../rules/budget-rules.ts'
import type { Capacity, Tier } from '../rules/sign-off-rules.ts'

/** Who pays, as a person would say it. */
export const payers: Readonly<Record<Funder, string>> = {
  commissioner: 'The NHS commissioner, the body that pays for your NHS care',
  'local-authority': 'The council',
  pool: 'A fund that the NHS and the council share',
}

/** Who decides on a plan, as a person would say it. */
export const deciders: Readonly<Record<Tier, string>> = {
  'care-coordinator': 'your care coordinator decides',
  'team-manager': 'the manager of your team decides',
  'commissioner-lead': 'the NHS commissioner decides',
  'mdt-meeting': 'a meeting of the different people who work in your team decides',
  'risk-enablement-panel': 'a panel decides, on which people sit who have used services themselves',
  'joint-panel': 'a panel of the NHS and the council together decides',
}

/** Who signs a plan, as a person would say it. */
export const signers: Readonly<Record<Capacity, string>> = {
  person: 'you',
  representative: 'whoever acts for you',
  advocate: 'your advocate',
  'care-coordinator': 'your care coordinator',
  broker: 'the broker who helps you plan',
}

/** The published sources that schemes cite by a short name. */
const sources: Readonly<Record<string, string>> = {
  S0: 'A person’s own account of being offered a budget, published as a blog',
  S1: 'NHS England, Personal health budgets for mental health',
  S2: 'Mind, report on personal health budgets in mental health, 2013',
  S3: 'Social Care Institute for Excellence, practice examples of integrated personal budgets in mental health',
  S4: 'NHS Confederation, on personal budgets in mental health',
}

/** Where a rule comes from, with no short name left in it. */
export function sourceInWords(citation: string): string {
  return citation.replaceAll(/\bS[0-4]\b(?=[:,;]|$)/g, (name) => sources[name] ?? name)
}

/** `you, your broker and your care coordinator`. */
export function listed(words: readonly string[]): string {
  const last = words.at(-1) ?? ''
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`
}
