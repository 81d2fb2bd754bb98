import type { Tier } from './sign-off-rules.ts'

/** Who decides on a plan, as a person would say it: without the names that only those who work there use. */
export const tiersTold: Readonly<Record<Tier, string>> = {
  'care-coordinator': 'your care coordinator',
  'team-manager': 'the manager of your team',
  'commissioner-lead': 'the NHS commissioner',
  'mdt-meeting': 'a meeting of the different people who work in your team',
  'risk-enablement-panel': 'a panel on which people sit who have used services themselves',
  'joint-panel': 'a panel of the NHS and the council together',
}
