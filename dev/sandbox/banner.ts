import { sampleActors } from './actors.ts'

interface Told {
  readonly url: string
  readonly sandboxTokens: boolean
  /** Where the data is: a folder, or the database that the configuration names. */
  readonly data: string
  readonly openToOthers: boolean
}

/** What somebody who has just typed `npm start` wants to know. */
export function banner({ url, sandboxTokens, data, openToOthers }: Told): string {
  const lines = [
    '',
    `Recovery Budgets listens on ${url}`,
    '',
    `  documentation  ${url}/documentation`,
    `  status         ${url}/_status`,
    '',
  ]
  if (sandboxTokens) {
    lines.push('A token for each sample role, valid for 8 hours:', '')
    for (const { who } of sampleActors) lines.push(`  TOKEN=$(curl -s ${url}/sandbox/tokens/${who})`)
    lines.push('', `  curl -H "authorization: Bearer $TOKEN" ${url}/v1/schemes`, '')
    lines.push(`Who stands at which step, the clock, the reset: ${url}/documentation/guides/sandbox`, '')
    if (openToOthers) lines.push('Anybody who reaches this address gets these tokens: put no real data here.', '')
  }
  lines.push(`Data is kept in ${data}. Ctrl+C stops; nothing is lost.`, '')
  return lines.join('\n')
}

export function printBanner(told: Told): void {
  console.log(banner(told))
}
