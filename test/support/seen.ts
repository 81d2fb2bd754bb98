import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { Contract } from './contract.ts'

interface Seen {
  readonly operationId: string
  readonly who: string
  readonly status: number
  readonly code?: string
}

/** Statuses that any operation can give for reasons that are not its own; they are tested once, for all. */
const ofAll = ['400', '408', '413', '415', '429', '500', '503']

/**
 * What the tests of a run saw of the contract, in sentences: how much of it, and what no test has seen.
 * Gives the operations that no test has seen succeed, and the problems that were seen and are not listed: neither is a matter of taste.
 */
export async function readSeen(
  path: string,
): Promise<{ sentences: string[]; neverDone: string[]; unlisted: string[] }> {
  const text = await readFile(path, 'utf8').catch(() => '')
  const seen = text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Seen)
  const document = await readFile(fileURLToPath(new URL('../../openapi/openapi.json', import.meta.url)), 'utf8')
  const { operations } = new Contract(JSON.parse(document))
  const statusesOf = (operationId: string) =>
    new Set(seen.filter((one) => one.operationId === operationId).map((one) => String(one.status)))
  const neverDone: string[] = []
  const unseen: string[] = []
  let promised = 0
  for (const { operationId, responses } of operations) {
    const statuses = statusesOf(operationId)
    if (![...statuses].some((status) => status.startsWith('2'))) neverDone.push(operationId)
    const own = Object.keys(responses).filter((status) => !ofAll.includes(status))
    promised += own.length
    unseen.push(...own.filter((status) => !statuses.has(status)).map((status) => `${operationId} ${status}`))
  }
  const codesOf = new Map(operations.map(({ operationId, problemCodes }) => [operationId, problemCodes]))
  const unlisted = seen.flatMap(({ operationId, code }) =>
    code === undefined || codesOf.get(operationId)?.includes(code) ? [] : [`${operationId} ${code}`],
  )
  const whos = new Set(seen.map((one) => `${one.operationId} ${one.who}`)).size
  return {
    sentences: [
      `${operations.length - neverDone.length} of ${operations.length} operations were seen to succeed, ${whos} pairs of operation and actor were tried,`,
      `${promised - unseen.length} of the ${promised} answers that the contract lists as an operation's own were seen.`,
      ...(unseen.length > 0 ? [`Not seen: ${unseen.join(', ')}`] : []),
    ],
    neverDone,
    unlisted: [...new Set(unlisted)].sort(),
  }
}
