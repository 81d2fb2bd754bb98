import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import t from 'tap'
import { aFolder, startOwnProcess } from '../support/own-process.ts'

t.setTimeout(180_000)

t.test(
  'the curl lines of the README take one person from the expression of interest to the first review',
  async (t) => {
    const readme = await readFile(new URL('../../README.md', import.meta.url), 'utf8')
    const pathway = /```bash\n([\s\S]+?)```/.exec(readme)?.[1] ?? ''
    const { url } = await startOwnProcess(t, await aFolder(t))
    const { stdout } = await promisify(execFile)('bash', ['-euo', 'pipefail', '-c', pathway], {
      env: { ...process.env, HOST: url },
      timeout: 150_000,
    })
    for (const told of [
      'The question what-now needs an answer',
      'submitted\naccepted\ncompleted',
      'Together that is £400.00',
      '£400.00 is within the care coordinator’s limit of £400.00, so the care coordinator decides.',
      'awaiting-signatures\nawaiting-signatures\nawaiting-decision\nagreed',
      'A drum kit: 24999 of 25000 pence spent',
      'review.done',
    ]) {
      t.ok(stdout.includes(told), told)
    }
  },
)
