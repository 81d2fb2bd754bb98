import pg from 'pg'
import { type SampleActor, sampleActors, staffAmong, subjectOf } from '../dev/sandbox/actors.ts'
import { domainOperations, domainWork } from '../src/domains.ts'
import { cursorOf, placeAfter } from '../src/events/cursor.ts'
import { chainStart } from '../src/platform/audit/chain.ts'
import { DatabaseAccess } from '../src/platform/database/database.ts'
import { provision } from '../src/schemes/provision.ts'
import { tenants } from '../test/support/seed.ts'
import { listenToBatches, type Statement } from '../test/support/spy.ts'
import { type Cost, costOf } from './growth-cost.ts'
import { growTo } from './growth-rows.ts'
import { type Grown, serving } from './own-server.ts'
import { actors, makeModels } from './pathway.ts'

/** What one question cost at one size: its statements together. */
export interface Asked extends Cost {
  readonly who: string
  readonly what: string
}

export interface AtSize {
  readonly size: number
  readonly seconds: number
  readonly asked: readonly Asked[]
}

const { commissionerId } = tenants.QYG
const asking = ['care-coordinator', 'team-manager', 'panel-member', 'commissioner-officer'] as const
const roles: Readonly<Record<(typeof asking)[number], SampleActor>> = {
  'care-coordinator': actors['care-coordinator'],
  'commissioner-officer': actors['commissioner-officer'],
  'team-manager': sampleActor('team-manager'),
  'panel-member': sampleActor('panel-member-1'),
}

function sampleActor(who: string): SampleActor {
  const actor = sampleActors.find((sample) => sample.who === who)
  if (!actor) throw new Error(`the sandbox has no ${who}`)
  return actor
}

/** Every list that needs nothing to be named, and the figures; the feed from its beginning and after a place in the middle. */
const lists = domainOperations.flat().filter(({ method, path }) => method === 'GET' && !path.includes(':'))

/**
 * Asks the service every such question at each size, as each role, hears the statements that it sends, and explains each with its values as the
 * service's role. What the background work looks for between requests is asked too.
 */
export async function* askedAtEach(sizes: readonly number[], grown: Grown) {
  const { superuserUrl, serviceUrl } = grown
  const now = () => new Date()
  const { url, database, tokenFor, close } = await serving(grown)
  const client = new pg.Client({ connectionString: serviceUrl })
  await client.connect()
  try {
    await register(superuserUrl)
    const model = await makeModels(url, tokenFor)
    for (const size of sizes) {
      const begun = performance.now()
      await growTo(superuserUrl, model.signed, size, subjectOf(roles['care-coordinator']))
      const seconds = (performance.now() - begun) / 1000
      const asked: Asked[] = []
      const cost = async (who: string, what: string, work: () => Promise<unknown>) =>
        asked.push({ who, what, ...(await costOf(client, commissionerId, await heardIn(work))) })
      for (const who of asking) {
        const authorization = `Bearer ${await tokenFor(roles[who])}`
        // The actor of a token is looked up once, and that is no part of a question.
        await fetch(`${url}/v1/cases`, { headers: { authorization } })
        const paths = lists.map(({ path }) => ({ what: path, path }))
        const {
          rows: [middle = { sequence: 0, hash: chainStart }],
        } = await client.query<{ sequence: number; hash: string }>(
          'select sequence::int, hash from audit_seal where commissioner_id = $1 and sequence = $2',
          [commissionerId, size],
        )
        const feed = { what: '/events, from the middle', path: `/events?cursor=${cursorOf(placeAfter(middle))}` }
        for (const { what, path } of [...paths, feed]) {
          const get = async () => {
            const answer = await fetch(`${url}/v1${path}`, { headers: { authorization } })
            await answer.text()
            return answer.ok
          }
          if (await get()) await cost(who, what, get)
        }
      }
      for (const { name, work } of domainWork)
        await cost('background', name, () => work({ database, now }, new AbortController().signal))
      yield { size, seconds, asked } satisfies AtSize
    }
  } finally {
    await client.end()
    await close()
  }
}

/** The reads that are sent while something is done. What sets the scope reads nothing. */
export async function heardIn(work: () => Promise<unknown>): Promise<Statement[]> {
  const heard = new Map<string, Statement>()
  const end = listenToBatches((statements) => {
    for (const statement of statements)
      if (/^(select|with)\b/i.test(statement.text) && !statement.text.includes('set_config('))
        heard.set(statement.text, statement)
  })
  try {
    await work()
  } finally {
    end()
  }
  return [...heard.values()]
}

/** Registers whoever asks. */
export async function register(ownerUrl: string): Promise<void> {
  const owner = new DatabaseAccess({ url: ownerUrl, poolSize: 1 })
  const staff = staffAmong([...Object.values(actors), ...Object.values(roles)])
  const named = staff.filter(({ accounts }, n) => staff.findIndex((one) => one.accounts[0] === accounts[0]) === n)
  try {
    await provision(owner, [{ commissioner: { code: 'QYG', name: 'QYG' }, staff: named, schemes: [] }], new Date())
  } finally {
    await owner.close()
  }
}
