import { domainWork } from '../../src/domains.ts'
import { DatabaseAccess } from '../../src/platform/database/database.ts'

/** The work of an instance that advances pay runs, in a process that a test can kill. */
const now = () => new Date(process.env.NOW ?? 0)
const database = new DatabaseAccess({ url: process.env.DATABASE_URL ?? '', pooler: 'none', poolSize: 2, now })
const work = domainWork.find(({ name }) => name === 'pay-runs')
await work?.work({ database, now }, new AbortController().signal)
await database.close()
