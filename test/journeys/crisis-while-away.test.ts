import { setTimeout as wait } from 'node:timers/promises'
import t from 'tap'
import { joinSandboxDatabase } from '../../dev/sandbox/database.ts'
import type { CrisisEpisode } from '../../src/crisis-episodes/schemas.ts'
import { londonDate } from '../../src/shared/dates.ts'
import type { Statement } from '../../src/spending/schemas.ts'
import { aFolder, startOwnProcess } from '../support/own-process.ts'
import { crisisAgreed } from './crisis-agreed.ts'

t.setTimeout(300_000)

t.test(
  'a crisis whose last day passed while no service was up stands down once, by two that start together',
  async (t) => {
    const folder = await aFolder(t)
    const first = await startOwnProcess(t, folder)
    const caseId = await crisisAgreed(first)
    const path = `/v1/cases/${caseId}/crisis-episodes`
    const episode = (await first.as('person').post<CrisisEpisode>(path, { tier: 'bad-patch', days: 1 })).ok
    t.match(episode, { endsOn: londonDate(new Date()), status: 'active' })
    await first.kill()

    const { appUrl: databaseUrl } = await joinSandboxDatabase(folder)
    const later = { daysLater: 2, databaseUrl }
    const both = await Promise.all([startOwnProcess(t, folder, later), startOwnProcess(t, folder, later)])
    const [one, other] = both.map((service) => service.as('person'))
    if (!one || !other) throw new Error('both are there')
    const found = async () => (await one.get<{ items: CrisisEpisode[] }>(path)).ok.items[0]
    // Each looks for the first time within a minute of its start.
    for (let tries = 0; (await found())?.status === 'active' && tries < 240; tries += 1) await wait(500)
    t.match(await found(), { id: episode.id, status: 'stood-down', standDownCause: 'last-day' })
    // Long enough for the second to have looked too.
    await wait(2_000)
    const timeline = await other.get<{ items: { type: string }[] }>(`/v1/cases/${caseId}/timeline?limit=100`)
    t.equal(timeline.ok.items.filter(({ type }) => type === 'crisis.stood-down').length, 1, 'once')
    const [reserve] = (await other.get<Statement>(`/v1/cases/${caseId}/statement`)).ok.reserves
    t.equal(reserve?.drawnPence, 1_400, 'the day that there was is paid')
  },
)
