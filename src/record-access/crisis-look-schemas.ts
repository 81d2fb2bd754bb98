import { type Static, Type } from '@sinclair/typebox'
import { crisisLookGroundNames } from '../rules/access/crisis-looks.ts'
import { id, instant, oneOf, pageOf, ref, thing } from '../shared/schema.ts'

const Ground = oneOf(crisisLookGroundNames, {
  $id: 'CrisisLookGround',
  description:
    '`person-asked`: the person is in crisis, and asked. `somebody-called`: somebody called about them. `in-care`: they are in our care tonight. `emergency-service-asked`: the police, the ambulance service or an emergency department asked. `crisis-is-on`: a crisis of theirs has been declared, and is on.',
})
export const NewCrisisLook = thing('NewCrisisLook', 'On what ground a crisis team looks.', { ground: ref(Ground) })
const look = {
  id: id(),
  personId: id(),
  actorId: Type.String({ description: 'The `sub` of their token.', examples: ['sandbox-crisis-team'] }),
  actorName: Type.String({ description: 'Their name, as their token has it; may be empty.', examples: ['Kit Night'] }),
  organisationId: id(),
  ground: ref(Ground),
  because: Type.String({
    description: 'The ground in plain English.',
    examples: ['Somebody called about the person.'],
  }),
  beganAt: instant(),
  until: instant(),
}
export const CrisisLook = thing('CrisisLook', 'That a crisis team looked at what is to happen in a crisis.', look)
export const CrisisLookBegun = thing(
  'CrisisLookBegun',
  'Sight of what is to happen in a crisis for an hour, and of the cases where it is.',
  {
    ...look,
    caseIds: Type.Array(id(), {
      description: 'The cases of the person with the trust that are under way, newest first.',
      minItems: 1,
      maxItems: 20,
    }),
  },
)
export const CrisisLookPage = pageOf(CrisisLook)
export type CrisisLook = Static<typeof CrisisLook>
export type CrisisLookBegun = Static<typeof CrisisLookBegun>
export const crisisLookSchemas = [Ground, NewCrisisLook, CrisisLook, CrisisLookBegun, CrisisLookPage]
