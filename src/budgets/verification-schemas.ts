import { Type } from '@sinclair/typebox'
import { id, nullable, thing } from '../shared/schema.ts'

export const CalculationVerification = thing(
  'CalculationVerification',
  'A stored calculation, run again under the version of the rules that it was made with.',
  {
    budgetCalculationId: id(),
    schemeVersion: Type.Integer({ minimum: 1, description: 'The version it was made with.', examples: [1] }),
    keptHash: Type.String({
      description: 'The hash that it was stored with.',
      examples: ['9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'],
    }),
    computedHash: nullable(Type.String(), {
      description: 'The hash of what the rules give now; null where they give no amount.',
      examples: ['9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'],
    }),
    storedIntact: Type.Boolean({
      description: 'Whether what is stored still has the hash that it was stored with.',
      examples: [true],
    }),
    same: Type.Boolean({
      description:
        'Whether all of it is the same. The sentences that tell the steps are not compared: they are kept as they were told.',
      examples: [true],
    }),
  },
)
