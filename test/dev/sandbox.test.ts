import t from 'tap'
import { sampleActors } from '../../dev/sandbox/actors.ts'
import { banner } from '../../dev/sandbox/banner.ts'
import { aFolder, outcomeOf, program, startOwnProcess } from '../support/own-process.ts'

t.setTimeout(120_000)

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
  const { code, said } = await outcomeOf(program(['dev/first-call.ts'], { HOST: url }))
  t.equal(code, 0, said)
  t.equal(said.trim().split('\n').length, 8, 'and the first call by the client finds the eight schemes')
})
