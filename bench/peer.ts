import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { SignJWT } from 'jose'

const folder = fileURLToPath(new URL('peer/', import.meta.url))

/** Installs the peer from npm, in a folder of its own, unless it is there: nothing else needs it. */
export async function installPeer(): Promise<void> {
  if (existsSync(`${folder}node_modules/postgraphile`)) return
  console.log('PostGraphile is installed in bench/peer, once')
  await promisify(execFile)('npm', ['ci', '--no-audit', '--no-fund'], { cwd: folder })
}

export async function peerVersion(): Promise<string> {
  const { dependencies } = JSON.parse(await readFile(`${folder}package.json`, 'utf8'))
  return dependencies.postgraphile
}

export function peerToken(commissionerId: string, secret: string): Promise<string> {
  return new SignJWT({ commissionerId })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuedAt()
    .setExpirationTime('8 hours')
    .sign(new TextEncoder().encode(secret))
}

/** A case and its clocks by name, as a client asks the peer for them. */
export function peerQuery(commissionerId: string, caseId: string): string {
  return JSON.stringify({ query: question, variables: { commissionerId, caseId } })
}

const question = `query ($commissionerId: UUID!, $caseId: UUID!) {
  budgetCase: budgetCaseByCommissionerIdAndCaseId(commissionerId: $commissionerId, caseId: $caseId) {
    caseId personId schemeId schemeVersion trustId step openedAt endedAt endedWords version ending identityConfirmed
    clocks: clocksByCommissionerIdAndCaseId {
      nodes { clockId kind subjectId startedOn workingDays pausedWorkingDays pausedOn dueOn stoppedOn fixedOn }
    }
  }
}`
