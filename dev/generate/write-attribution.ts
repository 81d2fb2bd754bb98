import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { command } from '../../src/tools/database-url.ts'
import { attributionText, type PackageLock, unreadLicences } from './attribution-text.ts'
import { keepFiles } from './generated-file.ts'

/** `npm run attribution`: ATTRIBUTION.md, from package-lock.json. Refused while a licence of a new dependency is unread. */
await command(async () => {
  const { values } = parseArgs({ options: { check: { type: 'boolean' } } })
  const lock = JSON.parse(await readFile(new URL('../../package-lock.json', import.meta.url), 'utf8')) as PackageLock
  const unread = unreadLicences(lock)
  if (unread.length > 0) throw new Error(`Read these licences, and say what they ask for:\n${unread.join('\n')}`)
  const files = [{ path: 'ATTRIBUTION.md', text: attributionText(lock) }]
  return keepFiles(files, values.check ?? false, 'npm run attribution')
})
