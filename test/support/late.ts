import type { PathwayStep } from './pathway-steps.ts'

/** The steps that staff owe: from which step, by which clock, the day on which it is late, and the step that ends it. */
export const sendsLate: readonly (readonly [
  pathwayStep: PathwayStep,
  clock: string,
  late: string,
  done: PathwayStep,
])[] = [
  ['expression-accepted', 'assessment', '2026-12-23', 'assessment-completed'],
  ['assessment-completed', 'calculation', '2026-12-09', 'budget-adopted'],
  ['budget-adopted', 'disclosure', '2026-12-02', 'budget-disclosed'],
  ['budget-disclosed', 'planning', '2026-12-23', 'plan-submitted'],
  ['plan-submitted', 'signing', '2026-12-09', 'plan-signed'],
]
