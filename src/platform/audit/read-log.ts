import type { Actor } from '../access/access.ts'
import { type Seen, seenIn } from '../access/seen.ts'
import type { DatabaseAccess, Tx } from '../database/database.ts'
import { insertMany } from '../database/insert-many.ts'
import { Problem } from '../http/errors.ts'
import { newId } from '../work/new-id.ts'

interface Row extends Seen {
  readonly id: string
  readonly actor: Actor
  readonly operation: string
  readonly at: Date
}

const mostInBatch = 1_000
/** So many wait before reads are refused: while the database takes none, nobody looks without a trace. */
const mostWaiting = 20_000

function insertReads(tx: Tx, all: readonly Row[]): void {
  const rows = all.map(({ id, personId, caseId, actor, ground, operation, at }) => ({
    ...{ commissioner_id: actor.commissionerId, record_read_id: id, person_id: personId, case_id: caseId },
    ...{ actor_id: actor.actorId, actor_name: actor.name, organisation_id: actor.organisationId },
    ...{ ground, operation, read_at: at },
  }))
  insertMany(tx, 'record_read', rows)
}

/** Keeps what a transaction opened for an answer that is read later, in the transaction itself; says of how many people. */
export function keepReads(tx: Tx, actor: Actor, operation: string, at: Date): number {
  const seen = seenIn(tx)
  insertReads(
    tx,
    seen.map((one) => ({ ...one, id: newId(), actor, operation, at })),
  )
  return new Set(seen.map(({ personId }) => personId)).size
}

/**
 * Who looked at whose record. It is noted in memory while the answer is given, and written in batches beside it. What a process that is
 * killed has not written yet, a second's reads or so, is lost; one that closes in good order loses nothing.
 */
export class ReadLog {
  readonly #database: DatabaseAccess
  #waiting: Row[] = []
  #writing: Promise<void> | undefined

  constructor(database: DatabaseAccess) {
    this.#database = database
  }

  /** Notes what was opened for an answer that is about to be given. */
  note(actor: Actor, operation: string, seen: readonly Seen[], at: Date): void {
    if (seen.length === 0) return
    if (this.#waiting.length >= mostWaiting)
      throw new Problem('service-unavailable', 'Who looks cannot be kept at present, so nobody can look')
    for (const one of seen) this.#waiting.push({ ...one, id: newId(), actor, operation, at })
    // A page of a list is a hundred reads: a full batch does not wait for the next second. What fails here is told by the run that comes then.
    if (this.#waiting.length >= mostInBatch && !this.#writing) this.flush().catch(() => undefined)
  }

  /** Writes what waits. One at a time: who asks meanwhile waits for the run that takes theirs. */
  async flush(): Promise<void> {
    while (this.#writing) await this.#writing
    this.#writing = this.#writeAll()
    try {
      await this.#writing
    } finally {
      this.#writing = undefined
    }
  }

  async #writeAll(): Promise<void> {
    while (this.#waiting.length > 0) {
      const [first] = this.#waiting
      const tenant = first?.actor.commissionerId ?? ''
      const batch = this.#waiting.filter(({ actor }) => actor.commissionerId === tenant).slice(0, mostInBatch)
      await this.#database.write({ commissionerId: tenant, actorId: 'read-log' }, async (tx) => insertReads(tx, batch))
      const written = new Set(batch)
      this.#waiting = this.#waiting.filter((row) => !written.has(row))
    }
  }
}
