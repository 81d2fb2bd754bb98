import { readFile } from 'node:fs/promises'
import t from 'tap'
import { withScenarios } from '../../dev/generate/scenario-table.ts'
import { scenarioNames } from '../../dev/sandbox/scenarios/catalogue.ts'
import { caseSteps } from '../../src/rules/progress/steps.ts'
import { startSandbox } from '../support/sandbox.ts'

t.setTimeout(600_000)

t.test('the guide has each scenario, as it is made', async (t) => {
  const guide = await readFile(new URL('../../data/guides/7-sandbox.md', import.meta.url), 'utf8')
  t.equal(withScenarios(guide), guide, 'npm run contract')
  for (const name of scenarioNames) t.ok(guide.includes(`| \`${name}\` |`), name)
})

t.test('somebody stands at every step of three schemes, and signs in to see their case there', async (t) => {
  const sandbox = await startSandbox(t, scenarioNames)
  const there = await sandbox.scenarios()
  t.same(
    there.map(({ name }) => name),
    scenarioNames,
    sandbox.logLines.filter((line) => line.includes('scenario')).join('\n'),
  )
  const schemes = Map.groupBy(there, ({ scheme }) => scheme)
  t.same([...schemes.keys()].sort(), ['lambeth-integrated', 'merseyside-one-off', 'south-kent-coast'])
  for (const [scheme, those] of schemes) {
    const steps = new Set<string>()
    for (const { name, station, person, caseId, personId } of those) {
      const seen = await sandbox.as(person.clientId).getCase({ caseId })
      steps.add(seen.step)
      t.equal(seen.personId, personId, name)
      // What is open beside the way: a crisis asks for a review soon.
      if (station === 'crisis-active') t.equal(seen.step, 'review-scheduled', name)
      else t.equal(seen.step, station, name)
    }
    t.same([...steps].sort(), [...caseSteps].sort(), scheme)
  }
  for (const { name, next } of there)
    for (const { clientId } of next) t.ok((await sandbox.as(clientId).getMe()).roles.length, `${name} ${clientId}`)
})
