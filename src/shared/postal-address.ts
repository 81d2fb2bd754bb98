import { type Static, Type } from '@sinclair/typebox'
import { nullable, ref, thing } from './schema.ts'

/** An address in the United Kingdom, as Royal Mail asks for it: from the name of the house down to the town, and the postcode apart. */
export const PostalAddress = thing('PostalAddress', 'Where the post goes, in the United Kingdom.', {
  lines: Type.Array(
    Type.String({
      minLength: 1,
      maxLength: 60,
      pattern: '^[^\\s\\p{C}]([^\\p{C}]*[^\\s\\p{C}])?$',
      description: 'A line, without space around it.',
      examples: ['1 High Street'],
    }),
    {
      minItems: 1,
      maxItems: 5,
      description: 'From the house to the town, without the postcode.',
      examples: [['1 High Street', 'Deal']],
    },
  ),
  postcode: Type.String({
    maxLength: 8,
    pattern: '^[A-Z]{1,2}[0-9][A-Z0-9]? [0-9][A-Z]{2}$',
    description: 'In capital letters, with the space.',
    examples: ['CT14 7AA'],
  }),
})
export type PostalAddress = Static<typeof PostalAddress>

export const postalAddress = (description: string) =>
  nullable(ref(PostalAddress), { description, examples: [{ lines: ['1 High Street', 'Deal'], postcode: 'CT14 7AA' }] })
