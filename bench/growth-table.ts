import type { AtSize } from './growth-reads.ts'

/** A row for each question and a column for each size, as milliseconds and pages, with how they grow from the first size to the last. */
export function growthTable(sizes: readonly AtSize[]): string {
  const [first] = sizes
  const whole = (size: number) => size.toLocaleString('en-GB')
  const heads = [
    'who',
    'asks',
    ...sizes.map(({ size }) => `${whole(size)}: ms, pages, rows`),
    'ms ×',
    'pages ×',
    'rows ×',
  ]
  // At each size the same questions are asked in the same order.
  const rows = (first?.asked ?? []).map((from, index) => {
    const costs = sizes.flatMap(({ asked }) => asked[index] ?? [])
    const to = costs.at(-1) ?? from
    const times = (of: 'milliseconds' | 'buffers' | 'rows') => (from[of] > 0 ? (to[of] / from[of]).toFixed(1) : '')
    const cells = costs.map(({ milliseconds, buffers, rows }) => `${milliseconds.toFixed(2)}, ${buffers}, ${rows}`)
    return [from.who, from.what, ...cells, times('milliseconds'), times('buffers'), times('rows')]
  })
  return [heads, heads.map((_, n) => (n < 2 ? '---' : '---:')), ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n')
}
