import type { Costed } from './measure.ts'
import type { Subject } from './subjects.ts'

/** Medians over the rounds, in requests a second, milliseconds, and microseconds of CPU an answer. */
export interface Figures {
  readonly perSecond: number
  readonly p50: number
  readonly p99: number
  readonly node: number
  readonly postgres: number
}

export interface Line {
  readonly what: string
  readonly sides: Subject['sides']
  readonly theirs: Figures
  readonly ours: Figures
  /** The median of the ratios of the rounds: a noisy moment hits both runs of a round. */
  readonly ratio: number
  readonly rounds: number
}

export interface Round {
  readonly theirs: Costed
  readonly ours: Costed
}

export function lineOf({ what, sides }: Subject, rounds: readonly Round[]): Line {
  return {
    what,
    sides,
    theirs: figuresOf(rounds.map(({ theirs }) => theirs)),
    ours: figuresOf(rounds.map(({ ours }) => ours)),
    ratio: rounded(median(rounds.map(({ theirs, ours }) => ours.perSecond / theirs.perSecond)), 2),
    rounds: rounds.length,
  }
}

function figuresOf(runs: readonly Costed[]): Figures {
  const of = (value: (run: Costed) => number, digits: number) => rounded(median(runs.map(value)), digits)
  return {
    perSecond: of(({ perSecond }) => perSecond, 0),
    p50: of(({ p50 }) => p50, 2),
    p99: of(({ p99 }) => p99, 2),
    node: of(({ nodeMicroseconds }) => nodeMicroseconds, 0),
    postgres: of(({ postgresMicroseconds }) => postgresMicroseconds, 0),
  }
}

const rounded = (value: number, digits: number) => Number(value.toFixed(digits))

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const upper = sorted[sorted.length >> 1] ?? Number.NaN
  const lower = sorted[(sorted.length - 1) >> 1] ?? Number.NaN
  return (lower + upper) / 2
}

const heads = [
  '',
  'ours',
  'against',
  'its req/s',
  'ours req/s',
  'ratio',
  'its p50, p99 ms',
  'ours p50, p99 ms',
  'its µs Node + PostgreSQL',
  'ours',
]
/** So many of the columns are words. */
const words = 3
const ms = (value: number) => value.toFixed(2)
const cellsOf = ({ what, sides, theirs, ours, ratio }: Line) => [
  what,
  sides.ours,
  sides.theirs,
  ...[theirs, ours].map(({ perSecond }) => perSecond.toLocaleString('en-GB')),
  ms(ratio),
  ...[theirs, ours].map(({ p50, p99 }) => `${ms(p50)}, ${ms(p99)}`),
  ...[theirs, ours].map(({ node, postgres }) => `${node} + ${postgres}`),
]

export function tableOf(lines: readonly Line[]): string {
  const rows = [heads, ...lines.map(cellsOf)]
  const widths = heads.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  return rows
    .map((row) =>
      row.map((cell, n) => (n < words ? cell.padEnd(widths[n] ?? 0) : cell.padStart(widths[n] ?? 0))).join('  '),
    )
    .join('\n')
}

/** The same for a page. */
export function markdownOf(lines: readonly Line[]): string {
  const rowOf = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [heads, heads.map((_, n) => (n < words ? '---' : '---:')), ...lines.map(cellsOf)].map(rowOf).join('\n')
}
