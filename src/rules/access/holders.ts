import { type TierHolder, tierHolders } from '../sign-off/sign-off-rules.ts'
import type { OpeningTask } from './openings.ts'
import { isGeneral } from './opens.ts'
import type { Ground } from './sight.ts'

/** On what ground the holder of a tier sees a case: whoever stands in for them sees no more. */
const groundOfHolder: Readonly<Record<TierHolder, Ground>> = {
  'care-coordinator': 'team',
  'team-manager': 'trust',
  'mdt-member': 'trust',
  'panel-member': 'seat',
  'lived-experience-member': 'seat',
  'commissioner-officer': 'commissioner',
  'local-authority-officer': 'seat',
}
/** Those who see every record of their kind, and none that is restricted. */
export const generalHolders = tierHolders.filter((holder) => isGeneral(groundOfHolder[holder]))

/** Whom a restricted record can be opened to for a task: those who would do it otherwise, and are kept out. */
export const namedFor: Readonly<Record<OpeningTask, readonly (TierHolder | 'finance-officer')[]>> = {
  decide: generalHolders,
  identity: generalHolders,
  pay: ['finance-officer'],
}
