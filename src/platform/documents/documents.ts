import type { FileScan } from '../../shared/file-scans.ts'
import { sha256 } from '../audit/content-hash.ts'
import type { DatabaseAccess, Scope } from '../database/database.ts'
import { listTenants } from '../database/tenants.ts'
import type { Clock } from '../work/clock.ts'
import { newId } from '../work/new-id.ts'
import type { Scanner, Verdict } from './scanner.ts'
import type { DocumentStore } from './store.ts'
import { deleteStored, insertStored, isUnkept, listUnkept } from './stored-repository.ts'

const mostInBatch = 100
/** Far longer than any request lasts: what is not kept by then never will be. */
const onItsWayMilliseconds = 3_600_000

const keyOf = ({ commissionerId }: Scope, id: string) => `${commissionerId}/${id}`

/**
 * The store, and what is known of it. That something is put there is committed before it is, and it is kept by a row of its case that comes after:
 * wherever a process dies in between, the sweep finds what nothing keeps. So it does with what retention removed.
 */
export class Documents {
  readonly #database: DatabaseAccess
  readonly #store: DocumentStore
  readonly #now: Clock
  readonly #scanner: Scanner | undefined

  constructor(of: {
    readonly database: DatabaseAccess
    readonly store: DocumentStore
    readonly now: Clock
    /** What looks for harm in each file; nothing does where it is left out. */
    readonly scanner?: Scanner | undefined
  }) {
    this.#scanner = of.scanner
    this.#database = of.database
    this.#store = of.store
    this.#now = of.now
  }

  /** Whether a scanner looks at files. */
  get scans(): boolean {
    return this.#scanner !== undefined
  }

  /** What is known of a file that has just arrived. */
  get scanOfNew(): FileScan {
    return this.scans ? 'waiting' : 'not-scanned'
  }

  /** Whether a file is handed out: where there is a scanner, only what it found clean; what was to be scanned once, never before it was. */
  gives(scan: FileScan): boolean {
    return scan === 'clean' || (scan === 'not-scanned' && !this.scans)
  }

  /** Has the scanner look at a document that the store gave. */
  async scan(bytes: Uint8Array): Promise<Verdict> {
    if (!this.#scanner) throw new Error('there is no scanner')
    return this.#scanner.scan(bytes)
  }

  /** Puts a document into the store, and says by which identifier a row can keep it. */
  async put(scope: Scope, bytes: Uint8Array): Promise<string> {
    const id = newId()
    await this.#database.write(scope, (tx) => insertStored(tx, scope, id, this.#now(scope.commissionerId)))
    await this.#store.put(keyOf(scope, id), bytes)
    return id
  }

  /** The document as it was put; a store that gives something else, or nothing, is a fault. */
  async get(scope: Scope, { id, hash }: { readonly id: string; readonly hash: string }): Promise<Uint8Array> {
    const bytes = await this.#store.get(keyOf(scope, id))
    if (!bytes || sha256(bytes) !== hash) throw new Error('the store does not give the document that was put there')
    return bytes
  }

  /** Removes one from the store where nothing keeps it, no legal hold either. First the store: what is forgotten here is not looked for again. */
  async remove(scope: Scope, id: string): Promise<void> {
    if (!(await this.#database.read(scope, (reads) => isUnkept(reads, scope, id)))) return
    await this.#store.remove(keyOf(scope, id))
    await this.#database.write(scope, (tx) => deleteStored(tx, scope, id))
  }

  /** Removes from the store what nothing keeps, and says how much. */
  async sweep(closing?: AbortSignal): Promise<number> {
    let removed = 0
    for (const { commissionerId } of await listTenants(this.#database)) {
      const scope = { commissionerId, actorId: 'system' }
      const before = new Date(this.#now(commissionerId).getTime() - onItsWayMilliseconds)
      const unkept = () => this.#database.read(scope, (reads) => listUnkept(reads, scope, before, mostInBatch))
      for (let batch = await unkept(); batch.length > 0; batch = await unkept())
        for (const { id } of batch) {
          if (closing?.aborted) return removed
          await this.remove(scope, id)
          removed += 1
        }
    }
    return removed
  }
}
