import t from 'tap'
import { sources, valueImportsOf } from '../support/sources.ts'

const src = await sources('src')
const files = new Map(src.map((file) => [file.path, file]))
const gate = 'src/case-access/open-for-writing.ts'

/** Whether a file, or one that runs with it, asks in what role somebody acts, and with it whether they are registered and no relation. */
function asks(path: string, seen = new Set<string>()): boolean {
  const file = files.get(path)
  if (!file || path === gate || seen.has(path)) return false
  seen.add(path)
  if (/\b(requireCaseRole|hasCaseRole|requireStaff)\(/.test(file.text)) return true
  return valueImportsOf(file).some((next) => asks(next, seen))
}

/** What is written without a role of its own, and why. */
const others: Readonly<Record<string, string>> = {
  'src/payments/replan-cases.ts': 'the service plans payments anew, as what is known of a case or a payee has it',
  'src/breaches/sweep-breaches.ts': 'the service does what follows from a clock',
  'src/cases/rebuild-progress.ts': 'a command derives again what the case waits for',
}

t.test('each write on a case asks for a role on it, or for a registered member of staff', async (t) => {
  const locks = src
    .filter(({ path, text }) => !path.startsWith('src/case-access/') && /\b(lockCase|openForWriting)\(/.test(text))
    .map(({ path }) => path)
  t.ok(locks.length > 25)
  const openedBy = (path: string) => src.filter((file) => valueImportsOf(file).includes(path)).map((file) => file.path)
  const unasked = locks.filter((path) => {
    const openers = openedBy(path).filter((opener) => !opener.endsWith('/operations.ts'))
    return !asks(path) && !(openers.length > 0 && openers.every((opener) => asks(opener)))
  })
  t.same(unasked.sort(), Object.keys(others).sort())
})

t.test('a role on a case is asked for in one place, which asks the register too', async (t) => {
  const reads = src.filter(({ text }) => /\bcaseRoles\.(includes|some|find)\(/.test(text)).map(({ path }) => path)
  // Who sits at a tier is asked first, and whether they are staff once they would decide.
  t.same(reads.sort(), [gate, 'src/rules/people/team.ts', 'src/sign-off/decider.ts'])
})
