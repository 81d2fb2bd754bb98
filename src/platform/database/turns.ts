import type pg from 'pg'
import { Batch, type Outcome, type ParserOf, type Statement, type Waiting } from './batch.ts'
import { statementName } from './statement-name.ts'

/** How the statements of a transaction reach PostgreSQL. */
export interface TurnOptions {
  readonly client: pg.PoolClient
  readonly parserOf: ParserOf
  /** PostgreSQL keeps each statement parsed under a name, for as long as the connection lasts. */
  readonly named: boolean
  /** What goes before the statements of the first turn, or of every turn where each is a transaction of its own. */
  readonly opening: readonly Statement[]
  readonly everyTurn: boolean
}

const ignored = () => {}

/**
 * The statements of one transaction. What is asked for before anything is waited for is one turn: it goes together and comes back
 * together, in the order in which it was asked for.
 */
export class Turns {
  /** What went wrong first: what came after it fails because of it. */
  firstFailure: unknown
  readonly #options: TurnOptions
  #waiting: Waiting[] = []
  #isOpened = false
  #isOver = false
  #isUnderway = false
  #isDue = false
  #whenIdle: (() => void) | undefined

  constructor(options: TurnOptions) {
    this.#options = options
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
    return { name: this.#options.named ? statementName(text) : '', text, values }
  }

  #add(waiting: Waiting): void {
    if (this.#isOver) throw new Error('a query was sent on a transaction that has ended: an await is missing')
    this.#waiting.push(waiting)
  }

  /** Nothing more may be sent. Fulfilled once all that was sent has come back. */
  close(): Promise<void> {
    this.#isOver = true
    if (!this.#isUnderway && !this.#isDue) return Promise.resolve()
    return new Promise((resolve) => {
      this.#whenIdle = resolve
    })
  }

  /** One turn at a time is on its way; what is asked for meanwhile is the next. */
  #go(): void {
    if (this.#isUnderway || !this.#isDue) return
    this.#isDue = false
    const { client, parserOf, named, opening, everyTurn } = this.#options
    const before = everyTurn || !this.#isOpened ? opening : []
    const turn = [
      ...before.map((statement) => ({
        statement: named ? statement : { ...statement, name: '' },
        resolve: ignored,
        reject: ignored,
      })),
      ...this.#waiting,
    ]
    this.#waiting = []
    this.#isOpened = true
    this.#isUnderway = true
    client.query(new Batch(turn, parserOf, (error) => this.#come(error)))
  }

  #come(error: unknown): void {
    if (!this.#isUnderway) return
    this.firstFailure ??= error
    this.#isUnderway = false
    if (this.#isDue) this.#go()
    else this.#whenIdle?.()
  }
}
