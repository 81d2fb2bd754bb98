import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import t from 'tap'
import { joinSandboxDatabase } from '../../dev/sandbox/database.ts'
import type { Organisation } from '../../src/organisations/schemas.ts'
import type { Scheme } from '../../src/schemes/schemas.ts'
import type { SimulationView } from '../../src/simulations/schemas.ts'
import { haltWriter } from '../support/halt.ts'
import { insertCases } from '../support/many-cases.ts'
import { aFolder, type OwnProcess, startOwnProcess } from '../support/own-process.ts'
import { uplift } from '../support/policy.ts'
import { standing } from '../support/standing-cases.ts'

t.setTimeout(180_000)

const cases = 5_000

t.test(
  'kill -9 of the service in the middle of a simulation: started again, it comes to its end by itself, each case once',
  async (t) => {
    const folder = await aFolder(t)
    const first = await startOwnProcess(t, folder)
    const { ownerUrl } = await joinSandboxDatabase(folder)
    const owner = new pg.Client({ connectionString: ownerUrl })
    await owner.connect()
    owner.on('error', () => {})
    t.teardown(() => owner.end().catch(() => {}))
    const scheme = (await first.as('commissioner-officer').get<{ items: Scheme[] }>('/v1/schemes')).ok.items.find(
      ({ code }) => code === 'merseyside-one-off',
    )
    if (!scheme) throw new Error('the sandbox has no such scheme')
    const organisations = await first.as('commissioner-officer').get<{ items: Organisation[] }>('/v1/organisations')
    const { rows } = await owner.query<{ id: string }>(
      "select commissioner_id as id from commissioner where code = 'QYG'",
    )
    const tenant = {
      commissionerId: rows[0]?.id ?? '',
      trustId: organisations.ok.items.find(({ kind }) => kind === 'trust')?.id ?? '',
    }
    await insertCases(
      ownerUrl,
      { schemeId: scheme.id, version: 1, rules: scheme.rules, tenant },
      standing('merseyside-one-off', 500).flatMap((budgetCase) =>
        Array.from({ length: cases / 500 }, () => budgetCase),
      ),
    )

    const halted = await haltWriter(ownerUrl, { table: 'simulated_case', written: 'insert', after: 1_600 })
    const id = await begun(first, scheme)
    await halted.reached()
    const middle = await read(first, id)
    t.match(middle, { status: 'running', total: cases, result: null })
    t.ok(middle.done > 0 && middle.done < cases, `${middle.done} are done`)
    await first.kill()
    await halted.end()

    const second = await startOwnProcess(t, folder)
    t.ok((await read(second, id)).done >= middle.done, 'what was done is not done again')
    let ended = await read(second, id)
    for (let tried = 0; ended.status === 'running' && tried < 1_200; tried += 1) {
      await wait(50)
      ended = await read(second, id)
    }
    const expected = await completed(second, scheme)
    t.same(ended.result, expected.result)
    t.match(ended, { status: 'completed', done: cases, result: { compared: { cases } } })
  },
)

async function begun({ as }: OwnProcess, scheme: Scheme): Promise<string> {
  const officer = as('commissioner-officer')
  const rules = { ...scheme.rules, ...uplift(scheme.rules, 250) }
  const draft = (await officer.post<{ id: string }>(`/v1/schemes/${scheme.id}/drafts`, { rules })).ok
  return (await officer.post<SimulationView>(`/v1/scheme-drafts/${draft.id}/simulations`)).ok.id
}

async function read({ as }: OwnProcess, id: string): Promise<SimulationView> {
  return (await as('commissioner-officer').get<SimulationView>(`/v1/simulations/${id}`)).ok
}

/** The same again without anything in the way. */
async function completed(service: OwnProcess, scheme: Scheme): Promise<SimulationView> {
  const id = await begun(service, scheme)
  for (;;) {
    const simulation = await read(service, id)
    if (simulation.status !== 'running') return simulation
    await wait(50)
  }
}
