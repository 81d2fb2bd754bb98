import t from 'tap'
import type { Appeal } from '../../src/appeals/schemas.ts'
import { refusedPlan } from '../appeals/acts.ts'
import { startService } from '../support/service.ts'
import { openPages } from './acts.ts'

const service = await startService(t)
t.beforeEach(async () => service.clock.set('2026-11-24T09:30:00Z'))
const words = 'আমাকে <কেউ> জিজ্ঞাসা করেনি।'
const escaped = 'আমাকে &lt;কেউ&gt; জিজ্ঞাসা করেনি।'

t.test('a second tab is told that the appeal is open, and keeps what was written in it', async (t) => {
  const { journey, decisionId } = await refusedPlan(service)
  const reader = await openPages(journey)
  const path = `/pages/appeals/${decisionId}`
  const [one, other] = [await reader.get(path), await reader.get(path)]
  t.match((await reader.submit(one, path, { words: 'Nobody asked me.', late: '' })).text, 'We have your appeal.')
  const again = await reader.submit(other, path, { words, late: '' })
  t.equal(again.status, 409)
  t.notMatch(again.text, 'There is no such page')
  t.match(again.text, escaped)
  const { items } = (await journey.person.get<{ items: Appeal[] }>(`/v1/cases/${journey.ids.caseId}/appeals`)).ok
  t.match(items, [{ words: 'Nobody asked me.' }])
})

t.test('whoever writes slowly knows the time there is, and gets back what they wrote', async (t) => {
  const { journey, decisionId } = await refusedPlan(service)
  const reader = await openPages(journey)
  const path = `/pages/appeals/${decisionId}`
  const form = await reader.get(path)
  t.match(form.text, 'when nobody has used them for 30 minutes, after 8 hours, and when a new link is made')
  t.match((await reader.submit(form, path, { words, late: '', token: 'of-another' })).text, escaped)
  service.clock.advance({ minutes: 31 })
  const late = await reader.submit(form, path, { words, late: '' })
  t.equal(late.status, 401)
  t.match(late.text, 'Your pages have closed')
  t.match(late.text, escaped)
})

t.test(
  'the longest words in any script are taken, and longer ones are refused by a sentence of their own',
  async (t) => {
    const { journey, decisionId } = await refusedPlan(service)
    const reader = await openPages(journey)
    const path = `/pages/appeals/${decisionId}`
    const form = await reader.get(path)
    const long = await reader.submit(form, path, { words: 'ক'.repeat(20_000), late: '' })
    t.equal(long.status, 413)
    t.match(long.text, 'This is too long to be sent.')
    const longest = { words: 'ক'.repeat(8_000), late: 'ক'.repeat(2_000) }
    t.match((await reader.submit(form, path, longest)).text, 'We have your appeal.')
  },
)

t.test('an answer that did not come by its day is late, and no day that is over is promised', async (t) => {
  const { journey, decisionId } = await refusedPlan(service)
  const path = `/pages/appeals/${decisionId}`
  const reader = await openPages(journey)
  await reader.submit(await reader.get(path), path, { words, late: '' })
  const { items } = (await journey.person.get<{ items: Appeal[] }>(`/v1/cases/${journey.ids.caseId}/appeals`)).ok
  const at = async (day: string) => {
    service.clock.set(`${day}T09:30:00Z`)
    const opened = await openPages(journey)
    return [(await opened.get('/pages')).text, (await opened.get('/pages/appeals')).text]
  }
  const dueOn = items[0]?.dueOn ?? ''
  for (const text of await at(dueOn)) t.match(text, 'You get an answer by')
  service.clock.advance({ days: 1 })
  for (const text of await at(service.clock.today())) {
    t.notMatch(text, 'You get an answer by')
    t.match(text, 'You were to get an answer by')
  }
})
