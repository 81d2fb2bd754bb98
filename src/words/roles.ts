import type { Funder } from '../rules/budget-rules.ts'

/** Who pays, in a sentence for the person. */
export const funderNames: Readonly<Record<Funder, string>> = {
  commissioner: 'the NHS commissioner',
  'local-authority': 'the council',
  pool: 'a fund that the NHS and the council share',
}
