import type pg from 'pg'
import { Batch, type Outcome, type ParserOf, type Statement, type Waiting } from './batch.ts'
import { filledBy, tenantPlace } from './slots.ts'
import { statementName } from './statement-name.ts'

/** How the statements of a transaction reach PostgreSQL. */
export interface TurnOptions {
  readonly client: pg.PoolClient
  readonly parserOf: ParserOf
  /** PostgreSQL keeps each statement parsed under a name, for as long as the connection lasts. */
  readonly named: boolean
  readonly commissionerId: string
  /** What goes before the statements of the first turn. */
  readonly opening: readonly Statement[]
  /** Where each turn is a transaction of its own: what goes after its statements. */
  readonly closing?: Statement
}

const ignored = () => {}
const rollback: Statement = { name: 'rollback', text: 'rollback', values: [] }

/**
 * The statements of one transaction. What is asked for before anything is waited for is one turn: it goes together and comes back
 * together, in the order in which it was asked for.
 */
export class Turns {
  /** What went wrong first: what came after it fails because of it. */
  firstFailure: unknown
  readonly #options: TurnOptions
  /** What goes into the places of every statement. */
  readonly #given: object
  #waiting: Waiting[] = []
  #isOpened = false
  #isOver = false
  #isUnderway = false
  #isDue = false
  #isAborted = false
  #whenIdle: (() => void) | undefined

  constructor(options: TurnOptions) {
    this.#options = options
    this.#given = { [tenantPlace]: options.commissionerId }
  }

  get isOpened(): boolean {
    return this.#isOpened
  }

  send(text: string, values: readonly unknown[] = []): Promise<Outcome> {
    return new Promise((resolve, reject) => {
      this.#add({ statement: this.#statement(text, values), resolve, reject })
      // Everything that can be asked for without waiting has been by then.
      if (!this.#isDue) process.nextTick(() => this.#go())
      this.#isDue = true
    })
  }

  /** Sends with whatever is sent next, at the latest with the commit: nobody waits for it. Where it fails, so does that. */
  post(text: string, values: readonly unknown[]): void {
    this.#add({ statement: this.#statement(text, values), resolve: ignored, reject: ignored })
  }

  #statement(text: string, values: readonly unknown[]): Statement {
    return { name: this.#options.named ? statementName(text) : '', text, values: filledBy(values, this.#given) }
  }

  #add(waiting: Waiting): void {
    if (this.#isOver) throw new Error('a query was sent on a transaction that has ended: an await is missing')
    this.#waiting.push(waiting)
  }

  /** Nothing more may be sent. Fulfilled once all that was sent has come back. */
  close(): Promise<void> {
    this.#isOver = true
    // A turn of nothing else rolls back what failed.
    if (this.#isAborted && !this.#isUnderway) {
      this.#isDue = true
      this.#go()
    }
    if (!this.#isUnderway && !this.#isDue) return Promise.resolve()
    return new Promise((resolve) => {
      this.#whenIdle = resolve
    })
  }

  /** One turn at a time is on its way; what is asked for meanwhile is the next. */
  #go(): void {
    if (this.#isUnderway || !this.#isDue) return
    this.#isDue = false
    const { client, parserOf, opening, closing } = this.#options
    const before = closing || !this.#isOpened ? opening : []
    const turn = [
      ...(this.#isAborted ? [rollback, ...before] : before).map((statement) => this.#unasked(statement)),
      ...this.#waiting,
      ...(closing ? [this.#unasked(closing)] : []),
    ]
    this.#waiting = []
    this.#isAborted = false
    this.#isOpened = true
    this.#isUnderway = true
    client.query(new Batch(turn, parserOf, (error) => this.#come(error)))
  }

  /** A statement that nobody waits for, under its own name where names are kept. */
  #unasked(statement: Statement): Waiting {
    return {
      statement: this.#options.named ? statement : { ...statement, name: '' },
      resolve: ignored,
      reject: ignored,
    }
  }

  #come(error: unknown): void {
    if (!this.#isUnderway) return
    this.firstFailure ??= error
    // What failed in the middle of a transaction of its own has left it open.
    this.#isAborted = error !== undefined && this.#options.closing !== undefined
    this.#isUnderway = false
    if (this.#isDue) this.#go()
    else this.#whenIdle?.()
  }
}
