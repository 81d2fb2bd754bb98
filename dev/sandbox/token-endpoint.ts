import { timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type SampleActor, secretOf, subjectOf } from './actors.ts'

/** A refusal by RFC 6749 §5.2, which is no problem of ours. */
interface Refusal {
  readonly status: 400 | 401
  readonly error: 'invalid_request' | 'invalid_client' | 'unsupported_grant_type' | 'invalid_scope'
  readonly error_description: string
}

interface Asked {
  readonly clientId: string
  readonly secret: string
}

/**
 * Tokens by client credentials (RFC 6749 §4.4), as an issuer of production gives them: the client says who it is in the form or by Basic. A system can ask for
 * less than it is registered for (`scope`).
 */
export function tokenEndpoint(
  app: FastifyInstance,
  options: object,
  {
    clients,
    secondsValid,
    tokenFor,
  }: {
    readonly clients: ReadonlyMap<string, SampleActor>
    readonly secondsValid: number
    tokenFor(actor: SampleActor): Promise<string>
  },
): void {
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, text, done) =>
    done(null, new URLSearchParams(String(text))),
  )
  app.post('/oauth2/token', options, async (request, reply) => {
    // RFC 6749 §5.1: what holds a token is kept nowhere.
    reply.header('cache-control', 'no-store').header('pragma', 'no-cache')
    const form = request.body
    if (!(form instanceof URLSearchParams))
      return refuse(reply, invalid('The body is application/x-www-form-urlencoded'))
    const twice = [...new Set(form.keys())].find((name) => form.getAll(name).length > 1)
    if (twice !== undefined) return refuse(reply, invalid('A parameter is given more than once'))
    const asked = whoAsks(request, form)
    if ('error' in asked) return refuse(reply, asked)
    const actor = clients.get(asked.clientId)
    if (!actor || !isSame(asked.secret, secretOf(actor)))
      return refuse(
        reply,
        noClient('No client of the sandbox has this identifier and this secret: see /sandbox/tokens'),
      )
    const grant = form.get('grant_type')
    if (grant === null) return refuse(reply, invalid('grant_type is missing'))
    if (grant !== 'client_credentials')
      return refuse(reply, {
        status: 400,
        error: 'unsupported_grant_type',
        error_description: 'Only client_credentials is given here',
      })
    const scope = scopeOf(actor, form.get('scope'))
    if (scope === undefined)
      return refuse(reply, {
        status: 400,
        error: 'invalid_scope',
        error_description: 'The client is not registered for all of this; people and staff have roles, and no scope',
      })
    return {
      access_token: await tokenFor(scope.length === 0 ? actor : { ...actor, scope }),
      token_type: 'Bearer',
      expires_in: secondsValid,
      ...(scope.length === 0 ? {} : { scope: scope.join(' ') }),
    }
  })
}

const invalid = (error_description: string): Refusal => ({ status: 400, error: 'invalid_request', error_description })
const noClient = (error_description: string): Refusal => ({ status: 401, error: 'invalid_client', error_description })

/** By the form or by the header, and by one of them alone (RFC 6749 §2.3). */
function whoAsks({ headers }: FastifyRequest, form: URLSearchParams): Asked | Refusal {
  const [id, secret] = [form.get('client_id'), form.get('client_secret')]
  const { authorization } = headers
  if (authorization === undefined)
    return id === null || secret === null
      ? noClient('client_id and client_secret are missing')
      : { clientId: id, secret }
  if (secret !== null) return invalid('The client says who it is twice')
  const basic = /^basic +([A-Za-z0-9+/]+=*)$/i.exec(authorization)?.[1]
  const [, clientId, own] = /^([^:]*):(.*)$/s.exec(basic ? Buffer.from(basic, 'base64').toString() : '') ?? []
  if (clientId === undefined || own === undefined)
    return noClient('The header is not Basic with an identifier and a secret')
  try {
    // What is in the header was encoded as a form is (RFC 6749 §2.3.1).
    const asked = { clientId: decoded(clientId), secret: decoded(own) }
    return id === null || id === asked.clientId ? asked : invalid('The client says who it is twice')
  } catch {
    return noClient('The header is not encoded as a form is')
  }
}

const decoded = (text: string) => decodeURIComponent(text.replaceAll('+', ' '))

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}

/** What of its scope a client asked for, all of it where it asked for none; undefined where it asked for more. */
function scopeOf({ scope = [] }: SampleActor, asked: string | null) {
  const wanted = asked?.split(' ').filter((one) => one !== '') ?? []
  if (wanted.length === 0) return scope
  const given = scope.filter((one) => wanted.includes(one))
  return wanted.every((one) => given.some((own) => own === one)) ? given : undefined
}

function refuse(reply: FastifyReply, { status, ...told }: Refusal) {
  reply.code(status)
  if (status === 401) reply.header('www-authenticate', 'Basic realm="sandbox", charset="UTF-8"')
  return told
}

/** What a client sends to be given tokens, as it is published. */
export const credentialOf = (actor: SampleActor) => ({
  clientId: subjectOf(actor),
  clientSecret: secretOf(actor),
})
