import { setTimeout as wait } from 'node:timers/promises'
import t from 'tap'
import type { CrisisEpisode } from '../../src/crisis-episodes/schemas.ts'
import type { Statement } from '../../src/spending/schemas.ts'
import { agreedWithTier } from '../support/crisis-sandbox.ts'
import { aFolder, type OwnProcess, startOwnProcess } from '../support/own-process.ts'

t.setTimeout(200_000)

const declare = async (service: OwnProcess, caseId: string, days: number) => {
  const body = { tier: 'bad-patch', days }
  return (await service.as('person').post<CrisisEpisode>(`/v1/cases/${caseId}/crisis-episodes`, body)).ok.id
}
const read = async (service: OwnProcess, id: string) =>
  (await service.as('person').get<CrisisEpisode>(`/v1/crisis-episodes/${id}`)).ok

/** The crisis as it is once it is over; the service does that by itself. */
async function over(service: OwnProcess, id: string): Promise<CrisisEpisode> {
  for (;;) {
    const episode = await read(service, id)
    if (episode.status !== 'active') return episode
    await wait(100)
  }
}
const stoodDown = async (service: OwnProcess, caseId: string) => {
  const path = `/v1/cases/${caseId}/timeline?limit=100`
  const { items } = (await service.as('person').get<{ items: { type: string }[] }>(path)).ok
  return items.filter(({ type }) => type === 'crisis.stood-down').length
}
const drawn = async (service: OwnProcess, caseId: string) =>
  (await service.as('person').get<Statement>(`/v1/cases/${caseId}/statement`)).ok.reserves[0]?.drawnPence

t.test(
  'a crisis whose last day passed while the service was down stands down when it is started days later',
  async (t) => {
    const folder = await aFolder(t)
    const first = await startOwnProcess(t, folder)
    const caseId = await agreedWithTier(first)
    const id = await declare(first, caseId, 1)
    t.equal(await drawn(first, caseId), 1_400)
    await first.kill()

    // Its last day is today; it is over tomorrow, and nobody is there until two days after that.
    const second = await startOwnProcess(t, folder, 3)
    t.match(await over(second, id), { status: 'stood-down', standDownCause: 'last-day', returnedPence: 0 })
    t.equal(await drawn(second, caseId), 1_400, 'what the day took is taken, and no more')
    t.equal(await stoodDown(second, caseId), 1)
    t.equal((await second.as('person').post(`/v1/crisis-episodes/${id}/stand-down`)).status, 409)
  },
)
