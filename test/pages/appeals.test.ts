import t from 'tap'
import type { Letter } from '../../src/decisions/schemas.ts'
import { decide, lodge, refusedPlan } from '../appeals/acts.ts'
import { anActor } from '../support/actors.ts'
import { startService } from '../support/service.ts'
import { openPages } from './acts.ts'

const service = await startService(t)
const endedTitle = 'Your appeals that have ended'

t.test(
  'an appeal that has ended stays on the page: against what, what was decided and when, and its letter',
  async (t) => {
    const { journey, decisionId } = await refusedPlan(service)
    const page = async () => (await (await openPages(journey)).get('/pages/appeals')).text
    t.notMatch(await page(), endedTitle)
    const { id } = (await lodge(journey.person, decisionId)).ok
    t.notMatch(await page(), endedTitle, 'one that is open has not ended')

    service.clock.set('2026-11-27T09:30:00Z')
    void (await journey.person.post(`/v1/appeals/${id}/withdrawal`)).ok
    service.clock.set('2026-11-30T09:30:00Z')
    const again = (await lodge(journey.person, decisionId)).ok
    service.clock.set('2026-12-02T09:30:00Z')
    const reviewer = service.as(anActor('commissioner-officer', { sub: 'who-reviews' }))
    if (again.status === 'awaiting-acceptance')
      void (await reviewer.post(`/v1/appeals/${again.id}/acceptance`, { accepted: true })).ok
    const { decision } = (await decide(reviewer, again.id, 'upheld')).ok

    const text = await page()
    const { items: letters } = (
      await journey.person.get<{ items: Letter[] }>(`/v1/cases/${journey.ids.caseId}/letters`)
    ).ok
    const title = letters.find((one) => one.decisionId === decisionId)?.title ?? 'no title'
    const [, ended = ''] = text.split(endedTitle)
    const items = ended.split('<li>').slice(1)
    t.match(items[0], 'Decided on 2 December 2026: the decision stays as it was.')
    t.match(items[0], `<a href="/pages/letters/${decision.id}">Read our letter about it</a>`)
    t.match(items[1], 'This appeal was taken back on 27 November 2026.')
    t.notMatch(items[1]?.split('</li>')[0], '<a ', 'no letter was written of that')
    for (const item of items.slice(0, 2)) t.match(item, `<b>${title}</b>`)
    t.match((await (await openPages(journey)).get(`/pages/letters/${decision.id}`)).text, '<h1>')

    t.equal((await lodge(journey.person, decisionId)).ok.status, 'awaiting-acceptance')
    t.match(await page(), 'you hear whether we consider your appeal')
    t.notMatch(await page(), 'You get an answer by', 'which comes later, if it is considered')
  },
)
