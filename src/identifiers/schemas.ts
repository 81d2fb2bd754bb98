import { type Static, Type } from '@sinclair/typebox'
import { ref, thing } from '../shared/schema.ts'

const systemPattern = "(?:https?://[A-Za-z0-9]|urn:[A-Za-z0-9])[A-Za-z0-9._~:/?#@!$&'()*+,;=%-]{2,199}"
const valuePattern = '[A-Za-z0-9](?:[A-Za-z0-9._/:#+-]{0,62}[A-Za-z0-9])?'

const system = Type.String({
  pattern: `^${systemPattern}$`,
  maxLength: 210,
  description:
    'Whose identifier it is: a URI that the other system chooses once (`Identifier.system` of FHIR). The NHS number and the ODS code have places of their own, and what the service itself knows things by (`urn:ietf:rfc3986`, `urn:recovery-budgets:…`) is nobody else’s. Its scheme and host, or the space of a URN, are in small letters.',
  examples: ['https://record.trust.example/id/patient'],
})
const value = Type.String({
  pattern: `^${valuePattern}$`,
  maxLength: 64,
  description:
    'The identifier as that system writes it: 1 to 64 letters, digits and `._/:#+-`, beginning and ending with a letter or a digit. Capitals count.',
  examples: ['RW4-20417'],
})

export const Identifier = thing('Identifier', 'By what another system knows something.', { system, value })
/** What is asked for by an identifier, in the form of a FHIR token. */
export const identifierToken = (description: string) =>
  Type.String({
    pattern: `^${systemPattern}\\|${valuePattern}$`,
    maxLength: 275,
    description: `${description} Written \`system|value\`, as FHIR does.`,
    examples: ['https://record.trust.example/id/case|RW4-20417'],
  })

/** As many as one system can have for one thing. */
const mostOfSystem = 20
/** As many as one thing can be given. More can come together where two records are joined. */
export const mostOfThing = 20

export const identifiersField = Type.Array(ref(Identifier), {
  description: 'By what other systems know it, in the order of the systems.',
  maxItems: 1000,
  examples: [[{ system: 'https://record.trust.example/id/patient', value: 'RW4-20417' }]],
})
export const SystemIdentifiers = thing(
  'SystemIdentifiers',
  'What one system knows something by. It takes the place of what that system had; those of other systems stay as they are.',
  {
    system,
    values: Type.Array(value, {
      description: 'All of that system. None takes them away.',
      maxItems: mostOfSystem,
      uniqueItems: true,
      examples: [['RW4-20417']],
    }),
  },
)
export const Identifiers = thing('Identifiers', 'By what other systems know something.', { items: identifiersField })

export type SystemIdentifiers = Static<typeof SystemIdentifiers>
export type Identifiers = Static<typeof Identifiers>
export const identifierSchemas = [Identifier, SystemIdentifiers, Identifiers]
