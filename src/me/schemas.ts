import { type Static, Type } from '@sinclair/typebox'
import { Organisation } from '../organisations/schemas.ts'
import { permissions, roles } from '../permissions.ts'
import { groundNames } from '../rules/access/sight.ts'
import { views } from '../rules/access/views.ts'
import { CaseRole } from '../rules/sign-off/sign-off-rules.ts'
import { id, nullable, oneOf, ref, thing } from '../shared/schema.ts'

const viewNames = Object.keys(views) as readonly (keyof typeof views)[]

const sentence = (description: string, example: string) => Type.String({ description, examples: [example] })

export const Ground = oneOf(groundNames, {
  $id: 'Ground',
  description: 'Why somebody may see a record. Values may be added.',
})

const MyPlaces = thing('MyPlaces', 'On how many teams of cases you stand in a role.', {
  caseRole: ref(CaseRole),
  cases: Type.Integer({ minimum: 1, description: 'On so many cases, ended ones too.', examples: [12] }),
})
const MyGround = thing(
  'MyGround',
  'A ground on which somebody like you can see records without a place on their team.',
  {
    ground: ref(Ground, { description: 'Its name, which stands in the record of who looked.' }),
    purpose: sentence('What it is for.', 'To commission, to decide and to pay.'),
    until: sentence('How long it holds.', 'They no longer have the role, or the record is restricted'),
    views: Type.Array(oneOf(viewNames, { description: 'A part of a record.' }), {
      description: 'The parts of a record that it opens.',
    }),
  },
)
const MyCommissioner = thing('MyCommissioner', 'The commissioner in whose place you are.', {
  id: id(),
  code: sentence('Its code.', 'QYG'),
  name: sentence('Its name.', 'Sandbox Integrated Care Board'),
})
export const Me = thing('Me', 'Who you are here, by the token that you sent, and what you may do.', {
  actorId: Type.String({
    description:
      'How the service names you in what you do: the `sub` of your token, of a system with `client:` before it.',
    examples: ['sandbox-coordinator'],
  }),
  name: nullable(Type.String(), {
    description: 'How letters and teams name you; null where your token gives no name.',
    examples: ['Sam Jones'],
  }),
  machine: Type.Boolean({ description: 'Whether you are a system, and no human.', examples: [false] }),
  commissioner: ref(MyCommissioner),
  organisation: nullable(ref(Organisation), {
    description: 'Who sent you; null where your token names no organisation.',
    examples: [null],
  }),
  roles: Type.Array(oneOf(roles, { description: 'A role.' }), {
    description: 'The roles that you have here; a system has none.',
  }),
  registered: Type.Boolean({
    description:
      'False where your token names a role of staff and you are not registered as staff: then it gives you nothing.',
    examples: [true],
  }),
  permissions: Type.Array(oneOf(permissions, { description: 'A permission. Values may be added.' }), {
    description:
      'What your roles, or the scopes of your token, let you ask for. Each operation names the one that it needs.',
  }),
  personIds: Type.Array(id(), {
    description: 'The records of people that are yours: those that this sign-in is linked to.',
    maxItems: 20,
  }),
  places: Type.Array(ref(MyPlaces), { description: 'The teams on which you stand, by role.', maxItems: 5 }),
  grounds: Type.Array(ref(MyGround), {
    description:
      'Beside your places: on what grounds you can see records, each for what it opens. A case says on which you see it.',
  }),
})
export type Me = Static<typeof Me>
export const meSchemas = [MyPlaces, MyGround, MyCommissioner, Me]
