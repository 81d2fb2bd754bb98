import t from 'tap'
import { sources, valueImportsOf } from '../support/sources.ts'

/** What every domain stands on is no domain. */
const ground = ['shared', 'rules', 'event-catalogue', 'words', 'platform', 'database']

const files = new Map((await sources('src')).map((file) => [file.path, file]))

/** The files of domains that run where this one does, itself included: what a reader has to know to change it. */
function reachOf(path: string): string[] {
  const reached = new Set([path])
  for (const here of reached) {
    const file = files.get(here)
    for (const next of file ? valueImportsOf(file) : []) if (files.has(next)) reached.add(next)
  }
  return [...reached].filter((reach) => reach.split('/').length > 2 && !ground.includes(reach.split('/')[1] ?? ''))
}

t.test('the decision on a plan reaches fewer than 38 files of the domains', async (t) => {
  const reach = reachOf('src/sign-off/decide-support-plan.ts')
  t.ok(reach.includes('src/decisions/keep-decision.ts'))
  t.ok(reach.length < 38, `${reach.length}: ${reach.sort().join(', ')}`)
})
