import type { Answer } from '../support/client.ts'

/** Asks everything at once, and gives what came back in the order it was asked. */
export const atOnce = <T>(...asks: readonly (() => Promise<T>)[]): Promise<T[]> => Promise.all(asks.map((ask) => ask()))

export const times = <T>(count: number, ask: (index: number) => Promise<T>) =>
  atOnce(...Array.from({ length: count }, (_, index) => () => ask(index)))

/** How often each status or problem came back. */
export function countOf(answers: readonly Answer<unknown>[]): Record<string, number> {
  const count: Record<string, number> = {}
  for (const answer of answers) {
    const name = answer.status < 300 ? String(answer.status) : answer.problem.code
    count[name] = (count[name] ?? 0) + 1
  }
  return count
}
