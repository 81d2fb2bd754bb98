import { type Static, Type } from '@sinclair/typebox'
import { called, id, instant, nullable, pageOf, ref, thing } from '../shared/schema.ts'
import { NewBrokerQualification } from './qualification-schemas.ts'

const actorId = () =>
  Type.String({
    pattern: '^[\\x21-\\x7e]{1,200}$',
    description: 'The `sub` of the access tokens of the account.',
    examples: ['sandbox-broker'],
  })
const organisationId = () =>
  nullable(id(), { description: 'Where they work; null: with the commissioner itself.', examples: [null] })
const name = () => nullable(called(200, 'Their name.', 'Sam Jones'), { description: 'Their name.', examples: [null] })

const peer = () =>
  Type.Boolean({
    description:
      'Whether they work as a peer, who has used services too: a scheme of peer brokers takes no other broker.',
    examples: [false],
  })

export const NewStaffMember = thing(
  'NewStaffMember',
  'A member of staff to register, with the first account they sign in by.',
  {
    actorId: actorId(),
    organisationId: organisationId(),
    name: name(),
    peer: Type.Optional(peer()),
  },
)
export const StaffAccountInput = thing('StaffAccountInput', 'An account that a member of staff signs in by.', {
  actorId: actorId(),
})
export const StaffMember = thing(
  'StaffMember',
  'A member of staff, once, whatever accounts they sign in by: one human has one part in a decision.',
  {
    id: id(),
    organisationId: organisationId(),
    name: name(),
    peer: peer(),
    accounts: Type.Array(
      ref(
        thing('StaffAccount', 'An account of theirs.', {
          actorId: actorId(),
          addedBy: Type.String({ description: 'Who added it.', examples: ['sandbox-team-manager'] }),
          addedAt: instant(),
          confirmedAt: nullable(instant(), {
            description: 'When a second person confirmed that it is theirs; null until then: nothing is decided by it.',
            examples: [null],
          }),
        }),
      ),
      { description: 'The accounts, oldest first.', maxItems: 50 },
    ),
    training: Type.Array(
      ref(
        thing(
          'StaffTraining',
          'What a broker was trained in, or is accredited for: the newest of each course and level.',
          {
            course: NewBrokerQualification.properties.course,
            level: NewBrokerQualification.properties.level,
            expiresOn: NewBrokerQualification.properties.expiresOn,
          },
        ),
      ),
      {
        description: 'What they were trained in as a broker, by the names of the courses; what has lapsed too.',
        maxItems: 100,
      },
    ),
    registeredAt: instant(),
    endedAt: nullable(instant(), { description: 'When they left; null while they work here.', examples: [null] }),
  },
)
export const StaffMemberPage = pageOf(StaffMember)
export type StaffMember = Static<typeof StaffMember>
export const staffSchemas = [NewStaffMember, StaffAccountInput, StaffMember, StaffMemberPage]
