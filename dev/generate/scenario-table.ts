import { scenarioNames, whoCanGoOn } from '../sandbox/scenarios/catalogue.ts'

const [begins, ends] = ['<!-- scenarios: from dev/sandbox/scenarios/catalogue.ts -->', '<!-- /scenarios -->'] as const

/** The guide with its table of scenarios as they are. */
export function withScenarios(guide: string): string {
  const [before, rest] = guide.split(begins)
  const after = rest?.split(ends)[1]
  if (before === undefined || after === undefined)
    throw new Error(`the guide has no place between ${begins} and ${ends}`)
  const rows = scenarioNames.map((name) => {
    const { title, next } = whoCanGoOn(name)
    return `| \`${name}\` | ${title} | ${next.map(({ clientId }) => `\`${clientId}\``).join(', ') || 'nobody else'} |`
  })
  const table = ['| scenario | where the case is | who can go on, beside the person |', '| --- | --- | --- |', ...rows]
  return `${before}${begins}\n\n${table.join('\n')}\n\n${ends}${after}`
}
