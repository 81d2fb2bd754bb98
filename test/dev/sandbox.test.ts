import t from 'tap'
import { sampleActors } from '../../dev/sandbox/actors.ts'
import { banner } from '../../dev/sandbox/banner.ts'
import { roles } from '../../src/permissions.ts'
import { aFolder, startOwnProcess } from '../support/own-process.ts'

t.setTimeout(120_000)

t.test('there is a sample actor for each role, and a system of the trust and of the commissioner', async (t) => {
  for (const role of roles)
    t.ok(
      sampleActors.some((actor) => actor.roles?.includes(role)),
      role,
    )
  const systems = sampleActors.filter(({ scope }) => scope !== undefined)
  t.same(systems.map(({ organisation }) => organisation).sort(), ['RW4', undefined])
})

t.test('the banner says how to get a token for each of them', async (t) => {
  const url = 'http://127.0.0.1:3000'
  const said = banner({ url, sandboxTokens: true, data: '.data', openToOthers: false })
  for (const { who } of sampleActors) t.ok(said.includes(`TOKEN=$(curl -s ${url}/sandbox/tokens/${who})`), who)
})

t.test('the service takes the token of each', async (t) => {
  const { url } = await startOwnProcess(t, await aFolder(t))
  for (const { who } of sampleActors) {
    const token = await (await fetch(`${url}/sandbox/tokens/${who}`)).text()
    const { status } = await fetch(`${url}/v1/schemes`, { headers: { authorization: `Bearer ${token}` } })
    t.equal(status, 200, who)
  }
})
