import type { Costed } from './measure.ts'

/** One line of the table: medians over the rounds, in requests a second, milliseconds, and microseconds of CPU an answer. */
export interface Line {
  readonly what: string
  readonly barePerSecond: number
  readonly oursPerSecond: number
  /** The median of the ratios of the rounds: a noisy moment hits both runs of a round. */
  readonly ratio: number
  readonly bareP50: number
  readonly bareP99: number
  readonly oursP50: number
  readonly oursP99: number
  readonly bareNode: number
  readonly barePostgres: number
  readonly oursNode: number
  readonly oursPostgres: number
  readonly rounds: number
}

export interface Round {
  readonly bare: Costed
  readonly ours: Costed
}

export function lineOf(what: string, rounds: readonly Round[]): Line {
  const of = (value: (round: Round) => number, digits: number) => rounded(median(rounds.map(value)), digits)
  return {
    what,
    barePerSecond: of(({ bare }) => bare.perSecond, 0),
    oursPerSecond: of(({ ours }) => ours.perSecond, 0),
    ratio: of(({ bare, ours }) => ours.perSecond / bare.perSecond, 2),
    bareP50: of(({ bare }) => bare.p50, 2),
    bareP99: of(({ bare }) => bare.p99, 2),
    oursP50: of(({ ours }) => ours.p50, 2),
    oursP99: of(({ ours }) => ours.p99, 2),
    bareNode: of(({ bare }) => bare.nodeMicroseconds, 0),
    barePostgres: of(({ bare }) => bare.postgresMicroseconds, 0),
    oursNode: of(({ ours }) => ours.nodeMicroseconds, 0),
    oursPostgres: of(({ ours }) => ours.postgresMicroseconds, 0),
    rounds: rounds.length,
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
  'bare req/s',
  'ours req/s',
  'ratio',
  'bare p50, p99 ms',
  'ours p50, p99 ms',
  'bare µs Node + PostgreSQL',
  'ours',
]
const ms = (value: number) => value.toFixed(2)
const cellsOf = (line: Line) => [
  line.what,
  ...[line.barePerSecond, line.oursPerSecond].map((value) => value.toLocaleString('en-GB')),
  ms(line.ratio),
  `${ms(line.bareP50)}, ${ms(line.bareP99)}`,
  `${ms(line.oursP50)}, ${ms(line.oursP99)}`,
  `${line.bareNode} + ${line.barePostgres}`,
  `${line.oursNode} + ${line.oursPostgres}`,
]

export function tableOf(lines: readonly Line[]): string {
  const rows = [heads, ...lines.map(cellsOf)]
  const widths = heads.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  return rows
    .map((row) =>
      row.map((cell, n) => (n === 0 ? cell.padEnd(widths[n] ?? 0) : cell.padStart(widths[n] ?? 0))).join('  '),
    )
    .join('\n')
}

/** The same for a page. */
export function markdownOf(lines: readonly Line[]): string {
  const rowOf = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [heads, heads.map((_, n) => (n === 0 ? '---' : '---:')), ...lines.map(cellsOf)].map(rowOf).join('\n')
}
