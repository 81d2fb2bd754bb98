import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { createLocalJWKSet, exportJWK, generateKeyPair, importJWK, type JWK, type JWTVerifyGetKey, SignJWT } from 'jose'
import { Problem } from '../../src/platform/http/errors.ts'
import { keptText } from '../postgres/kept-text.ts'
import { frontEnd, type SampleActor, sampleActors, subjectOf } from './actors.ts'
import { scenarioPeople } from './scenarios/catalogue.ts'
import { credentialOf, tokenEndpoint } from './token-endpoint.ts'

const algorithm = 'ES256'
const hoursValid = 8

/** The sandbox's own issuer of tokens: anybody gets a token for any sample actor, so production refuses to start with it. */
export interface SandboxIssuer {
  readonly issuer: string
  readonly audience: string
  /** What tokens are verified against, as they would be against a real issuer's. */
  readonly keys: JWTVerifyGetKey
  routes(app: FastifyInstance): void
  tokenFor(actor: SampleActor): Promise<string>
}

/** Tokens outlive a restart: the key is kept in the folder. */
export async function createSandboxIssuer(folder: string, origin: string): Promise<SandboxIssuer> {
  await mkdir(folder, { recursive: true })
  const { privateKey: fresh } = await generateKeyPair(algorithm, { extractable: true })
  const draft: JWK = { ...(await exportJWK(fresh)), kid: crypto.randomUUID(), alg: algorithm, use: 'sig' }
  const { d, ...publicKey } = JSON.parse(
    await keptText(join(folder, 'issuer-key.json'), () => JSON.stringify(draft)),
  ) as JWK
  if (!d || !publicKey.kid) throw new Error(`${join(folder, 'issuer-key.json')} is no private key: remove it`)
  const privateKey = await importJWK({ ...publicKey, d }, algorithm)
  const jwks = { keys: [publicKey] }
  const issuer = `${origin}/sandbox/issuer`
  const audience = 'recovery-budgets'
  const header = { alg: algorithm, kid: publicKey.kid, typ: 'JWT' }

  const tokenFor = (actor: SampleActor) =>
    new SignJWT({
      name: actor.name,
      commissioner: actor.commissioner,
      ...(actor.organisation ? { organisation: actor.organisation } : {}),
      ...(actor.roles ? { roles: [...actor.roles] } : {}),
      ...(actor.scope
        ? { client_id: subjectOf(actor), scope: actor.scope.join(' ') }
        : { client_id: frontEnd.clientId }),
    })
      .setProtectedHeader(header)
      .setSubject(subjectOf(actor))
      .setIssuer(issuer)
      .setAudience(audience)
      .setIssuedAt()
      .setExpirationTime(`${hoursValid} hours`)
      .sign(privateKey)

  const routes = (app: FastifyInstance) => {
    const clients = new Map([...sampleActors, ...scenarioPeople].map((actor) => [subjectOf(actor), actor]))
    const open = { config: { public: true }, schema: { hide: true } } as const
    app.get('/issuer/.well-known/openid-configuration', open, async () => ({
      issuer,
      jwks_uri: `${issuer}/jwks.json`,
      token_endpoint: `${origin}/sandbox/oauth2/token`,
      token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
      grant_types_supported: ['client_credentials'],
      id_token_signing_alg_values_supported: [algorithm],
      subject_types_supported: ['public'],
      response_types_supported: ['none'],
    }))
    app.get('/issuer/jwks.json', open, async () => jwks)
    app.get('/tokens', open, async () => ({
      items: sampleActors.map((actor) => ({
        ...actor,
        subject: subjectOf(actor),
        ...credentialOf(actor),
        token: `/sandbox/tokens/${actor.who}`,
      })),
    }))
    app.get<{ Params: { who: string } }>('/tokens/:who', open, async (request, reply) => {
      const actor = clients.get(`sandbox-${request.params.who}`)
      if (!actor) throw new Problem('not-found', 'There is no such sample actor: see /sandbox/tokens')
      reply.type('text/plain; charset=utf-8')
      return tokenFor(actor)
    })
    tokenEndpoint(app, open, { clients, secondsValid: hoursValid * 3_600, tokenFor })
  }

  return { issuer, audience, keys: createLocalJWKSet(jwks), routes, tokenFor }
}
