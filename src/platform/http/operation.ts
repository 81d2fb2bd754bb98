import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import type { ProblemCode } from '../../problems.ts'
import type { Actor } from '../access/access.ts'
import { atEnd } from '../database/at-end.ts'
import type { DatabaseAccess, Tx } from '../database/database.ts'
import type { Clock } from '../work/clock.ts'
import { Problem } from './errors.ts'

/** What a write gives back: everything that a repeated request must get again. */
export interface Answer<Body = unknown> {
  status: 200 | 201 | 204
  body: Body
  location?: string
  version?: number
}

export const created = <Body>(body: Body, location: string, version?: number): Answer<Body> =>
  version === undefined ? { status: 201, body, location } : { status: 201, body, location, version }

export const done = <Body>(body: Body, version?: number): Answer<Body> =>
  version === undefined ? { status: 200, body } : { status: 200, body, version }

/** Who writes, when, and what the client believes it changes. The first argument of every operation after `tx`. */
export interface Context {
  readonly actor: Actor
  readonly now: Date
  /** The versions in `If-Match`, or any, where the client gave it. */
  readonly ifMatch: 'any' | readonly number[] | undefined
}

export interface Platform {
  readonly database: DatabaseAccess
  readonly now: Clock
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Money or a decision moves: a request without an Idempotency-Key is refused. */
    keyRequired?: true
    /** A change of something that has versions: a request without If-Match is refused. */
    ifMatchRequired?: true
    /** A write on something that has versions: If-Match may be left out. */
    ifMatchTaken?: true
  }
}

/**
 * Runs one write as one transaction, once: state, audit, event and the stored answer are committed together.
 * A repeated Idempotency-Key gets the stored answer; with another request it is refused (422), and while the
 * first still runs it is told so (409).
 */
export async function writeOnce<Body>(
  platform: Platform,
  request: FastifyRequest,
  reply: FastifyReply,
  work: (tx: Tx, context: Context) => Promise<Answer<Body>>,
): Promise<Body> {
  const { actor } = request
  const { keyRequired, ifMatchRequired } = request.routeOptions.config
  const key = request.method === 'POST' ? idempotencyKey(request) : undefined
  if (keyRequired && !key) throw new Problem('idempotency-key-required')
  const ifMatch = versionsIn(request.headers['if-match'])
  if (ifMatchRequired && ifMatch === undefined) throw new Problem('precondition-required')
  const context: Context = { actor, now: platform.now(), ifMatch }

  const answer = await platform.database.write(actor, async (tx) => {
    if (!key) return work(tx, context)
    const hash = requestHash(request)
    const stored = await claimKey(tx, actor, key)
    if (stored) {
      if (stored.request_hash !== hash) throw new Problem('idempotency-key-reused')
      reply.header('idempotency-replayed', 'true')
      return JSON.parse(stored.answer) as Answer<Body>
    }
    const fresh = await work(tx, context)
    // With whatever else is done at the end: one round trip for both.
    atEnd(tx, 'kept answer', async () => {
      await tx
        .insertInto('idempotency_record')
        .values({
          commissioner_id: actor.commissionerId,
          actor_id: actor.actorId,
          key,
          request_hash: hash,
          answer: JSON.stringify(fresh),
          stored_at: context.now,
        })
        .execute()
    })
    return fresh
  })

  reply.code(answer.status)
  if (answer.location) reply.header('location', answer.location)
  if (answer.version !== undefined) reply.header('etag', etag(answer.version))
  return answer.body
}

/** Waits for nobody: a second request with the same key while the first runs is told 409 at once. */
async function claimKey(tx: Tx, actor: Actor, key: string) {
  const [claimed, stored] = await Promise.all([
    sql<{
      mine: boolean
    }>`select pg_try_advisory_xact_lock(hashtextextended(${`${actor.commissionerId} ${actor.actorId} ${key}`}, 0)) as mine`.execute(
      tx,
    ),
    tx
      .selectFrom('idempotency_record')
      .select(['request_hash', 'answer'])
      .where('commissioner_id', '=', actor.commissionerId)
      .where('actor_id', '=', actor.actorId)
      .where('key', '=', key)
      .executeTakeFirst(),
  ])
  if (!claimed.rows[0]?.mine) throw new Problem('request-in-progress')
  return stored
}

function idempotencyKey(request: FastifyRequest): string | undefined {
  const key = request.headers['idempotency-key']
  if (key === undefined) return undefined
  if (typeof key === 'string' && /^[\x21-\x7e]{1,128}$/.test(key)) return key
  throw new Problem('request-invalid', 'Idempotency-Key must have 1 to 128 visible characters', {
    errors: [{ pointer: 'headers:/idempotency-key', code: 'pattern', detail: 'must have 1 to 128 visible characters' }],
  })
}

/** An identifier in the path is the same in any case. */
function requestHash(request: FastifyRequest): string {
  return createHash('sha256')
    .update(
      `${request.method} ${request.url.toLowerCase()}\n${request.headers['if-match'] ?? ''}\n${JSON.stringify(request.body ?? null)}`,
    )
    .digest('base64url')
}

/** The ETag of a version. */
export function etag(version: number): string {
  return `"${version}"`
}

/**
 * The versions that a client named in If-Match (RFC 9110 §13.1.1): `*` for any, or a list of tags. A weak tag matches nothing in this
 * comparison, nor does one that this service never gave.
 */
export function versionsIn(header: string | undefined): 'any' | readonly number[] | undefined {
  if (header === undefined) return undefined
  if (header.trim() === '*') return 'any'
  const tags = header.matchAll(/(W\/)?"([^"]*)"/g)
  return [...tags].flatMap(([, weak, tag = '']) => (weak === undefined && /^\d{1,9}$/.test(tag) ? [Number(tag)] : []))
}

/** Refuses a change to anything but the version that the client read (412). */
export function checkVersion(context: Context, version: number): void {
  const { ifMatch } = context
  if (ifMatch === undefined || ifMatch === 'any' || ifMatch.includes(version)) return
  throw new Problem('precondition-failed')
}

/** The thing, or 404: what an actor may not see is not there. */
export function orNotFound<T>(thing: T | undefined, code: ProblemCode = 'not-found'): T {
  if (thing === undefined) throw new Problem(code)
  return thing
}
