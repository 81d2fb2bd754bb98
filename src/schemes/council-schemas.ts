import { type Static, Type } from '@sinclair/typebox'
import { id, instant, nullable, pageOf, thing } from '../shared/schema.ts'

export const NewSchemeCouncil = thing('NewSchemeCouncil', 'A council that pays into a scheme, or decides in it.', {
  organisationId: id(),
})
export const SchemeCouncil = thing(
  'SchemeCouncil',
  'That a council takes part in a scheme: its officers, and no other council’s, have the seat of the council. Where it pays, they also see the cases of the scheme that are under way, and the accounts of those that have ended.',
  {
    id: id(),
    schemeId: id(),
    organisationId: id(),
    pays: Type.Boolean({
      description: 'Whether it paid into the scheme, by the rules that were in force when it was enrolled.',
      examples: [true],
    }),
    enrolledBy: Type.String({
      description: 'Who enrolled it: the `sub` of their token.',
      examples: ['sandbox-commissioner-officer'],
    }),
    enrolledAt: instant(),
    endedAt: nullable(instant(), { description: 'When that ended; null while it holds.', examples: [null] }),
  },
)
export const SchemeCouncilPage = pageOf(SchemeCouncil)
export type SchemeCouncil = Static<typeof SchemeCouncil>
export const schemeCouncilSchemas = [NewSchemeCouncil, SchemeCouncil, SchemeCouncilPage]
