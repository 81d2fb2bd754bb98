import { asRead } from '../../shared/numbers.ts'
import type { Capacity, ForcingCondition, TierHolder } from '../sign-off-rules.ts'

/** How a role is called in a sentence about somebody who decides or reviews. */
export const holderNames: Readonly<Record<TierHolder, string>> = {
  'care-coordinator': 'your care coordinator',
  'team-manager': 'a team manager',
  'mdt-member': 'members of the multidisciplinary team',
  'panel-member': 'members of the panel',
  'lived-experience-member': 'people who have used services themselves',
  'commissioner-officer': 'an officer of the commissioner',
  'local-authority-officer': 'an officer of the council',
}

export const capacityNames: Readonly<Record<Capacity, string>> = {
  person: 'you',
  representative: 'whoever acts for you',
  advocate: 'your advocate',
  'care-coordinator': 'your care coordinator',
  broker: 'your broker',
}

export const conditionNames: Readonly<Record<ForcingCondition, string>> = {
  'preventive-reduction': 'support that holds a need back would be reduced',
  'crisis-gaps-accepted': 'nobody could be called at some of your worst times',
  'conflict-of-interest': 'somebody has a conflict of interest',
  'over-indicative-budget': 'the plan costs more than your indicative budget',
  'off-catalogue': 'the plan has something in it that is unusual in the scheme',
}

/** `a, b and c`. */
export function listed(words: readonly string[], last = 'and'): string {
  if (words.length < 2) return words.join('')
  return `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`
}

/** A key of the scheme as words: `frequent crisis use`. */
export function inWords(key: string): string {
  return key.replaceAll('-', ' ')
}

/** `1 working day`, `10 working days`. */
export function counted(count: number, unit: string): string {
  return `${asRead(count)} ${unit}${count === 1 ? '' : 's'}`
}

export function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}
