import { Type } from '@sinclair/typebox'
import type { FastifyInstance } from 'fastify'
import { oneOf, ref, thing } from '../../shared/schema.ts'
import { publishedKeys, type SealKeys } from '../audit/seals.ts'
import type { WorldClock } from '../work/clock.ts'
import { Problem } from './errors.ts'
import { problemResponses, publicResponses } from './problem-responses.ts'

const AuditKey = thing('AuditKey', 'A public key that events were signed with (RFC 8037).', {
  kty: oneOf(['OKP'], { description: 'The kind of key.' }),
  crv: oneOf(['Ed25519'], { description: 'The curve.' }),
  x: Type.String({ description: 'The key.', examples: ['11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo'] }),
  kid: Type.String({
    description: 'Its identifier, as signatures name it: its thumbprint (RFC 7638).',
    examples: ['kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k'],
  }),
  alg: oneOf(['EdDSA'], { description: 'The algorithm.' }),
  use: oneOf(['sig'], { description: 'What it is for.' }),
})
const AuditKeySet = thing('AuditKeySet', 'The keys that events were signed with, the present one and earlier ones.', {
  keys: Type.Array(ref(AuditKey), { description: 'The keys.', maxItems: 100 }),
})
/** Named at the top of the service, as those of its health are. */
export const wellKnownSchemas = [AuditKey, AuditKeySet]

/** RFC 9116 asks for less than a year. */
const contactHoldsDays = 180
const wholeDay = 86_400_000

export interface WellKnown {
  readonly sealKeys: SealKeys
  /** Where a vulnerability is reported to: an address or a page, as a URI. */
  readonly securityContact: string | undefined
  readonly now: WorldClock
}

/** What anybody may look up at the places that standards name. */
export async function wellKnownRoutes(app: FastifyInstance, { sealKeys, securityContact, now }: WellKnown) {
  const config = { public: true } as const
  const common = { tags: ['Service'], security: [] }

  app.get(
    '/.well-known/audit-keys.json',
    {
      config,
      schema: {
        ...common,
        operationId: 'getAuditKeys',
        summary: 'Read the public keys of the audit',
        description:
          'A JSON Web Key Set (RFC 7517). Keep it elsewhere: a signature is worth as much as the key that it is checked with.',
        response: {
          ...publicResponses(),
          200: { description: 'The keys.', content: { 'application/jwk-set+json': { schema: ref(AuditKeySet) } } },
        },
      },
    },
    async (_request, reply) => reply.type('application/jwk-set+json').send({ keys: publishedKeys(sealKeys.known) }),
  )

  app.get(
    '/.well-known/security.txt',
    {
      config,
      schema: {
        ...common,
        operationId: 'getSecurityContact',
        summary: 'Read where to report a vulnerability',
        description: 'As RFC 9116 has it; 404 where whoever runs the service has named no contact.',
        response: {
          ...publicResponses(),
          404: problemResponses(404)[404],
          200: {
            description: 'The contact.',
            content: {
              'text/plain': {
                schema: Type.String({
                  description: 'One field a line.',
                  examples: ['Contact: mailto:security@example.nhs.uk\n'],
                }),
              },
            },
          },
        },
      },
    },
    async (_request, reply) => {
      if (securityContact === undefined) throw new Problem('not-found')
      const expires = new Date(Math.floor(now().getTime() / wholeDay + contactHoldsDays) * wholeDay)
      const lines = [`Contact: ${securityContact}`, `Expires: ${expires.toISOString()}`, 'Preferred-Languages: en']
      return reply.type('text/plain; charset=utf-8').send(`${lines.join('\n')}\n`)
    },
  )
}
