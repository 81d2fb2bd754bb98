/**
 * The functions that schemas are compiled to, by the schema's text. `ahead`: before the first request, so that none waits for it, and a
 * schema that is none stops the start. Where one process runs several apps after each other, as tests do, they share what is compiled.
 */
export class CompiledSchemas {
  /** Whether what takes long is made before the first request. */
  readonly ahead: boolean
  readonly #known = new Map<string, () => unknown>()

  constructor({ ahead }: { ahead: boolean }) {
    this.ahead = ahead
  }

  /** Gives the compiled function when it is called; two of one key are compiled once. */
  of<Compiled extends object>(key: string, compile: () => Compiled): () => Compiled {
    const known = this.#known.get(key) as (() => Compiled) | undefined
    if (known) return known
    let compiled: Compiled | undefined
    const get = () => {
      compiled ??= compile()
      return compiled
    }
    if (this.ahead) get()
    this.#known.set(key, get)
    return get
  }
}
