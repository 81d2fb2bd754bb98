import { type Static, Type } from '@sinclair/typebox'
import { machineScopes } from '../machine-scopes.ts'
import { called, id, instant, nullable, oneOf, pageOf, ref, thing } from '../shared/schema.ts'

const MachineScope = oneOf(machineScopes, {
  $id: 'MachineScope',
  description: 'A permission that a machine client can have. Values may be added.',
})

const fields = {
  clientId: Type.String({
    pattern: '^[\\x21-\\x7e]{1,200}$',
    description: 'The `client_id` of its tokens, which is their `sub` too (RFC 9068, section 2.2).',
    examples: ['trust-record-system'],
  }),
  organisationId: nullable(id(), {
    description: 'Whose system it is; null for the commissioner’s own.',
    examples: ['019ab3f0-5c1e-7d44-9a3b-1f2e3d4c5b6a'],
  }),
  name: called(200, 'How people know the system.', 'Record system of the trust'),
  scopes: Type.Array(ref(MachineScope), {
    minItems: 1,
    maxItems: machineScopes.length,
    uniqueItems: true,
    description: 'What it may do at the most; its token’s `scope` says what it may do now.',
  }),
}

const origins = Type.Array(
  Type.String({ maxLength: 300, examples: ['https://plans.example.org'], description: 'An origin.' }),
  {
    maxItems: 10,
    uniqueItems: true,
    description:
      'From which pages a browser may ask with tokens that name this client, those of people too: each exactly as a browser writes it, over https, or in the sandbox `http://localhost` with its port.',
  },
)

export const NewMachineClient = thing('NewMachineClient', 'A machine client to register.', {
  ...fields,
  origins: Type.Optional(origins),
})
export const MachineClient = thing('MachineClient', 'A system that asks in its own name.', {
  id: id(),
  ...fields,
  origins,
  registeredAt: instant(),
  confirmedAt: nullable(instant(), {
    description: 'When a second person confirmed it; null: it can do nothing yet.',
    examples: [null],
  }),
  endedAt: nullable(instant(), { description: 'When it was ended; null while it is in force.', examples: [null] }),
})
export const MachineClientPage = pageOf(MachineClient)
export type MachineClient = Static<typeof MachineClient>
export const machineClientSchemas = [NewMachineClient, MachineClient, MachineClientPage]
