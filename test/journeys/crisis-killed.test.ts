import { setTimeout as wait } from 'node:timers/promises'
import t from 'tap'
import type { CrisisEpisode } from '../../src/crisis-episodes/schemas.ts'
import type { Statement } from '../../src/spending/schemas.ts'
import type { Answer } from '../support/client.ts'
import { agreedWithTier } from '../support/crisis-sandbox.ts'
import { aFolder, startOwnProcess } from '../support/own-process.ts'

t.setTimeout(300_000)

t.test(
  'kill -9 while a crisis is declared: there is one or none, what was acknowledged is there, and the money is right',
  async (t) => {
    const folder = await aFolder(t)
    let service = await startOwnProcess(t, folder)
    const caseId = await agreedWithTier(service)
    const declare = (key: string) =>
      service
        .as('person')
        .post<CrisisEpisode>(`/v1/cases/${caseId}/crisis-episodes`, { tier: 'bad-patch', days: 1 }, { key })
    const known = async () =>
      (await service.as('person').get<{ items: CrisisEpisode[] }>(`/v1/cases/${caseId}/crisis-episodes`)).ok.items
    const drawn = async () =>
      (await service.as('person').get<Statement>(`/v1/cases/${caseId}/statement`)).ok.reserves[0]?.drawnPence

    // Killed once with all of them on their way, once while they are written, and once as the first is told.
    for (const killed of ['at-once', 'while-writing', 'as-told'] as const) {
      const before = (await known()).length
      const taken = (await drawn()) ?? 0
      const keys = Array.from({ length: 8 }, (_, writer) => `${killed}-${writer}`)
      const answers: Answer<CrisisEpisode>[] = []
      const sent = keys.map((key) =>
        declare(key).then(
          (answer) => void answers.push(answer),
          () => undefined,
        ),
      )
      if (killed === 'while-writing') await wait(5)
      if (killed === 'as-told') await Promise.race(sent)
      await service.kill()
      await Promise.all(sent)
      const told = answers.filter(({ status }) => status === 201).map(({ ok }) => ok.id)
      t.ok(told.length <= 1, 'at most one was acknowledged')

      service = await startOwnProcess(t, folder)
      const found = (await known()).slice(0, (await known()).length - before)
      t.ok(found.length <= 1, `${killed}: one or none`)
      if (told[0]) t.equal(found[0]?.id, told[0], 'what was acknowledged is there')
      t.equal(await drawn(), taken + 1_400 * found.length, 'and what it takes, to the penny')

      const again = await Promise.all(keys.map(declare))
      const made = new Set(again.filter(({ status }) => status === 201).map(({ ok }) => ok.id))
      t.equal(made.size, 1, 'asked again with the same keys, there is one')
      if (found[0]) t.same([...made], [found[0].id], 'which is the first')
      t.equal((await known()).length, before + 1)
      t.equal(await drawn(), taken + 1_400)
      const [episode] = made
      t.equal((await service.as('person').post(`/v1/crisis-episodes/${episode}/stand-down`)).status, 200)
    }
  },
)
