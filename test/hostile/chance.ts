/** Chance with a seed: the same seed gives the same attack. */
export interface Chance {
  /** A whole number from 0, below `of`. */
  below(of: number): number
  /** True so often of a hundred times. */
  percent(times: number): boolean
  one<T>(of: readonly T[]): T
}

/** Mulberry32. */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (of: number) => Math.floor(next() * of)
  return {
    below,
    percent: (times) => below(100) < times,
    one(of) {
      const found = of[below(of.length)]
      if (found === undefined) throw new Error('there is nothing to choose from')
      return found
    },
  }
}
