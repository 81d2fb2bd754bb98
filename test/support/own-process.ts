import { type ChildProcess, spawn } from 'node:child_process'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { Test } from 'tap'
import { findPostmaster, stopPostmaster } from '../../dev/postgres/postmaster.ts'
import { Client } from './client.ts'
import { Contract } from './contract.ts'
import { Evidence } from './evidence.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** The service as `npm start` runs it: a process of its own with an embedded database, the sandbox's data and tokens. */
export interface OwnProcess {
  readonly url: string
  /** One of the sandbox's sample actors. */
  as(who: string): Client
  /** kill -9: it learns nothing of it. */
  kill(): Promise<void>
}

/** A folder for the sandbox's data. Whatever still runs in it at the end is stopped before it is removed. */
export async function aFolder(t: Test): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'recovery-budgets-process-'))
  // PostgreSQL runs as another user where root runs the tests, and must be able to enter.
  await chmod(folder, 0o711)
  t.teardown(async () => {
    const left = await findPostmaster(dataIn(folder))
    if (left) await stopPostmaster(left)
    await rm(folder, { recursive: true, force: true })
  })
  return folder
}

/** Where the PostgreSQL of such a folder keeps its files. */
export const dataIn = (folder: string) => join(folder, 'postgres', 'data')

/** Runs one of the service's programs with nothing in its environment but what is given, and what is compiled already. */
export function program(args: readonly string[], env: Record<string, string> = {}): ChildProcess {
  const { PATH = '', HOME = '', NODE_COMPILE_CACHE = '' } = process.env
  return spawn(process.execPath, [...args], {
    cwd: root,
    env: { PATH, HOME, NODE_COMPILE_CACHE, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

/** A process that believes it is days later, and one of several on a database that is there. */
export interface Another {
  readonly daysLater?: number
  readonly databaseUrl?: string
}

/** Starts the service on the folder, as a sandbox without people, and waits until it says where it listens. */
export async function startOwnProcess(
  t: Test,
  folder: string,
  { daysLater = 0, databaseUrl }: Another = {},
): Promise<OwnProcess> {
  const later = ['--import', new URL('days-later.ts', import.meta.url).href]
  const child = program([...(daysLater > 0 ? later : []), 'src/main.ts', '--bare', '--data', folder], {
    ...{ PORT: '0', LOG_LEVEL: 'warn', DAYS_LATER: String(daysLater) },
    ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl, SANDBOX: 'yes' }),
  })
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  t.teardown(async () => {
    child.kill('SIGTERM')
    await ended
  })
  const url = await listening(child)
  const contract = new Contract((await (await fetch(`${url}/documentation/json`)).json()) as object)
  const at = { baseUrl: url, contract, evidence: new Evidence() }
  const clientOf = (who: string): Client => {
    let token: Promise<string> | undefined
    const actor = { sub: `sandbox-${who}`, commissioner: 'QYG', roles: [who] }
    return new Client(
      at,
      actor,
      () => {
        token ??= fetch(`${url}/sandbox/tokens/${who}`).then((response) => response.text())
        return token
      },
      (other) => clientOf(String(other)),
    )
  }
  return {
    url,
    as: clientOf,
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
  }
}

function listening(child: ChildProcess): Promise<string> {
  const said: string[] = []
  return new Promise((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      if (!stream) continue
      createInterface({ input: stream }).on('line', (line) => {
        said.push(line)
        const url = /listens on (http\S+)/.exec(line)?.[1]
        if (url) resolve(url)
      })
    }
    child.once('close', (code) => reject(new Error(`it ended with ${code}:\n${said.join('\n')}`)))
  })
}

/** Runs a program to its end. */
export async function outcomeOf(child: ChildProcess): Promise<{ code: number | null; said: string }> {
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => {
      said += chunk.toString()
    })
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  return { code, said }
}
