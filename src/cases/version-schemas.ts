import { Type } from '@sinclair/typebox'
import { thing } from '../shared/schema.ts'

export const SchemeVersionChange = thing('SchemeVersionChange', 'The version of the rules that a case moves to.', {
  version: Type.Integer({
    minimum: 1,
    maximum: 2_147_483_647,
    description: 'The version that is in force today.',
    examples: [2],
  }),
})
