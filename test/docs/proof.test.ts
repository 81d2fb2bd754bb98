import { readFile } from 'node:fs/promises'
import t from 'tap'

const root = new URL('../../', import.meta.url)
const read = (path: string) => readFile(new URL(path, root), 'utf8')
const security = await read('docs/security.md')
const safety = await read('docs/clinical-safety.md')

const states = ['met', 'part', 'not met', 'the issuer', 'the operator', 'the client', 'no such thing']

t.test(
  'every requirement of ASVS 5.0.0 at levels 1 and 2 has its row, once, with a state and a test or a reason',
  async (t) => {
    const rows = [...security.matchAll(/^\| (\d+\.\d+\.\d+) \| ([^|]+) \| ([^|]*) \|$/gm)]
    t.equal(rows.length, 253)
    t.equal(new Set(rows.map(([, id]) => id)).size, 253)
    for (const [, id = '', state = '', why = ''] of rows) {
      t.ok(states.includes(state), `${id}: ${state}`)
      t.ok(why.length > 5, `${id} says why`)
    }
    const counted = Object.fromEntries(
      [...security.matchAll(/^\| ([a-z ]+) \| (\d+) \|$/gm)].map(([, state, count]) => [state, Number(count)]),
    )
    for (const state of states) t.equal(counted[state], rows.filter(([, , each]) => each === state).length, state)
  },
)

t.test('every risk of the OWASP API Security Top 10 (2023) has its row with a test', async (t) => {
  for (let number = 1; number <= 10; number += 1)
    t.match(security, new RegExp(`^\\| API${number} .*\`test/`, 'm'), `API${number}`)
})

t.test('every harm that the service is for is in the hazard log, and every hazard has its parts', async (t) => {
  const hazards = [...safety.matchAll(/^### (H\d+)\b.*\n\n([\s\S]*?)(?=^### |^## |(?![\s\S]))/gm)]
  t.ok(hazards.length >= 20, `${hazards.length} hazards`)
  for (const [, id, body] of hazards)
    for (const part of ['Hazard', 'Causes', 'Effect', 'Controls', 'Before', 'After', 'Held by', 'Still open'])
      t.match(body, new RegExp(`^- \\*\\*${part}:\\*\\* `, 'm'), `${id} ${part}`)
  const harms = new Set([...safety.matchAll(/\bP(\d+)\b/g)].map(([, number]) => Number(number)))
  for (let harm = 1; harm <= 24; harm += 1) t.ok(harms.has(harm), `P${harm}`)
})

t.test('every rating of a hazard follows the table, and no control makes it worse', async (t) => {
  const table = new Map(
    [...safety.matchAll(/^\| ((?:very )?(?:high|low)|medium) \|((?: \d \|){5})$/gm)].map(
      ([, likelihood, cells = '']) => [likelihood, cells.match(/\d/g)?.map(Number) ?? []],
    ),
  )
  const severities = ['minor', 'significant', 'considerable', 'major', 'catastrophic']
  const ratings = [...safety.matchAll(/^- \*\*(?:Before|After):\*\* (\w+), ([a-z ]+): (\d)$/gm)]
  t.ok(ratings.length >= 48)
  const risks = ratings.map(([, severity = '', likelihood = '', risk]) => {
    t.equal(table.get(likelihood)?.[severities.indexOf(severity)], Number(risk), `${severity}, ${likelihood}`)
    return Number(risk)
  })
  for (let n = 0; n < risks.length; n += 2) t.ok(Number(risks[n + 1]) <= Number(risks[n]), `H${n / 2 + 1}`)
})
