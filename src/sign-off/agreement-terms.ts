import { Type } from '@sinclair/typebox'
import { Funder } from '../rules/budgets/budget-rules.ts'
import { nullable, ref, thing, words } from '../shared/schema.ts'

const Share = ref(
  thing('ShareInput', 'The share of one funder.', {
    funder: ref(Funder),
    basisPoints: Type.Integer({
      minimum: 0,
      maximum: 10_000,
      description: 'The share, in basis points: 10,000 is the whole.',
      examples: [5_000],
    }),
  }),
)

/** What goes with an agreement, at a tier or by an appeal. */
export const agreementTerms = {
  shares: Type.Optional(
    nullable(Type.Array(Share, { minItems: 1, maxItems: 5 }), {
      description:
        'Who pays which part, together 10,000, where the scheme lets the decider set it; left out: the usual shares.',
      examples: [null],
    }),
  ),
  gapsAcceptedBecause: Type.Optional(
    nullable(
      words(
        1000,
        'Why the decider accepts that nobody can be called at some of the person’s worst times.',
        'The duty team will ring before each of these nights.',
      ),
      {
        description: 'Needed to agree to a plan with such gaps.',
        examples: [null],
      },
    ),
  ),
}
