import type { FastifyReply, FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import type { Actor } from '../access/access.ts'
import { type Seen, seenIn } from '../access/seen.ts'
import type { ReadLog } from '../audit/read-log.ts'
import { atEnd } from '../database/at-end.ts'
import type { DatabaseAccess, Reads, Tx } from '../database/database.ts'
import { posted, prepared } from '../database/prepared.ts'
import type { Slots } from '../database/slots.ts'
import type { Documents } from '../documents/documents.ts'
import type { Clock } from '../work/clock.ts'
import { type PlainProblem, Problem } from './errors.ts'
import { AnswerLock } from './kept-answer.ts'

/** What a write gives back: everything that a repeated request must get again. */
export interface Answer<Body = unknown> {
  status: 200 | 201 | 204
  body: Body
  location?: string
  version?: number
  /** What holds a secret is kept nowhere: a repeated key is told that it was done (`answer-not-kept`), with where it is. What only looks is done `everyTime`. */
  keep?: 'that-it-was-done'
  /** What it tells of where that is no record: whoever repeats it is told nothing once they may not see that any more. */
  about?: string
  /** The refusal that is told once what was counted or recorded of it is stored. */
  problem?: Problem
}

export const created = <Body>(body: Body, location: string, version?: number): Answer<Body> =>
  version === undefined ? { status: 201, body, location } : { status: 201, body, location, version }

export const done = <Body>(body: Body, version?: number): Answer<Body> =>
  version === undefined ? { status: 200, body } : { status: 200, body, version }

/** A refusal that leaves a trace: the transaction is committed, and then the problem is told. */
export const refusedAfter = (problem: Problem): Answer<never> => ({
  status: 200,
  body: undefined as never,
  problem,
})

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

/** What answers a request: with it comes who may see what. */
export interface Answering extends Platform {
  readonly sight: Sight
  readonly readLog: ReadLog
  readonly documents: Documents
  /** Given once the service closes: whoever waits for something is answered then. */
  readonly closing: AbortSignal
}

/** What the domains say of who may see what: the platform asks it of every answer, and knows none of the grounds. */
export interface Sight {
  /** The answer without what `owner`, the case that it belongs to as the actor sees it, does not open to them. */
  withhold<Body>(schema: string, body: Body, owner: unknown): Body
  /** Whether the actor may still see each of these records, as far as the operation is about them. */
  stillSees(reads: Reads, actor: Actor, seen: readonly Seen[], about?: string): Promise<boolean>
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Money or a decision moves: a request without an Idempotency-Key is refused. */
    keyRequired?: true
    everyTime?: true
    deprecated?: true
    /** A change of something that has versions: a request without If-Match is refused. */
    ifMatchRequired?: true
    /** A write on something that has versions: If-Match may be left out. */
    ifMatchTaken?: true
  }
}

interface Work<Body> {
  readonly id: string
  /** It is done each time it is asked for, with a trace of its own, and no answer of it is kept. */
  readonly everyTime: boolean
  readonly work: (tx: Tx, context: Context) => Promise<Answer<Body>>
}

/**
 * Runs one write as one transaction, once: state, audit, event and the stored answer are committed together.
 * A repeated Idempotency-Key gets the stored answer, if the actor may still see what it tells of; where the answer held a secret, that it was done (409).
 * With another request it is refused (422), and while the first still runs it is told so (409).
 */
