import type { Station } from './stations.ts'

/** The steps that staff owe: from which station, by which clock, the day on which it is late, and the station that ends it. */
export const sendsLate: readonly (readonly [station: Station, clock: string, late: string, done: Station])[] = [
  ['expression-accepted', 'assessment', '2026-12-23', 'assessment-completed'],
  ['assessment-completed', 'calculation', '2026-12-09', 'budget-adopted'],
  ['budget-adopted', 'disclosure', '2026-12-02', 'budget-disclosed'],
  ['budget-disclosed', 'planning', '2026-12-23', 'plan-submitted'],
  ['plan-submitted', 'signing', '2026-12-09', 'plan-signed'],
]
