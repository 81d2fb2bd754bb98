import { type CompiledQuery, PostgresQueryCompiler, type QueryId, type RootOperationNode } from 'kysely'
import { Hole } from './slots.ts'

/** Writes one parameter for a place, however often it stands in the statement. */
export class SlotCompiler extends PostgresQueryCompiler {
  readonly #placed = new Map<Hole, string>()

  override compileQuery(node: RootOperationNode, queryId: QueryId): CompiledQuery {
    this.#placed.clear()
    return super.compileQuery(node, queryId)
  }

  protected override appendValue(value: unknown): void {
    if (!(value instanceof Hole)) {
      super.appendValue(value)
      return
    }
    let placeholder = this.#placed.get(value)
    if (placeholder === undefined) {
      this.addParameter(value)
      placeholder = this.getCurrentParameterPlaceholder()
      this.#placed.set(value, placeholder)
    }
    this.append(placeholder)
  }
}