export async function writeOnce<Body>(
  { database, now, sight, readLog }: Answering,
  request: FastifyRequest,
  reply: FastifyReply,
  { id, everyTime, work }: Work<Body>,
): Promise<Body> {
  const { actor } = request
  const { keyRequired, ifMatchRequired } = request.routeOptions.config
  const key = request.method === 'POST' ? idempotencyKey(request) : undefined
  if (keyRequired && !key) throw new Problem('idempotency-key-required')
  const ifMatch = versionsIn(request.headers['if-match'])
  if (ifMatchRequired && ifMatch === undefined) throw new Problem('precondition-required')
  const context: Context = { actor, now: now(actor.commissionerId), ifMatch }

  const answer = await database.write(actor, async (tx) => {
    if (everyTime) {
      const given = await work(tx, context)
      // What changes nothing that could be told of later, and is done each time, is a look.
      if (!given.problem) readLog.note(actor, id, seenIn(tx), context.now)
      return given
    }
    if (!key) return work(tx, context)
    const lock = new AnswerLock(key, whatIsAsked(request))
    const stored = await claimKey(tx, actor, lock.name)
    if (stored) {
      if (stored.request_hash !== lock.request) throw new Problem('idempotency-key-reused')
      const { answer: kept, seen } = lock.open(stored.answer)
      const before = kept as Answer<Body>
      // A case that has ended, or a consent that was withdrawn, ends what the answer was once given for.
      if (!(await sight.stillSees(tx, actor, seen, before.about))) throw new Problem('not-found')
      if (before.keep === 'that-it-was-done') {
        if (before.location) reply.header('location', before.location)
        throw new Problem('answer-not-kept')
      }
      readLog.note(actor, id, seenIn(tx), context.now)
      reply.header('idempotency-replayed', 'true')
      return before
    }
    const fresh = await work(tx, context)
    if (fresh.problem) return fresh
    const answer = fresh.keep === undefined ? fresh : { ...fresh, body: null }
    // What was opened is known at the end. It goes with the commit.
    atEnd(tx, 'kept answer', async () =>
      keepAnswer(tx, {
        commissionerId: actor.commissionerId,
        actorId: actor.actorId,
        key: lock.name,
        request: lock.request,
        answer: lock.close({ answer, seen: seenIn(tx) }),
        at: context.now,
      }),
    )
    return fresh
  })

  if (answer.problem) throw answer.problem
  reply.code(answer.status)
  if (answer.location && answer.status === 201) reply.header('location', answer.location)
  if (answer.version !== undefined) reply.header('etag', etag(answer.version))
  return answer.body
}

const keepAnswer = posted(
  (
    tx,
    kept: Slots<{ commissionerId: string; actorId: string; key: string; request: string; answer: string; at: Date }>,
  ) =>
    tx.insertInto('idempotency_record').values({
      commissioner_id: kept.commissionerId,
      actor_id: kept.actorId,
      key: kept.key,
      request_hash: kept.request,
      answer: kept.answer,
      stored_at: kept.at,
    }),
)

const lockKey = prepared(
  (_tx: Tx, { name }: Slots<{ name: string }>) =>
    sql<{ mine: boolean }>`select pg_try_advisory_xact_lock(hashtextextended(${name}, 0)) as mine`,
)
const keptAnswer = prepared((tx: Tx, of: Slots<{ commissionerId: string; actorId: string; key: string }>) =>
  tx
    .selectFrom('idempotency_record')
    .select(['request_hash', 'answer'])
    .where('commissioner_id', '=', of.commissionerId)
    .where('actor_id', '=', of.actorId)
    .where('key', '=', of.key),
)

/** Waits for nobody: a second request with the same key while the first runs is told 409 at once. */
async function claimKey(tx: Tx, { commissionerId, actorId }: Actor, key: string) {
  const [[claimed], [stored]] = await Promise.all([
    lockKey(tx, { name: `${commissionerId} ${actorId} ${key}` }),
    keptAnswer(tx, { commissionerId, actorId, key }),
  ])
  if (!claimed?.mine) throw new Problem('request-in-progress')
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
function whatIsAsked({ method, url, headers, body }: FastifyRequest): string {
  return `${method} ${url.toLowerCase()}\n${headers['if-match'] ?? ''}\n${JSON.stringify(body ?? null)}`
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
export function orNotFound<T>(thing: T | undefined, code: PlainProblem = 'not-found'): T {
  if (thing === undefined) throw new Problem(code)
  return thing
}
